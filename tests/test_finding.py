"""Findings: what they show, what they hide, and how they are recognised again."""
# ruff: noqa: S301 - hostile doubles and synthetic pickles

from __future__ import annotations

import copy
import hashlib
import hmac
import json
import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from infoverify import Basis, Finding, Severity
from infoverify.canonical import canonical_json, number_text, plain_text
from infoverify.vocabulary import role_name

KEY = b"k"
RECORD = {
    "policy": {"application_number": "A1", "number": "P1"},
    "policyholder": {"name": "周文博", "sex": "male", "birth_date": "1985-06-18"},
}
RULE = """rules:
  - id: t.rule
    title: {zh: 标题, en: Title}
    for: [policyholder]
    require: birth_date == "2000-01-01"
    paths: [birth_date, name]
    severity: block
    suggest: {birth_date: policy.applied_on}
    message:
      zh: "{role}{name}生于{birth_date},电话{mobile},{mobile.state},{at},{policy.application_number}"
      en: "{role} {name} {birth_date} {mobile} {mobile.state} {at} {param.n}"
    basis: [{instrument: circ-2013-82, clause: D1, article: null, trust: deck}, {instrument: law, article: "12", trust: law}]
    obligations: [retain_evidence]
parameters: {n: {value: "3"}}
"""


def finding(
    judge: Any, record: Any = RECORD, text: str = RULE, **options: Any
) -> Finding:
    verdict = judge(text, record, **options)
    assert len(verdict.findings) == 1
    found: Finding = verdict.findings[0]
    return found


def mac(value: object, key: bytes = KEY) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def test_what_a_finding_says(judge: Any) -> None:
    found = finding(judge)

    assert found.rule == "t.rule"
    assert found.outcome == "violated"
    assert found.severity is Severity.BLOCK
    assert found.stage == "underwriting"
    assert found.role == "policyholder"
    assert found.paths == ("policyholder.birth_date", "policyholder.name")
    assert found.obligations == ("retain_evidence",)
    assert found.title() == "标题"
    assert found.title("en") == "Title"
    assert found.message() == "投保人周**生于1985-**-**,电话缺失,缺失,2026-01-15,A1"
    assert (
        found.message("en")
        == "policyholder 周** 1985-**-** missing missing 2026-01-15 3"
    )
    assert found.waived_by is None
    assert found.host_paths is None


@pytest.mark.parametrize(
    ("basis", "zh", "en"),
    [
        (
            Basis("c", "D1", None, "deck"),
            "c D1 条号未核对",
            "c D1 article number not verified",
        ),
        (Basis("c", None, "12", "law"), "c 第12条", "c art. 12"),
        (Basis("c", "P1", None, "law"), "c P1", "c P1"),
    ],
)
def test_basis_in_words(basis: Basis, zh: str, en: str) -> None:
    assert basis.text("zh") == zh
    assert basis.text("en") == en


def test_numbers_of_the_policy_are_plain_in_its_own_rules(judge: Any) -> None:
    text = """rules:
  - {id: t.rule, for: [policy], require: present(line), severity: warn, message: "{number} {currency} {application_number}"}
"""
    record = {
        "policy": {
            "number": "P2026",
            "currency": "HKD",
            "application_number": "A7",
        }
    }

    assert finding(judge, record, text).message() == "P2026 HKD A7"


def test_fingerprint_is_an_hmac_of_number_rule_role_and_paths(judge: Any) -> None:
    paths = ["policyholder.birth_date", "policyholder.name"]

    assert finding(judge, key=KEY).fingerprint == mac(
        ["A1", "t.rule", "policyholder", paths]
    )
    only = {**RECORD, "policy": {"number": "P1"}}
    assert finding(judge, only, key="k").fingerprint == mac(
        ["P1", "t.rule", "policyholder", paths]
    )


@pytest.mark.parametrize("number", [None, "", "无", 5, "a" * 5000])
def test_without_a_number_there_is_no_fingerprint(judge: Any, number: object) -> None:
    record = {**RECORD, "policy": {"number": number, "application_number": number}}
    verdict = judge(RULE, record, key=KEY)
    found = next(f for f in verdict.findings if f.rule == "t.rule")

    assert found.fingerprint is None
    assert found.value_mark is not None


def test_without_a_key_there_are_no_marks(judge: Any) -> None:
    found = finding(judge)

    assert found.fingerprint is None
    assert found.value_mark is None


def test_value_mark_is_an_hmac_of_the_compact_values(judge: Any) -> None:
    marked = finding(judge, key=KEY).value_mark

    assert marked == mac(["1985-06-18", "周文博"])
    spaced = copy.deepcopy(RECORD)
    spaced["policyholder"]["name"] = " 周文博 "
    spaced["policyholder"]["birth_date"] = date(1985, 6, 18)  # type: ignore[assignment]
    assert finding(judge, spaced, key=KEY).value_mark == marked
    other = copy.deepcopy(RECORD)
    other["policyholder"]["name"] = "周文搏"
    assert finding(judge, other, key=KEY).value_mark != marked
    assert finding(judge, key=b"another").value_mark != marked


