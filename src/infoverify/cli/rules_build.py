"""``infoverify rules build``: a ruleset's built form, or conformance vectors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from infoverify.cli.arguments import add_functions, load_functions
from infoverify.cli.streams import complain
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
        help=say(
            "规则集；用 --vectors 时可有多个，不给时为全部内置规则集",
            "a ruleset; with --vectors several, every shipped one by default",
        ),
    )
    parser.add_argument(
        *("-o", "--out"),
        metavar="FILE.json",
        help=say(
            "编译形式写入此文件；默认标准输出",
            "where the built form goes; standard output by default",
        ),
    )
    parser.add_argument(
        "--vectors",
        type=Path,
        metavar="DIR",
        help=say(
            "在此文件夹中为每个规则集写一份一致性测试向量",
            "write a file of conformance vectors per ruleset into this folder",
        ),
    )
    add_functions(parser, say)


def run(args: argparse.Namespace, say: Speech) -> int:
    """Write the built form, or the vectors."""
    if args.vectors is not None:
        if args.out is not None:
            raise UsageError(
                say("-o 不能与 --vectors 同用", "-o does not go with --vectors")
            )
        return _vectors(args, say)
    if len(args.rulesets) != 1:
        raise UsageError(
            say("编译要给一个规则集文件", "name one ruleset to build, or say --vectors")
        )
    return _build(args, say)


def _build(args: argparse.Namespace, say: Speech) -> int:
    from infoverify.checks import TABLE  # noqa: PLC0415 - after misuse
    from infoverify.cli.outputs import open_out  # noqa: PLC0415
    from infoverify.language.built import build  # noqa: PLC0415
    from infoverify.language.sources import Source  # noqa: PLC0415
    from infoverify.rulesets import load_authored, shipped_root  # noqa: PLC0415

    (name,) = args.rulesets
    if args.out is not None and not args.out.endswith(".json"):
        # A ruleset is read as its built form by this ending.
        raise UsageError(say("-o 的文件名以 .json 结尾", "-o takes a name in .json"))
    # Expressions are checked too, and before anything is written.
    ruleset = load_authored(
        name, functions=load_functions(args.functions, say, args.rulesets)
    )
    source = Source(shipped_root())
    path = Path(name)
    if not name.endswith((".yaml", ".yml", ".json")):
        path = shipped_root() / f"{name}.yaml"
    text = build(path, source, TABLE)
    out = open_out(args.out, "json", [str(path)], say)
    try:
        out.write(text)
    finally:
        if out is not sys.stdout:
            out.close()
    if args.out is not None:
        count = len(ruleset.rules)
        complain(
            say(
                f"{args.out}：{ruleset.id} {ruleset.version}，{count} 条规则",
                f"{args.out}: {ruleset.id} {ruleset.version}, {count} rules",
            )
        )
    return 0


def _vectors(args: argparse.Namespace, say: Speech) -> int:
    from infoverify.vectors import render, write  # noqa: PLC0415 - after misuse

    functions = load_functions(args.functions, say, args.rulesets)
    try:
        written = write(args.vectors, args.rulesets or None, functions=functions)
    except OSError as error:
        reason = type(error).__name__
        raise UsageError(
            say(
                f"--vectors {args.vectors} 无法写入（{reason}）",
                f"--vectors {args.vectors}: {reason}",
            )
        ) from None
    sys.stdout.write(render(written, say.lang) + "\n")
    return 0
