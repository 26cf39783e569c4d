"""Finding and loading rulesets: shipped ones by name, a company's own by path."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoverify.checks import TABLE
from infoverify.errors import UsageError
from infoverify.language.ruleset import Merged, Origin, Ruleset
from infoverify.language.sources import Source, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from infoverify.language.types import FunctionTable


def shipped_root() -> Path:
    """Return the folder of shipped rulesets: the wheel's copy, or the checkout's own."""
    inside = Path(__file__).parent / "rulesets"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "rulesets"


def built_root() -> Path:
    """Return the folder of the shipped rulesets' built forms."""
    return Path(__file__).parent / "built"


def shipped_names() -> list[str]:
    """Return the names of the shipped rulesets, such as ``life-standard``."""
    return Source(shipped_root()).names()


def load_ruleset(
    ruleset: str | PathLike[str],
    *,
    functions: Mapping[str, Callable[..., Any]] | None = None,
) -> Ruleset:
    """Load an effective ruleset: a shipped name, or the path of a YAML or built file.

    ``functions`` adds the host's callables under dotted names (``acme.blacklisted``),
    typed by their annotations. A dotted function that nobody has registered loads as
    unresolved; a ``Verifier`` over it raises. A shipped name is read from its built
    form, unless its YAML has changed since.

    Raises:
        RulesetError: with file, line, rule and what to try.
        UsageError: a function cannot be registered.
    """
    if not isinstance(ruleset, (str, PathLike)):
        raise UsageError("load_ruleset takes a shipped name or a path")
    return Ruleset(_merged(ruleset), _table(functions))


def load_authored(
    ruleset: str | PathLike[str],
    *,
    functions: Mapping[str, Callable[..., Any]] | None = None,
) -> Ruleset:
    """Load a ruleset from its YAML always, with examples, files and lines."""
    from infoverify.language.loader import merge  # noqa: PLC0415 - authors' tools only

    return Ruleset(merge(_path(ruleset), Source(shipped_root())), _table(functions))


def _table(functions: Mapping[str, Callable[..., Any]] | None) -> FunctionTable:
    if not functions:
        return TABLE
    from infoverify.checks.host import host_functions  # noqa: PLC0415 - few hosts

    return {**TABLE, **host_functions(functions)}


def _is_path(ruleset: str | PathLike[str]) -> bool:
    suffixes = (".yaml", ".yml", ".json")
    return isinstance(ruleset, PathLike) or ruleset.endswith(suffixes)


def _path(ruleset: str | PathLike[str]) -> Path:
    if _is_path(ruleset):
        return Path(ruleset)
    source = Source(shipped_root())
    return source.find(fspath(ruleset), beside=None, origin=Origin(None, None))


def _merged(ruleset: str | PathLike[str]) -> Merged:
    path = _path(ruleset)
    if _is_path(ruleset):
        if path.suffix == ".json":
            text = read_bytes(path).decode("utf-8", "replace")
            if '"infoverify_built"' in text:
                from infoverify.language.built import read_built  # noqa: PLC0415

                return read_built(text, str(path))
    else:
        fresh = _fresh(fspath(ruleset))
        if fresh is not None:
            from infoverify.language.built import read_built  # noqa: PLC0415

            return read_built(fresh, fspath(ruleset))
    from infoverify.language.loader import merge  # noqa: PLC0415 - schema library

    return merge(path, Source(shipped_root()))


def built_name(name: str) -> str:
    """Return the file name of a shipped ruleset's built form."""
    return name.replace("/", "__") + ".json"


def _fresh(name: str) -> str | None:
    """Return a shipped ruleset's built form, if it is that of the YAML beside it."""
    from hashlib import sha256  # noqa: PLC0415 - a company's YAML needs none

    path = built_root() / built_name(name)
    if not path.is_file():
        return None
    from infoverify.language.built import digests  # noqa: PLC0415

    text = path.read_text(encoding="utf-8")
    root = shipped_root()
    for file, digest in digests(text, name).items():
        yaml = root / file
        if not yaml.is_file() or sha256(yaml.read_bytes()).hexdigest() != digest:
            return None
    return text
