"""The name validator: cases as data, properties, comparisons, totality."""

from __future__ import annotations

import doctest
import importlib.util
import json
import pickle
import sys
from itertools import product
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify._text import INVISIBLE, SPACES
from infoverify.errors import Empty, InvalidFormat, UsageError, ValidationError
from infoverify.reference import surnames
from infoverify.validators import (
    _name_compare,
    _name_judge,
    _name_latin,
    _name_words,
    name,
)
from infoverify.validators._name_compare import compare
from infoverify.validators._name_fold import is_han
from infoverify.validators._name_usual import NameComparison, compare_usual

CASES = Path(__file__).parent / "cases"
VALID = {"true": True, "false": False, "none": None}
HAS_PYPINYIN = importlib.util.find_spec("pypinyin") is not None


def _text(value: str) -> str:
    text = json.loads(f'"{value}"', strict=False)
    assert isinstance(text, str)
    return text


def _rows(file: str) -> list[Any]:
    lines = (CASES / file).read_text("utf-8").split("\n")
    return [
        pytest.param(*line.split("\t")[1:], id=f"{number}:{line.split()[0]}")
        for number, line in enumerate(lines, 1)
        if line and not line.startswith("#")
    ]


@pytest.mark.parametrize(("value", "valid", "code"), _rows("names.tsv"))
def test_case(value: str, valid: str, code: str) -> None:
    reading = name.inspect(_text(value))
    first = (*reading.problems, *reading.hints, "-")[0]
    assert (reading.valid, first) == (VALID[valid], code)


def test_the_cases_are_many_and_distinct() -> None:
    values = [row.values[0] for row in _rows("names.tsv")]
    assert len(values) == len(set(values)) >= 300


@pytest.mark.parametrize(("one", "other", "same", "needed"), _rows("same_names.tsv"))
def test_pair(one: str, other: str, same: str, needed: str) -> None:
    expected = () if needed == "-" else tuple(needed.split(","))
    for a, b in ((one, other), (other, one)):
        comparison = name.compare_names(_text(a), _text(b))
        assert (comparison.same, comparison.needed) == (VALID[same], expected)
        assert name.same_name(_text(a), _text(b)) is VALID[same]


@pytest.mark.parametrize(
    ("han", "latin", "needed"),
    [
        ("张伟", "ZHANG WEI", ("pinyin",)),
        ("张伟", "WEI ZHANG", ("pinyin", "order")),
        ("張偉", "Zhang Wei", ("pinyin",)),
        ("张伟", "ZHANG<<WEI", ("pinyin",)),
        ("张伟", "ZHANG, WEI", ("pinyin",)),
        ("张伟", "ZHANG/WEI", ("pinyin",)),
        ("张伟", "Zhāng Wěi", ("pinyin",)),
        ("吕布", "Lǚ Bù", ("pinyin",)),
        ("吕布", "LÜ BU", ("pinyin",)),
        ("单雄信", "SHAN XIONGXIN", ("pinyin",)),
        ("吕布", "LYU BU", ("pinyin",)),
        ("吕布", "LU BU", ("pinyin",)),
        ("尉迟恭", "YUCHI GONG", ("pinyin",)),
        ("王䶮", "王yan", ("pinyin",)),
        ("陈大文", "CHAN TAI MAN", None),
        ("张伟", "LI NA", None),
        ("王䶮", "王li", None),
    ],
)
def test_pinyin_is_compared_on_request(
    han: str, latin: str, needed: tuple[str, ...] | None
) -> None:
    if not HAS_PYPINYIN:
        pytest.skip("pypinyin, an extra, is not installed")
    assert name.same_name(han, latin) is None
    comparison = name.compare_names(han, latin, pinyin=True)
    assert comparison.same is (None if needed is None else True)
    assert comparison.needed == (needed or ())


