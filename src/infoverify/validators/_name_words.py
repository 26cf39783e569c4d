"""Words that are no names (占位、称谓、备注、单位): fillers, titles, remarks, firms.

A word counts only where no genuine name would hold it in that place; a doubt is all that
any of them gives, for 张三 and 先生 have been people's names.
"""

# ruff: noqa: SIM905 - lists of words read best as words
from __future__ import annotations

from typing import Final

from infoverify.reference.surnames import table
from infoverify.validators._name_damage import WORDS

#: What samples are filled with, and what people are called too.
SAMPLES: Final = frozenset(
    (
        *"张三 李四 王五 赵六 孙七 周八 吴九 郑十 zhangsan lisi wangwu zhaoliu".split(),
        *("zhang san", "li si", "wang wu", "zhao liu", "san zhang", "si li"),
        *("john doe", "jane doe", "joe bloggs"),
    )
)
# The whole value is one of these (simplified, Latin in lower case).
FILLERS: Final = frozenset(
    (
        "无 没有 暂无 空 空白 不详 不明 不知 不知道 未知 未填 未填写 未提供 未取名 未命名 待定 待补 "
        "待填 待取 同上 同前 见上 略 测试 测验 试验 样本 样例 示例 例子 匿名 保密 隐藏 无名 "
        "无名氏 佚名 姓名 名字 名称 姓氏 客户 客户姓名 投保人 被保险人 被保人 受益人 法定 "
        "法定受益人 法定继承人 本人 自己 用户 会员 用户名 路人 路人甲 路人乙 某人 其他 其它 "
        "默认 请输入 请填写 请输入姓名 请选择 先生 女士 小姐 老师 经理 男 女 小明 小红 小王 小李 "
        "小张 小刘 老王 老李 老张 甲 乙 丙 张三李四 "
        "王二麻子 张三三 李四四 阿猫 阿狗 阿猫阿狗 阿毛 哈哈 哈哈哈 呵呵 嘿嘿 嘻嘻 你好 我 "
        "你 他 她 公司 单位 个人 企业 家人 孩子 儿子 女儿 父亲 母亲 爸爸 妈妈 丈夫 妻子 老公 老婆 "
        "宝宝 婴儿 新生儿 无此人 查无此人 无法提供 不便透露 没名字 待补充 待完善 暂缺 一二三 一二三四 "
        "一二三四五 待产 未出生 胎儿 无姓名 没有名字 不知道 不告诉你 "
        "不祥 不样 不详细 不祥细 末知 末填 末提供 不清楚 待确认 待核实 待核 待更新 待登记 待录入 未登记 未录入 "
        "单位名称 公司名称 企业名称 机构名称 管理员 系统管理员 操作员 经办人 联系人 监护人 法人代表 法定代表人 身份证 户口本 汉族 "
        "未说明 未告知 未填报 无名字 没有姓名 没填 空值 随便 不愿透露 不便 "
        "test tester testing tests test1 testuser demo sample example null none nil nan na "
        "n/a n.a. n.a n-a unknown unnamed anonymous undefined empty blank default name "
        "noname nobody user username customer client guest admin root temp tmp todo tbd "
        "tba dummy foo bar foobar abc abcd abcde asdf asd asdfgh qwe qwer qwert qwerty "
        "zxc zxcv zxcvb xx xy aa bb cc jj zz ceshi buxiang weizhi xingming kehu "
        "mr mrs ms miss xyz hello hi string text"
    ).split()
) | {
    *("test test", "test user", "test name", "foo bar", "n a"),
    *("lorem ipsum", "first last", "last first", "first name", "last name", "no name"),
    *("full name", "your name", "ce shi"),
    *("not available", "not applicable", "not known", "unknown unknown"),
    *("joe public", "john q. public", "asdf asdf"),
    *SAMPLES,
}
# No genuine name holds these anywhere.
_INSIDE: Final = tuple(
    "某 测试 不详 未知 同上 待定 匿名 客户 投保人 被保险人 受益人 无名氏 佚名 未命名 样例 请输入 占位 无此人 拒绝 无法提供 不便透露".split()
)
TITLES: Final = tuple(
    "先生 女士 小姐 老师 经理 总经理 主任 医生 大夫 护士 律师 教授 博士 师傅 校长 院长 局长 处长 科长 "
    "部长 书记 警官 同志 同学 太太 夫人 阿姨 叔叔 伯伯 大哥 大姐 大妈 大爷 大叔 大娘 大嫂 爷爷 奶奶 "
    "外公 外婆 姥姥 姥爷 爸爸 妈妈 老板 老总 总监 总裁 董事长 队长 班长 村长 "
    "镇长 县长 市长 主席 会长 秘书 会计 司机 客服 业务员 代理人 父亲 母亲 阁下 女史 主管 店长 厂长 "
    "工程师 技师 院士 老头 教练 导师 顾问 医师 药师".split()
)
_LONGEST_FIRST: Final = tuple(sorted(TITLES, key=len, reverse=True))
#: Somebody else's relation: what precedes it is not the customer's name either.
KIN: Final = tuple("爷爷 奶奶 外公 外婆 姥姥 姥爷 爸爸 妈妈 父亲 母亲".split())
# After one surname only: 张总, 李姐. Longer names do end in these.
_SHORT_TITLES: Final = frozenset("总哥姐嫂姨叔婶伯爷")
# Written for somebody by his kin: a child without a name yet (张三之子).
WORKING: Final = tuple(
    "之子 之女 之婴 之妻 之夫 之父 之母 之长子 之次子 之长女 之次女 之双 宝宝 婴儿 新生儿 "
    "家长 家属 妻子 丈夫 儿子 女儿 孩子 小孩 之孙 的儿子 的女儿 大宝宝 小宝宝 之配偶 子女 胎儿 未出生 双胞胎 大双 小双".split()
)
REMARKS: Final = tuple(
    "本人 代签 已故 身故 代办 转交 亲启 代收 离职 在职 已婚 未婚 退保 作废 重复 停用 已注销 注销 "
    "夫妇 夫妻 一家 全家 死亡 已死亡 黑名单 大客户 推荐 介绍".split()
)
_REMARKS_INSIDE: Final = ("曾用名", "又名", "原名", "别名", "化名", "联系人", "签名")
# From three characters on, and from four: 王大学 and 李中心 are people.
_FIRMS_3: Final = tuple("公司 集团 银行 医院 协会 派出所 便利店 幼儿园".split())
_FIRMS_4: Final = tuple(
    "有限 工厂 大学 中学 小学 学院 学校 中心 合作社 委员会 村委 居委 事务所 研究院 研究所 商店 "
    "商行 经营部 服务部 门市部 超市 酒店 饭店 餐厅 宾馆 工作室 支行 分行 政府 部队 股份 企业 俱乐部 "
    "基金会 商会 联合会 办事处 街道办 营业部 小吃 药店 诊所 卫生院 卫生所 管理局 公安局 分局 个体 "
    "工商户 养殖场 农场 林场 车队 物流 贸易 科技 代理处 "
    "面馆 饭馆 餐馆 茶馆 药房 保险 人寿 证券 信托 投资 商贸 建材 批发 零售 网吧 物业 工程队 经销".split()
)
_FIRM_ENDS: Final = frozenset("厂店部局社院馆所队行铺坊场园")
# Of values of four characters only these: nobody so named is known.
_FIRM_ENDS_4: Final = frozenset("厂店")

