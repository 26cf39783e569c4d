"""How hosts write values (写法): code tables, dates, truths, percents."""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The writings of dates that a binding may name.
DATE_FORMATS: Final = (
    "YYYY-MM-DD",
    "YYYYMMDD",
    "YYYY/MM/DD",
    "YYYY.MM.DD",
    "YYYY年MM月DD日",
)
_SEPARATORS: Final = {"YYYY-MM-DD": "-", "YYYY/MM/DD": "/", "YYYY.MM.DD": "."}


_EXACT: Final = Context(prec=100)


class Unmapped:
    """A value outside the binding's code table: of no type, so it is unreadable."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Say so, without the value."""
        return "<unmapped>"


class Writing(NamedTuple):
    """How one field is written: its code table, its dates, a factor for numbers."""

    codes: Mapping[str, str] | None = None
    dates: str | None = None
    scale: Decimal | None = None

    def read(self, raw: object) -> object:
        """Return the value in the vocabulary's writing; a miss is unreadable."""
        if self.codes is not None:
            found = self.codes.get(_word(raw))
            if found is not None:
                return found
            # A code table beside a date (长期) leaves real dates to the next step.
            if self.dates is None:
                return Unmapped()
        if self.dates is not None:
            return _date(raw, self.dates)
        if self.scale is not None:
            return _scaled(raw, self.scale)
        return raw


def _word(raw: object) -> str:
    if type(raw) is bool:
        return "true" if raw else "false"
    if type(raw) is int:
        return str(raw)
    if type(raw) is float and raw.is_integer():
        # A sheet's whole number comes as 1.0.
        return str(int(raw))
    return raw.strip() if type(raw) is str else ""


def _date(raw: object, form: str) -> object:
    if isinstance(raw, date):
        return raw
    text = _word(raw)
    if form == "YYYYMMDD":
        parts = [text[:4], text[4:6], text[6:]] if len(text) == 8 else []
    elif form == "YYYY年MM月DD日":
        parts = text.replace("年", "-").replace("月", "-").removesuffix("日").split("-")
    else:
        parts = text.split(_SEPARATORS[form])
    if len(parts) != 3 or len(parts[0]) != 4:
        return Unmapped()
    if not all(p.isascii() and p.isdigit() and len(p) <= 4 for p in parts):
        return Unmapped()
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return Unmapped()


def _scaled(raw: object, scale: Decimal) -> object:
    if type(raw) is bool or not isinstance(raw, (int, float, Decimal, str)):
        return Unmapped()
    text = repr(raw) if type(raw) is float else str(raw).strip()
    if len(text) > 40:
        return Unmapped()
    try:
        number = Decimal(text)
    except InvalidOperation:
        return Unmapped()
    # A context of our own: the host's may round, or trap.
    return _EXACT.multiply(number, scale) if number.is_finite() else Unmapped()
