"""Two chains in one field: the same place again, or a contradiction (重复与矛盾)."""

from __future__ import annotations

from infoverify._named import NamedTuple
from infoverify.validators.address._chains import extend
from infoverify.validators.address._data import COUNTY, PROVINCE, Division, Tables
from infoverify.validators.address._met import Candidate, Chain, Hit, Node
from infoverify.validators.address._settle import Place, place_of


class Clash(NamedTuple):
    """Two names that cannot belong together, or two places in one field."""

    kind: str
    upper: Hit
    lower: Hit
    #: what the text means without the upper name, without the lower one
    repairs: tuple[Place, ...]


def merge(tables: Tables, chain: Chain, other: Chain, year: int) -> Chain | None:
    """Return the deeper of two chains that can be one place, ``None`` if they cannot."""
    for first in chain.candidates:
        mine = tables.current(first.deepest, year)
        for second in other.candidates:
            theirs = tables.current(second.deepest, year)
            if not mine or not theirs:
                continue
            if all(any(_within(b, a) for a in mine) for b in theirs):
                return _joined(tables, year, chain, other, first, second, deeper=True)
            if all(any(_within(a, b) for b in theirs) for a in mine):
                return _joined(tables, year, chain, other, first, second, deeper=False)
    return None


def _joined(  # noqa: PLR0917 - two chains, their candidates, and the table
    tables: Tables,
    year: int,
    chain: Chain,
    other: Chain,
    first: Candidate,
    second: Candidate,
    *,
    deeper: bool,
) -> Chain:
    if deeper and second.deepest.code != first.deepest.code:
        candidates = tuple(
            c if c.province else c._replace(province=first.province)
            for c in other.candidates
            if c.deepest.p2 == first.deepest.p2
        )
        return Chain(
            chain.start, other.end, (*chain.hits, *other.hits), Node(candidates)
        )
    if second.deepest.code == first.deepest.code or len(chain.candidates) == 1:
        return Chain(chain.start, other.end, chain.hits, chain.node)
    # 西湖区 杭州市: the upper name after the lower one still decides.
    inside = tuple(
        c
        for c in chain.candidates
        if any(_within(d, second.deepest) for d in tables.current(c.deepest, year))
    )
    node = Node(inside) if inside else chain.node
    return Chain(chain.start, other.end, chain.hits, node)


def _within(lower: Division, upper: Division) -> bool:
    if upper.level == PROVINCE:
        return lower.p2 == upper.p2
    if upper.level == COUNTY:
        return lower.code == upper.code
    return lower.p4 == upper.p4 and lower.level >= upper.level


def clash_of(
    tables: Tables, chain: Chain, other: Chain, year: int, more: tuple[Hit, ...] = ()
) -> Clash:
    """Return the pair of names that fails, and what the text means without either."""
    upper, lower = chain.hits[-1], other.hits[0]
    top = min(d.level for d in chain.hits[0].divisions)
    second = min(d.level for d in lower.divisions)
    several = second <= top and (len(other.hits) > 1 or len(chain.hits) > 1)
    repairs: list[Place] = []
    without_upper = (
        _combine(tables, (*chain.hits[:-1], *other.hits, *more))
        or _combine(tables, (*other.hits, *more))
        or other.candidates
    )
    without_lower = (
        _combine(tables, (*chain.hits, *other.hits[1:], *more))
        or _combine(tables, (*chain.hits, *more))
        or chain.candidates
    )
    for candidates in (without_upper, without_lower):
        for place in _places(tables, candidates, year)[:4]:
            if place not in repairs:
                repairs.append(place)
    return Clash(
        "several_values" if several else "nesting_wrong", upper, lower, tuple(repairs)
    )


def _combine(tables: Tables, hits: tuple[Hit, ...]) -> tuple[Candidate, ...]:
    found: tuple[Candidate, ...] = ()
    for hit in hits:
        found = extend(tables, found, hit.divisions, hit.manner)
        if not found:
            return ()
    return found


def _places(
    tables: Tables, candidates: tuple[Candidate, ...], year: int
) -> list[Place]:
    live = [c for c in candidates if c.since <= year < c.until] or candidates
    found: dict[str, Place] = {}
    for candidate in live:
        for division in tables.current(candidate.deepest, year):
            found[division.code] = place_of(tables, division, candidate, year)
    return list(found.values())
