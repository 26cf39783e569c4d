"""Where a resident identity number may come from (地址码), as of a time.

A number keeps for life the code of the county in which its holder was registered when
it was given. Numbers were given from 1984 on, to people of any age, so a code speaks
against a number only if it was no longer used when the holder was born, or not yet at
the date of the question. Only years are compared, and both ends of an interval count:
part of the year of a change was still under the old code.

The finest code that GB/T 2260 gives a place serves as its county code: prefecture
cities without counties (东莞 441900) while they had none, and 710000.

Source: GB 11643-1999, 3.2.1 (地址码); GB/T 2260 in its yearly states.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from infoverify._named import NamedTuple
from infoverify.reference import divisions
from infoverify.validators._mod_11_2 import PROVINCES, share

#: First digits of other documents of eighteen characters: residence permits of
#: residents of Hong Kong, Macao and Taiwan, and the permanent resident card (9).
OTHER_DOCUMENTS: Final = ("81", "82", "83", "9")

#: Resident cards, and with them the numbers, began in 1984 (居民身份证试行条例).
FIRST_NUMBERS: Final = 1984
#: The table begins with the state of 1981: an interval from then began then or before.
FIRST_TABLE: Final = 1981

_BEGINNING: Final = 0
_IN_FORCE: Final = 9999

RegionCode = Literal[
    "region_ended_before_birth",
    "region_not_yet_in_force",
    "region_newer_than_birth",
    "region_special",
    "region_unknown",
]

#: Numbers printed in standards and in the manuals of widely used software.
SAMPLES: Final = frozenset(
    {
        # GB 11643-1999 appendix A, both.
        *("11010519491231002X", "440524188001010014"),
        # Documentation of validator.js, python-stdnum, id-validator (two).
        *("34052419800101001X", "360426199101010071"),
        *("440308199901101512", "610104196209276908"),
    }
)


class Run(NamedTuple):
    """Years in which numbers could be given under a code, both ends counting."""

    first: int
    last: int


# Bounded, since a code may be any six digits; the table has fewer than 8,192.
@lru_cache(maxsize=8192)
def used(code: str) -> tuple[Run, ...]:
    """Return the runs of years in which a code was in the table at all."""
    return _joined(_intervals(code))


@lru_cache(maxsize=8192)
def runs(code: str) -> tuple[Run, ...]:
    """Return the runs of years in which a code could serve as a county code.

    Earliest first; none if there never were such years.
    """
    found = _intervals(code)
    if code.endswith("00"):
        found = [part for run in found for part in _without_counties(code, run)]
    return _joined(found)


def _intervals(code: str) -> list[Run]:
    return [Run(_first(i.first), _last(i.end)) for i in divisions.intervals(code)]


def _joined(found: list[Run]) -> tuple[Run, ...]:
    """Return runs, joined where they follow each other without a gap (new names)."""
    joined: list[Run] = []
    for run in sorted(found):
        if joined and run.first <= joined[-1].last:
            joined[-1] = Run(joined[-1].first, max(joined[-1].last, run.last))
        else:
            joined.append(run)
    return tuple(joined)


def _first(year: int) -> int:
    return _BEGINNING if year <= FIRST_TABLE else year


def _last(end: int | None) -> int:
    return _IN_FORCE if end is None else end


# Prefix of a prefecture or province → the runs of the codes below it.
_BELOW: Final[dict[str, list[Run]]] = {}


def _below(prefix: str) -> list[Run]:
    if not _BELOW:
        below: dict[str, list[Run]] = {}
        for code in divisions.all_codes():
            if code.endswith("0000"):
                continue
            for interval in divisions.intervals(code):
                run = Run(_first(interval.first), _last(interval.end))
                below.setdefault(code[:2], []).append(run)
                if not code.endswith("00"):
                    below.setdefault(code[:4], []).append(run)
        _BELOW.update(below)
    return _BELOW.get(prefix, [])


def _without_counties(code: str, run: Run) -> list[Run]:
    """Return the parts of ``run`` in which nothing lay below the code.

    A year belongs to the counties if the table of its 31 December has one; the year
    of a change counts for both sides.
    """
    prefix = code[:2] if code.endswith("0000") else code[:4]
    free = [run]
    for county in _below(prefix):
        left: list[Run] = []
        for part in free:
            if county.first > part.last or county.last < part.first:
                left.append(part)
                continue
            if part.first < county.first:
                left.append(Run(part.first, county.first))
            if county.last < part.last:
                left.append(Run(county.last, part.last))
        free = left
    return free


def judge(code: str, birth_year: int | None, at_year: int | None) -> RegionCode | None:
    """Return what is to be said of a region code, ``None`` if it is simply good.

    ``birth_year`` is ``None`` when the birth date is no date: then only what holds for
    every birth is said. ``at_year`` ``None`` sets no upper end.
    """
    known = used(code)
    if not known:
        seen = divisions.special(code) is not None
        return "region_special" if seen else "region_unknown"
    birth = 0 if birth_year is None else birth_year
    lowest = max(birth, FIRST_NUMBERS)
    highest = _IN_FORCE if at_year is None else at_year
    if not _fitting(known, lowest, highest):
        late = known[0].first > highest
        return "region_not_yet_in_force" if late else "region_ended_before_birth"
    fitting = _fitting(runs(code), lowest, highest)
    if not fitting:
        # A prefecture or province in force that had counties all the time.
        return "region_unknown"
    if birth_year is not None and fitting[0].first > birth_year:
        return "region_newer_than_birth"
    return None


def _fitting(known: tuple[Run, ...], lowest: int, highest: int) -> list[Run]:
    return [run for run in known if run.last >= lowest and run.first <= highest]


class _Regions(dict[str, tuple[int, int, int]]):
    """Region code → its share of the weighted sum, first and last year of its run.

    Holds the provinces' codes of which one run alone reached 1984; each is computed
    when first asked for, and only known codes are kept, so the table is bounded.
    Others miss.
    """

    def __missing__(self, code: str) -> tuple[int, int, int]:
        if code[:2] not in PROVINCES:
            raise KeyError
        reached = [run for run in runs(code) if run.last >= FIRST_NUMBERS]
        if len(reached) != 1:
            raise KeyError
        row = (share(code, 0), reached[0].first, reached[0].last)
        self[code] = row
        return row


REGIONS: Final = _Regions()


def name_of(code: str, birth_year: int | None) -> str | None:
    """Return the name that the code had when the number can first have been given.

    That is the first interval that reached the birth year and 1984; failing that the
    last one. ``None`` for a code that the table does not have.
    """
    intervals = divisions.intervals(code)
    if not intervals:
        return None
    lowest = max(birth_year or 0, FIRST_NUMBERS)
    for interval in intervals:
        # A new name in the very year counts: it is the one that lasted.
        if _last(interval.end) > lowest:
            return interval.name
    return intervals[-1].name
