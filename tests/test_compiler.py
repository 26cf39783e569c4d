"""Generated code and the definition give the same verdicts, whatever the ruleset says.

``Verifier.verify`` runs a generated function; ``Evaluation`` with ``meaning`` is the
definition. Rulesets and records are generated, see ``ruleset_strategies``.
"""

from __future__ import annotations

import ast
import random
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ruleset_strategies
from infoverify import Verifier
from infoverify.checks.readings import COMPACTORS
from infoverify.engine import _touched
from infoverify.errors import RuleCrashed
from infoverify.evaluation import Evaluation
from infoverify.examples import build_record, load_samples
from infoverify.runtime import Interpret
from infoverify.subject import Case
from infoverify.verdict import Verdict
from ruleset_strategies import HOSTILE, Made, records, rulesets, verifier, yaml_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

AT = date(2026, 1, 15)
SHIPPED = ("life-standard", "life-strict")


def by_definition(
    judge: Verifier, record: object, at: date, touched: Iterable[str] | None = None
) -> Verdict:
    """Return the verdict of the definition, with no generated code anywhere."""
    seen = None if touched is None else _touched(touched, judge.ruleset)
    case = Case(record, COMPACTORS, judge.ruleset.structs)
    evaluation = Evaluation(judge._plan, case, at, seen)
    evaluation.run()
    return Verdict(
        judge._face,
        stage=judge.stage,
        at=at,
        findings=tuple(evaluation.findings),
        undetermined=tuple(evaluation.undetermined),
        partial=touched is not None,
    )


def assert_agreement(judge: Verifier, record: object, at: date) -> None:
    """Hold both verdicts to each other, plain and masked; a crash would be a detour."""
    with suppress(Interpret):
        run = judge._program(at).run(record, at)
        # They are put in order by their place alone.
        assert len({hit[:3] for hit in run.hits}) == len(run.hits)
    compiled, defined = judge.verify(record, at=at), by_definition(judge, record, at)
    assert compiled.decision == defined.decision
    assert compiled.to_dict(raw=True) == defined.to_dict(raw=True)
    assert compiled.to_dict() == defined.to_dict()


@given(made=rulesets(), cases=st.lists(records(), min_size=1, max_size=3))
@settings(max_examples=35)
def test_generated_rulesets_judge_as_defined(made: Made, cases: list[object]) -> None:
    judge = verifier(made)
    for case in cases:
        for at in made.dates:
            assert_agreement(judge, case, at)


@pytest.mark.parametrize("seed", range(24))
def test_seeded_rulesets_judge_as_defined(seed: int) -> None:
    """Rulesets and records of full size, which hypothesis reaches late."""
    source = random.Random(seed)
    made = ruleset_strategies.make_ruleset(source)
    parameters = {
        "limit": 60,
        "strict": False,
        "lines": ["property"],
        "resident_id": "'",
    }
    options: tuple[dict[str, Any], ...] = (
        {},
        {"parameters": parameters},
        {"stage": "servicing", "key": None},
    )
    judge = verifier(made, **options[seed % 3])
    for _ in range(6):
        assert_agreement(judge, ruleset_strategies.make_record(source), AT)


@pytest.fixture(scope="module", params=SHIPPED)
def shipped(request: pytest.FixtureRequest) -> Verifier:
    return Verifier(request.param, stage="underwriting", key="a key")


@given(case=records())
@settings(max_examples=100)
def test_shipped_rulesets_judge_as_defined(shipped: Verifier, case: object) -> None:
    assert_agreement(shipped, case, AT)


@pytest.mark.parametrize("stage", ["entry", "servicing", "legacy"])
def test_examples_of_shipped_rules_judge_as_defined(stage: str) -> None:
    judge = Verifier("life-strict", stage=stage, key="a key")
    samples = load_samples()
    for rule in judge.ruleset.rules:
        for example in rule.plain["examples"]:
            record = build_record(list(rule.roles), example["given"], samples)
            assert_agreement(judge, record, AT)


