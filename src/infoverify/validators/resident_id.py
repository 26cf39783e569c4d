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
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from infoverify._text import has_other_digits
from infoverify.validators import _mod_11_2 as mod_11_2
from infoverify.validators._inspection import (
    Inspection,
    accepted,
    sorted_codes,
    validated,
)
from infoverify.validators._resident_codes import CODES, TEXTS
from infoverify.validators._resident_tables import REGIONS, SAMPLES, name_of

if TYPE_CHECKING:
    from infoverify.validators._mod_11_2 import Sex

__all__ = [
    "CODES",
    "KIND",
    "TEXTS",
    "ResidentId",
    "compact",
    "format",
    "get_birth_date",
    "get_region",
    "get_sex",
    "get_upgraded",
    "inspect",
    "is_valid",
    "validate",
]

KIND: Final = "resident_id"


class ResidentId(Inspection):
    """A reading of a resident identity number.

    Attributes:
        birth_date: the date of birth.
        sex: ``male`` or ``female``.
        region: the six digits of the region code.
        upgraded: the number in eighteen characters, itself if it has them.

    All are ``None`` when the number is refused.
    """

    __slots__ = ("_asked_at", "birth_date", "region", "sex", "upgraded")

    KIND = KIND
    FIELD = "id_number"
    FACTS = ("birth_date", "sex", "region", "upgraded")

    birth_date: date | None
    sex: Sex | None
    region: str | None
    upgraded: str | None
    if TYPE_CHECKING:
        _asked_at: date | None

    @property
    def region_name(self) -> str | None:
        """The name of the region when the number can first have been given."""
        if self.region is None or self.birth_date is None:
            return None
        return name_of(self.region, self.birth_date.year)

    def to_dict(self) -> dict[str, object]:
        """Return the reading as JSON-ready values, the region's name last."""
        return {**super().to_dict(), "region_name": self.region_name}


class _Failing(ResidentId):
    """A refused number: what is wrong with it is worked out when first asked for.

    A class of its own, for a ``__getattr__`` makes every attribute slow to read; it
    gives way to ``ResidentId``, whose name it bears, as soon as anybody asks.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> object:
        """Fill in problems and hints, the only slots that are left unset."""
        if name not in {"problems", "hints"}:
            raise AttributeError(f"{type(self).__name__} has no {name}")
        found = _classify(self.normalised, self._asked_at)
        _set(self, "problems", found.problems)
        _set(self, "hints", found.hints)
        _set(self, "__class__", ResidentId)
        return getattr(self, name)

    # Another thread may settle it in between: nothing here looks at its class.

    def __eq__(self, other: object) -> bool:
        """Compare as an ordinary reading."""
        if not isinstance(other, ResidentId):
            return NotImplemented
        return _settled(self)._values() == _settled(other)._values()

    def __hash__(self) -> int:
        """Hash as an ordinary reading."""
        return Inspection.__hash__(_settled(self))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as an ordinary reading."""
        rebuild, (_, values) = Inspection.__reduce__(_settled(self))
        return rebuild, (ResidentId, values)


_Failing.__name__ = _Failing.__qualname__ = ResidentId.__name__
_R = TypeVar("_R")


def _settled(reading: _R) -> _R:
    """Return a reading with every slot filled; anything else as it is."""
    if isinstance(reading, _Failing):
        _ = reading.hints
        _set(reading, "__class__", ResidentId)
    return reading


class _Open(ResidentId):
    """A reading while it is being written; becomes a frozen one by its class."""

    __slots__ = ()
    __setattr__ = object.__setattr__  # type: ignore[assignment]
    # CPython shares one slot between the two; both must be the plain ones to be quick.
    __delattr__ = object.__delattr__


_new, _set = object.__new__, object.__setattr__
# Of eight digits a third quicker than ``date`` of three numbers.
_day = date.fromisoformat
_YEARS = mod_11_2.YEARS
_MONTH_DAYS = mod_11_2.MONTH_DAYS
_SEQUENCES = mod_11_2.SEQUENCES
_CHECKS = mod_11_2.CHECKS
_CHARACTERS: Final = frozenset("0123456789X")
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
        total += _MONTH_DAYS[value[10:14]][0]
        share, sex = _SEQUENCES[value[14:17]]
        birth = _day(value[6:14])
    except (KeyError, ValueError):
        return _classify(value, mod_11_2.day_of(at))
    if _CHECKS[total + share] != value[17]:
        if value[17] in _CHARACTERS and (at is None or type(at) is date):
            return _failing(value, at)
        return _classify(value, mod_11_2.day_of(at))
    if (
        year > last
        or value in SAMPLES
        or (
            at is not None
            and (
                type(at) is not date
                or at < birth
                or (asked := at.year) < first
                or asked - year > 120
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


def _failing(value: str, at: date | None) -> ResidentId:
    """Return the reading of a well-formed number that fails its check.

    It is refused; all that is wrong with it, and what it nearly is, is told when asked.
    """
    reading = _new(_Open)
    reading.valid = False
    reading.normalised = value
    reading.changes = ()
    reading.normalised_from = None
    reading.birth_date = reading.sex = reading.region = reading.upgraded = None
    reading._asked_at = at  # noqa: SLF001 - as yet open
    reading.__class__ = _Failing  # type: ignore[assignment]
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
