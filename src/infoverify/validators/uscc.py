"""Unified social credit code (统一社会信用代码): eighteen characters for an organisation.

GB 32100-2015 with amendment 1 of 2016 builds the code from 31 characters, the digits
and the capitals without I, O, S, V, Z:

* 1: the registration department (登记管理部门), 2: the category within it (机构类别);
* 3 to 8: the region of the registrar after GB/T 2260, 100000 for the nation;
* 9 to 17: the organisation code of GB 11714, with a check character of its own;
* 18: a check character over all, ISO 7064 manner MOD 31-3.

>>> reading = inspect("91110108M000102335")
>>> reading.valid, reading.department, reading.category, reading.region
(True, '9', '1', '110108')
>>> reading.organisation_code, get_department_name("91110108M000102335")
('M00010233', '工商')

What the standard refuses:

>>> inspect("91110108M000102336").problems
('checksum',)
>>> inspect("91110108M0001023").problems
('length',)
>>> inspect("91110108M0OO10236B").problems, inspect("91110108M0OO10236B").hints
(('format',), ('ocr_slip',))
>>> inspect("91990108M00010233U").problems
('province_unknown',)

What it does not decide: a pair of department and category that is not in its table
(villagers' committees carry 54 since 2017, after the amendment), a county that our
tables do not know (registrars of development zones have codes outside GB/T 2260), an
inner organisation code whose own check fails (local codes of the first years do), and
the failing check of Xiamen's own numbers of before 2016 (``early_local_code``).

>>> inspect("54110108M000102330").hints
('category_unknown',)
>>> inspect("91110108M00010237H").valid, inspect("91110108M00010237H").problems
(None, ('inner_code_checksum',))

As every validator does, this one refuses what is no text, what a spreadsheet spoilt,
several numbers in one field, and digits of another script:

>>> inspect(" ").problems, inspect(7).problems, inspect(1.1e8).problems
(('empty',), ('wrong_type',), ('spreadsheet_damage',))
>>> inspect("91110108M000102335, 12110108M00010233A").problems
('several_values',)
>>> inspect("91110108M00010233٥").problems
('format', 'other_script_digits')

Sources: GB 32100-2015, XG1-2016 (table of departments and categories FOUND in several
public copies, which agree; check computed here on the standard's example); the failing
inner codes: public reports of early Xiamen numbers.
"""

from __future__ import annotations

from operator import mul
from typing import TYPE_CHECKING, Final

from infoverify.validators import _entry, _registrar
from infoverify.validators._inspection import Inspection, validated
from infoverify.validators._uscc_categories import DEPARTMENTS
from infoverify.validators.organisation_code import agrees

if TYPE_CHECKING:
    from datetime import date

    from infoverify.validators._inspection import CodeClass

KIND: Final = "uscc"

CODES: Final[dict[str, CodeClass]] = {
    **_entry.CODES,
    "checksum": "refuses",
    "province_unknown": "refuses",
    "published_sample": "doubts",
    "early_local_code": "doubts",
    "inner_code_checksum": "doubts",
    "category_unknown": "unknown",
    "region_unknown": "unknown",
    "adjacent_transposition": "hints",
    "single_digit_in_region": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    **_entry.TEXTS,
    "checksum": ("校验码不符", "The check character does not agree"),
    "province_unknown": ("登记机关区划的省份不存在", "No such province"),
    "published_sample": ("标准中公开的示例号码", "The standard's published sample"),
    "early_local_code": (
        "厦门2016年前的代码，校验码不符",
        "A Xiamen code of before 2016 that fails the check",
    ),
    "inner_code_checksum": (
        "内含组织机构代码的校验码不符",
        "The embedded organisation code fails its own check",
    ),
    "category_unknown": (
        "登记管理部门与机构类别的组合未收录",
        "Department and category are not in our table",
    ),
    "region_unknown": ("登记机关区划未收录", "Region not in our table"),
    "ocr_slip": (
        "含 I、O、S、V、Z,可能是 1、0、5、2 之误",
        "Holds I, O, S, V or Z, perhaps read for 1, 0, 5 or 2",
    ),
    "adjacent_transposition": (
        "有一处相邻字符可能颠倒",
        "Two neighbouring characters may be swapped",
    ),
    "single_digit_in_region": (
        "登记机关区划可能错一位",
        "One digit of the region may be wrong",
    ),
}

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES: Final = {c: i for i, c in enumerate(ALPHABET)}
_value_of: Final = _VALUES.__getitem__
_LETTERS: Final = ALPHABET.encode()
_BYTES: Final = bytes(_VALUES.get(chr(byte), 0) for byte in range(256))
# 3^i mod 31; the last weight belongs to the check character itself.
_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1)
_INVERSES: Final = tuple(pow(w, -1, 31) for w in _WEIGHTS)
_SLIPS: Final = frozenset("IOSVZ")
# Codes that Xiamen gave before 2016 under its own numbers M000…: real, yet many fail
# the check (https://github.com/chinabugotech/hutool/issues/4119).
_EARLY_REGION: Final = "3502"
_EARLY_BODY: Final = "M000"
_SAMPLES: Final = frozenset({"91350100M000100Y43"})

