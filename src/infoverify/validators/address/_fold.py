"""Folding of an address's characters, one for one, so that spans stay true (逐字归一).

Width, traditional and radical forms, dashes, spaces, brackets and separators become one
form each; invisible and control characters go. What cannot be folded one for one stays.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from infoverify._named import NamedTuple
from infoverify._text import DASHES, INVISIBLE, SPACES, plain
from infoverify.validators._lazy import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

#: An address is shorter; what is beyond is not read.
LONGEST: Final = 512
_GONE: Final = "\x00"

_SIGNS: Final = {
    **dict.fromkeys(map(ord, "，,﹐､"), ","),
    **dict.fromkeys(map(ord, "；;。！!？?…﹔\"'“”‘’`^&$%=+"), ";"),
    **dict.fromkeys(map(ord, "：:﹕︰"), ":"),
    **dict.fromkeys(map(ord, "（(﹙"), "("),
    **dict.fromkeys(map(ord, "）)﹚"), ")"),
    **dict.fromkeys(map(ord, "【】[]「」『』《》〈〉<>〔〕｛｝{}〖〗|｜_＿\\／/"), " "),
    **dict.fromkeys(map(ord, "·•・‧∙●⋅"), "·"),
    **dict.fromkeys(map(ord, "~～〜∼"), "-"),
    **dict.fromkeys(map(ord, "#＃№"), "#"),
    **dict.fromkeys(map(ord, "×✕✖╳Ⅹ"), "×"),
    **dict.fromkeys(map(ord, "*＊﹡✱"), "*"),
    **dict.fromkeys(map(ord, "/／"), "/"),
    ord("〇"): "〇",
    ord("○"): "〇",
    ord("◯"): "〇",
    ord("."): ".",
    ord("、"): "、",
}
# CJK radicals that NFKC leaves (U+2E80..2EF3), by the character they stand for.
_RADICALS: Final = dict(
    zip(
        map(
            ord,
            "⺟⻝⻅⻉⻋⻓⻔⻘⻙⻚⻛⻜⻢⻥⻦⻨⻩⻬⻮⻰⻳⺎⺏⺒⺓⺝⺠⺢⺫⺬⺮⺼⺾⻊⻌⻎⻏⻗⻄⻤⺸⺶⻆⻝",
        ),
        "母食见贝车长门青韦页风飞马鱼鸟麦黄齐齿龙龟兀尢巳幺月民水目示竹肉艹足辶辶邑雨西鬼羊羊角食",
        strict=True,
    )
)


class _Table(dict[int, str]):
    """A translate table that learns each character at its first sight."""

    def __missing__(self, code: int) -> str:
        char = self._fold(code)
        if len(self) < 40_000:
            self[code] = char
        return char

    @staticmethod
    def _fold(code: int) -> str:
        from infoverify.reference.hanzi_variants import simplify  # noqa: PLC0415

        char = chr(code)
        if char in SPACES:
            return " "
        if char in INVISIBLE:
            return _GONE
        if char in DASHES:
            return "-"
        sign = _SIGNS.get(code) or _RADICALS.get(code)
        if sign is not None:
            return sign
        compatible = unicodedata.normalize("NFKC", char)
        if len(compatible) == 1:
            char = compatible
            sign = _SIGNS.get(ord(char))
            if sign is not None:
                return sign
        if unicodedata.category(char) in {"Cc", "Cf", "Cs"}:
            return _GONE
        simple = simplify(char)
        return simple if len(simple) == 1 else char


_TABLE: Final = _Table()
# Characters met that stay as they are: most texts have no others.
_SAME: Final[set[str]] = set()


class FoldedAddress(NamedTuple):
    """The folded text; ``offsets`` is ``None`` where positions are the input's."""

    text: str
    offsets: list[int] | None
    too_long: bool


_new = tuple.__new__


def fold_address(value: str) -> FoldedAddress:
    """Return the folded text of the first ``LONGEST`` characters."""
    raw = plain(value)
    too_long = len(raw) > LONGEST
    if too_long:
        raw = raw[:LONGEST]
    if _SAME.issuperset(raw):
        return _new(FoldedAddress, (raw, None, too_long))
    text = raw.translate(_TABLE)
    if text == raw:
        if len(_SAME) < 40_000:
            _SAME.update(raw)
        return FoldedAddress(text, None, too_long)
    offsets = None
    if _GONE in text:
        offsets = [i for i, c in enumerate(text) if c != _GONE]
        text = text.replace(_GONE, "")
    return FoldedAddress(text, offsets, too_long)


def changes_of(raw: str) -> tuple[str, ...]:
    """Return the codes of what folding changes in the text."""
    raw = raw[:LONGEST]
    if _SAME.issuperset(raw):
        return ()
    return _changes(raw, raw.translate(_TABLE))


def _changes(raw: str, text: str) -> tuple[str, ...]:
    found = set()
    for old, new in zip(raw, text, strict=True):
        if old == new:
            continue
        if new == _GONE:
            found.add("invisible")
        elif "\uff01" <= old <= "\uff5e" or old == "\u3000":
            found.add("full_width")
        elif old in DASHES:
            found.add("dashes")
        elif old in SPACES:
            found.add("spaces")
        elif "\u2e80" <= old <= "\u2fdf":
            found.add("radicals")
        elif "\u4e00" <= new <= "\u9fff":
            found.add("traditional")
        else:
            found.add("signs")
    return tuple(c for c in CHANGES if c in found)


CHANGES: Final = (
    *("full_width", "invisible", "spaces", "dashes", "signs", "radicals"),
    "traditional",
)


#: How a field begins that has a label, a country or a blank before the address.
LABEL_FIRST: Final = frozenset(
    "收邮寄联通家公单现户详居常办注经工本身投被客营送地住所位我实中CcPp "
)
RUN_OF_DIGITS: Final = Pattern("[0-9][0-9 -]{4,}[0-9]")
_DIVISION_END: Final = frozenset("省市区县旗州")


def may_hold_noise(text: str) -> bool:
    """Tell whether anything in the text could be set aside: a cheap look."""
    return (
        text[0] in LABEL_FIRST
        or text[-1] in "收启)"
        or not text.isalnum()
        or "地址" in text
        or RUN_OF_DIGITS.search(text) is not None
    )


def may_be_division(text: str) -> bool:
    """Tell whether the first characters could end a division's name: a cheap look."""
    return not _DIVISION_END.isdisjoint(text[:10])


def without_gaps(text: str, positions: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Return the text without gaps but between two letters or digits."""
    if text.isalnum() or (" " not in text and "," not in text and ";" not in text):
        return text, positions
    pieces: list[str] = []
    kept: list[int] = []
    last = 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        if pieces:
            before, after = text[last - 1], text[start]
            if before.isascii() and after.isascii() and "-" not in {before, after}:
                pieces.append(" ")
                kept.append(positions[last])
        pieces.append(run.group())
        kept.extend(positions[start:end])
        last = end
    return "".join(pieces), kept


_RUN: Final = Pattern("[^ ,;]+")
