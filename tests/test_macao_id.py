"""Macao identity cards: the form is all that can be looked at."""

from __future__ import annotations

import pytest
from hypothesis import given

from documents import anything, check_odd_values, check_tables, check_total
from infoverify.validators import macao_id
from infoverify.validators.macao_id import inspect

NO = ("check_digit_unpublished",)
CASES = [
    ("brackets", "1302847(6)", None, NO),
    ("plain", "13028476", None, NO),
    ("five", "5302847(6)", None, NO),
    ("seven", "7302847(6)", None, NO),
    ("eight", "8302847(6)", None, NO),
    ("full_width", "１３０２８４７（６）", None, NO),
    ("slashes", "1/302847/6", None, NO),
    ("last_slash", "1302847/6", None, NO),
    ("first_slash", "1/302847(6)", None, NO),
    ("slash_elsewhere", "130/28476", False, ("length",)),
    ("slash_at_the_end", "13028476/", False, ("length",)),
    ("slash_without_check", "1/302847", False, ("length",)),
    ("nine_first", "9302847(6)", None, ("first_digit_unknown", *NO)),
    ("zeros", "11111111", None, ("placeholder", *NO)),
    ("seven_digits", "1302847", False, ("length",)),
    ("nine_digits", "130284761", False, ("length",)),
    ("letter", "130284A6", False, ("format",)),
    ("pipe", "|302847(6)", False, ("format",)),
    ("chinese", "澳门居民身份证号", False, ("format",)),
    ("none", None, False, ("empty",)),
    ("number", 13028476, False, ("wrong_type",)),
    ("float", 13028476.0, False, ("spreadsheet_damage",)),
]


@pytest.mark.parametrize(
    ("value", "valid", "codes"), [pytest.param(*row[1:], id=row[0]) for row in CASES]
)
def test_verdict(value: object, valid: object, codes: tuple[str, ...]) -> None:
    """Each case has the verdict and the codes that the facts give it."""
    reading = inspect(value)
    assert (reading.valid, reading.problems + reading.hints) == (valid, codes)


def test_odd_values() -> None:
    check_odd_values(macao_id)


@given(anything)
def test_total(value: object) -> None:
    check_total(macao_id, value)


def test_tables() -> None:
    check_tables(macao_id)
