"""The first doubt about a value (疑点): so that one value gives one finding.

A validator may tell several codes at once. What its standard refuses is the business of
the rule that asks ``valid``; here the value is one that the standard lets pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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


def _doubt(reading: Any, codes: Mapping[str, str]) -> Doubt:  # noqa: ANN401
    if reading.valid is False:
        return Doubt("refused")
    for code in (*reading.problems, *reading.hints):
        if codes.get(code) in {"doubts", "unknown"}:
            return Doubt(code)
    return Doubt("none")


def document_doubt(value: str, id_type: str, *, at: date) -> Doubt:
    """Return the first doubt about a number under its document type."""
    from infoverify import identity_document as door  # noqa: PLC0415 - loads late

    reading = door.inspect(value, id_type=id_type, at=at)
    return _doubt(reading, door.codes_of(id_type))


def name_doubt(value: str, *, at: date) -> Doubt:
    """Return the first doubt about a person's name."""
    module = readings.validator("name")
    return _doubt(module.inspect(value, at=at), module.CODES)
