"""The facts of a reading, written out when one of them is first read (呈现)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.validators.address._data import (
    CITY,
    COUNTY,
    IN_FORCE,
    MUNICIPALITIES,
    PROVINCE,
)
from infoverify.validators.address._fold import changes_of
from infoverify.validators.address._record import Aside, Element, Historic, Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from infoverify.validators.address._data import Division, Tables
    from infoverify.validators.address._fold import FoldedAddress
    from infoverify.validators.address._islands import Island
    from infoverify.validators.address._noise import Noise
    from infoverify.validators.address._reader import Located
    from infoverify.validators.address._settle import Place
    from infoverify.validators.address._tail import Pieces, Tail

_LEVELS: Final = {PROVINCE: "province", CITY: "city", COUNTY: "county"}
_FLAT_TAIL: Final = (
    *("township", "village", "group", "road", "house_number", "poi"),
    *("building", "unit", "floor", "room"),
)
_TAIL_ORDER: Final = ("zone", *_FLAT_TAIL)
_DECIDED: Final = frozenset({"resolved", "nonexistent"})


class Rendered:
    """What a finished reading says; the verdict itself is made elsewhere."""

    complete: bool | None
    folded: FoldedAddress
    island: Island | None
    level: str | None
    located: Located | None
    missing: str | None
    noise: Sequence[Noise]
    place: Place | None
    placeholder: str | None
    places: tuple[Place, ...]
    raw: str
    status: str
    suggestions: tuple[str, ...]
    table: Tables
    tail: Tail | None
    tail_at: Sequence[int]
    text: str
    year: int

    def flat(self) -> dict[str, object]:
        """Return the facts that ``to_dict`` tells, in its order."""
        tail = self.tail
        province, city, county, code = self._names()
        zone = tail.normal("zone") if tail is not None else None
        located = self.located
        if zone is None and located is not None and located.zone is not None:
            # One that stood between two divisions (雄安新区).
            zone = self.text[slice(*located.zone)]
        parts = [
            tail.normal(kind) if tail is not None and kind in tail.pieces else None
            for kind in _FLAT_TAIL
        ]
        names = [province, None if city == province else city, county, zone, *parts]
        normalised = "".join([name for name in names if name]) or None
        open_ = self.places if self.status == "ambiguous" else ()
        settled = located is not None and located.clash is None
        township, village, group, road, number, poi, building, unit, floor, room = parts
        return {
            "normalised": normalised,
            "normalised_from": self.raw if self.raw != normalised else None,
            "changes": changes_of(self.raw) if self.folded.text != self.raw else (),
            "province": province,
            "city": city,
            "county": county,
            "township": township,
            "village": village,
            "group": group,
            "road": road,
            "house_number": number,
            "poi": poi,
            "building": building,
            "unit": unit,
            "floor": floor,
            "room": room,
            "zone": zone,
            "adcode": code,
            "status": self.status,
            "candidates": tuple([_option(p) for p in open_]),
            "historic": self._historic() if settled else (),
            "completeness": self.level,
            "complete": self.complete,
            "placeholder": self.placeholder,
            "division_ok": self._division_ok(),
            "missing": self.missing,
        }

    def beyond(self) -> dict[str, object]:
        """Return the facts that only attributes tell: spans above all."""
        tail = self.tail
        clash = self.located.clash if self.located is not None else None
        return {
            "elements": self._elements(tail.pieces if tail is not None else {}),
            "noise": tuple(self._aside(n) for n in self.noise),
            "conflict": self._pair(),
            "repairs": tuple(_option(p) for p in clash.repairs) if clash else (),
            "suggestions": self.suggestions,
            "edition": self.table.edition,
        }

    def _names(self) -> tuple[str | None, str | None, str | None, str | None]:
        """Return the names of the divisions and the code, as far as they are decided."""
        if self.located is None and self.placeholder is not None:
            return None, None, None, None
        place = self.place
        if self.status == "ambiguous" and self.places:
            return self._agreed()
        if place is None or self.status not in _DECIDED:
            return None, None, None, None
        province, division, county, _ = place
        city = division.name if division is not None else None
        if province.p2 in MUNICIPALITIES:
            city = province.name
        if self.island is not None:
            return province.name, self.island.city, self.island.district, province.code
        return (
            province.name,
            city,
            county.name if county is not None else None,
            (county or division or province).code,
        )

    def _agreed(self) -> tuple[str | None, str | None, None, str | None]:
        """Return the upper names on which every place that is possible agrees."""
        province, city = self.places[0][:2]
        if any(p.province.code != province.code for p in self.places):
            return None, None, None, None
        name = province.name if province.p2 in MUNICIPALITIES else None
        code = city.code if city is not None else None
        if city is None or any(
            p.city is None or p.city.code != code for p in self.places
        ):
            return province.name, name, None, province.code
        return province.name, name or city.name, None, code

    def _division_ok(self) -> bool | None:
        if self.status in {"conflict", "nonexistent"}:
            return False
        return True if self.located is not None else None

    def _historic(self) -> tuple[Historic, ...]:
        found: dict[str, Historic] = {}
        for place in self.places:
            read = place.read
            for division in (read.province, read.city, read.county):
                if division is None or division.end > self.year:
                    continue
                now = self.table.current(division, self.year)
                found[division.code + division.name] = Historic(
                    self._written(division),
                    division.code,
                    division.first,
                    division.end,
                    tuple(d.code for d in now),
                )
        return tuple(found.values())

    def _written(self, division: Division) -> str:
        if self.located is not None:
            for hit in self.located.hits:
                if any(d is division for d in hit.divisions):
                    return self._input(hit.start, hit.end)[0]
        return division.name

    def _input(self, start: int, end: int) -> tuple[str, int, int]:
        """Return the input's own characters of a run of the folded text."""
        offsets = self.folded.offsets
        if offsets is not None:
            start, end = offsets[start], offsets[end - 1] + 1
        return self.raw[start:end], start, end

    def _elements(self, pieces: Pieces) -> tuple[Element, ...]:
        found: list[Element] = []
        located = self.located
        if located is not None:
            found.extend(
                self._division(hit.start, hit.end, hit.divisions)
                for hit in located.hits
            )
            if located.zone is not None and "zone" not in pieces:
                words, start, end = self._input(*located.zone)
                found.append(Element("zone", words, words, start, end))
        for kind in _TAIL_ORDER:
            if kind in pieces:
                _, start, end = pieces[kind]
                normal = self.tail.normal(kind) if self.tail is not None else None
                run = self._input(self.tail_at[start], self.tail_at[end - 1] + 1)
                found.append(Element(kind, run[0], normal or run[0], run[1], run[2]))
        return tuple(found)

    def _division(self, start: int, end: int, divisions: list[Division]) -> Element:
        words, begin, stop = self._input(start, end)
        meant: Division | None = None
        if self.place is not None and self.status == "resolved":
            read = self.place.read
            for one in (read.county, read.city, read.province):
                if one is not None and any(d is one for d in divisions):
                    meant = one
                    break
        if meant is None:
            levels = {d.level for d in divisions}
            level = min(levels)
            return Element(_LEVELS[level], words, divisions[0].name, begin, stop)
        until = None if meant.end == IN_FORCE else meant.end
        return Element(
            _LEVELS[meant.level],
            words,
            meant.name,
            begin,
            stop,
            meant.code,
            meant.first,
            until,
        )

    def _aside(self, noise: Noise) -> Aside:
        words, start, end = self._input(noise[1], noise[2])
        return Aside(noise[0], words, start, end)

    def _pair(self) -> tuple[str, str] | None:
        clash = self.located.clash if self.located is not None else None
        if clash is None:
            return None
        return (
            self._input(clash.upper.start, clash.upper.end)[0],
            self._input(clash.lower.start, clash.lower.end)[0],
        )


def _option(place: Place) -> Option:
    city = place.city.name if place.city is not None else None
    if place.province.p2 in MUNICIPALITIES:
        city = place.province.name
    return Option(
        place.deepest.code,
        place.province.name,
        city,
        place.county.name if place.county else None,
    )
