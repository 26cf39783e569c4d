"""Validity periods and fitness: the law's ages and terms as rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoverify import validity
from infoverify.errors import UsageError

D = date
FROM = D(2010, 5, 1)


@pytest.mark.parametrize(
    ("birth", "term"),
    [
        (D(2010, 5, 2), None),
        (D(2010, 5, 1), 5),
        (D(1994, 5, 2), 5),
        (D(1994, 5, 1), 10),
        (D(1984, 5, 2), 10),
        (D(1984, 5, 1), 20),
        (D(1964, 5, 2), 20),
        (D(1964, 5, 1), "long_term"),
        (D(1920, 5, 1), "long_term"),
    ],
)
def test_term_by_age_at_issue(birth: date, term: object) -> None:
    assert validity.term_at_issue(birth, FROM) == term


ADULT, ELDER, CHILD = D(1990, 3, 7), D(1950, 1, 1), D(2005, 1, 1)
AGREES: list[tuple[str, date | None, date | None, Any, bool | None]] = [
    ("resident_id", ADULT, FROM, D(2020, 5, 1), True),
    ("resident_id", ADULT, FROM, D(2020, 4, 30), True),
    ("resident_id", ADULT, FROM, D(2020, 5, 2), True),
    ("resident_id", ADULT, FROM, D(2020, 5, 3), False),
    ("resident_id", ADULT, FROM, D(2030, 5, 1), False),
    ("resident_id", ADULT, FROM, "long_term", False),
    ("resident_id", ELDER, FROM, "long_term", True),
    ("resident_id", ELDER, FROM, D(2030, 5, 1), False),
    ("resident_id", ELDER, FROM, D(9999, 12, 31), True),
    ("resident_id", CHILD, FROM, D(2015, 5, 1), True),
    ("resident_id", None, FROM, D(2015, 5, 1), True),
    ("resident_id", None, FROM, D(2016, 5, 1), False),
    ("resident_id", None, FROM, "long_term", None),
    ("resident_id", ADULT, None, D(2015, 5, 1), None),
    ("resident_id", ADULT, FROM, None, None),
    ("resident_id", ADULT, FROM, FROM, False),
    ("resident_id", D(2010, 5, 2), FROM, D(2015, 5, 1), None),
    ("resident_id", ADULT, D(2012, 2, 29), D(2022, 2, 28), True),
    ("resident_id", ADULT, D(2012, 2, 29), D(2022, 3, 1), True),
    ("temporary_resident_id", ADULT, FROM, D(2010, 8, 1), True),
    ("temporary_resident_id", ADULT, FROM, D(2010, 7, 1), True),
    ("temporary_resident_id", ADULT, FROM, D(2010, 8, 3), False),
    ("temporary_resident_id", ADULT, FROM, "long_term", False),
    ("passport", ADULT, FROM, D(2020, 4, 30), True),
    ("passport", ADULT, FROM, D(2030, 5, 1), False),
    ("passport", ADULT, FROM, D(2015, 4, 30), True),
    ("passport", CHILD, FROM, D(2015, 4, 30), True),
    ("passport", CHILD, FROM, D(2020, 4, 30), False),
    ("passport", D(1994, 5, 2), FROM, D(2020, 4, 30), False),
    ("passport", D(1994, 5, 1), FROM, D(2020, 4, 30), True),
    ("passport", None, FROM, D(2020, 4, 30), True),
    ("passport", ELDER, D(2006, 12, 31), D(2011, 12, 31), True),
    ("passport", ELDER, D(2006, 12, 31), D(2021, 12, 31), None),
    ("passport", CHILD, D(2006, 12, 31), D(2016, 12, 31), None),
    ("passport", ELDER, D(2007, 1, 1), D(2022, 1, 1), False),
    ("passport", CHILD, D(2004, 12, 31), D(2009, 12, 31), None),
    ("passport", D(1996, 2, 29), D(2015, 2, 28), D(2025, 2, 27), True),
    ("foreign_passport", None, None, "long_term", False),
    ("foreign_passport", None, FROM, D(2013, 5, 1), None),
    ("taiwan_residence_permit", None, FROM, D(2015, 5, 1), True),
    ("taiwan_residence_permit", None, FROM, D(2020, 5, 1), False),
    ("taiwan_permit", None, FROM, D(2010, 8, 1), None),
    ("taiwan_permit", None, FROM, D(2015, 4, 29), None),
    ("taiwan_permit", None, FROM, D(2015, 4, 30), True),
    ("taiwan_permit", None, FROM, D(2015, 5, 2), True),
    ("taiwan_permit", None, FROM, D(2015, 5, 3), False),
    ("taiwan_permit", None, FROM, D(2020, 5, 1), False),
    ("hk_macao_permit", None, FROM, D(2013, 5, 1), True),
    ("hk_macao_permit", CHILD, FROM, D(2013, 5, 1), True),
    ("hk_macao_permit", CHILD, FROM, D(2015, 4, 30), True),
    ("hk_macao_permit", CHILD, FROM, D(2020, 4, 30), False),
    ("hk_macao_permit", ADULT, FROM, D(2020, 4, 30), True),
    ("hk_macao_permit", ADULT, FROM, D(2015, 4, 30), False),
    ("hk_macao_permit", D(1992, 5, 2), FROM, D(2020, 5, 1), False),
    ("hk_macao_permit", D(1992, 5, 1), FROM, D(2020, 5, 1), True),
    ("hk_macao_permit", D(2000, 2, 29), D(2018, 2, 28), D(2028, 2, 28), True),
    ("hk_macao_permit", D(2000, 2, 29), D(2018, 2, 28), D(2023, 2, 28), True),
    ("foreign_permanent_resident_id", CHILD, FROM, D(2015, 5, 1), True),
    ("foreign_permanent_resident_id", CHILD, FROM, D(2020, 5, 1), False),
    ("foreign_permanent_resident_id", ADULT, FROM, D(2020, 5, 1), True),
    ("foreign_permanent_resident_id", ADULT, FROM, D(2015, 5, 1), False),
    ("foreign_permanent_resident_id", None, FROM, D(2020, 5, 1), True),
    ("household_register", ADULT, FROM, "long_term", None),
    ("officer_id", ADULT, FROM, D(2012, 1, 1), None),
    ("other", ADULT, FROM, D(2012, 1, 1), None),
]


@pytest.mark.parametrize(("id_type", "birth", "start", "end", "expected"), AGREES)
def test_term_agrees(
    id_type: str,
    birth: date | None,
    start: date | None,
    end: Any,
    *,
    expected: bool | None,
) -> None:
    found = validity.term_agrees(
        id_type, valid_from=start, valid_until=end, birth_date=birth
    )
    assert found is expected


def test_a_text_that_is_no_date_is_the_hosts_mistake() -> None:
    with pytest.raises(UsageError):
        validity.expired("2020-01-01", at=FROM)  # type: ignore[arg-type]


def test_expiry_counts_the_last_day() -> None:
    assert validity.expired(FROM, at=FROM) is False
    assert validity.expired(FROM, at=FROM + timedelta(days=1)) is True
    assert validity.expired("long_term", at=D(2999, 1, 1)) is False
    assert validity.expired(D(9999, 12, 31), at=FROM) is False
    assert validity.expired(None, at=FROM) is None


def test_expires_within() -> None:
    assert validity.expires_within(D(2010, 7, 30), at=FROM, days=90) is True
    assert validity.expires_within(D(2010, 7, 31), at=FROM, days=90) is False
    assert validity.expires_within(D(2010, 4, 30), at=FROM, days=90) is False
    assert validity.expires_within("long_term", at=FROM, days=90) is False
    assert validity.expires_within(None, at=FROM, days=90) is None


@pytest.mark.parametrize(
    ("start", "birth", "at", "expected"),
    [
        (None, ADULT, FROM, None),
        (D(1980, 1, 1), ADULT, FROM, False),
        (D(2010, 5, 2), ADULT, FROM, False),
        (FROM, ADULT, FROM, True),
        (FROM, None, None, None),
        (D(2003, 12, 31), ADULT, D(2012, 12, 31), True),
        (D(2003, 12, 31), ADULT, D(2013, 1, 1), False),
        (D(2003, 12, 31), ADULT, None, None),
    ],
)
def test_issue_possible(
    start: date | None, birth: date | None, at: date | None, *, expected: bool | None
) -> None:
    found = validity.issue_possible(
        "resident_id", valid_from=start, birth_date=birth, at=at
    )
    assert found is expected


@pytest.mark.parametrize(
    ("id_type", "first"),
    [
        ("hk_macao_permit_non_chinese", D(2024, 7, 10)),
        ("hk_macao_residence_permit", D(2018, 9, 1)),
        ("taiwan_residence_permit", D(2018, 9, 1)),
        ("foreign_permanent_resident_id", D(2004, 8, 15)),
    ],
)
def test_no_document_is_older_than_its_kind(id_type: str, first: date) -> None:
    for at in (D(2026, 1, 1), None):
        early, day = (
            validity.issue_possible(id_type, valid_from=start, birth_date=ELDER, at=at)
            for start in (first - timedelta(days=1), first)
        )
        assert (early, day) == (False, True)


def test_legacy_numbers_stopped_with_their_cards() -> None:
    assert validity.legacy_number_usable(at=D(2012, 12, 31))
    assert not validity.legacy_number_usable(at=D(2013, 1, 1))


@pytest.mark.parametrize(
    ("id_type", "birth", "at", "expected"),
    [
        ("birth_certificate", D(2020, 1, 1), D(2022, 12, 31), True),
        ("birth_certificate", D(2020, 1, 1), D(2023, 1, 1), False),
        ("household_register", D(2000, 1, 1), D(2015, 12, 31), True),
        ("household_register", D(2000, 1, 1), D(2016, 1, 1), False),
        ("soldier_id", D(2000, 1, 1), D(2016, 12, 31), False),
        ("soldier_id", D(2000, 1, 1), D(2017, 1, 1), True),
        ("police_id", D(2000, 1, 1), D(2017, 12, 31), False),
        ("resident_id", D(2020, 1, 1), D(2020, 1, 1), True),
        ("resident_id", D(2020, 1, 1), D(2019, 12, 31), False),
        ("passport", D(1920, 1, 1), D(2020, 1, 1), True),
        ("other", D(1920, 1, 1), D(2020, 1, 1), None),
        ("passport", None, D(2020, 1, 1), None),
        ("household_register", D(2004, 2, 29), D(2020, 2, 28), True),
        ("household_register", D(2004, 2, 29), D(2020, 2, 29), False),
        ("birth_certificate", D(2004, 2, 29), D(2007, 2, 28), True),
        ("birth_certificate", D(2004, 2, 29), D(2007, 3, 1), False),
    ],
)
def test_fits_age(
    id_type: str, birth: date | None, at: date, *, expected: bool | None
) -> None:
    assert validity.fits_age(id_type, birth_date=birth, at=at) is expected


@pytest.mark.parametrize(
    ("id_type", "nationality", "expected"),
    [
        ("resident_id", "CHN", True),
        ("resident_id", "USA", False),
        ("resident_id", "HKG", False),
        ("resident_id", None, None),
        ("resident_id", "", None),
        ("foreign_passport", "USA", True),
        ("foreign_passport", "CHN", False),
        ("foreign_passport", "TWN", False),
        ("foreign_permanent_resident_id", "CAN", True),
        ("hk_macao_permit", "CHN", True),
        ("hk_macao_permit", "MAC", True),
        ("hk_macao_permit", "TWN", False),
        ("hk_macao_permit_non_chinese", "GBR", True),
        ("hk_macao_permit_non_chinese", "HKG", False),
        ("taiwan_permit", "TWN", True),
        ("taiwan_residence_permit", "HKG", False),
        ("birth_certificate", "USA", None),
        ("birth_certificate", "HKG", None),
        ("birth_certificate", "CHN", True),
        ("passport", "CHN", True),
        ("passport", "HKG", True),
        ("passport", "MAC", True),
        ("passport", "TWN", False),
        ("passport", "USA", False),
        ("other", "CHN", None),
    ],
)
def test_fits_nationality(
    id_type: str, nationality: str | None, *, expected: bool | None
) -> None:
    assert validity.fits_nationality(id_type, nationality) is expected


@given(st.dates(D(1900, 1, 1), D(2100, 1, 1)), st.integers(0, 1200))
def test_months_later_keeps_the_day_or_the_months_end(day: date, months: int) -> None:
    later = validity.months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@given(st.dates(D(1900, 1, 1), D(2030, 1, 1)), st.dates(D(2004, 1, 1), D(2030, 1, 1)))
def test_the_lawful_term_always_agrees(birth: date, start: date) -> None:
    term = validity.term_at_issue(birth, start)
    if term is None:
        return
    until = term if isinstance(term, str) else validity.months_later(start, 12 * term)
    assert validity.term_agrees(
        "resident_id", birth_date=birth, valid_from=start, valid_until=until
    )


@pytest.mark.parametrize(
    ("issued", "years", "expected"),
    [
        (D(2018, 2, 27), 10, True),
        (D(2018, 2, 27), 20, False),
        (D(2018, 2, 28), 10, True),
        (D(2018, 2, 28), 20, True),
        (D(2018, 3, 1), 20, True),
        (D(2018, 3, 1), 10, False),
    ],
)
def test_either_birthday_of_a_leap_day_counts(
    issued: date, years: int, expected: bool
) -> None:
    until = validity.months_later(issued, 12 * years)

    assert (
        validity.term_agrees(
            "resident_id",
            valid_from=issued,
            valid_until=until,
            birth_date=D(1992, 2, 29),
        )
        is expected
    )


@pytest.mark.parametrize(
    ("issued", "expected"),
    [(D(2018, 2, 27), False), (D(2018, 2, 28), None), (D(2018, 3, 1), True)],
)
def test_a_leap_day_leaves_the_long_term_open(
    issued: date, expected: bool | None
) -> None:
    found = validity.long_term_possible(
        "resident_id", birth_date=D(1972, 2, 29), valid_from=issued
    )

    assert found is expected
