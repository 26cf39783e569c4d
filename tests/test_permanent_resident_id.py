"""Permanent resident cards of foreigners, the form of 2023 and the one before."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify.errors import InvalidFormat
from infoverify.validators import permanent_resident_id
from infoverify.validators._mod_11_2 import PROVINCES, check_character

AT = date(2026, 11, 21)


def number(head: str, birth: str = "19810803", sequence: str = "003") -> str:
    body = head + birth + sequence
    return body + check_character(body)


GOOD = number("911124")

CASES: list[tuple[str, Any, date | None, bool | None, str, str]] = [
    ("canada_beijing", GOOD, AT, True, "", ""),
    ("usa_xinjiang", number("965840"), AT, True, "", ""),
    ("old_form", "CAN110081080301", AT, True, "", "old_form"),
    ("old_form_lower_case", "can110081080301", AT, True, "", "old_form"),
    ("old_form_spaces", "CAN 1100 810803 01", AT, True, "", "old_form"),
    ("old_form_strange", "XXZ110081080301", AT, None, "", "nationality_unknown old_form"),
    ("old_form_chinese", "CHN110081080301", AT, None, "nationality_chinese", "old_form"),
    ("absent", "", AT, False, "empty", ""),
    ("bytes", b"911124198108030024", AT, False, "wrong_type", ""),
    ("short", GOOD[:17], AT, False, "length", ""),
    ("fifteen_digits", "110105491231003", AT, False, "format", ""),
    ("two_letters", "CA1110081080301", AT, False, "format", ""),
    ("letter_inside", f"{GOOD[:7]}Z{GOOD[8:]}", AT, False, "format", ""),
    ("arabic_indic", f"{GOOD[:17]}\u0663", AT, False, "format other_script_digits", ""),
    ("check_wrong", GOOD[:17] + ("0" if GOOD[17] != "0" else "1"), AT, False, "checksum", ""),
    ("bad_date", number("911124", "19811301"), AT, False, "birth_date", ""),
    ("future", number("911124", "20270101"), AT, False, "birth_in_future", ""),
    ("province_16", number("916124"), AT, False, "province_unknown", ""),
    ("province_83", number("983124"), AT, False, "province_unknown", ""),
    ("province_81", number("981124"), AT, None, "", "region_unknown"),
    ("province_71", number("971124"), AT, None, "", "region_unknown"),
    ("resident_number", number("110105"), AT, False, "other_document", ""),
    ("residence_permit", number("810000"), AT, False, "other_document", ""),
    ("float", 9.1e17, AT, False, "spreadsheet_damage", ""),
    ("two", f"{GOOD} / CAN110081080301", AT, False, "several_values", ""),
    ("unknown_country", number("911000"), AT, None, "", "nationality_unknown"),
    ("china", number("911156"), AT, None, "nationality_chinese", ""),
    ("taiwan", number("911158"), AT, None, "nationality_chinese", ""),
    ("old", number("911124", "19010101"), AT, None, "age_implausible", ""),
    ("older", number("911124", "18010101"), None, None, "birth_before_1850", ""),
    ("sequence", number("911124", sequence="000"), AT, True, "", "sequence_zero"),
    ("nines", "9" * 18, None, False, "checksum birth_date province_unknown placeholder", "nationality_unknown"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "at", "valid", "problems", "hints"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_case(
    *, value: object, at: date | None, valid: bool | None, problems: str, hints: str
) -> None:
    reading = permanent_resident_id.inspect(value, at=at)
    assert reading.problems == tuple(problems.split())
    assert reading.hints == tuple(hints.split())
    assert reading.valid is valid
    assert permanent_resident_id.is_valid(value, at=at) is (valid is not False)


def test_facts() -> None:
    reading = permanent_resident_id.inspect(GOOD)
    assert (reading.nationality, reading.birth_date) == ("CAN", date(1981, 8, 3))
    assert permanent_resident_id.get_nationality("USA110081080301") == "USA"
    assert permanent_resident_id.get_birth_date("USA110081080301") is None
    assert permanent_resident_id.get_birth_date(GOOD) == date(1981, 8, 3)
    assert permanent_resident_id.inspect(number("916124")).nationality is None
    assert GOOD[2:-2] not in repr(reading)
    assert pickle.loads(pickle.dumps(reading)) == reading  # noqa: S301 - our own bytes
    assert permanent_resident_id.format(f" {GOOD}") == GOOD


def test_slips_are_told_without_the_number() -> None:
    good = number("911124", "19811203")
    slip = f"{good[:11]}3{good[12:]}"
    reading = permanent_resident_id.inspect(slip, at=AT)
    assert reading.problems == ("checksum", "birth_date")
    assert "single_digit_in_date" in reading.hints
    swapped = f"{good[:12]}{good[13]}{good[12]}{good[14:]}"
    assert permanent_resident_id.inspect(swapped).hints == ("adjacent_transposition",)


def test_refusals_raise() -> None:
    with pytest.raises(InvalidFormat):
        permanent_resident_id.validate("CA1110081080301")


def test_tables_are_complete() -> None:
    assert permanent_resident_id.CODES.keys() == permanent_resident_id.TEXTS.keys()
    told = {"single_digit_in_date", "adjacent_transposition"}
    for *_, problems, hints in CASES:
        told.update(problems.split(), hints.split())
    assert told == set(permanent_resident_id.CODES)


@given(st.one_of(st.text(), st.floats(), st.text("0123456789XCAN ", max_size=22)))
@settings(max_examples=100)
def test_total(value: Any) -> None:
    reading = permanent_resident_id.inspect(value)
    if reading.normalised is not None:
        clean = reading.normalised
        assert permanent_resident_id.compact(clean) == clean


@given(
    st.sampled_from(sorted(PROVINCES)),
    st.dates(date(1910, 1, 1), AT),
    st.integers(0, 999),
    st.integers(0, 17),
)
@settings(max_examples=100)
def test_generated_numbers_and_changes(
    province: str, birth: date, sequence: int, place: int
) -> None:
    good = number(f"9{province}840", f"{birth:%Y%m%d}", f"{sequence:03d}")
    assert permanent_resident_id.inspect(good, at=AT).valid is not False
    digit = "0" if good[place] == "X" else str((int(good[place]) + 1) % 10)
    changed = good[:place] + digit + good[place + 1 :]
    assert "checksum" in permanent_resident_id.inspect(changed).problems
