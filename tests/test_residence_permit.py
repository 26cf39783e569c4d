"""Residence permits of Hong Kong, Macao and Taiwan residents."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify.errors import InvalidChecksum, InvalidComponent
from infoverify.validators import residence_permit
from infoverify.validators._mod_11_2 import check_character

AT = date(2026, 11, 21)


def number(region: str, birth: str, sequence: str = "003") -> str:
    body = region + birth + sequence
    return body + check_character(body)


HK = number("810000", "19940823")

CASES: list[tuple[str, Any, date | None, bool | None, str, str]] = [
    ("hong_kong", HK, AT, True, "", ""),
    ("macao", number("820000", "19900615"), AT, True, "", ""),
    ("taiwan", number("830000", "19851120"), AT, True, "", ""),
    ("before_the_handover", number("820000", "19300101"), AT, True, "", ""),
    ("lower_case_x", HK.lower(), AT, True, "", ""),
    ("spaces", f"{HK[:6]} {HK[6:14]} {HK[14:]}", AT, True, "", ""),
    ("absent", None, AT, False, "empty", ""),
    ("whole_number", 810000199408230038, AT, False, "wrong_type", ""),
    ("fifteen_digits", "810000940823003", AT, False, "length", ""),
    ("letter_inside", f"{HK[:7]}O{HK[8:]}", AT, False, "format", ""),
    ("arabic_indic", f"{HK[:17]}\u0663", AT, False, "format other_script_digits", ""),
    ("check_wrong", f"{HK[:17]}0", AT, False, "checksum", ""),
    ("bad_date", number("810000", "19940230"), AT, False, "birth_date", ""),
    ("future", number("810000", "20270101"), AT, False, "birth_in_future", ""),
    ("county", number("810101", "19940823"), AT, False, "province_unknown", ""),
    ("province_84", number("840000", "19940823"), AT, False, "province_unknown", ""),
    ("mainland", number("110105", "19940823"), AT, False, "other_document", ""),
    ("taiwan_province", number("710000", "19940823"), AT, False, "other_document", ""),
    ("permanent", number("911124", "19940823"), AT, False, "other_document", ""),
    ("float", 8.1e17, AT, False, "spreadsheet_damage", ""),
    ("two", f"{HK};{HK}", AT, False, "several_values", ""),
    ("x_before_last", f"{HK[:16]}X{HK[16]}", AT, False, "format", "adjacent_transposition"),
    ("sample", "810000199408230021", AT, None, "published_sample", ""),
    ("old", number("810000", "19010101"), AT, None, "age_implausible", ""),
    ("older", number("810000", "18010101"), None, None, "birth_before_1850", ""),
    ("sequence", number("810000", "19940823", "000"), AT, True, "", "sequence_zero"),
    ("swapped", HK[:9] + HK[10] + HK[9] + HK[11:], AT, False, "checksum birth_date", "adjacent_transposition"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "at", "valid", "problems", "hints"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_case(
    *, value: object, at: date | None, valid: bool | None, problems: str, hints: str
) -> None:
    reading = residence_permit.inspect(value, at=at)
    assert reading.problems == tuple(problems.split())
    assert reading.hints == tuple(hints.split())
    assert reading.valid is valid
    assert residence_permit.is_valid(value, at=at) is (valid is not False)


def test_region_slip_is_told() -> None:
    reading = residence_permit.inspect("810100" + HK[6:])
    assert reading.problems == ("checksum", "province_unknown")
    assert reading.hints == ("single_digit_in_region",)


def test_facts() -> None:
    reading = residence_permit.inspect(HK)
    assert reading.to_dict()["birth_date"] == "1994-08-23"
    assert (reading.sex, reading.nationality) == ("male", "HKG")
    assert residence_permit.get_sex(HK) == "male"
    assert residence_permit.get_birth_date(HK) == date(1994, 8, 23)
    origins = [residence_permit.get_nationality(n) for n in (
        number("820000", "19900615"), number("830000", "19851120")
    )]  # fmt: skip
    assert origins == ["MAC", "TWN"]
    assert residence_permit.inspect(HK[:17] + "0").nationality is None
    assert HK[2:-2] not in repr(reading)
    assert pickle.loads(pickle.dumps(reading)) == reading  # noqa: S301 - our own bytes


def test_refusals_raise() -> None:
    with pytest.raises(InvalidChecksum):
        residence_permit.validate(HK[:17] + "0")
    with pytest.raises(InvalidComponent):
        residence_permit.get_sex(number("110105", "19940823"))
    assert residence_permit.format(f" {HK} ") == HK


def test_tables_are_complete() -> None:
    assert residence_permit.CODES.keys() == residence_permit.TEXTS.keys()
    told = {"placeholder", "single_digit_in_region", "single_digit_in_date"}
    for *_, problems, hints in CASES:
        told.update(problems.split(), hints.split())
    assert told == set(residence_permit.CODES)


@given(st.one_of(st.text(), st.floats(), st.text("0123456789X ", max_size=22)))
@settings(max_examples=100)
def test_total(value: Any) -> None:
    reading = residence_permit.inspect(value)
    assert reading.valid is not None or reading.problems
    if reading.normalised is not None:
        assert residence_permit.compact(reading.normalised) == reading.normalised


@given(
    st.sampled_from(sorted(residence_permit.ORIGINS)),
    st.dates(date(1910, 1, 1), AT),
    st.integers(0, 999),
    st.integers(0, 17),
)
@settings(max_examples=100)
def test_generated_numbers_and_changes(
    region: str, birth: date, sequence: int, place: int
) -> None:
    good = number(region, f"{birth:%Y%m%d}", f"{sequence:03d}")
    assert residence_permit.inspect(good, at=AT).valid is not False
    digit = "0" if good[place] == "X" else str((int(good[place]) + 1) % 10)
    changed = good[:place] + digit + good[place + 1 :]
    assert "checksum" in residence_permit.inspect(changed).problems
