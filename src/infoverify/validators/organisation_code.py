"""Organisation code (组织机构代码): eight characters and a check character.

GB 11714-1997 gives every organisation a number of eight digits or capital letters that
mean nothing, followed by a check character, often written after a hyphen. With the
weights 3, 7, 9, 10, 5, 8, 4, 2 and the letters worth A = 10 … Z = 35, the check is
C = 11 - Σ mod 11, where 10 is written X and 11 is written 0. The certificate was
abolished for enterprises on 2015-10-01 (三证合一); the number lives on as characters
9 to 17 of the unified social credit code.

>>> inspect("M0001023-3").valid
True
>>> validate("ｍ0001023 3")
'M00010233'
>>> format("M00010233")
'M0001023-3'

What the standard refuses:

>>> inspect("M00010234").problems
('checksum',)
>>> inspect("M0001Ｏ23*").problems
('format',)
>>> inspect("M0001023").problems
('length',)

What it does not decide: one character throughout, and the standard's own example.

>>> inspect("00000000-0").valid, inspect("00000000-0").problems
(None, ('placeholder',))
>>> inspect("D2143569-X").problems
('published_sample',)

As every validator does, this one refuses what is no text, what a spreadsheet spoilt,
several numbers in one field, and digits of another script:

>>> inspect(" ").problems, inspect(7).problems, inspect(1.1e8).problems
(('empty',), ('wrong_type',), ('spreadsheet_damage',))
>>> inspect("M0001023-3, 00013453-5").problems
('several_values',)
>>> inspect("M0001023-٣").problems
('format', 'other_script_digits')

Sources: GB 11714-1997 (FOUND in public accounts of the rule, computed here on the
standard's example D2143569-X).
"""

from __future__ import annotations

from operator import mul
from typing import TYPE_CHECKING, Final

from infoverify.validators import _entry
from infoverify.validators._inspection import Inspection, validated

if TYPE_CHECKING:
    from datetime import date

    from infoverify.validators._inspection import CodeClass

KIND: Final = "organisation_code"

CODES: Final[dict[str, CodeClass]] = {
    **_entry.CODES,
    "checksum": "refuses",
    "published_sample": "doubts",
    "adjacent_transposition": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    **_entry.TEXTS,
    "checksum": ("校验码不符", "The check character does not agree"),
    "published_sample": ("标准中公开的示例号码", "The standard's published sample"),
    "adjacent_transposition": (
        "有一处相邻字符可能颠倒",
        "Two neighbouring characters may be swapped",
    ),
}

_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_VALUES: Final = bytes(
    int(chr(byte), 36) if chr(byte).isalnum() and byte < 91 else 0
    for byte in range(256)
)
_CHECKS: Final = "0123456789X"
_SAMPLES: Final = frozenset({"D2143569X"})


class OrganisationCode(Inspection):
    """The reading of an organisation code; it says nothing beyond itself."""

    __slots__ = ()
    KIND = KIND
    FIELD = "id_number"


def check_character(body: str) -> str:
    """Return the check character of the first eight of digits and capitals."""
    values = body.encode("ascii").translate(_VALUES)
    return _CHECKS[-sum(map(mul, values, _WEIGHTS)) % 11]


def agrees(code: str) -> bool:
    """Return whether nine digits and capitals are a code with its check character."""
    return code[8] == check_character(code)


def _form(text: str) -> bool:
    return text.isascii() and text.isalnum() and text[8] in _CHECKS


def _length(text: str) -> tuple[str, ...]:
    """Return ``length``, and the damage if a leading zero would make the code right."""
    if len(text) == 8 and text.isascii() and text.isalnum() and _right("0" + text):
        return ("length", "spreadsheet_damage")
    return ("length",)


def _right(text: str) -> bool:
    return _form(text) and agrees(text)


def compact(value: str) -> str:
    """Return the nine characters: half width, capitals, no hyphen, no spaces."""
    return _entry.fold(_entry.number_of(value, KIND)).text


def inspect(
    value: object,
    *,
    at: date | None = None,  # noqa: ARG001 - one shape for all validators
) -> OrganisationCode:
    """Return the reading of one organisation code; never raises."""
    refused = _entry.screen(value)
    if refused or not isinstance(value, str):
        return _entry.unread(OrganisationCode, refused or "wrong_type")
    text, changes = _entry.fold(value)
    found: tuple[str, ...]
    if len(text) != 9:
        found = _entry.second_look(value, _length(text), inspect)
    elif not _form(text):
        found = _entry.second_look(value, ("format",), inspect)
    elif not agrees(text):
        found = ("checksum",)
        if _entry.swapped_once(text, _right):
            found = ("checksum", "adjacent_transposition")
    elif text in _SAMPLES:
        found = ("published_sample",)
    else:
        found = ("placeholder",) if _entry.repeated(text[:8]) else ()
    return _entry.conclude(OrganisationCode, CODES, value, text, found, changes=changes)


def validate(value: object, *, at: date | None = None) -> str:
    """Return the clean form, or raise what refuses it."""
    return validated(inspect(value, at=at))


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Return whether the standard does not refuse the value."""
    return inspect(value, at=at).valid is not False


def format(value: str) -> str:  # noqa: A001 - python-stdnum's verb
    """Return the code with a hyphen before its check character."""
    text = compact(value)
    return f"{text[:8]}-{text[8:]}" if len(text) == 9 else text
