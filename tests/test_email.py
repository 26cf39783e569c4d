"""E-mail addresses: the table of cases, the library beside them, what never happens."""

from __future__ import annotations

import pickle
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify.errors import Empty, InvalidFormat, UsageError
from infoverify.validators import email
from infoverify.validators._email_library import inspect_with_library

ACCEPTED = {
    "lilei@qq.com": "lilei@qq.com",
    "Li.Lei+policy@Sub.Domain-Name.COM.CN": "Li.Lei+policy@sub.domain-name.com.cn",
    " lilei@qq.com\n": "lilei@qq.com",
    "lilei＠qq．com": "lilei@qq.com",
    "lilei@qq。com": "lilei@qq.com",
    "lilei\u200b@qq.com": "lilei@qq.com",
    "mailto:lilei@qq.com": "lilei@qq.com",
    "12345678901@139.com": "12345678901@139.com",
    "_l-i_@qq.com": "_l-i_@qq.com",
    "a!#$%&'*+/=?^_`{|}~-b@qq.com": "a!#$%&'*+/=?^_`{|}~-b@qq.com",
    '"li lei"@qq.com': '"li lei"@qq.com',
    '"li@lei"@qq.com': '"li@lei"@qq.com',
    "李雷@qq.com": "李雷@qq.com",
    "lilei@例子.中国": "lilei@xn--fsqu00a.xn--fiqs8s",
    "lilei@xn--fsqu00a.xn--fiqs8s": "lilei@xn--fsqu00a.xn--fiqs8s",
    f"{'a' * 63}b@qq.com": f"{'a' * 63}b@qq.com",
    f"lilei@{'a' * 63}.com": f"lilei@{'a' * 63}.com",
    "a@1.cn": "a@1.cn",
    "li*lei@qq.com": "li*lei@qq.com",
}

REFUSED: dict[Any, tuple[str, ...]] = {
    None: ("empty",),
    "\t ": ("empty",),
    1: ("wrong_type",),
    1.5: ("wrong_type",),
    b"lilei@qq.com": ("wrong_type",),
    f"{'a' * 65}@qq.com": ("length",),
    f"lilei@{'a' * 64}.com": ("length",),
    f"{'李' * 22}@qq.com": ("length",),
    f"lilei@{'a.' * 124}com": ("length",),
    "a" * 1001: ("length",),
    "lilei": ("format", "at_sign"),
    "lilei.qq.com": ("format", "at_sign"),
    "@qq.com": ("format", "at_sign"),
    "lilei@": ("format", "at_sign"),
    "li@lei@qq.com": ("format", "at_sign"),
    ".lilei@qq.com": ("format", "local_part"),
    "lilei.@qq.com": ("format", "local_part"),
    "li..lei@qq.com": ("format", "local_part"),
    "li lei@qq.com": ("format", "local_part"),
    "li(x)lei@qq.com": ("format", "local_part"),
    "li\x00lei@qq.com": ("format", "local_part"),
    "Li Lei <lilei@qq.com>": ("format", "local_part"),
    "lilei@qq..com": ("format", "domain"),
    "lilei@.qq.com": ("format", "domain"),
    "lilei@qq.com.": ("format", "domain"),
    "lilei@-qq.com": ("format", "domain"),
    "lilei@qq-.com": ("format", "domain"),
    "lilei@q_q.com": ("format", "domain"),
    # No sign or emoji is in a label (RFC 5892).
    "lilei@qq😀.com": ("format", "domain"),
    "lilei@我❤你.中国": ("format", "domain"),
    "lilei@qq.com 13671830952": ("format", "domain"),
    "lilei@qq,com": ("format", "domain"),
    "lilei@qq .com": ("format", "domain"),
    "lilei@192.0.2.1": ("format", "domain"),
    "lilei@[192.0.2.256]": ("format", "domain"),
    "lilei@qq.com;hanmm@qq.com": ("several_values",),
    "lilei@qq.com hanmm@qq.com": ("several_values",),
    "lilei@qq.com，hanmm@qq.com": ("several_values",),
    "lilei@qq.com/hanmm@qq.com": ("several_values",),
}

UNDECIDED = {
    "lilei@example.com": ("placeholder",),
    "lilei@mail.example.org": ("placeholder",),
    "lilei@some.test": ("placeholder",),
    "lilei@test.com": ("placeholder",),
    "test@qq.com": ("placeholder",),
    "无@qq.com": ("placeholder", "internationalised"),
    "11111@qq.com": ("placeholder",),
    "123456@qq.com": ("placeholder",),
    "abcdef@qq.com": ("placeholder",),
    "li***@qq.com": ("placeholder",),
    "*@qq.com": ("placeholder",),
    "lilei@qq.con": ("domain_misspelt",),
    "lilei@qq.c": ("domain_misspelt",),
    "lilei@gmial.com": ("domain_misspelt",),
    "lilei@intranet": ("domain_without_dot",),
    "lilei@[192.0.2.1]": ("address_literal",),
    "lilei@[IPv6:2001:db8::1]": ("address_literal",),
    "lilei@\u05d0a\u05d0b.cn": ("idn_unknown", "internationalised"),
}


