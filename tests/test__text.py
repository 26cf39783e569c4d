"""Folding of writing forms, and what is told without folding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoverify import _text


@pytest.mark.parametrize(
    ("given_text", "text", "changes"),
    [
        ("ABC1", "ABC1", ()),
        ("abc1", "ABC1", ("lower_case",)),
        ("１２ ３", "123", ("full_width", "spaces")),
        ("1\u200b2", "12", ("invisible",)),
        ("1–2", "12", ("dashes",)),
        ("'12", "12", ("text_mark",)),
        ("’12", "12", ("text_mark",)),
        ("‘12’", "12", ("text_mark",)),
        ('"12"', "12", ("text_mark",)),
        ('="12"', "12", ("text_mark",)),
        ("=12", "=12", ()),
        ("12Ⅹ", "12X", ("roman_numeral",)),
        ("12ⅹ", "12X", ("roman_numeral",)),
        ("1Ⅹ2", "1Ⅹ2", ()),
        ("ß", "ß", ()),
        ("", "", ()),
    ],
)
def test_fold_person_number(
    given_text: str, text: str, changes: tuple[str, ...]
) -> None:
    assert _text.fold_person_number(given_text) == (text, changes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.1E+17", True),
        ("1E17", True),
        ("1,1e+17", True),
        ("1.1E+", False),
        ("11.1E+17", False),
        ("E12345678", False),
        ("1E2345678Z", False),
        ("110101199003070000.0", True),
        ("110101900307000.00", True),
        ("110101199003070000.5", False),
        ("13.0", False),
        ("110,101,199,003,070,000", True),
        ("110,101", False),
        ("110101,199,003,070,000", False),
        ("", False),
        ("12", False),
    ],
)
def test_spreadsheet_number(text: str, *, expected: bool) -> None:
    assert _text.spreadsheet_number(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1111", True),
        ("0123", True),
        ("7890123", True),
        ("3210987", True),
        ("111", False),
        ("1112", False),
        ("1357", False),
        ("aaaa", False),
        ("١١١١", False),
    ],
)
def test_looks_filled_in(text: str, *, expected: bool) -> None:
    assert _text.looks_filled_in(text) is expected


def test_other_digits_are_told_and_folded_only_from_one_script() -> None:
    assert _text.has_other_digits("1٣")
    assert not _text.has_other_digits("1²①三")
    assert _text.fold_digits("١٢٣") == ("123", ("other_script_digits",))
    assert _text.fold_digits("١२") == ("١२", ())
    assert _text.fold_digits("1٢") == ("1٢", ())
    assert _text.fold_digits("𝟏𝟐") == ("12", ("other_script_digits",))
    assert _text.fold_digits("名") == ("名", ())


def test_suggested_digits() -> None:
    assert _text.suggest_digits("1Ol|×") == "1011X"
    assert _text.suggest_digits("×1") == "×1"
    assert _text.suggest_digits("") == ""


@given(st.text())
def test_every_fold_is_total(text: str) -> None:
    _text.fold_person_number(text)
    _text.fold_digits(text)
    _text.suggest_digits(text)
    _text.spreadsheet_number(text)
    _text.looks_filled_in(text)


@given(st.one_of(st.text(), st.integers(), st.binary(), st.none()))
def test_is_text(value: object) -> None:
    assert _text.is_text(value) is isinstance(value, str)