def test_crashes_raise_from_both_where_the_host_asks_for_it() -> None:
    judge = verifier(
        ruleset(rule("a.b", "acme.crashes(name)", for_="policyholder")),
        on_crash="raise",
    )
    with pytest.raises(RuleCrashed, match=r"a\.b.*RuntimeError") as caught:
        judge.verify({"policyholder": {"name": "周文博"}}, at=AT)
    assert "周文博" not in str(caught.value)


# Touched --------------------------------------------------------------------


@given(case=records(), data=st.data())
@settings(max_examples=40)
def test_touched_verdicts_say_nothing_that_the_whole_does_not(
    shipped: Verifier, case: object, data: st.DataObject
) -> None:
    whole = shipped.verify(case, at=AT)
    roles = ("policyholder", "insured[0]", "insured[1]", "policy", "beneficiaries[0]")
    fields = ("name", "id_number", "birth_date", "id_type", "mobile", "address", "line")
    paths = [
        f"{r}.{f}" for r in roles for f in fields if (r == "policy") == (f == "line")
    ]
    touched = data.draw(st.lists(st.sampled_from(paths), unique=True))
    part = shipped.verify(case, at=AT, touched=touched)
    assert part.partial
    assert part.decision != "clear"
    assert part.to_dict(raw=True) == by_definition(shipped, case, AT, touched).to_dict(
        raw=True
    )
    known = [f.to_dict(raw=True) for f in whole.findings]
    for finding in part.findings:
        if finding.rule != "record.unreadable":
            assert finding.to_dict(raw=True) in known
    assert set(part.undetermined) <= set(whole.undetermined)


@given(made=rulesets(), case=records())
@settings(max_examples=40)
def test_touching_every_part_judges_the_whole(made: Made, case: object) -> None:
    judge = verifier(made)
    whole = judge.verify(case, at=AT)
    seen = Case(case, COMPACTORS, judge.ruleset.structs)
    roles = [part.role for name in seen.structs for part in seen.parts(name)]
    roles += [p.role for name in seen.structs for p in seen.form().parts(name)]
    rules = {r.id for r in judge.ruleset.rules if "beneficiaries" not in r.wholes}
    part = judge.verify(case, at=AT, touched=roles)
    known = [f.to_dict(raw=True) for f in part.findings if f.rule in rules]
    # An empty list has no part to touch, so a rule about the whole list may wait.
    assert known == [f.to_dict(raw=True) for f in whole.findings if f.rule in rules]


# Named corners, each a divergence that once was -----------------------------


def rule(
    id_: str, require: str, *, for_: str = "policyholder", **keys: Any
) -> dict[str, Any]:
    return {"id": id_, "for": for_, "require": require, "severity": "warn", **keys}


def ruleset(*rules: dict[str, Any], **keys: Any) -> Made:
    head = {"infoverify": "1", "ruleset": {"id": "t", "version": "1"}}
    return Made(yaml_text({**head, **keys, "rules": list(rules)}), (AT,))


def found(made: Made, record: object, **options: Any) -> list[tuple[str, str]]:
    """Return rule and severity of every finding, after both sides agreed."""
    judge = verifier(made, **options)
    assert_agreement(judge, record, AT)
    return [(f.rule, str(f.severity)) for f in judge.verify(record, at=AT).findings]


def test_not_is_no_present_and_a_parameter_no_literal() -> None:
    made = ruleset(
        rule("a.told", "False", for_="disclosure", when="present(explained)"),
        rule("a.untold", "False", for_="disclosure", when="not explained"),
        rule("b.literal", "False", when='nationality == "word"'),
        rule("b.parameter", "False", when="nationality == param.word"),
        parameters={"word": {"value": "CHN"}},
    )
    record = {"disclosure": {"explained": True}, "policyholder": {"nationality": "CHN"}}
    assert found(made, record) == [("b.parameter", "warn"), ("a.told", "warn")]


def test_ids_that_differ_by_a_dot_are_two_rules() -> None:
    made = ruleset(rule("a.b_c", "present(name)"), rule("a_b.c", "present(email)"))
    assert found(made, {"policyholder": {"name": "周文博"}}) == [("a_b.c", "warn")]


