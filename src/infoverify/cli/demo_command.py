"""``infoverify demo``: the built-in invented applications, judged before your eyes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from infoverify.cli.streams import colours

if TYPE_CHECKING:
    import argparse

    from infoverify.cli.arguments import Parser
    from infoverify.cli.speech import Speech


def configure(parser: Parser, say: Speech) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--records",
        action="store_true",
        help=say(
            "只输出这些申请本身（JSON Lines），可交给 check",
            "write the applications themselves (JSON Lines), for check to read",
        ),
    )


def run(args: argparse.Namespace, say: Speech) -> int:
    """Show the demonstration; always 0."""
    from infoverify.demo import applications  # noqa: PLC0415 - only for this command

    if args.records:
        from infoverify.finding import canonical_json  # noqa: PLC0415

        for application in applications():
            sys.stdout.write(canonical_json(application.record) + "\n")
        return 0
    from infoverify.demo.show import show  # noqa: PLC0415

    show(sys.stdout, say.lang, colour=colours(sys.stdout))
    return 0
