"""Every load error names file, line, column, rule and what to try."""
# ruff: noqa: ARG001, PLR0917, S301 - hostile doubles and synthetic pickles

from __future__ import annotations

import pickle
from typing import Any

import pytest

from infoverify import RulesetError, load_ruleset

GOOD = """infoverify: 1
ruleset: {id: t, version: "1"}
rules:
  - id: t.rule
    for: [policyholder]
    require: present(name)
    severity: block
"""


def failing(write: Any, text: str) -> RulesetError:
    path = write(text)
    with pytest.raises(RulesetError) as caught:
        load_ruleset(path)
    error = caught.value
    assert error.file == str(path)
    assert error.hint
    assert str(error).startswith(f"{path}:{error.line}:{error.column}:")
    assert "pydantic" not in str(error).lower()
    assert error.__cause__ is None
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    return error


def test_the_good_one_loads(write: Any) -> None:
    assert len(load_ruleset(write(GOOD)).rules) == 1


# find, replace by, problem, line, rule, part of the hint
SWAPS = [
    (
        "severity: block",
        "severty: block",
        "severty is not known",
        7,
        "t.rule",
        "'severity'",
    ),
    ("severity: block", "severity: blok", "severity must be", 7, "t.rule", "'block'"),
    ("severity: block", "severity: []", "severity must not be empty", 7, "t.rule", ""),
    (
        "severity: block",
        "severity: [block, warn]",
        "ends in one plain",
        7,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: [{when: 'True', is: warn}]",
        "ends in one plain",
        7,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: [{when: 'nmae', is: warn}, block]",
        "unknown name",
        7,
        "t.rule",
        "'name'",
    ),
    (
        "severity: block",
        "severity: [{when: 'True', is: warm}, block]",
        "must be",
        7,
        "t.rule",
        "'warn'",
    ),
    (
        "severity: block",
        "severity: [{wen: 'True', is: warn}, block]",
        "not known",
        7,
        "t.rule",
        "",
    ),
    ("    severity: block\n", "", "severity is missing", 4, "t.rule", ""),
    ("    require: present(name)\n", "", "require is missing", 4, "t.rule", ""),
    ("    for: [policyholder]\n", "", "for is missing", 4, "t.rule", ""),
    ("id: t.rule", "id: rule", "not spelled", 4, "rule", "lower-case"),
    ("id: t.rule", "id: T.Rule", "not spelled", 4, "T.Rule", "lower-case"),
    ("id: t.rule", "id: [t]", "must be text", 4, None, ""),
    ("for: [policyholder]", "for: []", "must not be empty", 5, "t.rule", ""),
    (
        "for: [policyholder]",
        "for: [polcyholder]",
        "unknown part",
        5,
        "t.rule",
        "policyholder",
    ),
    (
        "for: [policyholder]",
        "for: [record, policy]",
        "unknown part",
        5,
        "t.rule",
        "record",
    ),
    ("for: [policyholder]", "for: {a: b}", "must be a list", 5, "t.rule", ""),
    (
        "for: [policyholder]",
        "for: [record]",
        "no bare fields",
        6,
        "t.rule",
        "policyholder.name",
    ),
    (
        "require: present(name)",
        "require: present(nmae)",
        "unknown name",
        6,
        "t.rule",
        "'name'",
    ),
    (
        "require: present(name)",
        "require: name",
        "must be true or false",
        6,
        "t.rule",
        "present",
    ),
    ("require: present(name)", "require: ''", "must not be empty", 6, "t.rule", ""),
    ("require: present(name)", "require: [a]", "must be text", 6, "t.rule", ""),
    ("require: present(name)", "require: 1 +", "not an expression", 6, "t.rule", ""),
    (
        "require: present(name)",
        "require: ().__class__ == 1",
        "require:",
        6,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    when: present(sx)",
        "unknown name",
        8,
        "t.rule",
        "'sex'",
    ),
    (
        "severity: block",
        "severity: block\n    paths: [nmae]",
        "no field",
        8,
        "t.rule",
        "'name'",
    ),
    (
        "severity: block",
        "severity: block\n    paths: [insured.name]",
        "no field",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    optional: [nmae]",
        "no field",
        8,
        "t.rule",
        "'name'",
    ),
    (
        "severity: block",
        "severity: block\n    suggest: {nmae: name}",
        "no field",
        8,
        "t.rule",
        "'name'",
    ),
    (
        "severity: block",
        "severity: block\n    suggest: {name: birth_date}",
        "gives date",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    suggest: {name: nmae}",
        "unknown name",
        8,
        "t.rule",
        "'name'",
    ),
    (
        "severity: block",
        "severity: block\n    message: '{nmae}'",
        "no placeholder",
        8,
        "t.rule",
        "'name'",
    ),
    (
        "severity: block",
        "severity: block\n    message: '{name'",
        "without its",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    message: 'name}'",
        "without its",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    message: '{name.__class__}'",
        "no placeholder",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    message: '{0}'",
        "no placeholder",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    message: '{name!r}'",
        "no placeholder",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    message: '{name:>99999999}'",
        "no placeholder",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    message: '{}'",
        "no placeholder",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    message: '{param.n}'",
        "no placeholder",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    message: '{policyholder}'",
        "whole part",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    message: {fr: x}",
        "not known",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    stages: [approval]",
        "must be",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    lock: maybe",
        "true or false",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    lock: yes",
        "true or false",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    undetermined: warn",
        "must be",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    in_force: {from: 2020-13-01}",
        "YYYY-MM-DD",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    in_force: {from: 2020-01-02, until: 2020-01-01}",
        "never in force",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    waiver: {allowed: true, max_days: x}",
        "whole number",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    basis: [{clause: x}]",
        "instrument is missing",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    basis: [{instrument: x, trust: sure}]",
        "must be",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    examples: [{name: a, expect: fails}]",
        "must be",
        8,
        "t.rule",
        "",
    ),
    (
        "severity: block",
        "severity: block\n    obligations: [A B]",
        "not spelled",
        8,
        "t.rule",
        "",
    ),
    ("infoverify: 1", "infoverify: 2", "infoverify must be", 1, None, ""),
    (
        "infoverify: 1\n",
        "infoverify: 1\nrulez: []\n",
        "rulez is not known",
        2,
        None,
        "'rules'",
    ),
    ("id: t,", "id: 'T t',", "not spelled", 2, None, "lower-case"),
    ('ruleset: {id: t, version: "1"}\n', "", "ruleset is missing", 1, None, ""),
    (
        "rules:\n",
        "extends: [life-standart]\nrules:\n",
        "no ruleset",
        3,
        None,
        "'life-standard'",
    ),
    (
        "rules:\n",
        "override: {t.rule: {severity: warn}}\nrules:\n",
        "no rule",
        3,
        "t.rule",
        "",
    ),
    (
        "rules:\n",
        "override: {t.rule: {require: 'True'}}\nrules:\n",
        "not known",
        3,
        "t.rule",
        "",
    ),
    (
        "rules:\n",
        "parameters: {n: {value: 5, max: 3}}\nrules:\n",
        "outside max",
        3,
        None,
        "",
    ),
    (
        "rules:\n",
        "parameters: {n: {value: x, type: number}}\nrules:\n",
        "is no number",
        3,
        None,
        "",
    ),
    (
        "rules:\n",
        "parameters: {n: {value: 5, max: 2020-01-01}}\nrules:\n",
        "another type",
        3,
        None,
        "",
    ),
    ("rules:\n", "parameters: {n: 5}\nrules:\n", "must be a mapping", 3, None, ""),
    ("rules:\n", "parameters: {N: {value: 5}}\nrules:\n", "not spelled", 3, None, ""),
    (
        "rules:\n",
        "fields: {policyholder.vip: truth}\nrules:\n",
        "begins with x_",
        3,
        None,
        "",
    ),
    (
        "rules:\n",
        "fields: {policyholder.x_vip: bool}\nrules:\n",
        "no type",
        3,
        None,
        "truth",
    ),
    ("rules:\n", "fields: {vip: truth}\nrules:\n", "part.name", 3, None, ""),
    ("rules:\n", "fields: {form.x_a: text}\nrules:\n", "reserved", 3, None, ""),
    ("rules:\n", "fields: {param.x: text}\nrules:\n", "reserved", 3, None, ""),
    ("rules:\n", "fields: {record.x: text}\nrules:\n", "reserved", 3, None, ""),
    (
        "rules:\n",
        "fields: {policyholder.x_: 'code[]'}\nrules:\n",
        "no type",
        3,
        None,
        "",
    ),
    ("rules:\n", "fields: {lead.at: text}\nrules:\n", "reserved", 3, None, ""),
    ("rules:\n", "fields: {lead.__class__: text}\nrules:\n", "reserved", 3, None, ""),
    ("rules:\n", "fields: {lead.not: text}\nrules:\n", "reserved", 3, None, ""),
    ("rules:\n", "fields: {and.x: text}\nrules:\n", "reserved", 3, None, ""),
    ("rules:\n", "fields: {resident_id.x: text}\nrules:\n", "reserved", 3, None, ""),
    ("rules:\n", "fields: {present.x: text}\nrules:\n", "reserved", 3, None, ""),
    ("rules:\n", "fields: {birth_date.x: text}\nrules:\n", "reserved", 3, None, ""),
]


