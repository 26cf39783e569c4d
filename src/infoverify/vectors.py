"""Conformance vectors (一致性测试向量): records with the findings that they must give.

A host that ports rules to another language runs its port on them. They are made of the
rules' own examples, of the clean case, and of a case with nothing in it; each is verified
by the whole effective ruleset, so that a port is held to rules staying silent too. All
people in them are invented. ``tools/run_vectors.py`` is the reference runner.
"""

from __future__ import annotations

import copy
import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from infoverify.engine import Verifier
from infoverify.errors import UsageError
from infoverify.examples import DEFAULT_AT, build_record, load_samples
from infoverify.rulesets import load_authored, shipped_names
from infoverify.vocabulary import STAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from infoverify.examples import Samples
    from infoverify.language.ruleset import Ruleset
    from infoverify.verdict import Verdict

#: The form of the file; grows when a reader of today could not read it any more.
SCHEMA: Final = 1


def vectors(ruleset: Ruleset, samples: Samples | None = None) -> dict[str, Any]:
    """Return a ruleset's vectors, ready for JSON.

    The ruleset is one of ``load_authored``: the built form holds no examples.

    Raises:
        UsageError: it is of the built form, or calls functions that nobody registered.
    """
    if ruleset.merged.built:
        raise UsageError(
            "the built form holds no examples: make vectors of the YAML it was built of"
        )
    samples = load_samples() if samples is None else samples
    verifiers: dict[tuple[str, str], Verifier] = {}
    made: dict[str, dict[str, Any]] = {}
    for name, stage, at, parameters, record in _inputs(ruleset, samples):
        given = {
            "stage": stage,
            "at": at,
            "parameters": parameters,
            "record": record,
        }
        key = json.dumps(given, sort_keys=True, ensure_ascii=False)
        if key in made:
            continue
        which = (stage, json.dumps(parameters, sort_keys=True))
        if which not in verifiers:
            verifiers[which] = Verifier(ruleset, stage=stage, parameters=parameters)
        verdict = verifiers[which].verify(record, at=_day(at))
        made[key] = {"name": name, **given, "expect": expectation(verdict)}
    return {
        "infoverify_vectors": SCHEMA,
        "ruleset": {
            "id": ruleset.id,
            "version": ruleset.version,
            "digest": ruleset.digest,
        },
        "vectors": list(made.values()),
    }


def expectation(verdict: Verdict) -> dict[str, Any]:
    """Return what a port must agree with: the decision, findings, open questions."""
    return {
        "decision": verdict.decision,
        "findings": [
            {
                "rule": finding.rule,
                "outcome": finding.outcome,
                "severity": str(finding.severity),
                "role": finding.role,
                "paths": list(finding.paths),
                "suggestion": {
                    path: str(proposal.value)
                    for path, proposal in finding.suggestion.items()
                },
            }
            for finding in verdict.findings
        ],
        "undetermined": [
            {"rule": open_.rule, "role": open_.role, "reason": open_.reason}
            for open_ in verdict.undetermined
        ],
    }


_Input = tuple[str, str, str, dict[str, Any], dict[str, Any]]


def _inputs(ruleset: Ruleset, samples: Samples) -> Iterator[_Input]:
    """Yield name, stage, date, parameters and record of each vector."""
    active = [rule for rule in ruleset.rules if rule.plain["enabled"]]
    today = DEFAULT_AT.isoformat()
    for stage in STAGES:
        if any(stage in rule.stages for rule in active):
            yield f"nothing given, {stage}", stage, today, {}, {}
            case = copy.deepcopy(samples["case"])
            yield f"the clean case, {stage}", stage, today, {}, case
    for rule in active:
        for example in rule.plain["examples"]:
            stages = [stage for stage in STAGES if stage in rule.stages]
            # An override may have taken the example's own stage away.
            stage = example["stage"] if example["stage"] in stages else stages[0]
            record = build_record(list(rule.roles), example["given"], samples)
            at = example["at"] or today
            name = f"{rule.id}: {example['name']}"
            yield name, stage, at, dict(example["parameters"]), record


def _day(text: str) -> date:
    return type(DEFAULT_AT).fromisoformat(text)


def write(
    folder: Path,
    names: Iterable[str] | None = None,
    *,
    functions: Mapping[str, Callable[..., Any]] | None = None,
) -> list[Path]:
    """Write one file of vectors for each shipped ruleset, or for those of these names.

    A name may be the path of a YAML file: its vectors are named after the file.

    Raises:
        RulesetError: a ruleset is wrong.
        UsageError: see ``vectors``.
    """
    samples = load_samples()
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in shipped_names() if names is None else names:
        stem = PurePath(name).stem if name.endswith((".yaml", ".yml")) else name
        path = folder / f"{stem.replace('/', '__')}.json"
        content = vectors(load_authored(name, functions=functions), samples)
        text = json.dumps(content, ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
        written.append(path)
    return written


def render(written: Iterable[Path], lang: str = "zh") -> str:
    """Return which files were written, a line each, with the number of vectors."""
    lines = []
    for path in written:
        count = len(json.loads(path.read_text(encoding="utf-8"))["vectors"])
        word = f"：{count} 个向量" if lang == "zh" else f": {count} vectors"
        lines.append(f"{path.name}{word}")
    return "\n".join(lines)
