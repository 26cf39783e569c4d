# ruff: noqa: D107 - odd objects explain themselves by what they answer
# ruff: noqa: DTZ001, DTZ901 - hosts send naive times too
"""Hypothesis strategies: well-typed rulesets as YAML text, and records of every shape.

Expressions are built as source text from the vocabulary and the function table, so that
parser, typing rules, definition and compiler are all held by one property.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import make_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hypothesis import strategies as st
from pydantic import ConfigDict, create_model

from infoverify.checks import TABLE
from infoverify.checks.host import host_functions
from infoverify.engine import Verifier
from infoverify.examples import load_samples
from infoverify.language.ruleset import Ruleset
from infoverify.language.types import family, type_of_field
from infoverify.subject import structs_with
from infoverify.vocabulary import LIST_PARTS, PARTS, FieldType

if TYPE_CHECKING:
    from random import Random

Scope = dict[str, list[str]]

# Texts that an author or a customer could type to break out of generated code.
HOSTILE: Final = (
    "'",
    '"',
    "'''",
    '"""',
    "\\",
    "\\'",
    "\n",
    "\r",
    "\r\n",
    "\u2028",
    "\u2029",
    "\x85",
    "\t#",
    "{}",
    "{v}",
    "%s",
    "');raise SystemExit#",
    "__import__('os')",
    "赵'\n    raise SystemExit",
    "\N{GRINNING FACE}",
    "\x0b\x0c",
)

# Further fields: names that could collide when part and field are joined.
DECLARED: Final[dict[str, FieldType]] = {
    "lead.contact": FieldType("text"),
    "lead.x_y": FieldType("text"),
    "lead_x.y": FieldType("date"),
    "lead.agency": FieldType("number"),
    "h.policyholder": FieldType("truth"),
    "c.policy_number": FieldType("text"),
    "compact.name": FieldType("text"),
    "lead.id_type": FieldType("text"),
    "lead.form": FieldType("text"),
    "policyholder.x_vip": FieldType("truth"),
    "insured.x_vip": FieldType("truth"),
    "insured.x_code": FieldType("code", ("a'b", "c\\d", "e\nf", "否")),
    "policyholder.x_code": FieldType("code", ("a'b", "c\\d", "e\nf", "否")),
    "policyholder.x_note": FieldType("text"),
    "policy.x_on": FieldType("date"),
    "policy.x_sum": FieldType("number"),
}

PARAMETERS: Final[dict[str, object]] = {
    "limit": "18",
    "rate": "0.50",
    "since": "2010-02-28",
    "strict": "true",
    # Named as a literal below reads: the one must never be taken for the other.
    "resident_id": "CHN",
    "hostile": 'it\'s "a"\\ \n\u2028 {line}',
    "lines": ["individual_life", "group"],
    "months": ["12", "240"],
}


def _crashes(value: str) -> bool:
    raise RuntimeError(value)


def _long(value: str) -> bool | None:
    return None if len(value) == 11 else len(value) > 8


def _wrong_type(value: str) -> bool:
    return value  # type: ignore[return-value]


def _tail(value: str | None) -> str | None:
    return value[-4:] if value else None


def _half(amount: Decimal) -> Decimal:
    return Decimal(amount) / 2


def _eve(day: date, *, at: date) -> date | None:
    return min(day, at)


def _either(a: bool, b: bool | None = None) -> bool:
    return a or bool(b)


HOST: Final[dict[str, Any]] = {
    "acme.long": _long,
    "acme.tail": _tail,
    "acme.half": _half,
    "acme.eve": _eve,
    "acme.either": _either,
    "acme.crashes": _crashes,
    "acme.wrong_type": _wrong_type,
}


class Made(NamedTuple):
    """A generated ruleset: its text, and the dates on which something changes."""

    text: str
    dates: tuple[date, ...]


def yaml_text(value: object) -> str:
    """Return a value in YAML's flow style, every odd character escaped."""
    if isinstance(value, Mapping):
        return (
            "{"
            + ", ".join(f"{yaml_text(k)}: {yaml_text(v)}" for k, v in value.items())
            + "}"
        )
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(yaml_text, value)) + "]"
    return '"' + "".join(map(_escaped, str(value))) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable() and ord(char) < 0x10000:
        return char
    return f"\\U{ord(char):08x}"


