"""Addresses and codes of places held against each other (地址、区划代码与邮编).

Sources: GB/T 2260 for divisions; 邮政编码 for the pair of digits that names a province.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from infoverify.checks import readings
from infoverify.language.meaning import Unknown

if TYPE_CHECKING:
    from datetime import date

    from infoverify.subject import Part


def _divisions() -> Any:  # noqa: ANN401 - a module
    from infoverify.reference import divisions  # noqa: PLC0415 - loads late

    return divisions


@cache
def _headings() -> frozenset[str]:
    """Return codes that only gather counties: 310100 市辖区, 500200 县, 429000 省直辖."""
    divisions = _divisions()
    return frozenset(f"{code[:4]}00" for code in divisions.all_codes()) - frozenset(
        divisions.all_codes()
    )


def _names(code: str) -> str:
    """Return the names of a division from the province down."""
    chain: tuple[str, ...] = _divisions().chain(code)
    return "".join(chain or _divisions().chain(f"{code[:2]}0000"))


def region_state(code: str, *, at: date) -> str:
    """Return ``in_force``, ``retired``, ``future``, ``special``, ``unknown``, ``malformed``."""
    if len(code) != 6 or not (code.isascii() and code.isdigit()):
        return "malformed"
    divisions = _divisions()
    span = divisions.year_span(code)
    if span is None:
        if code in _headings():
            return "in_force"
        return "unknown" if divisions.special(code) is None else "special"
    if divisions.in_force(code, at.year):
        return "in_force"
    return "future" if span[0] > at.year else "retired"


def region_current(code: str, *, at: date) -> str | None:
    """Return the one code that stands for a retired one today."""
    if region_state(code, at=at) != "retired":
        return None
    now: tuple[str, ...] = _divisions().current(code)
    return now[0] if len(now) == 1 else None


def _known(code: str, at: date) -> bool:
    return region_state(code, at=at) in {"in_force", "retired"}


def placed_address(subject: Part, *, at: date) -> Any:  # noqa: ANN401
    """Return the reading of a part's address, its division's code at hand.

    Many systems keep province, city and county in the code only; where the text has
    none, the code's names are put before it.
    """
    address = subject.get("address")
    if address is None:
        return Unknown("absent")
    code = subject.get("region_code") if "region_code" in subject.struct else None
    return placed(readings.address(address, at=at), address, code, at=at)


def placed(reading: Any, address: str, code: str | None, *, at: date) -> Any:  # noqa: ANN401
    """Return an address's reading, made again with the code where that decides."""
    if code is None or not _known(code, at):
        return reading
    if "no_division" in reading.hints:
        return readings.address(_names(code) + address, at=at)
    if reading.status == "ambiguous" or reading.historic:
        return readings.address(address, code, at=at)
    return reading


_DOORS: Final = ("house_number", "building", "room", "group", "village")


def address_found_without_county(subject: Part, *, at: date) -> bool | Unknown:
    """Return whether a letter finds a place of which no county is named.

    Development zones (开发区) are administered beside the counties and the regiments of
    Xinjiang (兵团) apart from them; of an address in Latin letters no county is read.
    """
    reading = placed_address(subject, at=at)
    if isinstance(reading, Unknown):
        return reading
    return found_without_county(reading)


def found_in_placed(reading: Any, address: str, code: str | None, *, at: date) -> bool:  # noqa: ANN401
    """Return ``address_found_without_county`` of an address's reading."""
    return found_without_county(placed(reading, address, code, at=at))


def found_without_county(reading: Any) -> bool:  # noqa: ANN401
    """Return whether what was read of a placed address is enough for a letter."""
    if reading.status in {"foreign", "romanised"}:
        return True
    regiment = reading.province == _XINJIANG and "团" in (reading.township or "")
    return bool(reading.zone or regiment) and any(getattr(reading, d) for d in _DOORS)


_XINJIANG: Final = "新疆维吾尔自治区"
_DIVISIONS: Final = frozenset({"province", "city", "county"})


def address_today(address: str, *, at: date) -> str | None:
    """Return the address with its divisions as they are called today.

    Only where one place is decided and the text begins with its divisions; the rest is
    left as written.
    """
    return today(readings.address(address, at=at), address)


def today(reading: Any, address: str, *, at: date | None = None) -> str | None:  # noqa: ANN401
    """Return ``address_today`` of an address's reading."""
    del at
    if reading.status != "resolved" or reading.adcode is None or reading.noise:
        return None
    named = [e for e in reading.elements if e.kind in _DIVISIONS]
    if not named or min(e.start for e in named) != 0:
        return None
    names = "".join(_divisions().chain(reading.adcode))
    return names + address[max(e.end for e in named) :] if names else None


def _trimmed(code: str) -> str:
    """Return the significant digits: two of a province, four of a prefecture."""
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") else code


def _agree(a: str, b: str) -> bool:
    short, long = sorted((_trimmed(a), _trimmed(b)), key=len)
    return long.startswith(short)


def address_in_region(address: str, region_code: str, *, at: date) -> bool | None:
    """Return whether the text means the division of the code, old and new forms alike."""
    # Read without the code: it must not decide what it is compared with.
    return in_region(readings.address(address, at=at), region_code, at=at)


def in_region(reading: Any, region_code: str, *, at: date) -> bool | None:  # noqa: ANN401
    """Return ``address_in_region`` of an address's reading."""
    if not _known(region_code, at):
        return None
    if "placeholder" in reading.problems:
        return None
    if reading.status == "ambiguous":
        codes = [option.adcode for option in reading.candidates]
        return None if any(_agree(code, region_code) for code in codes) else False
    if reading.status != "resolved" or reading.adcode is None:
        return None
    today = _divisions().current(region_code) or (region_code,)
    written = tuple(old.code for old in reading.historic)
    return any(
        _agree(here, there)
        for here in (reading.adcode, *written)
        for there in (region_code, *today)
    )


def same_province(a: str, b: str) -> bool:
    """Return whether two codes of divisions begin with one province."""
    return a[:2] == b[:2]


def postal_code_in_region(
    postal_code: str, region_code: str, *, at: date
) -> bool | None:
    """Return whether the pair of digits and the code name one province."""
    reading = readings.READERS["postal_code"](postal_code, at=at)
    return provinces_agree(reading, region_code, at=at)


def provinces_agree(reading: Any, region_code: str, *, at: date) -> bool | None:  # noqa: ANN401
    """Return ``postal_code_in_region`` of a postal code's reading."""
    if reading.valid is not True or not reading.provinces:
        return None
    if not _known(region_code, at):
        return None
    return region_code[:2] in reading.provinces
