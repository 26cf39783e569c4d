"""An effective ruleset (生效规则集): merged, typed, with its digest."""

from __future__ import annotations

import keyword
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from infoverify._named import NamedTuple
from infoverify.errors import RulesetError
from infoverify.finding import canonical_json
from infoverify.language.rule import ExpressionFault, Plain, Rule
from infoverify.language.scope import Scope
from infoverify.language.types import Type
from infoverify.states import parse_date
from infoverify.subject import structs_with
from infoverify.vocabulary import PARTS, RESERVED, FieldType

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from infoverify.language.stored import Stored
    from infoverify.language.types import FunctionTable

#: Keys of a rule that decide outcomes or show in findings; the digest covers them.
DIGESTED: Final = (
    *("id", "title", "enabled", "stages", "for", "when", "require", "paths"),
    *("severity", "suggest", "message", "basis", "in_force", "lock", "undetermined"),
    *("waiver", "optional", "obligations", "tags"),
)


class Origin(NamedTuple):
    """The file and line that set a value."""

    file: str | None
    line: int | None
    column: int | None = None


class Origins(dict[tuple[str, str], Origin]):
    """``(group or rule id, key)`` → where the value was set; looked up when asked.

    A rule's keys stand where its file has them, unless an override set them.
    """

    def __init__(self) -> None:
        """Start with nothing set."""
        super().__init__()
        self._rules: dict[str, tuple[Callable[..., Origin], int, Plain]] = {}

    def place(
        self, rule: str, origin: Callable[..., Origin], index: int, plain: Plain
    ) -> None:
        """Note that a rule is the file's so-many-th; ``origin`` places its keys."""
        self._rules[rule] = (origin, index, plain)

    def __missing__(self, key: tuple[str, str]) -> Origin:
        """Return where a rule's own file sets the key."""
        origin, index, plain = self._rules[key[0]]
        if key[1] not in plain:
            raise KeyError(key)
        return origin("rules", index, key[1])

    def get(self, key: tuple[str, str], default: Any = None) -> Any:  # noqa: ANN401
        """Return where a value was set, or the default."""
        try:
            return self[key]
        except KeyError:
            return default


#: What to try where nothing better is known.
MANUAL: Final = "rulesets/README.md tells on one page how a rule is written"


class Merged(NamedTuple):
    """The plain content of an effective ruleset: JSON-ready, ordered, checked in shape.

    ``origins`` maps ``(rule id, key)`` to where the value was set.
    """

    id: str
    version: str
    title: dict[str, str]
    parameters: dict[str, Plain]
    fields: dict[str, str]
    instruments: dict[str, dict[str, str]]
    rules: list[Plain]
    origins: Origins
    files: tuple[str, ...]
    #: The rules as first written, before any override: what their examples speak of.
    defined: list[Plain]
    #: Whether it came from the built form, which holds no examples.
    built: bool = False
    #: What its expressions mean, where a sealed form tells; then its rules are proved.
    stored: Stored | None = None


def parse_value(text: str | list[str], kind: str | None = None) -> object:
    """Return a parameter's value in the type that it is of, or is declared as."""
    if isinstance(text, list):
        return tuple(parse_value(item, kind or "text") for item in text)
    if kind == "text":
        return text
    if text in {"true", "false"} and kind in {None, "truth"}:
        return text == "true"
    if kind in {None, "date"}:
        day = parse_date(text)
        if day is not None:
            return day
    if kind in {None, "number"}:
        digits = text.removeprefix("-")
        whole, point, fraction = digits.partition(".")
        if digits.isascii() and whole.isdigit() and len(text) <= 40:
            if not point:
                return int(text)
            if fraction.isdigit():
                return Decimal(text)
    if kind is not None:
        raise ValueError(f"is no {kind}")
    return text


def value_type(value: object) -> Type:
    """Return the expression type of a parameter's value."""
    if isinstance(value, tuple):
        item = value_type(value[0]).kind if value else "text"
        return Type("list", item=item)
    if isinstance(value, bool):
        return Type("truth")
    if isinstance(value, (int, Decimal)):
        return Type("number")
    return Type("date" if isinstance(value, date) else "text")


