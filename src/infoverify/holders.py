"""Whatever a host keeps its records in (宿主对象): mappings, dataclasses, models.

Only single fields are ever fetched, and every foreign object is asked under guard.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from infoverify._guard import attempt

#: Nothing stands under the name.
MISSING: Final = object()
#: The holder raised: whatever stands there is unreadable.
BROKEN: Final = object()


def fetch(holder: object, name: str) -> object:
    """Return what a mapping, dataclass or model holds under a name, or a marker."""
    if type(holder) is dict:
        value, failed = attempt(holder.get, name, MISSING)
    else:
        value, failed = attempt(_fetch_foreign, holder, name)
    return BROKEN if failed else value


def _fetch_foreign(holder: Any, name: str) -> object:  # noqa: ANN401
    if isinstance(holder, Mapping):
        return holder[name] if name in holder else MISSING  # noqa: SIM401 - a Mapping's get may default wrongly
    declared = _declared(type(holder))
    if declared is not None and name in declared:
        return getattr(holder, name, MISSING)
    extra = getattr(holder, "__pydantic_extra__", None)
    return extra.get(name, MISSING) if type(extra) is dict else MISSING


def readable(holder: object) -> bool:
    """Tell whether an object is a record or part at all: mapping, dataclass, model."""
    if type(holder) is dict:
        return True
    answer, _ = attempt(_is_record, holder)
    return bool(answer)


def _declared(kind: type) -> Mapping[str, object] | None:
    """Return the fields that a dataclass or a pydantic model declares, else ``None``."""
    declared: Mapping[str, object] | None = getattr(kind, "__dataclass_fields__", None)
    if declared is None and hasattr(kind, "__pydantic_validator__"):
        # Up to pydantic 2.9 only the public name exists.
        declared = getattr(kind, "__pydantic_fields__", None) or getattr(
            kind, "model_fields", None
        )
    return declared


def _is_record(holder: object) -> bool:
    return isinstance(holder, Mapping) or _declared(type(holder)) is not None
