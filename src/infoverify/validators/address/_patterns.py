"""The patterns of what follows the divisions (尾部样式), every quantifier bounded."""

from __future__ import annotations

from typing import Final

from infoverify.validators._lazy import Pattern
from infoverify.validators.address._numerals import NUMERAL

# A set of Han characters costs half a millisecond to compile, a set of Latin-1 nothing.
# So the patterns see a shadow of the text in which the characters of every set stand in
# Latin-1, one for one; what was there before is no address and becomes a question mark.
_IN_SETS: Final = (
    NUMERAL[3:]
    + "东南西北中路街道号弄巷镇乡江海远平原宁安雄康赉坪巴沅新老城村栋幢室屯社小园厂校大上下前后层区"
    "会团附甲乙丙丁特之、戊己庚辛临座楼面口市牌主副户角侧塔与和及近靠胡环过旁边壁处米里带第"
)


class _Shadow(dict[int, int]):
    """A translate table that leaves what it does not know as it is."""

    def __missing__(self, code: int) -> int:
        if len(self) < 40_000:
            self[code] = code
        return code


SHADOW: Final = _Shadow(
    {
        **dict.fromkeys((c for c in range(0x80, 0x100) if c != 0xB7), ord("?")),
        **dict(
            zip(
                map(ord, _IN_SETS),
                (c for c in range(0x80, 0x100) if c != 0xB7),
                strict=False,
            )
        ),
    }
)


# In a pattern only the characters of sets are exchanged, not the ends of its ranges.
_MARK: Final = {ord(c): SHADOW[ord(c)] for c in _IN_SETS}


def shadow_pattern(source: str) -> Pattern:
    """Return a pattern over the shadow; a set up to U+00FF is one of all Han."""
    source = source.replace("-\xb6\xb8-\xff]", "-\x7f]").replace("-\xff]", "-\x7f\xb7]")
    return Pattern(source.translate(_MARK))


_N: Final = f"[{NUMERAL}]"

