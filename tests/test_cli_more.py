"""Bindings, contracts, coverage, comparison, mutants and built forms on the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from infoverify.binding_file import load_binding
from infoverify.cli import main, rules_coverage
from infoverify.cli.records import Entry
from infoverify.cli.records_bound import cases, known_names
from infoverify.coverage import Clause, Coverage, Instrument
from infoverify.reports.run import Trouble
from infoverify.rulesets import load_ruleset

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = "2026-01-15"
SMALL = "key-account-leads"
SHEET = (
    "投保单号,角色,姓名,性别,与投保人关系,证件号码,备注\n"
    "T1,投保人,周文博,男,,310104198506185373,急\n"
    "T1,被保险人,林佩珊,女,配偶,,\n"
    "T2,投保人,赵明轩,男,,,\n"
)
RULE = (
    'infoverify: 1\nruleset: {{id: {id}, version: "1"}}\n'
    "rules:\n  - {{id: t.sex, for: [policyholder], severity: {severity},"
    " require: present(sex),{examples}"
    " title: {{zh: 甲, en: a}}, message: {{zh: 缺性别, en: sex is missing}}}}\n"
)
ONE = (
    " examples: [{name: absent, given: {drop: [sex]}, expect: violated},"
    " {name: there, given: {}, expect: holds}],"
)


def run(*arguments: Any, lang: str = "en", given: bytes = b"") -> Any:
    """Run the real command in a process of its own: status, output, error."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LANG": "C"}
    env.pop("LC_ALL", None)
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "infoverify", *map(str, arguments), "--lang", lang],
        input=given,
        capture_output=True,
        timeout=120,
        check=False,
        env=env,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    return done.returncode, out, err


