"""Standard output and error: one encoding, no traceback when the reader leaves."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def prepare_output() -> None:
    """Make both streams able to write any text.

    Where output goes to a file or another program it is UTF-8 unless the user asked
    for another encoding; what still cannot be written is escaped, never an error.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        asked = os.environ.get("PYTHONIOENCODING")
        if stream.isatty() or asked:
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def abandon_output() -> None:
    """Let nothing more be written to a pipe that nobody reads, at exit neither."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    empty = os.open(os.devnull, os.O_WRONLY)
    os.dup2(empty, descriptor)
    os.close(empty)


def complain(text: str) -> None:
    """Write a line for people to standard error."""
    sys.stdout.flush()
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


@contextmanager
def stoppable() -> Iterator[None]:
    """Let a request to terminate end the work as Ctrl-C does: what is done is kept."""

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:
        # Not in the main thread: the host's own business.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def colours(stream: Any) -> bool:  # noqa: ANN401 - any text stream
    """Tell whether a stream is a terminal that wants colours."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(stream.isatty())
