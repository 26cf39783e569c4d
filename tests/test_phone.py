"""Telephone numbers: the table of cases, the plan, and what must never happen."""

from __future__ import annotations

import pickle
import sys
from datetime import date
from subprocess import run
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify.errors import Empty, InvalidComponent, InvalidFormat, InvalidLength
from infoverify.reference.phone_plan import areas, prefixes
from infoverify.validators import phone
from infoverify.validators._phone_number import (
    RUN_CORES,
    is_invented,
    is_invented_mobile,
)
from infoverify.validators._phone_reading import read

MOBILE = "13900001111"
BEIJING = "01062345670"

# Writing form → compact form; valid is True for each.
ACCEPTED = {
    "13900001111": MOBILE,
    " 13900001111\t": MOBILE,
    "139 0000 1111": MOBILE,
    "139-0000-1111": MOBILE,
    "139.0000.1111": MOBILE,
    "139·0000·1111": MOBILE,
    "139—0000–1111": MOBILE,
    "139\u200b00001111": MOBILE,
    "139\u00a00000\u30001111": MOBILE,
    "１３９００００１１１１": MOBILE,
    "+8613900001111": MOBILE,
    "+86 139 0000 1111": MOBILE,
    "+86-13900001111": MOBILE,
    "(+86)13900001111": MOBILE,
    "+(86)13900001111": MOBILE,
    "＋８６　１３９００００１１１１": MOBILE,
    "8613900001111": MOBILE,
    "86-13900001111": MOBILE,
    "008613900001111": MOBILE,
    "0086 139 0000 1111": MOBILE,
    "086-13900001111": MOBILE,
    "013900001111": MOBILE,
    "+86013900001111": MOBILE,
    "'13900001111": MOBILE,
    '="13900001111"': MOBILE,
    '"13900001111"': MOBILE,
    "13900001111;": MOBILE,
    "13900001111-": MOBILE,
    "139\n00001111": MOBILE,
    "tel:+86-139-0000-1111": MOBILE,
    "010-62345670": BEIJING,
    "01062345670": BEIJING,
    "(010)62345670": BEIJING,
    "（０１０）６２３４５６７０": BEIJING,
    "【010】6234-5670": BEIJING,
    "010 6234 5670": BEIJING,
    "010/62345670": BEIJING,
    "+86 10 62345670": BEIJING,
    "+86 010 62345670": BEIJING,
    "+86(010)62345670": BEIJING,
    "861062345670": BEIJING,
    "0086-10-6234-5670": BEIJING,
    "010-62345670-801": "01062345670x801",
    "010-62345670转801": "01062345670x801",
    "010-62345670（转801）": "01062345670x801",
    "010-62345670(801)": "01062345670x801",
    "010-62345670 801": "01062345670x801",
    "010-62345670-转801": "01062345670x801",
    "010 62345670 - 801": "01062345670x801",
    "+8610-62345670-801": "01062345670x801",
    "+86 10 62345670 - 801": "01062345670x801",
    "+86 10 62345670 801": "01062345670x801",
    "86-10-62345670 (801)": "01062345670x801",
    "010-62345670 内线801": "01062345670x801",
    "106-2345-6708-01": "1062345670801",
    "010-62345670，转801": "01062345670x801",
    "010-62345670; 分机801": "01062345670x801",
    "010-62345670 分机 801": "01062345670x801",
    "010-62345670 ext. 801": "01062345670x801",
    "010-62345670x801": "01062345670x801",
    "010-62345670#801": "01062345670x801",
    "tel:+86-10-62345670;ext=801": "01062345670x801",
    "10105678": "10105678",
    "0310-8012346": "03108012346",
    "0310-8012346-1": "03108012346x1",
    "0755-82345670": "075582345670",
    "8675582345670": "075582345670",
    "0433-2345670": "04332345670",
    "0433-23456701": "043323456701",
    "400-810-8818": "4008108818",
    "400 8108 818": "4008108818",
    "400-810-8818转1": "4008108818x1",
    "0086 400 810 8818": "4008108818",
    "800-820-8801": "8008208801",
    "95588": "95588",
    "95105888": "95105888",
    "96123": "96123",
    "12378": "12378",
    "110": "110",
    "999": "999",
    "10086": "10086",
    "010-95588": "01095588",
    "0571-96123": "057196123",
    "106550571234": "106550571234",
    "+852 9123 4560": "+85291234560",
    "0085291234560": "+85291234560",
    "852-91234560": "+85291234560",
    "85291234560": "+85291234560",
    "(852)91234560": "+85291234560",
    "0852-91234560": "+85291234560",
    "+852 2123 4567": "+85221234567",
    "+853 6612 3456": "+85366123456",
    "853 66123456": "+85366123456",
    "+853 2812 3456": "+85328123456",
    "+886912345671": "+886912345671",
    "+886 0912-345-671": "+886912345671",
    "886912345671": "+886912345671",
    "0912345671": "+886912345671",
    "0912-345-671": "+886912345671",
    "+886 2 2345 6781": "+886223456781",
    "(02)2345-6781": "+886223456781",
    "+1 650-253-0000": "+16502530000",
    "001 650 253 0000": "+16502530000",
    "+44 20 7031 3000": "+442070313000",
    "+39 06 6982": "+39066982",
    "+82-10-1234-5678": "+821012345678",
}

