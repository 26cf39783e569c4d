"""Passport numbers by form, machine readable zones by ICAO's check digits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import anything, check_odd_values, check_tables, check_total
from infoverify.errors import InvalidChecksum, UsageError
from infoverify.validators import _mrz, passport
from infoverify.validators.passport import inspect

AT = date(2026, 11, 21)

# The specimens of ICAO Doc 9303 parts 4, 5 and 6.
TD3 = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
)
TD1 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<"
    "7408122F1204159UTO<<<<<<<<<<<6"
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6"
TD1_LONG = (
    "I<UTOD23145890<7349<<<<<<<<<<<"
    "3407127M9507122UTO<<<<<<<<<<<2"
    "STEVENSON<<PETER<JOHN<<<<<<<<<"
)


def zone(
    *,
    issuer: str = "CHN",
    number: str = "E88880001",
    nationality: str = "CHN",
    birth: str = "900101",
    sex: str = "F",
    expiry: str = "330801",
    names: str = "LI<<XIAO<HONG",
    optional: str = "",
    head: str = "P<",
) -> str:
    """Return a TD3 zone whose check digits agree."""
    digit = _mrz.check_digit
    number = number.ljust(9, "<")
    personal = optional.ljust(14, "<")
    lower = number + digit(number) + nationality.ljust(3, "<") + birth + digit(birth)
    lower += sex + expiry + digit(expiry) + personal
    lower += digit(personal) if optional else "<"
    lower += digit(lower[:10] + lower[13:20] + lower[21:])
    return head + issuer.ljust(3, "<") + names.ljust(39, "<") + lower


NUMBERS = [
    ("ordinary", "E88880001", True, "ordinary", "CHN"),
    ("ordinary_with_letter", "EA8888001", True, "ordinary", "CHN"),
    ("ordinary_old", "G88880001", True, "ordinary", "CHN"),
    ("ordinary_of_digits", "148888001", True, "ordinary", "CHN"),
    ("service", "SE8888001", True, "service", "CHN"),
    ("service_old", "S88880001", True, "service", "CHN"),
    ("public_affairs", "PE8888001", True, "public_affairs", "CHN"),
    ("public_affairs_with_dot", "P.8888001", True, "public_affairs", "CHN"),
    ("diplomatic", "DE8888001", True, "diplomatic", "CHN"),
    ("hong_kong", "K88880001", True, "hk", "HKG"),
    ("hong_kong_2019", "KJ8888001", True, "hk", "HKG"),
    ("hong_kong_h", "H88880001", True, "hk", "HKG"),
    ("macao", "MA8888001", True, "macao", "MAC"),
    ("macao_b", "MB8888001", True, "macao", "MAC"),
    ("foreign_german", "C01X00T47", True, "foreign", None),
    ("foreign_digits", "488839667", True, "foreign", None),
    ("foreign_eight", "N1234068", True, "foreign", None),
    ("foreign_five", "A1230", True, "foreign", None),
    ("lower_and_spaces", " e 8888 0001 ", True, "ordinary", "CHN"),
    ("full_width", "Ｅ８８８８０００１", True, "ordinary", "CHN"),
    ("rising_digits_are_a_form", "E12345678", True, "ordinary", "CHN"),
    ("letter_i", "EI8888001", None, "foreign", None),
    ("one_digit_short", "E8888001", None, "foreign", None),
    ("one_digit_long", "E888800012", None, "foreign", None),
    ("four", "A123", None, "foreign", None),
    ("ten", "A123456012", None, "foreign", None),
    ("seventeen", "A1234560123456782", None, "foreign", None),
    ("no_digit", "ABCDEFG", None, "foreign", None),
    ("zeros", "E00000000", None, "ordinary", "CHN"),
]


@pytest.mark.parametrize(
    ("value", "valid", "kind", "nationality"),
    [pytest.param(*row[1:], id=row[0]) for row in NUMBERS],
)
def test_number(value: str, valid: object, kind: str, nationality: str | None) -> None:
    """Each form has its kind, issuer and verdict."""
    reading = inspect(value)
    assert (reading.valid, reading.kind) == (valid, kind)
    assert reading.nationality == nationality == reading.issuer
    assert reading.document_number == reading.normalised
    assert passport.is_valid(value)


REFUSED = [
    ("three", "E12", "length"),
    ("eighteen", "110105194912310038", "length"),
    ("chinese", "护照号码是多少呢", "format"),
    ("mixed", "E8888000一", "format"),
    ("punctuation", "E8888#001", "format"),
    ("emoji", "E8888001😀", "format"),
    ("arabic_digits", "E8888000\u0661", "format"),
    ("two", "E88880001/G88880002", "several_values"),
    ("scientific", "1.48888E+08", "spreadsheet_damage"),
    ("trailing_zero", "148888001.0", "spreadsheet_damage"),
    ("float", 148888001.0, "spreadsheet_damage"),
    ("not_a_number", float("nan"), "wrong_type"),
    ("whole_number", 148888001, "wrong_type"),
    ("none", None, "empty"),
    ("blank", "\u3000 ", "empty"),
    ("one_line_of_a_zone", TD3[44:], "length"),
    ("huge", "E" * 10_000_000, "length"),
    ("zone_with_wrong_digit", TD3.replace("740812", "740813"), "checksum"),
    ("zone_with_wrong_composite", TD3[:-1] + "1", "checksum"),
    ("zone_with_thirteenth_month", zone(birth="901301"), "birth_date"),
    ("zone_with_no_such_expiry", zone(expiry="330231"), "expiry_date"),
    ("zone_with_letters_in_birth", zone(birth="9O0101"), "birth_date"),
    ("zone_with_odd_sex", zone(sex="W"), "format"),
    ("zone_with_digit_in_name", zone(names="L1<<XIAO"), "format"),
    ("zone_without_name", zone(names=""), "format"),
    ("visa", zone(head="V<"), "other_document"),
]


@pytest.mark.parametrize(
    ("value", "problem"), [pytest.param(v, p, id=name) for name, v, p in REFUSED]
)
def test_refusal(value: object, problem: str) -> None:
    """What cannot be a passport's number is refused for its reason."""
    reading = inspect(value, at=AT)
    assert reading.valid is False
    assert reading.problems[0] == problem


