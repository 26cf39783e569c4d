"""Tax registration number (税务登记证号, 纳税人识别号) of before 2015-10-01: legacy.

* 15 characters: six digits of the region and the nine of the organisation code;
* 15 digits of other layout: numbers of the tax bureau, or a first-generation identity
  number;
* 17, 18 or 20: a sole trader's identity number, with two or five digits more.

Certificates print words around it (京税证字…号), which are folded. They were abolished
when three certificates became one; since then the unified social credit code is the
taxpayer's number. All of this is known from practice, so a right form is good with the
hint ``legacy_form`` and little is refused.

>>> reading = inspect("110108M00010233")
>>> reading.valid, reading.hints, reading.organisation_code
(True, ('legacy_form',), 'M00010233')
>>> inspect("91110108M000102335").hints
('unified_code',)
>>> inspect("110108M00010234").valid, inspect("110108M00010234").problems
(None, ('inner_code_checksum',))
>>> inspect("京税证字110108M00010233号").normalised
'110108M00010233'
>>> inspect("110108M0001023").problems, inspect("税号110108M000102").problems
(('length',), ('format',))

As every validator does, this one refuses what is no text, what a spreadsheet spoilt,
several numbers in one field, and digits of another script:

>>> inspect(" ").problems, inspect(7).problems, inspect(1.1e8).problems
(('empty',), ('wrong_type',), ('spreadsheet_damage',))
>>> inspect("110108M00010233, 110105194912310038").problems
('several_values',)
>>> inspect("110108M0001023٣").problems
('format', 'other_script_digits')

Sources: KNOWN, and public accounts of the composition (FOUND).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify._text import Folded
from infoverify.validators import _entry, _mod_11_2, _registrar, organisation_code
from infoverify.validators._inspection import Inspection, accepted, validated

if TYPE_CHECKING:
    from datetime import date

    from infoverify.validators._inspection import CodeClass

KIND: Final = "tax_registration"

CODES: Final[dict[str, CodeClass]] = {
    **_entry.CODES,
    "inner_code_checksum": "doubts",
    "province_unknown": "doubts",
    "form_unverified": "unknown",
    "legacy_form": "hints",
    "unified_code": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    **_entry.TEXTS,
    "inner_code_checksum": (
        "内含组织机构代码的校验码不符",
        "The embedded organisation code fails its own check",
    ),
    "province_unknown": ("行政区划的省份不存在", "No such province"),
    "form_unverified": ("号码格式未经核实", "A form that was not verified"),
    "legacy_form": (
        "税务登记证已并入营业执照",
        "A number of the abolished certificate",
    ),
    "unified_code": ("是统一社会信用代码", "A unified social credit code"),
}


class TaxRegistration(Inspection):
    """The reading of a tax registration number.

    Attributes:
        region: the first six digits, of a number of fifteen characters.
        organisation_code: the nine after them, where they form one.
    """

    FACTS = ("region", "organisation_code")
    __slots__ = FACTS
    KIND = KIND
    FIELD = "id_number"

    region: str | None
    organisation_code: str | None


def compact(value: object) -> str:
    """Return the characters: half width, capitals, no spaces or hyphens."""
    return _fold(_entry.number_of(value, KIND)).text


def _fold(value: str) -> Folded:
    """Return the clean number, without the words that certificates print around it."""
    text, changes = _entry.fold(value)
    office, word, number = text.partition("字")
    number = number.removeprefix("第").removesuffix("号")
    if word and len(office) <= 8 and "税" in office and number.isascii() and number:
        return Folded(number, (*changes, "certificate_words"))
    return Folded(text, changes)


def inspect(
    value: object,
    *,
    at: date | None = None,  # noqa: ARG001 - one shape for all validators
) -> TaxRegistration:
    """Return the reading of one number; never raises."""
    refused = _entry.screen(value)
    if refused or not isinstance(value, str):
        return _entry.unread(TaxRegistration, refused or "wrong_type")
    text, changes = _fold(value)
    region = code = None
    found: tuple[str, ...]
    if len(text) not in (15, 17, 18, 20):
        found = _entry.second_look(value, ("length",), inspect)
    elif not (text.isascii() and text.isalnum()):
        found = _entry.second_look(value, ("format",), inspect)
    elif len(text) == 15:
        found = _judge_fifteen(text)
        region = text[:6] if text[:6].isdecimal() else None
        inner = text[6:]
        code = inner if region and organisation_code.is_valid(inner) else None
    else:
        found = _judge_longer(text)
    return _entry.conclude(
        TaxRegistration,
        CODES,
        value,
        text,
        found,
        changes=changes,
        region=region,
        organisation_code=code,
    )


def _judge_fifteen(text: str) -> tuple[str, ...]:
    if not text[:6].isdecimal():
        return ("form_unverified",)
    if _entry.repeated(text[6:]) or _entry.sequential(text):
        return ("placeholder", "legacy_form")
    if _registrar.place(text[:6]) == "no_province":
        return ("province_unknown", "legacy_form")
    # Fifteen digits may be a bureau's own number or a person's, which hold no code.
    if text.isdecimal() or organisation_code.is_valid(text[6:]):
        return ("legacy_form",)
    return ("inner_code_checksum", "legacy_form")


def _judge_longer(text: str) -> tuple[str, ...]:
    if _entry.repeated(text):
        return ("placeholder",)
    first = text[:18]
    person = (
        len(first) == 18 and _mod_11_2.well_formed(first) and _mod_11_2.passes(first)
    )
    short = text[:15].isdecimal() and text[15:] in ("00", "00000", "01", "02")
    if (len(text) in (18, 20) and person) or (len(text) in (17, 20) and short):
        return ("legacy_form",)
    if len(text) != 18:
        return ("form_unverified",)
    if _entry.digits_lost(text):
        return ("spreadsheet_damage",)
    if text[2:8].isdecimal() and organisation_code.is_valid(text[8:17]):
        return ("unified_code",)
    return ("form_unverified",)


def validate(value: object, *, at: date | None = None) -> str:
    """Return the clean form, or raise what refuses it."""
    return validated(inspect(value, at=at))


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Return whether nothing refuses the value."""
    return inspect(value, at=at).valid is not False


def format(value: object) -> str:  # noqa: A001 - python-stdnum's verb
    """Return the number as the certificate prints it, without separators."""
    return compact(value)


def get_organisation_code(value: object) -> str | None:
    """Return the embedded organisation code, for a number that is not refused."""
    return accepted(inspect(value)).organisation_code
