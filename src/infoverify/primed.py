"""Views of persons for functions that take them whole, made of what was read already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from infoverify.checks.readings import COMPACTORS
from infoverify.subject import Case, Part

if TYPE_CHECKING:
    from infoverify.subject import Struct

# What was read of a part: holder, whether a person, values, values not yet compact.
Primed = tuple[dict[str, Any], bool, dict[str, Any], dict[str, Any]]
_new: Final = object.__new__
_PERSON: Final = ("id_number", "id_type", "name", "birth_date", "sex")
#: What functions of persons ask of them; read once and handed over.
WANTS: Final[dict[str, tuple[str, ...]]] = {
    "same_person": _PERSON,
    "phones_differ": ("mobile", "phone"),
    "self_agrees": (*_PERSON, "relationship", "nationality"),
    "one_number_one_person": _PERSON,
    "beneficiary_differs": (*_PERSON, "insured_index"),
    "shares_complete": ("kind", "insured_index", "purpose", "order", "share"),
    "beneficiary_orders_complete": ("kind", "insured_index", "purpose", "order"),
}


class PrimedCase(Case):
    """The case as the definition sees it, with what the generated function has read."""

    __slots__ = ("_known", "_record")

    def __init__(
        self,
        record: dict[str, Any],
        structs: dict[str, Struct],
        known: dict[str, list[Primed]],
    ) -> None:
        """Keep the readings beside the record."""
        self._primed = {}
        self.compactors = COMPACTORS
        self.structs = structs
        self.prefix = ""
        self._parts = {}
        self._form = None
        self.holder = self._record = record
        self.unreadable = False
        self._known = known

    def _build(self, name: str) -> tuple[Part, ...]:
        known = self._known.get(name)
        raw = self._record.get(name)
        if known and type(raw) is list and len(raw) == len(known):
            struct = self.structs[name]
            return tuple(
                [
                    self._part(f"{name}[{i}]", name, element, struct, i)
                    for i, element in enumerate(raw)
                ]
            )
        return super()._build(name)

    def _part(
        self, role: str, name: str, raw: object, struct: Struct, index: int | None
    ) -> Part:
        # Of a list, elements behind the one at hand are not read yet.
        known = self._known.get(name, ())
        place = index or 0
        if place < len(known) and type(raw) is dict and known[place][1]:
            return self._read_part(role, name, index, known[place])
        return super()._part(role, name, raw, struct, index)

    def _read_part(
        self, role: str, name: str, index: int | None, known: Primed
    ) -> Part:
        holder, _, plain, folded = known
        part: Part = _new(Part)
        part.case = self
        part.role = role
        part.name = name
        part.holder = holder
        part.struct = self.structs[name]
        part.index = index
        part.unreadable = False
        part.fallback = None
        part.party = "person"
        part._readings = {}  # noqa: SLF001 - made in its stead
        if name == "insured":
            # What a self-insured lacks is read elsewhere.
            part._primed = {**plain, **folded}  # noqa: SLF001
            own = plain.get("relationship") == "self"
            part._values = {} if own else plain  # noqa: SLF001
        else:
            part._primed = folded  # noqa: SLF001
            part._values = plain  # noqa: SLF001
        return part