def test_declared_names_never_meet() -> None:
    made = ruleset(
        rule("a.one", 'x_y == "1"', for_="lead"),
        rule("a.two", 'y == "2"', for_="lead_x"),
        rule("a.three", "policyholder", for_="h"),
        fields={"lead.x_y": "text", "lead_x.y": "text", "h.policyholder": "truth"},
    )
    record = {"lead": {"x_y": "2"}, "lead_x": {"y": "1"}, "h": {"policyholder": False}}
    assert len(found(made, record)) == 3


def test_declared_fields_are_inherited() -> None:
    made = ruleset(
        rule("a.vip", "x_vip == True", for_="insured"),
        fields={"policyholder.x_vip": "truth", "insured.x_vip": "truth"},
    )
    record = {"policyholder": {"x_vip": False}, "insured": [{"relationship": "self"}]}
    assert found(made, record) == []
    record["insured"] = [{"relationship": "spouse", "x_vip": False}]
    assert found(made, record) == [("a.vip", "warn")]


OWN = """
infoverify: 1
ruleset: {id: own, version: "1", title: {zh: 本人, en: Own}}
rules:
  - id: insured.is_self
    title: {zh: 本人投保, en: Own life}
    for: [insured]
    require: relationship != "self"
    paths: [relationship, id_type, birth_date]
    severity:
      - {when: birth_date > "1980-01-01", is: info}
      - block
    suggest: {name: policyholder.name}
"""


@pytest.mark.parametrize("born", ["1990-03-07", "1970-03-07", None])
def test_who_insures_himself_has_the_policyholders_facts_in_his_findings(
    born: str | None, tmp_path: Path
) -> None:
    """A rule about what is his own may still ask what he has from the policyholder."""
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    judge = Verifier(path, stage="underwriting", key=b"k")
    case = load_samples()["case"]
    person = {**case["policyholder"], "birth_date": born}
    record = {**case, "policyholder": person, "insured": [{"relationship": "self"}]}
    assert_agreement(judge, record, AT)
    assert_agreement(judge, record, AT)
    assert judge.verify(record, at=AT).decision == (
        "correct" if born != "1990-03-07" else "clear"
    )


def test_fields_that_nobody_asks_of_the_policyholder_are_inherited() -> None:
    made = ruleset(
        rule("a.job", 'occupation == "x" and relationship == "self"', for_="insured")
    )
    record = {
        "policyholder": {"occupation": "y"},
        "insured": [{"relationship": "self"}],
    }
    assert found(made, record) == []


def test_fingerprints_take_the_compact_number() -> None:
    made = ruleset(rule("a.b", "present(name)"))
    judge = verifier(made)
    marks = {
        judge.verify({"policy": {"number": n}}, at=AT).findings[0].fingerprint
        for n in ("A12", " Ａ１２ ", "A12\u200b")
    }
    assert len(marks) == 1


def test_a_crashed_completeness_rule_has_not_spoken() -> None:
    made = ruleset(rule("a.b", "present(sex)", when="acme.crashes(name)"))
    record = {"policyholder": {"name": "周文博", "sex": "other"}}
    assert found(made, record) == [
        ("engine.rule_crashed", "block"),
        ("record.unreadable", "review"),
    ]


def test_paths_that_a_condition_names_do_not_replace_the_rules_own() -> None:
    made = ruleset(
        rule("a.b", "present(name)", when="not shares_complete(beneficiaries)")
    )
    record = {"beneficiaries": [{"share": "60"}]}
    (finding,) = verifier(made).verify(record, at=AT).findings
    assert finding.paths == ("policyholder.name",)
    assert found(made, record) == [("a.b", "warn")]


