"""What must be in order before money is paid and data are opened."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoverify.checks.conduct import (
    access_allowed,
    customer_information_complete,
    customer_information_consistent,
    working_days_between,
)
from infoverify.checks.readings import COMPACTORS
from infoverify.examples import load_samples
from infoverify.subject import Case

SAMPLES = load_samples()
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


def complete(**changes: Any) -> object:
    record = copy.deepcopy(SAMPLES["case"])
    for part, person in changes.items():
        record[part] = person
    case = Case(record, COMPACTORS)
    return customer_information_complete(
        case.part("policyholder"), case.parts("insured")
    )


def test_the_clean_case_is_complete() -> None:
    assert complete() is True


@pytest.mark.parametrize(
    "field",
    ["name", "sex", "birth_date", "id_type", "id_number", "address"],
)
@pytest.mark.parametrize("value", [None, "", "不详"])
def test_what_the_policyholder_lacks_is_named(field: str, value: object) -> None:
    person = {**SAMPLES["case"]["policyholder"], field: value}
    missing = complete(policyholder=person)
    assert missing.paths == (f"policyholder.{field}",)  # type: ignore[attr-defined]


def test_one_phone_suffices_and_without_any_both_places_are_named() -> None:
    person = dict(SAMPLES["case"]["policyholder"])
    del person["mobile"]
    assert complete(policyholder=person) is True
    del person["phone"]
    missing = complete(policyholder=person)
    assert missing.paths == ("policyholder.mobile", "policyholder.phone")  # type: ignore[attr-defined]


def test_an_organisation_lacks_no_sex() -> None:
    assert complete(policyholder=dict(SAMPLES["organisation"])) is True


def test_an_absent_insured_lacks_everything() -> None:
    missing = complete(insured=[])
    assert "insured[0].relationship" in missing.paths  # type: ignore[attr-defined]
    assert "insured[0].id_number" in missing.paths  # type: ignore[attr-defined]


def test_who_insures_himself_gives_nothing_twice() -> None:
    assert complete(insured=[{"relationship": "self"}]) is True


def consistent(**changes: Any) -> object:
    record = copy.deepcopy(SAMPLES["case"])
    for path, value in changes.items():
        part, field = path.split("__")
        (record[part][0] if part == "insured" else record[part])[field] = value
    case = Case(record, COMPACTORS)
    return customer_information_consistent(
        case.part("policyholder"), case.parts("insured"), at=date(2026, 1, 15)
    )


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({}, None),
        ({"policyholder__id_number": None}, None),
        ({"policyholder__birth_date": None}, None),
        ({"policyholder__sex": "其他"}, None),
        ({"policyholder__party": "organisation"}, None),
        ({"policyholder__mobile": "13671830952、13671830953"}, None),
        ({"policyholder__birth_date": "1985-06-19"}, ("policyholder.birth_date",)),
        ({"insured__sex": "male"}, ("insured[0].sex",)),
        ({"insured__name": "林佩珊1"}, ("insured[0].name",)),
        ({"policyholder__mobile": "1367183095"}, ("policyholder.mobile",)),
        (
            {"policyholder__id_number": "310104198506185374"},
            ("policyholder.id_number",),
        ),
        (
            {"policyholder__id_type": "foreign_passport"},
            ("policyholder.id_number",),
        ),
        (
            {
                "insured__id_type": "taiwan_residence_permit",
                "insured__id_number": "830000198511200049",
                "insured__birth_date": "1985-11-21",
            },
            ("insured[0].birth_date",),
        ),
    ],
)
def test_what_cannot_be_true_is_named(changes: dict[str, Any], paths: object) -> None:
    answer = consistent(**changes)
    assert (answer is True) if paths is None else (answer.paths == paths)  # type: ignore[attr-defined]


def test_who_insures_himself_is_named_once() -> None:
    person = {**SAMPLES["case"]["policyholder"], "sex": "female"}
    case = Case(
        {"policyholder": person, "insured": [{"relationship": "self"}]}, COMPACTORS
    )
    answer = customer_information_consistent(
        case.part("policyholder"), case.parts("insured"), at=date(2026, 1, 15)
    )
    assert answer.paths == ("policyholder.sex",)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("grants", "answer"),
    [
        (["上海/claims/clerk/health"], True),
        (["*/claims/*/health"], True),
        ([" * / claims / * / health "], True),
        (["*/*/*/*"], True),
        (["*/claims/*/financial"], False),
        (["北京/claims/clerk/health"], False),
        (["*/claims/health"], False),
        (["*"], False),
        ([""], False),
        (["上海/claims/clerk/health/more"], False),
        (["*/claims/*/financial", "上海/*/*/health"], True),
        ([], None),
    ],
)
def test_access_follows_the_grants(grants: list[str], answer: object) -> None:
    assert access_allowed("上海", "claims", "clerk", "health", grants) is answer


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [
        ("2026-01-09", "2026-01-13", 2),  # Friday to Tuesday
        ("2026-01-09", "2026-01-10", 0),
        ("2026-01-09", "2026-01-12", 1),
        ("2026-01-12", "2026-01-12", 0),
        ("2026-01-12", "2026-01-19", 5),
        ("2026-01-10", "2026-01-11", 0),  # a weekend
    ],
)
def test_working_days(earlier: str, later: str, days: int) -> None:
    first, last = date.fromisoformat(earlier), date.fromisoformat(later)
    assert working_days_between(first, last) == days


@given(DAYS, st.integers(0, 400))
def test_working_days_are_counted_one_by_one(day: date, span: int) -> None:
    later = day + timedelta(days=span)
    counted = sum((day + timedelta(days=n)).weekday() < 5 for n in range(1, span + 1))
    assert working_days_between(day, later) == counted
    assert working_days_between(later, day) == -counted
