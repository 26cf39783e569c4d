"""Synthetic applications for the benchmarks: seeded, about 1.3 faults each.

Everybody here is made up: numbers are built by the algorithm of GB 11643 from codes in
force, names from a dozen characters. Faults put every field state into the cases:
absent, filler, unreadable, and present but wrong. Some are no faults at all, only other
writings of the right value, which a verifier must take.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

AT: Final = date(2026, 11, 21)
Record = dict[str, Any]

_REGIONS: Final = ("110105", "310104", "440106", "330106", "510107", "420106", "320102")
_SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙"
_GIVEN: Final = "伟芳敏静磊洋勇艳杰娟涛明超兰霞平刚桂"
_PREFIXES: Final = (
    "136",
    "137",
    "138",
    "139",
    "150",
    "158",
    "159",
    "182",
    "186",
    "189",
)
_WEIGHTS: Final = (5, 7, 7, 4, 2)
_FACTORS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def applications(count: int, seed: int = 20261121) -> list[Record]:
    """Return that many applications, the same for the same seed."""
    rng = random.Random(seed)
    return [_application(rng) for _ in range(count)]


def clean_application(seed: int = 1) -> Record:
    """Return an application on which no rule of the benchmark has anything to say."""
    rng = random.Random(seed)
    record = _without_faults(rng)
    while record["insured"][0]["relationship"] != "spouse":
        record = _without_faults(rng)
    return record


def group_policy(insured: int, seed: int = 3) -> Record:
    """Return a group policy with that many insured, all of them clean."""
    rng = random.Random(seed)
    record = _without_faults(rng)
    record["policy"]["line"] = "group"
    record["insured"] = [
        {"relationship": "employee", **_person(rng, 20, 58)} for _ in range(insured)
    ]
    record["beneficiaries"] = []
    return record


def _id_number(rng: random.Random, born: date, sex: str) -> str:
    order = rng.randrange(10, 490) * 2 + (sex == "male")
    head = f"{rng.choice(_REGIONS)}{born:%Y%m%d}{order:03d}"
    total = sum(int(d) * f for d, f in zip(head, _FACTORS, strict=True))
    return head + "10X98765432"[total % 11]


def _mobile(rng: random.Random) -> str:
    # No run of digits that could look made up.
    return rng.choice(_PREFIXES) + "".join(
        rng.choice("13579") + rng.choice("24680") for _ in range(4)
    )


def _person(rng: random.Random, youngest: int, oldest: int) -> Record:
    born = AT - timedelta(days=rng.randrange(youngest * 366 + 1, oldest * 365))
    sex = rng.choice(("male", "female"))
    since = max(born + timedelta(days=60), AT - timedelta(days=rng.randrange(1500)))
    return {
        "name": rng.choice(_SURNAMES)
        + "".join(rng.sample(_GIVEN, rng.choice((1, 2, 2)))),
        "sex": sex,
        "birth_date": born.isoformat(),
        "nationality": "CHN",
        "id_type": "resident_id",
        "id_number": _id_number(rng, born, sex),
        "id_valid_from": since.isoformat(),
        "id_valid_until": (since + timedelta(days=3650)).isoformat(),
        "mobile": _mobile(rng),
        "address": f"上海市徐汇区漕溪北路{rng.randrange(1, 999)}弄{rng.randrange(1, 40)}号",
        "occupation": rng.choice(("会计", "机械工程师", "中学教师", "司机", "护士")),
    }


def _beneficiary(rng: random.Random, share: int) -> Record:
    person = _person(rng, 1, 60)
    for name in ("id_valid_from", "id_valid_until", "occupation", "address", "mobile"):
        del person[name]
    return {
        "kind": "designated",
        "purpose": "death",
        "relationship": "child",
        "insured_index": 0,
        "order": 1,
        "share": share,
        **person,
    }


def _without_faults(rng: random.Random) -> Record:
    applied = AT - timedelta(days=rng.randrange(1, 30))
    relationship = rng.choice(("self", "spouse", "spouse", "parent", "child"))
    policyholder = _person(rng, 42 if relationship == "child" else 19, 70)
    insured: Record = {"relationship": relationship}
    if relationship == "child":
        insured.update(_person(rng, 1, 17))
    elif relationship != "self":
        insured.update(_person(rng, 30, 70))
    shares = rng.choice(((), (100,), (100,), (60, 40)))
    return {
        "policy": {
            "application_number": f"A2026{rng.randrange(10**10):010d}",
            "line": "individual_life",
            "term_months": 240,
            "applied_on": applied.isoformat(),
            "effective_on": (applied + timedelta(days=3)).isoformat(),
            "status": "proposed",
            "channel": rng.choice(("direct", "intermediary", "bancassurance")),
            "sum_assured_death": 100_000 * rng.randrange(1, 20),
            "annual_premium": 100 * rng.randrange(10, 400),
            "currency": "CNY",
        },
        "policyholder": policyholder,
        "insured": [insured],
        "beneficiaries": [_beneficiary(rng, share) for share in shares],
        "salesperson": {
            "name": rng.choice(_SURNAMES) + rng.choice(_GIVEN),
            "staff_number": f"{rng.randrange(10**9, 10**10)}",
            "id_number": _person(rng, 22, 50)["id_number"],
            "mobile": _mobile(rng),
        },
    }


def _application(rng: random.Random) -> Record:
    record = _without_faults(rng)
    for _ in range(rng.choices(range(5), _WEIGHTS)[0]):
        if not (record["policy"] and record["salesperson"]):
            break
        holder = rng.choice(
            (record["policyholder"], record["policyholder"], record["insured"][0])
        )
        rng.choices(_FAULTS, _HOW_OFTEN)[0](rng, record, holder)
    return record


# Faults: the state of a field, or a value that is wrong, or no fault -----------


def _drop(rng: random.Random, record: Record, holder: Record) -> None:
    _any_part(rng, record, holder).pop(rng.choice(_ASKED), None)


def _blank(rng: random.Random, record: Record, holder: Record) -> None:
    _any_part(rng, record, holder)[rng.choice(_ASKED)] = rng.choice((None, "", "  "))


def _filler(rng: random.Random, record: Record, holder: Record) -> None:
    word = rng.choice(("无", "不详", "同上", "N/A", "---", "xxx", "000"))
    _any_part(rng, record, holder)[rng.choice(_TEXTS)] = word


def _unreadable(rng: random.Random, record: Record, holder: Record) -> None:
    name, value = rng.choice(
        (
            ("birth_date", "1990-02-30"),
            ("birth_date", "1990年1月1日"),
            ("sex", "M"),
            ("nationality", "中国"),
            ("id_type", "身份证"),
            ("name", 5),
            ("id_number", 310104198506185373),
            ("mobile", 13671830952),
            ("id_valid_until", "2030/1/1"),
            ("postal_code", ["200030"]),
        )
    )
    _any_part(rng, record, holder)[name] = value


def _other_check_digit(rng: random.Random, record: Record, holder: Record) -> None:
    holder = _any_part(rng, record, holder)
    number = str(holder.get("id_number") or "11010519900101415X")
    holder["id_number"] = number[:-1] + ("1" if number[-1] != "1" else "2")


def _other_nationality(_: random.Random, __: Record, holder: Record) -> None:
    holder["nationality"] = "USA"


def _other_sex(_: random.Random, __: Record, holder: Record) -> None:
    holder["sex"] = "female" if holder.get("sex") == "male" else "male"


def _other_birth_date(rng: random.Random, record: Record, holder: Record) -> None:
    holder = _any_part(rng, record, holder)
    born = date(rng.randrange(1930, 2030), rng.randrange(1, 13), rng.randrange(1, 29))
    holder["birth_date"] = rng.choice((born, born.isoformat()))


def _passport(_: random.Random, __: Record, holder: Record) -> None:
    holder.update(id_type="passport", id_number="E12345678")


def _validity(rng: random.Random, _: Record, holder: Record) -> None:
    name = rng.choice(("id_valid_from", "id_valid_until"))
    day = date(rng.randrange(1985, 2050), rng.randrange(1, 13), rng.randrange(1, 29))
    holder[name] = rng.choice((day.isoformat(), day.isoformat(), "long_term"))


def _other_mobile(rng: random.Random, record: Record, holder: Record) -> None:
    other = record["salesperson"].get("mobile")
    wrong = ("13800138000", "1381234567", "12345678901", "13800000000", other)
    holder["mobile"] = rng.choice(wrong)


def _written_otherwise(rng: random.Random, _: Record, holder: Record) -> None:
    """Change the writing of a value, not the value: no fault at all."""
    mobile, number = holder.get("mobile"), holder.get("id_number")
    if type(mobile) is str and len(mobile) == 11 and rng.random() < 0.5:
        holder["mobile"] = f"+86 {mobile[:3]} {mobile[3:7]} {mobile[7:]}"
    elif type(number) is str:
        holder["id_number"] = f"{number[:6]} {number[6:14]} {number[14:].lower()}"


def _selling(rng: random.Random, record: Record, _: Record) -> None:
    part, name, value = rng.choice(
        (
            ("policy", "applied_on", "2027-01-01"),
            ("policy", "effective_on", "2026-01-01"),
            ("policy", "annual_premium", 0),
            ("policy", "annual_premium", "90000000.50"),
            ("policy", "channel", "phone"),
            ("policy", "line", None),
            ("salesperson", "staff_number", "无"),
            ("salesperson", "left_on", "2026-05-01"),
            ("salesperson", "mobile", record["policyholder"].get("mobile")),
            ("salesperson", "id_number", "110105199001014151"),
        )
    )
    record[part][name] = value


def _shares(rng: random.Random, record: Record, _: Record) -> None:
    for part in (record["beneficiaries"] or [])[:1]:
        part["share"] = rng.choice((50, 0, 120, None, "60", 33.3, "many"))


def _benefits(rng: random.Random, record: Record, _: Record) -> None:
    for part in (record["beneficiaries"] or [])[-1:]:
        other = record["salesperson"].get("id_number")
        name, value = rng.choice(
            (
                ("id_number", other),
                ("kind", None),
                ("kind", "statutory"),
                ("name", "无"),
            )
        )
        part[name] = value


def _missing_part(rng: random.Random, record: Record, _: Record) -> None:
    record[rng.choice(("salesperson", "policy", "beneficiaries"))] = (
        None if (rng.random() < 0.5) else ""
    )


def _any_part(rng: random.Random, record: Record, holder: Record) -> Record:
    parts = [holder, *(record["beneficiaries"] or ())]
    return rng.choice(parts)


_ASKED: Final = (
    *("name", "sex", "birth_date", "nationality", "id_type", "id_number", "mobile"),
    *("address", "occupation", "relationship", "kind", "share", "id_valid_until"),
)
_TEXTS: Final = ("name", "id_number", "mobile", "address", "occupation", "postal_code")
_FAULTS: Final[tuple[Callable[[random.Random, Record, Record], None], ...]] = (
    *(_drop, _blank, _filler, _unreadable, _other_check_digit, _other_sex),
    *(_other_birth_date, _passport, _validity, _other_mobile, _written_otherwise),
    *(_selling, _shares, _benefits, _missing_part, _other_nationality),
)
_HOW_OFTEN: Final = (20, 10, 10, 12, 12, 6, 10, 4, 8, 12, 6, 16, 8, 6, 1, 3)
