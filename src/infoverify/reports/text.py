"""Verdicts as text for a person at a terminal, a hundred columns wide at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TextIO

from infoverify.finding import SEVERITIES
from infoverify.reports.citation import cited
from infoverify.reports.width import PAGE, clean, pad, room, width, wrap
from infoverify.reports.words import DECISIONS, STAGES, Paint, in_language
from infoverify.reports.words import SEVERITIES as SEVERITY_WORDS
from infoverify.vocabulary import REASON_NAMES, role_name

if TYPE_CHECKING:
    from infoverify.finding import Finding
    from infoverify.reports.run import Row, Run, Tally, Trouble
    from infoverify.verdict import Verdict

COLUMNS: Final = PAGE


class TextReport:
    """A block of lines for each record, a summary at the end."""

    def __init__(self, out: TextIO, run: Run, *, colour: bool = False) -> None:
        """Write the head: which rules, which stage, which day."""
        self._out = out
        self._run = run
        self._lang = run.lang
        self._paint = Paint(on=colour)
        self._line(self._paint("bold", headline(run)))

    def _line(self, text: str = "") -> None:
        self._out.write(f"{text}\n")

    def _say(self, zh: str, en: str) -> str:
        return zh if self._lang == "zh" else en

    def record(self, row: Row, verdict: Verdict) -> None:
        """Write decision, findings and what stayed open."""
        decision = in_language(DECISIONS[verdict.decision], self._lang)
        if verdict.decision != "clear":
            decision += f"（{verdict.decision}）" if self._lang == "zh" else ""
        place = clean(row.source) + (f":{row.line}" if row.line else "")
        number = (
            clean(row.number, 40) if row.number else self._say("无保单号", "no number")
        )
        paint = self._paint
        self._line(
            f"#{row.place}  {number}  {paint(verdict.decision, decision)}"
            f"  {paint('dim', place)}"
        )
        reasons = row.reasons or [()] * len(verdict.findings)
        told = zip(verdict.findings, reasons, strict=True)
        for finding, lines in sorted(
            told, key=lambda pair: SEVERITIES.index(str(pair[0].severity))
        ):
            self._finding(finding)
            for line in lines:
                self._line(" " * 10 + self._paint("dim", clean(line)))
        self._undetermined(verdict, explain=row.reasons is not None)

    def _finding(self, finding: Finding) -> None:
        severity = str(finding.severity)
        word = pad(in_language(SEVERITY_WORDS[severity], self._lang), 6)
        self._line(f"   {self._paint(severity, word)} {finding.rule}")
        indent = " " * 10
        for line in wrap(clean(finding.message(self._lang), 2000), COLUMNS - 10):
            self._line(indent + line)
        for path, proposal in finding.to_dict()["suggestion"].items():
            shown = clean(str(proposal["value"]))
            self._line(
                indent
                + self._say(f"建议 {path}：{shown}", f"suggested {path}: {shown}")
            )
        where = ", ".join(finding.named_paths)
        basis = cited(finding.basis, self._lang)
        for line in wrap(f"{where} | {basis}" if basis else where, COLUMNS - 10):
            self._line(indent + self._paint("dim", line))

    def _undetermined(self, verdict: Verdict, *, explain: bool) -> None:
        if not verdict.undetermined:
            return
        count = len(verdict.undetermined)
        word = pad(self._say("未定", "open"), 6)
        if not explain:
            text = self._say(
                f"{count} 条规则因信息缺失等原因未判断，加 --explain 查看",
                f"{count} not judged (missing data …): --explain lists them",
            )
            self._line(f"   {word} {self._paint('dim', text)}")
            return
        self._line(
            f"   {word} {self._say(f'{count} 条规则无法判断', f'{count} undetermined')}"
        )
        grouped: dict[tuple[str, str], list[str]] = {}
        for entry in verdict.undetermined:
            roles = grouped.setdefault((entry.reason, entry.rule), [])
            roles.append(role_name(entry.role, self._lang))
        by_reason: dict[str, list[str]] = {}
        for (reason, rule), roles in grouped.items():
            shown = self._say(
                f"{rule}（{'、'.join(roles)}）", f"{rule} ({', '.join(roles)})"
            )
            by_reason.setdefault(reason, []).append(shown)
        for reason, rules in by_reason.items():
            why = REASON_NAMES[reason][self._lang == "en"]
            text = self._say(f"{why}：{'；'.join(rules)}", f"{why}: {'; '.join(rules)}")
            for line in wrap(text, COLUMNS - 10):
                self._line(" " * 10 + self._paint("dim", line))

    def trouble(self, trouble: Trouble) -> None:
        """Write nothing: what cannot be read is told on standard error."""

    def finish(self, tally: Tally) -> None:
        """Write the summary."""
        for line in footer(self._run, tally, room(self._out)):
            self._line(self._paint("bold", line))


def headline(run: Run) -> str:
    """Return ruleset, version, stage and day."""
    stage = in_language(STAGES[run.stage], run.lang)
    day = run.at.isoformat()
    if run.lang == "zh":
        return f"规则集 {run.ruleset} {run.version} | 环节 {stage} | 核验日期 {day}"
    return f"ruleset {run.ruleset} {run.version} | stage {stage} | as of {day}"


def footer(run: Run, tally: Tally, columns: int) -> list[str]:
    """Return the summary in lines: the counts, then what they rest on."""
    whole, head = summary(run, tally), headline(run)
    if width(whole) <= columns:
        return [whole]
    counts = whole.removesuffix(f" | {head}")
    return [*wrap(counts, columns), *wrap(head, columns)]


def summary(run: Run, tally: Tally) -> str:
    """Return the counts in one line, with the day and the ruleset they rest on."""
    zh = run.lang == "zh"
    comma = "，" if zh else ", "
    decisions = comma.join(
        f"{in_language(DECISIONS[d], run.lang)} {tally.decisions[d]}" for d in DECISIONS
    )
    severities = comma.join(
        f"{in_language(SEVERITY_WORDS[s], run.lang)} {tally.severities[s]}"
        for s in SEVERITIES
        if tally.severities[s]
    )
    count = sum(tally.severities.values())
    if zh:
        parts = [f"共 {tally.records} 件：{decisions}", f"发现 {count} 项"]
        if tally.troubles:
            parts.append(f"无法读取 {tally.troubles} 处")
    else:
        plural = "" if tally.records == 1 else "s"
        parts = [f"{tally.records} record{plural}: {decisions}", f"findings {count}"]
        if tally.troubles:
            parts.append(f"unreadable {tally.troubles}")
    if severities:
        parts[1] += f"（{severities}）" if zh else f" ({severities})"
    return " | ".join([*parts, headline(run)])
