"""Invented applications (虚构投保申请) that show what a verification finds.

Nobody stands behind them: names are made up, numbers built by their standards'
algorithms. They are judged as of ``AT``, so that the output never changes.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from infoverify.demo.building import Application

#: The day on which the demonstration takes place.
AT: Final = date(2026, 11, 16)
RULESET: Final = "life-standard"
STAGE: Final = "underwriting"


def applications() -> list[Application]:
    """Return the applications, clean ones first."""
    from infoverify.demo.building import build  # noqa: PLC0415 - data is built when asked for
    from infoverify.demo.clean_cases import CLEAN  # noqa: PLC0415
    from infoverify.demo.faulty_cases import FAULTY  # noqa: PLC0415

    return [build(sketch, place) for place, sketch in enumerate((*CLEAN, *FAULTY), 1)]
