"""Passport number (护照号码) or its machine readable zone: Chinese, SAR or foreign.

No standard gives a passport's number a check digit, so its form is all that a bare
number has. Forms of Chinese passports, with trust in brackets:

* ordinary 普通: E and 8 digits, E with a letter but I and O and 7 digits (since 2017),
  G and 8 digits, of old 14 or 15 and 7 digits (practice: public validators agree);
* service 公务 SE and 7 digits, of old S and 7 or 8; public affairs 因公普通 PE and 7,
  of old P and 7 or 8, printed ``P.1234567``; diplomatic 外交 DE and 7, of old D and 7
  or 8 (practice);
* Hong Kong 香港 K or H and 8 digits, KJ and 7; Macao 澳门 M and 8, MA or MB and 7
  (practice).

Foreign numbers follow no common rule; ICAO Doc 9303 leaves nine characters for them,
letters and digits, and a bare number can be both a Chinese and a foreign one. So the
answer for five to nine characters with a digit is ``True``; for four, or ten to
seventeen (insurers' practice knows such), it is ``None``. A number that looks like a
mistyped Chinese one (E or G with a digit too many or too few, E with I or O) is
``None`` too.

>>> inspect("E88880001").kind, inspect("ea8888001").kind, inspect("P.8888001").kind
('ordinary', 'ordinary', 'public_affairs')
>>> inspect("KJ8888001").nationality, inspect("C01X00T47").kind
('HKG', 'foreign')
>>> inspect("E8888001").valid, inspect("E8888001").problems
(None, ('near_chinese_form',))

A whole zone is judged by ICAO's check digits, its lines joined by line breaks, spaces
or nothing. Birth and expiry have two digits for the year: they are told only as of
``at``, the birth as the latest possible date not after it (with hint
``century_ambiguous`` when another century would do), the expiry as the date within
fifty years of it.

>>> from datetime import date
>>> zone = (
...     "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
...     "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
... )
>>> reading = inspect(zone, at=date(2010, 1, 1))
>>> reading.valid, reading.kind, reading.document_number, reading.birth_date.isoformat()
(True, 'mrz', 'L898902C3', '1974-08-12')
>>> inspect(zone.replace("740812", "740813")).problems
('checksum',)

What no passport number can be:

>>> inspect("护照一二三四五").problems, inspect("E12").problems
(('format',), ('length',))

As every validator does, this one refuses what is no text, what a spreadsheet spoilt,
several numbers in one field, and digits of another script:

>>> inspect(" ").problems, inspect(7).problems, inspect(1.1e8).problems
(('empty',), ('wrong_type',), ('spreadsheet_damage',))
>>> inspect("E88880001, G88880002").problems
('several_values',)
>>> inspect("E8888000١").problems
('format', 'other_script_digits')

Sources: ICAO Doc 9303 parts 3 to 6; forms of Chinese numbers FOUND in public
validators and accounts, not in a standard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.reference import countries
from infoverify.validators import _entry, _mrz
from infoverify.validators._inspection import Inspection, accepted, validated
from infoverify.validators._mod_11_2 import day_of

if TYPE_CHECKING:
    from datetime import date

    from infoverify.validators._inspection import CodeClass

KIND: Final = "passport"

CODES: Final[dict[str, CodeClass]] = {
    **_entry.CODES,
    "checksum": "refuses",
    "birth_date": "refuses",
    "expiry_date": "refuses",
    "other_document": "refuses",
    "near_chinese_form": "doubts",
    "no_digits": "doubts",
    "length_unusual": "unknown",
    "nationality_unknown": "unknown",
    "birth_date_incomplete": "hints",
    "century_ambiguous": "hints",
    "expired": "hints",
    "legacy_form": "hints",
    "sequential_digits": "hints",
    "specimen": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    **_entry.TEXTS,
    "checksum": ("机读区校验位不符", "A check digit of the zone does not agree"),
    "birth_date": ("机读区出生日期不存在", "No such birth date in the zone"),
    "expiry_date": ("机读区有效期不存在", "No such expiry date in the zone"),
    "other_document": ("是签证等其他证件的机读区", "The zone of another document"),
    "near_chinese_form": (
        "近似中国护照号码而位数或字母不符",
        "Almost a Chinese passport's number",
    ),
    "no_digits": ("号码中没有数字", "No digit in the number"),
    "length_unusual": ("位数少见", "Unusual number of characters"),
    "nationality_unknown": ("国家代码未收录", "Country code not in our table"),
    "birth_date_incomplete": ("机读区出生日期不全", "Birth date partly unknown"),
    "century_ambiguous": ("出生世纪不能确定", "The century of birth is not certain"),
    "expired": ("已过有效期", "Past its date of expiry"),
    "legacy_form": ("旧版号码", "An old form of number"),
    "sequential_digits": ("数字连续", "Digits in sequence"),
    "specimen": ("样本证件", "A specimen's country code"),
}

#: Prefix and number of digits → kind, and whether the form is no longer issued.
FORMS: Final[dict[tuple[str, int], tuple[str, bool]]] = {
    ("E", 8): ("ordinary", False),
    ("G", 8): ("ordinary", True),
    ("SE", 7): ("service", False),
    ("S", 7): ("service", True),
    ("S", 8): ("service", True),
    ("PE", 7): ("public_affairs", False),
    ("P", 7): ("public_affairs", True),
    ("P", 8): ("public_affairs", True),
    ("DE", 7): ("diplomatic", False),
    ("D", 7): ("diplomatic", True),
    ("D", 8): ("diplomatic", True),
    ("K", 8): ("hk", False),
    ("KJ", 7): ("hk", False),
    ("H", 8): ("hk", False),
    ("M", 8): ("macao", False),
    ("MA", 7): ("macao", False),
    ("MB", 7): ("macao", False),
    **{("E" + c, 7): ("ordinary", False) for c in "ABCDEFGHJKLMNPQRSTUVWXYZ"},
}
_ISSUERS: Final = {"hk": "HKG", "macao": "MAC", "foreign": None}
_SLIPS: Final = str.maketrans("OIL", "011")
# Room for three lines of thirty, each with some spaces around it.
_LONGEST: Final = 400


class Passport(Inspection):
    """The reading of a passport's number or zone.

    Attributes:
        kind: ``ordinary, service, public_affairs, diplomatic, hk, macao, foreign`` or
            ``mrz``.
        issuer, nationality: alpha-3 codes; of a foreign number ``None``.
        document_number: the number itself, also out of a zone.
        birth_date, expiry_date: of a zone, and only with ``at``.
        sex: of a zone: ``male``, ``female`` or ``None``.
        surname, given_names: of a zone, as its letters stand.
    """

    FACTS = (
        *("kind", "issuer", "nationality", "document_number", "birth_date"),
        *("sex", "expiry_date", "surname", "given_names"),
    )
    KIND = KIND
    FIELD = "id_number"
    __slots__ = FACTS

    kind: str | None
    issuer: str | None
    nationality: str | None
    document_number: str | None
    birth_date: date | None
    sex: str | None
    expiry_date: date | None
    surname: str | None
    given_names: str | None


def _fold(value: str) -> tuple[str, tuple[str, ...]]:
    text, changes = _entry.fold(value)
    # Old public affairs and service passports print a dot after the letter.
    if text[1:2] == "." and text[:1] in ("P", "S", "D"):
        return text[0] + text[2:], (*changes, "dots")
    return text, changes


def compact(value: object) -> str:
    """Return the clean number, or a zone's lines joined: capitals, no spaces."""
    return _fold(_entry.number_of(value, KIND))[0]


