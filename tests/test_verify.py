"""The verifier: who is judged, in which order, with what, and what never happens."""

from __future__ import annotations

import copy
import threading
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from conftest import AT, kinds, rule, rules
from infoverify import (
    RuleCrashed,
    RulesetError,
    UsageError,
    Verdict,
    Verifier,
    load_ruleset,
)
from infoverify.vocabulary import PARTS, STAGES

EVERYONE = "[policy, policyholder, insured, beneficiaries, salesperson, agency]"
NAME = rules(
    rule("present(name)", id="p.name"),
    rule("present(name)", id="i.name", for_="[insured]"),
)


def found(verdict: Verdict) -> list[tuple[str, str]]:
    return [(f.rule, f.role) for f in verdict.findings]


def primary(verdict: Verdict) -> list[tuple[str, str]]:
    return [(f.rule, f.paths[0]) for f in verdict.findings]


# Absent people ---------------------------------------------------------------


@pytest.mark.parametrize("record", [{}, None, {"policyholder": None, "insured": None}])
def test_absent_people_are_judged(judge: Any, record: object) -> None:
    text = rules(
        *(
            rule(f"present({field})", id=f"t.{part}", for_=f"[{part}]")
            for part, field in [
                ("policy", "number"),
                ("policyholder", "name"),
                ("insured", "name"),
                ("beneficiaries", "name"),
                ("salesperson", "name"),
                ("agency", "name"),
            ]
        )
    )

    assert found(judge(text, record)) == [
        ("t.policy", "policy"),
        ("t.policyholder", "policyholder"),
        ("t.insured", "insured[0]"),
        ("t.salesperson", "salesperson"),
        ("t.agency", "agency"),
    ]


@pytest.mark.parametrize(
    ("insured", "unreadable"),
    [
        (None, False),
        ([], False),
        ("", False),
        ((), False),
        ("周文博", True),
        (5, True),
        ({}, True),
        ({"name": "周文博"}, True),
        (iter([{}]), True),
        ({"a"}, True),
    ],
)
def test_insured_that_are_no_list(
    judge: Any, insured: object, unreadable: bool
) -> None:
    verdict = judge(NAME, {"policyholder": {"name": "甲乙"}, "insured": insured})

    assert found(verdict)[0] == ("i.name", "insured[0]")
    assert primary(verdict)[1:] == (
        [("record.unreadable", "insured")] if unreadable else []
    )


def test_elements_that_are_no_mapping(judge: Any) -> None:
    record = {
        "policyholder": {"name": "甲乙"},
        "insured": [{"name": "丙丁"}, "x", None],
    }

    assert primary(judge(NAME, record)) == [
        ("i.name", "insured[1].name"),
        ("record.unreadable", "insured[1]"),
        ("i.name", "insured[2].name"),
    ]


@pytest.mark.parametrize(
    "record", [5, "text", [], b"", object(), 1.5, True, {1, 2}, (), date]
)
def test_a_record_that_is_none(judge: Any, record: object) -> None:
    verdict = judge(NAME, record)

    assert found(verdict) == [
        ("p.name", "policyholder"),
        ("i.name", "insured[0]"),
        ("record.unreadable", "record"),
    ]
    assert verdict.decision == "correct"


# Inheritance -----------------------------------------------------------------

SELF = rules(
    rule("present(name)", id="t.name", for_="[policyholder, insured]"),
    rule(
        "present(name) or present(sex)", id="t.either", for_="[policyholder, insured]"
    ),
    rule("present(relationship)", id="t.relationship", for_="[insured]"),
    rule('relationship == "self" or present(name)', id="t.mixed", for_="[insured]"),
)


def test_what_self_inherits_is_the_policyholders_finding(judge: Any) -> None:
    record = {"policyholder": {}, "insured": [{"relationship": "self"}]}

    assert found(judge(SELF, record)) == [
        ("t.name", "policyholder"),
        ("t.either", "policyholder"),
    ]


