"""Records from JSON and JSON Lines, read piece by piece, each piece for itself.

A JSON document holds one record, an array of records, or records one after another;
its pieces are cut out by their brackets, so that a broken one costs itself. Numbers
that JSON does not know (``NaN``) and whole numbers of thousands of digits become the
float ``nan``, which the engine calls unreadable. A key that stands twice makes the
record unreadable: which of the two values is meant, nobody knows.
"""

from __future__ import annotations

import codecs
import json
import math
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from infoverify.cli.records import Entry, Found
from infoverify.reports.run import Trouble
from infoverify.vocabulary import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from infoverify.cli.records import ByteStream

LONGEST: Final = 1 << 24
_CHUNK: Final = 1 << 16
_MOST_DIGITS: Final = 4000
# How bytes that are no UTF-8 come out of decoding with surrogateescape.
_ESCAPED: Final = re.compile("[\udc80-\udcff]")

_NAMES: Final = frozenset(PARTS) | {n for part in PARTS.values() for n in part}


_JSON_ERRORS: Final = {
    "Expecting value": "此处应有值",
    "Expecting ',' delimiter": "此处应有逗号",
    "Expecting ':' delimiter": "此处应有冒号",
    "Expecting property name enclosed in double quotes": "此处应有双引号括起的键",
    "Illegal trailing comma before end of object": "对象末尾多了逗号",
    "Illegal trailing comma before end of array": "数组末尾多了逗号",
    "Unterminated string starting at": "文本没有结束的引号",
    "Invalid control character at": "文本中有控制字符",
    "Invalid \\escape": "反斜杠转义不对",
    "Invalid \\uXXXX escape": "\\u 转义不对",
    "Extra data": "多出内容",
}


class _TwiceError(ValueError):
    """A key stands twice; kept only where it is a word of the vocabulary."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _TwiceError(key if key in _NAMES else "")
            seen.add(key)
    return record


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= _MOST_DIGITS else math.nan


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_once, parse_int=_whole)


class Fault(NamedTuple):
    """Why a text is no record; line and column count from the text's first, from 1."""

    zh: str
    en: str
    line: int = 1
    column: int | None = None


def parse(text: str) -> dict[str, Any] | Fault:
    """Return the record that a text holds, or why there is none."""
    escaped = None if text.isascii() else _ESCAPED.search(text)
    if escaped is not None:
        return _not_utf8(text, escaped.start())
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        zh = f"不是合法的 JSON（{_JSON_ERRORS.get(error.msg, error.msg)}）"
        return Fault(zh, f"no valid JSON ({error.msg})", error.lineno, error.colno)
    except _TwiceError as error:
        if not error.args[0]:
            return Fault("有一个键出现两次，不知以哪个为准", "a key stands twice")
        return Fault(
            f"键 {error} 出现两次，不知以哪个为准", f"a key {error} stands twice"
        )
    except RecursionError:
        return Fault("嵌套过深", "nested too deeply")
    if isinstance(value, dict):
        return value
    return Fault("不是对象：一个案件须写成 {…}", "no object: a record is written {…}")


def _not_utf8(text: str, place: int) -> Fault:
    line = text.count("\n", 0, place)
    column = place - (text.rfind("\n", 0, place) + 1) + 1
    return Fault(
        "不是 UTF-8 编码，请另存为 UTF-8",
        "not UTF-8; save it as UTF-8",
        line + 1,
        column,
    )


def _found(source: str, line: int, text: str) -> Found:
    record = parse(text)
    if isinstance(record, Fault):
        place = line + record.line - 1
        return Trouble(source, place, record.column, record.zh, record.en)
    return Entry(source, line, record)


# What kind it is ---------------------------------------------------------


def first_lines(stream: ByteStream) -> list[bytes]:
    """Return the first lines, down to the second that is not blank."""
    lines: list[bytes] = []
    filled = 0
    while filled < 2:
        line = stream.readline(LONGEST)
        if not line:
            break
        if not lines:
            line = line.removeprefix(codecs.BOM_UTF8)
        lines.append(line)
        filled += bool(line.strip())
        if len(lines) > 1000:
            break
    return lines


def kind_of(head: list[bytes]) -> str:
    """Tell JSON Lines from a JSON document by the first two lines."""
    filled = [line.strip() for line in head if line.strip()]
    if not filled or filled[0].startswith(b"["):
        return "json"
    first = filled[0].decode("utf-8", "surrogateescape")
    if not first.startswith("{"):
        return "jsonl"
    pieces = list(_Cutter().feed(first))
    if len(pieces) > 1:
        return "json"
    whole = [piece.text for piece in pieces] == [first]
    second = filled[1] if len(filled) > 1 else b""
    # No JSON document opens a bracket on two lines with nothing between.
    return "jsonl" if whole or second.startswith(b"{") else "json"


# JSON Lines --------------------------------------------------------------


def read_lines(head: list[bytes], stream: ByteStream, source: str) -> Iterator[Found]:
    """Yield a record or a trouble for every line that is not blank."""
    number = 0
    for raw in _lines(head, stream):
        number += 1
        if raw is None:
            yield Trouble(source, number, None, "这一行过长", "the line is too long")
            continue
        if number == 1 and raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield Trouble(
                source, 1, None, "是 UTF-16，请另存为 UTF-8", "UTF-16; save it as UTF-8"
            )
            return
        text = raw.decode("utf-8", "surrogateescape").strip(" \t\r\n\ufeff")
        if text:
            yield _found(source, number, text)


