"""Address 地址: from free text to divisions, door and verdict.

A Chinese address runs from the large to the small: province 省, prefecture 市, county
区县 (GB/T 2260, six digits), township 乡镇街道 (GB/T 10114, nine), village or road, house
number 门牌, building, unit, floor, room. :func:`inspect` reads all of them from one field
of free text, with the span of each, and judges four things that a form cannot:

* *Do the divisions exist and nest?* A chain must have been valid in some one year since
  1981. An abolished or renamed division is read in the nesting of its own year and
  given as it stands today (``historic`` tells from what); it is never an error.
* *Which place is it?* One place, or ``ambiguous`` with its candidates, or ``conflict``
  with both readings. A county name that several prefectures share is not guessed: the
  township after it may decide, or the caller's ``region``.
* *Does it reach the door?* ``completeness`` is the deepest level with nothing required
  missing before it. A county is required (a city without counties stands for it), then
  a road, village or estate, then a house number, a building or room of an estate, or a
  group of a village. No national rule defines "to the door" 写到门牌; this is the
  practice of insurers' forms, and a ruleset sets the threshold.
* *Is it a filler?* 无, 同上, xx路xx号, also behind a real division.

``valid`` is ``True`` for a place decided and complete to the door, ``False`` where the
text is empty or a division never stood under the one written before it, and ``None``
for everything that a person has to see.

>>> inspect("浙江省杭州市西湖区文三路478号").valid
True
>>> reading = inspect("杭州市下城区石祥路78号3幢2单元501室")
>>> reading.county, reading.adcode, reading.house_number, reading.room
('拱墅区', '330105', '78号', '501室')
>>> reading.historic[0].written, reading.historic[0].successors
('下城区', ('330105',))
>>> [c.city for c in inspect("西湖区文三路478号").candidates]
['杭州市', '南昌市']
>>> inspect("广东省南昌市南山区科技路1号").problems
('nesting_wrong',)
>>> inspect("浙江省杭州市西湖区").missing
'road_or_village'
>>> inspect("浙江省杭州市西湖区同上").placeholder
'same_as'
>>> validate("")
Traceback (most recent call last):
infoverify.errors.Empty: address: empty
>>> validate("广东省南昌市南山区科技路1号")
Traceback (most recent call last):
infoverify.errors.InvalidComponent: address: nesting_wrong

Sources: GB/T 2260 as of years (``reference/divisions.tsv``), townships of 2023
(``reference/townships.tsv``). The name is the state's; what is said of a place in the
past is said by year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoverify._text import plain
from infoverify.errors import Empty
from infoverify.validators._inspection import refusal
from infoverify.validators.address._fold import fold_address
from infoverify.validators.address._inspect import read_address, refused
from infoverify.validators.address._record import (
    CODES,
    TEXTS,
    Address,
    Aside,
    Element,
    Historic,
    Option,
)

if TYPE_CHECKING:
    from datetime import date

    from infoverify.validators.address._places import Comparison

__all__ = [
    "CODES",
    "TEXTS",
    "Address",
    "Aside",
    "Element",
    "Historic",
    "Option",
    "compact",
    "compare_places",
    "format",
    "get_adcode",
    "inspect",
    "is_valid",
    "same_place",
    "validate",
]


def compact(value: str) -> str:
    """Return the folded text without gaps at its ends.

    Raises:
        Empty: for ``None`` and blank text.
        InvalidFormat: for anything that is no text.
    """
    if value is None:
        raise Empty("empty", "address")
    if not isinstance(value, str):
        raise refusal("wrong_type", "address")
    text = " ".join(fold_address(value).text.split())
    if not text:
        raise Empty("empty", "address")
    return text


def inspect(
    value: object, *, at: date | None = None, region: str | None = None
) -> Address:
    """Return the reading of an address; never raises.

    Args:
        value: the text, as the customer wrote it.
        at: names and codes are given as in force on this day; the table's own without.
        region: a code of two, four or six digits that decides where names are shared.
    """
    if value is None:
        return refused("empty")
    if not isinstance(value, str):
        return refused("wrong_type")
    return read_address(plain(value), at=at, region=region)


def validate(value: str, *, at: date | None = None) -> str:
    """Return the compact form, or raise for what is certainly no address."""
    reading = inspect(value, at=at)
    if reading.valid is False:
        raise refusal(reading.problems[0], "address")
    return compact(value)


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Tell whether nothing refuses the address."""
    return inspect(value, at=at).valid is not False


def format(value: str) -> str:  # noqa: A001 - python-stdnum's verb
    """Return the canonical form, or the compact one where the reading is open."""
    reading = inspect(value)
    if reading.status == "resolved" and reading.normalised:
        return reading.normalised
    return compact(value)


def get_adcode(value: str) -> str | None:
    """Return the code in force of the deepest division decided."""
    return inspect(value).adcode


def compare_places(
    one: str | Address, other: str | Address, *, at: date | None = None
) -> Comparison:
    """Return how two addresses stand to each other, and which elements say so."""
    from infoverify.validators.address._places import compare  # noqa: PLC0415

    first = one if isinstance(one, Address) else inspect(one, at=at)
    second = other if isinstance(other, Address) else inspect(other, at=at)
    return compare(first, second)


def same_place(
    one: str | Address, other: str | Address, *, at: date | None = None
) -> bool | None:
    """Tell whether two addresses mean one door; ``None`` where the texts are open.

    >>> same_place("杭州市西湖区文三路四百七十八号", "浙江杭州西湖区文三路478号")
    True
    >>> same_place("杭州市西湖区文三路478号", "杭州市西湖区文三路480号")
    False
    >>> same_place("杭州市西湖区文三路478号", "杭州市西湖区文三路")
    """
    return compare_places(one, other, at=at).same
