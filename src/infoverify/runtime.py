"""What generated functions call: reading what their quick tests do not prove.

Every function here gives what ``states.read`` and ``meaning`` give; the generated code
only calls them where its own test was not enough.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from infoverify.checks.readings import COMPACTORS, compact_identifier
from infoverify.country_codes import COUNTRIES
from infoverify.finding import SEVERITIES, Seen, Severity
from infoverify.language import meaning
from infoverify.language.meaning import ABSENT, NO_ANSWER, Offending, Unknown, worse
from infoverify.language.types import UNSURE
from infoverify.states import FILLER_WORDS, Reading, ToAge, read
from infoverify.vocabulary import (
    ORGANISATION_ID_TYPES,
    OWN_FIELDS,
    PARTS,
    PERSON_ID_TYPES,
    FieldType,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from infoverify.language.types import Function
    from infoverify.subject import Case

UNSET: Final = object()
_tuple = tuple.__new__


class Interpret(Exception):  # noqa: N818 - a signal that never leaves the engine
    """The case is one that the generated function leaves to the definition."""


def noted(
    reading: Reading,
    spoiled: list[tuple[int, int, str | None]],
    order: int,
    index: int,
    field: str,
) -> object:
    """Return the value of a reading; note a field that is unreadable."""
    if reading[0] == "unreadable":
        spoiled.append((order, index, field))
    return reading[1]


def fitting(reading: Reading, person: bool) -> Reading:  # noqa: FBT001 - one fact
    """Return the reading of an id_type, unreadable where it is not the party's."""
    codes = PERSON_ID_TYPES if person else ORGANISATION_ID_TYPES
    if reading[0] == "present" and reading[1] not in codes:
        return ("unreadable", None)
    return reading


def read_term(value: object, view: Callable[[], Case]) -> Reading:
    """Return the reading of a term; one to an age asks the case for its dates.

    Raises:
        Interpret: the dates are absent, so that the term is present without a value.
    """
    reading = read(_TERM, value)
    if type(reading[1]) is not ToAge:
        return reading
    found = view().months_to_age(reading[1].age)
    if found is None:
        return ("unreadable", None)
    if found[1] is None:
        raise Interpret
    return found


_TERM: Final = FieldType("term")


def party_of(
    value: object, order: int, index: int, spoiled: list[tuple[int, int, str | None]]
) -> bool:
    """Tell whether a party is a person; whatever cannot be read is one."""
    state, party = read(PARTS["policyholder"]["party"], value)
    if state == "unreadable":
        spoiled.append((order, index, "party"))
    return state != "present" or party == "person"


def leave_out(
    entries: list[Any],
    start: int,
    personal: Mapping[int, frozenset[str]],
    inherited: frozenset[str],
) -> None:
    """Take out, from ``start`` on, rules of which every personal field is inherited."""
    entries[start:] = [
        entry for entry in entries[start:] if not personal[entry[2]] <= inherited
    ]


def inherits(
    holder: Mapping[str, object], struct: Mapping[str, FieldType]
) -> frozenset[str]:
    """Return the fields of ``struct`` that a self-insured leaves to the policyholder."""
    return frozenset(
        name
        for name, kind in struct.items()
        if name not in OWN_FIELDS
        and ((raw := holder.get(name)) is None or _blank(kind, raw))
    )


def _blank(kind: FieldType, raw: object) -> bool:
    if type(raw) is str and raw and not raw.isspace() and raw.isascii():
        return False
    return kind.kind != "person" and read(kind, raw)[0] == "absent"


class Lacking(NamedTuple):
    """What stands in a field that is not present: read when a finding is laid out."""

    kind: FieldType
    raw: object
    field: str

    def seen(self) -> Seen:
        """Return the field's state."""
        kind = self.kind
        state, value = read(kind, self.raw)
        if state == "present":
            # Read, but not this party's, or a term to an age that is past.
            if self.field == "id_type" or type(value) is ToAge:
                return Seen("unreadable", None, kind)
            compact = COMPACTORS.get(kind.kind) if type(value) is str else None
            return Seen("present", compact(value) if compact else value, kind)
        return Seen(state, None, kind)


def lacking(
    kind: FieldType, holder: Mapping[str, object], field: str
) -> Lacking | Seen:
    """Return what a finding keeps of a field whose local is ``None``."""
    raw = holder.get(field)
    # As Lacking(…) does, in a third of the time.
    found: Lacking = _tuple(Lacking, (kind, raw, field))
    # What its host may still change is read at once.
    return found if raw is None or type(raw) is str else found.seen()


