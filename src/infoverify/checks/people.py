"""Comparisons of people (人与人): who is who, in several roles of one case."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, Final

from infoverify.checks.readings import same_name
from infoverify.language.meaning import Offending, Unknown

if TYPE_CHECKING:
    from infoverify.subject import Part

_RESIDENT: Final = frozenset(
    {"resident_id", "temporary_resident_id", "household_register"}
)
_COMPARED: Final = ("name", "sex", "birth_date", "nationality", "id_number")


def _get(part: Part, field: str) -> object:
    return part.get(field) if field in part.struct and part.has(field) else None


def _number(part: Part) -> str | None:
    """Return the identity number; a first-generation one in its 18-digit form."""
    return _in_18_digits(part.get("id_number"), _get(part, "id_type"))


def _in_18_digits(number: object, kind: object) -> str | None:
    if number is None:
        return None
    text = str(number)
    if len(text) == 15 and (kind is None or kind in _RESIDENT) and text.isdigit():
        from infoverify.validators import resident_id  # noqa: PLC0415 - tables load late

        reading = resident_id.inspect(text)
        return reading.upgraded or text if reading.valid is not False else text
    return text


def _kind(part: Part) -> object:
    return _one_kind(_get(part, "id_type"))


def _one_kind(kind: object) -> object:
    """Return the document's type; the three that carry one citizen's number are one."""
    return "resident_id" if kind in _RESIDENT else kind


def _differ(a: Part, b: Part, field: str) -> bool:
    """Tell whether both give the field and the values cannot be one."""
    left, right = _get(a, field), _get(b, field)
    if field == "name":
        return _other_names(left, right)
    return left is not None and right is not None and left != right


def _other_names(left: object, right: object) -> bool:
    if left is None or right is None:
        return False
    return same_name(str(left), str(right)) is False


#: What ``one_person`` compares, in this order.
IDENTITY: Final = ("id_number", "id_type", "name", "birth_date", "sex")
Identity = tuple[Any, Any, Any, Any, Any]


def one_person(a: Identity, b: Identity) -> bool | None:
    """Return whether two are one person, by what ``IDENTITY`` names of either."""
    if a[0] is None or b[0] is None:
        return None
    left, right = _in_18_digits(a[0], a[1]), _in_18_digits(b[0], b[1])
    kind, other = _one_kind(a[1]), _one_kind(b[1])
    if left == right:
        if kind is not None and other is not None and kind != other:
            return None
        if _other_names(a[2], b[2]):
            return None
        for mine, his in zip(a[3:], b[3:], strict=True):
            if mine is not None and his is not None and mine != his:
                return None
        return True
    if kind is None or kind != other or left is None or right is None:
        return None
    full = len(left) == len(right) and left.isalnum() and right.isalnum()
    return False if full else None


def same_person(a: Part, b: Part) -> bool | None:
    """Return True by equal numbers that nothing contradicts, False by unequal ones.

    Numbers of different types of document, and masked ones, prove nothing.
    """
    return one_person(_identity(a), _identity(b))


def _identity(part: Part) -> Identity:
    number, kind, name, born, sex = (_get(part, field) for field in IDENTITY)
    return number, kind, name, born, sex


def no_phone_shared(left: tuple[object, ...], right: tuple[object, ...]) -> bool | None:
    """Return whether no phone of the one is a phone of the other."""
    mine = {_line(phone) for phone in left if phone is not None}
    his = {_line(phone) for phone in right if phone is not None}
    if mine & his:
        return False
    return True if mine and his else None


def _line(phone: object) -> str:
    """Return the number without an extension that a mobile cannot have."""
    number, _, extension = str(phone).partition("x")
    mobile = len(number) == 11 and number.startswith("1")
    return number if mobile or not extension else str(phone)


def phones_differ(a: Part, b: Part) -> bool | Unknown:
    """Return whether no phone of the one is a phone of the other."""
    left, right = ((_get(part, "mobile"), _get(part, "phone")) for part in (a, b))
    answer = no_phone_shared(left, right)
    return Unknown("absent") if answer is None else answer


def self_agrees(
    policyholder: Part, insured: tuple[Part, ...]
) -> bool | Offending | None:
    """Return whether whoever insures himself says the same of himself in both roles.

    Only what both places give is compared; numbers under one type of document only.
    """
    offending: list[str] = []
    uncertain = False
    for part in insured:
        if part.own("relationship") != ("present", "self"):
            continue
        for field in _COMPARED:
            if not part.has(field) or not policyholder.has(field):
                continue
            if part.inherits(field) or (
                field == "id_number" and not _one_type(part, policyholder)
            ):
                continue
            answer = _agree(part, policyholder, field)
            if answer is False:
                offending += [part.path(field), policyholder.path(field)]
            uncertain = uncertain or answer is None
    if offending:
        return Offending(tuple(dict.fromkeys(offending)))
    return None if uncertain else True


def _one_type(a: Part, b: Part) -> bool:
    kinds = {_kind(a), _kind(b)}
    return len(kinds) == 1 and None not in kinds


def _agree(a: Part, b: Part, field: str) -> bool | None:
    if field == "id_number":
        left, right = _number(a), _number(b)
        return True if left is None or right is None else left == right
    if _get(a, field) is None or _get(b, field) is None:
        return True
    if field == "name":
        return same_name(str(a.get(field)), str(b.get(field)))
    return bool(a.get(field) == b.get(field))


def one_number_one_person(
    policyholder: Part, insured: tuple[Part, ...], beneficiaries: tuple[Part, ...]
) -> bool | Offending | None:
    """Return whether no number under one type stands for two different people.

    Different are people with names that cannot be one, another birth date or sex; one
    person in several roles is normal.
    """
    holders: dict[tuple[object, str], list[Part]] = {}
    for part in (policyholder, *insured, *beneficiaries):
        number = None if part.inherits("id_number") else _number(part)
        kind = _kind(part)
        if number is not None and kind is not None:
            holders.setdefault((kind, number), []).append(part)
    offending: dict[str, None] = {}
    uncertain = False
    for parts in holders.values():
        # A group policy may repeat one number thousands of times; neighbours suffice
        # to find a second person, for "different" from the first is found either way.
        for a, b in combinations(parts, 2) if len(parts) < 50 else pairwise(parts):
            if any(_differ(a, b, field) for field in ("name", "birth_date", "sex")):
                offending[a.path("id_number")] = None
                offending[b.path("id_number")] = None
            elif _names_uncertain(a, b):
                uncertain = True
    if offending:
        return Offending(tuple(offending))
    return None if uncertain else True


def _names_uncertain(a: Part, b: Part) -> bool:
    left, right = _get(a, "name"), _get(b, "name")
    if left is None or right is None:
        return False
    return same_name(str(left), str(right)) is None


def one_spouse(insured: tuple[Part, ...]) -> bool | Offending:
    """Return whether at most one insured is the policyholder's spouse (民法典 1042)."""
    spouses = [part for part in insured if part.get("relationship") == "spouse"]
    if len(spouses) < 2 or all(same_person(spouses[0], p) for p in spouses[1:]):
        return True
    return Offending(tuple(part.path("relationship") for part in spouses))
