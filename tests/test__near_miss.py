"""Near misses agree with trying every slip one by one."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify.validators import resident_id
from infoverify.validators._mod_11_2 import CHECKS, WEIGHTS, check_character, passes

AT = date(2026, 11, 21)
CODES = ("110105", "330113", "440106", "510104", "621202", "654022", "130102")
REGION: tuple[str, ...] = ("province_unknown", "region_unknown")
REGION += ("region_ended_before_birth", "region_not_yet_in_force")


def right(value: str) -> bool:
    reading = resident_id.inspect(value, at=AT)
    return reading.valid is True or reading.problems == ("published_sample",)


def by_trial(value: str) -> set[str]:
    """Say the issue's rule again by trying every slip."""
    reading = resident_id.inspect(value, at=AT)
    told = reading.problems + reading.hints
    if "checksum" not in told:
        return set()
    swaps = {
        value[:i] + value[i + 1] + value[i] + value[i + 2 :]
        for i in range(17)
        if value[i] != value[i + 1]
    }
    hints = set()
    if sum(map(right, swaps)) == 1:
        hints.add("adjacent_transposition")
    for codes, part, hint in (
        (("birth_date", "birth_in_future"), range(6, 14), "single_digit_in_date"),
        (REGION, range(6), "single_digit_in_region"),
    ):
        changes = [
            f"{value[:i]}{digit}{value[i + 1 :]}"
            for i in part
            for digit in range(10)
            if str(digit) != value[i]
        ]
        if any(code in told for code in codes) and sum(map(right, changes)) == 1:
            hints.add(hint)
    return hints


@st.composite
def slipped(draw: st.DrawFn) -> str:
    birth = draw(st.dates(date(1940, 1, 1), date(2025, 1, 1)))
    body = (
        f"{draw(st.sampled_from(CODES))}{birth:%Y%m%d}{draw(st.integers(1, 999)):03d}"
    )
    value = body + check_character(body)
    place = draw(st.integers(0, 16))
    if draw(st.booleans()):
        return value[:place] + value[place + 1] + value[place] + value[place + 2 :]
    return f"{value[:place]}{draw(st.integers(0, 9))}{value[place + 1 :]}"


@given(slipped())
@settings(max_examples=150, deadline=None)
def test_hints_agree_with_trial(value: str) -> None:
    told = {
        hint
        for hint in resident_id.inspect(value, at=AT).hints
        if hint.startswith(("adjacent", "single"))
    }
    if value[:17].isdigit():
        assert told == by_trial(value)
    else:
        assert told <= {"adjacent_transposition"}


def test_the_check_of_the_standard() -> None:
    assert passes("11010519491231002X")
    assert passes("440524188001010014")
    assert not passes("110105194912310021")
    assert CHECKS[:11] == "10X98765432"
    assert len(WEIGHTS) == 18
