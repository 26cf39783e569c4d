"""Finding and loading rulesets: shipped ones by name, a company's own by path."""

from __future__ import annotations

from os import PathLike, fspath
from os.path import dirname, isdir, join
from typing import TYPE_CHECKING, Any

from infoverify.checks import TABLE
from infoverify.errors import UsageError
from infoverify.language.ruleset import Origin, Ruleset

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from infoverify.language.ruleset import Merged
    from infoverify.language.sources import Source
    from infoverify.language.types import FunctionTable

# pathlib costs more at start-up than reading a ruleset: the first steps go without it.
_HERE = dirname(__file__)  # noqa: PTH120


def _shipped_folder() -> str:
    inside = join(_HERE, "rulesets")  # noqa: PTH118
    if isdir(inside):  # noqa: PTH112
        return inside
    return join(dirname(dirname(_HERE)), "rulesets")  # noqa: PTH118, PTH120


def shipped_root() -> Path:
    """Return the folder of shipped rulesets: the wheel's copy, or the checkout's own."""
    from pathlib import Path  # noqa: PLC0415 - see above

    return Path(_shipped_folder())


def built_root() -> Path:
    """Return the folder of the shipped rulesets' built forms."""
    from pathlib import Path  # noqa: PLC0415 - see above

    return Path(_HERE) / "built"


def _source() -> Source:
    from infoverify.language.sources import Source  # noqa: PLC0415 - see above

    return Source(shipped_root())


def shipped_names() -> list[str]:
    """Return the names of the shipped rulesets, such as ``life-standard``."""
    return _source().names()


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
    merged = _merged(ruleset)
    return Ruleset(merged, _table(functions), proved=merged.stored is not None)


def load_authored(
    ruleset: str | PathLike[str],
    *,
    functions: Mapping[str, Callable[..., Any]] | None = None,
) -> Ruleset:
    """Load a ruleset from its YAML always, with examples, files and lines."""
    from infoverify.language.loader import merge  # noqa: PLC0415 - authors' tools only

    return Ruleset(merge(_path(ruleset), _source()), _table(functions))


def load_authored_text(
    content: str,
    path: Path,
    *,
    functions: Mapping[str, Callable[..., Any]] | None = None,
) -> Ruleset:
    """Load what a file would say, were this its content."""
    from infoverify.language.loader import Merger  # noqa: PLC0415 - authors' tools only
    from infoverify.language.yaml_text import read_text  # noqa: PLC0415

    merger = Merger(_source())
    head = merger.read(read_text(content, file=str(path)), str(path), path)
    return Ruleset(merger.merged(head), _table(functions))


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
        from pathlib import Path  # noqa: PLC0415 - see above

        return Path(ruleset)
    return _source().find(fspath(ruleset), beside=None, origin=Origin(None, None))


def _merged(ruleset: str | PathLike[str]) -> Merged:
    found: Merged | None = None
    if not _is_path(ruleset):
        found = _built(fspath(ruleset))
    elif fspath(ruleset).endswith(".json"):
        from infoverify.language.sources import read_bytes  # noqa: PLC0415 - see above

        data = read_bytes(_path(ruleset))
        if b'"infoverify_built"' in data:
            from infoverify.language.built import own_form  # noqa: PLC0415

            found = own_form(data, fspath(ruleset))
    if found is not None:
        return found
    from infoverify.language.loader import merge  # noqa: PLC0415 - schema library

    return merge(_path(ruleset), _source())


def built_name(name: str) -> str:
    """Return the file name of a shipped ruleset's built form."""
    return name.replace("/", "__") + ".json"


def _built(name: str) -> Merged | None:
    """Return a shipped ruleset from its built form, if the YAML is still the same."""
    path = join(_HERE, "built", built_name(name))  # noqa: PTH118
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123
            text = file.read()
    except (OSError, ValueError):
        return None
    from infoverify.language.built import read_built  # noqa: PLC0415 - no YAML needs none

    return read_built(text, name, beside=_shipped_folder())
