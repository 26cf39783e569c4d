"""Do a rule's examples notice changes (变异测试)? Each mutant must fail one of them.

A score says for each rule how many of its mutants the rule's own examples kill, and
which survive. Mutants that mean the same as the rule are listed by hand, each with the
reason, in ``mutants-equivalent.yaml`` beside the rulesets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from infoverify.errors import InfoverifyError, RulesetError, UsageError
from infoverify.examples import load_samples, run_example
from infoverify.language.ruleset import Ruleset
from infoverify.language.sources import read_file
from infoverify.mutants import Mutant, mutants
from infoverify.rulesets import shipped_root

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from infoverify.examples import Samples
    from infoverify.language.rule import Rule

#: What the shipped rulesets are held to, rule by rule.
BAR: Final = 0.95

Equivalents = dict[str, dict[str, str]]


class RuleScore(NamedTuple):
    """How one rule's examples fared; ``survivors`` are the changes nobody noticed."""

    rule: str
    killed: int
    total: int
    survivors: tuple[str, ...]
    equivalent: tuple[str, ...]
    failing: tuple[str, ...]

    @property
    def score(self) -> float:
        """Return the share of mutants killed; a failing example proves nothing."""
        if self.failing:
            return 0.0
        return self.killed / self.total if self.total else 1.0


class MutationScore(NamedTuple):
    """The scores of a ruleset's rules, in the order of the rules."""

    ruleset: str
    rules: tuple[RuleScore, ...]

    @property
    def killed(self) -> int:
        """Return how many mutants were killed."""
        return sum(rule.killed for rule in self.rules)

    @property
    def total(self) -> int:
        """Return how many mutants there were, those listed as equivalent left out."""
        return sum(rule.total for rule in self.rules)

    @property
    def score(self) -> float:
        """Return the share of all mutants killed."""
        return self.killed / self.total if self.total else 1.0

    def below(self, bar: float = BAR) -> tuple[RuleScore, ...]:
        """Return the rules that fall short of a bar."""
        return tuple(rule for rule in self.rules if rule.score < bar)

    @property
    def stale(self) -> tuple[tuple[str, str], ...]:
        """Return the listed equivalents that no rule has any more, as (rule, change)."""
        return tuple(
            (rule.rule, change)
            for rule in self.rules
            for change in rule.equivalent
            if change.startswith(_STALE)
        )


_STALE: Final = "no such mutant: "


def load_equivalents(path: Path | None = None) -> Equivalents:
    """Return the mutants listed as equivalent: rule → change → reason.

    Raises:
        RulesetError: the file cannot be read, or has another shape.
    """
    path = path or shipped_root() / "mutants-equivalent.yaml"
    data = read_file(path).data
    listed = data.get("equivalent") if isinstance(data, dict) else None
    if not isinstance(listed, dict) or not all(
        isinstance(changes, dict) and all(isinstance(r, str) for r in changes.values())
        for changes in listed.values()
    ):
        raise RulesetError(
            "the file lists no mutants",
            file=str(path),
            hint="equivalent: {rule: {change: reason}}",
        )
    return listed


def mutation_score(
    ruleset: Ruleset,
    *,
    samples: Samples | None = None,
    equivalents: Mapping[str, Mapping[str, str]] | None = None,
    rules: Collection[str] | None = None,
) -> MutationScore:
    """Return how well the examples of each rule (or of some) notice changes.

    The ruleset is one of ``load_authored``; its rules are judged as their files define
    them, before any override.

    Raises:
        RulesetError: samples or equivalents cannot be read.
        UsageError: the ruleset holds no examples.
    """
    if ruleset.merged.built:
        raise UsageError(
            "the built form holds no examples: test the YAML it was built of"
        )
    samples = load_samples() if samples is None else samples
    listed = load_equivalents() if equivalents is None else equivalents
    defined = ruleset.as_defined()
    scores = tuple(
        _score(defined, rule, samples, listed.get(rule.id, {}))
        for rule in defined.rules
        if rules is None or rule.id in rules
    )
    return MutationScore(ruleset.id, scores)


def _score(
    ruleset: Ruleset, rule: Rule, samples: Samples, listed: Mapping[str, str]
) -> RuleScore:
    failing = tuple(
        example["name"]
        for example in rule.plain["examples"]
        if not run_example(ruleset, rule, example, samples).passed
    )
    killed = 0
    survivors: list[str] = []
    made: set[str] = set()
    for mutant in mutants(rule.plain, ruleset.parameters):
        made.add(mutant.change)
        if mutant.change in listed:
            continue
        changed = _loaded(ruleset, mutant)
        # What no longer loads is no rule at all: nobody could ship it.
        if changed is None:
            continue
        if _noticed(changed, rule, samples):
            killed += 1
        else:
            survivors.append(mutant.change)
    equivalent = [c if c in made else f"{_STALE}{c}" for c in listed]
    total = killed + len(survivors)
    return RuleScore(
        rule.id, killed, total, tuple(survivors), tuple(equivalent), failing
    )


def _loaded(ruleset: Ruleset, mutant: Mutant) -> Ruleset | None:
    merged = ruleset.merged._replace(rules=[mutant.plain], defined=[mutant.plain])
    try:
        return Ruleset(
            merged, ruleset.functions, {**ruleset.parameters, **mutant.parameters}
        )
    except InfoverifyError:
        return None


def _noticed(changed: Ruleset, rule: Rule, samples: Samples) -> bool:
    for example in rule.plain["examples"]:
        try:
            result = run_example(changed, changed.rules[0], example, samples)
        except InfoverifyError:
            return True
        if not result.passed:
            return True
    return False


def render(
    score: MutationScore, lang: str = "zh", bar: float = BAR, *, every: bool = False
) -> str:
    """Return the score as text: the whole, then each rule that falls short, or each."""
    zh = lang == "zh"
    low = score.below(bar)
    share, rules = f"{score.killed}/{score.total}", len(score.rules)
    head = (
        f"{score.ruleset}：{share}（{score.score:.1%}），"
        f"{rules} 条规则，{len(low)} 条低于 {bar:.0%}"
        if zh
        else f"{score.ruleset}: {share} ({score.score:.1%}), "
        f"{rules} rules, {len(low)} below {bar:.0%}"
    )
    colon = "：" if zh else ": "
    lines = [head]
    for rule in score.rules:
        if not every and rule not in low and not rule.survivors:
            continue
        lines.append(f"  {rule.rule}  {rule.killed}/{rule.total} ({rule.score:.0%})")
        word = "例子未通过" if zh else "example fails"
        lines += [f"    {word}{colon}{name}" for name in rule.failing]
        word = "未被发现" if zh else "survives"
        lines += [f"    {word}{colon}{change}" for change in rule.survivors]
    for rule_id, change in score.stale:
        word = "登记的等价变异已不存在" if zh else "listed, but gone"
        lines.append(f"  {rule_id}{colon}{word}{colon}{change.removeprefix(_STALE)}")
    return "\n".join(lines)