# Value → codes that are reported first.
REFUSED: dict[Any, tuple[str, ...]] = {
    None: ("empty",),
    "": ("empty",),
    " \u3000\u200b": ("empty",),
    True: ("wrong_type",),
    b"13900001111": ("wrong_type",),
    float("nan"): ("wrong_type",),
    float("inf"): ("wrong_type",),
    1e10: ("spreadsheet_damage",),
    "1": ("length",),
    "1390000111": ("length",),
    "139000011111": ("length",),
    "+86 1390000111": ("length",),
    "8613900001111231": ("length",),
    "1390000111122": ("length",),
    "139-0000-1111-22": ("length",),
    "020-6234567": ("length",),
    "0310-80123456": ("length",),
    "+852 612345": ("length",),
    "+853 661234561": ("length",),
    "+886 91234567": ("length",),
    "+1 23": ("length",),
    "9" * 201: ("length",),
    "12900001111": ("format",),
    "23900001111": ("format",),
    "10000000000": ("format", "placeholder"),
    "00000000000": ("format", "placeholder"),
    "11111111111": ("format", "placeholder"),
    "++8613900001111": ("format",),
    "139+00001111": ("format",),
    "+999 12345671": ("format",),
    "+": ("format",),
    "-": ("format",),
    "无": ("format", "letters"),
    "400-abc-1234": ("format", "letters"),
    "手机13900001111": ("format", "letters"),
    "139****1111": ("format", "masked"),
    "139xxxx1111": ("format", "masked"),
    "139••••1111": ("format", "masked"),
    "139····1111": ("format", "masked"),
    "0333-6234567": ("format", "area_code_unknown"),
    "026-62345678": ("format", "area_code_unknown"),
    "010-92345671": ("format", "first_digit"),
    "010-12345678": ("format", "first_digit", "placeholder"),
    "12345678": ("format", "first_digit", "placeholder"),
    "9123456": ("format", "first_digit"),
    "+852 02345671": ("format", "first_digit"),
    "+853 92345671": ("format", "first_digit"),
    "13900001111.0": ("spreadsheet_damage",),
    "1.39E+10": ("spreadsheet_damage",),
    "1.3900001111e10": ("spreadsheet_damage",),
    "13,900,001,111": ("spreadsheet_damage",),
    "1062345670": ("spreadsheet_damage",),
    "75582345670": ("spreadsheet_damage",),
    "3108012346": ("spreadsheet_damage",),
    "13900001111/13900002222": ("several_values",),
    "13900001111、13900002222": ("several_values",),
    "13900001111 13900002222": ("several_values",),
    "13900001111\n13900002222": ("several_values",),
    "139 0000 1111 139 0000 2222": ("several_values",),
    "1390000111113900002222": ("several_values",),
    "13900001111（父）13900002222（母）": ("several_values",),
    "010-62345670-13900001111": ("several_values",),
    "010-62345670/71": ("several_values",),
    "13900001111+13900002222": ("several_values",),
    "021 5678 1234 56": ("length",),
    "0000000": ("format", "placeholder"),
}

