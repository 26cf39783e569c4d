"""Bindings (绑定): a host's own names, codes and layouts, mapped to the vocabulary.

A binding file says where each field of the vocabulary stands in the host's record, in
which code table and which writing of dates. Four layouts are known: flat columns,
nested records, numbered columns (``INSURED2_NAME``), and one row per person. A code
that the table does not have is *unreadable*, never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from infoverify._guard import attempt
from infoverify.binding_values import Unmapped, Writing
from infoverify.holders import MISSING, fetch, readable
from infoverify.vocabulary import LIST_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_MOST_ELEMENTS: Final = 20_000


class Place(NamedTuple):
    """Where a field stands in the host's record, and how it is written there."""

    #: A chain of names; ``{n}`` in it is the number of a numbered column.
    names: tuple[str, ...]
    writing: Writing
    #: A value that the binding itself states, whatever the record holds.
    constant: str | None = None

    def spelled(self, number: str = "") -> str:
        """Return the host's name of the field."""
        return ".".join(self.names).replace("{n}", number)


class Layout(NamedTuple):
    """How the elements of a part are laid out.

    ``kind`` is ``here`` (in the record itself), ``list`` (a list under ``names``),
    ``numbered`` (columns from ``first`` to ``last``) or ``rows`` (one row each, those
    whose ``column`` holds one of ``values``).
    """

    kind: str
    names: tuple[str, ...] = ()
    first: int = 1
    last: int = 0
    column: str = ""
    values: tuple[str, ...] = ()


_HERE: Final = Layout("here")


class Binding:
    """A checked binding file.

    Attributes:
        id, version: from the file's head.
        places: path of the vocabulary (``insured[].name``) → place.
        layouts: part → layout.
        group_by: the column whose equal values make one case of several rows.
    """

    __slots__ = ("_parts", "group_by", "id", "layouts", "places", "title", "version")

    def __init__(
        self,
        binding_id: str,
        *,
        version: str,
        title: Mapping[str, str],
        places: Mapping[str, Place],
        layouts: Mapping[str, Layout],
        group_by: str | None,
    ) -> None:
        """Keep the parts; ``binding_file`` has checked them."""
        self.id = binding_id
        self.version = version
        self.title = title
        self.places = places
        self.layouts = layouts
        self.group_by = group_by
        self._parts: dict[str, dict[str, Place]] = {}
        for path, place in places.items():
            part, _, field = path.partition(".")
            self._parts.setdefault(part.removesuffix("[]"), {})[field] = place

    def mapped(self) -> tuple[str, ...]:
        """Return the paths of the vocabulary that the binding fills."""
        return tuple(path.replace("[]", "") for path in self.places)

    def bind(self, host: object) -> Bound:
        """Return a host's record under the vocabulary's names.

        For rows, ``host`` is the list of the rows of one case. Never raises; what
        cannot be read becomes unreadable.
        """
        bound, failed = attempt(self._bind, host)
        if failed or bound is None:
            return Bound(Unmapped(), self, {})
        return bound

    def _bind(self, host: object) -> Bound:
        rows = host if isinstance(host, (list, tuple)) else [host]
        if not any(readable(row) for row in rows):
            return Bound(host, self, {})
        record: dict[str, Any] = {}
        numbers: dict[tuple[str, int], str] = {}
        for part, fields in self._parts.items():
            layout = self.layouts.get(part, _HERE)
            if layout.kind == "here" and len(rows) > 1:
                element = _common(fields, rows)
                if element:
                    record[part] = element
                continue
            elements: list[Any] = []
            for holder, number in _holders(layout, rows):
                if layout.kind == "list" and not readable(holder):
                    elements.append(holder)
                    continue
                element = _element(fields, holder, number)
                if element or layout.kind in {"list", "rows"}:
                    numbers[part, len(elements)] = number
                    elements.append(element)
            if part in LIST_PARTS:
                record[part] = elements
            elif elements:
                alike = all(element == elements[0] for element in elements)
                # Two people where there can be one: nobody can tell who it is.
                record[part] = elements[0] if alike else Unmapped()
        _close_ranks(record, numbers, self.layouts.get("insured", _HERE))
        strangers = _strangers(self.layouts, rows)
        if strangers:
            # Whoever they are they belong to the case, and a person must look.
            part = _listed(self.layouts)
            elements = record.setdefault(part, [])
            for number in strangers:
                numbers[part, len(elements)] = number
                elements.append(Unmapped())
        return Bound(record, self, numbers)

    def cases(self, rows: Iterable[object]) -> Iterator[list[object]]:
        """Yield the rows of each case: neighbours with equal values of ``group_by``.

        Without ``group_by`` every row is a case of its own.
        """
        case: list[object] = []
        last: object = MISSING
        for row in rows:
            key = MISSING if self.group_by is None else fetch(row, self.group_by)
            if key is None or (type(key) is str and not key.strip()):
                # Whoever has no number belongs to nobody that stands beside him.
                key = MISSING
            if case and (key is MISSING or key != last):
                yield case
                case = []
            case.append(row)
            last = key
        if case:
            yield case

    def __repr__(self) -> str:
        """Return id and version."""
        return f"<Binding {self.id} {self.version}: {len(self.places)} fields>"


