"""Han characters against Latin letters through pinyin (拼音); needs ``pypinyin``.

Importing this module without the library raises ``ImportError``. A character counts as
spelled by any of its readings, for which reading a person uses is his own affair.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any, Final

from infoverify.reference.surnames import readings_of, surname_of
from infoverify.validators._name_fold import is_han
from infoverify.validators._name_latin import toneless

_library: Final[Any] = importlib.import_module("pypinyin")

_MOST: Final = 64
# What parts the syllables and the names of a spelling: ZHANG, WEI-MING.
_BETWEEN: Final = dict.fromkeys(map(ord, "-,/."), " ")


@cache
def _readings(char: str) -> frozenset[str]:
    found = _library.pinyin(char, style=_library.Style.NORMAL, heteronym=True)
    readings = {_bare(r) for r in found[0]} if found else set()
    # Passports print ü as YU (LYU), older ones as LU, ticket offices as LV.
    for reading in tuple(readings):
        if "v" in reading:
            readings.update((reading.replace("v", "u"), reading.replace("v", "yu")))
    return frozenset(readings)


def _bare(text: str) -> str:
    text = text.lower()
    return text if text.isascii() else toneless(text)


def spelled_alike(left: str, right: str) -> tuple[str, ...] | None:
    """Return what made two texts alike: ``pinyin``, and ``order`` where turned round.

    ``None`` where no reading of the Han characters gives the Latin letters.
    """
    if any(is_han(c) for c in right) and not any(is_han(c) for c in left):
        left, right = right, left
    if any(is_han(c) for c in right):
        return ("pinyin",) if _rare_character(left, right) else None
    words = _bare(right).replace("'", "").translate(_BETWEEN).split()
    name = left.replace("\xb7", "")
    if _spells(name, "".join(words)):
        return ("pinyin",)
    for cut in range(1, len(words)):
        if _spells(name, "".join((*words[cut:], *words[:cut]))):
            return ("pinyin", "order")
    return None


def _spells(name: str, target: str) -> bool:
    """Return whether some readings of ``name`` in sequence give ``target``."""
    surname = surname_of(name)
    ends = {0}
    start = 0
    if surname is not None and (known := readings_of(surname)):
        heads = {"".join(r.split()) for r in known}
        own = {len(h) for h in heads if target.startswith(h)}
        if own:
            ends, start = own, len(surname)
    for char in name[start:]:
        ends = {
            end + len(reading)
            for end in ends
            for reading in _readings(char)
            if target.startswith(reading, end)
        }
        if not ends or len(ends) > _MOST:
            return False
    return len(target) in ends


def _rare_character(left: str, right: str) -> bool:
    """Return whether one text spells in letters a character the other holds."""
    if any(c.isascii() for c in left):
        left, right = right, left
    if any(not is_han(c) for c in left):
        return False
    rest = _bare(right).replace(" ", "")
    ends = {0}
    for char in left:
        reached = {end + 1 for end in ends if rest[end : end + 1] == char}
        reached |= {
            end + len(reading)
            for end in ends
            for reading in _readings(char)
            if rest.startswith(reading, end)
        }
        ends = reached
    return len(rest) in ends
