"""Reading a host's record: parts, parties, inheritance of self, absent people."""
# ruff: noqa: D101, RUF012 - hostile doubles and synthetic pickles

from __future__ import annotations

from collections import ChainMap, OrderedDict, UserDict, defaultdict
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType, SimpleNamespace
from typing import Any, NamedTuple

import pytest
from pydantic import BaseModel, ConfigDict

from infoverify.checks.readings import COMPACTORS
from infoverify.subject import Case, months_until_birthday, structs_with
from infoverify.vocabulary import FieldType


def case(record: object) -> Case:
    return Case(record, COMPACTORS)


@dataclass
class Person:
    name: str | None = None
    relationship: str | None = None
    secret: str = "never read"  # noqa: S105 - a field outside the vocabulary


@dataclass
class Application:
    policyholder: Any = None
    insured: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Slotted:
    name: str


class Model(BaseModel):
    name: str | None = None


class Open(BaseModel):
    model_config = ConfigDict(extra="allow")


class Row(NamedTuple):
    name: str


class Raising(UserDict[str, Any]):
    def __getitem__(self, key: str) -> Any:
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        raise RuntimeError


@pytest.mark.parametrize(
    "holder",
    [
        {"name": "周文博"},
        OrderedDict(name="周文博"),
        MappingProxyType({"name": "周文博"}),
        ChainMap({}, {"name": "周文博"}),
        UserDict({"name": "周文博"}),
        defaultdict(list, name="周文博"),
        Person("周文博"),
        Slotted("周文博"),
        Model(name="周文博"),
        Open(name="周文博"),  # type: ignore[call-arg]
        Model.model_construct(name="周文博"),
    ],
)
def test_mappings_dataclasses_and_models_are_read(holder: object) -> None:
    part = case({"policyholder": holder}).part("policyholder")

    assert not part.unreadable
    assert part.get("name") == "周文博"
    assert part.state("sex") == "absent"


@pytest.mark.parametrize(
    "holder",
    [
        "周文博",
        5,
        True,
        ["周文博"],
        Row("周文博"),
        SimpleNamespace(name="周文博"),
        Person,
        b"x",
    ],
)
def test_other_objects_are_unreadable(holder: object) -> None:
    part = case({"policyholder": holder}).part("policyholder")

    assert part.unreadable
    assert part.state("name") == "absent"


@pytest.mark.parametrize("holder", [None, "", "  ", "\u3000"])
def test_nothing_is_an_absent_part(holder: object) -> None:
    part = case({"policyholder": holder}).part("policyholder")

    assert not part.unreadable
    assert part.holder is None


def test_a_mapping_that_raises_has_unreadable_fields() -> None:
    part = case({"policyholder": Raising()}).part("policyholder")

    assert part.state("name") == "unreadable"


def test_a_default_dict_is_not_filled() -> None:
    holder: dict[str, Any] = defaultdict(list)

    part = case({"policyholder": holder}).part("policyholder")

    assert part.state("name") == "absent"
    assert holder == {}


def test_fields_outside_the_vocabulary_are_never_read() -> None:
    class Watched(dict[str, Any]):
        read: list[str] = []

        def __getitem__(self, key: str) -> Any:
            self.read.append(key)
            return super().__getitem__(key)

    holder = Watched(name="周文博", secret="x")  # noqa: S106
    part = case({"policyholder": holder}).part("policyholder")
    for name in part.struct:
        part.state(name)

    assert "secret" not in Watched.read


@pytest.mark.parametrize("insured", [None, [], (), "", "x", 5, {}, {"name": "周文博"}])
def test_absent_insured_are_evaluated_once(insured: object) -> None:
    parts = case({"insured": insured}).parts("insured")

    assert [p.role for p in parts] == ["insured[0]"]
    assert parts[0].state("name") == "absent"


@pytest.mark.parametrize("element", [None, "x", 5, [], object()])
def test_an_element_that_is_no_mapping_is_evaluated(element: object) -> None:
    parts = case({"insured": [{"name": "周文博"}, element]}).parts("insured")

    assert [p.role for p in parts] == ["insured[0]", "insured[1]"]
    assert parts[1].state("name") == "absent"
    assert parts[1].unreadable == (element is not None)


@pytest.mark.parametrize("people", [None, [], "x", {}])
def test_only_beneficiaries_may_be_empty(people: object) -> None:
    assert case({"beneficiaries": people}).parts("beneficiaries") == ()


