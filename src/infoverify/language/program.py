"""One generated Python function for a ruleset and a stage: reading, then rules.

Every part is read once, field by field, by the cheapest test that proves a field
present; whatever it does not prove goes to ``states.read``. Rules follow in sections, a
part each; those with the same first condition share one test. A rule that the compiler
leaves alone is interpreted in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from infoverify.language import tree
from infoverify.language.captures import capture
from infoverify.language.codegen import COMPACTED, Expressions, Unsupported
from infoverify.language.part_reading import PartReading, indent, section_order
from infoverify.language.reasons import only_absent
from infoverify.language.rule import captured
from infoverify.language.shared import takes_parts
from infoverify.vocabulary import LIST_PARTS, OWN_FIELDS, PARTY_PARTS

if TYPE_CHECKING:
    from infoverify.language.rule import Rule
    from infoverify.language.types import FunctionTable
    from infoverify.subject import Struct

#: Sections in the order of findings; declared parts follow, the record comes last.
RECORD: Final = "record"


class Source(NamedTuple):
    """The generated text, the constants it names, and each rule's own lines."""

    text: str
    constants: dict[str, object]
    snippets: dict[str, str]
    #: The parts in the order of findings, ``record`` last.
    order: tuple[str, ...]


class _Condition(NamedTuple):
    guard: str
    when: tree.Node | None
    rules: list[tuple[int, Rule]]


def generate(
    rules: tuple[Rule, ...],
    structs: dict[str, Struct],
    functions: FunctionTable,
) -> Source:
    """Return the source of ``run`` for the rules in force."""
    return _Generator(rules, structs, functions).source()


