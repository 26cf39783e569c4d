"""Read the tables that ship beside this module."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent


def read(file: str) -> str:
    """Return the whole text of one shipped table."""
    return (_FOLDER / file).read_text("utf-8")


def body(file: str) -> list[str]:
    """Return the lines of one shipped table below its head and column names."""
    lines = read(file).split("\n")
    start = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    return lines[start + 1 : -1]
