"""Verdicts as JUnit XML: a test case for each record, a failure for each finding.

The head of a suite tells its counts, so the body waits in a temporary file.
"""

from __future__ import annotations

import tempfile
from shutil import copyfileobj
from typing import TYPE_CHECKING, TextIO
from xml.sax.saxutils import escape, quoteattr

from infoverify.finding import SEVERITIES
from infoverify.reports.text import headline
from infoverify.reports.width import clean

if TYPE_CHECKING:
    from infoverify.finding import Finding
    from infoverify.reports.run import Row, Run, Tally, Trouble
    from infoverify.verdict import Verdict


def attribute(text: str) -> str:
    """Return a quoted attribute; what XML cannot hold is replaced."""
    return quoteattr(_allowed(text))


def body(text: str) -> str:
    """Return an element's text; what XML cannot hold is replaced."""
    return escape(_allowed(text))


def _allowed(text: str) -> str:
    # Code points that XML 1.0 has no spelling for, beyond what clean() replaces.
    return clean(text, 4000).replace("\ufffe", "?").replace("\uffff", "?")


class Suite:
    """The cases of one suite, kept until their counts are known."""

    def __init__(self, out: TextIO, name: str) -> None:
        """Open the temporary file."""
        self._out = out
        self._name = name
        self._kept = tempfile.TemporaryFile(  # noqa: SIM115 - closed by finish
            "w+", encoding="utf-8", errors="backslashreplace"
        )
        self.tests = self.failures = self.errors = 0

    def case(
        self, group: str, name: str, inner: str, *, failed: bool, error: bool = False
    ) -> None:
        """Add one case; ``inner`` is XML already."""
        self.tests += 1
        self.failures += failed
        self.errors += error
        head = f"    <testcase classname={attribute(group)} name={attribute(name)}"
        self._kept.write(
            f"{head}>\n{inner}    </testcase>\n" if inner else f"{head}/>\n"
        )

    def finish(self) -> None:
        """Write the head with its counts, then the body."""
        counts = (
            f'tests="{self.tests}" failures="{self.failures}" errors="{self.errors}"'
        )
        self._out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        self._out.write(f"<testsuites {counts}>\n")
        self._out.write(f"  <testsuite name={attribute(self._name)} {counts}>\n")
        self._kept.seek(0)
        copyfileobj(self._kept, self._out)
        self._kept.close()
        self._out.write("  </testsuite>\n</testsuites>\n")


class JunitReport:
    """One suite for the run; findings below ``fail_on`` are told, not failed."""

    def __init__(self, out: TextIO, run: Run, fail_on: str) -> None:
        """Prepare the suite."""
        self._suite = Suite(out, headline(run))
        self._run = run
        counted = (
            () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        )
        self._counted = frozenset(counted)

    def record(self, row: Row, verdict: Verdict) -> None:
        """Add a case."""
        failing = [f for f in verdict.findings if f.severity in self._counted]
        other = [f for f in verdict.findings if f.severity not in self._counted]
        inner = "".join(
            f"      <failure type={attribute(f.rule)} message={attribute(self._text(f))}/>\n"
            for f in failing
        )
        if other:
            lines = "\n".join(f"{f.rule}: {self._text(f)}" for f in other)
            text = "\n".join(map(body, lines.split("\n")))
            inner += f"      <system-out>{text}</system-out>\n"
        name = row.number or f"#{row.place}"
        place = f"{row.source}:{row.line}" if row.line else row.source
        self._suite.case(place, name, inner, failed=bool(failing))

    def _text(self, finding: Finding) -> str:
        return f"[{finding.severity}] {finding.message(self._run.lang)}"

    def trouble(self, trouble: Trouble) -> None:
        """Add a case that could not be run."""
        text = attribute(trouble.text(self._run.lang))
        place = f"{trouble.source}:{trouble.line}" if trouble.line else trouble.source
        inner = f'      <error type="unreadable" message={text}/>\n'
        self._suite.case(place, "unreadable", inner, failed=False, error=True)

    def finish(self, tally: Tally) -> None:  # noqa: ARG002 - the suite counts
        """Write everything."""
        self._suite.finish()
