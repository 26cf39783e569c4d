"""``infoverify rules lint``: whether ruleset files load, and what is doubtful in them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from infoverify.cli.arguments import add_format, add_functions, load_functions
from infoverify.cli.streams import complain
from infoverify.errors import RulesetError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

    from infoverify.cli.arguments import Parser
    from infoverify.cli.speech import Speech
    from infoverify.language.ruleset import Ruleset
    from infoverify.lint.remark import Remark

FORMATS: Final = ("text", "json", "sarif")


def configure(parser: Parser, say: Speech) -> None:
    """Add the command's arguments."""
    add_rulesets(parser, say)
    add_format(parser, say, FORMATS)
    parser.add_argument(
        "--strict",
        action="store_true",
        help=say("有建议时退出码也为 1", "exit 1 on advice too, not on mistakes only"),
    )
    add_functions(parser, say)


def add_rulesets(parser: Parser, say: Speech) -> None:
    """Add the list of rulesets; none means every shipped one."""
    parser.add_argument(
        "rulesets",
        nargs="*",
        metavar="NAME|FILE",
        help=say(
            "规则集；不给时为全部内置规则集", "rulesets; every shipped one by default"
        ),
    )


def own_rules(name: str, ruleset: Ruleset) -> set[str] | None:
    """Return the rules that a named file defines itself, ``None`` for a shipped name.

    What a file extends has been linted and tested where it was written.
    """
    file = file_of(name)
    if file is None:
        return None
    origins = ruleset.merged.origins
    return {
        rule.id
        for rule in ruleset.rules
        if (origin := origins.get((rule.id, "id"))) is not None and origin.file == file
    }


def file_of(name: str) -> str | None:
    """Return how the loader spells a named file, ``None`` for a shipped name."""
    return str(Path(name)) if name.endswith((".yaml", ".yml", ".json")) else None


def run(args: argparse.Namespace, say: Speech) -> int:
    """Lint each ruleset; 1 on a mistake, on advice if strict; 2 if one does not load."""
    from infoverify.lint import lint  # noqa: PLC0415 - after misuse is ruled out
    from infoverify.rulesets import load_authored, shipped_names  # noqa: PLC0415

    functions = load_functions(args.functions, say, args.rulesets)
    remarks: dict[Remark, None] = {}
    errors: list[RulesetError] = []
    for name in args.rulesets or shipped_names():
        try:
            ruleset = load_authored(name, functions=functions)
        except RulesetError as error:
            found_out = _all_errors(name, error, functions)
            errors += found_out
            for each in found_out:
                complain(say.error(each))
            continue
        found = lint(ruleset)
        file = file_of(name)
        if file is not None:
            found = [r for r in found if r.file in {file, None}]
        if args.format == "text":
            _write(name, ruleset, [r for r in found if r not in remarks], say)
        remarks.update(dict.fromkeys(found))
    if args.format == "json":
        for remark in remarks:
            line = {**remark._asdict(), "detail": None, "text": remark.text(say.lang)}
            del line["detail"]
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    elif args.format == "sarif":
        from infoverify.reports.sarif import sarif  # noqa: PLC0415 - one of three

        log = sarif(remarks, errors, say.lang)
        sys.stdout.write(json.dumps(log, ensure_ascii=False, indent=2) + "\n")
    counted = [r for r in remarks if args.strict or not r.advice]
    return 2 if errors else 1 if counted else 0


def _all_errors(
    name: str,
    first: RulesetError,
    functions: Mapping[str, Callable[..., Any]] | None,
) -> list[RulesetError]:
    """Return what keeps a ruleset from loading: of a YAML file all of it."""
    if not name.endswith((".yaml", ".yml")):
        return [first]
    from infoverify.lint.loading import load_errors  # noqa: PLC0415 - on errors only

    return load_errors(Path(name), first, functions=functions)


def _write(name: str, ruleset: Ruleset, remarks: list[Remark], say: Speech) -> None:
    for remark in remarks:
        colon = say("：", ": ")
        place = f"{remark.file}:{remark.line}{colon}" if remark.file else ""
        about = f"{remark.rule}{colon}" if remark.rule else ""
        word = say("建议：", "advice: ") if remark.advice else ""
        text = remark.text(say.lang)
        sys.stdout.write(f"{place}{word}{about}{text} [{remark.code}]\n")
    count = len(ruleset.rules)
    if remarks:
        advice = sum(r.advice for r in remarks)
        mistakes = len(remarks) - advice
        text = say(
            f"{name}：{count} 条规则，{mistakes} 处错误，{advice} 条建议",
            f"{name}: {count} rules, mistakes {mistakes}, advice {advice}",
        )
    else:
        text = say(f"{name}：通过，{count} 条规则", f"{name}: ok, {count} rules")
    if ruleset.unresolved:
        missing = ", ".join(ruleset.unresolved)
        text += say(
            f"；需要宿主函数 {missing}（--functions）",
            f"; needs the host's {missing} (--functions)",
        )
    sys.stdout.write(text + "\n")
