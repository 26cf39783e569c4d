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
from infoverify.language.codegen import Expressions, Unsupported, is_total
from infoverify.language.reading import local_name, reading_lines
from infoverify.language.rule import captured
from infoverify.language.types import type_of_field
from infoverify.vocabulary import LIST_PARTS, OWN_FIELDS, PARTS, PARTY_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    rules: tuple[Rule, ...], structs: dict[str, Struct], functions: FunctionTable
) -> Source:
    """Return the source of ``run`` for the rules in force."""
    return _Generator(rules, structs, functions).source()


class _Generator:
    """Collects lines; every section is made twice over: reading and rules."""

    def __init__(
        self,
        rules: tuple[Rule, ...],
        structs: dict[str, Struct],
        functions: FunctionTable,
    ) -> None:
        self._rules = rules
        self._structs = structs
        self._functions = functions
        self._constants: dict[str, object] = {}
        self._used: dict[str, dict[str, None]] = {name: {} for name in structs}
        self._snippets: dict[str, list[str]] = {}
        self._views = any(
            isinstance(node, tree.Part)
            for rule in rules
            for top in (rule.when, rule.require)
            if top is not None
            for node in tree.walk(top)
        )

    def source(self) -> Source:
        order = (*PARTS, *(name for name in self._structs if name not in PARTS))
        # The policy's numbers identify findings; a self-insured's kin is asked always.
        for part, field in (
            ("policy", "number"),
            ("policy", "application_number"),
            ("insured", "relationship"),
        ):
            self._used[part][field] = None
        sections = {name: self._section(name, i) for i, name in enumerate(order)}
        record = self._section(RECORD, len(order))
        # Read before the insured, who may leave any of them to the policyholder.
        for field in self._used["insured"]:
            if field not in OWN_FIELDS and field in self._structs["policyholder"]:
                self._used["policyholder"][field] = None
        lines = ["def run(record, at, hits, opens, view, interpret):"]
        if self._views:
            lines.append("    primed = view.primed")
        for name in order:
            if name not in LIST_PARTS:
                lines += _indent(self._reading(name), 1)
        for index, name in enumerate(order):
            if name in LIST_PARTS:
                body = [*self._reading(name), *sections[name]]
                lines += _indent(self._loop(name, index, body), 1)
            else:
                lines += _indent(sections[name], 1)
                lines += _indent(self._spoiled(name, index), 1)
        lines += _indent(record, 1)
        lines.append("    return policy_application_number or policy_number")
        snippets = {rule: "\n".join(text) for rule, text in self._snippets.items()}
        text = "\n".join(lines) + "\n"
        return Source(text, self._constants, snippets, (*order, RECORD))

    # Reading --------------------------------------------------------------

    def _reading(self, name: str) -> list[str]:
        struct = self._structs[name]
        used = self._used[name]
        lines = []
        if name not in LIST_PARTS:
            lines += [
                f"h_{name} = record.get({name!r})",
                f"bad_{name} = False",
                f"if type(h_{name}) is not dict:",
                f"    h_{name}, bad_{name} = opened(h_{name}, {name!r})",
            ]
        lines.append(f"g = h_{name}.get")
        if name in PARTY_PARTS:
            lines += [
                "v = g('party')",
                f"person_{name} = v is None or v == 'person'",
                f"if not person_{name}:",
                f"    person_{name} = party_of(v) == 'person'",
                f"    bad_{name} = bad_{name} or unreadable(KIND_party, v)",
            ]
        for field, kind in struct.items():
            if field == "party":
                continue
            local = local_name(name, field)
            constant = f"KIND_{local}"
            self._constants[constant] = kind
            made = reading_lines(name, field, kind, constant, used=field in used)
            if kind.party == "person" and name in PARTY_PARTS:
                absent = [f"{local} = None"] if field in used else ["pass"]
                lines += [f"if person_{name}:", *_indent(made, 1)]
                lines += ["else:", *_indent(absent, 1)]
            elif kind.party == "organisation" and name in PARTY_PARTS:
                absent = [f"{local} = None"] if field in used else ["pass"]
                lines += [f"if person_{name}:", *_indent(absent, 1)]
                lines += ["else:", *_indent(made, 1)]
            else:
                lines += made
        lines += self._primed(name)
        if name == "insured":
            lines += self._inheritance()
        return lines

    def _primed(self, name: str) -> list[str]:
        """Hand what was read to the views that functions of persons take."""
        if not self._views:
            return []
        values = ", ".join(
            f"{field!r}: {local_name(name, field)}"
            for field in self._used[name]
            if field != "party" and self._structs[name][field].kind != "person"
        )
        role = f"f'{name}[{{i}}]'" if name in LIST_PARTS else repr(name)
        return [f"primed[{role}] = {{{values}}}"]

    def _inheritance(self) -> list[str]:
        """Read absent fields of a self-insured from the policyholder."""
        lines = [
            "inherited = None",
            "if insured_relationship == 'self' and person_insured == person_policyholder:",
            "    if not person_insured:",
            "        raise Interpret",
            "    inherited = inherits(h_insured, STRUCT_policyholder)",
        ]
        struct = self._structs["policyholder"]
        self._constants["STRUCT_policyholder"] = struct
        for field in self._used["insured"]:
            if field in OWN_FIELDS or field not in struct:
                continue
            own, given = (local_name(p, field) for p in ("insured", "policyholder"))
            lines.append(f"    if {own} is None and {field!r} in inherited:")
            lines.append(f"        {own} = {given}")
        return lines

    def _loop(self, name: str, order: int, body: list[str]) -> list[str]:
        return [
            f"elements = record.get({name!r})",
            "if type(elements) is not list:",
            "    elements = listed(elements)",
            *(["if not elements:", "    elements = NOBODY"] if name == "insured" else []),
            f"for i, h_{name} in enumerate(elements):",
            f"    bad_{name} = False",
            f"    if type(h_{name}) is not dict:",
            f"        h_{name}, bad_{name} = opened(h_{name}, {name!r})",
            *_indent(body, 1),
            *_indent(self._spoiled(name, order), 1),
        ]

    def _spoiled(self, name: str, order: int) -> list[str]:
        index = "i" if name in LIST_PARTS else "0"
        return [
            f"if bad_{name}:",
            f"    interpret.spoiled({order}, {index})",
        ]

    # Rules ----------------------------------------------------------------

    def _section(self, name: str, order: int) -> list[str]:
        compiler = Expressions(
            None if name == RECORD else name, self._functions, self._constants
        )
        lines: list[str] = []
        for condition in self._conditions(name):
            lines += self._condition(condition, compiler, name, order)
        for part, field in compiler.fields:
            self._used[part][field] = None
        unset = [f"{local} = UNSET" for local in compiler.lazy]
        return [*unset, *lines]

    def _conditions(self, name: str) -> list[_Condition]:
        # By spelling: trees are tuples, and `not x` would equal `present(x)`.
        groups: dict[tuple[str, str], _Condition] = {}
        for position, rule in enumerate(self._rules):
            if name in rule.roles:
                guard = self._guard(rule, name)
                group = groups.setdefault(
                    (guard, repr(rule.when)), _Condition(guard, rule.when, [])
                )
                group.rules.append((position, rule))
        return list(groups.values())

    def _guard(self, rule: Rule, name: str) -> str:
        tests = []
        for root, party in rule.parties:
            person = f"person_{root or name}"
            tests.append(person if party == "person" else f"not {person}")
        if name == "insured":
            personal = frozenset(
                field.names[0]
                for field in rule.reads
                if not field.root and field.names[0] not in OWN_FIELDS
            )
            if personal:
                fields = Expressions(None, {}, self._constants).constant(
                    personal, "personal"
                )
                tests.append(f"(inherited is None or not {fields} <= inherited)")
        return " and ".join(tests)

    def _condition(
        self, condition: _Condition, compiler: Expressions, name: str, order: int
    ) -> list[str]:
        place = f"{order}, {'i' if name in LIST_PARTS else '0'}"
        guard, when = condition.guard, condition.when
        if "form." in guard:
            return self._interpreted(condition, name, place)
        try:
            opening, unknown = self._opening(when, compiler)
        except Unsupported:
            return self._interpreted(condition, name, place)
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
        lines = body
        if when is not None and is_total(when):
            lines = [f"if {compiler.truth(when)}:", *_indent(body, 1)]
        elif when is not None:
            lines = [
                *opening,
                "if t:",
                *_indent(body, 1),
                "elif t is None:",
                f"    why = {unknown}",
            ]
            for position, rule in condition.rules:
                lines += _indent(self._open(rule, position, place), 1)
        if guard:
            lines = [f"if {guard}:", *_indent(lines, 1)]
        return lines

    @staticmethod
    def _opening(when: tree.Node | None, compiler: Expressions) -> tuple[list[str], str]:
        if when is None:
            return [], ""
        if is_total(when):
            return [f"if {compiler.truth(when)}:"], ""
        return [f"t = {compiler.truth(when)}"], compiler.reason(when)

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
        return f"interpret({self._named(rule)}, {place}, {position})"

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
        if is_total(rule.require):
            return [f"if not {truth}:", *_indent(hit, 1)]
        if hit[0].startswith("interpret("):
            # Paths or reasons come from the function: the evaluator asks it again.
            return [f"if {truth} is not True:", *_indent(hit, 1)]
        reason = compiler.reason(rule.require)
        return [
            f"t = {truth}",
            "if t is None:",
            f"    why = {reason}",
            *_indent(self._open(rule, position, place), 1),
            "elif not t:",
            *_indent(hit, 1),
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


def _indent(lines: Iterable[str], levels: int) -> list[str]:
    return ["    " * levels + line for line in lines]
