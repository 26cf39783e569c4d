"""Same record, ruleset, date and key: the same bytes, whatever the order of keys."""
# ruff: noqa: S301 - hostile doubles and synthetic pickles

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import AT
from infoverify import Verifier
from infoverify.examples import load_samples

if TYPE_CHECKING:
    import random

CASE = load_samples()["case"]


def broken() -> dict[str, Any]:
    """Return a case with many findings, violated and undetermined."""
    record = pickle.loads(pickle.dumps(CASE))
    record["policyholder"] |= {"name": "无", "mobile": "13701862593", "sex": 5}
    record["policyholder"]["birth_date"] = "1985-06-19"
    record["insured"].append({"relationship": "self", "name": "林佩珊", "x": 1})
    record["insured"].append(5)
    record["beneficiaries"] *= 2
    record["policy"]["channel"] = "postal"
    record["form"] = {"policyholder": {"sex": "x", "email": 5}}
    return record


def shuffled(value: Any, rng: random.Random) -> Any:
    if isinstance(value, dict):
        keys = list(value)
        rng.shuffle(keys)
        return {key: shuffled(value[key], rng) for key in keys}
    if isinstance(value, list):
        return [shuffled(item, rng) for item in value]
    return value


@given(st.randoms(use_true_random=False))
def test_the_order_of_keys_changes_no_byte(
    standard: Verifier, rng: random.Random
) -> None:
    record = broken()
    wanted = standard.verify(record, at=AT)

    verdict = standard.verify(shuffled(record, rng), at=AT)

    assert verdict.to_json() == wanted.to_json()
    assert verdict.to_json(raw=True) == wanted.to_json(raw=True)
    assert pickle.dumps(verdict) == pickle.dumps(wanted)


def test_the_same_input_gives_the_same_bytes() -> None:
    texts = {
        Verifier("life-strict", stage="underwriting", key=b"k")
        .verify(broken(), at=AT)
        .to_json()
        for _ in range(3)
    }

    assert len(texts) == 1


def test_neither_hashing_nor_locale_nor_zone_count() -> None:
    code = (
        "import sys; sys.path[:0] = ['tests']\n"
        "from test_determinism import AT, Verifier, broken\n"
        "verdict = Verifier('life-standard', stage='underwriting', key='k').verify(broken(), at=AT)\n"
        "sys.stdout.buffer.write(verdict.to_json(raw=True).encode())"
    )
    outputs = {
        subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            cwd=os.path.dirname(os.path.dirname(__file__)),  # noqa: PTH120
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    }

    assert len(outputs) == 1
    assert outputs.pop()


def test_the_kind_of_mapping_does_not_count(standard: Verifier) -> None:
    record = broken()
    wanted = standard.verify(record, at=AT).to_json()

    record["policyholder"] = OrderedDict(reversed(record["policyholder"].items()))

    assert standard.verify(record, at=AT).to_json() == wanted


def test_keys_outside_the_vocabulary_do_not_count(standard: Verifier) -> None:
    record = broken()
    wanted = standard.verify(record, at=AT).to_json()

    record["weather"] = "fine"
    record["policyholder"]["hobby"] = object()

    assert standard.verify(record, at=AT).to_json() == wanted


@pytest.mark.parametrize("value", ["1985-06-18", "1985-06-18 ", "\t1985-06-18"])
def test_white_space_around_a_value_does_not_count(
    standard: Verifier, value: str
) -> None:
    record = pickle.loads(pickle.dumps(CASE))
    wanted = standard.verify(record, at=AT).to_json()
    record["policyholder"]["birth_date"] = value

    assert standard.verify(record, at=AT).to_json() == wanted
