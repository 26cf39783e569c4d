"""The lint: each doubt is found where it is, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from infoverify.lint import lint
from infoverify.lint.model import Model
from infoverify.lint.remark import CODES
from infoverify.rulesets import load_authored, shipped_names

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
infoverify: 1
ruleset: {id: acme, version: "1"}
instruments: {house: {zh: 本公司规定, en: house rules}}
"""
RULE = """\
  - id: %s
    title: {zh: 标题, en: Title}
    stages: [entry]
    for: [policyholder]
    severity: warn
    basis: [{instrument: house, clause: "1"}]
    examples:
      - {name: a, expect: holds}
      - {name: b, expect: violated}
      - {name: c, expect: undetermined}
      - {name: d, expect: not_applicable}
"""


def rule(rule_id: Any, **keys: Any) -> Any:
    """Return a rule in YAML that is in order but for the keys given."""
    text = RULE % rule_id
    for key, value in keys.items():
        name = key.rstrip("_")
        lines = [x for x in text.splitlines() if not x.startswith(f"    {name}:")]
        if name == "examples":
            lines = [x for x in lines if not x.startswith("      -")]
        text = (
            "\n".join(
                [lines[0], *([f"    {name}: {value}"] if value else []), *lines[1:]]
            )
            + "\n"
        )
    return text


@pytest.fixture
def codes(tmp_path: Path) -> Any:
    """Return a function: rules and head → the codes of the remarks."""

    def run(*rules: Any, head: Any = "") -> Any:
        path = tmp_path / "acme.yaml"
        path.write_text(HEAD + head + "rules:\n" + "".join(rules), encoding="utf-8")
        found = lint(load_authored(str(path)))
        for remark in found:
            assert remark.text("zh") != remark.text("en")
            assert remark.line is not None
        return [remark.code for remark in found]

    return run


@pytest.mark.parametrize("name", ["life-standard", "life-strict"])
def test_the_profiles_are_clean(name: str) -> None:
    assert lint(load_authored(name)) == []


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_ruleset_can_be_linted(name: str) -> None:
    for remark in lint(load_authored(name)):
        assert remark.code in CODES
        assert remark.file is not None


def test_a_rule_in_order_has_no_remark(codes: Any) -> None:
    assert codes(rule("a.b", require="present(name)")) == []


KEYS = [
    ("translation_missing", {"title": "{zh: 标题}"}),
    ("translation_missing", {"title": "标题"}),
    ("translation_missing", {"message": "{zh: 缺少姓名}"}),
    ("placeholders_differ", {"message": '{zh: "{name}", en: "{sex}"}'}),
    ("basis_missing", {"basis": None}),
    ("instrument_unknown", {"basis": "[{instrument: elsewhere}]"}),
    ("when_never", {"when": 'sex == "male" and sex == "female"'}),
    ("when_never", {"when": 'sex in ["male"] and sex != "male"'}),
    ("when_never", {"when": "present(email) and not present(email)"}),
    ("when_never", {"when": "income > 5 and income < 4"}),
    ("when_never", {"when": 'birth_date > "2020-01-01" and birth_date < "2019-01-01"'}),
    ("require_never_violated", {"require": 'sex != "male" or sex != "female"'}),
    ("require_never_violated", {"when": "present(name)", "require": "present(name)"}),
    ("require_never_holds", {"when": 'sex == "male"', "require": 'sex == "female"'}),
    (
        "require_never_holds",
        {"require": 'name == "a" and name == "b"'.replace("name", "occupation")},
    ),
]


@pytest.mark.parametrize(("code", "keys"), KEYS)
def test_what_is_doubtful_in_one_rule(codes: Any, code: Any, keys: Any) -> None:
    assert codes(rule("a.b", **{"require": "present(name)", **keys})) == [code]


FINE = [
    {"when": 'sex == "male" or sex == "female"'},
    {"when": "income > 4 and income < 5"},
    {"when": 'sex in ["male", "female"] and sex != "male"'},
    {"when": "age(birth_date) >= 18 and age(birth_date) < 20"},
    {"require": "birth_date <= at"},
    {"when": 'party == "organisation"'},
    {"when": "'\"stamped_application\" in evidence and present(evidence)'"},
    {
        "when": '\'"stamped_application" in evidence and not ("approved_explanation" in evidence)\''
    },
    {"require": 'birth_date < "9999-12-31" and birth_date > "0001-01-01"'},
    {"require": "same_name(name, salesperson.name)"},
    {"require": "resident_id(id_number).valid"},
    {"message": '{zh: "{role}没有{name}", en: "{name} is missing"}'},
    {"message": '{zh: "{name.state}", en: "{name.state}"}'},
]


