"""Conformance vectors agree with the library, and the reference runner runs them."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from infoverify.engine import Verifier
from infoverify.errors import UsageError
from infoverify.examples import load_samples
from infoverify.rulesets import load_authored, load_ruleset
from infoverify.vectors import SCHEMA, expectation, render, vectors, write

if TYPE_CHECKING:
    from types import ModuleType

RUNNER = Path(__file__).parents[1] / "tools" / "run_vectors.py"
SMALL = "key-account-leads"


@pytest.fixture(scope="module")
def runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_vectors", RUNNER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write(tmp_path_factory.mktemp("vectors"), [SMALL, "regulations/pipl"])


def test_the_runner_is_short() -> None:
    assert len(RUNNER.read_text(encoding="utf-8").splitlines()) <= 100


def test_one_file_for_each_ruleset(written: list[Path]) -> None:
    assert [p.name for p in written] == [f"{SMALL}.json", "regulations__pipl.json"]
    assert "vectors" in render(written, "en")
    assert "个向量" in render(written)


def test_the_runner_agrees(runner: ModuleType, written: list[Path]) -> None:
    assert runner.main([str(path) for path in written]) == 0


def test_the_runner_notices_another_answer(
    runner: ModuleType, written: list[Path], tmp_path: Path
) -> None:
    content = json.loads(written[0].read_text(encoding="utf-8"))
    content["vectors"][0]["expect"]["decision"] = "refer"
    path = tmp_path / written[0].name
    path.write_text(json.dumps(content), encoding="utf-8")
    (line,) = runner.run(path, SMALL)
    assert "decision differ" in line


def test_the_runner_notices_another_ruleset(
    runner: ModuleType, written: list[Path], tmp_path: Path
) -> None:
    content = json.loads(written[0].read_text(encoding="utf-8"))
    content["ruleset"]["digest"] = "0" * 64
    path = tmp_path / written[0].name
    path.write_text(json.dumps(content), encoding="utf-8")
    (line,) = runner.run(path, SMALL)
    assert "another state" in line


def test_the_runner_knows_its_schema(runner: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"infoverify_vectors": 99}', encoding="utf-8")
    assert runner.main([str(path)]) == 1
    assert runner.main([]) == 1


def test_vectors_hold_what_a_port_needs() -> None:
    ruleset = load_authored(SMALL)
    made = vectors(ruleset, load_samples())
    assert made["infoverify_vectors"] == SCHEMA
    assert made["ruleset"]["digest"] == ruleset.digest
    names = [vector["name"] for vector in made["vectors"]]
    assert "nothing given, entry" in names
    assert len(set(names)) == len(names)
    for vector in made["vectors"]:
        assert set(vector) == {"name", "stage", "at", "parameters", "record", "expect"}


def test_every_rule_speaks_somewhere() -> None:
    """An example of a violation becomes a vector in which the rule is found."""
    for name in (SMALL, "customer-filing", "regulations/nfra-2023-2"):
        ruleset = load_authored(name)
        found = {
            finding["rule"]
            for vector in vectors(ruleset)["vectors"]
            for finding in vector["expect"]["findings"]
        }
        assert {rule.id for rule in ruleset.rules} <= found


def test_suggestions_are_told() -> None:
    verifier = Verifier("life-standard", stage="underwriting")
    record = load_samples()["case"]
    changed = {
        **record,
        "policyholder": {**record["policyholder"], "birth_date": "1985-06-19"},
    }
    told = expectation(verifier.verify(changed, at=date(2026, 1, 15)))
    suggestions = [f["suggestion"] for f in told["findings"] if f["suggestion"]]
    assert {"policyholder.birth_date": "1985-06-18"} in suggestions


def test_the_built_form_makes_none() -> None:
    ruleset = load_ruleset("identity")
    if not ruleset.merged.built:
        pytest.skip("the built form is older than its YAML")
    with pytest.raises(UsageError, match="built form"):
        vectors(ruleset)
