"""One verification by the definition: every rule on every role, through ``meaning``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from infoverify._guard import attempt
from infoverify._named import NamedTuple
from infoverify.errors import RuleCrashed
from infoverify.finding import (
    SEVERITIES,
    Finding,
    Proposal,
    RuleFace,
    Seen,
    Severity,
    Slot,
)
from infoverify.language.meaning import Environment, Unknown, evaluate
from infoverify.subject import Part, is_own
from infoverify.unreadable import unreadable_findings
from infoverify.verdict import Undetermined
from infoverify.vocabulary import LIST_PARTS, OWN_FIELDS, PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from infoverify.language.rule import Rule
    from infoverify.language.types import FunctionTable
    from infoverify.subject import Case

Kind = Literal["holds", "violated", "undetermined", "not_applicable"]


class Outcome(NamedTuple):
    """What became of one rule for one role."""

    kind: Kind
    reason: str | None = None
    offending: tuple[str, ...] = ()


_NOT_APPLICABLE: Final = Outcome("not_applicable")
_HOLDS: Final = Outcome("holds")


class Touched(NamedTuple):
    """The paths that a portal's user has touched."""

    paths: frozenset[str]

    def has(self, part: Part, field: str) -> bool:
        """Tell whether a field, or its whole part, was touched."""
        return part.path(field) in self.paths or part.role in self.paths

    def any_of(self, part: Part) -> bool:
        """Tell whether a part, or anything of it, was touched."""
        inside = f"{part.role}."
        return any(p == part.role or p.startswith(inside) for p in self.paths)


class Plan(NamedTuple):
    """What a verifier hands to each evaluation: constants of its ruleset and stage."""

    rules: tuple[Rule, ...]
    stage: str
    parameters: Mapping[str, object]
    functions: FunctionTable
    key: bytes | None
    on_crash: str


