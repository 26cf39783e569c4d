"""Running generated functions: their constants, and findings made when they are read.

The generated function appends *hits*, plain tuples; a ``Finding`` is made of one when
somebody reads the verdict's findings. Whatever goes wrong in it is evaluated again by
the definition, which knows how to name the rule that crashed.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from infoverify.checks.readings import COMPACTORS
from infoverify.evaluation import Evaluation, Plan
from infoverify.finding import Finding, Proposal, Seen, Severity
from infoverify.holders import MISSING, fetch, readable
from infoverify.language.program import Source, generate
from infoverify.language.rule import captured
from infoverify.runtime import NAMES, Interpret
from infoverify.subject import Case, Struct, is_own
from infoverify.unreadable import unreadable_findings
from infoverify.verdict import Undetermined
from infoverify.vocabulary import LIST_PARTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from infoverify.language.rule import Rule
    from infoverify.vocabulary import FieldType

# (order of the part, index, position of the rule, severity, rule or finding, values)
Hit = tuple[int, int, int, Severity, Any, Any]
_PLACE: Final = itemgetter(0, 1, 2)
_EMPTY: Final[dict[str, object]] = {}
#: Behind every rule: what the role's own rules have not reported.
_LAST: Final = 1_000_000


class Program:
    """A compiled ruleset for one stage and one interval of dates."""

    __slots__ = ("_plan", "_run", "_structs", "_templates", "source")

    def __init__(self, plan: Plan, structs: dict[str, Struct]) -> None:
        """Generate and compile."""
        self._plan = plan
        self._structs = structs
        self._templates: dict[tuple[str, int], Template] = {}
        self.source: Source = generate(plan.rules, structs, plan.functions)
        scope: dict[str, Any] = {
            **NAMES,
            **self.source.constants,
            **{f"param_{name}": value for name, value in plan.parameters.items()},
            "opened": self._opened,
            "listed": _listed,
        }
        code = compile(self.source.text, "<infoverify ruleset>", "exec")
        # The text comes from typed trees only; every author's string in it is escaped.
        exec(code, scope)  # noqa: S102
        self._run: Callable[..., object] = scope["run"]

    def run(self, record: object, at: date) -> Run:
        """Return what the generated function found.

        Raises:
            Interpret: the case is left to the definition.
        """
        fields = record if type(record) is dict else self._record(record)
        if fields.get("form") is not None:
            raise Interpret
        hits: list[Hit] = []
        opens: list[tuple[Any, ...]] = []
        view = View(fields, self._structs)
        interpreter = Interpreter(self, view, at, hits, opens)
        number = self._run(fields, at, hits, opens, view, interpreter)
        interpreter.tell_unreadable()
        if len(hits) > 1:
            hits.sort(key=_PLACE)
        if number is not None and self._plan.key is not None:
            number = COMPACTORS["text"](str(number))
        return Run(self, at, None if number is None else str(number), hits, opens)

    @property
    def plan(self) -> Plan:
        """Return the constants that the program was made with."""
        return self._plan

    def _record(self, record: object) -> dict[str, Any]:
        """Return a foreign record's parts as a dict; what is none is interpreted."""
        if record is None or not readable(record):
            raise Interpret
        names = (*self._structs, "form")
        return {n: v for n in names if (v := fetch(record, n)) is not MISSING}

    def _opened(self, raw: object, name: str) -> tuple[dict[str, object], bool]:
        """Return a part's fields as a dict, and whether the part is unreadable."""
        if raw is None or (type(raw) is str and not raw.strip()):
            return _EMPTY, False
        if not readable(raw):
            return _EMPTY, True
        fields = self._structs[name]
        return {n: v for n in fields if (v := fetch(raw, n)) is not MISSING}, False

    def completed(self, hit: Hit) -> tuple[str, ...]:
        """Return the paths of which a hit's completeness rule has spoken."""
        rule = hit[4]
        if isinstance(rule, Finding):
            # A crash of a completeness rule has said nothing of the field.
            if rule.outcome != "violated" or hit[5] is None or rule.rule != hit[5].id:
                return ()
            rule = hit[5]
        if not rule.completeness:
            return ()
        template = self.template(rule, hit[0])
        return template.absolute([f.path for f in rule.completeness], hit[1])

    def template(self, rule: Rule, order: int) -> Template:
        """Return how a rule's findings are made for a part; computed once."""
        known = self._templates.get((rule.id, order))
        if known is None:
            known = Template(rule, self.source.order[order], self._structs)
            self._templates[rule.id, order] = known
        return known


def _listed(raw: object) -> list[object]:
    """Return a list part's elements; what is no list is left to the definition."""
    if raw is None or (type(raw) is str and not raw.strip()):
        return []
    if type(raw) is tuple:
        return list(raw)
    raise Interpret


class View:
    """The case as the definition sees it, built only when something asks for it."""

    __slots__ = ("_case", "_record", "_structs", "primed")

    def __init__(self, record: object, structs: dict[str, Struct]) -> None:
        """Keep the record."""
        self._record = record
        self._structs = structs
        self._case: Case | None = None
        #: Role → what the generated function has read of it.
        self.primed: dict[str, dict[str, object]] = {}

    def __call__(self) -> Case:
        """Return the case."""
        if self._case is None:
            self._case = Case(
                self._record, COMPACTORS, self._structs, primed=self.primed
            )
        return self._case


