"""The record that reading a telephone number gives (电话号码的读数)."""

from __future__ import annotations

from typing import ClassVar

from infoverify.validators._inspection import Inspection


class PhoneInspection(Inspection):
    """The reading of a telephone number (电话号码).

    Attributes:
        kind: one of the closed list in the text of ``phone``, ``None`` if not known.
        e164: the international form, ``None`` for short numbers.
        area: the area code with its 0, landlines only.
        region: the area's division code (GB/T 2260), 810000, 820000 or 710000.
        extension: the extension's digits.
        country: ISO 3166-1 alpha-3.
        operator: to whom a mobile prefix was allotted (numbers may be ported):
            ``telecom, mobile, unicom, broadnet`` and some special ones.
        values: each number of a field that holds several.
        suggestion: the number that was probably meant, for a person to confirm.
    """

    __slots__ = (
        "area",
        "country",
        "e164",
        "extension",
        "kind",
        "operator",
        "region",
        "suggestion",
        "values",
    )
    KIND: ClassVar[str] = "phone"
    FIELD: ClassVar[str] = "phone"
    FACTS: ClassVar[tuple[str, ...]] = (
        "kind",
        "e164",
        "area",
        "region",
        "extension",
        "country",
        "operator",
        "values",
        "suggestion",
    )

    kind: str | None
    e164: str | None
    area: str | None
    region: str | None
    extension: str | None
    country: str | None
    operator: str | None
    values: tuple[str, ...] | None
    suggestion: str | None


class OpenPhone(PhoneInspection):
    """A reading while it is being written; becomes a frozen one by its class.

    A frozen class writes through ``object.__setattr__``, which is the greater part
    of the cost of a bare mobile.
    """

    __slots__ = ()
    __setattr__ = object.__setattr__  # type: ignore[assignment]
    # CPython shares one slot between the two; both must be the plain ones to be quick.
    __delattr__ = object.__delattr__
