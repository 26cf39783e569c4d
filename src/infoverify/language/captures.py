"""What a finding keeps of a field: an expression over the locals of generated code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoverify.finding import Seen
from infoverify.language import tree
from infoverify.language.codegen import Expressions, Unsupported
from infoverify.language.reading import local_name
from infoverify.language.types import type_of_field
from infoverify.vocabulary import LIST_PARTS, OWN_FIELDS, PARTY_PARTS

if TYPE_CHECKING:
    from infoverify.subject import Struct


def capture(
    path: str,
    compiler: Expressions,
    section: str,
    require: tree.Node,
    structs: dict[str, Struct],
) -> str:
    """Return an expression for what a finding keeps of one field.

    It is not compact yet, and what ``require`` tells when it fails is not asked.
    """
    present = compiler.proven | compiler.proofs(require, truth=False)
    absent = compiler.lacks(require)
    head, _, rest = path.partition(".")
    part, field = (head, rest) if head in structs and rest else (section, path)
    struct = structs[part]
    if field not in struct or field == "party" or part in LIST_PARTS - {section}:
        raise Unsupported
    kind = struct[field]
    root = "" if part == section else part
    node = tree.Field(root, (field,), type_of_field(kind))
    if node.type.kind == "part":
        raise Unsupported
    raw = compiler.raw(node)
    if raw in present:
        return raw
    constant = f"KIND_{local_name(part, field)}"
    holder = f"h_{part}"
    if part == "insured" and field not in OWN_FIELDS:
        holder = f"({holder} if inherited is None or {field!r} not in inherited else h_policyholder)"
    lacking = f"lacking({constant}, {holder}, {field!r})"
    if kind.party != "both" and part in PARTY_PARTS:
        person = f"{'' if kind.party == 'person' else 'not '}person_{part}"
        nothing = compiler.constant(Seen("absent", None, kind), "nothing")
        lacking = f"({lacking} if {person} else {nothing})"
    return lacking if raw in absent else f"({raw} if {raw} is not None else {lacking})"
