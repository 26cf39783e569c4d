"""``infoverify check``: the cases of files, one verdict each, in bounded memory."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Final

from infoverify.cli.arguments import (
    add_at,
    add_binding,
    add_format,
    add_functions,
    add_ruleset,
    add_stage,
    choice,
    load_functions,
)
from infoverify.cli.speech import Speech
from infoverify.cli.streams import complain, stoppable
from infoverify.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from infoverify.cli.arguments import Parser
    from infoverify.engine import Verifier
    from infoverify.reports.run import Report, Run, Tally, Trouble
    from infoverify.verdict import Verdict

FAIL_ON: Final = ("block", "review", "warn", "info", "never")


def configure(parser: Parser, say: Speech) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=say(
            "JSON、JSON Lines、CSV 文件或文件夹；- 为标准输入",
            "JSON, JSON Lines, CSV or a folder of them; - is standard input",
        ),
    )
    stage = say(
        "业务环节；默认 underwriting 承保", "the stage; underwriting by default"
    )
    add_stage(parser, stage, "underwriting")
    add_ruleset(parser, say)
    add_at(parser, say)
    parser.add_argument(
        "--fail-on",
        type=choice(FAIL_ON, say),
        default="block",
        metavar="SEVERITY",
        help=say(
            "有此级别或更重的发现时退出码为 1：block（默认）、review、warn、info、never",
            "exit 1 on findings at or above: block (default), review, warn, info, never",
        ),
    )
    add_binding(parser, say)
    _configure_forms(parser, say)
    add_functions(parser, say)


def _configure_forms(parser: Parser, say: Speech) -> None:
    """Add what is about the forms of input and output."""
    from infoverify.cli.outputs import FORMATS  # noqa: PLC0415 - for this command only
    from infoverify.cli.records import ENCODINGS, KINDS  # noqa: PLC0415

    add_format(parser, say, FORMATS)
    parser.add_argument(
        "--input-format",
        type=choice(KINDS, say),
        metavar="FORMAT",
        help=say(
            "输入格式（默认按文件名与内容判断）：",
            "input (by name and content unless given): ",
        )
        + ", ".join(KINDS),
    )
    parser.add_argument(
        "--encoding",
        type=choice(ENCODINGS, say),
        metavar="NAME",
        help=say("CSV 的编码（默认自动判断）：", "of CSV (told apart unless given): ")
        + ", ".join(ENCODINGS),
    )
    parser.add_argument(
        "--out",
        metavar="FILE",
        help=say("结果写入文件", "write the result to a file"),
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help=say(
            "说明每项发现的理由：各条件及其结果",
            "tell why: the conditions of each finding with their outcome",
        ),
    )


def run(args: argparse.Namespace, say: Speech) -> int:
    """Verify every record of every file; return the exit status."""
    from infoverify.cli.outputs import open_out, open_report  # noqa: PLC0415
    from infoverify.engine import Verifier  # noqa: PLC0415 - after misuse is ruled out
    from infoverify.reports.run import Run, Tally  # noqa: PLC0415

    if args.explain and args.format != "text":
        raise UsageError(
            say("--explain 只用于 --format text", "--explain goes with --format text")
        )
    # Only the command line looks at the clock.
    at = args.at or date.today()  # noqa: DTZ011 - the user's own calendar day
    functions = load_functions(args.functions, say, [args.ruleset])
    verifier = Verifier(
        args.ruleset, stage=args.stage, functions=functions, binding=args.binding
    )
    ruleset = verifier.ruleset
    run_ = Run(ruleset.id, ruleset.version, args.stage, at, say.lang)
    out = open_out(args.out, args.format, args.files, say)
    tally = Tally()
    interrupted = False
    try:
        report = open_report(args.format, out, run_, args.fail_on)
        try:
            with stoppable():
                _verify(args, verifier, report, tally, run_)
        except KeyboardInterrupt:
            interrupted = True
        report.finish(tally)
    finally:
        if out is not sys.stdout:
            out.close()
    if args.format != "text" or args.out:
        from infoverify.reports.text import summary  # noqa: PLC0415

        complain(summary(run_, tally))
    if interrupted:
        complain(_interrupted(tally.records, args.out, say))
        return 130
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
    from infoverify.cli.progress import Progress  # noqa: PLC0415
    from infoverify.cli.records import Inputs, Meter, read_all, spread  # noqa: PLC0415
    from infoverify.reports.run import Row  # noqa: PLC0415

    meter = Meter()
    sources = list(spread(args.files))
    names = [source for source in sources if isinstance(source, str)]
    inputs = Inputs(
        *(verifier.ruleset.structs, args.input_format, args.encoding, verifier.binding)
    )
    # Where results scroll over the same terminal a bar would only be in the way.
    on = sys.stderr.isatty() and (bool(args.out) or not sys.stdout.isatty())
    progress = Progress(names, meter, Speech(run_.lang), on=on)

    def tell(trouble: Trouble) -> None:
        tally.troubles += trouble.lost
        progress.wipe()
        complain(trouble.text(run_.lang))
        if trouble.lost:
            report.trouble(trouble)

    try:
        for found in read_all(sources, inputs, meter, tell):
            verdict = verifier.verify(found.record, at=run_.at)
            tally.add(verdict)
            record = found.record
            if verifier.binding is not None:
                record = verifier.binding.bind(record).record
            number = policy_number(record)
            row = Row(found.source, found.line, tally.records, number)
            if args.explain:
                row = row._replace(reasons=_reasons(verifier, record, verdict, run_))
            report.record(row, verdict)
            progress.step(tally.records)
    finally:
        progress.wipe()


def _reasons(
    verifier: Verifier, record: object, verdict: Verdict, run_: Run
) -> list[list[str]]:
    """Return the lines that explain each finding, in the verdict's order."""
    from infoverify.reports.explain import Explainer  # noqa: PLC0415 - for --explain

    explainer = Explainer(verifier.ruleset, record, run_.at, run_.lang)
    return [explainer.lines(finding.rule, finding.role) for finding in verdict.findings]


def policy_number(record: object) -> str | None:
    """Return the policy's number, else the application's, which may be shown."""
    policy = record.get("policy") if isinstance(record, dict) else None
    if not isinstance(policy, dict):
        return None
    for name in ("number", "application_number"):
        value = policy.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _interrupted(records: int, out: str | None, say: Speech) -> str:
    where = say(f"，已写入 {out}", f", written to {out}") if out else ""
    return say(
        f"已中断：前 {records} 件已核验{where}；其余未处理。",
        f"interrupted: the first {records} records are verified{where}; the rest is not.",
    )
