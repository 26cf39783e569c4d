"""The verifier (校验器): a ruleset at a stage, applied to one record at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from infoverify._guard import attempt
from infoverify.checks.readings import COMPACTORS
from infoverify.errors import UsageError
from infoverify.evaluation import Evaluation, Plan, Touched
from infoverify.language import locks
from infoverify.language.near_names import nearest
from infoverify.language.ruleset import Ruleset, parse_value
from infoverify.rulesets import load_ruleset
from infoverify.subject import Case
from infoverify.verdict import RulesetFace, Verdict, verdict_of_run
from infoverify.version import __version__
from infoverify.vocabulary import LIST_PARTS, STAGES, base_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    from infoverify.bindings import Binding
    from infoverify.compiled import Program

OnCrash = Literal["block", "raise"]


class Verifier:
    """A ruleset bound to a stage; immutable, safe to share between threads.

    Args:
        ruleset: a shipped name, the path of a YAML file, or a loaded ``Ruleset``.
        stage: one of the closed list of stages; the ruleset must have a rule for it.
        parameters: parameter → value, within the bounds that the ruleset sets.
        functions: dotted name → callable, see ``load_ruleset``.
        key: for fingerprints and value marks; without it both are ``None``.
        binding: a shipped binding's name, the path of one, or a loaded ``Binding``:
            records then come in the host's own names and codes.
        on_crash: ``block`` makes a crashed check a blocking finding, ``raise`` raises.

    Raises:
        RulesetError: the ruleset is wrong.
        UsageError: an argument is wrong; says what to try.
    """

    __slots__ = (
        "_days",
        "_face",
        "_plan",
        "_programs",
        "_ruleset",
        "_seen",
        "binding",
        "stage",
    )

    def __init__(
        self,
        ruleset: str | PathLike[str] | Ruleset,
        *,
        stage: str,
        parameters: Mapping[str, object] | None = None,
        functions: Mapping[str, Callable[..., Any]] | None = None,
        key: bytes | str | None = None,
        binding: str | PathLike[str] | Binding | None = None,
        on_crash: OnCrash = "block",
    ) -> None:
        """Load, check and prepare; the function is compiled for the second case."""
        if on_crash not in ("block", "raise"):
            raise UsageError("on_crash is 'block' or 'raise'")
        if stage not in STAGES:
            hint = nearest(str(stage), STAGES) or f"one of {', '.join(STAGES)}"
            raise UsageError(f"unknown stage {stage!r}; {hint}")
        loaded = (
            ruleset
            if isinstance(ruleset, Ruleset)
            else load_ruleset(ruleset, functions=functions)
        )
        loaded = _completed(loaded, parameters, functions)
        rules = tuple(
            rule
            for rule in loaded.rules
            if rule.plain["enabled"] and stage in rule.stages
        )
        if not rules:
            stages = sorted(set().union(*(r.stages for r in loaded.rules)))
            raise UsageError(
                f"ruleset {loaded.id} has no rule for stage {stage!r};"
                f" it has rules for {', '.join(stages) or 'none'}"
            )
        put = object.__setattr__
        put(self, "stage", stage)
        put(self, "_ruleset", loaded)
        put(self, "binding", _binding(binding))
        # Between two of these days the rules in force stay the same.
        days = {day for rule in rules for day in rule.in_force if day is not None}
        put(self, "_days", sorted(days))
        put(self, "_programs", {})
        put(self, "_seen", set())
        put(
            self,
            "_plan",
            Plan(
                rules=rules,
                stage=stage,
                parameters=loaded.parameters,
                functions=loaded.functions,
                key=_key(key),
                on_crash=on_crash,
            ),
        )
        face = RulesetFace(
            loaded.id, loaded.version, __version__, lambda: (loaded.digest, _tables())
        )
        put(self, "_face", face)

    if TYPE_CHECKING:
        binding: Binding | None
        stage: str
        _ruleset: Ruleset
        _plan: Plan
        _days: list[date]
        _programs: dict[int, Program]
        _seen: set[int]
        _face: RulesetFace

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a verifier is immutable."""
        raise AttributeError("a Verifier is immutable")

    def __delattr__(self, name: str) -> None:
        """Refuse: a verifier is immutable."""
        raise AttributeError("a Verifier is immutable")

    @property
    def ruleset(self) -> Ruleset:
        """Return the effective ruleset, with final parameters."""
        return self._ruleset

    def verify(
        self,
        record: object,
        *,
        at: date,
        waivers: Iterable[object] = (),
        touched: Iterable[str] | None = None,
    ) -> Verdict:
        """Return the verdict on a record as of a date; never raises on data.

        ``touched`` are the paths a portal's user has been at: only rules whose fields
        are all touched or present run, and the verdict is partial. With a binding they
        may be the host's own names.

        Raises:
            UsageError: ``at`` is no date, waivers are given, ``touched`` is no list of
                paths.
            RuleCrashed: only with ``on_crash="raise"``.
        """
        if type(at) is not date:
            at = _day(at)
        if waivers != () and (not isinstance(waivers, (tuple, list)) or waivers):
            raise UsageError("waivers are not supported yet: leave them out")
        named = None
        if self.binding is not None:
            bound = self.binding.bind(record)
            record, named = bound.record, bound.host_path
            if isinstance(touched, Iterable) and not isinstance(touched, (str, bytes)):
                touched = bound.own_paths(tuple(touched))
        if touched is not None:
            seen = _touched(touched, self._ruleset)
            return self._interpreted(record, at, seen, named)
        interval = bisect_right(self._days, at)
        program = self._programs.get(interval) or self._warm_program(at)
        if program is not None:
            run, failed = attempt(program.run, record, at)
            if run is not None and failed is None:
                return verdict_of_run(self._face, self.stage, at, run, named)
        # First cases, and whatever generated code stumbles over.
        return self._interpreted(record, at, None, named)

    def _interpreted(
        self,
        record: object,
        at: date,
        seen: Touched | None,
        named: Callable[[str], str | None] | None,
    ) -> Verdict:
        """Return the verdict by the definition: first and partial ones, hard cases."""
        case = Case(record, COMPACTORS, self._ruleset.structs)
        evaluation = Evaluation(self._plan, case, at, seen)
        evaluation.run()
        return Verdict(
            self._face,
            stage=self.stage,
            at=at,
            findings=tuple(evaluation.findings),
            undetermined=tuple(evaluation.undetermined),
            partial=seen is not None,
            host_path=named,
        )

    def code_of(self, rule: str, *, at: date) -> str:
        """Return the lines that are generated for a rule in force on a day.

        For people to read; the locals are made where the part is read.

        Raises:
            UsageError: no such rule of this stage is in force then.
        """
        snippets = self._program(_day(at)).source.snippets
        if rule not in snippets:
            raise UsageError(
                f"no rule {rule!r} of stage {self.stage} is in force on {at}"
            )
        return snippets[rule]

    def _warm_program(self, at: date) -> Program | None:
        """Return the compiled function for a second case, ``None`` for the first.

        The definition judges a first case sooner than a function is compiled.
        """
        interval = bisect_right(self._days, at)
        if interval not in self._seen:
            self._seen.add(interval)
            return None
        return self._program(at)

    def _program(self, at: date) -> Program:
        """Return the function compiled for the interval of dates that ``at`` is in."""
        interval = bisect_right(self._days, at)
        program = self._programs.get(interval)
        if program is None:
            from infoverify.compiled import Program  # noqa: PLC0415 - one case needs none

            rules = tuple(rule for rule in self._plan.rules if rule.at(at))
            plan = self._plan._replace(rules=rules)
            program = Program(plan, self._ruleset.structs)
            self._programs[interval] = program
        return program

    def __copy__(self) -> Verifier:
        """Return itself: it is immutable."""
        return self

    def __deepcopy__(self, memo: object) -> Verifier:
        """Return itself: it is immutable."""
        return self

    def __reduce__(self) -> NoReturn:
        """Refuse: functions do not pickle, and a key must not travel.

        Raises:
            UsageError: always; make a verifier in each process, or fork.
        """
        raise UsageError("a Verifier is not pickled: make one in each process")

    def __repr__(self) -> str:
        """Return ruleset and stage."""
        return f"<Verifier {self._ruleset.id} {self.stage}>"


