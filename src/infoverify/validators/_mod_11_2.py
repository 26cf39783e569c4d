"""ISO 7064 MOD 11-2 and the eighteen characters built on it (18位人员号码).

Resident identity numbers (GB 11643-1999), residence permits and the permanent resident
card of 2023 share one layout: six digits of their own, the birth date YYYYMMDD, three
digits of sequence, one check character.

The weights of the eighteen places are 2 to the power 17 … 0, modulo 11; a number is
right when its weighted sum, X counting 10, leaves 1. Tables give each part's share of
the sum together with what the part means, so that one look-up does both.

Source: GB 11643-1999 (公民身份号码), 3.1 and appendix B; ISO 7064:1983, MOD 11-2.
"""

from __future__ import annotations

from datetime import date, datetime
from math import isfinite
from operator import mul
from typing import Final, Literal, cast

from infoverify._named import NamedTuple
from infoverify._text import (
    SPACES,
    drop_invisible,
    fold_person_number,
    fold_width,
    is_text,
    looks_filled_in,
    plain,
    spreadsheet_number,
)
from infoverify.errors import Empty, UsageError
from infoverify.validators._inspection import refusal

Sex = Literal["male", "female"]

WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1)
#: The check character by the weighted sum of seventeen digits; four shares of at most
#: ten each are added without reducing them, hence the repetition.
CHECKS: Final = "10X98765432" * 4

_OF_ZEROS: Final = 48 * sum(WEIGHTS[:17])

FIRST_YEAR: Final = 1850
LAST_YEAR: Final = 2150
OLDEST: Final = 120

#: The first two digits that GB/T 2260 gives to provinces, 2013-11 and ever since 1984.
PROVINCES: Final = frozenset(
    {
        *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34"),
        *("35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52"),
        *("53", "54", "61", "62", "63", "64", "65", "71"),
    }
)

#: A longer text is no number in any writing form; nothing of it is read.
LONGEST: Final = 256

_LENGTHS_OF_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def share(digits: str, start: int) -> int:
    """Return what ``digits`` from place ``start`` add to the weighted sum, mod 11."""
    total: int = sum(map(mul, WEIGHTS[start:], map(int, digits)))
    return total % 11


def check_character(digits: str) -> str:
    """Return the check character of seventeen digits."""
    # The bytes of digits are 48 too high each: one subtraction for all of them.
    total: int = sum(map(mul, WEIGHTS, digits.encode())) - _OF_ZEROS
    return CHECKS[total % 11]


def passes(number: str) -> bool:
    """Tell whether the check character of eighteen well-formed characters is right."""
    return check_character(number[:17]) == number[17]


# Filled on the first number that they cannot answer; until then every look-up misses
# and the careful way answers, so that importing costs nothing.
YEARS: Final[dict[str, tuple[int, int]]] = {}
MONTH_DAYS: Final[dict[str, tuple[int, int, int]]] = {}
SEQUENCES: Final[dict[str, tuple[int, Sex]]] = {}


def fill_tables() -> None:
    """Fill the tables of year, month and day, and sequence, once."""
    if SEQUENCES:
        return
    pairs = [f"{number:02d}" for number in range(100)]
    # What two digits add from each of the places where a part of the number begins.
    of_century, of_year, of_month, of_day, of_tens = (
        [share(pair, start) for pair in pairs] for start in (6, 8, 10, 12, 14)
    )
    for year in range(FIRST_YEAR, LAST_YEAR):
        century, rest = divmod(year, 100)
        total = of_century[century] + of_year[rest]
        YEARS[pairs[century] + pairs[rest]] = (total % 11, year)
    for month, last in enumerate(_LENGTHS_OF_MONTHS, 1):
        for day in range(1, last + 1):
            total = of_month[month] + of_day[day]
            MONTH_DAYS[pairs[month] + pairs[day]] = (total % 11, month, day)
    weight = WEIGHTS[16]
    for pair, added in zip(pairs, of_tens, strict=True):
        for digit in range(10):
            # 000 is worth a hint, which the quick way does not give: not even while
            # another thread fills the tables.
            if pair != "00" or digit:
                sex: Sex = "male" if digit % 2 else "female"
                SEQUENCES[f"{pair}{digit}"] = ((added + weight * digit) % 11, sex)


def sex_of(sequence: str) -> Sex:
    """Return the sex that a sequence tells: odd male, even female."""
    return "male" if sequence[-1] in "13579" else "female"


def calendar_date(text: str) -> date | None:
    """Return the date of eight ASCII digits YYYYMMDD, ``None`` if there is none."""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def completed_years(birth: date, at: date) -> int:
    """Return the age in completed years at ``at``."""
    return at.year - birth.year - ((at.month, at.day) < (birth.month, birth.day))


def day_of(at: date | None) -> date | None:
    """Return ``at`` as a plain date.

    Raises:
        UsageError: ``at`` is neither a date nor ``None``: the host's mistake.
    """
    if at is None or type(at) is date:
        return at
    if isinstance(at, datetime):
        return at.date()
    if isinstance(at, date):
        return date(at.year, at.month, at.day)
    raise UsageError("at must be a datetime.date or None")


