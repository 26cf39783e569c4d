"""Where a registrar sits (登记机关区划): the six digits in the numbers of organisations.

Unlike a person's number, an organisation's carries the code of the office that
registered it: 100000 for the nation, a province, a prefecture or a county of
GB/T 2260, at any time since the office could have kept an old code; or a code of a
development zone's office, which GB/T 2260 does not hold.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from infoverify._text import Folded
from infoverify.reference import divisions
from infoverify.validators import _entry

Place = Literal["known", "no_county", "no_province"]

_PROVINCES: Final = frozenset(
    {
        *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34"),
        *("35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52"),
        *("53", "54", "61", "62", "63", "64", "65", "71", "81", "82"),
    }
)
_MUNICIPALITIES: Final = frozenset({"11", "12", "31", "50"})
# Development zones whose offices register much, seen in many public codes (practice).
_ZONES: Final = frozenset({"110302", "320191", "320594", "610131"})


def fold(value: str) -> Folded:
    """Return a licence's number, without the mark of a copy (副本) after it: ``(1-1)``.

    Copies bear their own number and how many there are; both say nothing of the number.
    """
    text, changes = _entry.fold(value)
    mark = text[-4:]
    marked = mark[:1] == "(" and mark[-1:] == ")" and mark[1:-1].isdecimal()
    # Without its hyphen it is no such mark.
    if len(text) > 13 and marked and "dashes" in changes:
        return Folded(text[:-4], (*changes, "copy_mark"))
    return Folded(text, changes)


# Bounded, since the six digits may be any.
@lru_cache(maxsize=8192)
def place(code: str) -> Place:
    """Return whether six digits are a place that our tables know, at any time."""
    if code == "100000":
        return "known"
    if code[:2] not in _PROVINCES:
        return "no_province"
    known = (
        divisions.known(code)
        or code in _ZONES
        or _heading(code)
        or divisions.special(code) is not None
    )
    return "known" if known else "no_county"


def _heading(code: str) -> bool:
    """Return whether GB/T 2260 has the code as a heading, as 市辖区 440101.

    Offices of a whole city register under it; so do those of the municipalities' 110100.
    """
    if code.endswith("00"):
        return code[:2] in _MUNICIPALITIES and code[2:4] in ("01", "02")
    return code.endswith("01") and place(code[:4] + "00") == "known"
