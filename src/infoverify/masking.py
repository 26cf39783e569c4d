"""What a value may show outside the host's own memory (脱敏): one table, one function.

Source: PIPL (个人信息保护法) art. 51 asks for de-identification; the widths are ours.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from infoverify.vocabulary import PARTS, FieldType, base_name

HIDDEN: Final = "***"

# A field's name where only the name is known: validators have no part.
_ANYWHERE: Final[dict[str, FieldType]] = {
    name: kind for part in reversed(PARTS.values()) for name, kind in part.items()
}
_MOBILES: Final = frozenset({"mobile", "number_dialled"})
_POLICY_PLAIN: Final = frozenset({"number", "application_number"})


def mask(field: str, value: object, kind: FieldType | None = None) -> str:
    """Return the text of ``value`` that may be shown for a field of this name.

    ``field`` is a name of the vocabulary or a path to it (``insured[0].mobile``).
    id_number shows first 2 and last 2 characters (nothing below 8), mobile first 3
    and last 2, other phones last 2, name its first character, an address its first six
    characters when longer than twelve and else two, birth_date the year, email the
    domain; recognised codes, policy numbers, dates of validity and counts are plain.
    A value of which more than half would show is hidden wholly. ``kind`` is for fields
    that a ruleset declares itself.
    """
    if value is None:
        return ""
    part, _, name = field.rpartition(".")
    part = base_name(part.removeprefix("form."))
    kind = kind or PARTS.get(part, _ANYWHERE).get(name) or _ANYWHERE.get(name)
    if kind is None:
        return HIDDEN
    if isinstance(value, str):
        if part == "policy" and name in _POLICY_PLAIN:
            return value
        return _text(name, kind, value)
    if name == "birth_date" and isinstance(value, date):
        return f"{value.year:04d}-**-**"
    if name == "income":
        return HIDDEN
    return _plain(value, kind)


def _plain(value: object, kind: FieldType) -> str:
    """Return a typed value's text; a type that no reader gives is hidden."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(
            mask_item if isinstance(v, str) else _plain(v, kind)
            for v in value
            for mask_item in (_code(v, kind),)
        )
    # whole_life and long_term
    return str(value) if type(value).__name__ == "Beyond" else HIDDEN


def _code(value: object, kind: FieldType) -> str:
    return value if isinstance(value, str) and value in kind.codes else HIDDEN


def _text(name: str, kind: FieldType, text: str) -> str:
    if kind.kind in {"code", "codes"}:
        return text if text in kind.codes else HIDDEN
    if kind.kind == "country" or name == "currency":
        fits = len(text) == 3 and text.isascii() and text.isalpha() and text.isupper()
        return text if fits else HIDDEN
    if name == "region_code":
        return text if len(text) == 6 and text.isascii() and text.isdigit() else HIDDEN
    if kind.kind in {"term", "until"}:
        return text if text in {"whole_life", "long_term"} else HIDDEN
    if name == "birth_date":
        return f"{text[:4]}-**-**" if text[:4].isdigit() and len(text) >= 8 else HIDDEN
    return _partly(name, kind.kind, text)


def _partly(name: str, kind: str, text: str) -> str:
    first = last = 0
    if kind == "id_number" or name == "licence_number":
        first, last = (2, 2) if len(text) >= 8 else (0, 0)
    elif name in _MOBILES:
        first, last = (3, 2)
    elif kind == "phone":
        last = 2
    elif kind == "name" or name == "handled_by":
        # "**" says nothing of the length: most names have two or three characters.
        return f"{text[0]}**" if len(text) >= 2 else HIDDEN
    elif kind == "address":
        head = 6 if len(text) > 12 else 2
        return f"{text[:head]}***" if 2 * head <= len(text) else HIDDEN
    elif kind == "email":
        local, at, domain = text.rpartition("@")
        return f"*@{domain}" if at and len(domain) < len(local) + 1 else HIDDEN
    if not first + last or 2 * (first + last) > len(text):
        return HIDDEN
    return f"{text[:first]}{'*' * (len(text) - first - last)}{text[len(text) - last :]}"
