"""``infoverify rules``: list, lint, test."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from infoverify.cli import main
from infoverify.cli.rules_explain import describe
from infoverify.cli.rules_schema import ruleset_schema
from infoverify.reports.width import width
from infoverify.rulesets import load_ruleset, shipped_names, shipped_root

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
    rules = [r for r in load_ruleset("life-standard").rules if r.plain["enabled"]]
    assert [text.split()[0] for text in lines] == [rule.id for rule in rules]
    assert all(
        rule.face.title[lang] in text for rule, text in zip(rules, lines, strict=True)
    )


def test_list_names_stages_and_roles_in_chinese(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rules", "list", "--lang", "zh"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert "录入、承保、保全" in first
    assert "投保人、被保险人" in first
    assert "policyholder" not in first


def test_a_terminal_gets_the_list_folded(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infoverify.reports.width.room", lambda _out: 80)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["rules", "list", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0] == "name.absent  Name missing"
    assert lines[1].startswith("    warn|block  entry, underwriting,")


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


def test_shipped_rulesets_load(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "lint"]) in {0, 1}
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
    assert "life-standard: " in capsys.readouterr().out


def test_a_ruleset_that_does_not_load_ends_with_two(
    ruleset: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "test", ruleset, "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_lint_only_advises_what_a_ruleset_may_do_without(
    ruleset: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "lint", ruleset, "--lang", "en"]) == 0
    out = capsys.readouterr().out
    told = "advice: acme.too_young: the rule cites nothing [basis_missing]"
    assert f"acme.yaml:4: {told}" in out
    assert main(["rules", "lint", ruleset, "--strict"]) == 1


def test_lint_ends_with_one_on_a_mistake(
    ruleset: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path(ruleset).read_text(encoding="utf-8")
    never = text.replace(
        "require:", "when: present(name) and not present(name)\n    require:"
    )
    Path(ruleset).write_text(never, encoding="utf-8")
    assert main(["rules", "lint", ruleset]) == 1
    assert "[when_never]" in capsys.readouterr().out


EXTENDING = """\
infoverify: 1
ruleset: {id: acme-life, version: "1"}
extends: [EXTENDED]
rules:
  - id: acme.email_absent
    title: {zh: 电子邮箱缺失, en: Email missing}
    for: [policyholder]
    require: present(email)
    severity: warn
    examples:
      - {name: given, given: {set: {email: a@example.com}}, expect: holds}
"""


def test_a_file_answers_for_its_own_rules_only(
    ruleset: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # What it extends has advice and a failing example of its own.
    path = tmp_path / "extending.yaml"
    name = f"./{Path(ruleset).name}"
    path.write_text(EXTENDING.replace("EXTENDED", name), encoding="utf-8")
    assert main(["rules", "lint", str(path), "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "acme.email_absent" in out
    assert "acme.too_young" not in out
    assert main(["rules", "test", str(path), "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "own 1 examples, 1 passed, 0 failed; inherited 2, run by --all" in out
    assert main(["rules", "test", str(path), "--all", "--lang", "zh"]) == 1
    out = capsys.readouterr().out
    assert (
        "本文件 1 个例子，1 个通过，0 个失败；继承 2 个例子，1 个通过，1 个失败" in out
    )


def test_lint_as_json_and_sarif(
    ruleset: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "lint", ruleset, "nowhere", "--format", "json"]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert all(json.loads(text)["code"] for text in lines)
    assert main(["rules", "lint", ruleset, "nowhere", "--format", "sarif"]) == 2
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    levels = [result["level"] for result in log["runs"][0]["results"]]
    assert levels.count("error") == 1
    assert levels.count("note") == len(lines)


def test_test_results_as_junit(
    ruleset: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "test", ruleset, "--junit"]) == 1
    suite = ET.fromstring(capsys.readouterr().out)[0]  # noqa: S314 - our own output
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert [case.find("failure") is None for case in suite] == [True, False]


COMPANY = """\
infoverify: 1
ruleset: {id: acme, version: "1"}
extends: [life-standard]
parameters: {parent_gap_years: {value: 18}}
override:
  spouse.of_same_sex:
    severity: info
