"""The people and organisations of the demonstration, one row each."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from infoverify.demo.numbers import eighteen, mobile, uscc


class Person(NamedTuple):
    """A person who does not exist; ``number`` is given where it is no resident ID."""

    name: str
    sex: str
    birth_date: str
    region: str
    address: str
    issued: str = "2019-05-14"
    id_type: str = "resident_id"
    nationality: str = "CHN"
    number: str | None = None
    until: str | None = None
    occupation: str = "职员"


_BEIJING: Final = ("110105", "北京市朝阳区望京西路48号院6号楼2单元1103室")
_GUANGZHOU: Final = ("440106", "广东省广州市天河区天河北路183号2栋907房")
_CHENGDU: Final = ("510107", "四川省成都市武侯区人民南路四段27号3单元602室")
_NANJING: Final = ("320106", "江苏省南京市鼓楼区中山北路215号4幢501室")
_SHENZHEN: Final = ("440304", "广东省深圳市福田区福华路88号7栋1806房")
_URUMQI: Final = ("650102", "新疆维吾尔自治区乌鲁木齐市天山区解放北路136号3单元402室")
_XIAMEN: Final = ("350203", "福建省厦门市思明区湖滨南路76号1803室")

PEOPLE: Final[dict[str, Person]] = {
    "chen": Person("陈立行", "male", "1982-03-09", *_BEIJING, occupation="工程师"),
    "luo": Person("罗静怡", "female", "1984-11-27", *_BEIJING, occupation="中学教师"),
    "chen_child": Person(
        "陈思远", "male", "2015-05-20", *_BEIJING, "2023-06-01", occupation="学生"
    ),
    "wu": Person(
        "吴玉珍", "female", "1955-08-14", *_NANJING, "2009-07-21", occupation="退休人员"
    ),
    "huang": Person("黄启明", "male", "1990-02-11", *_GUANGZHOU),
    "liang": Person("梁佩雯", "female", "1991-07-30", *_GUANGZHOU, occupation="护士"),
    "gao": Person(
        "高嘉欣", "female", "1993-12-05", *_CHENGDU, "2020-08-17", occupation="设计师"
    ),
    "he": Person("何志远", "male", "1976-06-24", *_CHENGDU, occupation="厨师"),
    "deng": Person("邓秋月", "female", "1978-10-02", *_CHENGDU, occupation="店主"),
    "teen": Person(
        "何雨桐", "female", "2011-09-18", *_CHENGDU, "2024-02-20", occupation="学生"
    ),
    "aynur": Person(
        "阿依努尔·买买提", "female", "1988-04-16", *_URUMQI, occupation="医生"
    ),
    "ouyang": Person("歐陽慧嫻", "female", "1979-09-23", *_SHENZHEN, occupation="律師"),
    "xie": Person("谢文涛", "male", "1987-01-19", *_XIAMEN),
    "lin": Person(
        "林晓峰", "male", "1995-08-08", *_XIAMEN, "2021-09-06", occupation="快递员"
    ),
    "newborn": Person(
        *("谢小满", "male", "2026-06-05", *_XIAMEN, "2026-06-09", "birth_certificate"),
        number="T350284617",
        occupation="婴儿",
    ),
    "hongkong": Person(
        *("林家豪", "male", "1980-01-25", *_SHENZHEN, "2023-04-11"),
        *("hk_macao_residence_permit", "HKG", eighteen("810000", "1980-01-25", 37)),
        *("2028-04-11", "建筑师"),
    ),
    "macao": Person(
        *("何美玲", "female", "1986-05-03", *_GUANGZHOU, "2022-10-08"),
        *("hk_macao_permit", "MAC", "M20846173", "2032-10-08", "会计"),
    ),
    "taiwan": Person(
        *("許志偉", "male", "1975-12-12", *_XIAMEN, "2024-01-15"),
        *("taiwan_permit", "TWN", "08264719", "2029-01-15", "工程師"),
    ),
    "american": Person(
        *("SARAH ELIZABETH MILLER", "female", "1989-03-28", *_BEIJING, "2021-06-30"),
        *("foreign_passport", "USA", "584720163", "2031-06-29", "大学教师"),
    ),
    "canadian": Person(
        *("DANIEL PETER MARTIN", "male", "1981-08-03", *_BEIJING, "2024-03-05"),
        *("foreign_permanent_resident_id", "CAN"),
        *(eighteen("911124", "1981-08-03", 35), "2034-03-05", "工程师"),
    ),
    "officer": Person(
        *("韩卫东", "male", "1979-04-17", *_NANJING, "2018-08-01", "officer_id"),
        *("CHN", "军字第2083714号", "2030-08-01", "军人"),
    ),
}

_SEEDS: Final = {key: 101 + 37 * place for place, key in enumerate(PEOPLE)}
COMPANY: Final[dict[str, Any]] = {
    "party": "organisation",
    "name": "厦门启衡仪器有限公司",
    "id_type": "uscc",
    "id_number": uscc("91350203", "MA2XK8R7"),
    "evidence": ["stamped_application"],
    "legal_representative": {
        "name": "顾承远",
        "sex": "male",
        "birth_date": "1979-06-13",
        "nationality": "CHN",
        "id_type": "resident_id",
        "id_number": eighteen("350203", "1979-06-13", 213),
    },
    "filed_on": "2026-03-20",
    "address": "福建省厦门市思明区莲前西路215号8层",
    "region_code": "350203",
    "phone": "05925368174",
    "contact_name": "方思齐",
}
SALESPERSON: Final[dict[str, str]] = {
    "name": "许国梁",
    "staff_number": "3101048820",
    "licence_number": "00000131010480002021003764",
    "id_number": eighteen("310104", "1983-05-27", 642),
    "mobile": mobile(7),
}


def person(key: str) -> dict[str, Any]:
    """Return a person's facts as a record has them; minors have no phone."""
    row = PEOPLE[key]
    sequence = 30 + 2 * (_SEEDS[key] % 400) + (row.sex == "male")
    number = row.number or eighteen(row.region, row.birth_date, sequence)
    facts: dict[str, Any] = {
        "name": row.name,
        "sex": row.sex,
        "birth_date": row.birth_date,
        "nationality": row.nationality,
        "id_type": row.id_type,
        "id_number": number,
        "id_valid_from": row.issued,
        "id_valid_until": row.until or _valid_until(row),
        "mobile": mobile(_SEEDS[key]),
        "address": row.address,
        "region_code": row.region,
        "occupation": row.occupation,
        "income": str(96_000 + 1_000 * (_SEEDS[key] % 140)),
    }
    if row.birth_date > "2008-11-16":
        del facts["mobile"], facts["income"]
    if row.id_type == "birth_certificate":
        del facts["id_valid_until"]
    return facts


def _valid_until(row: Person) -> str:
    """Return the end of a resident card: 5, 10 or 20 years by age, or none."""
    years = int(row.issued[:4]) - int(row.birth_date[:4])
    years -= row.issued[5:] < row.birth_date[5:]
    if years >= 46:
        return "long_term"
    term = 5 if years < 16 else 10 if years < 26 else 20
    return f"{int(row.issued[:4]) + term}{row.issued[4:]}"
