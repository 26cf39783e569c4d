"""The address reader: labelled cases, properties, and what it never does."""

from __future__ import annotations

import copy
import os
import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import address_scorer
from infoverify.errors import Empty, InvalidComponent, InvalidFormat, ValidationError
from infoverify.reference import divisions
from infoverify.validators import address
from infoverify.validators._inspection import verdict_of
from infoverify.validators.address import _data as data
from infoverify.validators.address import _tail as tail_module
from infoverify.validators.address._tail import read_tail

CASES = address_scorer.load()
FLAT_KEYS = [
    "province",
    "city",
    "county",
    "township",
    "village",
    "group",
    "road",
    "house_number",
    "poi",
    "building",
    "unit",
    "floor",
    "room",
    "zone",
    "adcode",
    "status",
    "candidates",
    "historic",
    "completeness",
    "complete",
    "placeholder",
    "division_ok",
    "missing",
    "normalised",
]
STATUSES = {
    *("resolved", "ambiguous", "conflict", "nonexistent", "foreign", "romanised"),
    "none",
}
NOW = [
    code
    for code in divisions.all_codes()
    if code[4:] != "00"
    and code[:2] not in {"71", "81", "82"}
    and divisions.intervals(code)[-1].end is None
]
NAMES = [divisions.chain(code) for code in NOW]
# A county's chain and code; 西沙区 and 南沙区 of 三沙 are read like any other.
OFFICIAL = list(zip(NOW, NAMES, strict=True))


@pytest.mark.parametrize(
    "case", CASES, ids=lambda c: f"{c['kind']}:{c['text'][:24]}".replace(" ", "_")
)
def test_case(case: dict[str, Any]) -> None:
    """Each labelled case is read as its label says."""
    assert address_scorer.wrong_keys(case, address_scorer.read(case)) == []


def test_cases_are_many_and_of_many_kinds() -> None:
    assert len(CASES) >= 400
    assert len({case["kind"] for case in CASES}) >= 29


def test_to_dict_has_the_fixed_keys() -> None:
    found = address.inspect("浙江省杭州市下城区石祥路78号").to_dict()
    assert set(FLAT_KEYS) <= set(found)
    assert set(found) - set(FLAT_KEYS) == {
        *("kind", "valid", "problems", "hints", "normalised_from", "changes"),
    }
    assert found["historic"] == [
        {
            "written": "下城区",
            "code": "330103",
            "from": 1981,
            "until": 2021,
            "successors": ["330105"],
        }
    ]


def test_candidates_have_their_four_keys() -> None:
    found = address.inspect("西湖区文三路1号").to_dict()["candidates"]
    assert found == [
        {
            "adcode": "330106",
            "province": "浙江省",
            "city": "杭州市",
            "county": "西湖区",
        },
        {
            "adcode": "360103",
            "province": "江西省",
            "city": "南昌市",
            "county": "西湖区",
        },
    ]


def test_conflict_names_the_pair_and_both_repairs() -> None:
    reading = address.inspect("广东省南昌市南山区科技路1号")
    assert reading.conflict == ("广东省", "南昌市")
    assert [r.adcode for r in reading.repairs] == ["360100", "440305"]
    assert reading.valid is False


def test_typo_is_suggested_and_not_applied() -> None:
    reading = address.inspect("浙江省杭州市西河区文三路1号")
    assert reading.suggestions == ("西湖区",)
    assert reading.county is None


def test_edition_of_the_table_is_told() -> None:
    reading = address.inspect("浙江省杭州市西湖区文三路1号")
    assert reading.edition is not None
    assert reading.edition >= "2025"


def test_noise_is_told_with_spans() -> None:
    text = "收件人：张伟，手机：13900000000，地址：浙江省杭州市西湖区文三路1号"
    reading = address.inspect(text)
    assert {a.kind for a in reading.noise} == {"label", "recipient", "phone"}
    assert all(text[a.start : a.end] == a.written for a in reading.noise)