class Evaluation:
    """One run over one case; collects findings and what stayed undetermined."""

    def __init__(
        self, plan: Plan, case: Case, at: date, touched: Touched | None
    ) -> None:
        """Prepare; ``run`` does the work."""
        self._plan = plan
        self._case = case
        self._at = at
        self._touched = touched
        self._rules = [rule for rule in plan.rules if rule.at(at)]
        self._number = self._policy_number()
        #: Paths of which a completeness rule has spoken.
        self._reported: set[str] = set()
        #: Parts to look through for unreadable fields, and where in the findings.
        self._pending: list[tuple[int, Part | tuple[str, str] | None]] = []
        self.findings: list[Finding] = []
        self.undetermined: list[Undetermined] = []

    def run(self) -> None:
        """Evaluate every role in the order of the vocabulary, the record last."""
        case = self._case
        for name in (*PARTS, *(n for n in case.structs if n not in PARTS)):
            rules = [rule for rule in self._rules if name in rule.roles]
            parts = case.parts(name)
            if name in LIST_PARTS and case.unreadable_list(name) and not parts:
                self._later((name, name))
            for index, part in enumerate(parts):
                for rule in rules:
                    self.judge(rule, part)
                if not index and name in LIST_PARTS and case.unreadable_list(name):
                    self._later((part.role, name))
                self._later(part)
        form = case.form()
        if form.holder is not None or form.unreadable:
            self._form(form)
        rules = [rule for rule in self._rules if "record" in rule.roles]
        for rule in rules:
            self.judge(rule, None)
        if case.unreadable:
            self._later(None)
        self._tell_unreadable()

    def _later(self, part: Part | tuple[str, str] | None) -> None:
        self._pending.append((len(self.findings), part))

    def _tell_unreadable(self) -> None:
        """Add the findings on what cannot be read, each after its role's others.

        Last of all, since a later role's completeness rule may speak of the field.
        """
        reported = frozenset(self._reported)
        told: list[Finding] = []
        done = 0
        for place, part in self._pending:
            told += self.findings[done:place]
            done = place
            told += unreadable_findings(self.finding, part, reported, self._touched)
        self.findings = told + self.findings[done:]

    def _policy_number(self) -> str | None:
        policy = self._case.part("policy")
        number = policy.get("application_number") or policy.get("number")
        return None if number is None else str(number)

    def _form(self, form: Case) -> None:
        if form.unreadable:
            self._later(("form", "form"))
        for name in form.structs:
            if name in LIST_PARTS and form.unreadable_list(name):
                self._later((f"form.{name}", f"form.{name}"))
            for part in form.parts(name):
                self._later(part)

    def judge_one(self, rule: Rule, part: Part | None) -> Kind:
        """Evaluate one rule for one role and return its outcome; findings collect."""
        found = self._outcome(rule, part)
        self.judge(rule, part)
        return found.kind

    def judge(self, rule: Rule, part: Part | None) -> None:
        """Evaluate one rule for one role."""
        outcome, crashed = attempt(self._outcome, rule, part)
        if crashed is not None or outcome is None:
            self._crash(rule, part, crashed or "Exception")
        elif outcome.kind == "violated":
            finding, crashed = attempt(self._violated, rule, part, outcome)
            if finding is None:
                self._crash(rule, part, crashed or "Exception")
                return
            self.findings.append(finding)
            self._reported.update(
                self._absolute(field.path, part) for field in rule.completeness
            )
        elif outcome.kind == "undetermined":
            self._open(rule, part, outcome.reason or "no_answer")

    def _outcome(self, rule: Rule, part: Part | None) -> Outcome:
        if not self._applies(rule, part):
            return _NOT_APPLICABLE
        if self._touched is not None and not self._ready(rule, part, self._touched):
            return _NOT_APPLICABLE
        return outcome(rule, self._environment(part))

    def _environment(self, part: Part | None) -> Environment:
        plan = self._plan
        return Environment(self._case, part, self._at, plan.parameters, plan.functions)

    def _applies(self, rule: Rule, part: Part | None) -> bool:
        for root, party in rule.parties:
            holder = part if not root else self._case.locate(f"{root}.party")
            if isinstance(holder, tuple):
                holder = holder[0]
            if isinstance(holder, Part) and holder.party != party:
                return False
        if part is None or part.fallback is None:
            return True
        personal = [
            field.names[0]
            for field in rule.reads
            if not field.root and field.names[0] not in OWN_FIELDS
        ]
        # The policyholder's own finding stands for both.
        return not personal or not all(part.inherits(name) for name in personal)

    def _ready(self, rule: Rule, part: Part | None, touched: Touched) -> bool:
        reads = [
            found
            for field in rule.reads
            if (found := self._reading(field.path, field.root, part)) is not None
        ]
        if rule.completeness and not any(touched.has(p, f) for p, f in reads):
            return False
        return all(
            touched.has(p, f) or p.state(f) == "present" for p, f in reads
        ) and all(self._begun(root, part, touched) for root in rule.wholes)

    def _begun(self, root: str, part: Part | None, touched: Touched) -> bool:
        """Tell whether a part that a function takes whole is there, or touched."""
        if root.startswith("form."):
            parts = self._case.form().parts(root[5:])
        elif root:
            parts = self._case.parts(root)
        else:
            parts = () if part is None else (part,)
        return any(p.holder is not None or touched.any_of(p) for p in parts)

    def _reading(
        self, path: str, root: str, part: Part | None
    ) -> tuple[Part, str] | None:
        if root or part is None:
            return self._case.locate(path)
        return self._case.locate(part.path(path))

    # Findings ------------------------------------------------------------

    def _violated(self, rule: Rule, part: Part | None, found: Outcome) -> Finding:
        env = self._environment(part)
        paths = found.offending or tuple(
            self._absolute(path, part) for path in rule.paths
        )
        suggestion = {}
        for proposal in rule.suggest:
            value = evaluate(proposal.node, env)
            if not isinstance(value, Unknown):
                path = self._absolute(proposal.field, part)
                suggestion[path] = Proposal(value, proposal.source)
        return self.finding(
            rule.face,
            severity=severity_of(rule, env),
            role="record" if part is None else part.role,
            paths=paths,
            seen=self._seen(rule, part, (*paths, *suggestion)),
            suggestion=suggestion,
        )

    def _open(self, rule: Rule, part: Part | None, reason: str) -> None:
        role = "record" if part is None else part.role
        paths = tuple(self._absolute(path, part) for path in rule.paths)
        self.undetermined.append(Undetermined(rule.id, role, reason, paths))
        # What is absent is answered by a completeness rule of the same stage.
        if reason == "absent" or rule.undetermined == "note":
            return
        finding = self.finding(
            rule.face,
            outcome="undetermined",
            severity=Severity(rule.undetermined),
            role=role,
            paths=paths,
            seen=self._seen(rule, part, paths),
            reason=reason,
        )
        self.findings.append(finding)

    def _crash(self, rule: Rule, part: Part | None, exception_type: str) -> None:
        if self._plan.on_crash == "raise":
            raise RuleCrashed(rule.id, exception_type)
        zh = (
            f"规则 {rule.id} 执行出错（{exception_type}），结果未知，请联系系统管理员。"
        )
        en = f"Rule {rule.id} crashed ({exception_type}); its outcome is unknown."
        face = RuleFace(
            "engine.rule_crashed",
            {"zh": "规则执行出错", "en": "A rule crashed"},
            {"zh": (zh,), "en": (en,)},
            (),
            (),
        )
        role = "record" if part is None else part.role
        paths = tuple(self._absolute(path, part) for path in rule.paths) or (role,)
        self.findings.append(
            self.finding(face, severity=Severity.BLOCK, role=role, paths=paths, seen={})
        )

    def finding(
        self,
        face: RuleFace,
        *,
        severity: Severity,
        role: str,
        paths: tuple[str, ...],
        seen: Mapping[str, Seen],
        outcome: Literal["violated", "undetermined"] = "violated",
        suggestion: Mapping[str, Proposal] | None = None,
        reason: str | None = None,
    ) -> Finding:
        """Return a finding of this run: stage, key and policy number are its own."""
        return Finding(
            face,
            outcome=outcome,
            severity=severity,
            stage=self._plan.stage,
            role=role,
            paths=paths,
            seen=seen,
            suggestion=suggestion,
            reason=reason,
            key=self._plan.key,
            number=self._number,
        )

    def _absolute(self, path: str, part: Part | None) -> str:
        if part is None or not is_own(path, part.struct, self._case.structs):
            return path
        return part.path(path)

    def _seen(
        self, rule: Rule, part: Part | None, paths: tuple[str, ...]
    ) -> dict[str, Seen]:
        seen: dict[str, Seen] = {}
        for slot in rule.slots:
            if slot.kind == "plain":
                seen[slot.text] = Seen("present", self._plain(slot))
            else:
                seen[slot.text] = look(self._case, self._absolute(slot.text, part))
        for path in paths:
            if path not in seen:
                seen[path] = look(self._case, path)
        return seen

    def _plain(self, slot: Slot) -> object:
        if slot.text == "at":
            return self._at.isoformat()
        value = self._plan.parameters[slot.text.removeprefix("param.")]
        return ", ".join(map(str, value)) if isinstance(value, tuple) else value


