"""Where a finding's rule comes from, on one line: each instrument named once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.reports.words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from infoverify.finding import Basis, Lang

_UNVERIFIED: Final = ("条号未核对", "article number not verified")


def cited(bases: Iterable[Basis], lang: Lang) -> str:
    """Return the clauses by instrument; what is not verified is said once, at the end."""
    by_instrument: dict[str, dict[str, None]] = {}
    unverified = False
    for basis in bases:
        clauses = by_instrument.setdefault(basis.instrument, {})
        place = _place(basis, lang)
        if place:
            clauses[place] = None
        unverified = unverified or _is_unverified(basis)
    text = "; ".join(
        f"{instrument} {', '.join(clauses)}".rstrip()
        for instrument, clauses in by_instrument.items()
    )
    if unverified:
        text += f" ({in_language(_UNVERIFIED, lang)})"
    return text


def clause_of(basis: Basis, lang: Lang) -> str:
    """Return the clause of one basis, without its instrument."""
    note = in_language(_UNVERIFIED, lang) if _is_unverified(basis) else ""
    return f"{_place(basis, lang)} {note}".strip()


def _is_unverified(basis: Basis) -> bool:
    return basis.trust == "deck" and not basis.article


def _place(basis: Basis, lang: Lang) -> str:
    clause, article = basis.clause or "", basis.article
    if not article:
        return clause
    numbered = in_language((f"第{article}条", f"art. {article}"), lang)
    # The clause may be the article itself, or an item of it: 15, 15(4).
    item = clause.removeprefix(article)
    if not clause or (item != clause and not item[:1].isalnum()):
        return numbered + item
    return f"{clause} {numbered}"