@pytest.mark.parametrize(("value", "expected"), ACCEPTED.items())
def test_accepts_every_usual_way_of_writing(value: str, expected: str) -> None:
    found = email.inspect(value)
    assert (found.valid, found.problems, found.normalised) == (True, (), expected)
    assert found.normalised_from == (None if value == expected else value)
    assert email.compact(value) == email.validate(value) == expected
    assert email.format(value) == expected
    assert email.get_domain(value) == expected.rpartition("@")[2]


@pytest.mark.parametrize(("value", "codes"), REFUSED.items())
def test_refuses_and_says_why(value: Any, codes: tuple[str, ...]) -> None:
    found = email.inspect(value)
    assert (found.valid, found.problems, found.normalised) == (False, codes, None)
    with pytest.raises(ValueError, match=codes[0]):
        email.validate(value)


@pytest.mark.parametrize(("value", "codes"), UNDECIDED.items())
def test_says_that_it_cannot_tell(value: str, codes: tuple[str, ...]) -> None:
    found = email.inspect(value)
    assert (found.valid, found.problems + found.hints) == (None, codes)
    assert email.is_valid(value)


@pytest.mark.parametrize(
    ("value", "suggestion"),
    [
        ("lilei@qq.con", "lilei@qq.com"),
        ("lilei@gmial.com", "lilei@gmail.com"),
        ("li lei@qq.com", "lilei@qq.com"),
        ("lilei@qq.com.", "lilei@qq.com"),
        ("Li Lei <lilei@qq.com>", "lilei@qq.com"),
        ("lilei@qq.com 13671830952", "lilei@qq.com"),
        ("lilei@qq.com（工作）", "lilei@qq.com"),
        ("lilei@qq. com", "lilei@qq.com"),
        ("lilei@qq.c", None),
        ("lilei", None),
    ],
)
def test_suggests_and_never_decides(value: str, suggestion: str | None) -> None:
    found = email.inspect(value)
    assert found.valid is not True
    assert found.suggestion == suggestion


def test_lists_each_of_several_addresses() -> None:
    assert email.inspect("lilei@QQ.com; hanmm@qq.com").values == (
        "lilei@qq.com",
        "hanmm@qq.com",
    )


def test_texts_and_codes_are_complete() -> None:
    assert set(email.TEXTS) == set(email.CODES)
    seen = {c for codes in (*REFUSED.values(), *UNDECIDED.values()) for c in codes}
    seen |= set(email.inspect('"a b"@qq.com').hints)
    assert seen | {"library_objects"} == set(email.CODES)


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=30), st.text("ab.@\"'<>;-_ 。＠中1", max_size=20)))
def test_compact_is_idempotent_and_agrees(value: str) -> None:
    found = email.inspect(value)
    if found.problems == ("empty",):
        with pytest.raises(Empty):
            email.compact(value)
        return
    once = email.compact(value)
    assert email.compact(once) == once
    assert email.is_valid(once) == (found.valid is not False)


@given(st.emails())
def test_generated_addresses_are_not_refused(value: str) -> None:
    assert email.is_valid(value)


@pytest.mark.parametrize("value", [object(), [1], 10**400, True, type])
def test_never_raises_for_anything(value: Any) -> None:
    assert email.inspect(value).valid is False
    with pytest.raises(InvalidFormat):
        email.compact(value)


def test_very_long_text_is_refused_by_its_length() -> None:
    assert email.inspect("a" * 10_000_000).problems == ("length",)
    assert email.inspect("a." * 499 + "@").problems == ("format", "at_sign")


def test_shows_no_address_and_can_be_pickled() -> None:
    found = email.inspect("lilei@qq.com")
    assert "lilei" not in repr(found)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes


def test_library_never_decides_alone() -> None:
    pytest.importorskip("email_validator", reason="email-validator is not installed")
    for value, expected in ACCEPTED.items():
        assert inspect_with_library(value).valid is not False
        assert inspect_with_library(value).normalised == expected
    for value in REFUSED:
        assert inspect_with_library(value) == email.inspect(value)
    objected = inspect_with_library("lilei@ab--cd.com")
    assert (objected.valid, objected.problems) == (None, ("library_objects",))


def test_without_the_library_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "email_validator", None)
    with pytest.raises(UsageError, match="pip install"):
        inspect_with_library("lilei@qq.com")
    assert email.inspect("lilei@qq.com").valid is True
