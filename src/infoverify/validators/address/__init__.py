"""Address 地址: from free text to divisions, door and verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoverify._text import plain
from infoverify.errors import Empty
from infoverify.validators._inspection import refusal
from infoverify.validators.address._fold import fold_address
from infoverify.validators.address._record import (
    CODES,
    TEXTS,
    Address,
    Aside,
    Element,
    Historic,
    Option,
)
from infoverify.validators.address._verdict import read_address, refused

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "CODES",
    "TEXTS",
    "Address",
    "Aside",
    "Element",
    "Historic",
    "Option",
    "compact",
    "format",
    "inspect",
    "is_valid",
    "validate",
]


def compact(value: str) -> str:
    """Return the folded text without gaps at its ends.

    Raises:
        Empty: for ``None`` and blank text.
        InvalidFormat: for anything that is no text.
    """
    if value is None:
        raise Empty("empty", "address")
    if not isinstance(value, str):
        raise refusal("wrong_type", "address")
    text = " ".join(fold_address(value).text.split())
    if not text:
        raise Empty("empty", "address")
    return text


def inspect(
    value: object, *, at: date | None = None, region: str | None = None
) -> Address:
    """Return the reading of an address; never raises.

    Args:
        value: the text, as the customer wrote it.
        at: names and codes are given as in force on this day; the table's own without.
        region: a code of two, four or six digits that decides where names are shared.
    """
    if value is None:
        return refused("empty")
    if not isinstance(value, str):
        return refused("wrong_type")
    return read_address(plain(value), at=at, region=region)


def validate(value: str, *, at: date | None = None) -> str:
    """Return the compact form, or raise for what is certainly no address."""
    reading = inspect(value, at=at)
    if reading.valid is False:
        raise refusal(reading.problems[0], "address")
    return compact(value)


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Tell whether nothing refuses the address."""
    return inspect(value, at=at).valid is not False


def format(value: str) -> str:  # noqa: A001 - python-stdnum's verb
    """Return the canonical form, or the compact one where the reading is open."""
    reading = inspect(value)
    if reading.status == "resolved" and reading.normalised:
        return reading.normalised
    return compact(value)
