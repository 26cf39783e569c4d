"""Reads numbers of Hong Kong, Macao and Taiwan (港澳台) by plan, others by library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.reference.countries import by_alpha2
from infoverify.validators._phone_number import Number, is_invented, is_uniform, refuse

if TYPE_CHECKING:
    from types import ModuleType

# Taiwan's area codes without the 0 and the digits behind them, longest code first.
_TAIWAN_AREAS: Final[dict[str, tuple[int, ...]]] = {
    "826": (5,),
    "836": (5,),
    "37": (6,),
    "49": (7,),
    "82": (6,),
    "89": (6,),
    "2": (8,),
    "3": (7,),
    "4": (7, 8),
    "5": (7,),
    "6": (7,),
    "7": (7,),
    "8": (7,),
}


def _number(
    code: str, national: str, kind: str | None, country: str, region: str
) -> Number:
    codes = ["prefix_unknown"] if kind is None else []
    if is_invented(national):
        codes.append("placeholder")
    e164 = f"+{code}{national}"
    return Number(
        tuple(codes),
        e164,
        kind,
        e164,
        region=region,
        country=country,
    )


def read_hong_kong(digits: str) -> Number:
    """Return the reading of the digits after 852 (8 digits, or 800 and six)."""
    if len(digits) == 9 and digits[:3] == "800":
        return _number("852", digits, "hk_other", "HKG", "810000")
    if len(digits) != 8:
        return refuse(digits, "length")
    first, two = digits[0], digits[:2]
    if first in "01":
        return refuse(digits, "format", "first_digit")
    kind: str | None = "hk_mobile"
    if first in "23" or two == "58":
        kind = "hk_landline"
    elif two in ("71", "72", "73", "81", "82", "83"):
        kind = "hk_other"
    elif (first == "8" and two != "84") or digits[:3] in ("900", "999"):
        kind = None
    return _number("852", digits, kind, "HKG", "810000")


def read_macao(digits: str) -> Number:
    """Return the reading of the digits after 853 (8 digits, or 0800 and three)."""
    if len(digits) == 7 and digits[:4] == "0800":
        return _number("853", digits, "macao_other", "MAC", "820000")
    if len(digits) != 8:
        return refuse(digits, "length")
    if digits[0] not in "268":
        return refuse(digits, "format", "first_digit")
    kind: str | None = "macao_mobile"
    if digits[0] == "8" or digits[:2] == "28":
        kind = "macao_landline"
    elif digits[0] == "2":
        kind = None
    return _number("853", digits, kind, "MAC", "820000")


def read_taiwan(digits: str) -> Number:
    """Return the reading of the digits after 886, with or without the trunk zero."""
    national = digits.removeprefix("0")
    two = national[:2]
    if national[:1] == "9":
        if len(national) != 9:
            return refuse(national, "length")
        mobile = "taiwan_other" if two == "99" else "taiwan_mobile"
        return _number("886", national, mobile, "TWN", "710000")
    if two in ("20", "50", "70", "80") and 8 <= len(national) <= 11:
        return _number("886", national, "taiwan_other", "TWN", "710000")
    area = next((a for a in _TAIWAN_AREAS if national.startswith(a)), None)
    if area is None:
        return refuse(national, "format", "area_code_unknown")
    if not 8 <= len(national) <= 9:
        return refuse(national, "length")
    # The plan fixes 8 or 9 digits; the finer lengths by area are our knowledge only.
    subscriber = national[len(area) :]
    usual = len(subscriber) in _TAIWAN_AREAS[area] and subscriber[0] not in "01"
    kind = "taiwan_landline" if usual else None
    return _number("886", national, kind, "TWN", "710000")


def is_taiwan_area(group: str) -> bool:
    """Tell whether a group of digits is a Taiwan area code with its 0."""
    return group[:1] == "0" and group[1:] in _TAIWAN_AREAS


def _library() -> ModuleType:
    # Metadata of every country: loaded for the first number that needs it.
    import phonenumbers  # noqa: PLC0415 - see above

    module: ModuleType = phonenumbers
    return module


def read_foreign(digits: str) -> Number:
    """Return the reading of any other country's number, its country code first."""
    if not 5 <= len(digits) <= 17:
        return refuse(digits, "length")
    library = _library()
    try:
        number = library.parse(f"+{digits}")
    except library.NumberParseException as error:
        unknown = error.error_type == error.INVALID_COUNTRY_CODE
        return refuse(digits, "format" if unknown else "length")
    if not library.is_possible_number(number):
        return refuse(digits, "length")
    e164 = library.format_number(number, library.PhoneNumberFormat.E164)
    codes = [] if library.is_valid_number(number) else ["prefix_unknown"]
    # Elsewhere rising runs are ordinary: country codes and prefixes run into them.
    if is_uniform(digits):
        codes.append("placeholder")
    region = library.region_code_for_number(number)
    country = by_alpha2(region) if region else None
    alpha3 = country.alpha3 if country else None
    return Number(tuple(codes), e164, "foreign", e164, country=alpha3)


def format_foreign(e164: str) -> str:
    """Return a foreign number in its country's international writing form."""
    library = _library()
    number = library.parse(e164)
    form = library.PhoneNumberFormat.INTERNATIONAL
    return str(library.format_number(number, form))
