"""The digest of a ruleset: SHA-256 of the canonical JSON of what judges."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from typing import Any

import pytest

from conftest import AT, rule, rules
from infoverify import Verifier, load_ruleset

TEXT = (
    "parameters: {n: {value: 3, max: 9}}\nfields: {policyholder.x_a: text}\n"
    + rules(
        rule(
            "age(birth_date) > param.n",
            id="t.rule",
            title="{zh: 甲, en: A}",
            examples="[]",
        )
    )
)


def digest(write: Any, text: str = TEXT) -> str:
    value: str = load_ruleset(write(text)).digest
    return value


def test_it_is_sha256_of_canonical_json(write: Any) -> None:
    ruleset = load_ruleset(write(TEXT))
    text = json.dumps(
        ruleset.canonical(), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )

    assert ruleset.digest == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: 3", "value: 4"),
        ("x_a: text", "x_a: date"),
        ("severity: block", "severity: warn"),
        ("> param.n", ">= param.n"),
        ("id: t.rule", "id: t.other"),
        ("zh: 甲", "zh: 乙"),
        ("severity: block", "severity: block, lock: true"),
        ("severity: block", "severity: block, stages: [entry]"),
        ("severity: block", "severity: block, when: present(name)"),
        ("severity: block", "severity: block, in_force: {from: 2020-01-01}"),
        ("severity: block", "severity: block, undetermined: review"),
        ("severity: block", "severity: block, enabled: false"),
        ("[policyholder]", "[policyholder, insured]"),
    ],
)
def test_what_judges_changes_it(write: Any, old: str, new: str) -> None:
    assert old in TEXT
    assert digest(write) != digest(write, TEXT.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("examples: []", "examples: [{name: a, expect: holds}]"),
        ("rules:", "# a comment\nrules:"),
        ("[policyholder]", "policyholder"),
        ("severity: block", '"severity": "block"'),
        ("severity: block", "severity: block, enabled: true"),
        ("severity: block", "severity: block, lock: false, tags: []"),
        ("max: 9", "max: 8"),
    ],
)
def test_what_does_not_judge_does_not(write: Any, old: str, new: str) -> None:
    assert old in TEXT
    assert digest(write) == digest(write, TEXT.replace(old, new))


def test_final_parameters_count(write: Any) -> None:
    path = write(TEXT)
    plain = Verifier(path, stage="entry").ruleset.digest

    assert Verifier(path, stage="entry", parameters={"n": 3}).ruleset.digest == plain
    assert Verifier(path, stage="entry", parameters={"n": 4}).ruleset.digest != plain
    verdict = Verifier(path, stage="entry", parameters={"n": 4}).verify({}, at=AT)
    assert verdict.ruleset.digest == verdict.to_dict()["ruleset"]["digest"] != plain


def test_json_and_yaml_give_one_digest(write: Any, tmp_path: Any) -> None:
    data = {
        "infoverify": "1",
        "ruleset": {"id": "t", "version": "1"},
        "rules": [
            {
                "id": "t.rule",
                "for": ["policyholder"],
                "require": "present(name)",
                "severity": "block",
            }
        ],
    }
    path = tmp_path / "t.json"
    path.write_text(json.dumps(data))

    assert load_ruleset(path).digest == digest(write, rules(rule("present(name)")))


def test_it_does_not_depend_on_the_place_or_on_hashing(write: Any) -> None:
    assert (
        load_ruleset(write(TEXT, "a/t.yaml")).digest
        == load_ruleset(write(TEXT, "b.yaml")).digest
    )
    code = (
        "from infoverify import load_ruleset; print(load_ruleset('life-strict').digest)"
    )
    digests = {
        subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert digests == {load_ruleset("life-strict").digest + "\n"}