class Interpreter:
    """Evaluates single rules by the definition, in the place of generated code."""

    __slots__ = (
        "_at",
        "_evaluation",
        "_hits",
        "_opens",
        "_program",
        "_spoiled",
        "_view",
    )

    def __init__(
        self,
        program: Program,
        view: View,
        at: date,
        hits: list[Hit],
        opens: list[tuple[Any, ...]],
    ) -> None:
        """Keep where results go; nothing is built yet."""
        self._program = program
        self._view = view
        self._at = at
        self._hits = hits
        self._opens = opens
        self._evaluation: Evaluation | None = None
        self._spoiled: list[tuple[int, int]] = []

    def _ready(self) -> Evaluation:
        if self._evaluation is None:
            plan = self._program.plan
            self._evaluation = Evaluation(plan, self._view(), self._at, None)
        return self._evaluation

    def __call__(self, rule: Rule, order: int, index: int, position: int) -> None:
        """Judge one rule for one role."""
        evaluation = self._ready()
        name = self._program.source.order[order]
        part = None if name == "record" else self._view().parts(name)[index]
        evaluation.judge(rule, part)
        for finding in evaluation.findings:
            severity = finding.severity
            self._hits.append((order, index, position, severity, finding, rule))
        for entry in evaluation.undetermined:
            self._opens.append((order, index, position, entry, None))
        evaluation.findings.clear()
        evaluation.undetermined.clear()

    def spoiled(self, order: int, index: int) -> None:
        """Note a part of which something is unreadable."""
        self._spoiled.append((order, index))

    def tell_unreadable(self) -> None:
        """Report what is unreadable and no completeness rule of any role has named."""
        if not self._spoiled:
            return
        reported: set[str] = set()
        for hit in self._hits:
            reported.update(self._program.completed(hit))
        for order, index in self._spoiled:
            part = self._view().parts(self._program.source.order[order])[index]
            found = unreadable_findings(
                self._ready().finding, part, frozenset(reported)
            )
            for finding in found:
                severity = finding.severity
                self._hits.append((order, index, _LAST, severity, finding, None))


class Template:
    """How the findings of one rule about one part are made of a hit's values."""

    __slots__ = ("_name", "_paths", "_rule", "_seen", "_structs", "_suggest")

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
        return f"{self._name}[{index}]" if self._name in LIST_PARTS else self._name

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
        """Return the finding that a hit stands for."""
        index, severity, values = hit[1], hit[3], hit[5]
        plan, role = run.program.plan, self.role(index)
        seen: dict[str, Seen] = {}
        for (path, in_slot, in_paths, own, kind), value in zip(
            self._seen, values, strict=False
        ):
            entry = value if type(value) is Seen else Seen("present", value, kind)
            if in_slot:
                seen[path] = entry
            if in_paths:
                seen[f"{role}.{path}" if own else path] = entry
        for slot in self._rule.slots:
            if slot.kind == "plain":
                seen[slot.text] = Seen("present", run.plain(slot.text))
        suggestion = {}
        for (own, field, ground, unseen), value in zip(
            self._suggest, values[len(self._seen) :], strict=True
        ):
            if value is not None:
                path = f"{role}.{field}" if own else field
                suggestion[path] = Proposal(value, ground)
                # Its type decides how the proposal is masked.
                seen.setdefault(path, unseen)
        return Finding(
            self._rule.face,
            outcome="violated",
            severity=severity,
            stage=plan.stage,
            role=role,
            paths=self.paths(index),
            seen=seen,
            suggestion=suggestion,
            key=plan.key,
            number=run.number,
        )


def _own(path: str, name: str, structs: dict[str, Struct]) -> bool:
    """Tell whether a path is the subject's own, or already names a part."""
    return name != "record" and is_own(path, structs[name], structs)


def _kind(path: str, name: str, structs: dict[str, Struct]) -> FieldType | None:
    """Return a field's type; findings about form and nested person come with theirs."""
    if _own(path, name, structs):
        return structs[name].get(path)
    part, _, field = path.partition(".")
    return structs.get(part, {}).get(field)


class Run:
    """The outcome of one run: hits in order, made into findings when read."""

    __slots__ = ("_at", "_opens", "hits", "number", "program")

    def __init__(
        self,
        program: Program,
        at: date,
        number: str | None,
        hits: list[Hit],
        opens: list[tuple[Any, ...]],
    ) -> None:
        """Keep the hits."""
        self.program = program
        self._at = at
        self.number = number
        self.hits = hits
        self._opens = opens

    def plain(self, text: str) -> object:
        """Return the value of ``{at}`` or ``{param.name}``."""
        if text == "at":
            return self._at.isoformat()
        value = self.program.plan.parameters[text.removeprefix("param.")]
        return ", ".join(map(str, value)) if isinstance(value, tuple) else value

    def severities(self) -> list[Severity]:
        """Return the severities of the hits."""
        return [hit[3] for hit in self.hits]

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings, in order."""
        return tuple(map(self._finding, self.hits))

    def _finding(self, hit: Hit) -> Finding:
        made = hit[4]
        if isinstance(made, Finding):
            return made
        return self.program.template(made, hit[0]).finding(self, hit)

    def undetermined(self) -> tuple[Undetermined, ...]:
        """Return what could not be decided, in order."""
        self._opens.sort(key=_PLACE)
        return tuple(map(self._open, self._opens))

    def _open(self, entry: tuple[Any, ...]) -> Undetermined:
        order, index, _, rule, reason = entry
        if isinstance(rule, Undetermined):
            return rule
        template = self.program.template(rule, order)
        return Undetermined(rule.id, template.role(index), reason, template.paths(index))
