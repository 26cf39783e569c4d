"""Other engines on the checks of ``ruleset.yaml``, and how they are made to agree.

ZEN and rule-engine get expressions translated from the ruleset's own typed trees, one a
rule and person (one insured, two beneficiaries), with tests for null where the library
says *undetermined*. What they cannot compute is given to them as facts made outside the
time: readings of numbers, ages, days as whole numbers, sums of shares. So every rule's
*violated* is expressed, and must agree; *undetermined* is not. Applications on which a
self-insured leaves only part of his fields to the policyholder are left out.

``zen_regex`` decides by regular expressions whether a text is present and whether a
number has the shape of its standard, beside the given verdict on its check digit; dates
are given to it as read. ``zen_facts`` is given all of that.

pydantic's models call the library's validators and state test. A model stops at the
first wrong field of a person, so it must refuse exactly the applications on which the
library has a finding, and name no rule that the library does not.
"""

from __future__ import annotations

import json
import statistics
import sys
from datetime import date
from decimal import Decimal
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import _hand
from _cases import AT, Record

from infoverify.checks.readings import COMPACTORS
from infoverify.language import tree
from infoverify.language.meaning import Environment, Unknown, evaluate
from infoverify.states import Beyond
from infoverify.subject import Case, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from infoverify import Verifier
    from infoverify.language.rule import Rule

    Run = Callable[[Any], set[str]]

