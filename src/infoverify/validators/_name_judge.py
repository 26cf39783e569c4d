"""Judging a person's name by its script (逐类判断): codes, facts and a suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify._named import NamedTuple
from infoverify._text import is_blank
from infoverify.country_codes import CHINESE
from infoverify.reference.hanzi_variants import ambiguous, simplify, standard_form
from infoverify.reference.surnames import surname_of, table
from infoverify.validators._name_damage import is_damaged, repaired
from infoverify.validators._name_fold import DOT, fold_name, is_han
from infoverify.validators._name_latin import (
    from_machine_zone,
    is_machine_zone,
    latin_problems,
    letters,
    listing_problem,
    looks_like_pinyin,
)
from infoverify.validators._name_latin import stripped_title as stripped_latin_title
from infoverify.validators._name_script import script_of_char, scripts
from infoverify.validators._name_usual import kind_of
from infoverify.validators._name_words import (
    KIN,
    han_problems,
    has_several_lines,
    is_filler,
    is_full_name,
    is_two_names,
    kept_apart,
    repeated_unit,
    stripped_title,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# No register issues longer ones; the notice asks of a field fifty and more.
_LONGEST: Final = 150
_FIFTY: Final = 50
_REFUSED: Final = ("digits", "emoji", "control", "markup")
_SPREADSHEET: Final = (
    "#N/A",
    "#NAME",
    "#REF",
    "#VALUE",
    "#DIV/0",
    "#NUM",
    "#NULL",
    "###",
)
# Codes for which no other writing of the same name would stand.
_NO_CURE: Final = frozenset(
    (
        *("empty", "length", "placeholder", "over_fifty", "organisation_name"),
        *("single_character", "short_latin", "script_unknown", "character_unknown"),
        *("working_name", "traditional", "surname_only", "pinyin", "latin_for_chinese"),
    )
)
_NOT_SCRIPTS: Final = frozenset(
    (*_REFUSED, "format", "mojibake", "mark", "remark", "listing", "private", "unknown")
)


class Reading(NamedTuple):
    """What was found about one text: codes in no order, and facts."""

    text: str
    codes: frozenset[str]
    changes: tuple[str, ...] = ()
    script: str | None = None
    kind: str | None = None
    surname: str | None = None
    suggestion: str | None = None


def judge(given: str, nationality: object = None) -> Reading:
    """Return the reading of a person's name, with a suggestion where it needs one."""
    reading = _judge(given, nationality)
    if reading.codes - _NO_CURE and "several_values" not in reading.codes:
        suggestion = suggest(given, reading.text, nationality)
        if suggestion is not None:
            return reading._replace(suggestion=suggestion)
    return reading


def _judge(given: str, nationality: object) -> Reading:
    if is_blank(given):
        return Reading("", frozenset(("empty",)))
    folded = fold_name(given)
    text = folded.text
    if len(text) > _LONGEST:
        return Reading("", frozenset(("length",)))
    if text.upper().startswith(_SPREADSHEET):
        return Reading(text, frozenset(("spreadsheet_damage",)), folded.changes)
    found = scripts(text)
    script = _script(found)
    codes: set[str] = set()
    if "mojibake" in found or is_damaged(given) or is_damaged(text):
        codes.add("mojibake")
        if is_filler(text):
            codes.add("placeholder")
        return Reading(text, frozenset(codes), folded.changes, script)
    if has_several_lines(given):
        codes.add("several_values")
    elif is_two_names(given):
        codes.add("two_names")
    text = kept_apart(given) or text
    if len(text) > _FIFTY:
        codes.add("over_fifty")
    if is_machine_zone(text):
        codes.add("machine_zone")
        found = scripts(text.replace("<", " "))
    refused = [code for code in _REFUSED if code in found]
    if refused or "format" in found:
        codes.update(("format", *refused))
    if is_filler(text):
        codes.add("placeholder")
    if script is None:
        codes.add("format" if "private" not in found else "private_use")
    elif script == "latin":
        codes.update(_latin(text, found, nationality))
    elif script == "han":
        codes.update(_han(text, found))
    else:
        codes.update(_other(text, script, found))
    if "private" in found:
        codes.add("private_use")
    if "unknown" in found:
        codes.add("character_unknown")
    surname = _surname(text) if script == "han" and DOT not in text else None
    kind = kind_of(text, script, surname, nationality)
    if "pinyin" in codes:
        kind = "pinyin"
    if script == "han" and text in table().compound:
        codes.add("surname_only")
    return Reading(text, frozenset(codes), folded.changes, script, kind, surname)


def _script(found: set[str]) -> str | None:
    """Return the one script found, ``mixed``, or ``None`` where there is no letter."""
    names = found - _NOT_SCRIPTS
    if "private" in found:
        names.add("han")
    if names == {"han", "japanese"}:
        return "japanese"
    if not names:
        return "unknown" if "unknown" in found else None
    return names.pop() if len(names) == 1 else "mixed"


def _latin(text: str, found: set[str], nationality: object) -> set[str]:
    plain = from_machine_zone(text) if "<" in text else text
    codes = set(latin_problems(plain))
    if "remark" in found:
        codes.add("remark")
    if "listing" in found:
        codes.update(filter(None, (listing_problem(text),)))
    if text[:2] == "P<" and "<<" in text[5:]:
        # A whole line of the zone, not the name of it.
        codes.add("remark")
    if letters(text) <= 2:
        codes.add("short_latin")
    if type(nationality) is str and nationality == "CHN":
        codes.add("latin_for_chinese")
    if (nationality is None or _is_chinese(nationality)) and looks_like_pinyin(plain):
        codes.add("pinyin")
    return codes


