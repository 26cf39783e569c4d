"""The normal form of an element: Arabic digits, one suffix for each kind (规范写法)."""

from __future__ import annotations

from typing import Final

from infoverify.validators.address._numerals import to_arabic

_NAMES: Final = frozenset({"road", "poi"})


def normal_form(kind: str, written: str) -> str:
    """Return an element's normal form; a name's is as it is written."""
    if kind in _NAMES:
        return written
    if kind == "house_number":
        return _number(written)
    text = to_arabic(written).upper().removeprefix("第")
    if kind == "building" and text.endswith(("#楼", "#")):
        return text.removesuffix("楼").removesuffix("#") + "号楼"
    if kind == "floor" and text[-1] in "楼F":
        return text[:-1] + "层"
    if kind == "room":
        for suffix in ("号房间", "号房", "号室", "房间", "房", "户", "号", "室"):
            if text.endswith(suffix):
                return text[: -len(suffix)] + "室"
    return text


def _number(written: str) -> str:
    """Return a house number in Arabic digits; 之一 is a word and stays."""
    normal = to_arabic(written.removeprefix("第").removeprefix("门牌"))
    at = written.rfind("之")
    if at > 0 and written[at - 1] == "号":
        return to_arabic(written[:at]).removeprefix("第") + written[at:]
    return normal.removesuffix("内")


def short_office(name: str) -> str:
    """Return 街道 for 街道办事处: the place, not its office."""
    for office in ("街道办事处", "街道办"):
        if name.endswith(office):
            return name[: -len(office)] + "街道"
    return name
