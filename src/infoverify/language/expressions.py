"""From an expression's text to its typed tree: parsed by ``ast``, kept by allow-list.

Nothing is ever evaluated by Python: the syntax tree is read once, node by node, and
whatever is not on the list is refused with its place and a likely mend.
"""

from __future__ import annotations

import ast
from decimal import Decimal
from typing import Final

from infoverify.language import tree, typing_rules
from infoverify.language.near_names import nearest
from infoverify.language.scope import ExpressionError, Scope
from infoverify.language.source_text import DEEPEST, mend, refusal
from infoverify.language.types import (
    ANY,
    NUMBER,
    PARTS,
    TEXT,
    TRUTH,
    Function,
    Type,
    type_of_field,
)
from infoverify.language.types import PART as PART_TYPE
from infoverify.vocabulary import LIST_PARTS, RESERVED

_COMPARISONS: Final[dict[type, str]] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}


def parse(source: str, scope: Scope) -> tree.Node:
    """Return the typed tree of an expression.

    Raises:
        ExpressionError: for anything outside the language.
    """
    before = scope.known.get((scope.subjects, source, False))
    if before is not None:
        return before
    problem, hint = refusal(source)
    if problem:
        raise ExpressionError(problem, hint=hint)
    try:
        # An expression may run over several lines of YAML.
        body = ast.parse(" ".join(source.split("\n")).strip(), mode="eval").body
    except SyntaxError as error:
        column = error.offset or None
        raise ExpressionError(
            "not an expression", column=column, hint=mend(source)
        ) from None
    except (ValueError, RecursionError, MemoryError, OverflowError):
        raise ExpressionError("not an expression") from None
    made = _Reader(scope).read(body, 1)
    scope.known[scope.subjects, source, False] = made
    return made


