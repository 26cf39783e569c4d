"""From one text to its record (读一条地址): the short way for a clean address, or the long.

What is no address is set aside before; what is left is often clean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoverify.validators.address._clean import read_clean
from infoverify.validators.address._data import tables
from infoverify.validators.address._fold import fold_address, may_hold_noise
from infoverify.validators.address._placeholders import placeholder_kind
from infoverify.validators.address._record import Address
from infoverify.validators.address._verdict import Reading, tells_noise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from infoverify.validators.address._noise import Noise


def refused(code: str, raw: str | None = None) -> Address:
    """Return the reading of a value that is no text or empty."""
    return Address(
        False,
        (code,),
        normalised_from=raw,
        status="none",
        candidates=(),
        historic=(),
        completeness="none",
        complete=False,
        missing="province",
        elements=(),
        noise=(),
        repairs=(),
        suggestions=(),
    )


def read_address(raw: str, *, at: date | None, region: str | None) -> Address:
    """Return the reading of a text."""
    table = tables()
    folded = fold_address(raw)
    text = folded.text
    if not text or text.isspace():
        return refused("empty", raw or None)
    year = table.latest if at is None else at.year
    clean = read_clean(table, raw, folded, text, year)
    if clean is not None:
        return clean
    placeholder = placeholder_kind(text)
    noise: Sequence[Noise] = ()
    if placeholder is None and may_hold_noise(text):
        # Loaded when first needed, like every module below: start-up counts.
        from infoverify.validators.address._noise import (  # noqa: PLC0415
            set_aside,
        )

        text, noise = set_aside(table, text)
        core = text.strip(" ")
        if noise:
            hints = ("noise",) if tells_noise(noise) else ()
            shift = text.find(core)
            clean = read_clean(table, raw, folded, core, year, shift, noise, hints)
            if clean is not None:
                return clean
    reading = Reading(table, raw, folded, year)
    reading.read(text, noise, placeholder, region)
    return reading.record()
