"""What the reports are made of: widths, wrapping, cleaning, the count, the card."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify.engine import Verifier
from infoverify.finding import Basis
from infoverify.reports.citation import cited
from infoverify.reports.json_text import JsonLinesReport, JsonReport
from infoverify.reports.run import Row, Run, Tally, Trouble
from infoverify.reports.text import TextReport, footer, headline, summary
from infoverify.reports.width import clean, cut, pad, width, wrap
from infoverify.reports.words import DECISIONS, SEVERITIES, STAGES, Paint
from infoverify.vocabulary import STAGES as ALL_STAGES

DAY = date(2026, 1, 15)


@pytest.fixture(scope="module")
def verdict() -> Any:
    return Verifier("life-standard", stage="underwriting").verify({}, at=DAY)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("身份证", 6),
        ("a证b", 4),
        ("全角\uff0c\u3002", 8),
        ("e\u0301", 1),
        ("\u200b", 0),
        ("ｱ", 1),
        ("Ａ", 2),
        ("", 0),
    ],
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.integers(0, 30))
def test_padded_texts_fill_their_columns(text: str, columns: int) -> None:
    assert width(pad(text, columns)) == columns
    assert width(cut(text, columns)) <= columns


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab 身份证\uff0c\u3002e", max_size=80), st.integers(4, 20))
def test_wrapping_keeps_every_character(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    # A closing mark may hang over rather than begin a line.
    assert all(width(x.rstrip("\uff0c\u3002")) <= columns for x in lines)


@pytest.mark.parametrize(
    "text", ["\x1b[2J", "a\x00b", "\u202eabc", "\u2028", "\ud800", "\x9b31m", "\u2066"]
)
def test_cleaned_texts_cannot_steer_a_terminal(text: str) -> None:
    assert clean(text).isprintable()


def test_clean_texts_stay_what_they_are() -> None:
    assert clean("阿依努尔·买买提 A-1") == "阿依努尔·买买提 A-1"


def test_every_word_has_both_languages() -> None:
    for table in (DECISIONS, SEVERITIES, STAGES):
        assert all(zh and en and zh != en for zh, en in table.values())
    assert tuple(STAGES) == ALL_STAGES


def test_tally_counts_and_compares(verdict: Any) -> None:
    tally = Tally()
    tally.add(verdict)
    assert tally.records == 1
    assert tally.decisions == {"correct": 1}
    assert tally.undetermined == len(verdict.undetermined)
    assert tally.reaches("block")
    assert tally.reaches("info")
    assert not tally.reaches("never")
    assert not Tally().reaches("info")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("colour", [True, False])
def test_text_shows_every_finding_and_what_stayed_open(
    verdict: Any, lang: str, colour: Any
) -> None:
    out = io.StringIO()
    report = TextReport(
        out, Run("life-standard", "1", "underwriting", DAY, lang), colour=colour
    )
    reasons: list[list[str]] = [[] for _ in verdict.findings]
    report.record(Row("x.jsonl", 3, 1, "P1", reasons), verdict)
    text = out.getvalue()
    assert "x.jsonl:3" in text
    assert all(finding.rule in text for finding in verdict.findings)
    plain = "".join(line.strip() for line in text.splitlines())
    assert all(entry.rule in plain for entry in verdict.undetermined)
    assert ("\x1b" in text) == colour


def test_text_only_counts_what_stayed_open_unless_asked(verdict: Any) -> None:
    out = io.StringIO()
    report = TextReport(out, Run("life-standard", "1", "underwriting", DAY, "zh"))
    report.record(Row("x", None, 1), verdict)
    count = len(verdict.undetermined)
    (told,) = [x for x in out.getvalue().splitlines() if "--explain" in x]
    assert told.split() == ["未定", str(count), *told.split()[2:]]


@pytest.mark.parametrize(
    ("bases", "zh", "en"),
    [
        ((Basis("law", "42", "42", "law"),), "law 第42条", "law art. 42"),
        ((Basis("law", "A", "42", "law"),), "law A 第42条", "law A art. 42"),
        (
            (Basis("c", "D1", trust="deck"), Basis("c", "D2", trust="deck")),
            "c D1, D2 (条号未核对)",
            "c D1, D2 (article number not verified)",
        ),
        ((Basis("law"), Basis("gb", "4", "3")), "law; gb 4 第3条", "law; gb 4 art. 3"),
        ((), "", ""),
    ],
)
def test_each_instrument_is_cited_once(bases: Any, zh: str, en: str) -> None:
    assert cited(bases, "zh") == zh
    assert cited(bases, "en") == en


@pytest.mark.parametrize("columns", range(4, 24))
def test_no_line_begins_with_a_closing_bracket(columns: int) -> None:
    for text in ("甲乙丙(丁戊己); 庚辛", "甲乙(丙丁),abc 戊", "a (b 甲) 乙)c"):
        assert not any(x.startswith(")") for x in wrap(text, columns))


def test_text_stays_within_a_hundred_columns(verdict: Any) -> None:
    for lang in ("zh", "en"):
        out = io.StringIO()
        report = TextReport(out, Run("life-standard", "1", "underwriting", DAY, lang))
        report.record(Row("x", None, 1), verdict)
        assert max(map(width, out.getvalue().splitlines())) <= 100


def test_json_reports_hold_the_verdict(verdict: Any) -> None:
    rows = [Row("a", 1, 1), Row("a", 2, 2)]
    lines, array = io.StringIO(), io.StringIO()
    for out, report in ((lines, JsonLinesReport(lines)), (array, JsonReport(array))):
        tally = Tally()
        for row in rows:
            tally.add(verdict)
            report.record(row, verdict)
        report.finish(tally)
        assert out.getvalue().endswith("\n")
    written = [json.loads(x) for x in lines.getvalue().splitlines()]
    assert written == json.loads(array.getvalue())
    assert written[1] == {"source": "a", "line": 2, **verdict.to_dict()}


def test_a_cut_leaves_words_whole_where_it_loses_little() -> None:
    assert cut("Resident ID number breaks its standard", 30) == (
        "Resident ID number breaks.."
    )
    assert cut("a Donaudampfschifffahrtsgesellschaft", 20) == "a Donaudampfschiff.."
    assert cut("证件号码为公开示例号码", 12) == "证件号码为.."


def test_the_footer_breaks_between_counts_and_what_they_rest_on() -> None:
    tally = Tally()
    run = Run("life-standard", "1", "underwriting", date(2026, 1, 1), "zh")
    [whole] = footer(run, tally, 200)
    assert whole == summary(run, tally)
    *counts, head = footer(run, tally, 70)
    assert "".join(counts).startswith("共 0 件：可通过 0，转人工 0，须更正 0")
    assert head == headline(run)
    assert all(width(line) <= 40 for line in footer(run, tally, 40))


def test_trouble_names_its_place() -> None:
    trouble = Trouble("a.csv", 3, "policyholder.sex", "坏", "bad")
    assert trouble.text("en") == "a.csv:3:policyholder.sex: bad"
    assert Trouble("a", None, None, "坏", "bad").text("zh") == "a：坏"


def test_paint_marks_only_when_on() -> None:
    assert Paint(on=False)("block", "x") == "x"
    assert Paint(on=True)("block", "x") == "\x1b[31mx\x1b[0m"
    assert Paint(on=True)("block", "") == ""
