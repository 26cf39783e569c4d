"""Running generated functions: their constants, and findings made when they are read.

The generated function appends *hits*, plain tuples; a ``Finding`` is made of one when
somebody reads the verdict's findings. Whatever goes wrong in it is evaluated again by
the definition, which knows how to name the rule that crashed.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from infoverify.checks.readings import COMPACTORS, straight
from infoverify.evaluation import Evaluation, Plan, look
from infoverify.finding import Finding, Seen, Severity
from infoverify.hits import (
    Hit,
    LaidOut,
    Offended,
    Template,
    laid_out,
    late_findings,
    role_of,
)
from infoverify.holders import MISSING, fetch, readable
from infoverify.language.meaning import Offending, Unknown
from infoverify.language.program import Source, generate
from infoverify.runtime import NAMES, Interpret, Lacking, lacking
from infoverify.subject import Case, is_own
from infoverify.unread import NESTED, Spoiled, listed, opened, unread
from infoverify.unreadable import FACE, unreadable_findings
from infoverify.verdict import Undetermined
from infoverify.vocabulary import LIST_PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from infoverify.language.rule import Rule
    from infoverify.subject import Part, Struct

_EMPTY: Final[dict[str, Any]] = {}
_new: Final = object.__new__
_PLACE: Final = itemgetter(0, 1, 2)
#: Behind every rule: what the role's own rules have not reported.
_LAST: Final = 1_000_000


class Program:
    """A compiled ruleset for one stage and one interval of dates."""

    __slots__ = (
        "_completed",
        "_function",
        "_places",
        "_structs",
        "_templates",
        "alone",
        "plan",
        "source",
    )

    def __init__(self, plan: Plan, structs: dict[str, Struct]) -> None:
        """Generate and compile."""
        self.plan = plan
        #: For single rules, which the evaluator is given by hand.
        self.alone = plan._replace(rules=())
        self._structs = structs
        self._places = {
            (name, field): place
            for name, struct in structs.items()
            for place, field in enumerate(struct)
        }
        self._templates: dict[tuple[str, int], Template] = {}
        self._completed: dict[tuple[str, int], tuple[tuple[bool, int, str], ...]] = {}
        self.source: Source = generate(plan.rules, structs, plan.functions)
        scope: dict[str, Any] = {
            **NAMES,
            **self.source.constants,
            **{f"param_{name}": value for name, value in plan.parameters.items()},
            "listed": listed,
            "opened": opened,
            "unread": unread,
        }
        for name, value in self.source.constants.items():
            if name.startswith("call_"):
                scope[name] = straight(value)  # type: ignore[arg-type]
        code = compile(self.source.text, "<infoverify ruleset>", "exec")
        # The text comes from typed trees only; every author's string in it is escaped.
        exec(code, scope)  # noqa: S102
        self._function: Callable[..., object] = scope["run"]

    def run(self, record: object, at: date) -> Run:
        """Return what the generated function found.

        Raises:
            Interpret: the case is left to the definition.
        """
        fields = record if type(record) is dict else self._record(record)
        if "form" in fields and fields["form"] is not None:
            raise Interpret
        # Written out, for every case passes here: an ``__init__`` is a call more.
        here = _new(Run)
        here.program = self
        here._at = at  # noqa: SLF001 - as yet open
        here._record = fields  # noqa: SLF001 - as yet open
        here._case = here._evaluation = None  # noqa: SLF001 - as yet open
        hits: list[Hit] = []
        opens: list[tuple[Any, ...]] = []
        spoiled: list[Spoiled] = []
        here.hits, here.opens, here.spoiled = hits, opens, spoiled
        number = self._function(fields, at, hits, opens, spoiled, here)
        if number is not None and type(number) is not str:
            number = str(number)
        if number is not None and self.plan.key is not None:
            number = COMPACTORS["text"](number)
        here.number = number
        if spoiled:
            here.tell_unreadable()
        if len(hits) > 1:
            # Order, index and position differ: nothing behind them is compared.
            hits.sort()
        # Findings keep what they show: no more of the case stays.
        here._record = _EMPTY  # noqa: SLF001 - no longer open
        if here._case is not None:  # noqa: SLF001 - no longer open
            here._case = here._evaluation = None  # noqa: SLF001 - no longer open
        return here

    def place(self, name: str, field: str) -> int:
        """Return where a field stands among those of its part."""
        return self._places[name, field]

    @property
    def structs(self) -> dict[str, Struct]:
        """Return the vocabulary, a ruleset's own fields included."""
        return self._structs

    def _record(self, record: object) -> dict[str, Any]:
        """Return a foreign record's parts as a dict; what is none is interpreted."""
        if record is None or not readable(record):
            raise Interpret
        names = (*self._structs, "form")
        return {n: v for n in names if (v := fetch(record, n)) is not MISSING}

    def completed(self, hit: Hit) -> list[Spoiled]:
        """Return the fields of which a hit's completeness rule has spoken."""
        order, index, rule = hit[0], hit[1], hit[4]
        if isinstance(rule, Finding):
            # A crash of a completeness rule has said nothing of the field.
            if rule.outcome != "violated" or hit[5] is None or rule.rule != hit[5].id:
                return []
            rule = hit[5]
        known = self._completed.get((rule.id, order))
        if known is None:
            known = tuple(self._spoken_of(rule, order))
            self._completed[rule.id, order] = known
        return [(at, index if own else 0, field) for own, at, field in known]

    def _spoken_of(self, rule: Rule, order: int) -> Iterator[tuple[bool, int, str]]:
        """Yield the fields of a completeness rule: own or not, order of part, name."""
        names = self.source.order
        for field in rule.completeness:
            path = field.path
            part, _, name = path.partition(".")
            if names[order] != "record" and is_own(
                path, self._structs[names[order]], self._structs
            ):
                yield True, order, path
            elif part in names and part not in LIST_PARTS:
                yield False, names.index(part), name

    def template(self, rule: Rule, order: int) -> Template:
        """Return how a rule's findings are made for a part; computed once."""
        known = self._templates.get((rule.id, order))
        if known is None:
            known = Template(rule, self.source.order[order], self._structs)
            self._templates[rule.id, order] = known
        return known


