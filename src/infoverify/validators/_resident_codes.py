"""The codes of resident identity numbers, and their texts (身份证号码判读代码)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from infoverify.validators._inspection import CodeClass

CODES: Final[dict[str, CodeClass]] = {
    "empty": "refuses",
    "wrong_type": "refuses",
    "length": "refuses",
    "format": "refuses",
    "other_script_digits": "refuses",
    "checksum": "refuses",
    "birth_date": "refuses",
    "birth_in_future": "refuses",
    "province_unknown": "refuses",
    "other_document": "refuses",
    "spreadsheet_damage": "refuses",
    "several_values": "refuses",
    "placeholder": "doubts",
    "published_sample": "doubts",
    "region_ended_before_birth": "doubts",
    "region_not_yet_in_force": "doubts",
    "birth_before_1850": "doubts",
    "age_implausible": "doubts",
    "region_unknown": "unknown",
    "region_newer_than_birth": "hints",
    "region_special": "hints",
    "legacy_15_digit": "hints",
    "sequence_zero": "hints",
    "adjacent_transposition": "hints",
    "single_digit_in_date": "hints",
    "single_digit_in_region": "hints",
    "ocr_slip": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("未填写身份证号码", "No number is given"),
    "wrong_type": ("身份证号码不是文本", "The number is not given as text"),
    "length": (
        "身份证号码应为18位(旧号15位)",
        "The number should have 18 characters (15 in the old form)",
    ),
    "format": (
        "身份证号码只能含数字,末位可为X",
        "Only digits are allowed, and X in the last place",
    ),
    "other_script_digits": (
        "号码中有其他文字的数字",
        "The number has digits of another script",
    ),
    "checksum": ("校验码不符", "The check character does not agree"),
    "birth_date": ("出生日期不存在", "The birth date is not in the calendar"),
    "birth_in_future": ("出生日期在查询日期之后", "The birth date lies in the future"),
    "province_unknown": ("省级代码不存在", "There is no such province code"),
    "other_document": (
        "号码属于另一种证件(居住证或永久居留身份证)",
        "The number is that of another document (residence permit, permanent resident)",
    ),
    "spreadsheet_damage": (
        "号码被电子表格损坏,请按证件重新录入",
        "A spreadsheet damaged the number: enter it anew from the document",
    ),
    "several_values": ("一栏中有多个号码", "The field holds several numbers"),
    "placeholder": ("号码像是凑数填写", "The number looks made up to fill the field"),
    "published_sample": ("号码是公开的样例", "The number is a published sample"),
    "region_ended_before_birth": (
        "地址码在出生前已停用",
        "The region code was out of use before the birth",
    ),
    "region_not_yet_in_force": (
        "地址码在查询日期尚未启用",
        "The region code was not yet in use",
    ),
    "birth_before_1850": ("出生日期早于1850年", "The birth date is before 1850"),
    "age_implausible": ("年龄超过120岁", "The age is over 120"),
    "region_unknown": ("县级代码不在表中", "The county code is not in our table"),
    "region_newer_than_birth": (
        "地址码启用晚于出生年份",
        "The region code was first used after the birth",
    ),
    "region_special": (
        "地址码见于证件,但不在历年代码表中",
        "The region code is seen on cards but not in the yearly tables",
    ),
    "legacy_15_digit": ("15位旧号码", "A number of the old form with 15 digits"),
    "sequence_zero": ("顺序码为000", "The sequence is 000"),
    "adjacent_transposition": (
        "可能有相邻两位颠倒",
        "Two neighbouring characters may be swapped",
    ),
    "single_digit_in_date": (
        "出生日期中可能错一位",
        "One digit of the date may be wrong",
    ),
    "single_digit_in_region": (
        "地址码中可能错一位",
        "One digit of the region code may be wrong",
    ),
    "ocr_slip": (
        "可能把数字认作字母(O与0、l与1)",
        "Letters may stand for digits (O for 0, l for 1)",
    ),
}
