"""Remarks of the lint as SARIF 2.1.0, which code hosts show beside the lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoverify.lint.remark import CODES
from infoverify.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from infoverify.errors import RulesetError
    from infoverify.finding import Lang
    from infoverify.lint.remark import Remark


def sarif(
    remarks: Iterable[Remark], errors: Iterable[RulesetError], lang: Lang
) -> dict[str, Any]:
    """Return the log of one run."""
    english = lang == "en"
    known = {**CODES, "load": ("无法加载", "the ruleset does not load")}
    results = [
        _result("load", "error", _problem(e, lang), (e.file, e.line, e.column))
        for e in errors
    ]
    for found in remarks:
        about = f"{found.rule}: " if found.rule else ""
        text = about + found.text(lang)
        results.append(
            _result(
                *(found.code, "note" if found.advice else "warning", text),
                (found.file, found.line, None),
            )
        )
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "infoverify",
                        "version": __version__,
                        "rules": [
                            {"id": code, "shortDescription": {"text": texts[english]}}
                            for code, texts in known.items()
                        ],
                    }
                },
                "results": results,
            }
        ],
    }


def _problem(error: RulesetError, lang: Lang) -> str:
    from infoverify.reports.load_errors import problem_in_chinese  # noqa: PLC0415

    return problem_in_chinese(error.problem)[0] if lang == "zh" else error.problem


def _result(
    code: str,
    level: str,
    text: str,
    where: tuple[str | None, int | None, int | None],
) -> dict[str, Any]:
    file, line, column = where
    result: dict[str, Any] = {
        "ruleId": code,
        "level": level,
        "message": {"text": text},
    }
    if file is not None:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
        if line is not None:
            place["region"] = {"startLine": line}
            if column is not None:
                place["region"]["startColumn"] = column
        result["locations"] = [{"physicalLocation": place}]
    return result


def _uri(file: str) -> str:
    path = Path(file)
    if not path.is_absolute():
        return path.as_posix()
    here = Path.cwd()
    return (
        path.relative_to(here).as_posix()
        if path.is_relative_to(here)
        else path.as_uri()
    )
