"""What follows the divisions: township, village, road, number, building, room (尾部).

Read from left to right by small patterns with bounded quantifiers; each piece keeps its
position. What no pattern takes is the name of an estate or a building.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from infoverify.validators.address._numerals import NUMERAL, to_arabic

if TYPE_CHECKING:
    from infoverify.validators.address._data import Townships

Pieces = dict[str, tuple[str, int, int]]

_N: Final = f"[{NUMERAL}]"
_HAN: Final = "[^\x00-\xff]"
# Characters of a name: no number word and no end of another piece.
_NAME: Final = "[^\x00-\xb6\xb8-\xff]"

_ZONE: Final = re.compile(
    "(?![0-9])[^\x00-@[-\xb6\xb8-\xff]{0,14}?(?:高新技术产业开发区|高新技术开发区|经济技术开发区"
    "|技术开发区|高新技术产业园区?|工业园区|产业园区|科技园区|高新园区|工业新区|开发区|高新区|经开区|工业区"
    "|物流园区|保税港区|保税区|自贸区|自由贸易试验区|示范区|度假区|风景名胜区|风景区|管理区|合作区|试验区"
    "|集中区|政务区|政务新区|生态城|园区|新区|林业局)(?:管理委员会|管委会)?(?![东南西北中]?[路街道])"
)
_ZONE_STOP: Final = re.compile("[路街号弄巷]|大道|村|[镇乡](?!镇)|社区|小区")
_TOWN: Final = re.compile(
    "[^\x00-\xff]{1,8}?(?:街道办事处|地区办事处|街道办|(?<!大)街道(?!口)|民族乡|苏木|办事处"
    "|镇(?![江海远平原宁安雄康赉坪巴沅](?:[东南西北中]?[路街]|大道|大街|市|县|区)|[东南西北中新老]{0,2}[路街]|政府|大道)"
    "|乡(?![宁城村镇]|[东南西北中]?[路街]))"
)
_TOWN_STOP: Final = re.compile("[号弄巷栋幢室]|(?:大道|大街|路|街)(?!道)|[村屯](?!街道|[镇乡])|[社小园厂校]区")
_REGIMENT: Final = re.compile(f"(?:兵团)?(?:第?{_N}{{1,3}}师)?(?:第?{_N}{{1,4}}团场?|[^\x00-\xff]{{2,5}}团场)")
_AFTER_VILLAGE: Final = (
    "(?!民小组|民组|[东南西北中大小新老上下前后]{0,3}(?:路|街|大街|道|巷|里|大道|胡同|小区|花园|苑|工业园|公园|大厦|酒店"
    "|宾馆|广场|桥|镇|乡|小学|中学|站|委|口|医院|银行|电子|科技|科贸|软件|创业|文化))"
)
_VILLAGE: Final = re.compile(
    "[^\x00-/:-\xff]{1,9}?(?:村民委员会|居民委员会|社区居委会|村委会|居委会|社区|行政村|自然村|嘎查"
    f"|[村屯]{_AFTER_VILLAGE}|农场|林场|牧场|渔场|茶场)(?:村委会|居委会)?"
)
_COMPANY: Final = re.compile(f"第?(?:{_N}{{1,4}}|[^\x00-\xff]{{1,3}}园林?)连")
_VILLAGE_STOP: Final = re.compile(
    "[号弄栋幢室层]|(?:大道|大街|路|街|巷|胡同)(?=.{1,8}?(?:村|屯|社区|居委会|村委会)$)"
    "|(?:大道|大街|路|街|巷|胡同).{0,8}[^村屯区会]$"
)
_GROUP: Final = re.compile(
    f"第?(?:{_N}{{1,4}})(?:村民小组|居民小组|农业合作社|经济社|合作社|生产队|小组|大队|组|队|社)(?![区会团])"
)
_NAMED_GROUP: Final = re.compile(
    "[^\x00-\xff]{1,6}?(?:村民小组|居民小组|小组|生产队|自然村|组|队|屯|湾|庄|寨|坪|冲|垸|院子|社(?!区|会))"
    f"(?=$|{_N}|[ ,;附甲])"
)
_ROAD: Final = re.compile(
    f"(?:第?{_N}{{1,3}}号(?=大街|路|大道|街))?[^\x00-/:-@[-`\x7b-\xb6\xb8-\xff]{{1,16}}?"
    "(?:大道|大街|步行街|公路|马路|国道|省道|县道|胡同|环路|环线|路(?!由)|街(?!道|区)|巷|弄堂"
    f"|(?:道|里|条|线|环|沿|坊|埭|村)(?=[甲乙丙丁特]?(?:[0-9]{{1,5}}|[零〇一二三四五六七八九十百]{{1,6}})[-之0-9、]{{0,8}}(?:号|弄|附))"
    "|道(?![路]))"
    f"(?:[东南西北中上下]{{0,2}}?{_N}{{0,2}}段|[东南西北中](?=$|[ ,;]|[甲乙丙丁特新]?[0-9]))?(?:辅路|支路|延长线|延伸段)?"
)
_ROAD_STOP: Final = re.compile("[栋幢室层]|号(?!大街|路|大道|街)|单元|#")
_BARE_ROAD: Final = re.compile("[东南西北中前后大]{0,2}(?:大道|大街|路|街|巷|道)?(?:[东南西北中上下]?[一二三四五六七八九十0-9]{0,2}段)?.?")
_SUBROAD: Final = re.compile(
    f"(?:[东南西北中前后上下]?(?:[一二三四五六七八九十]{{1,3}}|第[一二三四五六七八九十]{{1,3}}|[0-9]{{1,2}})?)?"
    "(?:横街|横巷|后街|前街|里弄|巷|胡同|条|街|路)(?!口)"
    f"|[^\x00-\xff]{{1,5}}(?:巷|胡同)(?={_N})"
)
_SPLIT_POI: Final = re.compile(
    ".*(?:产业基地|基地|产业园区?|科技园区?|工业园区?|软件园|示范园|创意园|工业村|物流园|园区|工业区|小区|花园|大厦|广场|商城"
    "|开发区|高新区|新城|校区|市场|公园|度假村|医院|大学|学院|车站|火车站|国际|中心|家园|社区|[^0-9]期)(?=..)"
)
_ORD: Final = "[甲乙丙丁戊己庚辛特新老临]"
_SUFFIX: Final = f"(?:[-之]{_N}{{1,4}}|附{_N}{{1,4}}号?|{_ORD}(?![^\x00-/:-\xff])|[A-Za-z](?![0-9A-Za-z座栋幢区楼]))?"
_NUM: Final = f"(?:[0-9]{{1,5}}[A-Za-z]?|{_N}{{1,7}})"
_NUMBER: Final = re.compile(
    f"(?:第|门牌)?(?:{_ORD}?{_NUM}弄(?:{_NUM}支弄)?(?:{_ORD}?{_NUM}(?:[-、.,]{_NUM}){{0,4}}号(?!楼|栋|幢|房|库|厂|门)(?:{_SUFFIX}))?"
    f"|{_NUM}支弄(?:{_NUM}号(?!楼|栋|幢))?"
    f"|{_ORD}?{_NUM}{_ORD}?(?:[-之、.,]{_NUM}){{0,5}}号(?:大院|院)?(?!楼|栋|幢|馆|库|厂房|住宅楼|商铺|车间|房|门(?![面口市牌]))(?:{_SUFFIX})"
    f"|附{_NUM}号(?!楼|栋|幢))(?:内(?=$|[^\x00-\xff]))?"
)
_BARE_NUMBER: Final = re.compile(
    "[甲乙丙丁]?[0-9]{1,4}(?:-[0-9]{1,4})?(?=$|[ ,;]|[^\x00-\xff])"
    "(?!栋|幢|座|单元|层|楼|室|弄|组|队|年|米|期|房|户|区|号|门|国道|省道|团|连|公里|里|路|街|省|市|县|\u4e07|社)"
)
_TRIPLE: Final = re.compile(
    "(?<![0-9A-Za-z])([A-Za-z]?[0-9]{1,4}[A-Za-z]?|[A-Za-z])[#]?-([0-9]{1,2}|[A-Za-z])-(?:([0-9]{1,2})-)?([A-Za-z]?[0-9]{1,5}[A-Za-z]?)室?(?![0-9-]|号)"
)
_PAIR: Final = re.compile(
    "(?<![0-9A-Za-z])([A-Za-z]?[0-9]{1,4}[A-Za-z]?|[A-Za-z])[#]?-([A-Za-z]?[0-9]{1,5}[A-Za-z]?)(?:室|房|号房)?(?![0-9A-Za-z-]|号|层|楼|[、/])"
)
_BUILDING: Final = re.compile(
    f"(?:第?(?:[A-Za-z]{{1,2}}-?)?{_N}{{1,5}}[A-Za-z]?(?:-{_N}{{1,3}})?(?:号楼|号住宅楼|号公寓楼|号厂房|号库房?|号馆|栋|幢|座|#楼?)"
    f"|[A-Za-z]{{1,2}}{_N}{{0,3}}(?:号楼|栋|幢|座|楼(?!层))|[甲乙丙丁东南西北中主副](?:座|栋|幢|塔楼?|楼(?![上下层道]))"
    f"|{_N}{{1,4}}楼(?={_N}{{1,3}}(?:单元|门(?!面)|梯)|[甲乙]单元))"
)
_UNIT: Final = re.compile(f"(?:第?{_N}{{1,3}}|[A-Za-z甲乙丙丁])(?:单元|门(?!面|市|牌|诊|店|口|窗)|梯)|[东南西北中]单元")
_FLOOR: Final = re.compile(
    f"(?:地下|负|底|第|[东南西北])?(?:{_N}{{1,3}}(?:[-、]{_N}{{1,3}})?(?:层|楼|[Ff](?![A-Za-z])))|顶[层楼]|底[层楼]"
    f"|[Bb][1-5](?:层|楼)?(?![0-9A-Za-z])"
)
_ROOM: Final = re.compile(
    f"(?:第)?(?:[A-Za-z]{{0,2}}-?[0-9]{{1,5}}[A-Za-z]?|[零〇一二三四五六七八九十百]{{1,5}}|[甲乙丙丁东南西北中](?=[室户]))"
    "(?:[-/、,][A-Za-z]?[0-9]{1,5}[A-Za-z]?){0,4}(?:号房间?|号室|室|房间?|户|号(?!楼|栋|幢|院|线))"
)
_REAL_ROOM: Final = re.compile(_ROOM.pattern.replace("|号(?!楼|栋|幢|院|线)", ""))
_BARE_ROOM: Final = re.compile(
    "[A-Za-z]{0,2}-?[0-9]{2,5}[A-Za-z]?(?:[-/、,][A-Za-z]?[0-9]{1,5}[A-Za-z]?){0,4}(?=$|[ ,;])"
)
_VAGUE: Final = re.compile(
    "(?:附近|斜?对面|对过|旁边?|隔壁|交叉路?口(?:往?[东南西北]{1,2}[角侧]?)?|交汇处|交界处|路口|往[东南西北]{1,2}[0-9]{0,5}(?:米|公里)?"
    "|[东南西北]{1,2}侧?[0-9]{1,5}米处?|某处|一带|[东西南北]侧)$"
)


class Tail:
    """The pieces of a tail in normal form, each with its position in the tail."""

    __slots__ = ("pieces", "rest", "vague")

    def __init__(self) -> None:
        """Start empty."""
        #: kind to (normal form, start, end)
        self.pieces: Pieces = {}
        self.vague = False
        self.rest = ""

    def put(self, kind: str, normal: str, start: int, end: int) -> None:
        """Keep the first piece of a kind."""
        if kind not in self.pieces and end > start:
            self.pieces[kind] = (normal, start, end)


# A pattern is tried only where one of the characters that it ends in occurs.
_IN_ZONE: Final = frozenset("区园城局")
_IN_TOWN: Final = frozenset("道镇乡木处")
_IN_VILLAGE: Final = frozenset("村屯区会场查")
_IN_GROUP: Final = frozenset("组队社")
_IN_BUILDING: Final = frozenset("楼栋幢座库房馆塔#")
_IN_UNIT: Final = frozenset("元门梯")
_IN_FLOOR: Final = frozenset("层楼FfBb")
_IN_ROOM: Final = frozenset("室房户号")
_IN_VAGUE: Final = frozenset("近面过旁边壁口角侧处米里带")


def read_tail(text: str, towns: Townships | None) -> Tail:
    """Return the pieces of the text after the divisions."""
    tail = Tail()
    at = _skip(text, 0) if text[:1] in _GAPS else 0
    if at >= len(text):
        return tail
    chars = frozenset(text)
    at = _area(tail, text, at, towns, chars)
    if not _IN_VILLAGE.isdisjoint(chars) or "连" in chars:
        at = _rural(tail, text, at)
    elif not _IN_GROUP.isdisjoint(chars):
        at = _only_group(tail, text, at)
    at = _street(tail, text, at)
    if at < len(text):
        _house(tail, text, at, frozenset(text[at:]))
    return tail


def zone_at(text: str, at: int) -> int:
    """Return where a functional zone's name that begins at ``at`` ends, 0 for none."""
    match = _ZONE.match(text, at)
    if match is None or _ZONE_STOP.search(match.group()):
        return 0
    return match.end()


