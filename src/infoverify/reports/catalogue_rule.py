"""One rule of the catalogue: everything its YAML says, in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.finding import Basis
from infoverify.reports.catalogue_text import code, fenced, prose, table
from infoverify.reports.citation import clause_of
from infoverify.reports.words import OUTCOMES, SEVERITIES, STAGES
from infoverify.vocabulary import ROLE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from infoverify.finding import Lang
    from infoverify.language.rule import Plain

_UNDETERMINED: Final[dict[str, tuple[str, str]]] = {
    "note": ("只记录", "only noted"),
    "review": ("转人工复核", "a finding for review"),
    "block": ("拦截", "a blocking finding"),
}


class RuleSection:
    """A rule as first written, before any override."""

    def __init__(
        self,
        rule: Plain,
        instruments: Mapping[str, Mapping[str, str]],
        trust: Mapping[str, tuple[str, str]],
        lang: Lang,
    ) -> None:
        """Keep the rule's plain form and the words."""
        self._rule = rule
        self._instruments = instruments
        self._trust = trust
        self._lang = lang

    def _say(self, zh: str, en: str) -> str:
        return zh if self._lang == "zh" else en

    def _word(self, pair: tuple[str, str]) -> str:
        return pair[self._lang == "en"]

    def _list(self, items: list[str]) -> str:
        return self._say("、", ", ").join(items)

    @staticmethod
    def clause(basis: Plain, lang: Lang) -> str:
        """Return the clause of a basis without its instrument, as findings cite it."""
        return clause_of(Basis(**basis), lang)

    def lines(self, instruments_page: str) -> Iterator[str]:
        """Yield the section's lines."""
        rule = self._rule
        yield f"## {code(rule['id'])} {prose(rule['title'][self._lang])}"
        yield ""
        yield f"> {prose(rule['message'][self._lang])}"
        yield ""
        head = (self._say("项目", "what"), self._say("内容", "content"))
        yield from table(head, self._facts())
        if rule["when"]:
            yield f"**{self._say('何时适用', 'Applies when')}**"
            yield ""
            yield from fenced(rule["when"])
        yield f"**{self._say('必须成立', 'Requires')}**"
        yield ""
        yield from fenced(rule["require"])
        yield from self._severity()
        yield from self._suggestion()
        yield from self._basis(instruments_page)
        yield from self._examples()

    def _facts(self) -> Iterator[tuple[str, str]]:
        rule, say = self._rule, self._say
        if isinstance(rule["severity"], str):
            yield say("级别", "severity"), self._grade(rule["severity"])
        roles = [self._word(ROLE_NAMES.get(r, (r, r))) for r in rule["for"]]
        yield say("对象", "about"), self._list(roles)
        stages = [self._word(STAGES[s]) for s in STAGES if s in rule["stages"]]
        yield say("环节", "stages"), self._list(stages) or say("全部", "all")
        if rule["paths"]:
            yield say("字段", "fields"), self._list([code(p) for p in rule["paths"]])
        if rule["optional"]:
            label = say("可不填的字段", "may be absent")
            yield label, self._list([code(p) for p in rule["optional"]])
        force = rule["in_force"] or {}
        begin, end = force.get("from"), force.get("until")
        span = [say(f"{begin} 起", f"from {begin}")] if begin else []
        span += [say(f"{end} 止（不含）", f"until {end}, exclusive")] if end else []
        yield say("生效", "in force"), " ".join(span) or say("一直", "always")
        yield (
            say("无法判断时", "when undetermined"),
            self._word(_UNDETERMINED[rule["undetermined"]]),
        )
        yield (
            say("锁定", "locked"),
            say("是，后来的文件只能加严", "yes, later files may only tighten it")
            if rule["lock"]
            else say("否", "no"),
        )
        yield say("豁免", "waiver"), self._waiver()
        if rule["obligations"]:
            owed = self._list([code(o) for o in rule["obligations"]])
            yield say("另有义务", "obligations"), owed
        if rule["tags"]:
            yield say("标签", "tags"), self._list([code(t) for t in rule["tags"]])
        if not rule["enabled"]:
            yield say("停用", "disabled"), say("是", "yes")

    def _waiver(self) -> str:
        waiver = self._rule["waiver"]
        if waiver is None:
            return self._say("未规定", "not stated")
        if not waiver["allowed"]:
            return self._say("不允许", "not allowed")
        days = waiver.get("max_days")
        if days is None:
            return self._say("允许", "allowed")
        return self._say(f"允许，最长 {days} 天", f"allowed for at most {days} days")

    def _grade(self, name: str) -> str:
        return self._say(f"{SEVERITIES[name][0]} {code(name)}", code(name))

    def _severity(self) -> Iterator[str]:
        severity = self._rule["severity"]
        if isinstance(severity, str):
            return
        yield f"**{self._say('级别', 'Severity')}**"
        yield ""
        head = (self._say("级别", "severity"), self._say("条件", "when"))
        yield from table(
            head,
            [
                (self._grade(row), self._say("其余情况", "otherwise"))
                if isinstance(row, str)
                else (self._grade(row["is"]), code(row["when"]))
                for row in severity
            ],
        )

    def _suggestion(self) -> Iterator[str]:
        label = self._say("建议值", "Suggestion")
        suggest = self._rule["suggest"]
        if not suggest:
            none = self._say(
                "无：正确的值不能从案件中推出，按提示语处理。",
                "none: the right value cannot be proved from the case;"
                " do what the message says.",
            )
            yield f"**{label}** {none}"
        else:
            shown = [f"{code(field)} = {code(text)}" for field, text in suggest.items()]
            yield f"**{label}** {self._list(shown)}"
        yield ""

    def _basis(self, instruments_page: str) -> Iterator[str]:
        yield f"**{self._say('依据', 'Basis')}**"
        yield ""
        for basis in self._rule["basis"]:
            instrument = basis["instrument"]
            title = self._instruments.get(instrument, {}).get(self._lang, instrument)
            target = f"[{prose(title)}]({instruments_page}#{instrument})"
            clause = self.clause(basis, self._lang)
            trust = self._word(self._trust[basis["trust"]])
            note = basis["note"]
            note = note[self._lang] if isinstance(note, dict) else note
            words = (target, prose(clause), f"({prose(trust)})", prose(note or ""))
            yield f"- {' '.join(filter(None, words))}"
        if not self._rule["basis"]:
            yield self._say("没有注明。", "None stated.")
        yield ""

    def _examples(self) -> Iterator[str]:
        examples = self._rule["examples"]
        if not examples:
            return
        yield f"**{self._say('例子', 'Examples')}**"
        yield ""
        head = ("例子", "案件", "结果"), ("example", "case", "outcome")
        rows = [
            (prose(e["name"]), "<br>".join(_given(e)), self._expected(e))
            for e in examples
        ]
        yield from table(head[self._lang == "en"], rows)

    def _expected(self, example: Plain) -> str:
        said = [self._word(OUTCOMES[example["expect"]])]
        if example["severity"]:
            said.append(self._word(SEVERITIES[example["severity"]]))
        said += [
            f"{code(f)} = {code(v)}" for f, v in (example["suggest"] or {}).items()
        ]
        return "<br>".join(said)


def _given(example: Plain) -> Iterator[str]:
    """Yield the changes that make an example's case of the clean one."""
    given = example["given"]
    yield code(f"use: {given['use']}")
    for path, value in given["set"].items():
        yield code(f"{path}: {_flow(value)}")
    if given["drop"]:
        yield code(f"drop: {', '.join(given['drop'])}")
    for key in ("at", "stage"):
        if example[key]:
            yield code(f"{key}: {example[key]}")
    for name, value in example["parameters"].items():
        yield code(f"param.{name}: {_flow(value)}")


def _flow(value: object) -> str:
    """Return a value as YAML would write it on one line, quotes left out."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{k}: {_flow(v)}' for k, v in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_flow, value))}]"
    if value is None:
        return "null"
    text = str(value)
    return text if text.strip() and len(text) <= 80 else repr(text[:80])
