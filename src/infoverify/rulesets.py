"""Finding and loading rulesets: shipped ones by name, a company's own by path."""

from __future__ import annotations

from importlib.resources import files
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoverify.checks import TABLE
from infoverify.checks.host import host_functions
from infoverify.errors import UsageError
from infoverify.language.loader import Source, merge
from infoverify.language.ruleset import Origin, Ruleset

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def shipped_root() -> Path:
    """Return the folder of shipped rulesets: the wheel's copy, or the checkout's own."""
    inside = Path(str(files("infoverify"))) / "rulesets"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "rulesets"


def shipped_names() -> list[str]:
    """Return the names of the shipped rulesets, such as ``life-standard``."""
    return Source(shipped_root()).names()


def load_ruleset(
    ruleset: str | PathLike[str],
    *,
    functions: Mapping[str, Callable[..., Any]] | None = None,
) -> Ruleset:
    """Load an effective ruleset: a shipped name, or the path of a YAML file.

    ``functions`` adds the host's callables under dotted names (``acme.blacklisted``),
    typed by their annotations. A dotted function that nobody has registered loads as
    unresolved; a ``Verifier`` over it raises.

    Raises:
        RulesetError: with file, line, rule and what to try.
        UsageError: a function cannot be registered.
    """
    if not isinstance(ruleset, (str, PathLike)):
        raise UsageError("load_ruleset takes a shipped name or a path")
    table = {**TABLE, **host_functions(functions or {})}
    source = Source(shipped_root())
    name = fspath(ruleset)
    if isinstance(ruleset, PathLike) or name.endswith((".yaml", ".yml", ".json")):
        return Ruleset(merge(Path(name), source), table)
    path = source.find(name, beside=None, origin=Origin(None, None))
    return Ruleset(merge(path, source), table)
