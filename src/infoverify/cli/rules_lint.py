"""``infoverify rules lint``: whether ruleset files load."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from infoverify.cli.arguments import add_functions, load_functions
from infoverify.cli.streams import complain
from infoverify.errors import RulesetError

if TYPE_CHECKING:
    import argparse

    from infoverify.cli.arguments import Parser
    from infoverify.cli.speech import Speech


def configure(parser: Parser, say: Speech) -> None:
    """Add the command's arguments."""
    add_rulesets(parser, say)
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


def run(args: argparse.Namespace, say: Speech) -> int:
    """Load each ruleset; return 2 if any cannot be."""
    from infoverify.rulesets import load_authored, shipped_names  # noqa: PLC0415

    functions = load_functions(args.functions, say)
    status = 0
    for name in args.rulesets or shipped_names():
        try:
            ruleset = load_authored(name, functions=functions)
        except RulesetError as error:
            complain(str(error))
            status = 2
            continue
        count = len(ruleset.rules)
        text = say(f"{name}：通过，{count} 条规则", f"{name}: ok, {count} rules")
        if ruleset.unresolved:
            missing = ", ".join(ruleset.unresolved)
            text += say(
                f"; 需要宿主函数 {missing} (--functions)",
                f"; needs the host's {missing} (--functions)",
            )
        sys.stdout.write(text + "\n")
    return status
