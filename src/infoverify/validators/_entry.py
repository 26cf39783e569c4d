"""What every document's validator does at its door, before its own standard speaks.

A value that is no text, blank or far too long is refused here; a refusal by form is
looked at once more, because a spreadsheet's damage, several numbers in one field and
another script's digits deserve their own names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from infoverify._text import INVISIBLE, SPACES, fold_identifier, plain
from infoverify.errors import Empty, ValidationError
from infoverify.validators._inspection import Inspection, refusal, verdict_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from infoverify.validators._inspection import CodeClass

_Reading = TypeVar("_Reading", bound=Inspection)

# Longer than any number with any writing around it; longer text is not looked at.
LONGEST: Final = 96

CODES: Final[dict[str, CodeClass]] = {
    "empty": "refuses",
    "wrong_type": "refuses",
    "length": "refuses",
    "format": "refuses",
    "spreadsheet_damage": "refuses",
    "several_values": "refuses",
    "other_script_digits": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("未填写", "Nothing was given"),
    "wrong_type": ("不是文本", "Not a text"),
    "length": ("位数不符", "Wrong number of characters"),
    "format": ("含有不允许的字符或格式不符", "Characters or form not allowed here"),
    "spreadsheet_damage": (
        "号码被电子表格改写,位数已丢失",
        "Damaged by a spreadsheet; digits are lost",
    ),
    "several_values": ("一个字段内有多个号码", "Several numbers in one field"),
    "other_script_digits": (
        "含有其他文字的数字",
        "Holds digits of another script",
    ),
}

_BLANK: Final = SPACES | INVISIBLE
_SEPARATORS: Final = str.maketrans(dict.fromkeys(",;/|、，；／｜和及或", " "))


def screen(value: object, longest: int = LONGEST) -> str | None:
    """Return the code that refuses ``value`` unread, or ``None`` for a text to read."""
    # The type itself is asked: isinstance() would run a lying __class__ property.
    kind = type(value)
    if not issubclass(kind, str):
        if value is None:
            return "empty"
        return "spreadsheet_damage" if issubclass(kind, float) else "wrong_type"
    size = str.__len__(value)  # type: ignore[arg-type]
    if size > longest:
        return "length"
    text = plain(value)  # type: ignore[arg-type]
    if not size or (not text.isalnum() and all(c in _BLANK for c in text)):
        return "empty"
    return None


def text_of(value: object, kind: str) -> str:
    """Return ``value`` as an exact text with something in it.

    Raises:
        Empty: nothing was given.
        ValidationError: it is no text.
    """
    if value is None:
        raise Empty("empty", kind)
    if not issubclass(type(value), str):
        raise ValidationError("wrong_type", kind)
    text = plain(value)  # type: ignore[arg-type]
    if all(c in _BLANK for c in text):
        raise Empty("empty", kind)
    return text


def validated(reading: Inspection) -> str:
    """Return the clean form of a reading, or raise what refuses it."""
    if reading.valid is False or reading.normalised is None:
        raise refusal(reading.problems[0], reading.KIND)
    return reading.normalised


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
    return cls(
        verdict_of(found, codes),
        tuple(c for c in found if codes[c] in ("refuses", "doubts")),
        tuple(c for c in found if codes[c] in ("unknown", "hints")),
        normalised=text,
        normalised_from=given if given != text else None,
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
    if 2 <= len(parts) <= 8 and all(inspect(p).valid is not False for p in parts):
        return ("several_values",)
    if any(c.isdecimal() and not c.isascii() for c in fold_identifier(text).text):
        return (*found, "other_script_digits")
    return found


def damaged(text: str) -> bool:
    """Return whether a spreadsheet wrote this: ``1.1E+17``, ``123456.0``."""
    text = text.strip().upper()
    whole, point, rest = text.partition(".")
    if "E" in rest or ("E" in whole and "+" in whole):
        mantissa, _, exponent = text.partition("E")
        return mantissa.replace(".", "", 1).isdecimal() and (
            exponent.lstrip("+-").isdecimal()
        )
    return bool(point) and whole.isdecimal() and rest.strip("0") == "" and rest != ""


def digits_lost(text: str) -> bool:
    """Return whether a number looks as if cut after the fifteenth digit."""
    return len(text) > 15 and text.isdecimal() and text[15:].strip("0") == ""


def repeated(digits: str) -> bool:
    """Return whether all characters are the same one (00000000): a placeholder."""
    return len(digits) >= 5 and digits == digits[0] * len(digits)


def sequential(digits: str) -> bool:
    """Return whether the digits rise or fall by one throughout (12345678)."""
    return len(digits) >= 6 and (
        digits in "0123456789012345678" or (digits[::-1] in "0123456789012345678")
    )


def swapped_once(text: str, good: Callable[[str], bool]) -> bool:
    """Return whether exactly one swap of two neighbours makes ``text`` good."""
    count = 0
    for i in range(len(text) - 1):
        if text[i] != text[i + 1]:
            count += good(text[:i] + text[i + 1] + text[i] + text[i + 2 :])
            if count > 1:
                return False
    return count == 1
