"""The expression language: what it takes, what it refuses, and what it says then."""
# ruff: noqa: PT017 - hostile doubles and synthetic pickles

from __future__ import annotations

import contextlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoverify.checks import TABLE
from infoverify.language import tree
from infoverify.language.expressions import ExpressionError, Scope, parse
from infoverify.language.types import Type
from infoverify.states import LONG_TERM, WHOLE_LIFE
from infoverify.vocabulary import PARTS

PARAMETERS = {"limit": Type("number"), "names": Type("list", item="text")}


def scope(*subjects: str) -> Scope:
    return Scope(subjects, PARTS, PARAMETERS, TABLE, {})


def read(source: str, *subjects: str) -> tree.Node:
    return parse(source, scope(*(subjects or ("policyholder",))))


ACCEPTED = [
    "present(name)",
    "not present(name)",
    "present(policy.number) and present(name) or present(sex)",
    'sex == "male"',
    'sex != "male"',
    'sex in ["male", "female"]',
    'sex not in ("male",)',
    'id_type in ["resident_id", "temporary_resident_id"]',
    'name == "周文博"',
    'name in ["周文博", "林佩珊"]',
    'birth_date < "2020-01-01"',
    '"2020-01-01" <= birth_date',
    "birth_date <= at",
    "birth_date == resident_id(id_number).birth_date",
    'id_valid_until == "long_term"',
    "id_valid_until >= at",
    'policy.term_months == "whole_life"',
    "policy.term_months <= 12",
    "policy.annual_premium > 0.5",
    "policy.annual_premium >= -1",
    "disclosure.consented == True",
    "disclosure.consented",
    "not disclosure.consented",
    "age(birth_date) >= 18",
    "age(birth_date) >= param.limit",
    "name in param.names",
    "same_name(name, salesperson.name)",
    "same_person(subject, salesperson)",
    "same_person(policyholder, salesperson)",
    "self_agrees(policyholder, insured)",
    "shares_complete(beneficiaries)",
    "resident_id(id_number).valid",
    '"checksum" in resident_id(id_number).problems',
    "form.policyholder.sex == sex",
    "present(legal_representative.name)",
    "present(policyholder.legal_representative.id_number)",
    "7 in callback.items_confirmed",
    "acme.blacklisted(name)",
    "acme.score(name) > 5",
    "(present(name))",
    "present(name)\n  and present(sex)",
    "True",
]


@pytest.mark.parametrize("source", ACCEPTED)
def test_accepted(source: str) -> None:
    assert read(source).type.kind in {"truth", "any"}


