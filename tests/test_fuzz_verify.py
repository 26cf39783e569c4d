"""Nothing leaves verify, whatever the record; and the record is left as it was."""

from __future__ import annotations

import copy
from collections import UserDict
from dataclasses import make_dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import create_model

from conftest import AT
from infoverify.examples import load_samples
from infoverify.vocabulary import LIST_PARTS, PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoverify import Verdict, Verifier

CASE = load_samples()["case"]
FIELDS = sorted({field for struct in PARTS.values() for field in struct})


class _Meta(type):
    """A class whose own attributes raise too."""

    def __getattribute__(cls, name: str) -> Any:
        raise RuntimeError(name)


def _raise(*_: object, **__: object) -> Any:
    raise RuntimeError("every method raises")


_METHODS = [
    *(
        "__eq__",
        "__ne__",
        "__lt__",
        "__le__",
        "__gt__",
        "__ge__",
        "__hash__",
        "__bool__",
    ),
    *(
        "__str__",
        "__repr__",
        "__format__",
        "__bytes__",
        "__len__",
        "__iter__",
        "__next__",
    ),
    *("__getitem__", "__contains__", "__call__", "__int__", "__float__", "__index__"),
    *("__getattribute__", "__getattr__", "__reduce__", "__reduce_ex__", "__sizeof__"),
    *("__enter__", "__exit__", "__add__", "__radd__", "__reversed__", "__copy__"),
    *("get", "keys", "values", "items", "copy", "strip", "isascii", "date", "upper"),
]
_BODY = dict.fromkeys(_METHODS, _raise)
Hostile: Any = type("Hostile", (), _BODY)
HostileKind: Any = _Meta("HostileKind", (), {})
HostileDict: Any = type("HostileDict", (dict,), _BODY)
HostileList: Any = type("HostileList", (list,), _BODY)
HostileStr: Any = type("HostileStr", (str,), _BODY)
HostileInt: Any = type("HostileInt", (int,), _BODY)
HostileMapping: Any = type(
    "HostileMapping", (UserDict,), {**_BODY, "__init__": lambda _: None}
)


