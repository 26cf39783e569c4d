"""What no rule reads: parts and fields looked through for what is unreadable.

Called by generated functions, which read by themselves what rules ask for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from infoverify.holders import MISSING, fetch, readable
from infoverify.runtime import Interpret, fitting
from infoverify.states import ToAge, read

if TYPE_CHECKING:
    from infoverify.subject import Struct
    from infoverify.vocabulary import FieldType

_EMPTY: Final[dict[str, Any]] = {}
# (order of the part, index, field): the field, the whole part (None), or NESTED, where
# only the definition can tell.
Spoiled = tuple[int, int, str | None]
NESTED: Final = "*"


def opened(
    raw: object, struct: Struct, order: int, index: int, spoiled: list[Spoiled]
) -> dict[str, object]:
    """Return a part's fields as a dict; note a part that is unreadable."""
    if raw is None or (type(raw) is str and not raw.strip()):
        return _EMPTY
    if not readable(raw):
        spoiled.append((order, index, None))
        return _EMPTY
    return {n: v for n in struct if (v := fetch(raw, n)) is not MISSING}


def unread(  # noqa: PLR0917 - called by generated code
    kind: FieldType,
    field: str,
    raw: object,
    person: bool | None,  # noqa: FBT001 - one fact
    order: int,
    index: int,
    spoiled: list[Spoiled],
) -> None:
    """Note a field of a part's own party that no rule reads, if it is unreadable."""
    if kind.kind == "person":
        spoiled.append((order, index, NESTED))
        return
    reading = read(kind, raw)
    if field == "id_type" and person is not None:
        reading = fitting(reading, person)
    if reading[0] == "unreadable":
        spoiled.append((order, index, field))
    elif type(reading[1]) is ToAge:
        # The case knows whether the age is past, which is no term then.
        spoiled.append((order, index, NESTED))


def listed(raw: object) -> list[object]:
    """Return a list part's elements; what is no list is left to the definition."""
    if raw is None or (type(raw) is str and not raw.strip()):
        return []
    if type(raw) is tuple:
        return list(raw)
    raise Interpret