@pytest.mark.parametrize("value", ["无", 5])
def test_filler_and_unreadable_are_ones_own(judge: Any, value: object) -> None:
    record = {
        "policyholder": {"name": "周文博"},
        "insured": [{"relationship": "self", "name": value}],
    }
    verdict = judge(SELF, record)

    assert ("t.name", "insured[0]") in found(verdict)
    assert ("t.either", "insured[0]") in found(verdict)
    assert ("record.unreadable", "insured[0]") not in found(verdict)


def test_a_rule_of_some_own_fields_still_applies(judge: Any) -> None:
    record = {
        "policyholder": {"name": "周文博", "sex": "male"},
        "insured": [{"relationship": "self", "name": "无"}],
    }

    assert found(judge(SELF, record)) == [("t.name", "insured[0]")]


def test_others_inherit_nothing(judge: Any) -> None:
    record = {
        "policyholder": {"name": "周文博"},
        "insured": [{"relationship": "spouse"}, {"relationship": "self"}, {}],
    }

    assert found(judge(SELF, record)) == [
        ("t.name", "insured[0]"),
        ("t.either", "insured[0]"),
        ("t.mixed", "insured[0]"),
        ("t.name", "insured[2]"),
        ("t.either", "insured[2]"),
        ("t.relationship", "insured[2]"),
    ]


# Parties ---------------------------------------------------------------------

PARTY = rules(
    rule("present(sex)", id="t.sex", for_="[policyholder, insured]"),
    rule("present(contact_name)", id="t.contact", for_="[policyholder]"),
    rule("present(legal_representative.name)", id="t.legal", for_="[policyholder]"),
    rule("present(policyholder.sex)", id="t.other", for_="[insured]"),
    rule("present(policyholder.sex)", id="t.record", for_="[record]"),
    rule("present(name) or present(sex)", id="t.some", for_="[policyholder]"),
)


@pytest.mark.parametrize("party", [None, "person", "无", 5, "company"])
def test_a_person_lacks_an_organisations_fields(judge: Any, party: object) -> None:
    verdict = judge(PARTY, {"policyholder": {"party": party}})

    rules_found = [pair for pair in found(verdict) if pair[0] != "record.unreadable"]
    assert rules_found == [
        ("t.sex", "policyholder"),
        ("t.some", "policyholder"),
        ("t.sex", "insured[0]"),
        ("t.other", "insured[0]"),
        ("t.record", "record"),
    ]


def test_an_organisation_lacks_a_persons_fields(judge: Any) -> None:
    verdict = judge(PARTY, {"policyholder": {"party": "organisation"}})

    assert found(verdict) == [
        ("t.contact", "policyholder"),
        ("t.legal", "policyholder"),
        ("t.sex", "insured[0]"),
    ]


# What cannot be read ---------------------------------------------------------


def test_an_unreadable_field_of_which_no_rule_speaks(judge: Any) -> None:
    verdict = judge(
        NAME,
        {"policyholder": {"name": "甲乙", "sex": "男"}, "insured": [{"name": "丙丁"}]},
    )

    finding = verdict.findings[0]
    assert primary(verdict) == [("record.unreadable", "policyholder.sex")]
    assert finding.severity == "review"
    assert finding.role == "policyholder"
    assert verdict.decision == "refer"
    assert "男" not in finding.message() + finding.message("en")


def test_a_completeness_rule_speaks_for_the_field(judge: Any) -> None:
    verdict = judge(NAME, {"policyholder": {"name": 5}, "insured": [{"name": "丙丁"}]})

    assert primary(verdict) == [("p.name", "policyholder.name")]


def test_a_completeness_rule_that_holds_does_not(judge: Any) -> None:
    text = rules(rule("present(mobile) or present(phone)"))

    verdict = judge(text, {"policyholder": {"mobile": 5, "phone": "02163870542"}})

    assert primary(verdict) == [("record.unreadable", "policyholder.mobile")]