#: Most names are cleared by their pairs of characters: none begins a word above.
SUSPECT_PAIRS: Final = frozenset(
    word[:2]
    for word in (
        *(*TITLES, *WORKING, *REMARKS),
        *(*_INSIDE, *_REMARKS_INSIDE, *_FIRMS_3, *_FIRMS_4, *WORDS),
    )
    if len(word) > 1
)


def is_clear(text: str, size: int) -> bool:
    """Return whether no word of the lists can be in a Han text, at little cost.

    The first pair and 某 are the caller's to look at.
    """
    if size == 2:
        return text[1] not in _SHORT_TITLES
    if size == 3:
        return text[1:] not in SUSPECT_PAIRS
    if text[-1] in _FIRM_ENDS:
        return False
    return SUSPECT_PAIRS.isdisjoint([text[i : i + 2] for i in range(1, size - 1)])


def repeated_unit(text: str) -> str | None:
    """Return what a Han text repeats from end to end (张伟张伟), ``None`` if nothing.

    丁丁 and 欧阳欧阳 can be people. Twice counts only what begins with a common
    surname: some peoples' names double the father's (买买提买买提).
    """
    size = len(text)
    for length in range(1, size // 2 + 1):
        unit = text[:length]
        if size % length or unit * (size // length) != text:
            continue
        if length == 1:
            return unit if size > 3 else None
        if size // length > 2:
            return unit
        head = unit[:2]
        double = length > 2 and head in table().compound
        single = length < 4 and unit[0] in _COMMON and head not in table().compound
        return unit if double or single else None
    return None


def han_problems(text: str) -> tuple[str, ...]:
    """Return codes of words that are no part of a name, for a Han text."""
    if text in FILLERS:
        return ("placeholder",)
    size = len(text)
    if size > 3 and (unit := repeated_unit(text)) is not None:
        return ("placeholder" if len(unit) == 1 or unit in FILLERS else "repeated",)
    if (
        text[0] != "姓"
        and text[:2] not in SUSPECT_PAIRS
        and "某" not in text
        and is_clear(text, size)
    ):
        return ()
    problems: list[str] = []
    if text[0] == "姓" and size == 2:
        problems.append("placeholder")
    if any(word in text for word in _INSIDE):
        problems.append("placeholder")
    if size >= 4 and any(word in text[1:] for word in ("先生", "女士", "小姐")):
        problems.append("title")
    elif text.endswith(WORKING):
        problems.append("working_name")
    elif text in TITLES or stripped_title(text) != text:
        problems.append("title")
    elif text.endswith(REMARKS) or any(word in text for word in _REMARKS_INSIDE):
        problems.append("remark")
    if (
        (size >= 3 and any(word in text for word in _FIRMS_3))
        or (size >= 4 and any(word in text for word in _FIRMS_4))
        or (size >= 5 and text[-1] in _FIRM_ENDS)
        or (size >= 4 and text[-1] in _FIRM_ENDS_4)
    ):
        problems.append("organisation_name")
    return tuple(problems)


# The surnames of four people in five (sixth census), to tell two people's names.
_COMMON: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕"
    "丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武"
)


def is_full_name(part: str) -> bool:
    """Return whether a common surname and one or two more Han characters stand there."""
    if 3 <= len(part) <= 4 and part[:2] in table().compound:
        return True
    return 2 <= len(part) <= 3 and part[0] in _COMMON and min(part) >= "\u4e00"


def has_several_lines(given: str) -> bool:
    """Return whether each of several lines holds a full Han name."""
    lines = given.split()
    return len(lines) > 1 and "\n" in given.strip() and all(map(is_full_name, lines))


def is_two_names(given: str) -> bool:
    """Return whether full Han names are joined by spaces or 和: 张伟 李娜."""
    for sign in "和与及":
        given = given.replace(sign, " ")
    parts = given.split()
    return len(parts) > 1 and all(map(is_full_name, parts))


def kept_apart(given: str) -> str | None:
    """Return full Han names of one field with a sign between, ``None`` for anything else.

    Folding drops the blanks of a Han name, and two people would become one.
    """
    words = given.split()
    if len(words) < 2 or not all(map(is_full_name, words)):
        return None
    return (";" if has_several_lines(given) else " ").join(words)


def stripped_title(text: str) -> str:
    """Return ``text`` without a title before or after it, itself if there is none."""
    if text.endswith(TITLES):
        for title in _LONGEST_FIRST:
            if text.endswith(title) and len(text) > len(title):
                return text[: -len(title)]
    for title in ("先生", "女士", "小姐"):
        if text.startswith(title) and len(text) > len(title):
            return text[len(title) :]
    if len(text) == 2 and text[1] in _SHORT_TITLES:
        return text[0]
    return text


def is_filler(text: str) -> bool:
    """Return whether the whole text stands for no name: words, letters, punctuation."""
    word = text.casefold()
    if word in FILLERS or word.strip("<>[](){}#*'\" ._-") in FILLERS:
        return True
    if len(word) >= 3 and word.isascii() and word[0].isalpha():
        # One letter all along, and the x and blanks of forms that hide a name.
        run = len(set(word)) == 1
        if run or (word.startswith("xx") and not word.strip("x ")):
            return True
    if not word.isalnum() and not any(map(str.isalnum, word)):
        return True
    return len(word) >= 3 and not word.strip("0")
