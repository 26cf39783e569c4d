"""The telephone numbering plan (电信网编号计划) as tables, read on first use.

``phone_prefixes.tsv`` says what a mainland mobile prefix is for,
``area_codes.tsv`` how long the numbers behind an area code are and where it lies.
"""

from __future__ import annotations

from functools import cache

from infoverify._named import NamedTuple
from infoverify.reference import _tables


class Prefix(NamedTuple):
    """What a mobile prefix (号段) is for.

    ``digits`` is the length of the whole number; ``operator`` the one to which the
    prefix was given (numbers may be ported since 2019-12-01); ``since`` the first year
    of use where known.
    """

    digits: int
    kind: str
    operator: str | None
    since: int | None


class Area(NamedTuple):
    """An area code (长途区号).

    ``lengths`` are those of the subscriber's number; ``region`` the division code of
    the prefecture, or of the province where several places share the code; ``retired``
    tells whether the code was taken out of use and ``until`` the year in which it ended,
    where known; ``successors`` the codes that took over.
    """

    lengths: tuple[int, ...]
    region: str
    name: str
    retired: bool
    until: int | None
    successors: tuple[str, ...]


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in _tables.body(name)]


@cache
def prefixes() -> dict[tuple[str, int], Prefix]:
    """Return (prefix of 3 to 5 digits, length of the number) → what it is for."""
    return {
        (prefix, int(digits)): Prefix(
            int(digits), kind, operator or None, int(since) if since else None
        )
        for prefix, digits, kind, operator, since, _ in _rows("phone_prefixes.tsv")
    }


def prefix_of(digits: str) -> Prefix | None:
    """Return the entry for a whole number, the longest prefix first."""
    table = prefixes()
    for length in (5, 4, 3):
        found = table.get((digits[:length], len(digits)))
        if found is not None:
            return found
    return None


@cache
def areas() -> dict[str, Area]:
    """Return area code, with its leading 0, → :class:`Area`."""
    return {
        code: Area(
            tuple(map(int, lengths.split())),
            region,
            name,
            bool(until),
            int(until) if until.isdigit() else None,
            tuple(successors.split()),
        )
        for code, lengths, region, name, until, successors, _ in _rows("area_codes.tsv")
    }
