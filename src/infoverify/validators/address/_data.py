"""The division tables as the address reader needs them (行政区划表): names and history.

Nothing is read before the first address; townships of a county are split only when
an address of that county is read.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import Any, Final

from infoverify.reference import divisions
from infoverify.reference.townships import towns
from infoverify.validators.address._names import (
    OTHER_HEADS,
    forms_of,
    township_forms,
)

IN_FORCE: Final = 9999
PROVINCE, CITY, COUNTY = 0, 1, 2
# Prefectures that govern townships directly; 嘉峪关's have a code of statistics.
WITHOUT_COUNTIES: Final = frozenset({"441900", "442000", "460400", "620200"})
MUNICIPALITIES: Final = frozenset({"11", "12", "31", "50"})
# How a name is written: in full, with another suffix (恩施州), without (恩施), or as an
# everyday word (和平), which is a county only after its parent.
FULL, ALIAS, SHORT, WEAK = 0, 1, 2, 3


class Division:
    """One name of one code in one run of years; ``end`` is the year of its change."""

    __slots__ = ("code", "end", "first", "level", "name", "p2", "p4", "successors")

    def __init__(
        self, code: str, name: str, first: int, end: int, successors: str
    ) -> None:
        """Set the row; the level follows from the zeros of the code."""
        self.code = code
        self.name = name
        self.first = first
        self.end = end
        self.successors = successors
        self.p2 = code[:2]
        self.p4 = code[:4]
        self.level = 2 if code[4:] != "00" else 1 if code[2:4] != "00" else 0

    def in_force(self, year: int) -> bool:
        """Tell whether the row holds at the end of ``year``."""
        return self.first <= year < self.end

    def __repr__(self) -> str:
        """Return code, name and years."""
        return f"{self.code}{self.name}({self.first}-{self.end})"


class Entry:
    """What one written name can mean: its divisions by level and its manner."""

    __slots__ = ("divisions", "manner")

    def __init__(self, manner: int) -> None:
        """Start empty."""
        self.manner = manner
        self.divisions: list[Division] = []


class Tables:
    """Every division since 1981 by code and by written name.

    The table's lines are kept whole; a row and the names that begin with two given
    characters are made when they are first asked for, which most never are.
    """

    __slots__ = (
        *(
            "chains",
            "edition",
            "heads",
            "heads_names",
            "kept",
            "latest",
            "lines",
        ),
        *("names", "root", "rows", "strong"),
    )

    def __init__(self, lines: list[str]) -> None:
        """Index the lines of ``divisions.tsv``, which are in the order of their codes."""
        self.lines = lines
        self.rows: dict[int, Division] = {}
        #: the tree of chains met so far, and how many of its branches are kept
        self.root: Any = None
        self.kept = 0
        #: whole chains met, by their first eight, six or five characters
        self.chains: dict[str, tuple[tuple[Any, ...], ...]] = {}
        #: written name to its entries, one for each manner
        self.names: dict[str, list[Entry]] = {}
        #: first two characters to the lengths of the names that begin so, longest
        #: first; a list of lines until it is opened
        self.heads: dict[str, tuple[int, ...] | list[int]] = {}
        #: the names themselves, by their first two characters
        self.heads_names: dict[str, tuple[str, ...]] = {}
        #: and those of them that are no short forms
        self.strong: dict[str, tuple[str, ...]] = {}
        heads = self.heads
        for index, line in enumerate(lines):
            head = line[7:9]
            if head in heads:
                heads[head].append(index)  # type: ignore[union-attr]
            else:
                heads[head] = [index]
        for head, official in OTHER_HEADS:
            known = heads.get(head, [])
            heads[head] = [*known, *heads.get(official, ())]
        self.edition = ""
        self.latest = 0

    def open_head(self, head: str) -> tuple[int, ...]:
        """Return the lengths of the names that begin with ``head``, longest first."""
        lines = self.heads.get(head)
        if lines is None:
            return ()
        if isinstance(lines, tuple):
            return lines
        names: dict[str, list[Entry]] = {}
        for index in lines:
            row = self.row(index)
            if row.name[:2] == head:
                _enter(names, row.name, FULL, row)
            for name, manner in forms_of(row.name, row.level, row.code):
                if name[:2] == head:
                    _enter(names, name, manner, row)
        for entries in names.values():
            entries.sort(key=_manner)
        self.names.update(names)
        self.heads_names[head] = tuple(names)
        self.strong[head] = tuple(
            name for name, entries in names.items() if entries[0].manner < SHORT
        )
        lengths = tuple(sorted({len(name) for name in names}, reverse=True))
        self.heads[head] = lengths
        return lengths

    def knows(self, name: str) -> bool:
        """Tell whether any division is so written."""
        self.open_head(name[:2])
        return name in self.names

    def row(self, index: int) -> Division:
        """Return one line as a row."""
        row = self.rows.get(index)
        if row is None:
            code, name, first, end, successors = self.lines[index].split("\t")
            row = Division(
                code, name, int(first), int(end) if end else IN_FORCE, successors
            )
            row = self.rows.setdefault(index, row)
        return row

    def under(self, prefix: str) -> list[Division]:
        """Return the rows whose code begins with ``prefix``, in the order of codes."""
        start = bisect_left(self.lines, prefix)
        stop = bisect_left(self.lines, prefix + ":", start)
        return [self.row(index) for index in range(start, stop)]

    def at(self, code: str, year: int) -> Division | None:
        """Return the row of ``code`` that holds in ``year``."""
        for row in self.under(code):
            if row.first <= year < row.end:
                return row
        return None

    def heirs(self, row: Division) -> list[Division]:
        """Return the rows that took over when ``row`` ended (one step)."""
        codes = [c for c in row.successors.split(";") if c and "@" not in c]
        found = [r for c in codes if (r := self._from(c, row.end)) is not None]
        if found:
            return found
        renamed = self._from(row.code, row.end)
        # 511400 was 涪陵市 and is, after three years of nothing, 眉山市.
        if renamed is not None and (
            renamed.first <= row.end or renamed.name == row.name
        ):
            return [renamed]
        if row.level == CITY:
            return self._heirs_of_counties(row)
        parts = [c.partition("@")[0] for c in row.successors.split(";") if "@" in c]
        return [r for c in parts if (r := self._from(c, row.end)) is not None]

    def _from(self, code: str, year: int) -> Division | None:
        later = [r for r in self.under(code) if r.end > year]
        return min(later, key=lambda r: r.first) if later else None

    def _heirs_of_counties(self, row: Division) -> list[Division]:
        """Return the prefectures into which a dissolved prefecture's counties went."""
        found: dict[str, Division] = {}
        for county in self.under(row.p4):
            if (
                county.level == COUNTY
                and county.first <= row.end <= county.end
                and county.first < row.end
            ):
                for heir in [county] if county.end > row.end else self.heirs(county):
                    parent = self.at(heir.p4 + "00", max(row.end, heir.first))
                    up = parent or heir
                    if up.p4 != row.p4 or up.first >= row.end:
                        found[up.code] = up
        return list(found.values())

    def current(self, row: Division, year: int) -> list[Division]:
        """Return the rows in force in ``year`` that stand for ``row`` then."""
        done: dict[str, Division] = {}
        todo = [row]
        for _ in range(64):
            if not todo:
                break
            item = todo.pop()
            if item.first <= year < item.end:
                done[item.code] = item
            elif item.end <= year:
                todo.extend(h for h in self.heirs(item) if h.end > item.end)
            else:
                done.update((r.code, r) for r in self._before(item, year))
        return sorted(done.values(), key=lambda r: r.code)

    def principal(self, row: Division, year: int) -> Division | None:
        """Return the heir that carries a row on, ``None`` where no one does.

        The same code under another name, or a code that was made then for this row
        alone; what merely took a share does not count.
        """
        whole = row.level == CITY and not row.name.endswith("市")
        for _ in range(16):
            if row.first <= year < row.end:
                # 涪陵地区 was more than 涪陵区.
                return None if whole and row.level == COUNTY else row
            heirs = self.heirs(row)
            if len(heirs) > 1:
                heirs = [h for h in heirs if h.code == row.code] or [
                    h for h in heirs if self._only(h, row)
                ]
            if len(heirs) != 1 or heirs[0].end <= row.end:
                return None
            row = heirs[0]
        return None

    def _only(self, heir: Division, row: Division) -> bool:
        """Tell whether ``heir``'s code was made when ``row`` ended, to carry it on.

        That is said by the name (揭东县, 揭东区), or by nobody else's giving area to it.
        """
        if self.under(heir.code)[0].first != row.end:
            return False
        if heir.name[:-1] == row.name[:-1] and len(row.name) > 2:
            return True
        share = f"{heir.code}@{row.end}"
        return not any(
            share in (given := old.successors.split(";"))
            or (old.end == row.end and heir.code in given)
            for old in self.under(row.p2)
            if old.successors and old.code != row.code
        )

    def _before(self, row: Division, year: int) -> list[Division]:
        """Return the one row in force in ``year`` that became the later ``row``."""
        found = [
            old
            for old in self.under(row.p2)
            if old.level == row.level
            and old.first <= year < old.end
            and row.code in old.successors
            and any(r is row for r in self.current(old, row.first))
        ]
        return found if len(found) == 1 else []

    def parent(self, row: Division, year: int) -> Division | None:
        """Return the prefecture of a county in ``year``, ``None`` where it has none."""
        return self.at(row.p4 + "00", year) if row.level == COUNTY else None

    def province(self, row: Division) -> Division | None:
        """Return the province of a row."""
        rows = self.under(row.p2 + "0000")
        return rows[-1] if rows else None


