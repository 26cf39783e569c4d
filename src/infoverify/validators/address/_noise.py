"""What stands in an address field and is no address (杂项): set aside by kind and span.

Labels, recipients, telephone and postal numbers, the country, remarks in brackets. Each
is overwritten by spaces, so positions do not move.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from infoverify.validators.address._chains import read_chain
from infoverify.validators.address._fold import LABEL_FIRST, RUN_OF_DIGITS
from infoverify.validators.address._placeholders import placeholder_kind

if TYPE_CHECKING:
    from infoverify.validators.address._data import Tables

Noise = tuple[str, int, int]

_LABEL_START: Final = re.compile(
    r"[ ,;]*(?:(?:收货|收件|邮寄|寄送|联系|通讯|通信|家庭|公司|单位|现居住?|现|户籍|户口|详细|居住"
    r"|常住|常驻|办公|注册|经营|工作|本人|身份证|投保人|被保险?人|客户|营业|送货|寄件|实际|住宅)*"
    r"(?:地址|住址|住所|所在地区?)[为是:]*|家住|现住|位于|我?住在|我家在)"
)
_LABEL: Final = re.compile(
    r"(?:^|(?<=[ ,;、)/]))[ ]*"
    r"([^\x00-\x27*-@[-`\x7b-\xff]{1,10}(?:地址|[^\x00-\x27*-@[-`\x7b-\xff])[ ]*:)"
)
# Labels that stand without a blank before them: 收货人张三电话…地址…
_INNER: Final = re.compile(
    r"(?:详细地址|收货地址|联系地址|通讯地址|地址|所在地区|所在地|省份?|城市|地级市|区县|县区|市|区|县|街道"
    r"|电话|手机号?码?|联系电话|邮编|邮政编码|收[件货]人|联系人|姓名|备注)[ ]*:"
)
_PERSON_LABEL: Final = ("收", "联系人", "姓名", "客户", "投保", "被保", "户主", "name")
_WHO: Final = re.compile(r"[ ]*([^\x00-@[-`\x7b-\xb6\xb8-\xff]{1,10}?)(?=[ ,;]|$)")
_MOBILE: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:;?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9])"
)
_LANDLINE: Final = re.compile(
    r"(?<![0-9])(?:\(?0[1-9][0-9]{1,2}\)?[- ]?[2-9][0-9]{6,7}|[48]00[- ]?[0-9]{3}[- ]?[0-9]{4})"
    r"(?:-[0-9]{1,5})?(?![0-9])"
)
_POSTCODE: Final = re.compile(
    r"(?<![0-9A-Za-z-])[0-9]{6}(?![0-9A-Za-z-]|[号室弄栋幢房路街户单年])"
)
_ID_NUMBER: Final = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
_EMAIL: Final = re.compile(r"[A-Za-z0-9_.;-]{1,64}@[A-Za-z0-9.-]{1,64}")
_PHONE_WORD: Final = re.compile(
    r"(?:联系)?(?:电话|手机号?码?|号码|邮政编码|邮编|tel|TEL|Tel|mob)[ :.]*$"
)
_BRACKET: Final = re.compile(r"\(([^()]{0,80})\)?")
_REMARK: Final = re.compile(
    "附近|旁|对面|交叉|交汇|往[东南西北前]|米|靠近|近|楼上|楼下|原|即|收|转|请|联系|勿|快递|侧|后面|前面|里面"
    "|一照多址|集群|自主申报|公司|新厂|老厂|工厂|送|电话|办公|门口"
)
_DOOR_IN: Final = re.compile(
    r"[0-9一二三四五六七八九十](?:号|室|栋|幢|座|楼|层|单元)|[路街村]"
)
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜"
    "叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺"
    "顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿"
    "关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁"
)
_ADDRESS_CHARS: Final = frozenset(
    "省市区县镇乡村路街巷弄号楼室栋幢园城厦场座层道里社苑院庄组队站港湾厂店校宫庭府居铺"
)
_PERSON: Final = re.compile(
    r"[^\x00-\xb6\xb8-\xff]{2,4}(?:先生|女士|小姐|老师)?(?:\(?收\)?)?"
)
_PERSON_TAIL: Final = re.compile(
    r"(?<=[号室楼层户房元组0-9 ,;)])([^\x00-\xff]{2,4}(?:先生|女士|小姐)?)[ ]?(?:\(收\)|收|亲启)$"
)
_PERSON_LAST: Final = frozenset("收启)")
_COUNTRY: Final = re.compile(
    r"[ ,;]*(?:中华人民共和国|中国大陆|中国|P\.?R\.? ?China|China|CHINA|china)(?=[ ,;]|$|[^\x00-\xff])"
)


def set_aside(tables: Tables, text: str) -> tuple[str, list[Noise]]:
    """Return the text with what is no address blanked, and what it was."""
    found: list[Noise] = []
    text = _numbers(text, found)
    if ":" in text or text[0] in LABEL_FIRST or "地址" in text:
        text = _labels(text, found)
    if "(" in text or ")" in text:
        text = _brackets(tables, text, found)
    text = _person(tables, text, found)
    text = _country(tables, text, found)
    found.sort(key=lambda n: n[1])
    return text, found


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _numbers(text: str, found: list[Noise]) -> str:
    longest = begin = 0
    for run in RUN_OF_DIGITS.finditer(text):
        # An area code in brackets may stand before the first run.
        begin = begin if longest else max(0, run.start() - 8)
        longest = max(longest, run.end() - run.start())
    if "@" not in text and not longest:
        return text
    for kind, pattern, least in _NUMBERS:
        if longest < least or (kind == "email" and "@" not in text):
            continue
        for match in list(pattern.finditer(text, begin if least else 0)):
            start, end = match.span()
            if kind == "postal_code" and (
                not _loose(text, start, end)
                or placeholder_kind(match.group()) != "digits"
                or match.group() in "0123456789876543210"
            ):
                continue
            word = _PHONE_WORD.search(text, max(0, start - 12), start)
            if word is not None:
                found.append(("label", word.start(), start))
                text = _blank(text, word.start(), start)
            found.append((kind, start, end))
            text = _blank(text, start, end)
            if RUN_OF_DIGITS.search(text, begin) is None:
                longest = 0
    return text


# Kind, pattern, and how long a run of digits it needs.
_NUMBERS: Final = (
    ("email", _EMAIL, 0),
    ("id_number", _ID_NUMBER, 17),
    ("phone", _MOBILE, 11),
    ("phone", _LANDLINE, 6),
    ("postal_code", _POSTCODE, 6),
)


def _loose(text: str, start: int, end: int) -> bool:
    """Tell whether six digits stand apart: at an end of the field or between gaps."""
    before = text[:start].rstrip()
    after = text[end:].lstrip()
    if not before:
        return bool(after)
    return not after or after[0] in ",;(" or before.endswith(("邮编", "编码", ":"))


def _labels(text: str, found: list[Noise]) -> str:
    start = _LABEL_START.match(text)
    if start is not None and start.end() > start.start():
        found.append(("label", start.start(), start.end()))
        text = _blank(text, start.start(), start.end())
    if ":" not in text:
        return text
    for pattern in (_LABEL, _INNER):
        for match in list(pattern.finditer(text)):
            begin, end = match.span(match.re.groups)
            label = text[begin:end].strip()
            if pattern is _LABEL and _INNER.search(label) and len(label) > 6:
                continue
            found.append(("label", begin, end))
            text = _blank(text, begin, end)
            if label.startswith(_PERSON_LABEL) and "地址" not in label:
                who = _WHO.match(text, end)
                if who is not None:
                    found.append(("recipient", *who.span(1)))
                    text = _blank(text, *who.span(1))
    return text.replace(":", ";")


def _brackets(tables: Tables, text: str, found: list[Noise]) -> str:
    for match in list(_BRACKET.finditer(text)):
        start, end = match.span()
        inner = match.group(1)
        alone = not text[:start].strip() or not inner.strip()
        if not alone and (
            _REMARK.search(inner)
            or not (_DOOR_IN.search(inner) or read_chain(tables, inner, 0))
        ):
            found.append(("remark", start, end))
            text = _blank(text, start, end)
    return text.replace("(", " ").replace(")", " ")


def _person(tables: Tables, text: str, found: list[Noise]) -> str:
    """Blank a recipient: before a telephone number, first of several words, or …收."""
    end_of_text = text.rstrip(" ,;")
    tail = (
        _PERSON_TAIL.search(end_of_text) if end_of_text[-1:] in _PERSON_LAST else None
    )
    if tail is not None and tail.group(1)[0] in _SURNAMES:
        found.append(("recipient", tail.start(1), tail.end()))
        text = _blank(text, tail.start(1), tail.end())
    words = list(_WORD.finditer(text)) if _SPLIT.search(text) else []
    phones = [noise for noise in found if noise[0] == "phone"]
    if len(words) < 2 and not phones:
        return text
    for index, word in enumerate(words):
        start, end = word.span()
        if (
            end - start > 8
            or text[start] not in _SURNAMES
            or not _is_person(tables, word.group())
        ):
            continue
        first, last = index == 0, index == len(words) - 1
        near = any(abs(s - end) <= 2 or abs(start - e) <= 2 for _, s, e in phones)
        if not near and not (
            (first and not last and read_chain(tables, text, words[1].start()))
            or (last and not first and text[:start].rstrip(" ,;")[-1:] in _ENDS)
        ):
            continue
        found.append(("recipient", start, end))
        text = _blank(text, start, end)
    return text


_WORD: Final = re.compile("[^ ,;]+")
_SPLIT: Final = re.compile("[ ,;]")
_ENDS: Final = frozenset("号室楼层户房元组0123456789")


def _is_person(tables: Tables, word: str) -> bool:
    """Tell whether a word that begins with a surname is a name."""
    if _MASKED_PERSON.fullmatch(word):
        return True
    if not _PERSON.fullmatch(word):
        return False
    bare = _STYLE.sub("", word)
    if len(bare) > 4 or read_chain(tables, word, 0) is not None:
        return False
    return bare != word or not _ADDRESS_CHARS.intersection(bare)


_MASKED_PERSON: Final = re.compile(r"[^\x00-\xff](?:[xX×*某]{1,2}|某某|先生|女士|小姐)")
_STYLE: Final = re.compile("先生|女士|小姐|老师|收$")


def _country(tables: Tables, text: str, found: list[Noise]) -> str:
    match = _COUNTRY.match(text)
    if match is None:
        return text
    end = match.end()
    rest = text[end:].lstrip(" ,;")
    at = len(text) - len(rest)
    if rest and rest[0] != "-" and read_chain(tables, text, at) is None:
        return text
    start = end - len(match.group().lstrip(" ,;"))
    found.append(("country", start, end))
    return _blank(text, start, end)
