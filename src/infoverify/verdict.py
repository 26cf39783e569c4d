"""The verdict of one verification (核验结论): findings, what stayed open, the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol

from infoverify._named import NamedTuple
from infoverify.errors import CorrectionRequired, UsageError
from infoverify.finding import Severity, canonical_json
from infoverify.vocabulary import REASON_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from infoverify.finding import Finding, Lang

Decision = Literal["clear", "refer", "correct"]

SCHEMA = 1
_new = object.__new__
_BLOCK, _REVIEW = Severity.BLOCK, Severity.REVIEW


class Undetermined(NamedTuple):
    """A rule that could not be decided for a role, and why.

    ``reason`` is one of ``absent, unknown_code, doubtful, no_answer, table_too_old``;
    ``paths`` are the rule's fields.
    """

    rule: str
    role: str
    reason: str
    paths: tuple[str, ...]

    def text(self, lang: Lang = "zh") -> str:
        """Return rule, role and reason for people."""
        reason = REASON_NAMES[self.reason][lang == "en"]
        return f"{self.rule} ({self.role}): {reason}"


class RulesetFace:
    """Which rules judged: id, version, digest, and the versions of the tables they read.

    Digest and tables are computed when first asked for: a clean case costs neither.
    """

    __slots__ = ("_compute", "_digest", "_tables", "id", "library", "version")

    def __init__(
        self,
        ruleset_id: str,
        version: str,
        library: str,
        compute: Callable[[], tuple[str, dict[str, str]]],
    ) -> None:
        """Keep the names, and who computes digest and tables."""
        self.id = ruleset_id
        self.version = version
        self.library = library
        self._compute = compute
        self._digest: str | None = None
        self._tables: dict[str, str] = {}

    def _known(self) -> None:
        if self._digest is None:
            digest, self._tables = self._compute()
            # Last: whoever finds a digest finds the tables too.
            self._digest = digest

    @property
    def digest(self) -> str:
        """Return SHA-256 of the effective ruleset's canonical JSON."""
        self._known()
        return self._digest or ""

    @property
    def tables(self) -> dict[str, str]:
        """Return table → version."""
        self._known()
        return dict(self._tables)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the values."""
        known = (self.digest, self.tables)
        return (_rebuild_face, (self.id, self.version, self.library, known))

    def __repr__(self) -> str:
        """Return id and version."""
        return f"<RulesetFace {self.id} {self.version}>"


def _rebuild_face(
    ruleset_id: str, version: str, library: str, known: tuple[str, dict[str, str]]
) -> RulesetFace:
    return RulesetFace(ruleset_id, version, library, lambda: known)


class Outcomes(Protocol):
    """What a compiled run offers: outcomes that become findings when read."""

    @property
    def hits(self) -> list[Any]:
        """Return one entry for each finding, the severity in the fourth place."""

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings, in order."""

    def undetermined(self) -> tuple[Undetermined, ...]:
        """Return what could not be decided, in order."""


