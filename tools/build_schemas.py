"""Write the JSON Schemas that are published under ``docs/schemas``.

The record, the ruleset file, the finding and the verdict; ``--check`` compares.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from infoverify.finding import SEVERITIES
from infoverify.language.schema import RulesetFile
from infoverify.record import Record
from infoverify.vocabulary import REASON_NAMES, STAGES

FOLDER = Path(__file__).parents[1] / "docs" / "schemas"
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def _object(title: str, fields: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "title": title,
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
        **more,
    }


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


TEXT: dict[str, Any] = {"type": "string"}
TEXTS: dict[str, Any] = {"type": "array", "items": TEXT}
BOTH: dict[str, Any] = _object("text in both languages", {"zh": TEXT, "en": TEXT})
HASH: dict[str, Any] = _or_null({"type": "string", "pattern": "^[0-9a-f]{64}$"})


def finding() -> dict[str, Any]:
    """Return the schema of a finding as ``to_dict()`` gives it."""
    basis = _object(
        "basis",
        {
            "instrument": TEXT,
            "clause": _or_null(TEXT),
            "article": _or_null(TEXT),
            "trust": TEXT,
            "note": _or_null(TEXT),
            "text": TEXT,
        },
    )
    value = {"type": ["string", "number", "boolean", "array", "null"]}
    proposal = _object("proposal", {"value": value, "ground": TEXT})
    schema = _object(
        "finding",
        {
            "rule": TEXT,
            "outcome": {"enum": ["violated", "undetermined"]},
            "severity": {"enum": list(SEVERITIES)},
            "stage": {"enum": list(STAGES)},
            "role": TEXT,
            "paths": TEXTS,
            "host_paths": _or_null({"type": "array", "items": _or_null(TEXT)}),
            "title": BOTH,
            "message": BOTH,
            "basis": {"type": "array", "items": basis},
            "suggestion": {"type": "object", "additionalProperties": proposal},
            "obligations": TEXTS,
            "reason": {"enum": [*REASON_NAMES, None]},
            "fingerprint": HASH,
            "value_mark": HASH,
            "waived_by": {"type": "null"},
        },
    )
    # Only to_dict(raw=True) adds the values at the paths.
    schema["properties"]["values"] = {"type": "object"}
    return schema


def verdict() -> dict[str, Any]:
    """Return the schema of a verdict as ``to_dict()`` gives it."""
    ruleset = _object(
        "ruleset",
        {
            "id": TEXT,
            "version": TEXT,
            "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        },
    )
    undetermined = _object(
        "undetermined",
        {
            "rule": TEXT,
            "role": TEXT,
            "reason": {"enum": list(REASON_NAMES)},
            "paths": TEXTS,
        },
    )
    return _object(
        "verdict",
        {
            "schema": {"const": 1},
            "decision": {"enum": ["clear", "refer", "correct"]},
            "partial": {"type": "boolean"},
            "stage": {"enum": list(STAGES)},
            "at": {"type": "string", "format": "date"},
            "ruleset": ruleset,
            "tables": {"type": "object", "additionalProperties": TEXT},
            "library": TEXT,
            "findings": {"type": "array", "items": finding()},
            "undetermined": {"type": "array", "items": undetermined},
            "obligations": TEXTS,
        },
    )


def schemas() -> dict[str, str]:
    """Return file name → text of every published schema."""
    found = {
        "record.json": Record.model_json_schema(),
        "ruleset.json": RulesetFile.model_json_schema(by_alias=True),
        "finding.json": finding(),
        "verdict.json": verdict(),
    }
    return {
        name: json.dumps({"$schema": DRAFT, **schema}, ensure_ascii=False, indent=1)
        + "\n"
        for name, schema in found.items()
    }


def main(arguments: list[str]) -> int:
    """Write or check; return 1 where something is stale."""
    wanted = schemas()
    stale = [n for n, text in wanted.items() if _text(FOLDER / n) != text]
    if "--check" in arguments:
        for name in stale:
            print(f"stale: docs/schemas/{name}")
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(wanted)} schemas written, {len(stale)} changed")
    return 0


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
