"""The checks of ``ruleset.yaml`` as pydantic models with validators."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, Self

import _hand
from _cases import AT, Record
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from infoverify.validators import phone, resident_id

_RESIDENT: Final = frozenset(
    {"resident_id", "temporary_resident_id", "household_register"}
)


def _failure(rule: str) -> PydanticCustomError:
    return PydanticCustomError("rule", "{rule}", {"rule": rule})  # type: ignore[arg-type]


def _blank(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _number(value: str | None) -> str | None:
    return None if value is None else _hand._id(value)


def _mobile(value: str | None) -> str | None:
    return None if value is None else _hand._mobile(value)


_state = BeforeValidator(_hand._plain)
Text = Annotated[str, _state]
MaybeText = Annotated[str | None, _state]
Number = Annotated[str, AfterValidator(_number), _state]
MaybeNumber = Annotated[str | None, AfterValidator(_number), _state]
Mobile = Annotated[str | None, AfterValidator(_mobile), _state]
MaybeDate = Annotated[date | None, BeforeValidator(_blank)]
Until = Annotated[date | Literal["long_term"] | None, BeforeValidator(_blank)]
Money = Annotated[Decimal | int | None, BeforeValidator(_blank)]
Country = Annotated[str, Field(pattern="^[A-Z]{3}$")]
IdType = Literal[
    "resident_id", "temporary_resident_id", "household_register", "passport", "other"
]


class Policy(BaseModel):
    """保单."""

    line: Literal["individual_life", "individual_annuity", "group", "property"]
    channel: Literal["direct", "intermediary", "bancassurance", "postal", "internet"]
    applied_on: date
    effective_on: MaybeDate = None
    annual_premium: Money = None
    sum_assured_death: Money = None

    @model_validator(mode="after")
    def _judge(self) -> Self:
        if self.applied_on > AT:
            raise _failure("policy.applied_in_future@0")
        if self.effective_on is not None and self.effective_on < self.applied_on:
            raise _failure("policy.effective_before_applied@0")
        premium, cover = self.annual_premium, self.sum_assured_death
        if premium is not None:
            if premium <= 0:
                raise _failure("policy.premium_not_positive@0")
            if cover is not None and premium > cover:
                raise _failure("policy.premium_over_cover@0")
        return self


def _identity(person: Any, role: str, place: str) -> None:
    if person.id_type not in _RESIDENT or person.id_number is None:
        return
    reading = resident_id.inspect(person.id_number, at=AT)
    if reading.valid is False:
        raise _failure(f"{role}.id_invalid{place}")
    if reading.birth_date and person.birth_date not in {None, reading.birth_date}:
        raise _failure(f"{role}.birth_date_disagrees{place}")
    if reading.sex and person.sex not in {None, reading.sex}:
        raise _failure(f"{role}.sex_disagrees{place}")


def _judge_person(person: Any, role: str) -> None:
    _identity(person, role, "@0")
    if person.id_type in _RESIDENT and person.nationality not in {None, "CHN"}:
        raise _failure(f"{role}.nationality_disagrees@0")
    born = person.birth_date
    years = _hand._years(born, AT)
    if born > AT:
        raise _failure(f"{role}.birth_date_in_future@0")
    if years > 75:
        raise _failure(f"{role}.too_old@0")
    since, until = person.id_valid_from, person.id_valid_until
    if isinstance(until, date) and until < AT:
        raise _failure(f"{role}.id_expired@0")
    if since is not None:
        if since > AT:
            raise _failure(f"{role}.issued_in_future@0")
        if since < born:
            raise _failure(f"{role}.issued_before_birth@0")
        if isinstance(until, date) and since >= until:
            raise _failure(f"{role}.ends_before_start@0")
    if person.mobile is not None:
        reading = phone.inspect(person.mobile, at=AT)
        if reading.valid is False:
            raise _failure(f"{role}.mobile_invalid@0")
        if "placeholder" in reading.problems:
            raise _failure(f"{role}.mobile_placeholder@0")
    if role == "policyholder" or years >= 18:
        if person.mobile is None and person.phone is None:
            raise _failure(f"{role}.phone_absent@0")
        if person.address is None:
            raise _failure(f"{role}.address_absent@0")


class Person(BaseModel):
    """投保人."""

    name: Text
    sex: Literal["male", "female"]
    birth_date: date
    nationality: Country
    id_type: IdType
    id_number: Number
    id_valid_from: MaybeDate = None
    id_valid_until: Until = None
    mobile: Mobile = None
    phone: MaybeText = None
    address: MaybeText = None
    occupation: Text

    @model_validator(mode="after")
    def _judge(self) -> Self:
        _judge_person(self, "policyholder")
        if _hand._years(self.birth_date, AT) < 18:
            raise _failure("policyholder.under_age@0")
        return self


class Insured(Person):
    """被保险人."""

    relationship: Literal["self", "spouse", "child", "parent"]
    nationality: Country | None = None

    @model_validator(mode="after")
    def _judge(self) -> Self:
        _judge_person(self, "insured")
        if self.relationship == "spouse" and _hand._years(self.birth_date, AT) < 20:
            raise _failure("insured.spouse_under_age@0")
        return self


class Beneficiary(BaseModel):
    """受益人."""

    kind: Literal["designated", "statutory"]
    insured_index: int | None = None
    purpose: Literal["death", "survival"] | None = None
    order: int | None = None
    share: Money = None
    name: MaybeText = None
    sex: Literal["male", "female"] | None = None
    birth_date: MaybeDate = None
    id_type: IdType | None = None
    id_number: MaybeNumber = None

    @model_validator(mode="after")
    def _judge(self) -> Self:
        if self.kind == "designated":
            for field in ("name", "sex", "birth_date", "id_number"):
                if getattr(self, field) is None:
                    raise _failure(f"beneficiary.{field}_absent")
        _identity(self, "beneficiary", "")
        if self.birth_date is not None and self.birth_date > AT:
            raise _failure("beneficiary.birth_date_in_future")
        if self.share is not None and not 0 < self.share <= 100:
            raise _failure("beneficiary.share_out_of_range")
        return self


class Salesperson(BaseModel):
    """销售人员."""

    name: Text
    staff_number: Text
    id_number: MaybeNumber = None
    mobile: Mobile = None
    left_on: MaybeDate = None

    @model_validator(mode="after")
    def _judge(self) -> Self:
        number = self.id_number
        if number is not None and resident_id.inspect(number, at=AT).valid is False:
            raise _failure("salesperson.id_invalid@0")
        return self


class Application(BaseModel):
    """One case."""

    policy: Policy
    policyholder: Person
    insured: list[Insured]
    beneficiaries: Annotated[list[Beneficiary] | None, BeforeValidator(_blank)] = None
    salesperson: Salesperson

    @model_validator(mode="before")
    @classmethod
    def _inherit(cls, record: Record) -> Record:
        insured = record["insured"]
        if insured[0].get("relationship") != "self":
            return record
        own = {name: value for name, value in insured[0].items() if value is not None}
        return {**record, "insured": [{**record["policyholder"], **own}]}

    @model_validator(mode="after")
    def _judge(self) -> Self:
        seller, mobile = self.salesperson, self.policyholder.mobile
        if seller.mobile is not None and seller.mobile == mobile:
            raise _failure("salesperson.mobile_is_policyholders@0")
        if seller.left_on is not None and seller.left_on < self.policy.applied_on:
            raise _failure("salesperson.left_before_application@0")
        for insured in self.insured:
            if insured.mobile is not None and insured.mobile == seller.mobile:
                raise _failure("insured.mobile_is_salespersons@0")
            elder = self.policyholder.birth_date
            if insured.relationship == "child" and insured.birth_date <= elder:
                raise _failure("insured.child_not_younger@0")
        parts = self.beneficiaries or []
        for part in parts:
            if part.id_number is not None and part.id_number == seller.id_number:
                raise _failure("beneficiary.is_salesperson")
        shares = [(p.kind, p.insured_index, p.purpose, p.order, p.share) for p in parts]
        if shares and _hand._shares_complete(shares) is False:
            raise _failure("shares.incomplete@0")
        return self


def refused(record: Record) -> set[str]:
    """Return what pydantic refuses: rules with their place, or the fields at fault."""
    try:
        Application.model_validate(record)
    except ValidationError as error:
        return {
            str(e["ctx"]["rule"]) if e["type"] == "rule" else f"at {e['loc']}"
            for e in error.errors(include_url=False, include_input=False)
        }
    return set()
