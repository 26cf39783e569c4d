"""Folding of writing forms (书写形式归一): the one normaliser that every validator uses.

Folding changes how a value is written, never what it says. Every fold is named by a
stable code, so that a validator can tell what it did.
"""

from __future__ import annotations

from typing import Final, TypeGuard

from infoverify._named import NamedTuple

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


def is_text(value: object) -> TypeGuard[str]:
    """Tell whether ``value`` is a ``str`` without running any of its own code.

    ``isinstance`` reads ``__class__``, which an object may answer with an exception.
    """
    return issubclass(type(value), str)


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


def is_blank(text: str) -> bool:
    """Tell whether nothing shows in the text: spaces and invisible characters only."""
    return all(c in SPACES or c in INVISIBLE for c in text)


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


# What spreadsheets and their exports put around a number to keep it text.
_APOSTROPHES: Final = "'\u2018\u2019\uff07`"
_ROMAN_TEN: Final = {0x2169: "X", 0x2179: "X"}


def drop_text_mark(text: str) -> str:
    """Return ``text`` without a spreadsheet's text mark: ``'1``, ``"1"``, ``="1"``."""
    bare = text.strip()
    if bare[:1] == "=" and bare[1:2] == '"':
        bare = bare[1:]
    if len(bare) > 2 and bare[0] == bare[-1] == '"':
        return bare[1:-1]
    if len(bare) > 2 and bare[0] in _APOSTROPHES:
        return bare[1:-1] if bare[-1] in _APOSTROPHES else bare[1:]
    return text


def fold_person_number(value: str) -> Folded:
    """Return an identity number's clean form: ``fold_identifier`` and two folds more.

    ``text_mark`` tells of a spreadsheet's mark around the number, ``roman_numeral`` of
    the one character Ⅹ, which GB 2312 has and GB 11643 means by its check character.
    """
    text = plain(value)
    if text.isascii() and text.isalnum():
        return fold_identifier(text)
    bare = drop_text_mark(text)
    marked = bare != text
    folded = fold_identifier(bare)
    changes = folded.changes
    text = folded.text
    if marked:
        changes = ("text_mark", *changes)
    if text[-1:] in ("\u2169", "\u2179"):
        text = text.translate(_ROMAN_TEN)
        changes = (*changes, "roman_numeral")
    return Folded(text, changes)


def has_other_digits(text: str) -> bool:
    """Tell whether ``text`` has decimal digits of another script (٣, ३, 𝟑).

    Full-width digits are not another script: fold the width first. They are told and
    never folded in identity numbers, whose standards name the ten ASCII digits.
    """
    return not text.isascii() and any(c > "\x7f" and c.isdecimal() for c in text)


def fold_digits(text: str) -> Folded:
    """Return ``text`` with the decimal digits of *one* other script as ASCII digits.

    Safe only where no mixture could hide another number: a text with digits of two
    scripts comes back unchanged. Told as ``other_script_digits``.
    """
    digits = [c for c in text if c.isdecimal()]
    # The ten digits of a script follow each other: the zero names the script.
    zeros = {ord(c) - int(c) for c in digits}
    if len(zeros) != 1 or text.isascii():
        return Folded(text, ())
    table = {ord(c): str(int(c)) for c in digits}
    return Folded(text.translate(table), ("other_script_digits",))


# Letters that recognition and typists put for digits; a suggestion, never a fold.
_OCR: Final = str.maketrans("OolLI|\u041e\u043e\u039f\u03bf\u3007", "00111100000")
_OCR_LAST: Final = str.maketrans("\u0425\u0445\u03a7\u03c7\u00d7", "XXXXX")


def suggest_digits(text: str) -> str:
    """Return ``text`` with O read as 0, l and I as 1, and a last × or Х as X.

    For a *suggestion* only: the caller may tell that this would be right, no more.
    """
    return text[:-1].translate(_OCR) + text[-1:].translate(_OCR).translate(_OCR_LAST)


def spreadsheet_number(text: str) -> bool:
    """Tell whether ``text`` is a long number as a spreadsheet or a float prints it.

    ``1.10101E+17``, ``110101199003070000.0``, ``110,101,199,003,070,000``: digits are
    lost, or cannot be trusted not to be. ``text`` has its width folded already.
    """
    text = text.strip()
    if len(text) < 4 or not text.isascii() or not text[0].isdigit():
        return False
    head, e, power = text.upper().partition("E")
    whole, dot, fraction = head.replace(",", ".").partition(".")
    digits = whole.isdigit() and (fraction.isdigit() or not dot)
    if e:
        return digits and len(whole) == 1 and power.lstrip("+").isdigit()
    if dot and digits and len(whole) >= 14:
        return not fraction.strip("0")
    groups = text.split(",")
    return (
        len(groups) > 4
        and len(groups[0]) <= 3
        and all(len(g) == 3 and g.isdigit() for g in groups[1:])
        and groups[0].isdigit()
    )


# Long enough for any text that a validator reads at all.
_RISING: Final = "0123456789" * 27
_FALLING: Final = "9876543210" * 27


def looks_filled_in(text: str) -> bool:
    """Tell whether ``text`` is one digit repeated or a run that rises or falls by one.

    Runs may pass from 9 to 0; four characters at least.
    """
    if len(text) < 4 or not (text.isascii() and text.isdigit()):
        return False
    return text == text[0] * len(text) or text in _RISING or text in _FALLING
