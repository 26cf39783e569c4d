"""``infoverify rules list``: one rule on each line, its id first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from infoverify.cli.arguments import add_functions, choice, load_functions
from infoverify.vocabulary import STAGES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from infoverify.cli.arguments import Parser
    from infoverify.cli.speech import Speech
    from infoverify.language.rule import Rule


def configure(parser: Parser, say: Speech) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "ruleset",
        nargs="?",
        default=None,
        metavar="NAME|FILE",
        help=say("规则集；默认 life-standard", "a ruleset; life-standard by default"),
    )
    parser.add_argument(
        "--ruleset",
        dest="named",
        metavar="NAME|FILE",
        help=say("同上", "the same"),
    )
    parser.add_argument(
        "--stage",
        type=choice(STAGES, say),
        metavar="STAGE",
        help=say("只列这个环节的规则", "only the rules of this stage"),
    )
    add_functions(parser, say)


def run(args: argparse.Namespace, say: Speech) -> int:
    """Write the rules in the order of the effective ruleset."""
    from infoverify.reports.width import pad, room, width  # noqa: PLC0415
    from infoverify.rulesets import load_authored  # noqa: PLC0415 - costs a second

    name = args.ruleset or args.named or "life-standard"
    functions = load_functions(args.functions, say, [name])
    ruleset = load_authored(name, functions=functions)
    rows = [
        _row(rule, say)
        for rule in ruleset.rules
        if rule.plain["enabled"] and (args.stage is None or args.stage in rule.stages)
    ]
    columns = [max(map(width, column)) for column in zip(*rows, strict=True)]
    # Another program wants one rule on each line, a person one page's width.
    fits = not sys.stdout.isatty() or sum(columns) + 8 <= room(sys.stdout)
    for row in rows:
        if fits:
            cells = [pad(cell, w) for cell, w in zip(row, columns, strict=True)]
            sys.stdout.write("  ".join(cells).rstrip() + "\n")
        else:
            _folded(row, room(sys.stdout))
    return 0


def _folded(row: tuple[str, ...], columns: int) -> None:
    """Write a rule in several lines: its id and title, then the rest, indented."""
    from infoverify.reports.width import wrap  # noqa: PLC0415

    rule, *facts, title = row
    for line in wrap(f"{rule}  {title}", columns):
        sys.stdout.write(f"{line}\n")
    for line in wrap("  ".join(facts).replace(",", ", "), columns - 4):
        sys.stdout.write(f"    {line}\n")


def _named(
    codes: Sequence[str], names: Mapping[str, tuple[str, str]], say: Speech
) -> str:
    """Return codes as they are written in rules, or their names in Chinese."""
    shown = (names.get(code, (code, code))[0] for code in codes)
    return say("、".join(shown), ",".join(codes))


def _row(rule: Rule, say: Speech) -> tuple[str, ...]:
    from infoverify.reports.words import STAGES as STAGE_NAMES  # noqa: PLC0415
    from infoverify.vocabulary import ROLE_NAMES  # noqa: PLC0415

    severities = dict.fromkeys(str(row.severity) for row in rule.severity)
    stages = [stage for stage in STAGES if stage in rule.stages]
    return (
        rule.id,
        "|".join(severities),
        "*" if len(stages) == len(STAGES) else _named(stages, STAGE_NAMES, say),
        _named(rule.roles, ROLE_NAMES, say),
        rule.face.title[say.lang],
    )