def _day(at: object) -> date:
    if isinstance(at, date):
        # A subclass may be no day at all, as pandas' NaT, or compare in its own way.
        day, _ = attempt(lambda: date(at.year, at.month, at.day))
        if day is not None:
            return day
    raise UsageError(
        "at must be a datetime.date, the day the question is about, and no text:"
        " at=date(2026, 11, 21)"
    )


def _completed(
    ruleset: Ruleset,
    parameters: Mapping[str, object] | None,
    functions: Mapping[str, Callable[..., Any]] | None,
) -> Ruleset:
    """Return the ruleset with the host's parameters and functions in place."""
    values = _parameters(ruleset, parameters or {})
    if values or (functions and ruleset.unresolved):
        from infoverify.checks.host import host_functions  # noqa: PLC0415 - few hosts

        table = {**ruleset.functions, **host_functions(functions or {})}
        merged = ruleset.merged
        ruleset = Ruleset(merged, table, values, proved=merged.stored is not None)
    if ruleset.unresolved:
        raise UsageError(
            f"ruleset {ruleset.id} calls {', '.join(ruleset.unresolved)},"
            " which nobody registered: pass functions={name: callable}"
        )
    return ruleset


def _parameters(ruleset: Ruleset, given: Mapping[str, object]) -> dict[str, object]:
    values: dict[str, object] = {}
    if not isinstance(given, Mapping):
        raise UsageError("parameters is a mapping: {name: value}")
    for name, raw in given.items():
        if not isinstance(name, str):
            raise UsageError("parameters are named by texts: {name: value}")
        plain = ruleset.merged.parameters.get(name)
        if plain is None:
            hint = nearest(name, ruleset.merged.parameters) or "none of that name"
            raise UsageError(f"ruleset {ruleset.id} has no parameter {name!r}; {hint}")
        value = tuple(raw) if isinstance(raw, list) else raw
        if isinstance(value, str):
            value = parse_value(value, plain["type"])
        readers = [
            rule.id
            for rule in ruleset.rules
            if rule.lock and name in locks.parameters_read(rule.plain)
        ]
        problem = locks.outside(name, plain, value, readers)
        if problem:
            raise UsageError(f"parameter {name}: {problem}")
        values[name] = value
    return values


