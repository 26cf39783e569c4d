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
def validator(kind: str) -> Any:  # noqa: ANN401 - modules of one shape
    """Return the module of a kind of datum."""
    return import_module(f"infoverify.validators.{kind}")


def _reader(kind: str) -> Callable[..., Any]:
    def reader(value: str, *, at: date) -> Any:  # noqa: ANN401
        return validator(kind).inspect(value, at=at)

    reader.__doc__ = f"Return ``{kind}.inspect``."
    return reader


def identity_document(
    value: str,
    id_type: str,
    nationality: str | None = None,
    birth_date: date | None = None,
    *,
    at: date,
) -> Any:  # noqa: ANN401
    """Return ``identity_document.inspect``."""
    from infoverify import identity_document as door  # noqa: PLC0415 - loads late

    return door.inspect(
        value, id_type=id_type, nationality=nationality, birth_date=birth_date, at=at
    )


def address(value: str, region_code: str | None = None, *, at: date) -> Any:  # noqa: ANN401
    """Return ``address.inspect``; the code decides where names are shared."""
    return validator("address").inspect(value, at=at, region=region_code)


def organisation_name(value: str, *, at: date) -> Any:  # noqa: ANN401
    """Return ``name.inspect`` for an organisation."""
    return validator("name").inspect(value, at=at, party="organisation")


def same_name(a: str, b: str) -> bool | None:
    """Return whether two names can be one."""
    answer: bool | None = validator("name").same_name(a, b)
    return answer


def same_place(a: str, b: str) -> bool | None:
    """Return whether two addresses mean one place."""
    answer: bool | None = validator("address").same_place(a, b)
    return answer


#: Kinds whose reading is ``inspect(value, at=…)`` of the validator of that name.
_KINDS: Final = (
    *("resident_id", "residence_permit", "permanent_resident_id", "travel_permit"),
    *("passport", "birth_certificate", "military_id", "phone", "name", "email"),
    *("postal_code", "uscc", "organisation_code", "business_licence"),
    "tax_registration",
)


def straight(call: Callable[..., Any]) -> Callable[..., Any]:
    """Return what a reader calls, where it only passes its arguments on."""
    kind = _STRAIGHT.get(call)
    if kind is None:
        return call
    inspect: Callable[..., Any] = validator(kind).inspect
    return inspect


READERS: Final[dict[str, Callable[..., Any]]] = {
    **{kind: _reader(kind) for kind in _KINDS},
    "identity_document": identity_document,
    "address": address,
    "organisation_name": organisation_name,
}
_STRAIGHT: Final = {READERS[kind]: kind for kind in _KINDS}


def _compact(kind: str) -> Callable[[str], str]:
    def compact(value: str) -> str:
        text: str = validator(kind).compact(value)
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


#: Compact form by kind of field: what every expression sees.
COMPACTORS: Final[dict[str, Callable[[str], str]]] = {
    "id_number": compact_identifier,
    "name": _compact("name"),
    "address": _compact("address"),
    "phone": _compact("phone"),
    "email": _compact("email"),
    "text": compact_text,
}
