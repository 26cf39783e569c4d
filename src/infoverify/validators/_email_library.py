"""A second opinion on an address by ``email-validator`` (Unlicense), where installed.

No rule calls this and ``email.inspect`` never does, because a verdict must not depend
on what happens to be installed. The host that wants it calls it on purpose.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from infoverify.errors import UsageError
from infoverify.validators.email import EmailInspection, inspect


def inspect_with_library(value: object) -> EmailInspection:
    """Return :func:`email.inspect`'s reading, with the library's objection as a doubt.

    Only the syntax is asked about: no name server, no network.

    Raises:
        UsageError: ``email-validator`` is not installed.
    """
    try:
        library: Any = import_module("email_validator")
    except ImportError:
        raise UsageError(
            "email-validator is not installed (try: pip install email-validator)"
        ) from None
    found = inspect(value)
    if found.valid is False or found.normalised is None:
        return found
    try:
        library.validate_email(
            found.normalised,
            check_deliverability=False,
            allow_quoted_local=True,
            allow_domain_literal=True,
            test_environment=True,
        )
    except library.EmailNotValidError:
        facts: dict[str, object] = {n: getattr(found, n) for n in found.FACTS}
        return EmailInspection(
            None,
            (*found.problems, "library_objects"),
            found.hints,
            normalised=found.normalised,
            normalised_from=found.normalised_from,
            changes=found.changes,
            **facts,
        )
    return found