def test_pinyin_without_the_library_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    monkeypatch.delitem(
        sys.modules, "infoverify.validators._name_pinyin", raising=False
    )
    comparison = name.compare_names("张伟", "ZHANG WEI", pinyin=True)
    assert comparison == (None, (), ("pinyin_unavailable",))


def test_comparison_shows_no_name() -> None:
    assert "伟" not in repr(name.compare_names("张伟", "張偉"))


@pytest.mark.parametrize(
    ("value", "suggestion"),
    [
        ("王\ue863", "王䶮"),
        ("ERIKSSON<<ANNA<MARIA<<<<", "ERIKSSON ANNA MARIA"),
        ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<", "ERIKSSON ANNA MARIA"),
        ("张伟先生", "张伟"),
        ("王先生", None),
        ("Mr. John Smith", "John Smith"),
        ("SMITH, JOHN", "SMITH JOHN"),
        ("张伟(已故)", "张伟"),
        ("李娜【代】", "李娜"),
        ("阿卜杜拉-买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉··买买提·", "阿卜杜拉·买买提"),
        ("J0HN SMITH", "JOHN SMITH"),
        ("王小明😀", "王小明"),
        ("<b>张伟</b>", "张伟"),
        ("O&#39;Brien", "O'Brien"),
        ("JosÃ©", "José"),
        ("çŽ‹èŠ³", "王芳"),
        ("ÍõÐ¡Ã÷", "王小明"),
        ("张伟、李娜", None),
        ("张三", None),
        ("测试", None),
        ("王\ue001", None),
        ("鐜嬪皬鏄?", None),
    ],
)
def test_suggestion(value: str, suggestion: str | None) -> None:
    """A suggestion is a name that stands; it is never applied."""
    reading = name.inspect(value)
    assert reading.suggestion == suggestion
    assert reading.normalised != suggestion or suggestion is None


@pytest.mark.parametrize(
    ("value", "nationality", "script", "kind", "surname"),
    [
        ("张伟", None, "han", "chinese", "张"),
        ("張偉", None, "han", "chinese", "張"),
        ("欧阳修", None, "han", "chinese", "欧阳"),
        ("歐陽修", None, "han", "chinese", "歐陽"),
        ("司马相如", None, "han", "chinese", "司马"),
        ("佟佳明", None, "han", "chinese", None),
        ("第五", None, "han", "chinese", None),
        ("张王小明", None, "han", None, None),
        ("扎西次仁", None, "han", None, None),
        ("阿卜杜拉·买买提", None, "han", "ethnic", None),
        ("阿卜杜拉·买买提", "CHN", "han", "ethnic", None),
        ("约翰·史密斯", "USA", "han", "foreign", None),
        ("ZHANG WEI", "CHN", "latin", "pinyin", None),
        ("ZHANG WEI", None, "latin", "pinyin", None),
        ("LI MARIA", None, "latin", "foreign", None),
        ("John Smith", "USA", "latin", "foreign", None),
        ("ᠪᠠᠭᠠᠲᠤᠷ", None, "mongolian", "ethnic", None),
        ("བཀྲ་ཤིས", None, "tibetan", "ethnic", None),
        ("ئۇيغۇر", None, "uyghur", "ethnic", None),
        ("محمد", None, "arabic", None, None),
        ("王yan", None, "mixed", None, None),
    ],
)
def test_facts(
    value: str,
    nationality: str | None,
    script: str,
    kind: str | None,
    surname: str | None,
) -> None:
    reading = name.inspect(value, nationality=nationality)
    assert (reading.script, reading.kind, reading.surname) == (script, kind, surname)
    assert name.get_script(value) == script
    assert name.get_kind(value, nationality=nationality) == kind
    assert name.get_surname(value) == surname


def test_latin_letters_of_a_chinese_national_are_a_hint() -> None:
    reading = name.inspect("ZHANG WEI", nationality="CHN")
    assert reading.valid is True
    assert reading.hints == ("pinyin", "latin_for_chinese")
    assert name.inspect("张伟", nationality="CHN").hints == ()