# How a place in the case is named in expressions.
_PLACES: Final = (
    ("policy", "policy", 0),
    ("policyholder", "policyholder", 0),
    ("insured", "insured", 0),
    ("first", "beneficiaries", 0),
    ("second", "beneficiaries", 1),
    ("salesperson", "salesperson", 0),
    ("record", "record", 0),
)
_FILLER: Final = (
    "^[ ]*(|无|不详|未知|待定|测试|同上|[nN]/[aA]|[-]+|[xX]{3,}|0{3,})[ ]*$"
)
_SHAPES: Final = {
    "resident_id": "^([1-9][0-9]{16}[0-9X]|[0-9]{15})$",
    "phone": "^1[3-9][0-9]{9}$",
}
_TEXTS: Final = frozenset({"text", "name", "address", "id_number", "phone", "email"})
_OPPOSITE: Final = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class Translator:
    """Turns rules into expressions over facts, and records into facts."""

    def __init__(self, side: Verifier, *, regexes: bool) -> None:
        """Translate every rule for every place it is for."""
        self._ruleset = side.ruleset
        self._regexes = regexes
        self._facts: dict[str, tuple[str, int, tree.Node | str]] = {}
        self.expressions: dict[str, str] = {}
        for rule in self._ruleset.rules:
            for place, part, index in _PLACES:
                if part in rule.roles:
                    self._place, self._part, self._index = place, part, index
                    key = f"{rule.id}@{index}"
                    self.expressions[key] = self._violated(rule)

    def _violated(self, rule: Rule) -> str:
        tests = [f"{self._place}_here == true"]
        if rule.when is not None:
            tests.append(self._is(rule.when, True))
        return " and ".join([*tests, self._is(rule.require, False)])

    def _fact(self, node: tree.Node | str, name: str = "") -> str:
        if isinstance(node, tree.Field) and node.root:
            part, index, place = node.root, 0, node.root
            node = node._replace(root="")
        else:
            part, index, place = self._part, self._index, self._place
        if isinstance(node, tree.Field):
            key = f"{place}_{node.names[0]}"
        else:
            key = f"{place}_fact_{name or abs(hash(node)) % 10**8}"
        self._facts[key] = (part, index, node)
        return key

    def _is(self, node: tree.Node, wanted: bool) -> str:
        """Return an expression for *surely true* or *surely false*."""
        if isinstance(node, tree.Not):
            return self._is(node.item, not wanted)
        if isinstance(node, tree.Logic):
            word = "and" if (node.operator == "and") is wanted else "or"
            items = (self._is(item, wanted) for item in node.items)
            return f"({f' {word} '.join(items)})"
        if isinstance(node, tree.Present):
            return self._present(node.field, wanted)
        if isinstance(node, tree.Compare):
            return self._compare(node, wanted)
        if isinstance(node, tree.Fact) and node.name == "valid" and self._regexes:
            return self._shape(node, wanted)
        return f"{self._fact(node)} == {str(wanted).lower()}"

    def _present(self, field: tree.Field, wanted: bool) -> str:
        if self._regexes and field.type.kind in _TEXTS:
            raw = self._fact(
                f"raw {field.root} {field.names[0]}", f"raw_{field.names[0]}"
            )
            test = f'matches({raw}, "{_FILLER}")'
            if wanted:
                return f"({raw} != null and not {test})"
            return f"({raw} == null or {test})"
        return f"{self._fact(field)} {'!=' if wanted else '=='} null"

    def _shape(self, node: tree.Fact, wanted: bool) -> str:
        value = self._fact(node.call.arguments[0])
        test = f'matches({value}, "{_SHAPES[node.call.function]}")'
        verdict = f"{self._fact(node)} == {str(wanted).lower()}"
        if wanted:
            return f"({value} != null and {test} and {verdict})"
        return f"({value} != null and (not {test} or {verdict}))"

    def _compare(self, node: tree.Compare, wanted: bool) -> str:
        known, sides = [], []
        for side in (node.left, node.right):
            if isinstance(side, tree.Literal):
                sides.append(_literal(side.value))
            elif isinstance(side, tree.At):
                sides.append(_literal(AT))
            elif isinstance(side, tree.Param):
                sides.append(_literal(self._ruleset.parameters[side.name]))
            else:
                sides.append(self._fact(side))
                known.append(f"{sides[-1]} != null")
        if node.operator == "in":
            test = f"({sides[0]} in {sides[1]})"
            known.append(test if wanted else f"not {test}")
        else:
            operator = node.operator if wanted else _OPPOSITE[node.operator]
            known.append(f"{sides[0]} {operator} {sides[1]}")
        return f"({' and '.join(known)})"

    def facts(self, record: Record) -> dict[str, Any]:
        """Return what the expressions ask of a record."""
        case = Case(record, COMPACTORS, self._ruleset.structs)
        found: dict[str, Any] = {}
        for place, part, index in _PLACES:
            parts = () if part == "record" else case.parts(part)
            here = part == "record" or index < len(parts)
            if here and part == "insured" and parts[0].fallback is not None:
                here = False
            found[f"{place}_here"] = here
        for key, (part, index, node) in self._facts.items():
            found[key] = self._value(case, part, index, node)
        return found

    def _value(self, case: Case, part: str, index: int, node: tree.Node | str) -> Any:
        subject: Part | None = None
        if part != "record":
            parts = case.parts(part)
            if index >= len(parts):
                return None
            subject = parts[index]
        if isinstance(node, str):
            holder = subject.holder if subject else None
            raw = holder.get(node.split()[-1]) if isinstance(holder, dict) else None
            return raw if isinstance(raw, str) else None
        ruleset = self._ruleset
        env = Environment(case, subject, AT, ruleset.parameters, ruleset.functions)
        value = evaluate(node, env)
        return None if isinstance(value, Unknown) else _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, Beyond):
        return 10_000_000
    return float(value) if isinstance(value, Decimal) else value


def _literal(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_literal, value))}]"
    value = _plain(value)
    return json.dumps(value, ensure_ascii=False)


# The engines ------------------------------------------------------------------