class Ruleset:
    """An effective ruleset; immutable, safe to share.

    Attributes:
        id, version: from the file's head.
        rules: in the order of merging; disabled ones included.
        parameters: name → final value.
        unresolved: dotted functions that no table offers yet.
    """

    __slots__ = (
        "_digest",
        "functions",
        "id",
        "merged",
        "parameters",
        "rules",
        "structs",
        "title",
        "unresolved",
        "version",
    )

    def __init__(
        self,
        merged: Merged,
        functions: FunctionTable,
        parameters: Mapping[str, object] | None = None,
        *,
        proved: bool = False,
    ) -> None:
        """Type a merged ruleset; rules proved before are typed when they are needed.

        Raises:
            RulesetError: an expression, path, template or parameter is wrong.
        """
        self.merged = merged
        self.id = merged.id
        self.version = merged.version
        self.title = merged.title
        self.functions = functions
        self.parameters: dict[str, object] = {
            name: parse_value(plain["value"], plain["type"])
            for name, plain in merged.parameters.items()
        }
        self.parameters.update(parameters or {})
        self.structs = structs_with(_declared(merged, functions))
        types = {name: value_type(value) for name, value in self.parameters.items()}
        stored = merged.stored if proved else None
        scope = Scope((), self.structs, types, functions, {}, stored)
        self.rules = tuple(self._rule(plain, scope, proved) for plain in merged.rules)
        # A proved rule calls no function of a host: the types of those are not ours.
        self.unresolved = () if proved else _unresolved(self.rules, functions)
        self._digest: str | None = None

    def _rule(self, plain: Plain, scope: Scope, proved: bool) -> Rule:  # noqa: FBT001
        subjects = () if plain["for"] == ["record"] else tuple(plain["for"])
        rule_id = plain["id"]
        for subject in subjects:
            if subject not in self.structs:
                hint = f"known: {', '.join((*self.structs, 'record'))}"
                raise self._error(rule_id, ("for",), f"unknown part {subject!r}", hint)
        try:
            rule = Rule(plain, scope._replace(subjects=subjects))
            if not proved:
                rule.prove()
        except ExpressionFault as fault:
            raise self._error(rule_id, fault.key, fault.problem, fault.hint) from None
        return rule

    def _error(
        self, rule: str, key: tuple[str | int, ...], problem: str, hint: str | None
    ) -> RulesetError:
        origins = self.merged.origins
        origin = origins.get((rule, str(key[0]))) or origins.get((rule, "id"))
        origin = origin or Origin(None, None)
        return RulesetError(
            problem,
            file=origin.file,
            line=origin.line,
            column=origin.column,
            rule=rule,
            hint=hint or MANUAL,
        )

    def as_defined(self) -> Ruleset:
        """Return the ruleset without any override, which the examples are about."""
        merged = self.merged._replace(rules=self.merged.defined)
        return Ruleset(merged, self.functions)

    def rule(self, rule_id: str) -> Rule:
        """Return the rule of this id.

        Raises:
            KeyError: there is none.
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    @property
    def digest(self) -> str:
        """Return SHA-256 of the canonical JSON of rules and parameters' final values."""
        if self._digest is None:
            text = canonical_json(self.canonical())
            import hashlib  # noqa: PLC0415 - a clean verdict asks for no digest

            self._digest = hashlib.sha256(text.encode()).hexdigest()
        return self._digest

    def canonical(self) -> dict[str, Any]:
        """Return what the digest covers."""
        merged = self.merged
        return {
            "id": merged.id,
            "version": merged.version,
            "fields": merged.fields,
            "parameters": {n: plain_value(v) for n, v in self.parameters.items()},
            "rules": [{k: rule[k] for k in DIGESTED} for rule in merged.rules],
        }

    def __repr__(self) -> str:
        """Return id, version and the number of rules."""
        return f"<Ruleset {self.id} {self.version}: {len(self.rules)} rules>"


def plain_value(value: object) -> object:
    """Return a parameter's value as it would stand in a file."""
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


_FIELDS: Final = "a part of your own, lead.contact, or policyholder.x_vip"
_TAKEN: Final = frozenset({"form", "present", *(f for s in PARTS.values() for f in s)})
_FIELD_KINDS: Final = frozenset({"text", "number", "date", "truth"})


def _declared(merged: Merged, functions: FunctionTable) -> dict[str, FieldType]:
    """Return the further fields that the files declare under ``fields:``."""
    declared: dict[str, FieldType] = {}
    for path, kind in merged.fields.items():
        origin = merged.origins.get(("fields", path), Origin(None, None))
        problem = _field_problem(path, functions)
        field = _field_type(kind)
        if problem or field is None:
            raise RulesetError(
                problem or f"{path}: {kind!r} is no type",
                file=origin.file,
                line=origin.line,
                column=origin.column,
                hint=_FIELDS if problem else "text, number, date, truth, code[a, b]",
            )
        declared[path] = field
    return declared


def _field_problem(path: str, functions: FunctionTable) -> str | None:
    part, dot, name = path.partition(".")
    words = (part, name)
    if not dot or not all(w.isidentifier() and w.isascii() for w in words):
        return f"{path!r}: a field is declared as part.name"
    if any(
        w.startswith("_") or w in {*RESERVED, "party"} or keyword.iskeyword(w)
        for w in words
    ):
        return f"{path!r}: the name is reserved"
    if part not in PARTS and (part in functions or part in _TAKEN):
        return f"{path!r}: the name is reserved, {part} means something else"
    if part in PARTS and not name.startswith("x_"):
        return f"{path!r}: a further field of {part} begins with x_"
    return None


def _field_type(kind: str) -> FieldType | None:
    if kind in _FIELD_KINDS:
        return FieldType(kind)
    if kind.startswith("code[") and kind.endswith("]"):
        codes = tuple(code.strip() for code in kind[5:-1].split(","))
        return FieldType("code", codes) if all(codes) else None
    return None


def _unresolved(rules: tuple[Rule, ...], functions: FunctionTable) -> tuple[str, ...]:
    from infoverify.language import tree  # noqa: PLC0415 - only its names are needed here

    names: dict[str, None] = {}
    for rule in rules:
        nodes = [rule.require, *(s.node for s in rule.suggest)]
        nodes += [n for n in (rule.when, *(r.when for r in rule.severity)) if n]
        for top in nodes:
            for node in tree.walk(top):
                if isinstance(node, tree.Call) and node.function not in functions:
                    names[node.function] = None
    return tuple(names)
