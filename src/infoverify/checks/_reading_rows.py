"""The validators' rows of the function table (读数函数), with the facts of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from infoverify.checks import doubts, places, readings
from infoverify.checks._rows import reading as _row
from infoverify.checks._rows import value as _value
from infoverify.language.types import (
    CODES,
    DATE,
    PART,
    TEXT,
    TRUTH,
    Function,
    OfReading,
    Parameter,
    Type,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_SEX: Final = Type("code", ("male", "female"))
_READERS: Final = readings.READERS


def _reading(name: str, facts: dict[str, Type], doc: str, source: str) -> Function:
    return _row(name, _READERS[name], facts, doc, source)


def _doubt(name: str, call: Callable[..., Any], doc: str, *more: Parameter) -> Function:
    return Function(
        name,
        (_value("value"), *more),
        Type("facts"),
        call,
        {"code": TEXT},
        at=True,
        doc=f"{doc} One finding for one value.",
        source="the standard of the kind",
    )


_ADDRESS: Final = {
    **dict.fromkeys(
        (
            *("province", "city", "county", "township", "village", "road"),
            *("house_number", "adcode", "status", "completeness", "missing"),
        ),
        TEXT,
    ),
    "complete": TRUTH,
    "division_ok": TRUTH,
    "problems": CODES,
    "hints": CODES,
}

#: What placing an address takes besides its reading.
PLACED: Final = ("subject.address", "subject.region_code")

ROWS: Final = (
    _reading(
        "resident_id",
        {"birth_date": DATE, "sex": _SEX, "region": TEXT, "upgraded": TEXT},
        "The reading of a resident identity number (居民身份号码).",
        "GB 11643-1999",
    ),
    _reading(
        "residence_permit",
        {"birth_date": DATE, "sex": _SEX, "nationality": TEXT, "region": TEXT},
        "The reading of a residence permit's number (港澳台居民居住证).",
        "国办发〔2018〕81号",
    ),
    _reading(
        "permanent_resident_id",
        {"birth_date": DATE, "nationality": TEXT},
        "The reading of a foreign permanent resident's number (外国人永久居留身份证).",
        "国家移民管理局公告 of 2023-12-01",
    ),
    _reading(
        "travel_permit",
        {
            "holder": TEXT,
            "region": TEXT,
            "nationality": TEXT,
            "stable_number": TEXT,
        },
        "The reading of a permit of Hong Kong, Macao or Taiwan (来往内地通行证).",
        "公安部 notices; 国家移民管理局 announcement of 2024-07",
    ),
    _reading(
        "passport",
        {
            "kind": TEXT,
            "issuer": TEXT,
            "nationality": TEXT,
            "document_number": TEXT,
            "birth_date": DATE,
            "sex": _SEX,
            "expiry_date": DATE,
        },
        "The reading of a passport's number or machine readable zone (护照).",
        "ICAO Doc 9303",
    ),
    _reading(
        "birth_certificate",
        {},
        "The reading of a birth certificate's number (出生医学证明).",
        "国卫办妇幼 notices on 出生医学证明",
    ),
    _reading(
        "military_id",
        {"kind": TEXT},
        "The reading of a service certificate's number (军官证、士兵证、警官证).",
        "practice",
    ),
    _row(
        "identity_document",
        _READERS["identity_document"],
        {
            "validator": TEXT,
            "birth_date": DATE,
            "sex": _SEX,
            "nationality": TEXT,
            "region": TEXT,
            "document_number": TEXT,
            "holder": TEXT,
            "document_kind": TEXT,
        },
        "The reading of a number under its document type (证件号码).",
        "the standard of the type",
        _value("id_type"),
        _value("nationality", optional=True),
        _value("birth_date", DATE, optional=True),
    ),
    _reading(
        "uscc",
        {
            "department": TEXT,
            "category": TEXT,
            "region": TEXT,
            "organisation_code": TEXT,
        },
        "The reading of a unified social credit code (统一社会信用代码).",
        "GB 32100-2015",
    ),
    _reading(
        "organisation_code",
        {},
        "The reading of an organisation code (组织机构代码).",
        "GB 11714-1997",
    ),
    _reading(
        "business_licence",
        {"region": TEXT},
        "The reading of a business licence's registration number (营业执照注册号).",
        "GS 15-2006",
    ),
    _reading(
        "tax_registration",
        {"region": TEXT, "organisation_code": TEXT},
        "The reading of a tax registration number (税务登记证号).",
        "practice before 三证合一",
    ),
    _reading(
        "phone",
        {
            "kind": TEXT,
            "e164": TEXT,
            "area": TEXT,
            "region": TEXT,
            "extension": TEXT,
            "country": TEXT,
            "operator": TEXT,
            "suggestion": TEXT,
        },
        "The reading of a telephone number (电话号码).",
        "公众电话网编号计划",
    ),
    _reading(
        "email",
        {"local": TEXT, "domain": TEXT, "suggestion": TEXT},
        "The reading of an e-mail address (电子邮箱).",
        "RFC 5321, RFC 5322",
    ),
    _reading(
        "postal_code",
        {"suggestion": TEXT},
        "The reading of a postal code (邮政编码).",
        "邮政编码",
    ),
    _reading(
        "name",
        {"script": TEXT, "kind": TEXT, "surname": TEXT, "suggestion": TEXT},
        "The reading of a person's name (姓名).",
        "民委发〔2016〕33号; GB 18030-2022",
    ),
    _reading(
        "organisation_name",
        {"script": TEXT, "kind": TEXT, "suggestion": TEXT},
        "The reading of an organisation's name (单位名称).",
        "企业名称登记管理规定",
    ),
    _row(
        "address",
        _READERS["address"],
        _ADDRESS,
        "The reading of an address (地址).",
        "GB/T 2260",
    ),
    _doubt(
        "document_doubt",
        doubts.document_doubt,
        "The first doubt about a number that its type's standard lets pass.",
        _value("id_type"),
    ),
    _doubt("name_doubt", doubts.name_doubt, "The first doubt about a name.")._replace(
        of_reading=OfReading("name", "value", (), doubts.doubt_of_name)
    ),
    Function(
        "placed_address",
        (Parameter("subject", PART),),
        Type("facts"),
        places.placed_address,
        _ADDRESS,
        at=True,
        doc="A part's address, read with the code of its division beside it.",
        source="GB/T 2260",
        of_reading=OfReading("address", "subject.address", PLACED, places.placed),
    ),
)
