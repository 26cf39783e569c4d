"""The machine readable zone (机读区) of travel documents, by ICAO Doc 9303.

Parts 4 to 6 of the eighth edition lay out three formats: TD3, the passport booklet
(two lines of 44), TD2 (two of 36) and TD1, the card (three of 30). A check digit is
the sum of the character values (digits as they are, A = 10 … Z = 35, ``<`` = 0) times
7, 3, 1, 7, 3, 1 …, mod 10. The composite check digit runs over the upper fields with
their own check digits. A card's number of more than nine characters goes on in the
optional field, with ``<`` in place of its check digit.
"""

from __future__ import annotations

from datetime import MAXYEAR, date
from typing import Final, NamedTuple

#: Length of the joined lines → format.
FORMATS: Final = {88: "TD3", 90: "TD1", 72: "TD2"}

# Codes beside ISO 3166-1 that Doc 9303 part 3 section 5 allows; UTO is for specimens.
OTHER_ISSUERS: Final = frozenset(
    {
        *("D", "GBD", "GBN", "GBO", "GBP", "GBS", "RKS", "EUE", "ANT", "NTZ", "IAO"),
        *("UNO", "UNA", "UNK", "XBA", "XIM", "XCC", "XCE", "XCO", "XEC", "XPO"),
        *("XES", "XMP", "XOM", "XDC", "XXA", "XXB", "XXC", "XXX", "XCT", "UTO"),
    }
)
#: Codes of one letter, of three in ISO 3166-1.
ALPHA3: Final = {"D": "DEU"}
SPECIMEN: Final = "UTO"

_VALUES: Final = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_VALUES["<"] = 0
_SEX: Final = {"M": "male", "F": "female", "<": None, "X": None}


class Zone(NamedTuple):
    """The fields of a zone as they stand, without their filler."""

    form: str
    document_type: str
    issuer: str
    number: str
    nationality: str
    birth: str
    sex: str
    expiry: str
    surname: str
    given_names: str
    #: What speaks against it, in the order ``format, checksum, birth_date, …``.
    problems: tuple[str, ...]


def check_digit(data: str) -> str:
    """Return the check digit of a field."""
    total = sum(_VALUES[c] * (7, 3, 1)[i % 3] for i, c in enumerate(data))
    return str(total % 10)


def read(text: str) -> Zone | None:
    """Return the zone in joined, folded lines; ``None`` if no format has that length."""
    form = FORMATS.get(len(text))
    if form is None:
        return None
    if any(c not in _VALUES for c in text):
        return Zone(form, "", "", "", "", "", "", "", "", "", ("format",))
    return _read_card(text) if form == "TD1" else _read_two_lines(form, text)


def _read_two_lines(form: str, text: str) -> Zone:
    width = len(text) // 2
    upper, lower = text[:width], text[width:]
    optional = lower[28:-2] if form == "TD3" else lower[28:-1]
    checks = [
        (lower[13:19], lower[19]),
        (lower[21:27], lower[27]),
        (lower[:10] + lower[13:20] + lower[21:-1], lower[-1]),
    ]
    if form == "TD3":
        checks.append((optional, lower[-2]))
    number, number_check = _number(lower[:9], lower[9], optional, form)
    checks.append((number, number_check))
    return _zone(
        form,
        (upper[:2], upper[2:5], number, lower[10:13]),
        (lower[13:19], lower[20], lower[21:27]),
        upper[5:],
        checks,
    )


def _read_card(text: str) -> Zone:
    first, second, third = text[:30], text[30:60], text[60:]
    number, number_check = _number(first[5:14], first[14], first[15:], "TD1")
    return _zone(
        "TD1",
        (first[:2], first[2:5], number, second[15:18]),
        (second[:6], second[7], second[8:14]),
        third,
        [
            (second[:6], second[6]),
            (second[8:14], second[14]),
            (first[5:] + second[:7] + second[8:15] + second[18:29], second[29]),
            (number, number_check),
        ],
    )


def _number(field: str, check: str, optional: str, form: str) -> tuple[str, str]:
    rest = optional.partition("<")[0]
    if check == "<" and "<" not in field and rest and form != "TD3":
        return field + rest[:-1], rest[-1]
    return field, check


def _zone(
    form: str,
    who: tuple[str, str, str, str],
    when: tuple[str, str, str],
    names: str,
    checks: list[tuple[str, str]],
) -> Zone:
    document_type, issuer, number, nationality = who
    birth, sex, expiry = when
    surname, _, given = names.strip("<").partition("<<")
    problems = []
    countries = issuer.rstrip("<"), nationality.rstrip("<")
    if (
        not document_type[0].isalpha()
        or not all(c.isalpha() for c in countries)
        or sex not in _SEX
        or any(c.isdecimal() for c in names)
        or not names.strip("<")
    ):
        problems.append("format")
    if any(not _agrees(data, check) for data, check in checks):
        problems.append("checksum")
    if not _possible(birth):
        problems.append("birth_date")
    if not _possible(expiry):
        problems.append("expiry_date")
    return Zone(
        form,
        document_type.rstrip("<"),
        countries[0],
        number.rstrip("<"),
        countries[1],
        birth,
        sex,
        expiry,
        surname.replace("<", " "),
        " ".join(given.replace("<", " ").split()),
        tuple(problems),
    )


def _agrees(data: str, check: str) -> bool:
    # An empty field's check digit may be 0 or, in part 4 note j, the filler.
    if check == "<":
        return not data.strip("<")
    return check == check_digit(data)


def _possible(field: str) -> bool:
    """Return whether YYMMDD is a date of some century, or has unknown parts."""
    year, month, day = field[:2], field[2:4], field[4:]
    if "<" in field:
        # Unknown parts are filled, the year last of all.
        parts_whole = all(p == "<<" or p.isdecimal() for p in (year, month, day))
        in_range = month == "<<" or "01" <= month <= "12"
        return parts_whole and in_range and (day == "<<" or "01" <= day <= "31")
    return field.isdecimal() and any(_date(c, field) for c in (1900, 2000))


def _date(century: int, field: str) -> date | None:
    if not field.isdecimal():
        return None
    try:
        return date(century + int(field[:2]), int(field[2:4]), int(field[4:]))
    except ValueError:
        return None


def sex_of(zone: Zone) -> str | None:
    """Return ``male``, ``female`` or ``None``."""
    return _SEX.get(zone.sex)


def births(zone: Zone, at: date) -> list[date]:
    """Return the dates that the birth field can mean, the latest first.

    A birth lies not after ``at`` and not more than 120 years before it.
    """
    first = max(at.year - 120, 1)
    dates = (_date(at.year // 100 * 100 - back, zone.birth) for back in (0, 100, 200))
    return [d for d in dates if d and d <= at and d.year >= first]


def expiry(zone: Zone, at: date) -> date | None:
    """Return the one date within fifty years of ``at`` that the expiry field can mean."""
    century = at.year // 100 * 100
    for start in (century, century + 100, century - 100):
        if 0 < start <= MAXYEAR - 99:
            found = _date(start, zone.expiry)
            if found and -50 <= found.year - at.year < 50:
                return found
    return None
