"""From files to a merged ruleset: ``extends``, parameters, overrides, locks.

Reading is depth-first, left to right; a file reached twice is read once. Only
``RulesetError`` leaves the loader, for any bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify._named import NamedTuple
from infoverify.errors import RulesetError
from infoverify.language import locks
from infoverify.language.near_names import nearest
from infoverify.language.ruleset import Merged, Origin, Origins

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from infoverify.language.rule import Plain
    from infoverify.language.sources import Source
    from infoverify.language.yaml_text import Document
    from infoverify.language.yaml_text import Path as Path_

_MOST_FILES: Final = 200
_DEEPEST_CHAIN: Final = 40


def merge(path: Path, source: Source) -> Merged:
    """Read a file with all that it extends, and merge them.

    Raises:
        RulesetError: anything is wrong with any of the files.
    """
    merger = Merger(source)
    return merger.merged(merger.load(path))


def merge_text(content: str | bytes, source: Source, *, file: str) -> Merged:
    """Merge a ruleset given as text; ``./`` cannot be extended from it."""
    from infoverify.language.yaml_text import read_text  # noqa: PLC0415 - rare

    merger = Merger(source)
    return merger.merged(merger.read(read_text(content, file=file), file, None))


class Merger:
    """The state of one merge: what earlier files have said.

    ``contents`` keeps every file's checked content in the order of merging.
    """

    def __init__(self, source: Source | None) -> None:
        """Start with nothing; without a source nothing can be extended."""
        self.contents: list[Content] = []
        self._source = source
        self._done: set[Path] = set()
        self._open: list[Path] = []
        self._rules: dict[str, Plain] = {}
        self._defined: list[Plain] = []
        self._parameters: dict[str, Plain] = {}
        self._fields: dict[str, str] = {}
        self._instruments: dict[str, dict[str, str]] = {}
        self._origins = Origins()

    def load(self, path: Path) -> Content:
        """Read a file, all that it extends first."""
        if len(self._open) >= _DEEPEST_CHAIN:
            raise RulesetError(
                f"extends reaches deeper than {_DEEPEST_CHAIN} files",
                file=str(path),
                hint="extend several files from one",
            )
        from infoverify.language.sources import read_file  # noqa: PLC0415 - no paths to start

        self._open.append(path.resolve())
        head = self.read(read_file(path), str(path), path)
        self._open.pop()
        self._done.add(path.resolve())
        return head

    def read(self, document: Document, file: str, path: Path | None) -> Content:
        """Check a document's shape and merge it."""
        from infoverify.language.schema import checked_content  # noqa: PLC0415 - pydantic

        if len(self.contents) >= _MOST_FILES:
            raise RulesetError(
                f"more than {_MOST_FILES} files are extended",
                file=file,
                hint="join some of them",
            )
        if isinstance(document.data, dict) and "infoverify_built" in document.data:
            raise RulesetError(
                "this is a built form, without examples and lines",
                file=file,
                hint="name the YAML file that it was built of",
            )
        plain = checked_content(document, file)
        content = Content(file, plain, document.place, path)
        for index, name in enumerate(plain["extends"]):
            self._extend(name, content.origin("extends", index), path)
        self.add(content)
        return content

    def add(self, content: Content) -> None:
        """Merge one file's content.

        Raises:
            RulesetError: it loosens a lock, or contradicts an earlier file.
        """
        plain = content.plain
        self.contents.append(content)
        self._declare(content)
        for name, parameter in plain["parameters"].items():
            origin = content.origin("parameters", name)
            readers = self._readers(name)
            locks.set_parameter(self._parameters, name, parameter, origin, readers)
            self._origins["parameters", name] = origin
        for rule_id in plain["override"]:
            self._override(rule_id, content)
        for index in range(len(plain["rules"])):
            self._rule(index, content)

    def merged(self, head: Content) -> Merged:
        """Return what has been merged, under the head of one of the files."""
        ruleset = head.plain["ruleset"]
        return Merged(
            id=ruleset["id"],
            version=ruleset["version"],
            title=ruleset["title"],
            parameters=self._parameters,
            fields=self._fields,
            instruments=self._instruments,
            rules=list(self._rules.values()),
            origins=self._origins,
            files=tuple(content.file for content in self.contents),
            defined=self._defined,
        )

    def _extend(self, name: str, origin: Origin, path: Path | None) -> None:
        if self._source is None:
            raise RulesetError("nothing can be extended here", file=origin.file)
        found = self._source.find(name, beside=path, origin=origin)
        resolved = found.resolve()
        if resolved in self._open:
            raise RulesetError(
                f"{name!r} extends itself",
                hint="take one extends of the circle away",
                file=origin.file,
                line=origin.line,
                column=origin.column,
            )
        if resolved not in self._done:
            self.load(found)

    def _declare(self, content: Content) -> None:
        self._instruments.update(content.plain["instruments"])
        for field, kind in content.plain["fields"].items():
            origin = content.origin("fields", field)
            if self._fields.get(field, kind) != kind:
                raise RulesetError(
                    f"{field!r} is declared as {self._fields[field]} already",
                    hint="declare it alike, or give it another name",
                    file=origin.file,
                    line=origin.line,
                    column=origin.column,
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

    def _override(self, rule_id: str, content: Content) -> None:
        origin = content.origin("override", rule_id)
        rule = self._rules.get(rule_id)
        if rule is None:
            raise RulesetError(
                f"there is no rule {rule_id!r} to override",
                file=origin.file,
                line=origin.line,
                column=origin.column,
                rule=rule_id,
                hint=nearest(rule_id, self._rules)
                or "infoverify rules list shows the ids",
            )
        for key, value in content.plain["override"][rule_id].items():
            place = content.origin("override", rule_id, key)
            problem = locks.loosened(rule, key, value)
            if problem:
                raise RulesetError(
                    f"the rule is locked: {problem}",
                    file=place.file,
                    line=place.line,
                    column=place.column,
                    rule=rule_id,
                    hint="a locked rule may only be made stricter",
                )
            rule[key] = value
            self._origins[rule_id, key] = place

    def _rule(self, index: int, content: Content) -> None:
        plain = dict(content.plain["rules"][index])
        rule_id = plain["id"]
        if rule_id in self._rules:
            origin = content.origin("rules", index, "id")
            first = self._origins[rule_id, "id"]
            raise RulesetError(
                f"the rule id stands already at {first.file}:{first.line}",
                file=origin.file,
                line=origin.line,
                column=origin.column,
                rule=rule_id,
                hint="override it, or give this rule an id of its own",
            )
        for name in locks.unbounded(plain, self._parameters):
            origin = content.origin("rules", index, "id")
            raise RulesetError(
                f"a locked rule reads param.{name}, which has no bounds",
                file=origin.file,
                line=origin.line,
                column=origin.column,
                rule=rule_id,
                hint=f"give the parameter {name} a min or a max",
            )
        self._rules[rule_id] = plain
        self._defined.append(dict(plain))
        self._origins.place(
            rule_id, content.origin, index, content.plain["rules"][index]
        )


class Content(NamedTuple):
    """One file's checked content, and where in the file things stand."""

    file: str
    plain: Plain
    mark: Callable[[Path_], tuple[int, int] | None]
    path: Path | None

    def origin(self, *path: str | int) -> Origin:
        """Return file, line and column of a path."""
        return Origin(self.file, *(self.mark(path) or (None, None)))
