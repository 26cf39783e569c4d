"""Kits for hosts' tests (测试工具): sample records, golden files, Hypothesis strategies.

``infoverify.testing.strategies`` needs Hypothesis (``pip install infoverify[test]``);
what stands here needs nothing.
"""

from __future__ import annotations

from infoverify.testing.golden import assert_verdict_matches
from infoverify.testing.samples import PERSONS, sample_case, sample_person

__all__ = ["PERSONS", "assert_verdict_matches", "sample_case", "sample_person"]
