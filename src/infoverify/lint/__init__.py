"""What is doubtful in a ruleset that loads: one small check for each kind of doubt.

Unknown names, duplicate ids and loosened locks never come this far: the loader refuses
them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.lint import coverage, examples, force, insured, logic, parameters, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from infoverify.language.ruleset import Ruleset
    from infoverify.lint.remark import Remark

CHECKS: Final[tuple[Callable[[Ruleset], Iterator[Remark]], ...]] = (
    texts.missing_translations,
    texts.differing_placeholders,
    texts.unmasked_placeholders,
    texts.missing_basis,
    texts.unknown_instruments,
    parameters.unused_parameters,
    parameters.unused_fields,
    examples.missing_examples,
    examples.idle_examples,
    examples.repeated_names,
    coverage.uncovered_fields,
    logic.dead_conditions,
    logic.pairs,
    force.gaps,
    insured.inheriting,
)


def lint(ruleset: Ruleset) -> list[Remark]:
    """Return the remarks on a ruleset, by file and line."""
    found = [remark for check in CHECKS for remark in check(ruleset)]
    return sorted(
        found, key=lambda r: (r.file or "", r.line or 0, r.code, r.rule or "")
    )
