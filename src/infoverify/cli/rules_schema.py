"""``infoverify rules schema``: the JSON Schema of a ruleset file, for editors."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import argparse

    from infoverify.cli.arguments import Parser
    from infoverify.cli.speech import Speech

# Lists for which the loader takes one text too.
_ONE_OR_MANY: Final = frozenset(
    {"stages", "for", "paths", "optional", "obligations", "tags", "drop", "extends"}
)
# The loader reads text only: an editor sees numbers, truths and dates.
_ANY_SCALAR: Final = frozenset({"value", "min", "max", "version", "infoverify"})
_SCALAR: Final = {"type": ["string", "number", "boolean"]}


def configure(parser: Parser, say: Speech) -> None:
    """Add nothing: the command has no arguments."""


def run(args: argparse.Namespace, say: Speech) -> int:  # noqa: ARG001 - one shape for all
    """Write the schema."""
    text = json.dumps(ruleset_schema(), ensure_ascii=False, indent=2, sort_keys=True)
    sys.stdout.write(text + "\n")
    return 0


def ruleset_schema() -> dict[str, Any]:
    """Return the JSON Schema of a ruleset file, as an editor reads YAML."""
    from infoverify.language.schema import RulesetFile  # noqa: PLC0415 - pydantic

    schema: dict[str, Any] = RulesetFile.model_json_schema(by_alias=True)
    for model in (schema, *schema["$defs"].values()):
        for name, field in model.get("properties", {}).items():
            model["properties"][name] = _for_editors(name, field)
    # Old keywords first, so that a reader meets what the file is.
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "infoverify ruleset",
        **{key: value for key, value in schema.items() if key != "title"},
    }


def _for_editors(name: str, field: dict[str, Any]) -> dict[str, Any]:
    if name == "infoverify":
        return {"title": "format", "enum": [1, "1"], "type": ["integer", "string"]}
    kinds = [field, *field.get("anyOf", ())]
    if any(kind.get("type") == "boolean" for kind in kinds):
        kept = {k: v for k, v in field.items() if k not in {"type", "anyOf"}}
        return {**kept, "enum": [True, False, "true", "false"]}
    if name in _ANY_SCALAR:
        rest = {k: v for k, v in field.items() if k not in {"type", "anyOf"}}
        lists = {"type": "array", "items": _SCALAR}
        choices = [_SCALAR, lists] if name == "value" else [_SCALAR]
        return {**rest, "anyOf": [*choices, {"type": "null"}]}
    if name in _ONE_OR_MANY:
        kept = {
            k: v for k, v in field.items() if k in {"default", "title", "description"}
        }
        listed = {k: v for k, v in field.items() if k not in kept}
        items = listed.get("items", {"type": "string"})
        return {**kept, "anyOf": [listed, items]}
    return field
