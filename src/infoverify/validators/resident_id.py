"""Resident identity number (公民身份号码, 居民身份证号码).

Eighteen characters (GB 11643-1999): six digits of the county in which the holder was
registered when the number was given, the birth date YYYYMMDD, three digits of sequence,
odd for men and even for women, and a check character, 0–9 or X, by ISO 7064 MOD 11-2.
The first edition (GB 11643-1989) had fifteen digits: no century and no check; the
sequences 996–999 were kept for people born in the 1800s. First-generation cards, which
bore them, stopped on 2013-01-01; whether one may be used is a rule's business.

Example:
    The first sample of the standard's appendix, upset by one digit of sequence.

    >>> reading = inspect("11010519491231003x")
    >>> reading.valid, reading.problems
    (False, ('checksum',))
    >>> reading = inspect("110105 19491231 0038")
    >>> reading.valid, reading.birth_date, reading.sex, reading.region
    (True, datetime.date(1949, 12, 31), 'male', '110105')
    >>> reading.changes
    ('spaces',)

What the standard refuses (``valid`` is ``False``), in the order of telling; each is
judged for itself, except that nothing is judged further when the outer form is wrong
(``empty`` to ``format``, ``spreadsheet_damage`` of a text that shows it, and
``several_values``), and dates of the future leave the region unjudged:

    >>> inspect("").problems, inspect(None).problems, inspect(7).problems
    (('empty',), ('empty',), ('wrong_type',))
    >>> inspect("1101051949123100").problems
    ('length',)
    >>> inspect("1101051949I2310038").problems
    ('format',)
    >>> inspect("１１010519491３310038").problems            # the thirteenth month
    ('checksum', 'birth_date')
    >>> from datetime import date
    >>> inspect("110105194912310038", at=date(1949, 12, 30)).problems
    ('birth_in_future',)
    >>> inspect("160105194912310038").problems
    ('checksum', 'province_unknown')
    >>> inspect("820000199006150039").problems            # a residence permit (居住证)
    ('other_document',)
    >>> inspect(1.10105194912310038e17).problems, inspect("1.10105E+17").problems
    (('spreadsheet_damage',), ('spreadsheet_damage',))
    >>> inspect("110105194912310038/110105491231003").problems
    ('several_values',)

Digits of another script than ASCII and full width are ``format`` with
``other_script_digits``: the standard names ten digits, and look-alikes are a way to
pass a number by a search. ``spreadsheet_damage`` is also told, beside ``checksum``, of
eighteen digits that end in 000 and fail the check: a spreadsheet keeps fifteen digits.
Leading zeros cannot be lost, for no number begins with 0.

What speaks against a number without refusing it (``valid`` is ``None``):
``placeholder`` (a run of one digit, or rising, or falling), ``published_sample``,
``region_ended_before_birth``, ``region_not_yet_in_force``, ``birth_before_1850``,
``age_implausible`` (over 120 at ``at``). ``region_unknown``, a county code of a known
province that no table has, makes ``None`` too, as a hint. The standard leaves open:

* births long before numbers were given, and after: a code counts if it was used at some
  time from the later of birth and 1984 to ``at``, years only, both ends counting;
  first use after the birth is the hint ``region_newer_than_birth``;
* codes seen on cards that the yearly tables never had: hint ``region_special``;
* province 71 (Taiwan) is in GB/T 2260, without counties: 710000 is good, other codes
  unknown; 91 (国外) in old scripts is in no standard and told as ``other_document``;
* sequence 000: not excluded, even, hint ``sequence_zero``.

A wrong number that is one slip from a right one says so in its hints
(``adjacent_transposition``, ``single_digit_in_date``, ``single_digit_in_region``,
``ocr_slip``); the completed number is never given.

Sources: GB 11643-1999 and GB 11643-1989; GB/T 2260; 居民身份证法 (2011), art. 3 and
annex; 国务院办公厅《港澳台居民居住证申领发放办法》(2018) art. 3 for 810000, 820000, 830000.
"""

from __future__ import annotations

from datetime import date
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
from infoverify.validators._resident_tables import REGIONS, SAMPLES, name_of

