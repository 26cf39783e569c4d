"""The checks of ``ruleset.yaml`` written by hand, as fast as we know how.

The measure that the library is held to: one function, no rule objects, no findings. It
calls the validators that the library calls, and proves a field present by the tests that
the library uses, in line; what they do not prove it asks of ``states.read``. Every rule
comes out as the library has it: violated, undetermined, holding or not applicable. It
may only become faster.

Two lists come back, of rules violated and of rules undetermined: the rule's id, with the
index behind it where the role is one of several. An organisation is not among the cases.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from infoverify.checks.readings import COMPACTORS
from infoverify.runtime import NAMES
from infoverify.states import FILLER_WORDS, read
from infoverify.validators import phone, resident_id
from infoverify.vocabulary import PARTS, FieldType

if TYPE_CHECKING:
    from collections.abc import Callable

Outcome = tuple[str, int]

_PERSON: Final = PARTS["policyholder"]
_TEXT: Final = FieldType("text")
_DATE: Final = FieldType("date")
_UNTIL: Final = FieldType("until")
_NUMBER: Final = FieldType("number")
_KIND: Final = PARTS["beneficiaries"]["kind"]
_RELATIONSHIP: Final = PARTS["insured"]["relationship"]
_LINE: Final = PARTS["policy"]["line"]
_CHANNEL: Final = PARTS["policy"]["channel"]
_LINES: Final = frozenset(_LINE.codes)
_CHANNELS: Final = frozenset(_CHANNEL.codes)
_RELATIONSHIPS: Final = frozenset(_RELATIONSHIP.codes)
_ID_TYPES: Final[frozenset[str]] = NAMES["PERSON_ID_TYPES"]  # type: ignore[assignment]
_RESIDENT: Final = frozenset(
    {"resident_id", "temporary_resident_id", "household_register"}
)
_RUNNERS: Final[frozenset[str]] = NAMES["RUNNERS"]  # type: ignore[assignment]
_OLDEST: Final = 75
_iso_day = date.fromisoformat
_NOTHING: Final[dict[str, Any]] = {}
_NOBODY: Final = ({},)

_compact_phone, _compact_id = COMPACTORS["phone"], COMPACTORS["id_number"]
_inspect_id, _inspect_phone = resident_id.inspect, phone.inspect


def _text(v: Any) -> str | None:
    """Return a text that is present, by the careful way."""
    return read(_TEXT, v)[1]


def _plain(v: Any) -> str | None:
    """Return a text that is present: the quick test for letters and digits first."""
    if v is None or (
        type(v) is str
        and v.isalnum()
        and len(v) < 4097
        and v not in FILLER_WORDS
        and (
            "\u4e00" <= v < "\ua000"
            or (len(v) > 1 and (v[0] not in _RUNNERS or v[1] not in _RUNNERS))
        )
    ):
        return v
    return _text(v)


def _day(v: Any, kind: FieldType = _DATE) -> Any:
    """Return a day that is present; ``YYYY-MM-DD`` is read at once."""
    if type(v) is str and len(v) == 10 and v[7] == "-":
        try:
            return _iso_day(v)
        except ValueError:
            return None
    if v is None or type(v) is date:
        return v
    return read(kind, v)[1]


def _money(v: Any) -> Any:
    if v is None or (type(v) is int and -1 < v < 1_000_000_000_000):
        return v
    return read(_NUMBER, v)[1]


def _id(v: str) -> str:
    if v.isalnum() and v.isascii():
        return v.upper()
    return _compact_id(v)


def _mobile(v: str) -> str:
    if len(v) == 11 and v[0] == "1" and v.isdigit() and v.isascii():
        return v
    return _compact_phone(v)


def _years(born: date, at: date) -> int:
    years = at.year - born.year
    month, born_in = at.month, born.month
    if month > born_in:
        return years
    return years - (month < born_in or at.day < born.day)


def check(record: dict[str, Any], at: date) -> tuple[list[Outcome], list[Outcome]]:
    """Return the rules that a record violates, and those that cannot be decided."""
    failed: list[Outcome] = []
    fail = failed.append
    unknown: list[Outcome] = []
    open_ = unknown.append

    # What the sections share is read first.
    g = (record.get("policy") or _NOTHING).get
    v = g("line")
    line = v if v is None or v in _LINES else read(_LINE, v)[1]
    v = g("channel")
    channel = v if v is None or v in _CHANNELS else read(_CHANNEL, v)[1]
    applied_on = _day(g("applied_on"))
    effective_on = _day(g("effective_on"))
    premium, cover = _money(g("annual_premium")), _money(g("sum_assured_death"))
    g = (record.get("salesperson") or _NOTHING).get
    s_name, s_staff = _plain(g("name")), _plain(g("staff_number"))
    s_left_on = _day(g("left_on"))
    s_number, s_mobile = _plain(g("id_number")), _plain(g("mobile"))
    if s_number is not None:
        s_number = _id(s_number)
    if s_mobile is not None:
        s_mobile = _mobile(s_mobile)

    if line is None:
        fail(("policy.line_absent", 0))
    if channel is None:
        fail(("policy.channel_absent", 0))
    if applied_on is None:
        fail(("policy.applied_on_absent", 0))
        open_(("policy.applied_in_future", 0))
    elif applied_on > at:
        fail(("policy.applied_in_future", 0))
    if effective_on is not None:
        if applied_on is None:
            open_(("policy.effective_before_applied", 0))
        elif effective_on < applied_on:
            fail(("policy.effective_before_applied", 0))
    if premium is None:
        open_(("policy.premium_not_positive", 0))
        open_(("policy.premium_over_cover", 0))
    else:
        if premium <= 0:
            fail(("policy.premium_not_positive", 0))
        if cover is None:
            open_(("policy.premium_over_cover", 0))
        elif premium > cover:
            fail(("policy.premium_over_cover", 0))

    policyholder = record.get("policyholder") or _NOTHING
    person = _policyholder(policyholder, at, fail, open_)
    p_mobile = person[8]
    for i, insured in enumerate(record.get("insured") or _NOBODY):
        _insured(insured, i, at, person, s_mobile, fail, open_)
    beneficiaries = record.get("beneficiaries")
    shares = []
    if beneficiaries:
        for i, beneficiary in enumerate(beneficiaries):
            shares.append(_beneficiary(beneficiary, i, at, s_number, fail, open_))

    if s_name is None:
        fail(("salesperson.name_absent", 0))
    if s_staff is None:
        fail(("salesperson.staff_number_absent", 0))
    if s_number is not None:
        valid = _inspect_id(s_number, at=at).valid
        if valid is None:
            open_(("salesperson.id_invalid", 0))
        elif not valid:
            fail(("salesperson.id_invalid", 0))
    if s_mobile is not None and s_mobile == p_mobile:
        fail(("salesperson.mobile_is_policyholders", 0))
    if s_left_on is not None:
        if applied_on is None:
            open_(("salesperson.left_before_application", 0))
        elif s_left_on < applied_on:
            fail(("salesperson.left_before_application", 0))
    if shares:
        complete = _shares_complete(shares)
        if complete is None:
            open_(("shares.incomplete", 0))
        elif not complete:
            fail(("shares.incomplete", 0))
    return failed, unknown


def _read_person(g: Callable[[str], Any]) -> list[Any]:
    """Return what the rules on policyholder and insured read, ``None`` if not present."""
    v = g("sex")
    sex = v if v is None or v in {"male", "female"} else read(_PERSON["sex"], v)[1]
    v = g("nationality")
    nationality = v if v is None or v == "CHN" else read(_PERSON["nationality"], v)[1]
    v = g("id_type")
    id_type = v if v is None or (type(v) is str and v in _ID_TYPES) else _id_type(v)
    number, mobile = _plain(g("id_number")), _plain(g("mobile"))
    return [
        _plain(g("name")),
        sex,
        _day(g("birth_date")),
        nationality,
        id_type,
        None if number is None else _id(number),
        _day(g("id_valid_from")),
        _day(g("id_valid_until"), _UNTIL),
        None if mobile is None else _mobile(mobile),
        _plain(g("phone")),
        _plain(g("address")),
        _plain(g("occupation")),
    ]


def _id_type(v: Any) -> str | None:
    found: str | None = read(_PERSON["id_type"], v)[1]
    return found if found in _ID_TYPES else None


def _identity(
    role: tuple[str, str, str, str | None],
    i: int,
    at: date,
    id_type: str | None,
    number: str | None,
    birth_date: Any,
    sex: str | None,
    nationality: str | None,
    fail: Callable[[Outcome], None],
    open_: Callable[[Outcome], None],
) -> None:
    """Judge the identity number, and the facts beside it."""
    invalid, birth_date_disagrees, sex_disagrees, nationality_disagrees = role
    if id_type in _RESIDENT:
        if number is None:
            open_((invalid, i))
            open_((birth_date_disagrees, i))
            open_((sex_disagrees, i))
        else:
            reading = _inspect_id(number, at=at)
            valid = reading.valid
            if valid is not True:
                (open_ if valid is None else fail)((invalid, i))
            born = reading.birth_date
            if valid is False or born is None or birth_date is None:
                open_((birth_date_disagrees, i))
            elif born != birth_date:
                fail((birth_date_disagrees, i))
            told = reading.sex
            if valid is False or told is None or sex is None:
                open_((sex_disagrees, i))
            elif told != sex:
                fail((sex_disagrees, i))
        if nationality_disagrees is not None and nationality != "CHN":
            (open_ if nationality is None else fail)((nationality_disagrees, i))
    elif id_type is None:
        open_((invalid, i))
        open_((birth_date_disagrees, i))
        open_((sex_disagrees, i))
        if nationality_disagrees is not None:
            open_((nationality_disagrees, i))


_POLICYHOLDER_IDENTITY: Final = (
    "policyholder.id_invalid",
    "policyholder.birth_date_disagrees",
    "policyholder.sex_disagrees",
    "policyholder.nationality_disagrees",
)
_INSURED_IDENTITY: Final = (
    "insured.id_invalid",
    "insured.birth_date_disagrees",
    "insured.sex_disagrees",
    "insured.nationality_disagrees",
)
_BENEFICIARY_IDENTITY: Final = (
    "beneficiary.id_invalid",
    "beneficiary.birth_date_disagrees",
    "beneficiary.sex_disagrees",
    None,
)


def _policyholder(
    holder: dict[str, Any],
    at: date,
    fail: Callable[[Outcome], None],
    open_: Callable[[Outcome], None],
) -> list[Any]:
    person = _read_person(holder.get)
    name, sex, birth_date, nationality, id_type, number = person[:6]
    valid_from, valid_until, mobile, landline, address, occupation = person[6:]
    if name is None:
        fail(("policyholder.name_absent", 0))
    if sex is None:
        fail(("policyholder.sex_absent", 0))
    if birth_date is None:
        fail(("policyholder.birth_date_absent", 0))
    if nationality is None:
        fail(("policyholder.nationality_absent", 0))
    if id_type is None:
        fail(("policyholder.id_type_absent", 0))
    if number is None:
        fail(("policyholder.id_number_absent", 0))
    if mobile is None and landline is None:
        fail(("policyholder.phone_absent", 0))
    if address is None:
        fail(("policyholder.address_absent", 0))
    if occupation is None:
        fail(("policyholder.occupation_absent", 0))
    _identity(
        _POLICYHOLDER_IDENTITY,
        *(0, at, id_type, number, birth_date, sex, nationality, fail, open_),
    )
    if birth_date is None:
        open_(("policyholder.birth_date_in_future", 0))
        open_(("policyholder.under_age", 0))
        open_(("policyholder.too_old", 0))
    else:
        if birth_date > at:
            fail(("policyholder.birth_date_in_future", 0))
        years = _years(birth_date, at)
        if years < 18:
            fail(("policyholder.under_age", 0))
        if years > _OLDEST:
            fail(("policyholder.too_old", 0))
    if valid_until is not None and valid_until < at:
        fail(("policyholder.id_expired", 0))
    if valid_from is not None:
        if valid_from > at:
            fail(("policyholder.issued_in_future", 0))
        if birth_date is None:
            open_(("policyholder.issued_before_birth", 0))
        elif valid_from < birth_date:
            fail(("policyholder.issued_before_birth", 0))
        if valid_until is not None and not valid_from < valid_until:
            fail(("policyholder.ends_before_start", 0))
    if mobile is not None:
        reading = _inspect_phone(mobile, at=at)
        valid = reading.valid
        if valid is not True:
            (open_ if valid is None else fail)(("policyholder.mobile_invalid", 0))
            if "placeholder" in reading.problems:
                fail(("policyholder.mobile_placeholder", 0))
    return person


def _insured(
    holder: dict[str, Any],
    i: int,
    at: date,
    policyholder: list[Any],
    s_mobile: str | None,
    fail: Callable[[Outcome], None],
    open_: Callable[[Outcome], None],
) -> None:
    v = holder.get("relationship")
    relationship = v if v is None or v in _RELATIONSHIPS else read(_RELATIONSHIP, v)[1]
    if relationship is None:
        fail(("insured.relationship_absent", i))
        open_(("insured.spouse_under_age", i))
        open_(("insured.child_not_younger", i))
    elif relationship == "self":
        _self_insured(holder, i, at, policyholder, s_mobile, fail, open_)
        return
    person = _read_person(holder.get)
    _judge_insured(person, i, at, s_mobile, fail, open_)
    birth_date = person[2]
    if relationship == "spouse":
        if birth_date is None:
            open_(("insured.spouse_under_age", i))
        elif _years(birth_date, at) < 20:
            fail(("insured.spouse_under_age", i))
    elif relationship == "child":
        parents = policyholder[2]
        if birth_date is None or parents is None:
            open_(("insured.child_not_younger", i))
        elif birth_date <= parents:
            fail(("insured.child_not_younger", i))


_PERSONAL: Final = (
    *("name", "sex", "birth_date", "nationality", "id_type", "id_number"),
    *("id_valid_from", "id_valid_until", "mobile", "phone", "address", "occupation"),
)
# Rule → the fields that it reads of an insured: all of them inherited, it does not apply.
_READS: Final = {
    "insured.name_absent": {"name"},
    "insured.sex_absent": {"sex"},
    "insured.birth_date_absent": {"birth_date"},
    "insured.id_type_absent": {"id_type"},
    "insured.id_number_absent": {"id_number"},
    "insured.phone_absent": {"birth_date", "mobile", "phone"},
    "insured.address_absent": {"birth_date", "address"},
    "insured.occupation_absent": {"occupation"},
    "insured.id_invalid": {"id_type", "id_number"},
    "insured.birth_date_disagrees": {"id_type", "birth_date", "id_number"},
    "insured.sex_disagrees": {"id_type", "sex", "id_number"},
    "insured.nationality_disagrees": {"id_type", "nationality"},
    "insured.birth_date_in_future": {"birth_date"},
    "insured.too_old": {"birth_date"},
    "insured.id_expired": {"id_valid_until"},
    "insured.issued_in_future": {"id_valid_from"},
    "insured.issued_before_birth": {"id_valid_from", "birth_date"},
    "insured.ends_before_start": {"id_valid_from", "id_valid_until"},
    "insured.mobile_invalid": {"mobile"},
    "insured.mobile_placeholder": {"mobile"},
    "insured.mobile_is_salespersons": {"mobile"},
}


def _self_insured(
    holder: dict[str, Any],
    i: int,
    at: date,
    policyholder: list[Any],
    s_mobile: str | None,
    fail: Callable[[Outcome], None],
    open_: Callable[[Outcome], None],
) -> None:
    """Judge an insured who is the policyholder: what he lacks is read from there."""
    if len(holder) == 1:
        return
    inherited = {
        name
        for name in _PERSONAL
        if (v := holder.get(name)) is None or read(_PERSON[name], v)[0] == "absent"
    }
    if len(inherited) == len(_PERSONAL):
        return
    person = _read_person(holder.get)
    for place, name in enumerate(_PERSONAL):
        if name in inherited:
            person[place] = policyholder[place]
    failed: list[Outcome] = []
    unknown: list[Outcome] = []
    _judge_insured(person, i, at, s_mobile, failed.append, unknown.append)
    for outcomes, tell in ((failed, fail), (unknown, open_)):
        for outcome in outcomes:
            if not inherited.issuperset(_READS[outcome[0]]):
                tell(outcome)


def _judge_insured(
    person: list[Any],
    i: int,
    at: date,
    s_mobile: str | None,
    fail: Callable[[Outcome], None],
    open_: Callable[[Outcome], None],
) -> None:
    name, sex, birth_date, nationality, id_type, number = person[:6]
    valid_from, valid_until, mobile, landline, address, occupation = person[6:]
    if name is None:
        fail(("insured.name_absent", i))
    if sex is None:
        fail(("insured.sex_absent", i))
    if id_type is None:
        fail(("insured.id_type_absent", i))
    if number is None:
        fail(("insured.id_number_absent", i))
    if occupation is None:
        fail(("insured.occupation_absent", i))
    _identity(
        _INSURED_IDENTITY,
        *(i, at, id_type, number, birth_date, sex, nationality, fail, open_),
    )
    if birth_date is None:
        grown = True
        fail(("insured.birth_date_absent", i))
        open_(("insured.birth_date_in_future", i))
        open_(("insured.too_old", i))
    else:
        if birth_date > at:
            fail(("insured.birth_date_in_future", i))
        years = _years(birth_date, at)
        grown = years >= 18
        if years > _OLDEST:
            fail(("insured.too_old", i))
    if grown:
        if mobile is None and landline is None:
            fail(("insured.phone_absent", i))
        if address is None:
            fail(("insured.address_absent", i))
    if valid_until is not None and valid_until < at:
        fail(("insured.id_expired", i))
    if valid_from is not None:
        if valid_from > at:
            fail(("insured.issued_in_future", i))
        if birth_date is None:
            open_(("insured.issued_before_birth", i))
        elif valid_from < birth_date:
            fail(("insured.issued_before_birth", i))
        if valid_until is not None and not valid_from < valid_until:
            fail(("insured.ends_before_start", i))
    if mobile is not None:
        reading = _inspect_phone(mobile, at=at)
        valid = reading.valid
        if valid is not True:
            (open_ if valid is None else fail)(("insured.mobile_invalid", i))
            if "placeholder" in reading.problems:
                fail(("insured.mobile_placeholder", i))
        if mobile == s_mobile:
            fail(("insured.mobile_is_salespersons", i))


def _beneficiary(
    holder: dict[str, Any],
    i: int,
    at: date,
    s_number: str | None,
    fail: Callable[[Outcome], None],
    open_: Callable[[Outcome], None],
) -> tuple[Any, ...]:
    g = holder.get
    v = g("kind")
    kind = v if v is None or v == "designated" else read(_KIND, v)[1]
    v = g("sex")
    sex = v if v is None or v in {"male", "female"} else read(_PERSON["sex"], v)[1]
    v = g("id_type")
    id_type = v if v is None or (type(v) is str and v in _ID_TYPES) else _id_type(v)
    birth_date = _day(g("birth_date"))
    number = _plain(g("id_number"))
    if number is not None:
        number = _id(number)
    share = _money(g("share"))
    if kind is None:
        fail(("beneficiary.kind_absent", i))
    if kind != "statutory":
        if _plain(g("name")) is None:
            fail(("beneficiary.name_absent", i))
        if sex is None:
            fail(("beneficiary.sex_absent", i))
        if birth_date is None:
            fail(("beneficiary.birth_date_absent", i))
        if number is None:
            fail(("beneficiary.id_number_absent", i))
    _identity(
        _BENEFICIARY_IDENTITY,
        *(i, at, id_type, number, birth_date, sex, None, fail, open_),
    )
    if birth_date is None:
        open_(("beneficiary.birth_date_in_future", i))
    elif birth_date > at:
        fail(("beneficiary.birth_date_in_future", i))
    if share is not None and not 0 < share <= 100:
        fail(("beneficiary.share_out_of_range", i))
    if s_number is not None:
        if number is None:
            open_(("beneficiary.is_salesperson", i))
        elif number == s_number:
            fail(("beneficiary.is_salesperson", i))
    return kind, _money(g("insured_index")), g("purpose"), _money(g("order")), share


_CENT: Final = Decimal("0.01")


def _shares_complete(parts: list[tuple[Any, ...]]) -> bool | None:
    """Return whether shares add up to 100 per insured, purpose and order."""
    if len(parts) == 1 and parts[0][0] != "statutory":
        share = parts[0][4]
        return True if share is None else share >= 0 and abs(share - 100) <= _CENT
    total, first = 0, parts[0][:4]
    for part in parts:
        share = part[4]
        if type(share) is not int or share < 0 or part[:4] != first:
            break
        total += share
    else:
        # One group in whole numbers; a hundred of them may each be off by a hundredth.
        if first[0] != "statutory" and len(parts) < 100:
            return total == 100
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for kind, index, purpose, order, share in parts:
        if kind != "statutory":
            groups.setdefault((index, purpose, order), []).append(share)
    complete: bool | None = True
    for shares in groups.values():
        given = [share for share in shares if share is not None]
        if not given:
            continue
        total, slack = sum(given), _CENT * len(given)
        if total > 100 + slack or min(given) < 0:
            return False
        if len(given) < len(shares):
            complete = None
        elif total < 100 - slack:
            return False
    return complete
