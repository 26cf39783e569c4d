"""The ruleset file as pydantic models: what may stand where, in text-only data.

The models check shape; meaning (names, types, locks) is the loader's business. Errors
are translated to file, line, column, rule and the likeliest mend.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    ValidationError,
)

from infoverify.errors import RulesetError
from infoverify.states import parse_date

if TYPE_CHECKING:
    from infoverify.language.yaml_text import Document, Path

StageName = Literal[
    "entry",
    "underwriting",
    "servicing",
    "callback",
    "sampling",
    "legacy",
    "settlement",
    "claim",
]
SeverityName = Literal["block", "review", "warn", "info"]
TrustMark = Literal[
    "law", "standard", "seed", "deck", "found", "known", "calc", "proposal"
]

RuleId = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$", max_length=120),
]
Name = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]*([-/.][a-z0-9_]+)*$", max_length=80),
]
Identifier = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)
]
Expression = Annotated[str, StringConstraints(min_length=1)]


def _truth(value: object) -> object:
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise ValueError("write true or false")


def _date(value: object) -> object:
    if isinstance(value, str) and parse_date(value) is not None:
        return value
    raise ValueError("write a date as YYYY-MM-DD")


def _nothing(value: object) -> object:
    return None if value in ("null", "~", "") else value


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


Truth = Annotated[bool, BeforeValidator(_truth)]
IsoDate = Annotated[str, BeforeValidator(_date)]
Nullable = Annotated[str | None, BeforeValidator(_nothing)]


def _text_kind(value: object) -> str:
    return "text" if isinstance(value, str) else "languages"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Languages(_Model):
    """A text in Chinese and English; one alone serves for both."""

    zh: str | None = None
    en: str | None = None


Text = Annotated[
    Annotated[str, Tag("text")] | Annotated[Languages, Tag("languages")],
    Discriminator(_text_kind),
]


class Header(_Model):
    """What the ruleset is called."""

    id: Name
    version: Annotated[str, StringConstraints(min_length=1, max_length=40)] = "0"
    title: Text | None = None


class ParameterModel(_Model):
    """A value that hosts may set, within bounds."""

    value: str | list[str]
    min: str | None = None
    max: str | None = None
    type: Literal["text", "number", "date", "truth"] | None = None
    title: Text | None = None


class BasisModel(_Model):
    """The clause that a rule rests on, and how far the citation can be trusted."""

    instrument: str
    clause: Nullable = None
    article: Nullable = None
    trust: TrustMark = "proposal"
    note: Text | None = None


class InForce(_Model):
    """When a rule counts: from inclusive, until exclusive, compared with ``at``."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: IsoDate | None = Field(default=None, alias="from")
    until: IsoDate | None = None


class WaiverModel(_Model):
    """Whether a person may waive the finding, and for how many days."""

    allowed: Truth
    max_days: Annotated[int, Field(ge=1, le=36_500)] | None = None


class SeverityRow(_Model):
    """One row of a severity list: under ``when`` the finding ``is`` this severe."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    when: Expression
    is_: SeverityName = Field(alias="is")


def _row_kind(value: object) -> str:
    return "plain" if isinstance(value, str) else "row"


def _severity_kind(value: object) -> str:
    return "plain" if isinstance(value, str) else "list"


SeverityItem = Annotated[
    Annotated[SeverityName, Tag("plain")] | Annotated[SeverityRow, Tag("row")],
    Discriminator(_row_kind),
]
SeverityModel = Annotated[
    Annotated[SeverityName, Tag("plain")]
    | Annotated[list[SeverityItem], Field(min_length=1), Tag("list")],
    Discriminator(_severity_kind),
]


class Given(_Model):
    """The case of an example: a sample, then changes."""

    use: str = "case"
    set: dict[str, Any] = {}
    drop: Annotated[list[str], BeforeValidator(_one_or_many)] = []


class Example(_Model):
    """A case with the outcome that the rule must have."""

    name: str
    given: Given = Given()
    expect: Literal["holds", "violated", "undetermined", "not_applicable"]
    at: IsoDate | None = None
    stage: StageName | None = None
    parameters: dict[str, str | list[str]] = {}
    severity: SeverityName | None = None
    paths: list[str] | None = None
    suggest: dict[str, str] | None = None


class RuleModel(_Model):
    """One rule: whom it is for, when it applies, what it requires."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: RuleId
    title: Text | None = None
    enabled: Truth = True
    stages: Annotated[list[StageName], BeforeValidator(_one_or_many)] = []
    for_: Annotated[list[str], BeforeValidator(_one_or_many), Field(min_length=1)] = (
        Field(alias="for")
    )
    when: Expression | None = None
    require: Expression
    paths: Annotated[list[str], BeforeValidator(_one_or_many)] | None = None
    severity: SeverityModel
    suggest: dict[str, Expression] = {}
    message: Text | None = None
    basis: list[BasisModel] = []
    in_force: InForce | None = None
    lock: Truth = False
    undetermined: Literal["note", "review", "block"] = "note"
    waiver: WaiverModel | None = None
    optional: Annotated[list[str], BeforeValidator(_one_or_many)] = []
    obligations: Annotated[list[Identifier], BeforeValidator(_one_or_many)] = []
    tags: Annotated[list[str], BeforeValidator(_one_or_many)] = []
    examples: list[Example] = []


