"""Beneficiaries (受益人): who they are to the insured, in which order, with what share.

Source: 保险法 (2015) art. 39, 40, 42.
"""

from __future__ import annotations

from decimal import Context, localcontext
from typing import TYPE_CHECKING, Any, Final, TypeVar

from infoverify.checks.dates import years_between
from infoverify.checks.people import same_person
from infoverify.language.meaning import Offending, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from infoverify.subject import Part

_EXACT: Final = Context(prec=100)
_T = TypeVar("_T")


def _designated(beneficiaries: Iterable[Part]) -> list[Part]:
    return [part for part in beneficiaries if part.get("kind") != "statutory"]


def statutory_heirs(subject: Part) -> bool:
    """Return whether a part stands for whoever inherits by law: nobody is named."""
    return "kind" in subject.struct and subject.get("kind") == "statutory"


def beneficiary_differs(subject: Part, insured: tuple[Part, ...]) -> bool | None:
    """Return False where the beneficiary is one of the insured that he is named for."""
    index = subject.get("insured_index")
    named = [part for part in insured if index is None or part.index == index]
    answers = [same_person(subject, part) for part in named]
    if True in answers:
        return False
    return None if None in answers or not answers else True


def designated_groups(
    rows: Iterable[tuple[_T, object, tuple[object, ...]]],
) -> Iterable[list[_T]]:
    """Return those designated by what they have in common; a row: who, kind, what."""
    groups: dict[tuple[object, ...], list[_T]] = {}
    for who, kind, common in rows:
        if kind != "statutory":
            groups.setdefault(common, []).append(who)
    return groups.values()


def _groups(beneficiaries: Iterable[Part], *fields: str) -> Iterable[list[Part]]:
    return designated_groups(
        (part, part.get("kind"), tuple(map(part.get, fields))) for part in beneficiaries
    )


def adds_up(shares: list[Any]) -> bool | None:
    """Return whether the shares of one group are 100 in all, ``None`` if one lacks.

    A group without any share is complete: the law then divides equally (art. 40).
    """
    given = [share for share in shares if share is not None]
    if not given:
        return True
    # In hundredths, and exact in any context: the host's may round, or trap.
    if set(map(type, given)) == {int}:
        over = (sum(given) - 100) * 100
    else:
        with localcontext(_EXACT):
            over = (sum(given) - 100) * 100
    # Three equal shares are written as 33.33: each may be off by a hundredth.
    if over > len(given) or min(given) < 0:
        return False
    if len(given) < len(shares):
        return None
    return bool(over >= -len(given))


def shares_complete(beneficiaries: tuple[Part, ...]) -> bool | Offending | Unknown:
    """Return whether shares add up to 100 per insured, purpose and order."""
    offending: list[str] = []
    unknown = False
    for parts in _groups(beneficiaries, "insured_index", "purpose", "order"):
        answer = adds_up([part.get("share") for part in parts])
        unknown = unknown or answer is None
        if answer is False:
            offending += [part.path("share") for part in parts]
    if offending:
        return Offending(tuple(offending))
    return Unknown("absent") if unknown else True


def share_given(subject: Part, beneficiaries: tuple[Part, ...]) -> bool:
    """Return whether a beneficiary has a share, where others of his order have one.

    Where nobody has, the law divides equally (art. 40), and nobody needs one.
    """
    if subject.get("share") is not None:
        return True
    for parts in _groups(beneficiaries, "insured_index", "purpose", "order"):
        if any(part.role == subject.role for part in parts):
            return all(part.get("share") is None for part in parts)
    return True


def in_sequence(orders: list[Any]) -> bool:
    """Return whether the orders given run 1, 2, … without a gap."""
    given = set(orders) - {None}
    return not given or given == set(range(1, len(given) + 1))


def orders_complete(beneficiaries: tuple[Part, ...]) -> bool | Offending:
    """Return whether the orders given run 1, 2, … per insured and purpose."""
    offending: list[str] = []
    for parts in _groups(beneficiaries, "insured_index", "purpose"):
        if not in_sequence([part.get("order") for part in parts]):
            offending += [part.path("order") for part in parts]
    return Offending(tuple(offending)) if offending else True


