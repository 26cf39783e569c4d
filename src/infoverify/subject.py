"""A read-only view of whatever the host has: parts, persons, and their fields.

A record is a mapping, a dataclass or a pydantic model; nothing of it is converted as
a whole or changed, and only fields of the vocabulary are ever read. Reading never
raises: what cannot be read is *unreadable*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from infoverify._guard import attempt
from infoverify.holders import BROKEN, MISSING, fetch, readable
from infoverify.states import Reading, ToAge, read
from infoverify.vocabulary import (
    LIST_PARTS,
    ORGANISATION_ID_TYPES,
    OWN_FIELDS,
    PARTS,
    FieldType,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

_ABSENT: Final[Reading] = ("absent", None)
_UNREADABLE: Final[Reading] = ("unreadable", None)

#: Compact form by kind of field, given by the caller: validators live floors above.
Compactors = dict[str, "Callable[[str], str]"]
Struct = dict[str, FieldType]


class Part:
    """One part of a case, or one element of a list part: ``insured[0]``.

    ``holder`` is ``None`` where the part is absent or unreadable: every field is then
    absent. ``fallback`` is the policyholder for an insured whose relationship is self.
    """

    __slots__ = (
        "_readings",
        "_values",
        "case",
        "fallback",
        "holder",
        "index",
        "name",
        "party",
        "role",
        "struct",
        "unreadable",
    )

    def __init__(
        self,
        case: Case,
        role: str,
        name: str,
        holder: object,
        struct: Struct,
        *,
        index: int | None = None,
        unreadable: bool = False,
        nested: bool = False,
    ) -> None:
        """Wrap one holder; the party is read at once, everything else when asked."""
        self.case = case
        self.role = role
        self.name = name
        self.holder = holder
        self.struct = struct
        self.index = index
        self.unreadable = unreadable
        self.fallback: Part | None = None
        self._readings: dict[str, Reading] = {}
        self._values: dict[str, object] = {}
        self.party = "person"
        # Only a person represents an organisation, so a nested part is always one.
        if "party" in struct and not nested:
            state, value = self.own("party")
            if state == "present" and value == "organisation":
                self.party = "organisation"

    def has(self, field: str) -> bool:
        """Tell whether this party has such a field at all (an organisation no sex)."""
        kind = self.struct.get(field)
        return kind is None or kind.party in {"both", self.party}

    def says_no_more(self) -> bool:
        """Tell whether nothing but the relationship is given."""
        return all(
            self.own(field)[0] == "absent"
            for field in self.struct
            if field != "relationship"
        )

    def own(self, field: str) -> Reading:
        """Return state and value of the part's own field, nothing inherited."""
        reading = self._readings.get(field)
        if reading is None:
            reading = self._read(field)
            self._readings[field] = reading
        return reading

    def _read(self, field: str) -> Reading:
        # What the party does not have is not there, whatever the host filled in.
        if self.holder is None or not self.has(field):
            return _ABSENT
        raw = fetch(self.holder, field)
        if raw is MISSING:
            return _ABSENT
        if raw is BROKEN:
            return _UNREADABLE
        kind = self.struct[field]
        if kind.kind == "person":
            return _ABSENT if raw is None else ("present", raw)
        reading = read(kind, raw)
        if field == "id_type" and reading[0] == "present" and "party" in self.struct:
            return self._fitting_id_type(reading)
        if type(reading[1]) is ToAge:
            return self.case.months_to_age(reading[1].age) or _UNREADABLE
        return reading

    def _fitting_id_type(self, reading: Reading) -> Reading:
        organisational = reading[1] in ORGANISATION_ID_TYPES
        fits = organisational == (self.party == "organisation")
        return reading if fits else _UNREADABLE

    def inherits(self, field: str) -> bool:
        """Tell whether the field is read from the policyholder (本人)."""
        return (
            self.fallback is not None
            and field not in OWN_FIELDS
            and field in self.fallback.struct
            and self.own(field)[0] == "absent"
        )

    def reading(self, field: str) -> Reading:
        """Return state and value, inherited from the policyholder where that holds."""
        reading = self.own(field)
        if reading[0] == "absent" and self.inherits(field):
            return self.fallback.own(field)  # type: ignore[union-attr]
        return reading

    def state(self, field: str) -> str:
        """Return ``absent, filler, unreadable`` or ``present``."""
        return self.reading(field)[0]

    def get(self, field: str) -> Any:  # noqa: ANN401 - typed by the vocabulary
        """Return the compact value of a present field, else ``None``."""
        try:
            return self._values[field]
        except KeyError:
            pass
        state, value = self.reading(field)
        if field == "party":
            value = self.party
        elif state != "present":
            value = None
        elif type(value) is str:
            compact = self.case.compactors.get(self.struct[field].kind)
            if compact is not None:
                folded, failed = attempt(compact, value)
                value = value if failed else folded
        self._values[field] = value
        return value

    def nested(self, field: str) -> Part:
        """Return a nested person, such as an organisation's legal representative."""
        raw = self.reading(field)[1]
        holder = raw if readable(raw) else None
        return Part(
            self.case,
            f"{self.role}.{field}",
            self.name,
            holder,
            self.case.structs["policyholder"],
            unreadable=raw is not None and holder is None,
            nested=True,
        )

    def path(self, field: str) -> str:
        """Return the absolute path of a field of this part."""
        return f"{self.role}.{field}"

    def __repr__(self) -> str:
        """Return the role only: values stay in."""
        return f"<Part {self.role}>"


