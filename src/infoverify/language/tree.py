"""The typed tree of an expression: what is left of Python's syntax after checking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from infoverify._named import NamedTuple
from infoverify.language.types import ANY, DATE, TRUTH, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Literal(NamedTuple):
    """A constant: text, number, date, truth, or a tuple of them."""

    value: object
    type: Type


class Field(NamedTuple):
    """A field: of the subject (``root`` empty) or of a named part, perhaps nested.

    ``names`` is the chain after the root, such as ``(legal_representative, name)``.
    """

    root: str
    names: tuple[str, ...]
    type: Type

    @property
    def path(self) -> str:
        """Return the path as the author wrote it."""
        return ".".join((*((self.root,) if self.root else ()), *self.names))


class Part(NamedTuple):
    """A part as a function's argument; ``root`` empty is the subject itself."""

    root: str
    type: Type


class Param(NamedTuple):
    """A parameter of the ruleset."""

    name: str
    type: Type


class At(NamedTuple):
    """The date that the verification is about."""

    type: Type = DATE


class Call(NamedTuple):
    """A call of a registered function."""

    function: str
    arguments: tuple[Node, ...]
    type: Type


class Fact(NamedTuple):
    """A fact of a reading: ``resident_id(id_number).birth_date``."""

    call: Call
    name: str
    type: Type = ANY


class Present(NamedTuple):
    """Whether a field is present: the one test that is never undetermined."""

    field: Field
    type: Type = TRUTH


class Compare(NamedTuple):
    """A comparison: ``== != < <= > >= in not-in``."""

    operator: str
    left: Node
    right: Node
    type: Type = TRUTH


class Logic(NamedTuple):
    """``and`` or ``or`` of two or more."""

    operator: str
    items: tuple[Node, ...]
    type: Type = TRUTH


class Not(NamedTuple):
    """The negation."""

    item: Node
    type: Type = TRUTH


Node = (
    Literal | Field | Part | Param | At | Call | Fact | Present | Compare | Logic | Not
)


def _nothing(_node: Node) -> tuple[Node, ...]:
    return ()


_CHILDREN: Final[dict[type, Callable[[Any], tuple[Node, ...]]]] = {
    **dict.fromkeys((Literal, Field, Part, Param, At), _nothing),
    Call: lambda node: node.arguments,
    Fact: lambda node: (node.call,),
    Present: lambda node: (node.field,),
    Compare: lambda node: (node.left, node.right),
    Logic: lambda node: node.items,
    Not: lambda node: (node.item,),
}


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below."""
    return _CHILDREN[type(node)](node)


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and all below it, in reading order."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        below = _CHILDREN[type(here)](here)
        if below:
            waiting.extend(below[::-1])


def fields(*nodes: Node | None) -> tuple[Field, ...]:
    """Return the fields read anywhere in the nodes, each once, in reading order."""
    found: dict[Field, None] = {}
    for top in nodes:
        if top is not None:
            for node in walk(top):
                if isinstance(node, Field):
                    found[node] = None
    return tuple(found)
