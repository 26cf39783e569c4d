"""The vocabulary as typed models (类型化案件模型), for hosts that build records in Python.

Every field is optional and takes what a host may have, true or not: a model that refused
a wrong birth date could not report it. ``Verifier.verify`` takes these models, and any
model of a host's own with the same names.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Day = date | str
Number = Decimal | int | str
Truth = bool | str

Line = Literal[
    "individual_life",
    "individual_annuity",
    "individual_health",
    "individual_accident",
    "group",
    "property",
]
Status = Literal[
    "proposed", "in_force", "suspended", "lapsed", "terminated", "rejected"
]
Channel = Literal["direct", "intermediary", "bancassurance", "postal", "internet"]
IdType = Literal[
    "resident_id",
    "temporary_resident_id",
    "household_register",
    "birth_certificate",
    "passport",
    "foreign_passport",
    "hk_macao_permit",
    "hk_macao_permit_non_chinese",
    "taiwan_permit",
    "hk_macao_residence_permit",
    "taiwan_residence_permit",
    "foreign_permanent_resident_id",
    "officer_id",
    "soldier_id",
    "armed_police_id",
    "police_id",
    "other",
    "uscc",
    "organisation_code",
    "business_licence",
    "tax_registration",
]
Relationship = Literal[
    "self",
    "spouse",
    "child",
    "parent",
    "grandchild",
    "grandparent",
    "sibling",
    "ward",
    "employee",
    "other_family",
    "other",
]
# fmt: off
Currency = Literal[
    "CNY", "HKD", "MOP", "TWD", "USD", "EUR", "GBP", "JPY", "AUD", "CAD",
    "CHF", "NZD", "SGD", "KRW", "THB", "MYR", "IDR", "PHP", "VND", "INR",
    "PKR", "LKR", "BDT", "MMK", "KHR", "LAK", "MNT", "KZT", "UZS", "KGS",
    "TJS", "RUB", "UAH", "PLN", "CZK", "HUF", "RON", "BGN", "SEK", "NOK",
    "DKK", "ISK", "TRY", "ILS", "AED", "SAR", "QAR", "KWD", "BHD", "OMR",
    "EGP", "ZAR", "NGN", "KES", "MAD", "BRL", "MXN", "ARS", "CLP", "COP",
    "P", "E", "N",
]
# fmt: on
Evidence = Literal[
    "organisation_code_certificate", "stamped_application", "approved_explanation"
]


def _field(zh: str, en: str, *examples: object) -> Any:  # noqa: ANN401 - as Field itself
    """Return an optional field with its meaning in both languages."""
    return Field(default=None, description=f"{zh} / {en}", examples=list(examples))


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    def __repr__(self) -> str:
        """Return which fields are given, never their values nor unknown keys."""
        given = sorted(self.model_fields_set & type(self).model_fields.keys())
        if more := len(self.model_fields_set) - len(given):
            given.append(f"and {more} unknown")
        return f"<{type(self).__name__}: {', '.join(given)}>"

    __str__ = __repr__


class Policy(_Part):
    """The policy or application (保单)."""

    number: str | None = _field("保单号", "policy number", "P2026310100004817")
    application_number: str | None = _field(
        "投保单号", "application number", "A2026310100009362"
    )
    line: Line | str | None = _field("险种类别", "line of business", "individual_life")
    term_months: int | str | None = _field(
        "保险期间", "months, whole_life, or to_age:N", 240, "whole_life", "to_age:60"
    )
    applied_on: Day | None = _field("投保日期", "date of application", "2026-01-10")
    accepted_on: Day | None = _field("承保日期", "date of acceptance", "2026-01-12")
    issued_on: Day | None = _field("签单日期", "date of issue", "2026-01-13")
    effective_on: Day | None = _field("生效日期", "effective date", "2026-01-14")
    status: Status | str | None = _field("保单状态", "status", "proposed")
    channel: Channel | str | None = _field("销售渠道", "sales channel", "direct")
    sum_assured_death: Number | None = _field("身故保额", "death benefit", "500000")
    annual_premium: Number | None = _field("年缴保费", "annual premium", "12600")
    currency: Currency | str | None = _field("币种", "currency, ISO 4217", "CNY")
    cooling_off_until: Day | None = _field(
        "犹豫期止日", "last day of the cooling-off period", "2026-01-29"
    )
    supplement_due_on: Day | None = _field(
        "补充资料期限", "day by which documents are owed", "2026-03-14"
    )


class Party(_Part):
    """A person, or an organisation when ``party`` says so (自然人或单位)."""

    party: Literal["person", "organisation"] | str | None = _field(
        "主体类别", "person (default) or organisation", "person"
    )
    name: str | None = _field("姓名或名称", "name", "周文博")
    sex: Literal["male", "female"] | str | None = _field("性别", "sex", "male")
    birth_date: Day | None = _field("出生日期", "birth date", "1985-06-18")
    nationality: str | None = _field(
        "国籍或地区", "nationality, ISO 3166-1 alpha-3", "CHN"
    )
    id_type: IdType | str | None = _field("证件类型", "kind of document", "resident_id")
    id_number: str | None = _field(
        "证件号码", "number of the document", "310104198506185373"
    )
    id_valid_from: Day | None = _field("证件起日", "valid from", "2016-03-22")
    id_valid_until: Day | None = _field(
        "证件止日", "valid until, a date or long_term", "2036-03-22", "long_term"
    )
    mobile: str | None = _field("手机号码", "mobile phone", "13671830952")
    phone: str | None = _field("固定电话", "other phone", "02163870542")
    email: str | None = _field("电子邮箱", "e-mail", "zhouwenbo.sample@139.com")
    address: str | None = _field(
        "联系地址", "address down to the door", "上海市徐汇区漕溪北路398弄12号1502室"
    )
    region_code: str | None = _field("行政区划代码", "GB/T 2260 code", "310104")
    postal_code: str | None = _field("邮政编码", "postal code", "200030")
    occupation: str | None = _field("职业", "occupation", "机械工程师")
    income: Number | None = _field("年收入", "yearly income", "260000")
    authority_check: (
        Literal["match", "mismatch", "cancelled", "unavailable"] | str | None
    ) = _field("公安核验结果", "answer of the authority's check", "match")
    evidence: list[Evidence | str] | None = _field(
        "单位证明材料", "evidence of an organisation", ["stamped_application"]
    )
    legal_representative: Person | None = _field(
        "法定代表人", "legal representative of an organisation"
    )
    filed_on: Day | None = _field(
        "建档日期", "day an organisation's file was made", "2025-11-20"
    )
    contact_name: str | None = _field(
        "单位联系人", "contact of an organisation", "方思齐"
    )


class Person(Party):
    """A natural person (自然人)."""


class Insured(Party):
    """An insured person (被保险人)."""

    relationship: Relationship | str | None = _field(
        "与投保人关系", "what the insured is to the policyholder", "spouse"
    )


class Beneficiary(Party):
    """A beneficiary (受益人)."""

    kind: Literal["designated", "statutory"] | str | None = _field(
        "受益人类别", "designated or statutory", "designated"
    )
    purpose: Literal["death", "survival"] | str | None = _field(
        "受益性质", "death or survival benefit", "death"
    )
    relationship: Relationship | str | None = _field(
        "与被保险人关系", "what the beneficiary is to the insured", "child"
    )
    insured_index: int | str | None = _field(
        "对应被保险人序号", "which insured, from 0; absent is every one", 0
    )
    order: int | str | None = _field("受益顺序", "order, from 1", 1)
    share: Number | None = _field("受益份额", "share in percent", "100")


class Salesperson(_Part):
    """Who sold the policy (销售人员)."""

    name: str | None = _field("姓名", "name", "许国梁")
    staff_number: str | None = _field("工号", "staff number", "3101048820")
    licence_number: str | None = _field(
        "执业证编号", "registration number", "00000131010480002021003764"
    )
    id_number: str | None = _field("证件号码", "identity number", "310104198305276420")
    mobile: str | None = _field("手机号码", "mobile phone", "13701862593")
    phone: str | None = _field("固定电话", "other phone")
    address: str | None = _field("地址", "address")
    left_on: Day | None = _field("离职日期", "day of leaving", "2026-02-01")


class Agency(_Part):
    """The selling institution (代理机构)."""

    kind: Literal["direct", "intermediary", "bancassurance", "postal"] | str | None = (
        _field("机构类别", "kind", "direct")
    )
    name: str | None = _field("机构名称", "name", "上海分公司个险营销部")
    code: str | None = _field("机构代码", "code", "31010402")
    branch: str | None = _field("分支机构", "branch", "徐汇支行")
    outlet: str | None = _field("网点", "outlet", "漕溪北路网点")
    phone: str | None = _field("电话", "phone", "02163870000")
    address: str | None = _field("地址", "address")


class Disclosure(_Part):
    """What was explained and consented to (告知与同意)."""

    explained: Truth | None = _field(
        "已说明采集的必要性与后果", "why data are asked was explained", True
    )
    consented: Truth | None = _field("已同意处理个人信息", "consented", True)
    legal_basis: Literal["consent", "contract", "law"] | str | None = _field(
        "处理依据", "lawful basis", "consent"
    )
    change_reminder_given: Truth | None = _field(
        "已提醒及时更正", "told to report changes", True
    )
    insured_consented: Truth | None = _field(
        "被保险人同意投保", "the insured consented to be insured", True
    )
    insured_consented_death_cover: Truth | None = _field(
        "被保险人同意并认可身故保额", "the insured consented to the death cover", True
    )
    parental_consent: Truth | None = _field("父母同意", "the parents consented", True)


class Callback(_Part):
    """The follow-up call (回访)."""

    called_on: Day | None = _field("回访日期", "day of the call", "2026-01-20")
    channel: str | None = _field("回访方式", "channel", "telephone")
    number_dialled: str | None = _field("拨打号码", "number dialled", "13671830952")
    reached_policyholder: Truth | None = _field(
        "接听人为投保人本人", "the policyholder himself answered", True
    )
    identity_confirmed: Truth | None = _field("已核实身份", "identity confirmed", True)
    items_confirmed: list[int | str] | None = _field(
        "已确认事项", "items confirmed, 1 to 7", [1, 2, 3, 4, 5, 6, 7]
    )
    affirmative: Truth | None = _field("均为肯定答复", "all answers affirmative", True)
    handled_by: str | None = _field("处理人", "handled by")
    evidence: Literal["recording", "signed_form"] | str | None = _field(
        "留存证据", "evidence kept", "recording"
    )


class Correction(_Part):
    """A correction that was asked for (补正)."""

    requested_on: Day | None = _field("要求补正日期", "asked on", "2026-02-01")
    due_on: Day | None = _field("补正期限", "due on", "2026-02-15")
    closed_on: Day | None = _field("补正完成日期", "closed on", "2026-02-10")


class Parts(_Part):
    """The parts of a case, in the system or on paper (案件各部分)."""

    policy: Policy | None = _field("保单", "policy")
    policyholder: Party | None = _field("投保人", "policyholder")
    insured: list[Insured] | None = _field("被保险人", "insured persons")
    beneficiaries: list[Beneficiary] | None = _field("受益人", "beneficiaries")
    salesperson: Salesperson | None = _field("销售人员", "salesperson")
    agency: Agency | None = _field("代理机构", "agency")
    disclosure: Disclosure | None = _field("告知与同意", "disclosure")
    callback: Callback | None = _field("回访", "follow-up call")
    correction: Correction | None = _field("补正", "correction")


class Record(Parts):
    """One case of customer information (案件)."""

    form: Parts | None = _field(
        "投保单", "the same parts as transcribed from the paper application"
    )
