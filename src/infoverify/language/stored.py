"""Typed trees as JSON: what a sealed form stores, so that nothing is parsed again.

A node is a list: the name of its kind, then what it holds. Types stand once in a table
and are named by their place there.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from infoverify.language import tree
from infoverify.language.types import Type
from infoverify.states import LONG_TERM, WHOLE_LIFE, Beyond

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from infoverify.language.rule import Rule

Json = Any


def stored(rules: Iterable[Rule]) -> dict[str, Json]:
    """Return the trees of the rules' expressions, by subjects and source."""
    types: dict[Type, int] = {}
    trees: dict[str, dict[str, Json]] = {}
    for rule in rules:
        subjects = () if rule.roles == ("record",) else rule.roles
        of_these = trees.setdefault(_joined(subjects), {})
        for source, node in _expressions(rule):
            of_these[source] = _written(node, types)
    return {"types": [list(kind) for kind in types], "trees": trees}


class Stored:
    """The trees of a sealed form; each is made of its JSON when it is asked for."""

    __slots__ = ("_trees", "_types")

    def __init__(self, plain: dict[str, Json]) -> None:
        """Take what ``stored`` has returned."""
        self._types = [
            Type(kind, tuple(codes), item) for kind, codes, item in plain["types"]
        ]
        self._trees: dict[str, dict[str, Json]] = plain["trees"]

    def node(self, subjects: tuple[str, ...], source: str) -> tree.Node | None:
        """Return the tree of an expression, ``None`` where the form has none."""
        plain = self._trees.get(_joined(subjects), {}).get(source)
        return None if plain is None else _read(plain, self._types)


def _read(plain: Json, types: list[Type]) -> tree.Node:
    return _READERS[plain[0]](plain, types)


def _read_field(plain: Json, types: list[Type]) -> tree.Field:
    return tree.Field(plain[1], tuple(plain[2]), types[plain[3]])


def _read_call(plain: Json, types: list[Type]) -> tree.Call:
    return tree.Call(plain[1], _read_all(plain[2], types), types[plain[3]])


def _read_all(plain: list[Json], types: list[Type]) -> tuple[tree.Node, ...]:
    return tuple([_READERS[item[0]](item, types) for item in plain])


_READERS: Final[dict[str, Callable[[Json, list[Type]], tree.Node]]] = {
    "literal": lambda p, types: tree.Literal(_value(p[1]), types[p[2]]),
    "field": _read_field,
    "part": lambda p, types: tree.Part(p[1], types[p[2]]),
    "param": lambda p, types: tree.Param(p[1], types[p[2]]),
    "at": lambda _p, _types: tree.At(),
    "call": _read_call,
    "fact": lambda p, types: tree.Fact(_read_call(p[1], types), p[2], types[p[3]]),
    "present": lambda p, types: tree.Present(_read_field(p[1], types)),
    "compare": lambda p, types: tree.Compare(
        p[1], _read(p[2], types), _read(p[3], types)
    ),
    "logic": lambda p, types: tree.Logic(p[1], _read_all(p[2], types)),
    "not": lambda p, types: tree.Not(_read(p[1], types)),
}


def _joined(subjects: tuple[str, ...]) -> str:
    return ",".join(subjects)


def _value(plain: Json) -> object:
    if type(plain) is list:
        return tuple(map(_value, plain))
    if type(plain) is not dict:
        return plain
    ((kind, text),) = plain.items()
    return _VALUES[kind](text)


_VALUES: Final[dict[str, Callable[[str], object]]] = {
    "beyond": {b.name: b for b in (LONG_TERM, WHOLE_LIFE)}.__getitem__,
    "date": date.fromisoformat,
    "number": Decimal,
}


# Writing, for whoever builds a form -------------------------------------------


def _expressions(rule: Rule) -> Iterator[tuple[str, tree.Node]]:
    plain = rule.plain
    yield plain["require"], rule.require
    if rule.when is not None:
        yield plain["when"], rule.when
    for place, row in enumerate(rule.severity):
        if row.when is not None:
            yield plain["severity"][place]["when"], row.when
    for proposal in rule.suggest:
        yield proposal.source, proposal.node


def _written(node: tree.Node, types: dict[Type, int]) -> Json:
    def place(kind: Type) -> int:
        return types.setdefault(kind, len(types))

    def inner(below: tree.Node) -> Json:
        return _written(below, types)

    match node:
        case tree.Literal(value, kind):
            return ["literal", _plain(value), place(kind)]
        case tree.Field(root, names, kind):
            return ["field", root, list(names), place(kind)]
        case tree.Part(root, kind):
            return ["part", root, place(kind)]
        case tree.Param(name, kind):
            return ["param", name, place(kind)]
        case tree.At():
            return ["at"]
        case tree.Call(function, arguments, kind):
            return ["call", function, [*map(inner, arguments)], place(kind)]
        case tree.Fact(call, name, kind):
            return ["fact", inner(call), name, place(kind)]
        case tree.Present(field):
            return ["present", inner(field)]
        case tree.Compare(operator, left, right):
            return ["compare", operator, inner(left), inner(right)]
        case tree.Logic(operator, items):
            return ["logic", operator, [*map(inner, items)]]
        case tree.Not(item):
            return ["not", inner(item)]


def _plain(value: object) -> Json:
    if isinstance(value, tuple):
        return [*map(_plain, value)]
    if isinstance(value, Beyond):
        return {"beyond": value.name}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    return value