# Value → all codes; valid is None for each.
UNDECIDED = {
    "13800138000": ("placeholder",),
    "13900139000": ("placeholder",),
    "13888888888": ("placeholder",),
    "13800000001": ("placeholder",),
    "13912345678": ("placeholder",),
    "13987654321": ("placeholder",),
    "13234567890": ("placeholder",),
    "13800731500": ("placeholder", "sms_centre"),
    "13010731500": ("placeholder", "sms_centre"),
    "17088888888": ("placeholder", "virtual_operator"),
    "021-66666666": ("placeholder",),
    "0310-2345678": ("placeholder",),
    "+852 98765432": ("placeholder",),
    "0912345678": ("placeholder",),
    "0378-2345670": ("area_code_retired",),
    "0910-33123456": ("area_code_retired",),
    "10-62345670": ("leading_zero_missing",),
    "755-82345670": ("leading_zero_missing",),
    "13900001111转12": ("extension_unexpected",),
    "13900001111-1234": ("extension_unexpected",),
    "139 0000 1111-8": ("extension_unexpected",),
    "+86-13900001111-8": ("extension_unexpected",),
    "14100001111": ("prefix_unknown",),
    "15400001111": ("prefix_unknown",),
    "17920001111": ("prefix_unknown",),
    "17420001111": ("prefix_unknown",),
    "1420000111122": ("prefix_unknown",),
    "+852 85001234": ("prefix_unknown",),
    "+853 29001234": ("prefix_unknown",),
    "+1 123 450 7801": ("prefix_unknown",),
    "62345670": ("area_code_missing",),
    "6234567": ("area_code_missing",),
    "91234560": ("area_code_missing",),
    "62345670转801": ("area_code_missing",),
    "88888888": ("placeholder", "area_code_missing"),
}

KINDS = {
    "13900001111": ("mobile", "+8613900001111", "CHN"),
    "17012340987": ("virtual_mobile", "+8617012340987", "CHN"),
    "16212340987": ("virtual_mobile", "+8616212340987", "CHN"),
    "14712340987": ("data_card", "+8614712340987", "CHN"),
    "14812340987": ("iot", "+8614812340987", "CHN"),
    "1440123409871": ("iot", "+861440123409871", "CHN"),
    "13491234098": ("satellite", "+8613491234098", "CHN"),
    "17401234098": ("satellite", "+8617401234098", "CHN"),
    "17492340987": ("satellite", "+8617492340987", "CHN"),
    "16191234098": ("satellite", "+8616191234098", "CHN"),
    "010-62345670": ("landline", "+861062345670", "CHN"),
    "62345670": ("landline", None, None),
    "4008108818": ("service", "+864008108818", "CHN"),
    "95588": ("service", None, "CHN"),
    "+85291234560": ("hk_mobile", "+85291234560", "HKG"),
    "+85221234567": ("hk_landline", "+85221234567", "HKG"),
    "+852800961234": ("hk_other", "+852800961234", "HKG"),
    "+85366123456": ("macao_mobile", "+85366123456", "MAC"),
    "+85328123456": ("macao_landline", "+85328123456", "MAC"),
    "+886912345671": ("taiwan_mobile", "+886912345671", "TWN"),
    "+886223456781": ("taiwan_landline", "+886223456781", "TWN"),
    "07-3312347": ("taiwan_landline", "+88673312347", "TWN"),
    "0733-12345": ("service", "+8673312345", "CHN"),
    "10109898": ("service", None, "CHN"),
    "+16502530000": ("foreign", "+16502530000", "USA"),
}

FORMATTED = {
    "+8613900001111": "139 0000 1111",
    "01062345670": "010-6234 5670",
    "03108012346": "0310-801 2346",
    "01062345670x801": "010-6234 5670转801",
    "4008108818": "400-810-8818",
    "95588": "95588",
    "6234567": "623 4567",
    "1440123409871": "14401 2340 9871",
    "85291234560": "+852 9123 4560",
    "0912345671": "+886 912 345 671",
    "+886223456781": "+886 2 2345 6781",
    "+16502530000": "+1 650-253-0000",
    "unreadable": "unreadable",
}


