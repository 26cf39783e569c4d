"""From files to a merged ruleset: ``extends``, parameters, overrides, locks.

Reading is depth-first, left to right; a file reached twice is read once. Only
``RulesetError`` leaves the loader, for any bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from infoverify.errors import RulesetError
from infoverify.language import locks
from infoverify.language.expressions import nearest
from infoverify.language.ruleset import Merged, Origin
from infoverify.language.yaml_text import Document, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from infoverify.language.rule import Plain
    from infoverify.language.schema import OverrideModel, RuleModel, RulesetFile

_MOST_FILES: Final = 200


class Source:
    """Where rulesets come from: a folder of shipped ones, and files beside a file."""

    def __init__(self, shipped: Path) -> None:
        """Name the folder of shipped rulesets."""
        self.shipped = shipped

    def names(self) -> list[str]:
        """Return the names of the shipped rulesets."""
        return sorted(
            path.relative_to(self.shipped).with_suffix("").as_posix()
            for path in self.shipped.rglob("*.yaml")
            if path.name != "samples.yaml" and "bindings" not in path.parts
        )

    def find(self, name: str, *, beside: Path | None, origin: Origin) -> Path:
        """Return the file of an ``extends`` entry or of a shipped name.

        Raises:
            RulesetError: there is no such ruleset, or it lies outside its folder.
        """
        if name.startswith("./") and beside is not None:
            path = beside.parent / name[2:]
            inside = path.resolve().is_relative_to(beside.parent.resolve())
            if not inside or ".." in Path(name).parts:
                raise RulesetError(
                    f"{name!r} lies outside the file's folder",
                    file=origin.file,
                    line=origin.line,
                )
        else:
            if not name or name.startswith("/") or ".." in name or "\\" in name:
                raise RulesetError(
                    f"{name!r} is no ruleset's name",
                    file=origin.file,
                    line=origin.line,
                    hint="a shipped name, or ./file.yaml beside this file",
                )
            path = self.shipped / f"{name}.yaml"
        if not path.is_file():
            raise RulesetError(
                f"there is no ruleset {name!r}",
                file=origin.file,
                line=origin.line,
                hint=nearest(name, self.names()) or "a shipped name, or ./file.yaml",
            )
        return path


def read_file(path: Path) -> Document:
    """Return a file's content as text-only data.

    Raises:
        RulesetError: the file cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = type(error).__name__
        raise RulesetError(f"cannot be read ({reason})", file=str(path)) from None
    return read_text(content, file=str(path))


def merge(path: Path, source: Source) -> Merged:
    """Read a file with all that it extends, and merge them.

    Raises:
        RulesetError: anything is wrong with any of the files.
    """
    merger = _Merger(source)
    head = merger.load(path)
    return merger.merged(head)


def merge_text(content: str | bytes, source: Source, *, file: str) -> Merged:
    """Merge a ruleset given as text; ``./`` cannot be extended from it."""
    merger = _Merger(source)
    head = merger.add(read_text(content, file=file), file, None)
    return merger.merged(head)


