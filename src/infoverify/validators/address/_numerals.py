"""Chinese numerals of house numbers to Arabic digits (中文数字): 四百七十八, 四七八, 肆佰."""

from __future__ import annotations

from itertools import groupby
from typing import Final

_DIGIT: Final = {
    **{c: i for i, c in enumerate("零一二三四五六七八九")},
    **{c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "两": 2,
}
_UNIT: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS: Final = {"廿": 20, "卅": 30}
#: Every character of a numeral, Arabic digits first.
NUMERAL: Final = "0-9零〇一二三四五六七八九十百千两廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
_CHARS: Final = frozenset(NUMERAL[3:])


def to_arabic(text: str) -> str:
    """Return ``text`` with each run of Chinese numerals in Arabic digits."""
    if _CHARS.isdisjoint(text):
        return text
    return "".join(
        _value("".join(run)) if numeral else "".join(run)
        for numeral, run in groupby(text, _CHARS.__contains__)
    )


def numbered(name: str) -> str:
    """Return 1屯 for 一屯; a name such as 三家屯 stays as it is written."""
    return to_arabic(name) if _CHARS.issuperset(name[:-1]) else name


def _value(run: str) -> str:
    if not any(c in _UNIT or c in _TENS for c in run):
        return "".join(str(_DIGIT[c]) for c in run)
    total, digit = 0, 0
    for char in run:
        if char in _UNIT:
            total += (digit or (1 if total == 0 else 0)) * _UNIT[char]
            digit = 0
        elif char in _TENS:
            total += _TENS[char]
        else:
            digit = _DIGIT[char]
    if digit and run[-2:-1] in {"百", "佰"}:
        # 一百二 is said for 120.
        digit *= 10
    return str(total + digit)
