"""Tax registration numbers: legacy forms, little refused."""

from __future__ import annotations

import pytest
from hypothesis import given

from documents import anything, check_odd_values, check_tables, check_total
from infoverify.validators import tax_registration
from infoverify.validators.tax_registration import inspect

CASES = [
    ("enterprise", "110108M00010233", True, ("legacy_form",)),
    ("enterprise_hyphen", "110108M0001023-3", True, ("legacy_form",)),
    ("bureau_number", "110108123456789", True, ("legacy_form",)),
    ("trader", "110105194912310038", True, ("legacy_form",)),
    ("trader_twenty", "11010519491231003800", True, ("legacy_form",)),
    ("trader_old_twenty", "11010549123100300000", True, ("legacy_form",)),
    ("trader_seventeen", "11010549123100300", True, ("legacy_form",)),
    ("unified", "91110108M000102335", True, ("unified_code",)),
    ("inner_wrong", "110108M00010234", None, ("inner_code_checksum", "legacy_form")),
    ("no_province", "990108M00010233", None, ("province_unknown", "legacy_form")),
    ("letters_first", "USA110108000101", None, ("form_unverified",)),
    ("zeros", "000000000000000", None, ("placeholder", "legacy_form")),
    ("certificate", "京税证字110108M00010233号", True, ("legacy_form",)),
    ("certificate_spaces", "国税 京字 第110108123456789 号", True, ("legacy_form",)),
    ("certificate_no_end", "沪税字110108M0001023-3", True, ("legacy_form",)),
    ("certificate_short", "京税证字110108M0001023号", False, ("length",)),
    ("certificate_empty", "京税证字第号", False, ("length",)),
    ("certificate_of_no_office", "京证字110108M00010233号", False, ("length",)),
    (
        "certificates_two",
        "京税证字110108M00010233号/京税证字110108123456789号",
        False,
        ("several_values",),
    ),
    ("rising", "123456789012345", None, ("placeholder", "legacy_form")),
    ("rising_sequence", "110108012345678", True, ("legacy_form",)),
    ("sixteen", "110108M000102335", False, ("length",)),
    ("chinese", "税务登记证号税务登记证号税务登", False, ("format",)),
    ("float", 110108123456789.0, False, ("spreadsheet_damage",)),
    ("none", None, False, ("empty",)),
]


@pytest.mark.parametrize(
    ("value", "valid", "codes"), [pytest.param(*row[1:], id=row[0]) for row in CASES]
)
def test_verdict(value: object, valid: object, codes: tuple[str, ...]) -> None:
    """Each case has the verdict and the codes that the facts give it."""
    reading = inspect(value)
    assert (reading.valid, reading.problems + reading.hints) == (valid, codes)


def test_facts() -> None:
    reading = inspect("110108M00010233")
    assert (reading.region, reading.organisation_code) == ("110108", "M00010233")
    assert tax_registration.get_organisation_code("110108M00010233") == "M00010233"


def test_odd_values() -> None:
    check_odd_values(tax_registration)


@given(anything)
def test_total(value: object) -> None:
    check_total(tax_registration, value)


def test_tables() -> None:
    check_tables(tax_registration)
