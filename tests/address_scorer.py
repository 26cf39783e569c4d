"""Score the address reader on labelled cases and print the figures by kind.

Run it as a script: ``python tests/address_scorer.py [FILE] [--misses]``. A case gives
a text, optionally ``at`` and ``region``, and what is expected of the flat keys; only
the keys it names are compared.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from infoverify.validators import address

CASES = Path(__file__).parent / "cases" / "addresses.jsonl"
DIVISIONS = ("province", "city", "county")


def load(path: Path = CASES) -> list[dict[str, Any]]:
    """Return the cases of a file."""
    lines = path.read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def read(case: dict[str, Any]) -> address.Address:
    """Return the reading that a case asks for."""
    at = date.fromisoformat(case["at"]) if case.get("at") else None
    return address.inspect(case["text"], at=at, region=case.get("region"))


def wrong_keys(case: dict[str, Any], reading: address.Address) -> list[str]:
    """Return the keys in which the reading differs from what is expected."""
    found: dict[str, Any] = reading.to_dict()
    found["placeholder"] = reading.placeholder
    wrong = []
    for key, want in case["expect"].items():
        if key == "candidate_codes":
            codes = {c.adcode for c in reading.candidates}
            got: Any = want if codes >= set(want) else sorted(codes)
        elif key == "suggestion":
            if want is None:
                continue
            got = want if want in reading.suggestions else reading.suggestions
        elif key == "problem":
            got = want if want in reading.problems else reading.problems
        elif key == "historic":
            got = bool(reading.historic)
        elif key == "placeholder" and want is True:
            got = reading.placeholder is not None
        else:
            got = found[key]
        if got != want:
            wrong.append(key)
    return wrong


def score(cases: list[dict[str, Any]]) -> dict[str, dict[str, tuple[int, int]]]:
    """Return by kind and key how many are right, of how many."""
    table: dict[str, dict[str, list[int]]] = defaultdict(
        lambda: defaultdict(lambda: [0, 0])
    )
    for case in cases:
        wrong = set(wrong_keys(case, read(case)))
        keys = set(case["expect"])
        kind = table[case["kind"]]
        _count(kind["all"], right=not wrong)
        if keys >= set(DIVISIONS):
            _count(kind["divisions"], right=not wrong & set(DIVISIONS))
        for key in ("adcode", "road", "house_number", "complete", "placeholder"):
            if key in keys:
                _count(kind[key], right=key not in wrong)
    return {
        kind: {key: (right, total) for key, (right, total) in row.items()}
        for kind, row in table.items()
    }


def _count(cell: list[int], *, right: bool) -> None:
    cell[0] += right
    cell[1] += 1


COLUMNS = (
    "all",
    "divisions",
    "adcode",
    "road",
    "house_number",
    "complete",
    "placeholder",
)


def report(cases: list[dict[str, Any]]) -> str:
    """Return the figures as a table, one line for each kind and one for all."""
    table = score(cases)
    total: dict[str, tuple[int, int]] = {}
    for row in table.values():
        for key, (right, count) in row.items():
            before = total.get(key, (0, 0))
            total[key] = (before[0] + right, before[1] + count)
    lines = ["kind".ljust(28) + "".join(c[:12].rjust(13) for c in COLUMNS)]
    for kind, row in [*table.items(), ("TOTAL", total)]:
        cells = ""
        for column in COLUMNS:
            right, count = row.get(column, (0, 0))
            cells += (f"{right}/{count}" if count else "").rjust(13)
        lines.append(kind.ljust(28) + cells)
    return "\n".join(lines)


def misses(cases: list[dict[str, Any]]) -> list[str]:
    """Return one line for each case that is not wholly right."""
    lines = []
    for case in cases:
        reading = read(case)
        wrong = wrong_keys(case, reading)
        if wrong:
            found = reading.to_dict()
            want = {k: case["expect"][k] for k in wrong}
            got = {k: found.get(k) for k in wrong}
            lines.append(
                f"{case['kind']}: {case['text']}\n    want {want}\n    got  {got}"
            )
    return lines


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    chosen = load(Path(arguments[0]) if arguments else CASES)
    sys.stdout.write(report(chosen) + "\n")
    if "--misses" in sys.argv:
        sys.stdout.write("\n".join(misses(chosen)) + "\n")
