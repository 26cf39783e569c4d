"""Taiwan identity number (台湾身份证统一编号), also of the resident certificate.

A letter for the place of first registration, a digit for the holder and the sex, seven
digits and a check digit. The letter stands for two digits (A = 10 … I = 34, O = 35);
with the weights 1 9 8 7 6 5 4 3 2 1 the sum and the check digit make a multiple of 10.
The second character is 1 (male) or 2 (female) for nationals and, since 2021-01-02, 8
or 9 for holders of a resident certificate (新式统一证号). Certificates of before, two
letters (the second A to D) and eight digits, go out of use in 2031; the second letter
enters the sum with the last of its two digits.

>>> reading = inspect("B142610160")
>>> reading.valid, reading.holder, reading.sex
(True, 'national', 'male')
>>> inspect("b842 610 164").holder
'resident'

What is refused:

>>> inspect("B142610161").problems, inspect("B342610160").problems
(('checksum',), ('format',))
>>> inspect("B14261016").problems
('length',)

An old certificate whose sum is wrong is ``None`` with ``legacy_checksum``: that rule we
know from memory only.

As every validator does, this one refuses what is no text, what a spreadsheet spoilt,
several numbers in one field, and digits of another script:

>>> inspect(" ").problems, inspect(7).problems, inspect(1.1e8).problems
(('empty',), ('wrong_type',), ('spreadsheet_damage',))
>>> inspect("B142610160, B842610164").problems
('several_values',)
>>> inspect("B14261016٠").problems
('format', 'other_script_digits')

Sources: KNOWN and public accounts (FOUND); the new certificate: notices of the
immigration agency of December 2020.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.validators import _entry
from infoverify.validators._inspection import Inspection, accepted, validated

if TYPE_CHECKING:
    from datetime import date

    from infoverify.validators._inspection import CodeClass

KIND: Final = "taiwan_id"

CODES: Final[dict[str, CodeClass]] = {
    **_entry.CODES,
    "checksum": "refuses",
    "legacy_checksum": "doubts",
    "legacy_form": "hints",
    "sequential_digits": "hints",
    "adjacent_transposition": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    **_entry.TEXTS,
    "checksum": ("校验码不符", "The check digit does not agree"),
    "legacy_checksum": (
        "旧式居留证号校验码不符",
        "An old resident certificate whose check digit does not agree",
    ),
    "legacy_form": ("旧式居留证号", "The resident certificate's old form"),
    "sequential_digits": ("数字连续", "Digits in sequence"),
    "adjacent_transposition": (
        "有一处相邻字符可能颠倒",
        "Two neighbouring characters may be swapped",
    ),
}

# In the order of their numbers from 10 on; I, O and some others came late.
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
_NUMBERS: Final = {c: i for i, c in enumerate(_LETTERS, 10)}
_WEIGHTS: Final = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1)
_HOLDERS: Final = {
    "1": ("national", "male"),
    "2": ("national", "female"),
    "8": ("resident", "male"),
    "9": ("resident", "female"),
    "A": ("resident", "male"),
    "B": ("resident", "female"),
    "C": ("resident", "male"),
    "D": ("resident", "female"),
}


class TaiwanId(Inspection):
    """The reading of a Taiwan identity number.

    Attributes:
        holder: ``national`` or ``resident`` (a foreigner's or mainlander's certificate).
        sex: ``male`` or ``female``.
    """

    FACTS = ("holder", "sex")
    __slots__ = FACTS
    KIND = KIND
    FIELD = "id_number"

    holder: str | None
    sex: str | None


def check_digit(body: str) -> str:
    """Return the check digit of the first nine characters."""
    second = body[1] if body[1].isdecimal() else str(_NUMBERS[body[1]] % 10)
    digits = f"{_NUMBERS[body[0]]}{second}{body[2:9]}"
    total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True))
    return str(-total % 10)


def _form(text: str) -> bool:
    return (
        text.isascii()
        and text[0] in _NUMBERS
        and text[1] in _HOLDERS
        and text[2:].isdecimal()
    )


def _right(text: str) -> bool:
    return _form(text) and check_digit(text) == text[9]


def compact(value: object) -> str:
    """Return the ten characters: half width, capitals, no spaces or hyphens."""
    return _entry.fold_bracketed(_entry.number_of(value, KIND)).text


def inspect(
    value: object,
    *,
    at: date | None = None,  # noqa: ARG001 - one shape for all validators
) -> TaiwanId:
    """Return the reading of one number; never raises."""
    refused = _entry.screen(value)
    if refused or not isinstance(value, str):
        return _entry.unread(TaiwanId, refused or "wrong_type")
    text, changes = _entry.fold_bracketed(value)
    holder = sex = None
    found: tuple[str, ...]
    if len(text) != 10:
        found = _entry.second_look(value, ("length",), inspect)
    elif not _form(text):
        found = _entry.second_look(value, ("format",), inspect)
    else:
        holder, sex = _HOLDERS[text[1]]
        found = _judge(text)
    return _entry.conclude(
        TaiwanId,
        CODES,
        value,
        text,
        found,
        changes=changes,
        holder=holder,
        sex=sex,
    )


def _judge(text: str) -> tuple[str, ...]:
    old = text[1].isalpha()
    if not _right(text):
        if old:
            return ("legacy_checksum", "legacy_form")
        near = _entry.swapped_once(text, _right)
        return ("checksum", "adjacent_transposition") if near else ("checksum",)
    found = []
    if _entry.repeated(text[2:]) or _entry.repeated(text[1:]):
        found.append("placeholder")
    if old:
        found.append("legacy_form")
    if _entry.sequential(text[1:]):
        found.append("sequential_digits")
    return tuple(found)


def validate(value: object, *, at: date | None = None) -> str:
    """Return the clean form, or raise what refuses it."""
    return validated(inspect(value, at=at))


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Return whether nothing refuses the value."""
    return inspect(value, at=at).valid is not False


def format(value: object) -> str:  # noqa: A001 - python-stdnum's verb
    """Return the number as the card prints it, without separators."""
    return compact(value)


def get_sex(value: object) -> str | None:
    """Return ``male`` or ``female`` of a number that is not refused."""
    return accepted(inspect(value)).sex


def get_holder(value: object) -> str | None:
    """Return ``national`` or ``resident`` of a number that is not refused."""
    return accepted(inspect(value)).holder