ZONE: Final = shadow_pattern(
    "(?![0-9])[^\x00-@[-\xb6\xb8-\xff]{0,14}?(?:高新技术产业开发区|高新技术开发区|经济技术开发区"
    "|技术开发区|高新技术产业园区?|工业园区|产业园区|科技园区|高新园区|工业新区|开发区|高新区|经开区|工业区"
    "|物流园区|保税港区|保税区|自贸区|自由贸易试验区|示范区|度假区|风景名胜区|风景区|管理区|合作区|试验区"
    "|集中区|实验区|政务区|政务新区|生态城|园区|新区|林业局|枫溪区|大亚湾区|普侨区|加格达奇区|松岭区|新林区|呼中区)(?:管理委员会|管委会)?(?![东南西北中]?[路街道])"
)
ZONE_STOP: Final = shadow_pattern("[路街号弄巷]|大道|村|[镇乡](?!镇)|社区|小区")
TOWN: Final = shadow_pattern(
    "[^\x00-\xff]{1,8}?(?:街道办事处|地区办事处|街道办|(?<!大)街道(?!口)|民族乡|苏木|办事处"
    "|镇(?![江海远平原宁安雄康赉坪巴沅](?:[东南西北中]?[路街]|大道|大街|市|县|区)|[东南西北中新老]{0,2}[路街]|政府|大道)"
    "|乡(?![宁城村镇]|[东南西北中]?[路街]))"
)
TOWN_STOP: Final = shadow_pattern(
    "[号弄巷栋幢室]|(?:大道|大街|路|街)(?!道)|[村屯](?!街道|[镇乡])|[社小园厂校]区"
)
REGIMENT: Final = shadow_pattern(
    f"(?:兵团)?(?:第?{_N}{{1,3}}师)?(?:第?{_N}{{1,4}}团场?|[^\x00-\xff]{{2,5}}团场)"
)
_AFTER_VILLAGE: Final = (
    "(?!民小组|民组|[东南西北中大小新老上下前后]{0,3}(?:[路街](?![村屯])|大街|道|巷|里|大道|胡同|小区|花园|苑|工业园|公园|大厦|酒店"
    "|宾馆|广场|桥|镇|乡|小学|中学|站|委|口|医院|银行|电子|科技|科贸|软件|创业|文化))"
)
VILLAGE: Final = shadow_pattern(
    "[^\x00-/:-\xff]{1,9}?(?:村民委员会|居民委员会|社区居委会|村委会|居委会|社区|行政村|自然村|嘎查"
    f"|[村屯]{_AFTER_VILLAGE}|农场|林场|牧场|渔场|茶场)(?:村委会|居委会)?"
)
COMPANY: Final = shadow_pattern(
    f"第?(?:{_N}{{1,4}}|工程|机务|园林|良种|基建|修理|加工|园艺|畜牧|水利)连(?![续锁云江山水通城锦]|环)"
)
VILLAGE_STOP: Final = shadow_pattern(
    "[号弄栋幢室层]|(?:大道|大街|路|街|巷|胡同)(?=.{1,8}?(?:村|屯|社区|居委会|村委会)$)"
    "|(?:大道|大街|路|街|巷|胡同).{0,8}[^村屯区会]$"
)
GROUP: Final = shadow_pattern(
    f"第?(?:{_N}{{1,4}})(?:村民小组|居民小组|农业合作社|经济社|合作社|生产队|小组|大队|组|队|社)(?![区会团])"
)
NAMED_GROUP: Final = shadow_pattern(
    "[^\x00-\xff]{1,6}?(?:村民小组|居民小组|小组|生产队|自然村|组|队|屯|湾|庄|寨|坪|冲|垸|院子|社(?!区|会))"
    f"(?=$|{_N}|[ ,;附甲])"
)
ROAD: Final = shadow_pattern(
    f"(?:第?{_N}{{1,3}}号(?=大街|路|大道|街))?[^\x00-/:-@[-`\x7b-\xb6\xb8-\xff]{{1,16}}?"
    "(?:大道|大街|步行街|公路|马路|国道|省道|县道|胡同|环路|环线|路(?!由)|街(?!道|区)|巷|弄堂"
    f"|(?:道|里|条|线|环|沿|坊|埭|村)(?=[甲乙丙丁特]?(?:[0-9]{{1,5}}|[零〇一二三四五六七八九十百]{{1,6}})[-之0-9、]{{0,8}}(?:号|弄|附))"
    "|道(?![路])|环(?=[东南西北中]{1,2}段))"
    f"(?:[东南西北中上下]{{0,2}}?{_N}{{0,2}}段|[东南西北中](?=$|[ ,;]|[甲乙丙丁特新]?[0-9]))?(?:辅路|支路|延长线|延伸段)?"
)
ROAD_STOP: Final = shadow_pattern("[栋幢室层]|号(?!大街|路|大道|街)|单元|#")
BARE_ROAD: Final = shadow_pattern(
    "[东南西北中前后大]{0,2}(?:大道|大街|路|街|巷|道)?(?:[东南西北中上下]?[一二三四五六七八九十0-9]{0,2}段)?.?"
)
SUBROAD: Final = shadow_pattern(
    f"(?:[东南西北中前后上下]?(?:[一二三四五六七八九十]{{1,3}}|第[一二三四五六七八九十]{{1,3}}|[0-9]{{1,2}})?)?"
    "(?:横街|横巷|后街|前街|里弄|巷|胡同|条|街|路)(?!口)"
    f"|[^\x00-\xff]{{1,5}}(?:巷|胡同)(?={_N})"
)
SPLIT_POI: Final = shadow_pattern(
    ".*(?:产业基地|基地|产业园区?|科技园区?|工业园区?|软件园|示范园|创意园|工业村|物流园|园区|工业区|小区|花园|大厦|广场|商城"
    "|开发区|高新区|新城|校区|市场|公园|(?<!半)岛|度假村|医院|大学|学院|车站|火车站|国际|中心|家园|社区|[^0-9]期)(?=..)"
)
_ORD: Final = "[甲乙丙丁戊己庚辛特新老临]"
_SUFFIX: Final = f"(?:[-之]{_N}{{1,4}}|附{_N}{{1,4}}号?|{_ORD}(?![^\x00-/:-\xff])|[A-Za-z](?![0-9A-Za-z座栋幢区楼]))?"
_NUM: Final = f"(?:[0-9]{{1,5}}[A-Za-z]?|{_N}{{1,7}})"
NUMBER: Final = shadow_pattern(
    f"(?:第|门牌)?(?:{_ORD}?{_NUM}弄(?:{_NUM}支弄)?(?:{_ORD}?{_NUM}(?:[-、.,]{_NUM}){{0,4}}号(?!楼|栋|幢|房|库|厂|门)(?:{_SUFFIX}))?"
    f"|{_NUM}支弄(?:{_NUM}号(?!楼|栋|幢))?"
    f"|{_ORD}?{_NUM}{_ORD}?(?:[-之、.,]{_NUM}){{0,5}}号(?:大院|院)?(?!楼|栋|幢|馆|库|厂房|住宅楼|商铺|车间|房|门(?![面口市牌]))(?:{_SUFFIX})"
    f"|附{_NUM}号(?!楼|栋|幢))(?:内(?=$|[^\x00-\xff]))?"
)
BARE_NUMBER: Final = shadow_pattern(
    "[甲乙丙丁]?[0-9]{1,4}(?:-[0-9]{1,4})?(?=$|[ ,;]|[^\x00-\xff])"
    "(?!栋|幢|座|单元|层|楼|室|弄|巷|条|胡同|组|队|年|米|期|房|户|区|号|门|国道|省道|团|连|公里|里|路|街|省|市|县|\u4e07|社)"
)
TRIPLE: Final = shadow_pattern(
    "(?<![0-9A-Za-z])([A-Za-z]?[0-9]{1,4}[A-Za-z]?|[A-Za-z])[#]?-([0-9]{1,2}|[A-Za-z])-(?:([0-9]{1,2})-)?([A-Za-z]?[0-9]{1,5}[A-Za-z]?)室?(?![0-9-]|号)"
)
PAIR: Final = shadow_pattern(
    "(?<![0-9A-Za-z])([A-Za-z]?[0-9]{1,4}[A-Za-z]?|[A-Za-z])[#]?-([A-Za-z]?[0-9]{1,5}[A-Za-z]?)(?:室|房|号房)?(?![0-9A-Za-z-]|号|层|楼|[、/])"
)
BUILDING: Final = shadow_pattern(
    f"(?:第?(?:[A-Za-z]{{1,2}}-?)?{_N}{{1,5}}[A-Za-z]?(?:-{_N}{{1,3}})?(?:号楼|号住宅楼|号公寓楼|号厂房|号库房?|号馆|栋|幢|座|#楼?)"
    f"|[A-Za-z]{{1,2}}{_N}{{0,3}}(?:号楼|栋|幢|座|楼(?!层))|[甲乙丙丁东南西北中主副](?:座|栋|幢|塔楼?|楼(?![上下层道]))"
    f"|{_N}{{1,4}}楼(?={_N}{{1,3}}(?:单元|门(?!面)|梯)|[甲乙]单元))"
)
UNIT: Final = shadow_pattern(
    f"(?:第?{_N}{{1,3}}|[A-Za-z甲乙丙丁])(?:单元|门(?!面|市|牌|诊|店|口|窗)|梯)|[东南西北中]单元"
)
FLOOR: Final = shadow_pattern(
    f"(?:地下|负|底|第|[东南西北])?(?:{_N}{{1,3}}(?:[-、]{_N}{{1,3}})?(?:层|楼|[Ff](?![A-Za-z])))|顶[层楼]|底[层楼]"
    f"|[Bb][1-5](?:层|楼)?(?![0-9A-Za-z])"
)
ROOM: Final = shadow_pattern(
    "(?:第)?(?:[A-Za-z]{0,2}-?[0-9]{1,5}[A-Za-z]?|[零〇一二三四五六七八九十百]{1,5}|[甲乙丙丁东南西北中](?=[室户]))"
    "(?:[-/、,][A-Za-z]?[0-9]{1,5}[A-Za-z]?){0,4}(?:号房间?|号室|室|房间?|户|号(?!楼|栋|幢|院|线))"
)
REAL_ROOM: Final = Pattern(
    ROOM.source.replace("|号(?!楼|栋|幢|院|线)".translate(_MARK), "")
)
BARE_ROOM: Final = shadow_pattern(
    "[A-Za-z]{0,2}-?[0-9]{2,5}[A-Za-z]?(?:[-/、,][A-Za-z]?[0-9]{1,5}[A-Za-z]?){0,4}(?=$|[ ,;])"
)
VAGUE: Final = shadow_pattern(
    "(?:附近|斜?对面|对过|旁边?|隔壁|交叉路?口(?:往?[东南西北]{1,2}[角侧]?)?|交汇处|交界处|路口|往[东南西北]{1,2}[0-9]{0,5}(?:米|公里)?"
    "|[东南西北]{1,2}侧?[0-9]{1,5}米处?|某处|一带|[东西南北]侧)$"
)
CROSSING: Final = shadow_pattern(
    "[ ,;、]*[与和及近靠、][^\x00-/:-@[-`\x7b-\xff]{1,10}?(?:路|街|大道|大街|道|巷)"
    "(?:交叉路?口|交汇处|交叉处|交界处|交口|路口|口|处)?(?:往?[东南西北]{1,2}[角侧]?(?![0-9]))?"
)
HIGH_FLOOR: Final = shadow_pattern(
    f"(?:大厦|中心|广场|国际|号楼|[座栋幢塔])({_N}{{1,3}}[层楼])"
    f"(?=(?:{_N}{{1,3}}(?:[-、]{_N}{{1,3}})?|[A-Za-z])(?:单元|门))"
)
# 文三路与学院路: the second road crosses the first.
JOINERS: Final = frozenset("与和及近靠、".translate(_MARK))
