"""Running a rule's own examples (规则自测): each states a case and the outcome it must have.

An example starts from the clean ``case`` of the samples; ``use`` puts another sample
person in the first part of ``for``; ``set`` and ``drop`` change fields, bare names being
the subject's.
"""

from __future__ import annotations

import copy
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from infoverify.checks.readings import COMPACTORS
from infoverify.errors import RulesetError, UsageError
from infoverify.evaluation import Evaluation, Plan
from infoverify.language.near_names import nearest
from infoverify.language.ruleset import Ruleset, parse_value
from infoverify.language.sources import read_file
from infoverify.rulesets import shipped_root
from infoverify.subject import Case
from infoverify.vocabulary import LIST_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from infoverify.finding import Finding
    from infoverify.language.rule import Plain, Rule

#: An example without ``at`` is judged on this day.
DEFAULT_AT: Final = date(2026, 1, 15)
_KEPT_BY_INSURED: Final = ("relationship",)
_KEPT_BY_BENEFICIARY: Final = (
    *("kind", "purpose", "relationship", "insured_index", "order", "share"),
)

Samples = dict[str, Any]


class Result(NamedTuple):
    """One example's run: what it expected and what came."""

    rule: str
    example: str
    passed: bool
    expected: str
    got: str


def load_samples(path: Path | None = None) -> Samples:
    """Return the samples: ``case`` and the persons.

    Raises:
        RulesetError: the file cannot be read or holds no case.
    """
    path = path or shipped_root() / "samples.yaml"
    data = read_file(path).data
    samples = data.get("samples") if isinstance(data, dict) else None
    if not isinstance(samples, dict) or "case" not in samples:
        raise RulesetError("the file holds no samples with a case", file=str(path))
    return samples


def build_record(rule_for: list[str], given: Plain, samples: Samples) -> dict[str, Any]:
    """Return the record that an example describes.

    Raises:
        UsageError: an unknown sample, or a path that leads nowhere.
    """
    record: dict[str, Any] = copy.deepcopy(samples["case"])
    first = rule_for[0]
    if given["use"] != "case":
        if given["use"] not in samples:
            hint = nearest(given["use"], samples) or f"one of {', '.join(samples)}"
            raise UsageError(f"unknown sample {given['use']!r}; {hint}")
        _put_person(record, first, copy.deepcopy(samples[given["use"]]))
    for path, value in given["set"].items():
        holder, name = _holder(record, path, first, create=True)
        holder[name] = copy.deepcopy(value)
    for path in given["drop"]:
        holder, name = _holder(record, path, first, create=False)
        holder.pop(name, None)
    return record


def _put_person(record: dict[str, Any], part: str, person: dict[str, Any]) -> None:
    if part not in LIST_PARTS:
        record[part] = person
        return
    kept = _KEPT_BY_INSURED if part == "insured" else _KEPT_BY_BENEFICIARY
    elements = record.setdefault(part, [])
    old = elements[0] if elements else {}
    if part == "insured":
        person.setdefault("relationship", "other_family")
    else:
        person = {**{k: old[k] for k in kept if k in old}, **person}
    elements[:1] = [person]


def _holder(
    record: dict[str, Any], path: str, first: str, *, create: bool
) -> tuple[dict[str, Any], str]:
    """Return the mapping that a path's last name stands in, and that name."""
    steps = path.split(".")
    if (
        len(steps) == 1
        and "[" not in path
        and (path not in record or first != "record")
    ):
        is_part = path in LIST_PARTS or isinstance(record.get(path), dict)
        own = first if first not in LIST_PARTS else f"{first}[0]"
        if not (is_part and first == "record") and path != "form":
            return _holder(record, f"{own}.{path}", first, create=create)
    here: Any = record
    for step in steps[:-1]:
        here = _step(here, step, create=create)
    last = steps[-1]
    return here, last


def _step(here: Any, step: str, *, create: bool) -> Any:  # noqa: ANN401
    name, bracket, index = step.partition("[")
    if not bracket:
        return here.setdefault(name, {}) if create else here.get(name, {})
    elements = here.setdefault(name, []) if create else here.get(name, [])
    place = int(index[:-1])
    if create and place == len(elements):
        elements.append({})
    if place >= len(elements):
        if create:
            raise UsageError(f"{step}: the list has {len(elements)} elements")
        return {}
    return elements[place]


def run_examples(
    ruleset: Ruleset, samples: Samples, *, rule_id: str | None = None
) -> Iterator[Result]:
    """Yield the result of every example of every rule (or of one)."""
    if ruleset.merged.built:
        raise UsageError(
            "the built form holds no examples: test the YAML it was built of"
        )
    ruleset = ruleset.as_defined()
    for rule in ruleset.rules:
        if rule_id is not None and rule.id != rule_id:
            continue
        for example in rule.plain["examples"]:
            yield run_example(ruleset, rule, example, samples)


def run_example(
    ruleset: Ruleset, rule: Rule, example: Plain, samples: Samples
) -> Result:
    """Run one example on the first part of ``for``, index 0."""
    at = date.fromisoformat(example["at"]) if example["at"] else DEFAULT_AT
    expected = _expected(example)
    if not rule.at(at):
        return Result(rule.id, example["name"], False, expected, "rule not in force")
    try:
        record = build_record(list(rule.roles), example["given"], samples)
    except (UsageError, AttributeError, TypeError, ValueError) as error:
        return Result(rule.id, example["name"], False, expected, f"no case: {error}")
    parameters = dict(ruleset.parameters)
    for name, text in example["parameters"].items():
        plain = ruleset.merged.parameters.get(name)
        parameters[name] = parse_value(text, plain["type"] if plain else None)
    stage = example["stage"] or (rule.plain["stages"] or ["underwriting"])[0]
    plan = Plan((rule,), stage, parameters, ruleset.functions, None, "raise")
    case = Case(record, COMPACTORS, ruleset.structs)
    evaluation = Evaluation(plan, case, at, None)
    part = None if rule.roles == ("record",) else case.parts(rule.roles[0])[0]
    kind = evaluation.judge_one(rule, part)
    got, passed = _got(example, kind, evaluation.findings)
    return Result(rule.id, example["name"], passed, expected, got)


def _expected(example: Plain) -> str:
    more = [
        f"{key}={example[key]}"
        for key in ("severity", "paths", "suggest")
        if example[key] is not None
    ]
    return " ".join([example["expect"], *more])


def _got(example: Plain, kind: str, findings: list[Finding]) -> tuple[str, bool]:
    finding = findings[0] if findings else None
    words = [kind]
    passed = kind == example["expect"]
    for key, value in (
        ("severity", str(finding.severity) if finding else None),
        ("paths", list(finding.paths) if finding else None),
        ("suggest", _suggested(finding) if finding else None),
    ):
        if example[key] is None:
            continue
        words.append(f"{key}={value}")
        passed = passed and value == example[key]
    return " ".join(words), passed


def _suggested(finding: Finding) -> dict[str, str]:
    """Return what an author writes: the subject's field → the value as text."""
    return {
        path.rpartition(".")[2] if path.startswith(finding.role) else path: str(p.value)
        for path, p in finding.suggestion.items()
    }
