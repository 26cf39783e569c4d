"""Functions of parts from rows: the same answers as from the views of parts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify.checks import TABLE
from infoverify.checks.readings import COMPACTORS
from infoverify.language.types import ROW, UNSURE
from infoverify.subject import Case

if TYPE_CHECKING:
    from infoverify.language.types import Function
    from infoverify.subject import Part

AT = date(2026, 1, 15)
NUMBERS = ("11010519491231002X", "110105491231002", "440524188001010014", "X1234567")
VALUES: dict[str, tuple[object, ...]] = {
    "name": ("张三", "李四", "張三", "无"),
    "sex": ("male", "female"),
    "birth_date": ("1990-01-01", "1949-12-31", "2015-06-01", "1990-02-30"),
    "id_type": ("resident_id", "passport", "household_register", "??"),
    "id_number": NUMBERS,
    "mobile": ("13671830952", "13671830952转1", "13900000001"),
    "phone": ("021-62345678", "021-62345678转12", "13671830952"),
    "address": ("上海市徐汇区漕溪北路930弄23号", "漕溪北路930弄23号", "无"),
    "region_code": ("310104", "110000", "999999"),
    "party": ("person", "organisation"),
}
INSURED = {
    "relationship": ("self", "spouse", "child", "employee", "??"),
}
BENEFICIARY = {
    "relationship": ("self", "child", "parent", "grandchild"),
    "kind": ("designated", "statutory"),
    "insured_index": (0, 1, 7),
    "purpose": ("death", "survival"),
    "order": (1, 2, 3),
    "share": (100, 50, "33.33", "33.34", -1, "x"),
}


def fields(*tables: dict[str, tuple[object, ...]]) -> st.SearchStrategy[dict[str, Any]]:
    """Return any fields with any values, or all of them with good ones."""
    joined = {name: values for table in tables for name, values in table.items()}
    drawn = {n: st.sampled_from(v) for n, v in joined.items()}
    whole = {n: st.just(v[0]) for n, v in joined.items()}
    return st.fixed_dictionaries({}, optional=drawn) | st.fixed_dictionaries(whole)


def elements(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy | st.just({"relationship": "self"}), max_size=3)


RECORDS = st.fixed_dictionaries(
    {
        "policyholder": fields(VALUES),
        "insured": elements(fields(VALUES, INSURED)),
        "beneficiaries": elements(fields(VALUES, BENEFICIARY)),
    }
)


def row(part: Part, asked: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(
        part.get(field)
        if field in asked and field in part.struct and part.has(field)
        else None
        for field in ROW
    )


def rows_of(name: str, case: Case, asked: tuple[str, ...]) -> list[Any]:
    return [
        SELF if part.holder == {"relationship": "self"} and part.fallback else each
        for part in case.parts(name)
        for each in (row(part, asked),)
    ]


#: Stands for the policyholder's very row until the arguments are together.
SELF = object()


SWIFT = sorted(name for name, function in TABLE.items() if function.swift)
#: Compared with a form, which generated code never meets.
ALL_ROLES = [name for name in SWIFT if name != "form_agrees"]


def arguments(
    function: Function, case: Case, subject: str
) -> tuple[list[Any], list[Any]] | None:
    """Return what the function and its swift form are given."""
    assert function.swift is not None
    asked = function.swift.fields
    given: list[Any] = []
    rows: list[Any] = []
    for parameter in function.parameters:
        kind, name = parameter.type.kind, parameter.name
        if kind == "number":
            given.append(18 if name == "parent_gap" else 36)
            rows.append(given[-1])
        elif kind == "parts":
            given.append(case.parts(name))
            rows.append(rows_of(name, case, asked))
        elif name in {"policyholder", "b"}:
            given.append(case.part("policyholder"))
            rows.append(row(given[-1], asked))
        else:
            parts = case.parts(subject)
            if not parts:
                return None
            given.append(parts[0])
            rows.append(row(given[-1], asked))
    own = row(case.part("policyholder"), asked)
    for place, parameter in enumerate(function.parameters):
        if parameter.name == "policyholder":
            own = rows[place]
    rows = [
        [own if each is SELF else each for each in item]
        if isinstance(item, list)
        else item
        for item in rows
    ]
    return given, rows


@pytest.mark.parametrize("name", ALL_ROLES)
def test_rows_give_the_functions_own_answer(name: str) -> None:
    function = TABLE[name]
    swift = function.swift
    assert swift is not None
    keyword = {"at": AT} if function.at else {}
    sure: list[bool] = []

    @given(record=RECORDS, subject=st.sampled_from(["insured", "beneficiaries"]))
    @settings(max_examples=120)
    def agree(record: dict[str, Any], subject: str) -> None:
        if name in {"beneficiary_differs", "insured_exists", "kin_age_fits"}:
            subject = "beneficiaries"
        case = Case(record, COMPACTORS)
        both = arguments(function, case, subject)
        if both is None:
            return
        given_parts, rows = both
        quick = swift.call(*rows, **keyword)
        if quick is UNSURE:
            assert not swift.sure
            return
        sure.append(True)
        assert quick == function.call(*given_parts, **keyword)

    agree()
    # A form that never answers is of no use.
    assert sure


@pytest.mark.parametrize("name", SWIFT)
def test_swift_functions_name_fields_of_rows(name: str) -> None:
    swift = TABLE[name].swift
    assert swift is not None
    assert set(swift.fields) <= set(ROW)


ADULT = {
    "name": "张三",
    "sex": "male",
    "birth_date": "1949-12-31",
    "id_type": "resident_id",
    "id_number": "11010519491231002X",
    "mobile": "13671830952",
    "address": "上海市徐汇区漕溪北路930弄23号",
}
OTHER = {**ADULT, "name": "李四", "id_number": "440524188001010014"}


def case(**parts: object) -> dict[str, Any]:
    return {"policyholder": ADULT, "insured": [], "beneficiaries": [], **parts}


@pytest.mark.parametrize(
    ("name", "record", "expected"),
    [
        ("one_spouse", case(insured=[{"relationship": "spouse"}]), True),
        ("one_spouse", case(insured=[{"relationship": "spouse"}] * 2), UNSURE),
        ("self_agrees", case(insured=[{"relationship": "self"}]), True),
        ("self_agrees", case(insured=[{**ADULT, "relationship": "self"}]), UNSURE),
        ("one_number_one_person", case(insured=[{"relationship": "self"}]), True),
        ("one_number_one_person", case(insured=[OTHER]), True),
        (
            "one_number_one_person",
            case(insured=[{**OTHER, "id_number": ADULT["id_number"]}]),
            UNSURE,
        ),
        (
            "one_number_one_person",
            case(insured=[{**OTHER, "id_number": "110105491231002"}]),
            UNSURE,
        ),
        ("customer_information_complete", case(insured=[ADULT]), UNSURE),
        (
            "customer_information_complete",
            case(insured=[{**OTHER, "relationship": "child"}]),
            True,
        ),
        (
            "customer_information_complete",
            case(policyholder={**ADULT, "address": "无"}, insured=[OTHER]),
            UNSURE,
        ),
        ("employer_not_named", case(insured=[{"relationship": "employee"}]), UNSURE),
        ("employees_kin_named", case(insured=[{"relationship": "child"}]), True),
        ("beneficiary_named", case(beneficiaries=[{"kind": "designated"}]), True),
        ("beneficiary_named", case(beneficiaries=[{"kind": "statutory"}]), UNSURE),
        ("beneficiaries_distinct", case(beneficiaries=[ADULT, OTHER]), True),
        ("beneficiaries_distinct", case(beneficiaries=[ADULT, ADULT]), UNSURE),
    ],
)
def test_rows_answer_where_they_are_enough(
    name: str, record: dict[str, Any], expected: object
) -> None:
    """What rows cannot tell is left to the function; the plain case is not."""
    both = arguments(TABLE[name], Case(record, COMPACTORS), "beneficiaries")
    assert both is not None
    swift = TABLE[name].swift
    assert swift is not None
    answer = swift.call(*both[1])
    assert answer is expected


def test_an_index_names_one_of_the_insured() -> None:
    """A beneficiary who is another insured than his own is none of them."""
    record = case(insured=[ADULT, OTHER], beneficiaries=[{**ADULT, "insured_index": 1}])
    both = arguments(
        TABLE["beneficiary_differs"], Case(record, COMPACTORS), "beneficiaries"
    )
    swift = TABLE["beneficiary_differs"].swift
    assert both is not None
    assert swift is not None
    assert swift.call(*both[1]) is True


def test_without_a_form_nothing_disagrees() -> None:
    """Generated code never sees a form: the definition judges cases that have one."""
    function = TABLE["form_agrees"]
    parts = Case(case(), COMPACTORS)
    given = [parts.part("policyholder"), parts.parts("insured"), ()]
    form = parts.form()
    on_form = [form.part("policyholder"), form.parts("insured"), ()]
    swift = function.swift
    assert swift is not None
    assert swift.call(*[None] * 6) is function.call(*given, *on_form) is True


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["designated"] * 4 + ["statutory", None]),
            st.sampled_from([1, 1, 1, 2, None]),
            st.sampled_from([100, 50, 34, 33, 25, 10, 0, -5, None, Decimal("33.33")]),
        ),
        max_size=5,
    )
    | st.integers(90, 110).map(lambda count: [("designated", 1, 1)] * count)
)
@settings(max_examples=400)
def test_shares_of_one_group_are_told_as_those_of_many(
    given_shares: list[tuple[str | None, int | None, object]],
) -> None:
    shares = [
        {"kind": kind, "order": order, "share": share, "purpose": "death"}
        for kind, order, share in given_shares
    ]
    record = case(beneficiaries=shares)
    function = TABLE["shares_complete"]
    both = arguments(function, Case(record, COMPACTORS), "record")
    assert both is not None
    assert function.swift is not None
    assert function.swift.call(*both[1]) == function.call(*both[0])
