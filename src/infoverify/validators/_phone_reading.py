"""From a field's text to one number, or to the reason why there is none (读号)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from infoverify._text import is_blank
from infoverify.reference.phone_plan import areas
from infoverify.validators import _phone_text as written
from infoverify.validators._phone_abroad import (
    is_taiwan_area,
    read_foreign,
    read_hong_kong,
    read_macao,
    read_taiwan,
)
from infoverify.validators._phone_mainland import read_mainland, without_its_zero
from infoverify.validators._phone_number import Number, refuse

if TYPE_CHECKING:
    from datetime import date

# A field that holds several numbers may be long; nothing longer is read at all.
MAX_LENGTH: Final = 200
# No number with its marks is longer (E.164 has 15 digits).
MAX_DIGITS: Final = 40
# Digits of a mainland mobile.
MOBILE: Final = 11
# An extension belongs to a line of a switchboard.
_WITH_EXTENSION: Final = frozenset(
    {"landline", "service", "hk_landline", "macao_landline", "taiwan_landline"}
)


class Reading(NamedTuple):
    """The reading of a whole field."""

    number: Number
    text: str
    changes: tuple[str, ...] = ()
    values: tuple[str, ...] | None = None
    suggestion: str | None = None


def read(value: str, at: date | None) -> Reading:
    """Return the reading of a field's text, whatever stands in it."""
    if str.__len__(value) > MAX_LENGTH:
        return Reading(Number(("length",)), "")
    text, changes = written.clean(value)
    if is_blank(text):
        return Reading(Number(("empty",)), "", changes)
    left = written.damaged(text)
    if left is not None:
        return Reading(
            refuse(left, "spreadsheet_damage"), text, changes, None, _sound(left, at)
        )
    number = _one(text.replace("\n", " "), at)
    if not number.refused:
        return Reading(number, text, _all_changes(changes, text, number))
    # Digits alone are one number, but for two mobiles with nothing in between.
    alone = text.isascii() and text.isdecimal() and len(text) != 2 * MOBILE
    found = None if alone else _several(text, at) or _joined(text, at)
    if found is not None:
        return found._replace(changes=changes + found.changes)
    if number.codes[0] == "spreadsheet_damage":
        zero = f"0{written.digits_of(text)}"
        return Reading(number, text, changes, None, _sound(zero, at))
    if written.is_number(text):
        return Reading(number, text, changes)
    return _not_a_number(text, number, changes, at)


def _all_changes(
    changes: tuple[str, ...], text: str, number: Number
) -> tuple[str, ...]:
    if text == number.compact:
        return changes
    more = list(changes)
    for code, mark in (
        ("dashes", "-_"),
        ("brackets", "()"),
        ("dots", "."),
        ("spaces", " \n"),
    ):
        if code not in more and any(c in text for c in mark):
            more.append(code)
    if number.extension is not None and f"x{number.extension}" not in text:
        more.append("extension")
    return (*more, *number.changes)


def _one(text: str, at: date | None) -> Number:
    """Return the reading of one number with its extension, if it has one."""
    head, extension = written.split_extension(text.strip(" -"))
    if not written.is_number(head):
        return refuse("", "format")
    number = _dialled(head, at)
    beijing = _begins_in_beijing(head, number)
    if extension is None and (number.refused or beijing):
        before, last = written.last_group(head)
        if beijing and not before:
            before, _, last = head.rpartition(" ")
        if before and len(last) <= 6:
            line = _dialled(before, at)
            if not line.refused and (
                line.kind in _WITH_EXTENSION or _is_relay(before, line)
            ):
                number, extension = line, last
    if extension is None or number.refused:
        return number
    codes = number.codes
    if number.kind not in _WITH_EXTENSION:
        codes = (*codes, "extension_unexpected")
    return number._replace(
        codes=codes, compact=f"{number.compact}x{extension}", extension=extension
    )


def _begins_in_beijing(text: str, number: Number) -> bool:
    """Tell whether 10 stands apart in what reads as a message port from 106….

    +86 10-62345670-801 is a line of Beijing with its extension.
    """
    if number.kind != "service" or (number.compact or "")[:3] != "106":
        return False
    groups = written.groups_of(text)
    if groups[0] in ("86", "0086"):
        groups = groups[1:]
    return groups[0] in ("10", "8610", "008610")


def _is_relay(before: str, line: Number) -> bool:
    """Tell whether a mobile in one piece stands before a hyphen and more digits.

    Relay numbers (隐私号) of delivery services are so written: 13900001111-1234.
    """
    whole = len(written.digits_of(before.rpartition("-")[2])) >= MOBILE
    return whole and line.country == "CHN" and line.area is None


def _dialled(text: str, at: date | None) -> Number:
    digits = written.digits_of(text)
    if digits and not digits.strip("0"):
        return refuse(digits, "format")
    if "+" in text:
        if digits[:4] == "0086":
            digits = digits[2:]
        return _international(digits, at)
    if digits[:2] == "00":
        return _international(digits[2:], at)
    if digits[:3] == "086" and len(digits) >= 13:
        # There is no area code 086: it is the country code, written in a local way.
        number = _international(digits[1:], at)
        if not number.refused:
            return number
    return _domestic(text, digits, at)


