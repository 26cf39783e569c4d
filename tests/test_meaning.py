"""The definition of the language: Kleene's logic, severity lists, facts, reasons."""
# ruff: noqa: D107 - hostile doubles and synthetic pickles

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from conftest import AT, kinds, rule, rules
from infoverify.checks import TABLE
from infoverify.checks.readings import COMPACTORS
from infoverify.language.expressions import Scope, parse
from infoverify.language.meaning import (
    ABSENT,
    DOUBTFUL,
    NO_ANSWER,
    UNKNOWN_CODE,
    Environment,
    Offending,
    Unknown,
    answer,
    evaluate,
    worse,
)
from infoverify.language.types import (
    DATE,
    NUMBER,
    TEXT,
    TRUTH,
    Function,
    Parameter,
    Type,
)
from infoverify.subject import Case
from infoverify.vocabulary import PARTS

Judge = "Callable[..., Verdict]"


class Reading:
    """A validator's reading as rules see it."""

    def __init__(
        self, valid: bool | None, *problems: str, sex: str | None = None
    ) -> None:
        self.valid = valid
        self.problems = problems
        self.hints = ("hint",)
        self.sex = sex


READINGS = {
    "good": Reading(True, sex="male"),
    "bad": Reading(False, "checksum", sex="male"),
    "doubt": Reading(None, "placeholder", sex="male"),
    "short": Reading(None, sex="male"),
    "nofact": Reading(True),
    "none": None,
}
FACTS = {
    "valid": TRUTH,
    "problems": Type("list", item="text"),
    "placeholder": TRUTH,
    "sex": Type("code", ("male", "female")),
}
FUNCTIONS = {
    **TABLE,
    "reading": Function(
        "reading", (Parameter("value", TEXT),), Type("facts"), READINGS.get, FACTS
    ),
    "maybe": Function(
        "maybe",
        (Parameter("value", TEXT),),
        TRUTH,
        {"yes": True, "no": False}.get,
    ),
    "optional": Function(
        "optional",
        (Parameter("a", TEXT, optional=True), Parameter("b", TEXT)),
        TRUTH,
        lambda a, b: a is None,  # noqa: ARG005
    ),
}


def value(source: str, at: date = AT, **fields: Any) -> Any:
    record = {
        "policyholder": fields.pop("policyholder", fields),
        **fields.pop("more", {}),
    }
    case = Case(record, COMPACTORS)
    scope = Scope(("policyholder",), PARTS, {"limit": NUMBER}, FUNCTIONS, {})
    env = Environment(case, case.part("policyholder"), at, {"limit": 3}, FUNCTIONS)
    return evaluate(parse(source, scope), env)


# One operand per truth value: maybe(occupation) with each answer.
WORDS = {True: "yes", False: "no", None: "perhaps"}


def truth(result: Any) -> bool | None:
    return None if isinstance(result, Unknown) else result


def kleene_and(values: list[bool | None]) -> bool | None:
    if False in values:
        return False
    return None if None in values else True


def kleene_or(values: list[bool | None]) -> bool | None:
    if True in values:
        return True
    return None if None in values else False


@pytest.mark.parametrize("count", [2, 3])
def test_and_or_follow_kleene(count: int) -> None:
    for values in product([True, False, None], repeat=count):
        terms = [f'maybe("{WORDS[v]}")' for v in values]

        assert truth(value(" and ".join(terms))) is kleene_and(list(values))
        assert truth(value(" or ".join(terms))) is kleene_or(list(values))


@pytest.mark.parametrize(("word", "wanted"), [("yes", False), ("no", True)])
def test_not_negates(word: str, wanted: bool) -> None:
    assert value(f'not maybe("{word}")') is wanted


def test_not_of_unknown_is_unknown() -> None:
    assert value('not maybe("perhaps")') == NO_ANSWER


@pytest.mark.parametrize("operator", ["==", "!=", "<", "<=", ">", ">="])
def test_a_comparison_with_what_is_absent_is_undetermined(operator: str) -> None:
    assert value(f"birth_date {operator} at") == ABSENT
    assert value(f"at {operator} birth_date") == ABSENT
    assert value(f"birth_date {operator} filed_on") == ABSENT


