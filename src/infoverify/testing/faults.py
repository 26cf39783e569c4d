"""Named faults (单一错误): changes of a valid application, each violating one rule.

A change touches what its rule is about and nothing else, so that no other rule of the
shipped profiles has anything to say.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from infoverify import identity_document
from infoverify.validity import months_later, term_at_issue

if TYPE_CHECKING:
    from collections.abc import Callable

Record = dict[str, Any]

#: Channels whose agency has a branch and an outlet.
AGENCIES: Final = ("intermediary", "bancassurance", "postal")


_ALSO_FOUND: Final = frozenset({"adjacent_transposition", "looks_like_other_type"})


class Fault(NamedTuple):
    """How to break a valid application, and what it must be like before.

    ``paths`` are the fields that the finding may speak of. Empty ``relationships`` and
    ``channels`` are any. ``beneficiary_days`` is the age in days, lowest and highest,
    that the first beneficiary must have.
    """

    change: Callable[[Record, date], object]
    paths: tuple[str, ...]
    relationships: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    beneficiary_days: tuple[int, int] | None = None


def _drop(part: str, *fields: str) -> Callable[[Record, date], object]:
    def change(application: Record, _at: date) -> None:
        holder = _holder(application, part)
        for field in fields:
            holder.pop(field, None)

    return change


def _set(part: str, field: str, value: object) -> Callable[[Record, date], object]:
    def change(application: Record, _at: date) -> None:
        _holder(application, part)[field] = value

    return change


def _left(application: Record, at: date) -> None:
    application["salesperson"]["left_on"] = (at - timedelta(30)).isoformat()


def _issued_tomorrow(application: Record, at: date) -> None:
    person, since = application["policyholder"], at + timedelta(1)
    person["id_valid_from"] = since.isoformat()
    term = term_at_issue(date.fromisoformat(person["birth_date"]), since)
    person["id_valid_until"] = (
        months_later(since, 12 * term).isoformat()
        if isinstance(term, int)
        else "long_term"
    )


def _holder(application: Record, part: str) -> Record:
    name, bracket, _ = part.partition("[")
    holder: Record = application[name][0] if bracket else application[name]
    return holder


def _wrong_check_digit(application: Record, at: date) -> None:
    person = application["policyholder"]
    first, right = person["id_number"][:-1], person["id_number"][-1]
    for wrong in "0123456789X".replace(right, ""):
        person["id_number"] = first + wrong
        read = identity_document.inspect(first + wrong, id_type="resident_id", at=at)
        # On these other rules have a say too.
        if _ALSO_FOUND.isdisjoint(read.hints):
            return


def _earlier_birth(application: Record, _at: date) -> None:
    person = application["policyholder"]
    birth = date.fromisoformat(person["birth_date"])
    person["birth_date"] = (birth - timedelta(1)).isoformat()


def _other_sex(application: Record, _at: date) -> None:
    person = application["policyholder"]
    person["sex"] = "female" if person["sex"] == "male" else "male"


def _issued_before_birth(application: Record, _at: date) -> None:
    # Of an infant: a grown person's card would be older than the cards in use, too.
    person = application["beneficiaries"][0]
    since = date.fromisoformat(person["birth_date"]) - timedelta(1)
    person["id_valid_from"] = since.isoformat()
    person["id_valid_until"] = months_later(since, 60).isoformat()


def _expired(application: Record, at: date) -> None:
    person = application["policyholder"]
    # No card of a lawful term ends on this day for people of every age.
    person.pop("id_valid_from", None)
    person["id_valid_until"] = (at - timedelta(1)).isoformat()


def _ends_before_start(application: Record, _at: date) -> None:
    person = application["beneficiaries"][0]
    person["id_valid_until"] = person["id_valid_from"]


def _salespersons_phone(application: Record, _at: date) -> None:
    application["policyholder"]["mobile"] = application["salesperson"]["mobile"]


def _half_share(application: Record, _at: date) -> None:
    application["beneficiaries"] = application["beneficiaries"][:1]
    application["beneficiaries"][0]["share"] = "50"


def _second_order(application: Record, _at: date) -> None:
    for person in application["beneficiaries"]:
        person["order"] = 2


def _insured_as_beneficiary(application: Record, _at: date) -> None:
    application["beneficiaries"][0]["relationship"] = "self"


def _agency_of_another_kind(application: Record, _at: date) -> None:
    application["agency"]["kind"] = "direct"


_NO_SPOUSE: Final = ("self", "sibling", "other_family")
_KIN: Final = ("sibling", "other_family")

#: Rule → the fault that it must find, and no other rule may.
FAULTS: Final[dict[str, Fault]] = {
    "name.absent": Fault(_drop("policyholder", "name"), ("policyholder.name",)),
    "sex.absent": Fault(_drop("policyholder", "sex"), ("policyholder.sex",)),
    "birth_date.absent": Fault(
        _set("policyholder", "birth_date", "1990-02-30"), ("policyholder.birth_date",)
    ),
    "id_type.absent": Fault(
        _set("policyholder", "id_type", "无"), ("policyholder.id_type",), _NO_SPOUSE
    ),
    "id_number.absent": Fault(
        _set("policyholder", "id_number", "不详"), ("policyholder.id_number",)
    ),
    "policyholder.phone_absent": Fault(
        _drop("policyholder", "mobile", "phone"),
        ("policyholder.mobile", "policyholder.phone"),
    ),
    "policyholder.address_absent": Fault(
        _set("policyholder", "address", "同上"), ("policyholder.address",)
    ),
    "insured.relationship_absent": Fault(
        _set("insured[0]", "relationship", "friend"),
        ("insured[0].relationship",),
        _KIN,
    ),
    "resident_id.invalid": Fault(_wrong_check_digit, ("policyholder.id_number",)),
    "resident_id.birth_date_disagrees": Fault(
        _earlier_birth, ("policyholder.birth_date", "policyholder.id_number")
    ),
    "resident_id.sex_disagrees": Fault(
        _other_sex, ("policyholder.sex", "policyholder.id_number"), _NO_SPOUSE
    ),
    "resident_id.nationality_disagrees": Fault(
        _set("policyholder", "nationality", "FRA"),
        ("policyholder.nationality", "policyholder.id_type"),
    ),
    "id_document.expired": Fault(_expired, ("policyholder.id_valid_until",)),
    "id_document.issued_in_future": Fault(
        _issued_tomorrow, ("policyholder.id_valid_from",)
    ),
    "id_document.issued_before_birth": Fault(
        _issued_before_birth,
        ("beneficiaries[0].id_valid_from", "beneficiaries[0].birth_date"),
        beneficiary_days=(30, 4 * 365),
    ),
    "id_document.ends_before_start": Fault(
        _ends_before_start,
        ("beneficiaries[0].id_valid_from", "beneficiaries[0].id_valid_until"),
    ),
    "mobile.invalid": Fault(
        _set("policyholder", "mobile", "136718309521"), ("policyholder.mobile",)
    ),
    "mobile.placeholder": Fault(
        _set("policyholder", "mobile", "13800138000"), ("policyholder.mobile",)
    ),
    "policyholder.phone_is_salespersons": Fault(
        _salespersons_phone,
        ("policyholder.mobile", "policyholder.phone", "salesperson.mobile"),
        _KIN,
    ),
    "beneficiary.is_the_insured": Fault(
        _insured_as_beneficiary,
        (
            "beneficiaries[0].purpose",
            "beneficiaries[0].relationship",
            "beneficiaries[0].id_number",
        ),
    ),
    "beneficiaries.shares_incomplete": Fault(_half_share, ("beneficiaries[0].share",)),
    "beneficiaries.order_has_gap": Fault(
        _second_order,
        tuple(f"beneficiaries[{i}].order" for i in range(3)),
    ),
    "beneficiary.name_absent": Fault(
        _drop("beneficiaries[0]", "name"), ("beneficiaries[0].name",)
    ),
    "salesperson.name_absent": Fault(
        _drop("salesperson", "name"), ("salesperson.name",), channels=("direct",)
    ),
    "salesperson.staff_number_absent": Fault(
        _drop("salesperson", "staff_number"),
        ("salesperson.staff_number",),
        channels=("direct",),
    ),
    "salesperson.left_before_application": Fault(
        _left,
        ("salesperson.left_on", "policy.applied_on"),
    ),
    "channel.disagrees_with_agency": Fault(
        _agency_of_another_kind,
        ("policy.channel", "agency.kind"),
        channels=AGENCIES,
    ),
    "agency.branch_absent": Fault(
        _drop("agency", "branch"), ("agency.branch",), channels=AGENCIES
    ),
    "agency.outlet_absent": Fault(
        _drop("agency", "outlet"), ("agency.outlet",), channels=AGENCIES
    ),
    "disclosure.not_explained": Fault(
        _set("disclosure", "explained", value=False), ("disclosure.explained",)
    ),
}
