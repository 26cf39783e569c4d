"""Validity periods and fitness of documents (证件期限与适用), for rules to ask.

Thin doors to ``infoverify.validity``, which states each source; imported when the first
rule asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infoverify.states import Beyond

if TYPE_CHECKING:
    from datetime import date


def _until(value: date | Beyond) -> Any:  # noqa: ANN401 - a date or the word
    return value.name if isinstance(value, Beyond) else value


def _validity() -> Any:  # noqa: ANN401 - a module
    from infoverify import validity  # noqa: PLC0415 - loads late

    return validity


def term_agrees(
    id_type: str, valid_from: date, valid_until: date | Beyond, birth_date: date
) -> bool | None:
    """Return whether the period is one that the document's issuer gives."""
    answer: bool | None = _validity().term_agrees(
        id_type,
        valid_from=valid_from,
        valid_until=_until(valid_until),
        birth_date=birth_date,
    )
    return answer


def long_term_possible(id_type: str, birth_date: date, valid_from: date) -> bool | None:
    """Return whether such a document may be valid for the long term."""
    answer: bool | None = _validity().long_term_possible(
        id_type, birth_date=birth_date, valid_from=valid_from
    )
    return answer


def always_ends(id_type: str) -> bool | None:
    """Return whether documents of this type bear an end whoever holds them."""
    if id_type == "resident_id":
        return False
    possible = _validity().long_term_possible(id_type)
    return None if possible is None else not possible


def fits_age(id_type: str, birth_date: date, *, at: date) -> bool | None:
    """Return whether somebody of that age may use such a document."""
    answer: bool | None = _validity().fits_age(id_type, birth_date=birth_date, at=at)
    return answer


def fits_nationality(id_type: str, nationality: str) -> bool | None:
    """Return whether such a document is given to that nationality."""
    answer: bool | None = _validity().fits_nationality(id_type, nationality)
    return answer


def expired(valid_until: date | Beyond, *, at: date) -> bool | None:
    """Return whether the period is over; the last day still counts."""
    answer: bool | None = _validity().expired(_until(valid_until), at=at)
    return answer


def expires_within(valid_until: date | Beyond, days: int, *, at: date) -> bool | None:
    """Return whether a document that is valid today ends within so many days."""
    answer: bool | None = _validity().expires_within(
        _until(valid_until), at=at, days=min(int(days), 100_000)
    )
    return answer


def issue_possible(
    id_type: str, valid_from: date, birth_date: date, *, at: date
) -> bool | None:
    """Return whether such a document can have been issued on that day."""
    answer: bool | None = _validity().issue_possible(
        id_type, valid_from=valid_from, birth_date=birth_date, at=at
    )
    return answer


def legacy_number_usable(*, at: date) -> bool:
    """Return whether a card with fifteen digits could be used on that day."""
    answer: bool = _validity().legacy_number_usable(at=at)
    return answer


def type_of(id_number: str, id_type: str, *, at: date) -> str | None:
    """Return the only other type that a refused number fits, if there is one."""
    from infoverify import identity_document  # noqa: PLC0415 - loads late

    reading = identity_document.inspect(id_number, id_type=id_type, at=at)
    fits = reading.looks_like or ()
    return fits[0] if reading.valid is False and len(fits) == 1 else None


def number_fits_nationality(
    id_number: str, id_type: str, nationality: str, *, at: date
) -> bool:
    """Return whether no place that the number names speaks against a nationality."""
    from infoverify import identity_document  # noqa: PLC0415 - loads late

    reading = identity_document.inspect(
        id_number, id_type=id_type, nationality=nationality, at=at
    )
    return "nationality_doubtful" not in reading.problems
