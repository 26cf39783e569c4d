"""The host's own functions (宿主函数): any callable, typed by its annotations."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from infoverify.errors import UsageError
from infoverify.language.types import (
    DATE,
    NUMBER,
    TEXT,
    TRUTH,
    Function,
    Parameter,
    Type,
)
from infoverify.vocabulary import PARTS, RESERVED

if TYPE_CHECKING:
    from collections.abc import Callable

_TYPES: Final[dict[object, Type]] = {
    str: TEXT,
    Decimal: NUMBER,
    int: NUMBER,
    date: DATE,
    bool: TRUTH,
}


def host_functions(given: Mapping[str, Callable[..., Any]]) -> dict[str, Function]:
    """Return table rows for the host's callables.

    Raises:
        UsageError: a name without a dot, or an annotation that is none of str, int,
            Decimal, date, bool (or one of them ``| None``).
    """
    if not isinstance(given, Mapping):
        raise UsageError("functions is a mapping: {'acme.name': callable}")
    return {name: _function(name, call) for name, call in given.items()}


def _function(name: str, call: Callable[..., Any]) -> Function:
    if not isinstance(name, str):
        raise UsageError("functions are registered under dotted names: acme.name")
    parts = name.split(".")
    if parts[0] in {*PARTS, *RESERVED, "form"}:
        raise UsageError(f"{name!r}: {parts[0]} means something else in a rule")
    if len(parts) < 2 or not all(p.isidentifier() and p[0] != "_" for p in parts):
        raise UsageError(
            f"{name!r}: register a function under a dotted name: acme.name"
        )
    if not callable(call):
        raise UsageError(f"{name}: is not callable")
    try:
        hints = typing.get_type_hints(call)
        signature = inspect.signature(call)
    except (TypeError, ValueError, NameError) as error:
        raise UsageError(f"{name}: annotations cannot be read: {error}") from None
    parameters = []
    takes_at = False
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and parameter.name == "at":
            takes_at = True
            continue
        if parameter.kind not in {
            parameter.POSITIONAL_ONLY,
            parameter.POSITIONAL_OR_KEYWORD,
        }:
            raise UsageError(f"{name}: {parameter.name} must be a plain argument")
        type_, optional = _type(name, parameter.name, hints.get(parameter.name))
        parameters.append(Parameter(parameter.name, type_, optional))
    result, _ = _type(name, "its result", hints.get("return"))
    doc = inspect.getdoc(call) or ""
    return Function(name, tuple(parameters), result, call, at=takes_at, doc=doc)


def _type(name: str, what: str, hint: object) -> tuple[Type, bool]:
    optional = False
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        choices = [arg for arg in typing.get_args(hint) if arg is not type(None)]
        optional = len(choices) < len(typing.get_args(hint))
        hint = choices[0] if len(choices) == 1 else None
    type_ = _TYPES.get(hint)
    if type_ is None:
        raise UsageError(f"{name}: annotate {what} as str, int, Decimal, date or bool")
    return type_, optional
