"""Which clause is watched by which rules, and back (条款覆盖).

Clause lists are data beside the rulesets, ``rulesets/clauses/<instrument>.yaml``: each
clause with a short phrase, the rules that cover it beyond those which cite it in their
basis, or the reason why no record of a case can show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from infoverify.errors import RulesetError
from infoverify.language.sources import read_file
from infoverify.rulesets import load_ruleset, shipped_names, shipped_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from infoverify.finding import Basis
    from infoverify.language.rule import Rule
    from infoverify.language.ruleset import Ruleset

#: Marks of a citation that nobody has compared with a text.
UNVERIFIED: Final = frozenset({"known", "proposal"})

Languages = dict[str, str]


class Clause(NamedTuple):
    """One clause: the rules that watch it, or the excuse that none can."""

    instrument: str
    id: str
    text: Languages
    rules: tuple[str, ...]
    excuse: Languages | None

    @property
    def status(self) -> str:
        """Return ``covered``, ``excused`` or ``open``."""
        if self.rules:
            return "covered"
        return "excused" if self.excuse else "open"


class Instrument(NamedTuple):
    """An instrument with its clauses, in the order of the list."""

    id: str
    title: Languages
    clauses: tuple[Clause, ...]


class Cited(NamedTuple):
    """A rule with what it cites: the way back from rule to clause."""

    rule: str
    title: Mapping[str, str]
    basis: tuple[Basis, ...]
    named: tuple[tuple[str, str], ...]

    @property
    def unverified(self) -> bool:
        """Tell whether the rule rests on nothing that anybody has compared."""
        return all(basis.trust in UNVERIFIED for basis in self.basis)


class Coverage(NamedTuple):
    """What a set of rulesets covers of the instruments.

    ``unknown_rules`` are clauses that name a rule which no ruleset has,
    ``unknown_clauses`` rules that cite a clause which its instrument's list lacks, and
    ``unlisted`` instruments that rules cite and nobody has listed.
    """

    instruments: tuple[Instrument, ...]
    rules: tuple[Cited, ...]
    unknown_rules: tuple[tuple[str, str, str], ...]
    unknown_clauses: tuple[tuple[str, str, str], ...]
    unlisted: tuple[str, ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Return every clause of every instrument."""
        return tuple(c for instrument in self.instruments for c in instrument.clauses)

    @property
    def open(self) -> tuple[Clause, ...]:
        """Return the clauses that are neither covered nor excused."""
        return tuple(clause for clause in self.clauses if clause.status == "open")

    @property
    def complete(self) -> bool:
        """Tell whether nothing is open and every name leads somewhere."""
        return not (self.open or self.unknown_rules or self.unknown_clauses)

    @property
    def without_clause(self) -> tuple[Cited, ...]:
        """Return the rules that stand in no instrument's clause list."""
        watched = {rule for clause in self.clauses for rule in clause.rules}
        return tuple(cited for cited in self.rules if cited.rule not in watched)

    @property
    def unverified(self) -> tuple[Cited, ...]:
        """Return the rules that rest on something unverified only."""
        return tuple(cited for cited in self.rules if cited.unverified)

    def of_rule(self, rule: str) -> tuple[Clause, ...]:
        """Return the clauses that a rule watches."""
        return tuple(clause for clause in self.clauses if rule in clause.rules)