@pytest.mark.parametrize(
    ("value", "valid", "code"),
    [
        ("北京明天科技有限公司", True, "-"),
        ("三一重工（北京）有限公司", True, "-"),
        ("3M中国有限公司", True, "-"),
        ("AT&T (China) Co., Ltd.", True, "-"),
        ("某某公司", None, "placeholder"),
        ("测试公司", None, "placeholder"),
        ("单位名称", None, "placeholder"),
        ("上海××有限公司", None, "placeholder"),
        ("上海**有限公司", None, "placeholder"),
        ("张伟", True, "person_like"),
        ("无", None, "placeholder"),
        ("123456", False, "format"),
        ("公司😀", False, "format"),
        ("公司\x00", False, "format"),
        ("公司\ufffd", False, "mojibake"),
        ("", False, "empty"),
    ],
)
def test_organisation(value: str, valid: bool | None, code: str) -> None:
    reading = name.inspect(value, party="organisation")
    first = (*reading.problems, *reading.hints, "-")[0]
    assert (reading.valid, first) == (valid, code)


def test_an_unknown_party_is_the_callers_mistake() -> None:
    with pytest.raises(UsageError):
        name.inspect("张伟", party="company")


def test_codes_and_texts_agree_and_every_code_occurs() -> None:
    assert name.CODES.keys() == name.TEXTS.keys()
    seen: set[str] = {"machine_zone", "person_like", "latin_for_chinese"}
    for row in _rows("names.tsv"):
        reading = name.inspect(_text(row.values[0]))
        seen.update(reading.problems, reading.hints)
    seen.update(name.inspect("王" * 200).problems)
    seen.update(name.inspect(1).problems)
    seen.update(name.inspect("王\U000323b5").hints)
    assert seen == set(name.CODES)


def test_changes_tell_what_was_folded() -> None:
    reading = name.inspect(" ＪＯＨＮ　O’Ｂrien\u200b ")
    assert reading.normalised == "JOHN O'Brien"
    assert reading.normalised_from == " ＪＯＨＮ　O’Ｂrien\u200b "
    assert reading.changes == ("full_width", "invisible", "apostrophe", "spaces")
    assert name.inspect("阿里 • 买买提").changes == ("middle_dot", "spaces")
    assert name.inspect("⻢云\uf90a").changes == ("compatibility",)
    assert name.inspect("Jose\u0301 Diaz").changes == ("composed",)


class _Hostile:
    """An object whose every method raises."""

    def _no(self, *_: object) -> NoReturn:
        raise RuntimeError("touched")

    __str__ = __repr__ = __eq__ = __hash__ = __bool__ = __len__ = __iter__ = _no  # type: ignore[assignment]


class _Text(str):
    """A text whose methods lie."""

    __slots__ = ()

    def __str__(self) -> str:
        raise RuntimeError("touched")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("touched")

    __hash__ = None  # type: ignore[assignment]


@pytest.mark.parametrize(
    "value",
    [True, 0, 1.5, float("nan"), b"\xff", ["张伟"], {}, object(), _Hostile(), _Hostile],
)
def test_no_object_is_too_odd(value: Any) -> None:
    assert name.inspect(value).problems == ("wrong_type",)
    assert name.is_valid(value) is False
    assert name.same_name(value, "张伟") is None
    assert name.same_name("张伟", value) is None
    with pytest.raises(ValidationError):
        name.compact(value)
    with pytest.raises(InvalidFormat):
        name.validate(value)


def test_a_subclass_of_str_is_read_plainly() -> None:
    assert name.inspect(_Text("张伟")).valid is True
    assert name.same_name(_Text("张伟"), "張偉") is True


