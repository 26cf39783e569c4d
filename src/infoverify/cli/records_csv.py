"""Records from CSV: columns are paths, one row is one case, an empty cell is absent.

The encoding is UTF-8 (with or without its mark) or GB 18030, told apart by the first
text beyond ASCII; the delimiter is whichever of ``, ; tab |`` makes most columns
known. A wrong row costs itself. Under a binding the columns are the host's own.
"""

from __future__ import annotations

import codecs
import csv
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from infoverify.cli.records import Entry, Found
from infoverify.reports.run import Trouble
from infoverify.vocabulary import LIST_PARTS, PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from infoverify.cli.records import ByteStream


DELIMITERS: Final = (",", ";", "\t", "|")
_LONGEST: Final = 1 << 22
_SAMPLE: Final = 1 << 18
_MOST_ELEMENTS: Final = 100

_COLUMN: Final = re.compile(
    r"(form\.)?([a-z_]+)(?:\[(\d{1,3})\])?\.([a-z_0-9]+)(?:\.([a-z_0-9]+))?"
)
# What a slip in a path looks like, and in a name that is none.
_SLIP: Final = re.compile(
    r"(form\.)?([A-Za-z_]{1,24})(\[\d{1,3}\])?\.([A-Za-z_]{1,30}(?:\.[A-Za-z_]{1,30})?)"
)
_LETTERS: Final = re.compile(r"[A-Za-z_]{1,40}")
_NEAR: Final = 0.75
# What the csv module's messages hold.
_CSV_ERRORS: Final = {
    "unexpected end": "文件在引号中结束",
    "field larger": "一格过长",
    "expected after": "引号之后应为分隔符",
}


class Column(NamedTuple):
    """Where a column's cells go: part, index in a list part, field, nested field."""

    form: bool
    part: str
    place: int | None
    field: str
    nested: str | None


def column_of(name: str, structs: Mapping[str, Mapping[str, Any]]) -> Column | None:
    """Return what a column's name says, ``None`` where it names no field."""
    found = _COLUMN.fullmatch(name)
    if found is None:
        return None
    form, part, index, field, nested = found.groups()
    struct = structs.get(part)
    if struct is None or field not in struct:
        return None
    if (part in LIST_PARTS) != (index is not None):
        return None
    if index is not None and int(index) >= _MOST_ELEMENTS:
        return None
    is_person = struct[field].kind == "person"
    if is_person != (nested is not None):
        return None
    if nested is not None and nested not in PARTS["policyholder"]:
        return None
    return Column(
        bool(form), part, None if index is None else int(index), field, nested
    )


