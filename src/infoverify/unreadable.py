"""The built-in finding ``record.unreadable`` (内容无法识别): nothing is silently dropped.

A field that cannot be read and of which no completeness rule has spoken, and a part
that is no mapping or list, give a finding each; locked, for review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.finding import Basis, Finding, RuleFace, Seen, Severity, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from infoverify.evaluation import Touched
    from infoverify.subject import Part

FACE: Final = RuleFace(
    "record.unreadable",
    {"zh": "内容无法识别", "en": "Content cannot be read"},
    {
        "zh": (
            Slot("role", ""),
            "的内容",
            Slot("where", ""),
            "无法识别（类型、日期、代码或长度不对），该项未按任何规则核验，请更正。",
        ),
        "en": (
            Slot("role", ""),
            Slot("where", ""),
            (
                ": the content cannot be read (type, date, code or length); no rule has"
                " judged it. Put it right."
            ),
        ),
    },
    (Basis("circ-2013-82", "D11-1", None, "deck"),),
    (),
    ("accuracy",),
)


def unreadable_findings(
    make: Callable[..., Finding],
    part: Part | tuple[str, str] | None,
    reported: frozenset[str],
    touched: Touched | None = None,
) -> Iterator[Finding]:
    """Yield the findings about a part, a ``(role, path)``, or (``None``) the record.

    ``reported`` are the paths of which a completeness rule has spoken already.
    """
    if part is None or isinstance(part, tuple):
        role, path = part or ("record", "record")
        yield _finding(make, role, path)
        return
    if part.unreadable:
        yield _finding(make, part.role, part.role)
        return
    if part.holder is None:
        return
    for field in part.struct:
        if part.path(field) in reported or not part.has(field):
            continue
        if touched is not None and not touched.has(part, field):
            continue
        if part.own(field)[0] == "unreadable":
            yield _finding(make, part.role, part.path(field))
        elif part.struct[field].kind == "person" and part.own(field)[0] == "present":
            nested = part.nested(field)
            yield from unreadable_findings(make, nested, reported, touched)


def _finding(make: Callable[..., Finding], role: str, path: str) -> Finding:
    return make(
        FACE,
        severity=Severity.REVIEW,
        role=role,
        paths=(path,),
        seen={path: Seen("unreadable", None)},
    )
