"""``infoverify rules test --mutate``: whether the rules' examples notice changes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from infoverify.cli.arguments import load_functions
from infoverify.cli.rules_lint import own_rules
from infoverify.cli.streams import complain
from infoverify.errors import RulesetError, UsageError

if TYPE_CHECKING:
    import argparse

    from infoverify.cli.speech import Speech
    from infoverify.language.ruleset import Ruleset


def run_mutants(args: argparse.Namespace, say: Speech) -> int:
    """Score the examples; 1 if a rule falls short, 2 if a ruleset cannot be loaded."""
    from infoverify.examples import load_samples  # noqa: PLC0415 - after misuse
    from infoverify.mutation import mutation_score, render  # noqa: PLC0415
    from infoverify.rulesets import load_authored, shipped_names  # noqa: PLC0415

    if args.junit:
        raise UsageError(
            say("--junit 不能与 --mutate 同用", "--junit does not go with --mutate")
        )
    functions = load_functions(args.functions, say, args.rulesets)
    samples = load_samples(args.samples)
    scored: set[tuple[str, str]] = set()
    status = 0
    for name in args.rulesets or shipped_names():
        try:
            ruleset = load_authored(name, functions=functions)
        except RulesetError as error:
            complain(say.error(error))
            status = 2
            continue
        if ruleset.unresolved:
            missing = ", ".join(ruleset.unresolved)
            complain(say(f"{name}：缺少宿主函数 {missing}", f"{name}: needs {missing}"))
            status = 2
            continue
        own = None if args.all or args.rule else own_rules(name, ruleset)
        left = 0 if own is None else sum(r.id not in own for r in ruleset.rules)
        rules = _rules(ruleset, args.rule, own, scored)
        if not rules:
            if args.rule is None:
                sys.stdout.write(f"{name}: {_nothing(left, say)}\n")
            continue
        score = mutation_score(ruleset, samples=samples, rules=rules)
        sys.stdout.write(render(score, say.lang, every=True) + "\n")
        if left:
            zh, en = (
                f"  另有继承的 {left} 条规则未计",
                f"  {left} inherited rules left out",
            )
            sys.stdout.write(f"{say(zh, en)}{_by_all(say)}\n")
        sys.stdout.flush()
        if (score.below() or score.stale) and not status:
            status = 1
    if args.rule is not None and not scored and status != 2:
        raise UsageError(say(f"没有规则 {args.rule!r}", f"no rule {args.rule!r}"))
    return status


def _nothing(left: int, say: Speech) -> str:
    if left:
        zh, en = (
            f"没有自己的规则；继承 {left} 条",
            f"no rules of its own, {left} inherited",
        )
        return say(zh, en) + _by_all(say)
    return say("其规则均已在上面计分", "all of its rules are scored above")


def _by_all(say: Speech) -> str:
    return say("，加 --all 计入", ", scored by --all")


def _rules(
    ruleset: Ruleset,
    wanted: str | None,
    own: set[str] | None,
    scored: set[tuple[str, str]],
) -> set[str]:
    """Return the rules to score: of ``own``, and one that several share but once."""
    from infoverify.language.locks import parameters_read  # noqa: PLC0415 - only here

    chosen = set()
    for rule in ruleset.as_defined().rules:
        read = sorted(parameters_read(rule.plain))
        values = [ruleset.parameters.get(name) for name in read]
        key = (rule.id, repr((rule.plain, values)))
        if own is not None and rule.id not in own:
            continue
        if wanted in {None, rule.id} and key not in scored:
            scored.add(key)
            chosen.add(rule.id)
    return chosen
