"""``infoverify rules coverage``: instrument → clause → rules, and back."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

from infoverify.cli.arguments import add_format
from infoverify.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from infoverify.cli.arguments import Parser
    from infoverify.cli.speech import Speech
    from infoverify.coverage import Coverage

FORMATS: Final = ("text", "md", "json")


def configure(parser: Parser, say: Speech) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "rulesets",
        nargs="*",
        metavar="NAME|FILE",
        help=say(
            "只看这些规则集；默认全部内置规则集",
            "these rulesets only; every shipped one by default",
        ),
    )
    add_format(parser, say, FORMATS)
    parser.add_argument(
        "--rule",
        metavar="ID",
        help=say("反查：这条规则落实哪些条款", "the way back: the clauses of one rule"),
    )


def run(args: argparse.Namespace, say: Speech) -> int:
    """Write the coverage; 1 where a clause is neither covered nor excused."""
    from infoverify.coverage import report  # noqa: PLC0415 - after misuse is ruled out

    found = report(args.rulesets) if args.rulesets else report()
    if args.rule is not None:
        if args.format != "text":
            raise UsageError(
                say("--rule 只用于 --format text", "--rule goes with --format text")
            )
        _rule(found, args.rule, say)
        return 0
    if args.format == "json":
        text = json.dumps(as_plain(found), ensure_ascii=False, indent=2)
    else:
        from infoverify.coverage_text import render, render_markdown  # noqa: PLC0415

        if args.format == "text":
            text = _wrapped(render(found, say.lang))
        else:
            text = render_markdown(found, say.lang)
    sys.stdout.write(text + "\n")
    return 0 if found.complete else 1


def _wrapped(text: str) -> str:
    """Return a text whose long lines go on in the next, indented more."""
    from infoverify.reports.width import room, wrap  # noqa: PLC0415 - for text only

    columns = room(sys.stdout)
    lines: list[str] = []
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip())
        first, *rest = wrap(line.lstrip(), columns - indent - 4)
        lines.append(" " * indent + first)
        lines += [" " * (indent + 4) + part for part in rest]
    return "\n".join(lines)


def _rule(found: Coverage, rule: str, say: Speech) -> None:
    """Write what one rule cites and the clauses that it watches."""
    from infoverify.language.near_names import nearest  # noqa: PLC0415 - only here
    from infoverify.reports.citation import clause_of  # noqa: PLC0415

    cited = next((c for c in found.rules if c.rule == rule), None)
    if cited is None:
        hint = nearest(rule, [c.rule for c in found.rules]) or "infoverify rules list"
        raise UsageError(
            say(f"没有规则 {rule!r}；可试 {hint}", f"no rule {rule!r}; {hint}")
        )
    lines = [f"{rule}  {cited.title[say.lang]}"]
    lines += [
        f"  {clause.instrument} {clause.id}  {clause.text[say.lang]}"
        for clause in found.of_rule(rule)
    ]
    head = say("依据", "basis")
    lines += [
        f"  {head}: {basis.instrument} {clause_of(basis, say.lang)}".rstrip()
        for basis in cited.basis
    ]
    sys.stdout.write("\n".join(lines) + "\n")


def as_plain(found: Coverage) -> dict[str, Any]:
    """Return the coverage for JSON."""
    return {
        "complete": found.complete,
        "instruments": [
            {
                "id": instrument.id,
                "title": instrument.title,
                "clauses": [
                    {
                        "id": clause.id,
                        "text": clause.text,
                        "status": clause.status,
                        "rules": list(clause.rules),
                        "excuse": clause.excuse,
                    }
                    for clause in instrument.clauses
                ],
            }
            for instrument in found.instruments
        ],
        "rules": [
            {
                "id": cited.rule,
                "title": dict(cited.title),
                "clauses": [[c.instrument, c.id] for c in found.of_rule(cited.rule)],
                "unverified": cited.unverified,
            }
            for cited in found.rules
        ],
        "open": [[clause.instrument, clause.id] for clause in found.open],
        "without_clause": [cited.rule for cited in found.without_clause],
        "unlisted": list(found.unlisted),
        "unknown_rules": [list(entry) for entry in found.unknown_rules],
        "unknown_clauses": [list(entry) for entry in found.unknown_clauses],
    }
