"""One address from text to pieces (解读): noise, chains, place, tail.

The divisions are read where the text begins with them; names repeated by forms fold;
a second place that contradicts the first is a conflict and never a choice.
"""

from __future__ import annotations

from typing import Final

from infoverify._named import NamedTuple
from infoverify.validators._lazy import Pattern
from infoverify.validators.address._candidates import (
    begins_name,
    full_road,
    keeps_something,
    owns_something,
)
from infoverify.validators.address._chains import (
    continue_chain,
    full_levels,
    read_chain,
    skip_gap,
)
from infoverify.validators.address._clashes import Clash, clash_of, merge
from infoverify.validators.address._data import (
    COUNTY,
    FULL,
    PROVINCE,
    SHORT,
    WITHOUT_COUNTIES,
    Tables,
    townships,
)
from infoverify.validators.address._met import GAPS, Chain, Hit
from infoverify.validators.address._settle import Settled, settle
from infoverify.validators.address._tail import zone_at

_PROVINCE_NAME: Final = Pattern(
    "(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海)省"
    "|(?:北京|天津|上海|重庆)市|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区"
)
_AGAIN: Final = Pattern("[ ,;]*(?:中国|[是在的](?=[^\x00-\xff]{2,12}[市区县旗州]))?")
_PROVINCE_LIKE: Final = Pattern("[^\x00-\xff]{2,3}省(?![道界])")
_BEFORE: Final = GAPS.union(",;")
_GAPS_AGAIN: Final = GAPS.union(";中是在的")
_LEAD: Final = Pattern("[ ,;]*(?:市辖区|[在住于])(?=[^\x00-\xff]{2})")
# Names of counties that are also everyday words for a part of any city.
_GENERIC: Final = frozenset(
    [
        "新区",
        "郊区",
        "城区",
        "矿区",
        "市区",
        "东区",
        "西区",
        "南区",
        "北区",
        "中区",
        "新城区",
        "老城区",
        "市郊区",
        "城郊区",
        "工农区",
        "港区",
        "工业区",
    ]
)
# What stands before the divisions is of the address only with one of these.
_OF_ADDRESS: Final = frozenset("路街巷村镇乡号楼栋幢室园苑厦城场村弄里庄")
PROVINCE_HEADS: Final = frozenset(
    [
        "北京",
        "天津",
        "河北",
        "山西",
        "内蒙",
        "辽宁",
        "吉林",
        "黑龙",
        "上海",
        "江苏",
        "浙江",
        "安徽",
        "福建",
        "江西",
        "山东",
        "河南",
        "湖北",
        "湖南",
        "广东",
        "广西",
        "海南",
        "重庆",
        "四川",
        "贵州",
        "云南",
        "西藏",
        "陕西",
        "甘肃",
        "青海",
        "宁夏",
        "新疆",
    ]
)
_SPLIT: Final = Pattern("[ ,;]+")


_new = tuple.__new__


class Located(NamedTuple):
    """The divisions of a text and where the rest of it is."""

    chain: Chain
    settled: Settled
    clash: Clash | None
    zone: tuple[int, int] | None
    #: positions of the rest: runs of the text, in order
    rest: tuple[tuple[int, int], ...]
    #: every written name, those of folded repetitions left out
    hits: tuple[Hit, ...]


def locate(
    tables: Tables, text: str, *, year: int, region: str | None
) -> Located | None:
    """Return the divisions written in ``text``, ``None`` if there are none."""
    chain = _first_chain(tables, text)
    if chain is None:
        return None
    start = chain.start
    zone = None
    hits = chain.hits
    clash: Clash | None = None
    size = len(text)
    for _ in range(6):
        at = chain.end
        if text[at : at + 1] in _GAPS_AGAIN:
            at = skip_gap(text, at)
            again = _AGAIN.match(text, at)
            at = again.end() if again is not None else at
        if at >= size:
            break
        if (
            zone is None
            and text.find("区", at) > 0
            and not (chain.node.closed and chain.hits[-1].manner == FULL)
            and _open_below(chain)
        ):
            stop = zone_at(text, at)
            if stop:
                longer = continue_chain(tables, text, chain, stop)
                if longer is not None and longer.hits[-1].manner == FULL:
                    zone, chain, hits = (at, stop), longer, longer.hits
                    continue
        head = text[at : at + 2]
        if head not in tables.heads or (
            chain.node.closed
            and head not in PROVINCE_HEADS
            and not begins_name(tables, text, at)
        ):
            break
        other = read_chain(tables, text, at)
        if other is None or not _is_chain(text, chain, other, year, tables):
            break
        merged = merge(tables, chain, other, year)
        if merged is None:
            more = read_chain(tables, text, skip_gap(text, other.end))
            lower = more.hits if more is not None and full_levels(more) else ()
            clash = clash_of(tables, chain, other, year, lower)
            chain = chain._replace(end=lower[-1].end if lower else other.end)
            hits = (*chain.hits, *other.hits, *lower)
            break
        chain = merged
    rest: tuple[tuple[int, int], ...] = ((chain.end, len(text)),)
    if clash is None:
        chain, rest, clash = _later(tables, text, chain, year)
    if start and not _OF_ADDRESS.isdisjoint(text[:start]):
        rest = ((0, start), *rest)
    settled = settle(tables, chain, text, rest[-1][0], year=year, region=region)
    return _new(Located, (chain, settled, clash, zone, rest, hits))