def inspect(value: object, *, at: date | None = None) -> Passport:
    """Return the reading of one number or zone; never raises for data."""
    refused = _entry.screen(value, _LONGEST)
    if refused or not isinstance(value, str):
        return _entry.unread(Passport, refused or "wrong_type")
    text, changes = _fold(value)
    if len(text) in _mrz.FORMATS:
        return _inspect_zone(value, text, changes, at)
    return _inspect_number(value, text, changes)


def _inspect_number(value: str, text: str, changes: tuple[str, ...]) -> Passport:
    found: tuple[str, ...] = ()
    if not 4 <= len(text) <= 17:
        found = ("length",)
    elif not (text.isascii() and text.isalnum()):
        found = ("format",)
    if found:
        found = _entry.second_look(value, found, inspect)
        return _entry.conclude(Passport, CODES, value, text, found, changes=changes)
    kind, legacy = form_of(text)
    issuer = _ISSUERS.get(kind, "CHN")
    return _entry.conclude(
        Passport,
        CODES,
        value,
        text,
        _judge(text, kind, legacy=legacy),
        changes=changes,
        kind=kind,
        issuer=issuer,
        nationality=issuer,
        document_number=text,
    )


def form_of(text: str) -> tuple[str, bool]:
    """Return the kind that a clean number has the form of, and whether it is an old one."""
    digits = text.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    prefix = text[: len(text) - len(digits)]
    if digits.isdecimal():
        if not prefix and len(digits) == 9 and digits[:2] in ("14", "15"):
            return "ordinary", True
        return FORMS.get((prefix, len(digits)), ("foreign", False))
    return "foreign", False