def test_other_rules_do_not_speak_for_the_field(judge: Any) -> None:
    text = rules(
        rule('sex == "male"'),
        rule("present(sex)", id="t.when", when="'sex == \"male\"'"),
    )

    verdict = judge(text, {"policyholder": {"sex": 5}})

    assert primary(verdict) == [("record.unreadable", "policyholder.sex")]


@pytest.mark.parametrize("order", ["[policy]", "[agency]", "[record]"])
def test_a_rule_of_another_role_speaks_for_the_field(judge: Any, order: str) -> None:
    text = rules(rule("present(policy.channel) or present(agency.kind)", for_=order))

    verdict = judge(
        text, {"policy": {"channel": "x"}, "agency": {"kind": "x", "phone": 5}}
    )

    assert sorted(primary(verdict)) == [
        ("record.unreadable", "agency.phone"),
        ("t.rule", "policy.channel"),
    ]


def test_a_nested_field_is_not_its_namesake(judge: Any) -> None:
    text = rules(rule("present(legal_representative.name)"))
    company = {
        "party": "organisation",
        "name": 5,
        "legal_representative": {"name": 5, "sex": 5},
    }

    verdict = judge(text, {"policyholder": company})

    assert primary(verdict) == [
        ("t.rule", "policyholder.legal_representative.name"),
        ("record.unreadable", "policyholder.name"),
        ("record.unreadable", "policyholder.legal_representative.sex"),
    ]


@pytest.mark.parametrize(
    "part", [p for p in PARTS if p not in {"insured", "beneficiaries"}]
)
def test_an_unreadable_part(judge: Any, part: str) -> None:
    verdict = judge(rules(rule("present(party) or not present(party)")), {part: "x"})

    assert primary(verdict) == [("record.unreadable", part)]


@pytest.mark.parametrize(
    ("form", "path"),
    [
        ("x", "form"),
        ({"policyholder": 5}, "form.policyholder"),
        ({"policyholder": {"sex": 5}}, "form.policyholder.sex"),
        ({"insured": [{"sex": 5}]}, "form.insured[0].sex"),
        ({"insured": "x"}, "form.insured"),
    ],
)
def test_the_form_is_read_too(judge: Any, form: object, path: str) -> None:
    verdict = judge(rules(rule("present(party) or not present(party)")), {"form": form})

    assert primary(verdict) == [("record.unreadable", path)]


def test_fields_that_the_party_lacks_are_not_read(judge: Any) -> None:
    text = rules(rule("present(party) or not present(party)"))

    assert found(judge(text, {"policyholder": {"evidence": 5}})) == []
    assert (
        found(judge(text, {"policyholder": {"party": "organisation", "sex": 5}})) == []
    )


def test_one_finding_for_one_field_about_itself(judge: Any) -> None:
    """A field gives one finding about itself: completeness, or unreadable."""
    text = rules(rule("present(birth_date)"), rule("age(birth_date) < 120", id="t.age"))
    for value in (None, "无", "1985-13-01"):
        verdict = judge(text, {"policyholder": {"birth_date": value}})
        assert kinds(verdict) == ["t.rule", "? t.age absent"]


# Order -----------------------------------------------------------------------