@pytest.mark.parametrize(("given_form", "expected"), ACCEPTED.items())
def test_accepts_every_usual_way_of_writing(given_form: str, expected: str) -> None:
    found = phone.inspect(given_form)
    assert (found.valid, found.problems) == (True, ())
    assert found.normalised == expected == phone.compact(given_form)
    assert found.normalised_from == (given_form if given_form != expected else None)
    assert phone.validate(given_form) == expected
    assert (found.changes != ()) == (given_form != expected)


@pytest.mark.parametrize(("value", "codes"), REFUSED.items())
def test_refuses_and_says_why(value: Any, codes: tuple[str, ...]) -> None:
    found = phone.inspect(value)
    assert (found.valid, found.problems) == (False, codes)
    assert found.normalised is None
    assert not phone.is_valid(value)
    with pytest.raises(ValueError, match=codes[0]):
        phone.validate(value)


@pytest.mark.parametrize(("value", "codes"), UNDECIDED.items())
def test_says_that_it_cannot_tell(value: str, codes: tuple[str, ...]) -> None:
    found = phone.inspect(value)
    assert found.valid is None
    assert found.problems + found.hints == codes
    assert phone.is_valid(value)
    assert phone.validate(value) == phone.compact(value)


@pytest.mark.parametrize(("value", "facts"), KINDS.items())
def test_tells_kind_e164_and_country(value: str, facts: tuple[str | None, ...]) -> None:
    found = phone.inspect(value)
    assert (found.kind, found.e164, found.country) == facts
    assert phone.get_kind(value) == facts[0]
    assert phone.get_e164(value) == facts[1]


@pytest.mark.parametrize(("value", "expected"), FORMATTED.items())
def test_formats_for_readers(value: str, expected: str) -> None:
    assert phone.format(value) == expected
    assert phone.compact(expected) == phone.compact(value)


@pytest.mark.parametrize(
    ("value", "area", "region"),
    [
        ("010-62345670", "010", "110000"),
        ("0755-82345670", "0755", "440300"),
        ("024-62345670", "024", "210000"),
        ("0571-96123", "0571", "330100"),
        ("13900001111", None, None),
        ("+85291234560", None, "810000"),
    ],
)
def test_tells_area_and_region(value: str, area: str, region: str) -> None:
    assert phone.get_area(value) == area
    assert phone.get_region(value) == region


@pytest.mark.parametrize(
    ("value", "suggestion"),
    [
        ("139O000llll", "13900001111"),
        ("１３９0000一一一一", "13900001111"),
        ("١٣٩٠٠٠٠١١١١", "13900001111"),
        ("13900001111.0", "13900001111"),
        (13900001111.0, "13900001111"),
        ("1.3900001111E+10", "13900001111"),
        ("1.39E+10", None),
        ("1062345670", "01062345670"),
        ("1062345670.0", "01062345670"),
        ("手机13900001111", "13900001111"),
        ("abc", None),
    ],
)
def test_suggests_and_never_decides(value: Any, suggestion: str | None) -> None:
    found = phone.inspect(value)
    assert found.valid is False
    assert found.suggestion == suggestion


def test_lists_each_of_several_numbers() -> None:
    found = phone.inspect("+86 139 0000 1111 / 010-62345670转801")
    assert found.values == ("13900001111", "01062345670x801")


@pytest.mark.parametrize(
    ("year", "valid"), [(2005, True), (2006, True), (2007, None), (None, None)]
)
def test_retired_area_code_was_right_in_its_time(
    year: int | None,
    valid: bool | None,
) -> None:
    at = date(year, 6, 1) if year else None
    assert phone.inspect("0910-6234561", at=at).valid is valid


def test_prefix_is_newer_than_the_date() -> None:
    assert phone.inspect("19200001111", at=date(2015, 1, 1)).hints == (
        "prefix_newer_than_date",
    )
    assert phone.inspect("19200001111", at=date(2020, 1, 1)).hints == ()


def test_texts_and_codes_are_complete() -> None:
    assert set(phone.TEXTS) == set(phone.CODES)
    assert set(phone.CODES.values()) == {"refuses", "doubts", "unknown", "hints"}
    seen = {c for codes in (*REFUSED.values(), *UNDECIDED.values()) for c in codes}
    seen |= {c for value in KINDS for c in phone.inspect(value).hints}
    seen |= {"prefix_newer_than_date", *phone.inspect("一三九00001111").hints}
    assert seen == set(phone.CODES)


