"""The script a name is written in (文字), and what no name may hold."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from infoverify.validators._name_fold import DOT, is_han, is_latin, is_private

# First and last code point of scripts that our customers' documents show.
_SCRIPTS: Final = (
    (0x0370, 0x03FF, "greek"),
    (0x1F00, 0x1FFF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0530, 0x058F, "armenian"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFC, "arabic"),
    (0x0900, 0x0DFF, "indic"),
    (0x0E00, 0x0E7F, "thai"),
    (0x0E80, 0x0EFF, "lao"),
    (0x0F00, 0x0FFF, "tibetan"),
    (0x1000, 0x109F, "burmese"),
    (0x10A0, 0x10FF, "georgian"),
    (0x1100, 0x11FF, "korean"),
    (0x3130, 0x318F, "korean"),
    (0xAC00, 0xD7FF, "korean"),
    (0x1200, 0x139F, "ethiopic"),
    (0x1780, 0x17FF, "khmer"),
    (0x1800, 0x18AF, "mongolian"),
    (0x11660, 0x1167F, "mongolian"),
    (0x1950, 0x197F, "dai"),
    (0x1980, 0x19DF, "dai"),
    (0x3040, 0x30FF, "japanese"),
    (0x31F0, 0x31FF, "japanese"),
    (0x3005, 0x3005, "japanese"),
    (0xFF66, 0xFF9F, "japanese"),
    (0xA000, 0xA4CF, "yi"),
    (0xA4D0, 0xA4FF, "lisu"),
)
# Letters that of the languages in Arabic script Uyghur writes (with Kazakh in China).
_UYGHUR: Final = frozenset("\u06d5\u06c7\u06c6\u06c8\u06cb\u06d0\u06ad\u06be\u06c9")
_BRACKETS: Final = frozenset('()（）[]［］【】〔〕{}「」『』《》〈〉“”"«»〖〗')
_LISTING: Final = frozenset(",，、;；/|\\+&@")


@lru_cache(maxsize=8192)
def script_of_char(char: str) -> str:
    """Return the script of one character: ``mark`` for what stands between letters,
    ``remark``, ``listing``, ``private``, or the code of what a name may not hold.
    """  # noqa: D205 - one sentence of two lines
    if is_han(char):
        return "han"
    if "\u0300" <= char <= "\u036f":
        # Belongs to the letter before it, of whichever script.
        return "mark"
    if is_latin(char):
        return "latin"
    if char in " '.-" or char == DOT:
        return "mark"
    if is_private(char) or "\u2ff0" <= char <= "\u2fff":
        # Description characters (王⿰亻尔) stand for one as private codes do.
        return "private"
    if char in _BRACKETS:
        return "remark"
    if char in _LISTING:
        return "listing"
    return _other(char)


def _other(char: str) -> str:
    code = ord(char)
    category = unicodedata.category(char)
    if category in {"Nd", "Nl", "No"}:
        return "digits"
    for first, last, name in _SCRIPTS:
        if first <= code <= last and category[0] in "LMC" + "P" * (name == "tibetan"):
            return name
    if category in {"Cc", "Cf"}:
        return "control"
    if category == "Cs":
        return "mojibake"
    if 0x25A0 <= code <= 0x25FF:
        return "format"
    if category == "So" or 0x1F000 <= code <= 0x1FAFF:
        return "emoji"
    if char in "<>":
        return "markup"
    if category == "Cn" or category[0] in "LM":
        return "unknown"
    return "format"


def scripts(text: str) -> set[str]:
    """Return what :func:`script_of_char` finds in a text."""
    found = {script_of_char(char) for char in text}
    if "arabic" in found and not _UYGHUR.isdisjoint(text):
        found.discard("arabic")
        found.add("uyghur")
    return found
