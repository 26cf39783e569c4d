"""Compare an installed infoverify with the sources; exit status 1 where they differ.

    python -I tools/wheel_contents.py ROOT

``-I`` keeps the sources off the path, so what is imported is what was installed.
"""

from __future__ import annotations

import hashlib
import sys
from datetime import date
from importlib.metadata import metadata
from pathlib import Path

import infoverify


def digests(folder: Path, patterns: tuple[str, ...]) -> dict[str, str]:
    """Return the SHA-256 of every file under a folder that a pattern names."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for pattern in patterns
        for path in sorted(folder.rglob(pattern))
    }


def main(root: Path) -> int:
    """Print what differs, or what was compared."""
    installed = Path(infoverify.__file__).parent
    if installed.is_relative_to(root):
        print(f"the sources were imported, not the wheel: {installed}")
        return 1
    pairs = {
        "rulesets": (root / "rulesets", installed / "rulesets", ("*.yaml", "*.md")),
        "package": (
            root / "src" / "infoverify",
            installed,
            ("*.py", "*.tsv", "*.json", "py.typed"),
        ),
    }
    wrong = 0
    for name, (source, copy, patterns) in pairs.items():
        ours, theirs = digests(source, patterns), digests(copy, patterns)
        differing = sorted(k for k in ours if ours[k] != theirs.get(k))
        print(f"{name}: {len(ours)} files, {len(differing)} differ {differing[:5]}")
        wrong += len(differing) + (not ours)
    notices = {"LICENSE", "NOTICE"} - set(
        metadata("infoverify").get_all("License-File")
    )
    print(f"licence files missing: {sorted(notices)}")
    verifier = infoverify.Verifier("life-standard", stage="underwriting")
    decision = verifier.verify({}, at=date(2026, 1, 15)).decision
    print(f"an empty case: {decision}")
    return int(bool(wrong or notices or decision != "correct"))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
