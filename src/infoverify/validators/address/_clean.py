"""The clean address (规整地址): known divisions, a road, a number, and what is inside.

江苏省苏州市吴中区木渎镇中山路12号翠苑小区3幢2单元501室: most addresses are like it. With a
road and its number such a text reaches the door, so the verdict is known at once, and
what is inside is read when somebody asks. Whatever differs from it in anything is left
to the long way, which gives the same answer for these and is slower.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.validators._lazy import Pattern
from infoverify.validators.address._data import townships
from infoverify.validators.address._fold import RUN_OF_DIGITS
from infoverify.validators.address._met import whole
from infoverify.validators.address._patterns import SHADOW
from infoverify.validators.address._reader import PROVINCE_HEADS, Located
from infoverify.validators.address._record import Address
from infoverify.validators.address._render import Rendered
from infoverify.validators.address._tail import Tail, is_town, put_town, read_tail
from infoverify.validators.address._usual import GOES_ON, NO_ROAD, read_usual

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from infoverify.validators.address._data import Tables, Townships
    from infoverify.validators.address._fold import FoldedAddress
    from infoverify.validators.address._met import Chain
    from infoverify.validators.address._noise import Noise
    from infoverify.validators.address._settle import Settled

_DOOR: Final = Pattern("([^\x00-\xff]{2,5})[0-9]{1,5}号")
# Also what masks a name, or tells a zone, a township, a village or a regiment's company.
_NO_ROAD: Final = frozenset(NO_ROAD + "某区态局镇乡木处场委嘎屯连")
_GOES_ON: Final = frozenset(GOES_ON + "楼栋幢门")
# How a crossing or a recipient is told.
_NOT_AFTER: Final = frozenset("近面过旁边壁口角侧处米里带往与和及靠某xX收启")
_WIDE: Final = frozenset(("大道", "大街"))
_ENDS: Final = frozenset("路街巷")
# How a hint begins (请填写, 街道门牌号), and a joint (北京市的海淀区).
_NOT_FIRST: Final = frozenset("请街是在的")
# A division written again, or a label inside.
_AGAIN: Final = ("省", "市", "自治", "地址")
_set = object.__setattr__


class _Clean(Rendered):
    """The reading of a clean address; its pieces are put together when asked for."""

    suggestions = ()
    island = None
    status = "resolved"
    complete = True
    missing = None
    placeholder = None

    def __init__(  # noqa: PLR0917 - what the text was matched with
        self,
        table: Tables,
        raw: str,
        folded: FoldedAddress,
        year: int,
        chain: Chain,
        settled: Settled,
        text: str,
        shift: int,
        noise: Sequence[Noise],
    ) -> None:
        self.table = table
        self.raw = raw
        self.folded = folded
        self.year = year
        self.found = chain, settled, text, shift
        self.noise = noise
        self.located = None

    def _fill(self) -> None:
        """Set what the long way would have set."""
        if self.located is not None:
            return
        chain, settled, text, shift = self.found
        size = chain.end
        self.text = text
        self.places = places = settled.places
        self.place = place = places[0]
        self.tail = tail = _inside(text[size:], townships(place.deepest.code))
        self.level = "room" if "room" in tail.pieces else "door"
        end = len(text) + shift
        self.tail_at = range(size + shift, end)
        if shift:
            hits = [
                h._replace(start=h.start + shift, end=h.end + shift) for h in chain.hits
            ]
            chain = chain._replace(start=shift, end=size + shift, hits=tuple(hits))
        self.located = Located(
            chain, settled, None, None, ((chain.end, end),), chain.hits
        )

    def flat(self) -> dict[str, object]:
        """Return the facts that ``to_dict`` tells, in its order."""
        self._fill()
        return super().flat()

    def beyond(self) -> dict[str, object]:
        """Return the facts that only attributes tell."""
        self._fill()
        return super().beyond()


def _inside(rest: str, towns: Townships) -> Tail:
    """Return the pieces after the divisions, by the usual form where it is that."""
    tail = Tail(rest, rest.translate(SHADOW))
    town = towns.match(rest, 0)
    if town is not None:
        put_town(tail, towns, town, 0)
    if read_usual(tail, len(town or "")):
        return tail
    return read_tail(rest, towns)


def read_clean(  # noqa: PLR0917 - the text, the table, and what was set aside
    table: Tables,
    raw: str,
    folded: FoldedAddress,
    text: str,
    year: int,
    shift: int = 0,
    noise: Sequence[Noise] = (),
    hints: tuple[str, ...] = (),
) -> Address | None:
    """Return the reading of a clean address, ``None`` for any other text.

    Where something was set aside, ``text`` is what is left and begins at ``shift``.
    """
    row = whole(table, text)
    if row is None or folded.too_long or not text.isalnum():
        return None
    _, size, chain, names, _ = row
    settled: Settled | None = chain.node.settled.get(year)
    if settled is None or len(settled.places) != 1 or len(names) < 2:
        return None
    _, _, county, read = settled.places[0]
    if county is None or not read.since <= year < read.until:
        return None
    head = text[size : size + 2]
    at, town = size, None
    towns = townships(county.code)
    if head in towns.heads:
        town = towns.match(text, at)
        if town is not None:
            at += len(town)
            if not is_town(text, size, town) or towns.match(text, at) is not None:
                return None
    door = _DOOR.match(text, at)
    if (
        door is None
        or head in PROVINCE_HEADS
        or head == "中国"
        or text[size] in _NOT_FIRST
        or not _usual(door, text)
    ):
        return None
    rest = text[size:]
    for words in _AGAIN + names:
        if words in rest:
            return None
    record = Address.__new__(Address)
    _set(record, "valid", True)
    _set(record, "problems", ())
    _set(record, "hints", hints)
    _set(record, "status", "resolved")
    _set(record, "_flat", None)
    _set(
        record,
        "_reading",
        _Clean(table, raw, folded, year, chain, settled, text, shift, noise),
    )
    return record


def _usual(door: re.Match[str], text: str) -> bool:
    """Tell whether the road is nothing else, and what follows the number is inside."""
    road = door[1]
    name = road[:-1]
    if road[-2:] in _WIDE:
        name = road[:-2]
    elif road[-1] not in _ENDS:
        return False
    if name == "" or not _NO_ROAD.isdisjoint(name):
        return False
    end = door.end()
    return end == len(text) or (
        text[end] not in _GOES_ON
        and _NOT_AFTER.isdisjoint(text[end:])
        and RUN_OF_DIGITS.search(text, end) is None
    )
