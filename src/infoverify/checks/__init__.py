"""The functions that rules call, in one literal table; each in the file of its family.

Rules stay loop-free: what needs a loop, a sum or date arithmetic is a function here.
Every function returns ``None`` when it cannot tell.
"""

from __future__ import annotations

from typing import Final

from infoverify.checks import (
    beneficiaries,
    dates,
    documents,
    forms,
    occupations,
    people,
    places,
    readings,
    swift,
)
from infoverify.checks._conduct_rows import CONDUCT_ROWS
from infoverify.checks._reading_rows import ROWS
from infoverify.checks._rows import truth as _truth
from infoverify.checks._rows import value as _value
from infoverify.language.types import (
    DATE,
    NUMBER,
    PART,
    PARTS,
    TEXT,
    Function,
    FunctionTable,
    OfReading,
    Parameter,
    Type,
)

_LAW: Final = "保险法 (2015)"
_UNTIL: Final = Type("until")
_BIRTH: Final = _value("birth_date", DATE)
_FROM: Final = _value("valid_from", DATE)
_UNTIL_DAY: Final = _value("valid_until", _UNTIL)
_TYPE: Final = _value("id_type")
_STATES: Final = Type(
    "code", ("in_force", "retired", "future", "special", "unknown", "malformed")
)
_POLICYHOLDER: Final = Parameter("policyholder", PART)
_INSURED: Final = Parameter("insured", PARTS)
_BENEFICIARIES: Final = Parameter("beneficiaries", PARTS)
_TWO: Final = (Parameter("a", PART), Parameter("b", PART))