def test_order_of_findings(judge: Any) -> None:
    text = "fields: {lead.contact: text}\n" + rules(
        rule("present(policy.number)", id="z.record", for_="[record]"),
        rule(
            "present(name)",
            id="z.second",
            for_="[salesperson, beneficiaries, insured, policyholder]",
        ),
        rule("present(contact)", id="z.lead", for_="[lead]"),
        rule("present(number)", id="z.policy", for_="[policy]"),
        rule("present(called_on)", id="z.callback", for_="[callback]"),
        rule("present(explained)", id="z.disclosure", for_="[disclosure]"),
        rule("present(due_on)", id="z.correction", for_="[correction]"),
        rule("present(kind)", id="z.agency", for_="[agency]"),
        rule("present(sex)", id="a.last", for_="[insured, policyholder]"),
    )
    record = {
        "policyholder": {"email": 5},
        "insured": [{}, {}],
        "beneficiaries": [{}],
        "form": {"policyholder": {"email": 5}},
    }

    assert found(judge(text, record)) == [
        ("z.policy", "policy"),
        ("z.second", "policyholder"),
        ("a.last", "policyholder"),
        ("record.unreadable", "policyholder"),
        ("z.second", "insured[0]"),
        ("a.last", "insured[0]"),
        ("z.second", "insured[1]"),
        ("a.last", "insured[1]"),
        ("z.second", "beneficiaries[0]"),
        ("z.second", "salesperson"),
        ("z.agency", "agency"),
        ("z.disclosure", "disclosure"),
        ("z.callback", "callback"),
        ("z.correction", "correction"),
        ("z.lead", "lead"),
        ("record.unreadable", "form.policyholder"),
        ("z.record", "record"),
    ]


def test_a_record_rule_names_the_offending_paths(judge: Any) -> None:
    text = rules(
        rule("shares_complete(beneficiaries)", for_="[record]", paths="[beneficiaries]")
    )
    record = {"beneficiaries": [{"share": 60}, {"share": "50"}]}

    finding = judge(text, record).findings[0]

    assert finding.role == "record"
    assert finding.paths == ("beneficiaries[0].share", "beneficiaries[1].share")


# Touched ---------------------------------------------------------------------

TOUCH = rules(
    rule("present(name)", id="t.name", for_="[policyholder, insured]"),
    rule("present(mobile) or present(phone)", id="t.phone"),
    rule('sex == "male"', id="t.male"),
    rule('sex == "male" and birth_date < "2000-01-01"', id="t.both"),
    rule("phones_differ(subject, salesperson)", id="t.whole"),
)


@pytest.mark.parametrize(
    ("touched", "policyholder", "rules_found"),
    [
        ([], {}, []),
        (["policyholder.name"], {}, ["t.name"]),
        (
            ["policyholder"],
            {},
            ["t.name", "t.phone", "? t.male absent", "? t.both absent"],
        ),
        (["policyholder.mobile"], {}, []),
        (["policyholder.mobile", "policyholder.phone"], {}, ["t.phone"]),
        (["policyholder.mobile"], {"phone": "02163870542"}, []),
        (["policyholder.mobile"], {"mobile": "13671830952"}, []),
        (["policyholder.sex"], {"sex": "female"}, ["t.male"]),
        ([], {"sex": "female"}, ["t.male"]),
        (["policyholder.sex"], {}, ["? t.male absent"]),
        (
            ["policyholder.sex"],
            {"sex": "female", "birth_date": "1990-01-01"},
            ["t.male", "t.both"],
        ),
        (["insured[0].name"], {}, ["t.name"]),
        (["insured[1].name"], {}, []),
        (["policyholder.email"], {"email": 5}, ["record.unreadable"]),
        (["policyholder.name"], {"email": 5, "name": "周文博"}, []),
    ],
)
def test_touched(
    judge: Any, touched: list[str], policyholder: dict[str, Any], rules_found: list[str]
) -> None:
    verdict = judge(TOUCH, {"policyholder": policyholder}, touched=touched)

    assert verdict.partial
    assert kinds(verdict) == rules_found
    assert verdict.decision != "clear"


def test_a_whole_part_is_judged_when_it_is_begun(judge: Any) -> None:
    phone = {"mobile": "13671830952"}
    record = {"policyholder": phone, "salesperson": phone}

    assert kinds(judge(TOUCH, record, touched=[])) == ["t.whole"]
    assert kinds(judge(TOUCH, {"policyholder": phone}, touched=[])) == []
    begun = judge(TOUCH, {"policyholder": phone}, touched=["salesperson.mobile"])
    assert kinds(begun) == ["? t.whole absent"]


