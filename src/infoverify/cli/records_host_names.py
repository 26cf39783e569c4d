"""Names that a binding and JSON records do not share (JSON 的名字): told, never a value.

Told at a file's end, when it is known which names never occurred. Of what no binding
reads only the place is shown, unless it resembles a name of the binding: a key may be a
customer's own text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from infoverify.bindings import Layout
from infoverify.cli.records import Entry
from infoverify.cli.records_bound import looks_personal, some
from infoverify.reports.run import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoverify.bindings import Binding
    from infoverify.cli.records import Found

#: So many unknown names are kept; a file keyed by customers has no end of them.
_MOST: Final = 100
_LONGEST: Final = 40
_HERE: Final = Layout("here")


class _Node:
    """A name that the binding reads, with the names below it."""

    __slots__ = ("below", "of_list", "seen", "shown")

    def __init__(self, shown: str = "") -> None:
        self.shown = shown
        self.below: dict[str, _Node] = {}
        self.of_list = False
        self.seen = False

    def add(self, names: tuple[str, ...], spelled: tuple[str, ...]) -> _Node:
        node = self
        for name, pattern in zip(names, spelled, strict=True):
            dot = "." if node.shown else ""
            node = node.below.setdefault(name, _Node(f"{node.shown}{dot}{pattern}"))
        return node


class HostNames:
    """The names that a binding reads, and those that records have."""

    def __init__(self, binding: Binding) -> None:
        """Draw the tree of names."""
        self._root = _Node()
        self._lists: dict[str, _Node] = {}
        self._others: dict[tuple[str, str], tuple[int | None, int]] = {}
        self._records = 0
        root = self._root
        if binding.group_by is not None:
            root.add((binding.group_by,), (binding.group_by,))
        for part, layout in binding.layouts.items():
            if layout.kind == "rows":
                root.add((layout.column,), (layout.column,))
            elif layout.kind == "list":
                node = root.add(layout.names, layout.names)
                node.of_list, self._lists[part] = True, node
        for path, place in binding.places.items():
            if place.constant is not None:
                continue
            part = path.partition(".")[0].removesuffix("[]")
            layout = binding.layouts.get(part, _HERE)
            start = self._lists.get(part, root)
            numbers = [""]
            if layout.kind == "numbered":
                numbers = [str(n) for n in range(layout.first, layout.last + 1)]
            for number in numbers:
                names = tuple(name.replace("{n}", number) for name in place.names)
                start.add(names, place.names)

    def look(self, entry: Entry) -> None:
        """Note the names of a record."""
        if isinstance(entry.record, dict):
            # Places in the first record need no line.
            line = entry.line if self._records else None
            self._records += 1
            self._walk(self._root, entry.record, line)

    def _walk(self, node: _Node, held: dict[str, Any], line: int | None) -> None:
        for place, (name, value) in enumerate(held.items(), 1):
            known = node.below.get(name)
            if known is None:
                if len(self._others) < _MOST:
                    key = (node.shown, name[: _LONGEST + 1])
                    self._others.setdefault(key, (line, place))
                continue
            known.seen = True
            if known.of_list and isinstance(value, list):
                for element in value:
                    if isinstance(element, dict):
                        self._walk(known, element, line)
            elif known.below and isinstance(value, dict):
                self._walk(known, value, line)

    def notices(self, source: str) -> Iterator[Trouble]:
        """Yield slips one by one, then what else binding and file do not share."""
        if not self._records:
            return
        from infoverify.language.near_names import closest  # noqa: PLC0415 - a slip

        lacking = list(dict.fromkeys(_lacking(self._root)))
        others: list[str] = []
        for (above, name), (line, place) in self._others.items():
            prefix = f"{above}." if above else ""
            near = None
            if len(name) <= _LONGEST:
                missing = [
                    shown[len(prefix) :]
                    for shown in lacking
                    if shown.startswith(prefix)
                ]
                near = closest(name, missing, cutoff=0.7)
            if not near:
                others.append(f"{f'{line}:' if line else ''}{prefix}#{place}")
                continue
            lacking.remove(prefix + near)
            shown = f"{prefix}#{place}" if looks_personal(name) else prefix + name
            zh = f"绑定中没有这个键，略过；是否 {prefix}{near}？"
            en = f"not in the binding, left out; perhaps {prefix}{near}?"
            yield Trouble(source, None, shown, zh, en, lost=False)
        if others:
            zh = f"绑定没有对应记录里的键 {some(others, 'zh')}，略过"
            en = f"keys that the binding does not map, left out: {some(others, 'en')}"
            yield Trouble(source, None, None, zh, en, lost=False)
        if lacking:
            zh = f"没有一条记录有绑定写明的 {some(lacking, 'zh')}，这些字段按缺失处理"
            en = f"keys of the binding that no record has: {some(lacking, 'en')}"
            yield Trouble(source, None, None, zh, en, lost=False)


def _lacking(node: _Node) -> Iterator[str]:
    """Yield the topmost names that never occurred; numbered ones if no number did."""
    there = {below.shown for below in node.below.values() if below.seen}
    for below in node.below.values():
        if below.seen:
            yield from _lacking(below)
        elif below.shown not in there:
            yield below.shown


def watched(
    found_in: Iterator[Found], binding: Binding, source: str
) -> Iterator[Found]:
    """Yield what comes; after the last, what binding and records do not share."""
    names = HostNames(binding)
    for found in found_in:
        if isinstance(found, Entry):
            names.look(found)
        yield found
    yield from names.notices(source)
