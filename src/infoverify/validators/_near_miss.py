"""What a wrong identity number nearly is, without giving the right one away (近似错误).

A number that fails its check is most often one slip away from the right one. Told is
the kind of slip, and only when exactly one such slip explains everything; the completed
number is never returned, so that nobody can fish for numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    """Return the hint for eighteen characters that end in X and a digit for digit, X."""
    swapped = f"{number[:16]}{number[17]}X"
    if number[16] != "X" or not well_formed(swapped) or not passes(swapped):
        return ()
    return ("adjacent_transposition",) if is_right(swapped) else ()


def _count(candidates: list[str], is_right: Callable[[str], bool]) -> int:
    return sum(map(is_right, candidates))


def _swapped(number: str, lack: int) -> list[str]:
    """Return the numbers with two unlike neighbours swapped whose check is right."""
    found = []
    for i in range(16):
        a, b = number[i], number[i + 1]
        if a != b and ((ord(b) - ord(a)) * (WEIGHTS[i] - WEIGHTS[i + 1]) % 11 == lack):
            found.append(f"{number[:i]}{b}{a}{number[i + 2 :]}")
    # The check character may have been swapped with the last digit; X may not move.
    last = f"{number[:16]}{number[17]}"
    if number[17] not in ("X", number[16]) and CHECKS[share(last, 0)] == number[16]:
        found.append(last + number[16])
    return found


def _changed(number: str, lack: int, part: slice) -> list[str]:
    """Return the numbers with one digit of a part changed whose check is right."""
    found = []
    for i in range(part.start, part.stop):
        old = ord(number[i]) - 48
        # Every weight has an inverse modulo 11, so at most one digit will do.
        found += [
            f"{number[:i]}{new}{number[i + 1 :]}"
            for new in range(10)
            if (new - old) * WEIGHTS[i] % 11 == lack
        ]
    return found
