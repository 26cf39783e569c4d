"""The demonstration as a table: every application, its decision, what was found."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, TextIO

from infoverify.demo import AT, RULESET, STAGE, applications
from infoverify.engine import Verifier
from infoverify.finding import SEVERITIES
from infoverify.masking import mask
from infoverify.reports.run import Run, Tally
from infoverify.reports.text import footer, headline
from infoverify.reports.width import PAGE, cut, pad, room, width
from infoverify.reports.words import DECISIONS, Paint, in_language
from infoverify.reports.words import SEVERITIES as SEVERITY_WORDS

if TYPE_CHECKING:
    from collections import Counter

    from infoverify.demo.building import Application
    from infoverify.finding import Finding, Lang
    from infoverify.verdict import Verdict

#: How many findings of one application the table shows.
MOST: Final = 2
_COLUMNS: Final = PAGE


class _Page:
    """The table's stream, language and colours."""

    def __init__(self, out: TextIO, lang: Lang, paint: Paint) -> None:
        self.out = out
        self.lang = lang
        self.paint = paint

    def line(self, text: str = "") -> None:
        self.out.write(f"{text.rstrip()}\n")

    def say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en


def show(out: TextIO, lang: Lang, *, colour: bool) -> None:
    """Verify every application and write the table, the summary, what to try next."""
    page = _Page(out, lang, Paint(on=colour))
    verifier = Verifier(RULESET, stage=STAGE)
    ruleset = verifier.ruleset
    run = Run(ruleset.id, ruleset.version, STAGE, AT, lang)
    tally = Tally()
    titles: dict[str, str] = {}
    cases = applications()
    _head(page, run, len(cases))
    clean: bool | None = None
    for application in cases:
        if clean is not (not application.sketch.finds):
            clean = not application.sketch.finds
            title = (
                ("无误的申请", "nothing wrong")
                if clean
                else ("有误的申请", "one thing wrong")
            )
            page.line(page.paint("dim", _rule_off(in_language(title, lang))))
        verdict = verifier.verify(application.record, at=AT)
        tally.add(verdict)
        titles.update((f.rule, f.title(lang)) for f in verdict.findings)
        _row(page, application, verdict)
    page.line(page.paint("dim", "-" * _COLUMNS))
    for part in footer(run, tally, room(out)):
        page.line(page.paint("bold", part))
    _by_rule(page, tally, titles)
    _next(page)


def _rule_off(title: str) -> str:
    return f"-- {title} " + "-" * (_COLUMNS - width(title) - 4)


def _widths(page: _Page) -> tuple[int, int, int, int]:
    return (3, 6, 29, 7) if page.lang == "zh" else (3, 6, 34, 7)


def _head(page: _Page, run: Run, count: int) -> None:
    title = page.say(
        f"infoverify 演示：{count} 份虚构的投保申请，没有一个真人",
        f"infoverify demo: {count} invented applications, no real person among them",
    )
    page.line(page.paint("bold", title))
    page.line(headline(run))
    page.line()
    names = page.say("# 投保人 申请 结论 发现", "# holder application says findings")
    cells = names.split(" ")
    heads = [pad(cell, w) for cell, w in zip(cells, _widths(page), strict=False)]
    heads[0] = heads[0][::-1]
    page.line(page.paint("bold", " ".join([*heads, cells[-1]])))


def _row(page: _Page, application: Application, verdict: Verdict) -> None:
    number, name, sketch, decision = _widths(page)
    holder = application.record.get("policyholder", {})
    shown = mask("policyholder.name", holder.get("name")) or "-"
    word = in_language(DECISIONS[verdict.decision], page.lang)
    text = page.say(application.sketch.zh, application.sketch.en)
    findings = _top(verdict, application.sketch.finds)
    more = ""
    if len(findings) > MOST:
        count = len(findings) - MOST
        more = page.say(f"（另 {count} 项）", f" (+{count})")
    room = _COLUMNS - sum(_widths(page)) - len(_widths(page)) - 7
    lines = [_finding(page, f, room) for f in findings[: MOST - 1]]
    lines += [
        _finding(page, f, room - width(more)) + more for f in findings[MOST - 1 : MOST]
    ]
    head = " ".join(
        [
            str(application.place).rjust(number),
            pad(shown, name),
            pad(text, sketch),
            page.paint(verdict.decision, pad(word, decision)),
        ]
    )
    for line in lines or [""]:
        page.line(f"{head} {line}")
        head = " " * (number + name + sketch + decision + 3)


def _top(verdict: Verdict, meant: tuple[str, ...]) -> list[Finding]:
    """Return one finding of each rule, the worst first, what was meant before others.

    What is merely worth knowing is left to the summary, unless it was meant.
    """
    once: dict[str, Finding] = {}
    for finding in verdict.findings:
        if finding.rule in meant or str(finding.severity) != "info":
            once.setdefault(finding.rule, finding)
    return sorted(
        once.values(),
        key=lambda f: (SEVERITIES.index(str(f.severity)), f.rule not in meant),
    )


def _finding(page: _Page, finding: Finding, room: int) -> str:
    severity = str(finding.severity)
    word = in_language(SEVERITY_WORDS[severity], page.lang)
    title = cut(finding.title(page.lang), room)
    return f"{page.paint(severity, pad(word, 6))} {title}"


def _by_rule(page: _Page, tally: Tally, titles: dict[str, str]) -> None:
    page.line()
    page.line(page.paint("bold", page.say("各规则的发现", "Findings by rule")))
    rules: Counter[tuple[str, str]] = tally.rules
    order = sorted(
        rules.items(), key=lambda i: (SEVERITIES.index(i[0][1]), -i[1], i[0][0])
    )
    wide = max(width(rule) for rule, _ in rules)
    for (rule, severity), count in order:
        word = pad(in_language(SEVERITY_WORDS[severity], page.lang), 6)
        bar = pad("#" * min(count, 8), 8)
        room = _COLUMNS - wide - 24
        page.line(
            f"  {page.paint(severity, word)} {count:3} {page.paint(severity, bar)}"
            f" {pad(rule, wide)}  {cut(titles[rule], room)}"
        )


def _next(page: _Page) -> None:
    page.line()
    page.line(page.paint("bold", page.say("接下来可以试试", "What to try next")))
    day = AT.isoformat()
    # `run` says how it was called: what is shown can then be typed as it stands.
    own = os.environ.get("INFOVERIFY_COMMAND") or "infoverify"
    for command, zh, en in (
        (
            f"{own} demo --records | {own} check - --at {day}",
            "同样这些申请，逐项说明与依据",
            "the same applications, each finding in full with its clause",
        ),
        (
            f"{own} inspect resident_id 11010519491231002X",
            "读一个身份证号码",
            "read one resident ID number",
        ),
        (
            f"{own} rules list",
            "看看核验了哪些规则",
            "see which rules were applied",
        ),
    ):
        page.line(f"  {command}")
        page.line(page.paint("dim", f"      {page.say(zh, en)}"))
