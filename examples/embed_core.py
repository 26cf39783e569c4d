"""A core system that approves nothing until the facts are complete and true.

    python examples/embed_core.py

The host keeps its own objects and its own store. infoverify is asked at one place, the
gate, and its answer is kept with the decision, masked, as evidence for an audit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from infoverify import CorrectionRequired, Verdict, Verifier

# Made once when the process starts; safe to share between threads.
GATE = Verifier("life-standard", stage="underwriting", key=b"a secret of the host")


@dataclass
class Person:
    """A customer as the host stores one; infoverify reads the attributes by name."""

    name: str
    sex: str
    birth_date: date
    id_type: str
    id_number: str
    mobile: str | None = None
    address: str | None = None
    relationship: str | None = None


@dataclass
class Application:
    """A proposal on its way to a policy."""

    policy: dict[str, Any]
    policyholder: Person
    insured: list[Person]
    salesperson: dict[str, str]
    agency: dict[str, str]
    disclosure: dict[str, bool]
    audit: list[str] = field(default_factory=list)


def approve(application: Application, *, on: date) -> Verdict:
    """Let an application pass, or raise; either way the verdict goes on file.

    Raises:
        CorrectionRequired: a fact is missing or wrong, or a person must look first.
    """
    verdict = GATE.verify(application, at=on)
    application.audit.append(verdict.to_json())
    verdict.raise_for_blocking(at_least="review")
    application.policy["status"] = "in_force"
    return verdict


def invented(*, id_number: str) -> Application:
    """Return an application for oneself; nobody stands behind it."""
    zhou = Person(
        name="周文博",
        sex="male",
        birth_date=date(1985, 6, 18),
        id_type="resident_id",
        id_number=id_number,
        mobile="13671830952",
        address="上海市徐汇区漕溪北路398弄12号1502室",
    )
    return Application(
        policy={
            "application_number": "A2026310100009362",
            "line": "individual_life",
            "term_months": 240,
            "status": "proposed",
            "channel": "direct",
        },
        policyholder=zhou,
        insured=[Person(**{**vars(zhou), "relationship": "self"})],
        salesperson={"name": "吴建国", "staff_number": "310100027"},
        agency={"kind": "direct", "branch": "上海分公司"},
        disclosure={"explained": True, "consented": True, "insured_consented": True},
    )


def main() -> None:
    """Approve a clean application, then meet one with a mistyped number."""
    clean = invented(id_number="310104198506185373")
    approve(clean, on=date(2026, 1, 15))
    print("approved:", clean.policy["status"])

    mistyped = invented(id_number="310104198506185737")
    try:
        approve(mistyped, on=date(2026, 1, 15))
    except CorrectionRequired as stopped:
        print("stopped:", stopped.verdict.decision)
        for finding in stopped.verdict.findings:
            print(f"  {finding.severity}: {finding.message('en')}")
            # The same fact found again tomorrow has the same fingerprint.
            print(f"    {finding.paths[0]}, {finding.fingerprint[:12]}…")


if __name__ == "__main__":
    main()