def _judge(text: str, kind: str, *, legacy: bool) -> tuple[str, ...]:
    digits = text.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    found = []
    if _entry.repeated(digits):
        found.append("placeholder")
    if kind == "foreign":
        found += _judge_foreign(text)
    if legacy:
        found.append("legacy_form")
    if _entry.sequential(digits):
        found.append("sequential_digits")
    return tuple(found)


def _judge_foreign(text: str) -> list[str]:
    found = []
    if _near_chinese(text):
        found.append("near_chinese_form")
    if not any(c.isdecimal() for c in text):
        found.append("no_digits")
    if not 5 <= len(text) <= 9:
        found.append("length_unusual")
    tail = text[1:].translate(_SLIPS)
    if tail != text[1:] and form_of(text[0] + tail)[0] == "ordinary":
        found.append("ocr_slip")
    return found


def _near_chinese(text: str) -> bool:
    """Return whether one slip parts the text from the ordinary passport's forms."""
    rest = text[1:]
    if text[0] == "G":
        return rest.isdecimal() and len(rest) in (7, 9)
    if text[0] != "E" or len(rest) not in (7, 8, 9):
        return False
    return rest[1:].isdecimal()


def _inspect_zone(
    value: str, text: str, changes: tuple[str, ...], at: date | None
) -> Passport:
    day = day_of(at)
    zone = _mrz.read(text)
    if zone is None or "format" in zone.problems:
        return _entry.conclude(
            Passport, CODES, value, text, ("format",), changes=changes
        )
    found = list(zone.problems)
    # V opens a visa; it has no composite check digit, so it cannot be judged here.
    if zone.document_type.startswith("V"):
        found = ["other_document"]
    nationality = _mrz.ALPHA3.get(zone.nationality, zone.nationality)
    for code in dict.fromkeys((zone.issuer, zone.nationality)):
        if not _known(code):
            found.append("nationality_unknown")
            break
    if _mrz.SPECIMEN in (zone.issuer, zone.nationality):
        found.append("specimen")
    births = _mrz.births(zone, day) if day else []
    expiry = _mrz.expiry(zone, day) if day else None
    if "<" in zone.birth:
        found.append("birth_date_incomplete")
    if len(births) > 1:
        found.append("century_ambiguous")
    if day and expiry and expiry < day:
        found.append("expired")
    return _entry.conclude(
        Passport,
        CODES,
        value,
        text,
        tuple(found),
        changes=changes,
        kind="mrz",
        issuer=_mrz.ALPHA3.get(zone.issuer, zone.issuer),
        nationality=nationality,
        document_number=zone.number,
        birth_date=births[0] if births else None,
        sex=_mrz.sex_of(zone),
        expiry_date=expiry,
        surname=zone.surname,
        given_names=zone.given_names,
    )


def _known(code: str) -> bool:
    return code in _mrz.OTHER_ISSUERS or countries.by_alpha3(code) is not None


def validate(value: object, *, at: date | None = None) -> str:
    """Return the clean form, or raise what refuses it."""
    return validated(inspect(value, at=at))


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Return whether nothing refuses the value."""
    return inspect(value, at=at).valid is not False


def format(value: object) -> str:  # noqa: A001 - python-stdnum's verb
    """Return the clean number; of a zone its lines, one below the other."""
    text = compact(value)
    if len(text) not in _mrz.FORMATS:
        return text
    width = 30 if len(text) == 90 else len(text) // 2
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def get_kind(value: object) -> str:
    """Return the kind of a number that is not refused."""
    return str(accepted(inspect(value)).kind)


def get_nationality(value: object) -> str | None:
    """Return the nationality of a number that is not refused, ``None`` if unknown."""
    return accepted(inspect(value)).nationality


def get_document_number(value: object) -> str | None:
    """Return the document's number, also out of a zone that is not refused."""
    return accepted(inspect(value)).document_number
