"""What a document's type says of its holder, and its number of the type (证件与持有人).

The rules of ``identity_document``: which contradictions the law of a document decides,
which it leaves open, and which numbers fit which type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from infoverify.country_codes import CHINESE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


_RESIDENT: Final = ("resident_id", "temporary_resident_id", "household_register")
_MILITARY: Final = ("officer_id", "soldier_id", "armed_police_id", "police_id")
_ORGANISATIONS: Final = (
    *("uscc", "organisation_code", "business_licence", "tax_registration"),
)
_PERMITS: Final = {
    "hk_macao_permit": ("hk_macao", "hk_macao_non_chinese"),
    "hk_macao_permit_non_chinese": ("hk_macao_non_chinese",),
    "taiwan_permit": ("taiwan",),
}
_RESIDENCES: Final = {
    "hk_macao_residence_permit": ("HKG", "MAC"),
    "taiwan_residence_permit": ("TWN",),
}
_CARDS: Final = {
    "officer": "officer_id",
    "soldier": "soldier_id",
    "armed_police": "armed_police_id",
    "police": "police_id",
}

# Document type → the validator that could show a number to be of that type. Types of
# so loose a form that much would fit (a tax number, a bare badge) are left out.
_PERSONS: Final = (
    ("resident_id", "resident_id"),
    ("hk_macao_residence_permit", "residence_permit"),
    ("taiwan_residence_permit", "residence_permit"),
    ("foreign_permanent_resident_id", "permanent_resident_id"),
    ("hk_macao_permit", "travel_permit"),
    ("hk_macao_permit_non_chinese", "travel_permit"),
    ("taiwan_permit", "travel_permit"),
    ("passport", "passport"),
    ("birth_certificate", "birth_certificate"),
    *((id_type, "military_id") for id_type in _MILITARY),
    ("uscc", "uscc"),
)
_BODIES: Final = (
    ("uscc", "uscc"),
    ("organisation_code", "organisation_code"),
    ("business_licence", "business_licence"),
    ("resident_id", "resident_id"),
)


def contradictions(
    id_type: str,
    reading: Any,  # noqa: ANN401 - any validator's reading
    nationality: str | None,
    birth_date: date | None,
) -> tuple[str, ...]:
    """Return what speaks against a number under its type, refusals first."""
    found = [*_of_type(id_type, reading, nationality)]
    if birth_date is not None:
        found += _of_birth(id_type, reading, birth_date)
    if nationality is not None:
        found += _of_nationality(id_type, reading, nationality)
    if len(found) < 2:
        return tuple(found)
    refusals = ("other_document", "birth_date_contradicts", "nationality_contradicts")
    return tuple(sorted(found, key=lambda code: code not in refusals))


def _foreign_passport(reading: Any) -> bool:  # noqa: ANN401
    if reading.kind == "mrz":
        return reading.issuer not in CHINESE
    return bool(reading.kind == "foreign")


def of_no_weight(id_type: str, nationality: str | None, reading: Any) -> frozenset[str]:  # noqa: ANN401
    """Return the codes of a passport's reading that its type makes pointless.

    They speak of the forms of Chinese numbers, and this passport is said to be foreign.
    """
    foreign = nationality is not None and nationality not in CHINESE
    if id_type == "foreign_passport" or (
        id_type == "passport" and foreign and reading.kind == "foreign"
    ):
        return frozenset({"near_chinese_form", "legacy_form"})
    return frozenset()


def _of_type(id_type: str, reading: Any, nationality: str | None) -> Iterator[str]:  # noqa: ANN401
    if id_type in _PERMITS and reading.holder:
        if reading.holder not in _PERMITS[id_type]:
            yield "other_document"
        elif reading.holder != _PERMITS[id_type][0]:
            # Code 516 of GA/T 517 covers both: a host may not tell them apart.
            yield "holder_contradicts"
    if (
        id_type in _RESIDENCES
        and reading.valid is not False
        and reading.nationality not in _RESIDENCES[id_type]
    ):
        yield "other_document"
    if id_type == "passport" and _foreign_passport(reading):
        yield from _unexplained(nationality)
    if (
        id_type == "foreign_passport"
        and reading.kind == "mrz"
        and reading.issuer == "CHN"
    ):
        yield "other_document"


def _unexplained(nationality: str | None) -> Iterator[str]:
    # A host may have one type for all passports: then the nationality explains it.
    if nationality is None or nationality in CHINESE:
        yield "not_chinese_form"


def _of_birth(id_type: str, reading: Any, given: date) -> Iterator[str]:  # noqa: ANN401
    if id_type == "foreign_permanent_resident_id" and reading.birth_date is None:
        # The old form's inner layout is known from practice only.
        text = reading.normalised or ""
        if len(text) == 15 and text[7:13] != f"{given:%y%m%d}":
            yield "birth_date_doubtful"
        return
    if getattr(reading, "kind", None) == "mrz":
        from infoverify.validators import _mrz  # noqa: PLC0415 - few numbers are zones

        zone = _mrz.read(reading.normalised or "")
        if zone and zone.birth.isdecimal() and zone.birth != f"{given:%y%m%d}":
            yield "birth_date_contradicts"
        return
    told = getattr(reading, "birth_date", None)
    if told is not None and told != given:
        yield "birth_date_contradicts"


def _of_nationality(id_type: str, reading: Any, given: str) -> Iterator[str]:  # noqa: ANN401
    if id_type in _ORGANISATIONS:
        return
    if getattr(reading, "kind", None) == "mrz":
        yield from _of_zone(reading.nationality, given)
    elif id_type in ("passport", "foreign_passport"):
        yield from _of_passport(id_type, reading.kind, given)
    elif id_type in _RESIDENT:
        yield from _chinese(given, "CHN")
    elif id_type in _PERMITS:
        foreign = reading.holder == "hk_macao_non_chinese" or (
            reading.holder is None and id_type == "hk_macao_permit_non_chinese"
        )
        home = reading.nationality or _home(id_type)
        yield from _foreign(given) if foreign else _chinese(given, *home_of(home))
    elif id_type in _RESIDENCES:
        yield from _chinese(given, *home_of(reading.nationality or _home(id_type)))
    elif id_type == "foreign_permanent_resident_id":
        yield from _foreign(given)
        # The card keeps the nationality of its first issue.
        if given not in CHINESE and reading.nationality not in (None, given):
            yield "nationality_doubtful"
    elif given != "CHN":
        # Birth certificates of foreigners' children; cards of forces and police.
        yield "nationality_doubtful"


def home_of(region: str | None) -> tuple[str, ...]:
    """Return the nationalities under which people of a region may be recorded."""
    return ("CHN", region) if region else ("CHN", "HKG", "MAC")


def _home(id_type: str) -> str | None:
    return "TWN" if id_type.startswith("taiwan") else None


def _chinese(given: str, *usual: str) -> Iterator[str]:
    if given in usual:
        return
    yield "nationality_doubtful" if given in CHINESE else "nationality_contradicts"


def _foreign(given: str) -> Iterator[str]:
    if given == "CHN":
        yield "nationality_contradicts"
    elif given in CHINESE:
        yield "nationality_doubtful"


def _of_passport(id_type: str, kind: str | None, given: str) -> Iterator[str]:
    if id_type == "foreign_passport":
        yield from _foreign(given)
        return
    usual = {"hk": ("CHN", "HKG"), "macao": ("CHN", "MAC")}.get(kind or "", ("CHN",))
    # A number's form alone does not name its issuer: nothing is refused for it.
    if kind not in (None, "foreign") and given not in usual:
        yield "nationality_doubtful"


def _of_zone(told: str | None, given: str) -> Iterator[str]:
    from infoverify.validators import _mrz  # noqa: PLC0415 - as above

    if told is None or told == given or told.startswith("X"):
        return
    if told in ("GBD", "GBN", "GBO", "GBP", "GBS"):
        told = "GBR"
    if told in CHINESE and given in CHINESE:
        if "CHN" not in (told, given):
            yield "nationality_doubtful"
    elif told != given and told in _mrz.OTHER_ISSUERS:
        yield "nationality_doubtful"
    elif told != given:
        yield "nationality_contradicts"


def shared_form(id_type: str, reading: Any) -> bool:  # noqa: ANN401
    """Return whether a good number has the form of another type's all the same."""
    if id_type == "foreign_passport":
        return reading.kind not in (None, "foreign", "mrz")
    if id_type == "passport":
        return _foreign_passport(reading)
    return id_type in _MILITARY and _CARDS.get(reading.kind or "", id_type) != id_type