@pytest.mark.parametrize(
    "touched",
    [
        ["policyholder."],
        *(
            "policyholder.name",
            b"policyholder.name",
            ["policyholder.nothing"],
            ["insured"],
        ),
        *(["policyholder[0].name"], ["nobody.name"], [5], [""], ["insured[x].name"]),
    ],
)
def test_touched_paths_must_name_something(judge: Any, touched: Any) -> None:
    with pytest.raises(UsageError):
        judge(TOUCH, {}, touched=touched)


# Dates -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "applies"),
    [
        (date(2013, 11, 3), False),
        (date(2013, 11, 4), True),
        (date(2019, 12, 31), True),
        (date(2020, 1, 1), False),
    ],
)
def test_in_force(judge: Any, at: date, applies: bool) -> None:
    text = rules(
        rule("present(name)", in_force='{from: "2013-11-04", until: 2020-01-01}')
    )

    assert bool(judge(text, {}, at=at).findings) == applies


class NoDay(datetime):
    """A moment that is none, as the data frames of others have it."""

    def __getattribute__(self, name: str) -> Any:
        raise ValueError(name)


class OwnDay(date):
    """A day that compares and spells itself in its own way."""

    def isoformat(self) -> str:
        raise RuntimeError

    __lt__ = __gt__ = __le__ = __ge__ = isoformat  # type: ignore[assignment]


def test_at_is_a_plain_day_or_none(standard: Verifier) -> None:
    with pytest.raises(UsageError, match=r"datetime\.date"):
        standard.verify({}, at=NoDay(2026, 1, 15))
    verdict = standard.verify({}, at=OwnDay(2026, 1, 15))
    assert verdict.to_json() == standard.verify({}, at=AT).to_json()


def test_a_datetime_is_its_date(standard: Verifier) -> None:
    moment = datetime(2026, 1, 15, 23, 59, tzinfo=UTC)

    assert standard.verify({}, at=moment) == standard.verify({}, at=AT)


@pytest.mark.parametrize("at", ["2026-01-15", None, 20260115, 1.5])
def test_at_must_be_a_date(standard: Verifier, at: Any) -> None:
    with pytest.raises(UsageError):
        standard.verify({}, at=at)


def test_waivers_wait(standard: Verifier) -> None:
    with pytest.raises(UsageError):
        standard.verify({}, at=AT, waivers=[object()])
    standard.verify({}, at=AT, waivers=[])


# Stages and arguments --------------------------------------------------------


@pytest.mark.parametrize("stage", ["", "approval", "Underwriting", "underwritting"])
def test_unknown_stages_raise(stage: str) -> None:
    with pytest.raises(UsageError, match="unknown stage"):
        Verifier("life-standard", stage=stage)


def test_a_stage_without_rules_raises(write: Any) -> None:
    path = write(rules(rule("present(name)", stages="[entry]")))

    Verifier(path, stage="entry")
    with pytest.raises(UsageError, match="no rule for stage"):
        Verifier(path, stage="claim")


def test_a_rule_without_stages_is_of_all(write: Any) -> None:
    path = write(rules(rule("present(name)")))

    for stage in STAGES:
        assert Verifier(path, stage=stage).verify({}, at=AT).findings[0].stage == stage


def test_disabled_rules_do_not_count(write: Any) -> None:
    path = write(rules(rule("present(name)", enabled="false")))

    with pytest.raises(UsageError, match="no rule for stage"):
        Verifier(path, stage="entry")


@pytest.mark.parametrize(
    "options",
    [
        {"on_crash": "ignore"},
        {"key": 5},
        {"key": b""},
        {"binding": object()},
        {"parameters": {"nothing": 1}},
        {"functions": {"nodot": len}},
        {"functions": {"a.b": 5}},
        {"functions": {"a._b": len}},
        {"functions": {"a.b": lambda x: x}},
    ],
)
def test_wrong_arguments_raise(options: Any) -> None:
    with pytest.raises(UsageError):
        Verifier("life-standard", stage="underwriting", **options)


