"""Hong Kong identity card number (香港居民身份证号码, HKID).

One or two letters, six digits and a check character, 0 to 9 or A, which the card prints
in brackets. Over eight places, a missing first letter counting as a space worth 36 and
letters A = 10 … Z = 35, the weights 9 to 2 give Σ; the check is (11 - Σ mod 11) mod 11,
with A for 10. In the mainland the card is no main document, yet it is often collected.

>>> inspect("A987654(8)").valid, inspect("ab987654(3)").normalised
(True, 'AB9876543')
>>> validate("a987654 （8）"), format("A9876548")
('A9876548', 'A987654(8)')

What is refused:

>>> inspect("A987654(2)").problems, inspect("A987654").problems
(('checksum',), ('length',))
>>> inspect("A98765B(8)").problems
('format',)

Nothing but one digit throughout is doubted: ``placeholder``.

As every validator does, this one refuses what is no text, what a spreadsheet spoilt,
several numbers in one field, and digits of another script:

>>> inspect(" ").problems, inspect(7).problems, inspect(1.1e8).problems
(('empty',), ('wrong_type',), ('spreadsheet_damage',))
>>> inspect("A987654(8), AB987654(3)").problems
('several_values',)
>>> inspect("A987654(٨)").problems
('format', 'other_script_digits')

Sources: the algorithm is public practice (KNOWN; computed here on G123456(A)); the
Registration of Persons Ordinance does not print it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.validators import _entry
from infoverify.validators._inspection import Inspection, validated

if TYPE_CHECKING:
    from datetime import date

    from infoverify.validators._inspection import CodeClass

KIND: Final = "hk_id"

CODES: Final[dict[str, CodeClass]] = {
    **_entry.CODES,
    "checksum": "refuses",
    "sequential_digits": "hints",
    "adjacent_transposition": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    **_entry.TEXTS,
    "checksum": ("校验码不符", "The check character does not agree"),
    "sequential_digits": ("数字连续", "Digits in sequence"),
    "adjacent_transposition": (
        "有一处相邻字符可能颠倒",
        "Two neighbouring characters may be swapped",
    ),
}

_VALUES: Final = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_CHECKS: Final = "0123456789A"
_SPACE: Final = 36


class HkId(Inspection):
    """The reading of a Hong Kong identity card number."""

    __slots__ = ()
    KIND = KIND
    FIELD = "id_number"


def check_character(body: str) -> str:
    """Return the check character of one or two letters and six digits."""
    values = [_VALUES[c] for c in body]
    if len(values) == 7:
        values.insert(0, _SPACE)
    total = sum(v * w for v, w in zip(values, range(9, 1, -1), strict=True))
    return _CHECKS[-total % 11]


def _form(text: str) -> bool:
    prefix, digits, check = text[:-7], text[-7:-1], text[-1:]
    return (
        text.isascii()
        and prefix.isalpha()
        and digits.isdecimal()
        and check in _CHECKS
        and len(prefix) in (1, 2)
    )


def _right(text: str) -> bool:
    return _form(text) and check_character(text[:-1]) == text[-1]


def compact(value: object) -> str:
    """Return the number without brackets, spaces and hyphens, in capitals."""
    return _entry.fold_bracketed(_entry.number_of(value, KIND)).text


def inspect(
    value: object,
    *,
    at: date | None = None,  # noqa: ARG001 - one shape for all validators
) -> HkId:
    """Return the reading of one number; never raises."""
    refused = _entry.screen(value)
    if refused or not isinstance(value, str):
        return _entry.unread(HkId, refused or "wrong_type")
    text, changes = _entry.fold_bracketed(value)
    found: tuple[str, ...] = ()
    # Two letters and six digits are a number that lost its check character.
    if len(text) not in (8, 9) or (
        len(text) == 8 and text.isascii() and text[:2].isalpha()
    ):
        found = _entry.second_look(value, ("length",), inspect)
    elif not _form(text):
        found = _entry.second_look(value, ("format",), inspect)
    elif not _right(text):
        found = ("checksum",)
        if _entry.swapped_once(text, _right):
            found = ("checksum", "adjacent_transposition")
    elif _entry.repeated(text[-7:-1]):
        found = ("placeholder",)
    elif _entry.sequential(text[-7:-1]):
        found = ("sequential_digits",)
    return _entry.conclude(HkId, CODES, value, text, found, changes=changes)


def validate(value: object, *, at: date | None = None) -> str:
    """Return the clean form, or raise what refuses it."""
    return validated(inspect(value, at=at))


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Return whether nothing refuses the value."""
    return inspect(value, at=at).valid is not False


def format(value: object) -> str:  # noqa: A001 - python-stdnum's verb
    """Return the number as the card prints it, its check character in brackets."""
    text = compact(value)
    return f"{text[:-1]}({text[-1]})" if len(text) in (8, 9) else text
