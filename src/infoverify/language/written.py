"""Expressions written back as an author would write them, one spelling for each."""

from __future__ import annotations

import json
from datetime import date

from infoverify.language import tree


def source(node: tree.Node) -> str:
    """Return an expression as an author would write it."""
    if isinstance(node, tree.Literal):
        return spell_value(node.value)
    if isinstance(node, tree.Field):
        return node.path
    if isinstance(node, tree.Part):
        return node.root or "subject"
    if isinstance(node, tree.Param):
        return f"param.{node.name}"
    if isinstance(node, tree.At):
        return "at"
    if isinstance(node, tree.Call):
        return f"{node.function}({', '.join(map(source, node.arguments))})"
    if isinstance(node, tree.Fact):
        return f"{source(node.call)}.{node.name}"
    if isinstance(node, tree.Present):
        return f"present({node.field.path})"
    if isinstance(node, tree.Compare):
        return f"{source(node.left)} {node.operator} {source(node.right)}"
    if isinstance(node, tree.Logic):
        return f" {node.operator} ".join(map(_grouped, node.items))
    return f"not {_grouped(node.item)}"


def _grouped(node: tree.Node) -> str:
    text = source(node)
    return f"({text})" if isinstance(node, tree.Logic) else text


def spell_value(value: object) -> str:
    """Return a constant as it stands in an expression."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(spell_value, value))}]"
    if isinstance(value, (bool, int)):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, date) or type(value).__name__ == "Beyond":
        return f'"{value}"'
    return str(value)
