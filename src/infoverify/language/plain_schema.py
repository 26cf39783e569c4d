"""The ruleset file's shape in plain code: what the built form (编译形式) is proved by.

The same shape as ``schema.RulesetFile`` without its library, for a start that reads no
YAML; a test holds the two to the same answers. Examples are not part of it.
"""

from __future__ import annotations

import re
from typing import Any, Final

from infoverify.errors import RulesetError
from infoverify.finding import SEVERITIES
from infoverify.states import parse_date
from infoverify.vocabulary import STAGES

_REQUIRED: Final = object()
_RULE_ID: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*([-/.][a-z0-9_]+)*")
_IDENTIFIER: Final = re.compile(r"[a-z][a-z0-9_]*")
_TRUST: Final = (
    "law",
    "standard",
    "seed",
    "deck",
    "found",
    "known",
    "calc",
    "proposal",
)


class _Wrong(Exception):  # noqa: N818 - becomes a RulesetError with its place
    """A value is not of its shape."""


def checked(content: Any, file: str) -> dict[str, Any]:  # noqa: ANN401 - from JSON
    """Return one file's content with every key in place.

    Raises:
        RulesetError: the content is not of the ruleset file's shape.
    """
    try:
        result: dict[str, Any] = _record(_FILE)(content)
    except _Wrong as wrong:
        raise RulesetError(
            f"the built form is not of the schema: {wrong}",
            file=file,
            hint="build it again: infoverify rules build",
        ) from None
    return result


def _text(value: Any) -> str:  # noqa: ANN401
    if type(value) is not str:
        raise _Wrong("text expected")
    return value


def _filled(value: Any) -> str:  # noqa: ANN401
    if not _text(value):
        raise _Wrong("empty text")
    return _text(value)


def _like(pattern: re.Pattern[str], longest: int) -> Any:  # noqa: ANN401
    def check(value: Any) -> str:  # noqa: ANN401
        if not pattern.fullmatch(_text(value)) or len(value) > longest:
            raise _Wrong("a name is misspelt")
        return _text(value)

    return check


def _one_of(words: tuple[str, ...]) -> Any:  # noqa: ANN401
    def check(value: Any) -> str:  # noqa: ANN401
        if _text(value) not in words:
            raise _Wrong(f"one of {', '.join(words)} expected")
        return _text(value)

    return check


def _or_none(inner: Any) -> Any:  # noqa: ANN401
    return lambda value: None if value is None else inner(value)


def _nullable(value: Any) -> str | None:  # noqa: ANN401
    return None if value in (None, "null", "~", "") else _text(value)


def _list(inner: Any, *, fewest: int = 0, alone: bool = False) -> Any:  # noqa: ANN401
    def check(value: Any) -> list[Any]:  # noqa: ANN401
        if alone and type(value) is str:
            value = [value]
        if type(value) is not list or len(value) < fewest:
            raise _Wrong("a list expected")
        return [inner(item) for item in value]

    return check


def _mapping(key: Any, inner: Any) -> Any:  # noqa: ANN401
    def check(value: Any) -> dict[str, Any]:  # noqa: ANN401
        if type(value) is not dict:
            raise _Wrong("a mapping expected")
        return {key(name): inner(item) for name, item in value.items()}

    return check


def _record(shape: dict[str, tuple[Any, Any]]) -> Any:  # noqa: ANN401
    def check(value: Any) -> dict[str, Any]:  # noqa: ANN401
        if type(value) is not dict:
            raise _Wrong("a mapping expected")
        for name in value:
            if name not in shape:
                raise _Wrong("an unknown key")
        result = {}
        for name, (inner, default) in shape.items():
            if name in value:
                result[name] = inner(value[name])
            elif default is _REQUIRED:
                raise _Wrong(f"{name} is missing")
            else:
                result[name] = default() if callable(default) else default
        return result

    return check


def _given(shape: dict[str, tuple[Any, Any]]) -> Any:  # noqa: ANN401
    """Check a record of which only the keys that are given count."""
    inner = _record(shape)

    def check(value: Any) -> dict[str, Any]:  # noqa: ANN401
        result = inner(value)
        return {k: v for k, v in result.items() if k in value and v is not None}

    return check


def _truth(value: Any) -> bool:  # noqa: ANN401
    if type(value) is bool:
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise _Wrong("true or false expected")


def _date(value: Any) -> str:  # noqa: ANN401
    if parse_date(_text(value)) is None:
        raise _Wrong("a date expected")
    return _text(value)


