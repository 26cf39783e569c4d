"""infoverify: which facts of an insurance case are missing, wrong or contradictory.

Names only; each is imported when first used, so that importing the package costs
next to nothing. Nobody inside imports from here.
"""

from __future__ import annotations

# The name is what type checkers go by; importing typing would triple the cost.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from infoverify.binding_file import load_binding
    from infoverify.bindings import Binding
    from infoverify.engine import Verifier
    from infoverify.errors import (
        CorrectionRequired,
        Empty,
        InfoverifyError,
        InvalidChecksum,
        InvalidComponent,
        InvalidFormat,
        InvalidLength,
        RuleCrashed,
        RulesetError,
        UsageError,
        ValidationError,
    )
    from infoverify.finding import Basis, Finding, Proposal, Severity
    from infoverify.language.ruleset import Ruleset
    from infoverify.masking import mask
    from infoverify.rulesets import load_ruleset, shipped_names
    from infoverify.verdict import Undetermined, Verdict
    from infoverify.version import __version__

_HOMES = {
    "Basis": "finding",
    "Binding": "bindings",
    "CorrectionRequired": "errors",
    "Empty": "errors",
    "Finding": "finding",
    "InfoverifyError": "errors",
    "InvalidChecksum": "errors",
    "InvalidComponent": "errors",
    "InvalidFormat": "errors",
    "InvalidLength": "errors",
    "Proposal": "finding",
    "RuleCrashed": "errors",
    "Ruleset": "language.ruleset",
    "RulesetError": "errors",
    "Severity": "finding",
    "Undetermined": "verdict",
    "UsageError": "errors",
    "ValidationError": "errors",
    "Verdict": "verdict",
    "Verifier": "engine",
    "__version__": "version",
    "load_binding": "binding_file",
    "load_ruleset": "rulesets",
    "mask": "masking",
    "shipped_names": "rulesets",
}

__all__ = [
    "Basis",
    "Binding",
    "CorrectionRequired",
    "Empty",
    "Finding",
    "InfoverifyError",
    "InvalidChecksum",
    "InvalidComponent",
    "InvalidFormat",
    "InvalidLength",
    "Proposal",
    "RuleCrashed",
    "Ruleset",
    "RulesetError",
    "Severity",
    "Undetermined",
    "UsageError",
    "ValidationError",
    "Verdict",
    "Verifier",
    "__version__",
    "load_binding",
    "load_ruleset",
    "mask",
    "shipped_names",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'infoverify' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - only when a name is used

    value: object = getattr(import_module(f"infoverify.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