def _han(text: str, found: set[str]) -> set[str]:
    plain = simplify(text)
    codes = set(han_problems(plain))
    if "remark" in found:
        codes.add("remark")
    if "listing" in found and "markup" not in found:
        codes.add(_listing(text))
    if "mark" in found:
        if any(c in "'." or "\u0300" <= c <= "\u036f" for c in text):
            codes.add("format")
        if "-" in text:
            codes.add("dash_in_han")
        if text[0] == DOT or text[-1] == DOT or DOT + DOT in text:
            codes.add("dot_misplaced")
    if (
        len(text) < 6
        and sum(map(is_han, text)) == 1
        and found <= {"han", "mark", "remark"}
    ):
        codes.add("single_character")
    if plain != text:
        codes.add("traditional")
    return codes


def _listing(text: str) -> str:
    """Return what a comma, a slash or their like makes of a Han text."""
    usual = not any(sign in text for sign in "|\\+&@")
    for sign in ",，、;；/|\\+&@":
        text = text.replace(sign, "\n")
    parts = [part for part in text.split("\n") if part]
    if usual and all(all(map(is_han, part)) for part in parts):
        # A slip behind a name; 张/伟 as airlines write; and 买买提、吐尔逊 may be one
        # name whose separator somebody could not type.
        one = len(parts) < 2 or (len(parts) == 2 and len(parts[0]) == 1)
        if one or not any(map(is_full_name, parts)):
            return "separator" if sum(map(len, parts)) > 1 else "format"
        return "several_values"
    named = len(parts) > 1 and all(2 <= len(part) <= 15 for part in parts)
    return "several_values" if named else "format"


def _other(text: str, script: str, found: set[str]) -> set[str]:
    if script != "mixed":
        return {"script_unknown"}
    codes = {"remark"} if "remark" in found else set()
    if _script(scripts(_without_brackets(text))) == "mixed":
        codes.add("mixed_script")
    if "listing" in found and "markup" not in found:
        codes.add(_listing(text))
    if any(is_han(c) for c in text):
        codes.update(han_problems(simplify(text)))
        latin = "".join(c for c in text if c.isascii() and c.isalpha()).lower()
        # 张XX and 李x: a mask, not a foreign letter.
        if latin and set(latin) <= {"x", "n"}:
            codes.add("placeholder")
    return codes


def _is_chinese(nationality: object) -> bool:
    return type(nationality) is str and nationality in CHINESE


def _surname(text: str) -> str | None:
    surname = surname_of(text)
    if surname is None:
        # 張 and 歐陽 are found in their simplified form, and told as written.
        surname = surname_of(simplify(text))
        if surname is None and 1 < len(text) < 4:
            # 鍾 has two simplified forms, both surnames.
            known = table().single
            surname = text[0] if known.intersection(ambiguous(text[0])) else None
        return None if surname is None else text[: len(surname)]
    return surname


def suggest(given: str, text: str, nationality: object = None) -> str | None:
    """Return a name that would stand in place of a damaged or adorned one, if clear."""
    for candidate in _candidates(given, text):
        clean = fold_name(candidate).text if candidate else ""
        if not clean or clean == text or len(clean) > _LONGEST:
            continue
        reading = _judge(clean, nationality)
        if not reading.codes - {"traditional", "pinyin", "latin_for_chinese"}:
            return clean
    return None


def _candidates(given: str, text: str) -> Iterator[str | None]:
    yield repaired(given)
    if given != text:
        yield repaired(text)
    if is_damaged(given):
        # What is left of a damaged name is not the name.
        return
    text = standard_form(text)
    yield text
    if is_machine_zone(text):
        yield from_machine_zone(text)
    bare = _without_brackets(text)
    yield bare
    if not bare.endswith(KIN):
        yield stripped_title(bare)
    yield stripped_latin_title(bare)
    yield repeated_unit(bare)
    if any(is_han(c) for c in text):
        # Circles of the symbol fonts, typed for 〇.
        yield bare.replace("\u25cb", "\u3007").replace("\u25ef", "\u3007")
        dotted = bare
        for sign in ("-", "_", "/", "、", ",", "，", "."):
            dotted = dotted.replace(sign, DOT)
        parts = [part for part in dotted.split(DOT) if part]
        if "/" not in bare or all(len(part) > 1 for part in parts):
            yield DOT.join(parts)
        yield _without_number(bare)
    else:
        yield bare.replace("0", "O").replace("1", "I")
        yield _turned(bare)
        yield bare.strip("-.\xb7 ")
    yield _without_pictures(bare or text)


def _without_number(text: str) -> str:
    """Return ``text`` without the digits after it."""
    while text and text[-1].isnumeric() and not is_han(text[-1]):
        text = text[:-1]
    return text


def _turned(text: str) -> str:
    """Return ``SMITH, JOHN`` and ``ZHANG/SAN`` without the sign between the parts."""
    return " ".join(text.replace(",", " ").replace("/", " ").split())


def _without_brackets(text: str) -> str:
    """Return ``text`` without what stands in brackets, or in angles like markup."""
    for opening, closing in (
        "()",
        "[]",
        "【】",
        "〔〕",
        "{}",
        "（）",
        "<>",
        "「」",
        "“”",
        '""',
    ):
        while opening in text:
            head, _, rest = text.partition(opening)
            _, _, tail = rest.partition(closing)
            text = head + tail
    return text


def _without_pictures(text: str) -> str:
    """Return ``text`` without emoji, control characters, quotes and lone brackets."""
    dropped = ("emoji", "control", "remark")
    return "".join(c for c in text if script_of_char(c) not in dropped)
