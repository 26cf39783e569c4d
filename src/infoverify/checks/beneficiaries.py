"""Beneficiaries (受益人): who they are to the insured, in which order, with what share.

Source: 保险法 (2015) art. 39, 40, 42.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from infoverify.checks.people import same_person
from infoverify.language.meaning import Offending, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from infoverify.subject import Part

# Three equal shares are written as 33.33: each may be off by a hundredth.
_ROUNDING: Final = Decimal("0.01")


def beneficiary_differs(subject: Part, insured: tuple[Part, ...]) -> bool | None:
    """Return False where the beneficiary is one of the insured that he is named for."""
    index = subject.get("insured_index")
    named = [part for part in insured if index is None or part.index == index]
    answers = [same_person(subject, part) for part in named]
    if True in answers:
        return False
    return None if None in answers or not answers else True


def _groups(
    beneficiaries: Iterable[Part], *fields: str
) -> dict[tuple[object, ...], list[Part]]:
    groups: dict[tuple[object, ...], list[Part]] = {}
    for part in beneficiaries:
        get = part.get
        if get("kind") != "statutory":
            groups.setdefault(tuple(map(get, fields)), []).append(part)
    return groups


def shares_complete(beneficiaries: tuple[Part, ...]) -> bool | Offending | Unknown:
    """Return whether shares add up to 100 per insured, purpose and order.

    A group without any share is complete: the law then divides equally (art. 40).
    """
    if len(beneficiaries) == 1:
        # One alone, with a whole number: the most usual case.
        share = beneficiaries[0].get("share")
        if share == 100 or share is None:
            return True
    offending: list[str] = []
    unknown = False
    for parts in _groups(beneficiaries, "insured_index", "purpose", "order").values():
        shares = [part.get("share") for part in parts]
        given = [share for share in shares if share is not None]
        if not given:
            continue
        total = sum(given)
        if total == 100 and len(given) == len(shares) and min(given) >= 0:
            continue
        slack = _ROUNDING * len(given)
        wrong = total > 100 + slack or min(given) < 0
        if len(given) == len(shares):
            wrong = wrong or total < 100 - slack
        elif not wrong:
            unknown = True
        if wrong:
            offending += [part.path("share") for part in parts]
    if offending:
        return Offending(tuple(offending))
    return Unknown("absent") if unknown else True


def orders_complete(beneficiaries: tuple[Part, ...]) -> bool | Offending:
    """Return whether the orders given run 1, 2, … per insured and purpose."""
    offending: list[str] = []
    for parts in _groups(beneficiaries, "insured_index", "purpose").values():
        orders = {part.get("order") for part in parts} - {None}
        if orders and orders != set(range(1, len(orders) + 1)):
            offending += [part.path("order") for part in parts]
    return Offending(tuple(offending)) if offending else True
