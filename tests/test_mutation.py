"""The examples of shipped rules notice nearly every change of their rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from infoverify.errors import RulesetError, UsageError
from infoverify.examples import load_samples
from infoverify.mutants import altered, mutants
from infoverify.mutation import (
    BAR,
    MutationScore,
    load_equivalents,
    mutation_score,
    render,
)
from infoverify.rulesets import load_authored, load_ruleset, shipped_names

if TYPE_CHECKING:
    from pathlib import Path

RULESET = """\
infoverify: 1
ruleset: {{id: acme, version: "1", title: {{zh: 某, en: Acme}}}}
parameters:
  least: {{value: 18, min: 16}}
rules:
  - id: policyholder.young
    title: {{zh: 未成年, en: Young}}
    stages: [underwriting]
    for: [policyholder]
    when: present(birth_date)
    require: age(birth_date) >= param.least
    severity: warn
    message: {{zh: 未成年, en: Young}}
    basis: [{{instrument: acme, clause: "1", article: null, trust: proposal}}]
    examples:
{examples}
"""
WEAK = "      - {name: an adult, given: {use: adult}, expect: holds}"
STRONG = """\
      - {name: eighteen today, given: {use: adult, set: {birth_date: "2008-01-15"}}, expect: holds}
      - name: a day younger
        given: {use: adult, set: {birth_date: "2008-01-16"}}
        expect: violated
        severity: warn
      - {name: no date, given: {use: adult, drop: [birth_date]}, expect: not_applicable}
"""


def acme(folder: Path, examples: str) -> MutationScore:
    path = folder / "acme.yaml"
    path.write_text(RULESET.format(examples=examples.rstrip()), encoding="utf-8")
    return mutation_score(load_authored(path), equivalents={})


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a == 1", {"not a == 1", "a != 1", "a == 0", "a == 2"}),
        ("a < 5", {"not a < 5", "a <= 5", "a < 4", "a < 6"}),
        ("a >= 5", {"not a >= 5", "a > 5", "a >= 4", "a >= 6"}),
        ("not present(a)", {"present(a)"}),
        ("a and b", {"not (a and b)", "a or b"}),
        (
            "a in ['x', 'y']",
            {"not a in ['x', 'y']", "a not in ['x', 'y']", "a in ['x']", "a in ['y']"},
        ),
        (
            "d < '2020-01-01'",
            {
                "not d < '2020-01-01'",
                "d <= '2020-01-01'",
                "d < '2019-12-31'",
                "d < '2020-01-02'",
            },
        ),
        ("a or not b", {"not (a or not b)", "a and (not b)", "a or b"}),
        (
            "d == '9999-12-31'",
            {"not d == '9999-12-31'", "d != '9999-12-31'", "d == '9999-12-30'"},
        ),
    ],
)
def test_what_is_changed(source: str, expected: set[str]) -> None:
    def plain(text: str) -> str:
        return text.replace("(not b)", "not b")

    assert {plain(text) for text in altered(source, whole=True)} == {
        plain(text) for text in expected
    }


def test_true_and_texts_are_no_limits() -> None:
    assert set(altered("a == True", whole=False)) == {"a != True"}
    assert set(altered("a == 'x'", whole=False)) == {"a != 'x'"}


def test_every_mutant_is_named_once_and_differs() -> None:
    for rule in load_authored("life-standard").rules:
        found = list(mutants(rule.plain))
        assert len({mutant.change for mutant in found}) == len(found)
        assert all(mutant.plain != rule.plain for mutant in found)


def test_good_examples_kill_every_mutant(tmp_path: Path) -> None:
    score = acme(tmp_path, STRONG)
    assert score.score == 1.0
    assert score.total >= 6
    assert score.below() == ()


def test_one_example_leaves_survivors(tmp_path: Path) -> None:
    (rule,) = acme(tmp_path, WEAK).rules
    assert rule.score < BAR
    assert "when: dropped" in rule.survivors
    assert "require: age(birth_date) > param.least" in rule.survivors
    assert "param.least: 19" in rule.survivors
    assert "severity: info" in rule.survivors


def test_a_failing_example_proves_nothing(tmp_path: Path) -> None:
    wrong = WEAK.replace("holds", "violated")
    (rule,) = acme(tmp_path, wrong).rules
    assert rule.failing == ("an adult",)
    assert rule.score == 0.0


def test_listed_equivalents_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(RULESET.format(examples=WEAK), encoding="utf-8")
    ruleset = load_authored(path)
    listed = {"policyholder.young": {"when: dropped": "why", "gone": "why"}}
    score = mutation_score(ruleset, equivalents=listed)
    assert "when: dropped" not in score.rules[0].survivors
    assert score.total == mutation_score(ruleset, equivalents={}).total - 1
    assert [rule for rule, _ in score.stale] == ["policyholder.young"]


def test_the_built_form_has_no_examples() -> None:
    ruleset = load_ruleset("life-standard")
    if not ruleset.merged.built:
        pytest.skip("the built form is older than its YAML")
    with pytest.raises(UsageError, match="built form"):
        mutation_score(ruleset)


def test_a_list_of_another_shape_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_text("infoverify: 1\nequivalent: [a]\n", encoding="utf-8")
    with pytest.raises(RulesetError, match="lists no mutants"):
        load_equivalents(path)


@pytest.mark.parametrize(("lang", "word"), [("zh", "未被发现"), ("en", "survives")])
def test_the_text_names_survivors(tmp_path: Path, lang: str, word: str) -> None:
    text = render(acme(tmp_path, WEAK), lang)
    colon = "：" if lang == "zh" else ": "
    assert f"{word}{colon}when: dropped" in text
    assert text.startswith(f"acme{colon}")


def test_shipped_rules_are_held_to_the_bar() -> None:
    """Each rule once, though many rulesets have it."""
    listed, samples = load_equivalents(), load_samples()
    judged: set[str] = set()
    low: dict[str, tuple[str, ...]] = {}
    stale: list[tuple[str, str]] = []
    for name in shipped_names():
        ruleset = load_authored(name)
        fresh = {rule.id for rule in ruleset.rules} - judged
        judged |= fresh
        score = mutation_score(
            ruleset, samples=samples, equivalents=listed, rules=fresh
        )
        low |= {r.rule: r.survivors or r.failing for r in score.below()}
        stale += score.stale
    assert low == {}
    assert stale == []
    assert set(listed) <= judged
