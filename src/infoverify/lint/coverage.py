"""Coverage: a blocking rule must not fall silent because nobody asks for its fields.

An absent field makes a rule undetermined, which opens the gate unless a completeness
rule of the same stage answers for the field, or the rule names it under ``optional``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoverify.finding import Severity
from infoverify.language import tree
from infoverify.lint.remark import enabled, remark
from infoverify.vocabulary import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoverify.language.rule import Rule
    from infoverify.language.ruleset import Ruleset
    from infoverify.lint.remark import Remark


def uncovered_fields(ruleset: Ruleset) -> Iterator[Remark]:
    """Remark on fields that a blocking rule reads and that may be absent unnoticed.

    A file that extends nothing, or closes the gate on no absent field, is a part of a
    profile: nothing is said of it alone.
    """
    rules = enabled(ruleset)
    closes = any(r.completeness and r.worst is Severity.BLOCK for r in rules)
    if len(ruleset.merged.files) < 2 or not closes:
        return
    covered = {
        (stage, field)
        for rule in rules
        if rule.completeness
        for stage in rule.stages
        for field in _answered(rule)
    }
    for rule in rules:
        if rule.completeness or rule.worst is not Severity.BLOCK:
            continue
        for path, fields in _read(rule):
            if path in rule.optional:
                continue
            missing = [
                stage
                for stage in STAGES
                if stage in rule.stages
                and any((stage, field) not in covered for field in fields)
            ]
            if missing:
                where = ", ".join(missing)
                detail = (f"{path} (环节 {where})", f"{path} (stage {where})")
                yield remark(ruleset, "field_uncovered", rule, "require", detail)


def _answered(rule: Rule) -> Iterator[str]:
    for field in rule.completeness:
        roots = (field.root,) if field.root else rule.roles
        yield from (".".join((root, *field.names)) for root in roots)


def _read(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    """Yield each field whose absence leaves the rule undetermined, for every role."""
    seen: dict[tree.Field, None] = {}
    for top in (rule.when, rule.require):
        if top is not None:
            _without_present(top, seen)
    for field in seen:
        # Where nobody says so, a person is meant: a party is never absent.
        if field.names[-1] == "party":
            continue
        roots = (field.root,) if field.root else rule.roles
        yield field.path, [".".join((root, *field.names)) for root in roots]


def _without_present(node: tree.Node, seen: dict[tree.Field, None]) -> None:
    if isinstance(node, tree.Present):
        return
    if isinstance(node, tree.Field):
        seen[node] = None
    for child in tree.children(node):
        _without_present(child, seen)
