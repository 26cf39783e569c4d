"""Chains of divisions that were met before, so that they are followed quickly (已识链).

Kept are names of the table and what they mean, never a customer's text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from infoverify._named import NamedTuple
from infoverify.validators.address._candidates import begins_name
from infoverify.validators.address._data import FULL, Division

if TYPE_CHECKING:
    from infoverify.validators.address._data import Tables

GAPS: Final = frozenset(" -/,、·|>_.~")
FILLER_FIRST: Final = frozenset("市省自县生")
# Enough for every chain in force and most of history, and what they mean by year;
# beyond it nothing more is kept.
MOST_KEPT: Final = 60_000
_new = tuple.__new__


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


# The words of a chain, their length, the chain as it stands at the start of a text,
# its names, and the beginnings of a text with which the words are cut otherwise.
Row = tuple[str, int, Chain, tuple[str, ...], tuple[str, ...]]


def whole(tables: Tables, text: str) -> Row | None:
    """Return the row of a chain of full names that begins the text and ends there."""
    chains = tables.chains
    kept = chains.get(text[:8]) or chains.get(text[:6]) or chains.get(text[:5])
    if kept is None:
        return None
    for row in kept:
        words, size, _, _, longer = row
        if text.startswith(words):
            after = text[size : size + 2]
            if (
                after[:1] in _AFTER_WHOLE
                or after in _ROADS_NEXT
                or (after in _SIDES and words[-1] == "市")
                or (longer and text.startswith(longer))
                or (after in tables.heads and begins_name(tables, text, size))
            ):
                return None
            return row
    return None


def keep_whole(
    tables: Tables, text: str, chain: Chain, longer: tuple[str, ...]
) -> None:
    """Keep a chain whose names alone decided it, and the beginnings that undo it."""
    start, end, hits, node = chain
    size = end - start
    if size < 5 or tables.kept >= MOST_KEPT:
        return
    words = text[start:end]
    key = words[: 8 if size >= 8 else 6 if size >= 6 else 5]
    kept = tables.chains.get(key, ())
    if any(row[0] == words for row in kept):
        return
    if start:
        moved = [h._replace(start=h.start - start, end=h.end - start) for h in hits]
        chain = Chain(0, size, tuple(moved), node)
    names = tuple([words[h.start : h.end] for h in chain.hits])
    tables.kept += 1
    tables.chains[key] = (*kept, (words, size, chain, names, longer))


def known(
    text: str, end: int, node: Node
) -> tuple[tuple[Hit, ...], int, Node, tuple[str, ...]]:
    """Follow the full names that were met in this order before: most addresses.

    The last of the answer are the beginnings of the text with which a longer name
    would stand in the place of one of them.
    """
    hits: list[Hit] = []
    begin = end
    undone: tuple[str, ...] = ()
    while not node.closed:
        for row in node.quick.get(text[end : end + 2], ()):
            if text.startswith(row[0], end):
                break
        else:
            break
        name, size, divisions, following, longer = row
        stop = end + size
        after = text[stop : stop + 1]
        if (after in _UNSURE_NEXT and _unsure(name, text, stop)) or (
            longer and text.startswith(longer, end)
        ):
            break
        if longer:
            undone = (*undone, *[text[begin:end] + other for other in longer])
        hits.append(_new(Hit, (end, stop, FULL, divisions)))
        end, node = stop, following
    return tuple(hits), end, node, undone


def _unsure(name: str, text: str, stop: int) -> bool:
    """Tell whether what follows can make a full name a road's, or end it elsewhere.

    梅县区梅县大道, 内江市中区: such a name is looked at with what follows it.
    """
    after = text[stop : stop + 2]
    if after in _SIDES:
        return name[-1] == "市"
    return after in _ROADS_NEXT or after[0] in _ROAD_NEXT


def keep(tables: Tables, node: Node, name: str, known: tuple[Any, ...]) -> None:
    """Keep a full name that nests under the node, and the names that begin with it."""
    if tables.kept >= MOST_KEPT:
        return
    tables.kept += 1
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


_UNSURE_NEXT: Final = frozenset("大路街巷桥中南北郊")
_ROAD_NEXT: Final = frozenset("路街巷桥")
_ROADS_NEXT: Final = frozenset(("大道", "大街"))
# Of the names in the table that begin with 市, the long ones are 市中区, 市南区 ...
_SIDES: Final = frozenset(("中区", "南区", "北区", "郊区"))
_AFTER_WHOLE: Final = _ROAD_NEXT | GAPS | FILLER_FIRST