@pytest.mark.parametrize(
    ("number", "birth_date", "sex", "reasons"),
    [
        # A refused number answers nothing, and that outweighs what is absent.
        ("110105199003070039", None, None, "no_answer no_answer -"),
        ("110105199003070039", "1990-03-07", "male", "no_answer no_answer -"),
        (None, "1990-03-07", "male", "absent absent absent"),
        (None, None, None, "absent absent absent"),
        ("110105199003070033", None, None, "absent absent -"),
        ("11010519491231002X", None, None, "absent absent doubtful"),
    ],
)
def test_usual_reasons_are_those_of_meaning(
    number: str | None, birth_date: str | None, sex: str | None, reasons: str
) -> None:
    made = ruleset(
        rule("a.birth", "birth_date == resident_id(id_number).birth_date"),
        rule("a.sex", "not (sex == resident_id(id_number).sex)"),
        rule("a.valid", "not resident_id(id_number).valid"),
        rule("a.age", "age(birth_date) >= 18"),
    )
    fields = {"id_number": number, "birth_date": birth_date, "sex": sex}
    record = {"policyholder": fields}
    judge = verifier(made)
    assert_agreement(judge, record, AT)
    told = {
        entry.rule: entry.reason for entry in judge.verify(record, at=AT).undetermined
    }
    shown = [told.get(f"a.{name}", "-") for name in ("birth", "sex", "valid")]
    assert shown == reasons.split()
    assert told.get("a.age") == ("absent" if birth_date is None else None)


def test_a_first_case_is_judged_alike_whether_compiled_or_not() -> None:
    made = ruleset(rule("a.b", "present(name)"))
    shown, fresh = verifier(made), verifier(made)
    assert "present" not in shown.code_of("a.b", at=AT)
    record = {"policyholder": {"sex": "male"}}
    assert shown.verify(record, at=AT) == fresh.verify(record, at=AT)
    assert shown.verify(record, at=AT) == fresh.verify(record, at=AT)


def test_an_organisation_has_no_sex_wherever_it_is_asked() -> None:
    made = ruleset(
        rule(
            "a.b",
            "present(email)",
            severity=[{"when": 'sex == "male"', "is": "info"}, "review"],
            suggest={"contact_name": "occupation"},
            message="{sex} {sex.state}",
        )
    )
    record = {
        "policyholder": {"party": "organisation", "sex": "male", "occupation": "x"}
    }
    (finding,) = verifier(made).verify(record, at=AT).findings
    assert found(made, record) == [("a.b", "review")]
    assert finding.suggestion == {}
    assert "male" not in finding.message("en")


def test_a_term_to_a_past_age_is_unreadable_though_no_rule_reads_it() -> None:
    record = {
        "policy": {"term_months": "to_age:10", "effective_on": "2026-01-01"},
        "insured": [{"birth_date": "1990-01-01"}],
    }
    assert found(ruleset(rule("a.b", "True")), record) == [
        ("record.unreadable", "review")
    ]


def test_a_declared_part_may_have_a_type_of_document() -> None:
    made = ruleset(
        rule("a.b", 'id_type == "x"', for_="lead"), fields={"lead.id_type": "text"}
    )
    assert found(made, {"lead": {"id_type": "uscc"}}) == [("a.b", "warn")]


@pytest.mark.parametrize("word", ["or", "and"])
def test_long_conditions_compile(word: str) -> None:
    condition = f" {word} ".join(["order == 1"] * 120)
    record = {"beneficiaries": [{"order": 2}, {"order": 1}, {}]}
    made = ruleset(rule("a.b", condition, for_="beneficiaries"))
    assert found(made, record) == [("a.b", "warn")]


def test_findings_of_a_representative_are_shown() -> None:
    record = {
        "insured": [{"party": "organisation", "legal_representative": {"sex": 5}}],
        "form": {"insured": [{"sex": 5}]},
    }
    judge = verifier(ruleset(rule("a.b", "True")))
    first, second = judge.verify(record, at=AT).findings
    assert first.message("zh").startswith("第1被保险人的法定代表人")
    assert second.message("en").startswith("insured person 1 on the form")


# The text of generated code --------------------------------------------------


