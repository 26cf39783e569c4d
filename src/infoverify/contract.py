"""What a binding lets a ruleset see (契约): rules that cannot run, or half, and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from infoverify._guard import attempt
from infoverify.checks.readings import COMPACTORS
from infoverify.language import tree
from infoverify.language.meaning import Environment, evaluate
from infoverify.subject import Case
from infoverify.vocabulary import LIST_PARTS, OWN_FIELDS, PARTS

if TYPE_CHECKING:
    from infoverify.bindings import Binding
    from infoverify.language.rule import Rule
    from infoverify.language.ruleset import Ruleset

_NOTHING: Final[dict[str, Any]] = {"insured": [{}], "beneficiaries": [{}]}


class Sight(NamedTuple):
    """One rule for one part, with the fields that the binding does not fill."""

    rule: str
    part: str
    missing: tuple[str, ...]


class Contract(NamedTuple):
    """A binding held against a ruleset.

    ``always``: rules that find wherever they apply: what they ask for is never filled.
    ``blind``: nothing that the rule reads is mapped for any of its parts, so that it
    can never run. ``half_blind``: some of it is, or it is for another part.
    ``unread``: mapped fields that no rule reads.
    """

    blind: tuple[Sight, ...]
    half_blind: tuple[Sight, ...]
    unread: tuple[str, ...]
    always: tuple[Sight, ...] = ()


def contract(ruleset: Ruleset, binding: Binding, stage: str | None = None) -> Contract:
    """Return which rules the binding starves, and which mapped fields nobody reads."""
    mapped = set(binding.mapped())
    filled = mapped | _inherited(mapped)
    blind, half, always, read = [], [], [], set()
    for rule in ruleset.rules:
        if not rule.plain["enabled"] or (stage and stage not in rule.stages):
            continue
        empty: list[Sight] = []
        some: list[Sight] = []
        for part in rule.roles:
            reads = _reads(rule, part)
            read.update(reads)
            missing = tuple(sorted(reads - filled))
            if missing:
                found = empty if len(missing) == len(reads) else some
                found.append(Sight(rule.id, part, missing))
        if empty and _finds_on_nothing(rule, empty[0].part, ruleset):
            always += empty
        elif len(empty) == len(rule.roles):
            blind += empty
        else:
            half += empty
        half += some
    # The numbers identify findings even where no rule speaks of them.
    read |= {"policy.number", "policy.application_number"}
    # What an insured inherits is read of the policyholder.
    read |= {
        f"policyholder.{path.partition('.')[2]}"
        for path in read & _inherited(mapped)
        if path not in mapped
    }
    unread = tuple(sorted(mapped - read))
    return Contract(tuple(blind), tuple(half), unread, tuple(always))


def _inherited(mapped: set[str]) -> set[str]:
    """Return the fields of an insured that may come from the policyholder."""
    if "insured.relationship" not in mapped:
        return set()
    holders = (path.removeprefix("policyholder.") for path in mapped)
    return {
        f"insured.{field}"
        for field in holders
        if f"policyholder.{field}" in mapped and field not in OWN_FIELDS
    }


def _finds_on_nothing(rule: Rule, part: str, ruleset: Ruleset) -> bool:
    """Tell whether a rule is violated where no field that it reads is there."""
    case = Case(_NOTHING, COMPACTORS, ruleset.structs)
    subject = case.parts(part)[0] if part in case.structs else None
    env = Environment(case, subject, date.min, ruleset.parameters, ruleset.functions)
    answers = []
    for node in (rule.when, rule.require):
        value, _ = (True, None) if node is None else attempt(evaluate, node, env)
        answers.append(value)
    return answers == [True, False]


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
    """Return the contract for people: each rule once, with the parts concerned."""
    zh = lang == "zh"
    lines = []
    for title, sights in (
        (
            "只要适用就会报的规则" if zh else "Rules that find wherever they apply",
            found.always,
        ),
        ("永远无法运行的规则" if zh else "Rules that can never run", found.blind),
        ("信息不全的规则" if zh else "Rules that see only half", found.half_blind),
    ):
        by_rule: dict[str, list[Sight]] = {}
        for sight in sights:
            by_rule.setdefault(sight.rule, []).append(sight)
        lines.append(f"{title}{'：' if zh else ': '}{len(by_rule)}")
        for rule, own in by_rule.items():
            parts = ", ".join(sight.part for sight in own)
            missing = dict.fromkeys(path for sight in own for path in sight.missing)
            lines.append(f"  {rule} [{parts}]: {', '.join(missing)}")
    title = "已映射但无规则读取的字段：" if zh else "Mapped fields that nobody reads: "
    lines.append(f"{title}{len(found.unread)}")
    lines += [f"  {path}" for path in found.unread]
    return "\n".join(lines)
