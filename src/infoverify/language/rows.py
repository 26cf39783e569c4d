"""Rows of parts in generated code: what swift functions are given (见 ``types.Swift``).

A row is made when its part has been read; the rows of a list part are complete, and
may be asked for, behind the list's own section.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoverify.language import tree
from infoverify.language.codegen import COMPACTED
from infoverify.language.reading import local_name
from infoverify.language.types import ROW, type_of_field
from infoverify.vocabulary import LIST_PARTS, OWN_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from infoverify.subject import Struct


class Rows:
    """The rows that a program's calls ask for, and the lines that make them."""

    def __init__(self, structs: dict[str, Struct], order: Iterable[str]) -> None:
        """Start with none; ``order`` is that of the sections."""
        self._structs = structs
        self._place = {name: place for place, name in enumerate(order)}
        #: Part → fields that its rows must tell.
        self.asked: dict[str, dict[str, None]] = {}
        #: List parts of which all rows are asked for together.
        self.collected: dict[str, None] = {}

    def argument(
        self, part: tree.Part, section: str | None, fields: tuple[str, ...]
    ) -> str | None:
        """Return the local that holds a part's row, or all rows of a list part."""
        if part.root.startswith("form."):
            # A case with a form is left to the definition: there is none here.
            return "None"
        name = part.root or section
        if name not in self._structs:
            return None
        if part.type.kind == "parts":
            behind = section is None or self._place[name] < self._place[section]
            if not behind:
                return None
            self.collected[name] = None
        elif name in LIST_PARTS and name != section:
            return None
        self._ask(name, fields)
        return f"rows_{name}" if part.type.kind == "parts" else f"row_{name}"

    def field(
        self, part: tree.Part, section: str | None, field: str
    ) -> tree.Field | None:
        """Return a field of a part that is an argument, if its local can be had."""
        name = part.root or section
        known = name is not None and field in self._structs.get(name, ())
        elsewhere = name in LIST_PARTS and name != section
        if name is None or not known or elsewhere or part.type.kind == "parts":
            return None
        root = "" if name == section else name
        return tree.Field(root, (field,), type_of_field(self._structs[name][field]))

    def _ask(self, name: str, fields: Iterable[str]) -> None:
        struct = self._structs[name]
        wanted = [f for f in fields if f in struct and struct[f].kind != "person"]
        self.asked.setdefault(name, {}).update(dict.fromkeys(wanted))
        if name == "insured":
            # Whoever says no more than that he is the policyholder has his row.
            self._ask("policyholder", [f for f in fields if f not in OWN_FIELDS])

    def lines(self, name: str) -> list[str]:
        """Return the lines that make a part's row of what was read."""
        asked = self.asked.get(name)
        if asked is None:
            return []
        values = []
        for field in ROW:
            local = local_name(name, field)
            if field not in asked:
                local = "None"
            elif self._structs[name][field].kind in COMPACTED:
                local = f"c_{local}"
            values.append(local)
        return [f"row_{name} = ({', '.join(values)})", *self.kept(name)]

    def kept(self, name: str) -> list[str]:
        """Return the line that adds a row to those of its list part."""
        return [f"rows_{name}.append(row_{name})"] if name in self.collected else []
