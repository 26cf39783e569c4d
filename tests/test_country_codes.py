"""The bare codes of nationality are those of the table of countries."""

from __future__ import annotations

from infoverify.country_codes import COUNTRIES
from infoverify.reference.countries import all_countries


def test_codes_are_the_tables() -> None:
    assert {country.alpha3 for country in all_countries()} == COUNTRIES
