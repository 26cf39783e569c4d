"""Where a finding's rule comes from, on one line: each instrument named once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoverify.basis import UNVERIFIED
from infoverify.reports.words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from infoverify.basis import Basis, Lang


def cited(bases: Iterable[Basis], lang: Lang) -> str:
    """Return the clauses by instrument; what is not verified is said once, at the end."""
    by_instrument: dict[str, dict[str, None]] = {}
    unverified = False
    for basis in bases:
        clauses = by_instrument.setdefault(basis.instrument, {})
        place = basis.place(lang)
        if place:
            clauses[place] = None
        unverified = unverified or basis.unverified
    text = "; ".join(
        f"{instrument} {', '.join(clauses)}".rstrip()
        for instrument, clauses in by_instrument.items()
    )
    if unverified:
        text += f" ({in_language(UNVERIFIED, lang)})"
    return text


def clause_of(basis: Basis, lang: Lang) -> str:
    """Return the clause of one basis, without its instrument."""
    note = in_language(UNVERIFIED, lang) if basis.unverified else ""
    return f"{basis.place(lang)} {note}".strip()
