"""``infoverify check``: what is read, what is told, and with which exit status."""

from __future__ import annotations

import io
import json
import re
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify.cli import main
from infoverify.cli.records import Entry
from infoverify.cli.records_json import _Cutter, read_document, read_lines
from infoverify.demo import applications

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-11-16"
CLEAN = applications()[0].record
FAULTY = next(
    a.record for a in applications() if a.sketch.finds == ("resident_id.invalid",)
)
WARNED = next(
    a.record for a in applications() if a.sketch.finds == ("insured.phone_absent",)
)


@pytest.fixture
def check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Any:
    """Return a function: content and options → status, standard output, error."""

    def run(content: Any, *options: Any, name: str = "cases.jsonl") -> Any:
        if isinstance(content, str):
            content = content.encode("utf-8", "surrogatepass")
        if name == "-":
            stdin = SimpleNamespace(buffer=io.BytesIO(content), isatty=lambda: False)
            monkeypatch.setattr(sys, "stdin", stdin)
            source = "-"
        else:
            (tmp_path / name).write_bytes(content)
            source = str(tmp_path / name)
        status = main(["check", source, "--at", DAY, "--lang", "en", *options])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


def line(record: Any) -> Any:
    return json.dumps(record, ensure_ascii=False) + "\n"


def test_a_clean_case_is_clear(check: Any) -> None:
    status, out, err = check(line(CLEAN))
    assert status == 0
    assert "clear" in out
    assert f"as of {DAY}" in out.splitlines()[-1]
    assert "life-standard 2026.1" in out.splitlines()[-1]
    assert err == ""


def test_a_blocking_finding_ends_with_one(check: Any) -> None:
    status, out, _ = check(line(FAULTY))
    assert status == 1
    assert "resident_id.invalid" in out
    assert "policyholder.id_number | " in out
    assert FAULTY["policyholder"]["id_number"] not in out


@pytest.mark.parametrize(
    ("fail_on", "status"), [("block", 0), ("review", 0), ("warn", 1), ("never", 0)]
)
def test_fail_on_says_which_findings_count(
    check: Any, fail_on: Any, status: int
) -> None:
    assert check(line(WARNED), "--fail-on", fail_on)[0] == status


def test_never_fails_on_nothing(check: Any) -> None:
    assert check("{}", "--fail-on", "never")[0] == 0


