"""Functions of parts, answered from rows: no view of a part is made (见 ``types.Swift``).

The answer is the function's own. Whatever is not plain, or needs more than rows tell, is
left to the function itself: ``UNSURE``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from infoverify.checks.beneficiaries import (
    adds_up,
    age_gap,
    designated_groups,
    in_sequence,
    kin_agrees,
)
from infoverify.checks.conduct import OF_EVERYBODY
from infoverify.checks.people import IDENTITY, no_phone_shared, one_person
from infoverify.language.meaning import ABSENT, Offending
from infoverify.language.types import ROW, UNSURE, Swift

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = tuple[Any, ...]
Rows = list[Row]

_NUMBER, _TYPE, _NAME = map(ROW.index, ("id_number", "id_type", "name"))
_BIRTH, _SEX = map(ROW.index, ("birth_date", "sex"))
_MOBILE, _PHONE, _ADDRESS = map(ROW.index, ("mobile", "phone", "address"))
_RELATIONSHIP: Final = ROW.index("relationship")
_KIND, _INDEX, _PURPOSE = map(ROW.index, ("kind", "insured_index", "purpose"))
_ORDER, _SHARE = map(ROW.index, ("order", "share"))


def _same_person(a: Row, b: Row) -> bool | None:
    return one_person(
        (a[_NUMBER], a[_TYPE], a[_NAME], a[_BIRTH], a[_SEX]),
        (b[_NUMBER], b[_TYPE], b[_NAME], b[_BIRTH], b[_SEX]),
    )


def _phones_differ(a: Row, b: Row) -> object:
    answer = no_phone_shared((a[_MOBILE], a[_PHONE]), (b[_MOBILE], b[_PHONE]))
    return ABSENT if answer is None else answer


def _self_agrees(policyholder: Row, insured: Rows) -> object:
    for row in insured:
        if row is not policyholder and row[_RELATIONSHIP] == "self":
            return UNSURE
    return True


def _one_number_one_person(
    policyholder: Row, insured: Rows, beneficiaries: Rows
) -> object:
    seen = set()
    for row in (policyholder, *insured, *beneficiaries):
        number, kind = row[_NUMBER], row[_TYPE]
        if number is None or kind is None:
            continue
        # Numbers of fifteen digits have a second form.
        if (number in seen and row is not policyholder) or len(number) == 15:
            return UNSURE
        seen.add(number)
    return True


def _one_spouse(insured: Rows) -> object:
    spouses = 0
    for row in insured:
        spouses += row[_RELATIONSHIP] == "spouse"
    return True if spouses < 2 else UNSURE


def _named_for(subject: Row, insured: Rows) -> Rows:
    index = subject[_INDEX]
    return [row for i, row in enumerate(insured) if index is None or i == index]


def _beneficiary_differs(subject: Row, insured: Rows) -> bool | None:
    answers = [_same_person(subject, row) for row in _named_for(subject, insured)]
    if True in answers:
        return False
    return None if None in answers or not answers else True


def _shares_complete(beneficiaries: Rows) -> object:
    answer = _one_group(beneficiaries)
    if answer is not UNSURE:
        return answer
    unknown = False
    at_fault: list[int] = []
    for group in _groups(beneficiaries, _INDEX, _PURPOSE, _ORDER):
        complete = adds_up([beneficiaries[i][_SHARE] for i in group])
        unknown = unknown or complete is None
        if complete is False:
            at_fault += group
    if at_fault:
        return _shares_of(at_fault)
    return ABSENT if unknown else True


def _shares_of(places: Iterable[int]) -> Offending:
    return Offending(tuple([f"beneficiaries[{i}].share" for i in places]))


def _one_group(beneficiaries: Rows) -> object:
    """Return the answer in the usual case: one group, its shares in whole numbers."""
    if len(beneficiaries) < 2 and (
        not beneficiaries or beneficiaries[0][_SHARE] in (100, None)
    ):
        # Nobody, one who has it all, or whose share the law fills in.
        return True
    total, group = 0, None
    for row in beneficiaries:
        share = row[_SHARE]
        own = (row[_KIND], row[_INDEX], row[_PURPOSE], row[_ORDER])
        if type(share) is not int or share < 0 or own[0] == "statutory":
            return UNSURE
        if own != (group or own):
            return UNSURE
        total, group = total + share, own
    if total == 100:
        return True
    # A hundred shares may each be off by a hundredth.
    count = len(beneficiaries)
    return _shares_of(range(count)) if count < 100 else UNSURE


def _groups(rows: Rows, *columns: int) -> Iterable[list[int]]:
    """Return the places of those designated, by what they have in common."""
    return designated_groups(
        (i, row[_KIND], tuple([row[c] for c in columns])) for i, row in enumerate(rows)
    )


def _orders_complete(beneficiaries: Rows) -> object:
    at_fault: list[int] = []
    for group in _groups(beneficiaries, _INDEX, _PURPOSE):
        if not in_sequence([beneficiaries[i][_ORDER] for i in group]):
            at_fault += group
    if at_fault:
        return Offending(tuple([f"beneficiaries[{i}].order" for i in at_fault]))
    return True


def _beneficiaries_distinct(beneficiaries: Rows) -> object:
    numbers = [row[_NUMBER] for row in beneficiaries if row[_NUMBER] is not None]
    return True if len(numbers) == len(set(numbers)) else UNSURE


def _beneficiary_named(beneficiaries: Rows) -> object:
    for row in beneficiaries:
        if row[_KIND] not in (None, "statutory"):
            return True
    return UNSURE


def _insured_exists(subject: Row, insured: Rows) -> bool:
    return subject[_INDEX] is None or subject[_INDEX] in range(len(insured))


def _kin_age_fits(
    subject: Row, insured: Rows, parent_gap: int, grandparent_gap: int
) -> object:
    kinship = subject[_RELATIONSHIP]
    gap = age_gap(kinship, parent_gap, grandparent_gap)
    if gap is None:
        return ABSENT if kinship is None else True
    others = [row[_BIRTH] for row in _named_for(subject, insured)]
    answer = kin_agrees(kinship, subject[_BIRTH], others, gap)
    return ABSENT if answer is None else answer


def _no_employees(insured: Rows) -> object:
    for row in insured:
        if row[_RELATIONSHIP] == "employee":
            return UNSURE
    return True


def _employer_not_named(_: Row, insured: Rows, __: Rows) -> object:
    return _no_employees(insured)


def _employees_kin_named(insured: Rows, _: Rows) -> object:
    return _no_employees(insured)


_OF_EVERYBODY: Final = tuple(map(ROW.index, OF_EVERYBODY))


def _information_complete(policyholder: Row, insured: Rows) -> object:
    if policyholder[_MOBILE] is policyholder[_PHONE] is None:
        return UNSURE
    for row in (policyholder, *insured):
        for column in _OF_EVERYBODY:
            if row[column] is None:
                return UNSURE
        if row is not policyholder and row[_RELATIONSHIP] is None:
            return UNSURE
    return UNSURE if policyholder[_ADDRESS] is None else True


def _form_agrees(*_: object) -> bool:
    # A case with a form is left to the definition; without one nothing can disagree.
    return True


SAME_PERSON: Final = Swift(IDENTITY, _same_person, sure=True)
PHONES_DIFFER: Final = Swift(("mobile", "phone"), _phones_differ, sure=True)
SELF_AGREES: Final = Swift(("relationship",), _self_agrees)
ONE_NUMBER_ONE_PERSON: Final = Swift(("id_number", "id_type"), _one_number_one_person)
ONE_SPOUSE: Final = Swift(("relationship",), _one_spouse)
BENEFICIARY_DIFFERS: Final = Swift(
    (*IDENTITY, "insured_index"), _beneficiary_differs, sure=True
)
SHARES_COMPLETE: Final = Swift(
    ("kind", "insured_index", "purpose", "order", "share"), _shares_complete, sure=True
)
ORDERS_COMPLETE: Final = Swift(
    ("kind", "insured_index", "purpose", "order"), _orders_complete, sure=True
)
BENEFICIARIES_DISTINCT: Final = Swift(("id_number",), _beneficiaries_distinct)
BENEFICIARY_NAMED: Final = Swift(("kind",), _beneficiary_named)
INSURED_EXISTS: Final = Swift(("insured_index",), _insured_exists, sure=True)
KIN_AGE_FITS: Final = Swift(
    ("relationship", "insured_index", "birth_date"), _kin_age_fits, sure=True
)
EMPLOYER_NOT_NAMED: Final = Swift(("relationship",), _employer_not_named)
EMPLOYEES_KIN_NAMED: Final = Swift(("relationship",), _employees_kin_named)
INFORMATION_COMPLETE: Final = Swift(
    (
        *OF_EVERYBODY,
        *("mobile", "phone", "address", "relationship"),
    ),
    _information_complete,
)
FORM_AGREES: Final = Swift((), _form_agrees, sure=True)