def worst_row(
    severities: tuple[Severity, ...], tests: tuple[bool | None, ...]
) -> Severity:
    """Return the severity of a list: the worst row that is possible."""
    possible = []
    for severity, test in zip(severities, (*tests, True), strict=True):
        if test is not False:
            possible.append(severity)
        if test is True:
            break
    return min(possible, key=SEVERITIES.index)


def settled(result: object) -> object:
    """Return a function's answer as true, false, a value, or ``None``."""
    if isinstance(result, Unknown):
        return None
    return False if isinstance(result, Offending) else result


def told(reading: object) -> object:
    """Return a reading, ``None`` where a function cannot give one."""
    return None if isinstance(reading, Unknown) else reading


# Reasons -------------------------------------------------------------------


def known(value: object) -> object:
    """Return a field's value, or why there is none."""
    return ABSENT if value is None else value


def compared(operator: str, left: object, right: object) -> object:
    """Return a comparison by ``meaning``'s definition."""
    if isinstance(left, Unknown):
        return worse(left, right) if isinstance(right, Unknown) else left
    if isinstance(right, Unknown):
        return right
    return meaning.OPERATORS[operator](left, right)


def joined(decisive: bool, items: tuple[object, ...]) -> object:  # noqa: FBT001
    """Return ``and`` or ``or`` of values by ``meaning``'s definition."""
    unknown: Unknown | None = None
    for item in items:
        if isinstance(item, Unknown):
            unknown = item if unknown is None else worse(unknown, item)
        elif item is decisive:
            return decisive
    return (not decisive) if unknown is None else unknown


def negated(value: object) -> object:
    """Return the negation by ``meaning``'s definition."""
    return value if isinstance(value, Unknown) else not value


def _worst(arguments: tuple[object, ...]) -> Unknown | None:
    unknown: Unknown | None = None
    for argument in arguments:
        if isinstance(argument, Unknown):
            unknown = argument if unknown is None else worse(unknown, argument)
    return unknown


def fact_reason(reading: object, name: str, arguments: tuple[object, ...]) -> object:
    """Return a fact, or why there is none."""
    if reading is None:
        return _worst(arguments) or NO_ANSWER
    if isinstance(reading, Unknown):
        return reading
    return meaning.fact_of(reading, name)


def answer_reason(answer: object, arguments: tuple[object, ...]) -> object:
    """Return an answer that was made of a reading, or why there is none."""
    return (_worst(arguments) or NO_ANSWER) if answer is None else answer


def call_reason(function: Function, arguments: tuple[object, ...], at: date) -> object:
    """Return a function's value, or why there is none."""
    unknown = _worst(arguments)
    if unknown is not None:
        return unknown
    keyword = {"at": at} if function.at else {}
    result = function.call(*arguments, **keyword)
    if isinstance(result, Offending):
        return False
    return NO_ANSWER if result is None else result


def _compact_phone(value: str) -> str:
    if len(value) == 11 and value[0] == "1" and value.isdigit() and value.isascii():
        return value
    return COMPACTORS["phone"](value)


def _compact_id_number(value: str) -> str:
    if value.isalnum() and value.isascii():
        return value.upper()
    return compact_identifier(value)


#: The names that every generated function is given.
NAMES: Final[dict[str, object]] = {
    "COUNTRIES": COUNTRIES,
    "FILLER_WORDS": FILLER_WORDS,
    "Interpret": Interpret,
    "NOBODY": (None,),
    "ORGANISATION_ID_TYPES": frozenset(ORGANISATION_ID_TYPES),
    "PERSON_ID_TYPES": frozenset(PERSON_ID_TYPES),
    # Letters and zeros may begin a run that is filler; in either width and case.
    "RUNNERS": frozenset(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0"
        + "".join(chr(c) for c in range(0xFF21, 0xFF5B))
        # Capitals whose small letter is ASCII: K as Kelvin, I with a dot.
        + "\uff10\u212a\u0130"
    ),
    "UNSET": UNSET,
    "UNSURE": UNSURE,
    "answer_reason": answer_reason,
    "call_reason": call_reason,
    "compact_address": COMPACTORS["address"],
    "compact_email": COMPACTORS["email"],
    "compact_id_number": _compact_id_number,
    "compact_name": COMPACTORS["name"],
    "compact_phone": _compact_phone,
    "compact_text": COMPACTORS["text"],
    "compared": compared,
    "date": date,
    "day": date.fromisoformat,
    "fact_reason": fact_reason,
    "fitting": fitting,
    "inherits": inherits,
    "joined": joined,
    "known": known,
    "leave_out": leave_out,
    "lacking": lacking,
    "negated": negated,
    "noted": noted,
    "party_of": party_of,
    "read": read,
    "read_term": read_term,
    "settled": settled,
    "told": told,
    "worst_row": worst_row,
    **{f"SEVERITY_{severity}": severity for severity in Severity},
}