# Expressions ----------------------------------------------------------------


class Author:
    """Writes well-typed expressions for a rule about certain parts."""

    def __init__(
        self, random: Random, subjects: tuple[str, ...], *, declared: bool, host: bool
    ) -> None:
        """Collect what may be named, by family."""
        self.random = random
        self.host = host
        self.subjects = subjects
        self.structs = structs_with(DECLARED if declared else {})
        self.named: dict[str, list[str]] = {}
        self.kinds: dict[str, str] = {}
        self.codes: dict[str, tuple[str, ...]] = {}
        self.fields: list[str] = []
        for field in self._common():
            self._know(field, self.structs[subjects[0]][field])
        self.own = tuple(self.fields)
        for part, struct in self.structs.items():
            if part not in LIST_PARTS:
                for field, kind in struct.items():
                    self._know(f"{part}.{field}", kind)
                    if random.random() < 0.1:
                        self._know(f"form.{part}.{field}", kind)
        persons = [""] * ("legal_representative" in self.own) + ["policyholder."]
        for person in persons:
            for field in ("name", "sex", "birth_date", "id_number", "x_note"):
                if field in self.structs["policyholder"]:
                    self._know(
                        f"{person}legal_representative.{field}",
                        self.structs["policyholder"][field],
                    )

    def _common(self) -> list[str]:
        if not self.subjects:
            return []
        structs = [self.structs[s] for s in self.subjects]
        return [
            field
            for field, kind in structs[0].items()
            if all(field in s and s[field].kind == kind.kind for s in structs)
        ]

    def _know(self, path: str, kind: FieldType) -> None:
        if kind.kind == "person":
            return
        type_ = type_of_field(kind)
        group = family(type_)
        if group == "list":
            group = f"list of {type_.item}"
        self.fields.append(path)
        self.named.setdefault(group, []).append(path)
        self.kinds[path] = kind.kind
        self.codes[path] = kind.codes

    def field(self, group: str) -> str:
        """Return a field; the subject's own more often than another part's."""
        names = self.named[group]
        own = [n for n in names if n in self.own]
        return self.random.choice(own if own and self.random.random() < 0.6 else names)

    def truth(self, depth: int) -> str:
        """Return an expression that is true, false, or undetermined."""
        pick = self.random.random()
        if depth <= 0 or pick < 0.22:
            return self._present_or_plain()
        if pick < 0.55:
            return self._compare(depth)
        if pick < 0.72:
            word = self.random.choice((" and ", " or "))
            items = [self.truth(depth - 1) for _ in range(self.random.randint(2, 4))]
            return "(" + word.join(items) + ")"
        if pick < 0.82:
            return f"(not {self.truth(depth - 1)})"
        if pick < 0.92 or not self.host:
            return self._called(depth)
        return self.random.choice(
            (
                f"acme.long({self.text(depth - 1)})",
                f"acme.crashes({self.text(depth - 1)})",
                f"acme.wrong_type({self.text(depth - 1)})",
                f"acme.either({self.truth(depth - 1)})",
                f"acme.either({self.truth(depth - 1)}, {self.field('truth')})",
            )
        )

    def _present_or_plain(self) -> str:
        pick = self.random.random()
        if pick < 0.55:
            return f"present({self.random.choice(self.fields)})"
        if pick < 0.85:
            return self.field("truth")
        return self.random.choice(("True", "False", "param.strict"))

    def _compare(self, depth: int) -> str:
        group = self.random.choice(
            ("text", "text", "number", "date", "truth", "in", "has")
        )
        if group == "in":
            return self._membership()
        if group == "has":
            return self._contains(depth)
        left = getattr(self, group)(depth - 1)
        if group in {"number", "date"}:
            operator = self.random.choice(("==", "!=", "<", "<=", ">", ">="))
        else:
            operator = self.random.choice(("==", "!="))
        right = self._literal(left, group)
        if right is None or self.random.random() < 0.4:
            right = getattr(self, group)(depth - 1)
            if self._one_kind(left, right):
                right = '"张三"'
        # A literal outside a code's list is a load error.
        coded = {self.kinds.get(left), self.kinds.get(right)} & {"code"}
        if coded or left.endswith(".sex") or right.endswith(".sex"):
            left, right = (
                "param.resident_id" if side == '"resident_id"' else side
                for side in (left, right)
            )
        sides = (left, right) if self.random.random() < 0.8 else (right, left)
        if sides[0].startswith('"') and sides[1].startswith('"'):
            return f"{sides[0]} == {sides[1]}"
        return f"({sides[0]} {operator} {sides[1]})"

    def _one_kind(self, left: str, right: str) -> bool:
        """Tell whether both are names, or addresses: a load error."""
        kinds = (self.kinds.get(left), self.kinds.get(right))
        return kinds in {("name", "name"), ("address", "address")}

    def _literal(self, other: str, group: str) -> str | None:
        kind, codes = self.kinds.get(other), self.codes.get(other, ())
        if group == "text":
            if other.startswith('"'):
                return None
            # Neither backslashes nor line breaks may stand in an expression's source.
            plain = [c for c in codes if kind == "code" and _writable(c)]
            if plain:
                return f'"{self.random.choice(plain)}"'
            if other.endswith(".sex"):
                return '"male"'
            if kind == "code":
                return None
            return self.random.choice(
                (
                    '"周文博"',
                    '"CHN"',
                    '"resident_id"',
                    '"it\'s {v}"',
                    "'a \"b\"'",
                    '"\u2029"',
                )
            )
        if group == "number":
            if kind == "term" and self.random.random() < 0.4:
                return '"whole_life"'
            return self.random.choice(("0", "1", "12", "240", "1.0", "-3", "99.99"))
        if group == "date":
            if not (kind or "(" in other or other == "at" or "param" in other):
                return None
            if kind == "until" and self.random.random() < 0.4:
                return '"long_term"'
            return self.random.choice(('"2026-01-15"', '"1990-01-01"', '"2014-04-21"'))
        return self.random.choice(("True", "False"))

    def _membership(self) -> str:
        word = self.random.choice(("in", "not in"))
        group = self.random.choice(("text", "number", "date"))
        left = self.field(group)
        literals = {self._literal(left, group) for _ in range(3)} - {None}
        if group == "number" and '"whole_life"' in literals:
            literals = {'"whole_life"'}
        if not literals or self.random.random() < 0.2:
            wanted = {"text": "param.lines", "number": "param.months"}.get(group)
            if wanted is not None:
                return f"({left} {word} {wanted})"
            literals = {'"2026-01-15"'}
        return f"({left} {word} [{', '.join(sorted(map(str, literals)))}])"

    def _contains(self, depth: int) -> str:
        word = self.random.choice(("in", "not in"))
        return self.random.choice(
            (
                f'("legacy_15_digit" {word} resident_id({self.text(depth - 1)}).hints)',
                f'("placeholder" {word} phone({self.text(depth - 1)}).problems)',
                f"(3 {word} callback.items_confirmed)",
                f'("stamped_application" {word} policyholder.evidence)',
            )
        )

    def _called(self, depth: int) -> str:
        single = [p for p in ("policyholder", "salesperson") if p in self.structs]
        if self.subjects:
            single.append("subject")
        a, b = self.random.choice(single), self.random.choice(single)
        calls = [
            f"same_name({self.text(0)}, {self.text(0)})",
            f"resident_id({self.text(depth - 1)}).valid",
            f"resident_id({self.text(depth - 1)}).placeholder",
            f"phone({self.text(depth - 1)}).valid",
            f"phone({self.text(depth - 1)}).published_sample",
        ]
        if "policyholder" in self.own:
            # A field that bears the part's name hides it.
            return self.random.choice(calls)
        calls += [
            f"same_person({a}, {b})",
            f"phones_differ({a}, {b})",
            "self_agrees(policyholder, insured)",
            "one_number_one_person(policyholder, insured, beneficiaries)",
            "shares_complete(beneficiaries)",
            "beneficiary_orders_complete(beneficiaries)",
        ]
        if self.subjects == ("beneficiaries",):
            calls.append("beneficiary_differs(subject, insured)")
        return self.random.choice(calls)

    def text(self, depth: int) -> str:
        """Return an expression for a text."""
        pick = self.random.random()
        if depth <= 0 or pick < 0.6:
            return self.field("text")
        calls = [
            '"resident_id"',
            "param.resident_id",
            "param.hostile",
            f"phone({self.text(depth - 1)}).kind",
            f"resident_id({self.text(depth - 1)}).region",
            f"resident_id({self.text(depth - 1)}).sex",
        ]
        if self.host:
            calls.append(f"acme.tail({self.text(depth - 1)})")
        return self.random.choice(calls)

    def number(self, depth: int) -> str:
        """Return an expression for a number."""
        if depth <= 0 or self.random.random() < 0.4:
            return self.field("number")
        first, second = self.date(depth - 1), self.date(depth - 1)
        calls = [
            "param.limit",
            "param.rate",
            f"age({first})",
            f"years_between({first}, {second})",
            f"age_on({first}, {second})",
            f"days_between({first}, {second})",
        ]
        if self.host:
            calls.append(f"acme.half({self._count()})")
        return self.random.choice(calls)

    def _count(self) -> str:
        counts = [n for n in self.named["number"] if self.kinds[n] != "term"]
        return self.random.choice([*counts, "param.limit", "7"])

    def date(self, depth: int) -> str:
        """Return an expression for a date (never ``long_term``)."""
        pick = self.random.random()
        dates = [n for n in self.named["date"] if self.kinds[n] == "date"]
        if depth <= 0 or pick < 0.5:
            return self.random.choice(dates)
        calls = [
            "at",
            "param.since",
            f"resident_id({self.text(depth - 1)}).birth_date",
            f"months_after({self.date(depth - 1)}, {self._count()})",
        ]
        if self.host:
            calls.append(f"acme.eve({self.random.choice(dates)})")
        return self.random.choice(calls)


