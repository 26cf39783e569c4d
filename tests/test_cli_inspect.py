"""``infoverify inspect``: arguments, lines, JSON values; cards masked, JSON raw."""

from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from infoverify.cli import main
from infoverify.demo.numbers import eighteen

NUMBER = eighteen("310104", "1985-06-18", 537)


@pytest.fixture
def inspect(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function: options and standard input → status, output, error."""

    def run(*options: Any, lines: Any = None) -> Any:
        if lines is not None:
            stdin = SimpleNamespace(buffer=io.BytesIO(lines), isatty=lambda: False)
            monkeypatch.setattr(sys, "stdin", stdin)
        status = main(["inspect", *options])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


def test_one_line_of_json_for_each_argument(inspect: Any) -> None:
    status, out, err = inspect("resident_id", "--json", NUMBER, NUMBER.lower())
    readings = [json.loads(text) for text in out.splitlines()]
    assert (status, err, len(readings)) == (0, "", 2)
    assert readings[0]["normalised"] == NUMBER
    assert readings[0]["birth_date"] == "1985-06-18"


def test_options_may_stand_between_values(inspect: Any) -> None:
    status, out, _ = inspect(
        "resident_id", NUMBER, "--json", NUMBER, "--at", "2026-01-01"
    )
    assert (status, len(out.splitlines())) == (0, 2)


def test_a_refused_value_ends_with_one(inspect: Any) -> None:
    status, out, _ = inspect("resident_id", "--json", "123")
    assert status == 1
    assert json.loads(out)["valid"] is False


def test_lines_of_standard_input(inspect: Any) -> None:
    lines = f"{NUMBER}\r\n\n {chr(ord(NUMBER[0]) + 0xFEE0)}{NUMBER[1:]}\n".encode()
    status, out, _ = inspect("resident_id", "--json", lines=lines)
    readings = [json.loads(text) for text in out.splitlines()]
    assert [r["valid"] for r in readings] == [True, False, True]
    assert readings[1]["problems"] == ["empty"]
    assert status == 1


def test_json_values_of_standard_input(inspect: Any) -> None:
    lines = (
        f'"{NUMBER}"\n12\nnull\n1.1e17\nNaN\n{"9" * 9000}\n[1]\nnope\ntrue\n'.encode()
    )
    status, out, err = inspect("resident_id", "--json", "--json-input", lines=lines)
    readings = [json.loads(text) for text in out.splitlines()]
    assert len(readings) == 9
    assert readings[0]["valid"] is True
    assert all(r.get("valid") is False for r in readings[1:7] + readings[8:])
    assert readings[7]["error"].startswith("no valid JSON")
    assert readings[7]["line"] == 8
    assert err.startswith("-:8: ")
    assert status == 2


def test_bytes_that_are_no_utf8_cost_their_line(inspect: Any) -> None:
    status, out, err = inspect("phone", "--json", lines=b"\xff\xfe\n+8613671830952\n")
    assert status == 2
    assert json.loads(out.splitlines()[1])["valid"] is True
    assert "not UTF-8" in err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_card_is_masked(inspect: Any, lang: str) -> None:
    status, out, _ = inspect("resident_id", NUMBER, "--lang", lang)
    assert status == 0
    assert NUMBER not in out
    assert "1985-06-18" not in out
    assert ("符合标准" in out) == (lang == "zh")
    assert ("male" in out) == (lang == "en")


def test_the_card_is_raw_on_purpose(inspect: Any) -> None:
    assert NUMBER in inspect("resident_id", NUMBER, "--raw")[1]


def test_problems_are_told_in_words(inspect: Any) -> None:
    wrong = NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")
    _, out, _ = inspect("resident_id", wrong, "--lang", "zh")
    assert "(checksum)" in out
    assert "校验" in out


def test_the_door_to_all_documents_tells_them_in_words_too(inspect: Any) -> None:
    number = "310104198506185374"
    options = ("identity_document", number, "--id-type", "resident_id", "--lang", "en")
    status, out, _ = inspect(*options)
    assert status == 1
    assert "(checksum)" in out


def test_what_stands_in_a_value_cannot_steer_the_terminal(inspect: Any) -> None:
    assert "\x1b" not in inspect("phone", "139\x1b[31m", "--raw")[1]


def test_timeless_unless_a_day_is_given(inspect: Any) -> None:
    unborn = eighteen("310104", "2090-01-01", 537)
    assert inspect("resident_id", unborn, "--json", "--at", "2026-01-01")[0] == 1
    assert json.loads(inspect("resident_id", unborn, "--json")[1])["problems"] != [
        "birth_in_future"
    ]


def test_a_kind_without_a_module_is_a_clear_error(
    inspect: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from infoverify.cli import inspect_values

    monkeypatch.setitem(inspect_values.KINDS, "email", "infoverify.validators.nowhere")
    status, _, err = inspect("email", "a@b.cn")
    assert status == 2
    assert "email" in err
    assert "Traceback" not in err


def test_identity_document_takes_its_context_from_the_line(
    inspect: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from infoverify.cli import inspect_values
    from infoverify.validators import resident_id

    def read(
        value: Any,
        *,
        id_type: Any,
        nationality: Any = None,
        birth_date: Any = None,
        at: Any = None,
    ) -> Any:
        assert (id_type, birth_date, nationality) == ("resident_id", "1985-06-18", None)
        return resident_id.inspect(value, at=at)

    module = SimpleNamespace(inspect=read, TEXTS={})
    monkeypatch.setattr(inspect_values, "_module", lambda _kind, _say: module)
    context = ["--id-type", "resident_id", "--birth-date", "1985-06-18"]
    assert inspect("identity_document", "--json", NUMBER, *context)[0] == 0
    given = {"value": NUMBER, "id_type": "resident_id", "birth_date": "1985-06-18"}
    lines = (json.dumps(given) + "\n").encode()
    assert inspect("identity_document", "--json", "--json-input", lines=lines)[0] == 0
    assert inspect("identity_document", NUMBER)[0] == 2


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("mobile", "phone"),
        ("身份证", "resident_id"),
        ("11010519491231002X", "resident_id"),
        ("13800138000", "KIND VALUE"),
        ("resident", "resident_id"),
    ],
)
def test_a_word_that_is_no_kind(
    word: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["inspect", word, "--lang", "en"]) == 2
    err = capsys.readouterr().err
    assert f"try {hint}" in err
    assert not any(map(str.isdigit, word)) or word not in err
