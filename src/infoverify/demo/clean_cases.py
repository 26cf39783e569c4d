"""Applications with nothing wrong: what a genuine customer looks like."""

from __future__ import annotations

from typing import Final

from infoverify.demo.building import Sketch
from infoverify.demo.people import person

_STATUTORY: Final = (("", "", ""),)

CLEAN: Final = (
    Sketch(
        "夫妻投保，指定子女受益",
        "Spouses, their child benefits",
        beneficiaries=(("chen_child", "child", "100"),),
    ),
    Sketch(
        "为自己投保，法定受益人",
        "For oneself, statutory heirs",
        "huang",
        (("huang", "self"),),
        _STATUTORY,
    ),
    Sketch(
        "父亲为未成年子女投保",
        "A father for his minor child",
        insured=(("chen_child", "child"),),
        put={"policy.sum_assured_death": "400000"},
    ),
    Sketch(
        "为母亲投保，身份证长期有效",
        "For her mother, card without end",
        "luo",
        (("wu", "parent"),),
    ),
    Sketch(
        "两位受益人，六四分配",
        "Two beneficiaries, sixty and forty",
        beneficiaries=(("chen", "spouse", "60"), ("chen_child", "child", "40")),
    ),
    Sketch(
        "只有固定电话",
        "A landline only",
        "huang",
        (("huang", "self"),),
        put={"policyholder.phone": "020-83749162"},
        drop=("policyholder.mobile",),
    ),
    Sketch(
        "少数民族姓名带间隔号",
        "A name with a middle dot",
        "aynur",
        (("aynur", "self"),),
    ),
    Sketch("繁体字姓名", "Traditional characters", "ouyang", (("ouyang", "self"),)),
    Sketch(
        "香港居民，港澳居民居住证",
        "Hong Kong, residence permit",
        "hongkong",
        (("hongkong", "self"),),
    ),
    Sketch(
        "澳门居民，来往内地通行证",
        "Macao, travel permit",
        "macao",
        (("macao", "self"),),
    ),
    Sketch(
        "台湾居民，来往大陆通行证",
        "Taiwan, travel permit",
        "taiwan",
        (("taiwan", "self"),),
    ),
    Sketch(
        "外国人，护照", "A foreigner, passport", "american", (("american", "self"),)
    ),
    Sketch(
        "外国人永久居留身份证",
        "A foreigner, permanent resident",
        "canadian",
        (("canadian", "self"),),
    ),
    Sketch(
        "现役军官，军官证",
        "An officer, officer's card",
        "officer",
        (("officer", "self"),),
    ),
    Sketch(
        "五个月大的婴儿，出生医学证明",
        "Five months old, birth certificate",
        "xie",
        (("newborn", "child"),),
        put={"policy.sum_assured_death": "150000"},
    ),
    Sketch(
        "网络销售，没有销售人员",
        "Sold over the internet",
        "gao",
        (("gao", "self"),),
        put={"policy.channel": "internet"},
        drop=("salesperson",),
    ),
    Sketch(
        "银行代理，机构与网点齐全",
        "Through a bank, all given",
        "he",
        (("deng", "spouse"),),
        put={
            "policy.channel": "bancassurance",
            "agency.kind": "bancassurance",
            "agency.branch": "成都武侯支行",
            "agency.outlet": "人民南路网点",
        },
    ),
    Sketch(
        "号码写法不同：全角、空格、+86",
        "Full width, spaces, +86",
        "huang",
        (("huang", "self"),),
        put={
            "policyholder.id_number": " ".join(
                person("huang")["id_number"].translate(
                    {c: c + 0xFEE0 for c in range(48, 58)}
                )[i : i + 6]
                for i in (0, 6, 12)
            ),
            "policyholder.mobile": f"+86 {person('huang')['mobile']}",
        },
    ),
    Sketch(
        "销售人员为自己投保",
        "The salesperson buys for himself",
        "xie",
        (("xie", "self"),),
        put={
            f"salesperson.{k}": v
            for k, v in person("xie").items()
            if k in {"name", "id_number", "mobile"}
        },
    ),
    Sketch(
        "单位团体保险（办法范围之外）",
        "Group policy, outside the scope",
        "company",
        (("lin", "employee"), ("gao", "employee")),
        put={"policy.line": "group", "policy.term_months": 12},
    ),
)
