"""The first doubt about a value (疑点): so that one value gives one finding.

A validator may tell several codes at once. What its standard refuses is the business of
the rule that asks ``valid``; here the value is one that the standard lets pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from infoverify._named import NamedTuple
from infoverify.checks import readings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Doubt(NamedTuple):
    """``code`` is the first doubting or unknown code, ``none``, or ``refused``."""

    code: str
    #: What every reading has; facts are read of values that are not refused.
    valid: bool = True


_NONE: Final = Doubt("none")


def _doubt(reading: Any, codes: Mapping[str, str]) -> Doubt:  # noqa: ANN401
    if reading.valid is False:
        return Doubt("refused")
    if not reading.problems and not reading.hints:
        return _NONE
    for code in (*reading.problems, *reading.hints):
        if codes.get(code) in {"doubts", "unknown"}:
            return Doubt(code)
    return _NONE


def document_doubt(value: str, id_type: str, *, at: date) -> Doubt:
    """Return the first doubt about a number under its document type."""
    from infoverify import identity_document as door  # noqa: PLC0415 - loads late

    reading = door.inspect(value, id_type=id_type, at=at)
    return _doubt(reading, door.codes_of(id_type))


def name_doubt(value: str, *, at: date) -> Doubt:
    """Return the first doubt about a person's name."""
    return doubt_of_name(readings.validator("name").inspect(value, at=at), at=at)


def doubt_of_name(reading: Any, *, at: date) -> Doubt:  # noqa: ANN401
    """Return ``name_doubt`` of a name's reading."""
    del at
    return _doubt(reading, readings.validator("name").CODES)
