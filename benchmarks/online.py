"""How fast one application is judged, beside a hand-written function and other engines.

    python benchmarks/online.py [--json] [--cases N] [--rounds R]

10,000 synthetic applications with about 1.3 violated rules each meet the same 70 checks
(``ruleset.yaml``) as

* ``hand``: one tuned function, see ``_hand.py``; it builds no findings;
* ``infoverify``: ``verify``, then the decision and the number of findings;
* ``pydantic``: models with validators, which stop where a field is wrong;
* ``zen_regex``, ``zen_facts``: GoRules ZEN, with regular expressions in its rules, and
  with every fact and verdict on a text given to it;
* ``rule_engine``: rule-engine, given the facts.

Rounds are interleaved: in each, every method judges the same applications one block
after the other, and ratios are taken within the block, so that all meet the same moments
of a shared machine. Figures are medians over rounds. Slow peers see fewer applications.

Before any time is taken the outcomes are compared: violated and undetermined rules of
``infoverify`` and ``hand`` on every application, violated rules of the peers on a share
of them, each on what it can express (see ``_peers.py``). A difference ends the run.

``engine_us_clean`` is the time of ``verify`` and ``decision`` on an application without
faults while the validators' ``inspect`` are replaced by one that returns a reading made
before: what stays is the engine's own work, reading of fields included.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import _hand
from _cases import AT, Record, applications, clean_application

from infoverify import Verifier
from infoverify.validators import phone, resident_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RULESET = Path(__file__).with_name("ruleset.yaml")
_BLOCK = 500


def verifier() -> Verifier:
    """Return the library's side."""
    return Verifier(RULESET, stage="underwriting")


def outcomes(side: Verifier, record: Record) -> tuple[set[Any], set[Any]]:
    """Return violated and undetermined rules as the hand-written function has them.

    What cannot be read at all the library reports besides, by no rule of the ruleset.
    """
    verdict = side.verify(record, at=AT)
    failed = {
        (finding.rule, _index(finding.role))
        for finding in verdict.findings
        if finding.rule != "record.unreadable"
    }
    return failed, {(o.rule, _index(o.role)) for o in verdict.undetermined}


def _index(role: str) -> int:
    return int(role.partition("[")[2][:-1] or 0)


def disagreements(side: Verifier, records: Sequence[Record]) -> int:
    """Return on how many records the library and the hand-written function differ."""
    differ = 0
    for record in records:
        failed, unknown = _hand.check(record, AT)
        differ += outcomes(side, record) != (set(failed), set(unknown))
    return differ


def _infoverify(side: Verifier) -> Callable[[Sequence[Record]], None]:
    def run(records: Sequence[Record]) -> None:
        verify = side.verify
        for record in records:
            verdict = verify(record, at=AT)
            verdict.decision  # noqa: B018 - read as a host reads it
            len(verdict.findings)

    return run


def _by_hand(records: Sequence[Record]) -> None:
    check, at = _hand.check, AT
    for record in records:
        check(record, at)


def _timed(run: Callable[[Sequence[Any]], None], records: Sequence[Any]) -> float:
    start = perf_counter()
    run(records)
    return (perf_counter() - start) / len(records) * 1e6


def compared(
    side: Verifier, records: Sequence[Record], rounds: int
) -> dict[str, float]:
    """Return microseconds an application and the ratio, medians over the rounds."""
    ours = _infoverify(side)
    hand_us: list[float] = []
    own_us: list[float] = []
    ratios: list[float] = []
    blocks = [records[i : i + _BLOCK] for i in range(0, len(records), _BLOCK)]
    for number in range(rounds):
        for block in blocks:
            # Who comes first alternates.
            if number % 2:
                own, hand = _timed(ours, block), _timed(_by_hand, block)
            else:
                hand, own = _timed(_by_hand, block), _timed(ours, block)
            hand_us.append(hand)
            own_us.append(own)
            ratios.append(own / hand)
    return {
        "hand_us": statistics.median(hand_us),
        "infoverify_us": statistics.median(own_us),
        "infoverify_over_hand": statistics.median(ratios),
    }


def engine_alone(rounds: int) -> dict[str, float]:
    """Return the engine's own microseconds on a clean application, validators aside."""
    record = clean_application()
    kept = resident_id.inspect, phone.inspect
    hand_kept = _hand._inspect_id, _hand._inspect_phone
    known: dict[str, Any] = {}
    for part in (record["policyholder"], record["insured"][0], record["salesperson"]):
        known[part["id_number"]] = resident_id.inspect(part["id_number"], at=AT)
        known[part["mobile"]] = phone.inspect(part["mobile"], at=AT)
    for part in record["beneficiaries"]:
        known[part["id_number"]] = resident_id.inspect(part["id_number"], at=AT)

    def remembered(value: str, *, at: object = None) -> Any:  # noqa: ARG001
        return known[value]

    resident_id.inspect = phone.inspect = remembered
    _hand._inspect_id = _hand._inspect_phone = remembered
    try:
        side = verifier()
        records = [record] * _BLOCK
        own: list[float] = []
        hand: list[float] = []

        def run(records: Sequence[Record]) -> None:
            verify = side.verify
            for record in records:
                verify(record, at=AT).decision  # noqa: B018

        run(records)
        for _ in range(rounds * 4):
            own.append(_timed(run, records))
            hand.append(_timed(_by_hand, records))
    finally:
        resident_id.inspect, phone.inspect = kept
        _hand._inspect_id, _hand._inspect_phone = hand_kept
    return {
        "engine_us_clean": statistics.median(own),
        "hand_us_clean_without_validators": statistics.median(hand),
    }


def measured(cases: int, rounds: int) -> dict[str, Any]:
    """Return every figure.

    Raises:
        SystemExit: two methods disagree.
    """
    side = verifier()
    records = applications(cases)
    differ = disagreements(side, records)
    if differ:
        raise SystemExit(f"infoverify and hand disagree on {differ} applications")
    gc.collect()
    figures: dict[str, Any] = compared(side, records, rounds)
    figures.update(engine_alone(rounds))
    from _peers import peers

    figures.update(peers(side, _infoverify(side), records, rounds))
    failed = sum(len(_hand.check(record, AT)[0]) for record in records)
    figures["cases"] = len(records)
    figures["rounds"] = rounds
    figures["rules"] = len(side.ruleset.rules)
    figures["failed_rules_per_case"] = failed / len(records)
    return {
        name: round(value, 3) if isinstance(value, float) else value
        for name, value in figures.items()
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="one object")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    figures = measured(options.cases, options.rounds)
    if options.json:
        sys.stdout.write(json.dumps(figures) + "\n")
        return
    for name, value in figures.items():
        print(f"{name:36} {value}")


if __name__ == "__main__":
    main()
