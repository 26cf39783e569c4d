"""Strict reading of YAML: text only, nothing clever, everything capped."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoverify import RulesetError
from infoverify.language.yaml_text import LARGEST_BYTES, read_text


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 010", {"a": "010"}),
        ("a: 1e3", {"a": "1e3"}),
        ("a: yes", {"a": "yes"}),
        ("a: null", {"a": "null"}),
        ("a: ~", {"a": "~"}),
        ("a:", {"a": ""}),
        ("a: 2020-01-01", {"a": "2020-01-01"}),
        ("a: 0x1F", {"a": "0x1F"}),
        ("a: .nan", {"a": ".nan"}),
        ("1: 2", {"1": "2"}),
        ("true: false", {"true": "false"}),
        ("a: [1, 2.0, null]", {"a": ["1", "2.0", "null"]}),
        ('{"a": [1, true, null]}', {"a": ["1", "true", "null"]}),
        ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
        ('"<<": a', {"<<": "a"}),
        ("\ufeffa: b", {"a": "b"}),
        ("a: 周文博", {"a": "周文博"}),
        ("- a\n- b", ["a", "b"]),
        ("text", "text"),
    ],
)
def test_everything_is_text(text: str, data: object) -> None:
    assert read_text(text).data == data
    assert read_text(text.encode()).data == data


@pytest.mark.parametrize(
    ("text", "problem", "line", "column"),
    [
        ("a: 1\na: 2", "stands here twice", 2, 1),
        ("a: {b: 1, b: 2}", "stands here twice", 1, 11),
        ("a: &x 1", "anchors", 1, 4),
        ("a: &x {b: 1}\nc: *x", "anchors", 1, 4),
        ("a: *x", "alias", 1, 4),
        ("a: !!str 1", "tags", 1, 4),
        ("a: !!python/object/apply:os.system [ls]", "tags", 1, 4),
        ("!x\na: 1", "tags", 1, 1),
        ("<<: {a: 1}", "merge keys", 1, 1),
        ("&x a: 1", "anchors", 1, 1),
        ("!!int 1: 1", "tags", 1, 1),
        ("? {a: 1}\n: 1", "key must be plain text", 1, 3),
        ("? [a]\n: 1", "key must be plain text", 1, 3),
        ("a: 1\n---\nb: 2", "only one document", 2, 1),
        ("%TAG ! tag:x,2000:\n---\na: 1", "tag directives", 1, 1),
        ("", "empty", 1, 1),
        ("# only a comment", "empty", 1, 1),
        ("a: [1, 2", "not valid YAML", None, None),
        ("a: b: c", "not valid YAML", 1, None),
        ("a:\n\t- b", "not valid YAML", 2, None),
        ("a: '", "not valid YAML", 1, None),
        ("a: \x01", "not valid YAML", None, None),
        ("a: \x00", "not valid YAML", None, None),
        ("a: '\ud800'", "surrogate", None, None),
        ("[" * 30 + "]" * 30, "deeper than", 1, 26),
    ],
)
def test_refused(text: str, problem: str, line: int | None, column: int | None) -> None:
    with pytest.raises(RulesetError) as caught:
        read_text(text, file="f.yaml")

    error = caught.value
    assert problem in error.problem
    assert error.file == "f.yaml"
    assert error.hint
    if line is not None:
        assert error.line == line
    if column is not None:
        assert error.column == column


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a: \xff", 1),
        (b"a: 1\nb: \xe5\x91", 2),
        ("a: 1".encode("utf-16"), 1),
        (b"\x80", 1),
    ],
)
def test_only_utf8(content: bytes, line: int) -> None:
    with pytest.raises(RulesetError, match="UTF-8") as caught:
        read_text(content, file="f.yaml")

    assert caught.value.line == line


def test_an_escaped_surrogate_is_refused() -> None:
    with pytest.raises(RulesetError):
        read_text('a: "\\uD800"')


def test_too_large() -> None:
    with pytest.raises(RulesetError, match="larger than"):
        read_text(b"a" * (LARGEST_BYTES + 1))


def test_places() -> None:
    document = read_text("a:\n  b: [x, y]\n  c: z\n")

    assert document.place(("a", "b", 1)) == (2, 10)
    assert document.place(("a", "c")) == (3, 3)
    assert document.place(("a", "nothing", 5)) == (1, 1)
    assert document.place(()) == (1, 1)


@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    with contextlib.suppress(RulesetError):
        read_text(content)


@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"%#?@,\n \t~<\\u"), max_size=40))
def test_any_yaml(content: str) -> None:
    with contextlib.suppress(RulesetError):
        read_text(content)


nested = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc", max_size=3), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(nested)
def test_json_reads_back(data: object) -> None:
    assert read_text(json.dumps(data, ensure_ascii=False)).data == data


@given(
    st.recursive(
        st.text(max_size=12),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.text(max_size=8), inner, max_size=3),
        ),
        max_leaves=8,
    ).filter(lambda data: not isinstance(data, str)),
    st.sampled_from((None, 2, "\t")),
)
def test_every_json_of_texts_is_read_as_json(data: object, indent: Any) -> None:
    """Escapes of every kind, pairs of surrogates among them, and tabs between."""
    written = json.dumps(data, indent=indent)
    assert read_text(written).data == data


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('{"a": "\\ud83d\\ude00"}', "\U0001f600"),
        ('{"a": "\\uD83D\\uDE00\\u4e2d"}', "\U0001f600中"),
        ('{"a": "\\\\ud83d\\\\ude00"}', "\\ud83d\\ude00"),
        ('{"a": "\\\\\\ud83d\\ude00"}', "\\\U0001f600"),
        ("{'a': '\\ud83d\\ude00'}", "\\ud83d\\ude00"),
    ],
)
def test_escaped_pairs_are_one_character_in_json_only(text: str, wanted: str) -> None:
    assert read_text(text).data == {"a": wanted}


def test_half_a_pair_is_refused() -> None:
    with pytest.raises(RulesetError):
        read_text('{"a": "\\ud83d"}')


def test_a_place_in_json_is_that_of_the_file() -> None:
    document = read_text('{\n\t"a": "\\ud83d\\ude00",\n\t"b": "x"\n}')
    assert document.place(("b",)) == (3, 2)
