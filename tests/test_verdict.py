"""Verdicts: the decision, the JSON form, raising, pickling."""
# ruff: noqa: S301 - hostile doubles and synthetic pickles

from __future__ import annotations

import copy
import gc
import json
import pickle
import sys
import types
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from conftest import AT, rule, rules
from infoverify import CorrectionRequired, UsageError, Verdict, Verifier, __version__
from infoverify.examples import load_samples


def of(judge: Any, *severities: str, **options: Any) -> Verdict:
    lines = [
        rule("present(name)", id=f"t.rule_{i}", severity=s)
        for i, s in enumerate(severities)
    ]
    verdict: Verdict = judge(rules(*lines), {"policyholder": {}}, **options)
    return verdict


@pytest.mark.parametrize(
    ("severities", "decision"),
    [
        (["info"], "clear"),
        (["warn", "info"], "clear"),
        (["warn", "review"], "refer"),
        (["review", "block"], "correct"),
        (["block"], "correct"),
    ],
)
def test_decision(judge: Any, severities: list[str], decision: str) -> None:
    verdict = of(judge, *severities)

    assert verdict.decision == decision
    assert verdict.blocked == (decision == "correct")
    assert [f.severity for f in verdict.findings] == severities


@pytest.mark.parametrize(
    ("severity", "decision"),
    [("info", "refer"), ("warn", "refer"), ("review", "refer"), ("block", "correct")],
)
def test_a_partial_verdict_is_never_clear(
    judge: Any, severity: str, decision: str
) -> None:
    verdict = of(judge, severity, touched=["policyholder.name"])

    assert verdict.partial
    assert verdict.decision == decision
    assert "partial" in repr(verdict)
    assert judge(rules(rule("present(name)")), {}, touched=[]).decision == "refer"


@pytest.mark.parametrize(
    ("severity", "at_least", "raises"),
    [
        ("warn", "block", False),
        ("warn", "review", False),
        ("review", "block", False),
        ("review", "review", True),
        ("block", "block", True),
        ("block", "review", True),
    ],
)
def test_raise_for_blocking(
    judge: Any,
    severity: str,
    at_least: Any,
    raises: bool,
) -> None:
    verdict = of(judge, severity)

    if not raises:
        verdict.raise_for_blocking(at_least)
        return
    with pytest.raises(CorrectionRequired, match=r"t\.rule_0") as caught:
        verdict.raise_for_blocking(at_least=at_least)
    assert caught.value.verdict is verdict
    assert pickle.loads(pickle.dumps(caught.value)).verdict == verdict


def test_raise_for_blocking_knows_two_words(judge: Any) -> None:
    with pytest.raises(UsageError):
        of(judge, "warn").raise_for_blocking("warn")  # type: ignore[arg-type]


def test_json_form(judge: Any) -> None:
    verdict = of(judge, "block", "warn")

    data = json.loads(verdict.to_json())

    assert data == verdict.to_dict()
    assert data["schema"] == 1
    assert data["decision"] == "correct"
    assert data["at"] == "2026-01-15"
    assert data["stage"] == "underwriting"
    assert data["library"] == __version__
    assert data["ruleset"]["id"] == "t"
    assert data["ruleset"]["version"] == "1"
    assert len(data["ruleset"]["digest"]) == 64
    assert data["tables"]
    assert [f["rule"] for f in data["findings"]] == ["t.rule_0", "t.rule_1"]
    assert data["undetermined"] == []


