"""Telephone number (电话号码): mainland mobiles and landlines, services, HK, MO, TW.

Mainland numbers follow 电信网编号计划（2017年版） (工信部信管〔2017〕68号) and the list of
allotted prefixes 我国公众移动通信网网号及H0分配情况 (MIIT, to the end of March 2023).

* A mobile has 11 digits, first 1, then 3 to 9; the prefix says for whom it is: persons,
  resale operators (虚拟运营商: 162 165 167 170 171), data cards (145 147 149), machines
  (146 148; 1410 1440 1441 with 13 digits), satellites (1349 174 1619). A prefix that is
  not in the table is ``prefix_unknown``: prefixes are added, the table may lag.
* A landline is 0, area code, 7 or 8 digits as the area has it, the first 2 to 8. Codes
  out of use are told with ``area_code_retired``; without the area code a number cannot
  be placed (``area_code_missing``). Extensions follow 转, 分机, x, ext, # or a hyphen.
* Services are 400, 800, 95xxx, 96xxx, 1xx, 10xxx, 12xxx, 106…: valid by the plan, with
  ``kind`` ``service``. Whether a service may be somebody's contact is a rule's business.
* Hong Kong, Macao and Taiwan follow +, 00 or the bare country code; Taiwan also in its
  own form (09…). Every other country goes to ``phonenumbers``, imported then.
* ``+86``, ``0086``, ``86``, spaces, hyphens, brackets, dots and full width are ways of
  writing one number; so is a 0 before a mobile.

``kind`` is one of ``mobile, virtual_mobile, data_card, iot, satellite, landline,
service, hk_mobile, hk_landline, hk_other, macao_mobile, macao_landline, macao_other,
taiwan_mobile, taiwan_landline, taiwan_other, foreign``.

>>> inspect("+86 139 0000 1111").valid, compact("+86 139 0000 1111")
(True, '13900001111')
>>> inspect("010-62345678转801").normalised
'01062345678x801'
>>> inspect("").problems, inspect(13900001111).problems, inspect("1390000111").problems
(('empty',), ('wrong_type',), ('length',))
>>> inspect("23900001111").problems, inspect("张三").problems
(('format',), ('format', 'letters'))
>>> inspect("020-6234567").problems, inspect("010-92345671").problems
(('length',), ('format', 'first_digit'))
>>> inspect("0990-1234567").problems, inspect("0333-6234567").problems
(('format', 'first_digit', 'placeholder'), ('format', 'area_code_unknown'))
>>> inspect("139****1111").problems
('format', 'masked')
>>> inspect(13900001111.0).problems, inspect("1.39E+10").problems
(('spreadsheet_damage',), ('spreadsheet_damage',))
>>> inspect("13900001111/13900002222").problems
('several_values',)
>>> inspect("13800138000").valid, inspect("13800138000").problems
(None, ('placeholder',))
>>> inspect("15400001111").valid, inspect("15400001111").hints
(None, ('prefix_unknown',))
>>> inspect("62345678").valid, inspect("0910-6234567").problems
(None, ('area_code_retired',))
>>> validate("1390000111")
Traceback (most recent call last):
infoverify.errors.InvalidLength: phone: length
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Final

from infoverify._text import plain
from infoverify.errors import Empty, InvalidFormat
from infoverify.reference.phone_plan import prefixes
from infoverify.validators._inspection import validated, verdict_of
from infoverify.validators._phone_codes import CODES, TEXTS
from infoverify.validators._phone_inspection import OpenPhone, PhoneInspection
from infoverify.validators._phone_number import (
    RUN_CORES,
    is_invented,
    is_invented_mobile,
    is_message_centre,
)

if TYPE_CHECKING:
    from datetime import date

    from infoverify.validators._phone_reading import Reading

__all__ = [
    "CODES",
    "TEXTS",
    "PhoneInspection",
    "compact",
    "format",
    "get_area",
    "get_e164",
    "get_kind",
    "get_region",
    "inspect",
    "is_valid",
    "validate",
]

_ORDER: Final = {code: place for place, code in enumerate(CODES)}


_HINTS_OF_KIND: Final[dict[str, tuple[str, ...]]] = {
    "virtual_mobile": ("virtual_operator",),
    "data_card": ("data_card_number",),
    "iot": ("iot_number",),
    "satellite": ("satellite_number",),
}
# Four digits → kind, operator, hints, first year, whether its ending must be looked
# at; filled by the first number that is read.
_fours: dict[str, tuple[str, str | None, tuple[str, ...], int | None, bool]] = {}
_ENDINGS: Final = frozenset({"000", "500"})
_PLACEHOLDER: Final = ("placeholder",)
_new, _set = object.__new__, object.__setattr__


def _fill_fours() -> None:
    table = prefixes()
    for (prefix, digits), entry in table.items():
        if digits != 11 or len(prefix) == 5:
            continue
        hints = _HINTS_OF_KIND.get(entry.kind, ())
        fours = (f"{prefix}{n}" for n in range(10)) if len(prefix) == 3 else (prefix,)
        for four in fours:
            # A longer prefix has its own row.
            if len(prefix) == 4 or (four, 11) not in table:
                # 138 00 138 000 and the message centres 13800…, 13010…
                suspect = four[3] == "0" or four == "1301"
                _fours[four] = (
                    entry.kind,
                    entry.operator,
                    hints,
                    entry.since,
                    suspect,
                )


def inspect(value: object, *, at: date | None = None) -> PhoneInspection:
    """Return the reading of ``value``; never raises, whatever it is."""
    if (
        type(value) is str
        and len(value) == 11
        and (entry := _fours.get(value[:4])) is not None
        and value.isascii()
        and value.isdecimal()
    ):
        kind, operator, hints, since, suspect = entry
        if at is not None and since is not None and at.year < since:
            return _inspect(value, at)
        found = _new(OpenPhone)
        found.valid = True
        found.problems = found.changes = ()
        if (
            value[4:7] in RUN_CORES or (suspect and value[8:] in _ENDINGS)
        ) and is_invented_mobile(value):
            if is_message_centre(value):
                return _inspect(value, at)
            found.valid = None
            found.problems = _PLACEHOLDER
        found.hints = hints
        found.normalised = value
        found.kind = kind
        found.country = "CHN"
        found.operator = operator
        found.normalised_from = None
        found.e164 = f"+86{value}"
        found.area = found.region = found.extension = None
        found.values = found.suggestion = None
        found.__class__ = PhoneInspection  # type: ignore[assignment]
        return found
    return _inspect(value, at)


def _is_bare_mobile(value: str) -> bool:
    """Tell whether it is written as mobiles are compacted, its prefix known or not."""
    return (
        type(value) is str
        and len(value) == 11
        and value[0] == "1"
        and value[1] in "3456789"
        and value.isascii()
        and value.isdecimal()
    )


def _read(value: str, at: date | None) -> Reading:
    # Bare mobiles never need the reader and its patterns.
    from infoverify.validators._phone_reading import read  # noqa: PLC0415 - see above

    return read(value, at)


def _inspect(value: object, at: date | None) -> PhoneInspection:
    if not _fours:
        _fill_fours()
        return inspect(value, at=at)
    if value is None:
        return _refused("empty")
    if isinstance(value, float):
        return _of_float(value, at)
    if not isinstance(value, str):
        return _refused("wrong_type")
    code = _bare_refusal(value)
    if code is not None:
        invented = value[4:7] in RUN_CORES and is_invented(value)
        return _refused_digits((code, "placeholder") if invented else (code,))
    return _in_marks(plain(value), at) or _of_reading(value, _read(value, at))


def _refused_digits(problems: tuple[str, ...]) -> PhoneInspection:
    """Return ``PhoneInspection(False, problems)``, in a third of the time."""
    found = _new(OpenPhone)
    found.valid = False
    found.problems = problems
    found.hints = found.changes = ()
    found.normalised = found.normalised_from = found.kind = found.country = None
    found.e164 = found.area = found.region = found.extension = None
    found.operator = found.values = found.suggestion = None
    found.__class__ = PhoneInspection  # type: ignore[assignment]
    return found


def _bare_refusal(value: str) -> str | None:
    """Return why digits alone are refused, where that is plain; else ``None``.

    From 13 to 19 begin mobiles, which have eleven digits; eleven digits from 10, 11 or
    12 are no number of the plan, 106 aside.
    """
    if type(value) is not str or not 8 < len(value) < 12 or value[0] != "1":
        return None
    if not (value.isascii() and value.isdecimal()):
        return None
    if value[1] > "2":
        return None if len(value) == 11 else "length"
    return "format" if len(value) == 11 and value[:3] != "106" else None


def _in_marks(value: str, at: date | None) -> PhoneInspection | None:
    """Return the reading of a mobile behind +86, in groups: the most usual forms."""
    if not 11 < len(value) < 24 or value[0] not in "+1" or value[-1] == " ":
        return None
    bare = value.replace("-", "")
    changes: tuple[str, ...] = ("dashes",) if len(bare) < len(value) else ()
    digits = bare.replace(" ", "")
    if len(digits) < len(bare):
        changes += ("spaces",)
    if digits[:3] == "+86":
        digits = digits[3:]
        changes += ("country_code",)
    if len(digits) != 11 or digits[:4] not in _fours:
        return None
    found = inspect(digits, at=at)
    if found.normalised is None:
        return None
    _set(found, "normalised_from", value)
    _set(found, "changes", changes)
    return found


def _refused(code: str, suggestion: str | None = None) -> PhoneInspection:
    return PhoneInspection(False, (code,), suggestion=suggestion)


def _of_float(value: float, at: date | None) -> PhoneInspection:
    number = float.__float__(value)
    if not isfinite(number):
        return _refused("wrong_type")
    whole = number.is_integer() and 0 < number < 1e15
    suggestion = _read(f"{int(number)}.0", at).suggestion if whole else None
    return _refused("spreadsheet_damage", suggestion)


def _of_reading(value: str, reading: Reading) -> PhoneInspection:
    number = reading.number
    codes = sorted(number.codes, key=_ORDER.__getitem__)
    valid = verdict_of(codes, CODES)
    problems = tuple(c for c in codes if CODES[c] in ("refuses", "doubts"))
    hints = tuple(c for c in codes if CODES[c] in ("unknown", "hints"))
    if number.compact is None:
        return PhoneInspection(
            valid,
            problems,
            hints,
            values=reading.values,
            suggestion=reading.suggestion,
        )
    given = plain(value)
    return PhoneInspection(
        valid,
        problems,
        hints,
        normalised=number.compact,
        normalised_from=None if given == number.compact else given,
        changes=reading.changes,
        kind=number.kind,
        e164=number.e164,
        area=number.area,
        region=number.region,
        extension=number.extension,
        country=number.country,
        operator=number.operator,
        suggestion=reading.suggestion,
    )


def compact(value: object) -> str:
    """Return the form in which two writings of one number are equal.

    Mainland mobiles and landlines in national digits, an extension behind ``x``, other
    countries in E.164. A list comes back joined with ``/``; what cannot be read, in
    half width with its marks.

    Raises:
        Empty: ``value`` is ``None`` or blank.
        InvalidFormat: ``value`` is not a text.
    """
    if value is None:
        raise Empty("empty", "phone")
    if not isinstance(value, str):
        raise InvalidFormat("wrong_type", "phone")
    if _is_bare_mobile(value) or _bare_refusal(value) is not None:
        return value
    found = _in_marks(plain(value), None)
    if found is not None and found.normalised is not None:
        return found.normalised
    reading = _read(value, None)
    if reading.number.codes == ("empty",):
        raise Empty("empty", "phone")
    if reading.number.compact is not None:
        return reading.number.compact
    if reading.values:
        return "/".join(reading.values)
    return reading.text or str.__getitem__(value, slice(None))


def validate(value: object, *, at: date | None = None) -> str:
    """Return the compact form, unless the plan refuses ``value``.

    Raises:
        ValidationError: the plan refuses the number; its code says why.
    """
    return validated(inspect(value, at=at))


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Return ``False`` if the plan refuses ``value``; doubt and ignorance pass."""
    return inspect(value, at=at).valid is not False


def format(value: object) -> str:  # noqa: A001 - python-stdnum's name
    """Return the number as people read it, such as ``139 0000 1111``.

    What cannot be read comes back as :func:`compact` gives it.
    """
    from infoverify.validators._phone_format import spaced  # noqa: PLC0415 - as _read

    found = inspect(value)
    number = found.normalised
    if number is None:
        return compact(value)
    main, _, extension = number.partition("x")
    return spaced(main, found.kind or "", found.area) + (
        f"转{extension}" if extension else ""
    )


def get_kind(value: object) -> str | None:
    """Return the kind of number, ``None`` where it cannot be told."""
    return inspect(value).kind


def get_e164(value: object) -> str | None:
    """Return the international form with +, ``None`` where there is none."""
    return inspect(value).e164


def get_area(value: object) -> str | None:
    """Return a landline's area code with its 0, else ``None``."""
    return inspect(value).area


def get_region(value: object) -> str | None:
    """Return the division code of a landline's area, else ``None``."""
    return inspect(value).region
