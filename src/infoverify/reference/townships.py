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
def _text() -> bytes:
    """Return the table as it stands: ``@`` and a county, then its towns."""
    # Counties are found by searching, and theirs alone are decoded: to split 41,000
    # rows would take fifty times longer.
    return b"\n" + _tables.read_bytes("townships.tsv").partition(b"\ntown\n")[2]


@lru_cache(maxsize=512)
def towns(county: str) -> dict[str, str]:
    """Return nine-digit code → name for one six-digit code; empty if there are none.

    Cities without counties (东莞 441900 …) stand for themselves.
    """
    text = _text()
    head = _searched(f"\n@{county}\n")
    start = text.find(head)
    if start < 0:
        return {}
    end = text.find(b"\n@", start + 2)
    block = text[start + len(head) : end if end >= 0 else len(text) - 1].decode()
    return {county + line[:3]: line[3:] for line in block.split("\n")}


def _searched(text: str) -> bytes:
    # What no UTF-8 can hold is found nowhere.
    return text.encode("utf-8", "surrogatepass")


def name_of(code: str) -> str | None:
    """Return the name for a nine-digit code, or ``None``."""
    return towns(code[:6]).get(code)


def find(name: str, within: str = "") -> tuple[str, ...]:
    """Return the codes of every town with exactly this name.

    Args:
        name: the full name, such as ``下沙街道``.
        within: the first two, four or six digits that the codes must have.
    """
    if not name or "\n" in name:
        return ()
    text = _text()
    whole = _searched(f"{name}\n")
    found = []
    at = text.find(whole)
    while at >= 0:
        line = text.rfind(b"\n", 0, at) + 1
        if at - line == 3 and text[line : line + 1] != b"@":
            county = text.rfind(b"\n@", 0, at) + 2
            code = (text[county : county + 6] + text[line:at]).decode()
            if code.startswith(within):
                found.append(code)
        at = text.find(whole, at + 1)
    return tuple(found)
