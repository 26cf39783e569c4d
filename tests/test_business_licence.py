"""Registration numbers: MOD 11,10, the office, and the old form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_10

from documents import anything, check_odd_values, check_tables, check_total
from infoverify.validators import business_licence
from infoverify.validators.business_licence import check_digit, inspect

CASES = [
    ("plain", "110108000000016", True, ()),
    ("spaces", "110108 00000001 6", True, ()),
    ("full_width", "１１０１０８０００００００１６", True, ()),
    ("national", "10000000000001" + check_digit("10000000000001"), True, ()),
    ("old", "1101081234567", True, ("legacy_form",)),
    ("old_no_province", "9901081234567", False, ("province_unknown", "legacy_form")),
    (
        "no_county",
        "11019900000001" + check_digit("11019900000001"),
        None,
        ("region_unknown",),
    ),
    ("copy", "110108000000016(1-1)", True, ()),
    ("copy_full_width", "110108000000016（2－1）", True, ()),
    ("copy_of_an_old_one", "1101081234567 (1-1)", True, ("legacy_form",)),
    ("copy_check_wrong", "110108000000017(1-1)", False, ("checksum",)),
    ("no_mark_of_a_copy", "110108000000016(11)", False, ("length",)),
    ("mark_alone", "(1-1)", False, ("length",)),
    ("foreign_alone", "企独粤总字第003209号", True, ("legacy_form",)),
    ("foreign_joint", "企合沪总副字第019024号(浦东)", False, ("length",)),
    ("foreign_branch", "企合沪总副字第019024号", True, ("legacy_form",)),
    ("foreign_without_end", "企独粤江总字第008339", True, ("legacy_form",)),
    ("foreign_without_digits", "企独粤江总字第号", False, ("length",)),
    ("foreign_zeros", "企独粤江总字第000000号", None, ("placeholder", "legacy_form")),
    ("foreign_other_word", "企粤江总字第008339号", False, ("format",)),
    (
        "foreign_two",
        "企独粤江总字第008339号、企独粤江总字第008340号",
        False,
        ("several_values",),
    ),
    ("zeros", "11010800000000" + check_digit("11010800000000"), None, ("placeholder",)),
    ("check_wrong", "110108000000017", False, ("checksum",)),
    ("fourteen", "11010800000001", False, ("length",)),
    ("letter", "11010800000001A", False, ("format",)),
    ("chinese", "营业执照注册号营业执照注册号", False, ("length",)),
    ("float", 110108000000016.0, False, ("spreadsheet_damage",)),
    ("scientific", "1.10108E+14", False, ("spreadsheet_damage",)),
    ("trailing_zero", "110108000000016.0", False, ("spreadsheet_damage",)),
    ("number", 110108000000016, False, ("wrong_type",)),
    ("none", None, False, ("empty",)),
]


@pytest.mark.parametrize(
    ("value", "valid", "codes"), [pytest.param(*row[1:], id=row[0]) for row in CASES]
)
def test_verdict(value: object, valid: object, codes: tuple[str, ...]) -> None:
    """Each case has the verdict and the codes that the facts give it."""
    reading = inspect(value)
    assert (reading.valid, reading.problems + reading.hints) == (valid, codes)


def test_region() -> None:
    assert business_licence.get_region("110108000000016") == "110108"


bodies = st.from_regex(r"(110108|330106|100000)[0-9]{8}", fullmatch=True)


@given(bodies)
def test_generated_numbers_are_accepted_as_the_oracle_does(body: str) -> None:
    number = body + check_digit(body)
    assert mod_11_10.is_valid(number)
    assert business_licence.is_valid(number)


@given(bodies, st.integers(6, 14), st.sampled_from("0123456789"))
def test_single_digit_changes_are_caught(body: str, i: int, digit: str) -> None:
    number = body + check_digit(body)
    changed = number[:i] + digit + number[i + 1 :]
    assert business_licence.is_valid(changed) is (changed == number)


@given(bodies, st.integers(6, 13))
def test_transpositions_are_what_the_oracle_says(body: str, i: int) -> None:
    number = body + check_digit(body)
    changed = number[:i] + number[i + 1] + number[i] + number[i + 2 :]
    assert business_licence.is_valid(changed) is mod_11_10.is_valid(changed)


def test_odd_values() -> None:
    check_odd_values(business_licence)


@given(anything)
def test_total(value: object) -> None:
    check_total(business_licence, value)


def test_tables() -> None:
    check_tables(business_licence)
