"""From typed trees to Python expressions: the optimisation that must agree with meaning.

A value is a Python value or ``None`` for *undetermined*; a truth is ``True``, ``False``
or ``None``. Why something is undetermined is asked only when it is, by a second
expression over the same locals, built from ``meaning``'s own functions.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from infoverify.language import reasons, tree
from infoverify.language.meaning import CODE_FACTS, PROBLEM_FACTS
from infoverify.language.proofs import Proofs
from infoverify.language.reading import local_name
from infoverify.language.shared import shared_call
from infoverify.language.types import TRUTH
from infoverify.states import Beyond
from infoverify.vocabulary import LIST_PARTS

if TYPE_CHECKING:
    from infoverify.language.constants import Constants
    from infoverify.language.rows import Rows
    from infoverify.language.types import FunctionTable


class Unsupported(Exception):  # noqa: N818 - a signal: this rule is interpreted
    """A tree that the compiler leaves to the evaluator: nested persons, forms."""


#: Kinds of field whose expressions see a compact form instead of the text.
COMPACTED: Final = frozenset({"name", "address", "id_number", "phone", "email", "text"})


class Expressions(Proofs):
    """Compiles the expressions of one section: one part of a case, or the record.

    ``constants`` collects what the generated function must be given by name;
    ``lazy`` the locals that hold answers of calls, in the order of first need.
    """

    def __init__(
        self,
        section: str | None,
        functions: FunctionTable,
        constants: Constants,
        rows: Rows,
    ) -> None:
        """Start a section; locals of readings and compact forms are its own."""
        self.section = section
        self.rows = rows
        self.constants = constants
        self.lazy: dict[str, str] = {}
        self.fields: dict[tuple[str, str], None] = {}
        #: Fields of which the compact form is asked for.
        self.folded: dict[tuple[str, str], None] = {}
        #: Fields that the condition at hand has shown to be present.
        self.proven: frozenset[str] = frozenset()
        self.functions = functions
        #: Locals of calls that have been made for sure where the code stands.
        self.made: frozenset[str] = frozenset()
        self._temporaries = 0
        self._seen: set[str] = set()
        self._repeated: set[str] = set()

    def expect(self, node: tree.Node) -> None:
        """Note the calls of an expression: one made twice is kept in a local."""
        for item in tree.walk(node):
            if isinstance(item, tree.Call):
                key = repr(item)
                (self._repeated if key in self._seen else self._seen).add(key)

    def ahead(self, nodes: list[tree.Node]) -> list[str]:
        """Return lines that make the calls which two of the expressions ask for."""
        lines: list[str] = []
        counts = Counter(
            item
            for node in nodes
            for item in {i for i in tree.walk(node) if isinstance(i, tree.Call)}
        )
        # What is inside another call comes behind it in reading order.
        for call in reversed([call for call, count in counts.items() if count > 1]):
            try:
                _ = self.call(call) if self._plain(call) else self.reading(call)
            except Unsupported:
                continue
            local = self._answer(call)
            if local in self.lazy and local not in self.made:
                lines += [f"if {local} is UNSET:", f"    {local} = {self.lazy[local]}"]
                self.made |= {local}
        return lines

    def _plain(self, call: tree.Call) -> bool:
        return self.functions[call.function].facts is None

    # Leaves ---------------------------------------------------------------

    def constant(self, value: object, stem: str) -> str:
        """Return the name under which the function is given a constant."""
        return self.constants.named(value, stem)

    def literal(self, value: object) -> str:
        """Return a literal; texts and numbers as escaped Python, the rest by name."""
        if isinstance(value, (str, bool, int)):
            return repr(value)
        if isinstance(value, date):
            return self.constant(value, f"day_{value.year}_{value.month}_{value.day}")
        if isinstance(value, Beyond):
            return self.constant(value, value.name)
        if isinstance(value, Decimal):
            return self.constant(value, "number")
        return self.constant(value, "list")

    def raw(self, field: tree.Field) -> str:
        """Return the local that holds a field's value as read: ``None`` if not present."""
        if len(field.names) > 1 or field.root.startswith("form."):
            raise Unsupported
        part = field.root or self.section
        if part is None or field.names[0] == "party":
            raise Unsupported
        self.fields[part, field.names[0]] = None
        return local_name(part, field.names[0])

    def field(self, field: tree.Field) -> str:
        """Return the local that holds a field's compact value."""
        if field.names == ("party",) and not field.root.startswith("form."):
            person = f"person_{field.root or self.section}"
            return f"('person' if {person} else 'organisation')"
        raw = self.raw(field)
        if field.type.kind not in COMPACTED:
            return raw
        self.folded[field.root or self.section or "", field.names[0]] = None
        return f"c_{raw}"

    def temporary(self) -> str:
        """Return a local that nothing else uses."""
        self._temporaries += 1
        return f"t{self._temporaries}"

    # Values ---------------------------------------------------------------

    def value(self, node: tree.Node) -> str:
        """Return an expression for a value: ``None`` when undetermined."""
        if isinstance(node, tree.Literal):
            return self.literal(node.value)
        if isinstance(node, tree.Field):
            return self.field(node)
        if isinstance(node, tree.Param):
            return f"param_{node.name}"
        if isinstance(node, tree.At):
            return "at"
        if isinstance(node, tree.Part):
            return self.part(node)
        if isinstance(node, tree.Call):
            return self.call(node)
        if isinstance(node, tree.Fact):
            return self.fact(node)
        return self.truth(node)

    def part(self, node: tree.Part) -> str:
        """Return a view of a part, for functions that take persons."""
        if node.root.startswith("form."):
            raise Unsupported
        if node.type.kind == "parts":
            return f"here.parts({node.root!r})"
        if node.root:
            return f"here.view().part({node.root!r})"
        if self.section is None:
            raise Unsupported
        listed = self.section in LIST_PARTS
        call = f"here.view().parts({self.section!r})"
        return f"{call}[i]" if listed else f"{call}[0]"

    def call(self, node: tree.Call) -> str:
        """Return a call, made once in a section that asks for it more often."""
        if repr(node) not in self._repeated or not self._plain(node):
            return self._call(node)
        return self._kept(node, self._call(node))

    def _answer(self, node: tree.Call) -> str:
        """Return the local that keeps a call's answer, if it is kept."""
        key = self.constants.number(repr(node))
        return f"r_{node.function.replace('.', '_')}_{key}"

    def _kept(self, node: tree.Call, made: str) -> str:
        local = self._answer(node)
        self.lazy[local] = made
        if local in self.made:
            return local
        return f"({local} if {local} is not UNSET else ({local} := {made}))"

    def _call(self, node: tree.Call) -> str:
        """Return a call: of a reading at hand, or from rows rather than views of parts."""
        function = self.functions[node.function]
        shared = shared_call(self, node)
        if shared is not None:
            return shared
        quick = self.quick(node)
        if quick is None:
            made = self.full(node)
        elif function.swift is not None and function.swift.sure:
            made = quick
        else:
            local = self.temporary()
            full = self.full(node)
            made = f"({local} if ({local} := {quick}) is not UNSURE else {full})"
        if function.result == TRUTH:
            return f"settled({made})"
        # Only functions of parts may say why there is no answer.
        parts = any(isinstance(a, tree.Part) for a in node.arguments)
        return f"told({made})" if parts else made

    def quick(self, node: tree.Call) -> str | None:
        """Return a call that takes rows, where function and arguments allow."""
        function = self.functions[node.function]
        if function.swift is None:
            return None
        arguments = []
        for argument in node.arguments:
            if isinstance(argument, tree.Part):
                row = self.rows.argument(argument, self.section, function.swift.fields)
                if row is None:
                    return None
                arguments.append(row)
            elif isinstance(argument, (tree.Literal, tree.Param)):
                arguments.append(self.value(argument))
            else:
                return None
        name = self.constant(function.swift.call, f"swift_{node.function}")
        return f"{name}({', '.join(arguments)}{', at=at' if function.at else ''})"

    def full(self, node: tree.Call) -> str:
        """Return a call; undetermined arguments make it undetermined, uncalled."""
        if "." in node.function:
            # A host's function may crash; the evaluator knows how to report that.
            raise Unsupported
        function = self.functions[node.function]
        name = self.constant(function.call, "call_" + node.function.replace(".", "_"))
        arguments, unknown = [], []
        for parameter, argument in zip(
            function.parameters, node.arguments, strict=False
        ):
            text = self.value(argument)
            if parameter.optional:
                arguments.append(self._optional(argument, text))
                continue
            if not text.isidentifier() and not isinstance(
                argument, (tree.Literal, tree.Part)
            ):
                local = self.temporary()
                unknown_test = f"({local} := {text}) is None"
            else:
                local, unknown_test = text, f"{text} is None"
            if not isinstance(argument, (tree.Literal, tree.Part, tree.At, tree.Param)):
                if not self.certain(argument):
                    unknown.append(unknown_test)
                elif not text.isidentifier():
                    local = text
            arguments.append(local)
        at = ", at=at" if function.at else ""
        made = f"{name}({', '.join(arguments)}{at})"
        if not unknown:
            return made
        return f"(None if {' or '.join(unknown)} else {made})"

    @staticmethod
    def _optional(argument: tree.Node, text: str) -> str:
        """Return an optional argument: absent is passed as ``None``.

        Of a field, undetermined means absent; of anything else it may mean more.
        """
        if isinstance(argument, (tree.Field, tree.Literal, tree.Param, tree.At)):
            return text
        raise Unsupported

    def reading(self, call: tree.Call) -> str:
        """Return a reading, made once per person however many rules ask."""
        return self._kept(call, self._call(call))

    def fact(self, node: tree.Fact) -> str:
        """Return a fact of a reading, by the rules of ``meaning.fact_of``."""
        if self.functions[node.call.function].facts is None:
            raise Unsupported
        local = bound = self.reading(node.call)
        if not local.isidentifier():
            local = self.temporary()
            bound = f"({local} := {bound})"
        bound += " is None"
        if node.name == "valid" or node.name in CODE_FACTS:
            return f"(None if {bound} else {local}.{node.name})"
        if node.name in PROBLEM_FACTS:
            return f"(None if {bound} else {node.name!r} in {local}.problems)"
        refused = f"{local}.valid is False"
        return f"(None if {bound} or {refused} else {local}.{node.name})"

    # Truths ---------------------------------------------------------------

    def truth(self, node: tree.Node) -> str:
        """Return an expression that is ``True``, ``False`` or ``None``."""
        if isinstance(node, tree.Present):
            return f"({self.raw(node.field)} is not None)"
        if isinstance(node, tree.Compare):
            return self._compare(node)
        if isinstance(node, tree.Not):
            if self.certain(node.item):
                return f"(not {self.truth(node.item)})"
            local = self.temporary()
            item = self.truth(node.item)
            return f"(None if ({local} := {item}) is None else not {local})"
        if isinstance(node, tree.Logic):
            return self._logic(node.operator, node.items)
        return self.value(node)

    def _compare(self, node: tree.Compare) -> str:
        sides, unknown = [], []
        for side in (node.left, node.right):
            if isinstance(side, tree.Literal) and isinstance(side.value, tuple):
                sides.append(self.constant(frozenset(side.value), "codes"))
                continue
            text = self.value(side)
            if self.certain(side):
                sides.append(text)
                continue
            if text.isidentifier():
                local, test = text, f"{text} is None"
            else:
                local = self.temporary()
                test = f"({local} := {text}) is None"
            sides.append(local)
            unknown.append(test)
        compared = f"{sides[0]} {node.operator} {sides[1]}"
        if not unknown:
            return f"({compared})"
        return f"(None if {' or '.join(unknown)} else {compared})"

    def _logic(self, operator: str, items: tuple[tree.Node, ...]) -> str:
        if len(items) == 1:
            return self.truth(items[0])
        # Python nests 200 parentheses at most, so a long list is halved.
        place = 1 if len(items) < 8 else len(items) // 2
        first, rest = items[:place], items[place:]
        decisive = operator == "or"
        whole = self._all_certain(operator, items)
        sure = self._all_certain(operator, first)
        left = self._logic(operator, first)
        before = self.proven
        # The rest is asked only where the first has not decided.
        for item in first if sure else ():
            self.proven |= self.proofs(item, not decisive)
        right = self._logic(operator, rest)
        rest_sure = self._all_certain(operator, rest)
        self.proven = before
        if whole:
            return f"({left} {operator} {right})"
        if sure:
            if decisive:
                return f"(True if {left} else {right})"
            return f"({right} if {left} else False)"
        a = self.temporary()
        begin = f"({decisive} if ({a} := {left}) is {decisive} else "
        if rest_sure:
            other = (
                f"True if {right} else {a}"
                if decisive
                else f"{a} if {right} else False"
            )
            return f"{begin}{other})"
        b = self.temporary()
        return (
            f"{begin}{decisive} if ({b} := {right}) is {decisive} else"
            f" None if {a} is None or {b} is None else {not decisive})"
        )

    def reason(self, node: tree.Node) -> str:
        """Return an expression for the name of the reason why there is no answer."""
        return reasons.reason_name(self, node)
