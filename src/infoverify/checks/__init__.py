"""The functions that rules call, in one literal table; each in the file of its family.

Rules stay loop-free: what needs a loop, a sum or date arithmetic is a function here.
Every function returns ``None`` when it cannot tell.
"""

from __future__ import annotations

from typing import Final

from infoverify.checks import beneficiaries, dates, people, readings
from infoverify.language.types import (
    CODES,
    DATE,
    NUMBER,
    PART,
    PARTS,
    TEXT,
    TRUTH,
    Function,
    FunctionTable,
    Parameter,
    Type,
)

_SEX: Final = Type("code", ("male", "female"))
_LAW: Final = "保险法 (2015)"

# What every validator's reading offers besides its own facts.
_READING: Final = {
    "valid": TRUTH,
    "placeholder": TRUTH,
    "published_sample": TRUTH,
    "problems": CODES,
    "hints": CODES,
}


def _value(name: str, type_: Type = TEXT, *, optional: bool = False) -> Parameter:
    return Parameter(name, type_, optional)


def _reading(
    name: str, facts: dict[str, Type], doc: str, source: str, *more: Parameter
) -> Function:
    return Function(
        name,
        (_value("value"), *more),
        Type("facts"),
        readings.READERS[name],
        {**_READING, **facts},
        at=True,
        doc=doc,
        source=source,
    )


def _truth(
    name: str, parameters: tuple[Parameter, ...], call: object, doc: str, source: str
) -> Function:
    return Function(
        name,
        parameters,
        TRUTH,
        call,  # type: ignore[arg-type]
        doc=doc,
        source=source,
    )


_POLICYHOLDER: Final = Parameter("policyholder", PART)
_INSURED: Final = Parameter("insured", PARTS)
_BENEFICIARIES: Final = Parameter("beneficiaries", PARTS)
_TWO: Final = (Parameter("a", PART), Parameter("b", PART))

_FUNCTIONS: Final = (
    _reading(
        "resident_id",
        {"birth_date": DATE, "sex": _SEX, "region": TEXT},
        "The reading of a resident identity number (居民身份号码).",
        "GB 11643-1999",
    ),
    _reading(
        "phone",
        {"kind": TEXT, "e164": TEXT, "area": TEXT, "region": TEXT},
        "The reading of a telephone number (电话号码).",
        "公众电话网编号计划",
    ),
    Function(
        "age",
        (_value("birth_date", DATE),),
        NUMBER,
        dates.age,
        at=True,
        doc="Full years of age at the date of the verification; negative before birth.",
        source="民法典 art. 1259 (the birthday itself counts)",
    ),
    Function(
        "age_on",
        (_value("birth_date", DATE), _value("day", DATE)),
        NUMBER,
        dates.years_between,
        doc="Full years of age on a day.",
        source="民法典 art. 1259",
    ),
    Function(
        "years_between",
        (_value("earlier", DATE), _value("later", DATE)),
        NUMBER,
        dates.years_between,
        doc="Full years from the first day to the second; negative when reversed.",
        source="计日法, as for age",
    ),
    Function(
        "days_between",
        (_value("earlier", DATE), _value("later", DATE)),
        NUMBER,
        dates.days_between,
        doc="Days from the first day to the second; negative when reversed.",
        source="calendar",
    ),
    Function(
        "months_after",
        (_value("day", DATE), _value("months", NUMBER)),
        DATE,
        dates.months_after,
        doc="The same day so many months later, the month's last day at most.",
        source="民法典 art. 202",
    ),
    _truth(
        "same_name",
        (_value("a"), _value("b")),
        readings.same_name,
        "Whether two names can be one: True, False, or cannot tell.",
        "民委发〔2016〕33号; GB 18030-2022",
    ),
    _truth(
        "same_place",
        (_value("a"), _value("b")),
        readings.same_place,
        "Whether two addresses mean one place: True, False, or cannot tell.",
        "GB/T 2260",
    ),
    _truth(
        "same_person",
        _TWO,
        people.same_person,
        "Whether two parts are one person: by number; False when numbers differ.",
        "GB 11643-1999 §3 (one number for one citizen)",
    ),
    _truth(
        "phones_differ",
        _TWO,
        people.phones_differ,
        "Whether no phone of the one is a phone of the other.",
        "保监发〔2013〕82号 D11-3 (deck numbering)",
    ),
    _truth(
        "self_agrees",
        (_POLICYHOLDER, _INSURED),
        people.self_agrees,
        "Whether every insured who is the policyholder himself says the same of himself.",
        "保监发〔2013〕82号 D11-1 (deck numbering)",
    ),
    _truth(
        "one_number_one_person",
        (_POLICYHOLDER, _INSURED, _BENEFICIARIES),
        people.one_number_one_person,
        "Whether no identity number stands for two different people.",
        "保监发〔2013〕82号 D11-1 (deck numbering); GB 11643-1999 §3",
    ),
    _truth(
        "beneficiary_differs",
        (Parameter("subject", PART), _INSURED),
        beneficiaries.beneficiary_differs,
        "Whether a beneficiary is none of the insured whom he is named for.",
        f"{_LAW} art. 39, 42",
    ),
    _truth(
        "shares_complete",
        (_BENEFICIARIES,),
        beneficiaries.shares_complete,
        "Whether the shares of each insured, purpose and order add up to 100 percent.",
        f"{_LAW} art. 40",
    ),
    _truth(
        "beneficiary_orders_complete",
        (_BENEFICIARIES,),
        beneficiaries.orders_complete,
        "Whether the orders of each insured and purpose run from 1 without a gap.",
        f"{_LAW} art. 40",
    ),
)

TABLE: Final[FunctionTable] = {function.name: function for function in _FUNCTIONS}
