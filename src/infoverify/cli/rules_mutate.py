"""``infoverify rules test --mutate``: whether the rules' examples notice changes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from infoverify.cli.arguments import load_functions
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
        rules = _rules(ruleset, args.rule, scored)
        if not rules:
            if args.rule is None:
                above = say("其规则均已在上面计分", "all of its rules are scored above")
                sys.stdout.write(f"{name}: {above}\n")
            continue
        score = mutation_score(ruleset, samples=samples, rules=rules)
        sys.stdout.write(render(score, say.lang, every=True) + "\n")
        sys.stdout.flush()
        if (score.below() or score.stale) and not status:
            status = 1
    if args.rule is not None and not scored and status != 2:
        raise UsageError(say(f"没有规则 {args.rule!r}", f"no rule {args.rule!r}"))
    return status


def _rules(
    ruleset: Ruleset, wanted: str | None, scored: set[tuple[str, str]]
) -> set[str]:
    """Return the rules to score: a rule that several rulesets share counts once."""
    from infoverify.language.locks import parameters_read  # noqa: PLC0415 - only here

    chosen = set()
    for rule in ruleset.as_defined().rules:
        read = sorted(parameters_read(rule.plain))
        values = [ruleset.parameters.get(name) for name in read]
        key = (rule.id, repr((rule.plain, values)))
        if wanted in {None, rule.id} and key not in scored:
            scored.add(key)
            chosen.add(rule.id)
    return chosen
