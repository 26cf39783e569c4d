"""Taiwan identity numbers: nationals, new and old resident certificates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import anything, check_odd_values, check_tables, check_total
from infoverify.validators import taiwan_id
from infoverify.validators.taiwan_id import check_digit, inspect

CASES = [
    ("national_male", "B142610160", True, ("national", "male")),
    (
        "national_female",
        "A200000101"[:9] + check_digit("A20000010"),
        True,
        ("national", "female"),
    ),
    ("well_known", "A123456789", True, ("national", "male")),
    ("resident_male", "B842610164", True, ("resident", "male")),
    (
        "resident_female",
        "A900000101"[:9] + check_digit("A90000010"),
        True,
        ("resident", "female"),
    ),
    ("old_certificate", "AC01234567", True, ("resident", "male")),
    ("old_certificate_wrong", "AC01234568", None, ("resident", "male")),
    ("lower_and_spaces", "b142 610 160", True, ("national", "male")),
    ("full_width", "Ｂ１４２６１０１６０", True, ("national", "male")),
    ("check_wrong", "B142610161", False, ("national", "male")),
    ("second_is_three", "B342610160", False, (None, None)),
    ("second_is_zero", "B042610160", False, (None, None)),
    ("second_letter_e", "AE01234567", False, (None, None)),
    ("nine", "B14261016", False, (None, None)),
    ("eleven", "B1426101600", False, (None, None)),
    ("ten_digits", "1142610160", False, (None, None)),
    ("chinese", "台湾身份证号码十位字", False, (None, None)),
    ("none", None, False, (None, None)),
]


@pytest.mark.parametrize(
    ("value", "valid", "facts"), [pytest.param(*row[1:], id=row[0]) for row in CASES]
)
def test_verdict(value: object, valid: object, facts: tuple[str | None, ...]) -> None:
    """Each case has its verdict, holder and sex."""
    reading = inspect(value)
    assert reading.valid is valid
    assert (reading.holder, reading.sex) == facts


def test_codes() -> None:
    assert inspect("B142610161").problems == ("checksum",)
    assert inspect("AC01234568").problems == ("legacy_checksum",)
    assert inspect("AC01234567").hints == ("legacy_form",)
    assert inspect("A123456789").hints == ("sequential_digits",)
    assert (
        inspect("A111111111"[:9] + check_digit("A11111111")).problems
        == ("placeholder",)
        or check_digit("A11111111") != "1"
    )


def test_facets() -> None:
    assert taiwan_id.get_sex("B142610160") == "male"
    assert taiwan_id.get_holder("B842610164") == "resident"


bodies = st.from_regex(r"[A-Z][1289][0-9]{7}", fullmatch=True)


@given(bodies)
def test_generated_numbers_are_accepted(body: str) -> None:
    assert taiwan_id.is_valid(body + check_digit(body))


@given(bodies, st.integers(2, 9), st.sampled_from("0123456789"))
def test_the_modulus_catches_what_it_can(body: str, i: int, digit: str) -> None:
    """Mod 10 misses a change by five under an even weight, and by any five-fold."""
    number = body + check_digit(body)
    weight = 9 - i if i < 9 else 1
    same = (int(digit) - int(number[i])) * weight % 10 == 0
    assert taiwan_id.is_valid(number[:i] + digit + number[i + 1 :]) is same


def test_odd_values() -> None:
    check_odd_values(taiwan_id)


@given(anything)
def test_total(value: object) -> None:
    check_total(taiwan_id, value)


def test_tables() -> None:
    check_tables(taiwan_id)
