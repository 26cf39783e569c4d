"""Records from files: which kind a file is, and who reads it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

from infoverify.reports.run import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The kinds of input, and the endings of files that tell them.
KINDS: Final = ("json", "jsonl")
_ENDINGS: Final = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}


class Entry(NamedTuple):
    """One record and where it stands."""

    source: str
    line: int | None
    record: dict[str, Any]


Found = Entry | Trouble


def read_source(source: str, kind: str | None) -> Iterator[Found]:
    """Yield the records of a file, or of standard input for ``-``.

    What cannot be read comes as ``Trouble`` in its place; the rest is still read.
    """
    if source == "-":
        stream: Any = sys.stdin
        # Read as bytes: each line's encoding is judged by itself.
        yield from _read(stream.buffer, "-", kind)
        return
    path = Path(source)
    try:
        with path.open("rb") as file:
            yield from _read(file, source, kind or _ENDINGS.get(path.suffix.lower()))
    except OSError as error:
        yield _unopened(source, error)


def _read(stream: IO[bytes], source: str, kind: str | None) -> Iterator[Found]:
    from infoverify.cli import records_json  # noqa: PLC0415 - by the kind of input

    head = records_json.first_lines(stream)
    if kind is None:
        kind = records_json.kind_of(head)
    if kind == "jsonl":
        return records_json.read_lines(head, stream, source)
    return records_json.read_document(head, stream, source)


def _unopened(source: str, error: OSError) -> Trouble:
    reasons = {
        FileNotFoundError: ("没有这个文件", "there is no such file"),
        IsADirectoryError: ("这是文件夹", "this is a folder"),
        PermissionError: ("没有读取权限", "reading is not permitted"),
    }
    zh, en = reasons.get(type(error), ("读取失败", "reading failed"))
    return Trouble(source, None, None, zh, en)