class Case:
    """One record: its parts, built when first asked for.

    ``declared`` are further fields and parts that a ruleset names under ``fields:``.
    """

    __slots__ = (
        "_form",
        "_parts",
        "compactors",
        "holder",
        "prefix",
        "structs",
        "unreadable",
    )

    def __init__(
        self,
        record: object,
        compactors: Compactors,
        structs: dict[str, Struct] | None = None,
        *,
        prefix: str = "",
    ) -> None:
        """Wrap a record; ``prefix`` is ``form.`` for the paper's transcription."""
        self.compactors = compactors
        self.structs = structs if structs is not None else PARTS
        self.prefix = prefix
        self._parts: dict[str, tuple[Part, ...]] = {}
        self._form: Case | None = None
        found = record is not None and readable(record)
        self.holder = record if found else None
        self.unreadable = record is not None and not found

    def parts(self, name: str) -> tuple[Part, ...]:
        """Return the part, or the elements of a list part, as views.

        ``insured`` always has at least one; only ``beneficiaries`` may be empty.
        """
        built = self._parts.get(name)
        if built is None:
            built = self._build(name)
            self._parts[name] = built
            if name == "insured":
                self._link(built)
        return built

    def _link(self, insured: tuple[Part, ...]) -> None:
        for part in insured:
            if part.own("relationship") != ("present", "self"):
                continue
            policyholder = self.parts("policyholder")[0]
            # An organisation insures itself where nothing is said of a person. Nobody
            # else is its self: what such an insured lacks stays absent.
            if policyholder.party == "organisation" and part.says_no_more():
                part.party = "organisation"
            if part.party == policyholder.party:
                part.fallback = policyholder

    def _build(self, name: str) -> tuple[Part, ...]:
        raw = MISSING if self.holder is None else fetch(self.holder, name)
        role = self.prefix + name
        struct = self.structs[name]
        if name not in LIST_PARTS:
            return (self._part(role, name, raw, struct, None),)
        elements = self._elements(raw)
        parts = [
            self._part(f"{role}[{i}]", name, element, struct, i)
            for i, element in enumerate(elements)
        ]
        if not parts and name == "insured" and not self.prefix:
            parts = [self._part(f"{role}[0]", name, None, struct, 0)]
        return tuple(parts)

    @staticmethod
    def _elements(raw: Any) -> list[object]:  # noqa: ANN401 - whatever a host holds
        if issubclass(type(raw), list):
            return list.copy(raw)
        return list(tuple.__iter__(raw)) if issubclass(type(raw), tuple) else []

    def _part(
        self, role: str, name: str, raw: object, struct: Struct, index: int | None
    ) -> Part:
        absent = raw is None or raw is MISSING
        if not absent and type(raw) is str and not raw.strip():
            absent = True
        holder = None if absent or not readable(raw) else raw
        return Part(
            self,
            role,
            name,
            holder,
            struct,
            index=index,
            unreadable=not absent and holder is None,
        )

    def part(self, name: str) -> Part:
        """Return a single part."""
        return self.parts(name)[0]

    def unreadable_list(self, name: str) -> bool:
        """Tell whether a list part holds something that is no list."""
        raw = MISSING if self.holder is None else fetch(self.holder, name)
        if raw is None or raw is MISSING:
            return False
        if type(raw) is str and not raw.strip():
            return False
        return not issubclass(type(raw), (list, tuple))

    def form(self) -> Case:
        """Return the application form's transcription (投保单) as a case of its own."""
        if self._form is None:
            raw = None if self.holder is None else fetch(self.holder, "form")
            raw = None if raw is MISSING else raw
            self._form = Case(raw, self.compactors, self.structs, prefix="form.")
        return self._form

    def locate(self, path: str) -> tuple[Part, str] | None:
        """Return part and field of an absolute path, ``None`` where it names no field.

        Paths are spelled as findings spell them: ``insured[0].name``.
        """
        if path.startswith("form."):
            return self.form().locate(path[5:])
        role, dot, field = path.partition(".")
        name, bracket, index = role.partition("[")
        if not dot or name not in self.structs:
            return None
        parts = self.parts(name)
        place = int(index[:-1]) if bracket else 0
        if place >= len(parts):
            return None
        part = parts[place]
        first, dot, last = field.partition(".")
        if dot:
            part, field = part.nested(first), last
        return (part, field) if field in part.struct else None

    def months_to_age(self, age: int) -> Reading | None:
        """Return the term in months from ``effective_on`` to a birthday, rounded up.

        Present without a value when the effective date or the birth date of
        ``insured[0]`` is absent; ``None`` when the age is past already: no term.
        """
        start = self.part("policy").get("effective_on")
        insured = self.parts("insured")
        birth = insured[0].get("birth_date") if insured else None
        if start is None or birth is None:
            return ("present", None)
        months = months_until_birthday(start, birth, age)
        return ("present", months) if months > 0 else None


def months_until_birthday(start: date, birth: date, age: int) -> int:
    """Return the months from ``start`` to the birthday, a begun month counting."""
    months = (birth.year + age - start.year) * 12 + birth.month - start.month
    return months + (birth.day > start.day)


def is_own(path: str, struct: Struct, structs: Mapping[str, Struct]) -> bool:
    """Tell whether a path in a rule about a part is the part's own, not absolute."""
    head, dot, _ = path.partition(".")
    if dot:
        return head != "form" and head not in structs
    return head in struct or head not in structs


def structs_with(fields: dict[str, FieldType]) -> dict[str, Struct]:
    """Return the vocabulary's parts with a ruleset's further fields added."""
    if not fields:
        return PARTS
    structs = {name: dict(struct) for name, struct in PARTS.items()}
    for path, kind in fields.items():
        part, _, name = path.partition(".")
        structs.setdefault(part, {})[name] = kind
    return structs