@pytest.mark.parametrize("text", [TD3, TD1, TD2, TD1_LONG, zone()])
@pytest.mark.parametrize("joint", ["", "\n", "\r\n", " ", " \n  "])
def test_zone_in_every_writing(text: str, joint: str) -> None:
    """Lines may be joined by anything white."""
    width = {88: 44, 90: 30, 72: 36}[len(text)]
    lines = [text[i : i + width] for i in range(0, len(text), width)]
    reading = inspect(joint.join(lines).lower(), at=AT)
    assert reading.valid is True
    assert reading.kind == "mrz"
    assert reading.normalised == text
    assert passport.format(text).split("\n") == lines


def test_facts_of_a_zone() -> None:
    reading = inspect(zone(), at=AT)
    assert reading.document_number == "E88880001"
    assert (reading.issuer, reading.nationality) == ("CHN", "CHN")
    assert (reading.birth_date, reading.sex) == (date(1990, 1, 1), "female")
    assert reading.expiry_date == date(2033, 8, 1)
    assert (reading.surname, reading.given_names) == ("LI", "XIAO HONG")
    assert reading.hints == ()


@pytest.mark.parametrize(
    ("names", "surname", "given"),
    [
        ("O<NEILL<SMITH<<MARY<JANE", "O NEILL SMITH", "MARY JANE"),
        ("SUKARNO", "SUKARNO", ""),
        ("LI<<XIAO<<HONG", "LI", "XIAO HONG"),
        ("LI<<<XIAO", "LI", "XIAO"),
        ("A" * 39, "A" * 39, ""),
    ],
)
def test_names_between_fillers(names: str, surname: str, given: str) -> None:
    reading = inspect(zone(names=names), at=AT)
    assert (reading.valid, reading.surname, reading.given_names) == (
        True,
        surname,
        given,
    )