@pytest.mark.parametrize("state", [None, "", "无", "no date"])
def test_filler_and_unreadable_read_as_absent(state: object) -> None:
    assert value("birth_date == at", birth_date=state) == ABSENT
    assert value("birth_date in ['2020-01-01']", birth_date=state) == ABSENT
    assert value("age(birth_date) > 1", birth_date=state) == ABSENT
    assert value("present(birth_date)", birth_date=state) is False


def test_present_is_never_undetermined() -> None:
    assert value("present(name)") is False
    assert value("present(name)", name="周文博") is True
    assert value("present(legal_representative.name)") is False


@pytest.mark.parametrize(
    ("word", "source", "wanted"),
    [
        ("good", "valid", True),
        ("bad", "valid", False),
        ("doubt", "valid", DOUBTFUL),
        ("short", "valid", UNKNOWN_CODE),
        ("none", "valid", NO_ANSWER),
        ("good", 'sex == "male"', True),
        ("bad", 'sex == "male"', NO_ANSWER),
        ("doubt", 'sex == "male"', True),
        ("nofact", 'sex == "male"', NO_ANSWER),
        ("good", "placeholder", False),
        ("doubt", "placeholder", True),
        ("bad", "placeholder", False),
    ],
)
def test_facts_of_a_reading(word: str, source: str, wanted: object) -> None:
    assert value(f'reading("{word}").{source}') == wanted


def test_problems_are_told_of_a_refused_value_too() -> None:
    assert value('"checksum" in reading("bad").problems') is True
    assert value('"checksum" in reading("good").problems') is False


def test_a_reading_of_what_is_absent_is_absent() -> None:
    assert value("reading(name).valid") == ABSENT
    assert value("reading(name).sex == 'male'") == ABSENT


def test_an_optional_argument_may_be_absent() -> None:
    assert value("optional(name, 'b')") is True
    assert value("optional('a', name)") == ABSENT
    assert value("optional(name, address)") == ABSENT


def test_the_weightier_reason_is_told() -> None:
    order = ["absent", "unknown_code", "doubtful", "no_answer", "table_too_old"]
    for i, light in enumerate(order):
        for heavy in order[i:]:
            assert worse(Unknown(light), Unknown(heavy)) == Unknown(heavy)
            assert worse(Unknown(heavy), Unknown(light)) == Unknown(heavy)
    source = 'reading(name).valid and reading("doubt").valid'
    assert value(source) == DOUBTFUL


def test_parameters_and_date() -> None:
    assert value("param.limit == 3") is True
    assert value('at == "2026-01-15"') is True
    assert value('at == "2026-01-15"', at=date(2026, 1, 16)) is False


@pytest.mark.parametrize(
    ("term", "source", "wanted"),
    [
        ("whole_life", "policy.term_months > 12", True),
        ("whole_life", "policy.term_months <= 1000000", False),
        ("whole_life", 'policy.term_months == "whole_life"', True),
        ("whole_life", "policy.term_months != 240", True),
        (240, 'policy.term_months == "whole_life"', False),
        (240, 'policy.term_months < "whole_life"', True),
        ("to_age:60", "policy.term_months <= 12", ABSENT),
        ("to_age:60", "present(policy.term_months)", True),
    ],
)
def test_terms(term: object, source: str, wanted: object) -> None:
    assert value(source, more={"policy": {"term_months": term}}) == wanted


@pytest.mark.parametrize(
    ("until", "source", "wanted"),
    [
        ("long_term", "id_valid_until >= at", True),
        ("long_term", 'id_valid_until == "long_term"', True),
        ("2020-01-01", 'id_valid_until == "long_term"', False),
        ("2020-01-01", "id_valid_until >= at", False),
        ("2020-01-01", 'id_valid_until < "long_term"', True),
    ],
)
def test_validity(until: str, source: str, wanted: object) -> None:
    assert value(source, id_valid_until=until) is wanted


