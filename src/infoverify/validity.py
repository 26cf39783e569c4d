"""Validity periods of identity documents, and who may use which (有效期与适用范围).

Pure functions on dates and codes, for rules to ask. Each answers ``True``, ``False``,
or ``None`` when the law or the known practice does not decide, and tells its source
with a trust mark:

* *law*: the text of an act or order says so;
* *standard*: an official standard or announcement says so;
* *practice*: insurers do so; another house may decide otherwise.

``id_type`` is a code of the vocabulary, ``valid_until`` a date or ``"long_term"`` (长期,
also read from the filler date 9999-12-31 that many systems store for it),
ages are completed years. A birthday is an age's first day; who is born on 29 February
comes of age on 1 March of a common year.

>>> from datetime import date
>>> term_at_issue(date(1990, 3, 7), date(2010, 5, 1))
10
>>> term_agrees(
...     "resident_id",
...     birth_date=date(1990, 3, 7),
...     valid_from=date(2010, 5, 1),
...     valid_until=date(2030, 5, 1),
... )
False
>>> fits_age("birth_certificate", birth_date=date(2020, 1, 1), at=date(2024, 1, 1))
False
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal

from infoverify.country_codes import CHINESE
from infoverify.errors import UsageError

LongTerm = Literal["long_term"]
LONG_TERM: Final[LongTerm] = "long_term"

#: Ages at issue from which a resident card's term changes, and the terms in years.
#: Source: 居民身份证法 (2011) art. 5. Trust: law.
_TERMS: Final[tuple[tuple[int, int | LongTerm], ...]] = (
    (46, LONG_TERM),
    (26, 20),
    (16, 10),
    (0, 5),
)

#: Months that a temporary card is valid for. Source: 公安部令第78号 (2005) art. 7. Law.
TEMPORARY_MONTHS: Final = 3

#: The first second-generation cards. Source: 居民身份证法 (2003), in force 2004-01-01.
FIRST_SECOND_GENERATION: Final = date(2004, 1, 1)

#: First-generation cards, which bore fifteen digits, stopped on this day.
#: Source: decision of 2011-10-29 amending 居民身份证法. Trust: law.
FIRST_GENERATION_STOPPED: Final = date(2013, 1, 1)

#: First ordinary passports of ten years. Source: 护照法 art. 26. Trust: law.
PASSPORT_LAW: Final = date(2007, 1, 1)

#: The day from which a type is issued: before it there was no such document.
FIRST_ISSUED: Final[dict[str, date]] = {
    # 国家移民管理局 announcement of 2024-07-01. Standard.
    "hk_macao_permit_non_chinese": date(2024, 7, 10),
    # 国办发〔2018〕81号, in force on that day. Standard.
    "hk_macao_residence_permit": date(2018, 9, 1),
    "taiwan_residence_permit": date(2018, 9, 1),
    # 外国人在中国永久居留审批管理办法 (2004) art. 29. Law.
    "foreign_permanent_resident_id": date(2004, 8, 15),
}

# id_type → the terms in years that its issuers give; what is not here is not decided.
_YEARS: Final[dict[str, frozenset[int]]] = {
    # 护照法 art. 7 for ordinary ones; service passports have five at every age. Law.
    "passport": frozenset({5, 10}),
    # 公安部 notice of 2010-03-10 and card of 2013. Standard.
    "hk_macao_permit": frozenset({3, 5, 10}),
    # 国家移民管理局 announcement of 2024-07-01: five years. Standard.
    "hk_macao_permit_non_chinese": frozenset({5}),
    # 中国公民往来台湾地区管理办法 (2015): five years; single journeys are shorter. Law.
    "taiwan_permit": frozenset({5}),
    # 国办发〔2018〕81号: five years. Standard.
    "hk_macao_residence_permit": frozenset({5}),
    "taiwan_residence_permit": frozenset({5}),
    # 外国人在中国永久居留审批管理办法 (2004): five years for minors, else ten. Law.
    "foreign_permanent_resident_id": frozenset({5, 10}),
}

# id_type → the age at issue that parts its terms, those below it and those from it on.
# Macao gives five years until eighteen, so five are possible above sixteen as well.
_BY_AGE: Final[dict[str, tuple[int, frozenset[int], frozenset[int]]]] = {
    "passport": (16, frozenset({5}), frozenset({5, 10})),
    "hk_macao_permit": (18, frozenset({3, 5}), frozenset({10})),
    "foreign_permanent_resident_id": (18, frozenset({5}), frozenset({10})),
}

#: Types whose cards always bear an end. Source: as ``_YEARS``; ICAO Doc 9303 for
#: foreign passports; 公安部令第78号 for the temporary card. Trust: law and standard.
NEVER_LONG_TERM: Final = frozenset(
    {"temporary_resident_id", "foreign_passport", *_YEARS}
)

_MAINLAND: Final = frozenset({"CHN"})
_HK_MACAO: Final = frozenset({"CHN", "HKG", "MAC"})
_TAIWAN: Final = frozenset({"CHN", "TWN"})

# id_type → the nationalities of those whom it is given to.
_HOLDERS: Final[dict[str, frozenset[str]]] = {
    "resident_id": _MAINLAND,
    "temporary_resident_id": _MAINLAND,
    "household_register": _MAINLAND,
    "passport": _HK_MACAO,  # those of the two regions are of this type too
    "officer_id": _MAINLAND,
    "soldier_id": _MAINLAND,
    "armed_police_id": _MAINLAND,
    "police_id": _MAINLAND,
    "hk_macao_permit": _HK_MACAO,
    "hk_macao_residence_permit": _HK_MACAO,
    "taiwan_permit": _TAIWAN,
    "taiwan_residence_permit": _TAIWAN,
}
# Types that are given to those only who are of no Chinese nationality.
_FOREIGN: Final = frozenset(
    {"foreign_passport", "foreign_permanent_resident_id", "hk_macao_permit_non_chinese"}
)

# id_type → lowest age and the age from which it may not be used any more.
_AGES: Final[dict[str, tuple[int, int | None]]] = {
    # 居民身份证法 art. 2: who is sixteen shall apply for a card. Practice for use.
    "household_register": (0, 16),
    # Insurers take the certificate until the third birthday. Practice.
    "birth_certificate": (0, 3),
    # 兵役法 (2021) art. 20: volunteers from seventeen. Law.
    "soldier_id": (17, None),
    "officer_id": (17, None),
    "armed_police_id": (17, None),
    # 公务员法 art. 13: eighteen. Law.
    "police_id": (18, None),
}
# Types that are given at every age; birth certificates and registers are above.
_ANY_AGE: Final = frozenset(
    {
        *("resident_id", "temporary_resident_id", "passport", "foreign_passport"),
        *_YEARS,
    }
)


def age_on(birth_date: date, day: date) -> int:
    """Return the completed years at ``day``; negative before the birth."""
    before = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before


def term_at_issue(birth_date: date, issued_on: date) -> int | LongTerm | None:
    """Return the years that a resident card of that day is valid for.

    5 below sixteen, 10 below twenty-six, 20 below forty-six, then ``"long_term"``;
    ``None`` when the day is before the birth.

    Source: 居民身份证法 art. 5. Trust: law.
    """
    age = age_on(birth_date, issued_on)
    return next((term for start, term in _TERMS if age >= start), None)


def _days_counted(birth_date: date, issued_on: date) -> list[date]:
    """Return the days on which an office may have counted the age.

    Two for who is born on 29 February, on 28 February of a common year: no rule tells
    offices on which of two days a birthday falls then.
    """
    leap = (birth_date.month, birth_date.day) == (2, 29)
    if leap and (issued_on.month, issued_on.day) == (2, 28):
        return [issued_on, issued_on + timedelta(days=1)]
    return [issued_on]


def _terms_at_issue(birth_date: date, issued_on: date) -> list[int | LongTerm | None]:
    """Return the terms of a resident card that an office may have counted."""
    days = _days_counted(birth_date, issued_on)
    return [term_at_issue(birth_date, day) for day in days]


def _years_at_issue(
    id_type: str, birth_date: date | None, issued_on: date
) -> frozenset[int] | None:
    """Return the terms in years of other types that an office may have given."""
    if birth_date is None or id_type not in _BY_AGE:
        return _YEARS.get(id_type)
    parting, below, above = _BY_AGE[id_type]
    ages = [age_on(birth_date, day) for day in _days_counted(birth_date, issued_on)]
    return frozenset().union(*(below if age < parting else above for age in ages))


def terms(id_type: str) -> frozenset[int] | None:
    """Return the terms in years that a type's issuers give, ``None`` if not decided.

    Of all ages together; which go with the age at issue, ``term_agrees`` knows. For
    resident cards see ``term_at_issue``.
    """
    return _YEARS.get(id_type)


def long_term_possible(
    id_type: str, *, birth_date: date | None = None, valid_from: date | None = None
) -> bool | None:
    """Tell whether a document may be valid for the long term (长期).

    A resident card only if its holder was 46 at issue; temporary cards, passports,
    permits never; the types that law gives no period (household register, birth and
    service certificates) are not decided. With no date of issue a resident card is not
    decided either.

    Source: 居民身份证法 art. 5 (law); ``NEVER_LONG_TERM`` for the other types.
    """
    if id_type in NEVER_LONG_TERM:
        return False
    if id_type != "resident_id" or birth_date is None or valid_from is None:
        return None
    found = [term == LONG_TERM for term in _terms_at_issue(birth_date, valid_from)]
    return found[0] if len(set(found)) == 1 else None


def term_agrees(
    id_type: str,
    *,
    valid_from: date | None,
    valid_until: date | LongTerm | None,
    birth_date: date | None = None,
) -> bool | None:
    """Tell whether a document's period is one that its issuer gives.

    A day more or less is let pass, for cards end on the same day or the day before.
    ``None`` when a date is absent, the type's periods are not decided, or the document
    is issued before the birth. Passports of before 2007 had five years, which could be
    extended, so another period of theirs is not decided.

    Source: 居民身份证法 art. 5, 公安部令第78号 art. 7 (law); else as ``terms``.
    """
    if valid_until is None:
        return None
    end = _end_of(valid_until)
    if end == LONG_TERM:
        return long_term_possible(id_type, birth_date=birth_date, valid_from=valid_from)
    if valid_from is None:
        return None
    if end <= valid_from:
        return False
    if id_type == "temporary_resident_id":
        # "Three months" is the most: shorter ones are given when the card is ready.
        return end <= months_later(valid_from, TEMPORARY_MONTHS) + timedelta(days=1)
    if birth_date is not None and valid_from < birth_date:
        return None  # no term goes with that
    if id_type == "resident_id":
        if birth_date is None:
            return any(_ends(valid_from, end, years) for years in (5, 10, 20))
        found = _terms_at_issue(birth_date, valid_from)
        return any(isinstance(t, int) and _ends(valid_from, end, t) for t in found)
    years_given = _years_at_issue(id_type, birth_date, valid_from)
    if years_given is None:
        return None
    if any(_ends(valid_from, end, years) for years in years_given):
        return True
    return None if _cut_or_extended(id_type, valid_from, end) else False


def _cut_or_extended(id_type: str, start: date, end: date) -> bool:
    """Return whether the period may be another than the terms that are given today."""
    if id_type == "taiwan_permit":  # single journeys; cut to another document's end
        return end < months_later(start, 12 * 5)
    return id_type == "passport" and start < PASSPORT_LAW


def _ends(start: date, end: date, years: int) -> bool:
    return abs(end - months_later(start, 12 * years)) <= timedelta(days=1)


def _end_of(value: date | str) -> date | LongTerm:
    if value in (LONG_TERM, date.max):
        return LONG_TERM
    if isinstance(value, date):
        return value
    raise UsageError('valid_until must be a date, "long_term" or None')


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, the month's last day where it is none.

    >>> months_later(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def expired(valid_until: date | LongTerm | None, *, at: date) -> bool | None:
    """Tell whether a document's period is over at ``at``; the last day still counts.

    ``None`` when no end is known.
    """
    if valid_until is None:
        return None
    end = _end_of(valid_until)
    return end != LONG_TERM and end < at


def expires_within(
    valid_until: date | LongTerm | None, *, at: date, days: int
) -> bool | None:
    """Tell whether a document that is valid at ``at`` ends within so many days."""
    if valid_until is None:
        return None
    end = _end_of(valid_until)
    return end != LONG_TERM and at <= end <= at + timedelta(days=days)


def issue_possible(
    id_type: str, *, valid_from: date | None, birth_date: date | None, at: date | None
) -> bool | None:
    """Tell whether a document can have been issued on that day.

    Not before the birth, not after ``at``, and not before the type was first issued
    (``FIRST_ISSUED``); a resident card not before the second generation, whose cards
    alone are in use.

    Source: 居民身份证法 (2003) art. 23, in force 2004-01-01. Trust: law; else as there.
    """
    if valid_from is None:
        return None
    if birth_date is not None and valid_from < birth_date:
        return False
    if at is not None and valid_from > at:
        return False
    if valid_from < FIRST_ISSUED.get(id_type, date.min):
        return False
    if id_type == "resident_id" and valid_from < FIRST_SECOND_GENERATION:
        return None if at is None else at < FIRST_GENERATION_STOPPED
    return None if at is None and birth_date is None else True


def legacy_number_usable(*, at: date) -> bool:
    """Tell whether a card with fifteen digits could be used on that day.

    Source: 居民身份证法 as amended 2011-10-29. Trust: law.
    """
    return at < FIRST_GENERATION_STOPPED


def fits_age(id_type: str, *, birth_date: date | None, at: date) -> bool | None:
    """Tell whether somebody of that age may use a document of that type.

    A birth certificate below three, a household register below sixteen (both practice),
    service certificates from seventeen, police from eighteen (law); cards, passports
    and permits at every age. ``None`` for other types and without a birth date.
    """
    if birth_date is None:
        return None
    age = age_on(birth_date, at)
    if age < 0:
        return False
    if id_type in _ANY_AGE:
        return True
    bounds = _AGES.get(id_type)
    if bounds is None:
        return None
    return bounds[0] <= age and (bounds[1] is None or age < bounds[1])


def fits_nationality(id_type: str, nationality: str | None) -> bool | None:
    """Tell whether a document of that type is given to that nationality (alpha-3).

    Residents of Hong Kong, Macao and Taiwan may be recorded as CHN or as HKG, MAC,
    TWN, and those with a passport of Hong Kong or Macao likewise. ``None`` without a
    nationality, and for types given to anyone (a birth certificate is given to whoever
    is born here).

    Source: 居民身份证法 art. 2, 护照法 art. 2, 国办发〔2018〕81号 art. 2, 国家移民管理局
    announcement of 2024-07-01. Trust: law and standard.
    """
    if not nationality:
        return None
    if id_type in _FOREIGN:
        return nationality not in CHINESE
    if id_type == "birth_certificate":
        return True if nationality in _MAINLAND else None
    holders = _HOLDERS.get(id_type)
    return None if holders is None else nationality in holders
