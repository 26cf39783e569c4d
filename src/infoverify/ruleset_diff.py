"""What changed between two rulesets (规则集比较), and what it does to verdicts.

``compare`` looks at rules: severity, condition, dates, provenance and the rest.
``effects`` verifies a corpus under both and tells which cases are newly blocked and which
released, by rule and by channel, with masked samples.
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from infoverify.checks.readings import COMPACTORS
from infoverify.engine import Verifier
from infoverify.finding import Severity
from infoverify.language.ruleset import plain_value
from infoverify.subject import Case

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from os import PathLike

    from infoverify.bindings import Binding
    from infoverify.finding import Finding
    from infoverify.language.ruleset import Ruleset
    from infoverify.verdict import Verdict

#: What is compared of a rule, by the kind of change it makes.
ASPECTS: Final[dict[str, tuple[str, ...]]] = {
    "severity": ("severity", "undetermined", "enabled"),
    "condition": ("when", "require", "optional"),
    "scope": ("stages", "for"),
    "dates": ("in_force",),
    "provenance": ("basis",),
    "consequence": ("obligations", "waiver", "lock", "suggest"),
    "wording": ("title", "message", "paths", "tags"),
}


class Change(NamedTuple):
    """One key of a rule, or a parameter, with its value before and after."""

    aspect: str
    key: str
    old: Any
    new: Any


class RuleDiff(NamedTuple):
    """What became of one rule: ``added``, ``removed`` or ``changed``."""

    rule: str
    status: str
    title: dict[str, str]
    changes: tuple[Change, ...] = ()


class Face(NamedTuple):
    """Which ruleset was compared."""

    id: str
    version: str
    digest: str


class RulesetDiff(NamedTuple):
    """Everything that differs, in the order of the newer ruleset, removals last."""

    old: Face
    new: Face
    rules: tuple[RuleDiff, ...]
    parameters: tuple[Change, ...]

    @property
    def same(self) -> bool:
        """Tell whether nothing differs."""
        return not (self.rules or self.parameters)

    def of_status(self, status: str) -> tuple[RuleDiff, ...]:
        """Return the rules that were ``added``, ``removed`` or ``changed``."""
        return tuple(rule for rule in self.rules if rule.status == status)


def compare(old: Ruleset, new: Ruleset) -> RulesetDiff:
    """Return what changed from one effective ruleset to another."""
    before = {rule.id: rule.plain for rule in old.rules}
    after = {rule.id: rule.plain for rule in new.rules}
    found: list[RuleDiff] = []
    for rule, plain in after.items():
        if rule not in before:
            found.append(RuleDiff(rule, "added", plain["title"]))
            continue
        changes = [
            *_changes(before[rule], plain),
            *_moved(old, new, rule),
        ]
        if changes:
            found.append(RuleDiff(rule, "changed", plain["title"], tuple(changes)))
    found += [
        RuleDiff(rule, "removed", plain["title"])
        for rule, plain in before.items()
        if rule not in after
    ]
    return RulesetDiff(_face(old), _face(new), tuple(found), _parameters(old, new))


def _face(ruleset: Ruleset) -> Face:
    return Face(ruleset.id, ruleset.version, ruleset.digest)


def _changes(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    return [
        Change(aspect, key, old[key], new[key])
        for aspect, keys in ASPECTS.items()
        for key in keys
        if old[key] != new[key]
    ]


def _moved(old: Ruleset, new: Ruleset, rule: str) -> list[Change]:
    """Return the change of the file that a rule stands in, where both know theirs."""
    places = [ruleset.merged.origins.get((rule, "id")) for ruleset in (old, new)]
    files = [
        PurePath(p.file).name if p is not None and p.file else None for p in places
    ]
    if None in files or files[0] == files[1]:
        return []
    return [Change("provenance", "file", files[0], files[1])]


def _parameters(old: Ruleset, new: Ruleset) -> tuple[Change, ...]:
    before, after = _settings(old), _settings(new)
    names = dict.fromkeys((*after, *before))
    return tuple(
        Change("parameter", name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    )


def _settings(ruleset: Ruleset) -> dict[str, dict[str, object]]:
    bounds = ruleset.merged.parameters
    return {
        name: {
            "value": plain_value(value),
            **{b: bounds[name][b] for b in ("min", "max") if name in bounds},
        }
        for name, value in ruleset.parameters.items()
    }


# Verdicts ------------------------------------------------------------------------


class Sample(NamedTuple):
    """One case whose decision changed; ``messages`` are masked."""

    number: int
    channel: str
    before: str
    after: str
    rules: tuple[str, ...]
    messages: dict[str, tuple[str, ...]]


class Effects(NamedTuple):
    """What a change does to a corpus.

    Counters map rule and channel to cases; ``decisions`` maps (before, after) to cases.
    """

    cases: int
    decisions: dict[tuple[str, str], int]
    blocked_by_rule: dict[str, int]
    blocked_by_channel: dict[str, int]
    released_by_rule: dict[str, int]
    released_by_channel: dict[str, int]
    blocked_samples: tuple[Sample, ...]
    released_samples: tuple[Sample, ...]

    @property
    def newly_blocked(self) -> int:
        """Return how many cases must be corrected that need not be before."""
        return sum(self.blocked_by_channel.values())

    @property
    def released(self) -> int:
        """Return how many cases need no longer be corrected."""
        return sum(self.released_by_channel.values())

    @property
    def changed(self) -> int:
        """Return how many decisions changed at all."""
        return sum(n for (a, b), n in self.decisions.items() if a != b)


def effects(
    old: Ruleset,
    new: Ruleset,
    records: Iterable[object],
    *,
    stage: str,
    at: date,
    samples: int = 5,
    binding: str | PathLike[str] | Binding | None = None,
    parameters: Mapping[str, object] | None = None,
) -> Effects:
    """Verify a corpus under both rulesets; it is read once and not kept.

    ``parameters`` go to both. At most ``samples`` cases of either kind are shown.

    Raises:
        UsageError: a verifier cannot be made of a ruleset at this stage.
    """
    verifiers = [
        Verifier(ruleset, stage=stage, parameters=parameters, binding=binding)
        for ruleset in (old, new)
    ]
    decisions: Counter[tuple[str, str]] = Counter()
    tallies = {
        kind: (Counter[str](), Counter[str]()) for kind in ("blocked", "released")
    }
    shown: dict[str, list[Sample]] = {"blocked": [], "released": []}
    cases = 0
    for number, record in enumerate(records, start=1):
        cases += 1
        before, after = (verifier.verify(record, at=at) for verifier in verifiers)
        decisions[before.decision, after.decision] += 1
        if before.blocked == after.blocked:
            continue
        kind = "blocked" if after.blocked else "released"
        reasons = _reasons(after if after.blocked else before)
        channel = _channel(verifiers[1], record)
        by_rule, by_channel = tallies[kind]
        by_rule.update({finding.rule for finding in reasons})
        by_channel[channel] += 1
        if len(shown[kind]) < samples:
            shown[kind].append(_sample(number, channel, before, after, reasons))
    blocked, released = tallies["blocked"], tallies["released"]
    return Effects(
        cases,
        dict(decisions),
        _ranked(blocked[0]),
        _ranked(blocked[1]),
        _ranked(released[0]),
        _ranked(released[1]),
        tuple(shown["blocked"]),
        tuple(shown["released"]),
    )


def _reasons(verdict: Verdict) -> list[Finding]:
    return [f for f in verdict.findings if f.severity is Severity.BLOCK]


def _channel(verifier: Verifier, record: object) -> str:
    """Return the case's channel, or ``unknown``."""
    if verifier.binding is not None:
        record = verifier.binding.bind(record).record
    case = Case(record, COMPACTORS, verifier.ruleset.structs)
    return str(case.part("policy").get("channel") or "unknown")


def _sample(
    number: int, channel: str, before: Verdict, after: Verdict, reasons: list[Finding]
) -> Sample:
    return Sample(
        number,
        channel,
        before.decision,
        after.decision,
        tuple(dict.fromkeys(finding.rule for finding in reasons)),
        {lang: tuple(f.message(lang) for f in reasons) for lang in ("zh", "en")},
    )


def _ranked(tally: Counter[str]) -> dict[str, int]:
    """Return the tally, most frequent first, names deciding ties."""
    return dict(sorted(tally.items(), key=lambda item: (-item[1], item[0])))
