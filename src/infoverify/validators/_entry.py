"""What every document's validator does at its door, before its own standard speaks.

A value that is no text, blank or far too long is refused here; a refusal by form is
looked at once more, because a spreadsheet's damage, several numbers in one field and
another script's digits deserve their own names.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Final, TypeVar

from infoverify._text import (
    INVISIBLE,
    SPACES,
    Folded,
    fold_person_number,
    fold_width,
    has_other_digits,
    is_text,
    looks_filled_in,
    plain,
    spreadsheet_number,
)
from infoverify.errors import Empty
from infoverify.validators._inspection import Inspection, refusal, verdict_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from infoverify.validators._inspection import CodeClass

_Reading = TypeVar("_Reading", bound=Inspection)

# Longer than any number with any writing around it; longer text is not looked at.
LONGEST: Final = 256

CODES: Final[dict[str, CodeClass]] = {
    "empty": "refuses",
    "wrong_type": "refuses",
    "length": "refuses",
    "format": "refuses",
    "spreadsheet_damage": "refuses",
    "several_values": "refuses",
    "other_script_digits": "refuses",
    "placeholder": "doubts",
    "ocr_slip": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "placeholder": ("疑似占位号码", "Looks like a placeholder"),
    "ocr_slip": (
        "可能把数字 0、1 认作字母 O、I、L",
        "Perhaps letters O, I or L read for digits",
    ),
    "empty": ("未填写", "Nothing was given"),
    "wrong_type": ("不是文本", "Not a text"),
    "length": ("位数不符", "Wrong number of characters"),
    "format": ("含有不允许的字符或格式不符", "Characters or form not allowed here"),
    "spreadsheet_damage": (
        "号码被电子表格改写，位数已丢失",
        "Damaged by a spreadsheet; digits are lost",
    ),
    "several_values": ("一个字段内有多个号码", "Several numbers in one field"),
    "other_script_digits": (
        "含有其他文字的数字",
        "Holds digits of another script",
    ),
}

# Codes of a value that has no clean form at all.
_SHAPELESS: Final = frozenset({"length", "spreadsheet_damage", "several_values"})
_RISING: Final = "01234567890123456789"
_FALLING: Final = _RISING[::-1]
_BLANK: Final = SPACES | INVISIBLE
_SLIPS: Final = str.maketrans("OIL", "011")
_BRACKETS: Final = dict.fromkeys(map(ord, "()[]【】〔〕"))
_SEPARATORS: Final = str.maketrans(dict.fromkeys(",;/|、，；／｜和及或", " "))


def screen(value: object, longest: int = LONGEST) -> str | None:
    """Return the code that refuses ``value`` unread, or ``None`` for a text to read."""
    if not is_text(value):
        if value is None:
            return "empty"
        # A float is what a spreadsheet makes of a number; NaN and infinities are none.
        if issubclass(type(value), float) and isfinite(value):  # type: ignore[arg-type]
            return "spreadsheet_damage"
        return "wrong_type"
    size = str.__len__(value)
    if size > longest:
        return "length"
    text = plain(value)
    if not size or (not text.isalnum() and all(c in _BLANK for c in text)):
        return "empty"
    return None


def fold(value: str) -> Folded:
    """Return the clean form of an identifier, folded until nothing changes."""
    text, changes = fold_person_number(value)
    while True:
        again = fold_person_number(text)
        if again.text == text:
            return Folded(text, changes)
        text = again.text
        changes += tuple(c for c in again.changes if c not in changes)


def fold_bracketed(value: str) -> Folded:
    """Return the clean form of a number whose last part stands in brackets."""
    text, changes = fold(value)
    bare = text.translate(_BRACKETS)
    return (
        Folded(bare, (*changes, "brackets")) if bare != text else Folded(text, changes)
    )


def text_of(value: object, kind: str) -> str:
    """Return ``value`` as an exact text with something in it.

    Raises:
        Empty: nothing was given.
        InvalidFormat: it is no text.
    """
    if value is None:
        raise Empty("empty", kind)
    if not is_text(value):
        raise refusal("wrong_type", kind)
    text = plain(value)
    if all(c in _BLANK for c in text):
        raise Empty("empty", kind)
    return text


def number_of(value: object, kind: str) -> str:
    """Return ``text_of`` a document's number, of which folding leaves something.

    Raises:
        Empty: nothing was given, or nothing but hyphens and brackets.
        InvalidFormat: it is no text.
    """
    text = text_of(value, kind)
    if not text[0].isalnum() and not fold_bracketed(text[:LONGEST]).text:
        raise Empty("empty", kind)
    return text


def unread(cls: type[_Reading], code: str) -> _Reading:
    """Return the reading of a value that was refused at the door."""
    return cls(False, (code,))


def conclude(
    cls: type[_Reading],
    codes: Mapping[str, CodeClass],
    value: str,
    text: str,
    found: tuple[str, ...],
    *,
    changes: tuple[str, ...] = (),
    **facts: object,
) -> _Reading:
    """Return a reading, its codes sorted into problems and hints by their class."""
    given = plain(value)
    clean = None if found and found[0] in _SHAPELESS else text
    return cls(
        verdict_of(found, codes),
        tuple(c for c in found if codes[c] in ("refuses", "doubts")),
        tuple(c for c in found if codes[c] in ("unknown", "hints")),
        normalised=clean,
        normalised_from=given if clean is not None and given != clean else None,
        changes=changes,
        **facts,
    )


def second_look(
    value: str,
    found: tuple[str, ...],
    inspect: Callable[[str], Inspection],
) -> tuple[str, ...]:
    """Return better codes for a text that was refused by its form.

    ``inspect`` is the validator's own: it reads the parts of a field that may hold
    several values.
    """
    text = plain(value)
    if damaged(text):
        return ("spreadsheet_damage",)
    parts = text.translate(_SEPARATORS).split()
    # A number cut up by spaces has parts that are no numbers themselves.
    if 2 <= len(parts) <= 8 and all(map(_has_form, map(inspect, parts))):
        return ("several_values",)
    if looks_filled_in(fold(text).text):
        return (*found, "placeholder")
    if has_other_digits(fold_width(text)):
        return (*found, "other_script_digits")
    if found == ("format",) and _reads_with_digits(fold(text).text, inspect):
        return ("format", "ocr_slip")
    return found


def _reads_with_digits(text: str, inspect: Callable[[str], Inspection]) -> bool:
    """Return whether O, I and L read as digits make a number of it.

    The first one or two characters may be letters by right.
    """
    for start in (0, 1, 2):
        repaired = text[:start] + text[start:].translate(_SLIPS)
        if repaired == text:
            return False
        if inspect(repaired).valid is not False:
            return True
    return False


def _has_form(reading: Inspection) -> bool:
    """Return whether a part is a number by its form, be it right or wrong."""
    return reading.valid is not False or reading.problems[0] not in CODES


def damaged(text: str) -> bool:
    """Return whether a spreadsheet wrote this: ``1.1E+17``, ``1.2E8``, ``123456.0``."""
    text = fold_width(text).strip().upper()
    if spreadsheet_number(text):
        return True
    whole, point, rest = text.partition(".")
    if point and whole.isdecimal() and rest != "":
        head, _, power = rest.partition("E")
        return head.strip("0") == "" if not power else head.isdecimal()
    return False


def digits_lost(text: str) -> bool:
    """Return whether a number looks as if cut after the fifteenth digit."""
    kept, lost = text[:15], text[15:]
    return (
        lost != ""
        and text.isdecimal()
        and lost.strip("0") == ""
        and kept.strip("0") != ""
    )


def repeated(digits: str) -> bool:
    """Return whether all characters are the same one (00000000): a placeholder."""
    return len(digits) >= 5 and digits == digits[0] * len(digits)


def sequential(digits: str) -> bool:
    """Return whether six or more digits rise or fall by one throughout (12345678)."""
    return len(digits) >= 6 and (digits in _RISING or digits in _FALLING)


def swapped_once(text: str, good: Callable[[str], bool]) -> bool:
    """Return whether exactly one swap of two neighbours makes ``text`` good."""
    count = 0
    for i in range(len(text) - 1):
        if text[i] != text[i + 1]:
            count += good(text[:i] + text[i + 1] + text[i] + text[i + 2 :])
            if count > 1:
                return False
    return count == 1
