"""The record that reading a telephone number gives (电话号码的读数)."""

from __future__ import annotations

from typing import ClassVar, Final

from infoverify.validators._inspection import Inspection

#: Written for the international form of a bare mobile, which is made when asked for.
MAINLAND: Final = "+86"
_set = object.__setattr__


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
        "_e164",
        "area",
        "country",
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
    _e164: str | None
    area: str | None
    region: str | None
    extension: str | None
    country: str | None
    operator: str | None
    values: tuple[str, ...] | None
    suggestion: str | None

    @property
    def e164(self) -> str | None:
        """The international form; that of a bare mobile follows from its digits."""
        form = self._e164
        return f"+86{self.normalised}" if form == MAINLAND else form

    @e164.setter
    def e164(self, form: str | None) -> None:
        _set(self, "_e164", form)


class OpenPhone(PhoneInspection):
    """A reading while it is being written; becomes a frozen one by its class.

    A frozen class writes through ``object.__setattr__``, which is the greater part
    of the cost of a bare mobile.
    """

    __slots__ = ()
    __setattr__ = object.__setattr__  # type: ignore[assignment]
    # CPython shares one slot between the two; both must be the plain ones to be quick.
    __delattr__ = object.__delattr__
