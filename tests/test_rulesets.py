"""Every shipped rule: its examples, its words, its basis, and what absence does to it."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

import pytest

from conftest import AT
from infoverify import Verifier, shipped_names
from infoverify.checks.readings import COMPACTORS
from infoverify.evaluation import Evaluation, Plan
from infoverify.examples import DEFAULT_AT, build_record, load_samples, run_example
from infoverify.language import tree
from infoverify.language.meaning import Environment, evaluate
from infoverify.language.ruleset import parse_value
from infoverify.rulesets import load_authored, load_ruleset
from infoverify.subject import Case
from infoverify.vocabulary import LIST_PARTS

if TYPE_CHECKING:
    from infoverify.language.rule import Rule
    from infoverify.language.ruleset import Ruleset

SAMPLES = load_samples()
PROFILES = [name for name in shipped_names() if name.startswith("life-")]
LOADED = {name: load_authored(name).as_defined() for name in shipped_names()}
#: Each rule once, with a ruleset that has it.
RULES: dict[str, tuple[Ruleset, Rule]] = {
    rule.id: (ruleset, rule) for ruleset in LOADED.values() for rule in ruleset.rules
}
EXAMPLES = [
    (rule_id, index)
    for rule_id, (_, rule) in RULES.items()
    for index in range(len(rule.plain["examples"]))
]


@pytest.mark.parametrize(("rule_id", "index"), EXAMPLES)
def test_examples(rule_id: str, index: int) -> None:
    ruleset, rule = RULES[rule_id]

    result = run_example(ruleset, rule, rule.plain["examples"][index], SAMPLES)

    assert result.passed, (result.example, result.expected, result.got)


@pytest.mark.parametrize("rule_id", RULES)
def test_every_rule_has_examples_of_holding_and_of_violation(rule_id: str) -> None:
    expected = {e["expect"] for e in RULES[rule_id][1].plain["examples"]}

    assert {"holds", "violated"} <= expected


@pytest.mark.parametrize("rule_id", RULES)
def test_words_are_complete(rule_id: str) -> None:
    rule = RULES[rule_id][1]
    for text in (rule.plain["title"], rule.plain["message"]):
        assert text["zh"]
        assert text["en"]
        assert text["zh"] != text["en"]
        assert re.search(r"[\u4e00-\u9fff]", text["zh"])
        assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"\{[^}]*\}", "", text["en"]))
    zh, en = (
        sorted({p for p in rule.face.message[lang] if not isinstance(p, str)})
        for lang in ("zh", "en")
    )
    assert zh == en


@pytest.mark.parametrize("rule_id", RULES)
def test_basis_is_given_and_its_instrument_named(rule_id: str) -> None:
    ruleset, rule = RULES[rule_id]

    assert rule.face.basis
    for basis in rule.face.basis:
        assert basis.instrument in ruleset.merged.instruments
        assert basis.text("zh")
        if basis.trust == "deck":
            assert basis.article is None
            assert "条号未核对" in basis.text("zh")


@pytest.mark.parametrize("rule_id", RULES)
def test_a_blocking_rule_reads_what_is_asked_for_or_optional(rule_id: str) -> None:
    ruleset, rule = RULES[rule_id]
    if rule.worst != "block" or rule.completeness:
        return
    answered = {
        f"{f.root or role}.{f.names[-1]}"
        for other in LOADED["life-standard"].rules + ruleset.rules
        for f in other.completeness
        for role in other.roles
        if rule.stages <= other.stages
    }
    for field in tree.fields(rule.when, rule.require):
        if field.path in rule.optional:
            continue
        for role in rule.roles:
            assert f"{field.root or role}.{field.names[-1]}" in answered, field.path


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("record", [{}, None, [], 5, {"insured": "x"}], ids=repr)
def test_nothing_is_never_clear(profile: str, record: object) -> None:
    for stage in ("underwriting", "servicing"):
        verdict = Verifier(profile, stage=stage).verify(record, at=AT)

        assert verdict.decision == "correct"
        assert not [f for f in verdict.findings if f.rule == "engine.rule_crashed"]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_clean_case_is_clear(profile: str) -> None:
    """At the stages before a call is made, a sample drawn, a benefit claimed."""
    for stage in ("entry", "underwriting", "servicing", "legacy", "settlement"):
        ruleset = LOADED[profile]
        if not any(stage in rule.stages for rule in ruleset.rules):
            continue
        verdict = Verifier(profile, stage=stage).verify(SAMPLES["case"], at=DEFAULT_AT)

        assert verdict.decision == "clear"
        assert verdict.findings == ()


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(
    "part", ["policyholder", "insured", "salesperson", "policy", "agency"]
)
def test_an_absent_part_closes_the_gate(profile: str, part: str) -> None:
    record = copy.deepcopy(SAMPLES["case"])
    del record[part]

    verdict = Verifier(profile, stage="underwriting").verify(record, at=AT)

    # The law asks for the channel only, and either of the two tells it.
    other = part in {"agency", "policy"}
    assert verdict.decision == ("clear" if other else "correct")


def strict_is_no_weaker() -> list[tuple[Any, Any]]:
    strict = load_ruleset("life-strict")
    return [
        (rule, strict.rule(rule.id)) for rule in load_ruleset("life-standard").rules
    ]


def test_strict_is_no_weaker_than_standard() -> None:
    order = ["block", "review", "warn", "info"]
    for standard, strict in strict_is_no_weaker():
        assert order.index(strict.worst) <= order.index(standard.worst)
        assert strict.stages >= standard.stages
        assert strict.plain["enabled"] >= standard.plain["enabled"]


# Absence never lets a rule hold in silence ----------------------------------


def holding() -> list[tuple[str, int]]:
    return [
        (rule_id, index)
        for rule_id, index in EXAMPLES
        if RULES[rule_id][1].plain["examples"][index]["expect"] == "holds"
    ]


def judged(
    ruleset: Ruleset, rule: Rule, example: Any, record: Any
) -> tuple[str, Environment]:
    parameters = dict(ruleset.parameters)
    for name, text in example["parameters"].items():
        parameters[name] = parse_value(text, ruleset.merged.parameters[name]["type"])
    case = Case(record, COMPACTORS, ruleset.structs)
    part = None if rule.roles == ("record",) else case.parts(rule.roles[0])[0]
    plan = Plan((rule,), "underwriting", parameters, ruleset.functions, None, "raise")
    kind = Evaluation(plan, case, AT, None).judge_one(rule, part)
    return kind, Environment(case, part, AT, parameters, ruleset.functions)


def drop(record: Any, rule: Rule, field: tree.Field) -> None:
    names = (
        [*field.root.split("."), *field.names]
        if field.root
        else [rule.roles[0], *field.names]
    )
    here = record
    for name in names[:-1]:
        here = here.get(name) or {}
        if name in LIST_PARTS:
            here = here[0]
    here.pop(names[-1], None)
    # What self leaves out is read from the policyholder.
    if isinstance(here, dict) and here.get("relationship") == "self":
        record.get("policyholder", {}).pop(names[-1], None)


def rests(node: tree.Node, field: tree.Field, env: Environment) -> bool:
    """Tell whether a true node rests on a field: no true side of an or does without it."""
    # The vocabulary itself says what an absent party means: a person.
    if field not in tree.fields(node) or field.names == ("party",):
        return False
    if isinstance(node, tree.Logic) and node.operator == "or":
        true = [item for item in node.items if evaluate(item, env) is True]
        # The author may say outright what absence means.
        said = tree.Not(tree.Present(field))
        return not any(
            item == said
            or said in getattr(item, "items", ())
            or not rests(item, field, env)
            for item in true
        )
    if isinstance(node, tree.Logic):
        return any(rests(item, field, env) for item in node.items)
    return True


@pytest.mark.parametrize(("rule_id", "index"), holding())
def test_dropping_a_field_never_lets_a_rule_hold_in_silence(
    rule_id: str, index: int
) -> None:
    ruleset, rule = RULES[rule_id]
    example = rule.plain["examples"][index]
    for field in tree.fields(rule.when, rule.require):
        record = build_record(list(rule.roles), example["given"], SAMPLES)
        drop(record, rule, field)

        kind, env = judged(ruleset, rule, example, record)

        if kind == "holds":
            assert not rests(rule.require, field, env), field.path


@pytest.mark.parametrize("rule_id", RULES)
def test_reading_parts_whole_does_not_hold_without_them(rule_id: str) -> None:
    ruleset, rule = RULES[rule_id]
    example = next((e for e in rule.plain["examples"] if e["expect"] == "holds"), None)
    for root in rule.wholes:
        part = root or rule.roles[0]
        if example is None or part in LIST_PARTS:
            continue
        record = build_record(list(rule.roles), example["given"], SAMPLES)
        record.pop(part, None)

        kind, _ = judged(ruleset, rule, example, record)

        # Comparing people: with nobody there, nothing is shown to agree.
        assert kind != "holds" or rule.roles == ("record",), part


@pytest.mark.parametrize("rule_id", RULES)
@pytest.mark.parametrize("junk", ["无", 5, "x" * 5000])
def test_no_rule_crashes_on_junk_in_its_fields(rule_id: str, junk: object) -> None:
    ruleset, rule = RULES[rule_id]
    for field in tree.fields(rule.when, rule.require):
        record = copy.deepcopy(SAMPLES["case"])
        names = (
            [*field.root.split("."), *field.names]
            if field.root
            else [rule.roles[0], *field.names]
        )
        here = record
        for name in names[:-1]:
            here = here.setdefault(name, {})
            if name in LIST_PARTS:
                here = here[0]
        here[names[-1]] = junk
        judged(ruleset, rule, {"parameters": {}}, record)
