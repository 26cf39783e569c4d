"""Whether two names are the same one written differently (姓名是否一致)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final, cast

from infoverify._text import is_blank, plain
from infoverify.reference.hanzi_variants import (
    simplify,
    standard_form,
    variants_equal,
)
from infoverify.validators._name_damage import is_damaged
from infoverify.validators._name_fold import (
    DOT,
    fold_name,
    is_han,
    is_latin,
    is_private,
)
from infoverify.validators._name_latin import (
    SURNAMES,
    from_machine_zone,
    is_machine_zone,
)
from infoverify.validators._name_script import script_of_char
from infoverify.validators._name_usual import LOOK_ALIKES, NameComparison
from infoverify.validators._name_words import (
    SAMPLES,
    is_filler,
    repeated_unit,
    stripped_title,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TOO_LONG: Final = 600
# What clerks and systems put where they could not write a character.
_MASKS: Final = frozenset("*×?？□■某\ufffdＸ〇○●") - {"〇"}
# What ICAO Doc 9303 part 3 section 6 writes for letters beyond A-Z.
_ICAO: Final = {
    ord(c): to
    for c, to in zip(
        "äåæöøœüßþðđłıñ",
        ("ae", "aa", "ae", "oe", "oe", "oe", "ue", "ss", "th", "d", "d", "l", "i", "n"),
        strict=True,
    )
}


_NEEDED: Final = {
    "full_width": "width",
    "invisible": "invisible",
    "compatibility": "compatibility",
    "middle_dot": "dots",
    "composed": "composed",
    "text_mark": "punctuation",
    "apostrophe": "punctuation",
    "dashes": "punctuation",
    "spaces": "spaces",
}


def compare(a: object, b: object, *, pinyin: bool) -> NameComparison:
    """Return how two names compare; never raises for any pair of objects."""
    texts = []
    for value in (a, b):
        if not issubclass(type(value), str):
            return NameComparison(None)
        text = plain(cast("str", value))
        if len(text) > _TOO_LONG or is_blank(text):
            return NameComparison(None)
        texts.append(text)
    one, two = texts
    folded = [fold_name(text) for text in texts]
    if any(_is_filler(f.text) for f in folded) or any(map(is_damaged, texts)):
        # Two damaged or empty fields agree in nothing.
        return NameComparison(None, (), ("masked",))
    if one == two:
        return NameComparison(None if _masked(one) else True)
    changes = {*folded[0].changes, *folded[1].changes}
    needed = tuple(dict.fromkeys(v for k, v in _NEEDED.items() if k in changes))
    left, right = folded[0].text, folded[1].text
    if left == right:
        return NameComparison(None if _masked(left) else True, needed)
    if _holds_han(left) != _holds_han(right):
        return _across(left, right, needed, pinyin=pinyin)
    if _holds_han(left):
        return _han(left, right, needed, pinyin=pinyin)
    if all(_is_latin_name(t) for t in (left, right)):
        return _latin(left, right, needed)
    if left.casefold() == right.casefold() and not _masked(left + right):
        # Firms hold digits and signs: AT&T.
        return NameComparison(True, (*needed, "case"))
    return NameComparison(None)


def _is_filler(text: str) -> bool:
    return is_filler(text) and text.casefold() not in SAMPLES


def _holds_han(text: str) -> bool:
    return any(is_han(c) or is_private(c) for c in text)


def _masked(text: str) -> bool:
    if not _MASKS.isdisjoint(text):
        return True
    # 张XX: the letter that hides characters, where no other Latin one stands.
    latin = {c for c in text if c.isascii() and c.isalpha()}
    return bool(latin) and latin <= {"x", "X"} and _holds_han(text)


def _is_latin_name(text: str) -> bool:
    return all(is_latin(c) or c in " '-.\xb7<,/" for c in text)


def _han(
    left: str, right: str, needed: tuple[str, ...], *, pinyin: bool
) -> NameComparison:
    if _masked(left) or _masked(right):
        return NameComparison(None, (), ("masked",))
    steps = _steps(_HAN_FOLDS, left, right, _equal)
    if steps is not None:
        return NameComparison(True, tuple(dict.fromkeys((*needed, *steps))))
    parted = tuple(standard_form(text) for text in (left, right))
    left, right = (text.replace(DOT, "") for text in parted)
    if not all(is_han(c) for c in left + right):
        # Private codes without a table, 王yan for a rare character, remarks.
        mixed = all(is_han(c) or c.isascii() for c in left + right)
        if pinyin and mixed:
            return _by_pinyin(left, right, needed)
        return NameComparison(None)
    if variants_equal(left, right) is None:
        # 甯 and 宁, 乾 and 干: traditional forms that are names of their own.
        return NameComparison(None, (), ("variant",))
    left, right = simplify(left), simplify(right)
    if stripped_title(left) == right or stripped_title(right) == left:
        return NameComparison(None, (), ("title",))
    if repeated_unit(left) == right or repeated_unit(right) == left:
        return NameComparison(None, (), ("repeated",))
    if len(left) == len(right):
        pairs = {
            frozenset(pair)
            for pair in zip(left, right, strict=True)
            if len({*pair}) > 1
        }
        if len(pairs) == 1 and pairs <= LOOK_ALIKES:
            return NameComparison(False, (), ("look_alike_surname",))
    shorter, longer = sorted((left, right), key=len)
    cut = len(shorter) >= 6 and longer.startswith(shorter)
    if cut or _is_first_part(*parted) or _is_first_part(*reversed(parted)):
        # Fields of old systems cut long names, and clerks leave the father's out.
        return NameComparison(None, (), ("truncated",))
    return NameComparison(False)


def _is_first_part(short: str, name: str) -> bool:
    """Return whether ``short`` is what stands before a separator of ``name``."""
    return len(short) > 1 and simplify(name).startswith(simplify(short) + DOT)


def _unzoned(text: str) -> str:
    return from_machine_zone(text) if is_machine_zone(text) else text


def _latin(left: str, right: str, needed: tuple[str, ...]) -> NameComparison:
    steps = _steps(_LATIN_FOLDS, left, right, _equal)
    if steps is not None:
        return NameComparison(True, (*needed, *steps))
    steps = _steps(_LATIN_FOLDS, left, right, _equal_without_accents)
    if steps is not None:
        return NameComparison(True, (*needed, *steps, "accents"))
    first, second = (
        _without_marks(_unzoned(text).casefold()).split() for text in (left, right)
    )
    if sorted(first) == sorted(second):
        # Only a sign between surname and given names tells which is which.
        if _is_parted(left) != _is_parted(right):
            return NameComparison(True, (*needed, "order"))
        return NameComparison(None, (), ("order",))
    if _clearly_different(first, second):
        return NameComparison(False)
    return NameComparison(None)


def _equal(left: str, right: str) -> bool:
    return left == right


def _equal_without_accents(left: str, right: str) -> bool:
    return not _without_accents(left).isdisjoint(_without_accents(right))


def _steps(
    folds: Mapping[str, Callable[[str], str]],
    left: str,
    right: str,
    equal: Callable[[str, str], bool],
) -> tuple[str, ...] | None:
    """Return the folds without which two texts differ; ``None`` if they differ anyway."""

    def agree(omitted: str | None) -> bool:
        one, two = left, right
        for code, fold in folds.items():
            if code != omitted:
                one, two = fold(one), fold(two)
        return equal(one, two)

    if not agree(None):
        return None
    return tuple(code for code in folds if not agree(code))


def _without_marks(text: str) -> str:
    for sign in "'.":
        text = text.replace(sign, "")
    for sign in "-\xb7,/":
        text = text.replace(sign, " ")
    return " ".join(text.split())


_LATIN_FOLDS: Final[dict[str, Callable[[str], str]]] = {
    "machine_zone": _unzoned,
    "case": str.casefold,
    "punctuation": _without_marks,
    "spaces": lambda text: text.replace(" ", ""),
}
_HAN_FOLDS: Final[dict[str, Callable[[str], str]]] = {
    "private_use": standard_form,
    "dots": lambda text: text.replace(DOT, ""),
    "traditional": simplify,
    "case": str.casefold,
}


def _is_parted(text: str) -> bool:
    """Return whether the text itself parts the surname from the given names."""
    return "<<" in text or text.count(",") == 1 or text.count("/") == 1


def _without_accents(text: str) -> set[str]:
    """Return what may stand for accented letters: bare ones, and ICAO's pairs."""
    bare = "".join(
        c for c in unicodedata.normalize("NFD", text) if c < "\u0300" or c > "\u036f"
    )
    icao = unicodedata.normalize(
        "NFD", unicodedata.normalize("NFC", text).translate(_ICAO)
    )
    pairs = "".join(c for c in icao if c < "\u0300" or c > "\u036f")
    short = bare.translate({0xF8: "o", 0xE6: "ae", 0x142: "l", 0x131: "i", 0xDF: "ss"})
    return {bare, pairs, short, text.replace("ü", "yu"), text.replace("ü", "v")}


