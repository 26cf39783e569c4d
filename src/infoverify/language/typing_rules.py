"""What compares with what, and what fits a parameter: the type rules, case by case."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from infoverify.language import tree
from infoverify.language.near_names import closest, nearest
from infoverify.language.types import (
    DATED,
    NUMERIC,
    TEXTUAL,
    Type,
    family,
)
from infoverify.language.written import source
from infoverify.states import LONG_TERM, WHOLE_LIFE, parse_date
from infoverify.vocabulary import LIST_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ORDER: Final = frozenset({"<", "<=", ">", ">="})

Fitted = tuple[tree.Node, tree.Node]
Answer = tuple[str | None, str | None, Fitted | None]


def comparable(operator: str, left: tree.Node, right: tree.Node) -> Answer:
    """Return ``(problem, hint, fitted)``: the sides with literals read as their types."""
    if operator in {"in", "not in"}:
        return _membership(left, right)
    for node in (left, right):
        if node.type.kind in {"part", "parts", "facts", "list"}:
            what = (
                "a reading: name one of its facts"
                if node.type.kind == "facts"
                else str(node.type)
            )
            return f"{operator} does not compare {what}", None, None
    problem = _same_person_words(left, right)
    if problem:
        return problem[0], problem[1], None
    problem_left, left = _read_literal(left, right.type)
    problem_right, right = _read_literal(right, left.type)
    if problem_left:
        return problem_left, _literal_hint(left, right.type), None
    if problem_right:
        return problem_right, _literal_hint(right, left.type), None
    if "any" in {left.type.kind, right.type.kind}:
        return None, None, (left, right)
    if family(left.type) != family(right.type):
        unlike = f"{left.type} does not compare with {right.type}"
        return unlike, _unlike(left, right), None
    if operator in _ORDER and family(left.type) not in {"number", "date"}:
        return f"{operator} is for numbers and dates, not {left.type}", None, None
    return None, None, (left, right)


def _same_person_words(left: tree.Node, right: tree.Node) -> tuple[str, str] | None:
    if isinstance(left, tree.Literal) or isinstance(right, tree.Literal):
        return None
    for kind, many, function in (
        ("name", "names", "same_name"),
        ("address", "addresses", "same_place"),
    ):
        if left.type.kind == right.type.kind == kind:
            return (
                f"two {many} are not compared letter by letter",
                f"use {function}(a, b), which knows their writing forms",
            )
    return None


def _read_literal(node: tree.Node, other: Type) -> tuple[str | None, tree.Node]:
    """Read a text literal as the type that it is compared with."""
    if not isinstance(node, tree.Literal) or not isinstance(node.value, str):
        return None, node
    value = node.value
    if other.kind in DATED:
        if other.kind == "until" and value == LONG_TERM.name:
            return None, tree.Literal(LONG_TERM, other)
        date = parse_date(value)
        if date is None:
            return f"{value!r} is no date: write YYYY-MM-DD", node
        return None, tree.Literal(date, Type("date"))
    if other.kind == "term":
        if value == WHOLE_LIFE.name:
            return None, tree.Literal(WHOLE_LIFE, other)
        return f"{value!r} is no term: write months or 'whole_life'", node
    if other.codes and other.kind == "code" and value not in other.codes:
        return f"{value!r} is not one of {', '.join(other.codes)}", node
    return None, node


def _membership(left: tree.Node, right: tree.Node) -> Answer:
    if left.type.kind in {"part", "parts", "facts", "list"}:
        return f"in does not take {left.type} on its left", None, None
    if "any" in {left.type.kind, right.type.kind}:
        return None, None, (left, right)
    if right.type.kind != "list":
        return "in takes a list on its right", "write [..., ...]", None
    if isinstance(right, tree.Literal) and isinstance(right.value, tuple):
        values = []
        for value in right.value:
            item = tree.Literal(value, Type(right.type.item or "text"))
            problem, read = _read_literal(item, left.type)
            if problem:
                return problem, _literal_hint(item, left.type), None
            values.append(read)
        for read in values:
            if family(read.type) != family(left.type):
                return f"{left.type} is not found in a list of {read.type}", None, None
        plain = tuple(r.value for r in values if isinstance(r, tree.Literal))
        return None, None, (left, tree.Literal(plain, right.type))
    item_type = Type(right.type.item or "text", right.type.codes)
    if isinstance(left, tree.Literal) and item_type.codes:
        code = Type("code", item_type.codes)
        problem, left = _read_literal(left, code)
        if problem:
            return problem, _literal_hint(left, code), None
    if family(left.type) != family(item_type):
        return f"{left.type} is not found in a {right.type}", None, None
    return None, None, (left, right)


def fit(argument: tree.Node, wanted: Type) -> tuple[str | None, tree.Node]:
    """Return ``(problem, argument)`` for an argument and a parameter's type."""
    kind = argument.type.kind
    if wanted.kind == "any" or kind == "any":
        return None, argument
    problem, argument = _read_literal(argument, wanted)
    if problem:
        return problem, argument
    kind = argument.type.kind
    if wanted.kind in {"part", "parts", "truth", "list"}:
        fits = kind == wanted.kind
    elif wanted.kind in TEXTUAL:
        fits = kind in TEXTUAL
    elif wanted.kind == "number":
        fits = kind == "number"
    elif wanted.kind == "date":
        fits = kind == "date"
    else:
        fits = kind in (NUMERIC if wanted.kind == "term" else DATED)
    return (None if fits else f"takes {wanted}, not {argument.type}"), argument


