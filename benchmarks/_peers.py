"""Other engines on the same checks."""
from __future__ import annotations
from typing import Any


def peers(ours: Any, records: Any, rounds: int) -> dict[str, Any]:
    """Return nothing yet."""
    return dict.fromkeys(("pydantic_over_infoverify", "zen_regex_over_infoverify", "zen_facts_over_infoverify"))
