"""Findings of compiled rules: made of what the generated function notes, when read.

A *hit* is a plain tuple: order of the part, index, position of the rule, severity, the
rule (or a finding that the evaluator made), and the values that a finding keeps.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from infoverify.finding import Finding, Proposal, RuleFace, Seen, Severity
from infoverify.language.rule import captured
from infoverify.subject import is_own
from infoverify.vocabulary import LIST_PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from infoverify.compiled import Run
    from infoverify.language.rule import Rule
    from infoverify.subject import Struct
    from infoverify.vocabulary import FieldType

Hit = tuple[int, int, int, Severity, Any, Any]
_new: Final = object.__new__
_NOTHING: Final[dict[str, Seen]] = {}


class Offended(NamedTuple):
    """What a function of parts found fault with: paths, and what stands there."""

    paths: tuple[str, ...]
    seen: dict[str, Seen]


class _OpenFinding:
    """A finding in the making: slots that can be set, before it is frozen."""

    __slots__ = Finding.__slots__


def quick_finding(  # noqa: PLR0917 - on the hot path
    face: RuleFace,
    severity: Severity,
    stage: str,
    role: str,
    paths: tuple[str, ...],
    held: Mapping[str, Seen] | Callable[[], Mapping[str, Seen]],
    suggestion: Mapping[str, Proposal],
    key: bytes | None,
    number: str | None,
) -> Finding:
    """Return a violated finding; what it saw may be computed when first read."""
    made: Any = _new(_OpenFinding)
    made._face = face  # noqa: SLF001
    made.outcome = "violated"
    made.severity = severity
    made.stage = stage
    made.role = role
    made.paths = paths
    made._held = held  # noqa: SLF001
    made.suggestion = suggestion
    made.reason = None
    made._key = key  # noqa: SLF001
    made._number = number  # noqa: SLF001
    made._messages = None  # noqa: SLF001
    made.host_paths = None
    made.waived_by = None
    made.__class__ = Finding
    finding: Finding = made
    return finding


class Template:
    """How the findings of one rule about one part are made of a hit's values."""

    __slots__ = (
        "_fixed",
        "_listed",
        "_name",
        "_paths",
        "_rule",
        "_seen",
        "_structs",
        "_suggest",
    )

    def __init__(self, rule: Rule, name: str, structs: dict[str, Struct]) -> None:
        """Work out which of the values go where."""
        self._rule = rule
        self._name = name
        self._structs = structs
        self._paths = tuple((_own(p, name, structs), p) for p in rule.paths)
        self._listed = name in LIST_PARTS
        self._fixed = () if self._listed else self.paths(0)
        slots = {slot.text for slot in rule.slots if slot.kind != "plain"}
        self._seen = tuple(
            (path, path in slots, path in rule.paths, _own(path, name, structs), kind)
            for path in captured(rule)
            for kind in (_kind(path, name, structs),)
        )
        self._suggest = tuple(
            (
                _own(s.field, name, structs),
                s.field,
                s.source,
                Seen("absent", None, _kind(s.field, name, structs)),
            )
            for s in rule.suggest
        )

    def role(self, index: int) -> str:
        """Return the role, with its index where the part is a list."""
        return role_of(self._name, index)

    def paths(self, index: int) -> tuple[str, ...]:
        """Return the rule's paths, absolute."""
        role = self.role(index)
        return tuple(f"{role}.{p}" if own else p for own, p in self._paths)

    def absolute(self, paths: list[str], index: int) -> tuple[str, ...]:
        """Return the absolute forms of paths as the rule's author writes them."""
        role = self.role(index)
        return tuple(
            f"{role}.{path}" if _own(path, self._name, self._structs) else path
            for path in paths
        )

    def finding(self, run: Run, hit: Hit) -> Finding:
        """Return the finding that a hit stands for; what it saw is laid out if asked."""
        index = hit[1]
        rule = self._rule
        plan = run.program.plan
        kept = hit[5]
        if type(kept) is Offended:
            return quick_finding(
                rule.face,
                hit[3],
                plan.stage,
                self.role(index),
                kept.paths,
                {**kept.seen, **self._plain(run)},
                {},
                plan.key,
                run.number,
            )
        return quick_finding(
            rule.face,
            hit[3],
            plan.stage,
            self.role(index) if self._listed else self._name,
            self.paths(index) if self._listed else self._fixed,
            partial(self.seen, run, hit) if hit[5] or rule.slots else _NOTHING,
            self._suggestion(hit) if self._suggest else {},
            plan.key,
            run.number,
        )

    def seen(self, run: Run, hit: Hit) -> dict[str, Seen]:
        """Return what a finding keeps of the case."""
        role = self.role(hit[1])
        seen: dict[str, Seen] = {}
        for (path, in_slot, in_paths, own, kind), value in zip(
            self._seen, hit[5], strict=False
        ):
            entry = value if type(value) is Seen else Seen("present", value, kind)
            if in_slot:
                seen[path] = entry
            if in_paths:
                seen[f"{role}.{path}" if own else path] = entry
        seen.update(self._plain(run))
        for own, field, _, unseen in self._suggest:
            # Its type decides how the proposal is masked.
            seen.setdefault(f"{role}.{field}" if own else field, unseen)
        return seen

    def _plain(self, run: Run) -> dict[str, Seen]:
        return {
            slot.text: Seen("present", run.plain(slot.text))
            for slot in self._rule.slots
            if slot.kind == "plain"
        }

    def _suggestion(self, hit: Hit) -> dict[str, Proposal]:
        role, values = self.role(hit[1]), hit[5]
        return {
            f"{role}.{field}" if own else field: Proposal(value, ground)
            for (own, field, ground, _), value in zip(
                self._suggest, values[len(self._seen) :], strict=True
            )
            if value is not None
        }


def role_of(name: str, index: int) -> str:
    """Return a part's role, with its index where the part is a list."""
    return f"{name}[{index}]" if name in LIST_PARTS else name


def _own(path: str, name: str, structs: dict[str, Struct]) -> bool:
    """Tell whether a path is the subject's own, or already names a part."""
    return name != "record" and is_own(path, structs[name], structs)


def _kind(path: str, name: str, structs: dict[str, Struct]) -> FieldType | None:
    """Return a field's type; findings about form and nested person come with theirs."""
    if _own(path, name, structs):
        return structs[name].get(path)
    part, _, field = path.partition(".")
    return structs.get(part, {}).get(field)
