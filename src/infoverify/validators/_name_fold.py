"""Folding of personal names (姓名书写归一): what is written differently, not what is said.

Han names lose their inner spaces, Latin ones keep single ones; look-alikes of the
separator become U+00B7, which 民委发〔2016〕33号 makes the only one.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from infoverify._text import (
    SPACES,
    Folded,
    drop_invisible,
    drop_text_mark,
    fold_dashes,
    fold_width,
    plain,
)
from infoverify.validators._name_glyphs import RADICALS

DOT: Final = "\xb7"
# Bullets, operators, katakana: whatever keyboards and fonts give for ·.
_DOTS: Final = dict.fromkeys(
    map(
        ord,
        "\u0387\u02d9\u1427\u16eb\u2022\u2023\u2024\u2027\u2218\u2219\u22c5\u25e6\u2981\u2e31\u2e33\u30fb\u318d\uff65\ua78f\u2e30",
    ),
    DOT,
)
_BULLET: Final = "\u25cf"
# Full stops are the separator only beside a Han character: John F. Kennedy keeps his.
_STOPS: Final = frozenset(".\u3002\uff61\ufe52")
_APOSTROPHES: Final = dict.fromkeys(
    map(ord, "\u2018\u2019\u201b\u02bb\u02bc\u02b9\u02c8\u2032\xb4`\u055a"), "'"
)
# Variation selectors of ideographs: the same character in another drawing.
_SELECTORS: Final = dict.fromkeys(range(0xE0100, 0xE01F0))
# What even those scripts have no use for inside a name.
_MARKS_AND_ORDER: Final = dict.fromkeys((0xFEFF, 0x200B, 0x200E, 0x200F))
# Not str.split(), which takes the control characters U+001C-U+001F for spaces.
_TO_BLANK: Final = dict.fromkeys(map(ord, SPACES), " ")
_KEPT_COMPATIBILITY: Final = frozenset(
    "\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29"
)
_HAN_RANGES: Final = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2EE5D),
    (0x30000, 0x323AF),
)


def is_han(char: str) -> bool:
    """Return whether GB 18030-2022 and its extensions A to I hold this ideograph."""
    code = ord(char)
    if 0x4E00 <= code <= 0x9FFF:
        return True
    if any(first <= code <= last for first, last in _HAN_RANGES):
        return True
    return char == "\u3007" or char in _KEPT_COMPATIBILITY


def is_private(char: str) -> bool:
    """Return whether the character is a private stand-in (自造字)."""
    code = ord(char)
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def is_latin(char: str) -> bool:
    """Return whether the character is a letter of the Latin script, accents included."""
    if char.isascii():
        return char.isalpha()
    code = ord(char)
    return (
        (0xC0 <= code <= 0x24F and code not in {0xD7, 0xF7})
        or 0x1E00 <= code <= 0x1EFF
        or 0x300 <= code <= 0x36F
        # Schwa, open e and o: Azeri, Akan, Ewe.
        or 0x250 <= code <= 0x2AF
    )


def fold_name(value: str) -> Folded:
    """Return a person's name in its clean form.

    Changes are told as ``text_mark, full_width, invisible, compatibility, middle_dot, composed,
    apostrophe, dashes, spaces``.
    """
    text = plain(value)
    letters = text.replace(DOT, "")
    if letters and min(letters) >= "\u4e00" and max(letters) <= "\u9fff":
        return Folded(text, ())
    if text.isascii():
        folded = _fold_spaces(text.replace("`", "'"))
        if folded == text:
            return Folded(text, ())
    changes: list[str] = []
    for code, fold in (
        ("text_mark", _drop_text_mark),
        ("full_width", fold_width),
        ("invisible", _drop_invisible),
        ("compatibility", fold_compatibility),
        ("middle_dot", fold_dots),
        ("composed", _compose),
        ("apostrophe", _fold_apostrophes),
        ("dashes", _fold_dashes),
        ("spaces", _fold_spaces),
    ):
        folded = fold(text)
        if folded != text:
            changes.append(code)
            text = folded
    return Folded(text, tuple(changes))


def _drop_text_mark(text: str) -> str:
    """Return a Han name without a spreadsheet's mark; 't Hooft keeps his apostrophe."""
    bare = drop_text_mark(text)
    return bare if bare[:1] and is_han(bare[0]) else text


def _drop_invisible(text: str) -> str:
    if text.isascii():
        return text
    # Joiners spell words in the Arabic and the Mongolian script.
    if any("\u0600" <= c <= "\u06ff" or "\u1800" <= c <= "\u18af" for c in text):
        return text.translate(_MARKS_AND_ORDER)
    text = drop_invisible(text)
    return text.translate(_SELECTORS) if max(text, default="") >= "\U000e0100" else text


def fold_compatibility(text: str) -> str:
    """Return ``text`` with compatibility ideographs and radicals as unified ones."""
    if text.isascii() or not any(_is_compatibility(c) for c in text):
        return text
    return "".join(
        (
            unicodedata.normalize("NFKC", c).translate(RADICALS)
            if _is_compatibility(c)
            else c
        )
        for c in text
    )


def _is_compatibility(char: str) -> bool:
    code = ord(char)
    if code < 0x2E80 or 0x3200 <= code < 0xF900:
        return False
    return (
        0x2E80 <= code <= 0x2FDF
        or 0x31C0 <= code <= 0x31E3
        or (0xF900 <= code <= 0xFAFF and char not in _KEPT_COMPATIBILITY)
        or 0x2F800 <= code <= 0x2FA1F
    )


def _compose(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold_dots(text: str) -> str:
    """Return ``text`` with every look-alike of the separator as U+00B7."""
    if not text.isascii():
        text = text.translate(_DOTS)
        if _BULLET in text:
            text = _fold_bullets(text)
    if _STOPS.isdisjoint(text) or text.isascii():
        return text
    chars = list(text)
    for i, char in enumerate(chars):
        if char in _STOPS:
            before = _beside(chars, i, -1)
            after = _beside(chars, i, 1)
            if not (is_latin(before) or is_latin(after)) and (
                is_han(before) or is_han(after)
            ):
                chars[i] = DOT
    return "".join(chars)


def _fold_bullets(text: str) -> str:
    """Return ``text`` with ● as the separator where it parts a Han name (张● is masked)."""
    parts = text.split(_BULLET)
    parted = all(len(part) > 1 and all(map(_is_name_sign, part)) for part in parts)
    return DOT.join(parts) if parted else text


def _is_name_sign(char: str) -> bool:
    return char == DOT or is_han(char)


def _beside(chars: list[str], index: int, step: int) -> str:
    """Return the nearest character that is neither space nor dot, or a blank."""
    index += step
    while 0 <= index < len(chars):
        char = chars[index]
        if char not in SPACES and char not in _STOPS and char != DOT:
            return char
        index += step
    return " "


def _fold_apostrophes(text: str) -> str:
    if text.isascii() and "`" not in text:
        return text
    if any(is_han(c) for c in text):
        return text
    return text.translate(_APOSTROPHES)


def _fold_dashes(text: str) -> str:
    # The long-vowel mark of katakana looks like a dash and is a letter.
    if text.isascii() or any("\u3040" <= c <= "\u30fa" for c in text):
        return text
    return fold_dashes(text)


def _fold_spaces(text: str) -> str:
    words = [word for word in text.translate(_TO_BLANK).split(" ") if word]
    if len(words) < 2:
        return words[0] if words else ""
    if text.isascii():
        return " ".join(words)
    result = words[0]
    for word in words[1:]:
        glued = _tight(result[-1]) and _tight(word[0])
        if glued or result[-1] == DOT or word[0] == DOT:
            result += word
        else:
            result += f" {word}"
    return result


def _tight(char: str) -> bool:
    return is_han(char) or is_private(char) or char in "（）()[]【】〔〕*×?□某、,，"
