"""Calls that answer of a reading which other rules ask for (见 ``types.OfReading``).

The reading is made once for all of them; the function itself would make it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from infoverify.language import tree

if TYPE_CHECKING:
    from infoverify.language.codegen import Expressions
    from infoverify.language.types import Function


class Sources(NamedTuple):
    """What a call needs for a reading at hand: what is read, and what goes with it."""

    read: tree.Node
    taken: tuple[tree.Node, ...]
    #: The arguments without which there is no answer.
    needed: tuple[tree.Node, ...]


def sources(made: Expressions, node: tree.Call) -> Sources | None:
    """Return what a call is given with its reading; ``None`` if it makes its own."""
    function = made.functions[node.function]
    plan = function.of_reading
    if plan is None:
        return None
    read = _argument(made, function, node, plan.of)
    taken = [_argument(made, function, node, name) for name in plan.takes]
    found = [argument for argument in taken if argument is not None]
    if read is None or len(found) < len(taken):
        return None
    pairs = zip(plan.takes, found, strict=True)
    needed = [argument for name, argument in pairs if "." not in name]
    return Sources(read, tuple(found), (read, *needed))


def shared_call(made: Expressions, node: tree.Call) -> str | None:
    """Return a call that is given its reading; ``None`` where it must make its own."""
    function = made.functions[node.function]
    plan, found = function.of_reading, sources(made, node)
    if plan is None or found is None:
        return None
    reader = made.functions[plan.reader]
    reading = made.reading(tree.Call(plan.reader, (found.read,), reader.result))
    local = reading if reading.isidentifier() else made.temporary()
    bound = local if local is reading else f"({local} := {reading})"
    unknown, arguments = [f"{bound} is None"], [local]
    for argument in found.taken:
        text = made.value(argument)
        if argument in found.needed and not made.certain(argument):
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


def takes_parts(made: Expressions, node: tree.Node) -> bool:
    """Tell whether anything in an expression is given a part rather than a reading."""
    if isinstance(node, tree.Call) and sources(made, node) is not None:
        return False
    below = tree.children(node)
    return isinstance(node, tree.Part) or any(takes_parts(made, n) for n in below)


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
