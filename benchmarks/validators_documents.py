"""How fast ``uscc.inspect`` is beside python-stdnum, and where the verdicts differ.

    python benchmarks/validators_documents.py [ROUNDS]

Both sides see the same synthetic codes, interleaved round by round, so that they meet
the same moments of a shared machine; the ratio is the median of the rounds' ratios.
One code in twenty is wrong, as in a customer file; python-stdnum answers yes or no,
we answer with all facts and the reason.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections import Counter
from time import perf_counter

from stdnum.cn import uscc as peer

from infoverify.reference import divisions
from infoverify.validators import organisation_code, uscc

PAIRS = [d + c for d, (_, cs) in uscc.DEPARTMENTS.items() for c in cs]
# Enterprises and sole traders are by far the most.
WEIGHTS = [200 if pair in ("91", "92") else 5 for pair in PAIRS]


def codes(count: int, seed: int = 7) -> list[str]:
    """Return synthetic codes of all categories, one in twenty of them wrong."""
    chance = random.Random(seed)
    regions = [c for c in divisions.all_codes() if divisions.in_force(c, 2025)]
    found = []
    for number in range(count):
        body = "".join(chance.choices(uscc.ALPHABET, k=8))
        pair = chance.choices(PAIRS, WEIGHTS)[0]
        head = pair + chance.choice(regions) + body
        head += organisation_code.check_character(body)
        code = head + uscc.check_character(head)
        if number % 20 == 0:
            place = chance.randrange(8, 18)
            code = code[:place] + chance.choice(uscc.ALPHABET) + code[place + 1 :]
        found.append(code)
    return found


def section(rounds: int = 30) -> dict[str, float]:
    """Return our median microseconds a code, and the median of peer over ours."""
    values = codes(1000)
    few = values[::4]
    micros, ratios = [], []
    for _ in range(rounds):
        start = perf_counter()
        for value in values:
            uscc.inspect(value)
        middle = perf_counter()
        for value in few:
            peer.is_valid(value)
        end = perf_counter()
        own = (middle - start) / len(values)
        micros.append(own * 1e6)
        ratios.append((end - middle) / len(few) / own)
    return {
        "uscc_us": statistics.median(micros),
        "stdnum_over_uscc": statistics.median(ratios),
    }


def differences(count: int = 5000) -> dict[str, int]:
    """Return how often the verdicts differ, by reason."""
    found: Counter[str] = Counter()
    for value in codes(count, seed=11):
        reading = uscc.inspect(value)
        ours, theirs = reading.valid is not False, peer.is_valid(value)
        if ours and not theirs:
            found["a letter as department (A, N, Y), refused by the peer"] += 1
        elif theirs and not ours:
            found[f"refused by us alone: {reading.problems[0]}"] += 1
    return dict(found)


if __name__ == "__main__":
    for name, figure in section(int(sys.argv[1]) if sys.argv[1:] else 30).items():
        print(f"{name}: {figure:.2f}")
    for reason, times in differences().items():
        print(f"{times} of 5000: {reason}")
