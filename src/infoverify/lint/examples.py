"""Examples: each outcome that a rule can have is shown by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoverify.lint.model import Model
from infoverify.lint.remark import enabled, remark
from infoverify.vocabulary import LIST_PARTS, PARTY_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoverify.language.rule import Plain, Rule
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


def idle_examples(ruleset: Ruleset) -> Iterator[Remark]:
    """Remark on fields, parameters and stages of examples that the rule has none of.

    Such an example passes by what it starts from, and shows nothing.
    """
    for rule in enabled(ruleset):
        for example in rule.plain["examples"]:
            for zh, en in _idle(rule, ruleset, example):
                name = example["name"]
                detail = (f"{name}：{zh}", f"{name}: {en}")
                yield remark(ruleset, "example_idle", rule, "examples", detail)


def _idle(rule: Rule, ruleset: Ruleset, example: Plain) -> Iterator[tuple[str, str]]:
    given = example["given"]
    for path in (*given["set"], *given["drop"]):
        if not _leads(path, rule.roles[0], ruleset):
            yield f"没有字段 {path}", f"there is no field {path}"
    for name in example["parameters"]:
        if name not in ruleset.merged.parameters:
            yield f"没有参数 {name}", f"there is no parameter {name}"
    stages = rule.plain["stages"]
    if example["stage"] and stages and example["stage"] not in stages:
        stage = example["stage"]
        yield f"规则不在环节 {stage}", f"the rule has no stage {stage}"


def _leads(path: str, first: str, ruleset: Ruleset) -> bool:
    """Tell whether a path of ``set`` or ``drop`` leads to a part or a field."""
    structs = ruleset.structs
    steps = path.removeprefix("form.").split(".")
    part, bracket, _ = steps[0].partition("[")
    if len(steps) == 1:
        if part in structs and (
            bracket or first == "record" or part not in structs.get(first, ())
        ):
            return True
        steps = [first, *steps]
        part = first
    if part not in structs or (len(steps) > 1 and bracket and part not in LIST_PARTS):
        return path == "form"
    kind = structs[part].get(steps[1])
    for step in steps[2:]:
        if kind is None or kind.kind != "person":
            return False
        kind = structs["policyholder"].get(step)
    return kind is not None


def repeated_names(ruleset: Ruleset) -> Iterator[Remark]:
    """Remark on two examples of a rule with one name: a failure of which?"""
    for rule in enabled(ruleset):
        names = [example["name"] for example in rule.plain["examples"]]
        for name in dict.fromkeys(n for n in names if names.count(n) > 1):
            yield remark(ruleset, "example_repeats", rule, "examples", name)
