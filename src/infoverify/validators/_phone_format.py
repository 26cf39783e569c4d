"""How telephone numbers are written for readers (电话号码的分组)."""

from __future__ import annotations

from infoverify.validators._phone_abroad import format_foreign


def spaced(main: str, kind: str, area: str | None) -> str:
    """Return a compact number, its extension taken off, in groups."""
    if kind == "foreign":
        return format_foreign(main)
    if main[0] == "+":
        return _spaced_abroad(main, kind)
    if area is not None:
        rest = main.removeprefix(area)
        return f"{area}-{_halves(rest)}"
    if kind == "service":
        toll = len(main) == 10 and main[0] in "48"
        return f"{main[:3]}-{main[3:6]}-{main[6:]}" if toll else main
    if len(main) in (7, 8):
        return _halves(main)
    if len(main) == 13:
        return f"{main[:5]} {main[5:9]} {main[9:]}"
    return f"{main[:3]} {main[3:7]} {main[7:]}"


def _halves(digits: str) -> str:
    return f"{digits[:-4]} {digits[-4:]}" if len(digits) > 6 else digits


def _spaced_abroad(main: str, kind: str) -> str:
    code, national = main[:4], main[4:]
    if kind == "taiwan_landline":
        area = 3 if national[:3] in ("826", "836") else 1
        area = 2 if national[:2] in ("37", "49", "82", "89") and area == 1 else area
        return f"{code} {national[:area]} {_halves(national[area:])}"
    if len(national) == 9:
        return f"{code} {national[:3]} {national[3:6]} {national[6:]}"
    return f"{code} {_halves(national)}"