class _Reader:
    """Converts Python's syntax nodes into ours; one method for each kind allowed."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def read(self, node: ast.expr, depth: int) -> tree.Node:
        if depth > DEEPEST:
            raise self._fail(node, f"an expression nests at most {DEEPEST} levels")
        if isinstance(node, ast.Constant):
            return self._constant(node)
        if isinstance(node, ast.Name):
            return self._name(node)
        if isinstance(node, ast.Attribute):
            return self._attribute(node, depth)
        if isinstance(node, ast.Call):
            return self._call(node, depth)
        if isinstance(node, ast.Compare):
            return self._compare(node, depth)
        if isinstance(node, ast.BoolOp):
            items = tuple(self._truth(value, depth + 1) for value in node.values)
            return tree.Logic("and" if isinstance(node.op, ast.And) else "or", items)
        if isinstance(node, ast.UnaryOp):
            return self._unary(node, depth)
        if isinstance(node, (ast.List, ast.Tuple)):
            return self._list(node, depth)
        raise self._fail(node, *typing_rules.construct(node))

    @staticmethod
    def _fail(node: ast.AST, problem: str, hint: str | None = None) -> ExpressionError:
        column = getattr(node, "col_offset", None)
        return ExpressionError(
            problem, column=None if column is None else column + 1, hint=hint
        )

    def _constant(self, node: ast.Constant) -> tree.Literal:
        value = node.value
        if isinstance(value, bool):
            return tree.Literal(value, TRUTH)
        if isinstance(value, str):
            return tree.Literal(value, TEXT)
        if isinstance(value, int):
            return tree.Literal(value, NUMBER)
        if isinstance(value, float):
            number = Decimal(repr(value))
            if number.is_finite():
                return tree.Literal(number, NUMBER)
        raise self._fail(node, "only texts, numbers, True and False may be written out")

    def _unary(self, node: ast.UnaryOp, depth: int) -> tree.Node:
        if isinstance(node.op, ast.Not):
            return tree.Not(self._truth(node.operand, depth + 1))
        if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            literal = self._constant(node.operand)
            if literal.type == NUMBER:
                return tree.Literal(-literal.value, NUMBER)  # type: ignore[operator]
        raise self._fail(node, "there is no arithmetic", "use a registered function")

    def _list(self, node: ast.List | ast.Tuple, depth: int) -> tree.Literal:
        items = [self.read(item, depth + 1) for item in node.elts]
        if not items:
            raise self._fail(node, "a list holds at least one value")
        for item in items:
            if not isinstance(item, tree.Literal) or isinstance(item.value, tuple):
                raise self._fail(node, "a list holds literals only")
        values = tuple(item.value for item in items if isinstance(item, tree.Literal))
        kinds = {item.type.kind for item in items}
        if len(kinds) > 1:
            raise self._fail(node, "the values of a list are all of one type")
        return tree.Literal(values, Type("list", item=kinds.pop()))

    def _truth(self, node: ast.expr, depth: int) -> tree.Node:
        item = self.read(node, depth)
        if item.type.kind not in {"truth", "any"}:
            raise self._fail(
                node,
                f"and, or, not take truth values, this is {item.type}",
                typing_rules.truth_hint(item),
            )
        return item

    # Names ---------------------------------------------------------------

    def _name(self, node: ast.Name) -> tree.Node:
        name, scope = node.id, self._scope
        if name == "at":
            return tree.At()
        if name == "subject":
            if not scope.subjects:
                raise self._fail(node, "a rule for the record has no subject")
            return tree.Part("", PART_TYPE)
        field = self._subject_field(node, name)
        if field is not None:
            return field
        if name in scope.structs:
            listed = name in LIST_PARTS
            return tree.Part(name, PARTS if listed else PART_TYPE)
        if name in scope.functions and scope.subjects:
            raise self._fail(node, f"{name} is a function", f"call it: {name}(…)")
        hint = typing_rules.name_hint(
            name, scope.subjects, scope.structs, scope.functions
        )
        if not scope.subjects:
            if not hint or name in scope.structs["policyholder"]:
                hint = "name the part: policyholder." + name
            problem = f"{name!r}: a rule for the record has no bare fields"
            raise self._fail(node, problem, hint)
        raise self._fail(node, f"unknown name {name!r}", hint)

    def _subject_field(self, node: ast.AST, name: str) -> tree.Field | None:
        scope = self._scope
        before = scope.known.get((scope.subjects, name, True))
        if isinstance(before, tree.Field):
            return before
        found = [s for s in scope.subjects if name in scope.structs[s]]
        if not found:
            return None
        lacking = [s for s in scope.subjects if s not in found]
        if lacking:
            raise self._fail(
                node,
                f"{', '.join(lacking)} has no field {name!r}",
                "write a rule of its own for the parts that have it",
            )
        types = [type_of_field(scope.structs[s][name]) for s in found]
        if len({t.kind for t in types}) > 1:
            raise self._fail(
                node, f"{name!r} is of different types in {', '.join(found)}"
            )
        codes = tuple(dict.fromkeys(code for t in types for code in t.codes))
        field = tree.Field("", (name,), types[0]._replace(codes=codes))
        scope.known[scope.subjects, name, True] = field
        return field

    def _attribute(self, node: ast.Attribute, depth: int) -> tree.Node:
        if isinstance(node.value, ast.Call):
            return self._fact(node, node.value, depth)
        chain = self._chain(node)
        if chain is None:
            problem = "a dot follows a part's name or a function's call only"
            raise self._fail(node, problem, typing_rules.construct(node.value)[1])
        head = chain[0]
        if head == "param":
            return self._param(node, chain)
        if head == "form" and len(chain) > 1:
            return self._field(node, f"form.{chain[1]}", chain[1], chain[2:])
        if head in self._scope.structs:
            return self._field(node, head, head, chain[1:])
        own = self._subject_field(node, head)
        if own is not None and own.type.kind == "part":
            return self._nested(node, "", chain)
        hint = nearest(head, (*self._scope.structs, "param", "form"))
        raise self._fail(node, f"unknown part {head!r}", hint)

    def _chain(self, node: ast.expr) -> tuple[str, ...] | None:
        names: list[str] = []
        while isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return None
        return (node.id, *reversed(names))

    def _param(self, node: ast.AST, chain: tuple[str, ...]) -> tree.Param:
        name = ".".join(chain[1:])
        type_ = self._scope.parameters.get(name)
        if type_ is None:
            hint = nearest(name, self._scope.parameters)
            raise self._fail(node, f"unknown parameter {name!r}", hint)
        return tree.Param(name, type_)

    def _field(
        self, node: ast.AST, root: str, part: str, names: tuple[str, ...]
    ) -> tree.Node:
        struct = self._scope.structs.get(part)
        if struct is None:
            raise self._fail(
                node, f"unknown part {part!r}", nearest(part, self._scope.structs)
            )
        if not names:
            return tree.Part(root, PARTS if part in LIST_PARTS else PART_TYPE)
        if part in LIST_PARTS:
            raise self._fail(
                node,
                f"{part} is a list and has no field of its own",
                f"write the rule for: [{part}], or hand {part} to a function",
            )
        if names[0] not in struct:
            hint = nearest(names[0], struct)
            raise self._fail(node, f"{part} has no field {names[0]!r}", hint)
        type_ = type_of_field(struct[names[0]])
        if len(names) > 1 or type_.kind == "part":
            return self._nested(node, root, names)
        return tree.Field(root, names, type_)

    def _nested(self, node: ast.AST, root: str, names: tuple[str, ...]) -> tree.Node:
        person = self._scope.structs["policyholder"]
        if len(names) != 2 or names[1] not in person or names[0] not in person:
            raise self._fail(
                node,
                f"{'.'.join(names)!r} names no field of a nested person",
                nearest(names[-1], person),
            )
        return tree.Field(root, names, type_of_field(person[names[1]]))

    # Calls ---------------------------------------------------------------

    def _fact(self, node: ast.Attribute, call: ast.Call, depth: int) -> tree.Fact:
        read = self._call(call, depth + 1)
        if not isinstance(read, tree.Call):
            raise self._fail(node, "a truth value has no facts")
        function = self._scope.functions.get(read.function)
        if node.attr.startswith("_"):
            raise self._fail(node, f"{node.attr!r} is no fact", "facts are plain names")
        if function is None:
            return tree.Fact(read, node.attr, ANY)
        if function.facts is None:
            raise self._fail(
                node, f"{read.function}(…) gives {read.type}, which has no facts"
            )
        type_ = function.facts.get(node.attr)
        if type_ is None:
            hint = nearest(node.attr, function.facts)
            raise self._fail(
                node, f"{read.function}(…) has no fact {node.attr!r}", hint
            )
        return tree.Fact(read, node.attr, type_)

    def _call(self, node: ast.Call, depth: int) -> tree.Node:
        chain = self._chain(node.func)
        if chain is None:
            raise self._fail(node, "only registered functions may be called")
        if node.keywords:
            raise self._fail(node, "arguments are given by place, without names")
        name = ".".join(chain)
        if name == "present":
            return self._present(node, depth)
        if len(chain) > 1 and self._named(chain[0]):
            raise self._fail(
                node,
                f"{chain[0]} is no family of functions",
                "hand it to a function: acme.name(…)",
            )
        arguments = tuple(self.read(arg, depth + 1) for arg in node.args)
        function = self._scope.functions.get(name)
        if function is None:
            if len(chain) > 1 and all(not part.startswith("_") for part in chain):
                # A host's function that a Verifier will be given.
                return tree.Call(name, arguments, ANY)
            hint = nearest(name, (*self._scope.functions, "present"))
            raise self._fail(node, f"unknown function {name!r}", hint)
        return tree.Call(
            name, self._checked(node, function, arguments), function.result
        )

    def _named(self, head: str) -> bool:
        """Tell whether a name means a part or a field, whose values have no methods."""
        scope = self._scope
        fields = (field for s in scope.subjects for field in scope.structs[s])
        return head in scope.structs or head in RESERVED or head in {*fields, "form"}

    def _checked(
        self, node: ast.Call, function: Function, arguments: tuple[tree.Node, ...]
    ) -> tuple[tree.Node, ...]:
        wanted = function.parameters
        fewest = sum(not p.optional for p in wanted)
        if not fewest <= len(arguments) <= len(wanted):
            signature = ", ".join(p.name + "?" * p.optional for p in wanted)
            raise self._fail(node, f"call it as {function.name}({signature})")
        result = []
        for argument, parameter, place in zip(
            arguments, wanted, node.args, strict=False
        ):
            problem, fitted = typing_rules.fit(argument, parameter.type)
            if problem:
                raise self._fail(place, f"{function.name}: {parameter.name} {problem}")
            result.append(fitted)
        return tuple(result)

    def _present(self, node: ast.Call, depth: int) -> tree.Present:
        if len(node.args) != 1:
            raise self._fail(node, "call it as present(field)")
        field = self.read(node.args[0], depth + 1)
        if not isinstance(field, tree.Field):
            raise self._fail(node, "present takes one field")
        return tree.Present(field)

    def _compare(self, node: ast.Compare, depth: int) -> tree.Compare:
        if len(node.ops) > 1:
            raise self._fail(node, "comparisons are not chained", "join two with and")
        operator = _COMPARISONS.get(type(node.ops[0]))
        if operator is None:
            raise self._fail(
                node, "is / is not are not part of the language", "use == or !="
            )
        left = self.read(node.left, depth + 1)
        right = self.read(node.comparators[0], depth + 1)
        problem, hint, fitted = typing_rules.comparable(operator, left, right)
        if problem or fitted is None:
            raise self._fail(node, problem or "cannot be compared", hint)
        return tree.Compare(operator, *fitted)
