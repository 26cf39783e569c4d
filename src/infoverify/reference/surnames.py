"""Chinese surnames (姓氏): single, compound, and which of them begin a name.

Built by ``tools/build_name_tables.py``; sources and licences stand in the head of
``surnames.tsv``. China knows more than four thousand surnames, and many peoples none:
an absent one proves nothing.
"""

from __future__ import annotations

from functools import cache

from infoverify._named import NamedTuple
from infoverify.reference._tables import read


class Surnames(NamedTuple):
    """The table, read once."""

    single: frozenset[str]
    #: Two characters that are a surname wherever a name begins with them.
    compound: frozenset[str]
    #: The same and the next together.
    double: frozenset[str]
    #: Two characters that may as well be a single surname and a given name's first.
    ambiguous: frozenset[str]
    #: Readings where the character's common one is not the surname's.
    readings: dict[str, tuple[str, ...]]


@cache
def table() -> Surnames:
    """Return the table; the first call reads the file."""
    kinds: dict[str, set[str]] = {
        "single": set(),
        "compound": set(),
        "ambiguous": set(),
    }
    readings: dict[str, tuple[str, ...]] = {}
    for line in read("surnames.tsv").splitlines():
        if line.startswith("#"):
            continue
        surname, kind, spoken = line.split("\t")
        kinds[kind].add(surname)
        if spoken:
            readings[surname] = tuple(spoken.split(","))
    return Surnames(
        frozenset(kinds["single"]),
        frozenset(kinds["compound"]),
        frozenset(kinds["compound"] | kinds["ambiguous"]),
        frozenset(kinds["ambiguous"]),
        readings,
    )


def surname_of(name: str) -> str | None:
    """Return the surname that a clean Han name begins with, ``None`` if undecidable.

    Names of four and more characters have one only when it is compound: they may carry
    both parents' surnames, or belong to a people without surnames.
    """
    known = table()
    size = len(name)
    head = name[:2]
    if head in known.double:
        return head if size >= 3 and head in known.compound else None
    if size > 3 or size < 2:
        return None
    first = name[0]
    return first if first in known.single else None


def readings_of(surname: str) -> tuple[str, ...]:
    """Return the irregular readings of a surname, or nothing."""
    return table().readings.get(surname, ())