def beneficiaries_distinct(beneficiaries: tuple[Part, ...]) -> bool | Offending:
    """Return whether nobody is named twice for one insured and purpose.

    Only what is certain counts: equal numbers that nothing contradicts.
    """
    offending: dict[str, None] = {}
    for parts in _groups(beneficiaries, "insured_index", "purpose"):
        by_number: dict[object, list[Part]] = {}
        for part in parts:
            number = part.get("id_number")
            if number is not None:
                by_number.setdefault(number, []).append(part)
        for same in by_number.values():
            for part in same[1:]:
                if same_person(same[0], part):
                    offending[same[0].path("id_number")] = None
                    offending[part.path("id_number")] = None
    return Offending(tuple(offending)) if offending else True


def beneficiary_named(beneficiaries: tuple[Part, ...]) -> bool:
    """Return whether anybody is designated; else the estate receives (art. 42)."""
    return any(part.holder is not None for part in _designated(beneficiaries))


def insured_exists(subject: Part, insured: tuple[Part, ...]) -> bool:
    """Return whether the insured that a beneficiary is named for is on record."""
    index = subject.get("insured_index")
    return index is None or any(part.index == index for part in insured)


def _of_employees(
    insured: tuple[Part, ...], beneficiaries: tuple[Part, ...]
) -> list[Part]:
    """Return the designated beneficiaries of insured who are employees."""
    staff = {part.index for part in insured if part.get("relationship") == "employee"}
    alone = staff == {part.index for part in insured}
    return [
        part
        for part in _designated(beneficiaries)
        if staff
        and (
            part.get("insured_index") in staff
            or (alone and part.get("insured_index") is None)
        )
    ]


def employer_not_named(
    policyholder: Part, insured: tuple[Part, ...], beneficiaries: tuple[Part, ...]
) -> bool | Offending | None:
    """Return whether no employer who insures his workers receives the benefit."""
    offending: list[str] = []
    uncertain = False
    for part in _of_employees(insured, beneficiaries):
        answer = same_person(part, policyholder)
        if answer:
            offending.append(part.path("id_number"))
        elif answer is None and part.party == policyholder.party == "organisation":
            uncertain = True
    if offending:
        return Offending(tuple(offending))
    return None if uncertain else True


#: 近亲属 of 民法典 art. 1045, and the insured himself.
_NEAR: Final = frozenset(
    {"self", "spouse", "child", "parent", "grandchild", "grandparent", "sibling"}
)


def employees_kin_named(
    insured: tuple[Part, ...], beneficiaries: tuple[Part, ...]
) -> bool | Offending | Unknown:
    """Return whether employees' benefits go to themselves or their near relatives."""
    offending: list[str] = []
    unknown = False
    for part in _of_employees(insured, beneficiaries):
        kinship = part.get("relationship")
        if part.party == "organisation" or (
            kinship is not None and kinship not in _NEAR
        ):
            offending.append(part.path("relationship"))
        elif kinship is None:
            unknown = True
    if offending:
        return Offending(tuple(offending))
    return Unknown("absent") if unknown else True


_YOUNGER: Final = frozenset({"child", "grandchild"})


def age_gap(kinship: object, parent_gap: int, grandparent_gap: int) -> int | None:
    """Return the years that must lie between, ``None`` for kin of any age."""
    if kinship in ("child", "parent"):
        return parent_gap
    return grandparent_gap if kinship in ("grandchild", "grandparent") else None


def kin_agrees(
    kinship: object, born: date | None, others: Iterable[date | None], gap: int
) -> bool | None:
    """Return whether a birth date fits those of the people that the kinship is to."""
    unknown = False
    for other in others:
        younger, older = (born, other) if kinship in _YOUNGER else (other, born)
        if younger is None or older is None:
            unknown = True
        elif years_between(older, younger) < gap:
            return False
    return None if unknown else True


def kin_age_fits(
    subject: Part, insured: tuple[Part, ...], parent_gap: int, grandparent_gap: int
) -> bool | Unknown:
    """Return whether a beneficiary's age fits what he is to the insured he is named for.

    Children are younger by the gap, parents older; other kin may be of any age.
    """
    kinship = subject.get("relationship")
    gap = age_gap(kinship, parent_gap, grandparent_gap)
    if gap is None:
        return Unknown("absent") if kinship is None else True
    index = subject.get("insured_index")
    others = [
        part.get("birth_date")
        for part in insured
        if index is None or part.index == index
    ]
    answer = kin_agrees(kinship, subject.get("birth_date"), others, gap)
    return Unknown("absent") if answer is None else answer