if TYPE_CHECKING:
    from infoverify.validators._mod_11_2 import Sex

KIND: Final = "resident_id"

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
    "region_ended_before_birth": "doubts",
    "region_not_yet_in_force": "doubts",
    "birth_before_1850": "doubts",
    "age_implausible": "doubts",
    "region_unknown": "unknown",
    "region_newer_than_birth": "hints",
    "region_special": "hints",
    "legacy_15_digit": "hints",
    "sequence_zero": "hints",
    "adjacent_transposition": "hints",
    "single_digit_in_date": "hints",
    "single_digit_in_region": "hints",
    "ocr_slip": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("未填写身份证号码", "No number is given"),
    "wrong_type": ("身份证号码不是文本", "The number is not given as text"),
    "length": (
        "身份证号码应为18位(旧号15位)",
        "The number should have 18 characters (15 in the old form)",
    ),
    "format": (
        "身份证号码只能含数字,末位可为X",
        "Only digits are allowed, and X in the last place",
    ),
    "other_script_digits": (
        "号码中有其他文字的数字",
        "The number has digits of another script",
    ),
    "checksum": ("校验码不符", "The check character does not agree"),
    "birth_date": ("出生日期不存在", "The birth date is not in the calendar"),
    "birth_in_future": ("出生日期在查询日期之后", "The birth date lies in the future"),
    "province_unknown": ("省级代码不存在", "There is no such province code"),
    "other_document": (
        "号码属于另一种证件(居住证或永久居留身份证)",
        "The number is that of another document (residence permit, permanent resident)",
    ),
    "spreadsheet_damage": (
        "号码被电子表格损坏,请按证件重新录入",
        "A spreadsheet damaged the number: enter it anew from the document",
    ),
    "several_values": ("一栏中有多个号码", "The field holds several numbers"),
    "placeholder": ("号码像是凑数填写", "The number looks made up to fill the field"),
    "published_sample": ("号码是公开的样例", "The number is a published sample"),
    "region_ended_before_birth": (
        "地址码在出生前已停用",
        "The region code was out of use before the birth",
    ),
    "region_not_yet_in_force": (
        "地址码在查询日期尚未启用",
        "The region code was not yet in use",
    ),
    "birth_before_1850": ("出生日期早于1850年", "The birth date is before 1850"),
    "age_implausible": ("年龄超过120岁", "The age is over 120"),
    "region_unknown": ("县级代码不在表中", "The county code is not in our table"),
    "region_newer_than_birth": (
        "地址码启用晚于出生年份",
        "The region code was first used after the birth",
    ),
    "region_special": (
        "地址码见于证件,但不在历年代码表中",
        "The region code is seen on cards but not in the yearly tables",
    ),
    "legacy_15_digit": ("15位旧号码", "A number of the old form with 15 digits"),
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
    "ocr_slip": (
        "可能把数字认作字母(O与0、l与1)",
        "Letters may stand for digits (O for 0, l for 1)",
    ),
}


class ResidentId(Inspection):
    """A reading of a resident identity number.

    Attributes:
        birth_date: the date of birth.
        sex: ``male`` or ``female``.
        region: the six digits of the region code.
        upgraded: the number in eighteen characters, itself if it has them.

    All are ``None`` when the number is refused.
    """

    __slots__ = ("birth_date", "region", "sex", "upgraded")

    KIND = KIND
    FIELD = "id_number"
    FACTS = ("birth_date", "sex", "region", "upgraded")

    birth_date: date | None
    sex: Sex | None
    region: str | None
    upgraded: str | None

    @property
    def region_name(self) -> str | None:
        """The name of the region when the number can first have been given."""
        if self.region is None or self.birth_date is None:
            return None
        return name_of(self.region, self.birth_date.year)

    def to_dict(self) -> dict[str, object]:
        """Return the reading as JSON-ready values, the region's name last."""
        return {**super().to_dict(), "region_name": self.region_name}


class _Open(ResidentId):
    """A reading while it is being written; becomes a frozen one by its class."""

    __slots__ = ()
    __setattr__ = object.__setattr__  # type: ignore[assignment]
    # CPython shares one slot between the two; both must be the plain ones to be quick.
    __delattr__ = object.__delattr__


