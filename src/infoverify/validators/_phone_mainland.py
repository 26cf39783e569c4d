"""Reads the telephone numbers of mainland China (中国内地电话号码)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.reference.phone_plan import Prefix, areas, prefix_of
from infoverify.validators._phone_number import (
    Number,
    is_invented,
    is_invented_mobile,
    is_message_centre,
    refuse,
)

if TYPE_CHECKING:
    from datetime import date

# A kind that is no ordinary subscriber's is also told as a hint.
KIND_HINTS: Final[dict[str, str]] = {
    "virtual_mobile": "virtual_operator",
    "data_card": "data_card_number",
    "iot": "iot_number",
    "satellite": "satellite_number",
    "service": "service_number",
}


def read_mainland(digits: str, *, international: bool, at: date | None) -> Number:
    """Return the reading of a number's digits.

    ``international`` tells that the country code stood before them, so that a landline
    comes without its trunk zero (长途字冠).
    """
    trunk = digits[:1] == "0"
    national = digits[1:] if trunk else digits
    if national[:1] == "1" and national[1:2] in set("3456789"):
        number = _mobile(national, at=at)
        # 0 before a mobile was how one dialled it from another city.
        return number._replace(changes=("trunk_zero",)) if trunk else number
    if not trunk and (service := _service(national)) is not None:
        return service
    if trunk or international:
        number = _landline(national, at=at)
        if not trunk and number.refused and len(national) in (7, 8):
            return _local(national)
        return (
            number._replace(changes=("trunk_zero",))
            if trunk and international
            else number
        )
    if len(national) in (7, 8):
        return _local(national)
    return refuse(national, "format" if len(national) == 11 else "length")


def without_its_zero(digits: str, *, written_apart: bool, at: date | None) -> Number:
    """Return the reading of a landline that lost the zero of its area code.

    Bare digits are what a spreadsheet leaves; with marks between area code and number
    a person wrote them so.
    """
    number = _landline(digits, at=at)
    lost = digits[:2] == "10" and len(digits) == 10
    if number.kind != "landline" and not lost:
        return Number()
    if written_apart and not number.refused:
        return number._replace(codes=(*number.codes, "leading_zero_missing"))
    return refuse(digits[2:] if lost else "", "spreadsheet_damage")


def _mobile(national: str, *, at: date | None) -> Number:
    prefix = prefix_of(national)
    if prefix is None:
        return _mobile_of_unknown_prefix(national)
    codes = list(_mobile_codes(national, prefix, at))
    if len(national) == 11 and is_invented_mobile(national):
        codes.append("placeholder")
        if is_message_centre(national):
            codes.append("sms_centre")
    return Number(
        tuple(codes),
        national,
        prefix.kind,
        f"+86{national}",
        country="CHN",
        operator=prefix.operator,
    )


def _mobile_codes(national: str, prefix: Prefix, at: date | None) -> tuple[str, ...]:
    codes = [KIND_HINTS[prefix.kind]] if prefix.kind in KIND_HINTS else []
    if len(national) == 13 and is_invented(national):
        codes.append("placeholder")
    if at is not None and prefix.since is not None and at.year < prefix.since:
        codes.append("prefix_newer_than_date")
    return tuple(codes)


def _mobile_of_unknown_prefix(national: str) -> Number:
    machine = len(national) == 13 and "140" <= national[:3] <= "144"
    if len(national) == 11 or machine:
        codes = ["prefix_unknown"]
        if is_invented_mobile(national):
            codes.append("placeholder")
        kind = "iot" if machine else None
        return Number(tuple(codes), national, kind, f"+86{national}", country="CHN")
    information = len(national) == 8 and national[:3] in ("160", "168")
    carrier = len(national) == 5 and national[:3] == "179"
    if information or carrier:
        return _of_service(national)
    return refuse(national, "length")


def _service(national: str) -> Number | None:
    """Return the reading of a service number (业务号码), ``None`` for anything else."""
    count, two, three = len(national), national[:2], national[:3]
    if (
        (count == 3 and (two in ("11", "12") or national == "999"))
        or (count == 5 and two in ("10", "11", "12", "95", "96"))
        or (count == 6 and (two in ("95", "96") or three in ("116", "118")))
        or (count == 8 and (three == "951" or national[:4] == "1010"))
        or (8 <= count <= 16 and three == "950")
        or (count == 10 and three in ("400", "800"))
        # Ten digits from 106 are a Beijing landline without its zero.
        or (8 <= count <= 20 and count != 10 and three == "106")
        or (count == 12 and national[:5] == "10800")
    ):
        return _of_service(national)
    return None


def _of_service(digits: str, area: str | None = None) -> Number:
    codes = ["service_number"]
    if digits[:3] in ("400", "800") and is_invented(digits[3:]):
        codes.append("placeholder")
    long_enough = len(digits) >= 10 or area is not None
    return Number(
        tuple(codes),
        f"{area or ''}{digits}",
        "service",
        f"+86{(area or '')[1:]}{digits}" if long_enough and len(digits) < 14 else None,
        area=area,
        region=areas()[area].region if area else None,
        country="CHN",
    )


def area_code_of(national: str) -> str:
    """Return the area code with its 0 before a national number, known or not."""
    short = national[:2] == "10" or national[:1] == "2"
    return "0" + (national[:2] if short else national[:3])


def _landline(national: str, *, at: date | None) -> Number:
    code = area_code_of(national)
    area = areas().get(code)
    if area is None:
        if 9 <= len(national) <= 11:
            return refuse(national, "format", "area_code_unknown")
        return refuse(national, "length")
    subscriber = national[len(code) - 1 :]
    if len(subscriber) in (3, 5, 6) and _service(subscriber) is not None:
        return _of_service(subscriber, code)
    if len(subscriber) not in area.lengths:
        return refuse(subscriber, "length")
    if subscriber[0] not in "2345678":
        return refuse(subscriber, "format", "first_digit")
    codes = ["placeholder"] if is_invented(subscriber) else []
    if area.retired and (at is None or area.until is None or at.year > area.until):
        codes.append("area_code_retired")
    return Number(
        tuple(codes),
        f"0{national}",
        "landline",
        f"+86{national}",
        code,
        area.region,
        "CHN",
    )


def _local(digits: str) -> Number:
    """Return the reading of 7 or 8 digits: a landline without its area code.

    Eight digits from 9 are no mainland landline, but a Hong Kong mobile.
    """
    first = "23456789" if len(digits) == 8 else "2345678"
    if digits[0] not in first:
        return refuse(digits, "format", "first_digit")
    codes = ["area_code_missing"]
    if is_invented(digits):
        codes.append("placeholder")
    kind = "landline" if digits[0] != "9" else None
    return Number(tuple(codes), digits, kind)
