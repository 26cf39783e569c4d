"""Names in Latin letters (拉丁字母姓名): as passports print them, and pinyin.

Source: ICAO Doc 9303 part 3 (8th edition): the visual zone prints names with hyphens,
apostrophes and spaces; the machine readable zone writes ``<`` for all of them.
"""

# ruff: noqa: SIM905 - lists of words read best as words
from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from infoverify.validators._name_fold import is_latin

_TITLES: Final = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "mme", "mister"))
# Son of, daughter of, as passports of Singapore and Malaysia print them; and aliases.
_KINSHIP: Final = frozenset(("s/o", "d/o", "a/l", "a/p", "w/o", "b/o"))
# Words that end a firm's name in English and its neighbours, and no person's.
_FIRM_ENDS: Final = frozenset(
    (
        *("inc", "incorporated", "ltd", "limited", "llc", "llp", "plc", "gmbh"),
        *("corp", "corporation", "company", "pte", "pty", "university", "foundation"),
    )
)
_FILLER_WORDS: Final = frozenset(
    (
        "test",
        "testing",
        "tester",
        "demo",
        "dummy",
        "unknown",
        "null",
        "undefined",
        "tbd",
    )
)
#: The hundred and more commonest surnames of the mainland, in pinyin.
SURNAMES: Final = frozenset(
    "li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo "
    "liang song zheng xie han tang feng yu dong xiao cheng cao yuan deng fu shen zeng "
    "peng lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang "
    "shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng "
    "long wan duan qian yin yi chang wen lai gong pang ni niu mo ji qiao an ge niu tong "
    "lv lyu lü qi hong xing zhuang nie yue zhan ling zuo bao ruan dou ouyang sima shangguan "
    "zhuge ximen situ huangfu murong linghu xiahou yuwen".split()
)
_INITIALS: Final = (
    *(
        "zh",
        "ch",
        "sh",
        "b",
        "p",
        "m",
        "f",
        "d",
        "t",
        "n",
        "l",
        "g",
        "k",
        "h",
        "j",
        "q",
    ),
    *("x", "r", "z", "c", "s", "y", "w", ""),
)
_FINALS: Final = {
    "": "a o e ai ei ao ou an en ang eng er",
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ei ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v yu ve",
    "l": (
        "a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v yu"
        " ve"
    ),
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "i a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "ch": "i a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "sh": "i a e ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
    "r": "i e ao ou an en ang eng ong u ua uo ui uan un",
    "z": "i a e ai ei ao ou an en ang eng ong u uo ui uan un",
    "c": "i a e ai ao ou an en ang eng ong u uo ui uan un",
    "s": "i a e ai ao ou an en ang eng ong u uo ui uan un",
    "y": "a o e ao ou an ang i in ing ong u ue uan un",
    "w": "a o ai ei an en ang eng u",
}


@cache
def syllables() -> frozenset[str]:
    """Return the written syllables of pinyin (GB/T 16159), without tones, ü as v."""
    return frozenset(
        initial + final for initial in _INITIALS for final in _FINALS[initial].split()
    )


def is_pinyin_word(word: str) -> bool:
    """Return whether a lower-case word can be cut into syllables of pinyin."""
    word = word.replace("ü", "v")
    known = syllables()
    if word in known:
        return True
    if len(word) > 24:
        return False
    reached = [True] + [False] * len(word)
    for end in range(1, len(word) + 1):
        reached[end] = any(
            reached[start]
            and word[start:end] in known
            # A vowel alone begins a word or follows an apostrophe (GB/T 16159).
            and not (start and word[start:end] in "aoe")
            for start in range(max(0, end - 6), end)
        )
    return reached[-1]


def looks_like_pinyin(text: str) -> bool:
    """Return whether a clean Latin text reads as a Chinese name in pinyin.

    Two or three words of syllables, the first or the last a common surname.
    """
    if not text.isascii():
        text = toneless(text)
    words = text.lower().replace("'", "").replace("<", " ").split()
    if not 2 <= len(words) <= 3:
        return False
    if words[0] not in SURNAMES and words[-1] not in SURNAMES:
        return False
    return all(is_pinyin_word(word.replace("-", "")) for word in words)


def toneless(text: str) -> str:
    """Return ``text`` without the tone marks of pinyin, ü as v."""
    bare = unicodedata.normalize("NFD", text).replace("u\u0308", "v")
    return "".join(c for c in bare if c not in "\u0300\u0301\u0304\u030c")


def latin_problems(text: str) -> tuple[str, ...]:
    """Return codes of what speaks against a text of Latin letters and marks only."""
    problems: list[str] = []
    words = text.replace(".", " ").replace("\xb7", " ").split()
    lower = [word.lower() for word in words]
    if any(w in _FILLER_WORDS or _is_run(w) for w in lower):
        problems.append("placeholder")
    if len(words) > 1 and (
        (lower[0] in _TITLES and words[0] != "MS")
        or (text[:3].lower() in {"mr.", "ms.", "dr."})
        or lower[-1] in {"mr", "mrs", "miss"}
    ):
        problems.append("title")
    if _misplaced(text):
        problems.append("dot_misplaced")
    if len(words) > 1 and lower[-1].strip(",") in _FIRM_ENDS:
        problems.append("organisation_name")
    return tuple(problems)


def listing_problem(text: str) -> str | None:
    """Return what the signs of lists in a Latin text mean.

    ``separator`` for one comma, slash or lone @ (other systems' forms: "SMITH, JOHN",
    "ZHANG/SAN", "AHMAD @ ALI"), ``format`` for more.
    """
    words = text.split(" ")
    rest = " ".join(w for w in words if w.lower() not in _KINSHIP)
    signs = [c for c in rest if c in ",，、;；/|\\+&@"]
    if not signs:
        return None
    if len(signs) == 1 and (signs[0] in ",/" or "@" in words):
        return "separator"
    return "format"


def _is_run(word: str) -> bool:
    """Return whether one letter is all there is, three times or more (no numeral)."""
    return len(word) >= 3 and len(set(word)) == 1 and word != "iii"


def _misplaced(text: str) -> bool:
    if text[0] in "-.\xb7" or text[-1] in "-\xb7":
        return True
    return ".." in text or "\xb7\xb7" in text or "---" in text


def stripped_title(text: str) -> str:
    """Return ``text`` without a leading or trailing English title."""
    words = text.split(" ")
    if words[0].strip(".").lower() in _TITLES:
        words = words[1:]
    if words and words[-1].strip(".").lower() in _TITLES:
        words = words[:-1]
    return " ".join(words)


def letters(text: str) -> int:
    """Return how many Latin letters a text has."""
    return sum(is_latin(c) for c in text)


def is_machine_zone(text: str) -> bool:
    """Return whether the text is written as in a machine readable zone: A-Z and ``<``."""
    return (
        "<" in text
        and text[0] != "<"
        and text.isascii()
        and text.replace("<", "").replace(" ", "").isalpha()
    )


def from_machine_zone(text: str) -> str:
    """Return the name that a machine readable zone shows, with spaces."""
    if text[:2] in {"P<", "V<", "I<"} and "<<" in text[5:] and len(text) > 10:
        # The first line of a passport: document, issuing state, then the name.
        text = text[5:]
    return " ".join(text.replace("<", " ").split())