def birth_codes(birth: date, at: date | None) -> tuple[str, ...]:
    """Return what speaks against a birth date that the calendar has."""
    codes = []
    if at is not None and birth > at:
        codes.append("birth_in_future")
    if birth.year < FIRST_YEAR:
        codes.append("birth_before_1850")
    if at is not None and completed_years(birth, at) > OLDEST:
        codes.append("age_implausible")
    return tuple(codes)


def judge_layout(number: str, at: date | None) -> tuple[set[str], date | None]:
    """Return the codes of what all these numbers share, and the birth date.

    ``number`` is well formed. Each part is judged for itself.
    """
    codes = set()
    if not passes(number):
        codes.add("checksum")
        if digits_lost(number):
            codes.add("spreadsheet_damage")
    birth = calendar_date(number[6:14])
    if birth is None:
        codes.add("birth_date")
    else:
        codes.update(birth_codes(birth, at))
    if number[14:17] == "000":
        codes.add("sequence_zero")
    if looks_filled_in(number.rstrip("X")):
        codes.add("placeholder")
    return codes, birth


class Form(NamedTuple):
    """A value's clean form, and what its outer form is refused for."""

    #: The clean form if it has one of the lengths asked for, else ``None``.
    text: str | None
    changes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    #: The clean form differs from the text as given.
    given: str | None = None


def clean(value: object, kind: str) -> str:
    """Return the compact form of a text; what ``compact`` of each kind does.

    Raises:
        Empty: absent or blank.
        InvalidFormat: not a text (``wrong_type``).
    """
    if value is None:
        raise refusal("empty", kind)
    if not is_text(value):
        raise refusal("wrong_type", kind)
    if str.__len__(value) > LONGEST:
        return plain(value)
    text = _fold(plain(value))[0]
    if not text:
        raise Empty("empty", kind)
    return text


def _fold(text: str) -> tuple[str, tuple[str, ...]]:
    """Fold until nothing changes, so that ``compact`` is idempotent."""
    if text.isascii() and text.isalnum() and text == text.upper():
        return text, ()
    changes: tuple[str, ...] = ()
    while True:
        folded = fold_person_number(text)
        changes += tuple(c for c in folded.changes if c not in changes)
        if folded.text == text:
            return text, changes
        text = folded.text


def read_form(value: object, lengths: tuple[int, ...]) -> Form:
    """Return the clean form of ``value``, or why it has none.

    Judged in this order, and the first that holds is the only one told: nothing there,
    not a text, a number as a spreadsheet prints it, several numbers, a wrong length. A
    field that says itself that it is damaged or holds two numbers has no length worth
    telling. A text of one digit, or of a run of digits, is told beside its length.
    """
    if value is None:
        return Form(None, problems=("empty",))
    if not is_text(value):
        return Form(None, problems=(_type_problem(value),))
    if str.__len__(value) > LONGEST:
        return Form(None, problems=("length",))
    raw = plain(value)
    text, changes = _fold(raw)
    if not text:
        blank = "dashes" not in changes and "text_mark" not in changes
        return Form(None, problems=("empty" if blank else "length",))
    given = raw if raw != text else None
    if len(text) in lengths and text.isascii() and text.isalnum():
        return Form(text, changes, given=given)
    half = drop_invisible(fold_width(raw))
    if spreadsheet_number(half.strip(f"{''.join(SPACES)}'")):
        return Form(None, changes, ("spreadsheet_damage",))
    if holds_several(half, text, lengths):
        return Form(None, changes, ("several_values",))
    if len(text) in lengths:
        return Form(text, changes, given=given)
    if looks_filled_in(text):
        return Form(None, changes, ("length", "placeholder"))
    return Form(None, changes, ("length",))


def _type_problem(value: object) -> str:
    # As with texts, an object's own idea of its class is not asked.
    if issubclass(type(value), float) and isfinite(cast("float", value)):
        return "spreadsheet_damage"
    return "wrong_type"


def holds_several(half: str, text: str, lengths: tuple[int, ...]) -> bool:
    """Tell whether a field holds two numbers or more.

    ``half`` has its separators still, ``text`` is the clean form. One number of a right
    length beside another long one (a telephone, say) counts if each stands alone; two
    run together count if both pass the check.
    """
    found = others = 0
    run = digits = 0
    for char in f"{half} ":
        if char.isascii() and char.isalnum():
            run += 1
            digits += char.isdigit()
            continue
        # The old permanent resident number has fewest digits, twelve.
        right = run in lengths and digits >= 12
        found += right
        others += digits >= 8 and not right
        run = digits = 0
    if found and found + others > 1:
        return True
    pair = (text[:18], text[18:])
    return len(text) == 36 and all(
        part[:17].isdecimal() and part.isascii() and passes(part) for part in pair
    )


def well_formed(text: str) -> bool:
    """Tell whether eighteen characters are seventeen ASCII digits and a digit or X."""
    return (
        text.isascii()
        and text[:17].isdigit()
        and (text[17] == "X" or text[17].isdigit())
    )


def digits_lost(number: str) -> bool:
    """Tell whether a wrong number ends as a spreadsheet leaves it: in 000."""
    return number[15:] == "000" and number.strip("0") != ""
