"""Why something is undetermined: expressions that are only evaluated where it is.

No part of a logic is decisive then, and nothing is called that was not called before;
each is built of ``runtime``'s functions, which follow ``meaning``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoverify.language import tree
from infoverify.language.meaning import TOLD_OF_REFUSED
from infoverify.language.shared import sources

if TYPE_CHECKING:
    from infoverify.language.codegen import Expressions


def reason(made: Expressions, node: tree.Node) -> str:
    """Return an expression for a value or ``Unknown``, as meaning defines it."""
    if isinstance(node, tree.Field):
        return f"known({made.field(node)})"
    if isinstance(node, tree.Present):
        return made.truth(node)
    if isinstance(node, tree.Compare):
        operator = made.literal(node.operator)
        left, right = reason(made, node.left), reason(made, node.right)
        return f"compared({operator}, {left}, {right})"
    if isinstance(node, tree.Logic):
        items = ", ".join(reason(made, item) for item in node.items)
        return f"joined({node.operator == 'or'}, ({items}))"
    if isinstance(node, tree.Not):
        return f"negated({reason(made, node.item)})"
    if isinstance(node, tree.Call):
        found = sources(made, node)
        if found is not None:
            return (
                f"answer_reason({made.call(node)}, ({_reasons(made, found.needed)},))"
            )
        function = made.functions[node.function]
        stem = "function_" + node.function.replace(".", "_")
        name = made.constants.named(function, stem, node.function)
        return f"call_reason({name}, ({_arguments(made, node)},), at)"
    if isinstance(node, tree.Fact):
        found = sources(made, node.call)
        if found is not None:
            reading, arguments = made.reading(node.call), _reasons(made, found.needed)
            return f"fact_reason({reading}, {node.name!r}, ({arguments},))"
        # Of a part only the function itself knows why there is no answer.
        parts = any(isinstance(a, tree.Part) for a in node.call.arguments)
        reading = made.full(node.call) if parts else made.reading(node.call)
        arguments = _arguments(made, node.call)
        return f"fact_reason({reading}, {node.name!r}, ({arguments},))"
    if isinstance(node, tree.Literal) and isinstance(node.value, tuple):
        return made.constant(frozenset(node.value), "codes")
    return made.value(node)


def reason_name(made: Expressions, node: tree.Node) -> str:
    """Return an expression for the name of the reason; it is built for few of them.

    Most have an absent argument, or ask a fact of a value that is refused. A call is
    undetermined where an argument is absent, and a fact has no answer where the value
    is refused; nothing that a field beside them lacks outweighs either.
    """
    full = f"{reason(made, node)}.reason"
    asked = node.item if isinstance(node, tree.Not) else node
    if isinstance(asked, tree.Compare):
        sides = (asked.left, asked.right)
        found = [side for side in sides if isinstance(side, (tree.Call, tree.Fact))]
        plain = (tree.Field, tree.Literal, tree.Param, tree.At)
        if len(found) != 1 or not any(isinstance(side, plain) for side in sides):
            return full
        asked = found[0]
    call = asked.call if isinstance(asked, tree.Fact) else asked
    if not isinstance(call, tree.Call) or sources(made, call) is not None:
        return full
    parameters = made.functions[call.function].parameters
    pairs = zip(parameters, call.arguments, strict=False)
    if any(p.optional or not isinstance(a, tree.Field) for p, a in pairs):
        return full
    if isinstance(asked, tree.Fact) and asked.name not in TOLD_OF_REFUSED:
        reading = made.reading(call)
        if reading.isidentifier():
            refused = f"{reading} is not None and {reading}.valid is False"
            full = f"'no_answer' if {refused} else {full}"
    lacking = [made.value(a) for a in call.arguments if not made.certain(a)]
    if lacking and all(map(str.isidentifier, lacking)):
        absent = " or ".join(f"{local} is None" for local in lacking)
        full = f"'absent' if {absent} else {full}"
    return full


def only_absent(node: tree.Node) -> bool:
    """Tell whether nothing but an absent field can make an expression undetermined."""
    return not any(isinstance(n, (tree.Call, tree.Fact)) for n in tree.walk(node))


def _reasons(made: Expressions, nodes: tuple[tree.Node, ...]) -> str:
    return ", ".join(reason(made, node) for node in nodes)


def _arguments(made: Expressions, call: tree.Call) -> str:
    parameters = made.functions[call.function].parameters
    return ", ".join(
        made.value(argument) if parameter.optional else reason(made, argument)
        for parameter, argument in zip(parameters, call.arguments, strict=False)
    )
