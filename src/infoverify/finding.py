"""What a verification says: severities and findings, frozen and masked wherever shown.

A finding is a value. Its messages are rendered when read; what it keeps of the case
leaves it masked through every door: messages, ``repr``, JSON, pickles and copies.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Literal

from infoverify._named import NamedTuple
from infoverify.basis import Basis, Lang
from infoverify.canonical import canonical_json, json_value, keyed_hash, plain_text
from infoverify.masking import HIDDEN, mask
from infoverify.vocabulary import REASON_NAMES, STATE_NAMES, language, role_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from infoverify.vocabulary import FieldType

__all__ = [
    "Basis",
    "Finding",
    "Lang",
    "Proposal",
    "RuleFace",
    "Severity",
    "canonical_json",
]

Outcome = Literal["violated", "undetermined"]


class Severity(StrEnum):
    """How bad a finding is, worst first: block 禁止通过, review 人工复核, warn, info."""

    BLOCK = "block"
    REVIEW = "review"
    WARN = "warn"
    INFO = "info"


#: Worst first; the position is the rank.
SEVERITIES: Final = ("block", "review", "warn", "info")


class Proposal(NamedTuple):
    """A value that would put a field right, and the expression that gives it."""

    value: object
    ground: str


class Slot(NamedTuple):
    """A placeholder of a message: a field's value or state, the role, a plain text."""

    kind: Literal["value", "state", "role", "plain", "where"]
    text: str


class RuleFace(NamedTuple):
    """What of a rule shows in its findings; constant, shared by all of them."""

    id: str
    title: Mapping[str, str]
    message: Mapping[str, tuple[str | Slot, ...]]
    basis: tuple[Basis, ...]
    obligations: tuple[str, ...]
    tags: tuple[str, ...] = ()


class Seen(NamedTuple):
    """What a finding keeps of one field: its state and its compact value."""

    state: str
    value: object
    kind: FieldType | None = None