def _days(value: Any) -> int:  # noqa: ANN401
    if type(value) is str and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    if type(value) is not int or not 1 <= value <= 36_500:
        raise _Wrong("a number of days expected")
    return value


def _languages(value: Any) -> Any:  # noqa: ANN401
    if type(value) is str:
        return value
    return _record({"zh": (_or_none(_text), None), "en": (_or_none(_text), None)})(
        value
    )


def _severity(value: Any) -> Any:  # noqa: ANN401
    plain = _one_of(SEVERITIES)
    if type(value) is str:
        return plain(value)
    row = _record({"when": (_filled, _REQUIRED), "is": (plain, _REQUIRED)})
    return _list(lambda v: plain(v) if type(v) is str else row(v), fewest=1)(value)


def _no_examples(value: Any) -> list[Any]:  # noqa: ANN401
    if value != []:
        raise _Wrong("the built form holds no examples")
    return []


def _value(value: Any) -> Any:  # noqa: ANN401
    return _list(_text)(value) if type(value) is list else _text(value)


_TEXT_OR_NONE: Final = (_or_none(_languages), None)
_WAIVER: Final = _record(
    {"allowed": (_truth, _REQUIRED), "max_days": (_or_none(_days), None)}
)
_BASIS: Final = _record(
    {
        "instrument": (_text, _REQUIRED),
        "clause": (_nullable, None),
        "article": (_nullable, None),
        "trust": (_one_of(_TRUST), "proposal"),
        "note": _TEXT_OR_NONE,
    }
)
_STAGES_OF: Final = _list(_one_of(STAGES), alone=True)
_UNDETERMINED: Final = _one_of(("note", "review", "block"))
_TEXTS: Final = _list(_text, alone=True)
_RULE: Final[dict[str, tuple[Any, Any]]] = {
    "id": (_like(_RULE_ID, 120), _REQUIRED),
    "title": _TEXT_OR_NONE,
    "enabled": (_truth, True),
    "stages": (_STAGES_OF, list),
    "for": (_list(_text, fewest=1, alone=True), _REQUIRED),
    "when": (_or_none(_filled), None),
    "require": (_filled, _REQUIRED),
    "paths": (_or_none(_TEXTS), None),
    "severity": (_severity, _REQUIRED),
    "suggest": (_mapping(_text, _filled), dict),
    "message": _TEXT_OR_NONE,
    "basis": (_list(_BASIS), list),
    "in_force": (
        _or_none(
            _record({"from": (_or_none(_date), None), "until": (_or_none(_date), None)})
        ),
        None,
    ),
    "lock": (_truth, False),
    "undetermined": (_UNDETERMINED, "note"),
    "waiver": (_or_none(_WAIVER), None),
    "optional": (_TEXTS, list),
    "obligations": (_list(_like(_IDENTIFIER, 80), alone=True), list),
    "tags": (_TEXTS, list),
    "examples": (_no_examples, list),
}
_OVERRIDE: Final[dict[str, tuple[Any, Any]]] = {
    "enabled": (_or_none(_truth), None),
    "severity": (_or_none(_severity), None),
    "stages": (_or_none(_list(_one_of(STAGES), fewest=1, alone=True)), None),
    "undetermined": (_or_none(_UNDETERMINED), None),
    "waiver": (_or_none(_WAIVER), None),
    "message": _TEXT_OR_NONE,
}
_PARAMETER: Final[dict[str, tuple[Any, Any]]] = {
    "value": (_value, _REQUIRED),
    "min": (_or_none(_text), None),
    "max": (_or_none(_text), None),
    "type": (_or_none(_one_of(("text", "number", "date", "truth"))), None),
}
_HEAD: Final[dict[str, tuple[Any, Any]]] = {
    "id": (_like(_NAME, 80), _REQUIRED),
    "version": (_like(re.compile(r".{1,40}", re.DOTALL), 40), "0"),
    "title": _TEXT_OR_NONE,
}
_FILE: Final[dict[str, tuple[Any, Any]]] = {
    "infoverify": (_one_of(("1",)), _REQUIRED),
    "ruleset": (_record(_HEAD), _REQUIRED),
    "extends": (_TEXTS, list),
    "instruments": (_mapping(_like(_NAME, 80), _languages), dict),
    "fields": (_mapping(_text, _text), dict),
    "parameters": (_mapping(_like(_IDENTIFIER, 80), _record(_PARAMETER)), dict),
    "override": (_mapping(_text, _given(_OVERRIDE)), dict),
    "rules": (_list(_record(_RULE)), list),
}