@pytest.mark.parametrize("keys", FINE)
def test_what_is_not_doubtful(codes: Any, keys: Any) -> None:
    assert codes(rule("a.b", **{"require": "present(name)", **keys})) == []


def test_each_outcome_needs_an_example(codes: Any) -> None:
    examples = "[{name: a, expect: holds}, {name: b, expect: violated}]"
    assert codes(rule("a.b", require="present(name)", examples=examples)) == []
    assert codes(rule("a.b", require='sex == "male"', examples=examples)) == [
        "example_missing",  # undetermined, without sex
        "example_missing",  # not applicable, to an organisation
    ]
    when = {"when": "present(email)", "require": "present(name)"}
    assert codes(rule("a.b", **when, examples=examples)) == ["example_missing"]
    # Guarded by present(), a comparison is never undetermined.
    guarded = {
        "when": "present(address)",
        "require": "id_valid_from <= at or not present(id_valid_from)",
    }
    three = "[{name: a, expect: holds}, {name: b, expect: violated}, {name: c, expect: not_applicable}]"
    assert codes(rule("a.b", **guarded, examples=three)) == []


@pytest.mark.parametrize(
    ("example", "code"),
    [
        ("{name: x, given: {set: {nam: x}}, expect: holds}", "example_idle"),
        ("{name: x, given: {drop: [nam]}, expect: holds}", "example_idle"),
        ("{name: x, given: {drop: [policy.foo]}, expect: holds}", "example_idle"),
        ("{name: x, given: {drop: [house.foo]}, expect: holds}", "example_idle"),
        ("{name: x, given: {set: {sex.code: x}}, expect: holds}", "example_idle"),
        ("{name: x, parameters: {nosuch: '1'}, expect: holds}", "example_idle"),
        ("{name: x, stage: claim, expect: holds}", "example_idle"),
        ("{name: a, expect: holds}", "example_repeats"),
        (
            "{name: x, given: {drop: [agency, insured, 'insured[0]']}, expect: holds}",
            "",
        ),
        ("{name: x, given: {set: {form.policyholder.sex: male}}, expect: holds}", ""),
        (
            (
                "{name: x, given: {set: {policyholder.legal_representative.name: x}},"
                " expect: holds}"
            ),
            "",
        ),
    ],
)
def test_an_example_that_goes_nowhere(codes: Any, example: str, code: str) -> None:
    known = f"[{{name: a, expect: holds}}, {{name: b, expect: violated}}, {example}]"
    found = codes(rule("a.b", require="present(name)", examples=known))
    assert found == ([code] if code else [])


def test_unused_parameters_and_fields(codes: Any) -> None:
    head = "parameters: {limit: {value: 3}, other: {value: 4}, told: {value: 5}}\n"
    head += "fields: {policyholder.x_vip: truth, policyholder.x_kind: text}\n"
    used = rule(
        "a.b",
        when="policyholder.x_vip == True and income > param.limit",
        require="present(name)",
        message='{zh: "至多 {param.told}", en: "at most {param.told}"}',
    )
    assert codes(used, head=head) == ["parameter_unused", "field_unused"]


def test_a_companys_own_number_of_a_person_shows_bare(codes: Any) -> None:
    head = "fields: {policyholder.x_salary: number, policyholder.x_note: text}\n"
    message = '{zh: "{x_salary}{x_note}", en: "{x_salary}{x_note}"}'
    text = rule("a.b", require='x_salary > 0 and x_note != "x"', message=message)
    assert codes(text, head=head) == ["placeholder_unmasked"]


def test_a_blocking_rule_whose_fields_nobody_asks_for(
    codes: Any, tmp_path: Path
) -> None:
    part = HEAD.replace("acme", "part") + "rules:\n"
    part += rule("sex.gone", require="present(sex)", severity="block")
    (tmp_path / "part.yaml").write_text(part, encoding="utf-8")
    profile = "extends: [./part.yaml]\n"
    blocking = {"severity": "block", "require": 'sex == "male" and income > 0'}
    assert codes(rule("a.b", **blocking), head=profile) == ["field_uncovered"]
    assert codes(rule("a.b", **blocking)) == []
    known = {**blocking, "optional": "[income]"}
    assert codes(rule("a.b", **known), head=profile) == []
    warning = {**blocking, "severity": "warn"}
    assert codes(rule("a.b", **warning), head=profile) == []
    later = {**known, "stages": "[entry, claim]"}
    assert codes(rule("a.b", **later), head=profile) == ["field_uncovered"]


