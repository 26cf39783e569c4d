"""Generated lines that read one field: the cheapest proof of *present* first.

Each test proves that ``states.read`` would say *present* with the very same value;
whatever it does not prove is handed to ``states.read``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.vocabulary import PARTS, PARTY_PARTS

if TYPE_CHECKING:
    from infoverify.vocabulary import FieldType

_TEXTS: Final = frozenset({"text", "name", "address", "id_number", "phone", "email"})

# A text of letters and digits only holds no blank, invisible mark or surrogate; unless
# its first two characters could begin a run of letters or zeros, or it is a word of the
# list, it is no filler.
_PLAIN_TEXT: Final = (
    "type(v) is str and 1 < len(v) < 4097 and v.isalnum()"
    " and (v[0] not in RUNNERS or v[1] not in RUNNERS) and v not in FILLER_WORDS"
)
_READABLE_TEXT: Final = "type(v) is str and len(v) < 4097 and v.isascii()"


def local_name(part: str, field: str) -> str:
    """Return the local that holds a field; no other name may ever be the same."""
    if field in PARTS.get(part, ()):
        return f"{part}_{field}"
    # A ruleset declares names at will: lead.x_y is not lead_x.y.
    return f"x{len(part)}_{part}_{field}"


def reading_lines(
    part: str, field: str, kind: FieldType, constant: str, *, used: bool
) -> list[str]:
    """Return the lines that read a field into its local, or only prove it readable."""
    local = local_name(part, field)
    if kind.kind == "person":
        # A nested person is read by the evaluator.
        return [f"if g({field!r}) is not None:", f"    bad_{part} = True"]
    if not used:
        return _proof(part, field, kind, constant)
    slow = [
        f"    s, v = read({constant}, v)",
        "    if s == 'unreadable':",
        f"        bad_{part} = True",
    ]
    if field == "id_type" and part in PARTY_PARTS:
        codes = f"(PERSON_ID_TYPES if person_{part} else ORGANISATION_ID_TYPES)"
        return [
            f"v = g({field!r})",
            f"if v is not None and not (type(v) is str and v in {codes}):",
            f"    s, v = fitting(read({constant}, v), person_{part})",
            *slow[1:],
            f"{local} = v",
        ]
    if kind.kind == "term":
        slow = [
            "    s, v = read_term(v, view)",
            "    if s == 'unreadable':",
            f"        bad_{part} = True",
        ]
    proof = _present(kind, constant)
    if kind.kind in {"date", "until"}:
        return [
            f"v = g({field!r})",
            "if v is not None and type(v) is not date:",
            f"    s, v = quick_date({constant}, v)",
            *slow[1:],
            f"{local} = v",
        ]
    return [
        f"v = g({field!r})",
        f"if v is not None and not ({proof}):",
        *slow,
        f"{local} = v",
    ]


def _present(kind: FieldType, constant: str) -> str:
    if kind.kind in _TEXTS:
        return _PLAIN_TEXT
    if kind.kind == "code":
        return f"type(v) is str and v in {constant}.codes"
    if kind.kind == "country":
        return "type(v) is str and v in COUNTRIES"
    if kind.kind == "term":
        return "type(v) is int and 0 < v < 1000000000000"
    if kind.kind == "truth":
        return "v is True or v is False"
    if kind.kind in {"whole", "number"}:
        return "type(v) is int and -1 < v < 1000000000000"
    return "False"


def _proof(part: str, field: str, kind: FieldType, constant: str) -> list[str]:
    proof = _READABLE_TEXT if kind.kind in _TEXTS else _present(kind, constant)
    if kind.kind in {"date", "until"}:
        proof = "type(v) is date"
    if field == "id_type" and part in PARTY_PARTS:
        proof = "False"
    check = f"unreadable({constant}, v)"
    if kind.kind == "term":
        check = f"unreadable_term({constant}, v)"
    if field == "id_type" and part in PARTY_PARTS:
        check = f"fitting(read({constant}, v), person_{part})[0] == 'unreadable'"
    return [
        f"v = g({field!r})",
        f"if v is not None and not ({proof}) and {check}:",
        f"    bad_{part} = True",
    ]
