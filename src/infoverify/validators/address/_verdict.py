"""From pieces to the record (结论): status, completeness, placeholder, problems."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from infoverify.validators._inspection import verdict_of
from infoverify.validators.address._complete import completeness
from infoverify.validators.address._data import (
    CITY,
    COUNTY,
    IN_FORCE,
    MUNICIPALITIES,
    PROVINCE,
    WITHOUT_COUNTIES,
    Division,
    Tables,
    tables,
    townships,
)
from infoverify.validators.address._fold import FoldedAddress, fold_address
from infoverify.validators.address._foreign import foreign_or_romanised
from infoverify.validators.address._noise import Noise, set_aside
from infoverify.validators.address._placeholders import masked_name, placeholder_kind
from infoverify.validators.address._reader import Located, locate
from infoverify.validators.address._record import (
    CODES,
    Address,
    Aside,
    Element,
    Historic,
    Option,
)
from infoverify.validators.address._settle import Place, county_of_township
from infoverify.validators.address._tail import Tail, read_tail
from infoverify.validators.address._unknown import unknown_division

if TYPE_CHECKING:
    from datetime import date

_ISLANDS: Final = frozenset({"710000", "810000", "820000"})
_TAIL_ORDER: Final = (
    *("zone", "township", "village", "group", "road", "house_number", "poi"),
    *("building", "unit", "floor", "room"),
)
_GAP: Final = re.compile("[ ,;]+")


def refused(code: str, raw: str | None = None) -> Address:
    """Return the reading of a value that is no text or empty."""
    return Address(
        False,
        (code,),
        normalised_from=raw,
        status="none",
        candidates=(),
        historic=(),
        completeness="none",
        complete=False,
        missing="province",
        elements=(),
        noise=(),
        repairs=(),
        suggestions=(),
    )


def read_address(raw: str, *, at: date | None, region: str | None) -> Address:
    """Return the reading of a text."""
    table = tables()
    folded = fold_address(raw)
    if not folded.text.strip():
        return refused("empty", raw if raw else None)
    return _Reading(table, raw, folded, at.year if at else IN_FORCE - 1, region).record()


class _Reading:
    """One reading on its way to the record."""

    def __init__(
        self,
        table: Tables,
        raw: str,
        folded: FoldedAddress,
        year: int,
        region: str | None,
    ) -> None:
        self.table = table
        self.raw = raw
        self.folded = folded
        self.year = year
        self.problems: list[str] = []
        self.hints: list[str] = []
        self.suggestions: tuple[str, ...] = ()
        self.placeholder = placeholder_kind(folded.text.strip())
        self.noise: list[Noise] = []
        self.located: Located | None = None
        self.status = "none"
        self.place: Place | None = None
        self.places: tuple[Place, ...] = ()
        self.tail = Tail()
        self.tail_at: list[int] = []
        self.text = folded.text
        self.division_unknown = False
        if self.placeholder is None:
            self.text, self.noise = set_aside(table, folded.text)
            self.located = locate(table, self.text, year=year, region=region)
            self._decide()

    def _decide(self) -> None:
        located = self.located
        if located is None:
            self._without_division()
            return
        settled = located.settled
        self.places = settled.places if settled is not None else ()
        if located.clash is not None:
            self.status = "conflict"
            self.problems.append(located.clash.kind)
        elif len(self.places) == 1:
            self.status = "resolved"
            self.place = self.places[0]
        else:
            self.status = "ambiguous"
        text, self.tail_at = self._rest(located)
        self._read_rest(text)

    def _rest(self, located: Located) -> tuple[str, list[int]]:
        """Return the text after the divisions without gaps, and its positions."""
        pieces: list[str] = []
        positions: list[int] = []
        for start, end in located.rest:
            if pieces:
                pieces.append(" ")
                positions.append(start)
            pieces.append(self.text[start:end])
            positions.extend(range(start, end))
        return _without_gaps("".join(pieces), positions)

    def _without_division(self) -> None:
        text, self.tail_at = _without_gaps(self.text, list(range(len(self.text))))
        if not text.strip(" ,;"):
            kinds = {kind for kind, *_ in self.noise}
            if "country" in kinds:
                self.placeholder = "country"
            elif "label" in kinds and kinds == {"label"}:
                self.placeholder = "label"
            return
        self.placeholder = placeholder_kind(text.strip(" ,;"))
        if self.placeholder is None and masked_name(text):
            self.placeholder = "masked"
        if self.placeholder is not None:
            return
        abroad = foreign_or_romanised(self.text)
        if abroad is not None:
            self.status = abroad
            self.hints.append(abroad)
            return
        unknown = unknown_division(self.table, text, None)
        if unknown is not None:
            self.status = "nonexistent"
            self.division_unknown = True
            self.problems.append("division_unknown")
            self.suggestions = unknown[1]
            text = text[unknown[0] :]
            self.tail_at = self.tail_at[unknown[0] :]
        self.tail = read_tail(text, None)

    def _read_rest(self, text: str) -> None:
        stripped = text.strip(" ,;、-.·")
        if stripped:
            self.placeholder = placeholder_kind(stripped)
            if self.placeholder is None and masked_name(stripped):
                self.placeholder = "masked"
            if self.placeholder is not None:
                return
        else:
            return
        place = self.place
        towns = None
        if place is not None:
            unknown = self._unknown(text, place)
            if unknown:
                text, self.tail_at = text[unknown:], self.tail_at[unknown:]
            code = place.deepest.code
            if place.county is not None or code in WITHOUT_COUNTIES:
                towns = townships(code)
        self.tail = read_tail(text, towns)
        if place is not None and place.county is None and self.status == "resolved":
            self._imply(place, text)

    def _unknown(self, text: str, place: Place) -> int:
        """Return where an unknown division at the start of the rest ends."""
        if place.county is not None or place.deepest.code in WITHOUT_COUNTIES | _ISLANDS:
            return 0
        found = unknown_division(self.table, text, place.deepest)
        if found is None:
            return 0
        town = found[2]
        if county_of_township(self.table, place.deepest, town, self._now()) is not None:
            return 0
        self.status = "nonexistent"
        self.division_unknown = True
        self.problems.append("division_unknown")
        self.suggestions = found[1]
        return found[0]

    def _now(self) -> int:
        return self.year

    def _imply(self, place: Place, text: str) -> None:
        """Take the county from a township that only one county of the city has."""
        town = self.tail.pieces.get("township")
        if town is None or place.deepest.code in WITHOUT_COUNTIES:
            return
        written = text[town[1] : town[2]]
        county = county_of_township(self.table, place.deepest, written, self.year)
        if county is None:
            return
        city = self.table.parent(county, self.year)
        self.place = Place(place.province, city, county, place.read)
        self.hints.append("county_implied")
        self.tail = read_tail(text, townships(county.code))

    # -- the record --------------------------------------------------------

    def record(self) -> Address:
        """Return the finished record."""
        pieces = {} if self.placeholder is not None else self.tail.pieces
        names = self._names()
        flat = {kind: pieces[kind][0] for kind in _TAIL_ORDER if kind in pieces}
        level, complete, missing = self._complete(names, set(flat))
        historic = self._historic()
        self._codes(complete=complete)
        problems = tuple(sorted(set(self.problems), key=_RANK.__getitem__))
        hints = tuple(sorted(set(self.hints), key=_RANK.__getitem__))
        normalised = _join(names, flat)
        candidates = self.places if self.status in {"ambiguous", "conflict"} else ()
        clash = self.located.clash if self.located is not None else None
        return Address(
            verdict_of((*problems, *hints), CODES)
            if self.status == "resolved" or problems or hints
            else None,
            problems,
            hints,
            normalised=normalised or None,
            normalised_from=self.raw if self.raw != normalised else None,
            changes=self.folded.changes,
            **names,
            **flat,
            status=self.status,
            candidates=tuple(_option(p) for p in candidates) if clash is None else (),
            historic=historic,
            completeness=level,
            complete=complete,
            placeholder=self.placeholder,
            division_ok=self._division_ok(),
            missing=missing,
            elements=self._elements(pieces),
            noise=tuple(self._aside(n) for n in self.noise),
            conflict=self._pair(),
            repairs=tuple(_option(p) for p in clash.repairs) if clash else (),
            suggestions=self.suggestions,
            edition=self.table.edition,
        )

    def _names(self) -> dict[str, str | None]:
        """Return the names of the divisions and the code, as far as they are decided."""
        province = city = county = None
        code = None
        if self.status == "ambiguous" and self.places:
            provinces = {p.province.code for p in self.places}
            cities = {p.city.code if p.city else None for p in self.places}
            if len(provinces) == 1:
                province = self.places[0].province
                code = province.code
                if len(cities) == 1 and self.places[0].city is not None:
                    city = self.places[0].city
                    code = city.code
        elif self.place is not None and self.status in {"resolved", "nonexistent"}:
            province, city, county = self.place[:3]
            code = self.place.deepest.code
        elif self.status == "nonexistent":
            pass
        name = city.name if city is not None else None
        if province is not None and province.p2 in MUNICIPALITIES:
            name = province.name
        if self.placeholder is not None and self.located is None:
            return {"province": None, "city": None, "county": None, "adcode": None}
        return {
            "province": province.name if province else None,
            "city": name,
            "county": county.name if county else None,
            "adcode": code,
        }

    def _complete(
        self, names: dict[str, str | None], found: set[str]
    ) -> tuple[str | None, bool | None, str | None]:
        if self.status in {"ambiguous", "conflict"}:
            return None, None, None
        code = names["adcode"]
        known = found | {k for k in ("province", "city", "county") if names[k]}
        free = code in WITHOUT_COUNTIES or code in {"810000", "820000"}
        if self.status == "nonexistent":
            known -= {"county"}
            free = False
        return completeness(known, county_free=free)

    def _division_ok(self) -> bool | None:
        if self.status in {"conflict", "nonexistent"}:
            return False
        return True if self.located is not None else None

    def _codes(self, *, complete: bool | None) -> None:
        if self.placeholder is not None:
            self.problems.append("placeholder")
        if self.folded.too_long:
            self.problems.append("too_long")
        if self.status == "ambiguous":
            self.problems.append("ambiguous")
        if complete is False and self.status in {"resolved", "none", "nonexistent"}:
            self.problems.append("incomplete")
        if self.status == "none" and self.placeholder is None:
            self.hints.append("no_division")
        if self.tail.vague:
            self.hints.append("vague")
        if any(kind in _TOLD for kind, *_ in self.noise):
            self.hints.append("noise")

    def _historic(self) -> tuple[Historic, ...]:
        if self.located is None or self.located.settled is None:
            return ()
        if self.located.clash is not None:
            return ()
        found: dict[str, Historic] = {}
        for place in self.places:
            read = place.read
            for division in (read.province, read.city, read.county):
                if division is None or division.in_force(self.year):
                    continue
                if division.first > self.year:
                    self.hints.append("division_not_yet_in_force")
                    continue
                now = self.table.current(division, self.year)
                found[division.code + division.name] = Historic(
                    self._written(division),
                    division.code,
                    division.first,
                    division.end,
                    tuple(d.code for d in now),
                )
        if found:
            self.hints.append("division_ended")
        return tuple(found.values())

    def _written(self, division: Division) -> str:
        assert_located = self.located
        if assert_located is not None:
            for hit in assert_located.hits:
                if any(d is division for d in hit.divisions):
                    return self._input(hit.start, hit.end)[0]
        return division.name

    def _input(self, start: int, end: int) -> tuple[str, int, int]:
        """Return the input's own characters of a run of the folded text."""
        offsets = self.folded.offsets
        if offsets is not None:
            start, end = offsets[start], offsets[end - 1] + 1
        return self.raw[start:end], start, end

    def _elements(self, pieces: dict[str, tuple[str, int, int]]) -> tuple[Element, ...]:
        found: list[Element] = []
        located = self.located
        if located is not None:
            for hit in located.hits:
                found.append(self._division(hit.start, hit.end, hit.divisions))
            if located.zone is not None and "zone" not in pieces:
                words, start, end = self._input(*located.zone)
                found.append(Element("zone", words, words, start, end))
        for kind in _TAIL_ORDER:
            if kind in pieces:
                normal, start, end = pieces[kind]
                run = self._input(self.tail_at[start], self.tail_at[end - 1] + 1)
                found.append(Element(kind, run[0], normal, run[1], run[2]))
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


