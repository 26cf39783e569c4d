"""Named tuples that are quick to define: ``typing.NamedTuple`` without its checks.

``typing`` compiles the annotation of every field when a class is made. Sixty classes
are made before a first verdict, and their annotations took a tenth of its time; type
checkers look at them, nothing else does. What is made is a ``collections.namedtuple``.
Modules that a first verdict does without take ``typing``'s as well.
"""

from __future__ import annotations

# The name is what type checkers go by; a module this low imports nothing for it.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - so it is exported
else:
    from collections import namedtuple

    class _Definition(type):
        def __new__(
            cls, name: str, bases: tuple[type, ...], body: dict[str, object]
        ) -> type:
            """Return the named tuple that a class statement describes."""
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body["__annotations__"]
            given = [field for field in fields if field in body]
            if given != list(fields)[len(fields) - len(given) :]:
                raise TypeError(f"{name}: a field without a default follows one")
            defaults = [body.pop(field) for field in given]
            made = namedtuple(  # noqa: PYI024 - as above
                name, fields, defaults=defaults, module=body["__module__"]
            )
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Definition):
        """The base that a class statement names; the class made has none of it."""