"""


def test_show_tells_who_set_each_value(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(COMPANY, encoding="utf-8")
    options = ["--ruleset", str(path), "--lang", "en"]
    assert main(["rules", "show", "spouse.of_same_sex", *options]) == 0
    out = capsys.readouterr().out
    severity = next(x for x in out.splitlines() if x.startswith("  severity:"))
    assert severity.startswith("  severity: info ")
    assert severity.endswith("acme.yaml:7")
    require = next(x for x in out.splitlines() if x.startswith("  require:"))
    assert "# relationship.yaml:" in require
    assert next(x for x in out.splitlines() if "suggest:" in x).endswith("# default")
    assert main(["rules", "show", "--all", *options]) == 0
    out = capsys.readouterr().out
    gap = next(x for x in out.splitlines() if "parent_gap_years: {value: '18'" in x)
    assert gap.endswith("acme.yaml:4")


def test_show_is_yaml_that_a_reader_takes(capsys: pytest.CaptureFixture[str]) -> None:
    import yaml

    assert main(["rules", "show", "--all"]) == 0
    shown = yaml.safe_load(capsys.readouterr().out)
    rules = load_ruleset("life-standard").rules
    assert [rule["id"] for rule in shown["rules"]] == [rule.id for rule in rules]
    assert [r["require"] for r in shown["rules"]] == [r.plain["require"] for r in rules]


def test_show_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "name.absent", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["values"]["require"]["value"] == "present(name)"
    assert shown["values"]["require"]["line"] > 1
    assert shown["values"]["suggest"]["file"] is None


@pytest.mark.parametrize("stage", [None, "legacy"])
def test_show_writes_the_generated_code(
    stage: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lines are Python, under the stage and for every role of the rule."""
    options = ["--stage", stage] if stage else []
    assert main(["rules", "show", "--code", "resident_id.sex_disagrees", *options]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"# resident_id.sex_disagrees, {stage or 'underwriting'}, ")
    for role in ("policyholder", "insured", "beneficiaries"):
        assert f"\n# {role}\nif person_{role}:\n" in out
    assert len(ast.parse(out).body) == 3


@pytest.mark.parametrize(
    "arguments",
    [["--code", "--all"], ["--code", "name.absent", "--json"], ["--code"]],
)
def test_show_writes_code_of_named_rules_only(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "show", *arguments]) == 2
    assert "error" in capsys.readouterr().err


def test_show_has_no_code_where_a_rule_does_not_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["--code", "id_document.expired", "--stage", "sampling", "--lang", "en"]
    assert main(["rules", "show", *arguments]) == 2
    assert "does not run at sampling" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["--all", "name.absent"], ["name.absnt"]])
