"""Names with a division's suffix that no year of the table has (不存在的区划)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from infoverify.validators.address._data import CITY, COUNTY, PROVINCE, Division

if TYPE_CHECKING:
    from infoverify.validators.address._data import Tables

_NAME: Final = re.compile(
    "[^\x00-\xff]{2,6}?(?:自治县|自治旗|自治州|地区|省|市(?![场政民委中内立容区一二三四医])|区(?![域间委政内号块])"
    "|县(?![城委政道医中内一二])|旗(?![杆舰帜]))"
)
_STOP: Final = re.compile(
    "[0-9路街道村镇乡巷号园苑小社校厂景库团港厦楼栋幢室]|大道|(?:工业|开发|高新|经开|经济|产业|保税|新|住宅|生活"
    "|商业|别墅|家属|宿舍|管理|示范|合作|试验|度假|风景|物流|政务|商务|老|旧|郊|矿|老城|市|军|办公|休闲|步行|居民|居住|服务|文教|教育"
    "|科技|自贸|林|垦|农|老城|中心|核心|安置|集中|生态|金融|功能|文化|自由贸易|特|灾|疫|技术|投资|先导|艺术|教源|石化|石油|高教|组团|片|功能|枫溪|大亚湾|仲恺|普侨|加格达奇|松岭|新林|呼中|大学|高教|湾|滩|半岛|示范)区"
    "|(?:城|超|都|菜|夜|门|股|花|集|早|黑|古玩|农贸|批发|花鸟|城乡)市"
)
# 科技园东区 and 滨湖区 are parts of a place; three characters are a name: 历上区.
_PART: Final = re.compile("[东西南北中上下山湖海城]区")
# Without a parent only what looks like nothing else: two levels, or three characters.
_ROOT: Final = re.compile(
    "[^\x00-\xff]{2,4}市[^\x00-\xff]{1,4}[区县市]|[^\x00-\xff]{2}[区县](?!域|块|间)"
)


def unknown_division(
    tables: Tables, text: str, parent: Division | None
) -> tuple[int, tuple[str, ...], str] | None:
    """Return end, suggestions and text of an unknown division's name at the start."""
    match = _NAME.match(text)
    if match is None:
        return None
    name = match.group()
    if parent is None and not (name.endswith("省") or _ROOT.match(text)):
        return None
    if _STOP.search(name) or tables.knows(name):
        return None
    if len(name) != 3 and _PART.search(name):
        return None
    if parent is not None and parent.level == COUNTY:
        return None
    if name.endswith("省") and parent is not None:
        return None
    return match.end(), _near(tables, name, parent), name


def _near(tables: Tables, name: str, parent: Division | None) -> tuple[str, ...]:
    """Return the names of the parent's children that differ in one character."""
    if parent is None:
        rows = [r for r in tables.under("") if r.level == PROVINCE]
    elif parent.level == CITY:
        rows = [r for r in tables.under(parent.p4) if r.level == COUNTY]
    else:
        rows = [r for r in tables.under(parent.p2) if r.level != PROVINCE]
    found: dict[str, int] = {}
    for row in rows:
        other = row.name
        if (
            len(other) == len(name)
            and sum(a != b for a, b in zip(other, name, strict=True)) == 1
        ):
            found[other] = max(found.get(other, 0), row.end)
    return tuple(sorted(found, key=lambda n: (-found[n], n))[:3])
