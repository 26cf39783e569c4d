"""The built form of a ruleset (编译形式): every file's checked content in one JSON.

Loading it reads no YAML and needs no schema library; shape and locks are proved again,
file by file, as if the files had just been read.
"""

from __future__ import annotations

import zlib
from os.path import join
from typing import TYPE_CHECKING, Any, Final

from infoverify.canonical import canonical_json
from infoverify.errors import RulesetError
from infoverify.language import plain_schema
from infoverify.language.loader import Content, Merger
from infoverify.language.yaml_text import LARGEST_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from infoverify.language.ruleset import Merged
    from infoverify.language.sources import Source

#: The form's own version; another one is refused.
FORM: Final = "1"
_LARGEST: Final = 20 * LARGEST_BYTES


def build(path: Path, source: Source) -> str:
    """Return the built form of a YAML file with all that it extends.

    Raises:
        RulesetError: anything is wrong with any of the files.
    """
    from infoverify.language.sources import read_bytes  # noqa: PLC0415 - authors only

    merger = Merger(source)
    merger.load(path)
    files = [
        _file(content, source, read_bytes(content.path) if content.path else b"")
        for content in merger.contents
    ]
    return canonical_json({"infoverify_built": FORM, "files": files}) + "\n"


def _file(content: Content, source: Source, data: bytes) -> dict[str, Any]:
    plain = dict(content.plain)
    # What it extends stands before it in the same form.
    plain["extends"] = []
    plain["rules"] = [{**rule, "examples": []} for rule in plain["rules"]]
    return {
        "name": source.name_of(content.path),
        # Tells whether the YAML is still the one that was built; no seal.
        "crc32": zlib.crc32(data),
        "content": plain,
        "marks": _marks(content),
    }


def _marks(content: Content) -> dict[str, list[int]]:
    """Return line and column of everything that an error could point at."""
    plain = content.plain
    paths: list[tuple[str | int, ...]] = []
    for group in ("parameters", "fields", "override"):
        paths += [(group, name) for name in plain[group]]
    for name, override in plain["override"].items():
        paths += [("override", name, key) for key in override]
    for index, rule in enumerate(plain["rules"]):
        paths += [("rules", index, key) for key in rule]
    found = {}
    for path in paths:
        mark = content.mark(path)
        if mark is not None:
            found[_spelled(path)] = list(mark)
    return found


def _spelled(path: tuple[str | int, ...]) -> str:
    return "/".join(map(str, path))


def read_built(text: str, file: str, *, beside: str | None = None) -> Merged | None:
    """Return the merged ruleset that a built form holds, everything proved again.

    With ``beside``, the folder of the YAML files: ``None`` where one has changed.

    Raises:
        RulesetError: the form is not ours, misshapen, or loosens a lock.
    """
    merger = Merger(None)
    last: Content | None = None
    entries = _entries(text, file)
    if beside is not None and not all(_same(entry, beside) for entry in entries):
        return None
    for entry in entries:
        name = entry["name"]
        plain = plain_schema.checked(entry["content"], f"{file}: {name}")
        if plain["extends"]:
            raise RulesetError("a built form extends nothing", file=file)
        last = Content(name, plain, _mark_of(entry["marks"]), None)
        merger.add(last)
    if last is None:
        raise RulesetError("the built form holds no file", file=file)
    return merger.merged(last)._replace(built=True)


def _mark_of(marks: dict[str, Any]) -> Any:  # noqa: ANN401 - Content's callable
    def mark(path: tuple[str | int, ...]) -> tuple[int, int] | None:
        for end in range(len(path), 0, -1):
            found = marks.get(_spelled(path[:end]))
            # Only an error asks; a mark that is none is left out.
            if type(found) is list and [type(n) for n in found] == [int, int]:
                return (found[0], found[1])
        return None

    return mark


def _entries(text: str, file: str) -> list[dict[str, Any]]:
    import json  # noqa: PLC0415 - a YAML ruleset needs none

    problem = "this is no built form of this version"
    hint = "build it again: infoverify rules build"
    if len(text) > _LARGEST:
        raise RulesetError("the built form is too large", file=file, hint=hint)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise RulesetError(problem, file=file, hint=hint) from None
    if not isinstance(data, dict) or data.get("infoverify_built") != FORM:
        raise RulesetError(problem, file=file, hint=hint)
    entries = data.get("files")
    if not isinstance(entries, list) or not all(map(_well_formed, entries)):
        raise RulesetError(problem, file=file, hint=hint)
    return entries


def _well_formed(entry: Any) -> bool:  # noqa: ANN401
    return (
        isinstance(entry, dict)
        and entry.keys() == {"name", "crc32", "content", "marks"}
        and isinstance(entry["name"], str)
        and type(entry["crc32"]) is int
        and isinstance(entry["marks"], dict)
    )


def _same(entry: dict[str, Any], folder: str) -> bool:
    """Tell whether a YAML file is still the one that the entry was built of."""
    try:
        with open(join(folder, entry["name"]), "rb") as yaml:  # noqa: PTH118, PTH123
            return bool(zlib.crc32(yaml.read()) == entry["crc32"])
    except OSError:
        return False