def _writable(text: str) -> bool:
    return not any(c in text for c in "\\\n\"'")


# Rules ----------------------------------------------------------------------

_SEVERITIES: Final = ("block", "review", "warn", "info")
_SUBJECTS: Final = (
    ("policyholder",),
    ("insured",),
    ("beneficiaries",),
    ("policyholder", "insured"),
    ("policyholder", "insured", "beneficiaries"),
    ("salesperson",),
    ("policy",),
    ("disclosure",),
    ("callback",),
    (),
)
_DAYS: Final = ("2013-11-04", "2025-06-30", "2026-01-15", "2026-01-16", "2030-02-28")


def _rule(
    random: Random, index: int, *, declared: bool, host: bool, whens: list[str]
) -> dict[str, Any]:
    subjects = random.choice(_SUBJECTS)
    if declared and random.random() < 0.3:
        subjects = random.choice((("lead",), ("lead_x",), ("h",), ("c",), ("compact",)))
    author = Author(random, subjects, declared=declared, host=host)
    depth = random.randint(0, 3)
    # Ids that become one when dots turn into underscores.
    words = random.choice((f"a_b.c{index}", f"a.b_c{index}", f"a.b.c{index}"))
    rule: dict[str, Any] = {
        "id": f"{words}.r{index}" if random.random() < 0.5 else words,
        "for": list(subjects) or "record",
        "require": _require(author, random, depth),
        "severity": _severity(author, random),
        "undetermined": random.choice(("note", "note", "review", "block")),
        "title": random.choice(("标题", *HOSTILE)),
    }
    if random.random() < 0.5:
        shared = [w for s, w in whens if s == subjects]
        when = random.choice(shared) if shared and random.random() < 0.5 else None
        rule["when"] = when or author.truth(random.randint(0, 2))
        whens.append((subjects, rule["when"]))
    if random.random() < 0.5:
        rule["paths"] = random.sample(author.fields, random.randint(1, 3))
    if random.random() < 0.7:
        rule["message"] = _message(author, random)
    if author.own and random.random() < 0.4:
        rule["suggest"] = _suggest(author, random)
    if random.random() < 0.3:
        first, last = sorted(random.sample(_DAYS, 2))
        rule["in_force"] = random.choice(
            ({"from": first}, {"until": last}, {"from": first, "until": last})
        )
    if random.random() < 0.2:
        rule["stages"] = random.sample(("entry", "underwriting", "servicing"), 2)
    return rule


