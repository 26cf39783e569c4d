"""The table of what a value may show."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoverify import mask
from infoverify.states import LONG_TERM, WHOLE_LIFE, ToAge
from infoverify.vocabulary import PARTS, TEXT, FieldType

PATHS = [f"{part}.{field}" for part, struct in PARTS.items() for field in struct]
MARKER = "qwertyuiopasdfghjkl7"


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("id_number", "310104198506185373", "31**************73"),
        ("insured[0].id_number", "12345678", "12****78"),
        ("id_number", "1234567", "***"),
        ("salesperson.id_number", "310104198506185373", "31**************73"),
        ("policyholder.legal_representative.id_number", "E12345678", "E1*****78"),
        ("mobile", "13671830952", "136******52"),
        ("policyholder.mobile", "13671830952", "136******52"),
        ("mobile", "136718309", "***"),
        ("phone", "02163870542", "*********42"),
        ("agency.phone", "021638", "****38"),
        ("phone", "120", "***"),
        ("callback.number_dialled", "13671830952", "*********52"),
        ("name", "周文博", "周**"),
        ("name", "周文", "周**"),
        ("name", "周", "***"),
        ("policyholder.contact_name", "方思齐", "方**"),
        ("address", "上海市徐汇区漕溪北路398弄12号1502室", "上海市徐汇区***"),
        ("address", "上海市徐汇区", "上海***"),
        ("address", "上海市", "***"),
        ("birth_date", date(1990, 1, 2), "1990-**-**"),
        ("birth_date", "1990-01-02", "1990-**-**"),
        ("email", "zhouwenbo.sample@139.com", "*@139.com"),
        # The domain alone would be more than half.
        ("email", "ab@example.com", "***"),
        ("email", "no-at-sign", "***"),
        ("income", Decimal(260000), "***"),
        ("income", "260000", "***"),
        ("occupation", "机械工程师", "***"),
        ("postal_code", "200030", "***"),
        ("salesperson.staff_number", "3101048820", "***"),
        ("salesperson.licence_number", "00000131010480002021003764", "***"),
        ("agency.outlet", "徐汇支行", "***"),
        ("callback.handled_by", "周文博", "***"),
        ("sex", "male", "male"),
        ("sex", "男", "***"),
        ("id_type", "passport", "passport"),
        ("nationality", "CHN", "CHN"),
        ("nationality", MARKER, "***"),
        ("policy.number", MARKER, MARKER),
        ("policy.application_number", MARKER, MARKER),
        ("form.policy.number", MARKER, MARKER),
        ("policy.currency", "CNY", "CNY"),
        ("policy.currency", MARKER, "***"),
        ("policy.line", "group", "group"),
        ("policy.line", MARKER, "***"),
        ("policy.annual_premium", Decimal(12600), "12600"),
        ("policy.annual_premium", "12600", "12600"),
        ("policy.annual_premium", MARKER, "***"),
        ("policy.applied_on", date(2026, 1, 10), "2026-01-10"),
        ("policy.applied_on", "2026-01-10", "2026-01-10"),
        ("policy.applied_on", MARKER, "***"),
        ("policy.term_months", WHOLE_LIFE, "whole_life"),
        ("policy.term_months", 240, "240"),
        ("id_valid_until", LONG_TERM, "long_term"),
        ("id_valid_until", date(2036, 3, 22), "2036-03-22"),
        ("beneficiaries[0].share", Decimal("33.33"), "33.33"),
        ("beneficiaries[0].share", int("9" * 20), "***"),
        ("callback.items_confirmed", (1, 2, 3, 4, 5, 6, 7), "1, 2, 3, 4, 5, 6, 7"),
        ("disclosure.consented", True, "true"),
        ("nobody.knows", MARKER, "***"),
        # What could not be read is never shown: other types, no date, no text.
        ("name", 5, "***"),
        ("phone", 62347809, "***"),
        ("id_number", 12345678, "***"),
        ("sex", 1, "***"),
        ("birth_date", 19850618, "***"),
        ("birth_date", "19850618", "***"),
        ("birth_date", "1985-13-18", "***"),
        ("birth_date", " 1985-06-18", "1985-**-**"),
        ("disclosure.consented", 1, "***"),
        ("policy.annual_premium", True, "***"),
        ("nationality", "ZHU", "***"),
        ("name", "周\ud842文博", "***"),
        ("policy.number", "\ud842", "***"),
        pytest.param("name", "周" * 5000, "***", id="long"),
        # What follows an @ need not be a domain.
        ("email", "zhouwenbo.sample.work@163.com 13671830952", "***"),
        ("email", "zhouwenbo.sample.work@13671830952", "***"),
        ("email", "zhouwenbo.sample.work@163.com,周文博", "***"),
        ("email", "zhouwenbo.sample.work@例子.中国", "*@例子.中国"),
        ("policy.term_months", ToAge(60), "to_age:60"),
        ("name", object(), "***"),
        ("name", b"bytes", "***"),
        pytest.param("policy.sum_assured_death", 10**5000, "***", id="huge"),
        ("name", None, ""),
    ],
)
def test_table(field: str, value: object, shown: str) -> None:
    assert mask(field, value) == shown


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (TEXT, MARKER, "***"),
        (FieldType("number"), 5, "***"),
        (FieldType("date"), date(2020, 5, 20), "***"),
        (FieldType("truth"), True, "true"),
        (FieldType("code", ("a", "b")), "a", "a"),
        (FieldType("code", ("a", "b")), MARKER, "***"),
    ],
)
def test_declared_fields_are_hidden_but_for_codes_and_truth(
    kind: FieldType, value: object, shown: str
) -> None:
    assert mask("policyholder.x_own", value, kind) == shown
    assert mask("lead.own", value, kind) == shown


@pytest.mark.parametrize(
    "path",
    [p for p in PATHS if p not in {"policy.number", "policy.application_number"}],
)
@pytest.mark.parametrize(
    "text", [MARKER, "12345678901234567890", "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"]
)
def test_no_field_shows_a_marker_whole_or_more_than_half(path: str, text: str) -> None:
    shown = mask(path, text)

    if path.startswith("policy.") and text.isdigit():
        return
    assert text not in shown
    assert sum(a == b for a, b in zip(text, shown, strict=False)) <= len(text) / 2


anything = (
    st.none() | st.text() | st.integers() | st.floats() | st.dates() | st.binary()
)


@given(st.sampled_from(PATHS) | st.text(), anything | st.tuples(anything))
def test_masking_is_total(path: str, value: Any) -> None:
    assert isinstance(mask(path, value), str)
