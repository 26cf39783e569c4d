"""The vocabulary of a case (案件词汇): its parts, their fields, types and code lists.

Every path that a finding, a rule or a host speaks of is spelled from these tables.
"""

from __future__ import annotations

from typing import Final, Literal

from infoverify._named import NamedTuple
from infoverify.errors import UsageError

Party = Literal["person", "organisation", "both"]


class FieldType(NamedTuple):
    """What a field may hold.

    ``kind`` is one of ``text, name, address, id_number, phone, email, number, whole,
    date, until`` (a date or ``long_term``), ``term`` (months, ``whole_life`` or
    ``to_age:N``), ``truth, code, codes`` (a list of codes), ``wholes`` (a list of whole
    numbers), ``country`` (ISO 3166-1 alpha-3) and ``person`` (a nested person).
    """

    kind: str
    codes: tuple[str, ...] = ()
    party: Party = "both"


TEXT: Final = FieldType("text")
NAME: Final = FieldType("name")
ADDRESS: Final = FieldType("address")
ID_NUMBER: Final = FieldType("id_number")
PHONE: Final = FieldType("phone")
NUMBER: Final = FieldType("number")
WHOLE: Final = FieldType("whole")
DATE: Final = FieldType("date")
TRUTH: Final = FieldType("truth")


def _code(*codes: str) -> FieldType:
    return FieldType("code", codes)


STAGES: Final = (
    *("entry", "underwriting", "servicing", "callback", "sampling", "legacy"),
    *("settlement", "claim"),
)
LINES: Final = (
    *("individual_life", "individual_annuity", "individual_health"),
    *("individual_accident", "group", "property"),
)
STATUSES: Final = (
    *("proposed", "in_force", "suspended", "lapsed", "terminated", "rejected"),
)
CHANNELS: Final = ("direct", "intermediary", "bancassurance", "postal", "internet")
PERSON_ID_TYPES: Final = (
    *("resident_id", "temporary_resident_id", "household_register"),
    *("birth_certificate", "passport", "foreign_passport", "hk_macao_permit"),
    *("hk_macao_permit_non_chinese", "taiwan_permit", "hk_macao_residence_permit"),
    *("taiwan_residence_permit", "foreign_permanent_resident_id", "officer_id"),
    *("soldier_id", "armed_police_id", "police_id", "other"),
)
ORGANISATION_ID_TYPES: Final = (
    *("uscc", "organisation_code", "business_licence", "tax_registration"),
)
EVIDENCE: Final = (
    *("organisation_code_certificate", "stamped_application", "approved_explanation"),
)
#: ISO 4217, the currencies that policies are written in; RMB is none of its codes.
CURRENCIES: Final = (
    *("CNY", "HKD", "MOP", "TWD", "USD", "EUR", "GBP", "JPY", "AUD", "CAD"),
    *("CHF", "NZD", "SGD", "KRW", "THB", "MYR", "IDR", "PHP", "VND", "INR"),
    *("PKR", "LKR", "BDT", "MMK", "KHR", "LAK", "MNT", "KZT", "UZS", "KGS"),
    *("TJS", "RUB", "UAH", "PLN", "CZK", "HUF", "RON", "BGN", "SEK", "NOK"),
    *("DKK", "ISK", "TRY", "ILS", "AED", "SAR", "QAR", "KWD", "BHD", "OMR"),
    *("EGP", "ZAR", "NGN", "KES", "MAD", "BRL", "MXN", "ARS", "CLP", "COP"),
    *("PEN"),
)
# The policyholder's relative, seen from the policyholder.
RELATIONSHIPS: Final = (
    *("self", "spouse", "child", "parent", "grandchild", "grandparent", "sibling"),
    *("ward", "employee", "other_family", "other"),
)

_PARTY_FIELDS: Final[dict[str, FieldType]] = {
    "party": _code("person", "organisation"),
    "name": NAME,
    "sex": FieldType("code", ("male", "female"), "person"),
    "birth_date": FieldType("date", (), "person"),
    "nationality": FieldType("country", (), "person"),
    "id_type": FieldType("code", (*PERSON_ID_TYPES, *ORGANISATION_ID_TYPES)),
    "id_number": ID_NUMBER,
    "id_valid_from": DATE,
    "id_valid_until": FieldType("until"),
    "mobile": FieldType("phone", (), "person"),
    "phone": PHONE,
    "email": FieldType("email"),
    "address": ADDRESS,
    "region_code": TEXT,
    "postal_code": TEXT,
    "occupation": FieldType("text", (), "person"),
    "income": FieldType("number", (), "person"),
    "authority_check": FieldType(
        "code", ("match", "mismatch", "cancelled", "unavailable"), "person"
    ),
    "evidence": FieldType("codes", EVIDENCE, "organisation"),
    "legal_representative": FieldType("person", (), "organisation"),
    "filed_on": FieldType("date", (), "organisation"),
    "contact_name": FieldType("name", (), "organisation"),
}

