"""Birth certificate number (出生医学证明编号): a letter and nine digits.

The certificate's editions count by the letter; the digits after it carry no check
digit, so the form is all that can be judged. The seventh edition is in use since
2023-04-01. Insurers take the certificate for newborns up to three years; how long is a
rule's business.

No public standard gives the form, and there were certificates since 1996: whatever else
could be such a number is doubted with ``form_unusual``. Refused is only what cannot be
one: fewer than six digits, under seven or over thirteen characters, signs.

>>> inspect("T330012345").valid, compact(" t3300-12345 ")
(True, 'T330012345')
>>> inspect("T33001234").valid, inspect("3300123451").problems
(None, ('form_unusual',))
>>> inspect("T33001").problems, inspect("T#30012345").problems
(('length',), ('format',))

Doubted are the ministry's published sample L350247695 and one digit throughout.

>>> inspect("L350247695").valid, inspect("L350247695").problems
(None, ('published_sample',))

As every validator does, this one refuses what is no text, what a spreadsheet spoilt,
several numbers in one field, and digits of another script:

>>> inspect(" ").problems, inspect(7).problems, inspect(1.1e8).problems
(('empty',), ('wrong_type',), ('spreadsheet_damage',))
>>> inspect("T330012345, T330012346").problems
('several_values',)
>>> inspect("T33001234٥").problems
('format', 'other_script_digits')

Sources: FOUND in four public front ends of insurers, which agree; practice, no standard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.validators import _entry
from infoverify.validators._inspection import Inspection, validated

if TYPE_CHECKING:
    from datetime import date

    from infoverify.validators._inspection import CodeClass

KIND: Final = "birth_certificate"

CODES: Final[dict[str, CodeClass]] = {
    **_entry.CODES,
    "published_sample": "doubts",
    "form_unusual": "doubts",
    "sequential_digits": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    **_entry.TEXTS,
    "published_sample": ("公开的样本号码", "A published sample"),
    "form_unusual": (
        "不是通行的一个字母加九位数字",
        "Not the usual letter and nine digits",
    ),
    "sequential_digits": ("数字连续", "Digits in sequence"),
}

_SAMPLES: Final = frozenset({"L350247695"})


class BirthCertificate(Inspection):
    """The reading of a birth certificate's number."""

    __slots__ = ()
    KIND = KIND
    FIELD = "id_number"


def _form(text: str) -> bool:
    return text.isascii() and text[0].isalpha() and text[1:].isdecimal()


def _plausible(text: str) -> bool:
    """Return whether a text could be a number of an edition that practice forgot."""
    # A label or a region's character may stand with the number.
    signs = "".join(c for c in text if not "\u4e00" <= c <= "\u9fff")
    plain = 7 <= len(text) <= 13 and signs.isascii() and signs.isalnum()
    return plain and sum(map(str.isdecimal, signs)) >= 6


def _other_form(value: str, text: str) -> tuple[str, ...]:
    """Return the codes of what is no letter with nine digits."""
    refusal = "format" if 7 <= len(text) <= 13 else "length"
    found = _entry.second_look(value, (refusal,), inspect)
    if found[0] == refusal and "other_script_digits" not in found and _plausible(text):
        return ("form_unusual", *found[1:])
    return found


def compact(value: object) -> str:
    """Return the ten characters: half width, a capital, no spaces or hyphens."""
    return _entry.fold(_entry.number_of(value, KIND)).text


def inspect(
    value: object,
    *,
    at: date | None = None,  # noqa: ARG001 - one shape for all validators
) -> BirthCertificate:
    """Return the reading of one number; never raises."""
    refused = _entry.screen(value)
    if refused or not isinstance(value, str):
        return _entry.unread(BirthCertificate, refused or "wrong_type")
    text, changes = _entry.fold(value)
    found: tuple[str, ...] = ()
    if len(text) != 10 or not _form(text):
        found = _other_form(value, text)
    elif text in _SAMPLES:
        found = ("published_sample",)
    elif _entry.repeated(text[1:]):
        found = ("placeholder",)
    elif _entry.sequential(text[1:]):
        found = ("sequential_digits",)
    return _entry.conclude(BirthCertificate, CODES, value, text, found, changes=changes)


def validate(value: object, *, at: date | None = None) -> str:
    """Return the clean form, or raise what refuses it."""
    return validated(inspect(value, at=at))


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Return whether nothing refuses the value."""
    return inspect(value, at=at).valid is not False


def format(value: object) -> str:  # noqa: A001 - python-stdnum's verb
    """Return the number as the certificate prints it, without separators."""
    return compact(value)
