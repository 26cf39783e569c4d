r"""Characters written differently 繁简异体: for comparing, never for storing.

``hanzi_variants.tsv`` maps single traditional and variant characters to their
simplified form. Where one character has several, or is itself standard (乾, 於, 甯, 著, 喆),
the answer is ambiguous: :func:`simplify` leaves it, :func:`variants_equal` says ``None``.

>>> simplify("蕭葉國")
'萧叶国'
>>> variants_equal("鄧麗君", "邓丽君"), variants_equal("乾", "干")
(True, None)
>>> variants_equal("萧", "肖"), variants_equal("傅", "付")
(False, False)
>>> standard_form("\ue863")
'䶮'
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from infoverify.reference import _tables

__all__ = ["ambiguous", "simplify", "standard_form", "variants_equal"]


# 第一批异体字整理表 (1955) made the second of each pair the only form, 通用规范汉字表
# (国发〔2013〕23号) made the first standard again: in between 喆 had to be written 哲.
_RESTORED: Final = (
    *("喆哲", "堃坤", "淼渺", "犇奔", "仝同", "邨村", "龢和", "迺乃", "皙晰", "谿溪"),
    *("澂澄", "絜洁", "凓栗", "筦管", "椀碗", "扞捍", "勠戮"),
)


@lru_cache(maxsize=1)
def _text() -> str:
    # A character's line is found by searching; to split all would take longer.
    return _tables.read("hanzi_variants.tsv").partition("\tforms\tflag")[2]


def _row(char: str) -> tuple[str, str]:
    """Return a character's other forms, and the flag that only its sense decides."""
    text = _text()
    start = text.find(f"\n{char}\t")
    if start < 0:
        return "", ""
    _, forms, flag = text[start + 1 : text.index("\n", start + 1)].split("\t")
    return forms, flag


class _Simple(dict[int, str]):
    """A translate table that learns each character at its first sight."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        forms, flag = _row(char)
        if forms and not flag:
            char = forms[0]
        if len(self) < 40_000:
            self[code] = char
        return char


_SIMPLE: Final = _Simple()


def simplify(text: str) -> str:
    """Return ``text`` with each character that has one simplified form in that form."""
    return text if text.isascii() else text.translate(_SIMPLE)


@lru_cache(maxsize=8192)
def _options(char: str) -> str:
    forms, flag = _row(char)
    found = forms if flag or len(forms) > 1 else ""
    for other, standard in _RESTORED:
        if char == other:
            found += standard
    return found + _siblings(char)


def _siblings(char: str) -> str:
    """Return what else may be meant: 鍾 is 钟 or 锺, which may be one person's."""
    if char.isascii():
        # The table's own tabs and line ends are no characters of it.
        return ""
    text, found = _text(), ""
    at = text.find(char)
    while at >= 0:
        line = text[text.rindex("\n", 0, at) + 1 : text.index("\n", at)]
        forms = line.split("\t")[1]
        if char in forms and len(forms) > 1:
            found += forms.replace(char, "")
        at = text.find(char, at + 1)
    return found


def ambiguous(char: str) -> tuple[str, ...]:
    """Return the other forms of a character that only its sense can decide."""
    return tuple(_options(char))


def _compare(one: str, other: str) -> bool | None:
    if one == other:
        return True
    first, second = simplify(one), simplify(other)
    if first == second:
        return True
    forms = {one, first, *_options(one), *_options(first)}
    others = {other, second, *_options(other), *_options(second)}
    return None if forms & others else False


def variants_equal(one: str, other: str) -> bool | None:
    """Tell whether two texts differ only by the way their characters are written.

    ``None`` where a character has several forms and only the sense decides.
    """
    if len(one) != len(other):
        return False
    answer: bool | None = True
    for a, b in zip(one, other, strict=True):
        same = _compare(a, b)
        if same is False:
            return False
        if same is None:
            answer = None
    return answer


@lru_cache(maxsize=1)
def _private() -> dict[int, str]:
    rows = (line.split("\t") for line in _tables.body("pua.tsv"))
    return {int(code, 16): char for code, char, _ in rows}


def standard_form(text: str) -> str:
    """Return ``text`` with GB 18030's former private-use characters made standard.

    Any other private-use character is a vendor's own glyph and stays as it is.
    """
    return text if text.isascii() else text.translate(_private())
