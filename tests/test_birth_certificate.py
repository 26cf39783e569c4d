"""Birth certificates: a letter and nine digits."""

from __future__ import annotations

import pytest
from hypothesis import given

from documents import anything, check_odd_values, check_tables, check_total
from infoverify.validators import birth_certificate
from infoverify.validators.birth_certificate import inspect

CASES = [
    ("plain", "T330012345", True, ()),
    ("lower", "t330012345", True, ()),
    ("spaces", "T 330 012 345", True, ()),
    ("full_width", "Ｔ３３００１２３４５", True, ()),
    ("sample", "L350247695", None, ("published_sample",)),
    ("zeros", "T000000000", None, ("placeholder",)),
    ("rising", "T123456789", True, ("sequential_digits",)),
    ("short", "T33001234", None, ("form_unusual",)),
    ("long", "T3300123456", None, ("form_unusual",)),
    ("two_letters", "TA30012345", None, ("form_unusual",)),
    ("digits", "3300123451", None, ("form_unusual",)),
    ("region", "沪A33001234", None, ("form_unusual",)),
    ("letter_o", "T33OO12345", None, ("form_unusual", "ocr_slip")),
    ("too_short", "T33001", False, ("length",)),
    ("too_long", "T3300123456789", False, ("length",)),
    ("resident_id", "330102202401150017", False, ("length",)),
    ("few_digits", "TABCDE1234", False, ("format",)),
    ("sign", "T#30012345", False, ("format",)),
    ("one_digit", "0000000000", None, ("form_unusual", "placeholder")),
    ("chinese", "出生医学证明编号十位", False, ("format",)),
    ("two", "T330012345;T330012346", False, ("several_values",)),
    ("arabic", "T33001234\u0665", False, ("format", "other_script_digits")),
    ("none", None, False, ("empty",)),
]


@pytest.mark.parametrize(
    ("value", "valid", "codes"), [pytest.param(*row[1:], id=row[0]) for row in CASES]
)
def test_verdict(value: object, valid: object, codes: tuple[str, ...]) -> None:
    """Each case has the verdict and the codes that the facts give it."""
    reading = inspect(value)
    assert (reading.valid, reading.problems + reading.hints) == (valid, codes)


def test_odd_values() -> None:
    check_odd_values(birth_certificate)


@given(anything)
def test_total(value: object) -> None:
    check_total(birth_certificate, value)


def test_tables() -> None:
    check_tables(birth_certificate)