def report(
    names: Iterable[str | Ruleset] | None = None, *, folder: Path | None = None
) -> Coverage:
    """Return what rulesets cover: the shipped ones, or those of these names.

    ``folder`` holds the clause lists.

    Raises:
        RulesetError: a ruleset or a clause list is wrong.
    """
    rules: dict[str, Rule] = {}
    for name in shipped_names() if names is None else names:
        ruleset = load_ruleset(name) if isinstance(name, str) else name
        for rule in ruleset.rules:
            rules.setdefault(rule.id, rule)
    folder = folder or shipped_root() / "clauses"
    lists = [_read(path) for path in sorted(folder.glob("*.yaml"))]
    citing: dict[tuple[str, str], dict[str, None]] = {}
    for rule in rules.values():
        for basis in rule.face.basis:
            key = (basis.instrument, basis.clause or "")
            citing.setdefault(key, {})[rule.id] = None
    instruments = tuple(_instrument(plain, rules, citing) for plain in lists)
    listed = {(c.instrument, c.id) for i in instruments for c in i.clauses}
    known = {instrument.id for instrument in instruments}
    named = _named(lists)
    return Coverage(
        instruments,
        tuple(
            Cited(rule.id, rule.face.title, rule.face.basis, named.get(rule.id, ()))
            for rule in rules.values()
        ),
        tuple(
            (instrument, clause, rule)
            for rule, places in named.items()
            if rule not in rules
            for instrument, clause in places
        )
        if names is None
        else (),
        tuple(
            (rule, instrument, clause)
            for (instrument, clause), found in citing.items()
            if instrument in known and (instrument, clause) not in listed
            for rule in found
        ),
        tuple(sorted({instrument for instrument, _ in citing} - known)),
    )


def _named(lists: list[dict[str, Any]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return rule → the clauses that name it in their list."""
    found: dict[str, list[tuple[str, str]]] = {}
    for plain in lists:
        for clause in plain["clauses"]:
            for rule in clause.get("rules", ()):
                place = (plain["instrument"]["id"], clause["id"])
                found.setdefault(rule, []).append(place)
    return {rule: tuple(places) for rule, places in found.items()}


def _instrument(
    plain: dict[str, Any],
    rules: dict[str, Rule],
    citing: dict[tuple[str, str], dict[str, None]],
) -> Instrument:
    head = plain["instrument"]
    clauses = []
    for clause in plain["clauses"]:
        named = [rule for rule in clause.get("rules", ()) if rule in rules]
        cited = citing.get((head["id"], clause["id"]), {})
        watching = tuple(dict.fromkeys((*named, *cited)))
        clauses.append(
            Clause(
                head["id"], clause["id"], clause["text"], watching, clause.get("excuse")
            )
        )
    return Instrument(head["id"], head["title"], tuple(clauses))


_SHAPE: Final = (
    "instrument: {id, title: {zh, en}}, "
    "clauses: [{id, text: {zh, en}, rules: [...] or excuse: {zh, en}}]"
)


def _read(path: Path) -> dict[str, Any]:
    """Return a clause list's content, checked in shape."""
    data = read_file(path).data
    problem = _problem(data)
    if problem is not None or not isinstance(data, dict):
        raise RulesetError(
            f"the clause list is wrong: {problem}", file=str(path), hint=_SHAPE
        )
    return data


def _problem(data: object) -> str | None:
    if not isinstance(data, dict) or data.keys() != {
        "infoverify",
        "instrument",
        "clauses",
    }:
        return "it holds infoverify, instrument and clauses"
    head, clauses = data["instrument"], data["clauses"]
    if not isinstance(head, dict) or not _both(head.get("title")) or "id" not in head:
        return "the instrument lacks its id or a title in zh and en"
    if not isinstance(clauses, list):
        return "clauses is a list"
    seen: set[str] = set()
    for clause in clauses:
        if not isinstance(clause, dict) or not isinstance(clause.get("id"), str):
            return "a clause lacks its id"
        name = clause["id"]
        if name in seen:
            return f"clause {name} stands twice"
        seen.add(name)
        if clause.keys() - {"id", "text", "rules", "excuse"} or not _both(
            clause.get("text")
        ):
            return f"clause {name} has id, text in zh and en, rules, excuse"
        rules, excuse = clause.get("rules", []), clause.get("excuse")
        if not isinstance(rules, list) or (excuse is not None and not _both(excuse)):
            return f"clause {name}: rules is a list, an excuse is in zh and en"
        if rules and excuse:
            return f"clause {name} has rules and an excuse: one of them is wrong"
    return None


def _both(text: object) -> bool:
    return (
        isinstance(text, dict)
        and text.keys() == {"zh", "en"}
        and all(isinstance(t, str) and t.strip() for t in text.values())
    )
