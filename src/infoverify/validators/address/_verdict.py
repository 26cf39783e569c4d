"""From pieces to the record (结论): status, completeness, placeholder, problems."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from infoverify.validators._inspection import verdict_of
from infoverify.validators.address._complete import WAY, completeness
from infoverify.validators.address._data import (
    MUNICIPALITIES,
    WITHOUT_COUNTIES,
    Tables,
    townships,
)
from infoverify.validators.address._fold import (
    FoldedAddress,
    may_be_division,
    without_gaps,
)
from infoverify.validators.address._placeholders import (
    masked_name,
    partly_masked,
    placeholder_kind,
)
from infoverify.validators.address._reader import Located, locate
from infoverify.validators.address._record import (
    CODES,
    Address,
)
from infoverify.validators.address._render import Rendered
from infoverify.validators.address._settle import (
    Place,
    county_of_township,
    split_off,
)
from infoverify.validators.address._tail import Tail, read_tail

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from infoverify.validators.address._data import Division
    from infoverify.validators.address._islands import Island
    from infoverify.validators.address._met import Candidate
    from infoverify.validators.address._noise import Noise

_ISLANDS: Final = frozenset({"710000", "810000", "820000"})
_EDGE: Final = " ,;、-.·"
_OPEN: Final = frozenset({"ambiguous", "conflict"})
_JUDGED: Final = frozenset({"resolved", "none", "nonexistent"})
_MASKS: Final = frozenset("xX×*某")
_FARM_LAST: Final = frozenset("场团")
_NO_COUNTIES: Final = frozenset({"810000", "820000"})
_set = object.__setattr__


@cache
def _valid(
    problems: tuple[str, ...], hints: tuple[str, ...], status: str
) -> bool | None:
    verdict = verdict_of((*problems, *hints), CODES)
    return verdict if verdict is not True or status == "resolved" else None


def tells_noise(noise: Sequence[Noise]) -> bool:
    """Tell whether anything set aside is worth a hint."""
    for item in noise:  # noqa: SIM110 - a generator costs more than the look
        if item[0] in _TOLD:
            return True
    return False


class Reading(Rendered):
    """One reading on its way to the record."""

    # Defaults of the class: most readings change few of them.
    suggestions: tuple[str, ...] = ()
    noise: Sequence[Noise] = ()
    located: Located | None = None
    island: Island | None = None
    status: str = "none"
    place: Place | None = None
    places: tuple[Place, ...] = ()
    tail: Tail | None = None
    tail_at: Sequence[int] = ()
    level: str | None = None
    complete: bool | None = None
    missing: str | None = None

    def __init__(
        self,
        table: Tables,
        raw: str,
        folded: FoldedAddress,
        year: int,
    ) -> None:
        self.table = table
        self.raw = raw
        self.folded = folded
        self.year = year
        self.problems: list[str] = []
        self.hints: list[str] = []

    def read(
        self,
        text: str,
        noise: Sequence[Noise],
        placeholder: str | None,
        region: str | None,
    ) -> None:
        """Read the text, in which blanks stand for what was set aside."""
        self.text = text
        self.noise = noise
        self.placeholder = placeholder
        if placeholder is None:
            self.located = locate(self.table, text, year=self.year, region=region)
            if self.located is None:
                self._without_division()
            else:
                self._decide(self.located)
        self._judge()

    def _decide(self, located: Located) -> None:
        settled = located.settled
        first = located.rest[0][0]
        if 0 < located.chain.start <= first:
            self._set_aside_before(located.chain.start)
        self.places = places = settled.places
        if located.clash is not None:
            self.status = "conflict"
            self.problems.append(located.clash.kind)
        elif len(places) == 1:
            self.status = "resolved"
            self.place = places[0]
        else:
            self.status = "ambiguous"
            self.problems.append("ambiguous")
        self._read_rest(self._rest(located))

    def _set_aside_before(self, end: int) -> None:
        """Keep what stands before the divisions and is no address (我是张三，住在)."""
        words = self.text[:end].strip(_EDGE)
        if words:
            start = self.text.index(words)
            self.noise = [*self.noise, ("other", start, start + len(words))]

    def _rest(self, located: Located) -> str:
        """Return the text after the divisions without gaps; keep its positions."""
        if len(located.rest) == 1:
            start, end = located.rest[0]
            text, self.tail_at = without_gaps(self.text[start:end], range(start, end))
            return text
        positions: list[int] = []
        for start, end in located.rest:
            if positions:
                positions.append(start)
            positions.extend(range(start, end))
        joined = " ".join([self.text[start:end] for start, end in located.rest])
        text, self.tail_at = without_gaps(joined, positions)
        return text

    def _without_division(self) -> None:
        text, self.tail_at = without_gaps(self.text, range(len(self.text)))
        stripped = text.strip(_EDGE)
        if not stripped:
            kinds = {kind for kind, *_ in self.noise}
            if "country" in kinds:
                self.placeholder = "country"
            elif kinds == {"label"}:
                self.placeholder = "label"
            return
        self.placeholder = placeholder_kind(stripped) or (
            "masked" if masked_name(stripped) else None
        )
        if self.placeholder is not None:
            return
        from infoverify.validators.address._foreign import (  # noqa: PLC0415
            foreign_or_romanised,
        )
        from infoverify.validators.address._unknown import (  # noqa: PLC0415
            unknown_division,
        )

        abroad = foreign_or_romanised(self.text)
        if abroad is not None:
            self.status = abroad
            self.hints.append(abroad)
            return
        unknown = unknown_division(self.table, text, None)
        if unknown is not None:
            text = self._nonexistent(text, unknown)
        self.tail = read_tail(text, None)

    def _nonexistent(self, text: str, unknown: tuple[int, tuple[str, ...], str]) -> str:
        self.status = "nonexistent"
        self.problems.append("division_unknown")
        self.suggestions = unknown[1]
        self.tail_at = self.tail_at[unknown[0] :]
        return text[unknown[0] :]

    def _read_rest(self, text: str) -> None:
        stripped = text.strip(_EDGE)
        if not stripped:
            if len(text) > 2:
                self.placeholder = "punctuation"
            for kind, start, end in self.noise:
                # 洪山区（同身份证）: the remark is all there is.
                if kind == "remark" and self.placeholder is None:
                    words = self.folded.text[start:end].strip("()")
                    self.placeholder = placeholder_kind(words) if words else None
            return
        chars = frozenset(text)
        masks = not chars.isdisjoint(_MASKS)
        self.placeholder = placeholder_kind(stripped) or (
            "masked" if masks and masked_name(stripped) else None
        )
        if self.placeholder is not None:
            return
        if masks and partly_masked(stripped):
            self.hints.append("partly_masked")
        place = self.place
        if place is None:
            self.tail = read_tail(text, None)
            return
        code = place.deepest.code
        if place.county is not None or code in WITHOUT_COUNTIES:
            self.tail = read_tail(text, townships(code), chars)
            if place.county is not None and "@" in place.county.successors:
                self._split_off(place, place.county, text)
            return
        if code in _ISLANDS:
            from infoverify.validators.address._islands import (  # noqa: PLC0415
                read_island,
            )

            self.island = read_island(code, text)
            text, self.tail_at = (
                text[self.island.end :],
                self.tail_at[self.island.end :],
            )
        elif may_be_division(text):
            from infoverify.validators.address._unknown import (  # noqa: PLC0415
                unknown_division,
            )

            unknown = unknown_division(self.table, text, place.deepest)
            if unknown is not None and not county_of_township(
                self.table, place.deepest, unknown[2], self.year
            ):
                text = self._nonexistent(text, unknown)
        self.tail = read_tail(text, None)
        if self.status == "resolved":
            self._imply(place, self.tail, text)

    def _imply(self, place: Place, tail: Tail, text: str) -> None:
        """Take the county from a township that only one county of the city has."""
        town = tail.pieces.get("township")
        if town is None:
            return
        written = text[town[1] : town[2]]
        county = county_of_township(self.table, place.deepest, written, self.year)
        if county is None:
            return
        city = self.table.parent(county, self.year)
        self.place = Place(place.province, city, county, place.read)
        self.hints.append("county_implied")
        self.tail = read_tail(text, townships(county.code))

    def _split_off(self, place: Place, county: Division, text: str) -> None:
        """Take the county that was made of a part of this one and has the township.

        余杭区临平街道 is in 临平区 since 2021.
        """
        town = self.tail.pieces.get("township") if self.tail is not None else None
        if town is None:
            return
        written = text[town[1] : town[2]]
        if townships(county.code).official(written):
            return
        heir = split_off(self.table, county, written, self.year)
        if heir is not None:
            city = self.table.parent(heir, self.year)
            self.place = Place(place.province, city, heir, place.read)
            self.hints.append("county_implied")
            self.tail = read_tail(text, townships(heir.code))

    # -- the verdict -------------------------------------------------------

    def _judge(self) -> None:
        """Set completeness, problems and hints."""
        tail = self.tail
        if tail is not None and WAY.isdisjoint(tail.pieces):
            # 古荡街道同上: the name after the township is none.
            poi = tail.pieces.get("poi")
            words = tail.rest if poi is None else tail.text[poi[1] : poi[2]]
            self.placeholder = placeholder_kind(words) if words else None
            if self.placeholder is not None:
                tail.pieces.pop("poi", None)
        status, placeholder = self.status, self.placeholder
        problems, hints = self.problems, self.hints
        if status not in _OPEN:
            self.level, self.complete, self.missing = self._completeness(tail)
            if not self.complete and status in _JUDGED:
                problems.append("incomplete")
        if placeholder is not None:
            problems.append("placeholder")
        elif status == "none":
            hints.append("no_division")
        if self.folded.too_long:
            problems.append("too_long")
        if tail is not None and tail.vague:
            hints.append("vague")
        if self.noise and tells_noise(self.noise):
            hints.append("noise")
        year = self.year
        for place in self.places:
            read = place.read
            if not read.since <= year < read.until and self._has_ended(read):
                hints.append("division_ended")
                break
        if len(problems) > 1:
            problems.sort(key=_RANK.__getitem__)

    def _has_ended(self, read: Candidate) -> bool:
        for division in (read.province, read.city, read.county):
            if division is not None and division.end <= self.year:
                return True
            if division is not None and division.first > self.year:
                self.hints.append("division_not_yet_in_force")
        return False

    def _completeness(self, tail: Tail | None) -> tuple[str, bool, str | None]:
        known: Collection[str] = tail.pieces if tail is not None else ()
        if tail is not None and "township" in known:
            end = tail.pieces["township"][2]
            if tail.text[end - 1] in _FARM_LAST:
                # A farm is a township without villages: its blocks are doors.
                known = {*known, "village"}
        place = self.place
        if place is None or self.status not in {"resolved", "nonexistent"}:
            return completeness(known)
        city = place.city is not None or place.province.p2 in MUNICIPALITIES
        if self.status == "nonexistent":
            return completeness(known, province=True, city=city)
        if place.county is not None:
            return completeness(known, province=True, city=city, county=True)
        code = place.deepest.code
        free = code in WITHOUT_COUNTIES or code in _NO_COUNTIES
        if self.island is not None and self.island.city is not None:
            city = free = True
        return completeness(known, province=True, city=city, county_free=free)

    def record(self) -> Address:
        """Return the record: the verdict now, the rest when it is read."""
        record = Address.__new__(Address)
        problems, hints = tuple(self.problems), tuple(self.hints)
        valid = (
            _valid(problems, hints, self.status)
            if problems or hints
            else True
            if self.status == "resolved"
            else None
        )
        _set(record, "valid", valid)
        _set(record, "problems", problems)
        _set(record, "hints", hints)
        _set(record, "status", self.status)
        _set(record, "_flat", None)
        _set(record, "_reading", self)
        return record


_TOLD: Final = frozenset({"recipient", "phone", "id_number", "email", "postal_code"})
_RANK: Final = {code: rank for rank, code in enumerate(CODES)}
