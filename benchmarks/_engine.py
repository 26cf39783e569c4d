"""What a verdict costs beside the functions that its rules call.

Every function of the generated code is replaced by one that plays back, in order, what
it returned in a recorded run; the cost of playing back is taken off again.
"""

from __future__ import annotations

import statistics
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from infoverify.checks.readings import COMPACTORS
from infoverify.evaluation import Evaluation
from infoverify.subject import Case

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from infoverify import Verifier
    from infoverify.language.rule import Rule
    from infoverify.subject import Part

_CALLED = ("call_", "swift_", "shared_", "compact_")


class Engine(NamedTuple):
    """Microseconds of the engine, and how many evaluations of rules they paid for."""

    us: float
    evaluations: int


def engine_alone(
    side: Verifier, record: dict[str, Any], at: date, rounds: int
) -> Engine:
    """Return the engine's own time on a record, without what its rules call."""
    program = side._program(at)
    scope = program._function.__globals__  # type: ignore[attr-defined]
    kept = {name: scope[name] for name in scope if name.startswith(_CALLED)}
    tape: list[object] = []
    following: Callable[[], object] = iter(tape).__next__

    def recorded(call: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **keywords: object) -> object:
            tape.append(call(*arguments, **keywords))
            return tape[-1]

        return run

    def played(*_: object, at: object = None) -> object:  # noqa: ARG001
        return following()

    def whole() -> None:
        nonlocal following
        following = iter(tape).__next__
        program.run(record, at)

    def playing() -> None:
        nonlocal following
        following = iter(tape).__next__
        for _ in tape:
            played(None, at=at)

    try:
        scope.update({name: recorded(call) for name, call in kept.items()})
        program.run(record, at)
        scope.update(dict.fromkeys(kept, played))
        us = _quickest(whole, rounds) - _quickest(playing, rounds)
    finally:
        scope.update(kept)
    return Engine(us, _evaluations(side, record, at))


def _quickest(run: Callable[[], None], rounds: int) -> float:
    """Return microseconds: the lower tenth, since a shared machine only adds."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return statistics.quantiles(times, n=10)[0] * 1e6


def _evaluations(side: Verifier, record: dict[str, Any], at: date) -> int:
    count = 0

    class Counting(Evaluation):
        def judge(self, rule: Rule, part: Part | None) -> None:
            nonlocal count
            count += 1
            super().judge(rule, part)

    case = Case(record, COMPACTORS, side.ruleset.structs)
    Counting(side._plan, case, at, None).run()
    return count
