"""Where rulesets come from (来源): the shipped folder, and files beside a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from infoverify._guard import attempt
from infoverify.errors import RulesetError
from infoverify.language.near_names import nearest

if TYPE_CHECKING:
    from infoverify.language.ruleset import Origin
    from infoverify.language.yaml_text import Document


# What stands beside the rulesets and is none: samples, hosts' layouts, clause lists.
_NO_RULESETS: Final = frozenset({"samples.yaml", "mutants-equivalent.yaml"})
_BESIDE_THEM: Final = frozenset({"bindings", "clauses"})


class Source:
    """Where rulesets come from: a folder of shipped ones, and files beside a file."""

    def __init__(self, shipped: Path) -> None:
        """Name the folder of shipped rulesets."""
        self.shipped = shipped

    def names(self) -> list[str]:
        """Return the names of the shipped rulesets."""
        return sorted(
            path.relative_to(self.shipped).with_suffix("").as_posix()
            for path in self.shipped.rglob("*.yaml")
            if path.name not in _NO_RULESETS
            and not _BESIDE_THEM & set(path.relative_to(self.shipped).parts)
        )

    def name_of(self, path: Path | None) -> str:
        """Return a file's name as others know it: no folder of this machine."""
        if path is None:
            return "<text>"
        if _inside(path, self.shipped):
            return path.resolve().relative_to(self.shipped.resolve()).as_posix()
        return path.name

    def find(self, name: str, *, beside: Path | None, origin: Origin) -> Path:
        """Return the file of an ``extends`` entry or of a shipped name.

        Raises:
            RulesetError: there is no such ruleset, or it lies outside its folder.
        """
        if name.startswith("./") and beside is not None:
            path = beside.parent / name[2:]
            if not _inside(path, beside.parent) or ".." in Path(name).parts:
                raise RulesetError(
                    f"{name!r} lies outside the file's folder",
                    hint="move it beside the file that extends it",
                    file=origin.file,
                    line=origin.line,
                    column=origin.column,
                )
        else:
            if not name or name.startswith("/") or ".." in name or "\\" in name:
                raise RulesetError(
                    f"{name!r} is no ruleset's name",
                    file=origin.file,
                    line=origin.line,
                    column=origin.column,
                    hint="a shipped name, or ./file.yaml beside this file",
                )
            path = self.shipped / f"{name}.yaml"
        found, _ = attempt(path.is_file)
        if not found:
            raise RulesetError(
                f"there is no ruleset {name!r}",
                file=origin.file,
                line=origin.line,
                column=origin.column,
                hint=nearest(name, self.names()) or "a shipped name, or ./file.yaml",
            )
        return path


def _inside(path: Path, folder: Path) -> bool:
    """Tell whether a path leads into a folder; a name no system allows does not."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        RulesetError: the file cannot be read.
    """
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = type(error).__name__
        raise RulesetError(
            f"cannot be read ({reason})", file=str(path), hint="see whether it is there"
        ) from None


def read_file(path: Path) -> Document:
    """Return a file's content as text-only data.

    Raises:
        RulesetError: the file cannot be read.
    """
    from infoverify.language.yaml_text import read_text  # noqa: PLC0415 - no YAML to start

    return read_text(read_bytes(path), file=str(path))
