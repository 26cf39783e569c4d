"""Residence permit number of Hong Kong, Macao and Taiwan residents (港澳台居民居住证号码).

Eighteen characters in the layout of the resident identity number (GB 11643-1999): the
region is always 810000 (Hong Kong), 820000 (Macao) or 830000 (Taiwan), then the birth
date YYYYMMDD, three digits of sequence, odd for men and even for women, and a check
character by ISO 7064 MOD 11-2. Permits are given since 2018-09-01 to people of any age.

    >>> reading = inspect("81000019940823003x")
    >>> reading.valid, reading.nationality, reading.birth_date, reading.sex
    (True, 'HKG', datetime.date(1994, 8, 23), 'male')
    >>> inspect("830000198511200049").nationality
    'TWN'

Refused: ``empty``, ``wrong_type``, ``length``, ``format``, ``other_script_digits``,
``checksum``, ``birth_date``, ``birth_in_future``; ``province_unknown`` where the first
six digits are of no document; ``other_document`` where they are of a resident identity
number (a mainland province) or of a permanent resident card (9);
``spreadsheet_damage``, ``several_values``. As with resident numbers, each part is
judged for itself once the outer form is right.

    >>> inspect("8100001994082300").problems, inspect("8100001994O8230O3X").problems
    (('length',), ('format',))
    >>> inspect("810000199408230039").problems
    ('checksum',)
    >>> inspect("810000199402300018").problems
    ('checksum', 'birth_date')
    >>> from datetime import date
    >>> inspect("81000019940823003X", at=date(1994, 8, 22)).problems
    ('birth_in_future',)
    >>> inspect("810101199408230038").problems
    ('checksum', 'province_unknown')
    >>> inspect("110105194912310038").problems
    ('other_document',)
    >>> inspect(8.1e17).problems, inspect(
    ...     "81000019940823003X、830000198511200049"
    ... ).problems
    (('spreadsheet_damage',), ('several_values',))

Doubted: ``placeholder``, ``published_sample``, ``birth_before_1850``,
``age_implausible`` (over 120 at ``at``). The same document may be held by people whom a
host records as CHN: ``nationality`` is the code of the region, not an answer to that.

Source: 国务院办公厅《港澳台居民居住证申领发放办法》(国办发〔2018〕81号), art. 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from infoverify._text import has_other_digits
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

    from infoverify.validators._mod_11_2 import Sex

KIND: Final = "residence_permit"

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
    "published_sample": "doubts",
    "birth_before_1850": "doubts",
    "age_implausible": "doubts",
    "sequence_zero": "hints",
    "adjacent_transposition": "hints",
    "single_digit_in_date": "hints",
    "single_digit_in_region": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("未填写居住证号码", "No number is given"),
    "wrong_type": ("居住证号码不是文本", "The number is not given as text"),
    "length": ("居住证号码应为18位", "The number should have 18 characters"),
    "format": (
        "居住证号码只能含数字，末位可为X",
        "Only digits are allowed, and X in the last place",
    ),
    "other_script_digits": (
        "号码中有其他文字的数字",
        "The number has digits of another script",
    ),
    "checksum": ("校验码不符", "The check character does not agree"),
    "birth_date": ("出生日期不存在", "The birth date is not in the calendar"),
    "birth_in_future": ("出生日期在查询日期之后", "The birth date lies in the future"),
    "province_unknown": (
        "前六位应为810000、820000或830000",
        "The first six digits should be 810000, 820000 or 830000",
    ),
    "other_document": (
        "号码属于居民身份证或永久居留身份证",
        "The number is that of a resident or permanent resident card",
    ),
    "spreadsheet_damage": (
        "号码被电子表格损坏，请按证件重新录入",
        "A spreadsheet damaged the number: enter it anew from the document",
    ),
    "several_values": ("一栏中有多个号码", "The field holds several numbers"),
    "placeholder": ("号码像是凑数填写", "The number looks made up to fill the field"),
    "published_sample": ("号码是公开的样例", "The number is a published sample"),
    "birth_before_1850": ("出生日期早于1850年", "The birth date is before 1850"),
    "age_implausible": ("年龄超过120岁", "The age is over 120"),
    "sequence_zero": ("顺序码为000", "The sequence is 000"),
    "adjacent_transposition": (
        "可能有相邻两位颠倒",
        "Two neighbouring characters may be swapped",
    ),
    "single_digit_in_date": (
        "出生日期中可能错一位",
        "One digit of the date may be wrong",
    ),
    "single_digit_in_region": (
        "地址码中可能错一位",
        "One digit of the region code may be wrong",
    ),
}

#: Region code → the ISO 3166-1 alpha-3 code of where the holder comes from.
ORIGINS: Final = {"810000": "HKG", "820000": "MAC", "830000": "TWN"}

#: Numbers on the specimens of the permits, repeated by many manuals.
SAMPLES: Final = frozenset({"810000199408230021", "830000199201300022"})

_RIGHT: Final = frozenset({"sequence_zero", "published_sample"})


class ResidencePermit(Inspection):
    """A reading of a residence permit number.

    Attributes:
        birth_date: the date of birth.
        sex: ``male`` or ``female``.
        nationality: ``HKG``, ``MAC`` or ``TWN``: where the holder comes from.
        region: ``810000``, ``820000`` or ``830000``.

    All are ``None`` when the number is refused.
    """

    __slots__ = ("birth_date", "nationality", "region", "sex")

    KIND = KIND
    FIELD = "id_number"
    FACTS = ("birth_date", "sex", "nationality", "region")

    birth_date: date | None
    sex: Sex | None
    nationality: str | None
    region: str | None


def inspect(value: object, *, at: date | None = None) -> ResidencePermit:
    """Return the reading of any Python object as a residence permit number."""
    day = mod_11_2.day_of(at)
    form = mod_11_2.read_form(value, (18,))
    number = form.text

    def is_right(candidate: str) -> bool:
        return _judge(candidate, day)[0] <= _RIGHT

    if number is None:
        return ResidencePermit(False, form.problems, changes=form.changes)
    if mod_11_2.well_formed(number):
        codes, birth = _judge(number, day)
    else:
        codes, birth = {"format"}, None
        if has_other_digits(number):
            codes.add("other_script_digits")
        codes.update(misplaced_x(number, is_right))
    if "checksum" in codes:
        codes.update(
            near_misses(
                number,
                is_right,
                wrong_date=not codes.isdisjoint({"birth_date", "birth_in_future"}),
                wrong_region="province_unknown" in codes,
            )
        )
    valid, problems, hints = sorted_codes(codes, CODES)
    taken = valid is not False
    return ResidencePermit(
        valid,
        problems,
        hints,
        normalised=number,
        normalised_from=form.given,
        changes=form.changes,
        birth_date=birth if taken else None,
        sex=mod_11_2.sex_of(number[14:17]) if taken else None,
        nationality=ORIGINS[number[:6]] if taken else None,
        region=number[:6] if taken else None,
    )


def _judge(number: str, at: date | None) -> tuple[set[str], date | None]:
    codes, birth = mod_11_2.judge_layout(number, at)
    if number[:6] not in ORIGINS:
        other = number[0] == "9" or number[:2] in mod_11_2.PROVINCES
        codes.add("other_document" if other else "province_unknown")
    if number in SAMPLES:
        codes.add("published_sample")
    return codes, birth


def compact(value: object) -> str:
    """Return the clean form: half width, no spaces or hyphens, X in upper case."""
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
    """Return the number as the permit prints it: the clean form, without separators."""
    return validate(value)


def get_birth_date(value: object) -> date:
    """Return the date of birth of a number that is not refused."""
    return cast("date", accepted(inspect(value)).birth_date)


def get_sex(value: object) -> Sex:
    """Return ``male`` or ``female`` of a number that is not refused."""
    return cast("Sex", accepted(inspect(value)).sex)


def get_nationality(value: object) -> str:
    """Return ``HKG``, ``MAC`` or ``TWN`` of a number that is not refused."""
    return cast("str", accepted(inspect(value)).nationality)