def test_codes_and_texts_agree() -> None:
    assert set(address.CODES) == set(address.TEXTS)
    assert all(
        zh.endswith("。") and en.endswith(".") for zh, en in address.TEXTS.values()
    )


@pytest.mark.parametrize("kind", sorted({case["kind"] for case in CASES}))
def test_readings_are_consistent(kind: str) -> None:
    """Codes are in their class, spans reproduce the text, valid follows the codes."""
    for case in CASES:
        if case["kind"] == kind:
            _consistent(case)


def _consistent(case: dict[str, Any]) -> None:
    reading = address_scorer.read(case)
    text = case["text"]
    for code in reading.problems:
        assert address.CODES[code] in {"refuses", "doubts"}
    for code in reading.hints:
        assert address.CODES[code] in {"unknown", "hints"}
    verdict = verdict_of((*reading.problems, *reading.hints), address.CODES)
    assert reading.valid is (
        None if verdict and reading.status != "resolved" else verdict
    )
    assert reading.status in STATUSES
    for element in reading.elements:
        assert text[element.start : element.end] == element.written
    assert text not in repr(reading) or len(text) < 6


class Hostile(str):
    """A text whose every method raises."""

    __slots__ = ()

    def __str__(self) -> str:
        raise RuntimeError

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    def __hash__(self) -> int:
        raise RuntimeError

    def strip(self, *_: object) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    "value", [True, 0, 1.5, float("nan"), b"\xe6", [], {}, object(), date(2020, 1, 1)]
)
def test_other_types_are_refused(value: object) -> None:
    reading = address.inspect(value)
    assert reading.valid is False
    assert reading.problems == ("wrong_type",)
    assert address.is_valid(value) is False
    with pytest.raises(InvalidFormat):
        address.validate(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [None, "", "   ", "\u3000\n", "\u200b"])
def test_nothing_is_empty(value: str | None) -> None:
    reading = address.inspect(value)
    assert (reading.valid, reading.problems) == (False, ("empty",))
    with pytest.raises(Empty):
        address.validate(value)  # type: ignore[arg-type]


def test_a_subclass_of_text_is_read_as_text() -> None:
    assert address.inspect(Hostile("浙江省杭州市西湖区文三路1号")).adcode == "330106"


def test_long_texts_are_cut_and_told() -> None:
    reading = address.inspect("浙江省杭州市西湖区文三路1号" + "好" * 10_000_000)
    assert reading.adcode == "330106"
    assert "too_long" in reading.problems


def test_validate_raises_only_what_is_refused() -> None:
    assert address.validate(" 浙江省杭州市 ") == "浙江省杭州市"
    with pytest.raises(InvalidComponent) as caught:
        address.validate("湖北省荆州市仙桃市沔阳大道1号")
    assert caught.value.code == "nesting_wrong"
    assert "仙桃" not in str(caught.value)


def test_format_writes_the_canonical_form() -> None:
    assert (
        address.format("杭州 下城区 石祥路七十八号") == "浙江省杭州市拱墅区石祥路78号"
    )
    assert address.format("文三路１号") == "文三路1号"


def test_readings_are_frozen_and_travel() -> None:
    reading = address.inspect("浙江省杭州市下城区石祥路78号")
    with pytest.raises(AttributeError):
        reading.county = "西湖区"
    assert copy.deepcopy(reading) is reading
    again = pickle.loads(pickle.dumps(reading))  # noqa: S301 - our own bytes
    assert again == reading
    assert hash(again) == hash(reading)


def test_a_region_decides_only_what_is_open() -> None:
    assert address.inspect("西湖区文三路1号", region="360000").adcode == "360103"
    assert address.inspect("浙江省杭州市西湖区1号", region="36").adcode == "330106"


