"""Chains of divisions: province, prefecture, county that nest in one same year (区划链).

Names are cut where the chain says: 河北安新新区 is 安新 and 新区, 内江市中区 is 内江 and
市中区. A chain is the set of its candidates; each candidate holds in a window of years.
"""

from __future__ import annotations

from typing import Final

from infoverify.validators._lazy import Pattern
from infoverify.validators.address._candidates import begins_name, hits
from infoverify.validators.address._data import (
    CITY,
    COUNTY,
    FULL,
    IN_FORCE,
    PROVINCE,
    SHORT,
    Division,
    Tables,
)
from infoverify.validators.address._met import (
    FILLER_FIRST,
    GAPS,
    MOST_KEPT,
    Candidate,
    Chain,
    Hit,
    Node,
    keep,
    keep_whole,
    known,
    whole,
)

_new = tuple.__new__
# Headings of statistics and of forms that are no divisions.
_FILLER: Final = Pattern(
    "市辖区|省直辖县级行政区划|省直辖县级行政单位|自治区直辖县级行政区划|省直辖行政单位"
    "|省直辖|自治区直辖|生产建设兵团(?:第?[0-9零一二三四五六七八九十]{1,3}师)?|县(?=[^\x00-\xff]{1,12}[县区])"
)
# 内江市中区: the suffix of the city is the first character of the county.
_SHARED_SUFFIX: Final = frozenset(("市中", "市南", "市北", "市郊"))


def skip_gap(text: str, at: int) -> int:
    """Return the first position from ``at`` that is no gap between divisions."""
    end = len(text)
    while at < end and text[at] in GAPS:
        at += 1
    return at


def read_chain(tables: Tables, text: str, start: int) -> Chain | None:
    """Return the chain that begins at ``start`` and explains most characters."""
    if not start:
        row = whole(tables, text)
        if row is not None:
            return row[2]
    if text[start : start + 2] not in tables.heads:
        return None
    return _walk(tables, text, start, start, (), root(tables))


def continue_chain(tables: Tables, text: str, chain: Chain, start: int) -> Chain | None:
    """Return the chain with the names that follow at ``start``, ``None`` if none do."""
    found = _walk(tables, text, chain.start, start, chain.hits, chain.node)
    if found is None or len(found.hits) <= len(chain.hits):
        return None
    return found


def root(tables: Tables) -> Node:
    """Return the node of no name."""
    if tables.root is None:
        tables.root = Node(())
    return tables.root  # type: ignore[no-any-return]


def _walk(  # noqa: PLR0917 - a step of the walk has this many parts
    tables: Tables,
    text: str,
    start: int,
    end: int,
    done: tuple[Hit, ...],
    node: Node,
) -> Chain | None:
    """Follow names from ``end``; at each step the longest that nests counts."""
    hits = done
    kept: Chain | None = None
    heads = tables.heads
    certain = 0
    longer: tuple[str, ...] = ()
    if not done:
        hits, end, node, longer = known(text, end, node)
        certain = len(hits) if node.closed else 0
    while len(hits) < 8:
        at = end
        if hits:
            char = text[at : at + 1]
            if char in GAPS:
                at = skip_gap(text, end)
                char = text[at : at + 1]
            if char in FILLER_FIRST:
                at, end = _skip_filler(tables, text, at, end)
        if text[at : at + 2] not in heads:
            break
        step = _step(tables, text, at, node, rooted=bool(hits))
        if step is None:
            break
        stop, manner, divisions, following = step
        if text[stop - 1] == "市" and text[stop - 1 : stop + 1] in _SHARED_SUFFIX:
            # 内江市中区: a shorter name competes only before 市中区, 市南区, 市北区.
            shared = _shared(tables, text, at, stop, node, rooted=bool(hits))
            if shared is not None:
                stop, manner, divisions, following = shared
        if manner >= SHORT and following.candidates == node.candidates:
            # 武进区武进高新区: a bare repetition counts only where names follow it.
            kept = kept or Chain(start, end, hits, node)
        else:
            kept = None
        hits = (*hits, _new(Hit, (at, stop, manner, divisions)))
        end, node = stop, following
        if not node.closed:
            more, end, node, _ = known(text, end, node)
            if more:
                hits, kept = (*hits, *more), None
    if kept is not None:
        return kept if kept.hits else None
    if not hits:
        return None
    chain: Chain = _new(Chain, (start, end, hits, node))
    if certain and len(hits) == certain and end == hits[-1].end:
        keep_whole(tables, text, chain, longer)
    return chain


def _skip_filler(tables: Tables, text: str, at: int, end: int) -> tuple[int, int]:
    """Return where the next name can begin and where the chain ends before it."""
    filler = _FILLER.match(text, at)
    if filler is not None and not tables.knows(text[at : at + 3]):
        at = skip_gap(text, filler.end())
        if filler.end() - filler.start() > 2:
            end = filler.end()
    return at, end


