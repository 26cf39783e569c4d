"""Errors of loading: each kind in both languages, its place and its hint with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from infoverify import RulesetError, load_binding, load_ruleset
from infoverify.cli.speech import Speech
from infoverify.errors import UsageError
from infoverify.reports.load_errors import (
    HINTS,
    PROBLEMS,
    hint_in_chinese,
    in_chinese,
    problem_in_chinese,
)

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'infoverify: 1\nruleset: {id: t, version: "1"}\n'
RULE = """rules:
  - id: t.rule
    for: [policyholder]
    require: present(name)
    severity: block
"""
GOOD = HEAD + RULE


def rule(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


def asks(require: str) -> str:
    return rule("present(name)", require)


# What is wrong → a file with it.
BROKEN: dict[str, str] = {
    "an empty file": "",
    "a list": "- a\n",
    "no YAML": "a: [",
    "an alias": "a: *b\n",
    "an anchor": "a: &b c\n",
    "a tag": "a: !b c\n",
    "a merge key": "<<: {}\n",
    "a key twice": rule("severity: block", "severity: block\n    severity: warn"),
    "two documents": f"{GOOD}---\na: b\n",
    "nested deeply": f"a: {'[' * 30}{']' * 30}\n",
    "an unknown key": rule("severity: block", "severty: block"),
    "an unknown word": rule("severity: block", "severity: blok"),
    "an empty list": rule("severity: block", "severity: []"),
    "severities only": rule("severity: block", "severity: [block, warn]"),
    "no require": rule("    require: present(name)\n", ""),
    "text for a list": rule("[policyholder]", "{a: b}"),
    "a misspelt id": rule("t.rule", "T Rule"),
    "an unknown part": rule("[policyholder]", "[holder]"),
    "an unknown base": f"{HEAD}extends: [nowhere]\n",
    "a base outside": f"{HEAD}extends: [../x.yaml]\n",
    "a base that is none": f'{HEAD}extends: ["a b"]\n',
    "an override of nothing": f"{GOOD}override:\n  t.other: {{severity: warn}}\n",
    "an id twice": GOOD + RULE.removeprefix("rules:\n"),
    "a broken lock": f"{HEAD}extends: [regulations/circ-2013-82]\n"
    "override:\n  name.absent: {enabled: false}\n",
    "no date": rule("severity: block", "severity: block\n    in_force: {from: x}"),
    "never in force": rule(
        "severity: block",
        "severity: block\n    in_force: {from: 2020-01-01, until: 2019-01-01}",
    ),
    "no truth": rule("severity: block", "severity: block\n    lock: perhaps"),
    "no expression": asks('"a b c ("'),
    "arithmetic": asks("income + 1 == 2"),
    "a chain": asks("1 < income < 2"),
    "a bare text": asks("name"),
    "an unknown name": asks("nmae == mobile"),
    "an unknown parameter": asks("income > param.nothing"),
    "an unknown function": asks("nothing(name)"),
    "a field of no part": asks("holder.name == name"),
    "an unknown field of a part": asks("policy.nothing == name"),
    "a list part's field": asks("insured.name == name"),
    "no fact": asks("phone(mobile).colour == name"),
    "names compared": asks("name == salesperson.name"),
    "unlike types": asks("birth_date == income"),
    "order of texts": asks("mobile < phone"),
    "no code of the field": asks('sex == "mann"'),
    "in without a list": asks("sex in name"),
    "wrong arguments": asks("phone() == name"),
    "present of a text": asks('present("a")'),
    "and of texts": asks("name and mobile"),
    "a lambda": asks('"(lambda: 1)"'),
    "identity": asks("name is mobile"),
    "a backslash": asks("name in ['a\\\\b']"),
    "a long one": asks(f"income in [{', '.join(['1'] * 2000)}]"),
    "a path of nothing": rule("severity: block", "severity: block\n    paths: [nmae]"),
    "no placeholder": rule(
        "severity: block", "severity: block\n    message: {zh: 甲, en: '{nothing}'}"
    ),
    "a lone brace": rule(
        "severity: block", "severity: block\n    message: {zh: 甲, en: 'a } b'}"
    ),
}


def failing(tmp_path: Path, text: str) -> RulesetError:
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulesetError) as caught:
        load_ruleset(path)
    return caught.value


@pytest.mark.parametrize("what", BROKEN)
def test_each_kind_speaks_both_languages(what: str, tmp_path: Path) -> None:
    error = failing(tmp_path, BROKEN[what])
    zh, known = problem_in_chinese(error.problem)
    assert known, error.problem
    assert re.search(r"[\u4e00-\u9fff]", zh)
    assert "{}" not in zh
    text = Speech("zh").error(error)
    assert text == in_chinese(error)
    place = (
        f"{error.file}:{error.line}:{error.column}："
        if error.line
        else f"{error.file}："
    )
    assert text.startswith(place)
    assert "try:" not in text
    assert "did you mean" not in text
    if error.rule:
        assert f"规则 {error.rule}：" in text
    if error.hint:
        hint = hint_in_chinese(error.hint)
        assert f"；试试：{hint}" in text
    english = Speech("en").error(error)
    assert english == str(error)
    assert not re.search(r"[\u4e00-\u9fff]", english.replace("甲", ""))


HINTED = [
    (GOOD.replace("    for", "\tfor"), "indent with spaces, a tab is not allowed"),
    (GOOD.replace("    require", "   require"), "indent the keys of one mapping alike"),
    (GOOD.replace("for:", "for："), "write the ASCII colon"),
    (GOOD.replace("id: t.rule", "id：t.rule"), "write the ASCII colon"),
    (GOOD.replace("- id: t.rule", "- id:t.rule"), "put a space behind the colon"),
    (asks("sex == “male”"), 'replace the full-width “ by "'),
    (asks("present(name）"), "replace the full-width ） by )"),
    (asks('same_name(name, "“甲”") and'), "compare with ==, join with"),
    (asks('sex = "male"'), "compare with ==, not with ="),
    (asks("phone(mobile)"), "name one of its facts: phone(mobile).valid"),
    (asks("email(email) and present(name)"), "facts: email(email).valid"),
    (asks("policyholder_sex == 'male'"), "did you mean 'sex'?"),
    (asks("agency_code == 'x'"), "did you mean 'agency.code'?"),
    (asks("policy[0].number == name"), "for each of a list, write for: [insured]"),
    (asks('sex == "maele"'), "did you mean 'male'?"),
    (asks("sex in ['男']"), "write one of these codes"),
    (asks("birth_date > 18"), "for years of age write age(birth_date)"),
    (asks("income == name"), "quotes make a text of a literal"),
    (rule("severity: block", "severity: fatal"), "write one of these words"),
    (rule("severity: block", "severity: blok"), "did you mean 'block'?"),
]


@pytest.mark.parametrize(("text", "hint"), HINTED)
def test_a_slip_has_a_hint_of_its_own(tmp_path: Path, text: str, hint: str) -> None:
    error = failing(tmp_path, text)
    assert hint in str(error.hint)
    zh = in_chinese(error)
    assert hint not in zh
    assert re.search("试试：.*[\u4e00-\u9fff]|试试：'", zh)


SYNTAX = {
    "income + 1 > 2": "+",
    "income // 2 > 2": "//",
    "[x for x in name] == name": "[… for … in …]",
    "name if present(name) else email": "… if … else …",
    "name[0] == email": "name[…]",
    "f'{name}' == name": 'f"…"',
}


@pytest.mark.parametrize("require", SYNTAX)
def test_syntax_is_shown_as_it_is_spelled(tmp_path: Path, require: str) -> None:
    error = failing(tmp_path, asks(f'"{require}"'))
    assert f"require: {SYNTAX[require]} is not part of the language" in error.problem


BINDING = "infoverify_binding: 1\n"
BROKEN_BINDINGS = {
    "dates is one of": "fields: {policyholder.birth_date: {from: S, dates: D}}",
    "dates is for": "fields: {policyholder.sex: {from: S, dates: YYYYMMDD}}",
    "scale is": "fields: {policyholder.income: {from: S, scale: x}}",
    "there is no code table": "fields: {policyholder.sex: {from: S, codes: 性别}}",
    "a layout is one of": "layouts: {insured: {}}\nfields: {policyholder.sex: S}",
    "policy is no list part": "layouts: {policy: {list: L}}",
    "a place is": "fields: {policyholder.sex: []}",
    "a stated value": "fields: {policyholder.sex: {from: S, value: male}}",
    "from is missing": "fields: {policyholder.sex: {codes: sex-01}}",
    "{n} stands": 'fields: {policyholder.sex: "S{n}"}',
    "write the path as": "fields: {insured.sex: S}",
    "table channel-words maps": (
        "fields: {policyholder.sex: {from: S, codes: channel-words}}"
    ),
    "rows layouts need": "group_by: A\nfields: {policyholder.sex: S}",
}


@pytest.mark.parametrize("problem", BROKEN_BINDINGS)
def test_bindings_fail_in_both_languages(tmp_path: Path, problem: str) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(BINDING + BROKEN_BINDINGS[problem] + "\n", encoding="utf-8")
    with pytest.raises(RulesetError) as caught:
        load_binding(path)
    assert problem in caught.value.problem
    zh, known = problem_in_chinese(caught.value.problem)
    assert known
    assert re.search(r"[\u4e00-\u9fff]", zh)
    if "code table" in problem:
        assert str(caught.value.hint).startswith("known: sex-gbt-2261.1, sex-01,")


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(RulesetError) as caught:
        load_ruleset("nowhere.yaml")
    assert in_chinese(caught.value).startswith("nowhere.yaml：读不了（")


def test_a_binding_that_is_not_there() -> None:
    with pytest.raises(RulesetError) as caught:
        load_binding("core-sistem-columns")
    assert "没有绑定 'core-sistem-columns'；试试：'core-system-columns'" in in_chinese(
        caught.value
    )


def test_what_has_no_twin_stays_english_in_its_frame() -> None:
    error = RulesetError("odd beyond words", file="a.yaml", line=3, hint="think")
    assert in_chinese(error) == "a.yaml:3：odd beyond words；试试：think"
    assert Speech("zh").error(UsageError("did you mean 'x'?")) == "试试：'x'"


@pytest.mark.parametrize("table", [PROBLEMS, HINTS])
def test_twins_have_the_same_gaps(table: Any) -> None:
    for en, zh in table.items():
        assert en.count("{}") == zh.count("{}"), en
        assert re.search(r"[\u4e00-\u9fff]", zh) or zh == "{}"
        assert not re.search(r"[\u4e00-\u9fff]", en)
