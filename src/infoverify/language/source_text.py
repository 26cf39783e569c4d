"""What an expression's text may not be, told before any parser sees it."""

from __future__ import annotations

import io
from typing import Final

LONGEST: Final = 2048
DEEPEST: Final = 30


def refusal(source: str) -> tuple[str | None, str | None]:
    """Return ``(problem, hint)`` for a text that is refused unparsed."""
    if len(source.encode("utf-8", "surrogatepass")) > LONGEST:
        hint = "split the rule in two, or register a function"
        return f"an expression has at most {LONGEST} bytes", hint
    if "\\" in source:
        return (
            "backslashes are not allowed in expressions",
            "write the character itself",
        )
    if "#" in source and _comments(source):
        # Lines are joined: a comment would swallow all that follows.
        return "a comment within an expression", "put it above the rule"
    depth = 0
    for char in source:
        depth += (char in "([{") - (char in ")]}")
        if depth > DEEPEST:
            return f"an expression nests at most {DEEPEST} levels", "split the rule"
    return None, None


def _comments(source: str) -> bool:
    import tokenize  # noqa: PLC0415 - rare

    try:
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        return any(token.type == tokenize.COMMENT for token in tokens)
    except (tokenize.TokenError, SyntaxError):
        # Cut short or oddly indented; the # may stand in it or not.
        return True