def test_long_texts_are_refused_unread() -> None:
    for text in ("王" * 10_000_000, " " * 10_000_000, "a" * 10_000_000):
        assert name.inspect(text).problems == ("length",)
        assert name.inspect(text, party="organisation").problems == ("length",)
        assert name.same_name(text, text) is None


@pytest.mark.parametrize("value", [None, "", "  ", "\u3000", "\u200b"])
def test_nothing_is_empty(value: str | None) -> None:
    assert name.inspect(value).problems == ("empty",)
    with pytest.raises(Empty):
        name.compact(value)  # type: ignore[arg-type]
    with pytest.raises(Empty):
        name.validate(value)


def test_messages_and_repr_are_masked() -> None:
    reading = name.inspect("张小伟1")
    assert "小伟" not in repr(reading)
    assert "小伟" not in str(reading)
    with pytest.raises(ValidationError) as caught:
        name.validate("张小伟1")
    assert "小伟" not in str(caught.value)


def test_a_reading_pickles_and_compares() -> None:
    for value in ("张伟", "王先生", "ZHANG WEI"):
        reading = name.inspect(value)
        assert pickle.loads(pickle.dumps(reading)) == reading  # noqa: S301 - our own
        assert hash(reading) == hash(name.inspect(value))
        assert json.loads(json.dumps(reading.to_dict()))["script"] == reading.script


def test_the_quick_way_and_the_long_way_agree() -> None:
    """Names of usual characters read the same as through every test."""
    table = surnames.table()
    for surname in sorted(table.single | table.compound)[::7]:
        for given_name in ("伟", "小明", "大中", "王小明", "", "·买买提", "和平"):
            text = surname + given_name
            quick = name.inspect(text)
            slow = name._inspect_with(text, _name_judge.judge(text))
            assert quick == slow, text
    for row, cell in product(range(0xB0, 0xF8), range(0xA1, 0xFF)):
        text = bytes((row, cell)).decode("gb2312", "ignore") + "建国"
        slow = name._inspect_with(text, _name_judge.judge(text))
        assert name.inspect(text) == slow, text


def test_a_name_is_the_same_as_itself_by_either_way() -> None:
    doubtful = {*_name_words.FILLERS, *_name_words.SAMPLES, *_name_words.SUSPECT_PAIRS}
    for text in (*sorted(doubtful), "王小明", "阿里·买买提", "王某", "欧阳", "ZHANG"):
        slow = _name_compare.compare(text, text, pinyin=False)
        assert name.same_name(text, text) is slow.same, text


def test_every_filler_is_a_doubt() -> None:
    for word in _name_words.FILLERS:
        assert name.inspect(word).valid is not True, word
        assert "placeholder" in name.inspect(word).problems, word


def test_every_title_is_a_doubt_after_a_name() -> None:
    for title in _name_words.TITLES:
        for text in (f"王{title}", f"王小明{title}", f"欧阳{title}"):
            assert name.inspect(text).valid is None, text


def test_every_ideograph_of_gb18030_is_accepted() -> None:
    blocks = (
        *((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F)),
        *((0x2B740, 0x2B81D), (0x2B820, 0x2CEAD), (0x2CEB0, 0x2EBE0)),
        *((0x2EBF0, 0x2EE5D), (0x30000, 0x3134A), (0x31350, 0x323AF), (0x3007, 0x3007)),
    )
    for first, last in blocks:
        for code in {first, last, *range(first, last, 37)}:
            if chr(code) != "某":
                assert name.inspect("王" + chr(code) + "明").valid is True, hex(code)


def test_a_syllable_is_pinyin_and_a_foreign_word_is_not() -> None:
    for word in ("zhang", "xiaoming", "nüwa", "lv", "quanzhou"):
        assert _name_latin.is_pinyin_word(word), word
    for word in ("smith", "john", "xq", "brown"):
        assert not _name_latin.is_pinyin_word(word), word