_PAIRS: Final = frozenset(d + c for d, (_, cs) in DEPARTMENTS.items() for c in cs)


class Uscc(Inspection):
    """The reading of a unified social credit code.

    Attributes:
        department: character 1, the registration department.
        category: character 2, the category within the department.
        region: characters 3 to 8, the registrar's region.
        organisation_code: characters 9 to 17.
    """

    __slots__ = ("category", "department", "organisation_code", "region")
    KIND = KIND
    FIELD = "id_number"
    FACTS = ("department", "category", "region", "organisation_code")

    department: str | None
    category: str | None
    region: str | None
    organisation_code: str | None


# The slots' own setters: a frozen reading is made without asking for each name.
_valid, _problems, _hints, _normalised, _from, _changes = (
    getattr(Uscc, name).__set__
    for name in (
        *("valid", "problems", "hints", "normalised", "normalised_from"),
        "changes",
    )
)
_department, _category, _region, _organisation_code = (
    getattr(Uscc, name).__set__ for name in Uscc.FACTS
)
_new: Final = object.__new__


def _sound(text: str) -> Uscc:
    """Return the reading of a clean code, without the constructor's generality."""
    reading = _new(Uscc)
    _valid(reading, True)
    _problems(reading, ())
    _hints(reading, ())
    _normalised(reading, text)
    _from(reading, None)
    _changes(reading, ())
    _department(reading, text[0])
    _category(reading, text[1])
    _region(reading, text[2:8])
    _organisation_code(reading, text[8:17])
    return reading


def check_character(body: str) -> str:
    """Return the check character of the first seventeen characters."""
    total = sum(map(mul, map(_value_of, body[:17]), _WEIGHTS))
    return ALPHABET[-total % 31]


def _form(text: str) -> bool:
    return (
        len(text) == 18
        and text[2:8].isdecimal()
        and text.isascii()
        and not text.encode("ascii").strip(_LETTERS)
    )


def _agrees(text: str) -> bool:
    return not sum(map(mul, map(_value_of, text), _WEIGHTS)) % 31


def _clean(text: str) -> bool:
    """Return whether eighteen characters leave nothing to say.

    Says of clean codes what the functions below say, on bytes: half the time.
    """
    try:
        raw = text.encode("ascii")
    except UnicodeEncodeError:
        return False
    # Stripping what is allowed leaves nothing exactly if all of it is.
    if raw.strip(_LETTERS) or sum(map(mul, raw.translate(_BYTES), _WEIGHTS)) % 31:
        return False
    return (
        text[:2] in _PAIRS
        and _registrar.place(text[2:8]) == "known"
        and agrees(text[8:17])
        and text.count(text[8], 8, 17) < 8
        and text not in _SAMPLES
    )


def _whole(text: str) -> bool:
    """Return whether everything about a code is right."""
    return (
        _form(text)
        and _agrees(text)
        and text[:2] in _PAIRS
        and agrees(text[8:17])
        and _registrar.place(text[2:8]) == "known"
    )


def compact(value: str) -> str:
    """Return the eighteen characters: half width, capitals, no spaces or hyphens."""
    return _registrar.fold(_entry.number_of(value, KIND)).text