_LEVELS: Final = {PROVINCE: "province", CITY: "city", COUNTY: "county"}
_TOLD: Final = frozenset({"recipient", "phone", "id_number", "email", "postal_code"})
_RANK: Final = {code: rank for rank, code in enumerate(CODES)}
_FORMAT_ORDER: Final = (
    *("zone", "township", "village", "group", "road", "house_number", "poi"),
    *("building", "unit", "floor", "room"),
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


def _join(names: dict[str, str | None], flat: dict[str, str]) -> str:
    parts = [names["province"] or ""]
    if names["city"] != names["province"]:
        parts.append(names["city"] or "")
    parts.append(names["county"] or "")
    parts.extend(flat.get(kind, "") for kind in _FORMAT_ORDER)
    return "".join(parts)


def _without_gaps(text: str, positions: list[int]) -> tuple[str, list[int]]:
    """Return the text without gaps but between two letters or digits."""
    if " " not in text and "," not in text and ";" not in text:
        return text, positions
    chars: list[str] = []
    kept: list[int] = []
    end = len(text)
    index = 0
    while index < end:
        char = text[index]
        if char in " ,;":
            stop = index
            while stop < end and text[stop] in " ,;":
                stop += 1
            before = chars[-1] if chars else ""
            after = text[stop] if stop < end else ""
            if before and after and before.isascii() and after.isascii() and "-" not in (before, after):
                chars.append(" ")
                kept.append(index)
            index = stop
            continue
        chars.append(char)
        kept.append(positions[index])
        index += 1
    return "".join(chars), kept
