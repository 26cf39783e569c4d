"""One telephone number as read, and the patterns of invented ones (虚构号码)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from infoverify._named import NamedTuple

if TYPE_CHECKING:
    import re


class Number(NamedTuple):
    """What a reader found out; ``compact`` is ``None`` when the plan refuses."""

    codes: tuple[str, ...] = ()
    compact: str | None = None
    kind: str | None = None
    e164: str | None = None
    area: str | None = None
    region: str | None = None
    country: str | None = None
    operator: str | None = None
    extension: str | None = None
    changes: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the numbering plan refuses it."""
        return self.compact is None


def refuse(digits: str, *codes: str) -> Number:
    """Return a refusal, with ``placeholder`` when the digits look invented."""
    return Number((*codes, "placeholder") if is_invented(digits) else codes)


# Three digits on which every run of 7 equal or 8 rising or falling digits among
# eleven must rest, wherever it begins: the quick test of the fast path.
RUN_CORES: Final = frozenset(
    {d * 3 for d in "0123456789"}
    | {"01234567890"[i : i + 3] for i in range(9)}
    | {"09876543210"[i : i + 3] for i in range(9)}
)
_RISING: Final = "01234567890"
_FALLING: Final = _RISING[::-1]


def is_invented(digits: str) -> bool:
    """Tell whether the digits hold a run that people type to fill a field.

    Seven equal digits in a row, or eight that rise or fall (0 before 1 or after 9),
    or a whole number of seven that does.
    """
    if digits and digits[len(digits) // 2] * 7 in digits:
        return True
    if len(digits) > 13 and is_uniform(digits):
        return True
    if len(digits) == 7:
        return digits in _RISING or digits in _FALLING
    windows = [digits[i : i + 8] for i in range(len(digits) - 7)]
    return any(w in _RISING or w in _FALLING for w in windows)


def is_uniform(digits: str) -> bool:
    """Tell whether one digit stands seven times in a row."""
    return any(d * 7 in digits for d in "0123456789")


def is_invented_mobile(digits: str) -> bool:
    """Tell whether an 11-digit mobile is invented or no subscriber's.

    13800138000, the recharge line, and its like; short-message centres 13800xxx500
    (China Mobile) and 13010xxx500 (China Unicom).
    """
    return _invented_mobile().fullmatch(digits) is not None


@cache
def _invented_mobile() -> re.Pattern[str]:
    # Imported here: most numbers are told apart without it.
    import re  # noqa: PLC0415

    runs = [run[i : i + 8] for run in (_RISING, _FALLING) for i in range(4)]
    return re.compile(
        rf"[0-9]*(?:([0-9])\1{{6}}|{'|'.join(runs)})[0-9]*"
        r"|13800[0-9]{3}500|13010[0-9]{3}500|(1[0-9]{2})00\2(?:000)"
    )


def is_message_centre(digits: str) -> bool:
    """Tell whether it is the address of a short-message centre (短信中心)."""
    return digits[-3:] == "500" and digits[:5] in ("13800", "13010")
