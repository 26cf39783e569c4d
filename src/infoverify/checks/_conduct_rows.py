"""Rows of the function table: paying, opening data, answering; heirs, places found."""

from __future__ import annotations

from typing import Final

from infoverify.checks import beneficiaries, conduct, places, swift
from infoverify.checks._reading_rows import PLACED
from infoverify.checks._rows import truth, value
from infoverify.language.types import (
    CODES,
    DATE,
    NUMBER,
    PART,
    PARTS,
    Function,
    OfReading,
    Parameter,
)

CONDUCT_ROWS: Final = (
    truth(
        "customer_information_complete",
        (Parameter("policyholder", PART), Parameter("insured", PARTS)),
        conduct.customer_information_complete,
        "Whether nothing is missing of policyholder and insured; names what is.",
        "保监发〔2013〕82号 D5-3 (deck numbering)",
        swift=swift.INFORMATION_COMPLETE,
    ),
    truth(
        "customer_information_consistent",
        (Parameter("policyholder", PART), Parameter("insured", PARTS)),
        conduct.customer_information_consistent,
        "Whether nothing breaks its standard or contradicts another; names what does.",
        "保监发〔2013〕82号 D11-1 (deck numbering)",
        at=True,
    ),
    truth(
        "access_allowed",
        (
            value("institution"),
            value("department"),
            value("post"),
            value("data_class"),
            Parameter("grants", CODES),
        ),
        conduct.access_allowed,
        "Whether a list of institution/department/post/class opens data to a post.",
        "保监发〔2013〕82号 D7 (deck numbering)",
    ),
    Function(
        "working_days_between",
        (value("earlier", DATE), value("later", DATE)),
        NUMBER,
        conduct.working_days_between,
        doc="Mondays to Fridays after the first day up to the second.",
        source="calendar; public holidays are not known",
    ),
    truth(
        "share_given",
        (Parameter("subject", PART), Parameter("beneficiaries", PARTS)),
        beneficiaries.share_given,
        "Whether a beneficiary has a share, where others of the same order have one.",
        "保险法 art. 40",
    ),
    truth(
        "statutory_heirs",
        (Parameter("subject", PART),),
        beneficiaries.statutory_heirs,
        "Whether a beneficiary stands for the heirs by law, so that nobody is named.",
        "保险法 art. 42",
    ),
    truth(
        "address_found_without_county",
        (Parameter("subject", PART),),
        places.address_found_without_county,
        "Whether an address reaches a door in a zone, a regiment's land, or abroad.",
        "GB/T 2260; practice",
        at=True,
        of_reading=OfReading(
            "address", "subject.address", PLACED, places.found_in_placed
        ),
    ),
)