def test_an_unknown_ruleset_raises() -> None:
    with pytest.raises(RulesetError, match="life-standard"):
        Verifier("life-standart", stage="underwriting")


def test_a_loaded_ruleset_will_do(write: Any) -> None:
    ruleset = load_ruleset(write(rules(rule("present(name)"))))

    assert Verifier(ruleset, stage="entry").ruleset.id == "t"


def test_verifiers_are_immutable(standard: Verifier) -> None:
    with pytest.raises(AttributeError):
        standard.stage = "entry"
    with pytest.raises(AttributeError):
        del standard.stage
    assert repr(standard) == "<Verifier life-standard underwriting>"


# Parameters ------------------------------------------------------------------

PARAMETERS = (
    "parameters: {oldest: {value: 100, max: 120}, words: {value: [甲, 乙]}, day: {value: 2020-01-01}}\n"
    + rules(
        rule("age(birth_date) <= param.oldest"),
        rule("occupation in param.words", id="t.words"),
        rule("filed_on < param.day", id="t.day"),
    )
)


@pytest.mark.parametrize(
    ("parameters", "rules_found"),
    [
        ({}, ["t.rule", "t.words"]),
        ({"oldest": 110}, ["t.words"]),
        ({"oldest": "110"}, ["t.words"]),
        ({"oldest": Decimal(110)}, ["t.words"]),
        ({"words": ["丙"]}, ["t.rule"]),
        ({"words": ("丙", "丁")}, ["t.rule"]),
    ],
)
def test_parameters(judge: Any, parameters: Any, rules_found: list[str]) -> None:
    record = {"policyholder": {"birth_date": "1921-01-01", "occupation": "丙"}}
    verdict = judge(PARAMETERS, record, parameters=parameters)

    assert [f.rule for f in verdict.findings] == rules_found


@pytest.mark.parametrize(
    "parameters",
    [
        {"oldest": 121},
        {"oldest": "x"},
        {"oldest": True},
        {"day": 5},
        {"words": "丙"},
        {"oldset": 1},
    ],
)
def test_parameters_keep_type_and_bounds(judge: Any, parameters: Any) -> None:
    with pytest.raises((UsageError, RulesetError)):
        judge(PARAMETERS, {}, parameters=parameters)


# Functions of the host -------------------------------------------------------


def blacklisted(name: str) -> bool | None:
    return {"甲乙": True, "丙丁": False}.get(name)


def boom(name: str) -> bool:
    raise RuntimeError(name)


def wrong(name: str) -> bool:
    return name  # type: ignore[return-value]


def score(amount: Decimal, day: date, note: str | None, *, at: date) -> Decimal:
    assert type(amount) in {int, Decimal}
    assert type(day) is date
    assert type(at) is date
    return Decimal(1 if note is None else 2)


HOST = rules(rule("not acme.blacklisted(name)"))


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("甲乙", ["t.rule"]),
        (" 甲乙 ", ["t.rule"]),
        ("丙丁", []),
        ("戊己", ["? t.rule no_answer"]),
        (None, ["? t.rule absent"]),
    ],
)
def test_host_functions(judge: Any, name: str | None, outcome: list[str]) -> None:
    record = {"policyholder": {"name": name}}

    verdict = judge(HOST, record, functions={"acme.blacklisted": blacklisted})

    assert kinds(verdict) == outcome


def test_host_functions_are_typed_by_their_annotations(judge: Any, write: Any) -> None:
    text = rules(rule("acme.score(policy.annual_premium, birth_date, name) == 2"))
    record = {
        "policyholder": {"birth_date": "1990-01-01"},
        "policy": {"annual_premium": "1.5"},
    }

    assert kinds(judge(text, record, functions={"acme.score": score})) == ["t.rule"]
    record["policyholder"]["name"] = "周文博"
    assert kinds(judge(text, record, functions={"acme.score": score})) == []
    wrong_types = write(rules(rule("acme.score(name, birth_date, name) == 2")))
    with pytest.raises(RulesetError, match="takes number"):
        load_ruleset(wrong_types, functions={"acme.score": score})