_GAPS: Final = frozenset(" ,;、-.·_/")


def _skip(text: str, at: int) -> int:
    end = len(text)
    while at < end and text[at] in _GAPS:
        at += 1
    return at


def _area(
    tail: Tail, text: str, at: int, towns: Townships | None, chars: frozenset[str]
) -> int:
    """Read functional zone and township, in either order."""
    may_zone = not _IN_ZONE.isdisjoint(chars)
    may_town = not _IN_TOWN.isdisjoint(chars) or "团" in chars
    if not may_zone and not may_town and towns is None:
        return at
    for _ in range(3):
        if at >= len(text):
            return at
        name = towns.match(text, at) if towns is not None else None
        if name is not None and _is_town(text, at, name):
            official = towns.names[name][0]  # type: ignore[union-attr]
            kind = "zone" if official.endswith(("开发区", "园区", "新区")) else "township"
            normal = official if kind == "township" else name
            tail.put(kind, _short_office(normal), at, at + len(name))
            at = _skip(text, at + len(name))
            continue
        match = _ZONE.match(text, at) if may_zone else None
        if match is not None and "zone" not in tail.pieces:
            words = match.group()
            stop = _ZONE_STOP.search(words)
            if stop is None and words not in {"园区", "工业区", "管理区"}:
                tail.put("zone", words, at, match.end())
                at = _skip(text, match.end())
                continue
        if not may_town or "township" in tail.pieces:
            return at
        match = _TOWN.match(text, at) or _REGIMENT.match(text, at)
        if match is None or _TOWN_STOP.search(match.group()):
            return at
        tail.put("township", _short_office(match.group()), at, match.end())
        at = _skip(text, match.end())
    return at


