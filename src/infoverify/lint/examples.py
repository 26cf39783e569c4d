"""Examples: each outcome that a rule can have is shown by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoverify.lint.model import Model
from infoverify.lint.remark import enabled, remark
from infoverify.vocabulary import PARTY_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoverify.language.rule import Rule
    from infoverify.language.ruleset import Ruleset
    from infoverify.lint.remark import Remark


def outcomes(rule: Rule, ruleset: Ruleset) -> set[str]:
    """Return the outcomes that a rule can have, as far as its conditions tell."""
    conditions = (rule.require,) if rule.when is None else (rule.when, rule.require)
    model = Model(conditions, ruleset, answering=True)
    found: set[str] = set()
    if rule.parties and rule.roles[0] in PARTY_PARTS:
        found.add("not_applicable")
    if not model.small:
        return found | {"holds", "violated"}
    for case in model.cases():
        applies = True if rule.when is None else model.value(rule.when, case)
        if applies is False:
            found.add("not_applicable")
            continue
        holds = None if applies is None else model.value(rule.require, case)
        found.add("undetermined" if holds is None else "holds" if holds else "violated")
    return found


def missing_examples(ruleset: Ruleset) -> Iterator[Remark]:
    """Remark on outcomes, and severities of a list, that no example shows."""
    for rule in enabled(ruleset):
        examples = rule.plain["examples"]
        shown = {example["expect"] for example in examples}
        for outcome in sorted(outcomes(rule, ruleset) - shown):
            detail = _how(rule, outcome)
            yield remark(ruleset, "example_missing", rule, "examples", detail)


def _how(rule: Rule, outcome: str) -> str | tuple[str, str]:
    """Return an outcome, and how it comes about where no condition tells."""
    if outcome != "not_applicable" or rule.when is not None:
        return outcome
    whole = all(party == "organisation" for _, party in rule.parties)
    use = "adult" if whole else "organisation"
    zh, en = ("个人", "a person") if whole else ("单位", "an organisation")
    return (
        f"{outcome}（{zh}没有所读的字段，如 given: {{use: {use}}}）",
        f"{outcome} ({en} has no such fields: given: {{use: {use}}})",
    )
