"""Whole cases, written from the regulations: genuine customers pass, faults are named."""

from __future__ import annotations

import copy
import functools
import re
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from infoverify import Verdict, Verifier

CASES = Path(__file__).parent / "cases"
GENUINE = yaml.safe_load((CASES / "verdicts_genuine.yaml").read_text("utf-8"))
FAULTY = yaml.safe_load((CASES / "verdicts_faulty.yaml").read_text("utf-8"))
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def with_check_digit(text: str) -> str:
    """Return the number with the digit that its ? stands for."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    total = sum(
        int(digit) * weight for digit, weight in zip(plain, WEIGHTS, strict=False)
    )
    return text[:-1] + "10X98765432"[total % 11]


def checked(value: Any) -> Any:
    """Return a record with every check digit worked out."""
    if isinstance(value, dict):
        return {key: checked(field) for key, field in value.items()}
    if isinstance(value, list):
        return [checked(element) for element in value]
    if isinstance(value, str) and re.fullmatch(r"[\d ]{17,}\?", value):
        return with_check_digit(value)
    return value


def place(record: Any, path: str) -> tuple[Any, Any]:
    """Return what holds a path's last step, and that step."""
    *steps, last = (
        int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", path)
    )
    for step in steps:
        record = record[step] if isinstance(step, int) else record.setdefault(step, {})
    return record, last


def put(record: dict[str, Any], path: str, value: object) -> None:
    holder, last = place(record, path)
    if isinstance(holder, list) and last == len(holder):
        holder.append(value)
    else:
        holder[last] = copy.deepcopy(value)


def base(name: str) -> dict[str, Any]:
    found = GENUINE["bases"][name]
    if "extends" not in found:
        return copy.deepcopy(found)
    record = base(found["extends"])
    for path, value in found["set"].items():
        put(record, path, value)
    return record


def built(case: dict[str, Any]) -> dict[str, Any]:
    record = base(case["base"])
    for path, value in case.get("set", {}).items():
        put(record, path, value)
    for path in case.get("drop", ()):
        holder, last = place(record, path)
        del holder[last]
    return checked(record)


@functools.cache
def verifier(profile: str, stage: str) -> Verifier:
    return Verifier(profile, stage=stage)


def judged(case: dict[str, Any]) -> Verdict:
    judge = verifier(
        case.get("profile", "life-standard"), case.get("stage", "underwriting")
    )
    day = date.fromisoformat(case.get("at", "2026-11-21"))
    return judge.verify(built(case), at=day)


def rules(verdict: Verdict, *severities: str) -> set[str]:
    return {f.rule for f in verdict.findings if f.severity in severities}


@pytest.mark.parametrize("case", GENUINE["cases"], ids=lambda case: case["name"])
def test_a_genuine_customer_passes(case: dict[str, Any]) -> None:
    verdict = judged(case)

    assert rules(verdict, "block", "review") == set()
    assert rules(verdict, "warn") == set(case.get("warns", ()))
    assert verdict.decision == "clear"


@pytest.mark.parametrize("case", FAULTY["cases"], ids=lambda case: case["name"])
def test_a_fault_is_found_and_named(case: dict[str, Any]) -> None:
    verdict = judged(case)
    wanted = {case["rule"]} if isinstance(case["rule"], str) else set(case["rule"])

    assert wanted <= rules(verdict, "block", "review", "warn", "info")
    assert rules(verdict, "block", "review") <= wanted | set(case.get("also", ()))
    assert verdict.decision == case["decision"]


def test_amounts_may_be_decimals() -> None:
    case = {"base": "life", "set": {"policy.annual_premium": Decimal("9800.50")}}

    assert judged(case).decision == "clear"


def test_every_case_has_its_own_name() -> None:
    for cases in (GENUINE["cases"], FAULTY["cases"]):
        names = [case["name"] for case in cases]
        assert len(set(names)) == len(names)
