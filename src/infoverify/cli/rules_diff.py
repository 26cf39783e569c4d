"""``infoverify rules diff``: what changed between two rulesets, and for whom."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from infoverify.cli.arguments import (
    add_at,
    add_binding,
    add_functions,
    add_stage,
    load_functions,
)
from infoverify.cli.streams import complain
from infoverify.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from infoverify.cli.arguments import Parser
    from infoverify.cli.speech import Speech
    from infoverify.language.ruleset import Ruleset
    from infoverify.reports.run import Trouble
    from infoverify.ruleset_diff import Effects


def configure(parser: Parser, say: Speech) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "old", metavar="A", help=say("旧规则集：名称或文件", "the older: name or file")
    )
    parser.add_argument(
        "new", metavar="B", help=say("新规则集：名称或文件", "the newer: name or file")
    )
    parser.add_argument(
        "--on",
        nargs="+",
        action="extend",
        metavar="FILE",
        help=say(
            "案件文件：比较两个规则集对它们的结论",
            "cases: compare what both rulesets say of them",
        ),
    )
    stage = say("--on 所用环节；默认 underwriting", "of --on; underwriting by default")
    add_stage(parser, stage, "underwriting")
    add_at(parser, say)
    add_binding(parser, say)
    add_functions(parser, say)


def run(args: argparse.Namespace, say: Speech) -> int:
    """Write the comparison; 0 changed or not, 2 where a case cannot be read."""
    from infoverify.ruleset_diff import compare  # noqa: PLC0415 - after misuse
    from infoverify.ruleset_diff_text import render  # noqa: PLC0415
    from infoverify.rulesets import load_ruleset  # noqa: PLC0415

    if args.binding and not args.on:
        raise UsageError(say("--binding 与 --on 同用", "--binding goes with --on"))
    functions = load_functions(args.functions, say, [args.old, args.new])
    old, new = (
        load_ruleset(name, functions=functions) for name in (args.old, args.new)
    )
    lost = 0

    def tell(trouble: Trouble) -> None:
        nonlocal lost
        lost += trouble.lost
        complain(trouble.text(say.lang))

    found = _effects(args, old, new, tell, say) if args.on else None
    sys.stdout.write(render(compare(old, new), found, say.lang) + "\n")
    return 2 if lost else 0


def _effects(
    args: argparse.Namespace,
    old: Ruleset,
    new: Ruleset,
    tell: Callable[[Trouble], None],
    say: Speech,
) -> Effects:
    from infoverify.binding_file import load_binding  # noqa: PLC0415 - for --on only
    from infoverify.cli.records import Inputs, Meter, read_all, spread  # noqa: PLC0415
    from infoverify.ruleset_diff import effects  # noqa: PLC0415

    # Only the command line looks at the clock.
    at = args.at or date.today()  # noqa: DTZ011 - the user's own calendar day
    binding = load_binding(args.binding) if args.binding else None
    # Fields that only one of the two declares are columns too.
    structs = {
        part: {**old.structs.get(part, {}), **new.structs.get(part, {})}
        for part in {**old.structs, **new.structs}
    }
    inputs = Inputs(structs, binding=binding)

    def records() -> Iterator[object]:
        for entry in read_all(spread(args.on), inputs, Meter(), tell):
            yield entry.record

    found = effects(old, new, records(), stage=args.stage, at=at, binding=binding)
    complain(
        say(
            f"环节 {args.stage} | 核验日期 {at}",
            f"stage {args.stage} | as of {at}",
        )
    )
    return found
