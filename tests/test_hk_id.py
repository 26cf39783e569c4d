"""Hong Kong identity card numbers: check character, brackets, one or two letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import anything, check_odd_values, check_tables, check_total
from infoverify.errors import InvalidChecksum
from infoverify.validators import hk_id
from infoverify.validators.hk_id import check_character, inspect

CASES = [
    ("one_letter", "A987654(8)", True, ()),
    ("without_brackets", "A9876548", True, ()),
    ("check_character_a", "G123456(A)", True, ()),
    ("well_known", "A123456(3)", True, ()),
    ("two_letters", "AB987654(3)", True, ()),
    ("lower_case", "ab987654(3)", True, ()),
    ("full_width_brackets", "Ａ９８７６５４（８）", True, ()),
    ("spaces", "A 987654 ( 8 )", True, ()),
    ("zeros", "A000000(" + check_character("A000000") + ")", None, ("placeholder",)),
    ("check_wrong", "A987654(2)", False, ("checksum",)),
    ("no_check", "A987654", False, ("length",)),
    ("no_check_two_letters", "AB987654", False, ("length",)),
    ("three_letters", "ABC987654", False, ("format",)),
    ("no_letter", "98715432", False, ("format",)),
    ("check_letter_b", "A987654(B)", False, ("format",)),
    ("ten", "AB98765432", False, ("length",)),
    ("chinese", "香港身份证号码八", False, ("format",)),
    ("empty", "", False, ("empty",)),
    ("none", None, False, ("empty",)),
    ("whole_number", 9876548, False, ("wrong_type",)),
    ("two", "A987654(8),G123456(A)", False, ("several_values",)),
]


@pytest.mark.parametrize(
    ("value", "valid", "problems"), [pytest.param(*row[1:], id=row[0]) for row in CASES]
)
def test_verdict(value: object, valid: object, problems: tuple[str, ...]) -> None:
    """Each case has the verdict and the problems that the rule gives it."""
    reading = inspect(value)
    assert (reading.valid, reading.problems) == (valid, problems)


def test_writing_forms() -> None:
    assert hk_id.format("ab9876543") == "AB987654(3)"
    assert hk_id.validate("a987654 (8)") == "A9876548"
    assert inspect("A987654(8)").changes == ("brackets",)
    with pytest.raises(InvalidChecksum):
        hk_id.validate("A987654(2)")


def test_near_miss() -> None:
    assert "adjacent_transposition" in inspect("A978654(8)").hints


bodies = st.from_regex(r"[A-Z]{1,2}[0-9]{6}", fullmatch=True)


@given(bodies)
def test_generated_numbers_are_accepted(body: str) -> None:
    assert inspect(body + check_character(body)).valid is not False


@given(bodies, st.integers(1, 6), st.sampled_from("0123456789"))
def test_single_digits_are_caught_but_where_the_weight_allows(
    body: str, back: int, digit: str
) -> None:
    """The weights 2 to 7 of the digits have inverses mod 11: every change is seen."""
    number = body + check_character(body)
    i = len(number) - 1 - back
    changed = number[:i] + digit + number[i + 1 :]
    assert hk_id.is_valid(changed) is (changed == number)


@given(bodies, st.integers(2, 6))
def test_transpositions_of_digits_are_caught(body: str, back: int) -> None:
    number = body + check_character(body)
    i = len(number) - 1 - back
    changed = number[:i] + number[i + 1] + number[i] + number[i + 2 :]
    assert hk_id.is_valid(changed) is (changed == number)


def test_odd_values() -> None:
    check_odd_values(hk_id)


@given(anything)
def test_total(value: object) -> None:
    check_total(hk_id, value)


def test_tables() -> None:
    check_tables(hk_id)