class HostileKey(str):
    """A key that hashes like a field's name and raises when it is compared."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    __hash__ = str.__hash__


class Liar:
    """An object that says it is a mapping."""

    @property
    def __class__(self) -> Any:  # type: ignore[override]
        return dict

    def __getitem__(self, key: object) -> Any:
        raise RuntimeError


class Endless(UserDict[str, Any]):
    """A mapping that holds itself under every name."""

    def __contains__(self, key: object) -> bool:
        return True

    def __getitem__(self, key: str) -> Any:
        return self


def deep(depth: int) -> Any:
    value: Any = {}
    for _ in range(depth):
        value = {
            "policyholder": value,
            "legal_representative": value,
            "insured": [value],
        }
    return value


def cyclic() -> Any:
    record: Any = {"party": "organisation"}
    people: list[Any] = [record]
    people.append(people)
    record |= dict.fromkeys((*PARTS, "form", "legal_representative"), record)
    record |= {"insured": people, "beneficiaries": people, "name": people}
    return record


def hostile_objects() -> Iterator[tuple[str, Any]]:
    yield "hostile", Hostile()
    yield "hostile kind", type.__call__(HostileKind)
    yield "a hostile kind itself", HostileKind
    yield "hostile dict", HostileDict({"name": "x"})
    yield "hostile list", HostileList([{"name": "x"}])
    yield "hostile str", HostileStr("x")
    yield "hostile int", HostileInt(5)
    yield "hostile mapping", HostileMapping()
    yield (
        "hostile keys",
        {HostileKey(name): 1 for name in ("name", "policyholder", "insured")},
    )
    yield "liar", Liar()
    yield "endless", Endless()
    yield "cyclic", cyclic()
    yield "deep", deep(5000)
    yield "ten megabytes", "x" * 10_000_000
    yield "ten megabytes of blanks", " " * 10_000_000
    yield "ten megabytes of Han", "周" * 10_000_000
    yield "bytes", b"\xff" * 1000
    yield "surrogates", "\ud800\udfff"
    yield "nan", float("nan")
    yield "huge", 10**5000
    yield "generator", (x for x in [{"name": "x"}])
    yield "class", dict
    yield "exception", ValueError("x")
    yield "range", range(10**9)
    yield "memory", memoryview(b"abc")


HOSTILE = dict(hostile_objects())


def check(verdict: Verdict) -> None:
    assert verdict.decision in {"clear", "refer", "correct"}
    assert verdict.to_json().encode()
    verdict.to_dict(raw=True)
    repr(verdict)
    for finding in verdict.findings:
        assert finding.rule != "engine.rule_crashed", finding.message("en")
        str(finding)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_objects_anywhere(standard: Verifier, name: str) -> None:
    thing = HOSTILE[name]

    check(standard.verify(thing, at=AT))
    for part in (*PARTS, "form"):
        check(standard.verify({**CASE, part: thing}, at=AT))
        check(standard.verify({**CASE, part: [thing, thing]}, at=AT))
    every = {
        part: [dict.fromkeys(struct, thing)]
        if part in LIST_PARTS
        else dict.fromkeys(struct, thing)
        for part, struct in PARTS.items()
    }
    check(standard.verify(every, at=AT))
    check(standard.verify({**CASE, "form": every}, at=AT))
    check(standard.verify({thing: thing} if name in {"bytes", "nan"} else {}, at=AT))


@pytest.mark.parametrize("field", FIELDS)
def test_a_hostile_object_in_each_field(standard: Verifier, field: str) -> None:
    for part, struct in PARTS.items():
        if field not in struct:
            continue
        for name in (
            "hostile",
            "hostile str",
            "hostile dict",
            "liar",
            "surrogates",
            "cyclic",
        ):
            record = copy.deepcopy(CASE)
            holder = (
                record[part][0] if part in LIST_PARTS else record.setdefault(part, {})
            )
            holder[field] = HOSTILE[name]
            check(standard.verify(record, at=AT))
            check(
                standard.verify(
                    record,
                    at=AT,
                    touched=[
                        f"{part}[0].{field}"
                        if part in LIST_PARTS
                        else f"{part}.{field}"
                    ],
                )
            )


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text(st.characters(), max_size=30)
    | st.text(st.sampled_from("0123456789X-+() 周无一十xX*/"), max_size=20)
    | st.binary(max_size=5)
    | st.dates()
    | st.datetimes()
    | st.sampled_from(
        [
            "无",
            "self",
            "organisation",
            "uscc",
            "resident_id",
            "male",
            "2020-02-30",
            "to_age:60",
            "whole_life",
            "long_term",
            "true",
            "310104198506185373",
            "",
            " ",
            "group",
            "internet",
            "postal",
            "CHN",
            "13671830952",
            "+86 021-63870542",
            "a@b.cn",
        ]
    )
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4)
    ),
    max_leaves=6,
)


def people(part: str) -> st.SearchStrategy[Any]:
    fields = dict.fromkeys(PARTS[part], scalars)
    person = st.fixed_dictionaries({}, optional=fields)
    return (
        st.lists(person | values, max_size=3) if part in LIST_PARTS else person | values
    )


cases = st.fixed_dictionaries({}, optional={part: people(part) for part in PARTS})


@given(st.one_of(values, cases, st.fixed_dictionaries({}, optional={"form": cases})))
@settings(max_examples=150)
def test_any_record(standard: Verifier, record: Any) -> None:
    check(standard.verify(record, at=AT))


@given(st.data())
@settings(max_examples=150)
def test_mutated_real_records(standard: Verifier, data: st.DataObject) -> None:
    record = copy.deepcopy(CASE)
    for _ in range(data.draw(st.integers(1, 5))):
        part = data.draw(st.sampled_from(sorted(PARTS)))
        holder = record.setdefault(part, {} if part not in LIST_PARTS else [{}])
        if isinstance(holder, list):
            holder = holder[0] if holder else {}
        if not isinstance(holder, dict):
            continue
        field = data.draw(st.sampled_from(sorted(PARTS[part])))
        how = data.draw(st.sampled_from(["drop", "value", "edit"]))
        if how == "drop":
            holder.pop(field, None)
        elif how == "edit" and isinstance(holder.get(field), str):
            place = data.draw(st.integers(0, max(len(holder[field]) - 1, 0)))
            char = data.draw(st.characters())
            holder[field] = holder[field][:place] + char + holder[field][place + 1 :]
        else:
            holder[field] = data.draw(values)
    before = copy.deepcopy(record)

    verdict = standard.verify(record, at=AT)

    check(verdict)
    assert repr(record) == repr(before)


@given(st.fixed_dictionaries(dict.fromkeys(PARTS["policyholder"], scalars)))
@settings(max_examples=50)
def test_mappings_dataclasses_and_models_agree(
    standard: Verifier, fields: dict[str, Any]
) -> None:
    wanted = standard.verify({"policyholder": fields}, at=AT).to_json(raw=True)
    names = list(fields)
    person = make_dataclass("Person", names)(**fields)
    model = create_model("Model", **dict.fromkeys(names, (Any, None))).model_construct(
        **fields
    )  # type: ignore[call-overload]

    assert standard.verify({"policyholder": person}, at=AT).to_json(raw=True) == wanted
    assert standard.verify({"policyholder": model}, at=AT).to_json(raw=True) == wanted


def test_a_record_in_a_model_is_not_changed(standard: Verifier) -> None:
    model = create_model("Record", policyholder=(Any, None), insured=(Any, None))
    record = model(
        policyholder={"name": " 周文博 "}, insured=[{"relationship": "self"}]
    )
    before = record.model_copy(deep=True)

    check(standard.verify(record, at=AT))

    assert record == before
    assert record.model_fields_set == before.model_fields_set


def test_many_people(standard: Verifier) -> None:
    check(standard.verify({**CASE, "insured": CASE["insured"] * 60}, at=AT))