_Step = tuple[int, int, "list[Division]", Node]


def _step(
    tables: Tables, text: str, at: int, node: Node, *, rooted: bool
) -> _Step | None:
    """Return the longest name at ``at`` that nests under what the node means."""
    lengths = tables.heads.get(text[at : at + 2])
    if lengths is None:
        return None
    if isinstance(lengths, list):
        lengths = tables.open_head(text[at : at + 2])
    if node.closed and not begins_name(tables, text, at):
        return None
    for stop, manner, divisions, key in hits(tables, text, at, rooted=rooted):
        following = _follow(tables, node, key, manner, divisions)
        if following is not None:
            if manner == FULL and not key[1]:
                keep(tables, node, key[0], (divisions, following))
            return stop, manner, divisions, following
    return None


def _follow(
    tables: Tables,
    node: Node,
    key: tuple[str, int],
    manner: int,
    divisions: list[Division],
) -> Node | None:
    try:
        return node.following[key]
    except KeyError:
        candidates = extend(tables, node.candidates, divisions, manner)
        following = Node(candidates) if candidates else None
        if tables.kept < MOST_KEPT:
            tables.kept += 1
            node.following[key] = following
        return following


def _shared(
    tables: Tables, text: str, at: int, stop: int, node: Node, *, rooted: bool
) -> _Step | None:
    for end, manner, divisions, key in hits(tables, text, at, rooted=rooted):
        if end != stop - 1:
            continue
        following = _follow(tables, node, key, manner, divisions)
        if following is None:
            continue
        after = _step(tables, text, end, following, rooted=True)
        if after is not None and after[0] > stop + 1:
            return end, manner, divisions, following
    return None


def extend(
    tables: Tables,
    candidates: tuple[Candidate, ...],
    divisions: list[Division],
    manner: int,
) -> tuple[Candidate, ...]:
    """Return the candidates that also explain the next name, none if it cannot nest."""
    if not candidates:
        return tuple(_alone(d) for d in divisions)
    found: list[Candidate] = []
    for old in candidates:
        last = old.county or old.city or old.province
        for new in divisions:
            if new.p2 != last.p2:  # type: ignore[union-attr]
                continue
            joined = _join(old, last, new)  # type: ignore[arg-type]
            if joined is not None and joined not in found:
                found.append(joined)
    if not found and manner < SHORT:
        found = _mixed(tables, candidates, divisions)
    return tuple(found)


def _alone(division: Division) -> Candidate:
    level = division.level
    return Candidate(
        division if level == PROVINCE else None,
        division if level == CITY else None,
        division if level == COUNTY else None,
        division.first,
        division.end,
    )


def _join(old: Candidate, last: Division, new: Division) -> Candidate | None:
    if new.level <= last.level:
        # The same name again: forms print what the customer typed once more.
        return old if new is last else None
    if old.city is not None and new.p4 != old.city.p4:
        return None
    since = max(old.since, new.first)
    until = min(old.until, new.end)
    if since > until:
        return None
    city = new if new.level == CITY else old.city
    county = new if new.level == COUNTY else old.county
    return Candidate(old.province, city, county, since, until, old.mixed)


def _mixed(
    tables: Tables, candidates: tuple[Candidate, ...], divisions: list[Division]
) -> list[Candidate]:
    """Return readings of an old name with a new one: 合肥市居巢区, 莱芜市莱芜区.

    One of the two must have ended, and what stands for it today must nest.
    """
    found: list[Candidate] = []
    for old in candidates:
        last = old.deepest
        for new in divisions:
            if new.level < last.level or (last.end == new.end == IN_FORCE):
                continue
            if new.level == last.level and new.level != COUNTY:
                continue
            lasts = tables.current(last, IN_FORCE - 1)
            news = tables.current(new, IN_FORCE - 1)
            if not lasts or not news:
                continue
            if not all(any(_within(n, p) for p in lasts) for n in news):
                continue
            county = new if new.level == COUNTY else old.county
            city = new if new.level == CITY else old.city
            if new.level == last.level and last.end == IN_FORCE:
                county = last
            found.append(Candidate(old.province, city, county, 0, 0, mixed=True))
    # The name in force says most: 济南市莱芜市钢城区 is 钢城区.
    return [c for c in found if c.deepest.end == IN_FORCE] or found


def _within(lower: Division, upper: Division) -> bool:
    if upper.level == PROVINCE:
        return lower.p2 == upper.p2
    if upper.level == CITY:
        return lower.p4 == upper.p4
    return lower.code == upper.code


def full_levels(chain: Chain) -> int:
    """Return how many different levels the chain writes in full."""
    return len({h.divisions[0].level for h in chain.hits if h.manner == FULL})
