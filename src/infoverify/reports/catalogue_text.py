"""Markdown that reads alike on a code host and in the built site: spans and tables."""

from __future__ import annotations

from html import escape
from posixpath import dirname, relpath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARKED: Final = str.maketrans(
    {**{c: f"\\{c}" for c in "\\`*_[]|"}, "<": "&lt;", ">": "&gt;", "\n": " "}
)
# Inside <code> the text is Markdown still; these would start something.
_IN_CODE: Final = str.maketrans({c: f"&#{ord(c)};" for c in "`*_[]|\\"})


def prose(text: str) -> str:
    """Return a text that Markdown shows as it stands."""
    return text.translate(_MARKED)


def code(text: str) -> str:
    """Return a code span that may stand in a table too."""
    if "`" not in text and "|" not in text:
        return f"`{text}`"
    return f"<code>{escape(text, quote=False).translate(_IN_CODE)}</code>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table; cells are Markdown already."""
    lines = [_row(head), _row(["---"] * len(head)), *map(_row, rows)]
    return [*lines, ""]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def link(text: str, page: str, *, anchor: str = "", base: str) -> str:
    """Return a link from the page ``base`` to another, both under one folder."""
    target = "" if page == base else relpath(page, dirname(base) or ".")
    return f"[{text}]({target}{'#' if anchor else ''}{anchor})"


def fenced(source: str) -> list[str]:
    """Return an expression as a block, broken before ``and`` and ``or`` when long."""
    return ["```python", *broken(source), "```", ""]


def broken(source: str, width: int = 88) -> list[str]:
    """Return an expression in lines: cut at the outermost ``and`` or ``or`` if long."""
    if len(source) <= width:
        return [source]
    lines, start, depth, quote = [], 0, 0, ""
    for at, char in enumerate(source):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif depth == 0 and source.startswith((" and ", " or "), at):
            lines.append(source[start:at])
            start = at + 1
    return [*lines, source[start:]]