def test_json_is_canonical(judge: Any) -> None:
    text = of(judge, "block").to_json()

    again = json.dumps(
        json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert text == again
    assert text.encode()


@pytest.mark.parametrize(
    "again", [lambda v: pickle.loads(pickle.dumps(v)), copy.copy, copy.deepcopy]
)
def test_pickles_and_copies(judge: Any, again: Any) -> None:
    verdict = of(judge, "block", "warn", key=b"a-very-secret-key")

    back = again(verdict)

    assert back == verdict
    assert hash(back) == hash(verdict)
    assert back.to_json() == verdict.to_json()
    assert back.decision == "correct"
    assert back.ruleset.digest == verdict.ruleset.digest
    assert all(f._key is None for f in back.findings)
    assert b"a-very-secret-key" not in pickle.dumps(verdict)


def test_verdicts_are_frozen(judge: Any) -> None:
    verdict = of(judge, "block")

    with pytest.raises(AttributeError):
        verdict.findings = ()
    with pytest.raises(AttributeError):
        del verdict.at
    with pytest.raises(AttributeError):
        verdict.decision = "clear"  # type: ignore[misc]


def test_repr_counts(judge: Any) -> None:
    verdict = of(judge, "block", "warn", "warn")

    assert repr(verdict) == (
        "<Verdict correct: 1 block, 2 warn, 0 undetermined, t underwriting at 2026-01-15>"
    )
    assert str(verdict) == repr(verdict)


def test_obligations_are_told_once(judge: Any) -> None:
    text = rules(
        rule("present(name)", id="a.a", obligations="[x, y]"),
        rule("present(sex)", id="a.b", obligations="[y, z]"),
        rule("present(party) or not present(party)", id="a.c", obligations="[never]"),
    )

    assert judge(text, {}).obligations == ("x", "y", "z")


def test_an_undetermined_entry_in_words(judge: Any) -> None:
    verdict = judge(rules(rule('sex == "male"')), {})

    assert [u.text("en") for u in verdict.undetermined] == [
        "t.rule (policyholder): information is absent"
    ]
    assert verdict.undetermined[0].paths == ("policyholder.sex",)


def test_verdicts_of_a_clean_case(standard: Verifier, case: dict[str, Any]) -> None:
    verdict = standard.verify(case, at=AT)

    assert verdict.decision == "clear"
    assert verdict.findings == ()
    verdict.raise_for_blocking(at_least="review")
    assert standard.verify(case, at=date(2026, 1, 15)) == verdict
    assert verdict != object()


def reachable(start: object) -> list[object]:
    """Return what an object leads to, but through no class, module or function."""
    passed = (type, types.ModuleType, types.FunctionType)
    seen: dict[int, object] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if id(here) not in seen and not issubclass(type(here), passed):
            seen[id(here)] = here
            waiting += gc.get_referents(here)
    return list(seen.values())


def test_a_verdict_does_not_keep_the_case() -> None:
    """What its findings saw stays, the record does not, read or unread."""
    judge = Verifier("life-standard", stage="underwriting")
    record = copy.deepcopy(load_samples()["case"])
    record["policyholder"]["mobile"] = "13800138000"
    record["beneficiaries"][0]["share"] = "70"
    for _ in range(2):
        verdict = judge.verify(record, at=AT)
    for read in (lambda: None, verdict.to_json):
        read()
        kept = reachable(verdict)
        assert not any(each is record for each in kept)
        assert not any(each is record["policyholder"] for each in kept)


def test_the_state_of_a_finding_is_what_it_shows() -> None:
    """Tools that dump objects ask for their state."""
    judge = Verifier("life-standard", stage="underwriting")
    record = copy.deepcopy(load_samples()["case"])
    number = record["policyholder"]["id_number"]
    record["policyholder"]["sex"] = "female"
    for _ in range(2):
        verdict = judge.verify(record, at=AT)
    assert verdict.findings
    assert all(number not in repr(f.__getstate__()) for f in verdict.findings)


def test_threads_may_read_one_verdict() -> None:
    """Findings are laid out when first read, by whoever comes first."""
    judge = Verifier("life-standard", stage="underwriting")
    judge.verify({}, at=AT)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(60):
            verdict = judge.verify({}, at=AT)
            with ThreadPoolExecutor(4) as pool:
                asked = [pool.submit(verdict.to_json) for _ in range(4)]
            shown = [each.result() for each in asked]
            assert len(set(shown)) == 1
    finally:
        sys.setswitchinterval(before)
