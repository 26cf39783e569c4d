"""CSV, Markdown, JUnit and SARIF: well formed, masked, nothing in them acts."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify.demo import AT, RULESET, STAGE, applications
from infoverify.engine import Verifier
from infoverify.errors import RulesetError
from infoverify.finding import Basis
from infoverify.lint.remark import CODES, Remark
from infoverify.reports.citation import cited, clause_of
from infoverify.reports.csv_text import COLUMNS, CsvReport, guarded
from infoverify.reports.explain import Explainer
from infoverify.reports.junit import JunitReport, attribute, body
from infoverify.reports.markdown import MarkdownReport, escaped
from infoverify.reports.run import Row, Run, Tally, Trouble
from infoverify.reports.sarif import sarif

HOSTILE = "=cmd|'/c calc'!A1\"<script>]]>&\x1b[31m`|\n# x"


@pytest.fixture(scope="module")
def verifier() -> Any:
    return Verifier(RULESET, stage=STAGE)


def written(make: Any, verifier: Any, lang: str = "zh") -> Any:
    """Return what a report writes of the demonstration, and of something hostile."""
    out = io.StringIO()
    ruleset = verifier.ruleset
    report = make(out, Run(ruleset.id, ruleset.version, STAGE, AT, lang))
    tally = Tally()
    for place, application in enumerate(applications(), 1):
        verdict = verifier.verify(application.record, at=AT)
        tally.add(verdict)
        report.record(Row("a.csv", place + 1, place, f"P{place}"), verdict)
    hostile = {"policy": {"number": HOSTILE}, "policyholder": {"name": HOSTILE}}
    verdict = verifier.verify(hostile, at=AT)
    tally.add(verdict)
    report.record(Row(HOSTILE, None, 99, HOSTILE), verdict)
    report.trouble(Trouble(HOSTILE, 7, None, "坏<", "bad<"))
    tally.troubles += 1
    report.finish(tally)
    return out.getvalue()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_csv_has_a_row_for_each_finding_and_each_clear_case(
    verifier: Any, lang: str
) -> None:
    rows = list(csv.DictReader(io.StringIO(written(CsvReport, verifier, lang))))
    assert tuple(rows[0]) == COLUMNS
    verdicts = [verifier.verify(a.record, at=AT) for a in applications()]
    assert len([r for r in rows if r["source"] == "a.csv"]) == sum(
        max(len(v.findings), 1) for v in verdicts
    )
    assert {r["decision"] for r in rows} == {"clear", "refer", "correct"}
    assert all(
        cell[:1] not in "=+-@\t\r" or not cell for r in rows for cell in r.values()
    )


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\r=1", "|x", "\uff1d1", "%x"]
)
def test_formulas_are_guarded(cell: Any) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "P1", "周**", "2026-01-15", "a=b"])
def test_other_cells_stay_what_they_are(cell: Any) -> None:
    assert guarded(cell) == cell


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("fail_on", ["block", "warn", "never"])
def test_junit_is_well_formed_and_counts(
    verifier: Any, lang: str, fail_on: Any
) -> None:
    text = written(lambda out, run: JunitReport(out, run, fail_on), verifier, lang)
    root = ET.fromstring(text)  # noqa: S314 - our own output
    suite = root[0]
    assert len(suite) == int(suite.get("tests", "")) == len(applications()) + 2
    assert sum(case.find("error") is not None for case in suite) == 1
    failing = sum(case.find("failure") is not None for case in suite)
    assert failing == int(suite.get("failures", ""))
    assert (failing == 0) == (fail_on == "never")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=20))
def test_any_text_fits_into_xml(text: str) -> None:
    ET.fromstring(f"<a b={attribute(text)}>{body(text)}</a>")  # noqa: S314


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markdown_holds_no_markup_of_the_cases(verifier: Any, lang: str) -> None:
    text = written(MarkdownReport, verifier, lang)
    assert "<script>" not in text
    assert "\x1b" not in text
    assert text.count("\n# ") == 0
    assert "| --- |" in text
    assert "`resident_id.invalid`" in text


def test_markdown_escapes() -> None:
    assert escaped("a|b_c*[d](e)<f>\n# g") == "a\\|b\\_c\\*\\[d\\](e)\\<f\\>?# g"


@pytest.mark.parametrize(
    "make", [CsvReport, MarkdownReport, lambda out, run: JunitReport(out, run, "block")]
)
def test_every_form_is_masked(make: Any, verifier: Any) -> None:
    text = written(make, verifier)
    for application in applications():
        for holder in (
            application.record["policyholder"],
            *application.record.get("insured", ()),
        ):
            for field in ("id_number", "mobile", "address", "name"):
                value = holder.get(field)
                if value and len(value) > 2:
                    assert value not in text


def test_sarif_names_places() -> None:
    remarks = [Remark("when_never", "a.b", "rules/a.yaml", 7, ("", ""))]
    errors = [RulesetError("bad", file="b.yaml", line=3, column=2)]
    log = sarif(remarks, errors, "en")
    run = log["runs"][0]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {*CODES, "load"}
    load, never = run["results"]
    assert (load["ruleId"], load["level"]) == ("load", "error")
    place = never["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "rules/a.yaml"},
        "region": {"startLine": 7},
    }
    json.dumps(log)


# Explanations ------------------------------------------------------------

MARKER = "Zq7Kx9Wm3Vb5Nc1Lp8Ty"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_finding_of_the_demonstration_is_explained(
    verifier: Any, lang: str
) -> None:
    for application in applications():
        explainer = Explainer(verifier.ruleset, application.record, AT, lang)
        for finding in verifier.verify(application.record, at=AT).findings:
            lines = explainer.lines(finding.rule, finding.role)
            assert any(line.startswith("require: ") for line in lines)
            outcome, message, reason = explainer.judge(
                verifier.ruleset.rule(finding.rule), finding.role, STAGE
            )
            assert (outcome, message, reason) == (
                finding.outcome,
                finding.message(lang),
                "",
            )


def test_an_explanation_shows_conditions_and_masked_values(verifier: Any) -> None:
    case = next(
        a
        for a in applications()
        if a.sketch.finds == ("resident_id.birth_date_disagrees",)
    )
    explainer = Explainer(verifier.ruleset, case.record, AT, "en")
    lines = explainer.lines("resident_id.birth_date_disagrees", "policyholder")
    text = "\n".join(lines)
    assert "= false" in text
    assert "birth_date  = 1990-**-**" in text
    assert case.record["policyholder"]["id_number"] not in text


def test_explanations_carry_no_value(verifier: Any) -> None:
    def marked(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: marked(inner) for key, inner in value.items()}
        return [marked(v) for v in value] if isinstance(value, list) else MARKER

    record = marked(applications()[0].record)
    explainer = Explainer(verifier.ruleset, record, AT, "en")
    for rule in verifier.ruleset.rules:
        for role in (
            "policyholder",
            "insured[0]",
            "beneficiaries[0]",
            "policy",
            "record",
        ):
            name = role.partition("[")[0]
            if name in rule.roles:
                assert MARKER not in "\n".join(explainer.lines(rule.id, role))


def test_why_a_rule_was_not_asked(verifier: Any) -> None:
    record = {
        "insured": [{"relationship": "self"}],
        "policyholder": {"name": "a"},
    }
    explainer = Explainer(verifier.ruleset, record, AT, "en")
    rule = verifier.ruleset.rule("name.absent")
    assert "policyholder" in explainer.judge(rule, "insured[0]", None)[2]
    assert "this stage" in explainer.judge(rule, "policyholder", "claim")[2]
    sex = verifier.ruleset.rule("sex.absent")
    company = Explainer(
        verifier.ruleset, {"policyholder": {"party": "organisation"}}, AT, "en"
    )
    assert "no such field" in company.judge(sex, "policyholder", None)[2]
    early = Explainer(verifier.ruleset, record, date(2000, 1, 1), "en")
    assert "not in force" in early.judge(rule, "policyholder", None)[2]


def test_rules_that_are_built_in_have_no_conditions(verifier: Any) -> None:
    explainer = Explainer(verifier.ruleset, {}, AT, "en")
    assert explainer.lines("record.unreadable", "policyholder") == []


@pytest.mark.parametrize(
    ("clause", "article", "zh", "en"),
    [
        ("42", "42", "第42条", "art. 42"),
        ("15(4)", "15", "第15条(4)", "art. 15(4)"),
        ("150", "15", "150 第15条", "150 art. 15"),
        ("D5-3", "9", "D5-3 第9条", "D5-3 art. 9"),
        (None, "9", "第9条", "art. 9"),
        ("D5-3", None, "D5-3", "D5-3"),
        (None, None, "", ""),
    ],
)
def test_a_clause_is_cited_once(
    clause: str | None, article: str | None, zh: str, en: str
) -> None:
    basis = Basis("some-law", clause, article, "law")
    assert (clause_of(basis, "zh"), clause_of(basis, "en")) == (zh, en)
    assert cited([basis, basis], "en") == f"some-law {en}".rstrip()


@pytest.mark.parametrize("make", [CsvReport, MarkdownReport])
def test_no_report_cites_an_article_twice(make: Any, verifier: Any) -> None:
    out = written(make, verifier, "en")
    assert re.search(r"art\. \d", out)
    assert not re.search(r"(?<= )(\d+)(?:\(\d+\))? art\. \1\b", out)
