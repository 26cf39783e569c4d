"""Administrative divisions 行政区划 since 1981, each code as of a year.

``divisions.tsv`` holds every six-digit code of GB/T 2260 at province, prefecture and
county level with its names and the years in which each was in force. Its head tells
sources, licences and how it is rebuilt. Nothing is read before the first question.

*Years.* ``first`` is the year in which a code appeared (1981: in 1981 or before),
``end`` the year **in which** the change that ended it took effect, ``None`` while it
is in force. A number could have been given under a code in both, so both ends count
in :func:`in_force`. Years before 1984, when the first cards were issued, are rough.

>>> in_force("330104", 2021), in_force("330104", 2022)
(True, False)
>>> chain("330113", 2024)
('浙江省', '杭州市', '临平区')
>>> name_of("132201", 1982), name_of("132201", 1990)
('邢台市', '南宫市')
>>> intervals("330103")[0]._replace(successors=())
Interval(name='下城区', first=1981, end=2021, successors=())
>>> current("330103")
('330105',)

A code that this table lacks is not thereby wrong: look into :func:`special`, which
tells codes that occur on cards and in old systems without being in the standard.

>>> special("133100")
Special(name='雄安新区', kind='management_zone')
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import Final

from infoverify._named import NamedTuple
from infoverify.reference import _tables

__all__ = [
    "FIRST_YEAR",
    "SPECIAL_KINDS",
    "Interval",
    "Special",
    "all_codes",
    "chain",
    "current",
    "in_force",
    "intervals",
    "known",
    "name_of",
    "ranges",
    "special",
    "special_codes",
    "split_offs",
    "successors",
    "table_version",
    "year_ranges",
    "year_span",
]

FIRST_YEAR: Final = 1981
"""The year that stands for itself and everything before."""

SPECIAL_KINDS: Final[dict[str, tuple[str, str]]] = {
    "heading": ("统计用标题代码，如市辖区", "a heading such as 市辖区 (XXXX01)"),
    "ministry_city": ("民政部曾用的县级市代码", "a county-level city as XX90XX"),
    "ministry_number": (
        "民政部表与国家标准不同的代码",
        "a number of the ministry's table that differs from the standard's",
    ),
    "before_1982": (
        "1982年重新编码前的代码",
        "a number before the renumbering of 1982",
    ),
    "urban_area": ("1983年前的市区代码", "an urban area (市区) before 1983"),
    "management_zone": ("管理区、开发区等", "a management or development zone"),
    "statistical_zone": ("统计用区划代码", "a zone in the statistics bureau's tables"),
    "compatriot_permit": ("港澳台居民居住证", "the region of a residence permit"),
    "provisional": ("尚待确认的新代码", "a new code that awaits its notice"),
}
"""Every kind of special code, in Chinese and in English."""


class Interval(NamedTuple):
    """One name of one code, and the years in which it was in force.

    ``successors`` took over when it ended; ``330113@2021`` among them was formed in
    2021 out of a part of it while it stayed in force.
    """

    name: str
    first: int
    end: int | None
    successors: tuple[str, ...]


class Special(NamedTuple):
    """A code that is seen although the standard does not have it."""

    name: str
    kind: str


@lru_cache(maxsize=1)
def _table() -> tuple[str, list[str]]:
    head, _, rows = _tables.read("divisions.tsv").partition("\tsuccessors\n")
    return head.partition("# date: ")[2][:10], rows.split("\n")[:-1]


def edition() -> str:
    """Return the table's date, YYYY-MM-DD."""
    return _table()[0]


def lines() -> list[str]:
    """Return the table's lines in the order of their codes; shared, not to be changed.

    They are searched as they stand and split on demand, which keeps loading short.
    """
    return _table()[1]


def _lines_of(code: str) -> list[str]:
    if len(code) != 6:
        return []
    table = lines()
    start = end = bisect_left(table, code)
    while end < len(table) and table[end].startswith(code):
        end += 1
    return table[start:end]


@lru_cache(maxsize=1)
def special_codes() -> dict[str, Special]:
    """Return every special code; shared, not to be changed."""
    rows = (line.split("\t") for line in _tables.body("divisions_special.tsv"))
    return {code: Special(name, kind) for code, name, kind in rows}


@lru_cache(maxsize=1)
def table_version() -> str:
    """Return the table's date and digest, such as ``2025-11-30+0123456789ab``."""
    text = _tables.read("divisions.tsv")
    date = text.partition("# date: ")[2][:10]
    import hashlib  # noqa: PLC0415 - asked for by whoever writes a verdict down

    return f"{date}+{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def all_codes() -> tuple[str, ...]:
    """Return every code that the table has, in ascending order."""
    return tuple(dict.fromkeys(line[:6] for line in lines()))


