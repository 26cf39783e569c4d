"""What is to be said of a resident identity number of right form (公民身份号码判读).

Each component is judged for itself, so that a wrong check character and a wrong date
are both told. ``resident_id`` orders the codes and draws the verdict.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from infoverify._text import looks_filled_in, suggest_digits
from infoverify.validators import _mod_11_2 as mod_11_2
from infoverify.validators._near_miss import misplaced_x, near_misses
from infoverify.validators._resident_tables import (
    OTHER_DOCUMENTS,
    REGIONS,
    SAMPLES,
    judge,
)

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

# Codes that a right number may have.
_FAVOURABLE: Final = frozenset(
    {
        *("region_newer_than_birth", "region_special", "legacy_15_digit"),
        *("sequence_zero", "published_sample"),
    }
)
_WRONG_REGION: Final = frozenset(
    {
        *("province_unknown", "region_ended_before_birth"),
        *("region_not_yet_in_force", "region_unknown"),
    }
)
_WRONG_DATE: Final = frozenset({"birth_date", "birth_in_future"})


def upgrade(number: str) -> str | None:
    """Return eighteen characters of a clean text, ``None`` if its form is wrong."""
    if len(number) == 18:
        return number if mod_11_2.well_formed(number) else None
    if not (number.isascii() and number.isdigit()):
        return None
    # GB 11643-1989 kept 996-999 for people born in the century before.
    century = "18" if number[12:] >= "996" else "19"
    body = f"{number[:6]}{century}{number[6:]}"
    return body + mod_11_2.check_character(body)


def judge_number(number: str, upgraded: str, at: date | None) -> set[str]:
    """Return all codes of a number of right form, near misses left out."""
    codes, birth = mod_11_2.judge_layout(upgraded, at)
    codes.update(_judge_region(upgraded[:6], birth, at))
    if looks_filled_in(number):
        codes.add("placeholder")
    if upgraded in SAMPLES:
        codes.add("published_sample")
    if len(number) == 15:
        codes.add("legacy_15_digit")
    return codes


def _judge_region(code: str, birth: date | None, at: date | None) -> tuple[str, ...]:
    if code.startswith(OTHER_DOCUMENTS):
        return ("other_document",)
    if code[:2] not in mod_11_2.PROVINCES:
        return ("province_unknown",)
    if birth is not None and at is not None and birth > at:
        return ()
    found = judge(
        code,
        None if birth is None else birth.year,
        None if at is None else at.year,
    )
    return (found,) if found else ()


def slips(number: str, codes: AbstractSet[str], at: date | None) -> tuple[str, ...]:
    """Return the near-miss hints of eighteen characters with these codes."""
    return near_misses(
        number,
        lambda candidate: _is_right(candidate, at),
        wrong_date=not _WRONG_DATE.isdisjoint(codes),
        wrong_region=not _WRONG_REGION.isdisjoint(codes),
    )


def _is_right(number: str, at: date | None) -> bool:
    """Tell whether nothing at all speaks against eighteen characters that pass."""
    try:
        _, year = mod_11_2.YEARS[number[6:10]]
        _, month, day = mod_11_2.MONTH_DAYS[number[10:14]]
        birth = date(year, month, day)
    except (KeyError, ValueError):
        return False
    try:
        _, first, last = REGIONS[number[:6]]
    except KeyError:
        return judge_number(number, number, at) <= _FAVOURABLE
    return year <= last and (
        at is None
        or (
            birth <= at
            and first <= at.year
            and mod_11_2.completed_years(birth, at) <= mod_11_2.OLDEST
        )
    )


def misplaced(number: str, at: date | None) -> tuple[str, ...]:
    """Return the near-miss hint of eighteen characters with X before the last."""
    return misplaced_x(number, lambda candidate: _is_right(candidate, at))


def reads_with_digits(number: str, at: date | None) -> bool:
    """Tell whether O read as 0, and l and I as 1, would make a right number."""
    upgraded = upgrade(suggest_digits(number))
    if upgraded is None or not mod_11_2.passes(upgraded):
        return False
    return _is_right(upgraded, at)
