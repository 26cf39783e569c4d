"""Keys of JSON records that the vocabulary does not have: told once, never a value.

Whoever writes ``policyHolder`` or ``gender`` would otherwise be told that the part or
field is missing, and not why.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from infoverify.reports.run import Trouble
from infoverify.vocabulary import LIST_PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from infoverify.cli.records import Entry

    Told = Callable[[Trouble], None]

#: So many keys are told of in one run; a file keyed by customers has no end of them.
_MOST: Final = 100
_DEEPEST: Final = 3
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z_-]{0,39}")
#: Other words for the vocabulary's, spelled without case and underscores.
_OTHERWISE: Final[dict[str, str]] = {
    "applicant": "policyholder",
    "holder": "policyholder",
    "proposer": "policyholder",
    "insureds": "insured",
    "insuredperson": "insured",
    "beneficiary": "beneficiaries",
    "agent": "salesperson",
    "gender": "sex",
    "birthday": "birth_date",
    "dob": "birth_date",
    "dateofbirth": "birth_date",
    "fullname": "name",
    "idno": "id_number",
    "idcard": "id_number",
    "idnum": "id_number",
    "certno": "id_number",
    "certtype": "id_type",
    "mobilephone": "mobile",
    "cellphone": "mobile",
    "telephone": "phone",
    "tel": "phone",
    "mail": "email",
    "zipcode": "postal_code",
    "postcode": "postal_code",
    "job": "occupation",
    "country": "nationality",
    "policyno": "number",
    "policynumber": "number",
}


class Keys:
    """Tells the unknown keys of records, each name once in a run."""

    def __init__(self, structs: Mapping[str, Mapping[str, Any]], tell: Told) -> None:
        """Keep the parts and fields that there can be."""
        self._structs = structs
        self._tell = tell
        self._told: set[str] = set()

    def look(self, entry: Entry) -> None:
        """Tell what is unknown in one record."""
        if isinstance(entry.record, dict) and len(self._told) < _MOST:
            self._record(entry, entry.record, "")

    def _record(self, entry: Entry, record: dict[str, Any], prefix: str) -> None:
        structs = self._structs
        for place, (name, value) in enumerate(record.items(), 1):
            if name == "form" and not prefix:
                if isinstance(value, dict):
                    self._record(entry, value, "form.")
            elif name not in structs:
                known = list(structs) if prefix else [*structs, "form"]
                self._unknown(entry, prefix, name, place, known)
            elif name not in LIST_PARTS:
                self._part(entry, f"{prefix}{name}", value, structs[name])
            elif isinstance(value, list):
                for element in value[:_MOST]:
                    self._part(entry, f"{prefix}{name}[]", element, structs[name])
            elif isinstance(value, dict):
                self._once(
                    *(entry, prefix + name),
                    f"应为列表，写成 {name}: [{{…}}]",
                    f"must be a list: write {name}: [{{…}}]",
                )
                self._part(entry, f"{prefix}{name}[]", value, structs[name])

    def _part(
        self,
        entry: Entry,
        path: str,
        value: object,
        struct: Mapping[str, Any],
        depth: int = 1,
    ) -> None:
        if not isinstance(value, dict) or depth > _DEEPEST:
            return
        for place, (name, inner) in enumerate(value.items(), 1):
            if name not in struct:
                self._unknown(entry, f"{path}.", name, place, struct)
            elif struct[name].kind == "person":
                person = self._structs["policyholder"]
                self._part(entry, f"{path}.{name}", inner, person, depth + 1)

    def _unknown(
        self, entry: Entry, prefix: str, name: str, place: int, known: Iterable[str]
    ) -> None:
        near = self._near(name, list(known), top=prefix in {"", "form."})
        # A key that resembles none, or has digits, may be a customer's own text.
        shown = name if near and _WORD.fullmatch(name) else f"#{place}"
        zh = "不认识这个键，略过" + (f"；是否 {near}？" if near else "")
        en = "unknown key, left out" + (f"; perhaps {near}?" if near else "")
        self._once(entry, prefix + shown, zh, en)

    def _near(self, name: str, known: list[str], *, top: bool) -> str | None:
        plain = _plain(name)
        same = {_plain(word): word for word in known}
        found = same.get(plain)
        other = _OTHERWISE.get(plain)
        if found is None and other in known:
            found = other
        if found is None and top:
            fields = (part for part, struct in self._structs.items() if name in struct)
            part = next(fields, None)
            if part is not None:
                found = f"{part}{'[]' * (part in LIST_PARTS)}.{name}"
        if found is None and len(name) <= 40:
            from infoverify.language.near_names import closest  # noqa: PLC0415 - a slip

            found = closest(name.lower(), known, cutoff=0.7)
        return found

    def _once(self, entry: Entry, path: str, zh: str, en: str) -> None:
        if path in self._told or len(self._told) >= _MOST:
            return
        self._told.add(path)
        self._tell(Trouble(entry.source, entry.line, path, zh, en, lost=False))


def _plain(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