def test_show_wants_a_rule_or_all(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "show", *arguments]) == 2
    assert "error" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_is_explained_in_words(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ruleset = load_ruleset("life-standard")
    for rule in ruleset.rules:
        lines = list(describe(ruleset, rule, lang))
        assert rule.face.title[lang] in lines[0]
        # A closing mark in full width stays with its word.
        assert all(width(line) <= 102 for line in lines[1:])
    assert main(["rules", "explain", "name.absent", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert "present(name)" in out
    assert ("人身保险" in out) == (lang == "zh")


def test_explain_on_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"policyholder": {"sex": "male"}}\nnope\n', encoding="utf-8")
    arguments = ["rules", "explain", "name.absent", str(path), "--at", "2026-01-15"]
    assert main([*arguments, "--lang", "en"]) == 2
    shown = capsys.readouterr()
    assert "a.jsonl:1  policyholder  violated" in shown.out
    assert "require: present(name)  = false" in shown.out
    assert "name  = missing" in shown.out
    assert "2026-01-15" in shown.out
    assert "a.jsonl:2" in shown.err


def test_the_schema_accepts_what_is_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    import yaml

    assert main(["rules", "schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    checker = jsonschema.Draft202012Validator(schema)
    checker.check_schema(schema)

    class Reader(yaml.SafeLoader):
        """YAML 1.2 has no dates."""

    dates = "tag:yaml.org,2002:timestamp"
    Reader.yaml_implicit_resolvers = {
        sign: [pair for pair in pairs if pair[0] != dates]
        for sign, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    for name in shipped_names():
        text = (shipped_root() / f"{name}.yaml").read_text(encoding="utf-8")
        content = yaml.load(text, Reader)  # noqa: S506 - a safe loader
        assert list(checker.iter_errors(content)) == []
    wrong = {"infoverify": 1, "ruleset": {"id": "a"}, "rulez": []}
    assert not checker.is_valid(wrong)


def test_the_schema_lets_editors_write_numbers_and_single_words() -> None:
    properties = ruleset_schema()["$defs"]["RuleModel"]["properties"]
    assert {"string", "array"} <= {
        choice.get("type") for choice in properties["stages"]["anyOf"]
    }


def test_hints_of_errors_speak_chinese(
    ruleset: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = WRONG.replace("age(birth_date)", "age(birthdate)")
    Path(ruleset).write_text(text, encoding="utf-8")
    main(["rules", "lint", ruleset, "--lang", "zh"])
    err = capsys.readouterr().err
    assert "试试：'birth_date'" in err
    assert "did you mean" not in err
    assert "(try:" not in err


def test_functions_may_stand_beside_the_ruleset(
    ruleset: str, capsys: pytest.CaptureFixture[str]
) -> None:
    beside = Path(ruleset).with_name("acme_beside_the_ruleset.py")
    beside.write_text("FUNCTIONS = {}\n", encoding="utf-8")
    spec = "acme_beside_the_ruleset:FUNCTIONS"
    assert main(["rules", "lint", ruleset, "--functions", spec]) == 0
    capsys.readouterr()
    spec = "acme_beside_the_ruleset:FUNCTION"
    assert main(["rules", "lint", ruleset, "--functions", spec]) == 2
    assert "acme_beside_the_ruleset:FUNCTIONS" in capsys.readouterr().err


MANY = """\
infoverify: 1
ruleset: {id: own, version: "1"}
override:
  nobody.here: {severity: warn}
rules:
  - id: a.one
    require: birth_date > 5
    severity: warn
    for: [policyholder]
  - id: a.two
    require: nam == "x"
    severity: warn
    for: [policyholder]
  # in order
  - id: a.three
    require: present(name)
    severity: warn
    for: [policyholder]
  - id: a.four
    require: present(name)
    severity: blok
    for: [policyholder]
"""


def test_every_mistake_of_a_file_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "many.yaml"
    path.write_text(MANY, encoding="utf-8")
    assert main(["rules", "lint", str(path), "--lang", "zh"]) == 2
    lines = [x.removeprefix(str(path)) for x in capsys.readouterr().err.splitlines()]
    assert [x.split("：")[0] for x in lines] == [":21:5", ":4:3", ":7:5", ":11:5"]
    assert "rules[3].severity" in lines[0]
    assert "nobody.here" in lines[1]
    assert "日期不能与数字比较" in lines[2]
    assert "'nam'" in lines[3]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("infoverify: 1\nruleset: {id: own}\nrules: [{id: a.b}, {id: a.c}]\n", 1),
        ("infoverify: 1\nruleset: {id: own}\nparameters: {x: {}}\n", 1),
        ("infoverify: 1\nrules:\n  - id: a.b\n   x\n", 2),
        (MANY.replace("a.two", "a.one").replace("nam ==", "sex =="), 4),
    ],
)
def test_as_many_mistakes_are_told_as_stand_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, count: int
) -> None:
    path = tmp_path / "many.yaml"
    path.write_text(text, encoding="utf-8")
    assert main(["rules", "lint", str(path), "--lang", "en"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == count
