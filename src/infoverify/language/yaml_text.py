"""Strict reading of YAML and JSON as text only: no implicit types, nothing clever.

``010`` stays ``010``. Duplicate keys, anchors, aliases, tags and merge keys are
refused; size, depth and the number of nodes are capped, so that no file can cost more
than it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from infoverify.errors import RulesetError

if TYPE_CHECKING:
    import re

LARGEST_BYTES: Final = 1_000_000
DEEPEST: Final = 24
MOST_NODES: Final = 100_000

Path = tuple[str | int, ...]


class Mark(NamedTuple):
    """A place in a file, counted from 1."""

    line: int
    column: int


class Document(NamedTuple):
    """A file's content as dicts, lists and strings, and where each thing stands."""

    data: Any
    #: Where a key of a mapping stands, else where an item or the whole starts.
    marks: dict[Path, Any]

    def place(self, path: Path) -> Mark | None:
        """Return the mark of the nearest thing on this path that stands in the file."""
        for end in range(len(path), -1, -1):
            mark = self.marks.get(path[:end])
            if mark is not None:
                return Mark(mark.line + 1, mark.column + 1)
        return None


def read_text(content: bytes | str, *, file: str | None = None) -> Document:
    """Read a YAML document (JSON is YAML) into text-only data.

    Raises:
        RulesetError: for any content that is not one plain document.
    """
    if len(content) > LARGEST_BYTES:
        raise RulesetError(
            f"the file is larger than {LARGEST_BYTES} bytes",
            file=file,
            hint="split it and use extends",
        )
    if isinstance(content, bytes):
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise RulesetError(
                "the file is not UTF-8",
                file=file,
                line=line,
                hint="save it as UTF-8",
            ) from None
    else:
        text = content.removeprefix("\ufeff")
        try:
            text.encode()
        except UnicodeEncodeError:
            raise RulesetError(
                "the text holds a lone surrogate", file=file, hint="save it as UTF-8"
            ) from None
    return _Builder(_as_yaml(text), file).document()


def _as_yaml(text: str) -> str:
    """Return JSON in a form that YAML's parser takes too, anything else unchanged.

    JSON writes characters beyond U+FFFF as two escapes, and may be indented by tabs;
    the parser knows neither. Lines stay as they are, and columns but behind an escape.
    """
    if text.lstrip()[:1] not in ("{", "[") or not ("\t" in text or "\\" in text):
        return text
    import json  # noqa: PLC0415 - rulesets are rarely JSON
    import re  # noqa: PLC0415

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text
    return re.sub(
        r"\\(?:u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|.)",
        _one_escape,
        # A tab within a text would have to be an escape.
        text.replace("\t", " "),
        flags=re.IGNORECASE,
    )