def test_the_doctests_hold() -> None:
    result = doctest.testmod(name)
    assert result.attempted >= 7
    assert result.failed == 0


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
ANY = st.one_of(
    st.text(max_size=40),
    st.text(
        alphabet="张伟王芳阿里買·•.。-－—' ’`<>()（）,、/\t\u3000\u200bÅéßﾅ\ue863\uf90a⻢⼀AaXx1?□😀ᠠ\u0301",
        max_size=12,
    ),
)


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_compact_is_idempotent_and_agrees_with_inspect(text: str) -> None:
    reading = name.inspect(text)
    assert set(reading.problems) | set(reading.hints) <= name.CODES.keys()
    if all(c in SPACES or c in INVISIBLE for c in text):
        return
    clean = name.compact(text)
    assert name.compact(clean) == clean if clean else True
    if reading.normalised is not None:
        assert reading.normalised == clean
        assert (reading.normalised_from is None) == (clean == text)
        assert bool(reading.changes) == (clean != text)


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_a_suggestion_always_stands(text: str) -> None:
    suggestion = name.inspect(text).suggestion
    if suggestion is not None:
        assert name.inspect(suggestion).valid is True
        assert suggestion != name.inspect(text).normalised


@settings(max_examples=200, deadline=None)
@given(ANY, ANY)
def test_comparison_is_symmetric(one: str, other: str) -> None:
    there, back = name.compare_names(one, other), name.compare_names(other, one)
    assert there.same is back.same
    assert set(there.needed) == set(back.needed)


@settings(max_examples=100, deadline=None)
@given(st.text(HAN, min_size=2, max_size=6))
def test_foldings_of_a_han_name_keep_it_the_same(text: str) -> None:
    reading = name.inspect(text)
    assert all(is_han(c) for c in text)
    for other in (" ".join(text), f"\ufeff{text}\u3000", f"{text[0]}\u200b{text[1:]}"):
        again = name.inspect(other)
        assert again.normalised == text
        assert again.problems == reading.problems


@pytest.mark.parametrize(
    ("value", "clean", "valid"),
    [
        ("张伟 李娜", "张伟 李娜", None),
        ("张伟\u3000李娜\u00a0王磊", "张伟 李娜 王磊", None),
        ("张伟\n李娜", "张伟;李娜", False),
        ("张伟\r\n李娜\r\n", "张伟;李娜", False),
        ("欧阳 修", "欧阳修", True),
        ("张\n伟", "张伟", True),
    ],
)
def test_folding_never_makes_one_name_of_two(
    value: str, clean: str, valid: bool | None
) -> None:
    # Rules see the compact form only.
    assert name.compact(value) == name.inspect(value).normalised == clean
    assert name.compact(clean) == clean
    assert name.inspect(value).valid is name.inspect(clean).valid is valid


_FIRST = "张王李于於代戴付傅肖萧钟宁占先女欧"
_REST = "伟芳哲村同和干后台先生女士小姐老师阳"
_NAMES_OF_TWO = st.text(_FIRST, min_size=1, max_size=1).flatmap(
    lambda surname: st.text(_REST, max_size=3).map(lambda given: surname + given)
)


@given(one=_NAMES_OF_TWO, two=_NAMES_OF_TWO, how=st.sampled_from(["", "same", "more"]))
@settings(max_examples=300)
def test_usual_names_compare_as_all_names_do(one: str, two: str, how: str) -> None:
    if how:
        two = one if how == "same" else one + two
    quick = compare_usual(one, two)
    assert quick in (None, compare(one, two, pinyin=False))


def test_usual_names_are_compared_quickly() -> None:
    assert compare_usual("张伟", "李芳") == NameComparison(False)
    assert compare_usual("张伟", "张伟") == NameComparison(True)
    # One writes 萧 for 肖, 于 may be 於, and what shares its beginning may be cut.
    for one, two in (("萧军", "肖军"), ("于伟", "於伟"), ("张伟", "张伟芳")):
        assert compare_usual(one, two) is None
