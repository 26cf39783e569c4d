"""Verdicts as CSV for a spreadsheet: one row per finding, one for a case without."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final, TextIO

from infoverify.reports.citation import cited
from infoverify.reports.width import clean

if TYPE_CHECKING:
    from infoverify.finding import Finding, Lang
    from infoverify.reports.run import Row, Run, Tally, Trouble
    from infoverify.verdict import Verdict

COLUMNS: Final = (
    *("source", "line", "policy_number", "decision", "severity", "rule", "outcome"),
    *("role", "paths", "title", "message", "suggestion", "basis", "undetermined"),
    *("ruleset", "version", "stage", "at"),
)
# A cell that begins so is a formula to a spreadsheet, or becomes one when trimmed.
_FORMULA: Final = frozenset("=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    bare = cell.lstrip()
    if bare[:1] in _FORMULA or cell[:1] in _FORMULA:
        return f"'{cell}" if cell else cell
    return cell


class CsvReport:
    """Rows as they come; the head names the columns."""

    def __init__(self, out: TextIO, run: Run) -> None:
        """Write the head."""
        self._rows = csv.writer(out, lineterminator="\n")
        self._run = run
        self._rows.writerow(COLUMNS)

    def record(self, row: Row, verdict: Verdict) -> None:
        """Write a row for each finding, or one that says there is none."""
        findings: tuple[Finding | None, ...] = verdict.findings or (None,)
        for finding in findings:
            self._write(row, verdict, finding)

    def _write(self, row: Row, verdict: Verdict, finding: Finding | None) -> None:
        run = self._run
        place = [row.source, str(row.line or ""), row.number or "", verdict.decision]
        tail = [str(len(verdict.undetermined)), run.ruleset, run.version, run.stage]
        cells = [*place, *_cells(finding, run.lang), *tail, run.at.isoformat()]
        self._rows.writerow([guarded(clean(cell, 4000)) for cell in cells])

    def trouble(self, trouble: Trouble) -> None:
        """Write nothing: what cannot be read is told on standard error."""

    def finish(self, tally: Tally) -> None:
        """Write nothing: every row stands for itself."""


def _cells(finding: Finding | None, lang: Lang) -> list[str]:
    if finding is None:
        return [""] * 9
    suggested = finding.to_dict()["suggestion"]
    return [
        str(finding.severity),
        finding.rule,
        finding.outcome,
        finding.role,
        " ".join(finding.named_paths),
        finding.title(lang),
        finding.message(lang),
        " ".join(f"{path}={p['value']}" for path, p in suggested.items()),
        cited(finding.basis, lang),
    ]
