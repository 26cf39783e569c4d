"""Coverage as text and Markdown (覆盖报告), in Chinese or English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoverify.coverage import Cited, Clause, Coverage

_STATUS: Final = {
    "covered": ("已覆盖", "covered"),
    "excused": ("不可由数据检验", "no record shows it"),
    "open": ("未覆盖", "OPEN"),
}


def _say(lang: str, zh: str, en: str) -> str:
    return zh if lang == "zh" else en


def render(coverage: Coverage, lang: str = "zh") -> str:
    """Return the coverage as plain text: clauses first, then what stands out."""
    lines: list[str] = []
    for instrument in coverage.instruments:
        lines += ["", f"{instrument.id}  {instrument.title[lang]}"]
        for clause in instrument.clauses:
            text = f"{clause.text[lang]}{_say(lang, '：', ': ')}{_words(clause, lang)}"
            lines.append(f"  {clause.id}  {text}")
    lines += ["", *_tail(coverage, lang)]
    return "\n".join(lines[1:])


def render_markdown(coverage: Coverage, lang: str = "zh") -> str:
    """Return the coverage as Markdown: a table for each instrument."""
    head = _say(lang, "| 条款 | 内容 | 规则 |", "| Clause | Content | Rules |")
    lines: list[str] = []
    for instrument in coverage.instruments:
        lines += ["", f"## {_cell(instrument.title[lang])}", "", head, "|---|---|---|"]
        for clause in instrument.clauses:
            cells = (clause.id, clause.text[lang], _marked(clause, lang))
            lines.append(f"| {' | '.join(map(_cell, cells))} |")
    title = _say(lang, "小结", "Summary")
    lines += ["", f"## {title}", "", *(f"- {line}" for line in _tail(coverage, lang))]
    return "\n".join(lines[1:])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _words(clause: Clause, lang: str) -> str:
    zh, en = _STATUS[clause.status]
    status = _say(lang, zh, en)
    if clause.rules:
        return f"{status}  {', '.join(clause.rules)}"
    return f"{status}  {clause.excuse[lang]}" if clause.excuse else status


def _marked(clause: Clause, lang: str) -> str:
    if clause.rules:
        return ", ".join(f"`{rule}`" for rule in clause.rules)
    zh, en = _STATUS[clause.status]
    status = _say(lang, zh, en)
    colon = _say(lang, "：", ": ")
    return f"{status}{colon}{clause.excuse[lang]}" if clause.excuse else status


def _tail(coverage: Coverage, lang: str) -> Iterator[str]:
    clauses = coverage.clauses
    excused = sum(clause.status == "excused" for clause in clauses)
    covered = sum(clause.status == "covered" for clause in clauses)
    yield _say(
        lang,
        f"条款 {len(clauses)} 条：已覆盖 {covered}，不可检验 {excused}，未覆盖 {len(coverage.open)}",
        f"{len(clauses)} clauses: {covered} covered, {excused} excused,"
        f" {len(coverage.open)} open",
    )
    yield _say(lang, f"规则 {len(coverage.rules)} 条", f"{len(coverage.rules)} rules")
    yield _listed(
        _say(lang, "不在任何条款清单中的规则", "rules in no clause list"),
        coverage.without_clause,
        lang,
    )
    yield _listed(
        _say(lang, "依据均未核对的规则", "rules resting on something unverified"),
        coverage.unverified,
        lang,
    )
    if coverage.unlisted:
        word = _say(lang, "没有条款清单的文件", "instruments without a clause list")
        yield f"{word}{_say(lang, '：', ': ')}{', '.join(coverage.unlisted)}"
    for instrument, clause, rule in coverage.unknown_rules:
        word = _say(lang, "指向不存在的规则", "names a rule that is not there")
        yield f"{instrument} {clause} {word}{_say(lang, '：', ': ')}{rule}"
    for rule, instrument, clause in coverage.unknown_clauses:
        word = _say(lang, "引用清单之外的条款", "cites a clause that is not listed")
        yield f"{rule} {word}{_say(lang, '：', ': ')}{instrument} {clause}"


def _listed(word: str, rules: tuple[Cited, ...], lang: str) -> str:
    names = ", ".join(cited.rule for cited in rules)
    if lang == "zh":
        return f"{word}（{len(rules)}）：{names}" if rules else f"{word}（0）"
    return f"{word} ({len(rules)}): {names}" if rules else f"{word} (0)"