@given(
    st.integers(0, 6),
    st.sampled_from(["7777777", "01234567", "34567890", "09876543", "87654321"]),
    st.text("0123456789", min_size=11, max_size=11),
)
def test_every_run_rests_on_a_core(place: int, run: str, rest: str) -> None:
    number = (rest[:place] + run + rest[place:])[:11]
    if run in number:
        assert is_invented(number)
        assert is_invented_mobile(number)
        assert number[4:7] in RUN_CORES


@given(st.from_regex(r"1[3-9](?:0*|1*|[0-9]*|12345678)[0-9]*", fullmatch=True))
def test_two_ways_of_finding_runs_agree(number: str) -> None:
    digits = (number + "0123456789")[:11]
    special = digits[-3:] in ("000", "500")
    assert special or is_invented(digits) == is_invented_mobile(digits)


def test_area_table_is_whole() -> None:
    assert len(areas()) == 332
    for code, area in areas().items():
        assert code[0] == "0"
        assert len(code) in (3, 4)
        assert set(area.lengths) <= {7, 8}
        assert len(area.region) == 6
        assert bool(area.successors) == area.retired
        for successor in area.successors:
            assert not areas()[successor].retired


@given(st.sampled_from(sorted(prefixes())), st.text("0123456789", min_size=13))
def test_every_allotted_prefix_is_valid(key: tuple[str, int], tail: str) -> None:
    prefix, length = key
    number = (prefix + tail)[:length]
    found = phone.inspect(number)
    assert found.kind is not None
    doubted = "placeholder" in found.problems
    assert found.valid is (None if doubted else True)
    assert length == 13 or doubted == is_invented_mobile(number)


@given(st.sampled_from(sorted(areas())), st.text("012345678", min_size=8))
def test_landlines_follow_the_area_table(code: str, tail: str) -> None:
    for count in (7, 8):
        found = phone.inspect(f"{code}-{tail[:count]}")
        right = count in areas()[code].lengths and tail[0] in "2345678"
        if not code.startswith("085") and not code.startswith("0"):
            assert (found.valid is not False) == right
        if right:
            assert (found.kind, found.area) == ("landline", code)


@given(
    st.sampled_from("3456789"),
    st.text("0123456789", min_size=9, max_size=9),
    st.sampled_from(["+86", "86", "0086 ", "(+86)", "0", "+86-"]),
    st.sampled_from(["", " ", "-", "\u2014", "."]),
)
def test_old_and_new_writing_forms_agree(
    second: str, tail: str, head: str, mark: str
) -> None:
    bare = f"1{second}{tail}"
    other = f"{head}{bare[:3]}{mark}{bare[3:7]}{mark}{bare[7:]}"
    first, again = phone.inspect(bare), phone.inspect(other)
    assert phone.compact(other) == bare
    assert (first.valid, first.problems, first.hints, first.e164, first.kind) == (
        again.valid,
        again.problems,
        again.hints,
        again.e164,
        again.kind,
    )


_SHAPES = st.text("0123456789 -+()转x/、,.eE*１２\u200b张a", max_size=30)


@settings(max_examples=200)
@given(st.one_of(_SHAPES, st.text(max_size=40)))
def test_compact_is_idempotent_and_agrees(value: str) -> None:
    found = phone.inspect(value)
    if found.problems == ("empty",):
        with pytest.raises(Empty):
            phone.compact(value)
        return
    once = phone.compact(value)
    assert phone.compact(once) == once
    assert phone.is_valid(once) == (found.valid is not False)
    if found.valid is not False:
        assert phone.validate(once) == once == phone.validate(value)


class _Awkward:
    def __str__(self) -> str:
        raise RuntimeError

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    def __hash__(self) -> int:
        raise RuntimeError


class _Text(str):
    __slots__ = ()

    def __len__(self) -> int:
        raise RuntimeError

    def __str__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    "value",
    [_Awkward(), object, [MOBILE], {MOBILE}, 13900001111, 1j, 10**400, -1.5, 1e300],
)
def test_never_raises_for_anything(value: Any) -> None:
    assert phone.inspect(value).valid is False
    assert not phone.is_valid(value)
    with pytest.raises(InvalidFormat):
        phone.compact(value)


