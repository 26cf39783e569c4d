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
from typing import Final, NamedTuple

from infoverify.reference import _tables

__all__ = ["ambiguous", "simplify", "standard_form", "variants_equal"]


# 第一批异体字整理表 (1955) made the second of each pair the only form, 通用规范汉字表
# (国发〔2013〕23号) made the first standard again: in between 喆 had to be written 哲.
_RESTORED: Final = (
    *("喆哲", "堃坤", "淼渺", "犇奔", "仝同", "邨村", "龢和", "迺乃", "皙晰", "谿溪"),
    *("澂澄", "絜洁", "凓栗", "筦管", "椀碗", "扞捍", "勠戮"),
)


class _Variants(NamedTuple):
    simple: dict[int, str]
    options: dict[str, str]


@lru_cache(maxsize=1)
def _variants() -> _Variants:
    simple: dict[int, str] = {}
    options: dict[str, str] = {}
    for line in _tables.body("hanzi_variants.tsv"):
        char, forms, flag = line.split("\t")
        if not flag:
            simple[ord(char)] = forms[0]
        if flag or len(forms) > 1:
            options[char] = forms
        if len(forms) > 1:
            # 鍾 is 钟 or 锺, so that the two may be one person's.
            for form in forms:
                others = forms.replace(form, "")
                options[form] = options.get(form, "") + others
    for char, form in _RESTORED:
        options[char] = options.get(char, "") + form
    return _Variants(simple, options)


def simplify(text: str) -> str:
    """Return ``text`` with each character that has one simplified form in that form."""
    return text if text.isascii() else text.translate(_variants().simple)


def ambiguous(char: str) -> tuple[str, ...]:
    """Return the other forms of a character that only its sense can decide."""
    return tuple(_variants().options.get(char, ""))


def _compare(one: str, other: str) -> bool | None:
    if one == other:
        return True
    first, second = simplify(one), simplify(other)
    if first == second:
        return True
    options = _variants().options
    forms = {one, first, *options.get(one, ""), *options.get(first, "")}
    others = {other, second, *options.get(other, ""), *options.get(second, "")}
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
