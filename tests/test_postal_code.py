"""Postcodes: the table of cases and what must never happen."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoverify.errors import Empty, InvalidFormat
from infoverify.validators import postal_code

ACCEPTED = {
    "518000": "518000",
    " 518000 ": "518000",
    "518 000": "518000",
    "518-000": "518000",
    "５１８０００": "518000",
    "518\u200b000": "518000",
    "'071000": "071000",
    "010010": "010010",
    "100000": "100000",
    "999077": "999077",
}

REFUSED: dict[Any, tuple[str, ...]] = {
    None: ("empty",),
    " \u3000": ("empty",),
    518000: ("wrong_type",),
    True: ("wrong_type",),
    b"518000": ("wrong_type",),
    float("nan"): ("wrong_type",),
    518000.5: ("spreadsheet_damage",),
    71000.0: ("spreadsheet_damage",),
    "5180": ("length",),
    "5180001": ("length",),
    "91000": ("length",),
    "51800": ("length",),
    "1" * 101: ("length",),
    "71000": ("spreadsheet_damage",),
    "71000.0": ("spreadsheet_damage",),
    "5.18E+05": ("spreadsheet_damage",),
    "51800O": ("format", "letters"),
    "邮编518000": ("format", "letters"),
    "无": ("format", "letters"),
    "518*00": ("format",),
    "٥١٨٠٠٠": ("format",),
    "518000/518001": ("several_values",),
    "518000 518001": ("several_values",),
    "518000、518001": ("several_values",),
}


@pytest.mark.parametrize(("value", "expected"), ACCEPTED.items())
def test_accepts_every_usual_way_of_writing(value: str, expected: str) -> None:
    found = postal_code.inspect(value)
    assert (found.valid, found.problems, found.normalised) == (True, (), expected)
    assert found.normalised_from == (None if value == expected else value)
    assert postal_code.compact(value) == postal_code.validate(value) == expected
    assert postal_code.format(value) == expected


@pytest.mark.parametrize(("value", "codes"), REFUSED.items())
def test_refuses_and_says_why(value: Any, codes: tuple[str, ...]) -> None:
    found = postal_code.inspect(value)
    assert (found.valid, found.problems, found.normalised) == (False, codes, None)
    with pytest.raises(ValueError, match=codes[0]):
        postal_code.validate(value)


@pytest.mark.parametrize("value", ["000000", "111111", "123456", "654321", "345678"])
def test_doubts_what_was_typed_to_fill_the_field(value: str) -> None:
    found = postal_code.inspect(value)
    assert (found.valid, found.problems) == (None, ("placeholder",))
    assert postal_code.is_valid(value)


def test_province_is_a_hint_only() -> None:
    assert postal_code.get_provinces("518000") == ("44",)
    assert postal_code.get_provinces("137400") == ("15", "22")
    unknown = postal_code.inspect("880001")
    assert (unknown.valid, unknown.hints) == (True, ("pair_unknown",))
    assert postal_code.get_provinces("880001") == ()


@pytest.mark.parametrize(
    ("value", "suggestion"),
    [
        ("71000", "071000"),
        (71000.0, "071000"),
        ("71000.0", "071000"),
        ("518000.0", "518000"),
        ("51800O", "518000"),
        ("邮编518000", "518000"),
        ("٥١٨٠٠٠", "518000"),
        ("5.18E+05", None),
    ],
)
def test_suggests_and_never_decides(value: Any, suggestion: str | None) -> None:
    found = postal_code.inspect(value)
    assert (found.valid, found.suggestion) == (False, suggestion)


def test_lists_each_of_several_postcodes() -> None:
    assert postal_code.inspect("518000/518001").values == ("518000", "518001")


def test_texts_and_codes_are_complete() -> None:
    assert set(postal_code.TEXTS) == set(postal_code.CODES)
    seen = {c for codes in REFUSED.values() for c in codes}
    assert seen | {"placeholder", "pair_unknown", "foreign_digits"} == set(
        postal_code.CODES
    )
    assert postal_code.inspect("٥١٨٠٠٠").hints == ("foreign_digits",)


@given(st.one_of(st.text(max_size=12), st.text("0123456789 -/.OE+五", max_size=15)))
def test_compact_is_idempotent_and_agrees(value: str) -> None:
    found = postal_code.inspect(value)
    if found.problems == ("empty",):
        with pytest.raises(Empty):
            postal_code.compact(value)
        return
    once = postal_code.compact(value)
    assert postal_code.compact(once) == once
    assert postal_code.is_valid(once) == (found.valid is not False)


@pytest.mark.parametrize("value", [object(), [1], 10**400, 1e300, -1.0, type])
def test_never_raises_for_anything(value: Any) -> None:
    assert postal_code.inspect(value).valid is False
    with pytest.raises(InvalidFormat):
        postal_code.compact(value)


def test_very_long_text_is_refused_by_its_length() -> None:
    assert postal_code.inspect("5" * 10_000_000).problems == ("length",)


def test_shows_nothing_and_can_be_pickled() -> None:
    found = postal_code.inspect("518000")
    assert "518" not in repr(found)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