class Run:
    """One run: what generated code asks while it runs, and then its outcome.

    ``Program.run`` makes it.
    """

    __slots__ = (
        "_at",
        "_case",
        "_evaluation",
        "_record",
        "hits",
        "number",
        "opens",
        "program",
        "spoiled",
    )

    program: Program
    _at: date
    #: Policy number, ``None`` without one.
    number: str | None
    hits: list[Hit]
    opens: list[tuple[Any, ...]]
    spoiled: list[Spoiled]
    # While it runs only.
    _record: dict[str, Any]
    _case: Case | None
    _evaluation: Evaluation | None

    # While it runs ---------------------------------------------------------

    def view(self) -> Case:
        """Return the case as the definition sees it, built when first asked for."""
        if self._case is None:
            self._case = Case(self._record, COMPACTORS, self.program.structs)
        return self._case

    def parts(self, name: str) -> tuple[Part, ...]:
        """Return a list part whole; none at all needs no view."""
        if name == "beneficiaries":
            raw = self._record.get(name)
            if raw is None or (type(raw) is list and not raw):
                return ()
        return self.view().parts(name)

    def _ready(self) -> Evaluation:
        if self._evaluation is None:
            self._evaluation = Evaluation(
                self.program.alone, self.view(), self._at, None
            )
        return self._evaluation

    def interpret(self, rule: Rule, order: int, index: int, position: int) -> None:
        """Judge one rule for one role by the definition."""
        evaluation = self._ready()
        name = self.program.source.order[order]
        part = None if name == "record" else self.view().parts(name)[index]
        evaluation.judge(rule, part)
        for finding in evaluation.findings:
            severity = finding.severity
            self.hits.append((order, index, position, severity, finding, rule))
        for entry in evaluation.undetermined:
            self.opens.append((order, index, position, entry, None))
        evaluation.findings.clear()
        evaluation.undetermined.clear()

    def judged(
        self, order: int, index: int, position: int, rule: Rule, answer: object
    ) -> None:
        """Note what a function of parts has answered; it was not "yes"."""
        if answer is None or isinstance(answer, Unknown):
            reason = "no_answer" if answer is None else answer.reason
            if reason == "absent" or rule.undetermined == "note":
                self.opens.append((order, index, position, rule, reason))
            else:
                self.interpret(rule, order, index, position)
            return
        template = self.program.template(rule, order)
        paths = answer.paths if isinstance(answer, Offending) else ()
        paths = paths or template.paths(index)
        seen = {path: self._stands(path) for path in paths}
        kept = Offended(paths, seen)
        severity = rule.severity[0].severity
        self.hits.append((order, index, position, severity, rule, kept))

    def _stands(self, path: str) -> Lacking | Seen:
        """Return what stands at an absolute path: read later if nobody can change it."""
        name, index, field = _steps(path)
        kind = self.program.structs.get(name, {}).get(field)
        # What an insured inherits, and what only one party has, the view knows.
        plain = kind is not None and kind.kind != "term" and field != "id_type"
        if kind and plain and kind.party == "both" and name != "insured":
            holder = self._record.get(name)
            if index is not None and type(holder) is list:
                holder = holder[index]
            if type(holder) is dict:
                return lacking(kind, holder, field)
        return look(self.view(), path)

    def tell_unreadable(self) -> None:
        """Report what is unreadable and no completeness rule of any role has named."""
        program = self.program
        reported: set[Spoiled] = set()
        for hit in self.hits:
            reported.update(program.completed(hit))
        looked = {(order, index) for order, index, f in self.spoiled if f == NESTED}
        for order, index in looked:
            self._look_through(order, index, reported)
        for spoiled in self.spoiled:
            order, index, field = spoiled
            if (order, index) in looked or spoiled in reported:
                continue
            name = program.source.order[order]
            role = role_of(name, index)
            path = role if field is None else f"{role}.{field}"
            place = 0 if field is None else program.place(name, field)
            self.hits.append((order, index, _LAST + place, Severity.REVIEW, None, path))

    def _look_through(self, order: int, index: int, reported: set[Spoiled]) -> None:
        """Report on a whole part by the definition: it holds a person of its own."""
        names = self.program.source.order
        part = self.view().parts(names[order])[index]
        make = self._ready().finding
        paths = frozenset(f"{role_of(names[o], i)}.{field}" for o, i, field in reported)
        found = unreadable_findings(make, part, paths)
        for place, finding in enumerate(found, _LAST):
            self.hits.append((order, index, place, finding.severity, finding, None))

    # Afterwards ------------------------------------------------------------

    def plain(self, text: str) -> object:
        """Return the value of ``{at}`` or ``{param.name}``."""
        if text == "at":
            return self._at.isoformat()
        value = self.program.plan.parameters[text.removeprefix("param.")]
        return ", ".join(map(str, value)) if isinstance(value, tuple) else value

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings, in order."""
        return late_findings(self, self.hits)

    def laid_out(self, hit: Hit) -> LaidOut:
        """Return the slots of the finding that a hit stands for."""
        if hit[4] is not None:
            return self.program.template(hit[4], hit[0]).laid_out(self, hit)
        path: str = hit[5]
        role = role_of(self.program.source.order[hit[0]], hit[1])
        seen = {path: Seen("unreadable", None)}
        return laid_out(self, FACE, role, (path,), seen, {})

    def undetermined(self) -> tuple[Undetermined, ...]:
        """Return what could not be decided, in order."""
        self.opens.sort(key=_PLACE)
        return tuple(map(self._open, self.opens))

    def _open(self, entry: tuple[Any, ...]) -> Undetermined:
        order, index, _, rule, reason = entry
        if isinstance(rule, Undetermined):
            return rule
        template = self.program.template(rule, order)
        return Undetermined(
            rule.id, template.role(index), reason, template.paths(index)
        )


@lru_cache(maxsize=1024)
def _steps(path: str) -> tuple[str, int | None, str]:
    """Return part, index and field of an absolute path."""
    role, _, field = path.partition(".")
    name, _, index = role.partition("[")
    return name, int(index[:-1]) if index else None, field