def _open_below(chain: Chain) -> bool:
    """Tell whether a county can still follow."""
    last = chain.hits[-1]
    if last.manner == FULL:
        return last.divisions[0].level != COUNTY
    return any(c.county is None for c in chain.candidates)


def _first_chain(tables: Tables, text: str) -> Chain | None:
    start = 0
    while text[start : start + 1] in _BEFORE:
        start = skip_gap(text, start + 1)
    chain = read_chain(tables, text, start)
    if chain is not None and (len(chain.hits) > 1 or not _is_name(tables, text, chain)):
        return chain
    if chain is None or len(chain.hits) == 1:
        from infoverify.validators.address._foreign import (  # noqa: PLC0415
            starts_abroad,
        )

        if starts_abroad(text, start) or _PROVINCE_LIKE.match(text, start):
            return None
    lead = _LEAD.match(text)
    if lead is not None:
        chain = read_chain(tables, text, lead.end())
        if chain is not None and full_levels(chain):
            return chain
    for count, gap in enumerate(_SPLIT.finditer(text, start)):
        if count > 12:
            break
        chain = read_chain(tables, text, gap.end())
        if chain is not None and (
            full_levels(chain)
            or len(chain.hits) > 1
            or (chain.end - chain.start > 2 and not _is_name(tables, text, chain))
        ):
            return chain
    match = _PROVINCE_NAME.search(text, start)
    if match is not None and not keeps_something(text, match.end()):
        return read_chain(tables, text, match.start())
    return _inner_chain(tables, text, start)


def _is_name(tables: Tables, text: str, chain: Chain) -> bool:
    """Tell whether the one name read is the first part of a road's name."""
    if len(chain.hits) > 1:
        return False
    return keeps_road(tables, text, chain) or _is_road(tables, text, chain)


# 桐梓坡西路: after a bare county, a road needs two characters of its own (海淀苏州街).
_THIN_ROAD: Final = Pattern(
    "[东南西北中新老大前后上下一二三四五六七八九十]{0,3}[^\x00-\xff]?[东南西北中新老大前后上下一二三四五六七八九十]{0,3}"
    "(?:大道|大街|路|街(?!道)|巷|弄|胡同|桥|道(?=[0-9]))"
)


def _is_road(tables: Tables, text: str, chain: Chain) -> bool:
    last = chain.hits[-1]
    return (
        last.manner >= SHORT
        and all(d.level == COUNTY for d in last.divisions)
        and (
            _THIN_ROAD.match(text, last.end) is not None
            or owns_something(tables, text, last.end)
        )
    )


def keeps_road(tables: Tables, text: str, chain: Chain) -> bool:
    """Tell whether the chain's one full name goes on as a road or a market (义乌市场)."""
    last = chain.hits[-1]
    return last.manner == FULL and (
        full_road(tables, text, last.end) or text.startswith("场", last.end)
    )


def _inner_chain(tables: Tables, text: str, start: int) -> Chain | None:
    """Return a chain of two full names that begins inside the first forty characters."""
    for at in range(start + 1, min(start + 40, len(text) - 3)):
        if text[at : at + 2] not in tables.heads:
            continue
        chain = read_chain(tables, text, at)
        if chain is None:
            continue
        levels = full_levels(chain)
        if levels > 1 or (levels and len(chain.hits) > 1):
            return chain
        # 下沙江干区: one full county after two or three characters of a place.
        if (
            levels
            and at - start <= 3
            and not keeps_something(text, chain.end)
            and text[chain.start : chain.end] not in _GENERIC
        ):
            return chain
    return None


