"""One door to all identity documents (证件), for persons and organisations.

The number is read by the validator of its document type, and its facts are held against
what else is known of the person:

>>> from datetime import date
>>> reading = inspect("110105194912310038", id_type="resident_id")
>>> reading.valid, reading.validator, reading.birth_date
(True, 'resident_id', datetime.date(1949, 12, 31))
>>> reading = inspect(
...     "110105194912310038", id_type="resident_id", birth_date=date(1949, 12, 13)
... )
>>> reading.valid, reading.problems
(False, ('birth_date_contradicts',))
>>> inspect("HA6888001", id_type="hk_macao_permit_non_chinese", nationality="CHN").problems
('nationality_contradicts',)

A number that fits another type says which, as a fact; the type is never guessed:

>>> reading = inspect("81000019940823003X", id_type="resident_id")
>>> reading.problems, reading.hints, reading.looks_like
(('other_document',), ('looks_like_other_type',), ('hk_macao_residence_permit',))

The codes are those of the type's validator, then those of this module. What the law of
the document decides refuses (``nationality_contradicts``, ``birth_date_contradicts``,
``other_document``); what it does not decide is doubted (``nationality_doubtful``,
``birth_date_doubtful``, ``holder_contradicts``, ``not_chinese_form``). Holders of
documents for Hong Kong, Macao and Taiwan may be recorded as CHN or as HKG, MAC, TWN.
``None`` with a hint is the answer for ``other``, which no standard describes
(``type_other``), and for types that are not in the table (``id_type_unknown``).

Sources: 居民身份证法 arts. 2 and 3; 国籍法 arts. 3 and 9; 港澳台居民居住证申领发放办法 art. 2;
notice of 2024-07-10 on permits of non-Chinese residents; the matrix of types and
nationalities in insurers' front ends (practice).
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from infoverify._text import is_text, plain
from infoverify.validators import _document_facts as facts
from infoverify.validators import _entry
from infoverify.validators._inspection import Inspection, refusal, verdict_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from infoverify.validators._inspection import CodeClass

KIND: Final = "identity_document"

#: Document type → the validator that reads its number.
VALIDATORS: Final[dict[str, str | None]] = {
    "resident_id": "resident_id",
    "temporary_resident_id": "resident_id",
    "household_register": "resident_id",
    "birth_certificate": "birth_certificate",
    "passport": "passport",
    "foreign_passport": "passport",
    "hk_macao_permit": "travel_permit",
    "hk_macao_permit_non_chinese": "travel_permit",
    "taiwan_permit": "travel_permit",
    "hk_macao_residence_permit": "residence_permit",
    "taiwan_residence_permit": "residence_permit",
    "foreign_permanent_resident_id": "permanent_resident_id",
    "officer_id": "military_id",
    "soldier_id": "military_id",
    "armed_police_id": "military_id",
    "police_id": "military_id",
    "other": None,
    "uscc": "uscc",
    "organisation_code": "organisation_code",
    "business_licence": "business_licence",
    "tax_registration": "tax_registration",
}

#: The codes of this module; a reading has those of its type's validator as well.
CODES: Final[dict[str, CodeClass]] = {
    "empty": "refuses",
    "wrong_type": "refuses",
    "spreadsheet_damage": "refuses",
    "other_document": "refuses",
    "birth_date_contradicts": "refuses",
    "nationality_contradicts": "refuses",
    "birth_date_doubtful": "doubts",
    "nationality_doubtful": "doubts",
    "holder_contradicts": "doubts",
    "not_chinese_form": "doubts",
    "type_other": "unknown",
    "id_type_unknown": "unknown",
    "looks_like_other_type": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("未填写", "Nothing was given"),
    "wrong_type": ("不是文本", "Not a text"),
    "spreadsheet_damage": (
        "号码被电子表格改写，位数已丢失",
        "Damaged by a spreadsheet; digits are lost",
    ),
    "other_document": ("是另一种证件的号码", "The number of another document"),
    "birth_date_contradicts": (
        "出生日期与证件号码不一致",
        "The birth date contradicts the number",
    ),
    "nationality_contradicts": (
        "国籍与证件不符",
        "The nationality contradicts the document",
    ),
    "birth_date_doubtful": (
        "出生日期与证件号码似不一致",
        "The birth date seems to contradict the number",
    ),
    "nationality_doubtful": (
        "国籍或地区与证件少见搭配",
        "An unusual nationality for the document",
    ),
    "holder_contradicts": (
        "号码属于同类证件的另一种持有人",
        "The number is for another kind of holder",
    ),
    "not_chinese_form": (
        "不是已知的中国护照号码格式",
        "Not a known form of a Chinese passport",
    ),
    "type_other": ("其他证件没有可核对的标准", "No standard for other documents"),
    "id_type_unknown": ("证件类型未收录", "Document type not in our table"),
    "looks_like_other_type": (
        "号码像另一种证件的号码",
        "The number fits another document type",
    ),
}

# Facts that a validator's reading may have, by the names they get here.
_PASSED: Final = {
    "birth_date": "birth_date",
    "sex": "sex",
    "nationality": "nationality",
    "region": "region",
    "document_number": "document_number",
    "holder": "holder",
    "kind": "document_kind",
}


class IdentityDocument(Inspection):
    """The reading of a number under a document type.

    Attributes:
        id_type: the type as given; ``None`` if it was no text.
        validator: the name of the validator that read the number, or ``None``.
        looks_like: document types that the number fits instead.
        document_kind: the validator's own ``kind`` (a passport's, a military card's).

    The others are facts of the validator's reading, ``None`` where it has none.
    """

    FACTS = (
        *("id_type", "validator", "looks_like", "birth_date", "sex", "nationality"),
        *("region", "document_number", "holder", "document_kind"),
    )
    __slots__ = FACTS
    KIND = KIND
    FIELD = "id_number"

    id_type: str | None
    validator: str | None
    looks_like: tuple[str, ...]
    birth_date: date | None
    sex: str | None
    nationality: str | None
    region: str | None
    document_number: str | None
    holder: str | None
    document_kind: str | None


def validator_of(id_type: object) -> ModuleType | None:
    """Return the validator's module for a document type, ``None`` if there is none."""
    name = VALIDATORS.get(plain(id_type)) if is_text(id_type) else None
    return _module(name) if name else None


