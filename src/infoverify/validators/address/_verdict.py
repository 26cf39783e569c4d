"""From pieces to the record (结论): status, completeness, placeholder, problems."""

from __future__ import annotations

from functools import cache
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
from infoverify.validators.address._fold import (
    FoldedAddress,
    fold_address,
    may_be_division,
    may_hold_noise,
)
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

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from infoverify.validators.address._chains import Candidate
    from infoverify.validators.address._noise import Noise

_ISLANDS: Final = frozenset({"710000", "810000", "820000"})
_TAIL_ORDER: Final = (
    *("zone", "township", "village", "group", "road", "house_number", "poi"),
    *("building", "unit", "floor", "room"),
)
_EDGE: Final = " ,;、-.·"
_OPEN: Final = frozenset({"ambiguous", "conflict"})
_JUDGED: Final = frozenset({"resolved", "none", "nonexistent"})
_NO_COUNTIES: Final = frozenset({"810000", "820000"})
_set = object.__setattr__


@cache
def _valid(
    problems: tuple[str, ...], hints: tuple[str, ...], status: str
) -> bool | None:
    verdict = verdict_of((*problems, *hints), CODES)
    return verdict if verdict is not True or status == "resolved" else None


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
    text = folded.text
    if not text or text.isspace():
        return refused("empty", raw if raw else None)
    year = table.latest if at is None else at.year
    return _Reading(table, raw, folded, year, region).record()


class _Reading:
    """One reading on its way to the record."""

    __slots__ = (
        *("complete", "division_ok", "folded", "hints", "level", "located", "missing"),
        *("noise", "place", "placeholder", "places", "problems", "raw", "status"),
        *("suggestions", "table", "tail", "tail_at", "text", "year", "free"),
    )

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
        self.noise: list[Noise] = []
        self.located: Located | None = None
        self.status = "none"
        self.place: Place | None = None
        self.places: tuple[Place, ...] = ()
        self.tail: Tail | None = None
        self.tail_at: Sequence[int] = ()
        self.text = text = folded.text
        self.placeholder = placeholder_kind(text)
        if self.placeholder is None:
            if may_hold_noise(text):
                # Loaded when first needed, like every module below: start-up counts.
                from infoverify.validators.address._noise import (  # noqa: PLC0415
                    set_aside,
                )

                self.text, self.noise = set_aside(table, text)
            self.located = locate(table, self.text, year=year, region=region)
            if self.located is None:
                self._without_division()
            else:
                self._decide(self.located)
        self._judge()

    def _decide(self, located: Located) -> None:
        settled = located.settled
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

    def _rest(self, located: Located) -> str:
        """Return the text after the divisions without gaps; keep its positions."""
        if len(located.rest) == 1:
            start, end = located.rest[0]
            text, self.tail_at = _without_gaps(self.text[start:end], range(start, end))
            return text
        pieces: list[str] = []
        positions: list[int] = []
        for start, end in located.rest:
            if pieces:
                pieces.append(" ")
                positions.append(start)
            pieces.append(self.text[start:end])
            positions.extend(range(start, end))
        text, self.tail_at = _without_gaps("".join(pieces), positions)
        return text

    def _without_division(self) -> None:
        text, self.tail_at = _without_gaps(self.text, range(len(self.text)))
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
            return
        self.placeholder = placeholder_kind(stripped) or (
            "masked" if masked_name(stripped) else None
        )
        if self.placeholder is not None:
            return
        place = self.place
        if place is None:
            self.tail = read_tail(text, None)
            return
        code = place.deepest.code
        if place.county is not None or code in WITHOUT_COUNTIES:
            self.tail = read_tail(text, townships(code))
            return
        if code not in _ISLANDS and may_be_division(text):
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

    # -- the verdict -------------------------------------------------------

    def _judge(self) -> None:
        """Set completeness, problems and hints."""
        status, placeholder = self.status, self.placeholder
        problems, hints = self.problems, self.hints
        tail = self.tail if placeholder is None else None
        self.level: str | None = None
        self.complete: bool | None = None
        self.missing: str | None = None
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
        if self.noise and any(kind in _TOLD for kind, *_ in self.noise):
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
        known = set(tail.pieces) if tail is not None else set()
        place = self.place
        if place is None or self.status not in {"resolved", "nonexistent"}:
            return completeness(known)
        known.add("province")
        if place.city is not None or place.province.p2 in MUNICIPALITIES:
            known.add("city")
        code = place.deepest.code
        if self.status == "nonexistent":
            return completeness(known)
        if place.county is not None:
            known.add("county")
            return completeness(known)
        free = code in WITHOUT_COUNTIES or code in _NO_COUNTIES
        return completeness(known, county_free=free)

    def record(self) -> Address:
        """Return the record: the verdict now, the rest when it is read."""
        record = Address.__new__(Address)
        problems, hints = tuple(self.problems), tuple(self.hints)
        valid = _valid(problems, hints, self.status)
        _set(record, "valid", valid)
        _set(record, "problems", problems)
        _set(record, "hints", hints)
        _set(record, "status", self.status)
        _set(record, "_render", self.render)
        return record

    # -- what is rendered on demand -----------------------------------------

    def render(self) -> dict[str, object]:
        """Return every fact by its name."""
        tail = self.tail if self.placeholder is None else None
        pieces = tail.pieces if tail is not None else {}
        names = self._names()
        flat: dict[str, str | None] = {
            kind: pieces[kind][0] if kind in pieces else None for kind in _TAIL_ORDER
        }
        self._zone(flat)
        clash = self.located.clash if self.located is not None else None
        normalised = _join(names, flat) or None
        open_ = self.places if self.status == "ambiguous" else ()
        return {
            **names,
            **flat,
            "normalised": normalised,
            "normalised_from": self.raw if self.raw != normalised else None,
            "changes": self.folded.changes,
            "candidates": tuple(_option(p) for p in open_),
            "historic": self._historic() if clash is None else (),
            "completeness": self.level,
            "complete": self.complete,
            "placeholder": self.placeholder,
            "division_ok": self._division_ok(),
            "missing": self.missing,
            "elements": self._elements(pieces),
            "noise": tuple(self._aside(n) for n in self.noise),
            "conflict": self._pair(),
            "repairs": tuple(_option(p) for p in clash.repairs) if clash else (),
            "suggestions": self.suggestions,
            "edition": self.table.edition,
        }

    def _zone(self, flat: dict[str, str | None]) -> None:
        """Take the zone that stood between two divisions (雄安新区)."""
        located = self.located
        if located is not None and located.zone is not None and flat["zone"] is None:
            flat["zone"] = self.text[slice(*located.zone)]

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
        name = city.name if city is not None else None
        if province is not None and province.p2 in MUNICIPALITIES:
            name = province.name
        if self.located is None and self.placeholder is not None:
            return {"province": None, "city": None, "county": None, "adcode": None}
        return {
            "province": province.name if province else None,
            "city": name,
            "county": county.name if county else None,
            "adcode": code,
        }

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


def _join(names: dict[str, str | None], flat: dict[str, str | None]) -> str:
    parts = [names["province"] or ""]
    if names["city"] != names["province"]:
        parts.append(names["city"] or "")
    parts.append(names["county"] or "")
    parts.extend(flat[kind] or "" for kind in _TAIL_ORDER)
    return "".join(parts)


def _without_gaps(
    text: str, positions: Sequence[int]
) -> tuple[str, Sequence[int]]:
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
                kept.append(positions[index])
            index = stop
            continue
        chars.append(char)
        kept.append(positions[index])
        index += 1
    return "".join(chars), kept
