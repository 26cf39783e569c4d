"""Conditions that decide nothing, and pairs of rules that repeat or contradict."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from infoverify.lint.model import Model, atoms
from infoverify.lint.remark import enabled, remark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from infoverify.language import tree
    from infoverify.language.rule import Rule
    from infoverify.language.ruleset import Ruleset
    from infoverify.lint.model import Assignment
    from infoverify.lint.remark import Remark


def _conditions(*rules: Rule) -> tuple[tree.Node, ...]:
    nodes = (node for rule in rules for node in (rule.when, rule.require))
    return tuple(node for node in nodes if node is not None)


def dead_conditions(ruleset: Ruleset) -> Iterator[Remark]:
    """Remark on a ``when`` or ``require`` that comes out one way only."""
    for rule in enabled(ruleset):
        model = Model(_conditions(rule), ruleset)
        if not model.small:
            continue
        applies = holds = fails = False
        for case in model.cases():
            if not _applies(model, rule, case):
                continue
            applies = True
            value = model.value(rule.require, case)
            holds = holds or value is True
            fails = fails or value is False
        if not applies:
            yield remark(ruleset, "when_never", rule, "when")
        elif not fails:
            yield remark(ruleset, "require_never_violated", rule, "require")
        elif not holds:
            yield remark(ruleset, "require_never_holds", rule, "require")


def pairs(ruleset: Ruleset) -> Iterator[Remark]:
    """Remark on two rules of one role, stage and day that repeat or contradict."""
    rules = [(rule, frozenset(atoms(rule.require))) for rule in enabled(ruleset)]
    for (first, turns_on), (second, also) in combinations(rules, 2):
        if turns_on.isdisjoint(also) or not _meet(first, second):
            continue
        model = Model(_conditions(first, second), ruleset)
        if not model.small:
            continue
        code = _compare(model, first, second)
        if code is not None:
            yield remark(ruleset, code, second, "require", _advice(code, first.id))


def _advice(code: str, first: str) -> tuple[str, str]:
    """Return the other rule, and what may be done about the two."""
    if code == "rules_repeat":
        return (
            f"{first}；用 override 改它，或给这一条写自己的 when",
            f"{first}; change that one by override, or give this one a when of its own",
        )
    return (
        f"{first}；没有一件案件能同时满足两条，改其中一条的 require 或 when",
        f"{first}; no case can satisfy both: change require or when of one",
    )


def _meet(first: Rule, second: Rule) -> bool:
    """Tell whether two rules speak of the same role at one time."""
    if not set(first.roles) & set(second.roles) or not first.stages & second.stages:
        return False
    return overlap(first.in_force, second.in_force)


def overlap(
    first: tuple[date | None, date | None], second: tuple[date | None, date | None]
) -> bool:
    """Tell whether two intervals, open at ``None``, have a day in common."""
    (a, b), (c, d) = first, second
    return (b is None or c is None or c < b) and (d is None or a is None or a < d)


def _compare(model: Model, first: Rule, second: Rule) -> str | None:
    violated_alike = True
    some_violated = False
    alike_asked = True
    circumstances: dict[tuple[object, ...], set[str]] = {}
    asked = model.variables(*(r.when for r in (first, second) if r.when is not None))
    for case in model.cases():
        applies = [_applies(model, rule, case) for rule in (first, second)]
        alike_asked = alike_asked and applies[0] is applies[1]
        one = model.value(first.require, case) if applies[0] else None
        two = model.value(second.require, case) if applies[1] else None
        some_violated = some_violated or one is False
        violated_alike = violated_alike and (one is False) == (two is False)
        if not (violated_alike or alike_asked):
            return None
        if one is None or two is None:
            continue
        seen = circumstances.setdefault(tuple(case[name] for name in asked), set())
        seen.update(name for name, holds in (("1", one), ("2", two)) if holds)
        if one and two:
            seen.add("both")
    if violated_alike and some_violated:
        return "rules_repeat"
    # Rules of different circumstances may well exclude these circumstances together.
    # Asked in the same ones, each can be obeyed, yet never both.
    if alike_asked and {"1", "2"} in circumstances.values():
        return "rules_contradict"
    return None


def _applies(model: Model, rule: Rule, case: Assignment) -> bool:
    return rule.when is None or model.value(rule.when, case) is True