def test_subclasses_of_str_are_read_as_text() -> None:
    assert phone.inspect(_Text("+86 13900001111")).normalised == MOBILE
    assert phone.validate(_Text(MOBILE)) == MOBILE
    assert type(phone.compact(_Text("abc" * 100))) is str


@pytest.mark.parametrize("text", ["1", " ", "+", "转", "\u200b"])
def test_very_long_text_is_refused_by_its_length(text: str) -> None:
    assert phone.inspect(text * 10_000_000).problems == ("length",)


def test_raises_the_exception_of_the_code() -> None:
    with pytest.raises(InvalidLength, match=r"^phone: length$"):
        phone.validate("1390000111")
    with pytest.raises(InvalidFormat):
        phone.validate("13900001111/13900002222")
    with pytest.raises(Empty):
        phone.validate(None)
    assert not issubclass(InvalidLength, InvalidComponent)


def test_shows_no_number_and_stays_frozen() -> None:
    for value in (MOBILE, "+86 139 0000 1111", "010-62345670", "abc", "95588"):
        found = phone.inspect(value)
        assert "1390000" not in repr(found)
        assert "6234" not in str(found)
        assert type(found) is phone.PhoneInspection
        with pytest.raises(AttributeError):
            found.valid = True
        with pytest.raises(AttributeError):
            del found.valid
        assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes


def test_fast_and_slow_path_build_the_same_record() -> None:
    fast, slow = phone.inspect(MOBILE), phone.inspect(f" {MOBILE}")
    assert {**slow.to_dict(), "normalised_from": None, "changes": []} == fast.to_dict()
    assert fast.to_dict()["kind"] == "mobile"


RUNS = [
    run[i : i + size]
    for run in ("01234567890", "09876543210", "0000000000", "7777777777")
    for size in (7, 8, 9)
    for i in range(3)
]


@given(
    st.sampled_from(["", "+86", "+86 ", "+ 86-", "86", "-", " "]),
    st.text("0123456789 -", min_size=10, max_size=14),
)
def test_quick_readings_are_those_of_the_reader(head: str, tail: str) -> None:
    for value in (f"{head}1{tail}", f"{head}13{tail}"):
        slow = phone._of_reading(value, read(value, None))
        assert phone.inspect(value) == slow


@given(
    st.sampled_from(["1", "13", "10", "106", "12", "19", "2"]),
    st.text("0123456789", max_size=9) | st.sampled_from(RUNS),
    st.sampled_from([None, date(2026, 11, 1), date(2005, 1, 1)]),
)
@settings(max_examples=300)
def test_digits_are_refused_as_the_reader_refuses_them(
    head: str, tail: str, at: date | None
) -> None:
    for value in (head + tail, f"{head}{tail}{tail}"[:11], f"{head}{tail}00000"[:10]):
        slow = phone._of_reading(value, read(value, at))
        quick = phone.inspect(value, at=at)
        assert quick == slow
        assert quick.to_dict() == slow.to_dict()


@given(
    st.sampled_from(["", "+86", "+86 ", "86 ", "+86-"]),
    st.sampled_from(["{}{}{}", "{} {} {}", "{}-{}-{}", "{} {}-{}", "{} {} {} "]),
    st.integers(13000000000, 19999999999).map(str),
)
def test_compact_forms_are_those_of_the_reader(head: str, form: str, n: str) -> None:
    value = head + form.format(n[:3], n[3:7], n[7:])
    number = read(value, None).number
    assert phone.compact(value) == (number.compact or value)


def test_library_is_imported_for_other_countries_only() -> None:
    code = (
        "import sys; from infoverify.validators import phone\n"
        "for v in ('13900001111', '010-62345670', '+85291234560', '95588', 'x', ''):\n"
        "    phone.inspect(v)\n"
        "assert 'phonenumbers' not in sys.modules\n"
        "phone.inspect('+16502530000')\n"
        "assert 'phonenumbers' in sys.modules\n"
    )
    run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own text