class Verdict:
    """What one verification found.

    Attributes:
        findings: in the order of parts, index, and the rule's place in the ruleset.
        undetermined: every rule that could not be decided, with its reason.
        stage, at: what was asked, as of when.
        partial: only touched fields were judged; never better than ``refer``.
    """

    __slots__ = (
        "_decision",
        "_face",
        "_findings",
        "_host_path",
        "_run",
        "_undetermined",
        "at",
        "partial",
        "stage",
    )

    if TYPE_CHECKING:
        _face: RulesetFace
        _decision: Decision
        _findings: tuple[Finding, ...] | None
        _undetermined: tuple[Undetermined, ...] | None
        _run: Outcomes | None
        _host_path: Callable[[str], str | None] | None
        at: date
        partial: bool
        stage: str

    def __init__(
        self,
        face: RulesetFace,
        *,
        stage: str,
        at: date,
        findings: tuple[Finding, ...] = (),
        undetermined: tuple[Undetermined, ...] = (),
        partial: bool = False,
        host_path: Callable[[str], str | None] | None = None,
    ) -> None:
        """Keep the parts and decide.

        ``host_path`` gives the host's own name of a path, where a binding knows it.
        """
        put = object.__setattr__
        put(self, "_face", face)
        put(self, "stage", stage)
        put(self, "at", at)
        put(self, "partial", partial)
        put(self, "_run", None)
        put(self, "_host_path", host_path)
        put(self, "_findings", self._named(findings))
        put(self, "_undetermined", undetermined)
        severities = [f.severity for f in findings if f.waived_by is None]
        put(self, "_decision", _decide(severities, partial=partial))

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a verdict is frozen."""
        raise AttributeError("a Verdict is frozen")

    def __delattr__(self, name: str) -> None:
        """Refuse: a verdict is frozen."""
        raise AttributeError("a Verdict is frozen")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings, in the order of parts, index, and rule."""
        if self._findings is None and self._run is not None:
            # Published whole: another thread may ask at the same time.
            found = self._run.findings()
            if self._host_path is not None:
                found = self._named(found)
            object.__setattr__(self, "_findings", found)
        return self._findings or ()

    def _named(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Return findings that tell the host's own names of their paths too."""
        name = self._host_path
        if name is not None:
            for finding in findings:
                paths = tuple(name(path) for path in finding.paths)
                object.__setattr__(finding, "host_paths", paths)
        return findings

    @property
    def undetermined(self) -> tuple[Undetermined, ...]:
        """Return every rule that could not be decided, with its reason."""
        if self._undetermined is None and self._run is not None:
            object.__setattr__(self, "_undetermined", self._run.undetermined())
        return self._undetermined or ()

    @property
    def decision(self) -> Decision:
        """Return ``clear``, ``refer`` (a person must look) or ``correct``."""
        return self._decision

    @property
    def blocked(self) -> bool:
        """Tell whether nothing may be approved until corrected."""
        return self._decision == "correct"

    @property
    def ruleset(self) -> RulesetFace:
        """Return id, version and digest of the ruleset, and its tables' versions."""
        return self._face

    @property
    def obligations(self) -> tuple[str, ...]:
        """Return what the findings oblige the host to, each code once."""
        codes = (code for finding in self.findings for code in finding.obligations)
        return tuple(dict.fromkeys(codes))

    def raise_for_blocking(
        self, at_least: Literal["block", "review"] = "block"
    ) -> None:
        """Raise if the decision stands in the way of approval.

        Raises:
            CorrectionRequired: on ``correct``; with ``at_least="review"`` also on
                ``refer``.
            UsageError: ``at_least`` is neither ``block`` nor ``review``.
        """
        if at_least not in {"block", "review"}:
            raise UsageError("at_least is 'block' or 'review'")
        stops = {"correct"} if at_least == "block" else {"correct", "refer"}
        if self._decision in stops:
            raise CorrectionRequired(self)

    def to_dict(self, *, raw: bool = False) -> dict[str, Any]:
        """Return the verdict as JSON-ready values, masked unless ``raw``."""
        face = self._face
        return {
            "schema": SCHEMA,
            "decision": self._decision,
            "partial": self.partial,
            "stage": self.stage,
            "at": self.at.isoformat(),
            "ruleset": {
                "id": face.id,
                "version": face.version,
                "digest": face.digest,
            },
            "tables": face.tables,
            "library": face.library,
            "findings": [finding.to_dict(raw=raw) for finding in self.findings],
            "undetermined": [
                {
                    "rule": entry.rule,
                    "role": entry.role,
                    "reason": entry.reason,
                    "paths": list(entry.paths),
                }
                for entry in self.undetermined
            ],
            "obligations": list(self.obligations),
        }

    def to_json(self, *, raw: bool = False) -> str:
        """Return canonical JSON: sorted keys, no blanks, the same bytes next year."""
        return canonical_json(self.to_dict(raw=raw))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy without any raw value: see ``Finding.__reduce__``."""
        state = (self._face, self.stage, self.at, self.findings, self.undetermined)
        return (_rebuild, (*state, self.partial))

    def __copy__(self) -> Verdict:
        """Copy as a pickle would: masked."""
        import copy  # noqa: PLC0415 - rare

        return copy.deepcopy(self)

    def __eq__(self, other: object) -> bool:
        """Compare what the outputs show."""
        if not isinstance(other, Verdict):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        """Hash decision, stage and date."""
        return hash((self._decision, self.stage, self.at, len(self.findings)))

    def __repr__(self) -> str:
        """Return decision and counts; never a value."""
        counts = dict.fromkeys(Severity, 0)
        for finding in self.findings:
            counts[finding.severity] += 1
        shown = ", ".join(f"{n} {s}" for s, n in counts.items() if n) or "no findings"
        partial = " partial" if self.partial else ""
        return (
            f"<Verdict {self._decision}{partial}: {shown},"
            f" {len(self.undetermined)} undetermined, {self._face.id} {self.stage}"
            f" at {self.at.isoformat()}>"
        )

    __str__ = __repr__


class _OpenVerdict:
    """A verdict in the making: slots that can be set, before it is frozen."""

    __slots__ = Verdict.__slots__


def verdict_of_run(
    face: RulesetFace,
    stage: str,
    at: date,
    run: Outcomes,
    host_path: Callable[[str], str | None] | None = None,
) -> Verdict:
    """Return the verdict on a compiled run; findings are made when first read."""
    made: Any = _new(_OpenVerdict)
    made._face = face  # noqa: SLF001 - as yet open
    made.stage = stage
    made.at = at
    made.partial = False
    made._run = run  # noqa: SLF001 - as yet open
    made._host_path = host_path  # noqa: SLF001 - as yet open
    made._undetermined = None  # noqa: SLF001 - as yet open
    # As ``_decide``; nothing compiled is waived or partial.
    decision: Decision = "clear"
    for hit in run.hits:
        if hit[3] is _BLOCK:
            decision = "correct"
            break
        if hit[3] is _REVIEW:
            decision = "refer"
    made._decision = decision  # noqa: SLF001 - as yet open
    made._findings = None if run.hits else ()  # noqa: SLF001 - as yet open
    made.__class__ = Verdict
    verdict: Verdict = made
    return verdict


def _decide(severities: list[Severity], *, partial: bool) -> Decision:
    if Severity.BLOCK in severities:
        return "correct"
    return "refer" if partial or Severity.REVIEW in severities else "clear"


def _rebuild(  # noqa: PLR0917 - a pickle's plain argument list
    face: RulesetFace,
    stage: str,
    at: date,
    findings: tuple[Finding, ...],
    undetermined: tuple[Undetermined, ...],
    partial: bool,  # noqa: FBT001 - a pickle's plain argument list
) -> Verdict:
    return Verdict(
        face,
        stage=stage,
        at=at,
        findings=findings,
        undetermined=undetermined,
        partial=partial,
    )
