"""Whether two addresses mean one door, one holds the other, or they contradict (比对)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from infoverify.validators.address._numerals import to_arabic

if TYPE_CHECKING:
    from infoverify.validators.address._record import Address

Relation = Literal[
    "same_door", "contains", "contained", "compatible", "contradicts", "unknown"
]


class Comparison(NamedTuple):
    """How two addresses stand to each other, and which elements say so.

    ``contains``: the first is the wider one. ``compatible``: nothing contradicts, and
    each says something that the other does not.
    """

    relation: Relation
    same: bool | None
    agree: tuple[str, ...] = ()
    differ: tuple[str, ...] = ()


_WAY: Final = ("road", "house_number", "village", "group", "poi")
_INSIDE: Final = ("building", "unit", "room")
_DIGITS: Final = re.compile("[A-Z甲乙丙丁东南西北]?[0-9]+[A-Z]?|[A-Z甲乙丙丁东南西北]")
_OFFICE: Final = re.compile("(?:街道|地区|镇|乡|苏木)$")
_VILLAGE: Final = re.compile("(?:村民委员会|居民委员会|村委会|居委会|社区|村)+$")


def compare(one: Address, other: Address) -> Comparison:
    """Return how the readings of two addresses stand to each other."""
    first, second = _codes(one), _codes(other)
    if first is None or second is None:
        return Comparison("unknown", None)
    divisions = _divisions(first, second)
    if divisions is None:
        return Comparison("contradicts", False, (), ("division",))
    agree, differ, left, right = _elements(one, other)
    if differ:
        return Comparison("contradicts", False, agree, differ)
    if divisions == "contained":
        left.append("division")
    elif divisions == "contains":
        right.append("division")
    if divisions == "open":
        return _open(one, other, agree, left, right)
    if not left and not right:
        same = _has_door(one) and divisions == "same"
        if not agree and divisions == "same":
            return Comparison("compatible", None, ("division",))
        return Comparison("same_door" if same else "compatible", same or None, agree)
    if not left:
        return Comparison("contains", None, agree)
    if not right:
        return Comparison("contained", None, agree)
    return Comparison("compatible", None, agree)


def _open(
    one: Address,
    other: Address,
    agree: tuple[str, ...],
    left: list[str],
    right: list[str],
) -> Comparison:
    """Return the answer where a division is not decided: equal texts mean one place."""
    if one.normalised == other.normalised and one.candidates == other.candidates:
        if _has_door(one) and not left and not right:
            return Comparison("same_door", True, agree)
        return Comparison("compatible", None, agree)
    return Comparison("compatible" if agree else "unknown", None, agree)


def _codes(reading: Address) -> tuple[str, ...] | None:
    """Return the codes that an address can mean; empty where it names no division."""
    if reading.placeholder is not None or reading.status in {"foreign", "romanised"}:
        return None
    if reading.status == "conflict":
        return None
    if reading.status == "ambiguous":
        return tuple(c.adcode for c in reading.candidates)
    if reading.adcode is not None:
        return (reading.adcode,)
    return () if reading.elements else None


def _divisions(first: tuple[str, ...], second: tuple[str, ...]) -> str | None:
    if not first or not second:
        return "open"
    pairs = [
        relation for a in first for b in second if (relation := _nest(a, b)) is not None
    ]
    if not pairs:
        return None
    return pairs[0] if len(first) == len(second) == 1 else "open"


def _nest(one: str, other: str) -> str | None:
    if one == other:
        return "same"
    if other.startswith(_stem(one)):
        return "contains"
    if one.startswith(_stem(other)):
        return "contained"
    return None


def _stem(code: str) -> str:
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") else code


def _elements(
    one: Address, other: Address
) -> tuple[tuple[str, ...], tuple[str, ...], list[str], list[str]]:
    """Return which elements agree, differ, and are said by one only."""
    agree: list[str] = []
    differ: list[str] = []
    left: list[str] = []
    right: list[str] = []
    for kind in ("township", *_WAY, *_INSIDE):
        mine, theirs = getattr(one, kind), getattr(other, kind)
        if mine is None and theirs is None:
            continue
        if mine is None:
            right.append(kind)
        elif theirs is None:
            left.append(kind)
        elif _equal(kind, mine, theirs):
            agree.append(kind)
        else:
            differ.append(kind)
    numbered = {"road", "house_number"} <= set(agree)
    settled = numbered or {"village", "house_number"} <= set(agree)
    if settled or {"poi", "room"} <= set(agree):
        # The door is named: what else each says of the way to it decides nothing.
        soft = {"township", "village", "poi"} if numbered else {"township", "road"}
        differ = [k for k in differ if k not in soft]
        left = [k for k in left if k not in soft]
        right = [k for k in right if k not in soft]
    return tuple(agree), tuple(differ), left, right


def _equal(kind: str, one: str, other: str) -> bool:
    if one == other:
        return True
    if kind in _INSIDE:
        return _DIGITS.findall(one.upper()) == _DIGITS.findall(other.upper())
    if kind == "house_number":
        return _number(one) == _number(other)
    if kind == "township":
        return _OFFICE.sub("", one) == _OFFICE.sub("", other)
    if kind == "village":
        return _VILLAGE.sub("", to_arabic(one)) == _VILLAGE.sub("", to_arabic(other))
    if kind == "group":
        return re.findall("[0-9]+", one) == re.findall("[0-9]+", other) != []
    if kind == "road":
        return to_arabic(one) == to_arabic(other)
    return one in other or other in one


def _number(text: str) -> str:
    return text.replace("号院", "号").replace("大院", "").rstrip("号")


def _has_door(reading: Address) -> bool:
    return reading.house_number is not None or (
        (reading.poi is not None or reading.village is not None)
        and (reading.room or reading.building or reading.group) is not None
    )