def candidates(id_type: str | None) -> Iterator[tuple[str, str]]:
    """Return the types, with their validators, that a number could be of instead."""
    same = _RESIDENT if id_type in _RESIDENT else (id_type,)
    table = _BODIES if id_type in _ORGANISATIONS else _PERSONS
    yield from (row for row in table if row[0] not in same)
    # Nearly every number fits it: it is named only beside its sister.
    if id_type == "passport":
        yield "foreign_passport", "passport"


# Doubts that speak against the type itself.
_UNFIT: Final = frozenset({"placeholder", "form_unverified", "form_unusual"})


def is_fit(id_type: str, reading: Any) -> bool:  # noqa: ANN401
    """Return whether a number that is not refused shows itself to be of this type."""
    if not _UNFIT.isdisjoint(reading.problems + reading.hints):
        return False
    if id_type in _PERMITS:
        return bool(reading.holder == _PERMITS[id_type][0])
    if id_type in _RESIDENCES:
        return reading.nationality in _RESIDENCES[id_type]
    if id_type in _MILITARY:
        # A bare badge number fits too much; the card's own writing does not.
        marked = "字第" in (reading.normalised or "")
        return marked and _CARDS.get(reading.kind or "") == id_type
    if id_type == "passport":
        return not _foreign_passport(reading)
    if id_type == "foreign_passport":
        return _foreign_passport(reading) and "length_unusual" not in reading.hints
    if id_type == "business_licence":
        return len(reading.normalised or "") == 15
    return True
