"""The typed models: the vocabulary's names, and nothing refused or shown."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic import ValidationError

from infoverify import Verifier, record
from infoverify.examples import load_samples
from infoverify.vocabulary import LIST_PARTS, PARTS

if TYPE_CHECKING:
    from pydantic import BaseModel

AT = date(2026, 1, 15)
MODELS: dict[str, type[BaseModel]] = {
    "policy": record.Policy,
    "policyholder": record.Party,
    "insured": record.Insured,
    "beneficiaries": record.Beneficiary,
    "salesperson": record.Salesperson,
    "agency": record.Agency,
    "disclosure": record.Disclosure,
    "callback": record.Callback,
    "correction": record.Correction,
}


@pytest.mark.parametrize("part", PARTS)
def test_models_have_the_vocabularys_fields(part: str) -> None:
    assert list(MODELS[part].model_fields) == list(PARTS[part])


@pytest.mark.parametrize("part", PARTS)
def test_codes_are_the_vocabularys(part: str) -> None:
    """The literals of a field are its code list, in the same order."""
    for name, field in MODELS[part].model_fields.items():
        codes = PARTS[part][name].codes
        text = json.dumps(MODELS[part].model_json_schema()["properties"][name])
        assert all(f'"{code}"' in text for code in codes), (part, name)
        assert get_args(field.annotation) or field.annotation is not None


@pytest.mark.parametrize("model", [*MODELS.values(), record.Record])
def test_every_field_speaks_both_languages(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        zh, _, en = (field.description or "").partition(" / ")
        assert all((zh, en)), name


def test_a_typed_case_gives_the_verdict_of_the_plain_one() -> None:
    verifier = Verifier("life-strict", stage="underwriting")
    plain = load_samples()["case"]
    for change in ({}, {"sex": "female"}, {"birth_date": "1985-02-30"}):
        case: dict[str, Any] = {
            **plain,
            "policyholder": {**plain["policyholder"], **change},
        }
        typed = record.Record(**case)

        assert verifier.verify(typed, at=AT) == verifier.verify(case, at=AT)


def test_a_model_shows_no_value() -> None:
    person = record.Person(name="周文博", id_number="310104198506185373")

    assert repr(person) == "<Person: id_number, name>"
    assert "周" not in str(record.Record(policyholder=person))


_MARKER = "MarkerOfTwentyChars7"


@pytest.mark.parametrize(
    "data",
    [
        _MARKER,
        {"policyholder": {"name": [_MARKER]}},
        {"policyholder": {"legal_representative": {"name": [_MARKER]}}},
        {"insured": [{"id_valid_until": {_MARKER: _MARKER}}]},
        {"form": {"insured": [{"mobile": [_MARKER]}]}},
    ],
)
def test_a_refusal_shows_no_value(data: object) -> None:
    with pytest.raises(ValidationError) as caught:
        record.Record.model_validate(data)
    assert _MARKER not in f"{caught.value} {caught.value!r}"


def test_a_model_shows_no_unknown_key() -> None:
    party = record.Party.model_validate({"name": "周文博", _MARKER: 1})
    assert repr(party) == "<Party: name, and 1 unknown>"


def test_published_schemas_are_fresh() -> None:
    """docs/schemas holds what tools/build_schemas.py writes today."""
    import sys

    root = Path(__file__).parents[1]
    sys.path.insert(0, str(root / "tools"))
    try:
        import build_schemas
    finally:
        sys.path.pop(0)

    for name, text in build_schemas.schemas().items():
        assert (root / "docs/schemas" / name).read_text("utf-8") == text, name


def test_list_parts_are_lists() -> None:
    for part in LIST_PARTS:
        assert "list" in str(record.Record.model_fields[part].annotation)
