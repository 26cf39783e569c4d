"""Countries and territories 国家和地区 of ISO 3166-1, with a few of ISO 3166-3.

>>> by_alpha3("USA").name_zh
'美国'
>>> by_numeric("344").name_zh
'中国香港'
>>> by_alpha3("SCG").until
2006
>>> by_alpha3("XXX") is None
True
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from infoverify.reference import _tables

__all__ = [
    "Country",
    "all_countries",
    "by_alpha2",
    "by_alpha3",
    "by_name",
    "by_numeric",
]


class Country(NamedTuple):
    """One country or territory; ``until`` is the year a former code was withdrawn."""

    alpha2: str
    alpha3: str
    numeric: str
    name_zh: str
    name_en: str
    until: int | None


@lru_cache(maxsize=1)
def all_countries() -> tuple[Country, ...]:
    """Return every country, those of today first, by alpha-2."""
    found = []
    for line in _tables.body("countries.tsv"):
        two, three, number, zh, en, until = line.split("\t")
        year = int(until) if until else None
        found.append(Country(two, three, number, zh, en, year))
    return tuple(found)


@lru_cache(maxsize=1)
def _index() -> dict[str, Country]:
    index: dict[str, Country] = {}
    for country in reversed(all_countries()):  # those of today win
        for key in (
            country.alpha3,
            country.numeric,
            country.name_zh,
            country.name_en.casefold(),
        ):
            index[key] = country
        if country.until is None:
            index[country.alpha2] = country
    return index


def by_alpha2(code: str) -> Country | None:
    """Return the country with this two-letter code, or ``None``."""
    return _index().get(code) if len(code) == 2 and code.isascii() else None


def by_alpha3(code: str) -> Country | None:
    """Return the country with this three-letter code, or ``None``."""
    fits = len(code) == 3 and code.isascii() and code.isalpha()
    return _index().get(code) if fits else None


def by_numeric(code: str) -> Country | None:
    """Return the country with this three-digit code, or ``None``."""
    return _index().get(code) if len(code) == 3 and code.isdigit() else None


def by_name(name: str) -> Country | None:
    """Return the country with exactly this Chinese or English name, or ``None``."""
    found = _index().get(name) or _index().get(name.casefold())
    if found is None or name == found.name_zh:
        return found
    return found if name.casefold() == found.name_en.casefold() else None
