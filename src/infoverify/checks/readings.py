"""Readings of single values (单值读数): each validator as a function for rules.

Validators are imported when the first rule asks: a ruleset that never reads an address
never loads the tables of divisions.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


@cache
def _validator(kind: str) -> Any:  # noqa: ANN401 - modules of one shape
    return import_module(f"infoverify.validators.{kind}")


def resident_id(value: str, *, at: date) -> Any:  # noqa: ANN401
    """Return ``resident_id.inspect``."""
    return _validator("resident_id").inspect(value, at=at)


def phone(value: str, *, at: date) -> Any:  # noqa: ANN401
    """Return ``phone.inspect``."""
    return _validator("phone").inspect(value, at=at)


def same_name(a: str, b: str) -> bool | None:
    """Return whether two names can be one."""
    answer: bool | None = _validator("name").same_name(a, b)
    return answer


def same_place(a: str, b: str) -> bool | None:
    """Return whether two addresses mean one place."""
    answer: bool | None = _validator("address").same_place(a, b)
    return answer


def straight(call: Callable[..., Any]) -> Callable[..., Any]:
    """Return what a reader calls, where it only passes its arguments on."""
    kind = _STRAIGHT.get(call)
    if kind is None:
        return call
    inspect: Callable[..., Any] = _validator(kind).inspect
    return inspect


READERS: Final[dict[str, Callable[..., Any]]] = {
    "resident_id": resident_id,
    "phone": phone,
}
_STRAIGHT: Final = {call: kind for kind, call in READERS.items()}


def _compact(kind: str) -> Callable[[str], str]:
    def compact(value: str) -> str:
        text: str = _validator(kind).compact(value)
        return text

    return compact


def compact_identifier(value: str) -> str:
    """Return an identity number of any type: half width, no spaces, upper case."""
    from infoverify._text import fold_identifier  # noqa: PLC0415 - one fold for all

    return fold_identifier(value).text


def compact_text(value: str) -> str:
    """Return plain text in half width without blanks around it."""
    from infoverify import _text  # noqa: PLC0415

    return _text.drop_invisible(_text.fold_width(value)).strip()


def compact_email(value: str) -> str:
    """Return an e-mail address without blanks, the domain in lower case."""
    local, at, domain = compact_text(value).rpartition("@")
    return f"{local}{at}{domain.lower()}"


#: Compact form by kind of field: what every expression sees.
COMPACTORS: Final[dict[str, Callable[[str], str]]] = {
    "id_number": compact_identifier,
    "name": _compact("name"),
    "address": _compact("address"),
    "phone": _compact("phone"),
    "email": compact_email,
    "text": compact_text,
}