def hostile_ruleset() -> Made:
    """Return a ruleset with every hostile text wherever an author may put one."""
    writable = [h for h in HOSTILE if not set(h) & set("\\#\n\r") and '"' not in h]
    rules = [
        rule(
            f"a.r{i}",
            f'name != "{text}" or x_code == "是"',
            title=text,
            when=f'email != "{text}"',
        )
        for i, text in enumerate(writable)
    ]
    for i, text in enumerate(HOSTILE):
        brace = text.replace("{", "(").replace("}", ")")
        rules.append(rule(f"b.r{i}", f"name == param.p{i}", message=brace, tags=[text]))
    # Commas part the codes of a list, and blanks around one are dropped.
    codes = [text for text in HOSTILE if text.strip() == text and "," not in text]
    return ruleset(
        *rules,
        parameters={f"p{i}": {"value": text} for i, text in enumerate(HOSTILE)},
        fields={"policyholder.x_code": f"code[是, {', '.join(codes)}]"},
    )


def test_authors_strings_stay_literals() -> None:
    judge = verifier(hostile_ruleset())
    text = judge._program(AT).source.text
    harmless = ast.dump(ast.parse(text))
    assert "SystemExit" not in {
        node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)
    }
    assert harmless.count("FunctionDef(") == 1
    lines = text.splitlines()
    # Every line is one that the generator began: no author's break has split one.
    assert len(lines) == text.count("\n")
    for h in HOSTILE:
        record = {"policyholder": {"name": h, "email": h, "x_code": h}}
        assert_agreement(judge, record, AT)


@given(made=rulesets())
@settings(max_examples=40)
def test_generated_code_names_only_what_it_is_given(made: Made) -> None:
    judge = verifier(made)
    program = judge._program(AT)
    parsed = ast.parse(program.source.text)
    assert [type(node) for node in parsed.body] == [ast.FunctionDef]
    # Strings of code: names of the vocabulary, literals of conditions, nothing longer
    # than an expression may be.
    for node in ast.walk(parsed):
        assert not isinstance(
            node, (ast.Import, ast.ImportFrom, ast.Lambda, ast.Global)
        )
        if isinstance(node, ast.Attribute):
            assert not node.attr.startswith("_")
    assert set(program.source.snippets) <= {r.id for r in judge.ruleset.rules}


@given(case=records())
@settings(max_examples=30)
def test_no_value_of_a_customer_enters_the_code(
    shipped: Verifier, case: object
) -> None:
    before = shipped._program(AT).source.text
    constants = dict(shipped._program(AT).source.constants)
    shipped.verify(case, at=AT)
    assert shipped._program(AT).source.text == before
    assert shipped._program(AT).source.constants == constants
    assert "310104198506185373" not in before


class Anything:
    """Equal to whatever it is compared with, as ``unittest.mock.ANY`` is."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return True


@pytest.mark.parametrize("field", ["party", "relationship"])
def test_what_equals_everything_is_unreadable(field: str) -> None:
    judge = Verifier("life-standard", stage="entry")
    holder = {field: Anything()}
    record = {"policyholder": {"name": "周文博"} | holder, "insured": [holder]}
    assert_agreement(judge, record, date(2026, 1, 15))
    run = judge._program(date(2026, 1, 15)).run(record, date(2026, 1, 15))
    assert f"insured[0].{field}" in {p for f in run.findings() for p in f.paths}


@pytest.mark.parametrize(
    ("insured", "absent"),
    [
        ({"relationship": "self"}, False),
        ({"relationship": "self", "name": "", "mobile": None}, False),
        ({"relationship": "self", "party": "organisation"}, False),
        ({"relationship": "self", "name": "周文博"}, True),
        ({"relationship": "self", "party": "person"}, True),
    ],
)
def test_an_organisation_may_insure_itself(
    insured: dict[str, object], absent: bool
) -> None:
    """Property customers are mostly organisations, and seldom say it twice."""
    judge = Verifier("property-real-name", stage="underwriting", key=b"k")
    record = {
        **load_samples()["case"],
        "policyholder": load_samples()["organisation"],
        "insured": [insured],
    }
    assert_agreement(judge, record, AT)
    rules = {(f.rule, f.role) for f in judge.verify(record, at=AT).findings}
    assert (("id_number.absent", "insured[0]") in rules) is absent
