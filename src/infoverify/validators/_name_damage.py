"""Names damaged by a wrong decoding (乱码): the usual accidents, and what was meant.

Only patterns that no genuine name shows are called damage: UTF-8 read as Latin-1 or as
GBK, GBK read as Latin-1, and the signs that decoders leave for what they could not read.
"""

from __future__ import annotations

from typing import Final

from infoverify.reference.surnames import table
from infoverify.validators._name_fold import is_han, is_latin

# Replacement characters, and the boxes that printers put for a missing glyph.
_SIGNS: Final = frozenset(
    "\ufffd\ufffc?\uff1f\u25a1\u25a0\u25a2\u2610\u25ae\u25af\u3013"
    # C1 control characters (without the line end U+0085): bytes shown as characters.
    + "".join(chr(code) for code in range(0x80, 0xA0) if code != 0x85)
)
#: What the commonest accidents leave behind.
WORDS: Final = ("锟斤拷", "斤拷锟", "烫烫", "屯屯屯", "锘挎", "锛堬", "ï»¿")
_STARTS: Final = frozenset(word[0] for word in WORDS)
# What may stand between the letters of a name that HTML had escaped.
_BETWEEN: Final = dict.fromkeys(map(ord, " \xa0\xb7"))
# Windows-1252 shows the bytes 80-9F as these; the rest is Latin-1.
_CP1252: Final = {
    ord(c): 0x80 + i
    for i, c in enumerate(
        "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152"
        "\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122"
        "\u0161\u203a\u0153\x9d\u017e\u0178"
    )
}


def is_damaged(text: str) -> bool:
    """Return whether the text as given shows signs of a wrong decoding."""
    if not _SIGNS.isdisjoint(text):
        return True
    if not _STARTS.isdisjoint(text) and any(word in text for word in WORDS):
        return True
    if text.isascii() or _holds_entity(text):
        return repaired(text) is not None
    if is_han(text[0]):
        return _from_gbk(text) is not None
    return repaired(text) is not None or _looks_like_bytes(text)


def repaired(text: str) -> str | None:
    """Return what the text was before it was read with a wrong encoding, if clear."""
    if text.isascii() or _holds_entity(text):
        return _unescaped(text)
    if all(ord(c) < 0x100 or ord(c) in _CP1252 for c in text):
        return _from_latin(text)
    if is_han(text[0]):
        return _from_gbk(text)
    return None


def _holds_entity(text: str) -> bool:
    """Return whether a letter of HTML may stand there: 买买提&middot;吐尔逊."""
    return "&" in text and ";" in text.partition("&")[2]


def _unescaped(text: str) -> str | None:
    result = None
    if _holds_entity(text):
        from html import unescape  # noqa: PLC0415 - rarely needed, slow to load

        result = unescape(text)
    elif text.count("%") >= 2:
        from urllib.parse import unquote  # noqa: PLC0415 - as above

        result = unquote(text, errors="replace")
    elif "\\u" in text:
        try:
            result = text.encode("ascii").decode("unicode_escape")
        except UnicodeDecodeError:
            return None
    if result is None or result == text or "\ufffd" in result:
        return None
    letters = result.translate(_BETWEEN)
    return result if letters.isalpha() or "'" in result else None


def _from_latin(text: str) -> str | None:
    """Return the text whose UTF-8 or GBK bytes these Latin letters show."""
    marked = sum(not c.isascii() for c in text)
    raw = bytes(_CP1252.get(ord(c), ord(c)) & 0xFF for c in text)
    # A no-break space of the damaged text is easily folded to a plain one.
    for data in (raw, raw.replace(b" ", b"\xa0"), raw.replace(b"\xbc ", b"\xbc\xa0")):
        try:
            decoded = data.decode("utf-8").replace("\xa0", " ").strip()
        except UnicodeDecodeError:
            continue
        # MATÚŠ and Ó Briain decode too, to letters of other scripts.
        letters = decoded if data is raw else decoded.replace(" ", "")
        if not decoded.isascii() and all(
            is_han(c) or (data is raw and _is_plain(c)) for c in letters
        ):
            return decoded
    # Four accented letters in a row belong to no European name, in pairs only to GBK.
    if marked < 4 or any(c.isalpha() and c.isascii() for c in text):
        return None
    try:
        decoded = raw.decode("gb18030").replace(" ", "")
    except UnicodeDecodeError:
        return None
    return decoded if all(is_han(c) or c == "\xb7" for c in decoded) else None


def _is_plain(char: str) -> bool:
    """Return whether a repaired Latin name may hold this; POSPÍŠIL gives a U+034A."""
    return char in " '-.\xb7" or (is_latin(char) and char.isalpha())


def _looks_like_bytes(text: str) -> bool:
    """Return whether accented letters stand beside the signs of bytes 80-BF."""
    if text.isascii() or any(is_han(c) for c in text):
        return False
    accented = sum("\xc0" <= c <= "\xff" and c.isalpha() for c in text)
    signs = sum(
        c
        in "\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xab\xac\xae\xaf\xb0\xb1\xb2\xb3"
        "\xb5\xb6\xb8\xb9\xbb\xbc\xbd\xbe\xbf\xd7\xf7\u2030\u2020\u2021\u0192\u20ac"
        "\u201e\u2026\u2039\u203a\u2122"
        or "\x80" <= c <= "\x9f"
        for c in text
    )
    if accented and signs:
        return True
    # "ÕÅÈý": all letters accented, none plain.
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 4 and all("\xc0" <= c <= "\xff" for c in letters)


def _from_gbk(text: str) -> str | None:
    """Return the UTF-8 text that was read as GBK: 寮犱笁 for 张三."""
    if not 3 <= len(text) <= 60:
        return None
    surnames = table().single
    try:
        raw = text.encode("gbk")
        if text[0] in surnames and _is_common(raw):
            return None
        decoded = raw.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    if len(decoded) < 2 or decoded[0] not in surnames:
        return None
    return decoded if all(is_han(c) for c in decoded) else None


def _is_common(raw: bytes) -> bool:
    """Return whether every character of these GBK bytes is of GB 2312."""
    return all(b >= 0xB0 for b in raw[::2]) and all(b >= 0xA1 for b in raw[1::2])
