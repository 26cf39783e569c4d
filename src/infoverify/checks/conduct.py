"""Conduct (行为): what must be in order before money is paid and data are opened.

Sources: 保监发〔2013〕82号 D5-3, D7, D8, D11-1 (deck numbering); 大客户信息收集管理办法.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from infoverify.checks.readings import READERS
from infoverify.language.meaning import Offending

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from infoverify.subject import Part

#: What D5-3 asks of policyholder and insured alike.
OF_EVERYBODY: Final = ("name", "sex", "birth_date", "id_type", "id_number")


def customer_information_complete(
    policyholder: Part, insured: tuple[Part, ...]
) -> bool | Offending:
    """Return whether nothing is missing of what D5-3 asks before approval.

    Where a phone is missing both places for one are named. What an insured has from
    the policyholder is the policyholder's to give.
    """
    missing = _missing(policyholder, OF_EVERYBODY)
    phones = [field for field in ("mobile", "phone") if policyholder.has(field)]
    if all(policyholder.state(field) != "present" for field in phones):
        missing += [policyholder.path(field) for field in phones]
    missing += _missing(policyholder, ("address",))
    for part in insured:
        own = [field for field in OF_EVERYBODY if not part.inherits(field)]
        missing += _missing(part, (*own, "relationship"))
    return Offending(tuple(missing)) if missing else True


#: Types whose number says when its holder was born and of which sex, and of which the
#: law says that the holder's data follow it.
_TELLING: Final = frozenset(
    {
        *("resident_id", "temporary_resident_id", "household_register"),
        *("hk_macao_residence_permit", "taiwan_residence_permit"),
    }
)
#: A phone with one of these was mistyped; the number itself may be true.
_MISTYPED: Final = frozenset({"several_values", "letters"})


def customer_information_consistent(
    policyholder: Part, insured: tuple[Part, ...], *, at: date
) -> bool | Offending:
    """Return whether no value of a person breaks its standard or contradicts another.

    What is missing is no contradiction, nor is what no standard decides. Organisations
    are left out: some of their genuine numbers fail the check digit.
    """
    untrue: list[str] = []
    for part in (policyholder, *insured):
        if part.party != "organisation":
            untrue += [part.path(field) for field in _contradicted(part, at)]
    return Offending(tuple(untrue)) if untrue else True


def _contradicted(part: Part, at: date) -> Iterator[str]:
    def given(field: str) -> object:
        return None if part.inherits(field) else part.get(field)

    number, kind, name = given("id_number"), part.get("id_type"), given("name")
    if name is not None and READERS["name"](name, at=at).valid is False:
        yield "name"
    if number is not None and kind is not None:
        reading = READERS["identity_document"](number, kind, at=at)
        if reading.valid is False:
            yield "id_number"
        elif kind in _TELLING:
            for field in ("birth_date", "sex"):
                told, said = getattr(reading, field), given(field)
                if told is not None and said is not None and told != said:
                    yield field
    for field in ("mobile", "phone"):
        value = given(field)
        if value is not None:
            phone = READERS["phone"](value, at=at)
            if phone.valid is False and _MISTYPED.isdisjoint(phone.problems):
                yield field


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
