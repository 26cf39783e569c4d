"""The one place where any exception is caught: other people's code that we must call.

A host's objects and a host's functions may raise anything; none of it may stop a
verification, and no exception's text may be repeated, for it can hold a value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def attempt(call: Callable[..., T], *args: object) -> tuple[T | None, str | None]:
    """Return ``(result, None)``, or ``(None, type name)`` of what ``call`` raised."""
    try:
        return call(*args), None
    except Exception as error:  # noqa: BLE001 - see the module's docstring
        return None, _type_name(type(error))


def _type_name(kind: type) -> str:
    """Return a class's name, without running its metaclass; a made-up one is hidden."""
    name: str = type.__dict__["__name__"].__get__(kind)
    return (
        name
        if name.isidentifier()
        and name.isascii()
        and len(name) <= 60
        and sum(map(str.isdigit, name)) < 4
        else "Exception"
    )
