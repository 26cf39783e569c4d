"""Verdicts as JSON: an array, or one object on each line; masked as ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from infoverify.finding import canonical_json

if TYPE_CHECKING:
    from infoverify.reports.run import Row, Tally, Trouble
    from infoverify.verdict import Verdict


def entry(row: Row, verdict: Verdict) -> dict[str, Any]:
    """Return the verdict with the place of its record."""
    return {"source": row.source, "line": row.line, **verdict.to_dict()}


class JsonLinesReport:
    """One object on each line, written as soon as it is known."""

    def __init__(self, out: TextIO) -> None:
        """Keep the stream."""
        self._out = out

    def record(self, row: Row, verdict: Verdict) -> None:
        """Write one line."""
        self._out.write(canonical_json(entry(row, verdict)) + "\n")

    def trouble(self, trouble: Trouble) -> None:
        """Write nothing: what cannot be read is told on standard error."""

    def finish(self, tally: Tally) -> None:
        """Write nothing: every line stands for itself."""


class JsonReport:
    """One array, an element on each line; an empty one where no record was read."""

    def __init__(self, out: TextIO) -> None:
        """Keep the stream; nothing is written before the first record."""
        self._out = out
        self._lead = "[\n"

    def record(self, row: Row, verdict: Verdict) -> None:
        """Write one element."""
        self._out.write(self._lead + canonical_json(entry(row, verdict)))
        self._lead = ",\n"

    def trouble(self, trouble: Trouble) -> None:
        """Write nothing: what cannot be read is told on standard error."""

    def finish(self, tally: Tally) -> None:
        """Close the array."""
        self._out.write("\n]\n" if tally.records else "[]\n")
