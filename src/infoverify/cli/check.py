"""``infoverify check``: the cases of files, one verdict each, in bounded memory."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from infoverify.cli.arguments import (
    add_at,
    add_functions,
    add_ruleset,
    choice,
    load_functions,
)
from infoverify.cli.streams import colours, complain
from infoverify.vocabulary import STAGES

if TYPE_CHECKING:
    import argparse

    from infoverify.cli.arguments import Parser
    from infoverify.cli.speech import Speech
    from infoverify.engine import Verifier
    from infoverify.reports.run import Report, Run, Tally

FAIL_ON: Final = ("block", "review", "warn", "info", "never")
FORMATS: Final = ("text", "json", "jsonl")


def configure(parser: Parser, say: Speech) -> None:
    """Add the command's arguments."""
    from infoverify.cli.records import KINDS  # noqa: PLC0415 - only for this command

    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=say(
            "JSON 或 JSON Lines 文件; - 为标准输入",
            "JSON or JSON Lines; - is standard input",
        ),
    )
    parser.add_argument(
        "--stage",
        type=choice(STAGES, say),
        default="underwriting",
        metavar="STAGE",
        help=say(
            "业务环节；默认 underwriting 承保", "the stage; underwriting by default"
        ),
    )
    add_ruleset(parser, say)
    add_at(parser, say)
    parser.add_argument(
        "--fail-on",
        type=choice(FAIL_ON, say),
        default="block",
        metavar="SEVERITY",
        help=say(
            "有此级别或更重的发现时退出码为 1: block (默认), review, warn, info, never",
            "exit 1 on findings at or above: block (default), review, warn, info, never",
        ),
    )
    parser.add_argument(
        "--format",
        type=choice(FORMATS, say),
        default="text",
        metavar="FORMAT",
        help=say("输出格式: ", "output: ") + ", ".join(FORMATS),
    )
    parser.add_argument(
        "--input-format",
        type=choice(KINDS, say),
        metavar="FORMAT",
        help=say(
            "输入格式 (默认按文件名与内容判断): ",
            "input (by name and content unless given): ",
        )
        + ", ".join(KINDS),
    )
    add_functions(parser, say)


def run(args: argparse.Namespace, say: Speech) -> int:
    """Verify every record of every file; return the exit status."""
    from infoverify.engine import Verifier  # noqa: PLC0415 - after misuse is ruled out
    from infoverify.reports.run import Run, Tally  # noqa: PLC0415

    # Only the command line looks at the clock.
    at = args.at or date.today()  # noqa: DTZ011 - the user's own calendar day
    functions = load_functions(args.functions, say)
    verifier = Verifier(args.ruleset, stage=args.stage, functions=functions)
    ruleset = verifier.ruleset
    run_ = Run(ruleset.id, ruleset.version, args.stage, at, say.lang)
    report = _report(args.format, run_)
    tally = Tally()
    try:
        _verify(args, verifier, report, tally, run_)
    except KeyboardInterrupt:
        complain(_interrupted(tally.records, say))
        report.finish(tally)
        return 130
    report.finish(tally)
    if args.format != "text":
        from infoverify.reports.text import summary  # noqa: PLC0415

        complain(summary(run_, tally))
    if tally.troubles:
        return 2
    return 1 if tally.reaches(args.fail_on) else 0


def _verify(
    args: argparse.Namespace,
    verifier: Verifier,
    report: Report,
    tally: Tally,
    run_: Run,
) -> None:
    from infoverify.cli.records import Entry, read_source  # noqa: PLC0415
    from infoverify.reports.run import Row  # noqa: PLC0415

    for source in args.files:
        for found in read_source(source, args.input_format):
            if not isinstance(found, Entry):
                tally.troubles += 1
                complain(found.text(run_.lang))
                report.trouble(found)
                continue
            verdict = verifier.verify(found.record, at=run_.at)
            tally.add(verdict)
            row = Row(
                found.source, found.line, tally.records, policy_number(found.record)
            )
            report.record(row, verdict)


def policy_number(record: dict[str, Any]) -> str | None:
    """Return the policy's number, else the application's, which may be shown."""
    policy = record.get("policy")
    if not isinstance(policy, dict):
        return None
    for name in ("number", "application_number"):
        value = policy.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _report(form: str, run_: Run) -> Report:
    if form == "text":
        from infoverify.reports.text import TextReport  # noqa: PLC0415 - one of them

        return TextReport(sys.stdout, run_, colour=colours(sys.stdout))
    from infoverify.reports import json_text  # noqa: PLC0415

    kind = json_text.JsonReport if form == "json" else json_text.JsonLinesReport
    return kind(sys.stdout)


def _interrupted(records: int, say: Speech) -> str:
    return say(
        f"已中断：以上 {records} 件已核验，其余未处理。",
        f"interrupted: the {records} records above are verified, the rest is not.",
    )
