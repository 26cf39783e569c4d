r"""Characters written differently 繁简异体: for comparing, never for storing.

``hanzi_variants.tsv`` maps single traditional and variant characters to their
simplified form. Where one character has several, or is itself standard (乾, 於, 甯, 著),
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

from infoverify._named import NamedTuple
from infoverify.reference import _tables

__all__ = ["ambiguous", "simplify", "standard_form", "variants_equal"]


class _Variants(NamedTuple):
    simple: dict[int, str]
    options: dict[str, str]


@lru_cache(maxsize=1)
def _variants() -> _Variants:
    # One split for all cells takes a third of the time of a split for each line.
    cells = "\t".join(_tables.body("hanzi_variants.tsv")).split("\t")
    rows = [*zip(cells[::3], cells[1::3], cells[2::3], strict=True)]
    return _Variants(
        {ord(char): forms[0] for char, forms, flag in rows if not flag},
        {char: forms for char, forms, flag in rows if flag or len(forms) > 1},
    )


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
