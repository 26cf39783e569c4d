"""The ruleset file as pydantic models: what may stand where, in text-only data.

The models check shape; meaning (names, types, locks) is the loader's business. Errors
are translated to file, line, column, rule and the likeliest mend.
"""

from __future__ import annotations

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
from infoverify.language import schema_errors
from infoverify.states import parse_date

if TYPE_CHECKING:
    from infoverify.language.yaml_text import Document

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


def _whole(value: object) -> object:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value) if len(value) < 10 else value
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError("write a whole number")


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
    max_days: Annotated[int, BeforeValidator(_whole), Field(ge=1, le=36_500)] | None = (
        None
    )


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


def checked_content(document: Document, file: str | None) -> dict[str, Any]:
    """Return a document's content with every key in place, JSON-ready.

    Raises:
        RulesetError: with the place of the first thing that is wrong.
    """
    return plain_content(parse_file(document, file))


def plain_content(content: RulesetFile) -> dict[str, Any]:
    """Return a checked file as plain values; the models accept them again."""
    plain = content.model_dump(mode="json", by_alias=True)
    head = plain["ruleset"]
    head["title"] = languages(content.ruleset.title, head["id"])
    plain["instruments"] = {
        name: languages(text, name) for name, text in content.instruments.items()
    }
    for name, override in content.override.items():
        # What is set is taken whole: an unset max_days within a waiver is no limit.
        whole = override.model_dump(mode="json", by_alias=True)
        given = {
            key: value
            for key, value in whole.items()
            if key in override.model_fields_set and value is not None
        }
        if "message" in given:
            given["message"] = languages(override.message, name)
        plain["override"][name] = given
    for rule, made in zip(content.rules, plain["rules"], strict=True):
        made["title"] = title = languages(rule.title, rule.id)
        if rule.message is None:
            # A title as a message: braces in it are no placeholders.
            made["message"] = {
                lang: text.replace("{", "(").replace("}", ")")
                for lang, text in title.items()
            }
        else:
            made["message"] = languages(rule.message, rule.id)
        for basis in made["basis"]:
            if isinstance(basis["note"], dict):
                basis["note"] = basis["note"]["zh"] or basis["note"]["en"]
    for parameter in plain["parameters"].values():
        del parameter["title"]
    return plain


def languages(text: str | Languages | None, default: str) -> dict[str, str]:
    """Return a text in both languages; one alone serves for both."""
    if text is None:
        return {"zh": default, "en": default}
    if isinstance(text, str):
        return {"zh": text, "en": text}
    return {
        "zh": text.zh or text.en or default,
        "en": text.en or text.zh or default,
    }


_KEYS: Final[dict[str, type[BaseModel]]] = {
    "": RulesetFile,
    "rules": RuleModel,
    "override": OverrideModel,
    "parameters": ParameterModel,
    "ruleset": Header,
    "examples": Example,
    "basis": BasisModel,
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
        raise schema_errors.translated(document, file, error, _KEYS) from None
    except RecursionError:
        raise RulesetError(
            "the file nests too deeply", file=file, hint="write it flatter"
        ) from None