def _is_town(text: str, at: int, name: str) -> bool:
    """Tell whether a township's written form is not the beginning of a road's name."""
    end = at + len(name)
    if name[-1] in "道镇乡木处":
        return re.match("[东南西北中]?[路街]|口", text[end : end + 2]) is None
    return text[end : end + 1] not in "路街村大小"


def _short_office(name: str) -> str:
    for office in ("街道办事处", "街道办"):
        if name.endswith(office):
            return name[: -len(office)] + "街道"
    return name


def _rural(tail: Tail, text: str, at: int) -> int:
    """Read village or community, and the group in it."""
    match = _COMPANY.match(text, at) or _VILLAGE.match(text, at)
    if match is None or _VILLAGE_STOP.search(match.group()):
        return _only_group(tail, text, at)
    end = match.end()
    if match.group().endswith("新村") and not _GROUP.match(text, end):
        return at
    tail.put("village", match.group(), at, end)
    at = _skip(text, end)
    second = _VILLAGE.match(text, at)
    if second is not None and not _VILLAGE_STOP.search(second.group()):
        tail.put("group", second.group(), at, second.end())
        at = _skip(text, second.end())
    group = _GROUP.match(text, at) or _NAMED_GROUP.match(text, at)
    if group is not None:
        if "group" in tail.pieces:
            before, start, _ = tail.pieces.pop("group")
            tail.put("group", before + to_arabic(group.group()).removeprefix("第"), start, group.end())
        else:
            tail.put("group", to_arabic(group.group()).removeprefix("第"), at, group.end())
        at = _skip(text, group.end())
    return at


