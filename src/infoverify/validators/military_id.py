"""Numbers of military and police cards (军官证, 士兵证, 武警警官证, 警官证): form only.

No public standard gives these numbers' form; practice knows:

* officers' cards 军官证: a character or two for the arm or region, 字第, four to eight
  digits, 号 (``军字第2001988号``); armed police 武警警官证: 武字第…号;
* soldiers' and sergeants' cards 士兵证, 士官证: the same with a region's character or 士
  (``沈字第0100088号``); civil cadres 文职干部证: 文字第…号;
* people's police 警官证: the badge, six or seven digits.

A text of such a form is good; anything else that could be a number is ``None`` with
``form_unverified`` (cards changed with the reform of 2016), and refused is only what
cannot be one: no digit in it, under four or over 24 characters, marks and symbols.

>>> inspect("军字第2001988号").kind, inspect("士字第 00280188 号").kind
('officer', 'soldier')
>>> inspect("051188").kind, inspect("警字第051188号").kind
('police', 'police')
>>> inspect("ABC20019").valid, inspect("ABC20019").hints
(None, ('form_unverified',))
>>> inspect("军官证").problems, inspect("军字第(无)号").problems
(('length',), ('format',))

As every validator does, this one refuses what is no text, what a spreadsheet spoilt,
several numbers in one field, and digits of another script:

>>> inspect(" ").problems, inspect(7).problems, inspect(1.1e8).problems
(('empty',), ('wrong_type',), ('spreadsheet_damage',))
>>> inspect("军字第2001988号, 士字第280188号").problems
('several_values',)
>>> inspect("军字第200198٨号").problems
('format', 'other_script_digits')

Sources: practice seen in public validators and insurers' front ends (FOUND); KNOWN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.validators import _entry
from infoverify.validators._inspection import Inspection, accepted, validated

if TYPE_CHECKING:
    from datetime import date

    from infoverify.validators._inspection import CodeClass

KIND: Final = "military_id"

CODES: Final[dict[str, CodeClass]] = {
    **_entry.CODES,
    "form_unverified": "unknown",
    "sequential_digits": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    **_entry.TEXTS,
    "form_unverified": (
        "号码格式没有公开标准可核对",
        "No public standard for this form",
    ),
    "sequential_digits": ("数字连续", "Digits in sequence"),
}

# The character before 字第 → whose card; others are regions and arms of the forces.
_KINDS: Final = {
    "军": "officer",
    "海": "officer",
    "空": "officer",
    "政": "officer",
    "参": "officer",
    "后": "officer",
    "装": "officer",
    "士": "soldier",
    "兵": "soldier",
    "沈": "soldier",
    "文": "civil",
    "武": "armed_police",
    "警": "police",
}
# Numbers are written after these; they say nothing.
_MARKS: Final = frozenset("№.:#/、")


class MilitaryId(Inspection):
    """The reading of a military or police card's number.

    Attributes:
        kind: ``officer, soldier, civil, armed_police, police`` or ``None``: the first
            character tells it where practice is plain.
    """

    FACTS = ("kind",)
    __slots__ = FACTS
    KIND = KIND
    FIELD = "id_number"

    kind: str | None


def compact(value: object) -> str:
    """Return the number without spaces and hyphens, in half width."""
    return _entry.fold_bracketed(_entry.number_of(value, KIND)).text


def inspect(
    value: object,
    *,
    at: date | None = None,  # noqa: ARG001 - one shape for all validators
) -> MilitaryId:
    """Return the reading of one number; never raises."""
    refused = _entry.screen(value)
    if refused or not isinstance(value, str):
        return _entry.unread(MilitaryId, refused or "wrong_type")
    text, changes = _entry.fold_bracketed(value)
    kind = None
    found: tuple[str, ...] = ()
    if not 4 <= len(text) <= 24:
        found = _entry.second_look(value, ("length",), inspect)
    elif text.count("字第") > 1:  # a stroke between them may belong to one number
        found = ("several_values",)
    elif "." in text and _entry.damaged(text):
        found = ("spreadsheet_damage",)
    elif not _plausible(text):
        found = _entry.second_look(value, ("format",), inspect)
    else:
        good, kind, digits = _parts(text)
        found = () if good else ("form_unverified",)
        if _entry.repeated(digits):
            found = ("placeholder", *found)
        elif _entry.sequential(digits):
            found = (*found, "sequential_digits")
    return _entry.conclude(
        MilitaryId, CODES, value, text, found, changes=changes, kind=kind
    )


def _plausible(text: str) -> bool:
    """Return whether a digit and nothing but what such a number is written with."""
    return any("0" <= c <= "9" for c in text) and all(
        "0" <= c <= "9" or "A" <= c <= "Z" or "\u3400" <= c <= "\u9fff" or c in _MARKS
        for c in text
    )


def _parts(text: str) -> tuple[bool, str | None, str]:
    """Return whether the form is one of practice, whose card it is, and the digits."""
    if text.isdecimal():
        police = len(text) in (6, 7)
        return police, "police" if police else None, text
    prefix, mark, rest = text.partition("字第")
    digits = rest.removesuffix("号")
    good = (
        bool(mark)
        and 1 <= len(prefix) <= 4
        and all("\u3400" <= c <= "\u9fff" for c in prefix)
        and digits.isdecimal()
        and digits.isascii()
        and 4 <= len(digits) <= 8
    )
    return good, _KINDS.get(text[0]), "".join(c for c in text if c.isdecimal())


def validate(value: object, *, at: date | None = None) -> str:
    """Return the clean form, or raise what refuses it."""
    return validated(inspect(value, at=at))


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Return whether nothing refuses the value."""
    return inspect(value, at=at).valid is not False


def format(value: object) -> str:  # noqa: A001 - python-stdnum's verb
    """Return the number as the card prints it, without spaces."""
    return compact(value)


def get_kind(value: object) -> str | None:
    """Return whose card it is, for a number that is not refused."""
    return accepted(inspect(value)).kind
