"""Postcodes 邮政编码: which province and city the first digits point to.

A hint, never a reason to refuse: routes of the post do not follow borders.

>>> sorted(provinces_of("310018"))
['33']
>>> sorted(provinces_of("137400"))
['15', '22']
>>> sorted(prefectures_of("310018"))
['330100']
>>> provinces_of("000000")
frozenset()
"""

from __future__ import annotations

from functools import lru_cache

from infoverify.reference import _tables

__all__ = ["prefectures_of", "provinces_of"]


@lru_cache(maxsize=1)
def _index() -> dict[str, frozenset[str]]:
    rows = (line.split("\t") for line in _tables.body("postal_codes.tsv"))
    return {prefix: frozenset(codes.split(";")) for prefix, codes in rows}


def provinces_of(postcode: str) -> frozenset[str]:
    """Return the two-digit province codes for a postcode; empty if none is known."""
    return _index().get(postcode[:2], frozenset())


def prefectures_of(postcode: str) -> frozenset[str]:
    """Return the six-digit codes of cities that share the first four digits."""
    if len(postcode) < 4:
        return frozenset()
    return _index().get(postcode[:4], frozenset())
