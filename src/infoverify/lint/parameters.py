"""Parameters and declared fields that nothing reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoverify.language import tree
from infoverify.lint.remark import Remark, enabled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoverify.language.rule import Rule
    from infoverify.language.ruleset import Ruleset


def nodes(rule: Rule) -> Iterator[tree.Node]:
    """Yield every node of every expression of a rule."""
    tops = [rule.when, rule.require, *(row.when for row in rule.severity)]
    tops += [proposal.node for proposal in rule.suggest]
    for top in tops:
        if top is not None:
            yield from tree.walk(top)


def unused_parameters(ruleset: Ruleset) -> Iterator[Remark]:
    """Remark on parameters that neither an expression nor a message names."""
    read = {
        node.name
        for rule in enabled(ruleset)
        for node in nodes(rule)
        if isinstance(node, tree.Param)
    }
    read |= {
        slot.text.removeprefix("param.")
        for rule in enabled(ruleset)
        for slot in rule.slots
        if slot.kind == "plain"
    }
    for name in ruleset.parameters:
        if name not in read:
            yield _remark(ruleset, "parameter_unused", "parameters", name)


def unused_fields(ruleset: Ruleset) -> Iterator[Remark]:
    """Remark on declared fields that no expression reads."""
    read: set[str] = set()
    for rule in enabled(ruleset):
        for node in nodes(rule):
            if isinstance(node, tree.Field):
                roles = (node.root,) if node.root else rule.roles
                read.update(f"{role}.{node.names[0]}" for role in roles)
    for path in ruleset.merged.fields:
        if path not in read:
            yield _remark(ruleset, "field_unused", "fields", path)


def _remark(ruleset: Ruleset, code: str, key: str, name: str) -> Remark:
    origin = ruleset.merged.origins.get((key, name))
    file = origin.file if origin is not None else None
    line = origin.line if origin is not None else None
    return Remark(code, None, file, line, (name, name))