def test_an_absent_value_is_marked_as_null(judge: Any) -> None:
    record = {"policyholder": {"birth_date": "1985-06-18"}}

    assert finding(judge, record, key=KEY).value_mark == mac(["1985-06-18", None])


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("100", "100"),
        ("100.00", "100"),
        ("1E+3", "1000"),
        ("0.10", "0.1"),
        ("-0.10", "-0.1"),
        ("1E-3", "0.001"),
    ],
)
def test_equal_numbers_are_spelled_alike(number: str, text: str) -> None:
    assert number_text(Decimal(number)) == text
    assert plain_text(Decimal(number)) == text


def test_suggestions_are_plain_for_code_and_masked_in_outputs(judge: Any) -> None:
    record = copy.deepcopy(RECORD)
    record["policy"]["applied_on"] = "2001-02-03"

    found = finding(judge, record)

    proposal = found.suggestion["policyholder.birth_date"]
    assert proposal.value == date(2001, 2, 3)
    assert proposal.ground == "policy.applied_on"
    assert found.to_dict()["suggestion"] == {
        "policyholder.birth_date": {
            "value": "2001-**-**",
            "ground": "policy.applied_on",
        }
    }
    raw = found.to_dict(raw=True)
    assert raw["suggestion"]["policyholder.birth_date"]["value"] == "2001-02-03"
    assert raw["values"]["policyholder.name"] == "周文博"


def test_an_unknown_suggestion_is_none(judge: Any) -> None:
    assert finding(judge).suggestion == {}


def test_findings_are_frozen(judge: Any) -> None:
    found = finding(judge)

    with pytest.raises(AttributeError):
        found.severity = Severity.INFO
    with pytest.raises(AttributeError):
        del found.role
    with pytest.raises(AttributeError):
        found.anything = 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "again", [lambda f: pickle.loads(pickle.dumps(f)), copy.copy, copy.deepcopy]
)
def test_pickles_and_copies_keep_what_shows_and_lose_what_does_not(
    judge: Any, again: Any
) -> None:
    record = copy.deepcopy(RECORD)
    record["policy"]["applied_on"] = "2001-02-03"
    found = finding(judge, record, key=KEY)

    back = again(found)

    assert back == found
    assert hash(back) == hash(found)
    assert back.to_dict() == found.to_dict()
    assert back.fingerprint == found.fingerprint
    assert back.value_mark == found.value_mark
    assert back.severity is Severity.BLOCK
    assert back.to_dict(raw=True)["values"] == {}
    assert back._seen == {}
    assert back._key is None
    assert back._number is None
    assert back.suggestion["policyholder.birth_date"].value == "2001-**-**"
    assert again(back).to_dict() == back.to_dict()


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_no_pickle_holds_key_or_value(judge: Any, protocol: int) -> None:
    key = b"a-very-secret-key"

    data = pickle.dumps(finding(judge, key=key), protocol)

    assert key not in data
    assert "周文博".encode() not in data
    assert "周文博".encode("unicode_escape") not in data
    assert b"1985-06-18" not in data


def test_repr_and_str(judge: Any) -> None:
    found = finding(judge)

    assert repr(found) == (
        "<Finding t.rule block violated at policyholder.birth_date, policyholder.name>"
    )
    assert "周文博" not in str(found)
    assert "周**" in str(found)


def test_json_is_ready(judge: Any) -> None:
    data = finding(judge, key=KEY).to_dict()

    assert json.loads(canonical_json(data)) == data
    assert set(data) >= {
        *("rule", "outcome", "severity", "stage", "role", "paths", "host_paths"),
        *("title", "message", "basis", "suggestion", "obligations", "fingerprint"),
        *("value_mark", "waived_by"),
    }


def test_an_undetermined_finding_owes_nothing(judge: Any) -> None:
    def unsure(_value: str) -> bool | None:
        return None

    unsure.__annotations__ = {"_value": str, "return": bool}
    text = """rules:
  - {id: t.rule, for: [policyholder], require: acme.known(name), severity: block, undetermined: review, obligations: [x], title: {zh: 标题, en: Title}}
"""

    found = finding(judge, RECORD, text, functions={"acme.known": unsure})

    assert found.outcome == "undetermined"
    assert found.obligations == ()
    assert found.reason == "no_answer"
    assert found.message() == "无法确定（无法判断）：标题"
    assert found.message("en") == "Cannot tell (there is no answer): Title"
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize(
    ("role", "zh", "en"),
    [
        ("policyholder", "投保人", "policyholder"),
        ("insured[0]", "第1被保险人", "insured person 1"),
        ("form", "投保单", "application form"),
        (
            "form.insured[1]",
            "投保单所载第2被保险人",
            "insured person 2 on the form",
        ),
        (
            "insured[0].legal_representative",
            "第1被保险人的法定代表人",
            "insured person 1's legal representative",
        ),
        ("lead", "lead", "lead"),
    ],
)
def test_roles_have_names(role: str, zh: str, en: str) -> None:
    assert role_name(role, "zh") == zh
    assert role_name(role, "en") == en