REFUSED = [
    # source, part of the message
    ("", "not an expression"),
    ("name ==", "not an expression"),
    ("present(name", "not an expression"),
    ("present(nmae)", "unknown name"),
    ("nmae", "unknown name"),
    ("policyholder.nmae == 1", "no field"),
    ("polcy.number == 'a'", "unknown part"),
    ("foo.bar", "unknown part"),
    ("resident_idd(id_number).valid", "unknown function"),
    ("resident_id(id_number).vaild", "no fact"),
    ("resident_id(id_number)  == 1", "reading"),
    ("resident_id(id_number, name, sex).valid", "call it as"),
    ("resident_id().valid", "call it as"),
    ("resident_id(value=id_number).valid", "by place"),
    ("resident_id(*name).valid", "* is not"),
    ("resident_id(**name).valid", "by place"),
    ("resident_id(birth_date).valid", "takes text"),
    ("age(name) > 1", "takes date"),
    ("same_person(subject, insured)", "takes part"),
    ("same_person(subject, name)", "takes part"),
    ("insured.name == 'a'", "list"),
    ("insured == 'a'", "does not compare"),
    ("subject == 'a'", "does not compare"),
    ("policyholder == salesperson", "does not compare"),
    ("name == salesperson.name", "two names"),
    ("address == salesperson.address", "two addresses"),
    ("name < 'a'", "numbers and dates"),
    ("name == 1", "does not compare"),
    ("name == birth_date", "does not compare"),
    ("birth_date == 'yesterday'", "no date"),
    ("birth_date == '2020-13-01'", "no date"),
    ("birth_date == 20200101", "does not compare"),
    ("birth_date == 'long_term'", "no date"),
    ("sex == 'mail'", "not one of"),
    ("sex == 'man'", "not one of"),
    ("sex in ['male', 'woman']", "not one of"),
    ("sex in []", "at least one"),
    ("sex in ['male', 1]", "one type"),
    ("sex in [name]", "literals only"),
    ("sex in [['male']]", "literals only"),
    ("sex in 'male'", "list on its right"),
    ("insured in ['a']", "on its left"),
    ("policy.term_months == 'forever'", "no term"),
    ("policy.term_months == 'to_age:60'", "no term"),
    ("disclosure.consented == 'true'", "does not compare"),
    ("disclosure.consented == 1", "does not compare"),
    ("1 < age(birth_date) < 5", "not chained"),
    ("name is None", "is / is not"),
    ("name == None", "only texts"),
    ("name and present(name)", "take truth values"),
    ("not name", "take truth values"),
    ("policy.annual_premium + 1 > 2", "+ is"),
    ("2 ** 999999 > 1", "** is"),
    ("-policy.annual_premium > 2", "no arithmetic"),
    ("~1 == 1", "no arithmetic"),
    ("-True == 1", "no arithmetic"),
    ("name[0] == 'a'", "name[…] is"),
    ("name if True else name", "… if … else … is"),
    ("lambda: True", "lambda is"),
    ("[x for x in 'abc']", "[… for … in …] is"),
    ("{x for x in 'abc'}", "{… for … in …} is"),
    ("{'a': 1}", "{…} is"),
    ("{'a'}", "{…} is"),
    ("all(x for x in name)", "(… for … in …) is"),
    ("(y := 5) == 5", ":= is"),
    ("f'{name}' == 'a'", 'f"…" is'),
    ("b'a' == name", "only texts"),
    ("1j == 1", "only texts"),
    ("... == 1", "only texts"),
    ("1e999 == 1", "only texts"),
    ("await name", "await is"),
    ("yield name", "not an expression"),
    ("import os", "not an expression"),
    ("name = 'a'", "not an expression"),
    ("present(name); present(sex)", "not an expression"),
    ("present(name)\\\n and present(sex)", "backslash"),
    ("name == '\\x41'", "backslash"),
    ("present(name) # or True", "comment"),
    ("present(name) # a\n and present(sex)", "comment"),
    ("present('a')", "takes one field"),
    ("present(name, sex)", "call it as"),
    ("present()", "call it as"),
    ("present(policyholder)", "takes one field"),
    ("present(resident_id(id_number).valid)", "takes one field"),
    ("present(name).valid", "no facts"),
    ("age(birth_date).days > 1", "no facts"),
    ("age", "is a function"),
    ("at()", "unknown function"),
    ("at.year == 1", "unknown part"),
    ("param.limt > 1", "unknown parameter"),
    ("param > 1", "unknown name"),
    ("param.limit.real > 1", "unknown parameter"),
    ("form.insured.name == 'a'", "list"),
    ("form == 'a'", "unknown name"),
    ("form.nothing.x == 'a'", "unknown part"),
    ("legal_representative.nothing == 'a'", "nested person"),
    ("policyholder.name.first == 'a'", "nested person"),
    ("name.first == 'a'", "unknown part"),
    ("agency.kind.x == 'a'", "nested person"),
    ("(present)(name)  and ().__class__", "a dot follows"),
    ("'a'.join(name)", "registered functions"),
    ("'{0.__class__}'.format(name)", "registered functions"),
    ("resident_id(id_number).valid()", "registered functions"),
    ("resident_id(id_number)(name)", "registered functions"),
    ("acme._private(name)", "unknown function"),
    ("policy.check(name)", "no family"),
    ("name.check(name)", "no family"),
    ("form.check(name)", "no family"),
    ("at.check(name)", "no family"),
    ("acme.f(name).__class__", "no fact"),
    ("__import__('os')", "unknown function"),
    ("eval('1')", "unknown function"),
    ("__builtins__", "unknown name"),
    ("a" * 3000, "at most 2048"),
    ("周" * 700, "at most 2048"),
    ("(" * 31 + "True" + ")" * 31, "at most 30"),
    ("not " * 40 + "True", "at most 30"),
]