def _international(digits: str, at: date | None) -> Number:
    if digits[:2] == "86":
        number = read_mainland(digits[2:], international=True, at=at)
    elif digits[:3] == "852":
        number = read_hong_kong(digits[3:])
    elif digits[:3] == "853":
        number = read_macao(digits[3:])
    elif digits[:3] == "886":
        number = read_taiwan(digits[3:])
    elif not digits or digits[0] == "0":
        return refuse(digits, "format")
    else:
        number = read_foreign(digits)
    return number._replace(changes=("country_code", *number.changes))


def _domestic(text: str, digits: str, at: date | None) -> Number:
    if not digits:
        return refuse("", "format")
    number = read_mainland(digits, international=False, at=at)
    if not number.refused:
        if number.kind == "service" and number.area is not None:
            return _as_grouped(text, digits, number)
        return number
    # Only what the mainland plan refuses is read in other ways.
    three = digits[:3]
    apart = written.groups_of(text)
    others: list[Number] = []
    if digits[:4] in ("0852", "0853") and len(digits) == 12:
        others.append(_international(digits[1:], at))
    chinese = three in ("852", "853", "886") and 11 <= len(digits) <= 13
    if chinese or (three[:2] == "86" and len(digits) >= 11):
        others.append(_international(digits, at))
    taiwan_line = len(apart) > 1 and is_taiwan_area(apart[0])
    if (three[:2] == "09" and len(digits) == 10) or taiwan_line:
        local = read_taiwan(digits)
        others.append(local._replace(changes=("country_code", *local.changes)))
    if digits[0] != "0" and len(digits) in (10, 11):
        others.append(without_its_zero(digits, written_apart=len(apart) > 1, at=at))
    for other in others:
        if not other.refused or "spreadsheet_damage" in other.codes:
            return other
    if three[:2] == "86" and len(digits) == 13:
        return _international(digits, at)
    return number


def _as_grouped(text: str, digits: str, number: Number) -> Number:
    """Return the reading that the groups tell: 07-3312347 is no 12347 in area 0733."""
    groups = written.groups_of(text)
    if len(groups) > 1 and groups[0] != number.area and is_taiwan_area(groups[0]):
        other = read_taiwan(digits)
        return number if other.refused else other
    return number


def _several(text: str, at: date | None) -> Reading | None:
    """Return the reading of a list of numbers, ``None`` if it is none."""
    parts = written.split_list(text)
    numbers = [_one(part, at) for part in parts]
    if len(parts) == 1 and parts[0] != text:
        if numbers[0].refused:
            return None
        return Reading(numbers[0], text, ("separators",))
    if len(parts) < 2 or all(n.refused for n in numbers):
        found = _in_a_row(text, at)
        if found is None and not written.is_number(text):
            words = written.embedded(text)
            found = [w.replace("-", "") for w in words] if len(words) > 1 else None
        if found is None:
            return None
        return Reading(Number(("several_values",)), text, values=tuple(found))
    if len(parts) == 2 and parts[0] in areas():
        whole = _one("-".join(parts), at)
        if not whole.refused:
            return Reading(whole, text, ("separators",))
    if sum(bool(written.digits_of(part)) for part in parts) < 2:
        return None
    values = tuple(n.compact or p for n, p in zip(numbers, parts, strict=True))
    return Reading(Number(("several_values",)), text, values=values)


def _in_a_row(text: str, at: date | None) -> list[str] | None:
    """Return complete numbers that stand one after the other, nothing left over."""
    if not written.is_number(text.replace("\n", " ").replace("+", "")):
        return None
    tokens = text.replace("-", " ").split()
    if len(tokens) == 1 and len(text) == 22:
        tokens = [text[:11], text[11:]]
    found: list[str] = []
    pending = ""
    for token in tokens:
        if len(pending) > MAX_DIGITS:
            return None
        pending = f"{pending} {token}".strip()
        digits = written.digits_of(pending)
        number = _one(pending, at)
        if len(digits) >= 7 and number.compact is not None:
            found.append(number.compact)
            pending = ""
    return found if len(found) > 1 and not pending else None


def _joined(text: str, at: date | None) -> Reading | None:
    """Return the reading of area code and number parted by a list's mark (010/…)."""
    parts = written.split_list(text)
    if len(parts) != 2 or parts[0].strip("()") not in areas():
        return None
    number = _one("-".join(parts), at)
    return None if number.refused else Reading(number, text, ("separators",))


def _sound(digits: str, at: date | None) -> str | None:
    """Return the compact form when the digits read as a number, else ``None``."""
    number = _dialled(digits, at) if digits else Number()
    if number.refused and digits:
        number = _dialled(f"0{digits}", at)
    return number.compact


def _not_a_number(
    text: str, number: Number, changes: tuple[str, ...], at: date | None
) -> Reading:
    codes = ["format"]
    suggestion = None
    folded = written.in_ascii_digits(text)
    if written.is_masked(text):
        codes.append("masked")
    elif folded != text and not (other := _one(folded, at)).refused:
        codes.append("foreign_digits")
        suggestion = other.compact
    elif written.has_letters(text):
        codes.append("letters")
        guess = _one(written.without_slips(text), at)
        words = written.embedded(text)
        if not guess.refused:
            suggestion = guess.compact
        elif len(words) == 1:
            suggestion = _one(words[0], at).compact
    codes += [c for c in number.codes if c == "placeholder"]
    return Reading(Number(tuple(codes)), text, changes, None, suggestion)
