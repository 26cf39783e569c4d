"""The one door: types, contradictions, and numbers of another type."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import ODD, anything, check_tables
from infoverify import identity_document
from infoverify.errors import ValidationError
from infoverify.identity_document import CODES, VALIDATORS, codes_of, inspect, texts_of
from test_passport import zone

AT = date(2026, 11, 21)
RESIDENT = "110105194912310038"
BORN = date(1949, 12, 31)
HONG_KONG = "81000019940823003X"
TAIWAN = "830000198511200049"
FOREIGN = "911124198108030024"

# Of every document type of the vocabulary one number that is right.
GOOD = {
    "resident_id": RESIDENT,
    "temporary_resident_id": RESIDENT,
    "household_register": RESIDENT,
    "birth_certificate": "T330012345",
    "passport": "E88880001",
    "foreign_passport": "C01X00T47",
    "hk_macao_permit": "H68880011",
    "hk_macao_permit_non_chinese": "HA6888001",
    "taiwan_permit": "06888001",
    "hk_macao_residence_permit": HONG_KONG,
    "taiwan_residence_permit": TAIWAN,
    "foreign_permanent_resident_id": FOREIGN,
    "officer_id": "军字第2001988号",
    "soldier_id": "士字第2001988号",
    "armed_police_id": "武字第2001988号",
    "police_id": "051188",
    "uscc": "91110108M000102335",
    "organisation_code": "M0001023-3",
    "business_licence": "110108000000016",
    "tax_registration": "110108M00010233",
}


@pytest.mark.parametrize(("id_type", "value"), GOOD.items())
def test_every_type_has_its_validator(id_type: str, value: str) -> None:
    reading = inspect(value, id_type=id_type, at=AT)
    assert reading.valid is True
    assert reading.problems == ()
    assert reading.validator == VALIDATORS[id_type]
    assert identity_document.validate(value, id_type=id_type) == (
        identity_document.compact(value, id_type=id_type)
    )


def test_the_table_is_whole() -> None:
    assert set(GOOD) | {"other"} == set(VALIDATORS)


@pytest.mark.parametrize("id_type", ["other", "driving_licence", "", None, 7, []])
def test_types_without_a_standard(id_type: object) -> None:
    """Nothing can be told but that there is a number."""
    reading = inspect("AB-12", id_type=id_type)
    assert reading.valid is None
    code = "type_other" if id_type == "other" else "id_type_unknown"
    assert reading.hints == (code,)
    assert reading.normalised == "AB12"
    assert inspect(" ", id_type=id_type).problems == ("empty",)
    assert inspect(12, id_type=id_type).problems == ("wrong_type",)
    assert inspect(RESIDENT, id_type=id_type).looks_like == ("resident_id",)


LOOKS = [
    ("resident_id", HONG_KONG, False, ("hk_macao_residence_permit",)),
    ("resident_id", TAIWAN, False, ("taiwan_residence_permit",)),
    ("resident_id", FOREIGN, False, ("foreign_permanent_resident_id",)),
    ("resident_id", "E88880001", False, ("passport",)),
    ("resident_id", "H68880011", False, ("hk_macao_permit", "passport")),
    ("resident_id", "91110108M000102335", False, ("uscc",)),
    ("household_register", "T330012345", False, ("birth_certificate",)),
    ("temporary_resident_id", RESIDENT[:-1] + "9", False, ()),
    ("passport", RESIDENT, False, ("resident_id",)),
    ("passport", "军字第2001988号", False, ("officer_id",)),
    ("foreign_passport", "E88880001", True, ("passport",)),
    ("foreign_passport", "06888001", True, ()),
    ("foreign_passport", zone(), False, ("passport",)),
    ("passport", "C01X00T47", None, ("foreign_passport",)),
    ("passport", zone(issuer="USA", nationality="USA"), None, ("foreign_passport",)),
    ("foreign_passport", RESIDENT, False, ("resident_id",)),
    ("hk_macao_permit", "06888001", False, ("taiwan_permit",)),
    ("hk_macao_permit", HONG_KONG, False, ("hk_macao_residence_permit",)),
    ("hk_macao_permit", "HA6888001", None, ("hk_macao_permit_non_chinese",)),
    (
        "hk_macao_permit",
        "MA6888001",
        None,
        ("hk_macao_permit_non_chinese", "passport"),
    ),
    (
        "hk_macao_permit_non_chinese",
        "H68880011",
        False,
        ("hk_macao_permit", "passport"),
    ),
    ("taiwan_permit", "H68880011", False, ("hk_macao_permit", "passport")),
    ("taiwan_residence_permit", HONG_KONG, False, ("hk_macao_residence_permit",)),
    ("hk_macao_residence_permit", TAIWAN, False, ("taiwan_residence_permit",)),
    ("foreign_permanent_resident_id", RESIDENT, False, ("resident_id",)),
    ("officer_id", "士字第2001988号", True, ("soldier_id",)),
    ("uscc", RESIDENT, False, ("resident_id",)),
    ("uscc", "M0001023-3", False, ("organisation_code",)),
    ("organisation_code", "91110108M000102335", False, ("uscc",)),
    ("business_licence", "91110108M000102335", False, ("uscc",)),
]


@pytest.mark.parametrize(("id_type", "value", "valid", "looks_like"), LOOKS)
def test_numbers_of_another_type(
    id_type: str, value: str, valid: object, looks_like: tuple[str, ...]
) -> None:
    reading = inspect(value, id_type=id_type, at=AT)
    assert (reading.valid, reading.looks_like) == (valid, looks_like)
    assert ("looks_like_other_type" in reading.hints) is bool(looks_like)


NO, DOUBT = "nationality_contradicts", "nationality_doubtful"
NATIONALITIES = [
    ("resident_id", RESIDENT, "CHN", None),
    ("resident_id", RESIDENT, "HKG", DOUBT),
    ("resident_id", RESIDENT, "USA", NO),
    ("household_register", RESIDENT, "jpn", NO),
    ("birth_certificate", "T330012345", "CHN", None),
    ("birth_certificate", "T330012345", "KOR", DOUBT),
    ("passport", "E88880001", "CHN", None),
    ("passport", "E88880001", "MEX", DOUBT),
    ("passport", "C01X00T47", "DEU", None),
    ("passport", "E8888001", "AUS", None),
    ("passport", zone(issuer="USA", nationality="USA"), "USA", None),
    ("passport", "K88880001", "HKG", None),
    ("passport", "K88880001", "CHN", None),
    ("passport", "K88880001", "MAC", DOUBT),
    ("foreign_passport", "C01X00T47", "DEU", None),
    ("foreign_passport", "C01X00T47", "CHN", NO),
    ("foreign_passport", "C01X00T47", "TWN", DOUBT),
    ("hk_macao_permit", "H68880011", "HKG", None),
    ("hk_macao_permit", "H68880011", "CHN", None),
    ("hk_macao_permit", "H68880011", "MAC", DOUBT),
    ("hk_macao_permit", "M68880011", "MAC", None),
    ("hk_macao_permit", "H68880011", "GBR", NO),
    ("hk_macao_permit_non_chinese", "HA6888001", "GBR", None),
    ("hk_macao_permit_non_chinese", "HA6888001", "CHN", NO),
    ("hk_macao_permit_non_chinese", "HA6888001", "HKG", DOUBT),
    ("taiwan_permit", "06888001", "TWN", None),
    ("taiwan_permit", "06888001", "CHN", None),
    ("taiwan_permit", "06888001", "HKG", DOUBT),
    ("taiwan_permit", "06888001", "USA", NO),
    ("hk_macao_residence_permit", HONG_KONG, "HKG", None),
    ("hk_macao_residence_permit", HONG_KONG, "USA", NO),
    ("taiwan_residence_permit", TAIWAN, "CHN", None),
    ("foreign_permanent_resident_id", FOREIGN, "CAN", None),
    ("foreign_permanent_resident_id", FOREIGN, "USA", DOUBT),
    ("foreign_permanent_resident_id", FOREIGN, "CHN", NO),
    ("officer_id", "军字第2001988号", "CHN", None),
    ("officer_id", "军字第2001988号", "USA", DOUBT),
    ("passport", zone(), "CHN", None),
    ("passport", zone(), "HKG", None),
    ("passport", zone(), "USA", NO),
    ("foreign_passport", zone(issuer="GBN", nationality="GBN"), "GBR", None),
    ("foreign_passport", zone(issuer="DEU", nationality="XXA"), "SYR", None),
    ("foreign_passport", zone(issuer="D", nationality="D"), "DEU", None),
    ("foreign_passport", zone(issuer="USA", nationality="USA"), "CAN", NO),
    ("uscc", "91110108M000102335", "USA", None),
    ("resident_id", RESIDENT, "China", None),
    ("resident_id", RESIDENT, 156, None),
]


@pytest.mark.parametrize(("id_type", "value", "nationality", "code"), NATIONALITIES)
def test_nationality(
    id_type: str, value: str, nationality: object, code: str | None
) -> None:
    """The law of the document refuses; what it leaves open is doubted."""
    reading = inspect(value, id_type=id_type, nationality=nationality, at=AT)
    assert reading.problems == ((code,) if code else ())
    assert reading.valid is {None: True, NO: False, DOUBT: None}[code]


BIRTHS = [
    ("resident_id", RESIDENT, BORN, ()),
    ("resident_id", RESIDENT, "1949-12-31", ()),
    ("resident_id", RESIDENT, datetime(1949, 12, 31, 8), ()),  # noqa: DTZ001
    ("resident_id", RESIDENT, date(1949, 12, 13), ("birth_date_contradicts",)),
    ("resident_id", "110105491231003", BORN, ()),
    ("resident_id", "110105491231003", date(1950, 1, 1), ("birth_date_contradicts",)),
    ("resident_id", RESIDENT, "31.12.1949", ()),
    ("resident_id", RESIDENT, 19491231, ()),
    ("hk_macao_residence_permit", HONG_KONG, BORN, ("birth_date_contradicts",)),
    ("foreign_permanent_resident_id", FOREIGN, date(1981, 8, 3), ()),
    ("foreign_permanent_resident_id", FOREIGN, BORN, ("birth_date_contradicts",)),
    ("foreign_permanent_resident_id", "CAN110081080301", date(1981, 8, 3), ()),
    (
        "foreign_permanent_resident_id",
        "CAN110081080301",
        date(1981, 8, 30),
        ("birth_date_doubtful",),
    ),
    ("passport", zone(), date(1990, 1, 1), ()),
    ("passport", zone(), date(1990, 1, 2), ("birth_date_contradicts",)),
    ("passport", zone(birth="90<<<<"), date(1990, 1, 2), ()),
    ("passport", "E88880001", BORN, ()),
    ("uscc", "91110108M000102335", BORN, ()),
]


@pytest.mark.parametrize(("id_type", "value", "birth_date", "problems"), BIRTHS)
def test_birth_date(
    id_type: str, value: str, birth_date: object, problems: tuple[str, ...]
) -> None:
    reading = inspect(value, id_type=id_type, birth_date=birth_date)
    assert reading.problems == problems


def test_foreign_forms_under_passport() -> None:
    reading = inspect("C01X00T47", id_type="passport")
    assert (reading.valid, reading.problems) == (None, ("not_chinese_form",))
    assert inspect("E8888001", id_type="passport").valid is None
    assert inspect("E8888001", id_type="foreign_passport").valid is True
    mexican = inspect("G88880001", id_type="foreign_passport", nationality="MEX")
    assert (mexican.valid, mexican.nationality) == (True, None)
    assert mexican.hints == ("looks_like_other_type",)


def test_facts_are_handed_on() -> None:
    reading = inspect(RESIDENT, id_type="resident_id")
    assert (reading.birth_date, reading.sex) == (BORN, "male")
    assert reading.region == "110105"
    assert inspect("HA6888001", id_type="hk_macao_permit_non_chinese").holder == (
        "hk_macao_non_chinese"
    )
    assert inspect(zone(), id_type="passport").document_number == "E88880001"
    assert inspect("E88880001", id_type="passport").document_kind == "ordinary"


def test_refusals_raise() -> None:
    with pytest.raises(ValidationError):
        identity_document.validate(RESIDENT, id_type="resident_id", birth_date=AT)
    with pytest.raises(ValidationError):
        identity_document.compact(None, id_type="other")
    assert not identity_document.is_valid("", id_type="passport")


def test_reading_hides_the_number() -> None:
    assert RESIDENT not in repr(inspect(RESIDENT, id_type="resident_id"))


@pytest.mark.parametrize("id_type", [*VALIDATORS, "unknown"])
def test_odd_values(id_type: str) -> None:
    """No value and no companion makes the door raise."""
    for value in ODD:
        reading = inspect(
            value, id_type=id_type, nationality=value, birth_date=value, at=AT
        )
        assert reading.valid in (True, False, None)
        assert set(reading.problems + reading.hints) <= set(codes_of(id_type))
        repr(reading.to_dict())


@given(st.sampled_from([*VALIDATORS, "unknown"]), anything)
def test_total(id_type: str, value: object) -> None:
    reading = inspect(value, id_type=id_type, nationality="CHN", birth_date=BORN)
    table = codes_of(id_type)
    assert (reading.valid is False) is any(
        table[code] == "refuses" for code in reading.problems
    )


def test_tables() -> None:
    check_tables(identity_document)
    for id_type in VALIDATORS:
        assert codes_of(id_type).keys() == texts_of(id_type).keys()
        for code, kind in CODES.items():
            # One code has one class, whoever says it.
            assert codes_of(id_type)[code] == kind
