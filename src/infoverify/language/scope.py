"""What an expression may name, and the one door from its text to its typed tree.

A sealed form brings the trees of its expressions along; only other texts are parsed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoverify._named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from infoverify.language import tree
    from infoverify.language.stored import Stored
    from infoverify.language.types import FunctionTable, Type
    from infoverify.vocabulary import FieldType


class ExpressionError(Exception):
    """What is wrong with an expression, where in it, and what to try."""

    def __init__(
        self, problem: str, *, column: int | None = None, hint: str | None = None
    ) -> None:
        """Keep the parts for the loader, which knows file, line and rule."""
        super().__init__(problem)
        self.problem = problem
        self.column = column
        self.hint = hint


class Scope(NamedTuple):
    """What an expression may name."""

    #: The parts in ``for``; empty for a rule about the record.
    subjects: tuple[str, ...]
    structs: Mapping[str, Mapping[str, FieldType]]
    parameters: Mapping[str, Type]
    functions: FunctionTable
    #: What the same words meant before, by subjects: rules of one file repeat them.
    known: dict[tuple[tuple[str, ...], str, bool], tree.Node]
    #: The trees that came with a sealed form.
    stored: Stored | None = None


def typed(source: str, scope: Scope) -> tree.Node:
    """Return the typed tree of an expression.

    Raises:
        ExpressionError: for anything outside the language.
    """
    key = (scope.subjects, source, False)
    found = scope.known.get(key)
    if found is None and scope.stored is not None:
        found = scope.stored.node(scope.subjects, source)
    if found is None:
        from infoverify.language.expressions import parse  # noqa: PLC0415 - needs ast

        found = parse(source, scope)
    scope.known[key] = found
    return found