def _require(author: Author, random: Random, depth: int) -> str:
    if random.random() < 0.25:
        fields = random.sample(author.fields, random.randint(1, 3))
        return " or ".join(f"present({field})" for field in fields)
    return author.truth(depth)


def _severity(author: Author, random: Random) -> Any:
    if random.random() < 0.6:
        return random.choice(_SEVERITIES)
    rows = [
        {"when": author.truth(1), "is": random.choice(_SEVERITIES)}
        for _ in range(random.randint(1, 3))
    ]
    return [*rows, random.choice(_SEVERITIES)]


def _message(author: Author, random: Random) -> dict[str, str]:
    slots = ["{role}", "{at}", "{param.limit}", "{param.lines}", "{param.hostile}"]
    for field in random.sample(author.fields, 3):
        slots += [f"{{{field}}}", f"{{{field}.state}}"]
    hostile = [h for h in HOSTILE if "{" not in h]
    return {
        lang: "".join(random.choice((*slots, *hostile, "文字")) for _ in range(5))
        for lang in ("zh", "en")
    }


def _suggest(author: Author, random: Random) -> dict[str, str]:
    found: dict[str, str] = {}
    for _ in range(2):
        group = random.choice(("text", "number", "date", "truth"))
        own = [n for n in author.named.get(group, ()) if n in author.own]
        if own:
            found[random.choice(own)] = getattr(author, group)(2)
    return found