@cache
def _module(name: str) -> ModuleType:
    return import_module(f"infoverify.validators.{name}")


@cache
def _codes(module: ModuleType) -> Mapping[str, CodeClass]:
    return MappingProxyType({**CODES, **module.CODES})


def codes_of(id_type: object) -> Mapping[str, CodeClass]:
    """Return every code that a reading under this type can have, with its class."""
    module = validator_of(id_type)
    return _codes(module) if module else CODES


def texts_of(id_type: object) -> Mapping[str, tuple[str, str]]:
    """Return the sentences of every code that a reading under this type can have."""
    module = validator_of(id_type)
    return {**TEXTS, **module.TEXTS} if module else TEXTS


def inspect(
    value: object,
    *,
    id_type: object,
    nationality: object = None,
    birth_date: object = None,
    at: date | None = None,
) -> IdentityDocument:
    """Return the reading of ``value`` as a document of type ``id_type``.

    ``nationality`` is an ISO 3166-1 alpha-3 code, ``birth_date`` a date or
    ``YYYY-MM-DD``; what is neither is not compared. Never raises for data.
    """
    module = validator_of(id_type)
    if module is None or not is_text(id_type):
        return _unjudged(value, id_type, at)
    name = plain(id_type)
    reading = module.inspect(value, at=at)
    country = _country(nationality)
    own = facts.contradictions(name, reading, country, _day(birth_date))
    looks_like: tuple[str, ...] = ()
    if reading.valid is not True or own or facts.shared_form(name, reading):
        looks_like = _looks_like(value, name, at)
    problems: tuple[str, ...] = reading.problems
    hints: tuple[str, ...] = reading.hints
    if own:
        # What the validator said already is not said twice.
        problems += tuple(code for code in own if code not in problems)
    idle = facts.of_no_weight(name, country, reading)
    if idle:
        problems = tuple(code for code in problems if code not in idle)
        hints = tuple(code for code in hints if code not in idle)
    if looks_like:
        hints = (*hints, "looks_like_other_type")
    return IdentityDocument(
        verdict_of((*problems, *hints), _codes(module)),
        problems,
        hints,
        normalised=reading.normalised,
        normalised_from=reading.normalised_from,
        changes=reading.changes,
        id_type=name,
        validator=VALIDATORS[name],
        looks_like=looks_like,
        **_passed(name, reading),
    )


