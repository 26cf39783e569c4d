"""Names of organisations (单位名称) where the party is one: a lenient reading."""

from __future__ import annotations

from typing import Final

from infoverify._text import is_blank
from infoverify.reference.hanzi_variants import simplify
from infoverify.reference.surnames import surname_of
from infoverify.validators._name_damage import is_damaged
from infoverify.validators._name_fold import fold_name, is_han
from infoverify.validators._name_judge import Reading
from infoverify.validators._name_script import scripts
from infoverify.validators._name_words import han_problems, is_filler

_LONGEST: Final = 200


def judge_organisation(given: str) -> Reading:
    """Return the reading of an organisation's name.

    Registered names may hold digits, brackets and Latin letters (企业名称登记管理规定);
    what no text in a form may hold is refused, a filler or a person's name is told.
    """
    if is_blank(given):
        return Reading("", frozenset(("empty",)))
    folded = fold_name(given)
    text = folded.text
    if len(text) > _LONGEST:
        return Reading("", frozenset(("length",)))
    found = scripts(text)
    codes: set[str] = set()
    if "mojibake" in found or is_damaged(given):
        return Reading(text, frozenset(("mojibake",)), folded.changes)
    for code in ("emoji", "control", "markup"):
        if code in found:
            codes.update(("format", code))
    plain = simplify(text)
    masked = any(sign in text.lower() for sign in ("xx", "××", "**"))
    if masked or is_filler(text) or "placeholder" in han_problems(plain):
        codes.add("placeholder")
    if not any(c.isalpha() for c in text):
        codes.add("format")
    letters = sum(c.isalpha() for c in text)
    if letters == 1:
        codes.add("single_character")
    script = "han" if "han" in found else "latin" if "latin" in found else None
    if script is None and "format" not in codes:
        codes.add("script_unknown")
    if (
        len(text) <= 3
        and all(is_han(c) for c in text)
        and surname_of(plain) is not None
        and not codes
        and not han_problems(plain)
    ):
        codes.add("person_like")
    return Reading(text, frozenset(codes), folded.changes, script, "organisation")
