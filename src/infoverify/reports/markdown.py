"""Verdicts as Markdown: a section for each case that is not clear, then the count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TextIO

from infoverify.finding import SEVERITIES
from infoverify.reports.citation import cited
from infoverify.reports.text import headline
from infoverify.reports.width import clean
from infoverify.reports.words import DECISIONS, in_language
from infoverify.reports.words import SEVERITIES as SEVERITY_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from infoverify.reports.run import Row, Run, Tally, Trouble
    from infoverify.verdict import Verdict

_ESCAPES: Final = {ord(sign): f"\\{sign}" for sign in "\\`*_[]<>|~&"}


def escaped(text: str) -> str:
    """Return a text in which nothing is markup."""
    return clean(text, 2000).translate(_ESCAPES)


class MarkdownReport:
    """Sections as they come; the tables of counts stand at the end."""

    def __init__(self, out: TextIO, run: Run) -> None:
        """Write the title."""
        self._out = out
        self._run = run
        self._line(
            "# "
            + self._say("客户信息真实性核验", "Verification of customer information")
        )
        self._line(escaped(headline(run)))

    def _line(self, text: str) -> None:
        self._out.write(f"{text}\n\n")

    def _say(self, zh: str, en: str) -> str:
        return zh if self._run.lang == "zh" else en

    def record(self, row: Row, verdict: Verdict) -> None:
        """Write a section, unless there is nothing to tell."""
        if not verdict.findings:
            return
        lang = self._run.lang
        number = escaped(clean(row.number, 40)) if row.number else f"#{row.place}"
        decision = in_language(DECISIONS[verdict.decision], lang)
        place = escaped(row.source) + (f":{row.line}" if row.line else "")
        self._line(f"## {number} - {decision}")
        self._line(place)
        order = sorted(
            verdict.findings, key=lambda f: SEVERITIES.index(str(f.severity))
        )
        for finding in order:
            severity = in_language(SEVERITY_WORDS[str(finding.severity)], lang)
            basis = cited(finding.basis, lang)
            paths = ", ".join(f"`{path}`" for path in finding.named_paths)
            self._out.write(
                f"- **{severity}** `{finding.rule}` {escaped(finding.message(lang))}\n"
                f"  ({paths}; {escaped(basis)})\n"
            )
        self._out.write("\n")

    def trouble(self, trouble: Trouble) -> None:
        """Write what could not be read: a document is passed on without its errors."""
        self._line(f"> {escaped(trouble.text(self._run.lang))}")

    def finish(self, tally: Tally) -> None:
        """Write the tables of decisions and of rules."""
        lang = self._run.lang
        self._line("## " + self._say("汇总", "Summary"))
        self._table(
            (self._say("结论", "decision"), self._say("件数", "cases")),
            [
                (in_language(DECISIONS[name], lang), str(tally.decisions[name]))
                for name in DECISIONS
            ]
            + [(self._say("无法读取", "unreadable"), str(tally.troubles))],
        )
        rows = sorted(
            tally.rules.items(), key=lambda i: (SEVERITIES.index(i[0][1]), -i[1], i[0])
        )
        self._table(
            (
                self._say("级别", "severity"),
                self._say("规则", "rule"),
                self._say("次数", "count"),
            ),
            [
                (in_language(SEVERITY_WORDS[severity], lang), f"`{rule}`", str(count))
                for (rule, severity), count in rows
            ],
        )

    def _table(self, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
        for cells in (head, ("---",) * len(head), *rows):
            self._out.write(f"| {' | '.join(cells)} |\n")
        self._out.write("\n")
