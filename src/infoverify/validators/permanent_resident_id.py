"""Foreigner's permanent resident ID card number (外国人永久居留身份证号码).

Two forms are in use side by side.

*Since 2023-12-01*: eighteen characters: 9, two digits of the province where the card
was applied for, three of the nationality at first issue (ISO 3166-1 numeric), the birth
date YYYYMMDD, three digits of sequence, a check character by ISO 7064 MOD 11-2.

    >>> reading = inspect("911124198108030024")
    >>> reading.valid, reading.nationality, reading.birth_date
    (True, 'CAN', datetime.date(1981, 8, 3))

*Before*: three letters (ISO 3166-1 alpha-3) and twelve digits. Their inner layout and
check are in no source that could be read: only the form is judged; hint ``old_form``.

    >>> reading = inspect("CAN110081080301")
    >>> reading.valid, reading.nationality, reading.birth_date, reading.hints
    (True, 'CAN', None, ('old_form',))

Refused: ``empty``, ``wrong_type``, ``length``, ``format``, ``other_script_digits``,
``checksum``, ``birth_date``, ``birth_in_future``; ``province_unknown`` (the second and
third digit are no province); ``other_document`` (eighteen characters that do not begin
with 9: resident number, residence permit); ``spreadsheet_damage``, ``several_values``.

    >>> inspect("91112419810803").problems, inspect("9111241981080300Z4").problems
    (('length',), ('format',))
    >>> inspect("911124198108030028").problems
    ('checksum',)
    >>> inspect("916124198113030024").problems
    ('checksum', 'birth_date', 'province_unknown')
    >>> inspect("110105194912310038").problems
    ('other_document',)

Doubted: ``nationality_chinese`` (China, Hong Kong, Macao or Taiwan as nationality, for
the card is for foreigners), ``placeholder``, ``birth_before_1850``,
``age_implausible``. Not known (``None`` with a hint): ``nationality_unknown``, since
codes are withdrawn and given anew; ``region_unknown`` for 71, 81, 82, which are in
GB/T 2260 but where no card is applied for. Sex is not told: that the seventeenth digit
carries it as in GB 11643 is likely, but stated in no source that could be read.

Sources: GA 2102-2023 as published by the National Immigration Administration with the
announcement of the card (2023); for the old form the 2004 and 2017 cards themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify._text import has_other_digits
from infoverify.country_codes import CHINESE
from infoverify.validators import _mod_11_2 as mod_11_2
from infoverify.validators._inspection import (
    CodeClass,
    Inspection,
    accepted,
    sorted_codes,
    validated,
)
from infoverify.validators._near_miss import misplaced_x, near_misses

if TYPE_CHECKING:
    from datetime import date

KIND: Final = "permanent_resident_id"

CODES: Final[dict[str, CodeClass]] = {
    "empty": "refuses",
    "wrong_type": "refuses",
    "length": "refuses",
    "format": "refuses",
    "other_script_digits": "refuses",
    "checksum": "refuses",
    "birth_date": "refuses",
    "birth_in_future": "refuses",
    "province_unknown": "refuses",
    "other_document": "refuses",
    "spreadsheet_damage": "refuses",
    "several_values": "refuses",
    "placeholder": "doubts",
    "nationality_chinese": "doubts",
    "birth_before_1850": "doubts",
    "age_implausible": "doubts",
    "region_unknown": "unknown",
    "nationality_unknown": "unknown",
    "old_form": "hints",
    "sequence_zero": "hints",
    "adjacent_transposition": "hints",
    "single_digit_in_date": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("未填写永久居留身份证号码", "No number is given"),
    "wrong_type": ("永久居留身份证号码不是文本", "The number is not given as text"),
    "length": (
        "永久居留身份证号码应为18位（旧版15位）",
        "The number should have 18 characters (15 in the old form)",
    ),
    "format": (
        "新版应为9开头的18位号码，旧版应为3位字母加12位数字",
        "The new form is 9 and digits, X last; the old three letters and twelve digits",
    ),
    "other_script_digits": (
        "号码中有其他文字的数字",
        "The number has digits of another script",
    ),
    "checksum": ("校验码不符", "The check character does not agree"),
    "birth_date": ("出生日期不存在", "The birth date is not in the calendar"),
    "birth_in_future": ("出生日期在查询日期之后", "The birth date lies in the future"),
    "province_unknown": (
        "受理地代码不是省级代码",
        "The second and third digit are no province code",
    ),
    "other_document": (
        "号码属于居民身份证或居住证",
        "The number is that of a resident card or a residence permit",
    ),
    "spreadsheet_damage": (
        "号码被电子表格损坏，请按证件重新录入",
        "A spreadsheet damaged the number: enter it anew from the document",
    ),
    "several_values": ("一栏中有多个号码", "The field holds several numbers"),
    "placeholder": ("号码像是凑数填写", "The number looks made up to fill the field"),
    "nationality_chinese": (
        "国籍代码为中国（含港澳台）",
        "The nationality is China, Hong Kong, Macao or Taiwan",
    ),
    "birth_before_1850": ("出生日期早于1850年", "The birth date is before 1850"),
    "age_implausible": ("年龄超过120岁", "The age is over 120"),
    "region_unknown": (
        "受理地代码不在内地",
        "The province code is of none where cards are applied for",
    ),
    "nationality_unknown": (
        "国籍代码不在表中",
        "The nationality code is not in our table",
    ),
    "old_form": ("15位旧版号码", "A number of the old form with 15 characters"),
    "sequence_zero": ("顺序码为000", "The sequence is 000"),
    "adjacent_transposition": (
        "可能有相邻两位颠倒",
        "Two neighbouring characters may be swapped",
    ),
    "single_digit_in_date": (
        "出生日期中可能错一位",
        "One digit of the date may be wrong",
    ),
}

# In GB/T 2260, and no place where the immigration administration takes applications.
_OUTSIDE: Final = frozenset({"71", "81", "82"})
_RIGHT: Final = frozenset({"sequence_zero"})


class PermanentResidentId(Inspection):
    """A reading of a permanent resident card's number.

    Attributes:
        birth_date: the date of birth; ``None`` for the old form.
        nationality: ISO 3166-1 alpha-3, at first issue; ``None`` if not in our table.

    Both are ``None`` when the number is refused.
    """

    __slots__ = ("birth_date", "nationality")

    KIND = KIND
    FIELD = "id_number"
    FACTS = ("birth_date", "nationality")

    birth_date: date | None
    nationality: str | None


def inspect(value: object, *, at: date | None = None) -> PermanentResidentId:
    """Return the reading of any Python object as a permanent resident's number."""
    day = mod_11_2.day_of(at)
    form = mod_11_2.read_form(value, (15, 18))
    number = form.text

    def is_right(candidate: str) -> bool:
        return _judge(candidate, day)[0] <= _RIGHT

    if number is None:
        return PermanentResidentId(False, form.problems, changes=form.changes)
    birth: date | None = None
    nationality: str | None = None
    if len(number) == 18 and mod_11_2.well_formed(number):
        codes, birth, nationality = _judge(number, day)
        if "checksum" in codes:
            codes.update(
                near_misses(
                    number,
                    is_right,
                    wrong_date=not codes.isdisjoint({"birth_date", "birth_in_future"}),
                    wrong_region=False,
                )
            )
    elif len(number) == 15 and _is_old_form(number):
        nationality = _alpha3(number[:3])
        codes = {"old_form", *_nationality_codes(nationality)}
    else:
        codes = {"format"}
        if has_other_digits(number):
            codes.add("other_script_digits")
        if len(number) == 18:
            codes.update(misplaced_x(number, is_right))
    valid, problems, hints = sorted_codes(codes, CODES)
    return PermanentResidentId(
        valid,
        problems,
        hints,
        normalised=number,
        normalised_from=form.given,
        changes=form.changes,
        birth_date=None if valid is False else birth,
        nationality=None if valid is False else nationality,
    )