@pytest.mark.parametrize("record", [None, {}, 5, "x", [], object()])
def test_any_record_has_its_single_parts(record: object) -> None:
    for name in ("policy", "policyholder", "salesperson", "agency"):
        assert case(record).part(name).holder is None


def test_tuples_are_lists() -> None:
    record = Application(insured=[Person("甲乙"), Person("丙丁")])

    assert len(case(record).parts("insured")) == 2
    assert len(case({"insured": tuple(record.insured)}).parts("insured")) == 2


# Inheritance of self ---------------------------------------------------------

HOLDER = {"name": "周文博", "sex": "male", "birth_date": "1985-06-18"}


def insured(policyholder: dict[str, Any] | None = None, **fields: Any) -> Any:
    record = {
        "policyholder": HOLDER if policyholder is None else policyholder,
        "insured": [{"relationship": "self", **fields}],
    }
    return case(record).parts("insured")[0]


def test_self_reads_absent_fields_from_the_policyholder() -> None:
    part = insured(name="")

    assert part.get("name") == "周文博"
    assert part.get("birth_date") == date(1985, 6, 18)
    assert part.inherits("name")


@pytest.mark.parametrize(("value", "state"), [("无", "filler"), (5, "unreadable")])
def test_self_does_not_inherit_over_what_is_there(value: object, state: str) -> None:
    part = insured(name=value)

    assert part.state("name") == state
    assert part.get("name") is None
    assert not part.inherits("name")


def test_self_inherits_states_too() -> None:
    assert insured({"name": "无"}).state("name") == "filler"
    assert insured({}).state("name") == "absent"


def test_own_values_win() -> None:
    assert insured(name="林佩珊").get("name") == "林佩珊"


@pytest.mark.parametrize("relationship", ["spouse", None, "无", "Self", 5])
def test_others_inherit_nothing(relationship: object) -> None:
    part = insured(relationship=relationship)

    assert part.state("name") == "absent"


def test_relationship_and_party_are_never_inherited() -> None:
    part = insured({"party": "person", "relationship": "spouse"})

    assert part.get("relationship") == "self"
    assert part.state("party") == "absent"


COMPANY = {"party": "organisation", "name": "某公司", "id_type": "uscc"}


def test_no_person_is_the_self_of_an_organisation() -> None:
    for said in ({"sex": "male"}, {"party": "person"}, {"mobile": "13671830952"}):
        record = {
            "policyholder": COMPANY,
            "insured": [{"relationship": "self", **said}],
        }
        part = case(record).parts("insured")[0]

        assert part.party == "person"
        assert part.state("name") == "absent"
        assert part.state("id_type") == "absent"


def test_an_organisation_insures_itself_by_self_alone() -> None:
    part = insured(COMPANY)

    assert part.party == "organisation"
    assert part.get("name") == "某公司"
    assert part.get("id_type") == "uscc"


# Parties ---------------------------------------------------------------------


@pytest.mark.parametrize("party", [None, "person", "无", "company", 5, "Organisation"])
def test_an_unreadable_party_is_a_person(party: object) -> None:
    part = case({"policyholder": {"party": party}}).part("policyholder")

    assert part.party == "person"
    assert part.has("sex")
    assert not part.has("contact_name")


def test_an_organisation_has_its_own_fields() -> None:
    part = case({"policyholder": {"party": "organisation"}}).part("policyholder")

    assert not part.has("sex")
    assert part.has("contact_name")
    assert part.has("name")


@pytest.mark.parametrize(
    ("party", "id_type", "state"),
    [
        ("person", "resident_id", "present"),
        ("person", "uscc", "unreadable"),
        ("organisation", "uscc", "present"),
        ("organisation", "resident_id", "unreadable"),
    ],
)
def test_each_party_has_its_own_documents(party: str, id_type: str, state: str) -> None:
    part = case({"policyholder": {"party": party, "id_type": id_type}})

    assert part.part("policyholder").state("id_type") == state


def test_a_legal_representative_is_a_person_whatever_he_says() -> None:
    company: dict[str, Any] = {"party": "organisation", "name": "某公司"}
    company["legal_representative"] = company

    nested = case({"policyholder": company}).part("policyholder")
    nested = nested.nested("legal_representative")
    assert nested.party == "person"
    assert nested.get("name") == "某公司"
    # A person has no representative, so nothing nests without end.
    assert nested.nested("legal_representative").get("name") is None


