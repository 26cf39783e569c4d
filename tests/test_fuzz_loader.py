"""Only RulesetError leaves the loader, for any bytes, structures and mutations."""
# ruff: noqa: PT017 - hostile doubles and synthetic pickles

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify import RulesetError, Verifier, load_ruleset
from infoverify.examples import load_samples
from infoverify.rulesets import shipped_root

REAL = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted(shipped_root().rglob("*.yaml"))
}
SMALL = """infoverify: 1
ruleset: {id: t, version: "1", title: {zh: 甲, en: A}}
parameters: {n: {value: 3, min: 1, max: 9}, words: {value: [a, b]}}
fields: {policyholder.x_vip: truth, lead.contact: text, lead.kind: "code[a, b]"}
rules:
  - id: t.rule
    title: {zh: 甲, en: A}
    stages: [entry, underwriting]
    for: [policyholder, insured]
    when: id_type in ["resident_id"] and not present(sex)
    require: birth_date == resident_id(id_number).birth_date or age(birth_date) > param.n
    paths: [birth_date, id_number]
    severity: [{when: 'policy.line == "group"', is: warn}, block]
    suggest: {birth_date: resident_id(id_number).birth_date}
    message: {zh: "{role}{name}{name.state}{at}{param.n}", en: "{role}"}
    basis: [{instrument: x, clause: D1, article: null, trust: deck}]
    in_force: {from: 2013-11-04}
    lock: true
    waiver: {allowed: true, max_days: 30}
    undetermined: review
    optional: [sex]
    obligations: [a]
    tags: [b]
    examples: [{name: a, given: {use: adult, set: {sex: male}, drop: [name]}, expect: holds, at: 2020-01-01}]
"""
FILE = Path("t.yaml")


def load(path: Path, content: bytes) -> None:
    """Load a file: it loads, and then verifies, or it is refused with all its parts."""
    path.write_bytes(content)
    try:
        ruleset = load_ruleset(path)
    except RulesetError as error:
        assert error.problem
        assert error.hint
        assert str(error)
        return
    assert len(ruleset.digest) == 64
    if not ruleset.unresolved and any(r.plain["enabled"] for r in ruleset.rules):
        stage = min(min(r.stages) for r in ruleset.rules if r.plain["enabled"])
        verdict = Verifier(ruleset, stage=stage).verify(load_samples()["case"], at=AT)
        verdict.to_json()


from conftest import AT  # noqa: E402


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "t.yaml"


def test_the_seed_loads(path: Path) -> None:
    path.write_text(SMALL, encoding="utf-8")

    assert load_ruleset(path).rules


@given(st.binary(max_size=300))
def test_any_bytes(path: Path, content: bytes) -> None:
    load(path, content)


words = st.sampled_from(
    sorted(
        {
            *[
                "infoverify",
                "ruleset",
                "extends",
                "parameters",
                "fields",
                "override",
                "rules",
                "id",
                "version",
                "title",
                "zh",
            ],
            *[
                "stages",
                "for",
                "when",
                "require",
                "paths",
                "severity",
                "suggest",
                "message",
                "basis",
                "in_force",
                "lock",
            ],
            *[
                "waiver",
                "undetermined",
                "optional",
                "obligations",
                "tags",
                "examples",
                "name",
                "given",
                "use",
                "set",
                "drop",
            ],
            *[
                "expect",
                "at",
                "from",
                "until",
                "allowed",
                "max_days",
                "is",
                "block",
                "warn",
                "true",
                "false",
                "1",
                "t",
                "t.rule",
            ],
            *[
                "policyholder",
                "insured",
                "record",
                "present(name)",
                "name",
                "sex",
                "birth_date",
                "2020-01-01",
                "entry",
            ],
        }
    )
)
structures = st.recursive(
    words | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=6)
    ),
    max_leaves=20,
)


@given(structures)
def test_any_structure(path: Path, data: Any) -> None:
    load(path, json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass"))


@given(st.dictionaries(words, structures, max_size=5))
def test_any_structure_in_a_file(path: Path, data: dict[str, Any]) -> None:
    whole = {**data, "infoverify": "1", "ruleset": {"id": "t"}}
    load(path, json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass"))


@given(st.dictionaries(words, structures, max_size=6))
def test_any_structure_in_a_rule(path: Path, data: dict[str, Any]) -> None:
    good = {
        "id": "t.rule",
        "for": ["policyholder"],
        "require": "present(name)",
        "severity": "block",
    }
    whole = {"infoverify": "1", "ruleset": {"id": "t"}, "rules": [{**good, **data}]}
    load(path, json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass"))


@given(words, structures, words)
def test_any_structure_under_a_key(path: Path, key: str, data: Any, other: str) -> None:
    good = {
        "id": "t.rule",
        "for": ["policyholder"],
        "require": "present(name)",
        "severity": "block",
    }
    whole = {"infoverify": "1", "ruleset": {"id": "t"}, "rules": [{**good, key: data}]}
    load(path, json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    whole = {
        "infoverify": "1",
        "ruleset": {"id": "t"},
        "rules": [good],
        key: {other: data},
    }
    load(path, json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def mutate(draw: Any, lines: list[str]) -> str:
    lines = list(lines)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(lines) - 1))
        line = lines[place]
        how = draw(st.integers(0, 5))
        if how == 0:
            del lines[place]
        elif how == 1:
            lines.insert(draw(st.integers(0, len(lines) - 1)), line)
        elif how == 2:
            at = draw(st.integers(0, max(len(line) - 1, 0)))
            char = draw(st.sampled_from("{}[]():,.'\"#&*!|>-?%@` \taX1无\u3000=<"))
            lines[place] = line[:at] + char + line[at + 1 :]
        elif how == 3:
            lines[place] = line.replace(draw(st.sampled_from("abeinorst.([,:")), "", 1)
        elif how == 4:
            lines[place] = "  " + line
        else:
            other = draw(st.integers(0, len(lines) - 1))
            lines[place] = line.partition(":")[0] + ":" + lines[other].partition(":")[2]
        lines = lines or [""]
    return "\n".join(lines)


@given(st.data())
@settings(max_examples=200)
def test_mutations_of_a_rule_with_every_key(path: Path, data: st.DataObject) -> None:
    load(path, mutate(data.draw, SMALL.splitlines()).encode("utf-8", "surrogatepass"))


@given(st.data())
@settings(max_examples=60)
def test_mutations_of_shipped_rulesets(path: Path, data: st.DataObject) -> None:
    text = REAL[data.draw(st.sampled_from(sorted(REAL)))].splitlines()
    # A few rules are enough, and quicker; the head stays.
    cut = data.draw(st.integers(10, 60))
    load(path, mutate(data.draw, text[:cut]).encode("utf-8", "surrogatepass"))


@given(st.text(st.sampled_from("{}.:!role name state at param n0周"), max_size=30))
def test_any_message(path: Path, message: str) -> None:
    quoted = message.replace("'", "''")
    load(
        path,
        SMALL.replace(
            '"{role}{name}{name.state}{at}{param.n}"', f"'{quoted}'"
        ).encode(),
    )
