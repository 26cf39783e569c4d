"""How cost grows with the number of rules, and of insured in one group policy.

    python benchmarks/growth.py [--json] [--rounds N]

Rules: copies of those of ``ruleset.yaml`` under other names, up to 10, 100 and 1,000;
time to compile them, and to judge one application. Insured: 1, 10, 1,000 and 10,000 in
one group policy, clean, and with every one at fault (the findings are read). Shipped: two
profiles, and all shipped rules as one ruleset, on the clean sample case with their real
validators. Figures are medians; what is linear costs the same for each rule or insured
from some size on.
"""

from __future__ import annotations

import argparse
import copy
import json
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import yaml
from _cases import AT, Record, clean_application, group_policy
from _engine import engine_alone

from infoverify import Verifier
from infoverify.examples import DEFAULT_AT, load_samples
from infoverify.rulesets import shipped_root

if TYPE_CHECKING:
    from collections.abc import Callable

RULESET = Path(__file__).with_name("ruleset.yaml")
RULES = (10, 100, 1000)
INSURED = (1, 10, 1000, 10_000)


def _median_us(call: Callable[[], object], rounds: int) -> float:
    call()
    times = []
    for _ in range(rounds):
        start = perf_counter()
        call()
        times.append(perf_counter() - start)
    return statistics.median(times) * 1e6


def ruleset_of(count: int, folder: Path) -> Path:
    """Write a ruleset of that many rules and return its path."""
    content = yaml.safe_load(RULESET.read_text(encoding="utf-8"))
    rules, made = content["rules"], []
    for number in range(count):
        rule = copy.deepcopy(rules[number % len(rules)])
        rule["id"] = f"{rule['id']}_{number // len(rules)}"
        made.append(rule)
    content["rules"] = made
    content["infoverify"] = 1
    path = folder / f"rules_{count}.yaml"
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    return path


def by_rules(rounds: int) -> list[dict[str, Any]]:
    """Return a row for each number of rules."""
    rows = []
    record = clean_application()
    with tempfile.TemporaryDirectory() as folder:
        for count in RULES:
            side = Verifier(ruleset_of(count, Path(folder)), stage="underwriting")
            side.verify(record, at=AT)
            compiled = _compile_ms(side, record)
            one = _median_us(lambda side=side: side.verify(record, at=AT), rounds * 20)
            rows.append(
                {
                    "rules": count,
                    "compile_ms": compiled,
                    "verify_us": round(one, 1),
                    "verify_us_a_rule": round(one / count, 2),
                }
            )
    return rows


def _compile_ms(side: Verifier, record: Record) -> float:
    """Return the milliseconds of the second verdict, which compiles."""
    start = perf_counter()
    side.verify(record, at=AT)
    return round((perf_counter() - start) * 1e3, 1)


def shipped(rounds: int) -> list[dict[str, Any]]:
    """Return a row for the benchmark's rules, two profiles, and all shipped rules."""
    root = shipped_root()
    names = [
        path.relative_to(root).with_suffix("").as_posix()
        for path in sorted(root.rglob("*.yaml"))
        if "\nruleset:" in path.read_text(encoding="utf-8")
    ]
    head = 'ruleset: {id: all, version: "1", title: {zh: 全部, en: All}}'
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "all.yaml"
        whole.write_text(
            f"infoverify: 1\n{head}\nextends: [{', '.join(names)}]\n", encoding="utf-8"
        )
        for ruleset in (RULESET, "life-standard", "life-strict", whole):
            side = Verifier(ruleset, stage="underwriting")
            own = ruleset is RULESET
            record = clean_application() if own else load_samples()["case"]
            side.verify(record, at=DEFAULT_AT)
            start = perf_counter()
            side.verify(record, at=DEFAULT_AT)
            compiled = (perf_counter() - start) * 1e3
            one = _median_us(
                lambda side=side, record=record: side.verify(record, at=DEFAULT_AT),
                rounds * 20,
            )
            engine = engine_alone(side, record, DEFAULT_AT, rounds * 60)
            stage = [r for r in side.ruleset.rules if side.stage in r.stages]
            rows.append(
                {
                    "ruleset": side.ruleset.id,
                    "rules": len(side.ruleset.rules),
                    "of the stage": len(stage),
                    "compile_ms": round(compiled, 1),
                    "clean_us": round(one, 1),
                    "evaluations": engine.evaluations,
                    "engine_us": round(engine.us, 1),
                    "engine_us_each": round(engine.us / engine.evaluations, 2),
                }
            )
    return rows


def _at_fault(record: Record) -> Record:
    record = copy.deepcopy(record)
    for insured in record["insured"]:
        insured["mobile"] = "1380013800"
    return record


def by_insured(rounds: int) -> list[dict[str, Any]]:
    """Return a row for each number of insured."""
    side = Verifier(RULESET, stage="underwriting")
    rows = []
    for count in INSURED:
        clean = group_policy(count)
        faulty = _at_fault(clean)
        repeats = max(3, min(rounds * 20, rounds * 2000 // count))
        well = _median_us(lambda r=clean: side.verify(r, at=AT), repeats)
        ill = _median_us(lambda r=faulty: side.verify(r, at=AT).findings, repeats)
        rows.append(
            {
                "insured": count,
                "clean_us": round(well, 1),
                "clean_us_each": round(well / count, 2),
                "findings": len(side.verify(faulty, at=AT).findings),
                "faulty_us": round(ill, 1),
                "faulty_us_each": round(ill / count, 2),
            }
        )
    return rows


def _table(rows: list[dict[str, Any]]) -> None:
    names = list(rows[0])
    print(" | ".join(f"{name:>16}" for name in names))
    for row in rows:
        print(" | ".join(f"{row[name]:>16}" for name in names))
    print()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="one object")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    figures = {
        "by_rules": by_rules(options.rounds),
        "by_insured": by_insured(options.rounds),
        "shipped": shipped(options.rounds),
    }
    if options.json:
        sys.stdout.write(json.dumps(figures) + "\n")
        return
    for rows in figures.values():
        _table(rows)


if __name__ == "__main__":
    main()
