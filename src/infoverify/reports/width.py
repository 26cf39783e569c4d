"""How wide a text stands on a terminal: East Asian characters take two columns."""

from __future__ import annotations

import unicodedata
from typing import Final, TextIO

#: How wide a page is at most, and where no terminal says otherwise.
PAGE: Final = 98
_NARROWEST: Final = 40

_WIDE: Final = frozenset("WF")
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})
_CONTROL: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
# Punctuation that no line of Chinese begins with.
_CLOSING: Final = frozenset(
    "\uff0c\u3002\uff1b\uff1a\uff01\uff1f\u3001\uff09\u300b\u300d\u300f\u3011,.;:!?)"
)


def width(text: str) -> int:
    """Return the columns that a text takes; combining characters take none."""
    if text.isascii():
        return len(text)
    return sum(map(_of, text))


def _of(char: str) -> int:
    if char < "\x7f":
        return 1
    if unicodedata.category(char) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def room(out: TextIO) -> int:
    """Return the columns that a stream's lines may take."""
    if not out.isatty():
        return PAGE
    from shutil import get_terminal_size  # noqa: PLC0415 - for terminals only

    return max(_NARROWEST, min(PAGE, get_terminal_size((PAGE, 24)).columns - 1))


def pad(text: str, columns: int) -> str:
    """Return the text filled with spaces, or cut, to exactly so many columns."""
    text = cut(text, columns)
    return text + " " * (columns - width(text))


def cut(text: str, columns: int) -> str:
    """Return the text, or its beginning with ``..``, in at most so many columns."""
    if width(text) <= columns:
        return text
    if columns < 3:
        return "." * columns
    used = 0
    for index, char in enumerate(text):
        used += _of(char)
        if used > columns - 2:
            return _whole_words(text, index) + ".."
    return text


def _whole_words(text: str, end: int) -> str:
    """Return the text up to there, or to the word before if that loses little."""
    head = text[:end]
    if text[end].isascii() and text[end].isalnum() and head[-1:].isascii():
        shorter = head.rpartition(" ")[0]
        if len(shorter) * 2 > end:
            return shorter
    return head


def wrap(text: str, columns: int) -> list[str]:
    """Return the text in lines of at most so many columns.

    Lines break at spaces and between Chinese characters; a longer word is cut.
    """
    lines: list[str] = []
    line = ""
    used = 0
    for word in _words(text):
        wide = width(word)
        closing = _CLOSING.issuperset(word.rstrip()) and not line.endswith(" ")
        if line and used + width(word.rstrip()) > columns and not closing:
            lines.append(line.rstrip())
            line, used = "", 0
        while wide > columns:
            head = _head(word, columns)
            lines.append(head)
            word = word[len(head) :]  # noqa: PLW2901 - the rest of the same word
            wide = width(word)
        line += word
        used += wide
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _head(word: str, columns: int) -> str:
    used = 0
    for index, char in enumerate(word):
        used += _of(char)
        if used > columns:
            return word[: max(index, 1)]
    return word


def _words(text: str) -> list[str]:
    """Return the pieces between which a line may break, spaces kept at their ends."""
    words: list[str] = []
    word = ""
    for char in text:
        if _of(char) == 2:
            if word:
                words.append(word)
                word = ""
            words.append(char)
        else:
            if word and char not in ") " and not word.strip(")"):
                # A bracket closes what stands before it, whatever follows.
                words.append(word)
                word = ""
            word += char
            if char == " ":
                words.append(word)
                word = ""
    if word:
        words.append(word)
    return words


def clean(text: str, longest: int = 200) -> str:
    """Return a text that cannot steer a terminal: control characters become ``?``.

    Marks that turn the direction of writing are controls too.
    """
    if text.isascii() and text.isprintable() and len(text) <= longest:
        return text
    shown = "".join(map(_shown, text[:longest]))
    return shown if len(text) <= longest else f"{shown}.."


def _shown(char: str) -> str:
    category = unicodedata.category(char)
    if category in _CONTROL or (category == "Cf" and char != "\u200d"):
        return "?"
    return char
