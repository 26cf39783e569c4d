"""What no rule reads: parts and fields looked through for what is unreadable.

Called by generated functions, which read by themselves what rules ask for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from infoverify.holders import MISSING, fetch, readable
from infoverify.language.codegen import COMPACTED
from infoverify.runtime import Interpret, fitting
from infoverify.states import ToAge, read
from infoverify.vocabulary import PARTY_PARTS

if TYPE_CHECKING:
    from infoverify.subject import Struct
    from infoverify.vocabulary import FieldType

_EMPTY: Final[dict[str, Any]] = {}
# (order of the part, index, field): the field, the whole part (None), or NESTED, where
# only the definition can tell.
Spoiled = tuple[int, int, str | None]
NESTED: Final = "*"
_NUMERIC: Final = frozenset({"whole", "number", "term"})


# No text of a host is one of these.
_PLAIN: Final = "\0plain text"
_WHOLE: Final = "\0whole number"


def _test(part: str, field: str, kind: FieldType) -> frozenset[str]:
    """Return the texts that prove a field readable; or a sign of what else does."""
    if field == "id_type" and part in PARTY_PARTS:
        # It must fit the party too: no list says whether it does.
        return frozenset()
    if kind.codes:
        return frozenset(kind.codes)
    signs = {
        _PLAIN: kind.kind in COMPACTED,
        _WHOLE: kind.kind in _NUMERIC,
        "CHN": kind.kind == "country",
    }
    return frozenset(sign for sign, holds in signs.items() if holds)


class Looks:
    """Looks at the parts of a case whose vocabulary is given."""

    __slots__ = ("_structs", "_tests")

    def __init__(self, structs: dict[str, Struct]) -> None:
        """Prepare the quick test of every field."""
        self._structs = structs
        self._tests = {
            name: {field: _test(name, field, kind) for field, kind in struct.items()}
            for name, struct in structs.items()
        }

    def opened(
        self, raw: object, name: str, order: int, index: int, spoiled: list[Spoiled]
    ) -> dict[str, object]:
        """Return a part's fields as a dict; note a part that is unreadable."""
        if raw is None or (type(raw) is str and not raw.strip()):
            return _EMPTY
        if not readable(raw):
            spoiled.append((order, index, None))
            return _EMPTY
        fields = self._structs[name]
        return {n: v for n in fields if (v := fetch(raw, n)) is not MISSING}

    def unasked(
        self, raw: object, name: str, order: int, index: int, spoiled: list[Spoiled]
    ) -> None:
        """Note what is unreadable in a part that no rule reads."""
        fields = (
            raw if type(raw) is dict else self.opened(raw, name, order, index, spoiled)
        )
        if fields:
            struct = frozenset(self._structs[name])
            self.unread(fields, struct, name, None, order, index, spoiled)

    def unread(  # noqa: PLR0917 - called by generated code
        self,
        fields: dict[str, object],
        unread: frozenset[str],
        name: str,
        person: bool | None,  # noqa: FBT001 - one fact
        order: int,
        index: int,
        spoiled: list[Spoiled],
    ) -> None:
        """Note what is unreadable among the fields that no rule reads."""
        tests = self._tests[name]
        for field in unread.intersection(fields):
            raw = fields[field]
            test, given = tests[field], type(raw)
            if given is str:
                if raw in test or (
                    _PLAIN in test
                    and len(raw) < 4097  # type: ignore[arg-type]
                    and (raw.isascii() or raw.isalnum())  # type: ignore[attr-defined]
                ):
                    continue
            elif given is int:
                if _WHOLE in test and 0 < raw < 10**12:  # type: ignore[operator]
                    continue
            elif raw is None:
                continue
            self._look(
                self._structs[name][field], field, raw, person, order, index, spoiled
            )

    @staticmethod
    def _look(  # noqa: PLR0917 - the rest of _unread
        kind: FieldType,
        field: str,
        raw: object,
        person: bool | None,  # noqa: FBT001 - one fact
        order: int,
        index: int,
        spoiled: list[Spoiled],
    ) -> None:
        if person is not None and kind.party == (
            "organisation" if person else "person"
        ):
            return
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
