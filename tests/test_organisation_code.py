"""Organisation codes: GB 11714's check character in all writing forms."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from documents import anything, check_odd_values, check_tables, check_total
from infoverify.errors import ValidationError
from infoverify.validators import organisation_code
from infoverify.validators.organisation_code import (
    check_character,
    inspect,
)

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
GOOD = "M00010233"

CASES = [
    ("plain", GOOD, True, ()),
    ("hyphen", "M0001023-3", True, ()),
    ("full_width", "Ｍ０００１０２３－３", True, ()),
    ("en_dash", "M0001023\u20133", True, ()),
    ("lower_case", "m0001023-3", True, ()),
    ("digits_only", "00013453-" + check_character("00013453"), True, ()),
    ("published_sample", "D2143569-X", None, ("published_sample",)),
    ("published_sample_lower", "d2143569x", None, ("published_sample",)),
    ("all_zeros", "000000000", None, ("placeholder",)),
    ("check_wrong", "M0001023-4", False, ("checksum",)),
    ("check_is_letter", "M0001023-A", False, ("format",)),
    ("eight", "M0001023", False, ("length",)),
    (
        "zero_lost",
        "00013453"[1:] + check_character("00013453"),
        False,
        ("length", "spreadsheet_damage"),
    ),
    ("filled_in", "11111", False, ("length", "placeholder")),
    ("ten", GOOD + "0", False, ("length",)),
    ("chinese", "组织机构代码证号码", False, ("format",)),
    ("none", None, False, ("empty",)),
    ("dashes", "---", False, ("length",)),
    ("whole_number", 123456789, False, ("wrong_type",)),
    ("float", 123456789.0, False, ("spreadsheet_damage",)),
    ("trailing_zero", "123456789.0", False, ("spreadsheet_damage",)),
    ("two", "M0001023-3/D2143569-X", False, ("several_values",)),
]


@pytest.mark.parametrize(
    ("value", "valid", "problems"),
    [pytest.param(v, ok, p, id=name) for name, v, ok, p in CASES],
)
def test_verdict(value: object, valid: object, problems: tuple[str, ...]) -> None:
    """Each case has the verdict and the codes that the standard gives it."""
    reading = inspect(value)
    assert reading.valid is valid
    assert reading.problems == problems
    assert organisation_code.is_valid(value) is (valid is not False)


def test_writing_forms() -> None:
    assert organisation_code.format("m00010233") == "M0001023-3"
    assert organisation_code.compact(" M0001023－3 ") == GOOD
    assert organisation_code.validate("M0001023-3") == GOOD
    with pytest.raises(ValidationError):
        organisation_code.validate("M0001023-4")
    with pytest.raises(ValidationError):
        organisation_code.compact("")


def test_near_miss() -> None:
    assert "adjacent_transposition" in inspect("M0001203-3").hints


@given(st.text(LETTERS, min_size=8, max_size=8).filter(lambda t: len(set(t)) > 1))
def test_generated_codes_are_valid(body: str) -> None:
    code = body + check_character(body)
    assert inspect(code).valid is True
    assert organisation_code.compact(organisation_code.format(code)) == code


@given(
    st.text("0123456789", min_size=8, max_size=8),
    st.integers(0, 8),
    st.sampled_from("0123456789"),
)
def test_single_digit_changes_are_caught(body: str, i: int, digit: str) -> None:
    """Every changed digit, and a check digit for another, is seen."""
    code = body + check_character(body)
    changed = code[:i] + digit + code[i + 1 :]
    assert (inspect(changed).valid is not False) is (changed == code)


@given(st.text("0123456789", min_size=8, max_size=8), st.integers(0, 7))
def test_transpositions_of_digits_are_caught(body: str, i: int) -> None:
    code = body + check_character(body)
    # X is worth 10 as a check character and 33 as a letter: no digit there.
    assume(code[i + 1] != "X")
    changed = code[:i] + code[i + 1] + code[i] + code[i + 2 :]
    assert (inspect(changed).valid is not False) is (changed == code)


@given(
    st.text(LETTERS, min_size=8, max_size=8),
    st.integers(0, 7),
    st.text(LETTERS, min_size=1, max_size=1),
)
def test_letters_are_caught_unless_eleven_apart(body: str, i: int, c: str) -> None:
    """The modulus is 11: letters worth 11, 22 or 33 more look the same to it."""
    changed = body[:i] + c + body[i + 1 :]
    same = (LETTERS.index(c) - LETTERS.index(body[i])) % 11 == 0
    assert (check_character(changed) == check_character(body)) is same


def test_odd_values() -> None:
    check_odd_values(organisation_code)


@given(anything)
def test_total(value: object) -> None:
    check_total(organisation_code, value)


def test_tables() -> None:
    check_tables(organisation_code)