PAIRS = [
    ("rules_repeat", {"require": "present(name)"}, {"require": "present(name)"}),
    ("rules_repeat", {"require": 'sex == "male"'}, {"require": 'sex != "female"'}),
    ("rules_repeat", {"require": "income >= 5"}, {"require": "not (income < 5)"}),
    ("rules_contradict", {"require": 'sex == "male"'}, {"require": 'sex == "female"'}),
    ("rules_contradict", {"require": "income > 9"}, {"require": "income < 3"}),
    (None, {"require": "income > 3"}, {"require": "income < 9"}),
    (None, {"require": 'sex == "male"'}, {"require": 'nationality == "CHN"'}),
    (
        None,
        {"require": "present(name)"},
        {"require": "present(name)", "stages": "[claim]"},
    ),
    (
        None,
        {"require": "present(name)"},
        {"require": "present(name)", "for_": "[beneficiaries]"},
    ),
    (
        "rules_contradict",
        {"when": 'sex == "male"', "require": "income > 9"},
        {"when": 'not (sex != "male")', "require": "income < 3"},
    ),
    # Together they exclude men with an e-mail address, and may mean it.
    (
        None,
        {"when": 'sex == "male"', "require": "income > 9"},
        {"when": "present(email)", "require": "income < 3"},
    ),
    (
        None,
        {"when": 'sex == "male"', "require": "income > 9"},
        {"when": 'sex == "female"', "require": "income < 3"},
    ),
    (
        None,
        {"require": "present(name)", "in_force": '{until: "2020-01-01"}'},
        {"require": "present(name)", "in_force": '{from: "2020-01-01"}'},
    ),
]


@pytest.mark.parametrize(("code", "first", "second"), PAIRS)
def test_pairs(codes: Any, code: Any, first: Any, second: Any) -> None:
    found = codes(rule("a.b", **first), rule("a.c", **second))
    assert found == ([code] if code else [])


def test_a_gap_in_force(codes: Any) -> None:
    early = rule("a.b", require="present(name)", in_force='{until: "2020-01-01"}')
    late = rule("a.c", require="present(name)", in_force='{from: "2020-01-02"}')
    assert codes(early, late) == ["gap_in_force"]


def test_disabled_rules_are_left_alone(codes: Any) -> None:
    assert (
        codes(rule("a.b", require="present(name)", basis=None, enabled="false")) == []
    )


def test_every_code_is_tested_and_told() -> None:
    tested = {row[0] for row in KEYS} | {row[0] for row in PAIRS if row[0]}
    tested |= {"example_missing", "parameter_unused", "field_unused", "gap_in_force"}
    tested |= {"placeholder_unmasked", "field_uncovered", "insured_inherits"}
    tested |= {"example_idle", "example_repeats"}
    assert tested == set(CODES)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"require": "age(birth_date) <= 65"}, True),
        ({"require": "present(name)", "when": 'policy.channel == "direct"'}, True),
        ({"require": "present(name)", "for_": "[policyholder, insured]"}, False),
        ({"require": "present(relationship)"}, False),
        ({"require": "present(name)", "when": 'relationship == "self"'}, False),
        ({"require": "mobile != policyholder.mobile"}, False),
        ({"require": "not same_person(subject, salesperson)"}, False),
    ],
)
def test_a_rule_for_the_insured_alone(codes: Any, keys: Any, told: Any) -> None:
    found = codes(rule("a.b", **{"for_": "[insured]", **keys}))
    assert ("insured_inherits" in found) is told


def test_advice_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    two = "[{name: a, expect: holds}, {name: b, expect: violated}]"
    rules = rule("a.b", require="present(sex)", examples=two)
    rules += rule("a.c", require="present(sex)", examples=two)
    path.write_text(f"{HEAD}rules:\n{rules}", encoding="utf-8")
    texts = {r.code: r.text("en") for r in lint(load_authored(str(path)))}
    assert "given: {use: organisation}" in texts["example_missing"]
    assert "a.b; change that one by override" in texts["rules_repeat"]


def test_too_many_cases_claim_nothing(tmp_path: Path) -> None:
    fields = (
        "sex",
        "name",
        "email",
        "phone",
        "mobile",
        "address",
        "income",
        "occupation",
    )
    many = " and ".join(f"present({f})" for f in (*fields, "evidence", "region_code"))
    many += " and " + " and ".join(
        f"present(salesperson.{f})" for f in ("name", "phone", "mobile")
    )
    path = tmp_path / "acme.yaml"
    text = HEAD + "rules:\n" + rule("a.b", require=f"{many} and not present(name)")
    path.write_text(text, encoding="utf-8")
    ruleset = load_authored(str(path))
    assert not Model((ruleset.rules[0].require,), ruleset).small
    assert "require_never_holds" not in {r.code for r in lint(ruleset)}