def make_ruleset(random: Random) -> Made:
    declared, host = random.random() < 0.4, random.random() < 0.35
    whens: list[Any] = []
    made = [
        _rule(random, index, declared=declared, host=host, whens=whens)
        for index in range(random.randint(1, 7))
    ]
    rules = list({rule["id"]: rule for rule in made}.values())
    # One rule at least that every stage and date has.
    rules.append(
        {
            "id": "always.there",
            "for": "policy",
            "severity": "info",
            "require": "present(line)",
        }
    )
    content: dict[str, Any] = {
        "infoverify": "1",
        "ruleset": {"id": "t", "version": "1", "title": random.choice(HOSTILE)},
        "parameters": {
            name: {"value": value, **({"type": "number"} if name == "months" else {})}
            for name, value in PARAMETERS.items()
        },
        "rules": rules,
    }
    if declared:
        content["fields"] = {path: _declared(kind) for path, kind in DECLARED.items()}
    days = [date(2026, 1, 15), date(2026, 1, 16), date(2013, 11, 3), date(2031, 1, 1)]
    return Made(yaml_text(content), tuple(days))


def _declared(kind: FieldType) -> str:
    return f"code[{', '.join(kind.codes)}]" if kind.codes else kind.kind


@st.composite
def rulesets(draw: st.DrawFn) -> Made:
    """Return a well-typed ruleset as YAML text."""
    return make_ruleset(draw(st.randoms(use_true_random=False)))


def verifier(made: Made, **options: Any) -> Verifier:
    """Return a verifier of a generated ruleset, the host's functions in place."""
    from infoverify.language.loader import merge_text
    from infoverify.language.sources import Source
    from infoverify.rulesets import shipped_root

    merged = merge_text(made.text, Source(shipped_root()), file="t.yaml")
    ruleset = Ruleset(merged, {**TABLE, **host_functions(HOST)})
    return Verifier(ruleset, **{"stage": "underwriting", "key": b"a key", **options})


# Records --------------------------------------------------------------------


class Ragged(Mapping[str, object]):
    """A host's own mapping; one of its keys cannot be read."""

    def __init__(self, content: dict[str, object], broken: str = "") -> None:
        self._content = content
        self._broken = broken

    def __getitem__(self, name: str) -> object:
        if name == self._broken:
            raise RuntimeError(name)
        return self._content[name]

    def __iter__(self) -> Any:
        return iter(self._content)

    def __len__(self) -> int:
        return len(self._content)


