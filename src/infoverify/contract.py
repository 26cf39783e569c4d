"""What a binding lets a ruleset see (契约): rules that cannot run, or half, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from infoverify.language import tree
from infoverify.vocabulary import LIST_PARTS, PARTS

if TYPE_CHECKING:
    from infoverify.bindings import Binding
    from infoverify.language.rule import Rule
    from infoverify.language.ruleset import Ruleset


class Sight(NamedTuple):
    """One rule for one part, with the fields that the binding does not fill."""

    rule: str
    part: str
    missing: tuple[str, ...]


class Contract(NamedTuple):
    """A binding held against a ruleset.

    ``blind``: nothing that the rule reads is mapped, so that it can never run (a
    completeness rule among them always finds). ``half_blind``: some of it is.
    ``unread``: mapped fields that no rule reads.
    """

    blind: tuple[Sight, ...]
    half_blind: tuple[Sight, ...]
    unread: tuple[str, ...]


def contract(ruleset: Ruleset, binding: Binding, stage: str | None = None) -> Contract:
    """Return which rules the binding starves, and which mapped fields nobody reads."""
    mapped = set(binding.mapped())
    blind, half, read = [], [], set()
    for rule in ruleset.rules:
        if not rule.plain["enabled"] or (stage and stage not in rule.stages):
            continue
        for part in rule.roles:
            reads = _reads(rule, part)
            read.update(reads)
            missing = tuple(sorted(reads - mapped))
            if missing and len(missing) == len(reads):
                blind.append(Sight(rule.id, part, missing))
            elif missing:
                half.append(Sight(rule.id, part, missing))
    # The numbers identify findings even where no rule speaks of them.
    read |= {"policy.number", "policy.application_number"}
    return Contract(tuple(blind), tuple(half), tuple(sorted(mapped - read)))


def _reads(rule: Rule, part: str) -> set[str]:
    """Return the fields that a rule reads of a part, as ``part.field``."""
    tops = [rule.require, *(s.node for s in rule.suggest)]
    tops += [node for node in (rule.when, *(r.when for r in rule.severity)) if node]
    found: set[str] = set()
    for field in tree.fields(*tops):
        if not field.root.startswith("form."):
            found.add(f"{field.root or part}.{'.'.join(field.names)}")
    for top in tops:
        for node in tree.walk(top):
            if isinstance(node, tree.Part) and not node.root.startswith("form."):
                found |= _identity(node.root or part)
    return found


def _identity(part: str) -> set[str]:
    """Return what functions that compare persons read of a part."""
    fields = ("name", "id_number", *(["id_type"] if part != "salesperson" else []))
    if part in LIST_PARTS or part in PARTS:
        return {f"{part}.{field}" for field in fields if field in PARTS[part]}
    return set()


def render(found: Contract, lang: str) -> str:
    """Return the contract for people."""
    zh = lang == "zh"
    lines = []
    for title, sights in (
        ("永远无法运行的规则" if zh else "Rules that can never run", found.blind),
        ("信息不全的规则" if zh else "Rules that see only half", found.half_blind),
    ):
        lines.append(f"{title}: {len(sights)}")
        lines += [f"  {s.rule} [{s.part}]: {', '.join(s.missing)}" for s in sights]
    title = "已映射但无规则读取的字段" if zh else "Mapped fields that nobody reads"
    lines.append(f"{title}: {len(found.unread)}")
    lines += [f"  {path}" for path in found.unread]
    return "\n".join(lines)
