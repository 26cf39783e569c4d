"""Conduct (行为): what must be in order before money is paid and data are opened.

Sources: 保监发〔2013〕82号 D5-3, D7, D8 (deck numbering); 大客户信息收集管理办法.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from infoverify.language.meaning import Offending

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from infoverify.subject import Part

_OF_EVERYBODY: Final = ("name", "sex", "birth_date", "id_type", "id_number")


def customer_information_complete(
    policyholder: Part, insured: tuple[Part, ...]
) -> bool | Offending:
    """Return whether nothing is missing of what D5-3 asks before approval.

    Where a phone is missing both places for one are named. What an insured has from
    the policyholder is the policyholder's to give.
    """
    missing = _missing(policyholder, _OF_EVERYBODY)
    phones = [field for field in ("mobile", "phone") if policyholder.has(field)]
    if all(policyholder.state(field) != "present" for field in phones):
        missing += [policyholder.path(field) for field in phones]
    missing += _missing(policyholder, ("address",))
    for part in insured:
        own = [field for field in _OF_EVERYBODY if not part.inherits(field)]
        missing += _missing(part, (*own, "relationship"))
    return Offending(tuple(missing)) if missing else True


def _missing(part: Part, fields: Iterable[str]) -> list[str]:
    return [
        part.path(field)
        for field in fields
        if part.has(field) and part.state(field) != "present"
    ]


def access_allowed(
    institution: str, department: str, post: str, data_class: str, grants: Iterable[str]
) -> bool | None:
    """Return whether one of the grants opens a class of data to a post.

    A grant reads ``institution/department/post/class``; ``*`` stands for any. A grant
    of another shape opens nothing; without any grant nobody can tell.
    """
    asked = (institution, department, post, data_class)
    known = False
    for grant in grants:
        known = True
        parts = grant.split("/")
        if len(parts) == 4 and all(
            part.strip() in {"*", wanted}
            for part, wanted in zip(parts, asked, strict=True)
        ):
            return True
    return False if known else None


def working_days_between(earlier: date, later: date) -> int:
    """Return the Mondays to Fridays after the first day up to the second.

    Public holidays are set by notice every year and not known here: the count is an
    upper bound of the working days. Negative when reversed.
    """
    if later < earlier:
        return -working_days_between(later, earlier)
    weeks, rest = divmod((later - earlier).days, 7)
    tail = (earlier + timedelta(days=day) for day in range(1, rest + 1))
    return weeks * 5 + sum(day.weekday() < 5 for day in tail)
