"""Postcode (邮政编码): six digits; the first two point to a province.

GB/T 44054 and the post's own rule (四级六位制): province, zone, county office, delivery
office. Six digits are right in form. Routes of the post do not follow borders, and no
free table of all delivery offices exists, so a pair that we do not know is a hint and
a province that follows from the pair is never more.

>>> inspect("518 000").normalised, inspect("518000").provinces
('518000', ('44',))
>>> inspect("").problems, inspect(518000).problems, inspect("5180001").problems
(('empty',), ('wrong_type',), ('length',))
>>> inspect("51800O").problems, inspect("邮编518000").problems
(('format', 'letters'), ('format', 'letters'))
>>> inspect("71000").problems, inspect("71000").suggestion, inspect("71000.0").problems
(('spreadsheet_damage',), '071000', ('spreadsheet_damage',))
>>> inspect("518000/518001").problems
('several_values',)
>>> inspect("000000").valid, inspect("123456").problems
(None, ('placeholder',))
>>> inspect("990001").valid, inspect("880001").hints
(True, ('pair_unknown',))
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from infoverify._text import fold_identifier, plain
from infoverify.reference.postal_codes import prefectures_of, provinces_of
from infoverify.validators import _entry
from infoverify.validators._inspection import Inspection, validated, verdict_of

if TYPE_CHECKING:
    from datetime import date

    from infoverify.validators._inspection import CodeClass

__all__ = [
    "CODES",
    "TEXTS",
    "PostalCodeInspection",
    "compact",
    "format",
    "get_provinces",
    "inspect",
    "is_valid",
    "validate",
]

#: Every code, in the order in which codes are reported, and what it does.
CODES: Final[dict[str, CodeClass]] = {
    "empty": "refuses",
    "wrong_type": "refuses",
    "length": "refuses",
    "format": "refuses",
    "letters": "refuses",
    "spreadsheet_damage": "refuses",
    "several_values": "refuses",
    "placeholder": "doubts",
    "pair_unknown": "hints",
    "foreign_digits": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("邮政编码为空。", "There is no postcode."),
    "wrong_type": ("邮政编码不是文本。", "The postcode is not text."),
    "length": ("邮政编码应为六位。", "A postcode has six digits."),
    "format": ("邮政编码应全为数字。", "A postcode has nothing but digits."),
    "letters": ("邮政编码中有文字。", "There are letters in the postcode."),
    "spreadsheet_damage": (
        "邮政编码被电子表格改成了数值。",
        "A spreadsheet turned the postcode into a numeral.",
    ),
    "several_values": ("一栏中有多个邮政编码。", "One field holds several postcodes."),
    "placeholder": ("疑似随意填写的邮政编码。", "The postcode looks made up."),
    "pair_unknown": ("前两位未收录。", "The first two digits are not in our table."),
    "foreign_digits": ("使用了其他文字的数字。", "Digits of another script are used."),
}

MAX_LENGTH: Final = 100
_RUNS: Final = ("01234567890", "09876543210")
_SEPARATORS: Final = str.maketrans(dict.fromkeys("/;,、，；|或", " "))


class PostalCodeInspection(Inspection):
    """The reading of a postcode (邮政编码).

    Attributes:
        provinces: two-digit division codes to which the first two digits point.
        values: each postcode of a field that holds several.
        suggestion: the postcode that was probably meant, for a person to confirm.
    """

    __slots__ = ("provinces", "suggestion", "values")
    KIND: ClassVar[str] = "postal_code"
    FIELD: ClassVar[str] = "postal_code"
    FACTS: ClassVar[tuple[str, ...]] = ("provinces", "values", "suggestion")

    provinces: tuple[str, ...] | None
    values: tuple[str, ...] | None
    suggestion: str | None


class _Clean(NamedTuple):
    text: str
    changes: tuple[str, ...]


def _clean(value: str) -> _Clean:
    folded = fold_identifier(value)
    text = folded.text
    if text[:1] in ("'", "\u2019"):
        return _Clean(text[1:], (*folded.changes, "spreadsheet_quote"))
    return _Clean(text, folded.changes)


def inspect(value: object, *, at: date | None = None) -> PostalCodeInspection:
    """Return the reading of ``value``; never raises. ``at`` decides nothing here."""
    del at
    if value is None:
        return _refused("empty")
    if isinstance(value, float):
        number = float.__float__(value)
        if not isfinite(number):
            return _refused("wrong_type")
        whole = number.is_integer() and 0 < number < 1e6
        left = str(int(number)) if whole else ""
        return _refused("spreadsheet_damage", suggestion=_restored(left))
    if not isinstance(value, str):
        return _refused("wrong_type")
    if str.__len__(value) > MAX_LENGTH:
        return _refused("length")
    clean = _clean(value)
    text = clean.text
    if not text:
        return _refused("empty")
    if not (text.isascii() and text.isdecimal()):
        return _not_digits(plain(value), text)
    if len(text) == 5 and (restored := _restored(text)) is not None:
        return _refused("spreadsheet_damage", suggestion=restored)
    if len(text) != 6:
        parts = plain(value).split()
        if len(parts) > 1 and all(_is_postcode(p) for p in parts):
            return _refused("several_values", values=tuple(parts))
        return _refused("length")
    return _of_six_digits(plain(value), clean)


def _of_six_digits(given: str, clean: _Clean) -> PostalCodeInspection:
    text = clean.text
    made_up = text == text[0] * 6 or any(text in run for run in _RUNS)
    problems = ("placeholder",) if made_up else ()
    provinces = tuple(sorted(provinces_of(text)))
    hints = () if provinces or made_up else ("pair_unknown",)
    return PostalCodeInspection(
        verdict_of((*problems, *hints), CODES),
        problems,
        hints,
        normalised=text,
        normalised_from=None if given == text else given,
        changes=clean.changes,
        provinces=provinces or None,
    )


def _refused(
    *codes: str,
    hints: tuple[str, ...] = (),
    values: tuple[str, ...] | None = None,
    suggestion: str | None = None,
) -> PostalCodeInspection:
    return PostalCodeInspection(
        False, codes, hints, values=values, suggestion=suggestion
    )


def _not_digits(given: str, text: str) -> PostalCodeInspection:
    whole, dot, zeros = text.partition(".")
    if dot and _digits(whole) and zeros.strip("0") == "" and zeros:
        return _refused("spreadsheet_damage", suggestion=_restored(whole))
    mantissa, e, exponent = text.partition("E")
    if e and _digits(mantissa.replace(".", "", 1)) and _digits(exponent.lstrip("+")):
        return _refused("spreadsheet_damage")
    parts = given.translate(_SEPARATORS).split()
    if len(parts) > 1 and sum(_is_postcode(p) for p in parts) > 1:
        return _refused("several_values", values=tuple(parts))
    if len(text) == 6 and text.isdecimal():
        ascii_digits = "".join(str(int(c)) for c in text)
        return _refused("format", hints=("foreign_digits",), suggestion=ascii_digits)
    if any(c.isalpha() for c in text):
        found = [p for p in _runs_of_digits(text) if len(p) == 6]
        guess = text.replace("O", "0").replace("I", "1").replace("L", "1")
        if _is_postcode(guess):
            return _refused("format", "letters", suggestion=guess)
        return _refused(
            "format", "letters", suggestion=found[0] if len(found) == 1 else None
        )
    return _refused("format")


def _runs_of_digits(text: str) -> list[str]:
    return "".join(c if _digits(c) else " " for c in text).split()


def _digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _is_postcode(text: str) -> bool:
    clean = fold_identifier(text).text
    return len(clean) == 6 and _digits(clean)


def _restored(digits: str) -> str | None:
    """Return six digits, a lost leading zero put back where a city's office has one."""
    if len(digits) == 5 and prefectures_of(f"0{digits}"):
        return f"0{digits}"
    return digits if len(digits) == 6 else None


def compact(value: object) -> str:
    """Return the six digits, or what cannot be read in half width without spaces.

    Raises:
        Empty: ``value`` is ``None`` or blank.
        InvalidFormat: ``value`` is not a text.
    """
    text = _entry.text_of(value, "postal_code")
    found = inspect(text)
    if found.values:
        return "/".join(found.values)
    return text if found.normalised is None else found.normalised


def validate(value: object, *, at: date | None = None) -> str:
    """Return the compact form.

    Raises:
        ValidationError: the value is refused; its code says why.
    """
    return validated(inspect(value, at=at))


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Return ``False`` if the value is refused; doubt passes."""
    return inspect(value, at=at).valid is not False


def format(value: object) -> str:  # noqa: A001 - python-stdnum's name
    """Return the postcode as it is written: the compact form."""
    return compact(value)


def get_provinces(value: object) -> tuple[str, ...]:
    """Return the division codes of the provinces; empty where none is known."""
    return inspect(value).provinces or ()
