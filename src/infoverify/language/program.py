"""One generated Python function for a ruleset and a stage: reading, then rules.

Every part is read once, field by field, by the cheapest test that proves a field
present; whatever it does not prove goes to ``states.read``. Rules follow in sections, a
part each; those with the same first condition share one test. A rule that the compiler
leaves alone is interpreted in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from infoverify.finding import Seen
from infoverify.language import tree
from infoverify.language.codegen import COMPACTED, Constants, Expressions, Unsupported
from infoverify.language.reading import local_name, reading_lines
from infoverify.language.rule import captured
from infoverify.language.types import type_of_field
from infoverify.vocabulary import LIST_PARTS, OWN_FIELDS, PARTS, PARTY_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    wants: Mapping[str, tuple[str, ...]],
) -> Source:
    """Return the source of ``run`` for the rules in force.

    ``wants`` names the fields that functions of persons ask of their arguments, so
    that they are read but once; a hint, no more.
    """
    return _Generator(rules, structs, functions, wants).source()


class _Generator:
    """Collects lines; every section is made twice over: reading and rules."""

    def __init__(
        self,
        rules: tuple[Rule, ...],
        structs: dict[str, Struct],
        functions: FunctionTable,
        wants: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._rules = rules
        self._structs = structs
        self._functions = functions
        self._constants = Constants()
        self._used: dict[str, dict[str, None]] = {name: {} for name in structs}
        self._snippets: dict[str, list[str]] = {}
        self._order: dict[str, int] = {}
        self._folded: dict[tuple[str, str], None] = {}
        self._wanted: dict[str, None] = {}
        #: Parts that functions take whole.
        self._primed: dict[str, None] = {}
        for rule in rules:
            for top in (rule.when, rule.require, *(r.when for r in rule.severity)):
                if top is not None:
                    self._take_parts(rule, top, wants)

    def _take_parts(
        self, rule: Rule, top: tree.Node, wants: Mapping[str, tuple[str, ...]]
    ) -> None:
        for node in tree.walk(top):
            if isinstance(node, tree.Part) and not node.root.startswith("form."):
                names = [node.root] if node.root else rule.roles
                self._primed.update(dict.fromkeys(n for n in names if n != RECORD))
            if isinstance(node, tree.Call):
                self._wanted.update(dict.fromkeys(wants.get(node.function, ())))

    def source(self) -> Source:
        order = (*PARTS, *(name for name in self._structs if name not in PARTS))
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
        for name in self._primed:
            for field in self._wanted:
                if field in self._structs[name]:
                    self._used[name][field] = None
        if self._used["insured"]:
            # What an insured may inherit is read of the policyholder.
            inherited = dict.fromkeys(self._inherited())
            self._used["policyholder"].update(inherited)
        lines = ["def run(record, at, hits, opens, spoiled, here):"]
        for name in order:
            if name not in LIST_PARTS:
                used = self._used[name] or sections[name] or name in PARTY_PARTS
                lines += _indent(self._single(name) if used else self._unasked(name), 1)
        for name in order:
            if name in LIST_PARTS:
                body = self._reading(name)
                if name == "insured":
                    body = self._same_person(body)
                body += sections[name]
                lines += _indent(self._loop(name, body), 1)
            else:
                lines += _indent(sections[name], 1)
        lines += _indent(record, 1)
        lines.append("    return policy_application_number or policy_number")
        snippets = {rule: "\n".join(text) for rule, text in self._snippets.items()}
        text = "\n".join(lines) + "\n"
        return Source(text, self._constants, snippets, (*order, RECORD))

    # Reading --------------------------------------------------------------

    def _place(self, name: str) -> str:
        return f"{self._order[name]}, {'i' if name in LIST_PARTS else '0'}"

    def _single(self, name: str) -> list[str]:
        return [
            f"h_{name} = record.get({name!r})",
            f"if type(h_{name}) is not dict:",
            f"    h_{name} = opened(h_{name}, {name!r}, {self._place(name)}, spoiled)",
            *self._reading(name),
        ]

    def _unasked(self, name: str) -> list[str]:
        """Look only for what is unreadable in a part that no rule reads."""
        return [
            f"v = record.get({name!r})",
            "if v is not None:",
            f"    unasked(v, {name!r}, {self._place(name)}, spoiled)",
        ]

    def _reading(self, name: str) -> list[str]:
        struct, used = self._structs[name], self._used[name]
        lines = [f"g = h_{name}.get"]
        if name in PARTY_PARTS:
            lines += [
                "v = g('party')",
                f"person_{name} = v is None or v == 'person'",
                f"if not person_{name}:",
                f"    person_{name} = party_of(v, {self._place(name)}, spoiled)",
            ]
        by_party: dict[str, list[str]] = {"both": [], "person": [], "organisation": []}
        absent: dict[str, list[str]] = {"person": [], "organisation": []}
        for field, kind in struct.items():
            local = local_name(name, field)
            constant = f"KIND_{local}"
            self._constants[constant] = kind
            if field not in used or field == "party" or kind.kind == "person":
                continue
            if kind.codes:
                self._constants[f"CODES_{local}"] = frozenset(kind.codes)
            party = kind.party if name in PARTY_PARTS else "both"
            by_party[party] += reading_lines(
                local,
                field,
                kind,
                constant,
                self._place(name),
                compact=(name, field) in self._folded,
            )
            if party != "both":
                compact = f"c_{local} = " if (name, field) in self._folded else ""
                absent[party].append(f"{compact}{local} = None")
        lines += by_party["both"]
        for party, other in (("person", "organisation"), ("organisation", "person")):
            body = [*by_party[party], *absent[other]]
            if body:
                test = f"person_{name}" if party == "person" else f"not person_{name}"
                lines += [f"if {test}:", *_indent(body, 1)]
        lines += self._unread(name)
        if name in self._primed:
            lines += self._primes(name)
        if name == "insured":
            lines += self._inheritance()
        return lines

    def _unread(self, name: str) -> list[str]:
        """Look for what is unreadable among the fields that no rule reads."""
        struct, used = self._structs[name], self._used[name]
        unread = frozenset(
            field
            for field, kind in struct.items()
            if field not in used or kind.kind == "person"
        ) - {"party"}
        constant = f"UNREAD_{name}"
        self._constants[constant] = unread
        person = f"person_{name}" if name in PARTY_PARTS else "None"
        return [
            f"if not {constant}.isdisjoint(h_{name}):",
            (
                f"    unread(h_{name}, {constant}, {name!r}, {person},"
                f" {self._place(name)}, spoiled)"
            ),
        ]

    def _primes(self, name: str) -> list[str]:
        """Hand what was read to the views that functions of persons take."""
        plain, folded = [], []
        for field in self._used[name]:
            kind = self._structs[name][field].kind
            if field != "party" and kind != "person":
                item = f"{field!r}: {local_name(name, field)}"
                (folded if kind in COMPACTED else plain).append(item)
        person = f"person_{name}" if name in PARTY_PARTS else "True"
        known = f"(h_{name}, {person}, {{{', '.join(plain)}}}, {{{', '.join(folded)}}})"
        if name in LIST_PARTS:
            return [f"known_{name}.append({known})"]
        return [f"here.primed[{name!r}] = [{known}]"]

    def _inherited(self) -> list[str]:
        struct = self._structs["policyholder"]
        return [f for f in self._used["insured"] if f in struct and f not in OWN_FIELDS]

    def _inheritance(self) -> list[str]:
        """Read absent fields of a self-insured from the policyholder."""
        lines = [
            "inherited = None",
            "if insured_relationship == 'self' and person_insured == person_policyholder:",
            "    if not person_insured:",
            "        raise Interpret",
            "    inherited = inherits(h_insured, STRUCT_policyholder)",
        ]
        self._constants["STRUCT_policyholder"] = self._structs["policyholder"]
        for field in self._inherited():
            own, given = (local_name(p, field) for p in ("insured", "policyholder"))
            lines += [
                f"    if {own} is None and {field!r} in inherited:",
                f"        {own} = {given}",
            ]
            if ("insured", field) in self._folded:
                lines.append(f"        c_{own} = UNSET")
        return lines

    def _same_person(self, body: list[str]) -> list[str]:
        """Read nothing of an insured who is the policyholder and says no more."""
        inheritable = frozenset(self._structs["policyholder"]) - OWN_FIELDS
        if not self._constants.get("PERSONAL", inheritable) <= inheritable:
            return body
        self._constants["INHERITABLE"] = inheritable
        names = []
        for field in self._used["insured"]:
            if field not in OWN_FIELDS:
                local = local_name("insured", field)
                names.append(local)
                if ("insured", field) in self._folded:
                    names.append(f"c_{local}")
        known = self._primes("insured") if "insured" in self._primed else []
        return [
            (
                "if len(h_insured) == 1 and person_policyholder"
                " and h_insured.get('relationship') == 'self':"
            ),
            "    insured_relationship = 'self'",
            *([f"    {' = '.join(names)} = None"] if names else []),
            "    person_insured = True",
            *_indent(known, 1),
            "    inherited = INHERITABLE",
            "else:",
            *_indent(body, 1),
        ]

    def _loop(self, name: str, body: list[str]) -> list[str]:
        return [
            f"elements = record.get({name!r})",
            "if type(elements) is not list:",
            "    elements = listed(elements)",
            *(["if not elements:", "    elements = NOBODY"] if name == "insured" else []),
            *(
                [f"here.primed[{name!r}] = known_{name} = []"]
                if name in self._primed
                else []
            ),
            f"for i, h_{name} in enumerate(elements):",
            f"    if type(h_{name}) is not dict:",
            f"        h_{name} = opened(h_{name}, {name!r}, {self._place(name)}, spoiled)",
            *_indent(body, 1),
        ]

    # Rules ----------------------------------------------------------------

    def _section(self, name: str, order: int) -> list[str]:
        compiler = Expressions(
            None if name == RECORD else name, self._functions, self._constants
        )
        rules = [(p, rule) for p, rule in enumerate(self._rules) if name in rule.roles]
        for _, rule in rules:
            compiler.expect(rule.require)
        for when in {repr(rule.when): rule.when for _, rule in rules}.values():
            if when is not None:
                compiler.expect(when)
        own, personal = [], []
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
            *_indent(lines, 1),
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
            made: list[str] = []
            for members in conditions.values():
                condition = _Condition(guard, members[0][1].when, members)
                made += self._condition(condition, compiler, name, order)
            lines += [f"if {guard}:", *_indent(made, 1)] if guard else made
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
        if any("form." in f"{root}." for _, r in condition.rules for root, _ in r.parties):
            return self._interpreted(condition, name, place)
        compiler.proven = frozenset()
        try:
            truth = "" if when is None else compiler.truth(when)
            certain = when is None or compiler.certain(when)
            unknown = "" if certain or when is None else compiler.reason(when)
        except Unsupported:
            return self._interpreted(condition, name, place)
        opening = [] if when is None else [f"if {truth}:" if certain else f"t = {truth}"]
        if when is not None:
            compiler.proven = compiler.proofs(when)
        body: list[str] = []
        for position, rule in condition.rules:
            try:
                made = self._rule(rule, position, compiler, place, name)
            except Unsupported:
                made = [self._call(rule, position, place)]
            body += [f"# {rule.id}", *made]
            self._snippets.setdefault(rule.id, []).extend(
                [f"# {name}", *([f"if {guard}:"] if guard else []), *opening, *made]
            )
        compiler.proven = frozenset()
        if when is None:
            return body
        if certain:
            return [*opening, *_indent(body, 1)]
        lines = [*opening, "if t:", *_indent(body, 1), "elif t is None:", f"    why = {unknown}"]
        for position, rule in condition.rules:
            lines += _indent(self._open(rule, position, place), 1)
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
        truth = compiler.truth(rule.require)
        hit = self._hit(rule, position, compiler, place, name)
        if compiler.certain(rule.require):
            return [f"if not {truth}:", *_indent(hit, 1)]
        if hit[0].startswith("here.interpret("):
            # Paths or reasons come from the function: the evaluator asks it again.
            return [f"if {truth} is not True:", *_indent(hit, 1)]
        reason = compiler.reason(rule.require)
        return [
            f"t = {truth}",
            "if not t:",
            "    if t is None:",
            f"        why = {reason}",
            *_indent(self._open(rule, position, place), 2),
            "    else:",
            *_indent(hit, 2),
        ]

    def _open(self, rule: Rule, position: int, place: str) -> list[str]:
        constant = self._named(rule)
        line = f"opens.append(({place}, {position}, {constant}, why.reason))"
        if rule.undetermined == "note":
            return [line]
        again = self._call(rule, position, place)
        return ["if why.reason == 'absent':", f"    {line}", "else:", f"    {again}"]

    def _hit(
        self, rule: Rule, position: int, compiler: Expressions, place: str, name: str
    ) -> list[str]:
        constant = self._named(rule)
        takes_parts = any(isinstance(n, tree.Part) for n in tree.walk(rule.require))
        if takes_parts or name == RECORD:
            return [self._call(rule, position, place)]
        severity = self._severity(rule, compiler)
        values = ", ".join(
            [self._capture(path, compiler, name) for path in captured(rule)]
            + [compiler.value(item.node) for item in rule.suggest]
        )
        return [
            f"hits.append(({place}, {position}, {severity}, {constant}, ({values},)))"
            if values
            else f"hits.append(({place}, {position}, {severity}, {constant}, ()))"
        ]

    def _severity(self, rule: Rule, compiler: Expressions) -> str:
        rows = rule.severity
        if len(rows) == 1:
            return f"SEVERITY_{rows[0].severity}"
        tests = ", ".join(compiler.truth(row.when) for row in rows if row.when)
        severities = compiler.constant(tuple(row.severity for row in rows), "rows")
        return f"worst_row({severities}, ({tests},))"

    def _capture(self, path: str, compiler: Expressions, section: str) -> str:
        """Return an expression for what a finding keeps of one field."""
        head, _, rest = path.partition(".")
        part, field = (head, rest) if head in self._structs and rest else (section, path)
        struct = self._structs[part]
        if field not in struct or field == "party" or part in LIST_PARTS - {section}:
            raise Unsupported
        kind = struct[field]
        root = "" if part == section else part
        node = tree.Field(root, (field,), type_of_field(kind))
        if node.type.kind == "part":
            raise Unsupported
        value, raw = compiler.field(node), compiler.raw(node)
        constant = f"KIND_{local_name(part, field)}"
        holder = f"h_{part}"
        if part == "insured" and field not in OWN_FIELDS:
            holder = f"({holder} if inherited is None or {field!r} not in inherited else h_policyholder)"
        lacking = f"lacking({constant}, {holder}, {field!r})"
        if kind.party != "both" and part in PARTY_PARTS:
            person = f"{'' if kind.party == 'person' else 'not '}person_{part}"
            nothing = compiler.constant(Seen("absent", None, kind), "nothing")
            lacking = f"{lacking} if {person} else {nothing}"
        return f"({value} if {raw} is not None else {lacking})"


def _personal(rule: Rule) -> frozenset[str]:
    """Return the fields of the subject that a self-insured may inherit."""
    return frozenset(
        field.names[0]
        for field in rule.reads
        if not field.root and field.names[0] not in OWN_FIELDS
    )


def _indent(lines: Iterable[str], levels: int) -> list[str]:
    return ["    " * levels + line for line in lines]
