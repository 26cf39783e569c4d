"""Applications with one thing wrong each: what a verification is for."""

from __future__ import annotations

from typing import Any, Final

from infoverify.demo.building import Sketch
from infoverify.demo.numbers import eighteen
from infoverify.demo.people import COMPANY, SALESPERSON, person

_HUANG: Final = ("huang", (("huang", "self"),))
_SAMPLE: Final = "11010519491231002X"


def _as(key: str, role: str, *names: str) -> dict[str, Any]:
    """Return changes that give a role some of another person's facts."""
    facts = person(key)
    return {f"{role}.{name}": facts[name] for name in names}


def _wrong_check(number: str) -> str:
    return number[:-1] + ("0" if number[-1] != "0" else "1")


FAULTY: Final = (
    # 缺失与占位 · Missing, or a word that stands for nothing.
    Sketch(
        "投保人未填姓名",
        "The policyholder has no name",
        *_HUANG,
        drop=("policyholder.name",),
        finds=("name.absent",),
    ),
    Sketch(
        "性别填「不详」",
        "Sex: 不详 (unknown)",
        *_HUANG,
        put={"policyholder.sex": "不详"},
        finds=("sex.absent",),
    ),
    Sketch(
        "地址填「无」",
        "Address: 无 (none)",
        *_HUANG,
        put={"policyholder.address": "无"},
        finds=("policyholder.address_absent",),
    ),
    Sketch(
        "出生日期 2 月 30 日",
        "Born on the 30th of February",
        *_HUANG,
        put={"policyholder.birth_date": "1990-02-30"},
        finds=("birth_date.absent",),
    ),
    Sketch(
        "手机与固定电话都没有",
        "Neither mobile nor landline",
        *_HUANG,
        drop=("policyholder.mobile",),
        finds=("policyholder.phone_absent",),
    ),
    Sketch(
        "没有被保险人",
        "Nobody is insured",
        drop=("insured",),
        finds=("name.absent", "insured.relationship_absent"),
    ),
    Sketch(
        "未填与投保人的关系",
        "The relationship is missing",
        drop=("insured[0].relationship",),
        finds=("insured.relationship_absent",),
    ),
    Sketch(
        "成年被保险人没有电话",
        "An adult insured without a phone",
        drop=("insured[0].mobile",),
        finds=("insured.phone_absent",),
    ),
    Sketch(
        "销售人员未填工号",
        "No staff number of the salesperson",
        *_HUANG,
        drop=("salesperson.staff_number",),
        finds=("salesperson.staff_number_absent",),
    ),
    Sketch(
        "不知由哪个渠道销售",
        "No channel is known",
        *_HUANG,
        drop=("policy.channel", "agency.kind"),
        finds=("channel.absent",),
    ),
    Sketch(
        "银行代理，未填网点",
        "Through a bank, no outlet",
        *_HUANG,
        put={
            "policy.channel": "bancassurance",
            "agency.kind": "bancassurance",
            "agency.branch": "天河支行",
        },
        finds=("agency.outlet_absent",),
    ),
    # 证件 · The document.
    Sketch(
        "身份证号码校验位错",
        "Wrong check digit",
        *_HUANG,
        put={"policyholder.id_number": _wrong_check(person("huang")["id_number"])},
        finds=("resident_id.invalid",),
    ),
    Sketch(
        "身份证号码少一位",
        "One digit short",
        *_HUANG,
        put={"policyholder.id_number": person("huang")["id_number"][:-1]},
        finds=("resident_id.invalid",),
    ),
    Sketch(
        "标准里印的样例号码",
        "The standard's sample number",
        *_HUANG,
        put={
            "policyholder.id_number": _SAMPLE,
            "policyholder.birth_date": "1949-12-31",
            "policyholder.sex": "female",
            "policyholder.name": "黄敏",
            "policyholder.id_valid_from": "2009-05-14",
            "policyholder.id_valid_until": "long_term",
        },
        finds=("id_number.published_sample",),
    ),
    Sketch(
        "出生日期与号码不一致",
        "Birth date against the number",
        *_HUANG,
        put={"policyholder.birth_date": "1990-02-12"},
        finds=("resident_id.birth_date_disagrees",),
    ),
    Sketch(
        "性别与号码不一致",
        "Sex against the number",
        *_HUANG,
        put={"policyholder.sex": "female"},
        finds=("resident_id.sex_disagrees",),
    ),
    Sketch(
        "持居民身份证，国籍填外国",
        "Resident ID, foreign nationality",
        *_HUANG,
        put={"policyholder.nationality": "SGP"},
        finds=("resident_id.nationality_disagrees",),
    ),
    Sketch(
        "身份证已过期",
        "The card has expired",
        *_HUANG,
        put={
            "policyholder.id_valid_from": "2006-10-20",
            "policyholder.id_valid_until": "2016-10-20",
        },
        finds=("id_document.expired",),
    ),
    Sketch(
        "有效期起止颠倒",
        "Validity runs backwards",
        *_HUANG,
        put={
            "policyholder.id_valid_from": "2037-05-14",
            "policyholder.id_valid_until": "2027-05-14",
        },
        finds=("id_document.ends_before_start",),
    ),
    Sketch(
        "下个月才出生",
        "Born next month",
        insured=(("chen_child", "child"),),
        put={"insured[0].birth_date": "2026-12-20"},
        finds=("birth_date.in_future",),
    ),
    # 电话 · The phone.
    Sketch(
        "手机号码少一位",
        "The mobile is one digit short",
        *_HUANG,
        put={"policyholder.mobile": person("huang")["mobile"][:-1]},
        finds=("mobile.invalid",),
    ),
    Sketch(
        "手机号码 13800138000",
        "The mobile is 13800138000",
        *_HUANG,
        put={"policyholder.mobile": "13800138000"},
        finds=("mobile.placeholder",),
    ),
    Sketch(
        "留了销售人员的手机",
        "The salesperson's own mobile",
        *_HUANG,
        put={"policyholder.mobile": SALESPERSON["mobile"]},
        finds=("policyholder.phone_is_salespersons",),
    ),
    Sketch(
        "被保险人留了销售人员的手机",
        "The insured's is the salesperson's",
        put={"insured[0].mobile": SALESPERSON["mobile"]},
        finds=("insured.phone_is_salespersons",),
    ),
    Sketch(
        "留了代理网点的电话",
        "The agency's own phone",
        *_HUANG,
        put={"agency.phone": "02083749162", "policyholder.phone": "020-83749162"},
        finds=("policyholder.phone_is_agencys",),
    ),
    # 人与人 · People.
    Sketch(
        "两人共用一个证件号码",
        "One number for two people",
        put=_as("chen", "insured[0]", "id_number"),
        finds=("id_number.shared_by_two_people",),
    ),
    Sketch(
        "说是本人，却是另一个人",
        '"Self", yet somebody else',
        put={"insured[0].relationship": "self"},
        finds=("self.disagrees",),
    ),
    Sketch(
        "本人填成了配偶",
        "The same person as spouse",
        put=_as("chen", "insured[0]", "name", "sex", "birth_date", "id_number"),
        finds=("relationship.not_self",),
    ),
    Sketch(
        "子女比父亲年长",
        "The child is older",
        insured=(("he", "child"),),
        finds=("child.age_gap",),
    ),
    Sketch(
        "配偶未到婚龄",
        "A spouse under marriage age",
        "he",
        (("teen", "spouse"),),
        finds=("spouse.under_marriage_age",),
    ),
    Sketch(
        "投保人 15 岁",
        "The policyholder is fifteen",
        "teen",
        (("he", "parent"),),
        put={"policyholder.mobile": "13649271508"},
        finds=("policyholder.under_age",),
    ),
    # 受益人 · Beneficiaries.
    Sketch(
        "受益份额合计 90%",
        "Shares add up to 90",
        beneficiaries=(("chen", "spouse", "50"), ("chen_child", "child", "40")),
        finds=("beneficiaries.shares_incomplete",),
    ),
    Sketch(
        "受益顺序缺第一顺序",
        "A second order without a first",
        beneficiaries=(("chen_child", "child", "100"),),
        put={"beneficiaries[0].order": 2},
        finds=("beneficiaries.order_has_gap",),
    ),
    Sketch(
        "身故受益人是被保险人自己",
        "Death benefit to the insured",
        beneficiaries=(("luo", "self", "100"),),
        finds=("beneficiary.is_the_insured",),
    ),
    # 单位与销售 · Organisations and selling.
    Sketch(
        "单位投保个人险种",
        "An organisation, individual line",
        "company",
        (("lin", "employee"),),
        finds=("policyholder.is_organisation",),
    ),
    Sketch(
        "被保险人是单位",
        "The insured is an organisation",
        put={"insured": [{"relationship": "other", **COMPANY}]},
        finds=("insured.is_organisation",),
    ),
    Sketch(
        "销售人员投保前已离职",
        "The salesperson had left before",
        *_HUANG,
        put={"salesperson.left_on": "2026-09-30"},
        finds=("salesperson.left_before_application",),
    ),
    Sketch(
        "未说明收集信息的目的",
        "Nobody explained the purpose",
        *_HUANG,
        put={"disclosure.explained": False},
        finds=("disclosure.not_explained",),
    ),
    Sketch(
        "一份错处很多的申请",
        "An application with many faults",
        put={
            "policyholder.id_number": eighteen("110105", "1982-03-10", 336)[:-1] + "?",
            "policyholder.mobile": "11111111111",
            "policyholder.address": "同上",
            "insured[0].name": "测试",
            "insured[0].id_valid_until": "2020-01-01",
        },
        drop=("policyholder.sex", "salesperson.name"),
        finds=("sex.absent", "name.absent", "salesperson.name_absent"),
    ),
)
