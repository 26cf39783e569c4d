"""Generated lines that read one field: the cheapest proof of *present* first.

Each test proves that ``states.read`` would say *present* with the very same value;
whatever it does not prove is handed to ``states.read``. A field that is unreadable is
noted in ``spoiled`` as (order of the part, index, field).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.states import LONGEST_WORD
from infoverify.vocabulary import PARTS, PARTY_PARTS

if TYPE_CHECKING:
    from infoverify.vocabulary import FieldType

_TEXTS: Final = frozenset({"text", "name", "address", "id_number", "phone", "email"})

# A text of letters and digits only holds no blank, invisible mark or surrogate; unless
# its first two characters could begin a run of letters or zeros, or it is a word of the
# list, it is no filler. Han characters begin no run: most texts start with one.
_HAN: Final = "'\u4e00' <= v < '\ua000'"
_RUN: Final = "v[0] not in RUNNERS or v[1] not in RUNNERS"
_SHORT_TEXT: Final = (
    "type(v) is str and v.isalnum() and len(v) < 4097 and v not in FILLER_WORDS"
    f" and ({_HAN} or len(v) > 1 and ({_RUN}))"
)
_LONG_TEXT: Final = f"type(v) is str and {LONGEST_WORD} < len(v) < 4097 and v.isalnum() and ({_HAN} or {_RUN})"
# Written as most are: present, and compact as it stands.
_BARE: Final = {
    "phone": "type(v) is str and len(v) == 11 and v[0] == '1'",
    "id_number": "type(v) is str and len(v) == 18 and v[0] != '0'",
}


def local_name(part: str, field: str) -> str:
    """Return the local that holds a field; no other name may ever be the same."""
    if field in PARTS.get(part, ()):
        return f"{part}_{field}"
    # A ruleset declares names at will: lead.x_y is not lead_x.y.
    return f"x{len(part)}_{part}_{field}"


def reading_lines(
    local: str,
    field: str,
    kind: FieldType,
    constant: str,
    place: str,
    *,
    compact: bool,
) -> list[str]:
    """Return the lines that read a field into its local.

    ``constant`` names the field's type, ``place`` is where ``spoiled`` tells of it;
    with ``compact`` a second local gets the compact form.
    """
    slow = [
        f"    v = noted({_slow(kind, constant, local)}, spoiled, {place}, {field!r})"
    ]
    if kind.kind in {"date", "until"}:
        return [
            f"v = g({field!r})",
            "if type(v) is str and len(v) == 10 and v[7] == '-':",
            "    try:",
            "        v = day(v)",
            "    except ValueError:",
            *(f"    {line}" for line in slow),
            "elif v is not None and type(v) is not date:",
            *slow,
            f"{local} = v",
        ]
    careful = [
        f"if v is not None and not ({_present(kind, constant, local)}):",
        *slow,
        f"{local} = v",
        *(
            [f"c_{local} = None if v is None else compact_{kind.kind}(v)"]
            if compact
            else []
        ),
    ]
    if compact and kind.kind in _BARE:
        bare = f"{_BARE[kind.kind]} and v.isdigit() and v.isascii()"
        careful = [
            f"if {bare}:",
            f"    {local} = c_{local} = v",
            "else:",
            *(f"    {line}" for line in careful),
        ]
    return [f"v = g({field!r})", *careful]


def unread_lines(
    holder: str, field: str, kind: FieldType, constant: str, place: str
) -> list[str]:
    """Return the lines that look whether a field is unreadable, which no rule reads.

    Whether it is filler does not matter here; ``place`` is where ``spoiled`` tells of it.
    Most are not there at all: that is asked without fetching anything.
    """
    if field == "id_type":
        # It must fit the party too: no list says whether it does.
        readable = ""
    elif kind.kind in _TEXTS:
        readable = "type(v) is str and len(v) < 4097 and (v.isascii() or v.isalnum())"
    elif kind.kind in {"whole", "number", "term"}:
        readable = "type(v) is int and 0 < v < 1000000000000"
    else:
        readable = _present(kind, constant, "")
    other = "" if readable in {"", "False"} else f" and not ({readable})"
    return [
        f"if {field!r} in {holder} and (v := {holder}[{field!r}]) is not None{other}:",
        f"    unread({constant}, {field!r}, v, {place}, spoiled)",
    ]


_ID_TYPES: Final = {f"{part}_id_type": f"person_{part}" for part in PARTY_PARTS}


def _slow(kind: FieldType, constant: str, local: str) -> str:
    if kind.kind == "term":
        return "read_term(v, here.view)"
    if local in _ID_TYPES:
        return f"fitting(read({constant}, v), {_ID_TYPES[local]})"
    return f"read({constant}, v)"


def _present(kind: FieldType, constant: str, local: str) -> str:
    if local in _ID_TYPES:
        codes = f"(PERSON_ID_TYPES if {_ID_TYPES[local]} else ORGANISATION_ID_TYPES)"
        return f"type(v) is str and v in {codes}"
    if kind.kind in _TEXTS:
        return _SHORT_TEXT if kind.kind in {"name", "text"} else _LONG_TEXT
    if kind.kind == "code":
        return f"type(v) is str and v in CODES_{constant[5:]}"
    if kind.kind == "country":
        return "type(v) is str and v in COUNTRIES"
    if kind.kind == "term":
        return "type(v) is int and 0 < v < 1000000000000"
    if kind.kind == "truth":
        return "v is True or v is False"
    if kind.kind in {"whole", "number"}:
        return "type(v) is int and -1 < v < 1000000000000"
    return "False"