class _Generator(PartReading):
    """Collects lines; every section is made twice over: reading and rules."""

    def __init__(
        self,
        rules: tuple[Rule, ...],
        structs: dict[str, Struct],
        functions: FunctionTable,
    ) -> None:
        self._rules = rules
        super().__init__(structs)
        self._functions = functions
        self._snippets: dict[str, list[str]] = {}

    def source(self) -> Source:
        order = section_order(self._structs)
        self._order = {name: index for index, name in enumerate(order)}
        # The policy's numbers identify findings; a self-insured's kin is asked always.
        for part, field in (
            ("policy", "number"),
            ("policy", "application_number"),
            ("insured", "relationship"),
        ):
            self._used[part][field] = None
        sections = {name: self._section(name, i) for i, name in enumerate(order)}
        record = self._section(RECORD, len(order))
        for name, fields in self._rows.asked.items():
            self._used[name].update(fields)
            self._folded.update(
                dict.fromkeys(
                    (name, field)
                    for field in fields
                    if self._structs[name][field].kind in COMPACTED
                )
            )
        # What an insured may inherit is read of the policyholder.
        for field in self._inherited():
            self._used["policyholder"][field] = None
            if ("insured", field) in self._folded:
                self._folded["policyholder", field] = None
        lines = ["def run(record, at, hits, opens, spoiled, here):"]
        lines += ["    hit, note = hits.append, opens.append"]
        singles = [name for name in order if name not in LIST_PARTS]
        asked = [
            name
            for name in singles
            if self._used[name] or sections[name] or name in PARTY_PARTS
        ]
        for name in asked:
            lines += indent(self._single(name), 1)
        lines += indent(self._unasked([n for n in singles if n not in asked]), 1)
        for name in order:
            if name in LIST_PARTS:
                body = self._reading(name)
                if name == "insured":
                    body = self._same_person(body)
                body += sections[name]
                lines += indent(self._loop(name, body), 1)
            else:
                lines += indent(sections[name], 1)
        lines += indent(record, 1)
        lines.append("    return policy_application_number or policy_number")
        snippets = {rule: "\n".join(text) for rule, text in self._snippets.items()}
        text = "\n".join(lines) + "\n"
        return Source(text, self._constants, snippets, (*order, RECORD))

    # Rules ----------------------------------------------------------------

    def _section(self, name: str, order: int) -> list[str]:
        compiler = Expressions(
            None if name == RECORD else name,
            self._functions,
            self._constants,
            self._rows,
        )
        rules = [(p, rule) for p, rule in enumerate(self._rules) if name in rule.roles]
        for _, rule in rules:
            compiler.expect(rule.require)
        for when in {repr(rule.when): rule.when for _, rule in rules}.values():
            if when is not None:
                compiler.expect(when)
        own: list[tuple[int, Rule]] = []
        personal: list[tuple[int, Rule]] = []
        for position, rule in rules:
            fields = _personal(rule) if name == "insured" else frozenset()
            (personal if fields else own).append((position, rule))
        lines = self._groups(own, compiler, name, order)
        if personal:
            lines += self._unless_inherited(
                personal, self._groups(personal, compiler, name, order)
            )
        for part, field in compiler.fields:
            self._used[part][field] = None
        self._folded.update(compiler.folded)
        unset = [f"{local} = UNSET" for local in compiler.lazy]
        return [*unset, *lines]

    def _unless_inherited(
        self, rules: list[tuple[int, Rule]], lines: list[str]
    ) -> list[str]:
        """Leave out what a self-insured has wholly from the policyholder.

        Most insured inherit nothing, or everything; of others, what does not apply is
        taken out again.
        """
        fields = {position: _personal(rule) for position, rule in rules}
        self._constants["PERSONAL"] = frozenset().union(*fields.values())
        self._constants["PERSONAL_OF"] = fields
        return [
            "if inherited is None or not PERSONAL <= inherited:",
            "    before = len(hits), len(opens)",
            *indent(lines, 1),
            "    if inherited is not None:",
            "        leave_out(hits, before[0], PERSONAL_OF, inherited)",
            "        leave_out(opens, before[1], PERSONAL_OF, inherited)",
        ]

    def _groups(
        self,
        rules: list[tuple[int, Rule]],
        compiler: Expressions,
        name: str,
        order: int,
    ) -> list[str]:
        """Return rules by party, then by their first condition: each is asked once."""
        # By spelling: trees are tuples, and `not x` would equal `present(x)`.
        guards: dict[str, dict[str, list[tuple[int, Rule]]]] = {}
        for position, rule in rules:
            conditions = guards.setdefault(self._guard(rule, name), {})
            conditions.setdefault(repr(rule.when), []).append((position, rule))
        lines: list[str] = []
        for guard, conditions in guards.items():
            before, made = compiler.made, list[str]()
            for members in conditions.values():
                condition = _Condition(guard, members[0][1].when, members)
                made += self._condition(condition, compiler, name, order)
            if guard:
                compiler.made = before
            lines += [f"if {guard}:", *indent(made, 1)] if guard else made
        return lines

    @staticmethod
    def _guard(rule: Rule, name: str) -> str:
        tests = []
        for root, party in rule.parties:
            person = f"person_{root or name}"
            tests.append(person if party == "person" else f"not {person}")
        # The form's parties are the evaluator's business.
        return "" if any("form." in test for test in tests) else " and ".join(tests)

    def _condition(
        self, condition: _Condition, compiler: Expressions, name: str, order: int
    ) -> list[str]:
        place = f"{order}, {'i' if name in LIST_PARTS else '0'}"
        guard, when = condition.guard, condition.when
        if any(
            "form." in f"{root}." for _, r in condition.rules for root, _ in r.parties
        ):
            return self._interpreted(condition, name, place)
        compiler.proven = frozenset()
        try:
            truth = "" if when is None else compiler.truth(when)
            certain = when is None or compiler.certain(when)
            unknown = [] if certain or when is None else _why(compiler, when)
        except Unsupported:
            return self._interpreted(condition, name, place)
        opening = (
            [] if when is None else [f"if {truth}:" if certain else f"t = {truth}"]
        )
        if when is not None:
            compiler.proven = compiler.proofs(when)
        before = compiler.made
        body = compiler.ahead([rule.require for _, rule in condition.rules])
        for position, rule in condition.rules:
            try:
                made = self._rule(rule, position, compiler, place, name)
            except Unsupported:
                made = [self._call(rule, position, place)]
            body += [f"# {rule.id}", *made]
            shown = made
            if opening:
                test = [] if certain else ["if t:"]
                shown = [*opening, *test, *indent(made, 1)]
            if guard:
                shown = [f"if {guard}:", *indent(shown, 1)]
            self._snippets.setdefault(rule.id, []).extend([f"# {name}", *shown])
        compiler.proven = frozenset()
        if when is None:
            return body
        compiler.made = before
        if certain:
            return [*opening, *indent(body, 1)]
        lines = [
            *opening,
            "if t:",
            *indent(body, 1),
            "elif t is None:",
            *indent(unknown, 1),
        ]
        for position, rule in condition.rules:
            lines += indent(self._open(rule, position, place, known=not unknown), 1)
        return lines

    def _interpreted(self, condition: _Condition, name: str, place: str) -> list[str]:
        # The evaluator asks for party and inheritance itself.
        lines = []
        for position, rule in condition.rules:
            call = self._call(rule, position, place)
            lines += [f"# {rule.id}", call]
            self._snippets.setdefault(rule.id, []).extend([f"# {name}", call])
        return lines

    def _call(self, rule: Rule, position: int, place: str) -> str:
        """Return a call of the evaluator in the place of generated code."""
        return f"here.interpret({self._named(rule)}, {place}, {position})"

    def _named(self, rule: Rule) -> str:
        name = "RULE_" + rule.id.replace(".", "_")
        # a.b_c and a_b.c are two rules.
        while self._constants.get(name, rule) is not rule:
            name += "_"
        self._constants[name] = rule
        return name

    def _rule(
        self, rule: Rule, position: int, compiler: Expressions, place: str, name: str
    ) -> list[str]:
        judged = self._judged(rule, position, compiler, place)
        if judged:
            return judged
        truth = compiler.truth(rule.require)
        hit = self._hit(rule, position, compiler, place, name)
        if hit is None:
            # Paths or reasons come from the function: the evaluator asks it again.
            again = self._call(rule, position, place)
            return [f"if {truth} is not True:", f"    {again}"]
        if compiler.certain(rule.require):
            return [f"if not {truth}:", f"    {hit}"]
        why = _why(compiler, rule.require)
        return [
            f"t = {truth}",
            "if not t:",
            "    if t is None:",
            *indent(why, 2),
            *indent(self._open(rule, position, place, known=not why), 2),
            "    else:",
            f"        {hit}",
        ]

    def _judged(
        self, rule: Rule, position: int, compiler: Expressions, place: str
    ) -> list[str]:
        """Return the lines of a rule that a function of parts decides by itself."""
        node = rule.require
        if (
            not isinstance(node, tree.Call)
            or not takes_parts(compiler, node)
            or any(
                not isinstance(a, (tree.Part, tree.Literal, tree.Param))
                for a in node.arguments
            )
            or len(rule.severity) > 1
            or rule.suggest
            or any(slot.kind not in {"plain", "role"} for slot in rule.slots)
        ):
            return []
        quick, swift = compiler.quick(node), self._functions[node.function].swift
        lines = [
            f"t = {quick or compiler.full(node)}",
            "if t is not True:",
            f"    here.judged({place}, {position}, {self._named(rule)}, t)",
        ]
        if quick is not None and swift is not None and not swift.sure:
            lines[1:1] = ["if t is UNSURE:", f"    t = {compiler.full(node)}"]
        return lines

    def _open(self, rule: Rule, position: int, place: str, *, known: bool) -> list[str]:
        """Return the lines of what is undetermined; ``known``: a field is absent."""
        reason = "'absent'" if known else "why"
        line = f"note(({place}, {position}, {self._named(rule)}, {reason}))"
        if known or rule.undetermined == "note":
            return [line]
        again = self._call(rule, position, place)
        return ["if why == 'absent':", f"    {line}", "else:", f"    {again}"]

    def _hit(
        self, rule: Rule, position: int, compiler: Expressions, place: str, name: str
    ) -> str | None:
        """Return the line that notes a violation; ``None``: the evaluator must tell."""
        constant = self._named(rule)
        if takes_parts(compiler, rule.require) or name == RECORD:
            return None
        try:
            severity = self._severity(rule, compiler)
            kept = [
                *(
                    capture(path, compiler, name, rule.require, self._structs)
                    for path in captured(rule)
                ),
                *(compiler.value(item.node) for item in rule.suggest),
            ]
        except Unsupported:
            return None
        values = f"({', '.join(kept)},)" if kept else "()"
        return f"hit(({place}, {position}, {severity}, {constant}, {values}))"

    def _severity(self, rule: Rule, compiler: Expressions) -> str:
        rows = rule.severity
        if len(rows) == 1:
            return f"SEVERITY_{rows[0].severity}"
        tests = ", ".join(compiler.truth(row.when) for row in rows if row.when)
        severities = compiler.constant(tuple(row.severity for row in rows), "rows")
        return f"worst_row({severities}, ({tests},))"


def _why(compiler: Expressions, node: tree.Node) -> list[str]:
    """Return the line that asks for a reason: none where only a field can be absent."""
    return [] if only_absent(node) else [f"why = {compiler.reason(node)}"]


def _personal(rule: Rule) -> frozenset[str]:
    """Return the fields of the subject that a self-insured may inherit."""
    return frozenset(
        field.names[0]
        for field in rule.reads
        if not field.root and field.names[0] not in OWN_FIELDS
    )
