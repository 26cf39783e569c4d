"""Folding of writing forms (书写形式归一): the one normaliser that every validator uses.

Folding changes how a value is written, never what it says. Every fold is named by a
stable code, so that a validator can tell what it did.
"""

from __future__ import annotations

from typing import Final, NamedTuple

# Full-width ASCII (GB 18030 row 3) and the ideographic space to their half-width twins.
_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

SPACES: Final = frozenset(
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
# Characters that show nothing and say nothing in a number: joiners, marks, selectors.
INVISIBLE: Final = frozenset(
    "\xad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d"
    "\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
)
DASHES: Final = frozenset(
    "-\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u208b\u2212\u2500\u2796"
    "\u2e3a\u2e3b\u30fc\ufe58\ufe63\uff0d\uff70"
)

_SPACE_TABLE: Final = dict.fromkeys(map(ord, SPACES))
_INVISIBLE_TABLE: Final = dict.fromkeys(map(ord, INVISIBLE))
_DASH_TABLE: Final = dict.fromkeys(map(ord, DASHES), "-")


class Folded(NamedTuple):
    """A text in its clean form, and the codes of what was changed, in a fixed order."""

    text: str
    changes: tuple[str, ...]


def plain(value: str) -> str:
    """Return an exact ``str``, so that a subclass's methods are never called."""
    return value if type(value) is str else str.__str__(value)


def fold_width(text: str) -> str:
    """Return ``text`` with full-width ASCII (全角) in half width."""
    return text if text.isascii() else text.translate(_WIDTH)


def fold_dashes(text: str) -> str:
    """Return ``text`` with every look-alike dash as ASCII hyphen."""
    return text if text.isascii() else text.translate(_DASH_TABLE)


def drop_invisible(text: str) -> str:
    """Return ``text`` without zero-width and direction characters."""
    return text if text.isascii() else text.translate(_INVISIBLE_TABLE)


def drop_spaces(text: str) -> str:
    """Return ``text`` without white space of any kind."""
    return text.translate(_SPACE_TABLE)


def fold_identifier(value: str) -> Folded:
    """Return an identifier's clean form: half width, no spaces or hyphens, upper case.

    Changes are told as ``full_width, invisible, spaces, dashes, lower_case``.
    """
    text = plain(value)
    if text.isascii() and text.isalnum():
        upper = text.upper()
        return Folded(upper, ()) if upper == text else Folded(upper, ("lower_case",))
    changes: list[str] = []
    for code, fold in (
        ("full_width", fold_width),
        ("invisible", drop_invisible),
        ("spaces", drop_spaces),
    ):
        folded = fold(text)
        if folded != text:
            changes.append(code)
            text = folded
    folded = fold_dashes(text).replace("-", "")
    if folded != text:
        changes.append("dashes")
        text = folded
    # str.upper() would turn ß into SS; only ASCII letters have two cases in identifiers.
    folded = text.upper() if text.isascii() else _upper_ascii(text)
    if folded != text:
        changes.append("lower_case")
        text = folded
    return Folded(text, tuple(changes))


_UPPER_ASCII: Final = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}


def _upper_ascii(text: str) -> str:
    return text.translate(_UPPER_ASCII)
