"""``infoverify rules contract``: what a binding lets the rules see."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from infoverify.cli.arguments import add_binding, add_functions, choice, load_functions
from infoverify.vocabulary import STAGES

if TYPE_CHECKING:
    import argparse

    from infoverify.cli.arguments import Parser
    from infoverify.cli.speech import Speech


def configure(parser: Parser, say: Speech) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "ruleset",
        nargs="?",
        default="life-standard",
        metavar="RULESET",
        help=say("规则集；默认 life-standard", "a ruleset; life-standard by default"),
    )
    add_binding(parser, say, required=True)
    parser.add_argument(
        "--stage",
        type=choice(STAGES, say),
        metavar="STAGE",
        help=say("只看这个环节的规则", "only the rules of this stage"),
    )
    add_functions(parser, say)


def run(args: argparse.Namespace, say: Speech) -> int:
    """Write the contract; 0 whatever it says: a host need not map everything."""
    from infoverify.binding_file import load_binding  # noqa: PLC0415 - after misuse
    from infoverify.contract import contract, render  # noqa: PLC0415
    from infoverify.rulesets import load_ruleset  # noqa: PLC0415

    functions = load_functions(args.functions, say, [args.ruleset])
    binding = load_binding(args.binding)
    ruleset = load_ruleset(args.ruleset, functions=functions)
    found = contract(ruleset, binding, args.stage)
    head = f"{binding.id} {binding.version} · {ruleset.id} {ruleset.version}"
    if args.stage:
        head += f" · {args.stage}"
    sys.stdout.write(f"{head}\n{render(found, say.lang)}\n")
    return 0
