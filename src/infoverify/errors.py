"""Every exception that leaves the library, drawn as a tree.

::

    InfoverifyError
    ├── RulesetError          a ruleset cannot be loaded (also a ValueError)
    ├── UsageError            a call with a wrong argument (also a ValueError)
    ├── CorrectionRequired    raise_for_blocking(): the verdict does not allow going on
    ├── RuleCrashed           a check raised, and on_crash="raise" was asked for
    └── ValidationError       one value is refused by its standard (also a ValueError)
        ├── Empty
        ├── InvalidLength
        ├── InvalidFormat
        ├── InvalidComponent
        └── InvalidChecksum

A customer's data never raises, it yields findings; exceptions are for programmers
and authors of rulesets. No message carries a customer's value.
"""

from __future__ import annotations

from typing import Any


class InfoverifyError(Exception):
    """The root of everything that infoverify raises on purpose."""


class UsageError(InfoverifyError, ValueError):
    """A function was called with an argument that makes no sense; says what to try."""


class RulesetError(InfoverifyError, ValueError):
    """A ruleset cannot be loaded: says where, what, and what to try.

    Attributes:
        file: the file's name as the caller gave it, or ``None``.
        line, column: position in the file, counted from 1, or ``None``.
        rule: the id of the rule concerned, or ``None``.
        problem: what is wrong, one sentence.
        hint: what to try, one sentence, or ``None``.
    """

    def __init__(
        self,
        problem: str,
        *,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        rule: str | None = None,
        hint: str | None = None,
    ) -> None:
        """Keep the parts; the text is composed in ``__str__``."""
        super().__init__(problem)
        self.problem = problem
        self.file = file
        self.line = line
        self.column = column
        self.rule = rule
        self.hint = hint

    def __str__(self) -> str:
        """Return ``file:line:column: rule R: problem (try: hint)``."""
        place = self.file or "<ruleset>"
        if self.line is not None:
            place += f":{self.line}"
            if self.column is not None:
                place += f":{self.column}"
        rule = f" rule {self.rule}:" if self.rule else ""
        hint = f" (try: {self.hint})" if self.hint else ""
        return f"{place}:{rule} {self.problem}{hint}"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle with the keyword arguments."""
        state = {
            k: getattr(self, k) for k in ("file", "line", "column", "rule", "hint")
        }
        return (_rebuild_ruleset_error, (self.problem, state))


def _rebuild_ruleset_error(problem: str, state: dict[str, Any]) -> RulesetError:
    return RulesetError(problem, **state)


class CorrectionRequired(InfoverifyError):  # noqa: N818 - the design fixes the name
    """The verdict does not allow going on; ``verdict`` tells why (masked in text)."""

    def __init__(self, verdict: Any) -> None:  # noqa: ANN401 - Verdict is a floor above
        """Keep the verdict, and say how many findings stand in the way."""
        super().__init__(verdict)
        self.verdict = verdict

    def __str__(self) -> str:
        """Return the decision with the rules that stand in the way, no values."""
        findings = [
            f for f in self.verdict.findings if f.severity in ("block", "review")
        ]
        rules = ", ".join(dict.fromkeys(f.rule for f in findings))
        return f"decision {self.verdict.decision}: {len(findings)} finding(s): {rules}"


class RuleCrashed(InfoverifyError):  # noqa: N818 - the design fixes the name
    """A check raised while verifying; names the rule and the exception's type only."""

    def __init__(self, rule: str, exception_type: str) -> None:
        """Keep the names; the exception's own text could hold a customer's value."""
        super().__init__(rule, exception_type)
        self.rule = rule
        self.exception_type = exception_type

    def __str__(self) -> str:
        """Return the rule's id and the type of the exception."""
        return f"rule {self.rule} crashed with {self.exception_type}"


class ValidationError(InfoverifyError, ValueError):
    """A value is refused by its standard.

    Attributes:
        code: the stable problem code, such as ``checksum``.
        kind: the validator's name, such as ``resident_id``.
    """

    def __init__(self, code: str = "invalid", kind: str = "value") -> None:
        """Keep code and kind; the value itself is never kept."""
        super().__init__(code, kind)
        self.code = code
        self.kind = kind

    def __str__(self) -> str:
        """Return kind and code, without the value."""
        return f"{self.kind}: {self.code}"


class Empty(ValidationError):  # noqa: N818 - python-stdnum's manner of naming
    """There is nothing to validate: absent, blank."""


class InvalidLength(ValidationError):  # noqa: N818
    """The value has the wrong number of characters."""


class InvalidFormat(ValidationError):  # noqa: N818
    """The value holds something that the format does not allow."""


class InvalidComponent(ValidationError):  # noqa: N818
    """A part of the value (date, region, category) cannot be."""


class InvalidChecksum(ValidationError):  # noqa: N818
    """The check digit does not agree with the rest."""