def _clearly_different(first: list[str], second: list[str]) -> bool:
    """Return whether two Latin names share nothing at all.

    Chinese names have several romanisations (CHAN, CHEN), initials may stand for
    anything, and transliterations keep little more than their first letters.
    """
    words = (*first, *second)
    if min(len(first), len(second)) < 2 or any(len(w) < 3 for w in words):
        return False
    if not SURNAMES.isdisjoint(words):
        return False
    heads = {w[:2] for w in first}
    return heads.isdisjoint(w[:2] for w in second)


def _across(
    left: str, right: str, needed: tuple[str, ...], *, pinyin: bool
) -> NameComparison:
    """Compare a name in Han characters with one in another script."""
    if not pinyin:
        return NameComparison(None)
    han, other = (left, right) if _holds_han(left) else (right, left)
    if not all(script_of_char(c) in {"han", "mark"} for c in han):
        return NameComparison(None)
    if not _is_latin_name(other):
        return NameComparison(None)
    if is_machine_zone(other):
        other = from_machine_zone(other)
    return _by_pinyin(han, other, needed)


def _by_pinyin(left: str, right: str, needed: tuple[str, ...]) -> NameComparison:
    try:
        from infoverify.validators._name_pinyin import (  # noqa: PLC0415 - an extra
            spelled_alike,
        )
    except ImportError:
        return NameComparison(None, (), ("pinyin_unavailable",))
    how = spelled_alike(simplify(left), simplify(right))
    if how is None:
        # Other romanisations exist (Hong Kong, Taiwan): a miss proves nothing.
        return NameComparison(None)
    return NameComparison(True, (*needed, *how))
