"""The shape that every validator's ``inspect`` returns, and the meaning of its codes.

A validator owns one literal table ``CODES``: problem or hint code → class, where

* ``refuses``: the written standard refuses the value (``valid`` is ``False``);
* ``doubts``: something speaks against it, the standard does not (``valid`` is ``None``);
* ``unknown``: our knowledge is short (``valid`` is ``None``);
* ``hints``: worth knowing, changes nothing.

``problems`` holds the first two classes, ``hints`` the last two.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Self, TypeVar

from infoverify.errors import (
    Empty,
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
    ValidationError,
)
from infoverify.masking import mask

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

CodeClass = Literal["refuses", "doubts", "unknown", "hints"]

# Which of the five exceptions a refusing code raises; any other is a component.
_EXCEPTIONS: Final[dict[str, type[ValidationError]]] = {
    "empty": Empty,
    "length": InvalidLength,
    "wrong_type": InvalidFormat,
    "format": InvalidFormat,
    "spreadsheet_damage": InvalidFormat,
    "several_values": InvalidFormat,
    "checksum": InvalidChecksum,
}


def verdict_of(codes: Iterable[str], table: Mapping[str, CodeClass]) -> bool | None:
    """Return ``False`` if any code refuses, ``None`` if any doubts or is unknown."""
    valid: bool | None = True
    for code in codes:
        kind = table[code]
        if kind == "refuses":
            return False
        if kind != "hints":
            valid = None
    return valid


def refusal(code: str, kind: str) -> ValidationError:
    """Return the exception that ``validate`` raises for a refusing code."""
    return _EXCEPTIONS.get(code, InvalidComponent)(code, kind)


_set = object.__setattr__


class Inspection:
    """A frozen reading of one value (一个值的读数).

    Attributes:
        valid: ``True``, ``False`` (the standard refuses) or ``None`` (cannot tell).
        problems: codes that refuse or doubt, the most telling first.
        hints: codes that are worth knowing.
        normalised: the clean form, ``None`` where there is none.
        normalised_from: the text as given where it differs from the clean form.
        changes: codes of what was folded, such as ``full_width``.

    Attributes are raw, for the caller gave the value; ``repr`` and ``str`` are masked.
    Subclasses add derived facts as slots and list them in ``FACTS``.
    """

    __slots__ = (
        "changes",
        "hints",
        "normalised",
        "normalised_from",
        "problems",
        "valid",
    )

    KIND: ClassVar[str] = "value"
    #: The vocabulary's field under whose rule ``repr`` masks the value.
    FIELD: ClassVar[str] = "value"
    FACTS: ClassVar[tuple[str, ...]] = ()

    valid: bool | None
    problems: tuple[str, ...]
    hints: tuple[str, ...]
    normalised: str | None
    normalised_from: str | None
    changes: tuple[str, ...]

    def __init__(
        self,
        valid: bool | None,  # noqa: FBT001 - the shape is the same for every validator
        problems: tuple[str, ...] = (),
        hints: tuple[str, ...] = (),
        *,
        normalised: str | None = None,
        normalised_from: str | None = None,
        changes: tuple[str, ...] = (),
        **facts: object,
    ) -> None:
        """Set the common attributes and the facts; facts not given are ``None``."""
        _set(self, "valid", valid)
        _set(self, "problems", problems)
        _set(self, "hints", hints)
        _set(self, "normalised", normalised)
        _set(self, "normalised_from", normalised_from)
        _set(self, "changes", changes)
        for name in self.FACTS:
            _set(self, name, facts.pop(name, None))
        if facts:
            raise TypeError(f"{type(self).__name__} has no {', '.join(facts)}")

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: an inspection is frozen."""
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        """Refuse: an inspection is frozen."""
        raise AttributeError(f"{type(self).__name__} is frozen")

    def _values(self) -> tuple[object, ...]:
        return tuple(
            getattr(self, name)
            for name in (
                *("valid", "problems", "hints", "normalised", "normalised_from"),
                "changes",
                *self.FACTS,
            )
        )

    def __eq__(self, other: object) -> bool:
        """Compare kind and every attribute."""
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        """Hash what ``__eq__`` compares."""
        return hash((self.KIND, self._values()))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle every attribute: the caller gave the value and gets it back."""
        names = (
            *("valid", "problems", "hints", "normalised", "normalised_from"),
            "changes",
            *self.FACTS,
        )
        return (_rebuild, (type(self), dict(zip(names, self._values(), strict=True))))

    def __copy__(self) -> Self:
        """Return itself: it is frozen."""
        return self

    def __deepcopy__(self, memo: object) -> Self:
        """Return itself: it is frozen."""
        return self

    def to_dict(self) -> dict[str, object]:
        """Return the reading as JSON-ready values, raw, facts last."""
        result: dict[str, object] = {
            "kind": self.KIND,
            "valid": self.valid,
            "problems": list(self.problems),
            "hints": list(self.hints),
            "normalised": self.normalised,
            "normalised_from": self.normalised_from,
            "changes": list(self.changes),
        }
        # A fact called "kind" (a phone's) is the datum's own; the validator gives way.
        for name in self.FACTS:
            result[name] = _jsonable(getattr(self, name))
        return result

    def __repr__(self) -> str:
        """Return kind, outcome and codes with the value masked."""
        shown = mask(self.FIELD, self.normalised)
        return (
            f"<{self.KIND} {shown or '-'} valid={self.valid}"
            f" problems={list(self.problems)} hints={list(self.hints)}>"
        )

    __str__ = __repr__


_R = TypeVar("_R", bound=Inspection)


def validated(reading: Inspection) -> str:
    """Return the clean form of a reading, or raise what refuses it."""
    if reading.valid is False or reading.normalised is None:
        raise refusal(reading.problems[0], reading.KIND)
    return reading.normalised


def accepted(reading: _R) -> _R:
    """Return a reading that is not refused, or raise what refuses it."""
    if reading.valid is False:
        raise refusal(reading.problems[0], reading.KIND)
    return reading


def sorted_codes(
    codes: Collection[str], table: Mapping[str, CodeClass]
) -> tuple[bool | None, tuple[str, ...], tuple[str, ...]]:
    """Return the verdict on codes, then problems and hints in the table's order."""
    ordered = [code for code in table if code in codes]
    return (
        verdict_of(codes, table),
        tuple(c for c in ordered if table[c] in ("refuses", "doubts")),
        tuple(c for c in ordered if table[c] in ("unknown", "hints")),
    )


def _rebuild(cls: type[Inspection], values: dict[str, Any]) -> Inspection:
    return cls(**values)


def _jsonable(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_jsonable(v) for v in value]
    return value
