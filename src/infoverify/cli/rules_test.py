"""``infoverify rules test``: every example of every rule, with what came instead."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from infoverify.cli.arguments import add_functions, load_functions
from infoverify.cli.rules_lint import add_rulesets
from infoverify.cli.streams import complain
from infoverify.errors import RulesetError, UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from infoverify.cli.arguments import Parser
    from infoverify.cli.speech import Speech
    from infoverify.examples import Result
    from infoverify.reports.junit import Suite


def configure(parser: Parser, say: Speech) -> None:
    """Add the command's arguments."""
    add_rulesets(parser, say)
    parser.add_argument(
        "--rule",
        metavar="ID",
        help=say("只运行这一条规则的例子", "only the examples of this rule"),
    )
    parser.add_argument(
        "--samples",
        type=Path,
        metavar="FILE",
        help=say("例子所用的样本文件", "the samples that the examples start from"),
    )
    parser.add_argument(
        "--junit",
        action="store_true",
        help=say("输出 JUnit XML", "write JUnit XML"),
    )
    parser.add_argument(
        "--mutate",
        action="store_true",
        help=say(
            "逐处改动规则，看例子能否发现；某条规则低于 95%% 时退出码为 1",
            "change each rule in many places: do its examples notice? exit 1 under 95 %%",
        ),
    )
    add_functions(parser, say)


def run(args: argparse.Namespace, say: Speech) -> int:
    """Run the examples; 1 if one fails, 2 if a ruleset cannot be loaded."""
    from infoverify.examples import load_samples, run_examples  # noqa: PLC0415
    from infoverify.rulesets import load_authored, shipped_names  # noqa: PLC0415

    if args.mutate:
        from infoverify.cli.rules_mutate import run_mutants  # noqa: PLC0415

        return run_mutants(args, say)
    functions = load_functions(args.functions, say)
    samples = load_samples(args.samples)
    suite = _suite() if args.junit else None
    failed = loaded = 0
    status = 0
    for name in args.rulesets or shipped_names():
        try:
            ruleset = load_authored(name, functions=functions)
        except RulesetError as error:
            complain(str(error))
            status = 2
            continue
        if args.rule is not None and all(r.id != args.rule for r in ruleset.rules):
            if args.rulesets:
                raise UsageError(_no_rule(name, args.rule, ruleset.rules, say))
            continue
        if ruleset.unresolved:
            missing = ", ".join(ruleset.unresolved)
            complain(say(f"{name}：缺少宿主函数 {missing}", f"{name}: needs {missing}"))
            status = 2
            continue
        loaded += 1
        results = run_examples(ruleset, samples, rule_id=args.rule)
        failed += _one(name, results, suite, say)
    if args.rule is not None and not loaded and not status:
        raise UsageError(say(f"没有规则 {args.rule!r}", f"no rule {args.rule!r}"))
    if suite is not None:
        suite.finish()
    return status or (1 if failed else 0)


def _no_rule(name: str, rule: str, rules: object, say: Speech) -> str:
    from infoverify.language.near_names import nearest  # noqa: PLC0415

    known = [r.id for r in rules]  # type: ignore[attr-defined]
    hint = nearest(rule, known) or "infoverify rules list"
    return say(
        f"{name} 没有规则 {rule!r}；可试 {hint}", f"{name}: no rule {rule!r}; {hint}"
    )


def _suite() -> Suite:
    from infoverify.reports.junit import Suite  # noqa: PLC0415 - for --junit

    return Suite(sys.stdout, "infoverify rules test")


def _one(name: str, results: Iterator[Result], suite: Suite | None, say: Speech) -> int:
    """Tell one ruleset's failures and their count, as text or as test cases."""
    failed = count = 0
    for result in results:
        count += 1
        failed += not result.passed
        expected = say(f"应为 {result.expected}", f"expected {result.expected}")
        got = say(f"实为 {result.got}", f"got      {result.got}")
        if suite is not None:
            from infoverify.reports.junit import attribute  # noqa: PLC0415

            text = attribute(f"{expected}; {got}")
            inner = f"      <failure message={text}/>\n" if not result.passed else ""
            group = f"{name}.{result.rule}"
            suite.case(group, result.example, inner, failed=not result.passed)
        elif not result.passed:
            head = f"{name}: {result.rule}: {result.example}"
            sys.stdout.write(f"{head}\n    {expected}\n    {got}\n")
    good = count - failed
    if suite is None:
        sys.stdout.write(
            say(
                f"{name}: {count} 个例子，{good} 个通过，{failed} 个失败\n",
                f"{name}: {count} examples, {good} passed, {failed} failed\n",
            )
        )
    return failed
