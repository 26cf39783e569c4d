"""Which language the command line speaks: every text stands beside its twin."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, cast

from infoverify.errors import RulesetError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from infoverify.finding import Lang

LANGUAGES: Final = ("zh", "en")


class Speech:
    """One of two languages; calling it chooses between a text and its twin."""

    __slots__ = ("lang",)

    def __init__(self, lang: Lang) -> None:
        """Keep the language."""
        self.lang = lang

    def __call__(self, zh: str, en: str) -> str:
        """Return the text in this language."""
        return zh if self.lang == "zh" else en

    def error(self, error: Exception) -> str:
        """Return an exception's text; what has no Chinese twin stays English."""
        text = str(error)
        if self.lang != "zh":
            return text
        if isinstance(error, RulesetError):
            from infoverify.reports.load_errors import in_chinese  # noqa: PLC0415

            return in_chinese(error)
        from re import sub  # noqa: PLC0415 - errors only

        return sub(r"did you mean (.+?)\?", r"试试：\1", text)


def chosen_language(
    arguments: Sequence[str], environment: Mapping[str, str] | None = None
) -> Lang:
    """Return what ``--lang`` asks for, else what the locale is, else English.

    The option is looked for before anything is parsed: errors speak the language too.
    """
    for index, word in enumerate(arguments):
        if word == "--":
            break
        value = word[7:] if word.startswith("--lang=") else None
        if word == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in LANGUAGES:
            return cast("Lang", value)
    environment = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environment.get(name, "")
        if locale:
            return "zh" if locale.lower().startswith("zh") else "en"
    return "en"
