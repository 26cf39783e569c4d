"""What a value may show outside the host's own memory (脱敏): one table, one function.

Source: PIPL (个人信息保护法) art. 51 asks for de-identification; the widths are ours.
"""

from __future__ import annotations

from datetime import date
from typing import Final

HIDDEN: Final = "***"

# The rule of masking by field name; a field that is not here is text and hidden wholly.
_IDENTIFIER = ("id_number", "licence_number")
_MOBILE = ("mobile",)
_PHONE = ("phone", "number_dialled")
_NAME = ("name", "legal_representative", "contact_name", "handled_by")
_PLAIN: Final = frozenset(
    {
        *("party", "sex", "nationality", "id_type", "relationship", "kind", "purpose"),
        *("id_valid_from", "id_valid_until", "region_code", "authority_check"),
        *("insured_index", "order", "share", "channel", "legal_basis"),
        *("explained", "consented", "change_reminder_given", "insured_consented"),
        *("insured_consented_death_cover", "parental_consent", "reached_policyholder"),
        *("identity_confirmed", "items_confirmed", "affirmative", "evidence"),
        *("called_on", "requested_on", "due_on", "closed_on", "filed_on", "left_on"),
    }
)


def mask(field: str, value: object) -> str:
    """Return the text of ``value`` that may be shown for a field of this name.

    ``field`` is a name of the vocabulary or a path to it (``insured[0].mobile``).
    id_number shows first 2 and last 2 characters (nothing below 8), mobile first 3
    and last 2, other phones last 2, name its first character, an address its first six
    characters when longer than twelve and else two, birth_date the year, email the
    domain. A value of which more than half would show is hidden wholly.
    """
    part, _, name = field.rpartition(".")
    if value is None:
        return ""
    if part == "policy":
        return str(value) if isinstance(value, (str, int, date)) else HIDDEN
    if name in _PLAIN:
        return _shown(value)
    if isinstance(value, date):
        return f"{value.year:04d}-**-**" if name == "birth_date" else HIDDEN
    if not isinstance(value, str):
        return HIDDEN
    return _text(name, value)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ", ".join(_shown(v) for v in value)
    return str(value)


def _text(name: str, text: str) -> str:
    shown: tuple[int, int]
    if name in _IDENTIFIER:
        shown = (2, 2) if len(text) >= 8 else (0, 0)
    elif name in _MOBILE:
        shown = (3, 2)
    elif name in _PHONE:
        shown = (0, 2)
    elif name in _NAME:
        # "**" says nothing of the length: most names have two or three characters.
        return f"{text[0]}**" if len(text) >= 2 else HIDDEN
    elif name == "address":
        head = 6 if len(text) > 12 else 2
        return f"{text[:head]}***" if 2 * head <= len(text) else HIDDEN
    elif name == "birth_date":
        return f"{text[:4]}-**-**" if text[:4].isdigit() else HIDDEN
    elif name == "email":
        local, at, domain = text.rpartition("@")
        return f"*@{domain}" if at and len(domain) <= len(local) + 1 else HIDDEN
    else:
        return HIDDEN
    first, last = shown
    if not first + last or 2 * (first + last) > len(text):
        return HIDDEN
    return f"{text[:first]}{'*' * (len(text) - first - last)}{text[len(text) - last :]}"
