"""Generated lines that read the parts of a case, before any rule is asked.

A part's fields come first those of either party, then its own party's; then a look for
what is unreadable among fields that no rule reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infoverify.language.constants import Constants
from infoverify.language.reading import local_name, reading_lines, unread_lines
from infoverify.language.rows import Rows
from infoverify.vocabulary import LIST_PARTS, OWN_FIELDS, PARTS, PARTY_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from infoverify.subject import Struct


class PartReading:
    """What the rules need of each part, and the lines that read it."""

    def __init__(self, structs: dict[str, Struct]) -> None:
        """Start with nothing asked for."""
        self._structs = structs
        self._constants = Constants()
        #: Part → fields that rules read, in the order of first need.
        self._used: dict[str, dict[str, None]] = {name: {} for name in structs}
        self._order: dict[str, int] = {}
        #: Fields of which a rule asks the compact form.
        self._folded: dict[tuple[str, str], None] = {}
        self._rows = Rows(structs, section_order(structs))

    def _place(self, name: str) -> str:
        return f"{self._order[name]}, {'i' if name in LIST_PARTS else '0'}"

    def _opened(self, name: str) -> str:
        self._constants[f"STRUCT_{name}"] = self._structs[name]
        return f"opened(h_{name}, STRUCT_{name}, {self._place(name)}, spoiled)"

    def _single(self, name: str) -> list[str]:
        return [
            f"h_{name} = record.get({name!r})",
            f"if type(h_{name}) is not dict:",
            f"    h_{name} = {self._opened(name)}",
            *self._reading(name),
        ]

    def _unasked(self, names: list[str]) -> list[str]:
        """Look only for what is unreadable in parts that no rule reads."""
        if not names:
            return []
        lines = [f"if {' or '.join(f'{name!r} in record' for name in names)}:"]
        for name in names:
            lines += indent(self._single(name), 1)
        return lines

    def _reading(self, name: str) -> list[str]:
        struct, used = self._structs[name], self._used[name]
        lines = [f"g = h_{name}.get"]
        if name in PARTY_PARTS:
            lines += [
                "v = g('party')",
                # A host's object may call itself equal to anything.
                f"person_{name} = v is None or type(v) is str and v == 'person'",
                f"if not person_{name}:",
                f"    person_{name} = party_of(v, {self._place(name)}, spoiled)",
            ]
        by_party: dict[str, list[str]] = {"both": [], "person": [], "organisation": []}
        absent: dict[str, list[str]] = {"person": [], "organisation": []}
        for field, kind in struct.items():
            local = local_name(name, field)
            constant = f"KIND_{local}"
            self._constants[constant] = kind
            if field not in used or field == "party" or kind.kind == "person":
                continue
            if kind.codes:
                self._constants[f"CODES_{local}"] = frozenset(kind.codes)
            party = kind.party if name in PARTY_PARTS else "both"
            by_party[party] += reading_lines(
                local,
                field,
                kind,
                constant,
                self._place(name),
                compact=(name, field) in self._folded,
            )
            if party != "both":
                compact = f"c_{local} = " if (name, field) in self._folded else ""
                absent[party].append(f"{compact}{local} = None")
        lines += by_party["both"]
        for party, other in (("person", "organisation"), ("organisation", "person")):
            body = [*by_party[party], *absent[other]]
            if body:
                test = f"person_{name}" if party == "person" else f"not person_{name}"
                lines += [f"if {test}:", *indent(body, 1)]
        lines += self._unread(name)
        if name == "insured":
            lines += self._inheritance()
        return lines + self._rows.lines(name)

    def _unread(self, name: str) -> list[str]:
        """Look for what is unreadable among the fields that no rule reads."""
        struct, used = self._structs[name], self._used[name]
        unread = {
            field: kind
            for field, kind in struct.items()
            if (field not in used or kind.kind == "person") and field != "party"
        }
        if not unread:
            return []
        person = f"person_{name}" if name in PARTY_PARTS else "None"
        # Told of nobody but its own party: a part of the other is not asked.
        asked: dict[str, list[str]] = {"both": [], "person": [], "organisation": []}
        for field, kind in unread.items():
            local = local_name(name, field)
            if kind.codes:
                self._constants[f"CODES_{local}"] = frozenset(kind.codes)
            place = f"{person}, {self._place(name)}"
            lines = unread_lines(f"h_{name}", field, kind, f"KIND_{local}", place)
            asked[kind.party if name in PARTY_PARTS else "both"] += lines
        body = asked["both"]
        for party, test in (("person", person), ("organisation", f"not {person}")):
            if asked[party]:
                body += [f"if {test}:", *indent(asked[party], 1)]
        return body

    def _inherited(self) -> list[str]:
        struct = self._structs["policyholder"]
        return [f for f in self._used["insured"] if f in struct and f not in OWN_FIELDS]

    def _inheritance(self) -> list[str]:
        """Read absent fields of a self-insured from the policyholder."""
        lines = [
            "inherited = None",
            "if insured_relationship == 'self' and not person_policyholder:",
            "    raise Interpret",
            "if insured_relationship == 'self' and person_insured:",
            "    inherited = inherits(h_insured, STRUCT_policyholder)",
        ]
        for field in self._inherited():
            own, given = (local_name(p, field) for p in ("insured", "policyholder"))
            lines += [
                f"    if {own} is None and {field!r} in inherited:",
                f"        {own} = {given}",
            ]
            if ("insured", field) in self._folded:
                lines.append(f"        c_{own} = c_{given}")
        return lines

    def _same_person(self, body: list[str]) -> list[str]:
        """Take over the policyholder as an insured who says no more than that it is he."""
        inheritable = frozenset(self._structs["policyholder"]) - OWN_FIELDS
        personal: Any = self._constants.get("PERSONAL", inheritable)
        if not personal <= inheritable:
            return body
        self._constants["INHERITABLE"] = inheritable
        values: list[str] = []
        for field in self._used["insured"]:
            if field in OWN_FIELDS:
                continue
            own, given = (local_name(p, field) for p in ("insured", "policyholder"))
            theirs = given if field in self._structs["policyholder"] else "None"
            values.append(f"{own} = {theirs}")
            if ("insured", field) in self._folded:
                theirs = theirs if theirs == "None" else f"c_{given}"
                values.append(f"c_{own} = {theirs}")
        row = ["row_insured = row_policyholder", *self._rows.kept("insured")]
        return [
            (
                "if len(h_insured) == 1 and person_policyholder"
                " and type(v := h_insured.get('relationship')) is str and v == 'self':"
            ),
            "    insured_relationship = 'self'",
            *indent(values, 1),
            "    person_insured = True",
            *indent(row if "insured" in self._rows.asked else (), 1),
            "    inherited = INHERITABLE",
            "else:",
            *indent(body, 1),
        ]

    def _loop(self, name: str, body: list[str]) -> list[str]:
        return [
            f"elements = record.get({name!r})",
            "if type(elements) is not list:",
            "    elements = listed(elements)",
            *(
                ["if not elements:", "    elements = NOBODY"]
                if name == "insured"
                else []
            ),
            *([f"rows_{name} = []"] if name in self._rows.collected else []),
            f"for i, h_{name} in enumerate(elements):",
            f"    if type(h_{name}) is not dict:",
            f"        h_{name} = {self._opened(name)}",
            *indent(body, 1),
        ]


def section_order(structs: dict[str, Struct]) -> tuple[str, ...]:
    """Return the parts in the order of findings: a ruleset's own parts come last."""
    return (*PARTS, *(name for name in structs if name not in PARTS))


def indent(lines: Iterable[str], levels: int) -> list[str]:
    """Return lines of code some levels further in."""
    return ["    " * levels + line for line in lines]
