"""Golden files for verdicts (基准文件): what a verdict said when somebody agreed to it."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from infoverify.verdict import Verdict

# They change with every release, whatever the outcome.
_VOLATILE = ("library", "tables")


def verdict_text(verdict: Verdict) -> str:
    """Return a verdict as a golden file holds it: masked, sorted, a line a value.

    The library's and tables' versions and the ruleset's digest are left out: a golden
    file is about outcomes.
    """
    shown = verdict.to_dict()
    for name in _VOLATILE:
        del shown[name]
    del shown["ruleset"]["digest"]
    return json.dumps(shown, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def assert_verdict_matches(
    verdict: Verdict, path: str | PathLike[str], *, update: bool = False
) -> None:
    """Hold a verdict to a golden file; with ``update`` write the file instead.

    Raises:
        AssertionError: there is no such file, or the verdict differs; the message is
            the difference line by line, masked as the file is.
    """
    file, now = Path(path), verdict_text(verdict)
    if update:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(now, encoding="utf-8")
        return
    if not file.is_file():
        raise AssertionError(
            f"there is no golden file {file.name}: look at the verdict, then call"
            f" assert_verdict_matches(…, update=True) once\n{now}"
        )
    before = file.read_text(encoding="utf-8")
    if before == now:
        return
    lines = difflib.unified_diff(
        before.splitlines(), now.splitlines(), file.name, "this verdict", "", "", 3, ""
    )
    raise AssertionError("\n".join(("the verdict is not the agreed one", *lines)))
