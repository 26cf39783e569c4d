"""Business licence registration number (营业执照注册号, 工商注册号).

GS15-2006 gave every enterprise and sole trader fifteen digits: six for the office of
first registration (100000 for the nation, codes of GB/T 2260, own codes for offices of
development zones), eight of sequence and a check digit by ISO 7064 MOD 11,10. The
numbers of before 2007 had thirteen digits, the office's six and seven more, without a
check; those of foreign investors' enterprises were words (企独粤总字第…号). A copy's mark
behind the number, ``(1-1)``, is folded. Since 2015-10-01 licences carry the unified social credit code instead.

>>> reading = inspect("110108000000016")
>>> reading.valid, reading.region
(True, '110108')
>>> inspect("1101081234567").valid, inspect("1101081234567").hints
(True, ('legacy_form',))

>>> inspect("企合粤总字第000123号").valid, inspect("110108000000016(1-1)").changes
(True, ('dashes', 'copy_mark'))

What is refused:

>>> inspect("110108000000017").problems, inspect("11010800000001").problems
(('checksum',), ('length',))
>>> inspect("9901080000018").problems, inspect("11010800000001A").problems
(('province_unknown',), ('format',))

An office that our tables do not know is ``None`` with ``region_unknown``.

As every validator does, this one refuses what is no text, what a spreadsheet spoilt,
several numbers in one field, and digits of another script:

>>> inspect(" ").problems, inspect(7).problems, inspect(1.1e8).problems
(('empty',), ('wrong_type',), ('spreadsheet_damage',))
>>> inspect("110108000000016, 330106000129004").problems
('several_values',)
>>> inspect("11010800000001٦").problems
('format', 'other_script_digits')

Sources: GS15-2006 (FOUND as the draft's contents; check computed here on seven public
numbers, all of which pass); numbers in words and marks of copies: practice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.validators import _entry, _registrar
from infoverify.validators._inspection import Inspection, accepted, validated

if TYPE_CHECKING:
    from datetime import date

    from infoverify.validators._inspection import CodeClass

KIND: Final = "business_licence"

CODES: Final[dict[str, CodeClass]] = {
    **_entry.CODES,
    "checksum": "refuses",
    "province_unknown": "refuses",
    "region_unknown": "unknown",
    "legacy_form": "hints",
    "adjacent_transposition": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    **_entry.TEXTS,
    "checksum": ("校验码不符", "The check digit does not agree"),
    "province_unknown": ("登记机关区划的省份不存在", "No such province"),
    "region_unknown": ("登记机关区划未收录", "Region not in our table"),
    "legacy_form": ("2007年以前的旧注册号", "An old number of before 2007"),
    "adjacent_transposition": (
        "有一处相邻数字可能颠倒",
        "Two neighbouring digits may be swapped",
    ),
}


# 独资, 合资, 合作, 股份 and enterprises abroad: what stands before the place.
_FOREIGN: Final = frozenset({"企独", "企合", "企作", "企股", "企外"})


class BusinessLicence(Inspection):
    """The reading of a registration number.

    Attributes:
        region: the six digits of the office of first registration.
    """

    FACTS = ("region",)
    __slots__ = FACTS
    KIND = KIND
    FIELD = "id_number"

    region: str | None


def check_digit(body: str) -> str:
    """Return the check digit of fourteen digits, by ISO 7064 MOD 11,10."""
    product = 10
    for digit in body:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def _right(text: str) -> bool:
    return check_digit(text[:14]) == text[14]


def compact(value: object) -> str:
    """Return the digits: half width, no spaces or hyphens."""
    return _registrar.fold(_entry.number_of(value, KIND)).text


def inspect(
    value: object,
    *,
    at: date | None = None,  # noqa: ARG001 - one shape for all validators
) -> BusinessLicence:
    """Return the reading of one number; never raises."""
    refused = _entry.screen(value)
    if refused or not isinstance(value, str):
        return _entry.unread(BusinessLicence, refused or "wrong_type")
    text, changes = _registrar.fold(value)
    region = None
    found: tuple[str, ...]
    if _foreign_investors(text):
        made_up = _entry.repeated(text[-7:].removesuffix("号"))
        found = ("placeholder", "legacy_form") if made_up else ("legacy_form",)
    elif len(text) not in (13, 15):
        found = _entry.second_look(value, ("length",), inspect)
    elif not (text.isascii() and text.isdecimal()):
        found = _entry.second_look(value, ("format",), inspect)
    else:
        region = text[:6]
        found = _judge(text)
    return _entry.conclude(
        BusinessLicence, CODES, value, text, found, changes=changes, region=region
    )


def _foreign_investors(text: str) -> bool:
    """Return whether it is a number in words: 企 and the kind, the place, 字第 and digits."""
    head, mark, rest = text.partition("字第")
    digits = rest.removesuffix("号")
    return (
        bool(mark)
        and head[:2] in _FOREIGN
        and 3 <= len(head) <= 8
        and all("\u3400" <= c <= "\u9fff" for c in head)
        and digits.isascii()
        and digits.isdecimal()
        and 5 <= len(digits) <= 7
    )


def _judge(text: str) -> tuple[str, ...]:
    found = []
    place = _registrar.place(text[:6])
    if len(text) == 15 and not _right(text):
        found.append("checksum")
    if place == "no_province":
        found.append("province_unknown")
    if _entry.repeated(text[6:14]):
        found.append("placeholder")
    if place == "no_county":
        found.append("region_unknown")
    if len(text) == 13:
        found.append("legacy_form")
    elif "checksum" in found and _entry.swapped_once(
        text, lambda t: _right(t) and _registrar.place(t[:6]) == "known"
    ):
        found.append("adjacent_transposition")
    return tuple(found)


def validate(value: object, *, at: date | None = None) -> str:
    """Return the clean form, or raise what refuses it."""
    return validated(inspect(value, at=at))


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Return whether the standard does not refuse the value."""
    return inspect(value, at=at).valid is not False


def format(value: object) -> str:  # noqa: A001 - python-stdnum's verb
    """Return the number as licences print it: the digits together."""
    return compact(value)


def get_region(value: object) -> str | None:
    """Return the office's six digits, for a number that is not refused."""
    return accepted(inspect(value)).region