@pytest.mark.parametrize(
    ("result", "wanted"),
    [("a", NUMBER), (1, TEXT), (1, TRUTH), (True, NUMBER), (1.5, NUMBER), ("x", DATE)],
)
def test_a_function_must_give_what_it_is_registered_with(
    result: object, wanted: Type
) -> None:
    case = Case({}, COMPACTORS)

    with pytest.raises(TypeError):
        answer(result, wanted, Environment(case, None, AT, {}, {}))


def test_offending_paths_are_false() -> None:
    env = Environment(Case({}, COMPACTORS), None, AT, {}, {})

    assert answer(Offending(("policy.number",)), TRUTH, env) is False
    assert env.offending == ("policy.number",)
    assert not Offending(())


# Whole rules -----------------------------------------------------------------

LIST = """[{when: 'policy.line == "group"', is: warn}, {when: 'policy.term_months <= 12', is: info}, review]"""


@pytest.mark.parametrize(
    ("policy", "severity"),
    [
        ({"line": "group", "term_months": 12}, "warn"),
        ({"line": "group"}, "warn"),
        ({"line": "individual_life", "term_months": 12}, "info"),
        ({"line": "individual_life", "term_months": 13}, "review"),
        # Unknown scope is inside: the worst possible row wins.
        ({"line": "individual_life"}, "review"),
        ({"term_months": 12}, "warn"),
        ({"term_months": 13}, "review"),
        ({}, "review"),
    ],
)
def test_severity_lists(judge: Any, policy: dict[str, Any], severity: str) -> None:
    text = rules(rule("present(name)", severity=LIST))

    verdict = judge(text, {"policy": policy})

    assert [f.severity for f in verdict.findings] == [severity]


def test_an_unknown_row_above_a_true_one_counts_when_it_is_worse(judge: Any) -> None:
    rows = "[{when: 'policy.line == \"group\"', is: block}, {when: 'policy.term_months <= 12', is: info}, review]"
    text = rules(rule("present(name)", severity=rows))

    verdict = judge(text, {"policy": {"term_months": 12}})

    assert [f.severity for f in verdict.findings] == ["block"]


@pytest.mark.parametrize(
    ("sex", "name", "outcome"),
    [
        ("male", "周文博", []),
        ("male", None, ["t.rule"]),
        ("female", None, []),
        ("female", "周文博", []),
        (None, None, ["? t.rule absent"]),
        (None, "周文博", ["? t.rule absent"]),
    ],
)
def test_when(
    judge: Any, sex: str | None, name: str | None, outcome: list[str]
) -> None:
    text = rules(rule("present(name)", when="'sex == \"male\"'"))

    verdict = judge(text, {"policyholder": {"sex": sex, "name": name}})

    assert kinds(verdict) == outcome


def unsure(_value: str) -> bool | None:
    return None


unsure.__annotations__ = {"_value": str, "return": bool}


@pytest.mark.parametrize(
    ("word", "severity", "decision"),
    [
        ("note", None, "clear"),
        ("review", "review", "refer"),
        ("block", "block", "correct"),
    ],
)
def test_undetermined_does_what_the_rule_says(
    judge: Any, word: str, severity: str | None, decision: str
) -> None:
    text = rules(rule("acme.known(name)", undetermined=word))

    verdict = judge(
        text, {"policyholder": {"name": "周文博"}}, functions={"acme.known": unsure}
    )

    assert [(u.rule, u.reason) for u in verdict.undetermined] == [
        ("t.rule", "no_answer")
    ]
    assert [(f.severity, f.outcome) for f in verdict.findings] == (
        [(severity, "undetermined")] if severity else []
    )
    assert verdict.decision == decision


@pytest.mark.parametrize("word", ["note", "review", "block"])
def test_absent_is_listed_only(judge: Any, word: str) -> None:
    text = rules(rule("acme.known(name)", undetermined=word))

    verdict = judge(text, {}, functions={"acme.known": unsure})

    assert kinds(verdict) == ["? t.rule absent"]
    assert verdict.decision == "clear"
