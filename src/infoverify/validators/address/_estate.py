"""The name of an estate or building: what no other pattern takes (小区与楼宇名称)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.validators._lazy import Pattern
from infoverify.validators.address._patterns import CROSSING, SHADOW, VAGUE

if TYPE_CHECKING:
    from infoverify.validators.address._tail import Tail

_IN_VAGUE: Final = frozenset("近面过旁边壁口角侧处米里带")
_CROSS_FIRST: Final = frozenset(" ,;、与和及近靠")
_HAN: Final = Pattern("[^\x00-\xff]")
_MASKED: Final = Pattern("[xX×*某]{2}")
_WORDY: Final = Pattern("[^0-9/ -]{2}|[^\x00-\xff]")
_EDGE: Final = " ,;、-.·()/"


def read_estate(tail: Tail, text: str, start: int, end: int) -> None:
    """Read what is left before ``end`` as a name, and a pointer near it as vague."""
    name = text[start:end]
    crossing = (
        CROSSING.match(name.translate(SHADOW)) if name[:1] in _CROSS_FIRST else None
    )
    if crossing is not None:
        tail.vague = True
        name, start = name[crossing.end() :], start + crossing.end()
    clean = name.strip(_EDGE)
    start += len(name) - len(name.lstrip(_EDGE))
    vague = VAGUE.search(clean.translate(SHADOW)) if clean[-1:] in _IN_VAGUE else None
    if vague is not None:
        tail.vague = True
        clean = clean[: vague.start()].rstrip(_EDGE)
    if len(clean) >= 2 and _WORDY.search(clean) and not _MASKED.match(clean):
        tail.put("poi", clean, start, start + len(clean))
    last = 0
    for piece in tail.pieces.values():
        last = max(last, piece[2])
    if last >= len(text):
        return
    rest = text[last:].strip(_EDGE)
    tail.rest = rest
    if len(rest) >= 2 and "poi" not in tail.pieces:
        begin = last + len(text[last:]) - len(text[last:].lstrip(_EDGE))
        if VAGUE.search(rest.translate(SHADOW)):
            tail.vague = True
        elif _HAN.search(rest) and not _MASKED.match(rest):
            tail.put("poi", rest, begin, begin + len(rest))
