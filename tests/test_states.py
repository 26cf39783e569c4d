"""The four states of a field, and the reading of typed values from text."""
# ruff: noqa: D101, S301 - hostile doubles and synthetic pickles

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoverify.states import (
    FILLER_WORDS,
    LONG_TERM,
    WHOLE_LIFE,
    ToAge,
    _words,
    is_filler,
    is_filler_word,
    parse_date,
    read,
)
from infoverify.vocabulary import FieldType

if TYPE_CHECKING:
    from collections.abc import Callable

CODE = FieldType("code", ("male", "female"))
CODES = FieldType("codes", ("recording", "signed_form"))


def full_width(text: str) -> str:
    """Return ASCII in full width."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def kind(name: str) -> FieldType:
    return {"code": CODE, "codes": CODES}.get(name, FieldType(name))


ALL = (
    *("text", "name", "address", "id_number", "phone", "email", "code", "codes"),
    *("country", "date", "until", "number", "whole", "wholes", "term", "truth"),
)
TEXTS = ("text", "name", "address", "id_number", "phone", "email")
TYPED = tuple(name for name in ALL if name not in TEXTS)


class Sex(StrEnum):
    MALE = "male"


class Count(IntEnum):
    THREE = 3


class Plain(Enum):
    MALE = "male"


class Text(str):
    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        raise RuntimeError

    def isascii(self) -> bool:
        raise RuntimeError

    def strip(self, *_: Any) -> str:
        raise RuntimeError


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    "raw", [None, "", " ", "\t\n", "\u3000", "\xa0", "\u200b\ufeff", " " * 5000]
)
def test_nothing_is_absent(name: str, raw: object) -> None:
    assert read(kind(name), raw)[0] == "absent"


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    "raw",
    [
        "无",
        "不详",
        "未知",
        "待定",
        "测试",
        "同上",
        "N/A",
        "n/a",
        " 无 ",
        "\u3000未知",
        "Ｎ／Ａ",
        "NULL",
        "没有",
        "不祥",
        "末知",
    ],
)
def test_words_are_filler_in_every_field(name: str, raw: str) -> None:
    assert read(kind(name), raw)[0] == "filler"


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    ("raw", "state"),
    [
        ("-", "filler"),
        ("---", "filler"),
        ("/", "filler"),
        ("。。。", "filler"),
        ("*****", "filler"),
        ("??", "filler"),
        ("xxx", "filler"),
        ("XXX", "filler"),
        ("aaaaaaaa", "filler"),
        ("ＸＸＸ", "filler"),
        ("000", "filler"),
        ("0000000000000", "filler"),
        ("０００", "filler"),
        ("xx", "present"),
        ("00", "present"),
        ("0", "present"),
        ("111", "present"),
        ("99999999999", "present"),
        ("abc", "present"),
        ("xxxy", "present"),
        ("丁丁", "present"),
        ("丁丁丁", "present"),
        ("13800138000", "present"),
        ("无锡市", "present"),
        ("无名氏", "present"),
        ("测试员", "present"),
        ("a-b", "present"),
        ("#12", "present"),
    ],
)
def test_filler_in_text_fields(name: str, raw: str, state: str) -> None:
    assert read(kind(name), raw)[0] == state


@pytest.mark.parametrize("name", TYPED)
@pytest.mark.parametrize("raw", ["---", "xxx", "aaa", "***"])
def test_only_words_are_filler_in_typed_fields(name: str, raw: str) -> None:
    state = read(kind(name), raw)[0]

    assert state == ("present" if name == "country" and raw == "XXX" else "unreadable")


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("whole", 3, 3),
        ("whole", "3", 3),
        ("whole", " 3 ", 3),
        ("whole", "-3", -3),
        ("whole", "007", 7),
        ("whole", Count.THREE, 3),
        ("number", 3, 3),
        ("number", "3.50", Decimal("3.50")),
        ("number", 0.1, Decimal("0.1")),
        ("number", 1e22, Decimal("1E+22")),
        ("number", Decimal("33.33"), Decimal("33.33")),
        ("number", "000", 0),
        ("number", "-0.5", Decimal("-0.5")),
        ("term", 240, 240),
        ("term", "240", 240),
        ("term", "whole_life", WHOLE_LIFE),
        ("term", "to_age:60", ToAge(60)),
        ("truth", True, True),
        ("truth", "true", True),
        ("truth", "false", False),
        ("date", date(2020, 2, 29), date(2020, 2, 29)),
        ("date", datetime(2020, 2, 29, 23, 59, tzinfo=UTC), date(2020, 2, 29)),
        ("date", "2020-02-29", date(2020, 2, 29)),
        ("until", "long_term", LONG_TERM),
        ("until", "2020-02-29", date(2020, 2, 29)),
        ("code", "male", "male"),
        ("code", " male ", "male"),
        ("code", Sex.MALE, "male"),
        ("codes", ["recording"], ("recording",)),
        ("codes", ("recording", "signed_form"), ("recording", "signed_form")),
        ("codes", "recording,signed_form", ("recording", "signed_form")),
        ("wholes", [1, "2"], (1, 2)),
        ("country", "CHN", "CHN"),
        ("text", Text("abc"), "abc"),
    ],
)
def test_present_values(name: str, raw: object, value: object) -> None:
    state, got = read(kind(name), raw)

    assert state == "present"
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        # A bool is never a number; a number is never a bool.
        ("whole", True),
        ("number", False),
        ("term", True),
        ("wholes", [True]),
        ("truth", 1),
        ("truth", 0),
        ("truth", "True"),
        ("truth", "yes"),
        ("truth", "1"),
        ("number", float("nan")),
        ("number", float("inf")),
        ("number", Decimal("NaN")),
        ("number", Decimal("sNaN")),
        ("number", Decimal("-Infinity")),
        ("number", Decimal("1E+99999")),
        ("number", "1e5"),
        ("number", "1,000"),
        ("number", "NaN"),
        ("number", "１２"),
        ("number", "٣"),
        ("number", "1_000"),
        ("number", "5."),
        ("number", ".5"),
        ("whole", "3.0"),
        ("whole", 3.0),
        ("whole", Decimal(3)),
        pytest.param("whole", 10**5000, id="whole-huge"),
        ("term", 12.0),
        ("term", "to_age:"),
        ("term", "to_age:x"),
        ("term", "to_age:-1"),
        ("term", "long_term"),
        ("date", "2021-02-29"),
        ("date", "2020-2-9"),
        ("date", "20200209"),
        ("date", "2020/02/09"),
        ("date", "2020-02-09T00:00:00"),
        ("date", "0000-01-01"),
        ("date", "２０２０-０２-０９"),
        ("date", "long_term"),
        ("date", 20200209),
        ("until", "whole_life"),
        ("code", "Male"),
        ("code", "男"),
        ("code", 1),
        ("code", Plain.MALE),
        ("codes", ["recording", "other"]),
        ("codes", ["recording", None]),
        ("codes", {"recording": 1}),
        ("country", "chn"),
        ("country", "CN"),
        ("country", "中国人"),
        ("text", 5),
        ("text", b"abc"),
        ("text", bytearray(b"abc")),
        ("text", ["abc"]),
        ("id_number", 110101199003070000),
        ("id_number", 1.1e17),
        ("text", "a" * 4097),
        ("text", "\ud800"),
        ("name", "张\udfff"),
        ("code", "\ud800"),
        ("text", object()),
        ("text", {}),
    ],
)
def test_unreadable_values(name: str, raw: object) -> None:
    assert read(kind(name), raw) == ("unreadable", None)


def test_four_thousand_and_ninety_six_characters_are_readable() -> None:
    assert read(kind("text"), "ab" * 2048)[0] == "present"


@pytest.mark.parametrize("name", ALL)
def test_ten_megabytes_are_unreadable(name: str) -> None:
    assert read(kind(name), "ab" * 5_000_000)[0] == "unreadable"
    assert read(kind(name), b"a" * 10_000_000)[0] == "unreadable"


class Hostile:
    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError(name)

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    def __hash__(self) -> int:
        raise RuntimeError

    def __bool__(self) -> bool:
        raise RuntimeError

    def __str__(self) -> str:
        raise RuntimeError

    __repr__ = __str__


class Missing(datetime):
    """A missing date as pandas has it: a datetime that differs from itself."""

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = datetime.__hash__


@pytest.mark.parametrize("name", ALL)
def test_hostile_objects_are_unreadable(name: str) -> None:
    assert read(kind(name), Hostile())[0] == "unreadable"
    assert read(kind(name), [Hostile()])[0] == "unreadable"
    assert read(kind(name), Missing(2020, 1, 1))[0] == "unreadable"


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals(allow_nan=True)
    | st.text(st.characters())
    | st.binary()
    | st.dates()
    | st.datetimes()
    | st.complex_numbers(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner)
    ),
    max_leaves=5,
)


@given(st.sampled_from(ALL), anything)
def test_reading_never_raises_and_only_present_has_a_value(name: str, raw: Any) -> None:
    state, value = read(kind(name), raw)

    assert state in {"absent", "filler", "unreadable", "present"}
    assert (value is not None) == (state == "present")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_are_read_through_their_repr(raw: float) -> None:
    assert read(kind("number"), raw) == ("present", Decimal(repr(raw)))


@given(st.dates())
def test_dates_read_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day


def test_is_filler_looks_at_the_whole_value() -> None:
    assert is_filler("无")
    assert not is_filler("无锡")


@pytest.mark.parametrize("beyond", [WHOLE_LIFE, LONG_TERM])
@pytest.mark.parametrize("other", [0, 10**9, Decimal("1E+50"), date.max, "zzz", True])
def test_beyond_is_greater_than_everything(beyond: Any, other: Any) -> None:
    assert beyond > other
    assert beyond >= other
    assert other < beyond
    assert other <= beyond
    assert not beyond < other
    assert not beyond <= other
    assert beyond != other


def test_beyond_equals_itself_only() -> None:
    assert WHOLE_LIFE != LONG_TERM
    assert pickle.loads(pickle.dumps(LONG_TERM)) is LONG_TERM
    assert copy.deepcopy(WHOLE_LIFE) is WHOLE_LIFE
    assert WHOLE_LIFE <= WHOLE_LIFE  # noqa: PLR0124 - the comparison is the point
    assert not WHOLE_LIFE < WHOLE_LIFE  # noqa: PLR0124


@given(
    st.sampled_from(sorted(FILLER_WORDS))
    | st.text("无不详未NULl0Ａ１ｎ　 。-", max_size=5),
    st.sampled_from(["", " ", "\u3000", "\u200b", "中", "A", "。", "0"]),
    st.sampled_from([str, str.upper, str.title, full_width]),
)
def test_filler_is_what_its_folded_words_are(
    word: str, more: str, written: Callable[[str], str]
) -> None:
    """Quick exits say what folding the whole text would say."""
    for text in (written(word), written(word) + more, more + written(word)):
        folded = _words(text)
        assert is_filler_word(text) == (len(text) <= 16 and folded in FILLER_WORDS)
        state = read(FieldType("text"), text)[0]
        if folded in FILLER_WORDS:
            assert state == "filler"
        elif not folded:
            assert state == "absent"