class Pretender:
    """An object that says it is of another class, as lazy proxies do."""

    def __init__(self, kind: type, inside: Any) -> None:
        self._kind = kind
        self._inside = inside

    @property
    def __class__(self) -> type:  # type: ignore[override]
        return self._kind

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inside, name)

    def __len__(self) -> int:
        return len(self._inside)

    def __iter__(self) -> Any:
        return iter(self._inside)

    def __getitem__(self, index: Any) -> Any:
        return self._inside[index]


class Text(str):
    """A subclass of str, as some drivers return."""

    __slots__ = ()


_ANY: Final = (
    *(
        None,
        "",
        "  ",
        "\u3000",
        "\u200b",
        "无",
        " 不详",
        "N/A",
        "ＮＵＬＬ",
        "none",
        "---",
        "□",
    ),
    *(
        "aaa",
        "ＡＡＡ",
        "00000",
        "０００",
        "丁丁",
        "无\u3164",
        "\u3164\u3164",
        "x" * 5000,
        "\ud800",
    ),
    *(
        0,
        1,
        5,
        True,
        False,
        -1,
        10**30,
        1.5,
        float("nan"),
        float("inf"),
        Decimal("0.50"),
    ),
    *(
        Decimal("NaN"),
        b"bytes",
        [],
        {},
        (),
        ["a"],
        [None],
        object,
        Text("张三"),
        Text(""),
    ),
    *(
        date(1990, 1, 1),
        datetime(2026, 1, 15, 8),
        datetime.max,
        "2026-01-15",
        " 2026-01-15 ",
    ),
    *(
        "1990-02-30",
        "２０２６-01-15",
        "12345",
        " 12 ",
        "1.50",
        "1e3",
        "١٢",
        "true",
        "True",
    ),
    *(
        "self",
        "organisation",
        "person",
        "uscc",
        "resident_id",
        "whole_life",
        "long_term",
    ),
    *(
        "to_age:60",
        "to_age:1",
        "to_age:1000",
        "male",
        "CHN",
        " CHN ",
        "individual_life",
        ",",
    ),
    *("1,2,3", "stamped_application", "张三", " 张 三 ", "zhouwenbo@139.com", *HOSTILE),
    *(
        "A@B.COM",
        "13671830952",
        "+86 136-7183-0952",
        "１３６７１８３０９５２",
        "13800138000",
    ),
    *(
        "310104198506185373",
        "31010419850618537x",
        "11010519491231002X",
        "310104850618537",
    ),
    Pretender(str, "张三"),
    Pretender(dict, {"name": "张三"}),
    Pretender(date, date(1990, 1, 1)),
    Pretender(bool, "x"),
)

#: Values that fit a kind, so that fields are present often enough.
_FITTING: Final[dict[str, tuple[object, ...]]] = {
    "date": ("2026-01-15", date(2014, 4, 21), "1990-01-01", datetime(2030, 2, 28, 1)),
    "until": ("2026-01-15", "long_term", date(2024, 2, 29)),
    "number": ("12", 12, "0.50", 99.99, Decimal("1.00"), -3, "10000000000000000000000"),
    "whole": ("0", 1, "2", 18),
    "term": ("12", 240, "whole_life", "to_age:60", "to_age:1"),
    "truth": (True, False, "true", "false"),
    "country": ("CHN", "FRA"),
    "codes": (["stamped_application"], "stamped_application,approved_explanation"),
    "wholes": ([1, 2, 3], "1,3", ("7",)),
    "id_number": (
        "310104198506185373",
        "310104850618537",
        "31010419850618537X",
        "E1234567",
    ),
    "phone": ("13671830952", "+86 13671830952", "02163870542", "13800138000", "12"),
    "name": ("周文博", "周 文博", "林佩珊", "ＡＢ"),
    "text": ("A1", " Ａ１ ", "resident_id", "it's {v}", 'a "b"', "lead", "uscc"),
    "email": ("A@B.COM", "zhou@139.com"),
    "address": ("上海市徐汇区漕溪北路398弄12号", "北京"),
}


@cache
def _case() -> dict[str, Any]:
    return load_samples()["case"]


def _value(random: Random, kind: FieldType) -> Any:
    pick = random.random()
    if pick < 0.5:
        fitting = kind.codes if kind.kind == "code" else _FITTING.get(kind.kind)
        if fitting:
            return random.choice(fitting)
    return random.choice(_ANY)


