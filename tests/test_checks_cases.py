"""Functions of several people: beneficiaries, spouses, forms, doubts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from infoverify.checks import beneficiaries as b
from infoverify.checks import doubts, forms, occupations, people
from infoverify.checks.readings import COMPACTORS
from infoverify.language.meaning import Offending, Unknown
from infoverify.subject import Case

AT = date(2026, 1, 15)
CHILD = {"id_type": "resident_id", "id_number": "310104201404213198"}
ADULT = {"id_type": "resident_id", "id_number": "110105199001014150"}
FIRM = {"party": "organisation", "id_type": "uscc", "id_number": "91310104MA1K4R7T4P"}


def case(**record: Any) -> Case:
    return Case(record, COMPACTORS)


def named(*people: dict[str, Any]) -> tuple[Any, ...]:
    return case(beneficiaries=list(people)).parts("beneficiaries")


def test_nobody_is_named_twice() -> None:
    one = {**CHILD, "purpose": "death", "insured_index": 0}
    assert b.beneficiaries_distinct(named(one)) is True
    assert b.beneficiaries_distinct(named(one, {**one, **ADULT})) is True
    assert b.beneficiaries_distinct(named(one, {**one, "purpose": "survival"})) is True
    assert b.beneficiaries_distinct(named(one, {**one, "insured_index": 1})) is True
    assert b.beneficiaries_distinct(named(one, {**one, "order": 2})) == Offending(
        ("beneficiaries[0].id_number", "beneficiaries[1].id_number")
    )
    assert b.beneficiaries_distinct(named({}, {})) is True


def test_statutory_heirs_name_nobody() -> None:
    assert b.beneficiary_named(named(CHILD)) is True
    assert b.beneficiary_named(named({**CHILD, "kind": "statutory"})) is False
    assert b.beneficiary_named(named()) is False


def test_the_insured_exists() -> None:
    insured = case(insured=[{}, {}]).parts("insured")
    for index, expected in ((None, True), (1, True), (2, False)):
        part = named({**CHILD, "insured_index": index})[0]
        assert b.insured_exists(part, insured) is expected


@pytest.mark.parametrize(
    ("relationship", "beneficiary", "employer", "kin"),
    [
        ("spouse", {**FIRM}, True, True),
        ("employee", {**CHILD, "relationship": "child"}, True, True),
        ("employee", {**CHILD}, True, Unknown("absent")),
        (
            "employee",
            {**CHILD, "relationship": "other"},
            True,
            Offending(("beneficiaries[0].relationship",)),
        ),
        (
            "employee",
            {**FIRM},
            Offending(("beneficiaries[0].id_number",)),
            Offending(("beneficiaries[0].relationship",)),
        ),
        (
            "employee",
            {"party": "organisation"},
            None,
            Offending(("beneficiaries[0].relationship",)),
        ),
        ("employee", {**FIRM, "kind": "statutory"}, True, True),
    ],
)
def test_benefits_of_employees(
    relationship: str, beneficiary: dict[str, Any], employer: object, kin: object
) -> None:
    whole = case(
        policyholder=FIRM,
        insured=[{**ADULT, "relationship": relationship}],
        beneficiaries=[beneficiary],
    )
    insured, benefit = whole.parts("insured"), whole.parts("beneficiaries")
    holder = whole.part("policyholder")
    assert b.employer_not_named(holder, insured, benefit) == employer
    assert b.employees_kin_named(insured, benefit) == kin


def test_one_spouse() -> None:
    def spouses(*people: dict[str, Any]) -> tuple[Any, ...]:
        rows = [{"relationship": "spouse", **person} for person in people]
        return case(insured=rows).parts("insured")

    assert people.one_spouse(spouses(ADULT)) is True
    assert people.one_spouse(spouses(ADULT, ADULT)) is True
    assert people.one_spouse(spouses(ADULT, CHILD)) == Offending(
        ("insured[0].relationship", "insured[1].relationship")
    )


def test_form_and_system() -> None:
    def agrees(here: dict[str, Any], paper: dict[str, Any]) -> object:
        whole = case(policyholder=here, form={"policyholder": paper})
        form = whole.form()
        return forms.form_agrees(
            whole.part("policyholder"),
            (),
            (),
            form.part("policyholder"),
            (),
            (),
        )

    here = {"name": "周文博", "mobile": "13671830952", "birth_date": "1985-06-18"}
    assert agrees(here, {}) is True
    assert agrees(here, {"name": "周文博", "mobile": "136 7183 0952"}) is True
    assert agrees(here, {"birth_date": "1985-06-19"}) == Offending(
        ("policyholder.birth_date", "form.policyholder.birth_date")
    )
    assert agrees(here, {"name": "ZHOU WENBO"}) is None
    address = {"address": "上海市徐汇区漕溪北路398弄12号1502室"}
    assert agrees(address, {"address": "徐汇区漕溪北路398弄12号1502室"}) is True


@pytest.mark.parametrize(
    ("number", "id_type", "expected"),
    [
        ("110105199001014150", "resident_id", "none"),
        ("110105199001014151", "resident_id", "refused"),
        ("11010519491231002X", "resident_id", "published_sample"),
        ("110199199001014150", "resident_id", "region_unknown"),
        ("88888888", "taiwan_permit", "placeholder"),
        ("1234567", "other", "type_other"),
    ],
)
def test_first_doubt_about_a_number(number: str, id_type: str, expected: str) -> None:
    assert doubts.document_doubt(number, id_type, at=AT).code == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("周文博", "none"),
        ("周文博1", "refused"),
        ("张三", "placeholder"),
        ("张三丰", "none"),
        ("王先生", "title"),
        ("周", "single_character"),
    ],
)
def test_first_doubt_about_a_name(name: str, expected: str) -> None:
    assert doubts.name_doubt(name, at=AT).code == expected


@pytest.mark.parametrize(
    ("occupation", "born", "expected"),
    [
        ("学生", date(2016, 8, 9), True),
        ("学龄前儿童", date(2023, 8, 9), True),
        ("会计", date(2016, 8, 9), False),
        ("幼儿教师", date(2016, 8, 9), False),
        ("幼儿教师", date(1990, 1, 1), True),
        ("婴儿", date(1990, 1, 1), False),
        ("退休人员", date(1990, 1, 1), False),
        ("退休人员", date(1986, 1, 15), True),
        ("学生", date(2004, 1, 1), True),
        ("会计", date(2027, 1, 1), None),
    ],
)
def test_occupation_and_age(occupation: str, born: date, expected: bool | None) -> None:
    assert occupations.occupation_fits_age(occupation, born, at=AT) is expected


def test_occupation_and_sex() -> None:
    assert occupations.occupation_fits_sex("家庭主妇", "male") is False
    assert occupations.occupation_fits_sex("家庭主妇", "female") is True
    assert occupations.occupation_fits_sex("家庭主夫", "female") is False
    assert occupations.occupation_fits_sex("会计", "male") is True


@pytest.mark.parametrize(
    ("relationship", "born", "expected"),
    [
        ("child", "2006-01-01", True),
        ("child", "2005-12-31", False),
        ("child", "1960-01-01", False),
        ("parent", "1974-01-01", True),
        ("parent", "1974-01-02", False),
        ("grandchild", "2022-01-01", True),
        ("grandchild", "2015-01-01", False),
        ("grandparent", "1940-01-01", True),
        ("sibling", "1940-01-01", True),
        ("child", None, Unknown("absent")),
        (None, "1940-01-01", Unknown("absent")),
    ],
)
def test_beneficiary_age(
    relationship: str | None, born: str | None, expected: object
) -> None:
    insured = case(insured=[{"birth_date": "1990-01-01"}]).parts("insured")
    part = named({"relationship": relationship, "birth_date": born})[0]
    assert b.kin_age_fits(part, insured, 16, 32) == expected
