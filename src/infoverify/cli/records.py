"""Records from files: which kind a file is, and who reads it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from infoverify.reports.run import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from infoverify.bindings import Binding

#: The kinds of input, and the endings of files that tell them.
KINDS: Final = ("json", "jsonl", "csv")
ENCODINGS: Final = ("utf-8", "gb18030")
ENDINGS: Final = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}
_PATH: Final = re.compile(rb"\b[a-z_]+(\[\d+\])?\.[a-z_]+")


class Entry(NamedTuple):
    """One record and where it stands; a host's rows of one case are a list."""

    source: str
    line: int | None
    record: Any


Found = Entry | Trouble


class Inputs(NamedTuple):
    """How to read: the fields that there can be, the kind and encoding asked for.

    With a binding the columns of CSV are the host's.
    """

    structs: Mapping[str, Mapping[str, Any]]
    kind: str | None = None
    encoding: str | None = None
    binding: Binding | None = None


class ByteStream(Protocol):
    """What the readers ask of a file."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes."""

    def readline(self, size: int, /) -> bytes:
        """Return a line, or so many bytes of it."""


class Meter:
    """Counts the bytes that pass; a progress bar asks it."""

    __slots__ = ("_stream", "passed")

    def __init__(self) -> None:
        """Start at nothing."""
        self.passed = 0
        self._stream: ByteStream

    def of(self, stream: ByteStream) -> ByteStream:
        """Return the stream, counted from now on."""
        self._stream = stream
        return self

    def read(self, size: int, /) -> bytes:
        """Read as the stream does."""
        content = self._stream.read(size)
        self.passed += len(content)
        return content

    def readline(self, size: int, /) -> bytes:
        """Read as the stream does."""
        content = self._stream.readline(size)
        self.passed += len(content)
        return content


def spread(sources: list[str]) -> Iterator[str | Trouble]:
    """Yield the files, those of a folder in the order of their names."""
    for source in sources:
        if source == "-" or not Path(source).is_dir():
            yield source
            continue
        files = sorted(
            path
            for path in Path(source).rglob("*")
            if path.suffix.lower() in ENDINGS
            and path.is_file()
            and not path.name.startswith(".")
        )
        yield from map(str, files)
        if not files:
            endings = ", ".join(ENDINGS)
            yield Trouble(
                *(source, None, None),
                f"文件夹里没有 {endings} 文件",
                f"the folder has no file that ends in {endings}",
            )


def read_all(
    sources: Iterable[str | Trouble],
    inputs: Inputs,
    meter: Meter,
    tell: Callable[[Trouble], None],
) -> Iterator[Entry]:
    """Yield the cases of all sources, and tell what cannot be read in its place."""
    from infoverify.cli.records_keys import Keys  # noqa: PLC0415 - reading only

    keys = Keys(inputs.structs, tell)
    for source in sources:
        if not isinstance(source, str):
            tell(source)
            continue
        found_in = read_source(source, inputs, meter)
        if inputs.binding is not None:
            from infoverify.cli.records_bound import cases  # noqa: PLC0415 - few hosts

            yield from cases(inputs.binding, found_in, tell)
            continue
        for found in found_in:
            if isinstance(found, Entry):
                keys.look(found)
                yield found
            else:
                tell(found)


def read_source(source: str, inputs: Inputs, meter: Meter) -> Iterator[Found]:
    """Yield the records of a file, or of standard input for ``-``.

    What cannot be read comes as ``Trouble`` in its place; the rest is still read.
    """
    if source == "-":
        stream: Any = sys.stdin
        # Read as bytes: each line's encoding is judged by itself.
        yield from _read(meter.of(stream.buffer), "-", inputs, inputs.kind)
        return
    path = Path(source)
    kind = inputs.kind or ENDINGS.get(path.suffix.lower())
    try:
        with path.open("rb") as file:
            yield from _read(meter.of(file), source, inputs, kind)
    except OSError as error:
        yield _unopened(source, error)


def _read(
    stream: ByteStream, source: str, inputs: Inputs, kind: str | None
) -> Iterator[Found]:
    from infoverify.cli import records_json  # noqa: PLC0415 - by the kind of input

    head = records_json.first_lines(stream)
    other = _other_file(head)
    if other is not None:
        return iter((Trouble(source, 1, None, *other),))
    if kind is None:
        is_csv = _names_columns(head, inputs.binding)
        kind = "csv" if is_csv else records_json.kind_of(head)
    if kind in {"json", "jsonl"}:
        read = (
            records_json.read_lines if kind == "jsonl" else records_json.read_document
        )
        found_in = read(head, stream, source)
        if inputs.binding is None:
            return found_in
        from infoverify.cli.records_host_names import watched  # noqa: PLC0415

        return watched(found_in, inputs.binding, source)
    from infoverify.cli import records_csv  # noqa: PLC0415

    columns = None
    if inputs.binding is not None:
        from infoverify.cli.records_bound import HostColumns  # noqa: PLC0415

        columns = HostColumns(inputs.binding)
    return records_csv.read_rows(
        *(head, stream, source, inputs.structs, inputs.encoding), columns=columns
    )


# How files begin that hold no text at all.
_OTHER_FILES: Final = (
    (
        b"PK\x03\x04",
        "这是 Excel 或压缩文件，请另存为 CSV",
        "Excel or zip; save it as CSV",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "这是旧版 Excel 文件，请另存为 CSV",
        "old Excel; save it as CSV",
    ),
    (b"%PDF", "这是 PDF 文件，请导出为 CSV 或 JSON", "a PDF; export CSV or JSON"),
    (b"\x1f\x8b", "这是压缩文件，请先解压", "compressed; unpack it first"),
    (b"\xff\xfe", "是 UTF-16 编码，请另存为 UTF-8", "UTF-16; save it as UTF-8"),
    (b"\xfe\xff", "是 UTF-16 编码，请另存为 UTF-8", "UTF-16; save it as UTF-8"),
)


def _other_file(head: list[bytes]) -> tuple[str, str] | None:
    """Return what to say of a file that is no text in a form that is read here."""
    begin = head[0] if head else b""
    found = (texts for mark, *texts in _OTHER_FILES if begin.startswith(mark))
    zh, en = next(found, ("", ""))
    return (zh, en) if zh else None


def _names_columns(head: list[bytes], binding: Binding | None) -> bool:
    """Tell whether the first line looks like a header of columns."""
    first = next((line for line in head if line.strip()), b"").strip()
    if first.startswith((b"{", b"[")):
        return False
    # A host's columns have any names: whatever is no JSON is taken for a table.
    return binding is not None or _PATH.search(first) is not None


def _unopened(source: str, error: OSError) -> Trouble:
    reasons = {
        FileNotFoundError: ("没有这个文件", "there is no such file"),
        IsADirectoryError: ("这是文件夹", "this is a folder"),
        PermissionError: ("没有读取权限", "reading is not permitted"),
    }
    zh, en = reasons.get(type(error), ("读取失败", "reading failed"))
    return Trouble(source, None, None, zh, en)