def _changed(
    random: Random, holder: dict[str, Any], struct: dict[str, FieldType]
) -> None:
    for _ in range(random.choice((0, 1, 2, 4, 12))):
        field = random.choice(tuple(struct))
        kind = struct[field]
        if kind.kind == "person":
            holder[field] = random.choice(
                (
                    None,
                    "x",
                    {"name": "顾承远", "sex": 5, "party": "organisation"},
                    {},
                    [],
                )
            )
        elif random.random() < 0.3:
            holder.pop(field, None)
        else:
            holder[field] = _value(random, kind)


def _foreign(random: Random, holder: dict[str, Any]) -> object:
    """Return a part as a host may hold it: mapping, dataclass, model."""
    pick = random.randint(0, 9)
    if pick == 0:
        broken = random.choice(tuple(holder)) if holder else ""
        return Ragged(holder, broken if random.random() < 0.5 else "")
    plain = {k: v for k, v in holder.items() if k.isidentifier()}
    if pick == 1:
        names = tuple(plain)
        return make_dataclass("Held", [(n, Any) for n in names])(**plain)
    if pick == 2:
        fields: Any = dict.fromkeys(plain, (Any, None))
        return create_model("Model", __config__=ConfigDict(extra="allow"), **fields)(
            **plain
        )
    return holder


def make_record(random: Random, *, declared: bool = True) -> object:
    """Return a record: the clean case with anything done to it."""
    structs = structs_with(DECLARED if declared else {})
    case: dict[str, Any] = copy.deepcopy(_case())
    if random.random() < 0.15:
        case["policyholder"] = copy.deepcopy(load_samples_organisation())
    _people(random, case)
    for part, struct in structs.items():
        if part in LIST_PARTS:
            for element in case.get(part, ()):
                _changed(random, element, struct)
        elif random.random() < 0.7:
            _changed(random, case.setdefault(part, {}), struct)
    if random.random() < 0.2:
        form = {p: dict(case[p]) for p in ("policyholder", "policy") if p in case}
        _changed(random, form.get("policyholder", {}), PARTS["policyholder"])
        case["form"] = random.choice((form, form, "x", None, {"insured": "x"}))
    return _spoilt(random, case)


@cache
def load_samples_organisation() -> dict[str, Any]:
    """Return the sample organisation; not to be changed."""
    return load_samples()["organisation"]


def _people(random: Random, case: dict[str, Any]) -> None:
    for part, most in (("insured", 3), ("beneficiaries", 3)):
        first = case[part][0]
        case[part] = [copy.deepcopy(first) for _ in range(random.randint(1, most))]
        if random.random() < 0.1:
            case[part] = []
    for element in case["insured"]:
        if random.random() < 0.4:
            element["relationship"] = random.choice(("self", " self "))
            for field in random.sample(tuple(element), random.randint(0, len(element))):
                if field != "relationship":
                    element[field] = random.choice(
                        (None, "", "  ", "无", element[field])
                    )
    # Most who insure themselves say no more than that.
    case["insured"] = [
        {"relationship": "self"} if random.random() < 0.15 else element
        for element in case["insured"]
    ]
    for element in case["beneficiaries"]:
        element["share"] = random.choice(("100", "50", 33.33, None, "x"))
        element["order"] = random.choice(("1", 2, None, "x"))


def _spoilt(random: Random, case: dict[str, Any]) -> object:
    if random.random() < 0.15:
        part = random.choice(tuple(case))
        case[part] = random.choice(
            (None, "", " ", "x", 5, [], {}, [None], ["x"], ({},), True)
        )
    elif random.random() < 0.1:
        case["insured"] = tuple(case["insured"])
    if random.random() < 0.3:
        for part in tuple(case):
            if isinstance(case[part], dict):
                case[part] = _foreign(random, case[part])
    if random.random() < 0.03:
        return random.choice((None, {}, "x", [], 5, {"insured": [{}, {}]}))
    return _foreign(random, case) if random.random() < 0.2 else case


@st.composite
def records(draw: st.DrawFn) -> object:
    """Return a record; any field in any of the four states, parts of any shape."""
    return make_record(draw(st.randoms(use_true_random=False)))
