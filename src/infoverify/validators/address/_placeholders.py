"""Texts that stand where an address should (占位内容), by kind; whole texts only.

无锡, 无极县, 111号 and 测绘路 are addresses: a word counts only when nothing else is there.
"""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final[dict[str, str]] = {
    "empty_word": "无 没有 暂无 无地址 没 无此项 空 空白 none null nil n/a na n.a nan 无无 不填 不便透露 略",
    "unknown_word": "不详 未知 不知道 不清楚 不明 地址不详 详细地址不详 住址不详 未填 未填写 未提供 待定 待补"
    " 待补充 待填 待完善 待核实 后补 暂缺 保密 地址待定 地址未知 地址保密 不祥 unknown tbd 无法提供 以后再填 不知"
    " 不晓得 说不清 记不清 忘记 忘了",
    "same_as": "同上 同前 同左 同右 同户籍 同户籍地址 同户籍地 同户籍所在地 同身份证 同身份证地址 身份证地址 如身份证"
    " 见身份证 同证件 同证件地址 身份证上地址 以身份证为准 同投保人 同被保人 同被保险人 同户口 同户口本 户籍地址"
    " 户籍所在地 同住址 同现住址 同家庭地址 同家庭住址 同联系地址 同通讯地址 同通信地址 同单位地址 同公司地址 同单位"
    " 如上 如前 见上 见附件 详见附件 身份证住址 同投保人地址 同被保险人地址",
    "test": "测试 测试地址 测试测试 测试数据 测试用 test testing testtest demo 试试 样例 示例 测试一下 测试1 test1"
    " 测试123 test123 ceshi",
    "label": "公司地址 家庭地址 单位地址 详细地址 通讯地址 通信地址 联系地址 地址 住址 门牌号 家庭住址 居住地址 现住址"
    " 住所 家里 公司 单位 家 本地 当地 外地 老家 本市 本省 本县 本村 街道 小区 街道地址 收货地址 我家 办公室"
    " 门牌号码 街道门牌号 经常居住地 农村 城市 address"
    " 自己家 自己家里 自家 家中 在家 本人家 农村老家",
    "country": "中国 中华人民共和国 china 全国 国内 中国大陆 大陆 prc 亚洲 亚洲中国 世界 地球",
}
_BY_WORD: Final = {
    word: kind for kind, words in _WORDS.items() for word in words.split()
}
_LONGEST_WORD: Final = max(map(len, _BY_WORD))
_UNIT: Final = (
    "(?:省|自治区|市|区|县|镇|乡|街道|街|村|组|队|大道|路|道|巷|弄|号院|号楼|号|小区|大厦|花园|公寓|社区|栋|幢|座|楼"
    "|单元|层|室|房)"
)
_MASKED: Final = f"(?:[x×*某〇_?#-]{{1,8}}{_UNIT}{{0,2}}){{1,12}}"
_MASK_RUN: Final = "[x×*某_?]{2}|某[路街号室]|[x×*](?:路|街|镇|村|省|市|区|县|号)"
_MASKED_NAME: Final = "(?<![a-z])[x×*某]{2,6}(?:省|市|区|县|镇|乡|街道|街|村|大道|路|道|巷|小区|大厦|花园|社区)|某(?:小区|公寓|花园|大厦|单位|公司|路|街|村|镇)"
_HINT: Final = (
    "请(?:输入|填写|填入|选择|补充).{0,30}|(?:省|省份)[-,;]?(?:市|城市)[-,;]?(?:区|县|区县)?.{0,12}"
    "|街道.{0,2}门牌号?.{0,8}|(?:例如?|如|格式)[:;].{0,40}|详细到门牌号?|精确到门牌号?"
)
# 与投保人地址一致, 见身份证, 同上址: whose address, which word of it, and that it is one.
_WHOSE: Final = (
    "(?:(?:主|第[一二]|本人|客户)?(?:投保人|被保险?人|受益人|户主|本人|居民身份证|身份证件?|户口[本簿]?|户籍(?:所在)?|证件"
    "|营业执照|执照|单位|公司|家庭|联系|通[讯信]|现|居住|常住|经常居住|注册|办公|上述|以上|上面|上栏|前述|上一栏|上方|保单|系统"
    "|父母|父亲|母亲|配偶|丈夫|妻子|老公|老婆|家人|子女|原|上|前|左|右))"
)
_WORD_OF: Final = (
    "(?:的|上的?|中|里)?(?:地址|住址|住所|所在地|信息|内容|资料|栏|地|址)?"
)
_SAME: Final = (
    f"(?:(?:参见|详见|参照|按照|同|与|和|跟|见|如|按|以|依){_WHOSE}{{1,2}}{_WORD_OF}"
    "(?:相同|一致|一样|相符|保持一致|同|为准|所示|所写)?"
    f"|{_WHOSE}{{1,2}}{_WORD_OF}(?:相同|一致|一样|为准))"
)
_NONE: Final = (
    "(?:暂时?|客户|本人|目前)?(?:无|没有?)(?:固定|具体|详细|明确|准确|确切|家庭|单位|公司|联系)?"
    "(?:地址|住址|住所|居所|居住地|门牌号?|信息|资料|内容)"
)
_WITHHELD: Final = (
    "(?:客户|本人|投保人|被保险?人)?(?:地址|住址)?(?:暂未|未|不愿意?|不肯|拒绝|不便|不方便|没有?|无法|不想|暂不)"
    "(?:提供|透露|填写?|告知|说明|登记|录入|采集)"
)
_PHRASES: Final = (
    ("same_as", _SAME),
    ("empty_word", _NONE),
    ("unknown_word", _WITHHELD),
    ("label", f"{_WHOSE}{{1,2}}的?(?:地址|住址|住所)"),
)
_PHRASE_FIRST: Final = frozenset(
    "同与和跟见如按以依参详主第本客投被受户居身证营执单公家联通现常经注办上前左右保系父母配丈妻老子原无没暂目地住未不拒"
)
_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_IME: Final = (
    "(?:阿斯顿|阿斯蒂芬|阿斯达|撒旦|啊实打实|大师|阿达|的说法|是的发|发的|发个|啊啊|哈哈|呵呵|嗯嗯|额额|阿萨德){1,6}"
    "(?:发|法|撒|的|啊|大师|个)?"
)
_ASCENDING: Final = "01234567890123456789"


