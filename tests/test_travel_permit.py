"""Travel permits: every form of the notices, and who holds it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from documents import anything, check_odd_values, check_tables, check_total
from infoverify.validators import travel_permit
from infoverify.validators.travel_permit import inspect

CASES = [
    ("hong_kong", "H68880011", True, ()),
    ("macao", "M68880011", True, ()),
    ("lower", "h68880011", True, ()),
    ("full_width", "Ｈ６８８８００１１", True, ()),
    ("of_1999", "H6888001101", True, ("legacy_form",)),
    ("of_1999_in_brackets", "H68880011(01)", True, ("legacy_form",)),
    ("non_chinese_short", "HA688800", False, ("length",)),
    ("non_chinese_hong_kong", "HA6888001", True, ()),
    ("non_chinese_macao", "MA6888001", True, ()),
    ("taiwan", "06888001", True, ()),
    ("taiwan_old", "0688800102", True, ("legacy_form",)),
    ("taiwan_old_office", "0688800102(B)", True, ("legacy_form",)),
    ("taiwan_all_in_brackets", "(06888001)", True, ()),
    ("macao_card", "1302847(6)", False, ("format",)),
    ("macao_card_full_width", "１３０２８４７（６）", False, ("format",)),
    ("eleven_digits", "13800138000", None, ("form_unverified", "legacy_form")),
    ("zeros", "H00000000", None, ("placeholder",)),
    ("rising", "H12345678", True, ("sequential_digits",)),
    ("short", "H6888001", False, ("length",)),
    ("ten", "H688800110", False, ("length",)),
    ("twelve", "H68880011012", False, ("length",)),
    ("second_letter", "HB6888001", False, ("format",)),
    ("other_letter", "E68880011", False, ("format",)),
    ("letter_o", "H6888OO11", False, ("format", "ocr_slip")),
    ("mainland_to_hong_kong", "C68880011", False, ("other_document",)),
    ("mainland_to_hong_kong_new", "CA6888001", False, ("other_document",)),
    ("mainland_to_taiwan", "L68880011", False, ("other_document",)),
    ("seven_digits", "6888001", False, ("length", "spreadsheet_damage")),
    ("nine_digits", "688800112", False, ("length",)),
    ("residence_permit", "810000199408230021", False, ("length",)),
    ("chinese", "港澳居民来往内地", False, ("format",)),
    ("two", "H68880011 M68880011", False, ("several_values",)),
    ("float", 6888001.0, False, ("spreadsheet_damage",)),
    ("trailing_zero", "06888001.0", False, ("spreadsheet_damage",)),
    ("none", None, False, ("empty",)),
]


@pytest.mark.parametrize(
    ("value", "valid", "codes"), [pytest.param(*row[1:], id=row[0]) for row in CASES]
)
def test_verdict(value: object, valid: object, codes: tuple[str, ...]) -> None:
    """Each case has the verdict and the codes that the facts give it."""
    reading = inspect(value)
    assert (reading.valid, reading.problems + reading.hints) == (valid, codes)


@pytest.mark.parametrize(
    ("value", "holder", "region", "nationality", "stable"),
    [
        ("H68880011", "hk_macao", "HKG", "HKG", "H68880011"),
        ("M6888001103", "hk_macao", "MAC", "MAC", "M68880011"),
        ("HA6888001", "hk_macao_non_chinese", "HKG", None, "HA6888001"),
        ("MA6888001", "hk_macao_non_chinese", "MAC", None, "MA6888001"),
        ("06888001", "taiwan", "TWN", "TWN", "06888001"),
        ("0688800102(B)", "taiwan", "TWN", "TWN", "06888001"),
    ],
)
def test_facts(
    value: str, holder: str, region: str, nationality: str | None, stable: str
) -> None:
    reading = inspect(value)
    assert (reading.holder, reading.region) == (holder, region)
    assert (reading.nationality, reading.stable_number) == (nationality, stable)
    assert travel_permit.get_stable_number(value) == stable
    assert travel_permit.get_holder(value) == holder


def test_non_chinese_permits_began_in_2024() -> None:
    early = inspect("HA6888001", at=date(2024, 7, 9))
    assert (early.valid, early.problems) == (None, ("not_yet_issued",))
    assert inspect("HA6888001", at=date(2024, 7, 10)).valid is True


def test_odd_values() -> None:
    check_odd_values(travel_permit)


@given(anything)
def test_total(value: object) -> None:
    check_total(travel_permit, value)


def test_tables() -> None:
    check_tables(travel_permit)
