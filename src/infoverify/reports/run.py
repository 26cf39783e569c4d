"""What every report is told about: the run, each record's verdict, the count."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from infoverify.finding import Lang
    from infoverify.verdict import Verdict


class Run(NamedTuple):
    """What was asked: rules, stage, day, and the language of the answer."""

    ruleset: str
    version: str
    stage: str
    at: date
    lang: Lang


class Row(NamedTuple):
    """Where a record stands: its file, its line, its place in the run from 1.

    ``number`` is the policy's or the application's, which is no personal datum;
    ``reasons`` are lines that explain each finding, ``None`` unless asked for.
    """

    source: str
    line: int | None
    place: int
    number: str | None = None
    reasons: Sequence[Sequence[str]] | None = None


class Trouble(NamedTuple):
    """Input that could not be read: where, and what is wrong, never a value.

    ``lost`` unless it is only worth telling: nothing was lost that a rule reads.
    """

    source: str
    line: int | None
    column: int | str | None
    zh: str
    en: str
    lost: bool = True

    def text(self, lang: Lang) -> str:
        """Return ``file:line:column: problem``."""
        place = self.source
        if self.line is not None:
            place += f":{self.line}"
        if self.column is not None:
            place += f":{self.column}"
        return f"{place}：{self.zh}" if lang == "zh" else f"{place}: {self.en}"


class Tally:
    """The count of a run, in bounded memory."""

    __slots__ = (
        "decisions",
        "records",
        "rules",
        "severities",
        "troubles",
        "undetermined",
    )

    def __init__(self) -> None:
        """Start at nothing."""
        self.records = 0
        self.troubles = 0
        self.undetermined = 0
        self.decisions: Counter[str] = Counter()
        self.severities: Counter[str] = Counter()
        self.rules: Counter[tuple[str, str]] = Counter()

    def add(self, verdict: Verdict) -> None:
        """Count one verdict."""
        self.records += 1
        self.decisions[verdict.decision] += 1
        self.undetermined += len(verdict.undetermined)
        for finding in verdict.findings:
            severity = str(finding.severity)
            self.severities[severity] += 1
            self.rules[finding.rule, severity] += 1

    def reaches(self, severity: str) -> bool:
        """Tell whether a finding was at or above a severity (``never``: none is)."""
        if severity == "never":
            return False
        from infoverify.finding import SEVERITIES  # noqa: PLC0415 - keeps --help quick

        worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return any(self.severities[s] for s in worst)


class Report(Protocol):
    """A form of output: told each record as it comes, and the count at the end."""

    def record(self, row: Row, verdict: Verdict) -> None:
        """Show one record's verdict."""

    def trouble(self, trouble: Trouble) -> None:
        """Show input that could not be read."""

    def finish(self, tally: Tally) -> None:
        """End the output."""