def test_long_number_of_a_card() -> None:
    assert inspect(TD1_LONG).document_number == "D23145890734"


def test_dates_need_at() -> None:
    reading = inspect(zone())
    assert reading.valid is True
    assert (reading.birth_date, reading.expiry_date) == (None, None)


def test_century() -> None:
    """The latest birth not after ``at``; a centenarian's is not certain."""
    assert inspect(zone(birth="261122"), at=AT).birth_date == date(1926, 11, 22)
    young = inspect(zone(birth="200301"), at=AT)
    assert young.birth_date == date(2020, 3, 1)
    assert "century_ambiguous" in young.hints
    assert inspect(zone(birth="000229"), at=AT).birth_date == date(2000, 2, 29)


def test_unknown_parts_of_birth() -> None:
    reading = inspect(zone(birth="90<<<<"), at=AT)
    assert reading.valid is True
    assert reading.birth_date is None
    assert reading.hints == ("birth_date_incomplete",)


def test_countries() -> None:
    assert inspect(zone(issuer="D", nationality="D")).nationality == "DEU"
    assert inspect(zone(nationality="GBN")).valid is True
    reading = inspect(zone(nationality="QQQ"))
    assert (reading.valid, reading.hints) == (None, ("nationality_unknown",))
    assert "specimen" in inspect(TD3).hints


def test_expired() -> None:
    assert "expired" in inspect(zone(expiry="200101"), at=AT).hints


def test_empty_personal_number_with_zero() -> None:
    """Part 4 lets an empty field's check digit be 0 or the filler."""
    text = zone()
    lower = text[44:86] + "0"
    lower += _mrz.check_digit(lower[:10] + lower[13:20] + lower[21:])
    assert inspect(text[:44] + lower).valid is True


def test_facets() -> None:
    assert passport.get_kind("K88880001") == "hk"
    assert passport.get_nationality("MA8888001") == "MAC"
    assert passport.get_document_number(TD3) == "L898902C3"
    with pytest.raises(InvalidChecksum):
        passport.get_kind(TD3[:-1] + "1")
    with pytest.raises(UsageError):
        inspect(TD3, at="2026-11-21")  # type: ignore[arg-type]


numbers = st.builds(
    lambda prefix, digits: prefix + digits,
    st.sampled_from(["E", "G", "EA", "EZ", "K", "M"]),
    st.text("0123456789", min_size=7, max_size=8),
)


@given(
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=9, max_size=9),
    st.dates(date(1930, 1, 1), date(2025, 12, 31)),
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", max_size=14),
)
def test_generated_zones_are_valid(number: str, birth: date, personal: str) -> None:
    text = zone(number=number, birth=f"{birth:%y%m%d}", optional=personal)
    reading = inspect(text, at=AT)
    assert reading.valid is True
    assert reading.birth_date is not None
    assert (reading.birth_date.month, reading.birth_date.day) == (
        birth.month,
        birth.day,
    )


@given(st.integers(44, 87), st.sampled_from("0123456789"))
def test_changed_digits_are_caught(i: int, digit: str) -> None:
    """7, 3 and 1 have inverses mod 10: no changed digit of the lower line passes."""
    text = zone(optional="1234567")
    if text[i].isdecimal() and text[i] != digit:
        assert inspect(text[:i] + digit + text[i + 1 :]).valid is False


@given(numbers)
def test_compact_is_idempotent(value: str) -> None:
    assert passport.compact(passport.compact(value)) == passport.compact(value)
    assert passport.validate(passport.compact(value)) == value


@given(st.sampled_from([72, 88, 90]), st.data())
def test_any_zone_is_answered(size: int, data: st.DataObject) -> None:
    text = data.draw(st.text("ABCUTO<0123456789", min_size=size, max_size=size))
    assert inspect(text, at=AT).valid in (True, False, None)


def test_odd_values() -> None:
    check_odd_values(passport)


@given(anything)
def test_total(value: object) -> None:
    check_total(passport, value)


def test_tables() -> None:
    check_tables(passport)
