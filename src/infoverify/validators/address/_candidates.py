"""Division names in a text: which hits count (候选地名).

A name in full counts wherever a chain of divisions can stand. A short form (海淀) or an
abbreviation counts only where nothing after it makes it the name of a road, an estate,
a school or a company.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.validators._lazy import Pattern
from infoverify.validators.address._data import (
    ALIAS,
    COUNTY,
    FULL,
    SHORT,
    WEAK,
    Division,
    Entry,
    Tables,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a road's name goes on with after a place (北京东路, 广州大道, 苏州一街).
_ROAD: Final = Pattern(
    "[新老]?[东西南北中前后]?(?:大道|大街|街道|公路|[路街巷弄桥]|胡同|里(?=[0-9])"
    "|[一二三四五六七八九十0-9]{1,3}(?:路|街|巷|道|大道|条|纬|经)"
    "|道(?=[0-9])|站|高速|快速)"
)
_ROAD_FIRST: Final = frozenset(
    "新老东西南北中前后大街路巷弄桥胡里公道站高快一二三四五六七八九十0123456789"
)
# After a short form: what makes it a part of another name.
_OWNER_CHARS: Final = frozenset(
    "村镇乡湖江门寺庙塔苑港庄屯口湾岛堡坝岭坡嘴河县区旗市省"
)
_OWNER_WORDS: Final = (
    *("公园", "广场", "花园", "小区", "大厦", "大学", "学院", "山庄", "医院", "中学"),
    *("小学", "酒店", "宾馆", "机场", "国际", "中心", "新村", "新城", "银行", "支行"),
    *("饭店", "商场", "公司", "公寓", "社区", "嘎查", "苏木", "文化", "体育", "火车"),
    *("汽车", "宿舍", "园林", "商城", "世纪", "家园", "豪庭", "分公司", "名苑", "雅苑"),
    *("新区", "高新区", "区块"),
    *("春天", "晓报", "日报", "晚报", "商会", "会馆", "河边", "山路", "河路", "苑"),
)
# After a full name: what makes it the owner of a building.
_KEEPER_WORDS: Final = (
    *("驻", "商会", "银行", "分行", "支行", "公司", "大厦", "酒店", "饭店", "宾馆"),
    *("人民政府", "政府", "分公司", "公安", "法院", "人民医院", "医院", "大学"),
    *("学院", "中学", "小学", "场", "广播", "电视", "博物", "税务", "供电", "招待"),
    *("总商会", "会馆", "路", "商城", "商厦", "办事处"),
)


def names_a_road(text: str, end: int) -> bool:
    """Tell whether the text goes on so that the place names a road."""
    if end >= len(text) or text[end] not in _ROAD_FIRST:
        return False
    return _ROAD.match(text, end) is not None


def owns_something(tables: Tables, text: str, end: int) -> bool:
    """Tell whether a short form that ends here is a part of another name."""
    if end >= len(text):
        return False
    if names_a_road(text, end) or text.startswith(_OWNER_WORDS, end):
        return not begins_name(tables, text, end)
    # 武汉江岸区: the character may begin a division's name.
    return text[end] in _OWNER_CHARS and not begins_name(tables, text, end)


def begins_name(tables: Tables, text: str, at: int) -> bool:
    """Tell whether a name in full or with another suffix begins at ``at``."""
    head = text[at : at + 2]
    tables.open_head(head)
    return text.startswith(tables.strong.get(head, ()), at)


def keeps_something(text: str, end: int) -> bool:
    """Tell whether a full name that ends here names the owner of a building."""
    return text.startswith(_KEEPER_WORDS, end) or names_a_road(text, end)


def hits(
    tables: Tables, text: str, start: int, *, rooted: bool
) -> Iterator[tuple[int, int, list[Division], tuple[str, int]]]:
    """Yield end, manner, divisions and key of each name at ``start``, longest first.

    ``rooted`` tells that an accepted division stands before: only then everyday words
    count, and only then a school or a company takes the short form's meaning away.
    """
    names = tables.names
    for length in tables.open_head(text[start : start + 2]):
        name = text[start : start + length]
        entries = names.get(name)
        end = start + length
        if entries is None or end > len(text):
            continue
        if len(entries) == 1:
            entry = entries[0]
            manner = entry.manner
            # 梅县区梅县大道 is a road; nobody calls one 东莞市大道.
            short = rooted and length == 2
            if (manner == FULL and not (short and full_road(tables, text, end))) or (
                manner != FULL
                and _counts(tables, text, end, manner, rooted=rooted)
                and not _is_zone(text, end, entry)
            ):
                yield end, manner, entry.divisions, (name, 0)
            continue
        # A full name first: 沙县 is the county before it is short for 沙县区.
        for low, high in ((FULL, ALIAS), (SHORT, WEAK)):
            manner, divisions, mask = WEAK, None, 0
            for entry in entries:
                if (
                    not low <= entry.manner <= high
                    or not _counts(tables, text, end, entry.manner, rooted=rooted)
                    or _is_zone(text, end, entry)
                ):
                    continue
                manner = min(manner, entry.manner)
                mask |= 1 << entry.manner
                divisions = (
                    entry.divisions
                    if divisions is None
                    else divisions + entry.divisions
                )
            if divisions is not None:
                yield end, manner, divisions, (name, mask)


_FULL_ROAD: Final = Pattern(
    "(?:大道|大街|(?:路|街|巷|桥)(?=$|[0-9 ,;]|[东西南北中]段))"
)


def full_road(tables: Tables, text: str, end: int) -> bool:
    """Tell whether a full name at once goes on as a road: 梅县区梅县大道."""
    return text[end : end + 1] in _ROAD_FIRST and (
        _FULL_ROAD.match(text, end) is not None
        # 台州市路桥区: 路 may begin the next name.
        and not begins_name(tables, text, end)
    )


def _is_zone(text: str, end: int, entry: Entry) -> bool:
    """Tell whether a county's short form names a zone: 龙华新区 was no county."""
    return (
        entry.manner >= SHORT
        and text.startswith("新区", end)
        and all(d.level == COUNTY for d in entry.divisions)
    )


