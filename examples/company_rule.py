"""Run a company's own ruleset with a function of its own.

    python examples/company_rule.py

The ruleset is ``company_rule.yaml`` beside this file. Its second rule calls
``acme.accepts``, which lives here because it asks the company's own list.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from infoverify import Verifier, load_ruleset
from infoverify.examples import load_samples, run_examples
from infoverify.testing import sample_case

ACCEPTED = {"中学教师", "机械工程师", "学生", "会计"}
CLOSED = {"矿工", "潜水员"}


def accepts(occupation: str) -> bool | None:
    """Tell whether an occupation is accepted; ``None`` where the list is silent."""
    if occupation in ACCEPTED:
        return True
    return False if occupation in CLOSED else None


FUNCTIONS = {"acme.accepts": accepts}


def main() -> None:
    """Run the rules' own examples, then judge one case that breaks both rules."""
    ruleset = load_ruleset(
        Path(__file__).with_name("company_rule.yaml"), functions=FUNCTIONS
    )
    results = list(run_examples(ruleset, load_samples()))
    print(f"{sum(r.passed for r in results)} of {len(results)} examples passed")

    changes = {
        "policy.sum_assured_death": "5000000",
        "policyholder.income": None,
        "insured[0].occupation": "矿工",
    }
    case = sample_case(**changes)
    verifier = Verifier(ruleset, stage="underwriting")
    verdict = verifier.verify(case, at=date(2026, 1, 15))
    print(verdict.decision)
    for finding in verdict.findings:
        print(f"{finding.severity:7}{finding.rule}: {finding.message('zh')}")


if __name__ == "__main__":
    main()
