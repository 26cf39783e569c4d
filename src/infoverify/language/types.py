"""The types of the expression language, and the table row of a function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from infoverify._named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from infoverify.vocabulary import FieldType


class Type(NamedTuple):
    """A type: its kind, the closed list of a code, the item of a list.

    Kinds: ``text, name, address, id_number, phone, email, code, country`` (textual);
    ``number, term``; ``date, until``; ``truth``; ``list`` of ``item``; ``part``
    (one person or part), ``parts`` (a list part); ``facts`` (needs ``.fact``); and
    ``any``, the result of a host's function that is not registered yet.
    """

    kind: str
    codes: tuple[str, ...] = ()
    item: str | None = None

    def __str__(self) -> str:
        """Return the kind for error messages."""
        return f"list of {self.item}" if self.kind == "list" else self.kind


TEXT: Final = Type("text")
NUMBER: Final = Type("number")
DATE: Final = Type("date")
TRUTH: Final = Type("truth")
PART: Final = Type("part")
PARTS: Final = Type("parts")
ANY: Final = Type("any")
CODES: Final = Type("list", item="text")

TEXTUAL: Final = frozenset(
    {"text", "name", "address", "id_number", "phone", "email", "code", "country"}
)
NUMERIC: Final = frozenset({"number", "term"})
DATED: Final = frozenset({"date", "until"})


def family(type_: Type) -> str:
    """Return the group within which types compare: text, number, date, truth …."""
    if type_.kind in TEXTUAL:
        return "text"
    if type_.kind in NUMERIC:
        return "number"
    return "date" if type_.kind in DATED else type_.kind


_LISTS: Final = {"codes": "text", "wholes": "number"}


def type_of_field(kind: FieldType) -> Type:
    """Return the expression type of a vocabulary's field."""
    if kind.kind == "whole":
        return NUMBER
    if kind.kind in _LISTS:
        return Type("list", kind.codes, _LISTS[kind.kind])
    if kind.kind == "person":
        return PART
    return Type(kind.kind, kind.codes)


class Parameter(NamedTuple):
    """One parameter of a function; ``optional``: absent is passed as ``None``."""

    name: str
    type: Type
    optional: bool = False


#: What a row tells of a part, in this order.
ROW: Final = (
    *("name", "sex", "birth_date", "nationality", "id_type", "id_number"),
    *("id_valid_from", "id_valid_until", "mobile", "phone", "address", "region_code"),
    *("occupation", "relationship", "kind", "insured_index", "purpose", "order"),
    "share",
)
#: What a swift function answers when it cannot do without the views of parts.
UNSURE: Final = object()


class Swift(NamedTuple):
    """How a function of parts answers from rows: plain tuples, laid out as ``ROW``.

    ``fields`` are those it looks at; others may be ``None``. A list part is a list of
    rows, and whoever inherits everything from the policyholder has that very row.
    ``call`` returns what the function does; or ``UNSURE``, unless it is ``sure``.
    """

    fields: tuple[str, ...]
    call: Callable[..., Any]
    sure: bool = False


class OfReading(NamedTuple):
    """How a function answers of a reading that rules ask for themselves.

    ``reader`` is the function whose reading it is, of the one argument ``of``. ``call``
    takes the reading and then what ``takes`` names. A name is that of a parameter, or
    ``parameter.field`` of a part; such a field may be absent, and is then ``None``.
    Where there is no reading the function has no answer. ``call`` returns a plain
    answer: ``None`` is all that it says when it cannot tell.
    """

    reader: str
    of: str
    takes: tuple[str, ...]
    call: Callable[..., Any]


class Function(NamedTuple):
    """A registered function: what it takes, what it gives, and who computes it.

    ``facts`` are the fields of the result where it is a reading; then ``result`` is
    of kind ``facts``. ``call`` takes the arguments and, where ``at`` is true, the
    keyword ``at``; it returns ``None`` when it cannot tell. ``swift`` is how a function
    of parts answers sooner, where it can; ``of_reading`` how any function does from
    a reading that is at hand.
    """

    name: str
    parameters: tuple[Parameter, ...]
    result: Type
    call: Callable[..., Any]
    facts: dict[str, Type] | None = None
    at: bool = False
    doc: str = ""
    source: str = ""
    swift: Swift | None = None
    of_reading: OfReading | None = None


FunctionTable = dict[str, Function]
