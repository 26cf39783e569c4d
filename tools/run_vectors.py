"""Run conformance vectors against this library; the pattern for a port's own runner.

    python tools/run_vectors.py FILE.json...

A port reads the same files, runs its own rules on each record and compares decision,
findings in their order, and what stayed undetermined. Exit status 1 where one differs.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from infoverify import Verdict, Verifier, load_ruleset

SCHEMA = 1
SHOWN = 20


def answer(verdict: Verdict) -> dict[str, Any]:
    """Say what came in the words of the file."""
    return {
        "decision": verdict.decision,
        "findings": [
            {
                "rule": f.rule,
                "outcome": f.outcome,
                "severity": str(f.severity),
                "role": f.role,
                "paths": list(f.paths),
                "suggestion": {p: str(s.value) for p, s in f.suggestion.items()},
            }
            for f in verdict.findings
        ],
        "undetermined": [
            {"rule": u.rule, "role": u.role, "reason": u.reason}
            for u in verdict.undetermined
        ],
    }


def run(path: Path, name: str) -> list[str]:
    """Return what differs in one file, a line for each vector."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return [f"{path.name}: cannot be read ({type(error).__name__})"]
    if not isinstance(content, dict) or content.get("infoverify_vectors") != SCHEMA:
        return [f"{path.name}: not a file of vectors of schema {SCHEMA}"]
    verifiers: dict[str, Verifier] = {}
    wrong = []
    for vector in content["vectors"]:
        stage, parameters = vector["stage"], vector["parameters"]
        key = json.dumps([stage, parameters], sort_keys=True)
        if key not in verifiers:
            verifiers[key] = Verifier(name, stage=stage, parameters=parameters)
        day = date.fromisoformat(vector["at"])
        got = answer(verifiers[key].verify(vector["record"], at=day))
        keys = [k for k, expected in vector["expect"].items() if got[k] != expected]
        if keys:
            wrong.append(f"{path.name}: {vector['name']}: {', '.join(keys)} differ")
    if load_ruleset(name).digest != content["ruleset"]["digest"]:
        wrong.append(f"{path.name}: made of another state of {name}")
    print(f"{path.name}: {len(content['vectors'])} vectors, {len(wrong)} differ")
    return wrong


def main(arguments: list[str]) -> int:
    """Run every file named."""
    wrong: list[str] = []
    for argument in arguments:
        path = Path(argument)
        wrong += run(path, path.stem.replace("__", "/"))
    print("\n".join(wrong[:SHOWN]))
    return 1 if wrong or not arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
