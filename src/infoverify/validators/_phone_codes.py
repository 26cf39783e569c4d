"""The codes of telephone numbers, and their texts (电话号码判读代码)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from infoverify.validators._inspection import CodeClass

#: Every code, in the order in which codes are reported, and what it does.
CODES: Final[dict[str, CodeClass]] = {
    "empty": "refuses",
    "wrong_type": "refuses",
    "length": "refuses",
    "format": "refuses",
    "area_code_unknown": "refuses",
    "first_digit": "refuses",
    "letters": "refuses",
    "masked": "refuses",
    "spreadsheet_damage": "refuses",
    "several_values": "refuses",
    "placeholder": "doubts",
    "area_code_retired": "doubts",
    "leading_zero_missing": "doubts",
    "extension_unexpected": "doubts",
    "prefix_unknown": "unknown",
    "area_code_missing": "unknown",
    "virtual_operator": "hints",
    "data_card_number": "hints",
    "iot_number": "hints",
    "satellite_number": "hints",
    "service_number": "hints",
    "sms_centre": "hints",
    "prefix_newer_than_date": "hints",
    "foreign_digits": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("电话号码为空。", "There is no telephone number."),
    "wrong_type": ("电话号码不是文本。", "The telephone number is not text."),
    "length": ("电话号码位数不对。", "The number of digits is wrong."),
    "format": (
        "不符合电话号码的格式。",
        "This is not written like a telephone number.",
    ),
    "area_code_unknown": ("没有这个区号。", "There is no such area code."),
    "first_digit": ("号码首位不符合编号计划。", "The plan has no such first digit."),
    "letters": ("电话号码中有文字。", "There are letters in the number."),
    "masked": ("电话号码已被遮盖。", "Some of the digits are masked."),
    "spreadsheet_damage": (
        "号码被电子表格改成了数值。",
        "A spreadsheet turned the number into a numeral.",
    ),
    "several_values": ("一栏中有多个号码。", "One field holds several numbers."),
    "placeholder": ("疑似随意填写的号码。", "The number looks made up."),
    "area_code_retired": ("区号已停用。", "The area code is no longer in use."),
    "leading_zero_missing": ("区号前缺少0。", "The 0 before the area code is missing."),
    "extension_unexpected": ("手机号后有分机号。", "A mobile has no extension."),
    "prefix_unknown": ("号段未收录。", "The prefix is not in our table."),
    "area_code_missing": ("固定电话没有区号。", "The area code is missing."),
    "virtual_operator": ("虚拟运营商号段。", "The prefix is a resale operator's."),
    "data_card_number": ("上网卡号段。", "The prefix is for data cards."),
    "iot_number": ("物联网号段。", "The prefix is for machines."),
    "satellite_number": ("卫星电话号段。", "The prefix is for satellite telephones."),
    "service_number": ("服务或短号码。", "This is a service number."),
    "sms_centre": ("短信中心号码。", "This is a short-message centre."),
    "prefix_newer_than_date": (
        "号段启用晚于所问日期。",
        "The prefix came into use after the date.",
    ),
    "foreign_digits": ("使用了其他文字的数字。", "Digits of another script are used."),
}
