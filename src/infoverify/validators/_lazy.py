"""Patterns that are compiled at their first use (惰性编译): most texts need a few.

Compiling all of the address reader's costs more than reading a thousand addresses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Pattern:
    """A regular expression by its source; its methods are those of ``re.Pattern``."""

    __slots__ = (
        "findall",
        "finditer",
        "fullmatch",
        "match",
        "search",
        "source",
        "split",
    )

    source: str
    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    findall: Callable[..., list[str]]
    split: Callable[..., list[str]]
    finditer: Callable[..., Iterator[re.Match[str]]]

    def __init__(self, source: str) -> None:
        """Keep the source."""
        self.source = source

    def __getattr__(self, name: str) -> object:
        """Compile when a method is first asked for; afterwards the slots are full."""
        if name not in Pattern.__slots__:
            raise AttributeError(name)
        compiled = re.compile(self.source)
        for method in Pattern.__slots__:
            if method != "source":
                setattr(self, method, getattr(compiled, method))
        return getattr(self, name)
