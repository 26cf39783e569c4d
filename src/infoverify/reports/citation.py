"""Where a finding's rule comes from, on one line: each instrument named once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoverify.reports.words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from infoverify.finding import Basis, Lang


def cited(bases: Iterable[Basis], lang: Lang) -> str:
    """Return the clauses by instrument; what is not verified is said once, at the end."""
    by_instrument: dict[str, dict[str, None]] = {}
    unverified = False
    for basis in bases:
        clauses = by_instrument.setdefault(basis.instrument, {})
        place = _place(basis, lang)
        if place:
            clauses[place] = None
        unverified = unverified or (basis.trust == "deck" and not basis.article)
    text = "; ".join(
        f"{instrument} {', '.join(clauses)}".rstrip()
        for instrument, clauses in by_instrument.items()
    )
    if unverified:
        words = ("条号未核对", "article number not verified")
        text += f" ({in_language(words, lang)})"
    return text


def _place(basis: Basis, lang: Lang) -> str:
    clause, article = basis.clause, basis.article
    if not article:
        return clause or ""
    numbered = in_language((f"第{article}条", f"art. {article}"), lang)
    return numbered if clause in {None, "", article} else f"{clause} {numbered}"
