"""Rows of the function table (函数表的行): short ways to write one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from infoverify.language.types import (
    CODES,
    TEXT,
    TRUTH,
    Function,
    OfReading,
    Parameter,
    Swift,
    Type,
)

if TYPE_CHECKING:
    from collections.abc import Callable

# What every validator's reading offers besides its own facts.
_READING: Final = {
    "valid": TRUTH,
    "placeholder": TRUTH,
    "published_sample": TRUTH,
    "problems": CODES,
    "hints": CODES,
    "changes": CODES,
    "normalised": TEXT,
}


def value(name: str, type_: Type = TEXT, *, optional: bool = False) -> Parameter:
    """Return a parameter."""
    return Parameter(name, type_, optional)


def reading(
    name: str,
    call: Callable[..., Any],
    facts: dict[str, Type],
    doc: str,
    source: str,
    *more: Parameter,
) -> Function:
    """Return the row of a validator: its reading with its facts."""
    return Function(
        name,
        (value("value"), *more),
        Type("facts"),
        call,
        {**_READING, **facts},
        at=True,
        doc=doc,
        source=source,
    )


def truth(
    name: str,
    parameters: tuple[Parameter, ...],
    call: Callable[..., Any],
    doc: str,
    source: str,
    *,
    at: bool = False,
    swift: Swift | None = None,
    of_reading: OfReading | None = None,
) -> Function:
    """Return the row of a function that is true, false or cannot tell."""
    return Function(
        name,
        parameters,
        TRUTH,
        call,
        at=at,
        doc=doc,
        source=source,
        swift=swift,
        of_reading=of_reading,
    )