_FUNCTIONS: Final = (
    *ROWS,
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
        swift=swift.SAME_PERSON,
    ),
    _truth(
        "phones_differ",
        _TWO,
        people.phones_differ,
        "Whether no phone of the one is a phone of the other.",
        "保监发〔2013〕82号 D11-3 (deck numbering)",
        swift=swift.PHONES_DIFFER,
    ),
    _truth(
        "self_agrees",
        (_POLICYHOLDER, _INSURED),
        people.self_agrees,
        "Whether every insured who is the policyholder himself says the same of himself.",
        "保监发〔2013〕82号 D11-1 (deck numbering)",
        swift=swift.SELF_AGREES,
    ),
    _truth(
        "one_number_one_person",
        (_POLICYHOLDER, _INSURED, _BENEFICIARIES),
        people.one_number_one_person,
        "Whether no identity number stands for two different people.",
        "保监发〔2013〕82号 D11-1 (deck numbering); GB 11643-1999 §3",
        swift=swift.ONE_NUMBER_ONE_PERSON,
    ),
    _truth(
        "one_spouse",
        (_INSURED,),
        people.one_spouse,
        "Whether at most one insured is the policyholder's spouse.",
        "民法典 art. 1042",
        swift=swift.ONE_SPOUSE,
    ),
    _truth(
        "beneficiary_differs",
        (Parameter("subject", PART), _INSURED),
        beneficiaries.beneficiary_differs,
        "Whether a beneficiary is none of the insured whom he is named for.",
        f"{_LAW} art. 39, 42",
        swift=swift.BENEFICIARY_DIFFERS,
    ),
    _truth(
        "shares_complete",
        (_BENEFICIARIES,),
        beneficiaries.shares_complete,
        "Whether the shares of each insured, purpose and order add up to 100 percent.",
        f"{_LAW} art. 40",
        swift=swift.SHARES_COMPLETE,
    ),
    _truth(
        "beneficiary_orders_complete",
        (_BENEFICIARIES,),
        beneficiaries.orders_complete,
        "Whether the orders of each insured and purpose run from 1 without a gap.",
        f"{_LAW} art. 40",
        swift=swift.ORDERS_COMPLETE,
    ),
    _truth(
        "beneficiaries_distinct",
        (_BENEFICIARIES,),
        beneficiaries.beneficiaries_distinct,
        "Whether nobody is named twice for one insured and purpose.",
        f"{_LAW} art. 40",
        swift=swift.BENEFICIARIES_DISTINCT,
    ),
    _truth(
        "beneficiary_named",
        (_BENEFICIARIES,),
        beneficiaries.beneficiary_named,
        "Whether anybody is designated as beneficiary.",
        f"{_LAW} art. 42",
        swift=swift.BENEFICIARY_NAMED,
    ),
    _truth(
        "insured_exists",
        (Parameter("subject", PART), _INSURED),
        beneficiaries.insured_exists,
        "Whether the insured that a beneficiary is named for is on record.",
        "the vocabulary of a case",
        swift=swift.INSURED_EXISTS,
    ),
    _truth(
        "kin_age_fits",
        (
            Parameter("subject", PART),
            _INSURED,
            _value("parent_gap", NUMBER),
            _value("grandparent_gap", NUMBER),
        ),
        beneficiaries.kin_age_fits,
        "Whether a beneficiary's age fits what he is to the insured.",
        "保监发〔2013〕82号 D11-1 (deck numbering); practice",
        swift=swift.KIN_AGE_FITS,
    ),
    _truth(
        "employer_not_named",
        (_POLICYHOLDER, _INSURED, _BENEFICIARIES),
        beneficiaries.employer_not_named,
        "Whether no employer receives the benefit of insuring his workers.",
        f"{_LAW} art. 39",
        swift=swift.EMPLOYER_NOT_NAMED,
    ),
    _truth(
        "employees_kin_named",
        (_INSURED, _BENEFICIARIES),
        beneficiaries.employees_kin_named,
        "Whether employees' benefits go to themselves or their near relatives.",
        f"{_LAW} art. 39; 民法典 art. 1045",
        swift=swift.EMPLOYEES_KIN_NAMED,
    ),
    _truth(
        "form_agrees",
        (
            _POLICYHOLDER,
            _INSURED,
            _BENEFICIARIES,
            Parameter("on_policyholder", PART),
            Parameter("on_insured", PARTS),
            Parameter("on_beneficiaries", PARTS),
        ),
        forms.form_agrees,
        "Whether the application form and the system say the same of everybody.",
        "保监发〔2013〕82号 D11-2 (deck numbering)",
        swift=swift.FORM_AGREES,
    ),
    _truth(
        "occupation_fits_age",
        (_value("occupation"), _BIRTH),
        occupations.occupation_fits_age,
        "Whether somebody of that age can have the occupation.",
        "劳动法 art. 15; practice",
        at=True,
    ),
    _truth(
        "occupation_fits_sex",
        (_value("occupation"), _value("sex")),
        occupations.occupation_fits_sex,
        "Whether an occupation that names a sex names this one.",
        "practice",
    ),
    _truth(
        "document_term_agrees",
        (_TYPE, _FROM, _UNTIL_DAY, _BIRTH),
        documents.term_agrees,
        "Whether a document's period is one that its issuer gives.",
        "居民身份证法 art. 5; 公安部令第78号 art. 7",
    ),
    _truth(
        "document_long_term_possible",
        (_TYPE, _BIRTH, _FROM),
        documents.long_term_possible,
        "Whether a document may be valid for the long term.",
        "居民身份证法 art. 5",
    ),
    _truth(
        "document_always_ends",
        (_TYPE,),
        documents.always_ends,
        "Whether documents of a type bear an end whoever holds them.",
        "护照法 art. 7; 公安部令第78号 art. 7; 国办发〔2018〕81号",
    ),
    _truth(
        "number_fits_nationality",
        (_value("id_number"), _TYPE, _value("nationality")),
        documents.number_fits_nationality,
        "Whether no place that a number names speaks against a nationality.",
        "the standards of the types",
        at=True,
    ),
    _truth(
        "document_fits_age",
        (_TYPE, _BIRTH),
        documents.fits_age,
        "Whether somebody of that age may use such a document.",
        "居民身份证法 art. 2; practice",
        at=True,
    ),
    _truth(
        "document_fits_nationality",
        (_TYPE, _value("nationality")),
        documents.fits_nationality,
        "Whether such a document is given to that nationality.",
        "居民身份证法 art. 2; 护照法 art. 2; 国办发〔2018〕81号 art. 2",
    ),
    _truth(
        "document_expired",
        (_UNTIL_DAY,),
        documents.expired,
        "Whether a document's period is over; the last day still counts.",
        "居民身份证法 art. 5",
        at=True,
    ),
    _truth(
        "document_expires_within",
        (_UNTIL_DAY, _value("days", NUMBER)),
        documents.expires_within,
        "Whether a document that is valid today ends within so many days.",
        "practice",
        at=True,
    ),
    _truth(
        "document_issue_possible",
        (_TYPE, _FROM, _BIRTH),
        documents.issue_possible,
        "Whether a document can have been issued on that day.",
        "居民身份证法 (2003) art. 23",
        at=True,
    ),
    _truth(
        "legacy_number_usable",
        (),
        documents.legacy_number_usable,
        "Whether a card with fifteen digits may be used at the date of verification.",
        "居民身份证法 as amended 2011-10-29",
        at=True,
    ),
    Function(
        "document_type_of",
        (_value("id_number"), _TYPE),
        TEXT,
        documents.type_of,
        at=True,
        doc="The only other document type that a refused number fits.",
        source="the standards of the types",
    ),
    Function(
        "region_state",
        (_value("region_code"),),
        _STATES,
        places.region_state,
        at=True,
        doc="Whether a division's code is in force, retired, or in no table.",
        source="GB/T 2260",
    ),
    Function(
        "region_current",
        (_value("region_code"),),
        TEXT,
        places.region_current,
        at=True,
        doc="The one code that stands for a retired one today.",
        source="GB/T 2260",
    ),
    Function(
        "address_today",
        (_value("address"),),
        TEXT,
        places.address_today,
        at=True,
        doc="The address with its divisions as they are called today.",
        source="GB/T 2260",
        of_reading=OfReading("address", "address", ("address",), places.today),
    ),
    _truth(
        "address_in_region",
        (_value("address"), _value("region_code")),
        places.address_in_region,
        "Whether an address lies in the division of a code, old and new forms alike.",
        "GB/T 2260",
        at=True,
        of_reading=OfReading("address", "address", ("region_code",), places.in_region),
    ),
    _truth(
        "same_province",
        (_value("a"), _value("b")),
        places.same_province,
        "Whether two codes of divisions lie in one province.",
        "GB/T 2260",
    ),
    _truth(
        "postal_code_in_region",
        (_value("postal_code"), _value("region_code")),
        places.postal_code_in_region,
        "Whether a postal code and a division's code name one province.",
        "邮政编码",
        at=True,
        of_reading=OfReading(
            "postal_code", "postal_code", ("region_code",), places.provinces_agree
        ),
    ),
    *CONDUCT_ROWS,
)

TABLE: Final[FunctionTable] = {function.name: function for function in _FUNCTIONS}
