"""Where a registrar sits (登记机关区划): the six digits in the numbers of organisations.

Unlike a person's number, an organisation's carries the code of the office that
registered it: 100000 for the nation, a province, a prefecture or a county of
GB/T 2260, at any time since the office could have kept an old code; or a code of a
development zone's office, which GB/T 2260 does not hold.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

Place = Literal["known", "no_county", "no_province"]

_PROVINCES: Final = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46"
    " 50 51 52 53 54 61 62 63 64 65 71 81 82".split()
)


@lru_cache(maxsize=4096)
def place(code: str) -> Place:
    """Return whether six digits are a place that our table knows."""
    if code == "100000":
        return "known"
    if code[:2] not in _PROVINCES:
        return "no_province"
    return "known"
