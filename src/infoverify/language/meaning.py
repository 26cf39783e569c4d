"""The meaning of the language: a tree-walking evaluator, which is its definition.

Logic is Kleene's: true, false, and *undetermined* with a reason. Whatever runs faster
must agree with this file, outcome by outcome.
"""

from __future__ import annotations

import operator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from infoverify._named import NamedTuple
from infoverify.language import tree
from infoverify.states import Beyond

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from infoverify.language.types import FunctionTable, Type
    from infoverify.subject import Case, Part


class Unknown(NamedTuple):
    """No answer, and why; reasons later in ``REASONS`` outweigh earlier ones."""

    reason: str


REASONS: Final = ("absent", "unknown_code", "doubtful", "no_answer", "table_too_old")
ABSENT: Final = Unknown("absent")
UNKNOWN_CODE: Final = Unknown("unknown_code")
DOUBTFUL: Final = Unknown("doubtful")
NO_ANSWER: Final = Unknown("no_answer")


class Offending(NamedTuple):
    """A function's "no" that names the paths at fault."""

    paths: tuple[str, ...]

    def __bool__(self) -> bool:
        """Be false: the rule is violated."""
        return False


class Environment:
    """What an expression is evaluated in: a case, a subject, a date, parameters."""

    __slots__ = ("at", "case", "functions", "offending", "parameters", "subject")

    def __init__(
        self,
        case: Case,
        subject: Part | None,
        at: date,
        parameters: Mapping[str, object],
        functions: FunctionTable,
    ) -> None:
        """Keep the parts; ``offending`` collects paths that functions name."""
        self.case = case
        self.subject = subject
        self.at = at
        self.parameters = parameters
        self.functions = functions
        self.offending: tuple[str, ...] = ()


Value = Any


def worse(a: Unknown, b: Unknown) -> Unknown:
    """Return the reason that outweighs the other."""
    return a if REASONS.index(a.reason) >= REASONS.index(b.reason) else b


def evaluate(node: tree.Node, env: Environment) -> Value:
    """Return the node's value, or ``Unknown`` with a reason."""
    return _EVALUATORS[type(node)](node, env)


def _literal(node: tree.Literal, _env: Environment) -> Value:
    return node.value


def _holder(root: str, env: Environment) -> Part:
    if not root:
        if env.subject is None:
            raise LookupError("a rule for the record has no subject")
        return env.subject
    if root.startswith("form."):
        return env.case.form().part(root[5:])
    return env.case.part(root)


def _field(node: tree.Field, env: Environment) -> Value:
    part = _holder(node.root, env)
    for name in node.names[:-1]:
        part = part.nested(name)
    value = part.get(node.names[-1])
    return ABSENT if value is None else value


def _part(node: tree.Part, env: Environment) -> Value:
    if node.type.kind == "parts":
        if node.root.startswith("form."):
            return env.case.form().parts(node.root[5:])
        return env.case.parts(node.root)
    return _holder(node.root, env)


def _param(node: tree.Param, env: Environment) -> Value:
    return env.parameters[node.name]


def _at(_node: tree.At, env: Environment) -> Value:
    return env.at


def _call(node: tree.Call, env: Environment) -> Value:
    function = env.functions[node.function]
    arguments: list[Value] = []
    unknown: Unknown | None = None
    for parameter, argument in zip(function.parameters, node.arguments, strict=False):
        value = evaluate(argument, env)
        if isinstance(value, Unknown):
            if parameter.optional and value.reason == "absent":
                value = None
            else:
                unknown = value if unknown is None else worse(unknown, value)
        arguments.append(value)
    if unknown is not None:
        return unknown
    if function.at:
        result = function.call(*arguments, at=env.at)
    else:
        result = function.call(*arguments)
    return answer(result, function.result, env)


_PYTHON_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "number": (int, Decimal),
    "truth": (bool,),
    "list": (tuple, list),
}


def answer(result: Value, wanted: Type, env: Environment) -> Value:
    """Return a function's result as a value of the language.

    Raises:
        TypeError: the function gave another type than it is registered with.
    """
    if result is None:
        return NO_ANSWER
    if isinstance(result, Unknown) or wanted.kind in {"facts", "any"}:
        return result
    if isinstance(result, Offending):
        env.offending = result.paths
        return False
    accepted = _PYTHON_TYPES.get(wanted.kind)
    if accepted is None:
        from datetime import date, datetime  # noqa: PLC0415 - only hosts' functions come here

        if isinstance(result, datetime):
            result = result.date()
        accepted = (date, Beyond) if wanted.kind in {"date", "until"} else (str,)
    if not isinstance(result, accepted) or (
        isinstance(result, bool) and wanted.kind != "truth"
    ):
        raise TypeError(f"the function gave no {wanted}")
    return result


def _fact(node: tree.Fact, env: Environment) -> Value:
    reading = _call(node.call, env)
    if isinstance(reading, Unknown):
        return reading
    return fact_of(reading, node.name)


#: Facts that every reading has as they stand.
CODE_FACTS: Final = frozenset({"problems", "hints", "changes"})
#: Facts that are one of its problems.
PROBLEM_FACTS: Final = frozenset({"placeholder", "published_sample"})
#: Facts that are told of a value that its standard refuses, too.
TOLD_OF_REFUSED: Final = CODE_FACTS | PROBLEM_FACTS | {"valid"}


def fact_of(reading: Value, name: str) -> Value:
    """Return a fact of a validator's reading.

    ``valid`` that is neither true nor false is doubtful or an unknown code; other
    facts of a value that its standard refuses are not relied on: no answer.
    """
    if name == "valid":
        if reading.valid is None:
            return DOUBTFUL if reading.problems else UNKNOWN_CODE
        return reading.valid
    if name in CODE_FACTS:
        return getattr(reading, name)
    if name in PROBLEM_FACTS:
        return name in reading.problems
    value = getattr(reading, name)
    if value is None or reading.valid is False:
        return NO_ANSWER
    return value


def _present(node: tree.Present, env: Environment) -> Value:
    part = _holder(node.field.root, env)
    for name in node.field.names[:-1]:
        part = part.nested(name)
    return part.state(node.field.names[-1]) == "present"


OPERATORS: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda left, right: left in right,
    "not in": lambda left, right: left not in right,
}


def _compare(node: tree.Compare, env: Environment) -> Value:
    left = evaluate(node.left, env)
    right = evaluate(node.right, env)
    if isinstance(left, Unknown):
        return worse(left, right) if isinstance(right, Unknown) else left
    if isinstance(right, Unknown):
        return right
    return OPERATORS[node.operator](left, right)


def _logic(node: tree.Logic, env: Environment) -> Value:
    decisive = node.operator == "or"
    unknown: Unknown | None = None
    for item in node.items:
        value = evaluate(item, env)
        if isinstance(value, Unknown):
            unknown = value if unknown is None else worse(unknown, value)
        elif value is decisive:
            return decisive
    return (not decisive) if unknown is None else unknown


def _not(node: tree.Not, env: Environment) -> Value:
    value = evaluate(node.item, env)
    return value if isinstance(value, Unknown) else not value


_EVALUATORS: Final[dict[type, Callable[[Any, Environment], Value]]] = {
    tree.Literal: _literal,
    tree.Field: _field,
    tree.Part: _part,
    tree.Param: _param,
    tree.At: _at,
    tree.Call: _call,
    tree.Fact: _fact,
    tree.Present: _present,
    tree.Compare: _compare,
    tree.Logic: _logic,
    tree.Not: _not,
}