@pytest.mark.parametrize(("old", "new", "problem", "line", "rule", "hint"), SWAPS)
def test_errors(
    write: Any, old: str, new: str, problem: str, line: int, rule: str | None, hint: str
) -> None:
    assert old in GOOD

    error = failing(write, GOOD.replace(old, new, 1))

    assert problem in error.problem
    assert error.line == line
    assert error.rule == rule
    assert hint in (error.hint or "")


def test_a_file_that_is_no_mapping(write: Any, tmp_path: Any) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("- a")

    with pytest.raises(RulesetError, match="is a mapping") as caught:
        load_ruleset(path)
    assert (caught.value.line, caught.value.column) == (1, 1)


def test_a_file_that_is_not_there(tmp_path: Any) -> None:
    with pytest.raises(RulesetError, match="cannot be read") as caught:
        load_ruleset(tmp_path / "nothing.yaml")
    assert caught.value.hint


def test_a_folder_is_no_file(tmp_path: Any) -> None:
    with pytest.raises(RulesetError, match="cannot be read"):
        load_ruleset(tmp_path)


def test_an_id_twice(write: Any) -> None:
    second = GOOD.partition("rules:\n")[2]

    error = failing(write, GOOD + second)

    assert "stands already" in error.problem
    assert error.line == 8
    assert error.rule == "t.rule"


def test_the_first_error_of_a_file_is_told(write: Any) -> None:
    text = GOOD.replace("present(name)", "5 +").replace("block", "blok")

    assert failing(write, text).line == 7
