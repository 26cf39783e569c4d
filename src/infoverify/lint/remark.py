"""One remark of the lint: a stable code, the place, what is doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from infoverify.finding import Lang
    from infoverify.language.rule import Rule
    from infoverify.language.ruleset import Ruleset

#: Code → what it is about; a remark adds the particulars.
CODES: Final[dict[str, tuple[str, str]]] = {
    "translation_missing": ("缺少另一种语言", "a text is missing in one language"),
    "placeholders_differ": (
        "中英文提示语的占位符不同",
        "zh and en messages have different placeholders",
    ),
    "placeholder_unmasked": (
        "提示语的占位符会显示未脱敏的值",
        "a placeholder shows a value that is not masked",
    ),
    "basis_missing": ("没有依据", "the rule cites nothing"),
    "instrument_unknown": (
        "依据的文件没有在 instruments 中写明名称",
        "an instrument has no name under instruments",
    ),
    "parameter_unused": ("参数没有规则使用", "no rule reads the parameter"),
    "field_unused": ("声明的字段没有规则使用", "no rule reads the declared field"),
    "example_missing": ("缺少一种结果的例子", "an outcome has no example"),
    "example_idle": (
        "例子的内容无处可去",
        "an example names what there is none of",
    ),
    "example_repeats": ("两个例子同名", "two examples have one name"),
    "field_uncovered": (
        "拦截规则所读的字段可以缺失而无人过问",
        "a blocking rule reads a field that nobody asks for",
    ),
    "when_never": ("when 永远不成立", "when can never hold"),
    "require_never_violated": ("require 永远不会违反", "require can never be violated"),
    "require_never_holds": ("require 永远不成立", "require can never hold"),
    "rules_repeat": ("两条规则重复", "two rules say the same"),
    "rules_contradict": ("两条规则矛盾", "two rules contradict each other"),
    "insured_inherits": (
        "被保险人与投保人是同一人时，这条规则不适用",
        "not applicable to an insured person who is the policyholder",
    ),
    "gap_in_force": (
        "前后两条规则之间有一段时间无规则生效",
        "a gap between two rules in force",
    ),
}

#: What a ruleset may well do without; the rest are mistakes.
ADVICE: Final = frozenset(
    {
        *("translation_missing", "basis_missing", "example_missing"),
        "example_repeats",
        *("parameter_unused", "field_unused", "insured_inherits"),
    }
)


class Remark(NamedTuple):
    """Something doubtful, where it stands, and the particulars in both languages."""

    code: str
    rule: str | None
    file: str | None
    line: int | None
    detail: tuple[str, str]

    @property
    def advice(self) -> bool:
        """Tell whether the ruleset may well stay as it is."""
        return self.code in ADVICE

    def text(self, lang: Lang) -> str:
        """Return what is doubtful."""
        english = lang == "en"
        about, detail = CODES[self.code][english], self.detail[english]
        return f"{about}{': ' if english else '：'}{detail}" if detail else about


def remark(
    ruleset: Ruleset,
    code: str,
    rule: Rule,
    key: str,
    detail: str | tuple[str, str] = "",
) -> Remark:
    """Return a remark at the place where a rule's key was set."""
    origins = ruleset.merged.origins
    origin = origins.get((rule.id, key)) or origins.get((rule.id, "id"))
    both = (detail, detail) if isinstance(detail, str) else detail
    file = origin.file if origin is not None else None
    line = origin.line if origin is not None else None
    return Remark(code, rule.id, file, line, both)


def enabled(ruleset: Ruleset) -> list[Rule]:
    """Return the rules that a verification would use."""
    return [rule for rule in ruleset.rules if rule.plain["enabled"]]
