"""Chains of divisions: province, prefecture, county that nest in one same year (区划链).

Names are cut where the chain says: 河北安新新区 is 安新 and 新区, 内江市中区 is 内江 and
市中区. A chain is the set of its candidates; each candidate holds in a window of years.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

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
from infoverify.validators.address._lazy import Pattern

GAPS: Final = frozenset(" -/,、·|>_.~")
# Headings of statistics and of forms that are no divisions.
_FILLER: Final = Pattern(
    "市辖区|省直辖县级行政区划|省直辖县级行政单位|自治区直辖县级行政区划|省直辖行政单位"
    "|省直辖|自治区直辖|生产建设兵团(?:第?[0-9零一二三四五六七八九十]{1,3}师)?|县(?=[^\x00-\xff]{1,12}[县区])"
)
# 内江市中区: the suffix of the city is the first character of the county.
_SHARED_SUFFIX: Final = frozenset(("市中", "市南", "市北", "市郊"))
_FILLER_FIRST: Final = frozenset("市省自县生")


class Candidate(NamedTuple):
    """One way to read a chain; a level that is not written is ``None``."""

    province: Division | None
    city: Division | None
    county: Division | None
    since: int
    until: int
    mixed: bool = False

    @property
    def deepest(self) -> Division:
        """Return the lowest division written."""
        return self.county or self.city or self.province  # type: ignore[return-value]


class Hit(NamedTuple):
    """One written division name in the text that was read."""

    start: int
    end: int
    manner: int
    divisions: list[Division]


class Node:
    """What a run of names means, wherever it stands; kept, for names recur.

    ``following`` holds the next names met so far and ``settled`` the places by year.
    """

    __slots__ = ("candidates", "closed", "following", "quick", "settled")

    def __init__(self, candidates: tuple[Candidate, ...]) -> None:
        """Set the candidates; no candidates at the root."""
        self.candidates = candidates
        #: whether every candidate has its county: then only repetitions can follow
        self.closed = bool(candidates) and all(c.county for c in candidates)
        self.following: dict[tuple[str, int], Node | None] = {}
        #: full names that nest, by their first two characters: name, length,
        #: divisions, what follows, and longer names that begin so
        self.quick: dict[str, tuple[tuple[Any, ...], ...]] = {}
        self.settled: dict[int, Any] = {}


class Chain(NamedTuple):
    """A run of names and what explains it."""

    start: int
    end: int
    hits: tuple[Hit, ...]
    node: Node

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Return every candidate that explains the run."""
        return self.node.candidates


def skip_gap(text: str, at: int) -> int:
    """Return the first position from ``at`` that is no gap between divisions."""
    end = len(text)
    while at < end and text[at] in GAPS:
        at += 1
    return at


def read_chain(tables: Tables, text: str, start: int) -> Chain | None:
    """Return the chain that begins at ``start`` and explains most characters."""
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
    if not done:
        hits, end, node = _known(text, end, node)
    while len(hits) < 8:
        at = end
        if hits:
            char = text[at : at + 1]
            if char in GAPS:
                at = skip_gap(text, end)
                char = text[at : at + 1]
            if char in _FILLER_FIRST:
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
            more, end, node = _known(text, end, node)
            if more:
                hits, kept = (*hits, *more), None
    if kept is not None:
        return kept if kept.hits else None
    return _new(Chain, (start, end, hits, node)) if hits else None


def _skip_filler(tables: Tables, text: str, at: int, end: int) -> tuple[int, int]:
    """Return where the next name can begin and where the chain ends before it."""
    filler = _FILLER.match(text, at)
    if filler is not None and not tables.knows(text[at : at + 3]):
        at = skip_gap(text, filler.end())
        if filler.end() - filler.start() > 2:
            end = filler.end()
    return at, end


def _known(text: str, end: int, node: Node) -> tuple[tuple[Hit, ...], int, Node]:
    """Follow the full names that were met in this order before: most addresses."""
    hits: list[Hit] = []
    while not node.closed:
        for row in node.quick.get(text[end : end + 2], ()):
            if text.startswith(row[0], end):
                break
        else:
            break
        _, size, divisions, following, longer = row
        stop = end + size
        if text[stop : stop + 1] in _UNSURE_NEXT or (
            longer and text.startswith(longer, end)
        ):
            break
        hits.append(_new(Hit, (end, stop, FULL, divisions)))
        end, node = stop, following
    return tuple(hits), end, node


def _keep(tables: Tables, node: Node, name: str, known: tuple[Any, ...]) -> None:
    """Keep a full name that nests under the node, and the names that begin with it."""
    head = name[:2]
    longer = tuple(
        other
        for other in tables.heads_names[head]
        if len(other) > len(name) and other.startswith(name)
    )
    kept = [row for row in node.quick.get(head, ()) if row[0] != name]
    kept.append((name, len(name), *known, longer))
    kept.sort(key=_by_length, reverse=True)
    node.quick[head] = tuple(kept)


def _by_length(row: tuple[Any, ...]) -> int:
    return len(row[0])


# 梅县区梅县大道, 内江市中区: such a name is looked at with what follows it.
_UNSURE_NEXT: Final = frozenset("大路街巷桥中南北郊")
_new = tuple.__new__
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
                _keep(tables, node, key[0], (divisions, following))
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
        if tables.kept < _MOST_KEPT:
            tables.kept += 1
            node.following[key] = following
        return following


# Enough for every chain in force and most of history; beyond it nothing is kept.
_MOST_KEPT: Final = 30_000


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
