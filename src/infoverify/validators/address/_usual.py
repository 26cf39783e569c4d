"""The most usual form of a door (最常见的门牌写法), read by one pattern.

文三路478号, 漕溪北路841弄36号, 文三路478号翠苑小区3幢2单元501室: whatever differs from
it in anything is left to the grammar in ``_tail``, which gives the same answer for these
and is slower.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.validators.address._numerals import NUMERAL
from infoverify.validators.address._patterns import shadow_pattern

if TYPE_CHECKING:
    from infoverify.validators.address._tail import Tail

_HAN: Final = "^\x00-\x7f\xb7"
#: No road's name holds these: numerals, and ends of other elements.
NO_ROAD: Final = NUMERAL[3:] + "路街道巷弄号村大胡环栋幢室层"
_ROAD: Final = f"[{_HAN}{NO_ROAD}]"
_ESTATE: Final = f"[{_HAN}{NUMERAL[3:]}号楼栋幢座塔层室门与和及近靠、]{{2,12}}"
#: With these a number is not over, or what follows is no name.
GOES_ON: Final = "院馆库住商车房内新老临特附之大厂甲乙丙丁戊己庚辛"
_VAGUE_END: Final = "近面过旁边壁口角侧处米里带第"
_USUAL: Final = shadow_pattern(
    f"({_ROAD}{{1,4}}[路街巷]|{_ROAD}{{1,3}}大[道街])((?:[0-9]{{1,5}}弄)?[0-9]{{1,5}}号)(?:$|(?![{GOES_ON}])({_ESTATE})(?<![{_VAGUE_END}])"
    "([0-9]{1,4}(?:幢|栋|座|号楼))([0-9]{1,2}单元)?([0-9]{1,2}层)?([0-9]{1,5}室)$)"
)


def read_usual(tail: Tail, at: int) -> bool:
    """Read the tail from ``at`` to its end, or nothing of it."""
    match = _USUAL.match(tail.shadow, at)
    if match is None:
        return False
    pieces = tail.pieces
    spans = match.regs
    start, end = spans[1]
    pieces["road"] = (None, start, end)
    start, end = spans[2]
    pieces["house_number"] = (None, start, end)
    if end < spans[0][1]:
        for kind, (start, end) in zip(_INSIDE, spans[3:], strict=True):
            if end > 0:
                pieces[kind] = (None, start, end)
    return True


_INSIDE: Final = ("poi", "building", "unit", "floor", "room")
