"""The demonstration: invented people, the faults that were meant, the same output."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from infoverify._text import fold_identifier
from infoverify.cli import main
from infoverify.demo import AT, RULESET, STAGE, applications
from infoverify.demo.numbers import eighteen, mobile, organisation_code, uscc
from infoverify.engine import Verifier
from infoverify.reports.width import width
from infoverify.validators import phone, resident_id

if TYPE_CHECKING:
    from pathlib import Path

#: What the table says on purpose: nobody's numbers.
SHOWN = {"13800138000", "11010519491231002X"}
APPLICATIONS = applications()
CLEAN = [a for a in APPLICATIONS if not a.sketch.finds]
FAULTY = [a for a in APPLICATIONS if a.sketch.finds]


@pytest.fixture(scope="module")
def verifier() -> Any:
    return Verifier(RULESET, stage=STAGE)


def test_there_are_forty_applications_and_twenty_faults() -> None:
    assert len(APPLICATIONS) >= 40
    assert len(CLEAN) >= 10
    assert len({a.sketch.finds for a in FAULTY}) >= 20


@pytest.mark.parametrize("case", CLEAN, ids=lambda c: c.sketch.en)
def test_genuine_customers_are_clear(case: Any, verifier: Any) -> None:
    verdict = verifier.verify(case.record, at=AT)
    assert verdict.decision == "clear"
    assert {str(finding.severity) for finding in verdict.findings} <= {"info"}


@pytest.mark.parametrize("case", FAULTY, ids=lambda c: c.sketch.en)
def test_faults_are_found(case: Any, verifier: Any) -> None:
    found = {f.rule for f in verifier.verify(case.record, at=AT).findings}
    assert found.issuperset(case.sketch.finds)


def test_numbers_are_no_two_peoples() -> None:
    numbers = {
        fold_identifier(holder["id_number"]).text: holder["name"]
        for case in CLEAN
        for holder in (case.record["policyholder"], *case.record["insured"])
        if "id_number" in holder
    }
    assert len(set(numbers.values())) == len(numbers)


@pytest.mark.parametrize("sequence", [31, 248, 999])
def test_numbers_agree_with_the_validators(sequence: Any) -> None:
    number = eighteen("310104", "1985-06-18", sequence)
    reading = resident_id.inspect(number, at=AT)
    assert reading.valid is True
    assert reading.birth_date == date(1985, 6, 18)
    assert phone.inspect(mobile(sequence)).valid is True


def test_codes_agree_with_python_stdnum() -> None:
    from stdnum.cn import uscc as oracle

    assert oracle.is_valid(uscc("91350203", "MA2XK8R7"))
    # The examples printed in GB 11714 and in common use.
    assert organisation_code("D2143569") == "D2143569X"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_fits_a_hundred_columns(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--lang", lang]) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert max(map(width, lines)) <= 100
    rows = [text for text in lines if text[:3].strip().isdigit() and text[2].isdigit()]
    assert len(rows) == len(APPLICATIONS)
    # No description is cut.
    for case in APPLICATIONS:
        assert (case.sketch.zh if lang == "zh" else case.sketch.en) + " " in out
    assert sum("infoverify " in text for text in lines[-6:]) == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_is_masked_and_plain(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["demo", "--lang", lang])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    for case in APPLICATIONS:
        for holder in (case.record["policyholder"], *case.record.get("insured", ())):
            for field in ("name", "id_number", "mobile", "address"):
                value = holder.get(field)
                if value and len(value) > 2 and value not in SHOWN:
                    assert value not in out


def test_the_output_never_changes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["demo", "--lang", "zh"])
    first = capsys.readouterr().out
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    main(["demo", "--lang", "zh"])
    assert capsys.readouterr().out == first
    assert AT.isoformat() in first


def test_the_records_are_what_check_reads(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["demo", "--records"]) == 0
    path = tmp_path / "demo.jsonl"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["check", str(path), "--at", AT.isoformat(), "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert f"{len(APPLICATIONS)} records" in out


def test_what_to_try_next_is_typed_as_the_demo_was(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("INFOVERIFY_COMMAND", raising=False)
    main(["demo", "--lang", "zh"])
    assert "\n  infoverify rules list\n" in capsys.readouterr().out
    monkeypatch.setenv("INFOVERIFY_COMMAND", "./run")
    main(["demo", "--lang", "zh"])
    out = capsys.readouterr().out
    assert "\n  ./run demo --records | ./run check - " in out
    assert "\n  ./run rules list\n" in out