def _one_escape(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[0]
    high, low = int(found[1], 16) - 0xD800, int(found[2], 16) - 0xDC00
    return f"\\U{0x10000 + high * 0x400 + low:08x}"


class _Builder:
    """Builds data from YAML events, one at a time, so that caps act before costs."""

    def __init__(self, text: str, file: str | None) -> None:
        import yaml  # noqa: PLC0415 - verifying from the built form needs no YAML

        self._yaml = yaml
        self._text = text
        self._file = file
        self._marks: dict[Path, Any] = {}
        self._nodes = 0

    def document(self) -> Document:
        yaml = self._yaml
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            self._events = iter(yaml.parse(self._text, Loader=loader))
            return self._document()
        except yaml.YAMLError as error:
            raise self._syntax(error) from None
        except (ValueError, RecursionError) as error:
            if isinstance(error, RulesetError):
                raise
            raise RulesetError(
                "the file cannot be read", file=self._file, hint="save it as plain YAML"
            ) from None

    def _document(self) -> Document:
        event = self._next()
        data: Any = None
        seen = False
        while not isinstance(event, self._yaml.StreamEndEvent):
            if isinstance(event, self._yaml.DocumentStartEvent):
                if seen:
                    raise self._error(event, "only one document is allowed per file")
                if event.tags:
                    raise self._error(event, "tag directives are not allowed")
                seen = True
                event = self._next()
                self._marks[()] = event.start_mark
                data = self._node(event, (), 0)
            event = self._next()
        if not seen:
            raise RulesetError(
                "the file is empty",
                file=self._file,
                line=1,
                column=1,
                hint="begin with: infoverify: 1",
            )
        return Document(data, self._marks)

    def _next(self) -> Any:  # noqa: ANN401 - PyYAML's events are not typed
        return next(self._events)

    def _node(self, event: Any, path: Path, depth: int) -> Any:  # noqa: ANN401
        yaml = self._yaml
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise self._error(event, f"the file has more than {MOST_NODES} nodes")
        if depth > DEEPEST:
            raise self._error(event, f"nesting is deeper than {DEEPEST} levels")
        if isinstance(event, yaml.AliasEvent):
            raise self._error(event, "aliases (*name) are not allowed", "write it out")
        if getattr(event, "anchor", None) is not None:
            raise self._error(event, "anchors (&name) are not allowed", "write it out")
        if event.tag is not None:
            raise self._error(event, "tags (!name) are not allowed", "remove the tag")
        if isinstance(event, yaml.ScalarEvent):
            if not event.value.isascii() and any(
                "\ud800" <= char <= "\udfff" for char in event.value
            ):
                raise self._error(event, "the text holds a lone surrogate")
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _sequence(self, path: Path, depth: int) -> list[Any]:
        items: list[Any] = []
        event = self._next()
        while not isinstance(event, self._yaml.SequenceEndEvent):
            place = (*path, len(items))
            self._marks[place] = event.start_mark
            items.append(self._node(event, place, depth + 1))
            event = self._next()
        return items

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        event = self._next()
        while not isinstance(event, self._yaml.MappingEndEvent):
            if not isinstance(event, self._yaml.ScalarEvent):
                raise self._error(event, "a key must be plain text")
            if event.anchor is not None or event.tag is not None:
                raise self._error(event, "anchors and tags are not allowed on keys")
            self._nodes += 1
            key = event.value
            if key == "<<" and not event.style:
                raise self._error(
                    event, "merge keys (<<) are not allowed", "use extends"
                )
            if key in result:
                raise self._error(event, f"the key {_quoted(key)} stands here twice")
            place = (*path, key)
            self._marks[place] = event.start_mark
            result[key] = self._node(self._next(), place, depth + 1)
            event = self._next()
        return result

    @staticmethod
    def _mark(event: Any) -> Mark:  # noqa: ANN401
        return Mark(event.start_mark.line + 1, event.start_mark.column + 1)

    def _error(self, event: Any, problem: str, hint: str | None = None) -> RulesetError:  # noqa: ANN401
        line, column = self._mark(event)
        return RulesetError(
            problem,
            file=self._file,
            line=line,
            column=column,
            hint=hint or "write plain keys, texts and lists, each once",
        )

    def _syntax(self, error: Any) -> RulesetError:  # noqa: ANN401
        mark = getattr(error, "problem_mark", None)
        problem = (
            getattr(error, "problem", None) or "characters that YAML does not allow"
        )
        return RulesetError(
            f"not valid YAML: {problem}",
            file=self._file,
            line=mark.line + 1 if mark else None,
            column=mark.column + 1 if mark else None,
            hint=self._mend(mark.line if mark else 0, problem),
        )

    def _mend(self, at: int, problem: str) -> str:
        """Return what to try, by the line that cannot be read and those before it."""
        lines = self._text.splitlines()[max(at - 2, 0) : at + 1]
        if any("\t" in line[: len(line) - len(line.lstrip())] for line in lines):
            return "indent with spaces, a tab is not allowed"
        for line in reversed(lines):
            hint = colon_hint(line)
            if hint is not None:
                return hint
        if any(words in problem for words in _INDENTED):
            return (
                "indent the keys of one mapping alike, and quote texts that hold ': '"
            )
        return "quote texts that hold ': ', ' #', braces or a leading symbol"


#: What the parser says where a line stands too far left or right.
_INDENTED: Final = (
    *("expected '-' indicator", "did not find expected key", "<block end>"),
    *("mapping values are not allowed", "block mapping", "block collection"),
)


def colon_hint(line: str) -> str | None:
    """Return how the colon behind a line's key is written, where that is wrong."""
    import re  # noqa: PLC0415 - errors only

    found = re.match(r"\s*(?:- )?[\w.\"'-]{1,60}\s*([\uff1a:])(?=[^ ]|$| )", line)
    if found is None:
        return None
    if found[1] == "\uff1a":
        return "write the ASCII colon and a space behind it: key: value"
    behind = line[found.end() : found.end() + 1]
    return "put a space behind the colon: key: value" if behind.strip() else None


def _quoted(key: str) -> str:
    return repr(key if len(key) <= 40 else f"{key[:37]}...")
