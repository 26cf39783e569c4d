"""``infoverify rules``: list, lint, test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from infoverify.cli import main
from infoverify.rulesets import load_ruleset, shipped_names

WRONG = """\
infoverify: 1
ruleset: {id: acme, version: "1"}
rules:
  - id: acme.too_young
    title: {zh: 太年轻, en: Too young}
    stages: [entry]
    for: [policyholder]
    require: age(birth_date) >= 30
    severity: warn
    examples:
      - {name: forty, given: {set: {birth_date: "1985-06-18"}}, expect: holds}
      - {name: twenty, given: {set: {birth_date: "2005-06-18"}}, expect: holds}
"""


@pytest.fixture
def ruleset(tmp_path: Path) -> Any:
    path = tmp_path / "acme.yaml"
    path.write_text(WRONG, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_list_has_one_rule_on_each_line_its_id_first(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "list", "--lang", lang]) == 0
    lines = capsys.readouterr().out.splitlines()
    rules = load_ruleset("life-standard").rules
    assert [text.split()[0] for text in lines] == [rule.id for rule in rules]
    assert all(
        rule.face.title[lang] in text for rule, text in zip(rules, lines, strict=True)
    )


def test_list_of_a_stage(capsys: pytest.CaptureFixture[str]) -> None:
    main(["rules", "list", "life-standard", "--stage", "servicing"])
    listed = {text.split()[0] for text in capsys.readouterr().out.splitlines()}
    assert "id_document.expired_since" in listed
    assert "id_document.expired" not in listed


def test_list_of_a_stage_without_rules_is_empty(
    ruleset: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "list", ruleset, "--stage", "claim"]) == 0
    assert capsys.readouterr().out == ""


def test_shipped_rulesets_lint_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "lint"]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in shipped_names())


def test_lint_tells_where_a_file_is_wrong(
    ruleset: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = WRONG.replace("age(birth_date)", "age(birthdate)")
    Path(ruleset).write_text(text, encoding="utf-8")
    assert main(["rules", "lint", ruleset, "contact"]) == 2
    shown = capsys.readouterr()
    assert "acme.yaml:8:" in shown.err
    assert "birth_date" in shown.err
    assert "contact" in shown.out


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"[1", b"a: &b c", b"{}" * 9]
)
def test_lint_of_what_is_no_ruleset(
    content: Any, ruleset: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(ruleset).write_bytes(content)
    assert main(["rules", "lint", ruleset]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_examples_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "test", "life-standard", "--lang", "en"]) == 0
    assert " 0 failed" in capsys.readouterr().out


def test_a_failing_example_tells_expected_and_got(
    ruleset: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "test", ruleset, "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert "acme.too_young: twenty" in out
    assert "expected holds" in out
    assert "got      violated" in out
    assert "2 examples, 1 passed, 1 failed" in out


def test_one_rules_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "test", "--rule", "name.absent", "--lang", "en"]) == 0
    assert "life-standard: 6 examples" in capsys.readouterr().out


def test_a_ruleset_that_does_not_load_ends_with_two(
    ruleset: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "test", ruleset, "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err
