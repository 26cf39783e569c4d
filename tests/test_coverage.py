"""Every clause of every listed instrument is watched by a rule, or excused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from infoverify.coverage import Coverage, report
from infoverify.coverage_text import render, render_markdown
from infoverify.errors import RulesetError
from infoverify.rulesets import load_authored, shipped_names, shipped_root

if TYPE_CHECKING:
    from pathlib import Path

LIST = """\
infoverify: 1
instrument:
  id: circ-2013-82
  title: {zh: 办法, en: Measures}
clauses:
  - id: D10
    text: {zh: 实名制, en: real names}
  - id: D6
    text: {zh: 检查, en: inspection}
    excuse: {zh: 不是案件数据, en: not the data of a case}
  - id: D99
    text: {zh: 无人看管, en: nobody watches}
  - id: D5-3
    text: {zh: 补正, en: correction}
    rules: [name.absent, no.such_rule]
"""


@pytest.fixture(scope="module")
def shipped() -> Coverage:
    return report()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "circ-2013-82.yaml").write_text(LIST, encoding="utf-8")
    return tmp_path


def test_no_shipped_clause_is_open(shipped: Coverage) -> None:
    assert [(c.instrument, c.id) for c in shipped.open] == []


def test_every_name_leads_somewhere(shipped: Coverage) -> None:
    assert shipped.unknown_rules == ()
    assert shipped.unknown_clauses == ()
    assert shipped.complete


def test_every_rule_cites_something(shipped: Coverage) -> None:
    assert [cited.rule for cited in shipped.rules if not cited.basis] == []


def test_every_instrument_of_the_regulations_folder_has_a_list(
    shipped: Coverage,
) -> None:
    names = {path.stem for path in (shipped_root() / "regulations").glob("*.yaml")}
    names.discard("real-name-organisation")  # its instrument is real-name-rules-fujian
    assert names <= {instrument.id for instrument in shipped.instruments}


def test_lists_are_named_for_their_instrument() -> None:
    for path in (shipped_root() / "clauses").glob("*.yaml"):
        assert f"  id: {path.stem}\n" in path.read_text(encoding="utf-8")


def test_lists_are_no_rulesets() -> None:
    assert not [name for name in shipped_names() if "clauses" in name]
    assert "mutants-equivalent" not in shipped_names()


def test_what_is_open_covered_and_excused(folder: Path) -> None:
    coverage = report(folder=folder)
    found = {clause.id: clause.status for clause in coverage.clauses}
    assert found == {
        "D10": "covered",
        "D6": "excused",
        "D99": "open",
        "D5-3": "covered",
    }
    assert [clause.id for clause in coverage.open] == ["D99"]
    assert not coverage.complete
    assert coverage.unknown_rules == (("circ-2013-82", "D5-3", "no.such_rule"),)
    assert ("name.absent", "circ-2013-82", "D2") in coverage.unknown_clauses
    assert "pipl" in coverage.unlisted


def test_from_rule_to_clause_and_back(shipped: Coverage) -> None:
    clauses = {(c.instrument, c.id) for c in shipped.of_rule("name.absent")}
    assert {("circ-2013-82", "D2"), ("circ-2013-82", "D5-3")} <= clauses
    for clause in shipped.clauses:
        for rule in clause.rules:
            assert clause in shipped.of_rule(rule)


def test_rules_of_some_rulesets_only() -> None:
    coverage = report(["key-account-leads"])
    assert {cited.rule.partition(".")[0] for cited in coverage.rules} == {"lead"}
    # What other rulesets have is open here, and no fault of the lists.
    assert coverage.open
    assert coverage.unknown_rules == ()


def test_a_loaded_ruleset_is_taken_too() -> None:
    coverage = report([load_authored("key-account-leads")])
    assert coverage.rules == report(["key-account-leads"]).rules


def test_unverified_rests_on_memory_alone(shipped: Coverage) -> None:
    unverified = {cited.rule for cited in shipped.unverified}
    assert "payout.payee_unverified" in unverified
    assert "name.absent" not in unverified


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_texts_name_every_clause_and_rule(shipped: Coverage, lang: str) -> None:
    for text in (render(shipped, lang), render_markdown(shipped, lang)):
        for clause in shipped.clauses:
            assert clause.text[lang] in text
            for rule in clause.rules:
                assert rule in text


def test_an_open_clause_shows(folder: Path) -> None:
    coverage = report(folder=folder)
    assert "nobody watches: OPEN" in render(coverage, "en")
    assert "无人看管：未覆盖" in render(coverage)
    assert "| D99 | nobody watches | OPEN |" in render_markdown(coverage, "en")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("    text: {zh: 实名制, en: real names}\n", "", "clause D10"),
        ("id: D6", "id: D10", "clause D10 stands twice"),
        ("{zh: 检查, en: inspection}", "{zh: 检查}", "clause D6"),
        ("title: {zh: 办法, en: Measures}", "title: 办法", "title"),
        ("rules: [name.absent, no.such_rule]", "rules: name.absent", "clause D5-3"),
        (
            "rules: [name",
            "excuse: {zh: 无, en: none}\n    rules: [name",
            "and an excuse",
        ),
        ("clauses:\n", "rows:\n", "clauses"),
    ],
)
def test_a_wrong_list_says_what_is_wrong(
    folder: Path, old: str, new: str, problem: str
) -> None:
    assert old in LIST
    (folder / "circ-2013-82.yaml").write_text(LIST.replace(old, new), encoding="utf-8")
    with pytest.raises(RulesetError, match=problem):
        report(folder=folder)
