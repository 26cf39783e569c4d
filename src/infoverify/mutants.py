"""Mutants of a rule (变异体): the rule with one thing changed, which its examples must notice.

Changed are: an operator (``==``/``!=``, ``<``/``<=`` and so on), ``and``/``or``, a
``not``, a condition as a whole, a limit or date by one, an entry of a list, a severity or
a row of them, a suggestion, the reach of undetermined answers, and ``when`` is dropped.
"""

from __future__ import annotations

import ast
import copy
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from infoverify.finding import SEVERITIES
from infoverify.language.ruleset import plain_value
from infoverify.states import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from infoverify.language.rule import Plain

_FLIPPED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_UNDETERMINED: Final = ("note", "review", "block")


class Mutant(NamedTuple):
    """A rule's plain form with one change, or a parameter with another value.

    ``change`` names it for good: ``require: age(birth_date) > 18``.
    """

    rule: str
    change: str
    plain: Plain
    parameters: Mapping[str, object] = {}


def mutants(plain: Plain, parameters: Mapping[str, object] = {}) -> Iterator[Mutant]:
    """Yield the mutants of a rule's plain form, each once.

    ``parameters`` are the values of the ruleset's parameters; those that the rule names
    are shifted too.
    """
    seen: set[str] = set()
    for change, changed, values in _changes(plain, parameters):
        if change not in seen:
            seen.add(change)
            yield Mutant(plain["id"], change, changed, values)


_Change = tuple[str, "Plain", "Mapping[str, object]"]


def _changes(plain: Plain, parameters: Mapping[str, object]) -> Iterator[_Change]:
    if plain["when"]:
        yield "when: dropped", {**plain, "when": None}, {}
    for key in ("when", "require"):
        if plain[key]:
            for source in altered(plain[key], whole=True):
                yield f"{key}: {source}", {**plain, key: source}, {}
    yield from _severities(plain)
    for field in plain["suggest"]:
        kept = {
            name: source for name, source in plain["suggest"].items() if name != field
        }
        yield f"suggest: {field} dropped", {**plain, "suggest": kept}, {}
    if plain["undetermined"] != "note":
        place = _UNDETERMINED.index(plain["undetermined"])
        other = _UNDETERMINED[3 - place]
        yield f"undetermined: {other}", {**plain, "undetermined": other}, {}
    text = " ".join(source for source in (plain["when"], plain["require"]) if source)
    for name in _named(text):
        if name in parameters:
            for value in _shifted(parameters[name]):
                change = f"param.{name}: {_spelled(value)}"
                yield change, plain, {name: value}


def _severities(plain: Plain) -> Iterator[_Change]:
    severity = plain["severity"]
    if isinstance(severity, str):
        other = _other(severity)
        yield f"severity: {other}", {**plain, "severity": other}, {}
        return
    for index, row in enumerate(severity):
        others: list[tuple[str, Any]] = []
        if isinstance(row, str):
            others.append((f"severity[{index}]: {_other(row)}", _other(row)))
        else:
            other = _other(row["is"])
            others.append((f"severity[{index}].is: {other}", {**row, "is": other}))
            others += [
                (f"severity[{index}].when: {source}", {**row, "when": source})
                for source in altered(row["when"], whole=True)
            ]
            fewer = [r for place, r in enumerate(severity) if place != index]
            yield f"severity[{index}]: dropped", {**plain, "severity": fewer}, {}
        for change, new in others:
            rows = [new if place == index else r for place, r in enumerate(severity)]
            yield change, {**plain, "severity": rows}, {}


def _other(severity: str) -> str:
    """Return the next lower severity; of the lowest the next higher."""
    place = SEVERITIES.index(severity)
    return str(SEVERITIES[place + 1 if place + 1 < len(SEVERITIES) else place - 1])


def altered(source: str, *, whole: bool) -> Iterator[str]:
    """Yield the sources that differ from an expression in one place.

    ``whole`` adds the negation of the expression itself.
    """
    top = ast.parse(source.strip(), mode="eval")
    if whole:
        negated = ast.UnaryOp(ast.Not(), copy.deepcopy(top.body))
        body = top.body
        if isinstance(body, ast.UnaryOp) and isinstance(body.op, ast.Not):
            negated = body.operand  # type: ignore[assignment]
        yield ast.unparse(negated)
    plain = ast.unparse(top)
    for number, node in enumerate(ast.walk(top)):
        for variant in range(_variants(node)):
            changed = copy.deepcopy(top)
            # A deep copy walks in the same order, so the number finds the same node.
            _alter(changed, number, variant)
            text = ast.unparse(changed)
            if text != plain:
                yield text


def _variants(node: ast.AST) -> int:
    """Return in how many ways a node can be changed."""
    if isinstance(node, (ast.Compare, ast.BoolOp)):
        return 1
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return 1
    if isinstance(node, (ast.List, ast.Tuple)):
        return len(node.elts) if len(node.elts) > 1 else 0
    if isinstance(node, ast.Constant):
        return len(_shifted(_constant(node)))
    return 0


def _alter(top: ast.Expression, number: int, variant: int) -> None:
    node = list(ast.walk(top))[number]
    if isinstance(node, ast.Compare):
        node.ops[0] = _FLIPPED[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.UnaryOp):
        _replace(top, node, node.operand)
    elif isinstance(node, (ast.List, ast.Tuple)):
        del node.elts[variant]
    elif isinstance(node, ast.Constant):
        value = _shifted(_constant(node))[variant]
        node.value = value.isoformat() if isinstance(value, date) else value


def _replace(top: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for node in ast.walk(top):
        for name, value in ast.iter_fields(node):
            if value is old:
                setattr(node, name, new)
            elif isinstance(value, list):
                value[:] = [new if item is old else item for item in value]


def _constant(node: ast.Constant) -> object:
    if isinstance(node.value, str):
        return parse_date(node.value)
    return node.value


def _shifted(value: object) -> tuple[Any, ...]:
    """Return a number or date by one less and by one more; nothing of anything else."""
    if isinstance(value, date):
        day = timedelta(days=1)
        earlier = (value - day,) if value > date.min else ()
        return (*earlier, value + day) if value < date.max else earlier
    if isinstance(value, bool):
        return ()
    if isinstance(value, (int, Decimal)):
        return (value - 1, value + 1)
    return ()


def _spelled(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(plain_value(value))


def _named(text: str) -> tuple[str, ...]:
    """Return the parameters that a text of expressions names."""
    found: dict[str, None] = {}
    for piece in text.split("param.")[1:]:
        name = ""
        for letter in piece:
            if not (letter.isalnum() or letter == "_"):
                break
            name += letter
        found[name] = None
    return tuple(found)