class _Merger:
    """The state of one merge: what earlier files have said."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._done: set[Path] = set()
        self._open: list[Path] = []
        self._files: list[str] = []
        self._rules: dict[str, Plain] = {}
        self._defined: list[Plain] = []
        self._parameters: dict[str, Plain] = {}
        self._fields: dict[str, str] = {}
        self._instruments: dict[str, dict[str, str]] = {}
        self._origins: dict[tuple[str, str], Origin] = {}

    def load(self, path: Path) -> RulesetFile:
        self._open.append(path.resolve())
        head = self.add(read_file(path), str(path), path)
        self._open.pop()
        self._done.add(path.resolve())
        return head

    def add(self, document: Document, file: str, path: Path | None) -> RulesetFile:
        from infoverify.language.schema import parse_file  # noqa: PLC0415 - pydantic

        if len(self._files) >= _MOST_FILES:
            raise RulesetError(f"more than {_MOST_FILES} files are extended", file=file)
        self._files.append(file)
        content = parse_file(document, file)
        for index, name in enumerate(content.extends):
            self._extend(name, self._origin(document, file, "extends", index), path)
        self._declare(content, document, file)
        for name, parameter in content.parameters.items():
            origin = self._origin(document, file, "parameters", name)
            plain = parameter.model_dump(exclude={"title"})
            readers = self._readers(name)
            locks.set_parameter(self._parameters, name, plain, origin, readers)
            self._origins["parameters", name] = origin
        for rule_id, override in content.override.items():
            self._override(rule_id, override, document, file)
        for index, rule in enumerate(content.rules):
            self._rule(rule, document, file, index)
        return content

    def merged(self, head: RulesetFile) -> Merged:
        return Merged(
            id=head.ruleset.id,
            version=head.ruleset.version,
            title=_languages(head.ruleset.title, head.ruleset.id),
            parameters=self._parameters,
            fields=self._fields,
            instruments=self._instruments,
            rules=list(self._rules.values()),
            origins=self._origins,
            files=tuple(self._files),
            defined=self._defined,
        )

    @staticmethod
    def _origin(document: Document, file: str, *path: str | int) -> Origin:
        mark = document.place(path)
        return Origin(file, mark.line if mark else None)

    def _extend(self, name: str, origin: Origin, path: Path | None) -> None:
        found = self._source.find(name, beside=path, origin=origin)
        resolved = found.resolve()
        if resolved in self._open:
            raise RulesetError(
                f"{name!r} extends itself", file=origin.file, line=origin.line
            )
        if resolved not in self._done:
            self.load(found)

    def _declare(self, content: RulesetFile, document: Document, file: str) -> None:
        for name, text in content.instruments.items():
            self._instruments[name] = _languages(text, name)
        for field, kind in content.fields.items():
            origin = self._origin(document, file, "fields", field)
            if self._fields.get(field, kind) != kind:
                raise RulesetError(
                    f"{field!r} is declared as {self._fields[field]} already",
                    file=origin.file,
                    line=origin.line,
                )
            self._fields[field] = kind
            self._origins["fields", field] = origin

    def _readers(self, parameter: str) -> list[str]:
        """Return the locked rules that read a parameter."""
        return [
            rule["id"]
            for rule in self._rules.values()
            if rule["lock"] and parameter in locks.parameters_read(rule)
        ]

    def _override(
        self, rule_id: str, override: OverrideModel, document: Document, file: str
    ) -> None:
        origin = self._origin(document, file, "override", rule_id)
        rule = self._rules.get(rule_id)
        if rule is None:
            raise RulesetError(
                f"there is no rule {rule_id!r} to override",
                file=origin.file,
                line=origin.line,
                rule=rule_id,
                hint=nearest(rule_id, self._rules),
            )
        given = override.model_dump(by_alias=True, exclude_unset=True)
        if "message" in given:
            given["message"] = _languages(override.message, rule["title"]["zh"])
        for key, value in given.items():
            place = self._origin(document, file, "override", rule_id, key)
            problem = locks.loosened(rule, key, value)
            if problem:
                raise RulesetError(
                    f"the rule is locked: {problem}",
                    file=place.file,
                    line=place.line,
                    rule=rule_id,
                    hint="a locked rule may only be made stricter",
                )
            rule[key] = value
            self._origins[rule_id, key] = place

    def _rule(
        self, rule: RuleModel, document: Document, file: str, index: int
    ) -> None:
        origin = self._origin(document, file, "rules", index, "id")
        if rule.id in self._rules:
            first = self._origins[rule.id, "id"]
            raise RulesetError(
                f"the rule id stands already at {first.file}:{first.line}",
                file=origin.file,
                line=origin.line,
                rule=rule.id,
                hint="override it, or give this rule an id of its own",
            )
        plain = plain_rule(rule)
        for name in locks.unbounded(plain, self._parameters):
            raise RulesetError(
                f"a locked rule reads param.{name}, which has no bounds",
                file=origin.file,
                line=origin.line,
                rule=rule.id,
                hint=f"give the parameter {name} a min or a max",
            )
        self._rules[rule.id] = plain
        self._defined.append(dict(plain))
        for key in plain:
            self._origins[rule.id, key] = self._origin(
                document, file, "rules", index, key
            )


def _languages(text: Any, default: str) -> dict[str, str]:  # noqa: ANN401
    """Return a text in both languages; one alone serves for both."""
    if text is None:
        return {"zh": default, "en": default}
    if isinstance(text, str):
        return {"zh": text, "en": text}
    zh, en = text.zh, text.en
    return {"zh": zh or en or default, "en": en or zh or default}


def plain_rule(rule: RuleModel) -> Plain:
    """Return a rule as JSON-ready values with every key in place."""
    plain = rule.model_dump(by_alias=True, mode="json")
    title = _languages(rule.title, rule.id)
    plain["title"] = title
    if rule.message is None:
        plain["message"] = {lang: _literal(text) for lang, text in title.items()}
    else:
        plain["message"] = _languages(rule.message, rule.id)
    for basis in plain["basis"]:
        if isinstance(basis["note"], dict):
            basis["note"] = basis["note"]["zh"] or basis["note"]["en"]
    return plain


def _literal(text: str) -> str:
    """Return a title as a message: braces in it are no placeholders."""
    return text.replace("{", "(").replace("}", ")")


def iter_rules(merged: Merged) -> Iterable[Plain]:
    """Yield the plain rules that are enabled."""
    return (rule for rule in merged.rules if rule["enabled"])
