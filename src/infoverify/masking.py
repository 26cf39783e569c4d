"""What a value may show outside the host's own memory (脱敏): one table, one function.

Source: PIPL (个人信息保护法) art. 51 asks for de-identification; the widths are ours.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from infoverify.country_codes import COUNTRIES
from infoverify.states import LONGEST, Beyond, ToAge, read
from infoverify.vocabulary import PARTS, FieldType, base_name

HIDDEN: Final = "***"

# A field's name where only the name is known: validators have no part.
_ANYWHERE: Final[dict[str, FieldType]] = {
    name: kind for part in reversed(PARTS.values()) for name, kind in part.items()
}
_POLICY_PLAIN: Final = frozenset({"number", "application_number"})
_TYPED: Final = frozenset({"number", "whole", "date", "term", "truth"})
# What reading a field may give that is no text; anything else is unreadable there.
_READ_AS: Final[dict[str, tuple[type, ...]]] = {
    "number": (int, Decimal),
    "whole": (int,),
    "term": (int, Beyond, ToAge),
    "date": (date,),
    "until": (date, Beyond),
    "truth": (bool,),
    "codes": (tuple,),
    "wholes": (tuple,),
}


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
        text = str.__str__(value)
        if not _is_readable(text):
            return HIDDEN
        if part == "policy" and (name in _POLICY_PLAIN or _is_typed(kind, text)):
            return text
        return _text(name, kind, text)
    fits = isinstance(value, _READ_AS.get(kind.kind, ()))
    if not fits or (isinstance(value, bool) and kind.kind != "truth"):
        return HIDDEN
    if name == "birth_date" and isinstance(value, date):
        return f"{value.year:04d}-**-**"
    # What a ruleset declares itself may be anybody's salary or wedding day.
    declared = name not in PARTS.get(part, _ANYWHERE)
    if name == "income" or (declared and not isinstance(value, (bool, tuple))):
        return HIDDEN
    shown = _plain(value, kind)
    # A count is short; a longer number outside the policy could be somebody's.
    short = all(len(word) <= 10 for word in shown.split(", "))
    return shown if part == "policy" or short or kind.codes else HIDDEN


def _is_readable(text: str) -> bool:
    """Tell whether a text field could hold this: not too long, and encodable."""
    if len(text) > LONGEST:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_typed(kind: FieldType, text: str) -> bool:
    """Tell whether a text is one of the policy's dates or numbers as a host writes it."""
    return kind.kind in _TYPED and len(text) <= 40 and read(kind, text)[0] == "present"


def _plain(value: object, kind: FieldType) -> str:
    """Return a typed value's text; a type that no reader gives is hidden."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if value.bit_length() < 128 else HIDDEN
    if isinstance(value, Decimal):
        return str(value) if len(str(value)) <= 40 else HIDDEN
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, ToAge):
        return f"to_age:{value.age}"
    if isinstance(value, tuple):
        return ", ".join(
            _code(v, kind) if isinstance(v, str) else _plain(v, kind) for v in value
        )
    return value.name if isinstance(value, Beyond) else HIDDEN


def _code(value: object, kind: FieldType) -> str:
    return value if isinstance(value, str) and value in kind.codes else HIDDEN


def _text(name: str, kind: FieldType, text: str) -> str:
    if kind.kind in {"code", "codes"}:
        return text if text in kind.codes else HIDDEN
    if kind.kind == "country":
        return text if text in COUNTRIES else HIDDEN
    if name == "region_code":
        return text if len(text) == 6 and text.isascii() and text.isdigit() else HIDDEN
    if kind.kind in {"term", "until"}:
        return text if text in {"whole_life", "long_term"} else HIDDEN
    if name == "birth_date":
        day = text.strip()
        return f"{day[:4]}-**-**" if read(kind, text)[0] == "present" else HIDDEN
    return _partly(name, kind.kind, text)


def _partly(name: str, kind: str, text: str) -> str:
    first = last = 0
    if kind == "id_number":
        first, last = (2, 2) if len(text) >= 8 else (0, 0)
    elif name == "mobile":
        first, last = (3, 2)
    elif kind == "phone":
        last = 2
    elif kind == "name":
        # "**" says nothing of the length: most names have two or three characters.
        return f"{text[0]}**" if len(text) >= 2 else HIDDEN
    elif kind == "address":
        head = 6 if len(text) > 12 else 2
        return f"{text[:head]}***" if 2 * head <= len(text) else HIDDEN
    elif kind == "email":
        local, _, domain = text.rpartition("@")
        plain = _is_domain(domain) and len(domain) < len(local)
        return f"*@{domain}" if plain else HIDDEN
    if not first + last or 2 * (first + last) > len(text):
        return HIDDEN
    return f"{text[:first]}{'*' * (len(text) - first - last)}{text[len(text) - last :]}"


def _is_domain(text: str) -> bool:
    """Tell whether a text is a domain's name; what follows an @ may be anything."""
    labels = text.split(".")
    named = all(label.replace("-", "").isalnum() for label in labels)
    return named and len(labels) > 1 and not labels[-1].isdecimal()
