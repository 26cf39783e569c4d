"""``infoverify check`` on CSV: columns, encodings, delimiters, rows, folders, --out."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify.cli import main
from infoverify.cli.progress import Progress
from infoverify.cli.records import Entry, Inputs, Meter, read_source, spread
from infoverify.cli.records_csv import column_of, known_columns, read_rows
from infoverify.cli.speech import Speech
from infoverify.demo import AT, applications
from infoverify.vocabulary import PARTS

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "policy.number,policyholder.name,insured[0].name,insured[1].name"


def read(content: Any, encoding: Any = None) -> Any:
    """Return what is found in bytes."""
    return list(read_rows([], io.BytesIO(content), "x.csv", PARTS, encoding))


def records(content: Any) -> Any:
    return [found.record for found in read(content) if isinstance(found, Entry)]


def flat(record: Any, path: Any = "") -> Any:
    """Return a record as columns and cells."""
    cells = {}
    for key, value in record.items():
        name = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            cells |= flat(value, name)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for index, element in enumerate(value):
                cells |= flat(element, f"{name}[{index}]")
        elif isinstance(value, list):
            cells[name] = ",".join(map(str, value))
        else:
            cells[name] = str(value).lower() if isinstance(value, bool) else str(value)
    return cells


def sheet(rows: Any, delimiter: Any = ",") -> Any:
    """Return records as the text of a sheet."""
    cells = [flat(row) for row in rows]
    columns = list(dict.fromkeys(name for row in cells for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(cells)
    return out.getvalue()


APPLICATIONS = [application.record for application in applications()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_sheet_says_what_json_says(
    delimiter: Any, encoding: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "cases.jsonl"
    lines.write_text("\n".join(map(json.dumps, APPLICATIONS)), encoding="utf-8")
    table = tmp_path / "cases.csv"
    table.write_bytes(sheet(APPLICATIONS, delimiter).encode(encoding))
    verdicts = []
    for path in (lines, table):
        main(["check", str(path), "--at", AT.isoformat(), "--format", "jsonl"])
        found = map(json.loads, capsys.readouterr().out.splitlines())
        verdicts.append([(v["decision"], v["findings"]) for v in found])
    assert len(verdicts[0]) == len(APPLICATIONS)
    assert verdicts[0] == verdicts[1]


def test_an_empty_cell_is_absent_and_leaves_places() -> None:
    content = f"{HEAD}\nP1, ,,乙\n\n,,,\nP2,甲,,\n".encode()
    assert records(content) == [
        {"policy": {"number": "P1"}, "insured": [{}, {"name": "乙"}]},
        {"policy": {"number": "P2"}, "policyholder": {"name": "甲"}},
    ]


def test_a_cell_may_hold_line_breaks_and_rows_keep_their_line() -> None:
    found = read(f'{HEAD}\nP1,"甲\n乙",,\nP2,,,\n'.encode())
    assert [f.line for f in found] == [2, 4]
    assert found[0].record["policyholder"]["name"] == "甲\n乙"


ROWS = [
    ("too_few_cells", b"P1,a\nP2,a,b,c\n", [(2, None, "2 cells under 4 columns")]),
    ("too_many_cells", b"P1,a,b,c,d\n", [(2, None, "5 cells under 4 columns")]),
    ("empty_cells_to_spare", b"P1,a,b,c,,,\n", []),
    ("text_after_a_quote", b'P1,"a"b,,\nP2,,,\n', [(2, None, "wrong quotes")]),
    ("a_quote_without_end", b'P1,,,\nP2,"a,,\nP3,,,\n', [(3, None, "wrong quotes")]),
]


@pytest.mark.parametrize(
    ("content", "troubles"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS]
)
def test_a_wrong_row_costs_itself(content: Any, troubles: Any) -> None:
    found = [
        f for f in read(HEAD.encode() + b"\n" + content) if not isinstance(f, Entry)
    ]
    assert [(f.line, f.column) for f in found] == [t[:2] for t in troubles]
    for trouble, (_, _, text) in zip(found, troubles, strict=True):
        assert text in trouble.en


def test_bytes_of_another_encoding_are_named_by_column() -> None:
    good = "\n".join(f"P{i},周文博,林佩珊," for i in range(9))
    content = f"{HEAD}\n{good}\n".encode() + "P9,许国梁,,\n".encode("gb18030")
    found = read(content)
    assert [isinstance(f, Entry) for f in found] == [True] * 9 + [False]
    assert (found[-1].line, found[-1].column) == (11, "policyholder.name")
    assert found[-1].en == "not UTF-8"


def test_the_encoding_can_be_said() -> None:
    # Two characters of GB 18030 that are UTF-8 too, and nothing else to go by.
    content = f"{HEAD}\nP1,".encode() + "联通".encode("gb18030") + b",,\n"
    assert read(content, "gb18030")[0].record["policyholder"]["name"] == "联通"


def test_utf16_is_told() -> None:
    found = read(f"{HEAD}\nP1,,,\n".encode("utf-16"))
    assert len(found) == 1
    assert "UTF-16" in found[0].en


def test_text_beyond_ascii_may_come_late() -> None:
    filler = b"P0,,,\n" * 60_000
    content = f"{HEAD}\n".encode() + filler + "P1,周文博,,\n".encode("gb18030")
    assert records(content)[-1]["policyholder"]["name"] == "周文博"


@pytest.mark.parametrize(
    ("head", "column", "near"),
    [
        ("policyholder.id_numer", "policyholder.id_numer", "policyholder.id_number"),
        ("insured.name", "insured.name", "insured[0].name"),
        ("insured[3].nam", "insured[3].nam", "insured[0].name"),
        ("policyholder[0].name", "policyholder[0].name", None),
        ("insured[999].name", "insured[999].name", None),
        ("备注", "#2", None),
        ("周文博", "#2", None),
        ("zhang.wei", "#2", None),
        ("p.a13671830952", "#2", None),
        ("policyholder.310104198506185373", "#2", None),
        ("policyholder.name=周文博", "#2", None),
        ("policyholder.zhouwenbo", "policyholder.#2", None),
        ("form.policyholder.zhouwenbo", "form.policyholder.#2", None),
        ("policyholder.name13671830952", "#2", None),
        ("policyholder_name", "policyholder_name", "policyholder.name"),
        ("Policyholder.Name", "Policyholder.Name", "policyholder.name"),
        ("INSURED[0].NAME", "INSURED[0].NAME", "insured[0].name"),
        ("insureds[0].name", "insureds[0].name", "insured[0].name"),
    ],
)
def test_an_unknown_column_is_told_once(head: Any, column: Any, near: Any) -> None:
    found = read(f"policy.number,{head}\nP1,1\nP2,2\n".encode())
    assert not isinstance(found[0], Entry)
    assert [isinstance(f, Entry) for f in found[1:]] == [True, True]
    assert found[0].column == column
    assert not found[0].lost
    if near:
        assert near in found[0].en


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("name,sex", "no column"),
        ("policy.number,policy.number", "twice"),
        ("周文博,310104198506185373", "no column"),
    ],
)
def test_a_useless_head_costs_the_file(head: Any, said: Any) -> None:
    found = read(f"{head}\n1,2\n3,4\n".encode())
    assert len(found) == 1
    assert said in found[0].en
    assert "周文博" not in found[0].text("zh")


def test_spreadsheets_note_of_the_delimiter_is_left_out() -> None:
    content = b"sep=;\r\npolicy.number;policyholder.name\r\nP1;a\r\n"
    assert records(content) == [
        {"policy": {"number": "P1"}, "policyholder": {"name": "a"}}
    ]


@pytest.mark.parametrize("name", known_columns(PARTS))
def test_every_field_is_a_column(name: str) -> None:
    column = column_of(name, PARTS)
    nested = name.endswith("legal_representative")
    assert (column is None) == nested


def test_nested_and_form_columns() -> None:
    content = b"policyholder.legal_representative.name,form.policyholder.name\na,b\n"
    assert records(content) == [
        {
            "policyholder": {"legal_representative": {"name": "a"}},
            "form": {"policyholder": {"name": "b"}},
        }
    ]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_stop_the_reading(content: Any, with_head: Any) -> None:
    head = HEAD.encode() + b"\n" if with_head else b""
    for found in read(head + content):
        assert found.line is None or found.line >= 1


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(
                alphabet=st.characters(codec="utf-8", exclude_characters="\x00\ufeff"),
                min_size=1,
                max_size=12,
            ).filter(str.strip),
            st.text(alphabet='周, ";|\t\n', max_size=8),
        ),
        max_size=5,
    ),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_cells_come_back_as_written(rows: Any, delimiter: Any) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["policy.number", "policyholder.name"])
    writer.writerows(rows)
    found = records(out.getvalue().encode("utf-8-sig"))
    assert [r["policy"]["number"] for r in found] == [row[0] for row in rows]


# Folders, --out, progress ------------------------------------------------


def test_folders_are_read_in_the_order_of_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "1.json").write_text("{}")
    (tmp_path / "a.csv").write_text("policy.number\nP1\n")
    (tmp_path / ".hidden.json").write_text("{}")
    (tmp_path / "notes.txt").write_text("no")
    main(["check", str(tmp_path), "--format", "jsonl"])
    sources = [json.loads(x)["source"] for x in capsys.readouterr().out.splitlines()]
    assert [source[len(str(tmp_path)) + 1 :] for source in sources] == [
        "a.csv",
        "b/1.json",
    ]


def test_an_empty_folder_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path), "--lang", "en"]) == 2
    assert "no file that ends in" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv", "md", "junit"])
def test_out_holds_the_result(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "cases.json"
    cases.write_text(json.dumps(APPLICATIONS[:30]))
    out = tmp_path / "result"
    status = main(["check", str(cases), "--format", form, "--out", str(out)])
    shown = capsys.readouterr()
    assert status == 1
    assert shown.out == ""
    assert "30 " in shown.err
    content = out.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") == (form == "csv")
    assert content.endswith(b"\n")
    main(["check", str(cases), "--format", form])
    assert content.decode("utf-8-sig") == capsys.readouterr().out


def test_out_is_never_an_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "cases.json"
    cases.write_text("{}")
    assert main(["check", str(cases), "--out", str(cases)]) == 2
    assert cases.read_text() == "{}"
    assert main(["check", str(cases), "--out", str(tmp_path)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_what_was_done_is_written_when_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from infoverify.engine import Verifier

    verify = Verifier.verify
    left = [3]

    def interrupted(self: Any, record: Any, *, at: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return verify(self, record, at=at)

    monkeypatch.setattr(Verifier, "verify", interrupted)
    cases = tmp_path / "cases.csv"
    cases.write_text("policy.number\n" + "P\n" * 9)
    out = tmp_path / "out.jsonl"
    options = ["--format", "jsonl", "--out", str(out), "--lang", "zh"]
    assert main(["check", str(cases), *options]) == 130
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3
    last = capsys.readouterr().err.splitlines()[-1]
    assert "3" in last
    assert str(out) in last


def test_progress_tells_rows_rate_and_time_left(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("x" * 1000)
    meter = Meter()
    bar = Progress([str(path)], meter, Speech("en"), on=True)
    assert bar.line(10, 5.0) == "10 records  2/s"
    meter.passed = 250
    line = bar.line(10, 5.0)
    assert line == "[######..................]  25%  10 records  2/s  0:15 left"
    meter.passed = 1000
    assert "0:00" in bar.line(40, 20.0)


def test_progress_is_silent_where_nobody_looks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bar = Progress(["-"], Meter(), Speech("zh"), on=False)
    for count in range(100):
        bar.step(count)
    bar.wipe()
    assert capsys.readouterr().err == ""


def test_bytes_are_counted_as_they_pass(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("{}\n" * 10)
    meter = Meter()
    assert len(list(read_source(str(path), Inputs(PARTS), meter))) == 10
    assert meter.passed == 30


def test_spreading_keeps_files_and_standard_input() -> None:
    assert list(spread(["-", "nowhere.json"])) == ["-", "nowhere.json"]
