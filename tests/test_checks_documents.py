"""Periods and fitness of documents as rules ask them."""

from __future__ import annotations

from datetime import date

import pytest

from infoverify.checks import documents
from infoverify.states import LONG_TERM

AT = date(2026, 1, 15)
BORN = date(1990, 1, 1)


@pytest.mark.parametrize(
    ("id_type", "valid_from", "valid_until", "expected"),
    [
        ("resident_id", date(2018, 5, 9), date(2038, 5, 9), True),
        ("resident_id", date(2018, 5, 9), date(2028, 5, 9), False),
        ("resident_id", date(2018, 5, 9), LONG_TERM, False),
        ("resident_id", date(2036, 1, 1), LONG_TERM, True),
        ("resident_id", date(2035, 12, 31), LONG_TERM, False),
        ("temporary_resident_id", date(2025, 12, 1), date(2026, 3, 1), True),
        ("temporary_resident_id", date(2025, 12, 1), date(2026, 6, 1), False),
        ("temporary_resident_id", date(2025, 12, 1), LONG_TERM, False),
        ("officer_id", date(2018, 5, 9), date(2038, 5, 9), None),
    ],
)
def test_term_agrees(
    id_type: str, valid_from: date, valid_until: date, expected: bool | None
) -> None:
    assert documents.term_agrees(id_type, valid_from, valid_until, BORN) is expected


@pytest.mark.parametrize(
    ("id_type", "expected"),
    [
        ("resident_id", False),
        ("foreign_passport", True),
        ("taiwan_permit", True),
        ("temporary_resident_id", True),
        ("officer_id", None),
        ("household_register", None),
        ("other", None),
    ],
)
def test_always_ends(id_type: str, expected: bool | None) -> None:
    assert documents.always_ends(id_type) is expected


def test_long_term_needs_forty_six_years_at_issue() -> None:
    assert documents.long_term_possible("resident_id", BORN, date(2036, 1, 1)) is True
    assert (
        documents.long_term_possible("resident_id", BORN, date(2035, 12, 31)) is False
    )


def test_the_last_day_counts() -> None:
    assert documents.expired(AT, at=AT) is False
    assert documents.expired(date(2026, 1, 14), at=AT) is True
    assert documents.expired(LONG_TERM, at=AT) is False


@pytest.mark.parametrize(
    ("valid_until", "days", "expected"),
    [
        (date(2026, 4, 15), 90, True),
        (date(2026, 4, 16), 90, False),
        (date(2026, 1, 14), 90, False),
        (LONG_TERM, 90, False),
        (date(2026, 4, 16), 10**30, True),
    ],
)
def test_expires_within(valid_until: date, days: int, expected: bool) -> None:
    assert documents.expires_within(valid_until, days, at=AT) is expected


def test_fitness() -> None:
    assert documents.fits_age("birth_certificate", date(2023, 1, 16), at=AT) is True
    assert documents.fits_age("birth_certificate", date(2023, 1, 15), at=AT) is False
    assert documents.fits_age("other", BORN, at=AT) is None
    assert documents.fits_nationality("foreign_passport", "CHN") is False
    assert documents.fits_nationality("hk_macao_permit", "HKG") is True
    assert documents.fits_nationality("birth_certificate", "FRA") is None


def test_issue_and_legacy_numbers() -> None:
    first = date(2004, 1, 1)
    assert documents.issue_possible("resident_id", first, BORN, at=AT) is True
    assert (
        documents.issue_possible("resident_id", date(2003, 1, 1), BORN, at=AT) is False
    )
    assert documents.legacy_number_usable(at=date(2012, 12, 31)) is True
    assert documents.legacy_number_usable(at=date(2013, 1, 1)) is False


@pytest.mark.parametrize(
    ("number", "id_type", "expected"),
    [
        ("810000199005074132", "resident_id", "hk_macao_residence_permit"),
        ("110105199001014150", "resident_id", None),
        ("110105199001014151", "resident_id", None),
    ],
)
def test_type_of(number: str, id_type: str, expected: str | None) -> None:
    assert documents.type_of(number, id_type, at=AT) == expected


@pytest.mark.parametrize(
    ("nationality", "expected"), [("HKG", True), ("CHN", True), ("MAC", False)]
)
def test_number_fits_nationality(nationality: str, expected: bool) -> None:
    fits = documents.number_fits_nationality
    assert fits("H60329817", "hk_macao_permit", nationality, at=AT) is expected
