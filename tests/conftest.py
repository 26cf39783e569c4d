"""What all tests share: a deterministic hypothesis profile, small rulesets, the case."""

from __future__ import annotations

import copy
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from infoverify import Verdict, Verifier
from infoverify.examples import load_samples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

settings.register_profile(
    "infoverify",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=100,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
    ],
)
settings.load_profile("infoverify")

AT = date(2026, 1, 15)
HEAD = 'infoverify: 1\nruleset: {id: t, version: "1"}\n'


@pytest.fixture(scope="session")
def samples() -> dict[str, Any]:
    return load_samples()


@pytest.fixture
def case(samples: dict[str, Any]) -> dict[str, Any]:
    """Return the clean case, to be changed at will."""
    return copy.deepcopy(samples["case"])


@pytest.fixture(scope="session")
def standard() -> Verifier:
    return Verifier("life-standard", stage="underwriting", key=b"a key for tests")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a ruleset: its head is added unless it has one."""

    def write(text: str, name: str = "t.yaml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = "" if text.startswith("infoverify") else HEAD
        path.write_text(head + text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def judge(write: Callable[..., Path]) -> Callable[..., Verdict]:
    """Return a function that verifies a record by a ruleset's text."""

    def judge(
        text: str,
        record: object,
        *,
        at: date = AT,
        touched: list[str] | None = None,
        stage: str = "underwriting",
        **options: Any,
    ) -> Verdict:
        verifier = Verifier(write(text), stage=stage, **options)
        return verifier.verify(record, at=at, touched=touched)

    return judge


def rule(require: str, **keys: str) -> str:
    """Return one rule as a line of YAML; ``keys`` are written as YAML values."""
    keys = {"id": "t.rule", "for_": "[policyholder]", "severity": "block", **keys}
    pairs = ", ".join(f"{k.rstrip('_')}: {v}" for k, v in keys.items())
    quoted = require.replace("'", "''")
    return f"  - {{{pairs}, require: '{quoted}'}}\n"


def rules(*lines: str) -> str:
    return "rules:\n" + "".join(lines)


def kinds(verdict: Verdict) -> list[str]:
    """Return what was found, without the unreadable."""
    found = [f.rule for f in verdict.findings]
    return found + [f"? {u.rule} {u.reason}" for u in verdict.undetermined]
