"""The command line as a whole: help, languages, misuse, pipes, exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from infoverify.cli import main
from infoverify.cli.speech import chosen_language

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: list[str], given: Any = "", environment: Any = None) -> Any:
    """Run the real command in a process of its own."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LANG": "C"}
    env.pop("LC_ALL", None)
    env |= environment or {}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "infoverify", *arguments],
        input=given if isinstance(given, bytes) else given.encode(),
        capture_output=True,
        timeout=120,
        check=False,
        env=env,
    )


@pytest.mark.parametrize("command", ["demo", "check", "inspect", "rules"])
def test_help_names_every_command(
    command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--help"]) == 0
    assert f"  {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["demo", "--help"],
        ["check", "-h"],
        ["inspect", "--help"],
        ["rules", "--help"],
        ["rules", "list", "--help"],
        ["rules", "lint", "--help"],
        ["rules", "test", "--help"],
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_command_has_help_in_both_languages(
    arguments: list[str], lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert out.startswith("用法：" if lang == "zh" else "usage: ")
    # The Chinese help leaves nothing in English but names and words of the formats.
    assert ("show this help" in out) == (
        lang == "en" and arguments != ["rules", "--help"]
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "usage"),
        (["chek"], "check"),
        (["--frob"], "--frob"),
        (["check"], "FILE"),
        (["check", "x", "--stage", "underwritng"], "underwriting"),
        (["check", "x", "--format", "jason"], "json"),
        (["check", "x", "--at", "2026-13-01"], "YYYY-MM-DD"),
        (["check", "x", "--at"], "--at"),
        (["check", "x", "--ruleset", "life-standrd"], "life-standard"),
        (["check", "x", "--ruleset", "nowhere.yaml"], "nowhere.yaml"),
        (["check", "x", "--functions", "no_such_module_here:x"], "no_such_module_here"),
        (["check", "x", "--functions", "os"], "MODULE:NAME"),
        (["check", "x", "--functions", "os:sep"], "os:sep"),
        (["check", "x", "--stage", "callback"], "callback"),
        (["inspect"], "KIND"),
        (["inspect", "residentid", "1"], "resident_id"),
        (["inspect", "phone", "--id-type", "passport", "1"], "--id-type"),
        (["rules"], "list"),
        (["rules", "lst"], "list"),
        (["rules", "test", "life-standard", "--rule", "name.absnt"], "name.absent"),
        (["demo", "--lang", "fr"], "--lang"),
    ],
)
def test_misuse_is_told_with_what_to_try(
    arguments: list[str], said: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert said in shown.err + shown.out
    assert "Traceback" not in shown.err


def test_misuse_speaks_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--lang", "zh"]) == 2
    assert "缺少参数：FILE" in capsys.readouterr().err


def test_misuse_never_repeats_a_value(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "310104198506185373", "--frob=310104198506185373"]) == 2
    err = capsys.readouterr().err
    assert "--frob" in err
    assert "31010419" not in err


@pytest.mark.parametrize(
    ("arguments", "environment", "lang"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, "zh"),
        ([], {"LANG": "", "LC_ALL": ""}, "en"),
        (["--lang", "zh"], {"LANG": "en_US"}, "zh"),
        (["demo", "--lang=en"], {"LANG": "zh_CN"}, "en"),
        (["inspect", "name", "--", "--lang=zh"], {}, "en"),
    ],
)
def test_language_is_asked_for_or_the_locales(
    arguments: list[str], environment: Any, lang: str
) -> None:
    assert chosen_language(arguments, environment) == lang


def test_options_may_stand_before_the_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--lang", "zh", "rules", "--lang=zh", "list"]) == 0
    assert "姓名" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("infoverify 0.")


def test_the_module_runs_as_a_program() -> None:
    done = run("demo", environment={"LANG": "zh_CN.UTF-8"})
    assert done.returncode == 0
    assert "虚构" in done.stdout.decode()
    assert done.stderr == b""


def test_help_does_not_load_the_engine() -> None:
    program = (
        "import sys; from infoverify.cli import main; main(['check', '--help']);"
        "sys.exit(any(m in sys.modules for m in ('pydantic', 'yaml', 'infoverify.engine')))"
    )
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", program],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 0


def test_a_reader_that_leaves_gets_no_traceback(tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text("{}\n" * 400)
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "infoverify", "check", str(cases)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        error = process.stderr.read()
        process.wait(60)
    assert b"Traceback" not in error
    assert b"BrokenPipe" not in error
    assert process.returncode in {2, 141}


def test_interruption_leaves_a_clear_last_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from infoverify.engine import Verifier

    verify = Verifier.verify
    seen = []

    def interrupted(self: Any, record: Any, *, at: Any) -> Any:
        seen.append(record)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return verify(self, record, at=at)

    monkeypatch.setattr(Verifier, "verify", interrupted)
    cases = tmp_path / "cases.jsonl"
    cases.write_text("{}\n" * 5)
    assert main(["check", str(cases), "--format", "json"]) == 130
    shown = capsys.readouterr()
    import json

    assert len(json.loads(shown.out)) == 2
    assert "2 records" in shown.err.splitlines()[-1]


def test_output_of_another_encoding_is_escaped_not_an_error() -> None:
    done = run(
        "rules", "list", "--lang", "zh", environment={"PYTHONIOENCODING": "ascii"}
    )
    assert done.returncode == 0
    assert b"\\u" in done.stdout
