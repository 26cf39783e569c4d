"""What changed between two rulesets, and what it does to a corpus."""

from __future__ import annotations

import copy
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from infoverify.errors import UsageError
from infoverify.examples import load_samples
from infoverify.ruleset_diff import ASPECTS, compare, effects
from infoverify.ruleset_diff_text import render
from infoverify.rulesets import load_authored

if TYPE_CHECKING:
    from pathlib import Path

    from infoverify.language.ruleset import Ruleset

AT = date(2026, 1, 15)
SAMPLES = load_samples()
BASE = """\
infoverify: 1
ruleset: {id: acme, version: "1", title: {zh: 某, en: Acme}}
parameters: {least: {value: 18, min: 16}}
rules:
  - id: email.absent
    title: {zh: 电子邮箱缺失, en: Email missing}
    stages: [underwriting]
    for: [policyholder]
    require: present(email)
    severity: warn
    message: {zh: 缺失, en: "Missing for {name}"}
    basis: [{instrument: acme, clause: "1", article: null, trust: proposal}]
    in_force: {from: 2020-01-01}
  - id: policyholder.young
    title: {zh: 未成年, en: Young}
    stages: [underwriting]
    for: [policyholder]
    require: age(birth_date) >= param.least
    severity: block
    message: {zh: 未成年, en: "{name} is young"}
    basis: [{instrument: acme, clause: "2", article: null, trust: proposal}]
"""


def loaded(
    folder: Path, name: str, *changes: tuple[str, str], file: str = "acme.yaml"
) -> Ruleset:
    text = BASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / name / file
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return load_authored(path)


def case(**changes: Any) -> dict[str, Any]:
    record = copy.deepcopy(SAMPLES["case"])
    for path, value in changes.items():
        part, field = path.split("__")
        if value is None:
            del record[part][field]
        else:
            record[part][field] = value
    return record


def test_a_ruleset_does_not_differ_from_itself() -> None:
    ruleset = load_authored("life-standard")
    diff = compare(ruleset, ruleset)
    assert diff.same
    assert "没有变化" in render(diff)


@pytest.mark.parametrize(
    ("old", "new", "aspect", "key"),
    [
        ("severity: warn", "severity: review", "severity", "severity"),
        ("present(email)", "present(mobile)", "condition", "require"),
        ("stages: [underwriting]", "stages: [entry]", "scope", "stages"),
        ("2020-01-01", "2021-01-01", "dates", "in_force"),
        ('clause: "1"', 'clause: "3"', "provenance", "basis"),
        ("zh: 电子邮箱缺失", "zh: 无电子邮箱", "wording", "title"),
        ("severity: warn", "severity: warn\n    lock: true", "consequence", "lock"),
        (
            "severity: warn",
            "severity: warn\n    undetermined: block",
            "severity",
            "undetermined",
        ),
    ],
)
def test_each_kind_of_change(
    tmp_path: Path, old: str, new: str, aspect: str, key: str
) -> None:
    diff = compare(loaded(tmp_path, "a"), loaded(tmp_path, "a2", (old, new)))
    (rule,) = diff.rules
    assert (rule.rule, rule.status) == ("email.absent", "changed")
    found = [(c.aspect, c.key) for c in rule.changes if c.key != "file"]
    assert found == [(aspect, key)]


def test_every_digested_key_has_its_aspect() -> None:
    from infoverify.language.ruleset import DIGESTED

    compared = {key for keys in ASPECTS.values() for key in keys}
    assert set(DIGESTED) - {"id"} <= compared


def test_added_removed_and_moved(tmp_path: Path) -> None:
    old = loaded(tmp_path, "a")
    new = loaded(
        tmp_path, "b", ("id: email.absent", "id: mail.absent"), file="new.yaml"
    )
    diff = compare(old, new)
    assert [r.rule for r in diff.of_status("added")] == ["mail.absent"]
    assert [r.rule for r in diff.of_status("removed")] == ["email.absent"]
    (moved,) = diff.of_status("changed")
    assert [(c.key, c.old, c.new) for c in moved.changes] == [
        ("file", "acme.yaml", "new.yaml")
    ]
    assert diff.rules[-1].status == "removed"