PARTS: Final[dict[str, dict[str, FieldType]]] = {
    "policy": {
        "number": TEXT,
        "application_number": TEXT,
        "line": _code(*LINES),
        "term_months": FieldType("term"),
        "applied_on": DATE,
        "accepted_on": DATE,
        "issued_on": DATE,
        "effective_on": DATE,
        "status": _code(*STATUSES),
        "channel": _code(*CHANNELS),
        "sum_assured_death": NUMBER,
        "annual_premium": NUMBER,
        "currency": _code(*CURRENCIES),
        "cooling_off_until": DATE,
        "supplement_due_on": DATE,
    },
    "policyholder": _PARTY_FIELDS,
    "insured": {**_PARTY_FIELDS, "relationship": _code(*RELATIONSHIPS)},
    "beneficiaries": {
        **_PARTY_FIELDS,
        "kind": _code("designated", "statutory"),
        "purpose": _code("death", "survival"),
        "relationship": _code(*RELATIONSHIPS),
        "insured_index": WHOLE,
        "order": WHOLE,
        "share": NUMBER,
    },
    "salesperson": {
        "name": NAME,
        "staff_number": TEXT,
        "licence_number": TEXT,
        "id_number": ID_NUMBER,
        "mobile": PHONE,
        "phone": PHONE,
        "address": ADDRESS,
        "left_on": DATE,
    },
    "agency": {
        "kind": _code("direct", "intermediary", "bancassurance", "postal"),
        "name": TEXT,
        "code": TEXT,
        "branch": TEXT,
        "outlet": TEXT,
        "phone": PHONE,
        "address": ADDRESS,
    },
    "disclosure": {
        "explained": TRUTH,
        "consented": TRUTH,
        "legal_basis": _code("consent", "contract", "law"),
        "change_reminder_given": TRUTH,
        "insured_consented": TRUTH,
        "insured_consented_death_cover": TRUTH,
        "parental_consent": TRUTH,
    },
    "callback": {
        "called_on": DATE,
        "channel": TEXT,
        "number_dialled": PHONE,
        "reached_policyholder": TRUTH,
        "identity_confirmed": TRUTH,
        "items_confirmed": FieldType("wholes"),
        "affirmative": TRUTH,
        "handled_by": TEXT,
        "evidence": _code("recording", "signed_form"),
    },
    "correction": {"requested_on": DATE, "due_on": DATE, "closed_on": DATE},
}
#: Parts that are lists; every other part is single.
LIST_PARTS: Final = frozenset({"insured", "beneficiaries"})
#: Parts whose elements are a person or an organisation.
PARTY_PARTS: Final = frozenset({"policyholder", "insured", "beneficiaries"})
#: Fields of an insured that say what he is here, so that "self" never inherits them.
OWN_FIELDS: Final = frozenset({"party", "relationship"})
#: Names that an expression keeps for itself, and so no field or part may bear.
RESERVED: Final = frozenset({"record", "subject", "param", "at", "True", "False"})

ROLE_NAMES: Final[dict[str, tuple[str, str]]] = {
    "record": ("案件", "case"),
    "policy": ("保单", "policy"),
    "policyholder": ("投保人", "policyholder"),
    "insured": ("被保险人", "insured person"),
    "beneficiaries": ("受益人", "beneficiary"),
    "salesperson": ("销售人员", "salesperson"),
    "agency": ("代理机构", "agency"),
    "disclosure": ("告知与同意", "disclosure"),
    "callback": ("回访", "follow-up call"),
    "correction": ("补正", "correction"),
    "form": ("投保单", "application form"),
    "legal_representative": ("法定代表人", "legal representative"),
}


STATE_NAMES: Final[dict[str, tuple[str, str]]] = {
    "absent": ("缺失", "missing"),
    "filler": ("占位内容", "a placeholder"),
    "unreadable": ("无法识别", "unreadable"),
    "present": ("已填写", "present"),
}
REASON_NAMES: Final[dict[str, tuple[str, str]]] = {
    "absent": ("缺少所需信息", "information is absent"),
    "unknown_code": ("代码不在已知范围内", "the code is not known"),
    "doubtful": ("信息存疑", "the information is doubtful"),
    "no_answer": ("无法判断", "there is no answer"),
    "table_too_old": ("参考表过旧", "the reference table is too old"),
}


def language(tag: str) -> str:
    """Return ``zh`` or ``en`` for a language tag such as ``zh-CN`` or ``en_GB``.

    Raises:
        UsageError: messages are in these two only.
    """
    found = tag[:2].lower() if isinstance(tag, str) else ""
    if found not in {"zh", "en"} or tag[2:3] not in {"", "-", "_"}:
        raise UsageError("messages are in zh and en: pass one of them")
    return found


def role_name(role: str, lang: str) -> str:
    """Return a role's name for people: ``insured[1]`` is 第2被保险人."""
    part, _, nested = role.removeprefix("form.").partition(".")
    part, bracket, index = part.partition("[")
    zh, en = ROLE_NAMES.get(part, (part, part))
    if bracket:
        number = int(index[:-1]) + 1
        zh, en = f"第{number}{zh}", f"{en} {number}"
    if nested:
        zh, en = f"{zh}的法定代表人", f"{en}'s legal representative"
    if role.startswith("form."):
        zh, en = f"投保单所载{zh}", f"{en} on the form"
    return zh if lang == "zh" else en


def base_name(path: str) -> str:
    """Return the part's name that a role or path starts with, without an index."""
    return path.partition(".")[0].partition("[")[0]
