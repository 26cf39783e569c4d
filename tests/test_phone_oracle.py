"""Telephone numbers beside ``phonenumbers``: every difference has a known reason.

``docs/validators-phone.md`` lists the reasons with their counts.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import phonenumbers
import pytest

from infoverify.reference.phone_plan import areas
from infoverify.validators import phone

PINNED = "9.0.43"
pinned = pytest.mark.skipif(
    phonenumbers.__version__ != PINNED,
    reason=f"the counts in the documentation are those of phonenumbers {PINNED}",
)


def library(national: str, country: int = 86) -> bool:
    number = phonenumbers.PhoneNumber(
        country_code=country, national_number=int(national)
    )
    return bool(phonenumbers.is_valid_number(number))


def mobile_differences(digits: int) -> Counter[tuple[str, bool | None]]:
    """Return (prefix, our verdict) → count over all prefixes of that many digits."""
    result: Counter[tuple[str, bool | None]] = Counter()
    for prefix in range(10 ** (digits - 1), 2 * 10 ** (digits - 1)):
        number = f"{prefix}28374651"[:11].ljust(11, "6")
        ours = phone.inspect(number).valid
        if ours is not library(number):
            result[str(prefix)[:3], ours] += 1
    return result


MOBILES = {
    ("106", True): 100,
    **{(f"14{n}", None): 100 for n in range(5)},
    **{(f"14{n}", True): 100 for n in (6, 8, 9)},
    **{(p, None): 100 for p in ("154", "160", "163", "164", "168", "169")},
    **{(p, None): 100 for p in ("179", "194")},
    ("161", None): 80,
    ("161", True): 10,
    ("174", None): 77,
    ("174", True): 17,
}


@pinned
def test_mobiles_differ_where_the_documentation_says() -> None:
    assert mobile_differences(5) == MOBILES


def test_no_mobile_is_refused_that_the_library_accepts() -> None:
    for digits in (3, 4, 5):
        for prefix, ours in mobile_differences(digits):
            assert ours is not False, prefix


def landline_differences() -> Counter[str]:
    """Return reason → count over all area codes, lengths and first digits."""
    result: Counter[str] = Counter()
    codes = [
        "010",
        *(f"02{n}" for n in range(10)),
        *(f"0{n}" for n in range(300, 1000)),
    ]
    for code in codes:
        for tail in ("28374651", "2837465"):
            for first in "0123456789":
                number = f"{code}{first}{tail[1:]}"
                found = phone.inspect(number)
                if found.valid is library(number[1:]):
                    continue
                behind_zero = found.country in ("HKG", "MAC")
                reason = "behind_a_zero" if behind_zero else found.problems[-1]
                result[reason] += 1
    return result


@pinned
def test_landlines_differ_where_the_documentation_says() -> None:
    assert landline_differences() == {
        "first_digit": 974,
        "area_code_retired": 140,
        "area_code_unknown": 40,
        "behind_a_zero": 11,
    }


def test_every_area_code_of_the_library_is_in_the_table() -> None:
    for code in (
        "010",
        *(f"02{n}" for n in range(10)),
        *map("0{}".format, range(300, 1000)),
    ):
        for count in (7, 8):
            number = phonenumbers.PhoneNumber(
                country_code=86,
                national_number=int(f"{code}62345670"[: len(code) + count]),
            )
            fixed = phonenumbers.PhoneNumberType.FIXED_LINE
            known = phonenumbers.number_type(number) == fixed
            area = areas().get(code)
            ours = area is not None and not area.retired and count in area.lengths
            assert ours == known, (code, count)


def abroad_differences(country: int, samples: list[str]) -> Counter[Any]:
    result: Counter[Any] = Counter()
    for national in samples:
        ours = phone.inspect(f"+{country}{national}").valid
        theirs = library(national, country)
        if ours is not theirs:
            result[ours, theirs] += 1
    return result


EIGHT = [f"{n:04}6283" for n in range(10000)]
TAIWAN = [f"{n}62837"[:size] for size in (8, 9) for n in range(1000, 10000)]


@pinned
@pytest.mark.parametrize(
    ("country", "samples", "expected"),
    [
        (852, EIGHT, {(True, False): 2379, (None, False): 619, (None, True): 1}),
        (853, EIGHT, {(True, False): 829, (None, False): 900}),
        (886, TAIWAN, {(True, False): 2265, (None, False): 5895, (None, True): 1089}),
    ],
)
def test_hong_kong_macao_taiwan_differ_where_the_documentation_says(
    country: int, samples: list[str], expected: dict[Any, int]
) -> None:
    assert abroad_differences(country, samples) == expected


@pytest.mark.parametrize(
    ("country", "samples"), [(852, EIGHT), (853, EIGHT), (886, TAIWAN)]
)
def test_no_number_is_refused_there_that_the_library_accepts(
    country: int, samples: list[str]
) -> None:
    assert (False, True) not in abroad_differences(country, samples)