def placeholder_kind(text: str) -> str | None:
    """Return which kind of placeholder the whole text is, ``None`` for none.

    ``text`` is folded and has no gaps at its ends.
    """
    length = len(text)
    if length > _LONGEST_WORD:
        # Cheap looks: a longer text is one only with such first characters.
        first = text[0]
        if length > 64 or (
            "\u4e00" <= first <= "\u9fff"
            and first not in _LONG_FIRST
            and first != text[1]
        ):
            return None
    low = text.lower().replace(" ", "").strip(",;.、-·()")
    if not low:
        return "punctuation"
    if len(low) <= _LONGEST_WORD:
        kind = _BY_WORD.get(low)
        if kind is not None:
            return kind
        kind = _twice(low)
        if kind is not None:
            return kind
    first = low[0]
    if (
        len(low) <= _LONGEST_PHRASE
        and first in _PHRASE_FIRST
        and low[-1] not in _DOOR_LAST
    ):
        for kind, pattern in _PHRASES:
            if re.fullmatch(pattern, low):
                return kind
    if low.count(first) == len(low) and (
        len(low) > 2 or first.isdigit() or (first in "x×*某?" and len(low) > 1)
    ):
        return "masked" if first in "x×*某?_" else "repeated"
    if low.isdigit():
        return "digits"
    if low.isascii() and low.isalnum():
        return _keys(low)
    if (
        first in "x×*某〇_?#-"
        and re.fullmatch(_MASKED, low)
        and re.search(_MASK_RUN, low)
    ):
        return "masked"
    if first in "请省街例如格详精" and re.fullmatch(_HINT, low):
        return "form_hint"
    if first in "阿撒啊大的是发哈呵嗯额" and re.fullmatch(_IME, low):
        return "keyboard"
    if first in "一1" and low in {"一二三", "一二三四", "一二三四五"}:
        return "digits"
    return None


_LONGEST_PHRASE: Final = 16
_DOOR_LAST: Final = frozenset(
    "号室路街村组楼栋幢座层元镇乡道巷弄苑园厦区市县0123456789"
)
_LONG_FIRST: Final = frozenset(
    "请省街例如格详精某阿撒啊大的是发哈呵嗯额地住同身以与和跟见按参依主第客投被受户居证测没暂未不拒本"
)


def _twice(low: str) -> str | None:
    """Return the kind of a word written twice (同上同上) or numbered (测试地址123)."""
    half = low[: len(low) // 2]
    if half and half * 2 == low:
        return _BY_WORD.get(half)
    kind = _BY_WORD.get(low.rstrip("0123456789"))
    return kind if kind == "test" else None


def masked_name(text: str) -> bool:
    """Tell whether the name of a road, estate or place in the text is masked out."""
    low = text.lower()
    return ("x" in low or "某" in low or "×" in low or "*" in low) and (
        re.search(_MASKED_NAME, low) is not None
    )


def partly_masked(text: str) -> bool:
    """Tell whether a number or a part of a name in the text is masked out."""
    return "**" in text or "××" in text or "xx" in text or "XX" in text or "某" in text


def _keys(low: str) -> str | None:
    letters = low.rstrip("0123456789")
    if not letters:
        return "digits"
    if not letters.isalpha():
        return None
    if low.lower() in {"aaa", "xxx"}:
        return "repeated"
    digits = low[len(letters) :]
    if digits and digits not in _ASCENDING:
        return None
    for row in _ROWS[:3]:
        if len(letters) >= 3 and all(c in row for c in letters) and len(letters) <= 20:
            return "keyboard"
    if len(letters) >= 3 and letters in _ROWS[3]:
        return "keyboard"
    half = letters[: len(letters) // 2]
    if len(letters) >= 6 and half * 2 == letters:
        return "keyboard"
    return None
