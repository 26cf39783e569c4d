"""Named tuples made by the library are those that ``typing`` would make."""

from __future__ import annotations

import copy
import pickle
import typing

import pytest

from infoverify import _named


class Mine(_named.NamedTuple):
    """A doc."""

    a: int
    b: str = "x"
    c: tuple[Mine, ...] = ()

    @property
    def double(self) -> int:
        """Return twice a."""
        return self.a * 2

    def __str__(self) -> str:
        return "mine"


class Theirs(typing.NamedTuple):
    """A doc."""

    a: int
    b: str = "x"
    c: tuple[Mine, ...] = ()

    @property
    def double(self) -> int:
        """Return twice a."""
        return self.a * 2

    def __str__(self) -> str:
        return "mine"


def test_the_classes_are_alike() -> None:
    for name in ("_fields", "_field_defaults", "__match_args__", "__doc__", "__mro__"):
        ours, wanted = getattr(Mine, name), getattr(Theirs, name)
        if name == "__mro__":
            ours, wanted = ours[1:], wanted[1:]
        assert ours == wanted
    assert (Mine.__module__, Mine.__qualname__) == (__name__, "Mine")
    assert list(Mine.__annotations__) == list(Theirs.__annotations__)
    assert not hasattr(Mine(1), "__dict__")


def test_the_tuples_are_alike() -> None:
    assert Mine(1) == Theirs(1) == (1, "x", ())
    assert (
        repr(Mine(1, c=(Mine(2),))) == "Mine(a=1, b='x', c=(Mine(a=2, b='x', c=()),))"
    )
    assert (str(Mine(1)), Mine(4).double) == ("mine", 8)
    assert Mine(1)._replace(b="y") == Mine(1, "y")
    assert pickle.loads(pickle.dumps(Mine(3))) == copy.deepcopy(Mine(3)) == Mine(3)  # noqa: S301
    match Mine(5, "z"):
        case Mine(a, b):
            assert (a, b) == (5, "z")


@pytest.mark.parametrize("values", [(), (1, 2, 3, 4)])
def test_the_constructor_counts(values: tuple[int, ...]) -> None:
    with pytest.raises(TypeError):
        Mine(*values)  # type: ignore[arg-type]


def test_a_field_without_a_default_follows_none() -> None:
    with pytest.raises(TypeError, match="Wrong"):

        class Wrong(_named.NamedTuple):
            a: int = 1
            b: int  # type: ignore[misc]
