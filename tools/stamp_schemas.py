"""Name the JSON Schema in the first line of every shipped ruleset, for editors.

    python tools/stamp_schemas.py            write
    python tools/stamp_schemas.py --check    say where the line is missing

The path is relative, so that it holds in every checkout. Running it twice changes nothing.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from infoverify.rulesets import shipped_names

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "docs" / "schemas" / "ruleset.json"
LEAD = "# yaml-language-server: $schema="


def stamped(path: Path) -> str:
    """Return a ruleset's text with the line that names the schema on top."""
    text = path.read_text("utf-8")
    first, _, rest = text.partition("\n")
    body = rest if first.startswith(LEAD) else text
    target = Path(os.path.relpath(SCHEMA, path.parent)).as_posix()
    return f"{LEAD}{target}\n{body}"


def main(arguments: list[str]) -> int:
    """Write or check; return 1 where a line is missing."""
    paths = [ROOT / "rulesets" / f"{name}.yaml" for name in shipped_names()]
    missing = [p for p in paths if p.read_text("utf-8") != stamped(p)]
    for path in missing:
        if "--check" in arguments:
            print(f"no schema named: {path.relative_to(ROOT).as_posix()}")
        else:
            path.write_text(stamped(path), encoding="utf-8", newline="\n")
    if "--check" in arguments:
        return 1 if missing else 0
    print(f"{len(paths)} rulesets, {len(missing)} changed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
