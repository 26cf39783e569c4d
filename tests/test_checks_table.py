"""The table of functions: complete rows, right types, answers for anything."""

from __future__ import annotations

import string
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoverify.checks import TABLE
from infoverify.checks.readings import COMPACTORS
from infoverify.language.meaning import Unknown, fact_of
from infoverify.language.types import family
from infoverify.subject import Case

if TYPE_CHECKING:
    from infoverify.language.types import Function

AT = date(2026, 1, 15)
READINGS = {name: f for name, f in TABLE.items() if f.facts is not None}
OF_TEXT = {
    name: f
    for name, f in TABLE.items()
    if f.parameters and all(p.type.kind == "text" for p in f.parameters)
}
# A value that each reading's validator accepts.
GOOD: dict[str, tuple[str, ...]] = {
    "resident_id": ("110105199001014150",),
    "residence_permit": ("810000199005074132",),
    "permanent_resident_id": ("921840197512034129",),
    "travel_permit": ("H60329817",),
    "passport": ("EB4719306",),
    "birth_certificate": ("R317402958",),
    "military_id": ("军字第4729163号",),
    "identity_document": ("830000198809122629", "taiwan_residence_permit"),
    "uscc": ("91310104MA1K4R7T4P",),
    "organisation_code": ("731582040",),
    "business_licence": ("310104000731588",),
    "tax_registration": ("310104731582040",),
    "phone": ("13671830952",),
    "email": ("zhouwenbo.sample@139.com",),
    "postal_code": ("200030",),
    "name": ("周文博",),
    "organisation_name": ("上海启衡仪器有限公司",),
    "address": ("上海市徐汇区漕溪北路398弄12号1502室",),
    "document_doubt": ("110105199001014150", "resident_id"),
    "name_doubt": ("周文博",),
}
PYTHON = {"text": str, "date": date, "truth": bool, "list": tuple, "number": int}


def call(function: Function, *arguments: object) -> Any:
    keyword = {"at": AT} if function.at else {}
    return function.call(*arguments, **keyword)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_row_is_documented(name: str) -> None:
    function = TABLE[name]
    assert function.name == name
    assert function.doc.endswith(".")
    assert function.source
    seen_optional = False
    for parameter in function.parameters:
        assert parameter.optional or not seen_optional, "optional parameters come last"
        seen_optional = parameter.optional


@pytest.mark.parametrize("name", sorted(GOOD))
def test_good_values_are_valid(name: str) -> None:
    assert call(READINGS[name], *GOOD[name]).valid is True


@pytest.mark.parametrize("name", sorted(GOOD))
def test_facts_are_of_their_registered_types(name: str) -> None:
    function = READINGS[name]
    assert function.facts is not None
    reading = call(function, *GOOD[name])
    for fact, type_ in function.facts.items():
        value = fact_of(reading, fact)
        if isinstance(value, Unknown):
            continue
        assert isinstance(value, PYTHON[family(type_)]), fact
        if type_.codes:
            assert value in type_.codes


def test_every_reading_has_a_good_value() -> None:
    assert set(GOOD) == set(READINGS) - {"placed_address"}


def test_a_part_without_an_address_has_no_reading() -> None:
    part = Case({"policyholder": {}}, COMPACTORS).part("policyholder")
    assert call(TABLE["placed_address"], part) == Unknown("absent")


@given(
    st.sampled_from(sorted(OF_TEXT)),
    st.lists(
        st.one_of(
            st.text(max_size=30),
            st.text(string.digits + "X", max_size=20),
            st.sampled_from(["resident_id", "passport", "310104", "999999", "CHN"]),
        ),
        min_size=4,
        max_size=4,
    ),
)
def test_functions_of_text_answer_anything(name: str, values: list[str]) -> None:
    function = OF_TEXT[name]
    arguments = values[: sum(not p.optional for p in function.parameters)]
    answer = call(function, *arguments)
    kind = function.result.kind
    if kind == "truth":
        assert answer in {True, False, None}
    elif kind != "facts":
        assert answer is None or isinstance(answer, str)
        assert not function.result.codes or answer in function.result.codes
