"""Where verdicts go and in which form: one report behind each ``--format``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from infoverify.cli.streams import colours
from infoverify.errors import UsageError

if TYPE_CHECKING:
    from infoverify.cli.speech import Speech
    from infoverify.reports.run import Report, Run

FORMATS: Final = ("text", "json", "jsonl", "csv", "md", "junit")


def open_out(out: str | None, form: str, sources: list[str], say: Speech) -> TextIO:
    """Return standard output, or the file of ``--out``.

    Raises:
        UsageError: the file cannot be written, or is one of the inputs.
    """
    if out is None:
        return sys.stdout
    path = Path(out)
    for source in sources:
        given = Path(source)
        if source != "-" and given.exists() and path.exists() and path.samefile(given):
            raise UsageError(
                say(f"--out 不能是输入文件 {out}", f"--out is an input: {out}")
            )
    # Spreadsheets take a file without the mark for the local encoding.
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    try:
        return path.open(
            "w", encoding=encoding, errors="backslashreplace", newline="\n"
        )
    except OSError as error:
        reason = type(error).__name__
        raise UsageError(
            say(f"--out {out} 无法写入（{reason}）", f"--out {out}: {reason}")
        ) from None


def open_report(form: str, out: TextIO, run: Run, fail_on: str) -> Report:
    """Return the report of a format; its module comes in when it is asked for."""
    if form == "text":
        from infoverify.reports.text import TextReport  # noqa: PLC0415 - one of six

        return TextReport(out, run, colour=out is sys.stdout and colours(out))
    if form == "csv":
        from infoverify.reports.csv_text import CsvReport  # noqa: PLC0415

        return CsvReport(out, run)
    if form == "md":
        from infoverify.reports.markdown import MarkdownReport  # noqa: PLC0415

        return MarkdownReport(out, run)
    if form == "junit":
        from infoverify.reports.junit import JunitReport  # noqa: PLC0415

        return JunitReport(out, run, fail_on)
    from infoverify.reports import json_text  # noqa: PLC0415

    return (
        json_text.JsonReport(out) if form == "json" else json_text.JsonLinesReport(out)
    )
