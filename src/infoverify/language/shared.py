"""Calls that answer of a reading which other rules ask for (见 ``types.OfReading``).

The reading is made once for all of them; the function itself would make it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoverify.language import tree

if TYPE_CHECKING:
    from infoverify.language.codegen import Expressions
    from infoverify.language.types import Function


def shared_call(made: Expressions, node: tree.Call) -> str | None:
    """Return a call that is given its reading; ``None`` where it must make its own."""
    function = made.functions[node.function]
    plan = function.of_reading
    if plan is None:
        return None
    source = _argument(made, function, node, plan.of)
    taken = [_argument(made, function, node, name) for name in plan.takes]
    if source is None or None in taken:
        return None
    reader = made.functions[plan.reader]
    reading = made.reading(tree.Call(plan.reader, (source,), reader.result))
    local = reading if reading.isidentifier() else made.temporary()
    bound = local if local is reading else f"({local} := {reading})"
    unknown, arguments = [f"{bound} is None"], [local]
    for name, argument in zip(plan.takes, taken, strict=True):
        assert argument is not None  # noqa: S101 - seen above
        text = made.value(argument)
        if "." not in name and not made.certain(argument):
            if not text.isidentifier():
                value = made.temporary()
                text, test = value, f"({value} := {text}) is None"
            else:
                test = f"{text} is None"
            unknown.append(test)
        arguments.append(text)
    call = made.constant(plan.call, f"shared_{node.function}")
    at = ", at=at" if function.at else ""
    return f"(None if {' or '.join(unknown)} else {call}({', '.join(arguments)}{at}))"


def _argument(
    made: Expressions, function: Function, node: tree.Call, name: str
) -> tree.Node | None:
    """Return the argument of a parameter, or the field of a part that is one."""
    parameter, _, field = name.partition(".")
    for place, argument in zip(function.parameters, node.arguments, strict=False):
        if place.name == parameter:
            if not field:
                return argument
            return (
                made.rows.field(argument, made.section, field)
                if isinstance(argument, tree.Part)
                else None
            )
    return None