def look(case: Case, path: str) -> Seen:
    """Return what a finding keeps of the field at an absolute path."""
    found = case.locate(path)
    if found is None:
        return Seen("absent", None)
    part, field = found
    state = part.state(field)
    value = part.get(field) if state == "present" else None
    return Seen(state, value, part.struct[field])


def outcome(rule: Rule, env: Environment) -> Outcome:
    """Return what becomes of a rule in an environment: the definition."""
    if rule.when is not None:
        applies = evaluate(rule.when, env)
        if isinstance(applies, Unknown):
            return Outcome("undetermined", applies.reason)
        if not applies:
            return _NOT_APPLICABLE
        # What a condition's function names is no fault of what is required.
        env.offending = ()
    holds = evaluate(rule.require, env)
    if isinstance(holds, Unknown):
        return Outcome("undetermined", holds.reason)
    return _HOLDS if holds else Outcome("violated", None, env.offending)


def severity_of(rule: Rule, env: Environment) -> Severity:
    """Return the severity: the worst row that is possible (unknown scope is inside)."""
    possible: list[Severity] = []
    for row in rule.severity:
        answer = True if row.when is None else evaluate(row.when, env)
        if isinstance(answer, Unknown):
            possible.append(row.severity)
        elif answer:
            possible.append(row.severity)
            break
    return min(possible, key=SEVERITIES.index)
