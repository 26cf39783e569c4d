"""What follows the divisions: township, village, road, number, building, room (尾部).

Read from left to right by small patterns with bounded quantifiers; each piece keeps its
position. What no pattern takes is the name of an estate or a building.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.validators._lazy import Pattern
from infoverify.validators.address._estate import read_estate
from infoverify.validators.address._forms import normal_form, short_office
from infoverify.validators.address._numerals import numbered, to_arabic
from infoverify.validators.address._patterns import (
    BARE_NUMBER,
    BARE_ROAD,
    BARE_ROOM,
    BUILDING,
    COMPANY,
    FLOOR,
    GROUP,
    HIGH_FLOOR,
    JOINERS,
    NAMED_GROUP,
    NUMBER,
    PAIR,
    REAL_ROOM,
    REGIMENT,
    ROAD,
    ROAD_STOP,
    ROOM,
    SHADOW,
    SPLIT_POI,
    SUBROAD,
    TOWN,
    TOWN_STOP,
    TRIPLE,
    UNIT,
    VILLAGE,
    VILLAGE_STOP,
    ZONE,
    ZONE_STOP,
)
from infoverify.validators.address._usual import read_usual

if TYPE_CHECKING:
    from infoverify.validators.address._data import Townships

# Normal form (``None``: to be made from the text when it is read), start and end.
Pieces = dict[str, tuple[str | None, int, int]]


class Tail:
    """The pieces of a tail in normal form, each with its position in the tail."""

    __slots__ = ("pieces", "rest", "shadow", "text", "vague")

    def __init__(self, text: str = "", shadow: str = "") -> None:
        """Start empty."""
        self.text = text
        self.shadow = shadow
        #: kind to (normal form, start, end)
        self.pieces: Pieces = {}
        self.vague = False
        self.rest = ""

    def normal(self, kind: str) -> str | None:
        """Return the normal form of a piece, ``None`` where it is not there."""
        piece = self.pieces.get(kind)
        if piece is None:
            return None
        normal, start, end = piece
        return normal_form(kind, self.text[start:end]) if normal is None else normal

    def put(self, kind: str, normal: str | None, start: int, end: int) -> None:
        """Keep the first piece of a kind."""
        if kind not in self.pieces and end > start:
            self.pieces[kind] = (normal, start, end)


# A pattern is tried only where one of the characters that it ends in occurs.
_IN_ZONE: Final = frozenset("区园城局")
_IN_TOWN: Final = frozenset("道镇乡木处")
_IN_VILLAGE: Final = frozenset("村屯会场查")
_IN_GROUP: Final = frozenset("组队社")
_IN_BUILDING: Final = frozenset("楼栋幢座库房馆塔#")
_IN_UNIT: Final = frozenset("元门梯")
_IN_FLOOR: Final = frozenset("层楼FfBb")
_IN_ROOM: Final = frozenset("室房户号")
# With one of these the usual form of a door is not tried.
_UNUSUAL: Final = frozenset("-#某 ,;")


def read_tail(
    text: str, towns: Townships | None, chars: frozenset[str] | None = None
) -> Tail:
    """Return the pieces of the text after the divisions, which has these ``chars``."""
    tail = Tail(text, text.translate(SHADOW))
    at = _skip(text, 0) if text[:1] in _GAPS else 0
    if at >= len(text):
        return tail
    if chars is None:
        chars = frozenset(text)
    at = _area(tail, text, at, towns, chars)
    if not _IN_VILLAGE.isdisjoint(chars) or "连" in chars or "社区" in text:
        at = _rural(tail, text, at)
    elif not _IN_GROUP.isdisjoint(chars):
        at = _only_group(tail, text, at)
    if chars.isdisjoint(_UNUSUAL) and read_usual(tail, at):
        return tail
    at = _street(tail, text, at)
    if at < len(text):
        _house(tail, text, at, chars)
    return tail


def zone_at(text: str, at: int) -> int:
    """Return where a functional zone's name that begins at ``at`` ends, 0 for none."""
    match = ZONE.match(text.translate(SHADOW), at)
    if match is None or ZONE_STOP.search(match.group()):
        return 0
    return match.end()


_GAPS: Final = frozenset(" ,;、-.·_/")


def _skip(text: str, at: int) -> int:
    end = len(text)
    while at < end and text[at] in _GAPS:
        at += 1
    return at


_BEFORE_DIGIT: Final = Pattern("[^0-9]{0,40}")