PAIRS = [
    ("浙江省杭州市西湖区文三路478号", "杭州西湖区文三路四百七十八号", True),
    ("杭州市下城区石祥路78号", "杭州市拱墅区石祥路78号", True),
    ("杭州市西湖区翠苑小区3幢2单元501室", "杭州市西湖区翠苑小区3-2-501", True),
    ("杭州市西湖区古荡街道文三路478号", "杭州市西湖区文三路478号", True),
    ("浏阳市大瑶镇杨花村三组", "湖南省长沙市浏阳市大瑶镇杨花村3组", True),
    ("杭州市西湖区文三路478号", "杭州市西湖区文三路480号", False),
    ("杭州市西湖区文三路478号", "宁波市鄞州区文三路478号", False),
    ("杭州市西湖区翠苑小区3幢501室", "杭州市西湖区翠苑小区4幢501室", False),
    ("杭州市西湖区", "杭州市西湖区文三路478号", None),
    ("西湖区文三路478号", "杭州市西湖区文三路478号", None),
    ("无", "无", None),
    ("", "杭州市西湖区文三路478号", None),
    ("浙江省", "浙江省", None),
]


@pytest.mark.parametrize(("one", "other", "same"), PAIRS)
def test_same_place(one: str, other: str, same: bool | None) -> None:
    assert address.same_place(one, other) is same
    assert address.same_place(other, one) is same


def test_compare_places_tells_the_wider_one() -> None:
    wide, narrow = "杭州市西湖区文三路478号", "杭州市西湖区文三路478号3幢501室"
    assert address.compare_places(wide, narrow).relation == "contains"
    assert address.compare_places(narrow, wide).relation == "contained"
    assert address.compare_places(wide, "杭州市西湖区文三路9号").differ == (
        "house_number",
    )


# -- properties -------------------------------------------------------------

official = st.sampled_from(OFFICIAL)
SEPARATORS = ("", " ", "-", "/", "，", "、", "　")


@settings(max_examples=150, deadline=None)
@given(official, st.sampled_from(SEPARATORS), st.integers(1, 999))
def test_official_chains_are_read_back(
    row: tuple[str, tuple[str, ...]], gap: str, number: int
) -> None:
    code, names = row
    reading = address.inspect(gap.join((*names, f"建设路{number}号")))
    assert reading.adcode == code
    assert (reading.road, reading.house_number) == ("建设路", f"{number}号")
    assert reading.complete is True


@settings(max_examples=150, deadline=None)
@given(official)
def test_the_last_two_names_are_enough(row: tuple[str, tuple[str, ...]]) -> None:
    code, names = row
    reading = address.inspect("".join(names[-2:]) + "人民路1号")
    assert reading.adcode == code


@settings(max_examples=150, deadline=None)
@given(
    official,
    st.sampled_from(
        (
            "地址：{}",
            "收货地址:{}",
            "张伟 13900000000 {}",
            "{} 张伟 13900000000",
            "{}，邮编：100000",
            "中国{}",
            "联系人：王芳，电话：0571-87654321，地址：{}",
            "{}（近地铁站）",
            "\u200b{}\ufeff",
        )
    ),
)
def test_noise_never_changes_the_division(
    row: tuple[str, tuple[str, ...]], noise: str
) -> None:
    code, names = row
    reading = address.inspect(noise.format("".join(names) + "解放路8号"))
    assert reading.adcode == code
    assert reading.house_number == "8号"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gets_the_same_frozen_answer_twice(text: str) -> None:
    first, second = address.inspect(text), address.inspect(text)
    assert first == second
    assert first.to_dict() == second.to_dict()
    for element in first.elements:
        assert text[element.start : element.end] == element.written


