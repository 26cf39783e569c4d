"""Write the built form of every shipped ruleset; ``--check`` compares instead.

The built form is the checked content of the YAML files in JSON: what a verifier loads
when nothing has changed. Run after any change of ``rulesets/``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from infoverify.checks import TABLE
from infoverify.language.built import build
from infoverify.language.sources import Source
from infoverify.rulesets import built_name, built_root, shipped_root

if TYPE_CHECKING:
    from pathlib import Path


def main(arguments: list[str]) -> int:
    """Build or check; return 1 where something is stale."""
    source = Source(shipped_root())
    wanted = {
        built_name(name): build(shipped_root() / f"{name}.yaml", source, TABLE)
        for name in source.names()
    }
    root = built_root()
    present = {path.name: path for path in root.glob("*.json")}
    stale = [name for name, text in wanted.items() if _text(root / name) != text]
    stale += [name for name in present if name not in wanted]
    if "--check" in arguments:
        for name in stale:
            print(f"stale: {name}")
        return 1 if stale else 0
    root.mkdir(exist_ok=True)
    for name, path in present.items():
        if name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(wanted)} rulesets built, {len(stale)} changed")
    return 0


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