@pytest.mark.parametrize(("source", "message"), REFUSED)
def test_refused(source: str, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        read(source)

    assert message in caught.value.problem


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("present(nmae)", "'name'"),
        ("resident_idd(id_number).valid", "'resident_id'"),
        ("resident_id(id_number).vaild", "'valid'"),
        ("param.limt > 1", "'limit'"),
        ("polcy.number == 'a'", "'policy'"),
        ("policyholder.nmae == 'a'", "'name'"),
        ("name == salesperson.name", "same_name(a, b)"),
    ],
)
def test_hints_name_the_nearest(source: str, hint: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        read(source)

    assert hint in (caught.value.hint or "")


def test_a_rule_for_the_record_has_no_bare_fields() -> None:
    for source in ("present(name)", "same_person(subject, salesperson)"):
        with pytest.raises(ExpressionError, match="for the record"):
            parse(source, scope())

    parse("present(policyholder.name)", scope())


def test_a_field_must_belong_to_every_part_in_for() -> None:
    with pytest.raises(ExpressionError, match="policyholder has no field"):
        read("present(relationship)", "insured", "policyholder")

    read("present(name)", "insured", "policyholder", "beneficiaries", "salesperson")


def test_a_field_must_be_of_one_type_in_for() -> None:
    with pytest.raises(ExpressionError, match="different types"):
        read("present(name)", "policyholder", "agency")


def literal(node: tree.Node) -> object:
    assert isinstance(node, tree.Compare)
    assert isinstance(node.right, tree.Literal)
    return node.right.value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ('birth_date < "2020-01-01"', date(2020, 1, 1)),
        ('id_valid_until == "long_term"', LONG_TERM),
        ('policy.term_months == "whole_life"', WHOLE_LIFE),
        ("policy.annual_premium > 0.1", Decimal("0.1")),
        ("policy.annual_premium > -3", -3),
        ("sex in ['male']", ("male",)),
        ("birth_date in ['2020-01-01']", (date(2020, 1, 1),)),
    ],
)
def test_literals_are_read_as_what_they_are_compared_with(
    source: str, value: object
) -> None:
    assert literal(read(source)) == value


def test_fields_are_found_in_reading_order() -> None:
    node = read("present(sex) and birth_date == resident_id(id_number).birth_date")

    assert [f.path for f in tree.fields(node)] == ["sex", "birth_date", "id_number"]


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(source: str) -> None:
    with contextlib.suppress(ExpressionError):
        read(source)


WORDS = st.sampled_from(
    [
        *(
            "name",
            "sex",
            "birth_date",
            "policy",
            ".",
            "(",
            ")",
            "[",
            "]",
            ",",
            "==",
            "<",
        ),
        *(
            "in",
            "and",
            "or",
            "not",
            "present",
            "resident_id",
            "valid",
            "'male'",
            "1",
            "at",
        ),
        *(
            "insured",
            "subject",
            "param",
            "limit",
            "True",
            "None",
            "lambda",
            ":",
            "form",
        ),
    ]
)


@given(st.lists(WORDS, max_size=14))
def test_any_words_are_read_or_refused(words: list[str]) -> None:
    try:
        read(" ".join(words))
    except ExpressionError as error:
        assert error.problem
