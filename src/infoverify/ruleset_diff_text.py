"""A comparison of rulesets as text (规则集比较报告), in Chinese or English."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoverify.ruleset_diff import Effects, RulesetDiff, Sample

_STATUS: Final = {
    "added": ("新增", "added"),
    "removed": ("删除", "removed"),
    "changed": ("变更", "changed"),
}
_ASPECTS: Final = {
    "severity": ("级别", "severity"),
    "condition": ("条件", "condition"),
    "scope": ("环节与对象", "scope"),
    "dates": ("施行日期", "dates"),
    "provenance": ("依据", "provenance"),
    "consequence": ("后果", "consequence"),
    "wording": ("文字", "wording"),
    "parameter": ("参数", "parameter"),
}


def _say(lang: str, pair: tuple[str, str]) -> str:
    return pair[0] if lang == "zh" else pair[1]


def render(diff: RulesetDiff, effects: Effects | None = None, lang: str = "zh") -> str:
    """Return the comparison as text, with what it does to a corpus where given."""
    lines = [
        f"{face.id} {face.version} ({face.digest[:12]})"
        for face in (diff.old, diff.new)
    ]
    lines[1] = f"→ {lines[1]}"
    if diff.same:
        lines.append(_say(lang, ("没有变化", "nothing changed")))
    for change in diff.parameters:
        word = _say(lang, _ASPECTS["parameter"])
        lines.append(
            f"{word} {change.key}: {_value(change.old)} → {_value(change.new)}"
        )
    for rule in diff.rules:
        lines.append(
            f"{_say(lang, _STATUS[rule.status])} {rule.rule}  {rule.title[lang]}"
        )
        for change in rule.changes:
            aspect = _say(lang, _ASPECTS[change.aspect])
            lines.append(f"  {aspect} {change.key}:")
            lines.append(f"    - {_value(change.old)}")
            lines.append(f"    + {_value(change.new)}")
    if effects is not None:
        lines += ["", *_effects(effects, lang)]
    return "\n".join(lines)


def _value(value: Any) -> str:  # noqa: ANN401 - whatever a rule's key holds
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and isinstance(value[0], dict):
        rows = [row for row in value if isinstance(row, dict)]
        if all(set(row) == {"when", "is"} for row in rows):
            # A severity list, as ``rules explain`` writes it.
            told = [f"{row['is']} <- {row['when']}" for row in rows]
            return "; ".join([*told, *(str(row) for row in value if row not in rows)])
    return json.dumps(value, ensure_ascii=False)


def _effects(effects: Effects, lang: str) -> Iterator[str]:
    cases, blocked, released = effects.cases, effects.newly_blocked, effects.released
    zh = f"{cases} 件案件：新增拦截 {blocked}，解除拦截 {released}"
    zh += f"，结论变化 {effects.changed}"
    en = f"{cases} cases: {blocked} newly blocked, {released} released"
    yield _say(lang, (zh, f"{en}, {effects.changed} decisions changed"))
    for (before, after), count in sorted(effects.decisions.items()):
        if before != after:
            yield f"  {before} → {after}: {count}"
    parts = (
        (("新增拦截", "newly blocked"), effects.blocked_by_rule),
        (
            ("新增拦截（按渠道）", "newly blocked, by channel"),
            effects.blocked_by_channel,
        ),
        (("解除拦截", "released"), effects.released_by_rule),
        (("解除拦截（按渠道）", "released, by channel"), effects.released_by_channel),
    )
    for title, tally in parts:
        if tally:
            yield _say(lang, title)
            yield from (f"  {name}: {count}" for name, count in tally.items())
    for sample in (*effects.blocked_samples, *effects.released_samples):
        yield from _sample(sample, lang)


def _sample(sample: Sample, lang: str) -> Iterator[str]:
    case = _say(lang, (f"第 {sample.number} 件", f"case {sample.number}"))
    yield f"{case} [{sample.channel}] {sample.before} → {sample.after}"
    for message in sample.messages[lang]:
        yield f"  {message}"
