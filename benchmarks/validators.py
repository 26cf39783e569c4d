"""How fast validators are beside their peers, and where the verdicts differ.

    python benchmarks/validators.py [--json] [--rounds N] [--count N]

Each section times one validator and one peer on the same synthetic values, interleaved
round by round, and tells the median of the rounds' ratios: both sides meet the same
moments of a shared machine. Every fact of a reading is read inside the time. Verdicts
are compared value by value and their differences counted by reason.

A section is a function in ``SECTIONS``; it returns figures under fixed keys.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
from collections import Counter
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

import validators_documents
import validators_name
import validators_phone
from stdnum.cn import ric

from infoverify.reference import divisions
from infoverify.validators import resident_id
from infoverify.validators._mod_11_2 import PROVINCES, check_character

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

AT = date(2026, 11, 21)


class Section(NamedTuple):
    """What one section found."""

    #: The fixed keys of ``--json`` with their figures.
    figures: dict[str, float]
    #: What the peer refuses or takes unlike us, by reason.
    differences: dict[str, int]
    compared: int


def interleaved(
    ours: Callable[[Any], object],
    peer: Callable[[Any], object],
    values: Sequence[Any],
    *,
    rounds: int,
    peer_share: int,
) -> tuple[float, float]:
    """Return our median microseconds a value, and the median of peer over ours.

    The peer sees one value in ``peer_share``, so that rounds stay short.
    """
    few = values[::peer_share]
    micros: list[float] = []
    ratios: list[float] = []
    for _ in range(rounds):
        start = perf_counter()
        for value in values:
            ours(value)
        middle = perf_counter()
        for value in few:
            peer(value)
        end = perf_counter()
        own = (middle - start) / len(values)
        micros.append(own * 1e6)
        ratios.append((end - middle) / len(few) / own)
    return statistics.median(micros), statistics.median(ratios)


def resident_numbers(count: int, seed: int = 7) -> list[str]:
    """Return synthetic numbers of people born 1940-2020 under codes in force today.

    One in twenty is wrong: check character, date, or length.
    """
    rng = random.Random(seed)
    counties = [
        code
        for code in divisions.all_codes()
        if not code.endswith("00")
        and code[:2] in PROVINCES
        and divisions.intervals(code)[-1].end is None
    ]
    first, last = date(1940, 1, 1).toordinal(), date(2020, 12, 31).toordinal()
    numbers = []
    for place in range(count):
        birth = date.fromordinal(rng.randint(first, last)).strftime("%Y%m%d")
        if place % 60 == 1:
            birth = f"{birth[:4]}13{birth[6:]}"
        body = f"{rng.choice(counties)}{birth}{rng.randint(1, 999):03d}"
        check = check_character(body)
        if place % 60 == 2:
            check = "0" if check != "0" else "1"
        numbers.append(body if place % 60 == 3 else body + check)
    return numbers


def resident_id_section(*, rounds: int, count: int) -> Section:
    """Compare with python-stdnum's ``cn.ric``: region, date, check digit, history."""

    def ours(value: str) -> object:
        reading = resident_id.inspect(value, at=AT)
        return (
            reading.valid,
            reading.birth_date,
            reading.sex,
            reading.region,
            reading.upgraded,
        )

    def peer(value: str) -> bool | str:
        try:
            return bool(ric.is_valid(value))
        except KeyError:
            return "crash"

    values = resident_numbers(count)
    differences: Counter[str] = Counter()
    for value in values:
        reading = resident_id.inspect(value, at=AT)
        theirs = peer(value)
        if theirs == "crash":
            differences["peer raises KeyError: county not in its table"] += 1
        elif theirs and reading.valid is False:
            differences[f"peer accepts: {reading.problems[0]}"] += 1
        elif not theirs and reading.valid is not False:
            reasons = reading.hints + reading.problems
            # Nothing to say on our side: the county's row in the peer's table.
            reason = reasons[0] if reasons else "its table has other years"
            differences[f"peer refuses: {reason}"] += 1
    # Only a number that is not refused has facts; refusals look for near misses too.
    whole = [v for v in values if resident_id.is_valid(v, at=AT)]
    refused = [v for v in values if not resident_id.is_valid(v, at=AT)]
    micros, ratio = interleaved(ours, peer, whole, rounds=rounds, peer_share=10)
    slow, slow_ratio = interleaved(ours, peer, refused, rounds=rounds, peer_share=5)
    figures = {
        "resident_id_us": micros,
        "stdnum_over_resident_id": ratio,
        "resident_id_refused_us": slow,
        "stdnum_over_resident_id_refused": slow_ratio,
    }
    return Section(figures, dict(differences), len(values))


def _plain(figures: dict[str, Any], compared: int) -> Section:
    """Return another file's figures as a section; what is no number stays out."""
    numbers = {k: float(v) for k, v in figures.items() if isinstance(v, (int, float))}
    return Section(figures=numbers, compared=compared, differences=Counter())


def phone_section(rounds: int, count: int) -> Section:
    """Time bare mainland mobiles beside phonenumbers."""
    return _plain(validators_phone.section(rounds), count)


def uscc_section(rounds: int, count: int) -> Section:
    """Time unified social credit codes beside python-stdnum."""
    return _plain(validators_documents.section(rounds), count)


def name_section(rounds: int, count: int) -> Section:
    """Time names; there is no peer that judges them."""
    return _plain(validators_name.section(rounds * 10), count)


SECTIONS: dict[str, Callable[..., Section]] = {
    "resident_id": resident_id_section,
    "phone": phone_section,
    "uscc": uscc_section,
    "name": name_section,
}


def main(arguments: list[str] | None = None) -> int:
    """Run every section and print its figures."""
    parser = argparse.ArgumentParser(description="Time validators beside their peers.")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--count", type=int, default=20_000, help="values a section")
    options = parser.parse_args(arguments)
    figures: dict[str, float] = {}
    for name, section in SECTIONS.items():
        found = section(rounds=options.rounds, count=options.count)
        figures |= {key: round(value, 3) for key, value in found.figures.items()}
        if options.json:
            continue
        print(f"{name}: {found.compared} values")
        for key, value in found.figures.items():
            print(f"  {key:32} {value:10.2f}")
        for reason, number in sorted(found.differences.items(), key=lambda d: -d[1]):
            print(f"  {number:8} {reason}")
    if options.json:
        print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