def test_the_day_is_today_unless_given(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from datetime import date

    (tmp_path / "a.json").write_text("{}")
    before = date.today()  # noqa: DTZ011 - as the command does
    main(["check", str(tmp_path / "a.json"), "--lang", "en"])
    after = date.today()  # noqa: DTZ011 - as the command does
    out = capsys.readouterr().out
    assert any(f"as of {day}" in out for day in (before, after))


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_tells_source_line_and_verdict(check: Any, form: str) -> None:
    status, out, err = check(line(CLEAN) + "\n" + line(FAULTY), "--format", form)
    verdicts = (
        json.loads(out) if form == "json" else list(map(json.loads, out.splitlines()))
    )
    assert status == 1
    assert [v["decision"] for v in verdicts] == ["clear", "correct"]
    assert [v["line"] for v in verdicts] == [1, 3]
    assert all(v["source"].endswith("cases.jsonl") and v["at"] == DAY for v in verdicts)
    assert f"as of {DAY}" in err


def test_json_of_nothing_is_an_empty_array(check: Any) -> None:
    status, out, _ = check("", "--format", "json")
    assert (status, json.loads(out)) == (0, [])


DOCUMENTS = [
    ("one_record", "{}", 1, []),
    ("one_record_over_lines", '{\n "policy": {\n "line": "group"\n }\n}\n', 1, []),
    ("an_array", "[{}, {}]", 2, []),
    ("an_array_over_lines", '[\n {},\n {"policy": {}}\n]\n', 2, []),
    ("an_empty_array", " [ ] ", 0, []),
    ("records_one_after_another", "{}{}\n{}", 3, []),
    ("a_byte_order_mark", "\ufeff[{}]", 1, []),
    ("nothing", "", 0, []),
    ("blank", " \n\n ", 0, []),
    ("a_broken_element", '[{}, {"a" 1},\n {}]', 2, ["1"]),
    ("brackets_in_text", '[{"a": "]},{["}, {"b": "\\"]"}]', 2, []),
    ("no_objects", '[1,\n "a", {}, null]', 1, ["1", "2", "2"]),
    ("an_array_not_closed", "[{}, {}", 2, ["1"]),
    ("an_array_not_closed_at_a_comma", "[{},", 1, ["1"]),
    ("cut_off_within", '[{}, {"a": ', 1, ["1"]),
    ("cut_off_record", '{"a":\n', 0, ["1"]),
    ("more_after_the_end", "[{}]\n]", 1, ["2"]),
    ("a_key_twice", '[{"policy": {"line": 1, "line": 2}}]', 0, ["1"]),
    ("deep", '[{"a":' + "[" * 50_000 + "]" * 50_000 + "}, {}]", 1, ["1"]),
    ("deep_and_open", "[" * 50_000, 0, ["1"]),
]


@pytest.mark.parametrize(
    ("content", "records", "troubles"),
    [row[1:] for row in DOCUMENTS],
    ids=[row[0] for row in DOCUMENTS],
)
@pytest.mark.parametrize("name", ["case.json", "-"])
def test_documents(
    check: Any, content: Any, records: Any, troubles: Any, name: str
) -> None:
    status, out, err = check(content, "--format", "jsonl", name=name)
    assert len(out.splitlines()) == records
    told = [t for t in err.splitlines()[:-1] if "unknown key" not in t]
    assert len(told) == len(troubles)
    for text, place in zip(told, troubles, strict=True):
        source, number, _ = text.replace("C:", "C").split(":", 2)
        assert source.endswith(name)
        assert number.strip() == place
    assert (status == 2) == bool(troubles)


LINES = [
    ("not_json", b"{}\n{nope\n{}\n", 2, "2:2"),
    ("not_an_object", b'{}\n["a"]\n', 1, "2"),
    ("not_utf8", b'{}\n{"a": "\xd6\xd0"}\n{}\n', 2, "2:8"),
    ("blank_lines", b"\n\n{}\r\n   \n{}", 2, None),
    ("a_byte_order_mark", b"\xef\xbb\xbf{}\n{}\n", 2, None),
    ("utf16", "{}\n{}".encode("utf-16"), 0, "1"),
    ("a_key_twice", b'{"policy": {}, "policy": {}}\n{}\n', 1, "1"),
    ("nan", b'{"policy": {"sum_assured_death": NaN}}\n', 1, None),
    ("infinity", b'{"policy": {"sum_assured_death": 1e999}}\n', 1, None),
    ("a_huge_whole", b'{"policy": {"term_months": ' + b"9" * 9000 + b"}}\n", 1, None),
    ("a_lone_surrogate", b'{"policy": {"number": "\\ud800"}}\n', 1, None),
    ("deep", b'{"a":' + b"[" * 60_000 + b"]" * 60_000 + b"}\n{}\n", 1, "1"),
    ("cut_off_first", b'{"a": \n{}\n{}\n', 2, "1:6"),
]


@pytest.mark.parametrize(
    ("content", "records", "trouble"), [r[1:] for r in LINES], ids=[r[0] for r in LINES]
)
@pytest.mark.parametrize("name", ["cases.jsonl", "-"])
def test_lines(check: Any, content: Any, records: Any, trouble: Any, name: str) -> None:
    status, out, err = check(content, "--format", "jsonl", name=name)
    assert len(out.splitlines()) == records
    assert (status == 2) == (trouble is not None)
    if trouble is not None:
        assert f"{name}:{trouble}: " in err
    json.dumps([json.loads(text) for text in out.splitlines()])


def test_unreadable_wins_over_findings(check: Any) -> None:
    assert check("{}\nnope\n")[0] == 2


def test_the_rest_is_still_processed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "good.json"
    good.write_text(json.dumps(CLEAN))
    sources = [str(tmp_path / "missing.json"), str(tmp_path), str(good)]
    status = main(["check", *sources[::2], "--at", DAY, "--lang", "en"])
    shown = capsys.readouterr()
    assert status == 2
    assert "missing.json: there is no such file" in shown.err
    assert "1 record: clear 1" in shown.out


def test_a_line_longer_than_memory_should_hold_costs_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from infoverify.cli import records_json

    monkeypatch.setattr(records_json, "LONGEST", 64)
    content = b"{}\n" + b'{"a": "' + b"x" * 500 + b'"}\n{}\n'
    found = list(read_lines([], io.BytesIO(content), "x"))
    assert [isinstance(f, Entry) for f in found] == [True, False, True]
    assert [f.line for f in found] == [1, 2, 3]


def test_a_record_longer_than_memory_should_hold_ends_the_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from infoverify.cli import records_json

    monkeypatch.setattr(records_json, "LONGEST", 64)
    monkeypatch.setattr(records_json, "_CHUNK", 16)
    content = b'[{},{"a": "' + b"x" * 500 + b'"},{}]'
    found = list(read_document([], io.BytesIO(content), "x"))
    assert [isinstance(f, Entry) for f in found] == [True, False]


RECORDS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.dictionaries(st.text(max_size=5), RECORDS, max_size=3), max_size=4),
    st.integers(1, 7),
    st.sampled_from([None, 2]),
)
def test_documents_are_cut_where_json_ends(
    records: Any, step: Any, indent: Any
) -> None:
    """Whatever the chunks, an array yields its elements."""
    text = json.dumps(records, ensure_ascii=False, indent=indent)
    cutter = _Cutter()
    pieces = []
    for start in range(0, len(text), step):
        pieces += cutter.feed(cutter.take() + text[start : start + step])
    pieces += cutter.end()
    assert [json.loads(p.text) for p in pieces] == records
    for piece in pieces:
        assert text.split("\n")[piece.line - 1].lstrip(" [,")[:1] == "{"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_stop_the_reading(content: Any, lines: Any) -> None:
    read = read_lines if lines else read_document
    for found in read([], io.BytesIO(content), "x"):
        assert found.line is None or found.line >= 1


