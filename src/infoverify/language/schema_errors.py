"""From pydantic's errors to ours: file, line, column, rule and the likeliest mend."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from infoverify.errors import RulesetError
from infoverify.language.ruleset import MANUAL
from infoverify.language.yaml_text import colon_hint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel, ValidationError

    from infoverify.language.yaml_text import Document, Path

_TAGS: Final = frozenset({"text", "languages", "plain", "row", "list"})
_WORDS: Final[dict[str, str]] = {
    "missing": "is missing",
    "string_type": "must be text",
    "dict_type": "must be a mapping",
    "list_type": "must be a list",
    "model_type": "must be a mapping",
    "model_attributes_type": "must be a mapping",
    "too_short": "must not be empty",
    "string_too_short": "must not be empty",
    "string_too_long": "is too long",
    "int_parsing": "must be a whole number",
}
_HINTS: Final[dict[str, str]] = {
    "missing": "add it; rulesets/README.md shows a whole rule",
    "string_type": "write a text here, in quotes if need be",
    "dict_type": "write key: value pairs here",
    "list_type": "write [a, b], or one entry a line after -",
    "too_short": "write one entry at least",
    "string_too_short": "write it out, or leave the key away",
    "string_too_long": "shorten it",
    "int_parsing": "write digits only",
    "value_error": "spell it as the message says",
}


def _order(document: Document, loc: tuple[str | int, ...]) -> tuple[int, int]:
    mark = document.place(_path(document.data, loc))
    return (mark.line, mark.column) if mark else (0, 0)


def _leads_on(here: Any, step: str | int) -> bool:  # noqa: ANN401
    if isinstance(here, dict):
        return isinstance(step, str) and step in here
    return isinstance(here, list) and isinstance(step, int) and step < len(here)


def _path(data: Any, loc: tuple[str | int, ...]) -> Path:  # noqa: ANN401
    """Return the error's location without pydantic's tags, as far as the data goes."""
    path: list[str | int] = []
    here: Any = data
    for step in loc:
        if _leads_on(here, step):
            here = here[step]
        elif step in _TAGS or step == "[key]":
            continue
        else:
            path.append(step)
            break
        path.append(step)
    return tuple(path)


def translated(
    document: Document,
    file: str | None,
    errors: ValidationError,
    keys: Mapping[str, type[BaseModel]],
) -> RulesetError:
    """Return the first thing wrong in the file, with its place and what to try.

    ``keys`` says which model stands under a key, "" for the whole file.
    """
    found: list[Any] = list(
        errors.errors(include_url=False, include_context=True, include_input=False)
    )
    # A misspelt key is told rather than the key that it leaves missing.
    error = min(
        found,
        key=lambda item: (item["type"] == "missing", _order(document, item["loc"])),
    )
    path = _path(document.data, error["loc"])
    mark = document.place(path)
    where = _dotted(path)
    kind, context = error["type"], error.get("ctx", {})
    hint: str | None = None
    if kind == "extra_forbidden":
        problem = f"{where} is not known here"
        hint = _nearest_key(path, keys)
    elif kind == "literal_error":
        words = _words(str(context.get("expected")))
        problem = f"{where} must be one of {', '.join(words)}"
        hint = _nearest_literal(_value(document.data, path), words)
        if len(words) == 1:
            problem, hint = (
                f"{where} must be {words[0]!r}",
                f"write {where}: {words[0]}",
            )
    elif kind == "string_pattern_mismatch":
        problem = f"{where} is not spelled as such names are"
        hint = "lower-case letters, digits, _; rule ids hold a dot: subject.finding"
    elif kind == "value_error":
        problem = f"{where}: {context.get('error')}"
    else:
        problem = f"{where} {_WORDS.get(kind, 'is not right: ' + error['msg'])}"
        value = _value(document.data, path)
        if problem.endswith("a mapping") and isinstance(value, str):
            hint = colon_hint(value)
    return RulesetError(
        problem,
        file=file,
        line=mark.line if mark else None,
        column=mark.column if mark else None,
        rule=_rule_id(document.data, path),
        hint=hint or _HINTS.get(kind, MANUAL),
    )


def _dotted(path: Path) -> str:
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".") or "the file"


def _rule_id(data: Any, path: Path) -> str | None:  # noqa: ANN401
    if len(path) >= 2 and path[0] == "rules" and isinstance(path[1], int):
        rule = data["rules"][path[1]]
        rule_id = rule.get("id") if isinstance(rule, dict) else None
        return rule_id if isinstance(rule_id, str) else None
    if len(path) >= 2 and path[0] == "override":
        return str(path[1])
    return None


def _nearest_key(path: Path, keys: Mapping[str, type[BaseModel]]) -> str | None:
    model = keys[""]
    for step in path[:-1]:
        if isinstance(step, str) and step in keys:
            model = keys[step]
    names = [field.alias or name for name, field in model.model_fields.items()]
    close = get_close_matches(str(path[-1]), names, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(names)}"


def _words(expected: str) -> list[str]:
    """Return the words of pydantic's ``'a', 'b' or 'c'``."""
    return [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]


def _value(data: Any, path: Path) -> Any:  # noqa: ANN401
    here: Any = data
    for step in path:
        if isinstance(here, (dict, list)):
            try:
                here = here[step]  # type: ignore[index]
            except (KeyError, IndexError, TypeError):
                return None
    return here


def _nearest_literal(value: object, words: list[str]) -> str:
    close = get_close_matches(value, words, n=1) if isinstance(value, str) else []
    return f"did you mean {close[0]!r}?" if close else "write one of these words"