def _counts(tables: Tables, text: str, end: int, manner: int, *, rooted: bool) -> bool:
    if manner == FULL:
        return not (rooted and full_road(tables, text, end))
    if manner < SHORT:
        return not names_a_road(text, end)
    if rooted:
        return not owns_something(tables, text, end)
    return manner != WEAK and not _loose(tables, text, end)


# At the start a city may own what follows (西安交通大学 is in 西安), a road may not.
_LOOSE_WORDS: Final = (
    *(
        "湾",
        "村",
        "县",
        "区",
        "旗",
        "省",
        "镇",
        "乡",
        "花园",
        "小区",
        "山庄",
        "新村",
        "新城",
        "苑",
    ),
    *(
        "庄",
        "屯",
        "社区",
        "嘎查",
        "家园",
        "豪庭",
        "公寓",
        "广场",
        "港",
        "寺",
        "街道",
        "门外",
        "门内",
        "门大街",
        "门街",
        "门南",
        "门北",
        "门东",
        "门西",
    ),
)


# 上海城 is an estate; 湘潭城塘社区 is in 湘潭.
_TOWN_OF: Final = Pattern("城(?=$|[0-9A-Za-z ,;]|小区|花园|广场|大厦|徐汇)")


def _loose(tables: Tables, text: str, end: int) -> bool:
    if (
        text.startswith(_LOOSE_WORDS, end)
        or names_a_road(text, end)
        or (text.startswith("城", end) and _TOWN_OF.match(text, end) is not None)
    ):
        return not (begins_name(tables, text, end) or text.startswith("湾仔", end))
    return False