def test_parameters(tmp_path: Path) -> None:
    old = loaded(tmp_path, "a")
    diff = compare(old, loaded(tmp_path, "a2", ("value: 18", "value: 20")))
    (change,) = diff.parameters
    assert (change.key, change.old["value"], change.new["value"]) == (
        "least",
        "18",
        "20",
    )
    assert "least" in render(diff, lang="en")


def test_strict_is_standard_with_severities_raised() -> None:
    diff = compare(load_authored("life-standard"), load_authored("life-strict"))
    changed = diff.of_status("changed")
    assert "insured.phone_absent" in {rule.rule for rule in changed}
    assert {c.aspect for rule in changed for c in rule.changes} == {"severity"}
    assert diff.of_status("removed") == ()


def corpus() -> list[object]:
    young = "2009-01-15"
    return [
        case(),
        case(policyholder__birth_date=young),
        case(policyholder__birth_date=young, policy__channel="bancassurance"),
        case(policyholder__birth_date=young, policy__channel=None),
        case(policyholder__birth_date="2015-01-15"),
        None,
    ]


def test_effects_newly_blocked_and_released(tmp_path: Path) -> None:
    strict = loaded(tmp_path, "a")
    loose = loaded(tmp_path, "b", ("value: 18", "value: 16"))
    found = effects(loose, strict, iter(corpus()), stage="underwriting", at=AT)
    assert (found.cases, found.newly_blocked, found.released) == (6, 3, 0)
    assert found.changed == 3
    assert found.blocked_by_rule == {"policyholder.young": 3}
    assert found.blocked_by_channel == {"bancassurance": 1, "direct": 1, "unknown": 1}
    assert [s.number for s in found.blocked_samples] == [2, 3, 4]
    back = effects(strict, loose, corpus(), stage="underwriting", at=AT)
    assert (back.newly_blocked, back.released) == (0, 3)
    assert back.released_by_rule == found.blocked_by_rule
    assert back.released_by_channel == found.blocked_by_channel
    assert back.decisions[("correct", "clear")] == 3


def test_samples_are_few_and_masked(tmp_path: Path) -> None:
    strict = loaded(tmp_path, "a")
    loose = loaded(tmp_path, "b", ("value: 18", "value: 16"))
    found = effects(loose, strict, corpus(), stage="underwriting", at=AT, samples=2)
    assert len(found.blocked_samples) == 2
    assert found.newly_blocked == 3
    for lang in ("zh", "en"):
        text = render(compare(loose, strict), found, lang)
        assert "bancassurance" in text
        assert SAMPLES["case"]["policyholder"]["name"] not in text
        assert SAMPLES["case"]["policyholder"]["id_number"] not in text
        assert "policyholder.young: 3" in text
    assert "周**" in render(compare(loose, strict), found, "en")


def test_another_rule_blocking_is_no_change(tmp_path: Path) -> None:
    old = loaded(tmp_path, "a")
    new = loaded(
        tmp_path,
        "b",
        ("severity: block", "severity: warn"),
        (
            "severity: warn\n    message: {zh: 缺失",
            "severity: block\n    message: {zh: 缺失",
        ),
    )
    record = case(policyholder__birth_date="2015-01-15", policyholder__email=None)
    found = effects(old, new, [record], stage="underwriting", at=AT)
    assert (found.newly_blocked, found.released, found.changed) == (0, 0, 0)


def test_a_stage_without_rules_is_misuse(tmp_path: Path) -> None:
    ruleset = loaded(tmp_path, "a")
    with pytest.raises(UsageError):
        effects(ruleset, ruleset, [], stage="claim", at=AT)
