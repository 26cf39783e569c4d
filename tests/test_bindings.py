"""Bindings: a host's names, codes and layouts, mapped to the vocabulary."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoverify import RulesetError, Verifier, load_binding
from infoverify.binding_file import binding_names, bindings_root
from infoverify.binding_values import DATE_FORMATS, Unmapped, Writing
from infoverify.contract import contract, render
from infoverify.language.sources import read_file
from infoverify.rulesets import load_ruleset
from infoverify.vocabulary import LIST_PARTS

if TYPE_CHECKING:
    from pathlib import Path

AT = date(2026, 1, 15)
FLAT: dict[str, Any] = {
    "PRT_NO": "A1",
    "RISK_KIND": "L",
    "INSU_MONTHS": "240",
    "SALE_CHNL": "01",
    "APPNT_NAME": "周文博",
    "APPNT_SEX": "0",
    "APPNT_BIRTHDAY": "19850618",
    "APPNT_IDTYPE": "0",
    "APPNT_IDNO": "310104198506185373",
    "APPNT_IDENDDATE": "99991231",
    "APPNT_INCOME_10K": "26",
    "INSURED1_RELATION": "1",
    "INSURED1_NAME": "林佩珊",
    "INSURED1_SEX": "1",
    "INSURED3_NAME": "周以宁",
    "INSURED3_RELATION": "2",
}


@pytest.mark.parametrize("name", binding_names())
def test_every_shipped_binding_loads(name: str) -> None:
    binding = load_binding(name)

    assert binding.id == name
    assert len(binding.places) > 30


def test_codes_map_into_the_vocabulary_only() -> None:
    """Every table names its source, and maps to texts."""
    tables = read_file(bindings_root() / "codes.yaml").data["tables"]

    assert all(table["source"] and table["codes"] for table in tables.values())


def test_flat_columns_become_a_record() -> None:
    record: Any = load_binding("core-system-columns").bind(FLAT).record

    assert record["policy"]["channel"] == "direct"
    assert record["policyholder"]["sex"] == "male"
    assert record["policyholder"]["birth_date"] == date(1985, 6, 18)
    assert record["policyholder"]["id_valid_until"] == "long_term"
    assert record["policyholder"]["income"] == 260_000
    assert [p["name"] for p in record["insured"]] == ["林佩珊", "周以宁"]
    assert record["insured"][1]["relationship"] == "child"
    assert record["beneficiaries"] == []


def test_a_hosts_names_mean_the_vocabularys_paths() -> None:
    """What a portal calls touched; numbered columns by their own number."""
    bound = load_binding("core-system-columns").bind(FLAT)

    assert bound.own_paths(["APPNT_NAME", "INSURED3_SEX", "INSURED2_SEX"]) == [
        *("policyholder.name", "insured[1].sex", "INSURED2_SEX")
    ]
    assert bound.own_paths(["policyholder.sex", "nothing"]) == [
        *("policyholder.sex", "nothing")
    ]
    odd: list[Any] = [None, ["APPNT_NAME"], 7]
    assert bound.own_paths(odd) == odd
    empty = load_binding("core-system-columns").bind({"PRT_NO": "A1"})
    assert empty.own_paths(["INSURED1_NAME"]) == ["insured[0].name"]


@pytest.mark.parametrize("name", binding_names())
def test_every_name_that_a_finding_shows_leads_back(name: str) -> None:
    binding = load_binding(name)
    bound = binding.bind({})
    for path in binding.mapped():
        part, _, field = path.partition(".")
        own = f"{part}[0].{field}" if part in LIST_PARTS else path
        host = bound.host_path(own)
        if host is not None:
            assert own in bound.own_paths([host])


def test_of_nobody_insured_the_first_columns_are_named() -> None:
    bound = load_binding("core-system-columns").bind({"PRT_NO": "A1"})
    assert bound.host_path("insured[0].name") == "INSURED1_NAME"
    assert bound.host_path("beneficiaries[0].name") == "BNF1_NAME"


def test_findings_carry_the_hosts_names() -> None:
    """A column's number is the host's own, blank columns between do not count."""
    verifier = Verifier(
        "life-standard", stage="underwriting", binding="core-system-columns"
    )
    verdict = verifier.verify(FLAT, at=AT)

    named = {f.paths: f.host_paths for f in verdict.findings}
    assert named["insured[1].sex",] == ("INSURED3_SEX",)
    assert named["policyholder.address",] == ("APPNT_ADDRESS",)
    assert "host_paths" in verdict.to_dict()["findings"][0]


def test_an_unmapped_code_is_unreadable() -> None:
    verifier = Verifier(
        "life-standard", stage="underwriting", binding="core-system-columns"
    )
    verdict = verifier.verify({**FLAT, "APPNT_SEX": "7"}, at=AT)

    found = [f for f in verdict.findings if f.paths == ("policyholder.sex",)]
    assert [f.rule for f in found] == ["sex.absent"]
    assert "无法识别" in found[0].message("zh")


def test_rows_of_one_application_make_one_case() -> None:
    binding = load_binding("agency-sheet")
    rows = [
        {"投保单号": "T1", "角色": "投保人", "姓名": "周文博", "性别": "男"},
        {
            "投保单号": "T1",
            "角色": "被保险人",
            "姓名": "林佩珊",
            "与投保人关系": "配偶",
        },
        {"投保单号": "T2", "角色": "投保人", "姓名": "赵明轩"},
    ]
    bound = [binding.bind(case) for case in binding.cases(rows)]

    first: Any = bound[0].record
    assert len(bound) == 2
    assert first["insured"] == [{"name": "林佩珊", "relationship": "spouse"}]
    assert bound[0].host_path("insured[0].name") == "姓名 (2)"
    assert bound[0].host_path("policyholder.name") == "姓名"


SHEET: dict[str, str] = {"投保单号": "T1", "险种类别": "寿险"}


def bound_rows(*rows: dict[str, str]) -> Any:
    return load_binding("agency-sheet").bind([{**SHEET, **row} for row in rows])


def test_a_row_of_nobody_known_is_not_lost() -> None:
    bound = bound_rows(
        {"角色": "连带被保险人", "姓名": "周以宁"}, {"角色": "投保人", "姓名": "周文博"}
    )

    assert [type(one) for one in bound.record["beneficiaries"]] == [Unmapped]
    assert bound.host_path("beneficiaries[0]") == "角色 (1)"
    verifier = Verifier("life-standard", stage="underwriting", binding="agency-sheet")
    rows = [{**SHEET, "角色": "连带被保险人"}, {**SHEET, "角色": "投保人"}]
    found = {f.rule: f.host_paths for f in verifier.verify(rows, at=AT).findings}
    assert found["record.unreadable"] == ("角色 (1)",)


def test_two_policyholders_of_a_case_are_neither() -> None:
    one, other = (
        {"角色": "投保人", "姓名": "周文博"},
        {"角色": "投保人", "姓名": "吴建国"},
    )

    assert bound_rows(one, one).record["policyholder"] == {"name": "周文博"}
    assert isinstance(bound_rows(one, other).record["policyholder"], Unmapped)


def test_what_a_case_says_once_may_stand_in_any_of_its_rows() -> None:
    first = {"角色": "被保险人", "业务员姓名": ""}
    second = {"角色": "投保人", "业务员姓名": "许国梁", "年保费": "100"}
    third = {"角色": "受益人", "业务员姓名": "许国梁", "年保费": "200"}
    record = bound_rows(first, second, third).record

    assert record["salesperson"] == {"name": "许国梁"}
    assert record["policy"]["line"] == "individual_life"
    assert record["policy"]["channel"] == "intermediary"
    assert isinstance(record["policy"]["annual_premium"], Unmapped)


def test_rows_without_a_number_are_nobodys_neighbours() -> None:
    rows = [{"投保单号": " ", "角色": "投保人"}] * 2
    assert len(list(load_binding("agency-sheet").cases(rows))) == 2


def test_a_gap_in_numbered_columns_moves_nobodys_beneficiary(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        """infoverify_binding: 1
layouts:
  insured: {numbered: {first: 1, last: 3}}
  beneficiaries: {numbered: {first: 1, last: 2}}
