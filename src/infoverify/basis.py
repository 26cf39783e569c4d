"""Where a rule comes from (规则依据): instrument, clause, article, and how sure."""

from __future__ import annotations

from typing import Final, Literal

from infoverify._named import NamedTuple

Lang = Literal["zh", "en"]

#: What is said of a clause whose article is not known, zh and en.
UNVERIFIED: Final = ("条号未核对", "article number not verified")


class Basis(NamedTuple):
    """Where a rule comes from: instrument, clause, article, and how far to trust it.

    ``trust`` is one of ``law, standard, seed, deck, found, known, calc, proposal``.
    """

    instrument: str
    clause: str | None = None
    article: str | None = None
    trust: str = "proposal"
    note: str | None = None

    def text(self, lang: Lang = "zh") -> str:
        """Return the citation for people; an unknown article number says so."""
        parts = [self.instrument, self.place(lang)]
        if self.unverified:
            parts.append(UNVERIFIED[lang == "en"])
        return " ".join(part for part in parts if part)

    @property
    def unverified(self) -> bool:
        """Tell whether the clause is a deck's own, its article not known."""
        return self.trust == "deck" and not self.article

    def place(self, lang: Lang = "zh") -> str:
        """Return clause and article; one that is in the other is said once: 15(4)."""
        clause, article = self.clause or "", self.article
        if not article:
            return clause
        numbered = f"第{article}条" if lang == "zh" else f"art. {article}"
        item = clause.removeprefix(article)
        if not clause or (item != clause and not item[:1].isalnum()):
            return numbered + item
        return f"{clause} {numbered}"
