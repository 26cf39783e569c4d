"""How far an address goes, and what it lacks before the door (完整度)."""

from __future__ import annotations

from typing import Final

LEVELS: Final = (
    *("none", "province", "city", "county", "township", "road_or_village", "door"),
    "room",
)
_DOOR: Final = LEVELS.index("door")


def completeness(
    known: set[str], *, county_free: bool = False
) -> tuple[str, bool, str | None]:
    """Return the level reached, whether it is the door, and what is missing first.

    ``known`` has the names of the elements found; ``county_free`` tells that the place
    has no counties (东莞, 嘉峪关, Hong Kong).
    """
    if "province" not in known:
        return "none", False, "province"
    has_county = "county" in known or county_free
    if not has_county:
        if "city" in known:
            return "city", False, "county"
        return "province", False, "city"
    way = known & {"road", "village", "poi"}
    if not way and not {"township", "house_number"} <= known:
        if "township" in known:
            return "township", False, "road_or_village"
        return ("county" if "county" in known else "city"), False, "road_or_village"
    if not _has_door(known):
        return "road_or_village", False, "door"
    return ("room" if "room" in known else "door"), True, None


def _has_door(known: set[str]) -> bool:
    if "house_number" in known:
        return True
    if "poi" in known and known & {"building", "room"}:
        return True
    if "village" in known and known & {"group", "building", "room"}:
        return True
    return "road" in known and "building" in known and "room" in known


def at_least_door(level: str) -> bool:
    """Tell whether a level reaches the door."""
    return LEVELS.index(level) >= _DOOR