def _only_group(tail: Tail, text: str, at: int) -> int:
    group = _GROUP.match(text, at)
    if group is None:
        return at
    tail.put("group", to_arabic(group.group()).removeprefix("第"), at, group.end())
    return _skip(text, group.end())


def _street(tail: Tail, text: str, at: int) -> int:
    """Read road, lanes and house number."""
    match = _ROAD.match(text, at)
    if match is not None and not _ROAD_STOP.search(match.group()):
        start, end = at, match.end()
        split = _SPLIT_POI.match(match.group())
        if split is not None and not _BARE_ROAD.fullmatch(match.group(), split.end()):
            tail.put("poi", text[at : at + split.end()], at, at + split.end())
            start = at + split.end()
        lane = _SUBROAD.match(text, end)
        if lane is not None and lane.end() > end:
            end = lane.end()
            lane = _SUBROAD.match(text, end)
            end = lane.end() if lane is not None else end
        tail.put("road", text[start:end], start, end)
        at = _skip(text, end)
    return _number(tail, text, at)


def _number(tail: Tail, text: str, at: int) -> int:
    match = _NUMBER.match(text, at)
    if match is not None:
        normal = to_arabic(match.group().removeprefix("第").removeprefix("门牌"))
        normal = _keep_suffix(match.group(), normal).removesuffix("内")
        tail.put("house_number", normal, at, match.end())
        return _skip(text, match.end())
    if "road" not in tail.pieces or _TRIPLE.match(text, at) or _PAIR.match(text, at):
        return at
    match = _BARE_NUMBER.match(text, at)
    if match is not None:
        tail.put("house_number", match.group() + "号", at, match.end())
        return _skip(text, match.end())
    return at