def _lines(head: list[bytes], stream: ByteStream) -> Iterator[bytes | None]:
    """Yield every line, ``None`` for one that is longer than memory should hold."""
    pending = iter(head)
    while True:
        line = next(pending, None)
        if line is None:
            line = stream.readline(LONGEST)
        if not line:
            return
        if len(line) < LONGEST or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST)
        yield None


# JSON documents ----------------------------------------------------------


class Piece(NamedTuple):
    """A text cut out of a document: ``complete`` unless the document ended within."""

    line: int
    text: str
    complete: bool


_OUTSIDE: Final = re.compile(r'["{}\[\],]')
_INSIDE: Final = re.compile(r'["\\]')


class _Cutter:
    """Cuts a document into its records by brackets, in whatever chunks it comes.

    ``base`` is the depth at which records stand: 1 within an array, else 0.
    """

    def __init__(self) -> None:
        self.base = 0
        self.closed = False
        self._depth = 0
        self._string = False
        self._started = False
        self._line = 1
        self._kept: list[str] = []
        self._size = 0
        self._held = ""

    def feed(self, chunk: str) -> Iterator[Piece]:
        """Yield the pieces that end in this chunk."""
        start = place = 0
        if not self._started:
            place = len(chunk) - len(chunk.lstrip())
            if place == len(chunk):
                self._line += chunk.count("\n")
                return
            self._started = True
            if chunk[place] == "[":
                self.base = self._depth = 1
                self._line += chunk.count("\n", 0, place)
                start = place = place + 1
        while True:
            found = (_INSIDE if self._string else _OUTSIDE).search(chunk, place)
            if found is None:
                break
            place = found.end()
            sign = found.group()
            if self._string:
                if sign == "\\" and place == len(chunk):
                    # The escaped character comes with the next chunk.
                    self._kept.append(chunk[start : place - 1])
                    self._size += place - 1 - start
                    self._held = "\\"
                    return
                place += sign == "\\"
                self._string = sign != '"'
            elif sign == '"':
                self._string = True
            else:
                end = self._bracket(sign, place)
                if end is not None:
                    yield from self._piece(chunk[start:end])
                    start = place
        self._keep(chunk[start:])

    def take(self) -> str:
        """Return what the last chunk held back, to stand before the next one."""
        held, self._held = self._held, ""
        return held

    def _bracket(self, sign: str, place: int) -> int | None:
        """Return where a piece ends, if it ends with this bracket or comma."""
        if sign in "{[":
            self._depth += 1
            return None
        if sign == ",":
            return place - 1 if self._depth == self.base == 1 else None
        self._depth -= 1
        if self._depth < self.base:
            self._depth = 0
            if self.base and not self.closed:
                self.closed, self.base = True, 0
                return place - 1
            return place
        return place if self._depth == self.base == 0 else None

    def _keep(self, text: str) -> None:
        self._kept.append(text)
        self._size += len(text)

    def _piece(self, text: str, *, complete: bool = True) -> Iterator[Piece]:
        text = "".join([*self._kept, text])
        self._kept.clear()
        self._size = 0
        line = self._line + text[: len(text) - len(text.lstrip())].count("\n")
        self._line += text.count("\n")
        text = text.strip()
        if text:
            yield Piece(line, text, complete)

    def end(self) -> Iterator[Piece]:
        """Yield what is left when the document ends."""
        yield from self._piece("", complete=False)

    @property
    def line(self) -> int:
        """Return the line at which the text after the last piece begins."""
        return self._line

    @property
    def full(self) -> bool:
        """Tell whether one piece has grown longer than memory should hold."""
        return self._size > LONGEST


def read_document(
    head: list[bytes], stream: ByteStream, source: str
) -> Iterator[Found]:
    """Yield the records of a JSON document."""
    cutter = _Cutter()
    for chunk in _decoded(_chunks(head, stream)):
        for piece in cutter.feed(cutter.take() + chunk):
            yield _found(source, piece.line, piece.text)
        if cutter.full:
            yield Trouble(
                source, cutter.line, None, "单个案件过大", "a record is too long"
            )
            return
    for piece in cutter.end():
        last = _found(source, piece.line, piece.text)
        if isinstance(last, Entry) and cutter.base:
            yield last
        elif piece.text.startswith("{") or cutter.base:
            yield Trouble(
                *(source, piece.line, None),
                "文件在案件中途结束",
                "the file ends in the middle of a record",
            )
            return
        else:
            yield last
    if cutter.base and not cutter.closed:
        zh, en = "数组没有结束：缺少 ]", "the array is not closed: ] is missing"
        yield Trouble(source, cutter.line, None, zh, en)


def _chunks(head: list[bytes], stream: ByteStream) -> Iterator[bytes]:
    yield from head
    while chunk := stream.read(_CHUNK):
        yield chunk


def _decoded(chunks: Iterable[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    for chunk in chunks:
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)