def put(folder: Path, name: str, content: Any, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(
        content if isinstance(content, bytes) else content.encode(encoding)
    )
    return path


def rules_file(
    folder: Path, name: str, severity: str = "block", more: str = ""
) -> Path:
    text = RULE.format(id=name.removesuffix(".yaml"), severity=severity, examples=more)
    return put(folder, name, text)


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Return a function: content and options → status, output, error; in process."""

    def check(content: Any, *options: str, name: str = "x.csv") -> Any:
        path = put(tmp_path, name, content)
        status = main(["check", str(path), "--at", DAY, "--lang", "en", *options])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return check


# check --binding -----------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rows_of_a_sheet_make_cases(tmp_path: Path, encoding: str) -> None:
    path = put(tmp_path, "x.csv", SHEET, encoding)
    status, out, err = run(
        *("check", path, "--binding", "agency-sheet", "--at", DAY, "--format", "jsonl")
    )
    assert status == 1
    verdicts = [json.loads(line) for line in out.splitlines()]
    assert [v["line"] for v in verdicts] == [2, 4]
    first = verdicts[0]["findings"]
    named = {(f["rule"], *f["paths"]): f["host_paths"] for f in first}
    assert named["birth_date.absent", "insured[0].birth_date"] == ["出生日期 (2)"]
    # What the sheet has beyond the binding may be anything: its number is enough.
    assert "备注" not in err
    assert err.count("columns that the binding does not map, left out: #7\n") == 1
    assert err.count("columns of the binding that the file lacks: 险种类别, ") == 1


def test_a_name_of_a_later_record_is_told_with_its_line(tmp_path: Path) -> None:
    """The sixth key is another one in each record."""
    rows = [{"PRT_NO": "A1", "王小明": 1}, {"PRT_NO": "A2", "陈思远": 1, "王小明": 2}]
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path = put(tmp_path, "x.jsonl", text)
    arguments = ("check", path, "--binding", "core-system-columns", "--at", DAY)
    _, _, err = run(*arguments)
    assert "left out: #2, 2:#2\n" in err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"PRT_NO": 1, "PRT_NO": 2}', "有一个键出现两次"),
        ('{"policy": 1, "policy": 2}', "键 policy 出现两次"),
    ],
)
def test_a_key_that_stands_twice_is_named_if_it_is_ours(
    tmp_path: Path, text: str, told: str
) -> None:
    path = put(tmp_path, "x.json", text)
    _, _, err = run("check", path, "--at", DAY, "--lang", "zh")
    assert told in err


def test_names_that_json_and_binding_do_not_share_are_told(tmp_path: Path) -> None:
    cont = {"ProposalContNo": "A1", "InsuMonth": 240, "王小明13800001111": 1}
    people = [{"Name": "林佩珊", "Hobby": "x"}, 5]
    text = json.dumps(
        [{"TranData": {"LCCont": {**cont, "LCInsureds": people}}}, {"TranData": []}]
    )
    path = put(tmp_path, "x.json", text)
    arguments = ("check", path, "--binding", "bank-message", "--at", DAY)
    _, _, err = run(*arguments)

    assert "InsuMonth: not in the binding, left out; perhaps" in err
    assert "perhaps TranData.LCCont.InsuMonths?" in err
    lines = err.splitlines()
    unknown = next(line for line in lines if "does not map" in line)
    assert unknown.endswith(
        "left out: TranData.LCCont.#3, TranData.LCCont.LCInsureds.#2"
    )
    lacking = next(line for line in lines if "no record has" in line)
    assert "TranData.LCCont.LCBnfs," in lacking
    assert "TranData.LCCont.LCInsureds.RelaToAppnt," in lacking
    assert "LCBnfs.Name" not in lacking
    assert "InsuMonths" not in lacking
    assert "王小明" not in err
    assert "138" not in err


@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_numbered_keys_of_json_lack_only_where_no_number_is_there(
    tmp_path: Path, ending: str
) -> None:
    text = json.dumps({"APPNT_NAME": "周文博", "INSURED2_NAME": "林佩珊"})
    path = put(tmp_path, f"x.{ending}", text + "\n")
    _, _, err = run("check", path, "--binding", "core-system-columns", "--at", DAY)

    assert "keys of the binding that no record has: " in err
    assert "INSURED{n}_SEX" in err
    assert "INSURED{n}_NAME" not in err
    assert "does not map" not in err


@pytest.mark.parametrize("form", ["text", "csv", "md"])
def test_findings_show_the_hosts_names(check: Any, form: str) -> None:
    _, out, _ = check(SHEET, "--binding", "agency-sheet", "--format", form)
    assert "出生日期 (2)" in out
    assert "policyholder.birth_date" not in out


def test_a_host_without_rows_keeps_one_record_each(check: Any) -> None:
    text = (
        "APPNT_NAME,APPNT_SEX,INSURED2_NAME,PRT_NO\n周文博,9,林佩珊,A1\n王小明,0,,A2\n"
    )
    binding = ("--binding", "core-system-columns")
    status, out, _ = check(text, *binding)
    assert status == 1
    assert "APPNT_IDNO" in out
    assert "A1" in out
    assert "INSURED2_SEX" in out
    assert "APPNT_SEX" in out


def test_numbered_columns_lack_only_where_no_number_is_there(check: Any) -> None:
    text = "APPNT_NAME,INSURED2_NAME,PRT_NO\n周文博,林佩珊,A1\n"
    _, _, err = check(text, "--binding", "core-system-columns")
    assert "the file lacks: CONT_NO, " in err
    assert "INSURED{n}_SEX" in err
    assert "INSURED{n}_NAME" not in err
    assert "does not map" not in err


def test_json_lines_of_rows_are_grouped_too(check: Any) -> None:
    rows = [
        {"投保单号": "T1", "角色": "投保人", "姓名": "周文博"},
        {"投保单号": "T1", "角色": "被保险人", "姓名": "林佩珊"},
        {"投保单号": "T2", "角色": "投保人", "姓名": "赵明轩"},
    ]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    options = ("--binding", "agency-sheet", "--format", "jsonl")
    _, out, _ = check(text, *options, name="x.jsonl")
    assert [json.loads(line)["line"] for line in out.splitlines()] == [1, 3]


def test_standard_input_is_a_table_under_a_binding() -> None:
    status, out, _ = run(
        *("check", "-", "--binding", "agency-sheet", "--at", DAY), given=SHEET.encode()
    )
    assert status == 1
    assert "T2" in out


def test_a_slip_in_a_column_is_told(check: Any) -> None:
    _, _, err = check(
        SHEET.replace("证件号码", "证件号吗"), "--binding", "agency-sheet"
    )
    assert "证件号吗: not in the binding, left out; perhaps 证件号码?" in err


def test_no_column_of_the_binding_is_misuse(check: Any) -> None:
    status, out, err = check("甲,乙\n1,2\n", "--binding", "agency-sheet")
    assert status == 2
    assert (
        "no column is known to the binding agency-sheet, such as 投保单号" in out + err
    )


def test_a_broken_row_costs_the_cases_it_may_belong_to(check: Any) -> None:
    text = SHEET.replace("T1,被保险人,林佩珊,女,配偶,,\n", "T1,被保险人\n")
    text += "T3,投保人,王小明,男,,,\n"
    options = ("--binding", "agency-sheet", "--format", "jsonl")
    status, out, err = check(text, *options)
    assert status == 2
    judged = [v["line"] for v in map(json.loads, out.splitlines()) if "decision" in v]
    assert judged == [5]
    assert err.count("may belong to this case") == 2


def test_rows_that_stand_apart_are_told(check: Any) -> None:
    text = SHEET + "T1,受益人,林佩珊,女,,,\n"
    _, _, err = check(text, "--binding", "agency-sheet")
    assert ":5:投保单号: rows of one case stand apart" in err


def test_torn_cases_wherever_the_lost_row_stands() -> None:
    """A lost row within a case costs that one, between two both, elsewhere none."""
    binding = load_binding("agency-sheet")
    lost = Trouble("x", None, None, "坏", "bad")

    def left(pattern: str) -> str:
        found_in = [
            lost if sign == "!" else Entry("x", n, {"投保单号": sign})
            for n, sign in enumerate(pattern, 1)
        ]
        told: list[Trouble] = []
        whole = cases(binding, iter(found_in), told.append)
        return "".join(row["投保单号"] for case in whole for row in case.record)

    assert left("aabbc") == "aabbc"
    assert left("a!abbc") == "bbc"
    assert left("aa!bbc") == "c"
    assert left("!aab") == "b"
    assert left("aab!") == "aa"
    assert left("aa!!bb!cd") == "d"
    assert left("!") == ""


def test_known_names_are_all_that_a_binding_reads() -> None:
    names = known_names(load_binding("core-system-columns"))
    assert {"APPNT_NAME", "INSURED1_NAME", "INSURED5_NAME"} <= set(names)
    assert not any("{n}" in name or "INSURED6" in name for name in names)
    assert list(known_names(load_binding("agency-sheet")))[:2] == ["投保单号", "角色"]


@pytest.mark.parametrize("name", ["agency-shet", "nowhere.yaml", ""])
def test_an_unknown_binding_is_misuse(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, "x.csv", SHEET)
    status, out, err = run("check", path, "--binding", name, "--at", DAY)
    assert (status, out) == (2, "")
    assert err.startswith("error: ")


# rules contract ------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "永远无法运行的规则"), ("en", "Rules that can never run")]
)
def test_contract(lang: str, said: str) -> None:
    status, out, err = run("rules", "contract", "--binding", "agency-sheet", lang=lang)
    assert (status, err) == (0, "")
    assert out.startswith("agency-sheet 2026.1 · life-standard ")
    assert said in out


def test_contract_by_stage_and_ruleset(capsys: pytest.CaptureFixture[str]) -> None:
    base = ["rules", "contract", "--lang", "en", "--binding", "core-system-columns"]
    assert main([*base, "contact", "--stage", "underwriting"]) == 0
    out = capsys.readouterr().out
    assert " · contact " in out
    assert "postal_code.elsewhere" in out or "Rules that can never run: 0" in out
    assert main(base[:-2]) == 2
    assert "--binding" in capsys.readouterr().err
    assert main([*base, "--stage", "underwritng"]) == 2


# rules coverage ------------------------------------------------------------


def test_coverage_is_complete_and_tells_it() -> None:
    status, out, _ = run("rules", "coverage", "--format", "json")
    assert status == 0
    plain = json.loads(out)
    assert plain["complete"] is True
    assert plain["open"] == []
    watched = {
        rule
        for instrument in plain["instruments"]
        for clause in instrument["clauses"]
        for rule in clause["rules"]
    }
    assert watched == {rule["id"] for rule in plain["rules"] if rule["clauses"]}


def test_an_open_clause_ends_with_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    both = {"zh": "甲", "en": "a thing"}
    clause = Clause("law", "1", both, (), None)
    bare = Coverage((Instrument("law", both, (clause,)),), (), (), (), ())
    monkeypatch.setattr("infoverify.coverage.report", lambda: bare)
    for form, said in (("text", "OPEN"), ("md", "OPEN"), ("json", '"open"')):
        assert main(["rules", "coverage", "--format", form, "--lang", "en"]) == 1
        assert said in capsys.readouterr().out
    excused = bare._replace(
        instruments=(Instrument("law", both, (clause._replace(excuse=both),)),)
    )
    monkeypatch.setattr("infoverify.coverage.report", lambda: excused)
    assert main(["rules", "coverage", "--format", "md", "--lang", "zh"]) == 0
    assert "| 1 | 甲 |" in capsys.readouterr().out
    assert rules_coverage.as_plain(excused)["complete"] is True
    assert main(["rules", "coverage", "--rule", "no.such", "--lang", "en"]) == 2


def test_the_way_back_from_a_rule() -> None:
    status, out, _ = run("rules", "coverage", "--rule", "sex.absent", lang="zh")
    assert status == 0
    assert out.startswith("sex.absent  ")
    assert "circ-2013-82" in out
    status, out, err = run("rules", "coverage", "--rule", "sex.absnt")
    assert (status, out) == (2, "")
    assert "sex.absent" in err


# rules diff ----------------------------------------------------------------


def test_diff_tells_rules_and_effects(tmp_path: Path) -> None:
    old = rules_file(tmp_path, "a.yaml", "warn")
    new = rules_file(tmp_path, "b.yaml", "block")
    cases = put(
        tmp_path,
        "cases.jsonl",
        '{"policyholder": {"name": "周文博"}, "policy": {"channel": "direct"}}\n'
        '{"policyholder": {"sex": "male"}}\n',
    )
    status, out, err = run("rules", "diff", old, new, "--on", cases, "--at", DAY)
    assert status == 0
    assert "changed t.sex" in out
    assert "2 cases: 1 newly blocked, 0 released" in out
    assert "case 1 [direct]" in out
    assert f"as of {DAY}" in err
    status, out, _ = run("rules", "diff", old, old, lang="zh")
    assert status == 0
    assert "没有变化" in out


def test_diff_reads_a_hosts_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = rules_file(tmp_path, "a.yaml", "warn")
    new = rules_file(tmp_path, "b.yaml", "block")
    sheet = put(tmp_path, "x.csv", SHEET.replace("周文博,男", "周文博,"))
    words = ["rules", "diff", str(old), str(new), "--lang", "en", "--at", DAY]
    assert main([*words, "--on", str(sheet), "--binding", "agency-sheet"]) == 0
    out = capsys.readouterr().out
    assert "2 cases: 1 newly blocked" in out
    assert "[intermediary]" in out
    assert main([*words, "--binding", "agency-sheet"]) == 2
    assert main([*words, "--on", str(tmp_path / "none.csv")]) == 2
    assert "there is no such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [["a"], ["life-standard", "life-strct"], ["contact", "contact", "--stage", "x"]],
)
def test_diff_misused(words: list[str]) -> None:
    status, out, err = run("rules", "diff", *words)
    assert (status, out) == (2, "")
    assert err


# rules test --mutate -------------------------------------------------------


def test_mutants_are_all_noticed() -> None:
    status, out, _ = run("rules", "test", "--mutate", SMALL)
    assert status == 0
    assert out.startswith(f"{SMALL}: ")
    for rule in load_ruleset(SMALL).rules:
        assert f"  {rule.id}  " in out


def test_survivors_end_with_one(tmp_path: Path) -> None:
    weak = " examples: [{name: there, given: {}, expect: holds}],"
    path = rules_file(tmp_path, "a.yaml", "block", weak)
    status, out, _ = run("rules", "test", "--mutate", path)
    assert status == 1
    assert "survives: " in out
    status, out, _ = run("rules", "test", "--mutate", path, lang="zh")
    assert status == 1
    assert "未被发现" in out


def test_only_a_files_own_rules_are_mutated(tmp_path: Path) -> None:
    path = tmp_path / "heir.yaml"
    text = rules_file(tmp_path, "a.yaml", "block", ONE).read_text(encoding="utf-8")
    path.write_text(f"{text}\nextends: [{SMALL}]\n", encoding="utf-8")
    inherited = len(load_ruleset(SMALL).rules)

    _, out, _ = run("rules", "test", "--mutate", path)
    assert "1 rules" in out
    assert f"{inherited} inherited rules left out, scored by --all" in out
    _, out, _ = run("rules", "test", "--mutate", path, lang="zh")
    assert f"另有继承的 {inherited} 条规则未计，加 --all 计入" in out
    _, out, _ = run("rules", "test", "--mutate", "--all", path)
    assert f"{inherited + 1} rules" in out

    bare = tmp_path / "bare.yaml"
    head = "infoverify: 1\nruleset: {id: bare, version: '1', title: {zh: 甲, en: A}}\n"
    bare.write_text(f"{head}extends: [{SMALL}]\n", encoding="utf-8")
    status, out, _ = run("rules", "test", "--mutate", bare)
    assert status == 0
    assert f"no rules of its own, {inherited} inherited" in out


def test_mutants_misused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(rules_file(tmp_path, "a.yaml", "block", ONE))
    base = ["rules", "test", "--mutate", "--lang", "en"]
    assert main([*base, path, "--junit"]) == 2
    assert main([*base, path, "--rule", "no.such"]) == 2
    assert main([*base, "nowhere.yaml"]) == 2
    assert "Traceback" not in capsys.readouterr().err
    # A rule that two rulesets share is scored once.
    assert main([*base, path, path]) in {0, 1}
    out = capsys.readouterr().out
    assert out.count("t.sex  ") == 1
    assert "a.yaml: all of its rules are scored above" in out


# rules build ---------------------------------------------------------------


def test_a_built_file_verifies_as_its_yaml_does(tmp_path: Path) -> None:
    path = rules_file(tmp_path, "a.yaml")
    built = tmp_path / "a.json"
    status, out, err = run("rules", "build", path, "-o", built)
    assert (status, out) == (0, "")
    assert "a 1, 1 rules" in err
    assert load_ruleset(built).digest == load_ruleset(path).digest
    status, out, _ = run("rules", "build", path)
    assert out == built.read_text(encoding="utf-8")
    record = put(tmp_path, "x.json", "{}")
    assert run("check", record, "--ruleset", built, "--at", DAY)[0] == 1


def test_a_shipped_name_is_built(tmp_path: Path) -> None:
    built = tmp_path / "s.json"
    assert main(["rules", "build", SMALL, "-o", str(built)]) == 0
    assert load_ruleset(built).digest == load_ruleset(SMALL).digest


def test_build_misused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = rules_file(tmp_path, "a.yaml")
    broken = put(tmp_path, "b.yaml", path.read_text("utf-8").replace("sex)", "sx)"))
    kept = put(tmp_path, "kept.json", "kept")
    for words in (
        [],
        [path, path],
        [path, "-o", tmp_path / "a.yaml"],
        [path, "-o", tmp_path / "no" / "a.json"],
        [path, "-o", kept, "--vectors", tmp_path],
        [broken, "-o", kept],
        ["nowhere.yaml", "-o", kept],
        ["no-such-name", "-o", kept],
        [kept],
        ["--vectors", kept, SMALL],
    ):
        assert main(["rules", "build", *map(str, words), "--lang", "en"]) == 2, words
        assert capsys.readouterr().err
    assert kept.read_text("utf-8") == "kept"


def test_vectors_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    own = rules_file(tmp_path, "a.yaml", "block", ONE)
    status, out, _ = run("rules", "build", "--vectors", folder, SMALL, own)
    assert status == 0
    assert f"{SMALL}.json: " in out
    assert sorted(p.name for p in folder.iterdir()) == ["a.json", f"{SMALL}.json"]
    content = json.loads((folder / "a.json").read_text("utf-8"))
    assert content["infoverify_vectors"] == 1


def test_coverage_of_one_ruleset_fits_the_page() -> None:
    status, out, _ = run("rules", "coverage", "contact", lang="zh")
    assert status == 1
    assert "sex.absent" not in out
    assert "mobile.satellite" in out
    wide = {"W": 2, "F": 2}
    for line in out.splitlines():
        columns = sum(wide.get(unicodedata.east_asian_width(c), 1) for c in line)
        assert columns <= 100


def test_a_failing_example_tells_its_place(tmp_path: Path) -> None:
    wrong = ONE.replace("expect: violated", "expect: holds")
    own = rules_file(tmp_path, "a.yaml", "block", wrong)
    status, out, _ = run("rules", "test", own)
    assert status == 1
    assert f"{own}:4: t.sex: absent\n    expected holds" in out


# help ----------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["contract", "coverage", "diff", "build", "test"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help(verb: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", verb, "--help", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert out.startswith("用法：" if lang == "zh" else "usage: ")
    assert ("show this help" in out) == (lang == "en")


def test_out_may_exist_where_an_input_does_not(tmp_path: Path) -> None:
    out = put(tmp_path, "out.txt", "")
    status, _, err = run("check", tmp_path / "none.json", "--out", out, "--at", DAY)
    assert status == 2
    assert "no such file" in err