codes: {one-based: {"1": "0", "2": "1", "3": "2"}}
fields:
  insured[].name: "I{n}"
  beneficiaries[].name: "B{n}"
  beneficiaries[].insured_index: {from: "BI{n}", codes: one-based}
""",
        "utf-8",
    )
    host = {
        "I2": "林佩珊",
        "I3": "周以宁",
        "B1": "甲",
        "BI1": "3",
        "B2": "乙",
        "BI2": "1",
    }
    record: Any = load_binding(path).bind(host).record

    assert [one["name"] for one in record["insured"]] == ["林佩珊", "周以宁"]
    assert record["beneficiaries"][0]["insured_index"] == 1
    assert isinstance(record["beneficiaries"][1]["insured_index"], Unmapped)
    host["I1"] = "周文博"
    whole: Any = load_binding(path).bind(host).record
    assert whole["beneficiaries"][0]["insured_index"] == "2"


def test_nested_messages_are_walked() -> None:
    message = {
        "TranData": {
            "LCCont": {
                "LCAppnt": {"AppntName": "周文博", "AppntSex": "1"},
                "LCInsureds": [{"Name": "林佩珊", "RelaToAppnt": "5"}, 3],
            }
        }
    }
    bound = load_binding("bank-message").bind(message)
    record: Any = bound.record

    assert record["policyholder"] == {"name": "周文博", "sex": "male"}
    # The message says what the policyholder is to the insured person: a parent.
    assert record["insured"] == [{"name": "林佩珊", "relationship": "child"}, 3]
    wanted = "TranData.LCCont.LCInsureds[0].Name"
    assert bound.host_path("insured[0].name") == wanted


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: b", "not known here"),
        ("infoverify_binding: 1\nfields: {}", "at least one field"),
        ("infoverify_binding: 1\nfields: {policyholder.nam: X}", "no field"),
        ("infoverify_binding: 1\nfields: {insured.name: X}", "write the path as"),
        ("infoverify_binding: 1\nfields:\n  insured[].name: 'X{n}'", "numbered"),
        (
            "infoverify_binding: 1\nfields: {policyholder.sex: {from: X, codes: sx}}",
            "no code table",
        ),
        (
            (
                "infoverify_binding: 1\ncodes: {t: {'1': man}}\n"
                "fields: {policyholder.sex: {from: X, codes: t}}"
            ),
            "no code of the field",
        ),
        (
            "infoverify_binding: 1\nfields: {policyholder.name: {from: X, dates: Y}}",
            "dates is one of",
        ),
        (
            "infoverify_binding: 1\nfields: {policy.channel: {value: bankassurance}}",
            "did you mean 'bancassurance'",
        ),
        ("infoverify_binding: 1\nfields: {policy.channel: {value: [a]}}", "one text"),
        (
            "infoverify_binding: 1\nfields: {policy.annual_premium: {value: many}}",
            "no number",
        ),
        (
            "infoverify_binding: 1\nfields: {policy.annual_premium: {from: X, scale: NaN}}",
            "other than 0",
        ),
    ],
)
def test_wrong_files_are_told_with_their_place(
    tmp_path: Path, text: str, problem: str
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(RulesetError, match=problem) as caught:
        load_binding(path)
    assert "mine.yaml" in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("form", DATE_FORMATS)
def test_dates_are_read_in_their_writing(form: str) -> None:
    text = form.replace("YYYY", "2024").replace("MM", "02").replace("DD", "29")
    writing = Writing(dates=form)

    assert writing.read(text) == date(2024, 2, 29)
    assert isinstance(writing.read(text.replace("29", "30")), Unmapped)
    assert isinstance(writing.read("29.02.2024"), Unmapped)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(sorted(FLAT)), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(anything, st.sampled_from(binding_names()))
def test_any_record_is_bound_and_verified(host: object, name: str) -> None:
    """Nothing leaves a bound verification, and a miss never opens the gate."""
    verifier = Verifier("life-standard", stage="underwriting", binding=name)

    assert verifier.verify(host, at=AT).decision == "correct"


def test_the_contract_tells_what_a_binding_starves(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "infoverify_binding: 1\n"
        "fields: {policyholder.name: N, policyholder.email: M, policy.number: P}\n",
        encoding="utf-8",
    )
    found = contract(load_ruleset("life-standard"), load_binding(path), "underwriting")

    blind = {(s.rule, s.part) for s in found.blind}
    always = {(s.rule, s.part) for s in found.always}
    assert ("sex.absent", "policyholder") in always - blind
    assert ("name.absent", "policyholder") not in blind
    assert ("resident_id.invalid", "policyholder") in blind
    assert "policy.number" not in found.unread
    for lang in ("zh", "en"):
        text = render(found, lang)
        assert text.count("  sex.absent [") == 1
        assert f"{len({rule for rule, _ in blind})}\n" in text


def test_an_insured_may_see_what_the_binding_fills_for_the_policyholder(
    tmp_path: Path,
) -> None:
    path = tmp_path / "mine.yaml"
    fields = "policyholder.id_number: N, policyholder.id_type: T"
    texts = [fields, f'{fields}, "insured[].relationship": R']
    starved = []
    for text in texts:
        path.write_text(
            f"infoverify_binding: 1\nfields: {{{text}}}\n"
            + ("layouts: {insured: {list: L}}\n" if "insured" in text else ""),
            encoding="utf-8",
        )
        found = contract(load_ruleset("life-standard"), load_binding(path))
        sights = (*found.blind, *found.half_blind, *found.always)
        starved.append({s.rule for s in sights if "insured.id_number" in s.missing})
        assert "policyholder.id_number" not in found.unread
    assert "id_number.absent" in starved[0]
    assert not starved[1]