class Bound(NamedTuple):
    """A record under the vocabulary's names, and the way back to the host's."""

    record: object
    binding: Binding
    numbers: Mapping[tuple[str, int], str]

    def host_path(self, path: str) -> str | None:
        """Return the host's own name of a path, ``None`` where it has none."""
        role, _, field = path.partition(".")
        part, bracket, index = role.partition("[")
        layout = self.binding.layouts.get(part, _HERE)
        # Of nobody at all the first columns are missed.
        first = str(layout.first) if layout.kind == "numbered" else ""
        number = self.numbers.get((part, int(index[:-1]) if bracket else 0), first)
        if not field and layout.kind == "rows" and number:
            return f"{layout.column} ({number})"
        own = f"{part}[].{field}" if part in LIST_PARTS else path
        place = self.binding.places.get(own)
        if place is None or place.constant is not None:
            return None
        if layout.kind == "list":
            return f"{'.'.join(layout.names)}[{index[:-1]}].{place.spelled()}"
        if layout.kind == "rows" and bracket and number:
            return f"{place.spelled()} ({number})"
        return place.spelled(number)

    def own_paths(self, names: Iterable[str]) -> list[str]:
        """Return the vocabulary's paths of a host's names, as a portal's touched list.

        A path of the vocabulary, or a name that the binding does not have, stays as it
        is. A column of rows without its row's number means that of every row.
        """
        known = self._host_names()
        return [
            path
            for name in names
            for path in (known.get(name, (name,)) if type(name) is str else (name,))
        ]

    def _host_names(self) -> dict[str, list[str]]:
        elements: dict[str, list[int]] = {}
        for part, index in self.numbers:
            elements.setdefault(part, []).append(index)
        found: dict[str, list[str]] = {}
        for own, place in self.binding.places.items():
            head, _, field = own.partition(".")
            part = head.removesuffix("[]")
            if part not in LIST_PARTS:
                paths = [own]
            else:
                # Nobody there yet: the first element is what completeness asks for.
                paths = [f"{part}[{i}].{field}" for i in elements.get(part, (0,))]
            if place.constant is not None:
                continue
            layout = self.binding.layouts.get(part, _HERE)
            for path in paths:
                names = {self.host_path(path)}
                if layout.kind == "rows":
                    names.add(place.spelled())
                elif layout.kind == "numbered" and part not in elements:
                    names = {place.spelled(str(layout.first))}
                for name in names - {None}:
                    found.setdefault(str(name), []).append(path)
        return found


