"""Findings of compiled rules: made of what the generated function notes, when read.

A *hit* is a plain tuple: order of the part, index, position of the rule, severity, the
rule (or a finding that the evaluator made), and the values that a finding keeps.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from infoverify.checks.readings import COMPACTORS
from infoverify.finding import Finding, Proposal, RuleFace, Seen, Severity
from infoverify.language.rule import captured
from infoverify.runtime import Lacking
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
    seen: dict[str, Lacking | Seen]


class LateFinding(Finding):
    """A finding of a compiled run, laid out when something of it is first read."""

    __slots__ = ("_late",)

    if TYPE_CHECKING:
        _late: tuple[Run, Hit] | None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the slot holds
        """Fill all slots: asked only while one is empty."""
        if name == "host_paths":
            return None
        if name not in _SLOTS:
            raise AttributeError(name)
        late = self._late
        if late is not None:
            run, hit = late
            for slot, value in zip(_LAID_OUT, run.laid_out(hit), strict=True):
                object.__setattr__(self, slot, value)
            # Last: another thread that finds nothing left to do finds all slots.
            object.__setattr__(self, "_late", None)
        return object.__getattribute__(self, name)


class _OpenFinding(Finding):
    """A finding in the making: slots that can be set, before it is frozen."""

    __slots__ = ("_late",)
    __setattr__ = object.__setattr__  # type: ignore[assignment]
    # CPython shares one slot between the two; both must be the plain ones to be quick.
    __delattr__ = object.__delattr__


_SLOTS: Final = frozenset(Finding.__slots__)
#: What ``laid_out`` returns, in this order; the severity is there from the start.
_LAID_OUT: Final = (
    *("_face", "role", "paths", "_held", "suggestion", "stage", "_key", "_number"),
    *("outcome", "reason", "_messages", "waived_by"),
)
LaidOut = tuple[Any, ...]


def late_findings(run: Run, hits: list[Hit]) -> tuple[Finding, ...]:
    """Return the findings of hits, of which only the severity is told yet."""
    found: list[Finding] = []
    for hit in hits:
        # The evaluator has made some already.
        if type(hit[4]) is Finding:
            found.append(hit[4])
            continue
        made: Any = _new(_OpenFinding)
        made._late = (run, hit)  # noqa: SLF001 - as yet open
        made.severity = hit[3]
        made.__class__ = LateFinding
        found.append(made)
    return tuple(found)


def laid_out(  # noqa: PLR0917 - one value a slot
    run: Run,
    face: RuleFace,
    role: str,
    paths: tuple[str, ...],
    held: Mapping[str, Seen] | Callable[[], Mapping[str, Seen]],
    suggestion: Mapping[str, Proposal],
) -> LaidOut:
    """Return the slots of a violated finding; what it saw may be computed later."""
    plan = run.program.plan
    own = (face, role, paths, held, suggestion)
    return (*own, plan.stage, plan.key, run.number, "violated", None, None, None)


class Template:
    """How the findings of one rule about one part are made of a hit's values."""

    __slots__ = (
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

    def laid_out(self, run: Run, hit: Hit) -> LaidOut:
        """Return the slots of the finding that a hit stands for."""
        index, kept, rule = hit[1], hit[5], self._rule
        role = self.role(index)
        if type(kept) is Offended:
            seen = {
                path: stands.seen() if isinstance(stands, Lacking) else stands
                for path, stands in kept.seen.items()
            }
            seen.update(self._plain(run))
            return laid_out(run, rule.face, role, kept.paths, seen, {})
        held = partial(self.seen, run, hit) if kept or rule.slots else _NOTHING
        suggestion = self._suggestion(hit) if self._suggest else {}
        return laid_out(run, rule.face, role, self.paths(index), held, suggestion)

    def seen(self, run: Run, hit: Hit) -> dict[str, Seen]:
        """Return what a finding keeps of the case."""
        role = self.role(hit[1])
        seen: dict[str, Seen] = {}
        for (path, in_slot, in_paths, own, kind), value in zip(
            self._seen, hit[5], strict=False
        ):
            if type(value) is Lacking:
                entry = value.seen()
            elif type(value) is Seen:
                entry = value
            else:
                entry = Seen("present", _compact(value, kind), kind)
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


def _compact(value: object, kind: FieldType | None) -> object:
    fold = COMPACTORS.get(kind.kind) if kind and type(value) is str else None
    return fold(value) if fold else value  # type: ignore[arg-type]


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