def _binding(binding: str | PathLike[str] | Binding | None) -> Binding | None:
    if binding is None:
        return None
    from infoverify.binding_file import load_binding  # noqa: PLC0415 - few hosts

    return load_binding(binding)


def _key(key: bytes | str | None) -> bytes | None:
    if key is None:
        return None
    if isinstance(key, str):
        # Whatever the text holds: an exception would carry the key.
        key = key.encode("utf-8", "surrogatepass")
    if not isinstance(key, bytes) or not key:
        raise UsageError("key is a non-empty bytes or str")
    return key


def _tables() -> dict[str, str]:
    from infoverify.reference._tables import versions  # noqa: PLC0415 - files to open

    return versions()


def _touched(paths: Iterable[str], ruleset: Ruleset) -> Touched:
    if isinstance(paths, (str, bytes)) or not isinstance(paths, Iterable):
        raise UsageError("touched is a list of paths, such as ['policyholder.mobile']")
    known = set()
    for path in paths:
        if not isinstance(path, str) or not _names_something(path, ruleset):
            raise UsageError(
                "touched holds a path that names no field;"
                " write policyholder.mobile, insured[0].name"
            )
        known.add(path)
    return Touched(frozenset(known))


def _names_something(path: str, ruleset: Ruleset) -> bool:
    inner = path.removeprefix("form.")
    role, dotted, field = inner.partition(".")
    name = base_name(role)
    struct = ruleset.structs.get(name)
    if struct is None or ("[" in role) != (name in LIST_PARTS):
        return False
    index = role[len(name) + 1 : -1]
    plain = index.isascii() and index.isdigit() and len(index) < 7
    if "[" in role and not (role.endswith("]") and plain):
        return False
    first, dot, last = field.partition(".")
    if dot:
        nested = first in struct and struct[first].kind == "person"
        return nested and last in ruleset.structs["policyholder"]
    return not dotted or first in struct
