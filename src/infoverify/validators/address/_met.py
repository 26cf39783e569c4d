"""Chains of divisions that were met before, so that they are followed quickly (已识链).

Kept are names of the table and what they mean, never a customer's text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from infoverify._named import NamedTuple
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


def whole(tables: Tables, text: str) -> Chain | None:
    """Return a chain of three full names that was met before and ends here."""
    kept = tables.chains.get(text[:8]) or tables.chains.get(text[:6])
    if kept is not None:
        for words, size, chain in kept:
            if text.startswith(words):
                after = text[size : size + 2]
                if after[:1] in _AFTER_WHOLE or after in tables.heads:
                    return None
                return chain  # type: ignore[no-any-return]
    return None


def keep_whole(tables: Tables, text: str, chain: Chain) -> None:
    """Keep a chain that begins the text and whose names alone decided it."""
    size = chain.end
    if size < 6 or tables.kept >= MOST_KEPT:
        return
    words = text[:size]
    key = words[:8] if size >= 8 else words[:6]
    kept = tables.chains.get(key, ())
    if all(row[0] != words for row in kept):
        tables.kept += 1
        tables.chains[key] = (*kept, (words, size, chain))


def known(text: str, end: int, node: Node) -> tuple[tuple[Hit, ...], int, Node, bool]:
    """Follow the full names that were met in this order before: most addresses.

    The last of the answer tells that no longer name begins with one of them.
    """
    hits: list[Hit] = []
    sure = True
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
        end, node, sure = stop, following, sure and not longer
    return tuple(hits), end, node, sure


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


# 梅县区梅县大道, 内江市中区: such a name is looked at with what follows it.
_UNSURE_NEXT: Final = frozenset("大路街巷桥中南北郊")
_AFTER_WHOLE: Final = _UNSURE_NEXT | GAPS | FILLER_FIRST
_new = tuple.__new__