def _keep_suffix(written: str, normal: str) -> str:
    """Return 28号之一 with its 之一: a word, not a number."""
    at = written.rfind("之")
    if at > 0 and written[at - 1] == "号":
        return to_arabic(written[:at]).removeprefix("第") + written[at:]
    return normal


def _house(tail: Tail, text: str, at: int, chars: frozenset[str]) -> None:
    """Read estate, building, unit, floor and room."""
    begin = at
    first = len(text)
    triple = _TRIPLE.search(text, at) if "-" in chars else None
    if triple is not None:
        first = triple.start()
        a, b, c, d = triple.groups()
        tail.put("building", a.upper() + "号楼", triple.start(1), triple.end(1))
        tail.put("unit", b.upper() + "单元", triple.start(2), triple.end(2))
        if c:
            tail.put("floor", c + "层", triple.start(3), triple.end(3))
        tail.put("room", d.upper() + "室", triple.start(4), triple.end(4))
        at = triple.end()
    may_unit = not _IN_UNIT.isdisjoint(chars)
    if may_unit and "floor" not in tail.pieces:
        at = _high_floor(tail, text, at)
    for kind, pattern, ends in _HOUSE:
        if ends.isdisjoint(chars) or kind in tail.pieces:
            continue
        match = pattern.search(text, at)
        if match is not None:
            first = min(first, match.start())
            tail.put(kind, _normal(kind, match.group()), *match.span())
            at = match.end()
    if "room" not in tail.pieces and at < len(text):
        first = min(first, _room(tail, text, at))
    _estate(tail, text, begin, first)


_HOUSE: Final = (
    ("building", _BUILDING, _IN_BUILDING),
    ("unit", _UNIT, _IN_UNIT),
    ("floor", _FLOOR, _IN_FLOOR | frozenset("顶底")),
)
_HIGH_FLOOR: Final = re.compile(
    f"(?:大厦|中心|广场|国际|[座栋幢塔])({_N}{{1,3}}[层楼])(?={_N}{{1,3}}(?:单元|门))"
)


