"""Titles, messages and citations: both languages, the same placeholders, nothing bare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.finding import Slot
from infoverify.lint.remark import enabled, remark
from infoverify.vocabulary import PARTY_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoverify.language.rule import Rule
    from infoverify.language.ruleset import Ruleset
    from infoverify.lint.remark import Remark

_BARE_KINDS: Final = frozenset({"number", "date"})


def _chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def missing_translations(ruleset: Ruleset) -> Iterator[Remark]:
    """Remark on titles and messages that serve for both languages, or for neither."""
    for rule in enabled(ruleset):
        for key in ("title", "message"):
            zh, en = rule.plain[key]["zh"], rule.plain[key]["en"]
            same_as_title = key == "message" and rule.plain["title"]["zh"] == zh
            # A message of nothing but placeholders needs no translation.
            words = "".join(
                part for part in rule.face.message["zh"] if isinstance(part, str)
            )
            wordless = key == "message" and not any(map(str.isalpha, words))
            if zh == en and not same_as_title and not wordless:
                missing = "en" if _chinese(zh) else "zh"
                yield remark(
                    ruleset, "translation_missing", rule, key, f"{key}.{missing}"
                )


def differing_placeholders(ruleset: Ruleset) -> Iterator[Remark]:
    """Remark on messages that tell more in one language than in the other."""
    for rule in enabled(ruleset):
        zh, en = (_slots(rule, lang) for lang in ("zh", "en"))
        if zh != en:
            names = ", ".join(sorted(f"{{{name}}}" for name in zh ^ en))
            yield remark(ruleset, "placeholders_differ", rule, "message", names)


def _slots(rule: Rule, lang: str) -> set[str]:
    parts = rule.face.message[lang]
    # Role and day may be told by the words of one language and not of the other.
    told = {p.text for p in parts if isinstance(p, Slot) and p.kind != "role"}
    return told - {"at"}


def unmasked_placeholders(ruleset: Ruleset) -> Iterator[Remark]:
    """Remark on placeholders of a company's own numbers and dates of persons.

    The masking table knows what of the vocabulary may show; a number or date that a
    ruleset declares itself shows as it is.
    """
    declared = ruleset.merged.fields
    for rule in enabled(ruleset):
        for slot in rule.slots:
            if slot.kind != "value":
                continue
            first = [f"{role}.{slot.text}" for role in rule.roles]
            for path in (slot.text, *first):
                part = path.partition(".")[0]
                own = declared.get(path) in _BARE_KINDS
                if own and (part in PARTY_PARTS or part == "salesperson"):
                    yield remark(
                        ruleset,
                        "placeholder_unmasked",
                        rule,
                        "message",
                        f"{{{slot.text}}}",
                    )
                    break


def missing_basis(ruleset: Ruleset) -> Iterator[Remark]:
    """Remark on rules that cite nothing."""
    for rule in enabled(ruleset):
        if not rule.plain["basis"]:
            yield remark(ruleset, "basis_missing", rule, "id")


def unknown_instruments(ruleset: Ruleset) -> Iterator[Remark]:
    """Remark on citations whose instrument nobody has named."""
    known = ruleset.merged.instruments
    for rule in enabled(ruleset):
        for basis in rule.face.basis:
            if basis.instrument not in known:
                yield remark(
                    ruleset, "instrument_unknown", rule, "basis", basis.instrument
                )
