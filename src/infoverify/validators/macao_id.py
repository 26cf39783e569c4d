"""Macao resident identity card number (澳门居民身份证号码, BIR): form only.

A digit 1, 5, 7 or 8, six digits and a check digit, which the card prints in brackets:
``1234567(8)``. How the check digit is computed has not been published, so a number of
right form is ``None`` with the code ``check_digit_unpublished``: nobody outside the
issuing bureau can tell more.

>>> reading = inspect("1302847(6)")
>>> reading.valid, reading.problems, reading.hints
(None, (), ('check_digit_unpublished',))
>>> format("13028476")
'1302847(6)'

Refused is what cannot be one:

>>> inspect("1302847").problems, inspect("130284A(6)").problems
(('length',), ('format',))

Another first digit is ``first_digit_unknown``, ``None`` too: practice names 1, 5 and 7
(8 seen), no rule says that there are no others.

As every validator does, this one refuses what is no text, what a spreadsheet spoilt,
several numbers in one field, and digits of another script:

>>> inspect(" ").problems, inspect(7).problems, inspect(1.1e8).problems
(('empty',), ('wrong_type',), ('spreadsheet_damage',))
>>> inspect("1302847(6), 5302847(6)").problems
('several_values',)
>>> inspect("1302847(٦)").problems
('format', 'other_script_digits')

Sources: KNOWN from practice; public validators test the form alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.validators import _entry
from infoverify.validators._inspection import Inspection, validated

if TYPE_CHECKING:
    from datetime import date

    from infoverify.validators._inspection import CodeClass

KIND: Final = "macao_id"

CODES: Final[dict[str, CodeClass]] = {
    **_entry.CODES,
    "first_digit_unknown": "unknown",
    "check_digit_unpublished": "unknown",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    **_entry.TEXTS,
    "first_digit_unknown": ("首位数字未收录", "First digit not in our table"),
    "check_digit_unpublished": (
        "校验码算法未公布，只能核对格式",
        "The check digit's rule is not published; only the form was looked at",
    ),
}


class MacaoId(Inspection):
    """The reading of a Macao identity card number."""

    __slots__ = ()
    KIND = KIND
    FIELD = "id_number"


def compact(value: object) -> str:
    """Return the eight digits without brackets, slashes, spaces and hyphens."""
    return _fold(_entry.number_of(value, KIND))[0]


def _fold(value: str) -> tuple[str, tuple[str, ...]]:
    text, changes = _entry.fold_bracketed(value)
    # Cards of before 2002 print 1/302847/6; either stroke may be left out.
    bare = text.replace("/", "")
    first, last = f"{bare[:1]}/{bare[1:]}", f"/{bare[7:]}"
    if bare != text and text in (first, bare[:7] + last, first[:8] + last):
        return bare, (*changes, "slashes")
    return text, changes


def inspect(
    value: object,
    *,
    at: date | None = None,  # noqa: ARG001 - one shape for all validators
) -> MacaoId:
    """Return the reading of one number; never raises."""
    refused = _entry.screen(value)
    if refused or not isinstance(value, str):
        return _entry.unread(MacaoId, refused or "wrong_type")
    text, changes = _fold(value)
    found: tuple[str, ...]
    if len(text) != 8:
        found = _entry.second_look(value, ("length",), inspect)
    elif not (text.isascii() and text.isdecimal()):
        found = _entry.second_look(value, ("format",), inspect)
    else:
        found = ("check_digit_unpublished",)
        if text[0] not in "1578":
            found = ("first_digit_unknown", *found)
        if _entry.repeated(text):
            found = ("placeholder", *found)
    return _entry.conclude(MacaoId, CODES, value, text, found, changes=changes)


def validate(value: object, *, at: date | None = None) -> str:
    """Return the clean form, or raise what refuses it."""
    return validated(inspect(value, at=at))


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Return whether nothing refuses the value."""
    return inspect(value, at=at).valid is not False


def format(value: object) -> str:  # noqa: A001 - python-stdnum's verb
    """Return the number as the card prints it, its check digit in brackets."""
    text = compact(value)
    return f"{text[:-1]}({text[-1]})" if len(text) == 8 else text
