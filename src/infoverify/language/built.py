"""The built form of a ruleset (编译形式): every file's checked content in one JSON.

Loading it reads no YAML and needs no schema library. Locks are proved again, file by
file, as if the files had just been read. So is everything else, unless the form lies
in the library's own folder and its seal tells that this very version has proved these
very bytes when it built them: then the shape is known, and a rule takes its typed trees
from the form when it is first needed. The seal notices a change and keeps nobody out:
code is generated from the trees, so a seal counts only where whoever could write one
could change the library as well.
"""

from __future__ import annotations

import zlib
from os.path import join
from typing import TYPE_CHECKING, Any, Final

from infoverify._guard import attempt
from infoverify.canonical import canonical_json
from infoverify.errors import RulesetError
from infoverify.language.loader import Content, Merger
from infoverify.language.stored import Stored, stored
from infoverify.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from infoverify.language.ruleset import Merged
    from infoverify.language.sources import Source
    from infoverify.language.types import FunctionTable

#: The form's own version; another one is refused.
FORM: Final = "2"
_LARGEST: Final = 20_000_000
#: The last key of a sealed form; the seal is about all that stands before it.
_SEAL: Final = ',"seal":'


def build(path: Path, source: Source, functions: FunctionTable | None = None) -> str:
    """Return the built form of a YAML file with all that it extends.

    With the library's own ``functions`` its rules are typed too, and the form is sealed
    if they call no function of a host, whose types only the host knows.

    Raises:
        RulesetError: anything is wrong with any of the files.
    """
    from infoverify.language.ruleset import Ruleset  # noqa: PLC0415 - authors only
    from infoverify.language.sources import read_bytes  # noqa: PLC0415 - authors only

    merger = Merger(source)
    head = merger.load(path)
    files = [
        _file(content, source, read_bytes(content.path) if content.path else b"")
        for content in merger.contents
    ]
    form: dict[str, Any] = {"files": files, "infoverify_built": FORM}
    if functions:
        ruleset = Ruleset(merger.merged(head), functions)
        if not ruleset.unresolved:
            form["expressions"] = stored(ruleset.rules)
    text = canonical_json(form)
    if "expressions" in form:
        body = text.removesuffix("}")
        text = f"{body}{_SEAL}{_seal(body)}}}"
    return f"{text}\n"


def _seal(body: str) -> str:
    """Return, as JSON, which version has proved a form, and a checksum of the form."""
    return f'"{__version__} {zlib.crc32(body.encode("utf-8", "surrogatepass")):08x}"'


def _sealed(text: str) -> bool:
    body, _, rest = text.rpartition(_SEAL)
    return rest == f"{_seal(body)}}}\n"


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


def _marks(content: Content) -> str:
    """Return line and column of everything that an error could point at.

    A line of text for each, since errors are rare and reading JSON takes its time.
    """
    plain = content.plain
    paths: list[tuple[str | int, ...]] = []
    for group in ("parameters", "fields", "override"):
        paths += [(group, name) for name in plain[group]]
    for name, override in plain["override"].items():
        paths += [("override", name, key) for key in override]
    for index, rule in enumerate(plain["rules"]):
        paths += [("rules", index, key) for key in rule]
    found = []
    for path in paths:
        mark = content.mark(path)
        if mark is not None:
            found.append(f"{_spelled(path)} {mark[0]} {mark[1]}\n")
    return "".join(found)


def _spelled(path: tuple[str | int, ...]) -> str:
    return "/".join(map(str, path))


def own_form(data: bytes, file: str) -> Merged:
    """Return the merged ruleset of anybody's built form, everything proved again.

    Raises:
        RulesetError: the form is not ours, misshapen, or loosens a lock.
    """
    text, _ = attempt(data.decode, "utf-8-sig")
    if text is None:
        hint = "save it as UTF-8"
        raise RulesetError("the file is not UTF-8", file=file, hint=hint)
    return _merged(_form(text, file, _once), file, False)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def read_built(text: str, file: str, *, beside: str) -> Merged | None:
    """Return the merged ruleset of a built form of the library's own; its seal counts.

    ``beside`` is the folder of the YAML files: ``None`` where one of them has changed.

    Raises:
        RulesetError: the form is not ours, misshapen, or loosens a lock.
    """
    form = _form(text, file)
    if not all(_same(entry, beside) for entry in form["files"]):
        return None
    if _sealed(text):
        merged, _ = attempt(_merged, form, file, True)
        if merged is not None:
            return merged
        # Proved whole, it tells what is wrong with it.
    return _merged(form, file, False)


def _merged(form: dict[str, Any], file: str, sealed: bool) -> Merged:  # noqa: FBT001
    merger = Merger(None)
    last: Content | None = None
    for entry in form["files"]:
        plain = entry["content"] if sealed else _checked(entry, file)
        last = Content(entry["name"], plain, _mark_of(entry["marks"]), None)
        merger.add(last)
    if last is None:
        raise RulesetError("the built form holds no file", file=file)
    trees = Stored(form["expressions"]) if sealed else None
    return merger.merged(last)._replace(built=True, stored=trees)


def _checked(entry: dict[str, Any], file: str) -> dict[str, Any]:
    from infoverify.language import plain_schema  # noqa: PLC0415 - a seal is as good

    plain = plain_schema.checked(entry["content"], f"{file}: {entry['name']}")
    if plain["extends"]:
        raise RulesetError("a built form extends nothing", file=file)
    return plain


def _mark_of(marks: str) -> Any:  # noqa: ANN401 - Content's callable
    def mark(path: tuple[str | int, ...]) -> tuple[int, int] | None:
        for end in range(len(path), 0, -1):
            _, found, rest = f"\n{marks}".partition(f"\n{_spelled(path[:end])} ")
            line, _, column = rest.partition("\n")[0].partition(" ")
            # A mark that is none is left out.
            if found and line.isdecimal() and column.isdecimal():
                return (int(line), int(column))
        return None

    return mark


def _form(text: str, file: str, once: Any = None) -> dict[str, Any]:  # noqa: ANN401
    import json  # noqa: PLC0415 - a YAML ruleset needs none

    problem = "this is no built form of this version"
    hint = "build it again: infoverify rules build"
    if len(text) > _LARGEST:
        raise RulesetError("the built form is too large", file=file, hint=hint)
    try:
        data = json.loads(text, object_pairs_hook=once)
        if once is not None:
            # Half of a surrogate pair could be shown, written or digested nowhere.
            json.dumps(data, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise RulesetError(problem, file=file, hint=hint) from None
    if not isinstance(data, dict) or data.get("infoverify_built") != FORM:
        raise RulesetError(problem, file=file, hint=hint)
    entries = data.get("files")
    if not isinstance(entries, list) or not all(map(_well_formed, entries)):
        raise RulesetError(problem, file=file, hint=hint)
    return data


def _well_formed(entry: Any) -> bool:  # noqa: ANN401
    return (
        isinstance(entry, dict)
        and entry.keys() == {"name", "crc32", "content", "marks"}
        and isinstance(entry["name"], str)
        and type(entry["crc32"]) is int
        and isinstance(entry["marks"], str)
    )


def _same(entry: dict[str, Any], folder: str) -> bool:
    """Tell whether a YAML file is still the one that the entry was built of."""
    try:
        with open(join(folder, entry["name"]), "rb") as yaml:  # noqa: PTH118, PTH123
            return bool(zlib.crc32(yaml.read()) == entry["crc32"])
    except OSError:
        return False
