"""A host's own records (宿主记录): its column names, and rows that make one case.

Under a binding a CSV file's columns are the host's, and neighbouring rows of one
``group_by`` are one case. A row that cannot be read costs the cases it may belong to:
a case that lacks a person would be found incomplete, which it is not.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Any, Final

from infoverify.bindings import Layout
from infoverify.cli.records import Entry, Found
from infoverify.holders import fetch
from infoverify.reports.run import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from infoverify.bindings import Binding

#: So many cases are remembered, to notice one whose rows stand apart.
_REMEMBERED: Final = 100_000
_SHOWN: Final = 4
_LISTED: Final = 60
_DIGITS: Final = re.compile(r"\d{3}")


class HostColumns:
    """The columns that a binding reads."""

    def __init__(self, binding: Binding) -> None:
        """List the names; numbered ones with every number."""
        self._known = known_names(binding)
        shown = ", ".join(list(self._known)[:_SHOWN])
        name = binding.id
        zh = f"没有一列是绑定 {name} 所知的" + (f"，例如 {shown}" if shown else "")
        en = f"no column is known to the binding {name}"
        self.nothing = (zh, en + (f", such as {shown}" if shown else ""))

    def of(self, name: str) -> str | None:
        """Return the column's name, ``None`` where the binding does not read it."""
        return name if name in self._known else None

    @staticmethod
    def put(record: dict[str, Any], column: str, cell: str) -> None:
        """Put a cell into the host's record."""
        record[column] = cell

    def unknown(self, names: list[str], columns: list[str | None]) -> list[Trouble]:
        """Tell slips one by one, then what else binding and file do not share."""
        from infoverify.language.near_names import closest  # noqa: PLC0415 - a slip

        missing = [name for name in self._known if name not in columns]
        notices, others, told = [], [], set()
        for place, (name, column) in enumerate(zip(names, columns, strict=True), 1):
            if column is not None or not name:
                continue
            near = closest(name, missing, cutoff=0.7)
            if not near:
                # Where the header is missing a name is a customer's own text.
                others.append(f"#{place}")
                continue
            told.add(near)
            shown = f"#{place}" if looks_personal(name) else name
            zh = f"绑定中没有这一列，略过；是否 {near}？"
            en = f"not in the binding, left out; perhaps {near}?"
            notices.append(Trouble("", None, shown, zh, en, lost=False))
        if others:
            zh = f"绑定没有对应文件的 {some(others, 'zh')}，略过"
            en = (
                f"columns that the binding does not map, left out: {some(others, 'en')}"
            )
            notices.append(Trouble("", None, None, zh, en, lost=False))
        lacking = self._lacking(told.union(filter(None, columns)))
        if lacking:
            zh = f"文件没有绑定写明的 {some(lacking, 'zh')}，这些字段按缺失处理"
            en = f"columns of the binding that the file lacks: {some(lacking, 'en')}"
            notices.append(Trouble("", None, None, zh, en, lost=False))
        return notices

    def _lacking(self, there: set[str]) -> list[str]:
        """Return names that no column has; numbered ones where every number lacks."""
        spelled: dict[str, list[str]] = {}
        for name, pattern in self._known.items():
            spelled.setdefault(pattern, []).append(name)
        return [p for p, names in spelled.items() if there.isdisjoint(names)]


def looks_personal(name: str) -> bool:
    """Tell whether a name has a run of digits, as numbers and phones have."""
    return _DIGITS.search(name) is not None


def some(names: list[str], lang: str) -> str:
    """Return the first of many names, and how many there are."""
    zh = lang == "zh"
    text = ("、" if zh else ", ").join(names[:_LISTED])
    if len(names) > _LISTED:
        text += f" 等 {len(names)} 项" if zh else f" … ({len(names)})"
    return text


def known_names(binding: Binding) -> dict[str, str]:
    """Return the columns that a binding reads, in its order, each as it spells them."""
    here = Layout("here")
    known: dict[str, str] = {}
    if binding.group_by is not None:
        known[binding.group_by] = binding.group_by
    for layout in binding.layouts.values():
        if layout.column:
            known[layout.column] = layout.column
    for path, place in binding.places.items():
        layout = binding.layouts.get(path.partition(".")[0].removesuffix("[]"), here)
        # What stands in a list or a nested record is no column.
        if len(place.names) != 1 or layout.kind == "list":
            continue
        numbers = [""]
        if layout.kind == "numbered":
            numbers = [str(n) for n in range(layout.first, layout.last + 1)]
        for number in numbers:
            known.setdefault(place.spelled(number), place.spelled("{n}"))
    return known


def cases(
    binding: Binding, found_in: Iterator[Found], tell: Callable[[Trouble], None]
) -> Iterator[Entry]:
    """Yield an entry for every case, its record being the list of its rows.

    Without ``group_by`` every record is a case of its own and passes as it is.
    """
    if binding.group_by is None:
        for found in found_in:
            if isinstance(found, Entry):
                yield found
            else:
                tell(found)
        return
    rows = _Rows(found_in, tell)
    seen: set[int] = set()
    for case in binding.cases(rows):
        first, torn = rows.take(len(case))
        _notice(binding.group_by, case[0], first, seen, tell)
        if torn:
            tell(_TORN._replace(source=first.source, line=first.line))
            continue
        yield first._replace(record=case)


_TORN: Final = Trouble(
    *("", None, None),
    "同一案件可能缺少上述读不出的一行，不作核验",
    "the row that cannot be read may belong to this case, which is left out",
)


def _notice(
    group_by: str,
    row: object,
    first: Entry,
    seen: set[int],
    tell: Callable[[Trouble], None],
) -> None:
    """Tell of a case whose rows do not stand together."""
    number = hash(fetch(row, group_by))
    if number in seen:
        zh = "同一案件的行没有排在一起，被当作两件；请先按这一列排序"
        en = "rows of one case stand apart and count as two; sort by this column"
        tell(Trouble(first.source, first.line, group_by, zh, en, lost=False))
    elif len(seen) < _REMEMBERED:
        seen.add(number)


class _Rows:
    """The rows of a file, and after which of them one could not be read."""

    def __init__(
        self, found_in: Iterator[Found], tell: Callable[[Trouble], None]
    ) -> None:
        self._found_in = found_in
        self._tell = tell
        self._waiting: deque[Entry] = deque()
        self._torn: deque[int] = deque()
        self._come = self._gone = 0

    def __iter__(self) -> Iterator[object]:
        for found in self._found_in:
            if isinstance(found, Entry):
                self._come += 1
                self._waiting.append(found)
                yield found.record
                continue
            self._tell(found)
            if found.lost and (not self._torn or self._torn[-1] != self._come):
                self._torn.append(self._come)

    def take(self, count: int) -> tuple[Entry, bool]:
        """Return a case's first row, and whether a lost row may belong to the case."""
        begin, self._gone = self._gone, self._gone + count
        entries = [self._waiting.popleft() for _ in range(count)]
        torn = any(begin <= place <= self._gone for place in self._torn)
        # Between two cases the lost row may belong to either.
        while self._torn and self._torn[0] < self._gone:
            self._torn.popleft()
        return entries[0], torn
