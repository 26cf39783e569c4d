"""What the tests of all documents' validators share: values that no validator likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from infoverify.errors import Empty

if TYPE_CHECKING:
    from types import ModuleType


class Rude(str):
    """A text whose own methods raise."""

    __slots__ = ()

    def __str__(self) -> str:
        """Fail, as a rude value may."""
        raise RuntimeError

    def __len__(self) -> int:
        """Fail, as a rude value may."""
        raise RuntimeError

    def __eq__(self, other: object) -> bool:
        """Fail, as a rude value may."""
        raise RuntimeError

    def __hash__(self) -> int:
        """Fail, as a rude value may."""
        raise RuntimeError


class Liar:
    """An object that lies about its class and cannot be shown."""

    @property
    def __class__(self) -> type:  # type: ignore[override]
        """Fail, as a rude value may."""
        raise RuntimeError

    def __str__(self) -> str:
        """Fail, as a rude value may."""
        raise RuntimeError


ODD = [
    *(None, True, False, 0, -1, 10**30, 1.5, float("nan"), float("inf"), b"A1234567"),
    *([], ["E12345678"], {}, (), object(), Liar(), Rude("E12345678"), Rude("")),
    *(
        "",
        " ",
        "\u3000\u200b",
        "-",
        "---",
        "()",
        "\x00",
        "\ud800",
        "😀" * 9,
        "'",
        '=""',
    ),
    *("0" * 18, "9" * 10_000_000, " " * 10_000_000, "测试", "不详", "无", "×" * 8),
]

anything = st.one_of(
    st.text(max_size=40),
    st.text("0123456789ABCEGHMOIX()-<. 军字第号", max_size=24),
    st.binary(),
    st.floats(),
    st.integers(),
    st.none(),
)


def check_total(module: ModuleType, value: object) -> None:
    """Assert what holds for every validator and every value."""
    reading = module.inspect(value)
    codes = module.CODES
    for code in reading.problems:
        assert codes[code] in ("refuses", "doubts")
    for code in reading.hints:
        assert codes[code] in ("unknown", "hints")
    classes = {codes[c] for c in reading.problems + reading.hints}
    expected = None if classes & {"doubts", "unknown"} else True
    assert reading.valid is (False if "refuses" in classes else expected)
    assert module.is_valid(value) is (reading.valid is not False)
    if reading.valid is not False:
        clean = reading.normalised
        assert module.validate(value) == clean
        assert module.compact(clean) == clean
        assert module.inspect(clean).valid is reading.valid
        assert module.inspect(module.format(clean)).normalised == clean
    reading.to_dict()
    repr(reading)


def check_odd_values(module: ModuleType) -> None:
    """Assert that no value makes a validator raise."""
    for value in ODD:
        check_total(module, value)
    # What folds to nothing has no compact form, as what is empty has none.
    for value in ("-", " - ", "-" * 999):
        with pytest.raises(Empty):
            module.compact(value)


def check_tables(module: ModuleType) -> None:
    """Assert that every code has its class and its two sentences."""
    assert module.CODES.keys() == module.TEXTS.keys()
    for zh, en in module.TEXTS.values():
        assert zh
        assert en.isascii()
