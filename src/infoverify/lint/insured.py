"""Rules for the insured alone: silent where the insured is the policyholder himself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from infoverify.lint.remark import enabled, remark
from infoverify.rulesets import shipped_root
from infoverify.vocabulary import OWN_FIELDS, PARTY_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoverify.language.rule import Rule
    from infoverify.language.ruleset import Ruleset
    from infoverify.lint.remark import Remark


def inheriting(ruleset: Ruleset) -> Iterator[Remark]:
    """Remark on a company's rules for the insured that read inherited fields only.

    The shipped rules leave the policyholder to rules of his own, and mean it.
    """
    for rule in enabled(ruleset):
        origin = ruleset.merged.origins.get((rule.id, "id"))
        file = origin.file if origin is not None else None
        shipped = file is not None and Path(file).is_relative_to(shipped_root())
        if not shipped and rule.roles == ("insured",) and _inherits(rule, ruleset):
            zh = "写 for: [policyholder, insured]，或为投保人另写一条规则"
            en = "write for: [policyholder, insured], or a second rule for the policyholder"
            yield remark(ruleset, "insured_inherits", rule, "for", (zh, en))


def _inherits(rule: Rule, ruleset: Ruleset) -> bool:
    holder = ruleset.structs["policyholder"].keys() - OWN_FIELDS
    own = [field.names[0] for field in rule.reads if not field.root]
    elsewhere = {field.root for field in rule.reads} | set(rule.wholes)
    if "" in rule.wholes or not PARTY_PARTS.isdisjoint(elsewhere):
        return False
    return bool(own) and holder.issuperset(own)