class Finding:
    """One rule found violated, or undetermined, for one role of a case.

    Attributes:
        rule: the rule's dotted id.
        outcome: ``violated`` or ``undetermined``.
        severity: a ``Severity``.
        stage: the stage of the verification.
        role: whom it concerns, such as ``insured[0]``.
        paths: the fields concerned, the first is primary.
        basis: the clauses it rests on.
        suggestion: path → ``Proposal``; plain for code, masked in every output.
        obligations: codes of what the law asks for besides correction.
        reason: why it is undetermined, else ``None``.
        fingerprint: a keyed hash that recognises this finding in a later run.
        value_mark: a keyed hash that tells whether the values have changed since.
        waived_by: always ``None`` so far.
    """

    __slots__ = (
        "_face",
        "_held",
        "_key",
        "_messages",
        "_number",
        "host_paths",
        "outcome",
        "paths",
        "reason",
        "role",
        "severity",
        "stage",
        "suggestion",
        "waived_by",
    )

    def __init__(
        self,
        face: RuleFace,
        *,
        outcome: Outcome,
        severity: Severity,
        stage: str,
        role: str,
        paths: tuple[str, ...],
        seen: Mapping[str, Seen],
        suggestion: Mapping[str, Proposal] | None = None,
        reason: str | None = None,
        key: bytes | None = None,
        number: str | None = None,
        messages: Mapping[str, str] | None = None,
    ) -> None:
        """Keep what the outputs are rendered from; nothing is rendered yet."""
        put = object.__setattr__
        put(self, "_face", face)
        put(self, "outcome", outcome)
        put(self, "severity", severity)
        put(self, "stage", stage)
        put(self, "role", role)
        put(self, "paths", paths)
        put(self, "_held", seen)
        put(self, "suggestion", suggestion or {})
        put(self, "reason", reason)
        put(self, "_key", key)
        put(self, "_number", number)
        put(self, "_messages", messages)
        put(self, "host_paths", None)
        put(self, "waived_by", None)

    if TYPE_CHECKING:
        outcome: Outcome
        severity: Severity
        stage: str
        role: str
        paths: tuple[str, ...]
        suggestion: Mapping[str, Proposal]
        reason: str | None
        host_paths: tuple[str | None, ...] | None
        waived_by: str | None
        _face: RuleFace
        _held: Any  # what was seen, or who lays it out when first asked
        _key: bytes | None
        _number: str | None
        _messages: Mapping[str, str] | None

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a finding is frozen."""
        raise AttributeError("a Finding is frozen")

    def __delattr__(self, name: str) -> None:
        """Refuse: a finding is frozen."""
        raise AttributeError("a Finding is frozen")

    @property
    def named_paths(self) -> tuple[str, ...]:
        """Return the paths for people: the host's own names where it has them."""
        hosts = self.host_paths or (None,) * len(self.paths)
        return tuple(h or p for h, p in zip(hosts, self.paths, strict=True))

    @property
    def _seen(self) -> Mapping[str, Seen]:
        # Once only: another thread may lay it out at the same time.
        held = self._held
        if callable(held):
            held = held()
            object.__setattr__(self, "_held", held)
        seen: Mapping[str, Seen] = held
        return seen

    @property
    def rule(self) -> str:
        """Return the rule's dotted id."""
        return self._face.id

    @property
    def basis(self) -> tuple[Basis, ...]:
        """Return the clauses that the rule rests on."""
        return self._face.basis

    @property
    def obligations(self) -> tuple[str, ...]:
        """Return the codes of what is owed besides a correction."""
        return self._face.obligations if self.outcome == "violated" else ()

    def title(self, lang: str = "zh") -> str:
        """Return the rule's title, without any value; ``zh-CN`` is ``zh``."""
        return self._face.title[language(lang)]

    def message(self, lang: str = "zh") -> str:
        """Return what was found, masked; ``zh-CN`` is ``zh``.

        Raises:
            UsageError: messages are in ``zh`` and ``en`` only.
        """
        lang = language(lang)
        if self._messages is not None:
            return self._messages[lang]
        if self.outcome == "undetermined":
            why = REASON_NAMES[self.reason or "no_answer"][lang == "en"]
            zh = f"无法确定（{why}）：{self.title('zh')}"
            return zh if lang == "zh" else f"Cannot tell ({why}): {self.title('en')}"
        return "".join(
            part if isinstance(part, str) else self._slot(part, lang)
            for part in self._face.message[lang]
        )

    def _slot(self, slot: Slot, lang: str) -> str:
        if slot.kind == "role":
            return role_name(self.role, lang)
        if slot.kind == "plain":
            return str(self._seen[slot.text].value)
        if slot.kind == "where":
            return self._where(lang)
        seen = self._seen.get(slot.text, Seen("absent", None))
        if slot.kind == "state" or seen.state != "present":
            return STATE_NAMES[seen.state][lang == "en"]
        # The part decides too: numbers of the policy are plain.
        path = slot.text if "." in slot.text else f"{self.role}.{slot.text}"
        return mask(path, seen.value, seen.kind)

    def _where(self, lang: str) -> str:
        """Return the field that is meant, as its host names it; of a whole part none."""
        if self.paths[0] in {self.role, "record"}:
            return ""
        hosts = self.host_paths or (None,)
        name = hosts[0] or self.paths[0].removeprefix(f"{self.role}.")
        return f"“{name}”" if lang == "zh" else f", {name}"

    @property
    def fingerprint(self) -> str | None:
        """Return the keyed hash of [policy number, rule, role, paths], or ``None``."""
        if self._key is None or self._number is None:
            return None
        return keyed_hash(
            self._key, [self._number, self.rule, self.role, list(self.paths)]
        )

    @property
    def value_mark(self) -> str | None:
        """Return the keyed hash of the compact values at the paths, or ``None``."""
        if self._key is None:
            return None
        values = [
            self._seen.get(path, Seen("absent", None)).value for path in self.paths
        ]
        return keyed_hash(self._key, [plain_text(v) for v in values])

    def to_dict(self, *, raw: bool = False) -> dict[str, Any]:
        """Return the finding as JSON-ready values, masked unless ``raw``."""
        result: dict[str, Any] = {
            "rule": self.rule,
            "outcome": self.outcome,
            "severity": str(self.severity),
            "stage": self.stage,
            "role": self.role,
            "paths": list(self.paths),
            "host_paths": list(self.host_paths) if self.host_paths else None,
            "title": {"zh": self.title("zh"), "en": self.title("en")},
            "message": {"zh": self.message("zh"), "en": self.message("en")},
            "basis": [
                {**basis._asdict(), "text": basis.text()} for basis in self.basis
            ],
            "suggestion": {
                path: {
                    "value": json_value(p.value)
                    if raw
                    else self._masked(path, p.value),
                    "ground": p.ground,
                }
                for path, p in self.suggestion.items()
            },
            "obligations": list(self.obligations),
            "reason": self.reason,
            "fingerprint": self.fingerprint,
            "value_mark": self.value_mark,
            "waived_by": self.waived_by,
        }
        if raw:
            result["values"] = {
                path: json_value(self._seen[path].value)
                for path in self.paths
                if path in self._seen
            }
        return result

    def _masked(self, path: str, value: object) -> str:
        seen = self._seen.get(path)
        return mask(path, value, seen.kind if seen else None)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy what the outputs show: messages rendered, values masked."""
        masked = {
            path: Proposal(self._masked(path, p.value), p.ground)
            for path, p in self.suggestion.items()
        }
        messages = {"zh": self.message("zh"), "en": self.message("en")}
        marks = (self.fingerprint, self.value_mark)
        state = (self.outcome, str(self.severity), self.stage, self.role, self.paths)
        return (
            _rebuild,
            (self._face, *state, masked, self.reason, messages, marks, self.host_paths),
        )

    def __getstate__(self) -> dict[str, Any]:
        """Return what the outputs show: whoever dumps objects gets no raw value."""
        return self.to_dict()

    def __eq__(self, other: object) -> bool:
        """Compare what the outputs show."""
        if not isinstance(other, Finding):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        """Hash rule, role and paths."""
        return hash((self.rule, self.role, self.paths, self.outcome))

    def __repr__(self) -> str:
        """Return rule, severity, outcome and paths; never a value."""
        where = ", ".join(self.paths)
        return f"<Finding {self.rule} {self.severity} {self.outcome} at {where}>"

    def __str__(self) -> str:
        """Return severity, rule and the masked message in both languages."""
        return f"[{self.severity}] {self.rule}: {self.message('zh')} / {self.message('en')}"


class _Remembered(Finding):
    """A finding that came back from a pickle or a copy: marks kept, values gone."""

    __slots__ = ("_marks",)

    if TYPE_CHECKING:
        _marks: tuple[str | None, str | None]

    @property
    def fingerprint(self) -> str | None:
        return self._marks[0]

    @property
    def value_mark(self) -> str | None:
        return self._marks[1]

    def _masked(self, _path: str, value: object) -> str:
        # Masked when it was pickled; masking twice would hide more.
        return HIDDEN if value is None else str(value)


def _rebuild(  # noqa: PLR0917 - a pickle's plain argument list
    face: RuleFace,
    outcome: Outcome,
    severity: str,
    stage: str,
    role: str,
    paths: tuple[str, ...],
    suggestion: Mapping[str, Proposal],
    reason: str | None,
    messages: Mapping[str, str],
    marks: tuple[str | None, str | None],
    host_paths: tuple[str | None, ...] | None,
) -> Finding:
    finding = _Remembered(
        face,
        outcome=outcome,
        severity=Severity(severity),
        stage=stage,
        role=role,
        paths=paths,
        seen={},
        suggestion=suggestion,
        reason=reason,
        messages=messages,
    )
    object.__setattr__(finding, "_marks", marks)
    object.__setattr__(finding, "host_paths", host_paths)
    return finding
