"""The words of verdicts for people: decisions, severities, stages, in zh and en."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from infoverify.finding import Lang

DECISIONS: Final[dict[str, tuple[str, str]]] = {
    "clear": ("可通过", "clear"),
    "refer": ("转人工", "refer"),
    "correct": ("须更正", "correct"),
}
SEVERITIES: Final[dict[str, tuple[str, str]]] = {
    "block": ("拦截", "block"),
    "review": ("复核", "review"),
    "warn": ("提醒", "warn"),
    "info": ("提示", "info"),
}
STAGES: Final[dict[str, tuple[str, str]]] = {
    "entry": ("录入", "entry"),
    "underwriting": ("承保", "underwriting"),
    "servicing": ("保全", "servicing"),
    "callback": ("回访", "callback"),
    "sampling": ("抽检", "sampling"),
    "legacy": ("历史清查", "legacy"),
    "settlement": ("代理结算", "settlement"),
    "claim": ("理赔", "claim"),
}
OUTCOMES: Final[dict[str, tuple[str, str]]] = {
    "holds": ("成立", "holds"),
    "violated": ("违反", "violated"),
    "undetermined": ("无法确定", "undetermined"),
    "not_applicable": ("不适用", "not applicable"),
}

_COLOURS: Final = {
    "block": "31",
    "correct": "31",
    "review": "33",
    "refer": "33",
    "warn": "36",
    "info": "2",
    "clear": "32",
    "dim": "2",
    "bold": "1",
}


def in_language(pair: tuple[str, str], lang: Lang) -> str:
    """Return one of a text and its twin."""
    return pair[lang == "en"]


class Paint:
    """Colours by meaning, or none where the output is no terminal."""

    __slots__ = ("_on",)

    def __init__(self, *, on: bool) -> None:
        """Keep whether there are colours."""
        self._on = on

    def __call__(self, meaning: str, text: str) -> str:
        """Return the text in the colour of a severity, a decision, ``dim``, ``bold``."""
        if not self._on or not text:
            return text
        return f"\x1b[{_COLOURS[meaning]}m{text}\x1b[0m"