def _enter(
    names: dict[str, list[Entry]], name: str, manner: int, row: Division
) -> None:
    entries = names.setdefault(name, [])
    for entry in entries:
        if entry.manner == manner:
            break
    else:
        entry = Entry(manner)
        entries.append(entry)
    entry.divisions.append(row)


def _manner(entry: Entry) -> int:
    return entry.manner


@cache
def tables() -> Tables:
    """Return the divisions, read once."""
    table = Tables(divisions.lines())
    table.edition = divisions.edition()
    table.latest = max(table.latest, int(table.edition[:4]))
    return table


class Townships:
    """The townships and streets of one county: written name to full name and code."""

    __slots__ = ("_opened", "_stems", "heads")

    def __init__(self, rows: list[tuple[str, str]]) -> None:
        """Sort the rows by their first two characters, which other forms share."""
        self.heads: dict[str, list[tuple[str, str]]] = {}
        for row in rows:
            self.heads.setdefault(row[1][:2], []).append(row)
        self._opened: dict[str, dict[str, tuple[str, str]]] = {}
        self._stems: tuple[str, ...] | None = None

    def _open(self, head: str) -> dict[str, tuple[str, str]]:
        """Return the names that begin so and their usual other forms, longest first."""
        rows = self.heads.get(head, ())
        names: dict[str, tuple[str, str]] = {}
        for code, name in rows:
            names.setdefault(name, (name, code))
        for code, name in rows:
            for form in township_forms(
                name, without_counties=code[:6] in WITHOUT_COUNTIES
            ):
                names.setdefault(form, (name, code))
        names = {name: names[name] for name in sorted(names, key=len, reverse=True)}
        if rows:
            self._opened[head] = names
        return names

    def official(self, name: str) -> tuple[str, str] | None:
        """Return official name and nine-digit code of a written form."""
        head = name[:2]
        return (self._opened.get(head) or self._open(head)).get(name)

    @property
    def stems(self) -> tuple[str, ...]:
        """Return the names without their suffix: enough to tell two counties apart."""
        if self._stems is None:
            self._stems = tuple(
                stem
                for rows in self.heads.values()
                for _, name in rows
                for suffix in ("街道", "镇", "乡")
                if name.endswith(suffix)
                and len(stem := name[: -len(suffix)]) >= 2
                and stem[-1] not in "路街道巷"
            )
        return self._stems

    def match(self, text: str, start: int) -> str | None:
        """Return the longest written form that begins at ``start``."""
        head = text[start : start + 2]
        if head in self.heads:
            for name in self._opened.get(head) or self._open(head):
                if text.startswith(name, start):
                    return name
        return None


@cache
def townships(code: str) -> Townships:
    """Return the townships of a county or of a city without counties.

    A county younger than the table has those of the counties that it took over.
    """
    rows = list(towns("620201" if code == "620200" else code).items())
    if not rows:
        table = tables()
        rows = [
            pair
            for row in table.under(code[:4])
            if row.end != IN_FORCE and code in row.successors
            for pair in towns(row.code).items()
        ]
    return Townships(rows)