# Hints ----------------------------------------------------------------------

_CONSTRUCTS: Final[dict[type, str]] = {
    ast.IfExp: "… if … else …",
    ast.ListComp: "[… for … in …]",
    ast.SetComp: "{… for … in …}",
    ast.DictComp: "{… for … in …}",
    ast.GeneratorExp: "(… for … in …)",
    ast.Lambda: "lambda",
    ast.Subscript: "name[…]",
    ast.Dict: "{…}",
    ast.Set: "{…}",
    ast.JoinedStr: 'f"…"',
    ast.NamedExpr: ":=",
    ast.Starred: "*",
    ast.Await: "await",
    ast.Yield: "yield",
    ast.YieldFrom: "yield",
}
_SIGNS: Final[dict[type, str]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Mod: "%",
    ast.FloorDiv: "//",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.LShift: "<<",
    ast.RShift: ">>",
}


def construct(node: ast.expr) -> tuple[str, str]:
    """Return ``(problem, hint)`` for a piece of syntax that the language lacks."""
    shown = _CONSTRUCTS.get(type(node), "this")
    hint = "compare with ==, join with and / or / not, quote texts"
    if isinstance(node, ast.BinOp):
        shown = _SIGNS[type(node.op)]
        word = {"&": "and", "|": "or"}.get(shown)
        hint = f"write {word}" if word else "use a registered function"
    elif isinstance(node, ast.Subscript):
        hint = (
            "for each of a list, write for: [insured]; a list goes to functions whole"
        )
    return f"{shown} is not part of the language", hint


def truth_hint(node: tree.Node) -> str:
    """Return how a node that is neither true nor false becomes a condition."""
    if node.type.kind == "facts":
        return f"name one of its facts: {source(node)}.valid"
    return "compare it with ==, or ask present(…)"


def name_hint(
    name: str,
    subjects: tuple[str, ...],
    structs: Mapping[str, Mapping[str, object]],
    functions: Iterable[str],
) -> str | None:
    """Return the known name that is meant, also where a part's name stands before."""
    for part, struct in structs.items():
        rest = name.removeprefix(f"{part}_")
        found = closest(rest, struct) if rest != name else None
        if found and part in subjects:
            return f"did you mean {found!r}?"
        if found and part not in LIST_PARTS:
            return f"did you mean {f'{part}.{found}'!r}?"
    known = {field for subject in subjects for field in structs[subject]}
    return nearest(name, (*sorted(known), *structs, *functions))


def _literal_hint(node: tree.Node, wanted: Type) -> str | None:
    """Return what to write for a literal that is none of the type's values."""
    if not isinstance(node, tree.Literal) or not wanted.codes:
        return None
    return nearest(str(node.value), wanted.codes) or "write one of these codes"


def _unlike(left: tree.Node, right: tree.Node) -> str:
    """Return what to try where two sides are of different types."""
    families = {family(left.type), family(right.type)}
    if families == {"date", "number"}:
        return 'for years of age write age(birth_date); a date is written "YYYY-MM-DD"'
    if families == {"text", "number"}:
        return "quotes make a text of a literal, and without them it is a number"
    return "the two sides must be of one type"
