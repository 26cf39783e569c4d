"""All that keeps a file from loading (加载错误), not only the first of it.

The loader stops at the first mistake. Here the rule that has it is left out and the rest
is loaded again, so that an author is told of every rule at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.errors import RulesetError
from infoverify.rulesets import load_authored_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Any

#: So many mistakes of one file are told.
_MOST: Final = 20
#: Nothing else of a file refers to what stands here.
_APART: Final = ("rules:", "override:")


def load_errors(
    path: Path,
    first: RulesetError,
    *,
    functions: Mapping[str, Callable[..., Any]] | None = None,
) -> list[RulesetError]:
    """Return the mistakes of a YAML file, the first being known."""
    errors = [first]
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, ValueError):
        return errors
    gone: list[int] = []
    while len(errors) < _MOST:
        last = errors[-1]
        if last.file != str(path) or last.line is None:
            break
        left_out = _leave_out(lines, last.line - 1)
        if left_out is None:
            break
        gone.append(left_out)
        try:
            load_authored_text("\n".join(lines), path, functions=functions)
        except RulesetError as error:
            _count_again(error, gone)
            errors.append(error)
        else:
            break
    return errors


def _count_again(error: RulesetError, gone: list[int]) -> None:
    """Let ``rules[0]`` of a problem be the file's own count."""
    head, mark, rest = error.problem.partition("rules[")
    index, _, rest = rest.partition("]")
    if mark and not head and index.isdigit() and error.line is not None:
        before = sum(start < error.line for start in gone)
        error.problem = f"rules[{int(index) + before}]{rest}"


def _leave_out(lines: list[str], at: int) -> int | None:
    """Blank the rule or override that a line belongs to; return where it began."""
    head = next(
        (i for i in range(min(at, len(lines) - 1), -1, -1) if _top(lines[i])), -1
    )
    if head < 0 or lines[head].rstrip() not in _APART or at == head:
        return None
    end = next((i for i in range(head + 1, len(lines)) if _top(lines[i])), len(lines))
    body = [i for i in range(head + 1, end) if _says(lines[i])]
    if not body:
        return None
    indent = _indent(lines[body[0]])
    starts = [i for i in body if _indent(lines[i]) == indent]
    start = max((i for i in starts if i <= at), default=-1)
    if start < 0:
        return None
    stop = next((i for i in starts if i > start), end)
    # Blank lines keep the places of what follows.
    lines[start:stop] = [""] * (stop - start)
    if len(starts) == 1:
        lines[head] = ""
    return start


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _top(line: str) -> bool:
    return _says(line) and not line.startswith((" ", "\t", "-", "}", "]"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