def inspect(
    value: object,
    *,
    at: date | None = None,  # noqa: ARG001 - one shape for all validators
) -> Uscc:
    """Return the reading of one code; never raises."""
    # Clean codes are most of what comes: they take a short cut to the same answer.
    if type(value) is str and len(value) == 18 and _clean(value):
        return _sound(value)
    refused = _entry.screen(value)
    if refused or not isinstance(value, str):
        return _entry.unread(Uscc, refused or "wrong_type")
    text, changes = _registrar.fold(value)
    if not _form(text):
        found = _misshapen(value, text)
        return _entry.conclude(Uscc, CODES, value, text, found, changes=changes)
    return _entry.conclude(
        Uscc,
        CODES,
        value,
        text,
        _found(text),
        changes=changes,
        department=text[0],
        category=text[1],
        region=text[2:8],
        organisation_code=text[8:17],
    )


def _found(text: str) -> tuple[str, ...]:
    found: list[str] = []
    place = _registrar.place(text[2:8])
    if not _agrees(text):
        early = text[2:6] == _EARLY_REGION and text[8:12] == _EARLY_BODY
        found.append("early_local_code" if early else "checksum")
    if place == "no_province":
        found.append("province_unknown")
    if found and found[0] != "early_local_code":
        if found[0] == "checksum" and _entry.digits_lost(text):
            found.append("spreadsheet_damage")
        if _entry.repeated(text):
            found.append("placeholder")
        return (*found, *_near_miss(text))
    if text in _SAMPLES:
        found.append("published_sample")
    if _entry.repeated(text[8:16]):
        found.append("placeholder")
    if not agrees(text[8:17]):
        found.append("inner_code_checksum")
    if text[:2] not in _PAIRS:
        found.append("category_unknown")
    if place == "no_county":
        found.append("region_unknown")
    return tuple(found)


def _misshapen(value: str, text: str) -> tuple[str, ...]:
    found: tuple[str, ...] = ("format",) if len(text) == 18 else ("length",)
    found = _entry.second_look(value, found, inspect)
    if found == ("format",) and text.isascii() and text.isalnum():
        odd = [c for i, c in enumerate(text) if not _fits(i, c)]
        if all(c in _SLIPS for c in odd):
            return ("format", "ocr_slip")
    return found


def _fits(position: int, character: str) -> bool:
    if 2 <= position < 8:
        return character.isdecimal()
    return character in _VALUES


def _near_miss(text: str) -> tuple[str, ...]:
    """Return the hints for a code whose check or region is wrong, never the code."""
    values = [_VALUES[c] for c in text]
    lack = -sum(map(mul, values, _WEIGHTS)) % 31
    hints: list[str] = []
    if lack and sum(map(_whole, _swapped(text, values, lack))) == 1:
        hints.append("adjacent_transposition")
    if _registrar.place(text[2:8]) != "known" and any(
        map(_whole, _region_changed(text, values, lack))
    ):
        hints.append("single_digit_in_region")
    return tuple(hints)


def _swapped(text: str, values: list[int], lack: int) -> list[str]:
    """Return the codes with two neighbours swapped whose check agrees."""
    return [
        text[:i] + text[i + 1] + text[i] + text[i + 2 :]
        for i in range(17)
        if (values[i + 1] - values[i]) * (_WEIGHTS[i] - _WEIGHTS[i + 1]) % 31 == lack
    ]


def _region_changed(text: str, values: list[int], lack: int) -> list[str]:
    """Return the codes with one digit of the region changed whose check agrees."""
    found = []
    for i in range(2, 8):
        # The modulus is a prime: exactly one value makes up for what is lacking.
        value = (values[i] + lack * _INVERSES[i]) % 31
        if value < 10 and value != values[i]:
            found.append(f"{text[:i]}{value}{text[i + 1 :]}")
    return found


def validate(value: object, *, at: date | None = None) -> str:
    """Return the clean form, or raise what refuses it."""
    return validated(inspect(value, at=at))


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Return whether the standard does not refuse the value."""
    return inspect(value, at=at).valid is not False


def format(value: str) -> str:  # noqa: A001 - python-stdnum's verb
    """Return the code as licences print it: eighteen characters together."""
    return compact(value)


def get_department_name(value: str) -> str | None:
    """Return the registration department's name, ``None`` where the table has none."""
    department = DEPARTMENTS.get(inspect(value).department or "")
    return department[0] if department else None


def get_category_name(value: str) -> str | None:
    """Return the category's name, ``None`` where the table has none."""
    reading = inspect(value)
    _, categories = DEPARTMENTS.get(reading.department or "", ("", {}))
    return categories.get(reading.category or "")


def get_organisation_code(value: str) -> str | None:
    """Return the embedded organisation code, ``None`` for a text of another form."""
    return inspect(value).organisation_code