def test_unregistered_functions_load_as_unresolved(write: Any) -> None:
    path = write(HOST)

    ruleset = load_ruleset(path)

    assert ruleset.unresolved == ("acme.blacklisted",)
    with pytest.raises(UsageError, match=r"acme\.blacklisted"):
        Verifier(ruleset, stage="entry")
    Verifier(ruleset, stage="entry", functions={"acme.blacklisted": blacklisted})


@pytest.mark.parametrize(
    ("function", "kind"), [(boom, "RuntimeError"), (wrong, "TypeError")]
)
def test_a_crash_blocks(judge: Any, function: Any, kind: str) -> None:
    record = {"policyholder": {"name": "周文博"}, "insured": [{}]}
    text = rules(
        rule("acme.blacklisted(name)", severity="info"),
        rule("present(sex)", id="t.after"),
    )

    verdict = judge(text, record, functions={"acme.blacklisted": function})

    crash, after = verdict.findings
    assert crash.rule == "engine.rule_crashed"
    assert crash.severity == "block"
    assert crash.role == "policyholder"
    assert crash.paths == ("policyholder.name",)
    assert after.rule == "t.after"
    for lang in ("zh", "en"):
        assert "t.rule" in crash.message(lang)
        assert kind in crash.message(lang)
        assert "周文博" not in crash.message(lang)
    assert verdict.decision == "correct"


def test_a_crash_raises_when_asked(judge: Any) -> None:
    record = {"policyholder": {"name": "周文博"}}
    text = rules(rule("acme.blacklisted(name)"))

    with pytest.raises(
        RuleCrashed, match=r"rule t\.rule crashed with RuntimeError"
    ) as caught:
        judge(text, record, functions={"acme.blacklisted": boom}, on_crash="raise")

    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert "周文博" not in repr(caught.value)


def test_a_crash_with_a_made_up_name_is_nameless(judge: Any) -> None:
    def crash(name: str) -> bool:
        raise type(f"{name} lives here", (Exception,), {})

    verdict = judge(
        rules(rule("acme.crash(name)")),
        {"policyholder": {"name": "周文博"}},
        functions={"acme.crash": crash},
    )

    assert "周文博" not in str(verdict.findings[0])


# Declared fields -------------------------------------------------------------


def test_declared_fields(judge: Any) -> None:
    text = (
        "fields: {lead.contact: text, policyholder.x_vip: truth, policyholder.x_kind: 'code[a, b]', lead.since: date, lead.n: number}\n"
        + rules(
            rule(
                "present(contact) and n > 1 and since < at", id="t.lead", for_="[lead]"
            ),
            rule('x_vip and x_kind == "a"', id="t.vip"),
        )
    )
    good = {
        "lead": {"contact": "x y", "since": "2020-01-01", "n": "2"},
        "policyholder": {"x_vip": "true", "x_kind": "a"},
    }

    assert kinds(judge(text, good)) == []
    bad = {"lead": {"contact": 5}, "policyholder": {"x_vip": "yes", "x_kind": "c"}}
    assert kinds(judge(text, bad)) == [
        *("record.unreadable", "record.unreadable", "t.lead", "record.unreadable"),
        "? t.vip absent",
    ]


# The object of the host ------------------------------------------------------


def test_the_record_is_not_changed(standard: Verifier, case: dict[str, Any]) -> None:
    before = copy.deepcopy(case)

    standard.verify(case, at=AT)

    assert case == before
    assert list(case) == list(before)


def test_threads_share_a_verifier(standard: Verifier, case: dict[str, Any]) -> None:
    del case["policyholder"]["name"]
    wanted = standard.verify(case, at=AT).to_json()
    got: list[str] = []

    def work() -> None:
        got.extend(standard.verify(case, at=AT).to_json() for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert got == [wanted] * 20
