"""Numbers made by their standards' algorithms, for people who do not exist."""

from __future__ import annotations

from typing import Final

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_USCC: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CODE_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_PREFIXES: Final = ("136", "137", "139", "150", "151", "158", "186", "187", "188")


def eighteen(head: str, birth_date: str, sequence: int) -> str:
    """Return head, birth date, sequence and the check character (MOD 11-2).

    Heads: a county, 810000 and kin, or 9 with province and nationality. The sequence
    is odd for men, even for women.
    """
    body = f"{head}{birth_date.replace('-', '')}{sequence:03d}"
    total = sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True))
    return body + _CHECKS[total % 11]


def organisation_code(body: str) -> str:
    """Return eight characters with the check character of GB 11714."""
    total = sum(_CODE.index(c) * w for c, w in zip(body, _CODE_WEIGHTS, strict=True))
    return body + "0123456789X"[(11 - total % 11) % 11]


def uscc(head: str, body: str) -> str:
    """Return a unified social credit code: head of 8, organisation code of 8."""
    text = head + organisation_code(body)
    total = sum(_USCC.index(c) * pow(3, i, 31) for i, c in enumerate(text))
    return text + _USCC[(31 - total % 31) % 31]


def mobile(seed: int) -> str:
    """Return a mobile number with no pattern that would look filled in."""
    # A multiplicative scramble: the same seed, the same number, for ever.
    digits = (seed * 48_271_337 + 20_931_573) % 99_999_989
    return f"{_PREFIXES[seed % len(_PREFIXES)]}{digits:08d}"
