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


#: Full-width marks that an input method leaves, and what the language spells instead.
_ASCII_OF: Final = dict(zip("“”‘’（），：＝＜＞！", "\"\"''(),:=<>!", strict=True))
_USUAL: Final = "compare with ==, join with and / or / not, quote texts"


def mend(source: str) -> str:
    """Return what to try with a text that is no expression."""
    quote = ""
    for place, char in enumerate(source):
        if quote or char in "\"'":
            quote = char if not quote else "" if char == quote else quote
        elif char in _ASCII_OF:
            return f"replace the full-width {char} by {_ASCII_OF[char]}"
        elif char == "=" and _alone(source, place):
            return "compare with ==, not with ="
    return _USUAL


def _alone(source: str, place: int) -> bool:
    around = source[max(place - 1, 0) : place] + source[place + 1 : place + 2]
    return not set("=!<>").intersection(around)


def _comments(source: str) -> bool:
    import tokenize  # noqa: PLC0415 - rare

    try:
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        return any(token.type == tokenize.COMMENT for token in tokens)
    except (tokenize.TokenError, SyntaxError):
        # Cut short or oddly indented; the # may stand in it or not.
        return True
