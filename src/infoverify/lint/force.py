"""Rules that follow one another in time: no day between them without a rule."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from infoverify.lint.remark import enabled, remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoverify.language.rule import Rule
    from infoverify.language.ruleset import Ruleset
    from infoverify.lint.remark import Remark


def gaps(ruleset: Ruleset) -> Iterator[Remark]:
    """Remark on days between two rules about the same fields of the same roles."""
    lines: dict[tuple[object, ...], list[Rule]] = {}
    for rule in enabled(ruleset):
        about = (rule.roles, rule.paths, rule.stages)
        lines.setdefault(about, []).append(rule)
    for rules in lines.values():
        if all(rule.in_force[1] is None for rule in rules):
            continue
        ordered = sorted(rules, key=lambda r: r.in_force[0] or date.min)
        reached = date.min
        for before, after in pairwise(ordered):
            reached = max(reached, before.in_force[1] or date.max)
            begin = after.in_force[0] or date.min
            if reached < begin:
                text = f"{before.id} .. {reached} - {begin}"
                yield remark(ruleset, "gap_in_force", after, "in_force", text)
