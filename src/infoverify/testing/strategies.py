"""Hypothesis strategies (测试数据策略): valid people and cases, and named faults.

Every number is built by its standard's algorithm: regions that stood when the number was
given, real birth dates from 1940 on, check digits, assigned mobile prefixes. No person
stands behind any of them.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from infoverify.checks.dates import months_after, years_between
from infoverify.examples import DEFAULT_AT
from infoverify.reference import divisions, phone_plan
from infoverify.testing.faults import AGENCIES, FAULTS
from infoverify.validators import phone

Record = dict[str, Any]

_FIRST_BIRTH: Final = date(1940, 1, 1)
# Numbers have been given since 1984, under the codes of the day.
_FIRST_NUMBERS: Final = 1984
_WEIGHTS: Final = tuple(2**i % 11 for i in range(17, 0, -1))
_CHECK: Final = "10X98765432"
_SURNAMES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾"
_GIVEN: Final = "文明华丽芳静建国志强秀英桂兰晓燕海波思雨佳怡宇轩浩然欣悦俊杰雪梅"
_ROADS: Final = ("文化路", "人民东路", "建设大道", "青年街", "滨河西路", "和平巷")
_JOBS: Final = ("会计", "教师", "护士", "司机", "工程师", "店员", "厨师")
_INCOMES: Final = (48_000, 96_000, 150_000, 260_000)


@cache
def _regions(year: int) -> tuple[str, ...]:
    """Return the counties whose codes were given to people registered in a year."""
    return tuple(
        code
        for code in divisions.all_codes()
        # Counties and districts only: no codes of provinces, cities, or their remainders.
        if code[4:] not in {"00", "01"} and code[2:4] != "90" and _stood(code, year)
    )


def _stood(code: str, year: int) -> bool:
    return any(first < year < end for first, end in divisions.ranges(code))


@cache
def _prefixes(year: int) -> tuple[str, ...]:
    return tuple(
        sorted(
            prefix
            for (prefix, digits), found in phone_plan.prefixes().items()
            if digits == 11 and found.kind == "mobile" and (found.since or 0) < year
        )
    )


def check_character(first_17: str) -> str:
    """Return the check character of a resident number (ISO 7064 MOD 11-2)."""
    total = sum(int(d) * w for d, w in zip(first_17, _WEIGHTS, strict=True))
    return _CHECK[total % 11]


@st.composite
def mobile_number(draw: st.DrawFn, *, at: date = DEFAULT_AT, index: int = 0) -> str:
    """Return a mobile number under an assigned prefix that is no placeholder.

    Numbers of different ``index`` (0 to 99) are never the same.
    """
    prefix = draw(st.sampled_from(_prefixes(at.year)))
    room = 10 ** (9 - len(prefix))
    for salt in range(20):
        digits = (draw(st.integers(0, room - 1)) + salt * 7919) % room
        number = f"{prefix}{digits:0{9 - len(prefix)}d}{index:02d}"
        if phone.inspect(number, at=at).valid is True:
            return number
    raise AssertionError(f"no free number under {prefix}")


@st.composite
def valid_person(
    draw: st.DrawFn,
    *,
    at: date = DEFAULT_AT,
    born: tuple[date, date] | None = None,
    sex: str | None = None,
    index: int = 0,
) -> Record:
    """Return a person of whom every fact is in order at a date.

    Args:
        draw: given by Hypothesis.
        at: the day of the verification.
        born: the first and the last birth date; from 1940 to the day itself if not given.
        sex: ``male`` or ``female``.
        index: people of different index (0 to 9) never share name, number or phone.
    """
    first, last = born or (_FIRST_BIRTH, min(at, date(2025, 12, 31)))
    birth = draw(st.dates(first, last))
    sex = sex or draw(st.sampled_from(("male", "female")))
    number = _resident_number(draw, birth, sex, at, index)
    home = draw(st.sampled_from(_regions(at.year)))
    house = draw(st.integers(2, 399))
    road = draw(st.sampled_from(_ROADS))
    person: Record = {
        "name": draw(st.sampled_from(_SURNAMES))
        + draw(st.text(st.sampled_from(_GIVEN), max_size=1))
        # One person of the same name and birthday would have two numbers.
        + draw(st.sampled_from(_GIVEN[index::10])),
        "sex": sex,
        "birth_date": birth.isoformat(),
        "nationality": "CHN",
        "id_type": "resident_id",
        "id_number": number,
        **_validity(draw, birth, at),
        "address": "".join(divisions.chain(home, at.year))
        + f"{road}{house}号{draw(st.integers(1, 29))}室",
        "region_code": home,
    }
    if years_between(birth, at) >= 18:
        person["mobile"] = draw(mobile_number(at=at, index=index))
        person["occupation"] = draw(st.sampled_from(_JOBS))
        person["income"] = draw(st.sampled_from(_INCOMES))
    else:
        person["occupation"] = "学生"
    return person


def _resident_number(
    draw: st.DrawFn, birth: date, sex: str, at: date, index: int
) -> str:
    given = min(max(birth.year, _FIRST_NUMBERS), at.year)
    region = draw(st.sampled_from(_regions(given)))
    # Odd for men; the index keeps people apart who share region and birthday.
    sequence = 20 * draw(st.integers(0, 48)) + 2 * index + (sex == "male")
    first = f"{region}{birth:%Y%m%d}{sequence:03d}"
    return first + check_character(first)


def _validity(draw: st.DrawFn, birth: date, at: date) -> Record:
    """Return both dates of a card by 居民身份证法 art. 5: 5, 10, 20 years, or no end."""
    since = at - timedelta(draw(st.integers(0, min((at - birth).days, 4 * 365))))
    age = years_between(birth, since)
    if age >= 46:
        return {"id_valid_from": since.isoformat(), "id_valid_until": "long_term"}
    years = 5 if age < 16 else 10 if age < 26 else 20
    until = months_after(since, 12 * years)
    return {"id_valid_from": since.isoformat(), "id_valid_until": str(until)}


def _years(at: date, oldest: int, youngest: int) -> tuple[date, date]:
    """Return the birth dates of people between two ages at a date."""
    return max(_FIRST_BIRTH, date(at.year - oldest, 1, 1)), date(
        at.year - youngest - 1, 12, 31
    )


_TERMS: Final = (120, "240", "whole_life", "to_age:90")
_CHANNELS: Final = ("direct", "intermediary", "bancassurance", "postal", "internet")
_SHARES: Final = (("100",), ("60", "40"), ("33.33", "33.33", "33.34"))
_LINES: Final = ("individual_life", "individual_annuity", "individual_health")
_RELATIONSHIPS: Final = ("self", "spouse", "child", "parent", "sibling", "other_family")


@st.composite
def valid_application(
    draw: st.DrawFn,
    *,
    at: date = DEFAULT_AT,
    relationships: tuple[str, ...] = _RELATIONSHIPS,
    channels: tuple[str, ...] = _CHANNELS,
) -> Record:
    """Return an application that every shipped profile lets pass at a date.

    ``relationships`` are those that its insured may have to the policyholder.
    """
    channel = draw(st.sampled_from(channels))
    # Old enough for children, young enough for parents born since 1940.
    first, last = _years(at, 60, 26)
    first = max(first, date(_FIRST_BIRTH.year + 22, 1, 1))
    policyholder = draw(valid_person(at=at, born=(first, last)))
    insured = [
        _insured(draw, policyholder, relationship, at, index)
        for index, relationship in enumerate(
            draw(st.lists(st.sampled_from(relationships), min_size=1, max_size=3)), 1
        )
    ]
    return {
        "policy": _policy(draw, at, channel),
        "policyholder": policyholder,
        # Nobody has two wives, nor insures himself twice.
        "insured": [
            p
            for i, p in enumerate(insured)
            if p["relationship"] not in {"self", "spouse"}
            or p["relationship"] not in {q["relationship"] for q in insured[:i]}
        ],
        "beneficiaries": _beneficiaries(draw, at),
        "disclosure": {
            "explained": True,
            "consented": True,
            "legal_basis": "consent",
            "change_reminder_given": True,
            "insured_consented": True,
            "insured_consented_death_cover": True,
            "parental_consent": True,
        },
        **_sellers(draw, at, channel),
    }


def _insured(
    draw: st.DrawFn, policyholder: Record, relationship: str, at: date, index: int
) -> Record:
    if relationship == "self":
        return {"relationship": "self"}
    year = int(policyholder["birth_date"][:4])
    born = _years(at, 60, 26)
    if relationship == "child":
        born = (date(year + 21, 1, 1), min(at, date(2025, 12, 31)))
    elif relationship == "parent":
        born = (_FIRST_BIRTH, date(year - 21, 12, 31))
    sex = None
    if relationship == "spouse":
        sex = "female" if policyholder["sex"] == "male" else "male"
    person = draw(valid_person(at=at, born=born, sex=sex, index=index))
    return {"relationship": relationship, **person}


def _beneficiaries(draw: st.DrawFn, at: date) -> list[Record]:
    shares = draw(st.sampled_from(_SHARES))
    return [_beneficiary(draw, at, index, s) for index, s in enumerate(shares, 4)]


def _beneficiary(
    draw: st.DrawFn,
    at: date,
    index: int,
    share: str,
    born: tuple[date, date] | None = None,
) -> Record:
    return {
        "kind": "designated",
        "purpose": "death",
        "relationship": "other_family",
        "insured_index": 0,
        "order": 1,
        "share": share,
        **draw(valid_person(at=at, born=born, index=index)),
    }


def _policy(draw: st.DrawFn, at: date, channel: str) -> Record:
    applied = at - timedelta(draw(st.integers(0, 10)))
    serial = draw(st.integers(10_000, 99_999))
    return {
        "application_number": f"A{at.year}3101001{serial}",
        "line": draw(st.sampled_from(_LINES)),
        "term_months": draw(st.sampled_from(_TERMS)),
        "applied_on": applied.isoformat(),
        "effective_on": (at + timedelta(1)).isoformat(),
        "status": "proposed",
        "channel": channel,
        "sum_assured_death": draw(st.sampled_from((50_000, "100000", "180000.00"))),
        "annual_premium": draw(st.sampled_from((2_400, "12600"))),
        "currency": "CNY",
    }


def _sellers(draw: st.DrawFn, at: date, channel: str) -> Record:
    staff = draw(st.integers(1_000, 9_999))
    agency = {"kind": "direct", "name": "个险营销部", "code": "31010402"}
    if channel in AGENCIES:
        agency |= {"kind": channel, "branch": "徐汇支行", "outlet": "漕溪北路网点"}
    return {
        "salesperson": {
            "name": "许国梁",
            "staff_number": f"310104{staff}",
            "licence_number": f"0000013101048000202100{staff}",
            "mobile": draw(mobile_number(at=at, index=90)),
        },
        "agency": agency,
    }


@st.composite
def named_fault(
    draw: st.DrawFn, *, at: date = DEFAULT_AT, rules: tuple[str, ...] = tuple(FAULTS)
) -> tuple[Record, str]:
    """Return an application that is wrong in one way, and the rule that must find it.

    ``rules`` narrows the faults to those of some rules of ``FAULTS``.
    """
    rule = draw(st.sampled_from(rules))
    fault = FAULTS[rule]
    application = draw(
        valid_application(
            at=at,
            relationships=fault.relationships or _RELATIONSHIPS,
            channels=fault.channels or _CHANNELS,
        )
    )
    if fault.beneficiary_days:
        youngest, oldest = (at - timedelta(days) for days in fault.beneficiary_days)
        first = application["beneficiaries"][0]
        share = first["share"]
        first.clear()
        first |= _beneficiary(draw, at, 4, share, (oldest, youngest))
    fault.change(application, at)
    return application, rule
