"""Reading binding files: strict text, checked against the vocabulary, with places."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from infoverify.binding_values import DATE_FORMATS, Writing
from infoverify.bindings import Binding, Layout, Place
from infoverify.errors import RulesetError, UsageError
from infoverify.language.near_names import nearest
from infoverify.language.sources import read_file
from infoverify.rulesets import shipped_root
from infoverify.states import read
from infoverify.vocabulary import LIST_PARTS, PARTS, FieldType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from infoverify.language.yaml_text import Document

_TOP: Final = (
    "infoverify_binding",
    "binding",
    "codes",
    "layouts",
    "group_by",
    "fields",
)
_FIELD: Final = ("from", "codes", "dates", "scale", "value")


def bindings_root() -> Path:
    """Return the folder of the shipped bindings."""
    return shipped_root() / "bindings"


def binding_names() -> list[str]:
    """Return the names of the shipped bindings."""
    return sorted(p.stem for p in bindings_root().glob("*.yaml") if p.stem != "codes")


def load_binding(binding: str | PathLike[str] | Binding) -> Binding:
    """Load a binding: a shipped name, or the path of a YAML file.

    Raises:
        RulesetError: with file, line and what to try.
        UsageError: the argument is neither.
    """
    if isinstance(binding, Binding):
        return binding
    if not isinstance(binding, (str, PathLike)):
        raise UsageError("binding takes a shipped name, a path or a loaded Binding")
    name = fspath(binding)
    if isinstance(binding, PathLike) or name.endswith((".yaml", ".yml")):
        return _Reader(Path(name)).binding()
    path = bindings_root() / f"{name}.yaml"
    if name not in binding_names():
        hint = nearest(name, binding_names()) or f"one of {', '.join(binding_names())}"
        raise RulesetError(f"there is no binding {name!r}", file=name, hint=hint)
    return _Reader(path).binding()


class _Reader:
    """One binding file being checked."""

    def __init__(self, path: Path) -> None:
        self._file = str(path)
        self._document: Document = read_file(path)
        self._tables = _code_tables(bindings_root() / "codes.yaml")

    def binding(self) -> Binding:
        data = self._mapping(self._document.data, (), _TOP)
        if data.get("infoverify_binding") != "1":
            self._fail((), "a binding file begins with infoverify_binding: 1")
        head = self._mapping(
            data.get("binding", {}), ("binding",), ("id", "version", "title")
        )
        own = self._mapping(data.get("codes", {}), ("codes",), None)
        for name, table in own.items():
            self._tables[name] = self._texts(table, ("codes", name))
        layouts = {
            part: self._layout(part, value)
            for part, value in self._mapping(
                data.get("layouts", {}), ("layouts",), tuple(PARTS)
            ).items()
        }
        places = {
            path: self._place(path, value, layouts)
            for path, value in self._mapping(
                data.get("fields", {}), ("fields",), None
            ).items()
        }
        if not places:
            self._fail(("fields",), "a binding maps at least one field")
        group_by = data.get("group_by")
        by_rows = any(layout.kind == "rows" for layout in layouts.values())
        if by_rows != isinstance(group_by, str):
            self._fail(
                ("group_by",), "rows layouts need group_by: a column, others none"
            )
        title = head.get("title") or head.get("id", "")
        if isinstance(title, str):
            title = {"zh": title, "en": title}
        return Binding(
            str(head.get("id", Path(self._file).stem)),
            version=str(head.get("version", "0")),
            title=title,
            places=places,
            layouts=layouts,
            group_by=group_by,
        )

    def _fail(
        self, path: tuple[str | int, ...], problem: str, hint: str | None = None
    ) -> NoReturn:
        mark = self._document.place(path)
        raise RulesetError(
            problem,
            file=self._file,
            line=mark.line if mark else None,
            column=mark.column if mark else None,
            hint=hint or "rulesets/bindings holds examples of every layout",
        )

    def _mapping(
        self,
        value: Any,  # noqa: ANN401 - text-only data
        path: tuple[str, ...],
        known: Iterable[str] | None,
    ) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._fail(path, f"{'.'.join(path) or 'the file'} must be a mapping")
        for key in value:
            if known is not None and key not in known:
                self._fail(
                    (*path, key), f"{key!r} is not known here", nearest(key, known)
                )
        return value

    def _texts(self, value: Any, path: tuple[str, ...]) -> dict[str, str]:  # noqa: ANN401
        table = self._mapping(value, path, None)
        for key, text in table.items():
            if not isinstance(text, str):
                self._fail((*path, key), f"{key!r} must be text")
        return table

    def _layout(self, part: str, value: Any) -> Layout:  # noqa: ANN401
        path = ("layouts", part)
        given = self._mapping(value, path, ("list", "numbered", "rows"))
        if len(given) != 1:
            self._fail(path, "a layout is one of list, numbered, rows")
        if "list" in given:
            if part not in LIST_PARTS:
                self._fail(path, f"{part} is no list part")
            return Layout("list", names=self._names(given["list"], path))
        if "rows" in given:
            rows = self._mapping(given["rows"], path, ("column", "values"))
            values = rows.get("values", [])
            if not isinstance(rows.get("column"), str) or not _texts_only(values):
                self._fail(path, "rows are told by column and a list of values")
            return Layout("rows", column=rows["column"], values=tuple(values))
        bounds = self._mapping(given["numbered"], path, ("first", "last"))
        first, last = (bounds.get(key, "1") for key in ("first", "last"))
        if not (_number(first) and _number(last)) or not int(first) <= int(last) <= 999:
            self._fail(path, "numbered columns run from first to last, 999 at most")
        return Layout("numbered", first=int(first), last=int(last))

    def _names(self, value: Any, path: tuple[str | int, ...]) -> tuple[str, ...]:  # noqa: ANN401
        """Return a chain of names: a text is one name, a list a way into the nested."""
        names = [value] if isinstance(value, str) else value
        if not _texts_only(names):
            self._fail(path, "a place is a name, or a list of names to walk down")
        return tuple(names)

    def _place(self, path: str, value: Any, layouts: dict[str, Layout]) -> Place:  # noqa: ANN401
        where = ("fields", path)
        kind, part = self._kind(path, where)
        if not isinstance(value, dict):
            value = {"from": value}
        given = self._mapping(value, where, _FIELD)
        writing = self._writing(given, kind, where)
        if "value" in given:
            if set(given) != {"value"}:
                self._fail(where, "a stated value has no from, codes, dates or scale")
            return Place((), Writing(), self._stated(given["value"], kind, where))
        if "from" not in given:
            self._fail(where, "from is missing: the host's name of the field")
        names = self._names(given["from"], where)
        numbered = layouts.get(part, Layout("here")).kind == "numbered"
        if numbered != any("{n}" in name for name in names):
            self._fail(where, "{n} stands in the names of numbered columns, only there")
        return Place(names, writing)

    def _stated(self, value: Any, kind: FieldType, where: tuple[str, ...]) -> str:  # noqa: ANN401
        """Return a stated value; one that every record would have unreadable is wrong."""
        if not isinstance(value, str) or not value.strip():
            self._fail(where, "a stated value is one text")
        if read(kind, value)[0] != "present":
            hint = nearest(value, kind.codes) or f"known: {', '.join(kind.codes)}"
            self._fail(
                where,
                f"{value!r} is no {kind.kind} that the field can hold",
                hint if kind.codes else None,
            )
        return value

    def _kind(self, path: str, where: tuple[str, ...]) -> tuple[FieldType, str]:
        part, _, field = path.partition(".")
        bare = part.removesuffix("[]")
        if bare not in PARTS:
            self._fail(where, f"unknown part {bare!r}", nearest(bare, PARTS))
        if (part != bare) != (bare in LIST_PARTS):
            shown = f"{bare}[]" if bare in LIST_PARTS else bare
            self._fail(where, f"write the path as {shown}.{field}")
        first, dot, rest = field.partition(".")
        kind = PARTS[bare].get(first)
        if kind is not None and dot and kind.kind == "person":
            kind = PARTS["policyholder"].get(rest)
        if kind is None:
            self._fail(
                where, f"{bare} has no field {field!r}", nearest(field, PARTS[bare])
            )
        return kind, bare

    def _writing(
        self, given: dict[str, Any], kind: FieldType, where: tuple[str, ...]
    ) -> Writing:
        codes = None
        if "codes" in given:
            name = given["codes"]
            if not isinstance(name, str) or name not in self._tables:
                known = f"known: {', '.join(self._tables)}"
                hint = nearest(str(name), self._tables) or known
                self._fail(where, f"there is no code table {name!r}", hint)
            codes = self._tables[name]
            wrong = [c for c in codes.values() if kind.codes and c not in kind.codes]
            if wrong:
                self._fail(
                    where, f"table {name} maps to {wrong[0]!r}, no code of the field"
                )
        dates = given.get("dates")
        if dates is not None and dates not in DATE_FORMATS:
            self._fail(where, f"dates is one of {', '.join(DATE_FORMATS)}")
        if dates is not None and kind.kind not in {"date", "until"}:
            self._fail(where, "dates is for fields that hold a date")
        scale = None
        if "scale" in given:
            try:
                scale = Decimal(given["scale"])
            except (InvalidOperation, TypeError, ValueError):
                scale = Decimal(0)
            if not scale.is_finite() or not scale:
                self._fail(where, "scale is a number other than 0")
        return Writing(codes, dates, scale)


def _texts_only(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, str) and item for item in value)
    )


def _number(text: object) -> bool:
    return isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 4


def _code_tables(path: Path) -> dict[str, dict[str, str]]:
    """Return the shipped code tables, by name."""
    tables: dict[str, dict[str, str]] = {}
    for name, table in read_file(path).data["tables"].items():
        tables[name] = dict(table["codes"])
    return tables