def _high_floor(tail: Tail, text: str, at: int) -> int:
    """Read 富力中心41楼01单元: after a tower's name 41楼 is a floor."""
    match = _HIGH_FLOOR.search(text, at)
    if match is None:
        return at
    tail.put("floor", _normal("floor", match.group(1)), *match.span(1))
    return at


_PARTS: Final = frozenset({"building", "unit", "floor"})


def _room(tail: Tail, text: str, at: int) -> int:
    match = None
    if not _IN_ROOM.isdisjoint(text[at:]):
        match = _REAL_ROOM.search(text, at) or _ROOM.search(text, at)
    if match is not None:
        inside = not tail.pieces.keys().isdisjoint(_PARTS)
        if (
            match.group()[-1] == "号"
            and not inside
            and "house_number" not in tail.pieces
        ):
            normal = to_arabic(match.group())
            tail.put("house_number", normal, *match.span())
            first = match.start()
            return min(first, _room(tail, text, match.end()))
        tail.put("room", _normal("room", match.group()), *match.span())
        return match.start()
    pair = _PAIR.search(text, at) if "-" in text else None
    if pair is not None:
        if len(pair.group(2)) >= 3 and "building" not in tail.pieces:
            tail.put("building", pair.group(1).upper() + "号楼", *pair.span(1))
            tail.put("room", pair.group(2).upper() + "室", *pair.span(2))
        else:
            tail.put("room", pair.group().upper().removesuffix("室") + "室", *pair.span())
        return pair.start()
    if not (text[-1].isascii() or " " in text):
        return len(text)
    match = _BARE_ROOM.search(text, at)
    if match is not None:
        tail.put("room", match.group().lstrip("-").upper() + "室", *match.span())
        return match.start()
    return len(text)


def _normal(kind: str, written: str) -> str:
    text = to_arabic(written).upper().removeprefix("第")
    if kind == "building" and text.endswith(("#楼", "#")):
        return text.removesuffix("楼").removesuffix("#") + "号楼"
    if kind == "floor" and text[-1] in "楼F":
        return text[:-1] + "层"
    if kind == "room":
        for suffix in ("号房间", "号房", "号室", "房间", "房", "户", "号", "室"):
            if text.endswith(suffix):
                return text[: -len(suffix)] + "室"
    return text


_CROSS_FIRST: Final = frozenset(" ,;、与和及近靠")
_CROSSING: Final = re.compile(
    "[ ,;、]*[与和及近靠、][^\x00-/:-@[-`\x7b-\xff]{1,10}?(?:路|街|大道|大街|道|巷)"
    "(?:交叉路?口|交汇处|交叉处|交界处|交口|路口|口|处)?(?:往?[东南西北]{1,2}[角侧]?(?![0-9]))?"
)
_WORDY: Final = re.compile("[^0-9/ -]{2}|[^\x00-\xff]")
_EDGE: Final = " ,;、-.·()/"


def _estate(tail: Tail, text: str, start: int, end: int) -> None:
    name = text[start:end]
    crossing = _CROSSING.match(name) if name[:1] in _CROSS_FIRST else None
    if crossing is not None:
        tail.vague = True
        name, start = name[crossing.end() :], start + crossing.end()
    clean = name.strip(_EDGE)
    start += len(name) - len(name.lstrip(_EDGE))
    vague = _VAGUE.search(clean) if clean[-1:] in _IN_VAGUE else None
    if vague is not None:
        tail.vague = True
        clean = clean[: vague.start()].rstrip(_EDGE)
    if len(clean) >= 2 or (clean and "road" not in tail.pieces and clean.isalpha()):
        if _WORDY.search(clean):
            tail.put("poi", clean, start, start + len(clean))
    last = max((e for _, _, e in tail.pieces.values()), default=0)
    rest = text[last:].strip(_EDGE) if last < len(text) else ""
    tail.rest = rest
    if len(rest) >= 2 and "poi" not in tail.pieces:
        begin = last + len(text[last:]) - len(text[last:].lstrip(_EDGE))
        if _VAGUE.search(rest):
            tail.vague = True
        elif re.search(_HAN, rest):
            tail.put("poi", rest, begin, begin + len(rest))