class OverrideModel(_Model):
    """What a later file may change of an earlier rule; another condition is another rule."""

    enabled: Truth | None = None
    severity: SeverityModel | None = None
    stages: (
        Annotated[list[StageName], BeforeValidator(_one_or_many), Field(min_length=1)]
        | None
    ) = None
    undetermined: Literal["note", "review", "block"] | None = None
    waiver: WaiverModel | None = None
    message: Text | None = None


class RulesetFile(_Model):
    """One YAML file: a ruleset that may extend others."""

    infoverify: Literal["1"]
    ruleset: Header
    extends: Annotated[list[str], BeforeValidator(_one_or_many)] = []
    instruments: dict[Name, Text] = {}
    fields: dict[str, str] = {}
    parameters: dict[Identifier, ParameterModel] = {}
    override: dict[str, OverrideModel] = {}
    rules: list[RuleModel] = []


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


def parse_file(document: Document, file: str | None) -> RulesetFile:
    """Check a document's shape.

    Raises:
        RulesetError: with the place of the first thing that is wrong.
    """
    data = document.data
    if not isinstance(data, dict):
        raise RulesetError(
            "a ruleset file is a mapping",
            file=file,
            line=1,
            column=1,
            hint="begin with: infoverify: 1",
        )
    try:
        return RulesetFile.model_validate(data)
    except ValidationError as error:
        first = min(
            error.errors(include_url=False, include_context=True, include_input=False),
            # A misspelt key is told rather than the key that it leaves missing.
            key=lambda item: (item["type"] == "missing", _order(document, item["loc"])),
        )
        raise _translated(document, file, first) from None
    except RecursionError:
        raise RulesetError("the file nests too deeply", file=file) from None


def _order(document: Document, loc: tuple[str | int, ...]) -> tuple[int, int]:
    mark = document.place(_path(document.data, loc))
    return (mark.line, mark.column) if mark else (0, 0)


def _path(data: Any, loc: tuple[str | int, ...]) -> Path:  # noqa: ANN401
    """Return the error's location without pydantic's tags, as far as the data goes."""
    path: list[str | int] = []
    here = data
    for step in loc:
        if isinstance(here, dict) and isinstance(step, str) and step in here:
            here = here[step]
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        elif step in _TAGS or step == "[key]":
            continue
        else:
            path.append(step)
            break
        path.append(step)
    return tuple(path)


def _translated(
    document: Document,
    file: str | None,
    error: Any,  # noqa: ANN401 - pydantic's dict
) -> RulesetError:
    path = _path(document.data, error["loc"])
    mark = document.place(path)
    where = _dotted(path)
    kind, context = error["type"], error.get("ctx", {})
    hint: str | None = None
    if kind == "extra_forbidden":
        problem = f"{where} is not known here"
        hint = _nearest_key(path)
    elif kind == "literal_error":
        problem = f"{where} must be {context.get('expected')}"
        hint = _nearest_literal(document.data, path, str(context.get("expected")))
    elif kind == "value_error":
        problem = f"{where}: {context.get('error')}"
    elif kind == "string_pattern_mismatch":
        problem = f"{where} is not spelled as such names are"
        hint = "lower-case letters, digits, _; rule ids hold a dot: subject.finding"
    else:
        problem = f"{where} {_WORDS.get(kind, 'is not right: ' + error['msg'])}"
    return RulesetError(
        problem,
        file=file,
        line=mark.line if mark else None,
        column=mark.column if mark else None,
        rule=_rule_id(document.data, path),
        hint=hint,
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


_KEYS: Final[dict[str, type[BaseModel]]] = {
    "rules": RuleModel,
    "override": OverrideModel,
    "parameters": ParameterModel,
    "ruleset": Header,
    "examples": Example,
    "basis": BasisModel,
}


def _nearest_key(path: Path) -> str | None:
    model: type[BaseModel] = RulesetFile
    for step in path[:-1]:
        if isinstance(step, str) and step in _KEYS:
            model = _KEYS[step]
    names = [field.alias or name for name, field in model.model_fields.items()]
    close = get_close_matches(str(path[-1]), names, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(names)}"


def _nearest_literal(data: Any, path: Path, expected: str) -> str | None:  # noqa: ANN401
    here = data
    for step in path:
        if isinstance(here, (dict, list)):
            try:
                here = here[step]  # type: ignore[call-overload]
            except (KeyError, IndexError, TypeError):
                return None
    words = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    close = get_close_matches(here, words, n=1) if isinstance(here, str) else []
    return f"did you mean {close[0]!r}?" if close else None