def _holders(layout: Layout, rows: Any) -> Iterator[tuple[object, str]]:  # noqa: ANN401
    if layout.kind == "rows":
        for index, row in enumerate(rows):
            if _word(fetch(row, layout.column)) in layout.values:
                yield row, str(index + 1)
    elif layout.kind == "numbered":
        for number in range(layout.first, layout.last + 1):
            yield rows[0], str(number)
    elif layout.kind == "list":
        elements = _walk(rows[0], layout.names, "")
        if isinstance(elements, (list, tuple)):
            for index, element in enumerate(elements[:_MOST_ELEMENTS]):
                yield element, str(index)
    else:
        yield rows[0], ""


def _close_ranks(
    record: dict[str, Any], numbers: Mapping[tuple[str, int], str], layout: Layout
) -> None:
    """Let ``insured_index`` mean whom it meant where a numbered insured is left out."""
    if layout.kind != "numbered" or not isinstance(record.get("insured"), list):
        return
    places = {
        int(numbers["insured", index]) - layout.first: index
        for index in range(len(record["insured"]))
    }
    if all(number == index for number, index in places.items()):
        return
    for part in record.get("beneficiaries") or ():
        meant = _word(part.get("insured_index")) if isinstance(part, dict) else ""
        if meant.isascii() and meant.isdigit() and len(meant) < 4:
            part["insured_index"] = places.get(int(meant), Unmapped())


def _strangers(layouts: Mapping[str, Layout], rows: Any) -> list[str]:  # noqa: ANN401
    """Return the numbers of rows that no layout takes: whose column holds no value."""
    told = [layout for layout in layouts.values() if layout.kind == "rows"]
    return [
        str(number)
        for number, row in enumerate(rows, 1)
        if told and not any(_word(fetch(row, one.column)) in one.values for one in told)
    ]


def _listed(layouts: Mapping[str, Layout]) -> str:
    """Return the list part that stands in rows."""
    for part in ("beneficiaries", "insured"):
        if part in layouts and layouts[part].kind == "rows":
            return part
    return "insured"


def _common(fields: Mapping[str, Place], rows: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what the rows of a case say together; contradictions are unreadable."""
    common: dict[str, Any] = {}
    for field, place in fields.items():
        values: list[Any] = []
        for row in rows:
            element = _element({field: place}, row, "")
            values += [element] if element else []
        if values:
            alike = all(value == values[0] for value in values)
            _merge(common, field, values[0] if alike else None)
    return common


def _merge(common: dict[str, Any], field: str, element: dict[str, Any] | None) -> None:
    first, _, rest = field.partition(".")
    if element is None:
        _put(common, field, Unmapped())
    elif rest and first in common:
        common[first].update(element[first])
    else:
        common.update(element)


def _word(value: object) -> str:
    return (
        value.strip()
        if type(value) is str
        else str(value)
        if type(value) is int
        else ""
    )


def _walk(holder: object, names: tuple[str, ...], number: str) -> object:
    for name in names:
        if not readable(holder):
            return MISSING
        holder = fetch(holder, name.replace("{n}", number))
        if holder is MISSING:
            return MISSING
    return holder


def _element(
    fields: Mapping[str, Place], holder: object, number: str
) -> dict[str, Any]:
    element: dict[str, Any] = {}
    stated: dict[str, Any] = {}
    for field, place in fields.items():
        if place.constant is not None:
            _put(stated, field, place.constant)
            continue
        raw = _walk(holder, place.names, number)
        if raw is MISSING or raw is None or (type(raw) is str and not raw.strip()):
            continue
        _put(element, field, place.writing.read(raw))
    # What the binding states does not make an element of empty columns.
    for field, value in stated.items():
        if element or not number:
            element.setdefault(field, value)
    return element


def _put(element: dict[str, Any], field: str, value: object) -> None:
    first, dot, rest = field.partition(".")
    if dot:
        element.setdefault(first, {})[rest] = value
    else:
        element[first] = value
