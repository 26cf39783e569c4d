"""The kits for hosts' tests: samples, golden files, strategies; and what they promise."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify import UsageError, Verifier
from infoverify.testing import (
    PERSONS,
    assert_verdict_matches,
    sample_case,
    sample_person,
)
from infoverify.testing.faults import FAULTS
from infoverify.testing.strategies import (
    check_character,
    mobile_number,
    named_fault,
    valid_application,
    valid_person,
)
from infoverify.validators import name, phone, resident_id

if TYPE_CHECKING:
    from infoverify import Verdict

AT = date(2026, 1, 15)


def shown(verdict: Verdict) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.rule, finding.paths) for finding in verdict.findings]


# Samples ----------------------------------------------------------------------


def test_the_sample_case_is_clear(standard: Verifier) -> None:
    assert shown(standard.verify(sample_case(), at=AT)) == []


def test_a_sample_is_the_callers_own() -> None:
    first = sample_case()
    first["policyholder"]["name"] = "改名"
    assert sample_case()["policyholder"]["name"] != "改名"
    given: list[str] = ["stamped_application"]
    organisation = sample_person("organisation", evidence=given)
    given.append("x")
    assert organisation["evidence"] == ["stamped_application"]


@pytest.mark.parametrize(
    ("path", "value", "reached"),
    [
        ("policyholder.name", "李静", lambda c: c["policyholder"]["name"]),
        ("insured[0].sex", "male", lambda c: c["insured"][0]["sex"]),
        ("beneficiaries[1].share", "40", lambda c: c["beneficiaries"][1]["share"]),
        ("callback.channel", "phone", lambda c: c["callback"]["channel"]),
        ("form.policy.line", "group", lambda c: c["form"]["policy"]["line"]),
        ("form.insured[0].name", "x", lambda c: c["form"]["insured"][0]["name"]),
        ("beneficiaries", [], lambda c: c["beneficiaries"]),
        ("policyholder.x_vip", True, lambda c: c["policyholder"]["x_vip"]),
        (
            "policyholder.legal_representative.name",
            "顾承远",
            lambda c: c["policyholder"]["legal_representative"]["name"],
        ),
    ],
)
def test_a_change_reaches_its_path(path: str, value: object, reached: Any) -> None:
    assert reached(sample_case(**{path: value})) == value


def test_none_takes_a_field_or_part_away(standard: Verifier) -> None:
    case = sample_case(**{"policyholder.name": None, "callback": None})
    assert "name" not in case["policyholder"]
    assert shown(standard.verify(case, at=AT)) == [
        ("name.absent", ("policyholder.name",))
    ]
    assert "mobile" not in sample_person(mobile=None)


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("policyholder.nmae", "name"),
        ("polcyholder.name", "policyholder"),
        ("insured.name", r"insured\[0\]"),
        ("insured[5].name", "1 elements"),
        ("insured[x].name", "1 elements"),
        ("policy[0].line", "names no part"),
        ("name", "names no part"),
        ("policyholder.name.first", "names no field"),
    ],
)
def test_a_misspelt_path_is_told(path: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        sample_case(**{path: "x"})


@pytest.mark.parametrize("which", PERSONS)
def test_every_person_is_there(which: str) -> None:
    assert sample_person(which)["name"]


def test_unknown_people_and_fields_are_told() -> None:
    with pytest.raises(UsageError, match="adult"):
        sample_person("adlut")
    with pytest.raises(UsageError, match="mobile"):
        sample_person(mobil="x")


# Golden files -------------------------------------------------------------------


def test_a_golden_file_holds_a_verdict(standard: Verifier, tmp_path: Path) -> None:
    golden = tmp_path / "deep" / "verdict.json"
    verdict = standard.verify(
        sample_case(**{"policyholder.mobile": "13800138000"}), at=AT
    )
    with pytest.raises(AssertionError, match=r"no golden file verdict\.json"):
        assert_verdict_matches(verdict, golden)
    assert_verdict_matches(verdict, golden, update=True)
    assert_verdict_matches(verdict, golden)
    assert "13800138000" not in golden.read_text("utf-8")
    assert json.loads(golden.read_text("utf-8"))["decision"] == "refer"
    other = standard.verify(sample_case(**{"policyholder.sex": None}), at=AT)
    with pytest.raises(AssertionError) as caught:
        assert_verdict_matches(other, golden)
    message = str(caught.value)
    assert '-  "decision": "refer"' in message
    assert '+  "decision": "correct"' in message
    assert sample_case()["policyholder"]["id_number"] not in message


# Strategies ---------------------------------------------------------------------


@given(person=valid_person())
def test_every_fact_of_a_valid_person_is_in_order(person: dict[str, Any]) -> None:
    reading = resident_id.inspect(person["id_number"], at=AT)
    assert reading.valid is True
    assert reading.problems == ()
    assert reading.birth_date == date.fromisoformat(person["birth_date"])
    assert reading.sex == person["sex"]
    assert name.inspect(person["name"]).valid is True
    assert date(1940, 1, 1) <= reading.birth_date <= date(2025, 12, 31)
    if "mobile" in person:
        mobile = phone.inspect(person["mobile"], at=AT)
        assert mobile.valid is True
        assert mobile.kind == "mobile"
        assert "placeholder" not in mobile.problems


@given(first=valid_person(index=1), second=valid_person(index=2))
def test_people_of_different_index_share_nothing(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    assert first["id_number"] != second["id_number"]
    assert not {first.get("mobile")} & {second.get("mobile")} - {None}


@given(number=mobile_number(at=date(2000, 6, 1)))
def test_mobiles_are_of_their_day(number: str) -> None:
    assert (
        "prefix_newer_than_date" not in phone.inspect(number, at=date(2000, 6, 1)).hints
    )


@pytest.mark.parametrize(
    ("first", "check"),
    # The check characters of GB 11643-1999, appendix.
    [("11010519491231002", "X"), ("44052418800101001", "4")],
)
def test_check_characters(first: str, check: str) -> None:
    assert check_character(first) == check


@pytest.mark.parametrize("stage", ["entry", "underwriting", "servicing", "legacy"])
@pytest.mark.parametrize("ruleset", ["life-standard", "life-strict"])
def test_valid_applications_are_clear(ruleset: str, stage: str) -> None:
    judge = Verifier(ruleset, stage=stage)

    @given(application=valid_application())
    @settings(max_examples=12)
    def clear(application: dict[str, Any]) -> None:
        before = copy.deepcopy(application)
        verdict = judge.verify(application, at=AT)
        assert verdict.decision == "clear", shown(verdict)
        assert shown(verdict) == []
        assert application == before

    clear()


@given(at=st.dates(date(2014, 1, 1), date(2030, 12, 31)), data=st.data())
@settings(max_examples=40)
def test_valid_applications_are_clear_on_any_day(
    standard: Verifier, at: date, data: st.DataObject
) -> None:
    verdict = standard.verify(data.draw(valid_application(at=at)), at=at)
    assert shown(verdict) == []


@pytest.mark.parametrize("rule", FAULTS)
def test_a_named_fault_is_found_and_nothing_else(standard: Verifier, rule: str) -> None:
    @given(fault=named_fault(rules=(rule,)))
    @settings(max_examples=6)
    def found(fault: tuple[dict[str, Any], str]) -> None:
        application, expected = fault
        verdict = standard.verify(application, at=AT)
        assert {f.rule for f in verdict.findings} == {expected}
        for finding in verdict.findings:
            assert set(finding.paths) & set(FAULTS[rule].paths), finding.paths

    found()


@given(fault=named_fault())
@settings(max_examples=40)
def test_any_named_fault_is_found(
    standard: Verifier, fault: tuple[dict[str, Any], str]
) -> None:
    application, expected = fault
    assert {f.rule for f in standard.verify(application, at=AT).findings} == {expected}


def test_samples_and_golden_files_need_no_hypothesis() -> None:
    code = "import sys, infoverify.testing; sys.exit('hypothesis' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own words
    assert ran.returncode == 0


def test_the_guides_code_runs() -> None:
    guide = Path(__file__).parents[1] / "docs" / "testing.md"
    blocks = guide.read_text("utf-8").split("```python\n")[1:]
    assert len(blocks) == 2
    exec("".join(block.partition("```")[0] for block in blocks), {})  # noqa: S102 - our own
