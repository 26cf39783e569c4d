"""What a locked rule (锁定规则) allows: it is a floor, later files may only raise it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from infoverify.errors import RulesetError
from infoverify.finding import SEVERITIES
from infoverify.language.ruleset import Origin, parse_value, value_type
from infoverify.vocabulary import STAGES

if TYPE_CHECKING:
    from infoverify.language.rule import Plain

_PARAMETER: Final = re.compile(r"\bparam\s*\.\s*([a-z_][a-z0-9_]*)")
_UNDETERMINED: Final = ("block", "review", "note")


def parameters_read(rule: Plain) -> frozenset[str]:
    """Return the parameters that a rule's expressions name."""
    sources = [rule["when"] or "", rule["require"]]
    if not isinstance(rule["severity"], str):
        sources += [r["when"] for r in rule["severity"] if not isinstance(r, str)]
    naming = (text for text in sources if "param" in text)
    return frozenset(name for text in naming for name in _PARAMETER.findall(text))


def unbounded(rule: Plain, parameters: dict[str, Plain]) -> list[str]:
    """Return the parameters of a locked rule that any later file could set freely."""
    if not rule["lock"]:
        return []
    found = []
    for name in sorted(parameters_read(rule) & parameters.keys()):
        plain = parameters[name]
        # Texts, truths and lists have no order: they stay as they are (see below).
        ordered = value_type(parse_value(plain["value"], plain["type"])).kind
        free = plain["min"] is None and plain["max"] is None
        if free and ordered in {"number", "date"}:
            found.append(name)
    return found


def loosened(rule: Plain, key: str, value: Any) -> str | None:  # noqa: ANN401
    """Return how an override would loosen a locked rule, or ``None``."""
    if not rule["lock"]:
        return None
    if key == "enabled":
        return None if value else "it cannot be disabled"
    if key == "severity":
        return _lower(rule["severity"], value)
    if key == "undetermined":
        worse = _UNDETERMINED.index(value) <= _UNDETERMINED.index(rule["undetermined"])
        return None if worse else "undetermined cannot be lowered"
    if key == "stages":
        missing = set(rule["stages"] or STAGES) - set(value or STAGES)
        return f"stages {sorted(missing)} cannot be taken away" if missing else None
    if key == "waiver":
        return _waived(rule["waiver"], value)
    return None


def _levels(severity: Any) -> list[int]:  # noqa: ANN401
    rows = [severity] if isinstance(severity, str) else severity
    words = [row if isinstance(row, str) else row["is"] for row in rows]
    return [SEVERITIES.index(word) for word in words]


def _lower(old: Any, new: Any) -> str | None:  # noqa: ANN401
    if old == new:
        return None
    # Rows may apply in cases we cannot foresee: each must reach the worst old row.
    if max(_levels(new)) <= min(_levels(old)):
        return None
    return f"severity must be at least {SEVERITIES[min(_levels(old))]}"


def _waived(old: Plain | None, new: Plain | None) -> str | None:
    if new is None or not new["allowed"]:
        return None
    if old is not None and not old["allowed"]:
        return "waivers cannot be allowed"
    limit = old["max_days"] if old else None
    days = new["max_days"]
    if limit is not None and (days is None or days > limit):
        return f"waivers last at most {limit} days"
    return None


def set_parameter(
    parameters: dict[str, Plain],
    name: str,
    plain: Plain,
    origin: Origin,
    locked_readers: list[str],
) -> None:
    """Define a parameter, or give an earlier one another value within its bounds.

    Raises:
        RulesetError: another type, outside the bounds, wider bounds.
    """
    try:
        new = {k: plain[k] for k in ("value", "min", "max", "type")}
        value = parse_value(new["value"], new["type"])
        old = parameters.get(name)
        if old is not None:
            new["type"] = old["type"]
            value = parse_value(new["value"], new["type"])
            problem = outside(name, old, value, locked_readers)
            if problem:
                raise ValueError(problem)  # noqa: TRY301 - one place tells file and line
            for bound in ("min", "max"):
                new[bound] = _tighter(old, new, bound)
        problem = outside(name, new, value, [])
        if problem:
            raise ValueError(problem)  # noqa: TRY301 - one place tells file and line
    except ValueError as error:
        raise RulesetError(
            f"parameter {name}: {error}",
            file=origin.file,
            line=origin.line,
            column=origin.column,
            hint="stay within min and max, and of one type",
        ) from None
    parameters[name] = new


def _tighter(old: Plain, new: Plain, bound: str) -> Any:  # noqa: ANN401
    if new[bound] is None or old[bound] is None:
        return new[bound] if new[bound] is not None else old[bound]
    before: Any = parse_value(old[bound], old["type"])
    after: Any = parse_value(new[bound], new["type"])
    wider = after < before if bound == "min" else after > before
    if wider:
        raise ValueError(f"{bound} may only become tighter than {old[bound]}")
    return new[bound]


def outside(
    name: str,
    plain: Plain,
    value: Any,  # noqa: ANN401 - of whatever type the parameter has
    locked_readers: list[str],
) -> str | None:
    """Return why a value does not fit a parameter, or ``None``."""
    base = parse_value(plain["value"], plain["type"])
    if value_type(base) != value_type(value):
        return f"is {value_type(base)}, not {value_type(value)}"
    if (
        locked_readers
        and plain["min"] is None
        and plain["max"] is None
        and value != base
    ):
        return f"{name} is read by locked rules ({', '.join(locked_readers)})"
    for bound in ("min", "max"):
        if plain[bound] is None:
            continue
        limit: Any = parse_value(plain[bound], plain["type"])
        if value_type(limit) != value_type(value):
            return f"{bound} is of another type than the value"
        if value < limit if bound == "min" else value > limit:
            return f"lies outside {bound} {plain[bound]}"
    return None
