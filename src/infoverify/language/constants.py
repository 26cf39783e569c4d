"""The constants that a generated function is given, by name."""

from __future__ import annotations


class Constants(dict[str, object]):
    """What a generated function is given, by name; one value has one name."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__()
        self._names: dict[object, str] = {}
        self._numbers: dict[object, int] = {}

    def named(self, value: object, stem: str, key: object = None) -> str:
        """Return the name of a value; values of one spelling, or one ``key``, share it."""
        # By spelling too: trees are tuples, and what is equal need not be the same.
        spelled = sorted(map(repr, value)) if isinstance(value, frozenset) else value
        key = (type(value), repr(spelled) if key is None else key)
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = f"{stem}_{len(self)}"
            self[name] = value
        return name

    def number(self, value: object) -> int:
        """Return a number of a value's own."""
        return self._numbers.setdefault(value, len(self._numbers))
