"""``infoverify rules docs``: the rule catalogue as Markdown, zh and en."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from infoverify.cli.arguments import add_functions, load_functions
from infoverify.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from infoverify.cli.arguments import Parser
    from infoverify.cli.speech import Speech


def configure(parser: Parser, say: Speech) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "rulesets",
        nargs="*",
        metavar="NAME|FILE",
        help=say("规则集；默认全部内置的", "rulesets; every shipped one by default"),
    )
    parser.add_argument(
        "--out",
        default="docs/rules",
        metavar="DIR",
        help=say(
            "写到哪个文件夹；默认 docs/rules", "the folder; docs/rules by default"
        ),
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help=say(
            "不写，只说哪些页已过时；有则退出码 1",
            "write nothing, say which pages are stale; status 1 if any is",
        ),
    )
    add_functions(parser, say)


def run(args: argparse.Namespace, say: Speech) -> int:
    """Write the catalogue, or say what of it is stale."""
    from infoverify.cli.rules_explain import TRUST  # noqa: PLC0415 - as below
    from infoverify.reports.catalogue import (  # noqa: PLC0415
        book,
        pages,
        stale,
        write,
    )
    from infoverify.rulesets import load_authored, shipped_names  # noqa: PLC0415

    functions = load_functions(args.functions, say, args.rulesets)
    names = args.rulesets or shipped_names()
    books = []
    for name in dict.fromkeys(names):
        ruleset = load_authored(name, functions=functions)
        page = Path(name).stem if name.endswith((".yaml", ".yml")) else name
        books.append(book(page, ruleset))
    folder = Path(args.out)
    if folder.exists() and not folder.is_dir():
        raise UsageError(say("--out 不是文件夹", "--out is no folder"))
    wanted = pages(books, TRUST)
    if args.check:
        old = stale(folder, wanted)
        for name in old:
            sys.stdout.write(say("已过时：", "stale: ") + f"{folder / name}\n")
        return 1 if old else 0
    changed = write(folder, wanted)
    sys.stdout.write(
        say(
            f"{len(wanted)} 页，改动 {len(changed)} 页：{folder}\n",
            f"{len(wanted)} pages, {len(changed)} changed: {folder}\n",
        )
    )
    return 0
