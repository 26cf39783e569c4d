"""Telephone numbers: bare mainland mobiles beside ``phonenumbers``.

``section(rounds)`` is called by ``benchmarks/validators.py``; alone::

    python benchmarks/validators_phone.py [--json]
"""

from __future__ import annotations

import json
import random
import sys
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import phonenumbers

from infoverify.validators import phone

if TYPE_CHECKING:
    from collections.abc import Callable

PREFIXES = ("130", "135", "138", "139", "151", "159", "166", "170", "177", "186", "199")
NUMBERS = 2000


def mobiles() -> list[str]:
    """Return bare mobiles, invented from a fixed seed."""
    chance = random.Random(20261122)
    return [
        f"{chance.choice(PREFIXES)}{chance.randrange(10**8):08}" for _ in range(NUMBERS)
    ]


def library(number: str) -> bool:
    """Return what phonenumbers says, by the calls its manual shows."""
    parsed = phonenumbers.parse(number, "CN")
    phonenumbers.number_type(parsed)
    return bool(phonenumbers.is_valid_number(parsed))


def microseconds(call: Callable[[str], object], numbers: list[str]) -> float:
    """Return the time of one call, averaged over the numbers."""
    start = perf_counter()
    for number in numbers:
        call(number)
    return (perf_counter() - start) / len(numbers) * 1e6


def differences() -> dict[str, int]:
    """Return three digits → how many of their 100 five-digit prefixes differ."""
    result: dict[str, int] = {}
    for prefix in range(13000, 20000):
        number = f"{prefix}283746"
        if phone.inspect(number).valid is not library(number):
            head = str(prefix)[:3]
            result[head] = result.get(head, 0) + 1
    return result


def section(rounds: int = 7) -> dict[str, object]:
    """Return the figures, rounds interleaved, medians of times and of ratios."""
    numbers = mobiles()
    few = numbers[: NUMBERS // 10]
    phone.inspect(numbers[0])
    library(numbers[0])
    ours, theirs, ratios = [], [], []
    for _ in range(rounds):
        ours.append(microseconds(phone.inspect, numbers))
        theirs.append(microseconds(library, few))
        ratios.append(theirs[-1] / ours[-1])
    return {
        "phone_us": round(median(ours), 3),
        "phonenumbers_us": round(median(theirs), 2),
        "phonenumbers_over_phone": round(median(ratios), 1),
        "phone_differences": differences(),
    }


if __name__ == "__main__":
    figures = section()
    if "--json" in sys.argv[1:]:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:26} {value}")