PIECES = st.lists(
    st.sampled_from(
        [
            "浙江省",
            "杭州市",
            "西湖区",
            "北京",
            "朝阳区",
            "上海市",
            "浦东新区",
            "南昌",
            "文三路",
            "478号",
            "3幢",
            "2单元",
            "501室",
            "无",
            "同上",
            "xx路",
            "13900000000",
            "张伟",
            "收",
            "，",
            "；",
            "（",
            "）",
            ":",
            "地址",
            "中国",
            "镇",
            "街道",
            "村",
            "3组",
            "-",
            "/",
            "路",
            "号",
            "广东省",
            "中山市",
            "东区",
            "新区",
            "开发区",
            "1-2-3",
            "一二三",
            "楼",
            "层",
            "A座",
            "大厦",
            "附近",
            "与",
            "交叉口",
        ]
    ),
    max_size=14,
)


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_any_mixture_of_pieces_is_answered(pieces: list[str]) -> None:
    text = "".join(pieces)
    reading = address.inspect(text)
    assert reading.status in STATUSES
    if reading.status in {"ambiguous", "conflict"}:
        assert reading.complete is None
    if reading.complete:
        assert reading.province is not None
    for element in reading.elements:
        assert text[element.start : element.end] == element.written


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="浙江省杭州市西湖区文三路478号 　１２－（）", max_size=40))
def test_compact_is_idempotent(text: str) -> None:
    try:
        once = address.compact(text)
    except ValidationError:
        return
    assert address.compact(once) == once
    assert address.inspect(once).adcode == address.inspect(text).adcode


def test_public_addresses_keep_their_divisions() -> None:
    """Real unlabelled addresses: the reader answers, and conflicts stay rare."""
    folder = os.environ.get("INFOVERIFY_CROSSCHECK")
    if folder is None:
        pytest.skip("INFOVERIFY_CROSSCHECK names no folder with real addresses")
    lines = Path(folder, "company-addresses-odd.txt").read_text("utf-8").split("\n")
    readings = [address.inspect(line) for line in lines[:3000] if line]
    conflicts = sum(r.status == "conflict" for r in readings)
    assert conflicts < len(readings) * 0.01
    assert sum(r.county is not None for r in readings) > len(readings) * 0.6


# -- the quick paths ---------------------------------------------------------


def test_answers_do_not_hang_on_what_was_read_before() -> None:
    """Names met are kept; a table that met others answers the same."""
    texts = [case["text"] for case in CASES[::15]]
    texts += ["广东省东莞市大道879号", "梅州市梅县区梅县大道1号", "安徽省安庆市市区1号"]
    cold = []
    for text in texts:
        data.tables.cache_clear()
        cold.append(address.inspect(text).to_dict())
    for text in reversed(texts):
        address.inspect(text)
    assert [address.inspect(text).to_dict() for text in texts] == cold


DOORS = st.tuples(
    st.sampled_from(
        [
            "文三路",
            "滨河大道",
            "公园西路",
            "步行街",
            "胡同口路",
            "北环路",
            "马路街",
            "十里长街",
        ]
    ),
    st.sampled_from(
        ["1号", "478号", "841弄36号", "9弄2号", "12号院", "第5号", "三号", "8号之一"]
    ),
    st.sampled_from(
        ["", "翠苑小区", "科技大厦", "新村", "大院", "住宅", "门面旁", "第一城"]
    ),
    st.sampled_from(["", "3幢", "12号楼", "A座", "三栋", "5座"]),
    st.sampled_from(["", "2单元", "甲单元", "1门"]),
    st.sampled_from(["", "4层", "6楼", "B1层"]),
    st.sampled_from(["", "501室", "1203", "五室", "8户"]),
)


@settings(max_examples=200, deadline=None)
@given(DOORS)
def test_the_usual_door_is_read_as_the_grammar_reads_it(parts: tuple[str, ...]) -> None:
    text = "".join(parts)
    quick = read_tail(text, None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tail_module, "read_usual", lambda *_: False)
        slow = read_tail(text, None)
    kinds = [*slow.pieces]
    assert sorted(quick.pieces) == sorted(kinds)
    assert [quick.normal(k) for k in kinds] == [slow.normal(k) for k in kinds]
    assert [quick.pieces[k][1:] for k in kinds] == [slow.pieces[k][1:] for k in kinds]
    assert quick.vague == slow.vague