def _zen(translator: Translator) -> Run:
    import zen

    keys = list(translator.expressions)
    expressions = [
        {"id": f"x{i}", "key": f"r{i}", "value": text}
        for i, text in enumerate(translator.expressions.values())
    ]
    where = {"position": {"x": 0, "y": 0}}
    graph = {
        "nodes": [
            {"id": "i", "type": "inputNode", "name": "in", "content": {}, **where},
            {
                "id": "e",
                "type": "expressionNode",
                "name": "rules",
                "content": {"expressions": expressions},
                **where,
            },
            {"id": "o", "type": "outputNode", "name": "out", "content": {}, **where},
        ],
        "edges": [
            {"id": "1", "sourceId": "i", "targetId": "e", "type": "edge"},
            {"id": "2", "sourceId": "e", "targetId": "o", "type": "edge"},
        ],
    }
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    names = {f"r{i}": key for i, key in enumerate(keys)}

    def run(facts: Any) -> set[str]:
        result = decision.evaluate(facts)["result"]
        return {names[name] for name, value in result.items() if value}

    return run


def _rule_engine(translator: Translator) -> Run:
    import rule_engine

    rules = [
        (key, rule_engine.Rule(text)) for key, text in translator.expressions.items()
    ]

    def run(facts: Any) -> set[str]:
        return {key for key, rule in rules if rule.matches(facts)}

    return run


def _pydantic(_: Translator) -> Run:
    from _models import refused

    return refused


class _Peer(NamedTuple):
    key: str
    make: Callable[[Translator], Run]
    regexes: bool
    #: Applications a round: slow peers see fewer.
    share: int


_PEERS: Final = (
    _Peer("pydantic_over_infoverify", _pydantic, False, 400),
    _Peer("zen_regex_over_infoverify", _zen, True, 200),
    _Peer("zen_facts_over_infoverify", _zen, False, 400),
    _Peer("rule_engine_over_infoverify", _rule_engine, False, 200),
)


def expressible(records: Sequence[Record]) -> Iterator[Record]:
    """Yield the applications on which a self-insured leaves all or nothing."""
    for record in records:
        insured = record["insured"][0]
        if insured.get("relationship") != "self" or len(insured) == 1:
            yield record


def disagreements(
    peer: _Peer, run: Run, translator: Translator, records: Sequence[Record]
) -> int:
    """Return on how many records a peer's violated rules are not the hand's."""
    differ = 0
    for record in records:
        wanted = {f"{rule}@{i}" for rule, i in _hand.check(record, AT)[0]}
        if peer.make is _pydantic:
            found = run(record)
            known = {rule for rule in found if "@" in rule}
            itself = record["insured"][0].get("relationship") == "self"
            # What cannot be read is refused, by no rule of the ruleset.
            differ += (
                not (known <= wanted or itself)
                or bool(wanted) > bool(found)
                or bool(known) > bool(wanted)
            )
        else:
            differ += run(translator.facts(record)) != wanted
    return differ


def peers(
    side: Verifier,
    ours: Callable[[Sequence[Record]], None],
    records: Sequence[Record],
    rounds: int,
) -> dict[str, float | None]:
    """Return how much longer each peer takes, ``None`` for those not installed.

    Raises:
        SystemExit: a peer disagrees.
    """
    figures: dict[str, float | None] = {}
    some = list(expressible(records))[:400]
    for peer in _PEERS:
        translator = Translator(side, regexes=peer.regexes)
        try:
            run = peer.make(translator)
        except ImportError as error:
            print(f"{peer.key}: {error.name} is not installed", file=sys.stderr)
            figures[peer.key] = None
            continue
        differ = disagreements(peer, run, translator, some)
        if differ:
            raise SystemExit(f"{peer.key}: disagrees on {differ} of {len(some)}")
        block = some[: peer.share]
        given = (
            block if peer.make is _pydantic else [translator.facts(r) for r in block]
        )
        figures[peer.key] = statistics.median(
            _ratio(ours, run, block, given) for _ in range(rounds * 3)
        )
    return figures


def _ratio(
    ours: Callable[[Sequence[Record]], None],
    run: Run,
    records: Sequence[Record],
    given: Sequence[Any],
) -> float:
    start = perf_counter()
    ours(records)
    middle = perf_counter()
    for facts in given:
        run(facts)
    return (perf_counter() - middle) / (middle - start)
