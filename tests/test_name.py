"""The name validator: cases as data, properties, comparisons, totality."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify import validators
from infoverify.errors import Empty, UsageError, ValidationError
from infoverify.validators import name

CASES = Path(__file__).parent / "cases" / "names.tsv"
VALID = {"true": True, "false": False, "none": None}


def _cases() -> list[Any]:
    rows = []
    for number, line in enumerate(CASES.read_text("utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        title, value, valid, code = line.split("\t")
        rows.append(
            pytest.param(
                json.loads(f'"{value}"', strict=False),
                VALID[valid],
                code,
                id=f"{number}:{title}",
            )
        )
    return rows


@pytest.mark.parametrize(("value", "valid", "code"), _cases())
def test_case(value: str, valid: bool | None, code: str) -> None:  # noqa: FBT001
    reading = name.inspect(value)
    assert (reading.valid, (*reading.problems, *reading.hints, "-")[0]) == (valid, code)