_new = object.__new__
_YEARS = mod_11_2.YEARS
_MONTH_DAYS = mod_11_2.MONTH_DAYS
_SEQUENCES = mod_11_2.SEQUENCES
_CHECKS = mod_11_2.CHECKS
_NEWER: Final = ("region_newer_than_birth",)


def inspect(value: object, *, at: date | None = None) -> ResidentId:
    """Return the reading of any Python object as a resident identity number.

    ``at`` is the date of the question; without it nothing that needs one is judged.
    Summed tables answer for the ordinary valid number; all else goes the careful way.
    """
    if type(value) is not str or len(value) != 18:
        return _classify(value, mod_11_2.day_of(at))
    try:
        region = value[:6]
        total, first, last = REGIONS[region]
        share, year = _YEARS[value[6:10]]
        total += share
        share, month, day = _MONTH_DAYS[value[10:14]]
        total += share
        share, sex = _SEQUENCES[value[14:17]]
        birth = date(year, month, day)
    except (KeyError, ValueError):
        return _classify(value, mod_11_2.day_of(at))
    if (
        _CHECKS[total + share] != value[17]
        or year > last
        or value in SAMPLES
        or (
            at is not None
            and (
                type(at) is not date
                or at < birth
                or at.year < first
                or at.year - year > 120
            )
        )
    ):
        return _classify(value, mod_11_2.day_of(at))
    reading = _new(_Open)
    reading.valid = True
    reading.problems = reading.changes = ()
    reading.hints = () if first <= year else _NEWER
    reading.normalised = reading.upgraded = value
    reading.normalised_from = None
    reading.birth_date = birth
    reading.sex = sex
    reading.region = region
    reading.__class__ = ResidentId  # type: ignore[assignment]
    return reading


def _classify(value: object, at: date | None) -> ResidentId:
    """Return the reading of a value by the careful way."""
    if not _SEQUENCES:
        mod_11_2.fill_tables()
        return inspect(value, at=at)
    # Imported here: the summed tables answer for most numbers.
    from infoverify.validators import _resident_judging as judging  # noqa: PLC0415

    form = mod_11_2.read_form(value, (15, 18))
    number = form.text
    if number is None:
        return ResidentId(False, form.problems, changes=form.changes)
    upgraded = judging.upgrade(number)
    if upgraded is None:
        codes = {"format"}
        if has_other_digits(number):
            codes.add("other_script_digits")
        if judging.reads_with_digits(number, at):
            codes.add("ocr_slip")
        if len(number) == 18:
            codes.update(judging.misplaced(number, at))
    else:
        codes = judging.judge_number(number, upgraded, at)
        if "checksum" in codes:
            codes.update(judging.slips(number, codes, at))
    valid, problems, hints = sorted_codes(codes, CODES)
    if valid is False:
        upgraded = None
    return ResidentId(
        valid,
        problems,
        hints,
        normalised=number,
        normalised_from=form.given,
        changes=form.changes,
        birth_date=upgraded and mod_11_2.calendar_date(upgraded[6:14]),
        sex=upgraded and mod_11_2.sex_of(upgraded[14:17]),
        region=upgraded and upgraded[:6],
        upgraded=upgraded,
    )


def compact(value: object) -> str:
    """Return the clean form: half width, no spaces or hyphens, X in upper case.

    >>> compact("11010519491231003Ｘ")
    '11010519491231003X'
    """
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


def get_birth_date(value: object) -> date:
    """Return the date of birth of a number that is not refused."""
    return cast("date", accepted(inspect(value)).birth_date)


def get_sex(value: object) -> Sex:
    """Return ``male`` or ``female`` of a number that is not refused."""
    return cast("Sex", accepted(inspect(value)).sex)


def get_region(value: object) -> str:
    """Return the region code of a number that is not refused."""
    return cast("str", accepted(inspect(value)).region)


def get_upgraded(value: object) -> str:
    """Return the eighteen characters of a number that is not refused.

    >>> get_upgraded("110105491231003")
    '110105194912310038'
    """
    return cast("str", accepted(inspect(value)).upgraded)
