"""Townships and streets 乡镇街道: nine-digit codes and names, state of mid-2023.

A referee for addresses, never a reason to refuse: the state is one day's, and the
statistics bureau's numbering differs from GB/T 2260 for a few places.

>>> name_of("330114001")
'下沙街道'
>>> towns("330114")["330114002"]
'白杨街道'
>>> find("下沙街道", within="3301")
('330114001',)
"""

from __future__ import annotations

from functools import lru_cache

from infoverify.reference import _tables

__all__ = ["find", "name_of", "towns"]


@lru_cache(maxsize=1)
def _text() -> str:
    """Return the table as one string: ``#`` and a county, then its towns."""
    # Counties are found by searching; to split 41,000 rows would take ten times longer.
    return "\n" + _tables.read("townships.tsv").partition("\ntown\n")[2]


@lru_cache(maxsize=512)
def towns(county: str) -> dict[str, str]:
    """Return nine-digit code → name for one six-digit code; empty if there are none.

    Cities without counties (东莞 441900 …) stand for themselves.
    """
    text = _text()
    start = text.find(f"\n@{county}\n")
    if start < 0:
        return {}
    end = text.find("\n@", start + 2)
    block = text[start + len(county) + 3 : end if end >= 0 else len(text) - 1]
    return {county + line[:3]: line[3:] for line in block.split("\n")}


def name_of(code: str) -> str | None:
    """Return the name for a nine-digit code, or ``None``."""
    return towns(code[:6]).get(code)


@lru_cache(maxsize=512)
def find(name: str, within: str = "") -> tuple[str, ...]:
    """Return the codes of every town with exactly this name.

    Args:
        name: the full name, such as ``下沙街道``.
        within: the first two, four or six digits that the codes must have.
    """
    if not name or "\n" in name:
        return ()
    text = _text()
    found = []
    at = text.find(name + "\n")
    while at >= 0:
        line = text.rfind("\n", 0, at) + 1
        if at - line == 3 and text[line] != "@":
            county = text.rfind("\n@", 0, at) + 2
            code = text[county : county + 6] + text[line:at]
            if code.startswith(within):
                found.append(code)
        at = text.find(name + "\n", at + 1)
    return tuple(found)
