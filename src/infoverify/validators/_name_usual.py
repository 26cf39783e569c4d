"""The usual names read quickly (常见姓名的快速判断), and the shape of every reading.

What is answered here is what the long way of ``_name_judge`` would answer: only names
without any code are, and a test holds the two together.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from infoverify.reference.hanzi_variants import simplify
from infoverify.reference.surnames import surname_of, table
from infoverify.validators._inspection import Inspection
from infoverify.validators._name_damage import is_damaged
from infoverify.validators._name_fold import DOT
from infoverify.validators._name_judge import kind_of
from infoverify.validators._name_words import (
    FILLERS,
    SUSPECT_PAIRS,
    han_problems,
    is_clear,
)

# Longer names take the long way.
_LONGEST: Final = 30
_CELLS: Final = bytes(range(0xA1, 0xFF))
_JOINTS: Final = frozenset("和与及")


class NameInspection(Inspection):
    """A reading of one name.

    Attributes:
        script: ``han, latin, mixed, tibetan, uyghur, mongolian`` and others.
        kind: ``chinese``; ``ethnic`` (with a separator, no foreign nationality told);
            ``foreign``; ``pinyin``; ``organisation``; ``None`` where undecidable.
        surname: of a Han name, where decidable.
        suggestion: a name that would stand, for the host to show; never applied.
    """

    __slots__ = ("kind", "script", "suggestion", "surname")

    KIND = "name"
    FIELD = "name"
    FACTS = ("script", "kind", "surname", "suggestion")

    script: str | None
    kind: str | None
    surname: str | None
    suggestion: str | None


def read_usual(text: str, nationality: object) -> NameInspection | None:
    """Return the reading of a name of common Han characters without any code, or None.

    ``None`` means that the name must go the long way round.
    """
    size = len(text)
    if size > _LONGEST or size < 2:
        return None
    usual = _usual()
    if usual.issuperset(text):
        if size < 5:
            surname = _surname_of_usual(text, size)
            if surname is not None:
                return _reading(text, "chinese", surname)
    elif DOT not in text or not usual.issuperset(text.replace(DOT, "")):
        return None
    return _rarer(text, nationality)


@cache
def _usual() -> frozenset[str]:
    """Return the Han characters of GB 2312 that are no traditional forms."""
    # Every other byte tells the row, the rest the cells in it.
    table = bytearray((0xF8 - 0xB0) * 2 * len(_CELLS))
    table[::2] = b"".join(bytes((row,)) * len(_CELLS) for row in range(0xB0, 0xF8))
    table[1::2] = _CELLS * (0xF8 - 0xB0)
    chars = table.decode("gb2312", errors="ignore")
    pairs = zip(chars, simplify(chars), strict=True)
    return frozenset(c for c, plain in pairs if c == plain and c != "某")


def _surname_of_usual(text: str, size: int) -> str | None:
    """Return the surname of a name of two to four characters that nothing doubts."""
    known = table()
    head = text[:2]
    if head in known.double:
        if size == 2 or head not in known.compound:
            return None
        surname = head
    else:
        surname = text[0]
        if size > 3 or surname not in known.single:
            return None
    if text in FILLERS or head in SUSPECT_PAIRS or not is_clear(text, size):
        return None
    return surname


def _rarer(text: str, nationality: object) -> NameInspection | None:
    """Return the reading of a name with separators, or without a known surname."""
    surname = None
    if DOT in text:
        if text[0] == DOT or text[-1] == DOT or DOT + DOT in text:
            return None
        if len(text) < 6 and len(text.replace(DOT, "")) == 1:
            return None
    else:
        if text in table().compound:
            return None
        surname = surname_of(text)
    if han_problems(text) or not _JOINTS.isdisjoint(text) or is_damaged(text):
        return None
    return _reading(text, kind_of(text, "han", surname, nationality), surname)


def _reading(text: str, kind: str | None, surname: str | None) -> NameInspection:
    # Set by hand: the constructor's loops would take half of the time.
    reading = _new(NameInspection)
    _set_valid(reading, True)
    _set_problems(reading, ())
    _set_hints(reading, ())
    _set_normalised(reading, text)
    _set_normalised_from(reading, None)
    _set_changes(reading, ())
    _set_script(reading, "han")
    _set_kind(reading, kind)
    _set_surname(reading, surname)
    _set_suggestion(reading, None)
    return reading


_new: Final = object.__new__
(
    _set_valid,
    _set_problems,
    _set_hints,
    _set_normalised,
    _set_normalised_from,
    _set_changes,
    _set_script,
    _set_kind,
    _set_surname,
    _set_suggestion,
) = (
    getattr(NameInspection, name).__set__
    for name in (
        *("valid", "problems", "hints", "normalised", "normalised_from", "changes"),
        *("script", "kind", "surname", "suggestion"),
    )
)
