"""A progress bar on standard error, where that is a terminal: rows, rate, time left."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from infoverify.cli.records import Meter
    from infoverify.cli.speech import Speech

_EVERY: Final = 0.2
_BAR: Final = 24


class Progress:
    """Rewrites one line, five times a second at most; silent elsewhere."""

    def __init__(
        self, sources: list[str], meter: Meter, say: Speech, *, on: bool
    ) -> None:
        """Add up the bytes to come; unknown for standard input."""
        self._on = on
        self._meter = meter
        self._say = say
        self._total = _bytes_of(sources) if on else None
        self._begun = self._shown = time.monotonic()
        self._width = 0

    def step(self, records: int) -> None:
        """Show how far it is, if it is time to."""
        if not self._on:
            return
        now = time.monotonic()
        if now - self._shown >= _EVERY:
            self._shown = now
            self._write(self.line(records, now - self._begun))

    def line(self, records: int, seconds: float) -> str:
        """Return bar, rows, rate and time left."""
        rate = records / seconds if seconds else 0.0
        counts = self._say(
            f"{records} 件  每秒 {rate:.0f} 件", f"{records} records  {rate:.0f}/s"
        )
        passed = self._meter.passed
        if not self._total or not passed:
            return counts
        share = min(passed / self._total, 1.0)
        full = int(share * _BAR)
        bar = "#" * full + "." * (_BAR - full)
        left = _clock(seconds * (1 - share) / share)
        remaining = self._say(f"剩余 {left}", f"{left} left")
        return f"[{bar}] {share:4.0%}  {counts}  {remaining}"

    def wipe(self) -> None:
        """Take the line away, before anything else is written."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
            self._width = 0

    def _write(self, text: str) -> None:
        from infoverify.reports.width import width  # noqa: PLC0415 - on a terminal only

        now = width(text)
        sys.stderr.write("\r" + text + " " * max(self._width - now, 0))
        sys.stderr.flush()
        self._width = now


def _clock(seconds: float) -> str:
    minutes, seconds = divmod(int(seconds + 0.5), 60)
    hours, minutes = divmod(minutes, 60)
    return (
        f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
    )


def _bytes_of(sources: list[str]) -> int | None:
    total = 0
    for source in sources:
        if source == "-":
            return None
        try:
            total += Path(source).stat().st_size
        except OSError:
            continue
    return total
