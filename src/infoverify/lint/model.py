"""Every case that a condition can tell apart, tried out: a small finite model.

A field gets each value that a literal beside it distinguishes, and absence; what a
function gives, and comparisons of two fields, are free, but undetermined where a field
in them is absent. So the model has more cases than the world: what never happens in it
never happens. Where there are too many cases, nothing is claimed.
"""

from __future__ import annotations

import operator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise, product
from math import prod
from typing import TYPE_CHECKING, Any, Final, get_type_hints

from infoverify.language import tree
from infoverify.language.meaning import CODE_FACTS, PROBLEM_FACTS
from infoverify.language.written import source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoverify.language.ruleset import Ruleset
    from infoverify.language.types import FunctionTable

Truth = bool | None
Assignment = dict[str, Any]

MOST_CASES: Final = 4000
# Facts that every reading has.
_ALWAYS: Final = CODE_FACTS | PROBLEM_FACTS
_OTHER: Final = "\x00other"
_OPERATORS: Final[dict[str, Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda left, right: left in right,
    "not in": lambda left, right: left not in right,
}


class Model:
    """The cases that some conditions tell apart."""

    def __init__(
        self,
        conditions: tuple[tree.Node, ...],
        ruleset: Ruleset,
        *,
        answering: bool = False,
    ) -> None:
        """Collect the variables of the conditions and their values.

        ``answering``: functions always answer, and only absence leaves things open.
        """
        self._answering = answering
        # By identity, for what is equal need not be spelled alike; the node is kept,
        # so that nothing else becomes its number.
        self._names: dict[int, tuple[tree.Node, str]] = {}
        self._parameters = ruleset.parameters
        self._functions = ruleset.functions
        self._literals: dict[str, set[Any]] = {}
        self._terms: dict[str, tree.Node] = {}
        self._free: dict[str, tree.Node] = {}
        #: Variable → the fields whose absence leaves it undetermined.
        self._needs: dict[str, tuple[str, ...]] = {}
        for condition in conditions:
            self._collect(condition)
        self._values = {
            name: self._candidates(name, node) for name, node in self._terms.items()
        }
        for name, node in self._free.items():
            known = answering or total(node, self._functions)
            self._values[name] = (True, False) if known else (True, False, None)

    @property
    def small(self) -> bool:
        """Tell whether every case can be tried."""
        return prod(map(len, self._values.values())) <= MOST_CASES

    def cases(self) -> Iterator[Assignment]:
        """Yield every case."""
        names = tuple(self._values)
        for values in product(*self._values.values()):
            yield dict(zip(names, values, strict=True))

    def variables(self, *nodes: tree.Node) -> list[str]:
        """Return the variables that occur in conditions."""
        names = {source(inner) for node in nodes for inner in tree.walk(node)}
        return [name for name in self._values if name in names]

    def constant(self, node: tree.Node) -> tuple[bool, Any]:
        """Return whether a node is the same in every case, and its value."""
        if isinstance(node, tree.Literal):
            return True, node.value
        if isinstance(node, tree.Param):
            return True, self._parameters[node.name]
        return False, None

    def _collect(self, node: tree.Node) -> None:
        if isinstance(node, (tree.Logic, tree.Not)):
            for child in tree.children(node):
                self._collect(child)
        elif isinstance(node, tree.Present):
            self._terms.setdefault(source(node.field), node.field)
        elif isinstance(node, tree.Compare):
            self._compare(node)
        elif isinstance(node, tree.Field):
            self._terms.setdefault(source(node), node)
        elif not self.constant(node)[0]:
            self._variable(self._free, node)

    def _variable(self, kind: dict[str, tree.Node], node: tree.Node) -> None:
        """Add a variable, and the fields that it cannot do without."""
        name = source(node)
        if name in kind:
            return
        kind[name] = node
        fields = list(needed(node, self._functions))
        self._needs[name] = tuple(map(source, fields))
        for field in fields:
            self._terms.setdefault(source(field), field)

    def _compare(self, node: tree.Compare) -> None:
        sides = (node.left, node.right)
        fixed = [self.constant(side) for side in sides]
        for side in sides:
            if isinstance(side, tree.Field):
                self._terms.setdefault(source(side), side)
        if fixed[0][0] == fixed[1][0]:
            if not fixed[0][0]:
                self._variable(self._free, node)
            return
        term, value = (
            (sides[1], fixed[0][1]) if fixed[0][0] else (sides[0], fixed[1][1])
        )
        name = source(term)
        if isinstance(term, tree.Field):
            self._terms.setdefault(name, term)
        else:
            self._variable(self._terms, term)
        found = self._literals.setdefault(name, set())
        found.update(value if isinstance(value, tuple) else (value,))

    def _candidates(self, name: str, node: tree.Node) -> tuple[Any, ...]:
        """Return the values worth trying, ``None`` for absent or undetermined."""
        literals = self._literals.get(name, set())
        kind = node.type
        known = name in self._needs and (
            self._answering or total(node, self._functions)
        )
        absent = () if known else (None,)
        if _is_party(node):
            # Nobody said so, and a person is meant.
            return ("person", "organisation", None)
        if kind.kind == "truth":
            return (True, False, *absent)
        if kind.codes and kind.kind == "code":
            named = [code for code in kind.codes if code in literals]
            rest = [code for code in kind.codes if code not in literals][:1]
            return (*named, *rest, *absent)
        if kind.kind == "list":
            items = sorted(literals, key=str)[:4]
            sizes = range(len(items) + 1)
            sets = (c for size in sizes for c in combinations(items, size))
            return (*sets, *absent)
        around: set[Any] = set()
        for value in literals:
            around.add(value)
            if isinstance(value, date):
                around |= set(_beside(value))
            elif not isinstance(value, (bool, str)) and hasattr(value, "__sub__"):
                around |= {value - 1, value + 1}
        numbers = sorted(v for v in literals if isinstance(v, (int, Decimal)))
        around |= {(Decimal(a) + Decimal(b)) / 2 for a, b in pairwise(numbers)}
        texts = {v for v in around if isinstance(v, str)}
        if texts or not around:
            around.add(_OTHER)
        return (*sorted(around, key=str), *absent)

    # What a condition is in a case ------------------------------------------

    def value(self, node: tree.Node, case: Assignment) -> Truth:
        """Return a condition's truth in a case, by Kleene's logic."""
        if isinstance(node, tree.Logic):
            return self._logic(node, case)
        if isinstance(node, tree.Not):
            inner = self.value(node.item, case)
            return None if inner is None else not inner
        if isinstance(node, tree.Present):
            return case[self._name(node.field)] is not None
        if isinstance(node, tree.Compare):
            return self._compared(node, case)
        fixed, value = self.constant(node)
        found: Truth = value if fixed else self._of(self._name(node), case)
        return found

    def _name(self, node: tree.Node) -> str:
        """Return a node's spelling: asked again in every case, and spelled once."""
        known = self._names.get(id(node))
        if known is None:
            known = self._names[id(node)] = (node, source(node))
        return known[1]

    def _of(self, name: str, case: Assignment) -> Any:  # noqa: ANN401
        """Return a variable's value, ``None`` where a field that it needs is absent."""
        if any(case[field] is None for field in self._needs.get(name, ())):
            return None
        return case[name]

    def _logic(self, node: tree.Logic, case: Assignment) -> Truth:
        decisive = node.operator == "or"
        unknown = False
        for item in node.items:
            value = self.value(item, case)
            if value is decisive:
                return decisive
            unknown = unknown or value is None
        return None if unknown else not decisive

    def _compared(self, node: tree.Compare, case: Assignment) -> Truth:
        values: list[tuple[bool, Any]] = []
        for side in (node.left, node.right):
            fixed, value = self.constant(side)
            name = self._name(side)
            if not fixed and name in case:
                value = self._of(name, case)
                if value is None and _is_party(side):
                    value = "person"
                if value is None:
                    return None
                fixed = True
            values.append((fixed, value))
        key = self._name(node)
        if key in case:
            free: Truth = self._of(key, case)
            return free
        (_, left), (_, right) = values
        try:
            return bool(_OPERATORS[node.operator](left, right))
        except TypeError:
            return None


def _is_party(node: tree.Node) -> bool:
    return isinstance(node, tree.Field) and node.names[-1] == "party"


def atoms(node: tree.Node) -> Iterator[str]:
    """Yield the names of what a condition turns on."""
    if isinstance(node, (tree.Logic, tree.Not)):
        for child in tree.children(node):
            yield from atoms(child)
    elif isinstance(node, tree.Present):
        yield source(node.field)
    elif isinstance(node, tree.Compare):
        fixed = (tree.Literal, tree.Param)
        sides = [s for s in (node.left, node.right) if not isinstance(s, fixed)]
        yield source(node) if len(sides) > 1 else "".join(map(source, sides))
    else:
        yield source(node)


def _beside(day: date) -> Iterator[date]:
    """Yield the days before and after, as far as the calendar goes."""
    if day > date.min:
        yield day - timedelta(1)
    if day < date.max:
        yield day + timedelta(1)


def needed(node: tree.Node, functions: FunctionTable) -> Iterator[tree.Field]:
    """Yield the fields whose absence leaves a node undetermined."""
    if isinstance(node, tree.Field):
        yield node
    elif isinstance(node, tree.Call):
        function = functions.get(node.function)
        takes = function.parameters if function else ()
        for place, argument in enumerate(node.arguments):
            if place >= len(takes) or not takes[place].optional:
                yield from needed(argument, functions)
    elif not isinstance(node, tree.Present):
        for child in tree.children(node):
            yield from needed(child, functions)


def total(node: tree.Node, functions: FunctionTable) -> bool:
    """Tell whether a node is known whenever the fields that it needs are present."""
    if isinstance(node, tree.Fact):
        return node.name in _ALWAYS and total(node.call, functions)
    if isinstance(node, tree.Call):
        function = functions.get(node.function)
        if function is None:
            return False
        try:
            result = get_type_hints(function.call).get("return")
        except (NameError, TypeError):
            # Names that only a type checker sees: the text says the same.
            result = getattr(function.call, "__annotations__", {}).get("return", "None")
        if result is None or "None" in str(result) or "Unknown" in str(result):
            return False
    return all(total(child, functions) for child in tree.children(node))
