"""Read the tables that ship beside this module."""

from __future__ import annotations

from os.path import dirname, join
from typing import Final

# pathlib costs as much at start-up as the largest table.
_FOLDER: Final = dirname(__file__)  # noqa: PTH120


def read(file: str) -> str:
    """Return the whole text of one shipped table."""
    with open(join(_FOLDER, file), encoding="utf-8") as table:  # noqa: PTH118, PTH123
        return table.read()


def body(file: str) -> list[str]:
    """Return the lines of one shipped table below its head and column names."""
    lines = read(file).split("\n")
    start = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    return lines[start + 1 : -1]
