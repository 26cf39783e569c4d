"""The nearest known spelling of a name, for the hints of load errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def closest(name: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """Return the known name that is nearest to a misspelt one, if any is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - errors only

    found = get_close_matches(name, list(known), n=1, cutoff=cutoff)
    return found[0] if found else None


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the hint ``did you mean …`` for a misspelt name, if one is near."""
    found = closest(name, known)
    return f"did you mean {found!r}?" if found else None