# Policy numbers are shown: they are what a person looks a case up by.
_PLAIN = {"number", "application_number"}


def marked(value: Any, marker: Any) -> Any:
    """Return a record with the marker in the place of every value, and as a key."""
    if isinstance(value, dict):
        record = {k: marked(v, marker) for k, v in value.items()}
        return {**record, marker: marker, **dict.fromkeys(record.keys() & _PLAIN, "P1")}
    if isinstance(value, list):
        return [marked(item, marker) for item in value]
    return marker


@pytest.mark.parametrize(
    "form", ["text", "json", "jsonl", "csv", "md", "junit", "text --explain"]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_value_reaches_any_output(check: Any, form: str, lang: str) -> None:
    marker = "Zq7Kx9Wm3Vb5Nc1Lp8Ty"
    content = line(marked(CLEAN, marker))
    content += '{"%s": 1, "%s": 2}\n{"a": "%s" %s}\n' % ((marker,) * 4)
    _, out, err = check(content, "--format", *form.split(), "--lang", lang)
    assert marker not in out + err
    assert out


def test_policy_numbers_cannot_steer_the_terminal(check: Any) -> None:
    record = {"policy": {"number": "P\x1b[31m\u202e1"}}
    _, out, _ = check(line(record))
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_company_ruleset_with_its_own_function(
    check: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "acme.yaml").write_text(
        'infoverify: 1\nruleset: {id: acme, version: "1"}\nrules:\n'
        "  - id: acme.blacklisted\n    title: {zh: 黑名单, en: Blacklisted}\n"
        "    stages: [entry]\n    for: [policyholder]\n"
        "    require: not acme.blacklisted(id_number)\n    severity: block\n",
        encoding="utf-8",
    )
    (tmp_path / "acme_functions.py").write_text(
        "def blacklisted(id_number: str) -> bool:\n    return id_number.endswith('4')\n"
        "FUNCTIONS = {'acme.blacklisted': blacklisted}\n"
    )
    monkeypatch.chdir(tmp_path)
    options = ["--ruleset", str(tmp_path / "acme.yaml"), "--stage", "entry"]
    number = {"policyholder": {"id_number": "110105199001014154"}}
    status, _, err = check(line(number), *options)
    assert status == 2
    assert "acme.blacklisted" in err
    functions = ["--functions", "acme_functions:FUNCTIONS"]
    status, out, _ = check(line(number), *options, *functions)
    assert status == 1
    assert "acme.blacklisted" in out


def test_explain_tells_why(check: Any) -> None:
    _, out, _ = check(line(FAULTY), "--explain")
    assert "require: resident_id(id_number).valid  = false" in out
    assert "resident_id(id_number).problems  = checksum" in out
    assert FAULTY["policyholder"]["id_number"] not in out
    assert check(line(FAULTY), "--explain", "--format", "json")[0] == 2


def test_unknown_keys_are_told_once_and_never_a_value(check: Any) -> None:
    slips = {
        "policyHolder": {"name": "陈思远"},
        "policyholder": {"gender": "male", "nmae": "陈思远", "11010519491231002X": 1},
        "insured": {"birthday": "1990-01-01"},
        "name": "陈思远",
        "form": {"policy": {"policyNo": "P1"}},
    }
    status, _, err = check(line(slips) * 3, "--fail-on", "never")
    assert status == 0
    told = [text.partition("cases.jsonl:1:")[2] for text in err.splitlines()]
    assert sorted(told) == [
        "form.policy.policyNo: unknown key, left out; perhaps number?",
        "insured: must be a list: write insured: [{…}]",
        "insured[].birthday: unknown key, left out; perhaps birth_date?",
        "name: unknown key, left out; perhaps policyholder.name?",
        "policyHolder: unknown key, left out; perhaps policyholder?",
        "policyholder.#3: unknown key, left out",
        "policyholder.gender: unknown key, left out; perhaps sex?",
        "policyholder.nmae: unknown key, left out; perhaps name?",
    ]


def test_a_clean_record_has_no_unknown_keys(check: Any) -> None:
    records = "".join(line(application.record) for application in applications())
    assert "unknown key" not in check(records, "--fail-on", "never")[2]


@pytest.mark.parametrize(
    ("begin", "zh", "en"),
    [
        (b"PK\x03\x04" + bytes(60), "另存为 CSV", "save it as CSV"),
        (b"\xd0\xcf\x11\xe0" + bytes(60), "另存为 CSV", "save it as CSV"),
        (b"%PDF-1.7", "PDF", "PDF"),
        (b"\x1f\x8b\x08", "先解压", "unpack it"),
        ("{}".encode("utf-16"), "另存为 UTF-8", "save it as UTF-8"),
    ],
)
def test_a_file_of_another_kind_is_told_in_one_line(
    begin: bytes,
    zh: str,
    en: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "cases.xlsx"
    path.write_bytes(begin)
    for lang, said in (("zh", zh), ("en", en)):
        assert main(["check", str(path), "--at", DAY, "--lang", lang]) == 2
        err = capsys.readouterr().err
        told = [line for line in err.splitlines() if str(path) in line]
        assert len(told) == 1
        assert said in told[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", '{"a": tru}'),
        ("b.json", '{"a" 1}'),
        ("c.json", '{"a": "\\x"}'),
        ("d.jsonl", '{"a": \n'),
        ("e.csv", 'policy.number,policyholder.name\n1,"a\n'),
        ("f.csv", 'policy.number,policyholder.name\n1,"a"b\n'),
        ("g.csv", f"policy.number,policyholder.name\n1,{'x' * 200_000}\n"),
    ],
)
def test_reasons_are_chinese_too(
    name: str, content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert main(["check", str(path), "--at", DAY, "--lang", "zh"]) == 2
    err = capsys.readouterr().err
    told = next(line for line in err.splitlines() if str(path) in line)
    words = told.replace(str(path), "").replace("JSON", "")
    assert not re.search(r"[A-Za-z]{3}", words)


def test_misuse_repeats_no_number(capsys: pytest.CaptureFixture[str]) -> None:
    number = "310104198506185373"
    for words in (
        [number],
        ["rules", number],
        ["check", "x", "--stage", number],
        ["check", "x", "--format", "周文博"],
        ["inspect", number],
    ):
        assert main(words) == 2
    err = capsys.readouterr().err
    assert number not in err
    assert "周文博" not in err
    assert main(["chek", "--lang", "en"]) == 2
    assert "no command 'chek'; try check" in capsys.readouterr().err
