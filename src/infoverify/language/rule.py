"""One rule of an effective ruleset: its plain form, typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from infoverify._named import NamedTuple
from infoverify.finding import SEVERITIES, Basis, RuleFace, Severity, Slot
from infoverify.language import tree
from infoverify.language.near_names import nearest
from infoverify.language.scope import ExpressionError, Scope, typed
from infoverify.language.types import family, type_of_field
from infoverify.vocabulary import LIST_PARTS, STAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from infoverify.vocabulary import FieldType

Plain = dict[str, Any]


class SeverityRow(NamedTuple):
    """One row of a severity list; ``when`` is ``None`` in the last, plain row."""

    when: tree.Node | None
    severity: Severity


class Suggestion(NamedTuple):
    """A field and the expression that gives its right value."""

    field: str
    node: tree.Node
    source: str


class Rule:
    """A typed rule; everything that the evaluators need, nothing of its file.

    Its expressions and messages are typed when they are first asked for. ``prove``
    asks for all of them: whoever has not seen the rule proved before calls it.
    """

    __slots__ = (
        "_scope",
        "completeness",
        "face",
        "id",
        "in_force",
        "lock",
        "optional",
        "parties",
        "paths",
        "plain",
        "reads",
        "require",
        "roles",
        "severity",
        "slots",
        "stages",
        "suggest",
        "undetermined",
        "when",
        "wholes",
    )

    def __init__(self, plain: Plain, scope: Scope) -> None:
        """Take the plain form over; what is typed waits until it is asked for.

        Raises:
            ExpressionFault: the rule is never in force.
        """
        self.plain = plain
        self._scope = scope
        self.id: str = plain["id"]
        self.roles: tuple[str, ...] = tuple(plain["for"])
        self.stages = frozenset(plain["stages"] or STAGES)
        self.lock: bool = plain["lock"]
        self.undetermined: str = plain["undetermined"]
        self.in_force = _interval(plain["in_force"])

    if TYPE_CHECKING:
        when: tree.Node | None
        require: tree.Node
        severity: tuple[SeverityRow, ...]
        completeness: tuple[tree.Field, ...]
        reads: tuple[tree.Field, ...]
        wholes: tuple[str, ...]
        parties: tuple[tuple[str, str], ...]
        suggest: tuple[Suggestion, ...]
        paths: tuple[str, ...]
        optional: frozenset[str]
        slots: tuple[Slot, ...]
        face: RuleFace

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - see the table below
        """Type what is asked for the first time; then it is an attribute.

        Raises:
            ExpressionFault: names the key under which something is wrong.
        """
        make = _TYPED.get(name)
        if make is None:
            raise AttributeError(f"a Rule has no {name!r}")
        value = make(self, self._scope)
        setattr(self, name, value)
        return value

    def prove(self) -> None:
        """Type everything now.

        Raises:
            ExpressionFault: names the key under which something is wrong.
        """
        for name in _TYPED:
            getattr(self, name)

    @property
    def worst(self) -> Severity:
        """Return the worst severity that a finding of this rule can have."""
        return min((r.severity for r in self.severity), key=SEVERITIES.index)

    def at(self, day: date) -> bool:
        """Tell whether the rule is in force on this day."""
        begin, end = self.in_force
        return (begin is None or begin <= day) and (end is None or day < end)

    def __repr__(self) -> str:
        """Return the id."""
        return f"<Rule {self.id}>"


def captured(rule: Rule) -> tuple[str, ...]:
    """Return the fields whose values a finding of the rule keeps, as written."""
    slots = [slot.text for slot in rule.slots if slot.kind != "plain"]
    return tuple(dict.fromkeys((*slots, *rule.paths)))


class ExpressionFault(Exception):  # noqa: N818 - carries an error to where it is placed
    """An expression, path or template is wrong; ``key`` says under which key."""

    def __init__(
        self, key: tuple[str | int, ...], problem: str, hint: str | None = None
    ) -> None:
        """Keep the key for the loader, which knows the file."""
        super().__init__(problem)
        self.key = key
        self.problem = problem
        self.hint = hint


def _interval(
    plain: Mapping[str, str | None] | None,
) -> tuple[date | None, date | None]:
    if plain is None:
        return (None, None)
    begin, end = (
        date.fromisoformat(text) if text else None
        for text in (plain.get("from"), plain.get("until"))
    )
    if begin and end and end <= begin:
        raise ExpressionFault(("in_force",), "until lies before from: never in force")
    return (begin, end)


def _parsed(source: str, scope: Scope, key: tuple[str | int, ...]) -> tree.Node:
    try:
        return typed(source, scope)
    except ExpressionError as error:
        place = f" at character {error.column}" if error.column is not None else ""
        raise ExpressionFault(
            key, f"{'.'.join(map(str, key))}: {error.problem}{place}", error.hint
        ) from None


def _condition(source: str, scope: Scope, *key: str | int) -> tree.Node:
    node = _parsed(source, scope, key)
    if node.type.kind not in {"truth", "any"}:
        from infoverify.language import typing_rules  # noqa: PLC0415 - errors only

        raise ExpressionFault(
            key,
            f"{'.'.join(map(str, key))} must be true or false, this is {node.type}",
            typing_rules.truth_hint(node),
        )
    return node


def _severity(plain: str | list[Any], scope: Scope) -> tuple[SeverityRow, ...]:
    if isinstance(plain, str):
        return (SeverityRow(None, Severity(plain)),)
    rows = []
    for index, item in enumerate(plain):
        last = index == len(plain) - 1
        if isinstance(item, str) != last:
            raise ExpressionFault(
                ("severity", index),
                "a severity list ends in one plain severity, rows with when/is before it",
            )
        if isinstance(item, str):
            rows.append(SeverityRow(None, Severity(item)))
        else:
            when = _condition(item["when"], scope, "severity", index, "when")
            rows.append(SeverityRow(when, Severity(item["is"])))
    return tuple(rows)


def _completeness(require: tree.Node) -> tuple[tree.Field, ...]:
    """Return the fields of a completeness rule (完整性规则), else nothing."""
    if isinstance(require, tree.Present):
        return (require.field,)
    if isinstance(require, tree.Logic) and require.operator == "or":
        items = [i.field for i in require.items if isinstance(i, tree.Present)]
        if len(items) == len(require.items):
            return tuple(items)
    return ()


def _wholes(*nodes: tree.Node | None) -> tuple[str, ...]:
    """Return the roots of the parts that go whole into a function; "" is the subject."""
    parts = (n for top in nodes if top is not None for n in tree.walk(top))
    return tuple(dict.fromkeys(n.root for n in parts if isinstance(n, tree.Part)))


def _restricted(
    reads: tuple[tree.Field, ...], scope: Scope
) -> tuple[tuple[str, str], ...]:
    """Return ``(root, party)`` pairs: the rule applies to that party only."""
    found: dict[tuple[str, str], None] = {}
    for field in reads:
        if len(field.names) == 1:
            part = field.root.removeprefix("form.") or scope.subjects[0]
            party = scope.structs[part][field.names[0]].party
        else:
            party = "organisation"
        if party != "both":
            found[field.root, party] = None
    return tuple(found)


def _suggestion(field: str, source: str, scope: Scope) -> Suggestion:
    key = ("suggest", field)
    wanted = _known_path(field, scope, key)
    node = _parsed(source, scope, key)
    if wanted is None:
        raise ExpressionFault(key, f"{field} is no field")
    fits = node.type.kind == "any" or family(node.type) == family(type_of_field(wanted))
    if not fits:
        raise ExpressionFault(
            key, f"suggest.{field} is {wanted.kind}, the expression gives {node.type}"
        )
    return Suggestion(field, node, source)


def _paths(plain: Plain, require: tree.Node, scope: Scope) -> tuple[str, ...]:
    if plain["paths"]:
        for index, path in enumerate(plain["paths"]):
            _known_path(path, scope, ("paths", index))
        return tuple(plain["paths"])
    named = tuple(field.path for field in tree.fields(require))
    if named:
        return named
    roots = [n.root for n in tree.walk(require) if isinstance(n, tree.Part) and n.root]
    return tuple(dict.fromkeys(roots))


def _known_path(
    path: str, scope: Scope, key: tuple[str | int, ...]
) -> FieldType | None:
    """Return the type of the field that a path names, ``None`` for a whole part."""
    structs = scope.structs
    head, _, rest = path.removeprefix("form.").partition(".")
    if head in structs and (rest or path not in _bare(scope)):
        if not rest:
            return None
        kind = structs[head].get(rest)
        if kind is None and rest.startswith("legal_representative."):
            kind = structs["policyholder"].get(rest.partition(".")[2])
        if kind is not None and (head not in LIST_PARTS or not scope.subjects):
            return kind
        known = [f"{head}.{name}" for name in structs[head]]
        raise ExpressionFault(key, f"{path!r} names no field", nearest(path, known))
    for subject in scope.subjects:
        kind = structs[subject].get(path)
        if kind is None and path.startswith("legal_representative."):
            kind = structs[subject].get(path.partition(".")[2])
        if kind is None:
            raise ExpressionFault(
                key, f"{subject} has no field {path!r}", nearest(path, structs[subject])
            )
    if not scope.subjects:
        raise ExpressionFault(
            key,
            f"{path!r}: a rule for the record names parts",
            f"policyholder.{path}",
        )
    return kind


def _bare(scope: Scope) -> frozenset[str]:
    return frozenset(f for s in scope.subjects for f in scope.structs[s])


_STATE_SUFFIX: Final = ".state"


def _template(
    text: str, scope: Scope, key: tuple[str | int, ...]
) -> tuple[str | Slot, ...]:
    """Cut a message into texts and placeholders; anything unknown is refused."""
    parts: list[str | Slot] = []
    rest = text
    while rest:
        before, opened, after = rest.partition("{")
        if "}" in before:
            raise ExpressionFault(key, "a } without its {")
        if before:
            parts.append(before)
        if not opened:
            break
        inner, closed, rest = after.partition("}")
        if not closed or "{" in inner:
            raise ExpressionFault(key, "a { without its }")
        parts.append(_slot(inner, scope, key))
    return tuple(parts)


def _slot(inner: str, scope: Scope, key: tuple[str | int, ...]) -> Slot:
    if inner == "role":
        return Slot("role", "")
    if inner == "at" or (inner.startswith("param.") and inner[6:] in scope.parameters):
        return Slot("plain", inner)
    field = inner.removesuffix(_STATE_SUFFIX)
    try:
        kind = _known_path(field, scope, key)
    except ExpressionFault as fault:
        raise ExpressionFault(
            key,
            f"{{{inner}}} is no placeholder",
            fault.hint or "{field}, {field.state}, {role}, {at}, {param.name}",
        ) from None
    if kind is None:
        raise ExpressionFault(key, f"{{{inner}}} names a whole part, not a field")
    return Slot("state" if field != inner else "value", field)


def _face(rule: Rule, scope: Scope) -> RuleFace:
    plain = rule.plain
    message = {
        lang: _template(text, scope, ("message", lang))
        for lang, text in plain["message"].items()
    }
    return RuleFace(
        rule.id,
        plain["title"],
        message,
        tuple(Basis(**basis) for basis in plain["basis"]),
        tuple(plain["obligations"]),
        tuple(plain["tags"]),
    )


def _slots(face: RuleFace) -> tuple[Slot, ...]:
    """Return the placeholders of the messages that stand for something of the case."""
    parts = (part for parts in face.message.values() for part in parts)
    slots = (part for part in parts if isinstance(part, Slot) and part.kind != "role")
    return tuple(dict.fromkeys(slots))


def _optional(plain: Plain, scope: Scope) -> frozenset[str]:
    for index, field in enumerate(plain["optional"]):
        _known_path(field, scope, ("optional", index))
    return frozenset(plain["optional"])


#: How each typed attribute is made of the plain form, in the order of proving.
_TYPED: Final[dict[str, Callable[[Rule, Scope], object]]] = {
    "when": lambda rule, scope: (
        _condition(rule.plain["when"], scope, "when") if rule.plain["when"] else None
    ),
    "require": lambda rule, scope: _condition(rule.plain["require"], scope, "require"),
    "severity": lambda rule, scope: _severity(rule.plain["severity"], scope),
    "completeness": lambda rule, _: _completeness(rule.require),
    "reads": lambda rule, _: tree.fields(rule.when, rule.require),
    "wholes": lambda rule, _: _wholes(rule.when, rule.require),
    "parties": lambda rule, scope: _restricted(rule.reads, scope),
    "suggest": lambda rule, scope: tuple(
        _suggestion(field, source, scope)
        for field, source in rule.plain["suggest"].items()
    ),
    "paths": lambda rule, scope: _paths(rule.plain, rule.require, scope),
    "optional": lambda rule, scope: _optional(rule.plain, scope),
    "face": _face,
    "slots": lambda rule, _: _slots(rule.face),
}
