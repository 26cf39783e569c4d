"""``infoverify rules test``: every example of every rule, with what came instead."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from infoverify.cli.arguments import add_functions, load_functions
from infoverify.cli.rules_lint import add_rulesets, own_rules
from infoverify.cli.streams import complain
from infoverify.errors import RulesetError, UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from infoverify.cli.arguments import Parser
    from infoverify.cli.speech import Speech
    from infoverify.examples import Result, Samples
    from infoverify.language.rule import Rule
    from infoverify.language.ruleset import Ruleset
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
        "--all",
        action="store_true",
        help=say(
            "连同文件所继承的规则",
            "the rules that a file extends as well",
        ),
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
    from infoverify.examples import load_samples  # noqa: PLC0415
    from infoverify.rulesets import load_authored, shipped_names  # noqa: PLC0415

    if args.mutate:
        from infoverify.cli.rules_mutate import run_mutants  # noqa: PLC0415

        return run_mutants(args, say)
    functions = load_functions(args.functions, say, args.rulesets)
    samples = load_samples(args.samples)
    suite = _suite() if args.junit else None
    failed = loaded = 0
    status = 0
    for name in args.rulesets or shipped_names():
        try:
            ruleset = load_authored(name, functions=functions)
        except RulesetError as error:
            complain(say.error(error))
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
        failed += _ruleset(name, ruleset, samples, args, suite, say)
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


def _ruleset(  # noqa: PLR0917 - one loop's state
    name: str,
    ruleset: Ruleset,
    samples: Samples,
    args: argparse.Namespace,
    suite: Suite | None,
    say: Speech,
) -> int:
    """Run one ruleset's examples, a file's own apart from those it inherits."""
    rules = list(ruleset.as_defined().rules)
    own = own_rules(name, ruleset)
    if args.rule is not None:
        rules, own = [r for r in rules if r.id == args.rule], None
    mine = [r for r in rules if own is None or r.id in own]
    good, bad = _told(name, ruleset, _results(mine, ruleset, samples), suite, say)
    parts = [_counts(say("本文件 ", "own ") if own is not None else "", good, bad, say)]
    others = [r for r in rules if own is not None and r.id not in own]
    count = sum(len(r.plain["examples"]) for r in others)
    if count and args.all:
        results = _results(others, ruleset, samples)
        good, more = _told(name, ruleset, results, suite, say)
        parts.append(_counts(say("继承 ", "inherited "), good, more, say))
        bad += more
    elif count:
        zh, en = f"继承 {count} 个，加 --all 运行", f"inherited {count}, run by --all"
        parts.append(say(zh, en))
    if suite is None:
        sys.stdout.write(f"{name}{say('：', ': ')}{say('；', '; ').join(parts)}\n")
    return bad


def _results(rules: list[Rule], ruleset: Ruleset, samples: Samples) -> Iterator[Result]:
    from infoverify.examples import run_example  # noqa: PLC0415 - after misuse

    ruleset = ruleset.as_defined()
    for rule in rules:
        for example in rule.plain["examples"]:
            yield run_example(ruleset, rule, example, samples)


def _counts(whose: str, good: int, bad: int, say: Speech) -> str:
    count = good + bad
    return say(
        f"{whose}{count} 个例子，{good} 个通过，{bad} 个失败",
        f"{whose}{count} examples, {good} passed, {bad} failed",
    )


def _place(name: str, ruleset: Ruleset, rule: str) -> str:
    """Return the file and line of a rule's examples."""
    origins = ruleset.merged.origins
    origin = origins.get((rule, "examples")) or origins.get((rule, "id"))
    return name if origin is None else f"{origin.file}:{origin.line}"


def _told(
    name: str,
    ruleset: Ruleset,
    results: Iterator[Result],
    suite: Suite | None,
    say: Speech,
) -> tuple[int, int]:
    """Tell failures, or every test case; return how many passed and how many failed."""
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
            place = _place(name, ruleset, result.rule)
            head = say("：", ": ").join((place, result.rule, result.example))
            sys.stdout.write(f"{head}\n    {expected}\n    {got}\n")
    return count - failed, failed