# Values ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "written", "compact"),
    [
        ("id_number", "31010419850618537x", "31010419850618537X"),
        ("id_number", " 3101 0419 8506 1853 73 ", "310104198506185373"),
        ("id_number", "３１０１０４１９８５０６１８５３７３", "310104198506185373"),
        ("name", " 周文博 ", "周文博"),
        ("email", " Zhou@EXAMPLE.com ", "Zhou@example.com"),
        ("occupation", " 会计 ", "会计"),
    ],
)
def test_values_are_compact(name: str, written: str, compact: str) -> None:
    part = case({"policyholder": {name: written}}).part("policyholder")

    assert part.get(name) == compact


def test_a_compactor_that_raises_leaves_the_text() -> None:
    def broken(value: str) -> str:
        raise ValueError(value)

    part = Case({"policyholder": {"name": "周文博"}}, {"name": broken}).part(
        "policyholder"
    )

    assert part.get("name") == "周文博"


@pytest.mark.parametrize(
    ("start", "birth", "age", "months"),
    [
        (date(2026, 1, 15), date(1985, 6, 18), 60, 234),
        (date(2026, 1, 15), date(1986, 1, 15), 60, 240),
        (date(2026, 1, 15), date(1986, 1, 16), 60, 241),
        (date(2026, 1, 15), date(1986, 1, 14), 60, 240),
        (date(2026, 1, 15), date(1930, 1, 15), 60, -432),
    ],
)
def test_months_until_a_birthday(
    start: date, birth: date, age: int, months: int
) -> None:
    assert months_until_birthday(start, birth, age) == months


def term(term_months: object, start: object, birth: object) -> tuple[str, Any]:
    record = {
        "policy": {"term_months": term_months, "effective_on": start},
        "insured": [{"birth_date": birth}],
    }
    policy = case(record).part("policy")
    return policy.state("term_months"), policy.get("term_months")


def test_to_age_is_counted_in_months() -> None:
    assert term("to_age:60", "2026-01-15", "1985-06-18") == ("present", 234)


@pytest.mark.parametrize(
    ("start", "birth"),
    [(None, "1985-06-18"), ("2026-01-15", None), (None, None), ("无", "x")],
)
def test_to_age_without_its_dates_is_present_and_undetermined(
    start: object, birth: object
) -> None:
    assert term("to_age:60", start, birth) == ("present", None)


def test_an_age_already_past_is_no_term() -> None:
    assert term("to_age:20", "2026-01-15", "1985-06-18") == ("unreadable", None)


def test_to_age_reads_the_birth_date_of_self_from_the_policyholder() -> None:
    record = {
        "policy": {"term_months": "to_age:60", "effective_on": "2026-01-15"},
        "policyholder": HOLDER,
        "insured": [{"relationship": "self"}],
    }

    assert case(record).part("policy").get("term_months") == 234


def test_locate_spells_paths_as_findings_do() -> None:
    record = {
        "insured": [{"name": "甲乙"}, {"name": "丙丁"}],
        "form": {"policyholder": {"name": "戊己"}},
        "policyholder": {
            "party": "organisation",
            "legal_representative": {"name": "庚辛"},
        },
    }
    found = case(record)
    for path, value in (
        ("insured[1].name", "丙丁"),
        ("form.policyholder.name", "戊己"),
        ("policyholder.legal_representative.name", "庚辛"),
    ):
        located = found.locate(path)
        assert located is not None
        assert located[0].get(located[1]) == value
        assert located[0].path(located[1]) == path
    for path in ("insured[2].name", "insured", "nobody.name", "policyholder.nothing"):
        assert found.locate(path) is None


def test_declared_fields_stand_where_they_are_declared() -> None:
    structs = structs_with(
        {"policyholder.x_vip": FieldType("truth"), "lead.contact": FieldType("text")}
    )
    record = {"policyholder": {"x_vip": "true"}, "lead": {"contact": "甲乙"}}
    found = Case(record, COMPACTORS, structs)

    assert found.part("policyholder").get("x_vip") is True
    assert "x_vip" not in found.parts("insured")[0].struct
    assert found.part("lead").get("contact") == "甲乙"


def test_reprs_hold_no_value() -> None:
    found = case({"policyholder": HOLDER})

    assert "周文博" not in repr(found) + repr(found.part("policyholder"))
