"""Why a rule came out as it did: its conditions with their outcome, values masked.

What is shown is what the definition of the language, ``meaning.evaluate``, says of each
part of the expressions; nothing is decided here.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from infoverify._guard import attempt
from infoverify.checks.readings import COMPACTORS
from infoverify.evaluation import Evaluation, Plan
from infoverify.language import tree
from infoverify.language.meaning import CODE_FACTS, Environment, Unknown, evaluate
from infoverify.language.written import source, spell_value
from infoverify.masking import HIDDEN, mask
from infoverify.reports.words import SEVERITIES, in_language
from infoverify.subject import Case
from infoverify.vocabulary import REASON_NAMES, STAGES, STATE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoverify.finding import Lang
    from infoverify.language.rule import Rule
    from infoverify.language.ruleset import Ruleset
    from infoverify.subject import Part

_TRUTH: Final = {True: ("成立", "true"), False: ("不成立", "false")}


class Step(NamedTuple):
    """One line of an explanation: how deep, what, and what it came to."""

    depth: int
    text: str
    outcome: str


class Explainer:
    """Explains rules on one record."""

    def __init__(self, ruleset: Ruleset, record: object, at: date, lang: Lang) -> None:
        """Wrap the record as a verification does."""
        self._ruleset = ruleset
        self._at = at
        self._lang = lang
        self.case = Case(record, COMPACTORS, ruleset.structs)

    def part(self, role: str) -> Part | None:
        """Return the part of a role such as ``insured[0]``, ``None`` for the record."""
        name, bracket, index = role.partition("[")
        if name not in self.case.structs:
            return None
        parts = self.case.parts(name)
        return parts[int(index[:-1])] if bracket else parts[0]

    def environment(self, part: Part | None) -> Environment:
        """Return what expressions are evaluated in."""
        ruleset = self._ruleset
        return Environment(
            self.case, part, self._at, ruleset.parameters, ruleset.functions
        )

    def steps(self, rule: Rule, role: str) -> list[Step]:
        """Return the steps from the rule's conditions to its severity."""
        env = self.environment(self.part(role))
        found = []
        for name, node in (("when", rule.when), ("require", rule.require)):
            if node is None:
                continue
            found.append(Step(0, f"{name}: {source(node)}", self._outcome(node, env)))
            found += self._inside(node, env, 1)
        if len(rule.severity) > 1:
            found.append(Step(0, "severity:", ""))
            for row in rule.severity:
                word = in_language(SEVERITIES[str(row.severity)], self._lang)
                if row.when is None:
                    found.append(Step(1, word, ""))
                else:
                    text = f"{word} <- {source(row.when)}"
                    found.append(Step(1, text, self._outcome(row.when, env)))
        return found

    def judge(self, rule: Rule, role: str, stage: str | None) -> tuple[str, str, str]:
        """Return outcome, message of the finding, and why a rule was not even asked."""
        stage = stage or next(s for s in STAGES if s in rule.stages)
        part = self.part(role)
        ruleset = self._ruleset
        plan = Plan(
            (rule,), stage, ruleset.parameters, ruleset.functions, None, "block"
        )
        if not rule.at(self._at):
            reason = self._say("此日期未生效", "not in force on this day")
            return "not_applicable", "", reason
        if stage not in rule.stages:
            return "not_applicable", "", self._say("不在此环节", "not at this stage")
        evaluation = Evaluation(plan, self.case, self._at, None)
        kind, crashed = attempt(evaluation.judge_one, rule, part)
        if crashed is not None or kind is None:
            return "undetermined", "", ""
        reason = ""
        if kind == "not_applicable" and part is not None and self._asked(rule, part):
            if part.fallback is not None:
                zh = "取自投保人，以投保人的结果为准"
                reason = self._say(
                    zh, "read from the policyholder, who answers for both"
                )
            else:
                reason = self._say("此类主体没有该字段", "this party has no such field")
        messages = [finding.message(self._lang) for finding in evaluation.findings]
        return kind, " ".join(messages), reason

    def _asked(self, rule: Rule, part: Part) -> bool:
        """Tell whether it is not ``when`` that keeps a rule from applying."""
        if rule.when is None:
            return True
        value, _ = attempt(evaluate, rule.when, self.environment(part))
        return value is not False

    def _say(self, zh: str, en: str) -> str:
        return zh if self._lang == "zh" else en

    def lines(self, rule_id: str, role: str) -> list[str]:
        """Return the steps as text, nothing for a finding that is built in."""
        rule = next((r for r in self._ruleset.rules if r.id == rule_id), None)
        if rule is None:
            return []
        return [
            "  " * step.depth
            + step.text
            + (f"  = {step.outcome}" if step.outcome else "")
            for step in self.steps(rule, role)
        ]

    def _inside(self, node: tree.Node, env: Environment, depth: int) -> Iterator[Step]:
        """Yield the parts of a condition, then the values that they rest on."""
        if isinstance(node, tree.Logic):
            for item in node.items:
                yield Step(depth, source(item), self._outcome(item, env))
                yield from self._inside(item, env, depth + 1)
            return
        if isinstance(node, tree.Not) and isinstance(node.item, tree.Logic):
            yield from self._inside(node.item, env, depth)
            return
        seen = set()
        for inner in tree.walk(node):
            if inner is node or not isinstance(inner, _VALUED):
                continue
            text = source(inner)
            if text not in seen and inner.type.kind != "facts":
                seen.add(text)
                yield Step(depth, text, self._value(inner, env))
            if isinstance(inner, tree.Call) and inner.type.kind == "facts":
                yield from self._reading(inner, env, depth)

    def _reading(self, node: tree.Call, env: Environment, depth: int) -> Iterator[Step]:
        """Yield what a validator says against a value, and what is worth knowing."""
        reading, crashed = attempt(evaluate, node, env)
        if crashed is not None or isinstance(reading, Unknown):
            return
        for name in ("problems", "hints"):
            codes = getattr(reading, name, ())
            if codes:
                yield Step(depth, f"{source(node)}.{name}", ", ".join(map(str, codes)))

    def _outcome(self, node: tree.Node, env: Environment) -> str:
        value, crashed = attempt(evaluate, node, env)
        if crashed is not None:
            return in_language(
                (f"出错（{crashed}）", f"crashed ({crashed})"), self._lang
            )
        if isinstance(value, Unknown):
            why = in_language(REASON_NAMES[value.reason], self._lang)
            return in_language(
                (f"无法确定（{why}）", f"undetermined ({why})"), self._lang
            )
        return in_language(_TRUTH[bool(value)], self._lang)

    def _value(self, node: tree.Node, env: Environment) -> str:
        value, crashed = attempt(evaluate, node, env)
        if crashed is not None or node.type.kind == "truth":
            return self._outcome(node, env)
        if isinstance(node, tree.Field):
            return self._field(node, value, env)
        if isinstance(value, Unknown):
            return in_language(REASON_NAMES[value.reason], self._lang)
        if isinstance(node, tree.Fact):
            return _fact(node.name, value)
        if isinstance(node, (tree.Param, tree.At)):
            return spell_value(value)
        if isinstance(value, date):
            return mask("birth_date", value)
        return str(value) if node.type.kind == "number" else HIDDEN

    def _field(self, node: tree.Field, value: object, env: Environment) -> str:
        if node.root:
            found = self.case.locate(node.path)
        else:
            role = env.subject.role if env.subject is not None else ""
            found = self.case.locate(f"{role}.{node.path}")
        if found is None:
            return in_language(STATE_NAMES["absent"], self._lang)
        part, field = found
        state = part.state(field)
        if state != "present":
            return in_language(STATE_NAMES[state], self._lang)
        return mask(part.path(field), value, part.struct[field])


_VALUED: Final = (tree.Field, tree.Fact, tree.Call, tree.Param, tree.At)


def _fact(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if name in CODE_FACTS and isinstance(value, tuple):
        return ", ".join(map(str, value)) or "-"
    if isinstance(value, date):
        return mask("birth_date", value)
    return mask(name, value)
