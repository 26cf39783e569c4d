"""How far an address goes, and what it lacks before the door (完整度)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

#: What leads to a door or stands inside it.
WAY: Final = frozenset(
    {"road", "house_number", "building", "unit", "floor", "room", "group"}
)


def completeness(
    pieces: Collection[str],
    *,
    province: bool = False,
    city: bool = False,
    county: bool = False,
    county_free: bool = False,
) -> tuple[str, bool, str | None]:
    """Return the level reached, whether it is the door, and what is missing first.

    ``pieces`` has the names of the elements found after the divisions; ``county_free``
    tells that the place has no counties (东莞, 嘉峪关, Hong Kong).
    """
    if not province:
        return "none", False, "province"
    if not county and not county_free:
        return ("city", False, "county") if city else ("province", False, "city")
    way = "road" in pieces or "village" in pieces or "poi" in pieces
    if not way and not ("township" in pieces and "house_number" in pieces):
        if "township" in pieces:
            return "township", False, "road_or_village"
        return ("county" if county else "city"), False, "road_or_village"
    if not _has_door(pieces):
        return "road_or_village", False, "door"
    return ("room" if "room" in pieces else "door"), True, None


def _has_door(pieces: Collection[str]) -> bool:
    if "house_number" in pieces:
        return True
    inside = "building" in pieces or "room" in pieces
    if "poi" in pieces and inside:
        return True
    if "village" in pieces and ("group" in pieces or inside):
        return True
    return "road" in pieces and "building" in pieces and "room" in pieces
