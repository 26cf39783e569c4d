"""Travel permit numbers of Hong Kong, Macao and Taiwan residents (来往内地/大陆通行证).

港澳居民来往内地通行证:

* of 2013: H (Hong Kong) or M (Macao) and 8 digits, for life;
* of 1999: the same and 2 digits that count renewals, 11 characters; H12345678 and
  H1234567801 are one person (notice of the immigration administration, 2010-03-10);
* of non-Chinese permanent residents, since 2024-07-10: HA or MA and 7 digits, for life.

台湾居民来往大陆通行证: 8 digits for life (since 2008-09-25); of old 8 digits and 2 that
count issues, 10 characters, and an eleventh in brackets for the issuing office.

>>> reading = inspect("H68880011")
>>> reading.valid, reading.holder, reading.nationality, reading.stable_number
(True, 'hk_macao', 'HKG', 'H68880011')
>>> inspect("h68880011 01").stable_number, inspect("H6888001101").hints
('H68880011', ('legacy_form',))
>>> reading = inspect("HA6888001")
>>> reading.holder, reading.nationality, reading.region
('hk_macao_non_chinese', None, 'HKG')
>>> inspect("06888001").holder, inspect("0688800102(B)").stable_number
('taiwan', '06888001')

What is refused: other lengths and letters, and the permits by which mainland residents
travel the other way (C, W, L, T), which are no identity documents there.

>>> inspect("H6888001").problems, inspect("HB6888001").problems
(('length',), ('format',))
>>> inspect("C68880011").problems
('other_document',)

Eleven digits are ``None`` with ``form_unverified``: the office of an old Taiwan permit
could be a digit, and a mobile number has eleven digits too.

As every validator does, this one refuses what is no text, what a spreadsheet spoilt,
several numbers in one field, and digits of another script:

>>> inspect(" ").problems, inspect(7).problems, inspect(1.1e8).problems
(('empty',), ('wrong_type',), ('spreadsheet_damage',))
>>> inspect("H68880011, 06888001").problems
('several_values',)
>>> inspect("H6888001١").problems
('format', 'other_script_digits')

Sources: notices of 2008-09 (Taiwan), 2010-03-10 and 2024-07-10 (FOUND); the form of 2013
from practice.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from infoverify.validators import _entry
from infoverify.validators._inspection import Inspection, accepted, validated
from infoverify.validators._mod_11_2 import day_of

if TYPE_CHECKING:
    from infoverify._text import Folded
    from infoverify.validators._inspection import CodeClass

KIND: Final = "travel_permit"

CODES: Final[dict[str, CodeClass]] = {
    **_entry.CODES,
    "other_document": "refuses",
    "not_yet_issued": "doubts",
    "form_unverified": "unknown",
    "legacy_form": "hints",
    "sequential_digits": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    **_entry.TEXTS,
    "other_document": (
        "是内地居民往来港澳台的证件号码",
        "A mainland resident's permit to go there",
    ),
    "not_yet_issued": (
        "当时尚未签发此种证件",
        "Permits of this form were not yet issued then",
    ),
    "form_unverified": ("号码格式未经核实", "A form that was not verified"),
    "legacy_form": ("旧版号码", "An old form of number"),
    "sequential_digits": ("数字连续", "Digits in sequence"),
}

_REGIONS: Final = {"H": "HKG", "M": "MAC"}
_NON_CHINESE_FROM: Final = date(2024, 7, 10)


class TravelPermit(Inspection):
    """The reading of a travel permit's number.

    Attributes:
        holder: ``hk_macao``, ``hk_macao_non_chinese`` or ``taiwan``.
        region: ``HKG``, ``MAC`` or ``TWN``, where the holder lives.
        nationality: the same, ``None`` for holders who are not Chinese.
        stable_number: the part that renewals leave as it is: 9 characters, of Taiwan 8.
    """

    FACTS = ("holder", "region", "nationality", "stable_number")
    __slots__ = FACTS
    KIND = KIND
    FIELD = "id_number"

    holder: str | None
    region: str | None
    nationality: str | None
    stable_number: str | None


def compact(value: object) -> str:
    """Return the number without brackets, spaces and hyphens, in capitals."""
    return _fold(_entry.number_of(value, KIND)).text


def _fold(value: str) -> Folded:
    """Return the clean form; 1302847(6) stays: so a Macao card writes its number."""
    bare = _entry.fold(value)
    card = (
        len(bare.text) == 10 and bare.text[7] in "([【〔" and bare.text[8].isdecimal()
    )
    return bare if card else _entry.fold_bracketed(value)


def inspect(value: object, *, at: date | None = None) -> TravelPermit:
    """Return the reading of one number; never raises for data."""
    day = day_of(at)
    refused = _entry.screen(value)
    if refused or not isinstance(value, str):
        return _entry.unread(TravelPermit, refused or "wrong_type")
    text, changes = _fold(value)
    holder = _holder(text)
    if holder is None:
        found = _entry.second_look(value, _refusal(text), inspect)
        return _entry.conclude(TravelPermit, CODES, value, text, found, changes=changes)
    region = "TWN" if holder == "taiwan" else _REGIONS[text[0]]
    return _entry.conclude(
        TravelPermit,
        CODES,
        value,
        text,
        _judge(text, holder, day),
        changes=changes,
        holder=holder,
        region=region,
        nationality=None if holder == "hk_macao_non_chinese" else region,
        stable_number=text[:8] if holder == "taiwan" else text[:9],
    )


def _holder(text: str) -> str | None:
    if not text.isascii() or not text.isalnum():
        return None
    if text[0] in _REGIONS:
        if len(text) in (9, 11) and text[1:].isdecimal():
            return "hk_macao"
        if len(text) == 9 and text[1] == "A" and text[2:].isdecimal():
            return "hk_macao_non_chinese"
        return None
    if len(text) in (8, 10) and text.isdecimal():
        return "taiwan"
    return "taiwan" if len(text) == 11 and text[:10].isdecimal() else None


def _refusal(text: str) -> tuple[str, ...]:
    if len(text) == 7 and text.isascii() and text.isdecimal():
        # A spreadsheet takes the first zero of a Taiwan permit's number.
        return ("length", "spreadsheet_damage")
    if len(text) not in (8, 9, 10, 11):
        return ("length",)
    if not (text.isascii() and text.isalnum()):
        return ("format",)
    if text[0] in "CWLT" and len(text) == 9 and text[2:].isdecimal():
        return ("other_document",)
    digits = text[2:] if text[:2] in ("HA", "MA") else text[1:]
    # H and seven or nine digits, or nine digits: nothing is wrong but their number.
    if digits.isdecimal() and (text[0] in _REGIONS or text[0].isdecimal()):
        return ("length",)
    return ("format",)


def _judge(text: str, holder: str, at: date | None) -> tuple[str, ...]:
    digits = text.lstrip("HMA")
    found = []
    if _entry.repeated(digits):
        found.append("placeholder")
    if holder == "hk_macao_non_chinese" and at and at < _NON_CHINESE_FROM:
        found.append("not_yet_issued")
    if len(text) == 11 and text.isdecimal():
        found.append("form_unverified")
    if len(text) in (10, 11):
        found.append("legacy_form")
    if _entry.sequential(digits):
        found.append("sequential_digits")
    return tuple(found)


def validate(value: object, *, at: date | None = None) -> str:
    """Return the clean form, or raise what refuses it."""
    return validated(inspect(value, at=at))


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Return whether nothing refuses the value."""
    return inspect(value, at=at).valid is not False


def format(value: object) -> str:  # noqa: A001 - python-stdnum's verb
    """Return the number as the permit prints it: the office of old ones in brackets."""
    text = compact(value)
    if len(text) == 11 and text[0].isdecimal():
        return f"{text[:10]}({text[10]})"
    return text


def get_holder(value: object) -> str | None:
    """Return whose permit it is, for a number that is not refused."""
    return accepted(inspect(value)).holder


def get_stable_number(value: object) -> str | None:
    """Return the part that stays through renewals, for a number that is not refused."""
    return accepted(inspect(value)).stable_number