def _passed(id_type: str, reading: Inspection) -> dict[str, object]:
    found: dict[str, object] = {}
    for there in type(reading).FACTS:
        here = _PASSED.get(there)
        if here is not None:
            found[here] = getattr(reading, there)
    if id_type == "foreign_passport" and found["document_kind"] != "mrz":
        # The form of a number names no issuer.
        found.update(nationality=None, document_kind="foreign")
    return found


def _unjudged(value: object, id_type: object, at: date | None) -> IdentityDocument:
    """Return the reading of a number whose type no standard describes."""
    name = plain(id_type) if is_text(id_type) else None
    refused = _entry.screen(value, longest=4096)
    if refused and refused != "length":
        return IdentityDocument(False, (refused,), id_type=name, looks_like=())
    looks_like = _looks_like(value, name, at)
    hints = ["type_other" if name == "other" else "id_type_unknown"]
    if looks_like:
        hints.append("looks_like_other_type")
    text: str | None = None
    given: str | None = None
    changes: tuple[str, ...] = ()
    if refused is None and is_text(value):
        text, changes = _entry.fold(value)
        given = plain(value) if plain(value) != text else None
    return IdentityDocument(
        None,
        (),
        tuple(hints),
        normalised=text,
        normalised_from=given,
        changes=changes,
        id_type=name,
        looks_like=looks_like,
    )


def _looks_like(value: object, id_type: str | None, at: date | None) -> tuple[str, ...]:
    found = []
    for other, name in facts.candidates(id_type):
        module = import_module(f"infoverify.validators.{name}")
        reading = module.inspect(value, at=at)
        if reading.valid is not False and facts.is_fit(other, reading):
            found.append(other)
    return tuple(found)


def _country(value: object) -> str | None:
    """Return an alpha-3 code in capitals, ``None`` for anything else."""
    if not is_text(value):
        return None
    text = plain(value).strip().upper() if str.__len__(value) < 16 else ""
    return text if len(text) == 3 and text.isascii() and text.isalpha() else None


def _day(value: object) -> date | None:
    if issubclass(type(value), datetime):
        return value.date()  # type: ignore[attr-defined,no-any-return]
    if issubclass(type(value), date):
        return value  # type: ignore[return-value]
    if is_text(value) and str.__len__(value) == 10:
        try:
            return date.fromisoformat(plain(value))
        except ValueError:
            return None
    return None


def compact(value: object, *, id_type: object) -> str:
    """Return the number's clean form under its type.

    Raises:
        Empty: nothing was given.
        InvalidFormat: it is no text.
    """
    module = validator_of(id_type)
    if module is None:
        return _entry.fold(_entry.text_of(value, KIND)).text
    result: str = module.compact(value)
    return result


def validate(value: object, *, id_type: object, **known: Any) -> str:  # noqa: ANN401 - passed on
    """Return the clean form, or raise what refuses it; ``known`` as for ``inspect``."""
    reading = inspect(value, id_type=id_type, **known)
    if reading.valid is False:
        raise refusal(reading.problems[0], KIND)
    return reading.normalised or ""


def is_valid(value: object, *, id_type: object, **known: Any) -> bool:  # noqa: ANN401 - passed on
    """Return whether nothing refuses the value; ``known`` as for ``inspect``."""
    return inspect(value, id_type=id_type, **known).valid is not False