def _is_chain(text: str, chain: Chain, other: Chain, year: int, tables: Tables) -> bool:
    """Tell whether the names after a chain are divisions, not a road's or a firm's."""
    first, last = other.hits[0], other.hits[-1]
    if text[first.start : first.end] in _GENERIC:
        return False
    if len(other.hits) == 1 and keeps_something(text, last.end):
        return False
    if first.manner != FULL and (len(other.hits) == 1 or not full_levels(other)):
        # After a province, a bare prefecture of another province contradicts it.
        only = chain.candidates[0]
        return (
            only.city is None
            and only.county is None
            and only.province is not None
            and only.province.code not in {"110000", "120000", "310000", "500000"}
            and first.manner == SHORT
            and all(d.level == 1 for d in first.divisions)
            and chain.end == first.start
        )
    county = chain.candidates[0].county or chain.candidates[0].city
    if county is not None:
        for division in tables.current(county, year):
            if division.level == COUNTY or division.code in WITHOUT_COUNTIES:
                town = townships(division.code).match(text, first.start)
                if town is not None and len(town) >= first.end - first.start:
                    return False
    return True


def _later(
    tables: Tables, text: str, chain: Chain, year: int
) -> tuple[Chain, tuple[tuple[int, int], ...], Clash | None]:
    """Look in the rest for the same names again, or for another place in full."""
    begin = chain.end
    if not _written_again(text, chain, begin):
        return chain, ((begin, len(text)),), None
    runs: list[tuple[int, int]] = []
    for _ in range(_MOST_COPIES):
        at = _next_chain(tables, text, chain, begin)
        if at is None:
            break
        other, certain = at
        merged = merge(tables, chain, other, year)
        if merged is None:
            if not certain:
                break
            # Which of two doors is meant is open: the rest belongs to neither.
            end = len(text)
            return chain, ((end, end),), clash_of(tables, chain, other, year)
        between = text[begin : other.start].strip(" ,;")
        if between and not text[other.end :].lstrip(" ,;").startswith(between):
            runs.append((begin, other.start))
        chain = (
            merged._replace(hits=chain.hits) if merged.node is chain.node else merged
        )
        last, begin = (begin, other.start), other.end
    else:
        # The same place over and over: what stood between two names says it all.
        return chain, (*runs, last), None
    return chain, (*runs, (begin, len(text))), None


_MOST_COPIES: Final = 4


def _written_again(text: str, chain: Chain, begin: int) -> bool:
    """Tell whether any division could be written again: a cheap look."""
    rest = text[begin:].rstrip(" ,;")
    if "省" in rest or "市" in rest or "自治" in rest or not rest.isalnum():
        return True
    return any(text[start:end] in rest for start, end, _, _ in chain.hits)


def _next_chain(
    tables: Tables, text: str, chain: Chain, begin: int
) -> tuple[Chain, bool] | None:
    """Return the next chain in the rest and whether it names two levels in full."""
    starts: list[int] = []
    for index, hit in enumerate(chain.hits):
        if hit.manner == FULL or index == 0:
            at = text.find(text[hit.start : hit.end], begin)
            if at >= 0:
                starts.append(at)
    if text.find("省", begin) > 0 or text.find("市", begin) > 0 or "自治区" in text:
        match = _PROVINCE_NAME.search(text, begin)
        if match is not None:
            starts.append(match.start())
    if " " in text[begin:] or ";" in text[begin:] or "," in text[begin:]:
        starts.extend(g.end() for g in list(_SPLIT.finditer(text, begin))[:8])
    for start in sorted(set(starts)):
        other = read_chain(tables, text, start)
        if other is None:
            continue
        if other.hits[0].manner != FULL and not (
            len(other.hits) > 1 and full_levels(other)
        ):
            continue
        if len(other.hits) == 1 and (
            keeps_something(text, other.end) or not _same_name(text, chain, other)
        ):
            continue
        return other, full_levels(other) > 1 or (
            len(other.hits) > 1 and other.hits[0].divisions[0].level == PROVINCE
        )
    return None


def _same_name(text: str, chain: Chain, other: Chain) -> bool:
    name = text[other.start : other.end]
    return any(text[h.start : h.end] == name for h in chain.hits)
