"""From the candidates of a chain to one place, several, or none (裁决).

What is in force wins over what has ended; what is left is told apart by the township
that follows, by the caller's region, or not at all: nothing is guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify._named import NamedTuple
from infoverify.validators.address._candidates import names_a_road
from infoverify.validators.address._chains import skip_gap
from infoverify.validators.address._data import (
    CITY,
    COUNTY,
    MUNICIPALITIES,
    PROVINCE,
    SHORT,
    Division,
    Tables,
    townships,
)
from infoverify.validators.address._met import MOST_KEPT

if TYPE_CHECKING:
    from infoverify.validators.address._met import Candidate, Chain

# A name that ended so lately is still written: 江北区 may be Chongqing's or Ningbo's.
_STILL_WRITTEN: Final = 15
# Everybody calls a prefecture by its bare name, but 朝阳 is as often a district, 兴安 a county.
_TORN: Final = frozenset({"朝阳", "兴安"})


class Place(NamedTuple):
    """A division in force with its parents, and the candidate it was read from."""

    province: Division
    city: Division | None
    county: Division | None
    read: Candidate

    @property
    def deepest(self) -> Division:
        """Return the lowest division."""
        return self.county or self.city or self.province


class Settled(NamedTuple):
    """The outcome: the place decided, or the places among which nothing decides."""

    places: tuple[Place, ...]
    #: every heir of a historic name that has several, decided or not
    heirs: tuple[Division, ...]


def place_of(tables: Tables, division: Division, read: Candidate, year: int) -> Place:
    """Return a division in force with its parents in ``year``."""
    province = tables.province(division) or division
    if division.level == PROVINCE:
        return Place(division, None, None, read)
    if division.level == CITY:
        return Place(province, division, None, read)
    return Place(province, tables.parent(division, year), division, read)


def settle(
    tables: Tables, chain: Chain, text: str, at: int, *, year: int, region: str | None
) -> Settled:
    """Return the places that the chain can mean in ``year``.

    A township that begins at ``at`` in the text may decide.
    """
    settled: Settled | None = chain.node.settled.get(year)
    if settled is None:
        settled = _settle(tables, chain, year)
        if tables.kept < MOST_KEPT:
            tables.kept += 1
            chain.node.settled[year] = settled
    if len(settled.places) < 2:
        return settled
    found = list(settled.places)
    if region is not None:
        found = [p for p in found if _inside(p, region)] or found
    at = skip_gap(text, at)
    if len(found) > 1 and at < len(text):
        found = _referee(found, text[at : at + 24])
    if len(found) > 1 and settled.heirs:
        found = _principal(tables, found, year)
    return Settled(tuple(found), settled.heirs)


def _settle(tables: Tables, chain: Chain, year: int) -> Settled:
    candidates = chain.candidates
    live = [c for c in candidates if c.since <= year < c.until]
    if live and (len(chain.hits) > 1 or candidates[0].province):
        candidates = tuple(live)
    elif live:
        known = {c.deepest.code for c in live}
        recent = [
            c
            for c in candidates
            if c.until <= year < c.until + _STILL_WRITTEN
            and c.county is not None
            and all(live_.county for live_ in live)
            and not known & {d.code for d in tables.current(c.deepest, year)}
        ]
        candidates = (*live, *recent)
    else:
        candidates = _latest(candidates)
    places: dict[str, Place] = {}
    heirs: tuple[Division, ...] = ()
    for candidate in candidates:
        now = tables.current(candidate.deepest, year) or [candidate.deepest]
        if len(now) > 1:
            heirs = (*heirs, *now)
        for division in now:
            if division.code not in places:
                places[division.code] = place_of(tables, division, candidate, year)
    return Settled(tuple(_top(list(places.values()), chain)), heirs)


def _latest(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return of each place's historic readings the latest one."""
    by_name: dict[str, Candidate] = {}
    for candidate in candidates:
        key = candidate.deepest.p2 + candidate.deepest.name
        old = by_name.get(key)
        if old is None or candidate.until >= old.until:
            by_name[key] = candidate
    return tuple(by_name.values())


def _top(places: list[Place], chain: Chain) -> list[Place]:
    """Return the upper one where a bare name is a prefecture's and a county's."""
    if len(places) < 2:
        return places
    last = chain.hits[-1]
    if last.manner < SHORT:
        return places
    if any(p.deepest.level == PROVINCE for p in places):
        return [p for p in places if p.deepest.level == PROVINCE]
    cities = [p for p in places if p.deepest.level == CITY]
    stem = last.divisions[0].name[: last.end - last.start]
    if not cities or (stem in _TORN and len(chain.hits) == 1):
        return places
    return cities


def _inside(place: Place, region: str) -> bool:
    code = place.deepest.code
    stem = region.rstrip("0")
    stem += "0" * (len(stem) % 2)
    return code.startswith(stem) if len(stem) <= 6 else code == region


def _principal(tables: Tables, places: list[Place], year: int) -> list[Place]:
    """Return the one heir that stands for a historic division as a whole.

    南海市 became 南海区 but for a few towns; 庐山区 became 濂溪区, and only a scenic spot
    went to 庐山市. The name decides nothing.
    """
    reads = {id(p.read.deepest): p.read.deepest for p in places}
    if len(reads) != 1:
        return places
    heir = tables.principal(next(iter(reads.values())), year)
    same = [p for p in places if heir is not None and p.deepest.code == heir.code]
    return same or places


def _referee(places: list[Place], rest: str) -> list[Place]:
    """Return the places that have the township with which ``rest`` begins."""
    told: list[Place] = []
    best = 0
    for place in places:
        division = place.deepest
        if division.level == PROVINCE:
            continue
        towns = townships(division.code)
        match = towns.match(rest, 0)
        length = len(match) if match else 0
        if match is None and rest.startswith(towns.stems):
            # 九堡九盛路 is in 九堡街道; 凯旋路 need not be in 凯旋街道.
            stem = max((s for s in towns.stems if rest.startswith(s)), key=len)
            length = 0 if names_a_road(rest, len(stem)) else 1
        if length > best:
            told, best = [place], length
        elif length == best and length:
            told.append(place)
    return told or places


def county_of_township(
    tables: Tables, city: Division, town: str, year: int
) -> Division | None:
    """Return the one county of a prefecture that has the township, if it is one."""
    prefix = city.p4 if city.level == CITY else city.p2
    if city.level == PROVINCE and city.p2 not in MUNICIPALITIES:
        return None
    found = [
        row
        for row in tables.under(prefix)
        if row.level == COUNTY
        and row.first <= year < row.end
        and townships(row.code).official(town)
    ]
    exact = [
        r
        for r in found
        if (official := townships(r.code).official(town)) and official[0] == town
    ]
    found = exact or found
    return found[0] if len(found) == 1 and found[0].level == COUNTY else None


def split_off(
    tables: Tables, county: Division, town: str, year: int
) -> Division | None:
    """Return the county made of a part of ``county`` that has the township today."""
    for part in county.successors.split(";"):
        code, _, since = part.partition("@")
        if since and int(since) <= year:
            heir = tables.at(code, year)
            if (
                heir is not None
                and heir.level == COUNTY
                and townships(code).official(town)
            ):
                return heir
    return None