def _area(
    tail: Tail, text: str, at: int, towns: Townships | None, chars: frozenset[str]
) -> int:
    """Read functional zone and township, in either order."""
    may_zone = not chars.isdisjoint(_IN_ZONE) and (
        not _IN_ZONE.isdisjoint(_BEFORE_DIGIT.match(text, at).group())  # type: ignore[union-attr]
    )
    may_town = not _IN_TOWN.isdisjoint(chars) or "团" in chars
    if (
        not may_zone
        and not may_town
        and (towns is None or text[at : at + 2] not in towns.heads)
    ):
        return at
    for _ in range(3):
        if at >= len(text):
            return at
        name = towns.match(text, at) if towns is not None else None
        if name is not None and is_town(text, at, name):
            put_town(tail, towns, name, at)  # type: ignore[arg-type]
            at = _skip(text, at + len(name))
            continue
        match = ZONE.match(tail.shadow, at) if may_zone else None
        if match is not None and "zone" not in tail.pieces:
            words = text[at : match.end()]
            stop = ZONE_STOP.search(match.group())
            if stop is None and words not in {"园区", "工业区", "管理区"}:
                tail.put("zone", words, at, match.end())
                at = _skip(text, match.end())
                continue
        if not may_town or "township" in tail.pieces:
            return at
        match = TOWN.match(tail.shadow, at) or REGIMENT.match(tail.shadow, at)
        if match is None or TOWN_STOP.search(match.group()):
            return at
        tail.put("township", short_office(text[at : match.end()]), at, match.end())
        at = _skip(text, match.end())
    return at


def put_town(tail: Tail, towns: Townships, name: str, at: int) -> None:
    """Keep a township's written form; some that the table has are zones."""
    known = towns.official(name)
    official = known[0] if known else name
    kind = "zone" if official.endswith(("开发区", "园区", "新区")) else "township"
    normal = official if kind == "township" else name
    tail.put(kind, short_office(normal), at, at + len(name))


_ROAD_NEXT: Final = Pattern("(?:东|南|西|北|中|)(?:路|街)|口")
_ROAD_FIRST: Final = frozenset("东南西北中路街口")


def is_town(text: str, at: int, name: str) -> bool:
    """Tell whether a township's written form is not the beginning of a road's name."""
    end = at + len(name)
    if name[-1] in "道镇乡木处":
        return (
            text[end : end + 1] not in _ROAD_FIRST
            or _ROAD_NEXT.match(text, end) is None
        )
    return text[end : end + 1] not in "路街村大小"


def _rural(tail: Tail, text: str, at: int) -> int:
    """Read village or community, and the group in it."""
    match = COMPANY.match(tail.shadow, at) or VILLAGE.match(tail.shadow, at)
    if match is None or VILLAGE_STOP.search(match.group()):
        return _only_group(tail, text, at)
    end = match.end()
    if text.endswith("新村", at, end) and not GROUP.match(tail.shadow, end):
        return at
    tail.put("village", text[at:end], at, end)
    at = _skip(text, end)
    second = VILLAGE.match(tail.shadow, at)
    if second is not None and not VILLAGE_STOP.search(second.group()):
        tail.put("group", numbered(text[at : second.end()]), at, second.end())
        at = _skip(text, second.end())
    group = GROUP.match(tail.shadow, at) or NAMED_GROUP.match(tail.shadow, at)
    if group is not None:
        if "group" in tail.pieces:
            before, start, _ = tail.pieces.pop("group")
            tail.put(
                "group",
                (before or "") + to_arabic(text[at : group.end()]).removeprefix("第"),
                start,
                group.end(),
            )
        else:
            tail.put(
                "group",
                to_arabic(text[at : group.end()]).removeprefix("第"),
                at,
                group.end(),
            )
        at = _skip(text, group.end())
    return at


def _only_group(tail: Tail, text: str, at: int) -> int:
    group = GROUP.match(tail.shadow, at)
    if group is None:
        return at
    tail.put(
        "group", to_arabic(text[at : group.end()]).removeprefix("第"), at, group.end()
    )
    return _skip(text, group.end())


def _street(tail: Tail, text: str, at: int) -> int:
    """Read road, lanes and house number."""
    match = ROAD.match(tail.shadow, at)
    if match is not None and not ROAD_STOP.search(match.group()):
        start, end = at, match.end()
        if end - at > 5:
            split = SPLIT_POI.match(match.group())
            if split is not None and not BARE_ROAD.fullmatch(
                match.group(), split.end()
            ):
                tail.put("poi", text[at : at + split.end()], at, at + split.end())
                start = at + split.end()
        if text[end : end + 1].isalnum():
            end = _lanes(tail, text, end)
        tail.put("road", text[start:end], start, end)
        at = _skip(text, end)
    return _number(tail, text, at)


def _lanes(tail: Tail, text: str, end: int) -> int:
    """Return where the lanes end that belong to the road before ``end``."""
    for _ in range(2):
        lane = SUBROAD.match(tail.shadow, end)
        if lane is None or lane.end() == end:
            break
        end = lane.end()
    if text[end : end + 1].isalpha() and NUMBER.match(tail.shadow, end) is None:
        # 泡崖街玉境路26号: a second road with a number belongs to the first.
        second = ROAD.match(tail.shadow, end)
        if (
            second is not None
            and second.end() - end < 8
            and not ROAD_STOP.search(second.group())
            and NUMBER.match(tail.shadow, second.end()) is not None
            and tail.shadow[end] not in JOINERS
        ):
            return second.end()
    return end


