"""Addresses and codes of places held against each other."""

from __future__ import annotations

from datetime import date

import pytest

from infoverify.checks import places
from infoverify.checks.readings import COMPACTORS
from infoverify.subject import Case

AT = date(2026, 1, 15)
HOME = "上海市徐汇区漕溪北路398弄12号1502室"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("310104", "in_force"),
        ("310000", "in_force"),
        ("310100", "in_force"),
        ("500200", "in_force"),
        ("429000", "in_force"),
        ("310300", "unknown"),
        ("110103", "retired"),
        ("319999", "unknown"),
        ("133100", "special"),
        ("3101", "malformed"),
        ("31010四", "malformed"),
        ("", "malformed"),
    ],
)
def test_region_state(code: str, expected: str) -> None:
    assert places.region_state(code, at=AT) == expected


def test_region_state_is_of_its_day() -> None:
    assert places.region_state("330113", at=date(2019, 6, 1)) == "future"
    assert places.region_state("110103", at=date(2009, 6, 1)) == "in_force"


@pytest.mark.parametrize(
    ("code", "expected"),
    [("110103", "110101"), ("330104", None), ("310104", None), ("319999", None)],
)
def test_region_current(code: str, expected: str | None) -> None:
    assert places.region_current(code, at=AT) == expected


@pytest.mark.parametrize(
    ("address", "code", "expected"),
    [
        (HOME, "310104", True),
        (HOME, "310100", True),
        (HOME, "310000", True),
        (HOME, "310105", False),
        (HOME, "110105", False),
        (HOME, "999999", None),
        ("北京市东城区东花市大街5号", "110103", True),
        ("北京市崇文区东花市大街5号", "110101", True),
        ("北京市崇文区东花市大街5号", "110103", True),
        ("漕溪北路398弄12号", "310104", None),
        ("朝阳区望京西路48号", "110105", None),
        ("朝阳区望京西路48号", "310104", False),
        ("北京市朝阳区测试", "310104", None),
    ],
)
def test_address_in_region(address: str, code: str, expected: bool | None) -> None:
    assert places.address_in_region(address, code, at=AT) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("北京市崇文区东花市大街5号", "北京市东城区东花市大街5号"),
        ("浙江省杭州市江干区凯旋路20号", None),
        (HOME, HOME),
        ("漕溪北路398弄12号", None),
    ],
)
def test_address_today(address: str, expected: str | None) -> None:
    assert places.address_today(address, at=AT) == expected


@pytest.mark.parametrize(
    ("address", "code", "status", "completeness"),
    [
        (HOME, "310104", "resolved", "room"),
        ("漕溪北路398弄12号", "310104", "resolved", "door"),
        ("漕溪北路398弄12号", "999999", "none", "none"),
        ("朝阳区望京西路48号", "110105", "resolved", "door"),
        ("朝阳区望京西路48号", None, "ambiguous", None),
    ],
)
def test_placed_address(
    address: str, code: str | None, status: str, completeness: str | None
) -> None:
    record = {"policyholder": {"address": address, "region_code": code}}
    part = Case(record, COMPACTORS).part("policyholder")
    reading = places.placed_address(part, at=AT)
    assert (reading.status, reading.completeness) == (status, completeness)


@pytest.mark.parametrize(
    ("postal_code", "code", "expected"),
    [
        ("200030", "310104", True),
        ("510620", "310104", False),
        ("200030", "999999", None),
        ("20003", "310104", None),
    ],
)
def test_postal_code_in_region(
    postal_code: str, code: str, expected: bool | None
) -> None:
    assert places.postal_code_in_region(postal_code, code, at=AT) is expected


def test_same_province() -> None:
    assert places.same_province("310104", "310106") is True
    assert places.same_province("310104", "110105") is False
