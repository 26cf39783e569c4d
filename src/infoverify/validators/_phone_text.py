"""How telephone numbers are written (电话号码的书写形式): folding, extensions, lists."""

from __future__ import annotations

import unicodedata
from typing import Final

from infoverify._text import (
    SPACES,
    Folded,
    drop_invisible,
    fold_dashes,
    fold_width,
    plain,
)
from infoverify.validators._lazy import Pattern

_LINE_BREAKS: Final = dict.fromkeys(map(ord, "\n\v\f\r\x85\u2028\u2029"), "\n")
_SPACES: Final = dict.fromkeys(map(ord, SPACES - set("\n")), " ")
_BRACKETS: Final = {ord(c): "(" for c in "[{〔【〈《「『〖"} | {
    ord(c): ")" for c in "]}〕】〉》」』〗"
}
_DOTS: Final = dict.fromkeys(map(ord, "·•․‧∙⋅・･。"), ".")
_LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}

_NUMBER_CHARACTERS: Final = frozenset("0123456789 -().+_")
_DIGITS: Final = frozenset("0123456789")
# Nothing in these needs folding.
_ORDINARY: Final = frozenset("0123456789 -+")
_EXTENSION: Final = Pattern(
    r"(?s)(.*?[0-9)][\s()-]*)[,;、]?\s*"
    r"(?:内线|转分机|轉分機|转|轉|分机号|分机|分機|;ext=|extension|ext|x|#)"
    r"[\s.:-]*([0-9]{1,6})\)?",
)
_LAST_GROUP: Final = Pattern(r"(.*[0-9])([ ()-]*[ (-])([0-9]+)\)?")
_SEPARATOR: Final = Pattern(r"[/;,、|\\\n&]|或|和|及|\bor\b|\band\b")
_TRAILING_ZERO: Final = Pattern(r"([0-9]+)\.0+")
_EXPONENT: Final = Pattern(r"[0-9](?:\.[0-9]+)?e\+?[0-9]{1,3}")
_THOUSANDS: Final = Pattern(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_EMBEDDED: Final = Pattern(
    r"(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-?[2-8][0-9]{6,7})(?![0-9])"
)
_DOT_RUN: Final = Pattern(r"([·•․‧∙⋅・･])\1")
_MASKED: Final = Pattern(r"[0-9][*•●·․‧∙⋅・･＊x?]{2,}[0-9]*|\*{2,}")
_GROUP: Final = Pattern("[0-9]+")
_HAN_DIGITS: Final = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_SLIPS: Final = str.maketrans("oli|", "0111")


def clean(value: str) -> Folded:
    """Return the text in half width, lower case, with plain spaces, dashes, brackets.

    Line breaks stay, because they part the numbers of a list. Changes are told as
    ``full_width, invisible, spreadsheet_quote, uri, dashes, brackets, dots, spaces``.
    """
    text = plain(value)
    if text and _ORDINARY.issuperset(text) and text[0] != " " != text[-1]:
        return Folded(text, ())
    changes = []
    for code, fold in (
        ("full_width", fold_width),
        ("invisible", drop_invisible),
        ("spaces", _fold_spaces),
        ("spreadsheet_quote", _unquote),
        ("uri", _fold_uri),
        ("dashes", fold_dashes),
        ("brackets", _fold_brackets),
        ("dots", _fold_dots),
    ):
        folded = fold(text)
        if folded != text:
            changes.append(code)
            text = folded
    return Folded(text.translate(_LOWER), tuple(changes))


def _fold_spaces(text: str) -> str:
    return text.translate(_LINE_BREAKS).translate(_SPACES).strip(" \n")


def _unquote(text: str) -> str:
    # A leading apostrophe or ="…" keeps a spreadsheet from reading a number.
    if text.startswith('="') and text.endswith('"'):
        return text[2:-1]
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    return text[1:] if text[:1] in ("'", "\u2019", "`") else text


def _fold_uri(text: str) -> str:
    return text[4:].lstrip() if text[:4].lower() == "tel:" else text


def _fold_brackets(text: str) -> str:
    return text.translate(_BRACKETS)


def _fold_dots(text: str) -> str:
    # Two in a row are no mark between groups: they hide digits (136••••0952).
    return text if _DOT_RUN.search(text) else text.translate(_DOTS)


def is_number(text: str) -> bool:
    """Tell whether there are only digits and the marks that group them."""
    if not _NUMBER_CHARACTERS.issuperset(text):
        return False
    if "+" not in text:
        return True
    return "+" not in text.lstrip(" (+") and text.count("+") <= 1


def digits_of(text: str) -> str:
    """Return the ASCII digits of a text."""
    return (
        text
        if text.isascii() and text.isdecimal()
        else "".join(filter(_DIGITS.__contains__, text))
    )


def groups_of(text: str) -> list[str]:
    """Return the groups of digits as they were written."""
    return _GROUP.findall(text)


def split_extension(text: str) -> tuple[str, str | None]:
    """Return the number before 转, x, ext, # and the extension's digits."""
    if _NUMBER_CHARACTERS.issuperset(text):
        return text, None
    found = _EXTENSION.fullmatch(text)
    return (found[1], found[2]) if found else (text, None)


def last_group(text: str) -> tuple[str, str]:
    """Return what stands before the last group of digits, and that group.

    A space sets a group apart only where another mark parts the area code.
    """
    found = _LAST_GROUP.fullmatch(text)
    if found is None or (found[2].isspace() and not set("-)") & set(found[1])):
        return "", ""
    return found[1], found[3]


def split_list(text: str) -> list[str]:
    """Return the parts of a list written with / ; , 、 或 and the like."""
    return [p for part in _SEPARATOR.split(text) if (p := part.strip(" -"))]


def damaged(text: str) -> str | None:
    """Return the digits that a spreadsheet left, ``""`` if lost, ``None`` if sound."""
    if "." not in text and "," not in text and "e" not in text:
        return None
    found = _TRAILING_ZERO.fullmatch(text)
    if found:
        return found[1]
    if _THOUSANDS.fullmatch(text):
        return digits_of(text.partition(".")[0])
    if _EXPONENT.fullmatch(text):
        mantissa, _, exponent = text.partition("e")
        whole = mantissa.replace(".", "")
        return whole if len(whole) == int(exponent.lstrip("+")) + 1 else ""
    return None


def embedded(text: str) -> list[str]:
    """Return the complete numbers that stand among other words."""
    return _EMBEDDED.findall(text)


def is_masked(text: str) -> bool:
    """Tell whether digits were hidden by asterisks and the like."""
    return _MASKED.search(text) is not None


def has_letters(text: str) -> bool:
    """Tell whether there are letters or Han characters."""
    return any(c.isalpha() for c in text)


def in_ascii_digits(text: str) -> str:
    """Return the text with other scripts' digits, Han numerals too, as ASCII."""
    return "".join(
        c if c.isascii() else str(unicodedata.digit(c, c))
        for c in text.translate(_HAN_DIGITS)
    )


def without_slips(text: str) -> str:
    """Return the text with the letters o, l, i read as digits (OCR slips)."""
    return text.translate(_SLIPS)