def _number(tail: Tail, text: str, at: int) -> int:
    match = NUMBER.match(tail.shadow, at)
    if match is not None:
        tail.put("house_number", None, at, match.end())
        return _skip(text, match.end())
    if (
        "road" not in tail.pieces
        or TRIPLE.match(tail.shadow, at)
        or PAIR.match(tail.shadow, at)
    ):
        return at
    match = BARE_NUMBER.match(tail.shadow, at)
    if match is not None:
        tail.put("house_number", text[at : match.end()] + "号", at, match.end())
        return _skip(text, match.end())
    return at


def _house(tail: Tail, text: str, at: int, chars: frozenset[str]) -> None:
    """Read estate, building, unit, floor and room."""
    begin = at
    first = len(text)
    triple = TRIPLE.search(tail.shadow, at) if "-" in chars else None
    if triple is not None:
        first = triple.start()
        a, b, c, d = (text[slice(*triple.span(n))] for n in range(1, 5))
        tail.put("building", a.upper() + "号楼", triple.start(1), triple.end(1))
        tail.put("unit", b.upper() + "单元", triple.start(2), triple.end(2))
        if c:
            tail.put("floor", c + "层", triple.start(3), triple.end(3))
        tail.put("room", d.upper() + "室", triple.start(4), triple.end(4))
        at = triple.end()
    may_unit = not _IN_UNIT.isdisjoint(chars)
    if may_unit and ("楼" in chars or "层" in chars) and "floor" not in tail.pieces:
        at = _high_floor(tail, text, at)
    for kind, pattern, ends in _HOUSE:
        if ends.isdisjoint(chars) or kind in tail.pieces:
            continue
        match = pattern.search(tail.shadow, at)
        if match is not None:
            start, at = match.span()
            first = min(first, start)
            tail.put(kind, None, start, at)
    if first > begin and "floor" not in tail.pieces and not chars.isdisjoint("层楼"):
        # 30楼C座: a floor before the part of the tower.
        match = FLOOR.search(tail.shadow, begin, first)
        if match is not None and match.end() == first:
            first = match.start()
            tail.put("floor", None, first, match.end())
    if "room" not in tail.pieces and at < len(text):
        first = min(first, _room(tail, text, at))
    read_estate(tail, text, begin, first)


_HOUSE: Final = (
    ("building", BUILDING, _IN_BUILDING),
    ("unit", UNIT, _IN_UNIT),
    ("floor", FLOOR, _IN_FLOOR | frozenset("顶底")),
)


def _high_floor(tail: Tail, text: str, at: int) -> int:
    """Read 富力中心41楼01单元: after a tower's name 41楼 is a floor."""
    match = HIGH_FLOOR.search(tail.shadow, at)
    if match is None:
        return at
    tail.put("floor", normal_form("floor", text[slice(*match.span(1))]), *match.span(1))
    return at


_PARTS: Final = frozenset({"building", "unit", "floor"})


def _room(tail: Tail, text: str, at: int) -> int:
    match = None
    if not _IN_ROOM.isdisjoint(text[at:]):
        match = REAL_ROOM.search(tail.shadow, at) or ROOM.search(tail.shadow, at)
    if match is not None:
        inside = not tail.pieces.keys().isdisjoint(_PARTS)
        if (
            text[match.end() - 1] == "号"
            and not inside
            and "house_number" not in tail.pieces
        ):
            normal = to_arabic(text[slice(*match.span())])
            tail.put("house_number", normal, *match.span())
            first = match.start()
            return min(first, _room(tail, text, match.end()))
        tail.put("room", None, *match.span())
        return match.start()
    pair = PAIR.search(tail.shadow, at) if "-" in text else None
    if pair is not None:
        if len(pair.group(2)) >= 3 and "building" not in tail.pieces:
            tail.put(
                "building", text[slice(*pair.span(1))].upper() + "号楼", *pair.span(1)
            )
            tail.put("room", text[slice(*pair.span(2))].upper() + "室", *pair.span(2))
        else:
            tail.put(
                "room",
                text[slice(*pair.span())].upper().removesuffix("室") + "室",
                *pair.span(),
            )
        return pair.start()
    if not (text[-1].isascii() or " " in text):
        return len(text)
    match = BARE_ROOM.search(tail.shadow, at)
    if match is not None:
        tail.put(
            "room", text[slice(*match.span())].lstrip("-").upper() + "室", *match.span()
        )
        return match.start()
    return len(text)
