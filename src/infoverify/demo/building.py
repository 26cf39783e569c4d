"""From a sketch of an application to the record that a host would hand over."""

from __future__ import annotations

import copy
from typing import Any, Final, NamedTuple

from infoverify.demo.people import COMPANY, SALESPERSON, person


class Sketch(NamedTuple):
    """An application in a few words.

    ``insured`` and ``beneficiaries`` are pairs of a person and the relationship, for
    beneficiaries with a share; ``put`` and ``drop`` then change the record by paths.
    ``finds`` are the rules that must be among the findings; none: the case is clean.
    """

    zh: str
    en: str
    policyholder: str = "chen"
    insured: tuple[tuple[str, str], ...] = (("luo", "spouse"),)
    beneficiaries: tuple[tuple[str, str, str], ...] = ()
    put: dict[str, Any] = {}  # noqa: RUF012 - never changed, copied when used
    drop: tuple[str, ...] = ()
    finds: tuple[str, ...] = ()


class Application(NamedTuple):
    """One application of the demonstration."""

    place: int
    sketch: Sketch
    record: dict[str, Any]


def build(sketch: Sketch, place: int) -> Application:
    """Return the application that a sketch describes."""
    insured: list[dict[str, Any]] = []
    for key, relationship in sketch.insured:
        facts = person(key) if relationship != "self" else {}
        insured.append({"relationship": relationship, **facts})
    beneficiaries: list[dict[str, Any]] = []
    for key, relationship, share in sketch.beneficiaries:
        kind = "designated" if key else "statutory"
        entry = {"kind": kind, "purpose": "death"}
        if key:
            entry |= {"relationship": relationship, "insured_index": "0", "order": "1"}
            entry |= {"share": share, **person(key)}
        beneficiaries.append(entry)
    company = sketch.policyholder == "company"
    record: dict[str, Any] = {
        "policy": {**_POLICY, "application_number": f"D20261116{place:04d}"},
        "policyholder": copy.deepcopy(COMPANY)
        if company
        else person(sketch.policyholder),
        "insured": insured,
        "beneficiaries": beneficiaries,
        "salesperson": dict(SALESPERSON),
        "agency": {
            "kind": "direct",
            "name": "上海分公司个险营销部",
            "code": "31010402",
        },
        "disclosure": {
            "explained": True,
            "consented": True,
            "legal_basis": "consent",
            "insured_consented": True,
            "insured_consented_death_cover": True,
        },
    }
    for path, value in sketch.put.items():
        holder, name = _holder(record, path)
        holder[name] = copy.deepcopy(value)
    for path in sketch.drop:
        holder, name = _holder(record, path)
        holder.pop(name, None)
    return Application(place, sketch, record)


_POLICY: Final = {
    "line": "individual_life",
    "term_months": 240,
    "applied_on": "2026-11-12",
    "status": "proposed",
    "channel": "direct",
    "sum_assured_death": "300000",
    "annual_premium": "8600",
    "currency": "CNY",
}


def _holder(record: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    *parts, name = path.split(".")
    here: Any = record
    for part in parts:
        word, bracket, index = part.partition("[")
        here = here[word][int(index[:-1])] if bracket else here[word]
    return here, name