def known_columns(structs: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the columns that there can be, for a hint on a slip."""
    return [
        f"{part}[0].{field}" if part in LIST_PARTS else f"{part}.{field}"
        for part, struct in structs.items()
        for field in struct
    ]


def read_rows(
    head: list[bytes],
    stream: ByteStream,
    source: str,
    structs: Mapping[str, Mapping[str, Any]],
    encoding: str | None = None,
    *,
    columns: Columns | None = None,
) -> Iterator[Found]:
    """Yield a record or a trouble for every row that is not blank.

    ``columns`` are those of a host; without them columns are paths.
    """
    lines = _Decoded(head, stream, encoding)
    if lines.other is not None:
        yield Trouble(source, 1, None, *lines.other)
        return
    first = next((line for line in lines if not _is_mark(line)), None)
    if first is None:
        return
    header = _Header(first, columns or PathColumns(structs))
    if header.fault is not None:
        yield Trouble(source, lines.number, header.fault[0], *header.fault[1:])
        return
    for notice in header.unknown:
        yield notice._replace(source=source, line=lines.number)
    yield from _rows(header, lines, source)


def _is_mark(line: str) -> bool:
    """Tell whether a line is blank, or a spreadsheet's note of its delimiter."""
    bare = line.strip().strip('"').lower()
    return not bare or (bare.startswith("sep=") and len(bare) <= 5)


def _rows(header: _Header, lines: _Decoded, source: str) -> Iterator[Found]:
    rows = csv.reader(lines, delimiter=header.delimiter, strict=True)
    while True:
        begin = lines.number + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            zh = f"这一行的引号或长度不对（{_in_chinese(str(error))}）"
            yield Trouble(source, begin, None, zh, f"wrong quotes or length ({error})")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        yield header.entry(cells, source, begin, lines)


def _in_chinese(error: str) -> str:
    found = (zh for words, zh in _CSV_ERRORS.items() if words in error)
    return next(found, error)


class _Header:
    """The first row: delimiter, columns, what is unknown, what makes it useless."""

    def __init__(self, line: str, known_by: Columns) -> None:
        self._put = known_by.put
        self.fault: tuple[str | None, str, str] | None = None
        self.delimiter = ","
        names: list[str] = []
        known = -1
        for delimiter in DELIMITERS:
            try:
                cells = next(csv.reader([line], delimiter=delimiter))
            except (csv.Error, StopIteration):
                continue
            cells = [cell.strip() for cell in cells]
            count = sum(known_by.of(cell) is not None for cell in cells)
            if count > known:
                known, names, self.delimiter = count, cells, delimiter
        while names and not names[-1]:
            names.pop()
        self.names = names
        self.columns = [known_by.of(name) for name in names]
        if known <= 0:
            self.fault = (None, *known_by.nothing)
        for place, column in enumerate(self.columns):
            if column is not None and column in self.columns[:place]:
                self.fault = (names[place], "这一列出现两次", "the column stands twice")
        self.unknown = [] if self.fault else known_by.unknown(names, self.columns)

    def entry(self, cells: list[str], source: str, line: int, lines: _Decoded) -> Found:
        """Return the record of one row."""
        while len(cells) > len(self.columns) and not cells[-1].strip():
            cells.pop()
        if len(cells) != len(self.columns):
            found, wanted = len(cells), len(self.columns)
            return Trouble(
                *(source, line, None),
                f"有 {found} 格，表头有 {wanted} 列",
                f"{found} cells under {wanted} columns",
            )
        record: dict[str, Any] = {}
        for name, column, cell in zip(self.names, self.columns, cells, strict=True):
            if column is None or not cell:
                continue
            if not cell.isascii() and _ESCAPED.search(cell):
                zh, en = f"不是 {lines.shown} 编码", f"not {lines.shown}"
                return Trouble(source, line, name, zh, en)
            if cell.strip():
                self._put(record, column, cell)
        return Entry(source, line, record)


class Columns(Protocol):
    """What a header needs to know of the columns that there can be."""

    nothing: tuple[str, str]

    def of(self, name: str) -> Any:  # noqa: ANN401 - its own form of a column
        """Return the column that a name means, ``None`` where it means none."""

    def put(self, record: dict[str, Any], column: Any, cell: str) -> None:  # noqa: ANN401
        """Put a cell where it belongs."""

    def unknown(self, names: list[str], columns: list[Any]) -> list[Trouble]:
        """Return what to tell about names that mean no column."""


class PathColumns:
    """Columns whose names are paths of the vocabulary."""

    nothing = (
        "没有一列的名称是字段路径，例如 policyholder.id_number",
        "no column's name is a path, such as policyholder.id_number",
    )

    def __init__(self, structs: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep the fields that there can be."""
        self._structs = structs

    def of(self, name: str) -> Column | None:
        """Return what a name says."""
        return column_of(name, self._structs)

    def unknown(self, names: list[str], columns: list[Column | None]) -> list[Trouble]:
        """Tell every unknown column, with the nearest that is known."""
        return _unknown(names, columns, self._structs)

    @staticmethod
    def put(record: dict[str, Any], column: Column, cell: str) -> None:
        """Put a cell where its path leads."""
        here = record.setdefault("form", {}) if column.form else record
        if column.place is None:
            here = here.setdefault(column.part, {})
        else:
            elements = here.setdefault(column.part, [])
            while len(elements) <= column.place:
                elements.append({})
            here = elements[column.place]
        if column.nested is None:
            here[column.field] = cell
        else:
            here.setdefault(column.field, {})[column.nested] = cell


def _unknown(
    names: list[str],
    columns: list[Column | None],
    structs: Mapping[str, Mapping[str, Any]],
) -> list[Trouble]:
    notices = []
    known = known_columns(structs)
    for place, (name, column) in enumerate(zip(names, columns, strict=True), 1):
        if column is not None or not name:
            continue
        shown, near = _shown(name, place, known, structs)
        zh = "不认识这一列，略过" + (f"；是否 {near}？" if near else "")
        en = "unknown column, left out" + (f"; perhaps {near}?" if near else "")
        notices.append(Trouble("", None, shown, zh, en, lost=False))
    return notices


def _shown(
    name: str, place: int, known: list[str], structs: Mapping[str, Mapping[str, Any]]
) -> tuple[str, str | None]:
    """Return what may be shown of an unknown column, and the known one it resembles.

    Where the header is missing, names are customers' own texts: only a known part and
    a field that is nearly known are shown, else the column's number.
    """
    from infoverify.language.near_names import closest  # noqa: PLC0415 - a slip

    found = _SLIP.fullmatch(name)
    if found is None:
        near = None
        if _LETTERS.fullmatch(name):
            near = closest(name.lower(), known, cutoff=_NEAR)
        return (name if near else f"#{place}"), near
    form, part, _, field = found.groups()
    part, field = part.lower(), field.lower()
    if part not in structs:
        bare = f"{part}[0].{field}"
        near = closest(bare, known, cutoff=_NEAR) or closest(
            f"{part}.{field}", known, cutoff=_NEAR
        )
        return (name if near else f"#{place}"), near
    close = closest(field.partition(".")[0], structs[part], cutoff=_NEAR)
    if close is None:
        return f"{form or ''}{part}.#{place}", None
    near = f"{part}[0].{close}" if part in LIST_PARTS else f"{part}.{close}"
    return name, near


# Encoding ----------------------------------------------------------------

# How bytes that fit no encoding come out of decoding with surrogateescape.
_ESCAPED: Final = re.compile("[\udc80-\udcff]")
_UTF16: Final = ("是 UTF-16，请另存为 UTF-8", "UTF-16; save it as UTF-8")


class _Decoded:
    """The lines of a file as text; ``number`` is the line last given, from 1."""

    def __init__(
        self, head: list[bytes], stream: ByteStream, encoding: str | None
    ) -> None:
        self.number = 0
        self._stream = stream
        self._encoding = encoding
        head = head or [stream.readline(_LONGEST)]
        begin = b"".join(head)
        self._bom = begin.startswith(codecs.BOM_UTF8)
        marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        self.other = _UTF16 if begin.startswith(marks) else None
        if self._bom:
            self._encoding = "utf-8"
            head[0] = head[0].removeprefix(codecs.BOM_UTF8)
        sample, taken = list(head), len(begin)
        # Two Chinese characters in GB 18030 can look like UTF-8; many cannot.
        while not self._encoding and taken < _SAMPLE:
            line = stream.readline(_LONGEST)
            if not line:
                break
            sample.append(line)
            taken += len(line)
        self._head = iter(sample)
        if self._encoding is None:
            self._encoding = _told_apart(b"".join(sample))

    @property
    def shown(self) -> str:
        """Return the encoding's name for people."""
        return "GB 18030" if self._encoding == "gb18030" else "UTF-8"

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raw = next(self._head, None)
        if raw is None:
            raw = self._stream.readline(_LONGEST)
        if not raw:
            raise StopIteration
        self.number += 1
        if self._encoding is None:
            self._encoding = _told_apart(raw)
        return raw.decode(self._encoding or "ascii", "surrogateescape")


def _told_apart(sample: bytes) -> str | None:
    """Return the encoding that a sample is in, ``None`` while it is plain ASCII."""
    if sample.isascii():
        return None
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(sample)
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    try:
        codecs.getincrementaldecoder("gb18030")().decode(sample)
    except UnicodeDecodeError:
        # Neither: most of it is one of them, and its wrong rows are told.
        text = sample.decode("utf-8", "replace")
        wrong = text.count("\ufffd")
        return "utf-8" if wrong * 4 < sum(c > "\x7f" for c in text) else "gb18030"
    return "gb18030"