def _is_old_form(number: str) -> bool:
    letters, digits = number[:3], number[3:]
    return number.isascii() and letters.isalpha() and digits.isdigit()


def _judge(number: str, at: date | None) -> tuple[set[str], date | None, str | None]:
    codes, birth = mod_11_2.judge_layout(number, at)
    if number[0] != "9":
        codes.add("other_document")
        return codes, birth, None
    province = number[1:3]
    if province in _OUTSIDE:
        codes.add("region_unknown")
    elif province not in mod_11_2.PROVINCES:
        codes.add("province_unknown")
    nationality = _numeric(number[3:6])
    codes.update(_nationality_codes(nationality))
    return codes, birth, nationality


def _nationality_codes(nationality: str | None) -> set[str]:
    if nationality is None:
        return {"nationality_unknown"}
    return {"nationality_chinese"} if nationality in CHINESE else set()


def _numeric(code: str) -> str | None:
    from infoverify.reference import countries  # noqa: PLC0415 - start-up time

    country = countries.by_numeric(code)
    return None if country is None else country.alpha3


def _alpha3(code: str) -> str | None:
    from infoverify.reference import countries  # noqa: PLC0415 - start-up time

    country = countries.by_alpha3(code)
    return None if country is None else country.alpha3


def compact(value: object) -> str:
    """Return the clean form: half width, no spaces or hyphens, upper case."""
    return mod_11_2.clean(value, KIND)


def validate(value: object, *, at: date | None = None) -> str:
    """Return the clean form of a number that the standard does not refuse.

    Raises:
        ValidationError: the standard refuses it; ``code`` is the first problem.
    """
    return validated(inspect(value, at=at))


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Tell whether the standard does not refuse the number; never raises for data."""
    return inspect(value, at=at).valid is not False


def format(value: object) -> str:  # noqa: A001 - the verb is python-stdnum's
    """Return the number as the card prints it: the clean form, without separators."""
    return validate(value)


def get_birth_date(value: object) -> date | None:
    """Return the date of birth of a number that is not refused; ``None`` if old."""
    return accepted(inspect(value)).birth_date


def get_nationality(value: object) -> str | None:
    """Return the nationality at first issue of a number that is not refused."""
    return accepted(inspect(value)).nationality
