"""Unified social credit codes: the standard's rules, its oracle, its own table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as oracle

from documents import anything, check_odd_values, check_tables, check_total
from infoverify.errors import ValidationError
from infoverify.validators import organisation_code, uscc
from infoverify.validators.uscc import ALPHABET, DEPARTMENTS, inspect

PAIRS = sorted(d + c for d, (_, cs) in DEPARTMENTS.items() for c in cs)
REGIONS = ["100000", "110000", "110108", "310000", "440300", "650000", "330106"]


def code(pair: str = "91", region: str = "110108", body: str = "M0001023") -> str:
    head = pair + region + body + organisation_code.check_character(body)
    return head + uscc.check_character(head)


GOOD = code()
# A code whose embedded organisation code fails while its own check agrees.
BAD_INNER = "91110108M00010234"
BAD_INNER += uscc.check_character(BAD_INNER)

codes = st.builds(
    code,
    st.sampled_from(PAIRS),
    st.sampled_from(REGIONS),
    st.text(ALPHABET, min_size=8, max_size=8).filter(lambda t: len(set(t)) > 1),
)

CASES = [
    ("plain", GOOD, True, ()),
    ("lower_case", GOOD.lower(), True, ()),
    ("spaces_in_groups", f"{GOOD[:2]} {GOOD[2:8]} {GOOD[8:]}", True, ()),
    ("full_width", GOOD.translate({c: c + 0xFEE0 for c in range(33, 127)}), True, ()),
    ("zero_width", "\u200b" + GOOD + "\ufeff", True, ()),
    ("hyphens", "91-110108-M00010233-5", True, ()),
    ("national_registrar", code(region="100000"), True, ()),
    ("office_of_a_zone", code(region="110302"), True, ()),
    ("office_of_a_zone_in_xian", code(region="610131"), True, ()),
    ("copy", GOOD + "(1-1)", True, ()),
    ("copy_full_width", GOOD + "（3－2）", True, ()),
    ("no_mark_of_a_copy", GOOD + "(11)", False, ("length",)),
    ("military_unit", code("A1"), True, ()),
    ("village_collective", code("N2"), True, ()),
    ("other_department", code("Y1"), True, ()),
    ("villagers_committee", code("54"), None, ("category_unknown",)),
    ("department_not_in_table", code("B1"), None, ("category_unknown",)),
    ("department_zero", code("01"), None, ("category_unknown",)),
    ("inner_code_fails", BAD_INNER, None, ("inner_code_checksum",)),
    ("published_sample", "91350100M000100Y43", None, ("published_sample",)),
    ("no_such_province", code(region="990108"), False, ("province_unknown",)),
    ("check_wrong", GOOD[:-1] + "6", False, ("checksum",)),
    ("seventeen", GOOD[:-1], False, ("length",)),
    ("nineteen", GOOD + "0", False, ("length",)),
    ("letter_in_region", "9111O108M000102335", False, ("format",)),
    ("letters_left_out", "91110108MOOO102335", False, ("format",)),
    ("chinese", "统一社会信用代码统一社会信用代码代码", False, ("format",)),
    ("chinese_short", "测试", False, ("length",)),
    ("empty", "", False, ("empty",)),
    ("blank", " \t\u3000", False, ("empty",)),
    ("none", None, False, ("empty",)),
    ("whole_number", 911101080001023350, False, ("wrong_type",)),
    ("bytes", b"91110108M000102335", False, ("wrong_type",)),
    ("truth", True, False, ("wrong_type",)),
    ("list", [GOOD], False, ("wrong_type",)),
    ("float", 9.1110108e17, False, ("spreadsheet_damage",)),
    ("scientific", "9.11101E+17", False, ("spreadsheet_damage",)),
    ("digits_lost", "911101080001023000", False, ("checksum", "spreadsheet_damage")),
    ("two_codes_one_wrong", f"{GOOD[:-1]}6、{GOOD}", False, ("several_values",)),
    ("early_code_of_xiamen", "91350203M0001QKT00", None, ("early_local_code",)),
    ("early_form_elsewhere", "91350103M0001QKT00", False, ("checksum",)),
    ("two_codes", f"{GOOD}, {code('12')}", False, ("several_values",)),
    ("two_codes_on_two_lines", f"{GOOD}\n{code('12')}", False, ("several_values",)),
    ("zeros", "0" * 18, False, ("province_unknown", "placeholder")),
    ("ones", "1" * 18, False, ("checksum", "placeholder")),
    ("ones_too_few", "1" * 8, False, ("length", "placeholder")),
    ("arabic_digits", GOOD.replace("1", "\u0661"), False, ("format",)),
    ("huge", "9" * 10_000_000, False, ("length",)),
]


@pytest.mark.parametrize(
    ("value", "valid", "problems"),
    [pytest.param(v, ok, p, id=name) for name, v, ok, p in CASES],
)
def test_verdict(value: object, valid: object, problems: tuple[str, ...]) -> None:
    """Each case has the verdict and the first code that the standard gives it."""
    reading = inspect(value)
    assert reading.valid is valid
    assert (reading.problems + reading.hints)[: len(problems)] == problems
    assert uscc.is_valid(value) is (valid is not False)


@pytest.mark.parametrize("pair", PAIRS)
def test_every_category_of_the_table_is_accepted(pair: str) -> None:
    value = code(pair)
    assert inspect(value).valid is True
    assert uscc.get_department_name(value) == DEPARTMENTS[pair[0]][0]
    assert uscc.get_category_name(value) == DEPARTMENTS[pair[0]][1][pair[1]]


def test_the_table_has_the_standards_36_categories() -> None:
    assert len(PAIRS) == 36


def test_facts() -> None:
    reading = inspect(f" {GOOD.lower()} ")
    assert (reading.department, reading.category) == ("9", "1")
    assert reading.region == "110108"
    assert reading.organisation_code == "M00010233"
    assert reading.normalised == GOOD
    assert reading.normalised_from == f" {GOOD.lower()} "
    assert reading.changes == ("spaces", "lower_case")
    assert uscc.get_organisation_code(GOOD) == "M00010233"


def test_shortcut_and_long_way_agree() -> None:
    """A clean code reads the same when it had to be folded first, but for the folding."""
    short, long = inspect(GOOD).to_dict(), inspect(GOOD + " ").to_dict()
    assert long.pop("normalised_from") == GOOD + " "
    assert long.pop("changes") == ["spaces"]
    short.pop("normalised_from"), short.pop("changes")
    assert short == long


def test_reading_hides_the_code() -> None:
    assert GOOD not in repr(inspect(GOOD))
    with pytest.raises(ValidationError) as raised:
        uscc.validate(GOOD[:-1] + "6")
    assert GOOD[:8] not in str(raised.value)


def test_near_misses() -> None:
    swapped = GOOD[:13] + GOOD[14] + GOOD[13] + GOOD[15:]
    assert inspect(swapped).hints == ("adjacent_transposition",)
    typed = GOOD[:2] + "9" + GOOD[3:]
    assert "single_digit_in_region" in inspect(typed).hints


def test_slips_are_suggested_never_folded() -> None:
    reading = inspect("9111O108MOO0102335")
    assert reading.valid is False
    assert reading.hints == ("ocr_slip",)
    assert inspect("9111X108MOO0102335").hints == ()


# Every difference that docs/validators-documents.md lists: value, oracle, ours.
DIFFERENCES = [
    ("letter_as_department", code("A1"), False, True),
    ("pair_not_in_the_table", code("54"), True, None),
    ("no_such_province", code(region="990108"), True, False),
    ("province_zero", code(region="000000"), True, False),
    ("county_not_in_our_tables", code(region="110199"), True, None),
    ("inner_code_fails", BAD_INNER, True, None),
    ("early_code_of_xiamen", "91350203M0001QKT00", False, None),
    ("sample", "91350100M000100Y43", True, None),
    (
        "full_width",
        GOOD.translate({c: c + 0xFEE0 for c in range(33, 127)}),
        False,
        True,
    ),
    ("zero_width", "\u200b" + GOOD, False, True),
    ("mathematical_digits", GOOD.replace("1", "\U0001d7cf"), True, False),
    ("list", [GOOD], True, False),
]


@pytest.mark.parametrize(
    ("value", "theirs", "ours"),
    [pytest.param(*row[1:], id=row[0]) for row in DIFFERENCES],
)
def test_documented_differences(value: object, theirs: object, ours: object) -> None:
    """A difference that went away, or came, changes the documentation."""
    assert oracle.is_valid(value) is theirs
    assert inspect(value).valid is ours


@given(codes)
def test_generated_codes_are_valid(value: str) -> None:
    assert inspect(value).valid is True
    assert uscc.validate(value) == value
    assert uscc.compact(uscc.compact(value)) == uscc.compact(value)


@given(codes, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_every_single_character_change_is_caught(value: str, i: int, c: str) -> None:
    changed = value[:i] + c + value[i + 1 :]
    assert (inspect(changed).valid is not False) is (changed == value)


@given(codes, st.integers(0, 16))
def test_every_adjacent_transposition_is_caught(value: str, i: int) -> None:
    changed = value[:i] + value[i + 1] + value[i] + value[i + 2 :]
    assert (inspect(changed).valid is not False) is (changed == value)


@given(codes, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_oracle_agrees_on_digit_heads(value: str, i: int, c: str) -> None:
    """python-stdnum says the same wherever the first two characters are digits."""
    changed = value[:i] + c + value[i + 1 :]
    if changed[:8].isdecimal():
        expected = oracle.is_valid(changed)
        # The province is looked at by us alone.
        if "province_unknown" not in inspect(changed).problems:
            assert uscc.is_valid(changed) is expected


def test_odd_values() -> None:
    check_odd_values(uscc)


@given(anything)
def test_total(value: object) -> None:
    check_total(uscc, value)


def test_tables() -> None:
    check_tables(uscc)
