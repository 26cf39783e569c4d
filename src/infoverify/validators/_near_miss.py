"""What a wrong identity number nearly is, without giving the right one away (近似错误).

A number that fails its check is most often one slip away from the right one. Told is
the kind of slip, and only when exactly one such slip explains everything; the completed
number is never returned, so that nobody can fish for numbers.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from infoverify.validators._mod_11_2 import CHECKS, WEIGHTS, passes, share, well_formed

if TYPE_CHECKING:
    from collections.abc import Callable

DATE = slice(6, 14)
REGION = slice(0, 6)


def near_misses(
    number: str,
    is_right: Callable[[str], bool],
    *,
    wrong_date: bool,
    wrong_region: bool,
) -> tuple[str, ...]:
    """Return the hints for a well-formed number whose check character is wrong.

    ``is_right`` tells whether a candidate, whose check character is right already, has
    a right date and region too. MOD 11-2 finds every single change and every swap, so
    a number that passes its check is no single slip away from another one that does.
    """
    # The sum leaves 1 when right; what it lacks must be made up by the slip.
    check = number[17]
    total = share(number[:17], 0) + (10 if check == "X" else ord(check) - 48)
    lack = (1 - total) % 11
    if not lack:
        return ()
    hints = []
    if _count(_swapped(number, lack), is_right) == 1:
        hints.append("adjacent_transposition")
    if wrong_date and _count(_changed(number, lack, DATE), is_right) == 1:
        hints.append("single_digit_in_date")
    if wrong_region and _count(_changed(number, lack, REGION), is_right) == 1:
        hints.append("single_digit_in_region")
    return tuple(hints)


def misplaced_x(number: str, is_right: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the hint for eighteen characters that end in X and a digit."""
    swapped = f"{number[:16]}{number[17]}X"
    if number[16] != "X" or not well_formed(swapped) or not passes(swapped):
        return ()
    return ("adjacent_transposition",) if is_right(swapped) else ()


def _count(candidates: list[str], is_right: Callable[[str], bool]) -> int:
    return sum(map(is_right, candidates))


# Every weight has an inverse modulo 11, so at most one other digit fits a place.
_INVERSES: Final = tuple(pow(weight, -1, 11) for weight in WEIGHTS)


# By what is lacking: for each place, how much greater (modulo 11) the next digit must
# be for a swap of the two to make it up.
_GAPS: Final = tuple(
    tuple(lack * pow(a - b, -1, 11) % 11 for a, b in pairwise(WEIGHTS[:17]))
    for lack in range(11)
)


def _swapped(number: str, lack: int) -> list[str]:
    """Return the numbers with two unlike neighbours swapped whose check is right."""
    digits = number.encode()
    found = [
        f"{number[:i]}{number[i + 1]}{number[i]}{number[i + 2 :]}"
        for i, gap in enumerate(_GAPS[lack])
        if (digits[i + 1] - digits[i] - gap) % 11 == 0
    ]
    # The check character may have been swapped with the last digit; X may not move.
    last = f"{number[:16]}{number[17]}"
    if number[17] not in ("X", number[16]) and CHECKS[share(last, 0)] == number[16]:
        found.append(last + number[16])
    return found


def _changed(number: str, lack: int, part: slice) -> list[str]:
    """Return the numbers with one digit of a part changed whose check is right."""
    found = []
    for i in range(part.start, part.stop):
        digit = (int(number[i]) + lack * _INVERSES[i]) % 11
        if digit < 10:
            found.append(f"{number[:i]}{digit}{number[i + 1 :]}")
    return found
