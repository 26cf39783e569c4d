"""Military and police cards: forms of practice, never more refused."""

from __future__ import annotations

import pytest
from hypothesis import given

from documents import anything, check_odd_values, check_tables, check_total
from infoverify.validators import military_id
from infoverify.validators.military_id import inspect

CASES = [
    ("officer", "军字第2001988号", True, ()),
    ("officer_without_end", "军字第2001988", True, ()),
    ("soldier_region", "沈字第0100088号", True, ()),
    ("soldier", "士字第00280188号", True, ()),
    ("armed_police", "武字第051188号", True, ()),
    ("two_characters", "南海字第051188号", True, ()),
    ("spaces", "军 字 第 2001988 号", True, ()),
    ("full_width", "军字第２００１９８８号", True, ()),
    ("badge", "051188", True, ()),
    ("badge_seven", "0511880", True, ()),
    ("bare_number", "20019880", None, ("form_unverified",)),
    ("no_mark", "军2001988", None, ("form_unverified",)),
    ("latin_arm", "AB字第200198号", None, ("form_unverified",)),
    ("letters", "AB200198", None, ("form_unverified",)),
    ("nine_digits", "军字第200198801号", None, ("form_unverified",)),
    ("numero", "№2001988", None, ("form_unverified",)),
    ("person", "110105194912310038", None, ("form_unverified",)),
    ("zeros", "000000", None, ("placeholder",)),
    ("rising", "军字第12345678号", True, ("sequential_digits",)),
    ("two_by_stroke", "军字第2001988号/士字第280188号", False, ("several_values",)),
    ("two_by_comma", "军字第2001988号、士字第280188号", False, ("several_values",)),
    ("two_by_space", "军字第200198号 士字第280188号", False, ("several_values",)),
    ("two_without_end", "军字第200198/军字第280188", False, ("several_values",)),
    ("badges_by_stroke", "051188/051189", None, ("form_unverified",)),
    ("badge_as_float", "512345.0", False, ("spreadsheet_damage",)),
    ("badge_in_thousands", "512345.00", False, ("spreadsheet_damage",)),
    ("full_stop", "No.512345", None, ("form_unverified",)),
    ("no_digits", "军官证号码", False, ("format",)),
    ("short", "军官证", False, ("length",)),
    ("three", "123", False, ("length",)),
    ("emoji", "军字第2001988号😀", False, ("format",)),
    ("markup", "<b>2001988</b>", False, ("format",)),
    ("none", None, False, ("empty",)),
    ("number", 2001988, False, ("wrong_type",)),
]


@pytest.mark.parametrize(
    ("value", "valid", "codes"), [pytest.param(*row[1:], id=row[0]) for row in CASES]
)
def test_verdict(value: object, valid: object, codes: tuple[str, ...]) -> None:
    """Each case has the verdict and the codes that the facts give it."""
    reading = inspect(value)
    assert (reading.valid, reading.problems + reading.hints) == (valid, codes)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("军字第2001988号", "officer"),
        ("士字第2001988号", "soldier"),
        ("文字第2001988号", "civil"),
        ("武字第2001988号", "armed_police"),
        ("警字第2001988号", "police"),
        ("051188", "police"),
        ("昆字第2001988号", None),
    ],
)
def test_kind(value: str, kind: str | None) -> None:
    assert military_id.get_kind(value) == kind


def test_odd_values() -> None:
    check_odd_values(military_id)


@given(anything)
def test_total(value: object) -> None:
    check_total(military_id, value)


def test_tables() -> None:
    check_tables(military_id)