@lru_cache(maxsize=8192)
def intervals(code: str) -> tuple[Interval, ...]:
    """Return what ``code`` stood for, oldest first; empty if it is not in the table."""
    found = []
    for line in _lines_of(code):
        _, name, first, end, after = line.split("\t")
        found.append(
            Interval(
                name,
                int(first),
                int(end) if end else None,
                tuple(after.split(";")) if after else (),
            )
        )
    return tuple(found)


def known(code: str) -> bool:
    """Tell whether the table has ``code`` in any year."""
    return bool(_lines_of(code))


def in_force(code: str, year: int) -> bool:
    """Tell whether a number could be given under ``code`` in ``year``."""
    return any(i.first <= year <= (i.end or year) for i in intervals(code))


def year_span(code: str) -> tuple[int, int | None] | None:
    """Return the first year and the end of ``code``, gaps left aside."""
    rows = intervals(code)
    return (rows[0].first, rows[-1].end) if rows else None


@lru_cache(maxsize=8192)
def ranges(code: str) -> tuple[tuple[int, int], ...]:
    """Return ((first, end), …) of one code: renames joined, gaps kept, 9999 for no end.

    Made for hot paths; both ends count. Empty if the code is not in the table.
    """
    spans: list[tuple[int, int]] = []
    for line in _lines_of(code):
        _, _, first, end, _ = line.split("\t")
        start, stop = int(first), int(end or 9999)
        if spans and spans[-1][1] == start:
            start = spans.pop()[0]
        spans.append((start, stop))
    return tuple(spans)


def year_ranges() -> dict[str, tuple[tuple[int, int], ...]]:
    """Return :func:`ranges` of every code, as a new dictionary."""
    return {code: ranges(code) for code in all_codes()}


def _at(code: str, year: int | None) -> Interval | None:
    """Return the interval for ``year``: the newer one in a year of change."""
    rows = intervals(code)
    if year is None:
        return rows[-1] if rows else None
    for row in reversed(rows):
        if row.first <= year <= (row.end or year):
            return row
    return None


def name_of(code: str, year: int | None = None) -> str | None:
    """Return the name of ``code`` in ``year``, or its last one without a year."""
    row = _at(code, year)
    return row.name if row else None


def chain(code: str, year: int | None = None) -> tuple[str, ...]:
    """Return the names from the province down, as of ``year``.

    Without a year: as of the last year of ``code``. Levels that have no name in that
    year (cities under a province directly, municipalities) are left out.
    """
    row = _at(code, year)
    if row is None:
        return ()
    if year is None:
        # Parents of a code that ended are those of its last full year.
        year = row.end - 1 if row.end else None
    levels = dict.fromkeys((code[:2] + "0000", code[:4] + "00", code))
    names = (name_of(c, year) if c != code else row.name for c in levels)
    return tuple(name for name in names if name)


def successors(code: str, year: int | None = None) -> tuple[str, ...]:
    """Return the codes that took over ``code`` (that of ``year``) when it ended."""
    row = _at(code, year)
    if row is None:
        return ()
    return tuple(s for s in row.successors if "@" not in s)


def split_offs(code: str) -> tuple[tuple[str, int], ...]:
    """Return (new code, year) for divisions formed out of ``code``, which stayed."""
    parts = (s.partition("@") for i in intervals(code) for s in i.successors)
    return tuple((new, int(year)) for new, at, year in parts if at)


def current(code: str, year: int | None = None) -> tuple[str, ...]:
    """Return the codes in force today for the place that ``code`` was in ``year``.

    The code itself while it is in force; otherwise its successors followed in the
    order of time. Empty when the table does not know what became of it.
    """
    row = _at(code, year)
    if row is None:
        return ()
    found: dict[str, None] = {}
    seen: set[tuple[str, int]] = set()
    todo = [(code, row)]
    while todo:
        here, row = todo.pop(0)
        if row.end is None:
            found[here] = None
        elif (here, row.first) not in seen:
            seen.add((here, row.first))
            todo += [
                (s, after)
                for s in row.successors
                if "@" not in s and (after := _at(s, row.end)) is not None
            ]
    return tuple(found)


def special(code: str) -> Special | None:
    """Return what is known of a code that the standard does not have, or ``None``."""
    return special_codes().get(code)
