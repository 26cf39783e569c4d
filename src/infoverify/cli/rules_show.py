"""``infoverify rules show``: the effective rules, and who set each value."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

from infoverify.cli.arguments import add_functions, add_ruleset, load_functions
from infoverify.errors import UsageError
from infoverify.vocabulary import STAGES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from infoverify.cli.arguments import Parser
    from infoverify.cli.speech import Speech
    from infoverify.language.rule import Plain, Rule
    from infoverify.language.ruleset import Origin, Ruleset


def configure(parser: Parser, say: Speech) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "rules",
        nargs="*",
        metavar="RULE",
        help=say("规则编号", "a rule's id"),
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help=say("全部规则与参数", "every rule, and the parameters"),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=say("每条规则输出一行 JSON", "one JSON object per rule"),
    )
    parser.add_argument(
        "--code",
        action="store_true",
        help=say("为它生成的代码", "the code generated for it"),
    )
    parser.add_argument(
        "--stage",
        choices=STAGES,
        help=say(
            "代码所属环节，默认 underwriting", "the stage of the code; underwriting"
        ),
    )
    add_ruleset(parser, say)
    add_functions(parser, say)


def run(args: argparse.Namespace, say: Speech) -> int:
    """Write the rules as YAML, each value with the place that set it."""
    from infoverify.rulesets import load_authored  # noqa: PLC0415 - costs a second

    functions = load_functions(args.functions, say, [args.ruleset])
    ruleset = load_authored(args.ruleset, functions=functions)
    if args.all == bool(args.rules):
        raise UsageError(say("给出规则编号，或 --all", "name a rule, or say --all"))
    if args.all:
        chosen = list(ruleset.rules)
    else:
        chosen = [find_rule(ruleset, name, say) for name in args.rules]
    if args.code:
        if args.json or args.all:
            raise UsageError(
                say("--code 只与规则编号同用", "--code goes with rules only")
            )
        for rule in chosen:
            _write_code(ruleset, rule, args.stage, say)
        return 0
    if args.json:
        for rule in chosen:
            sys.stdout.write(
                json.dumps(_json(ruleset, rule), ensure_ascii=False) + "\n"
            )
        return 0
    if args.all:
        _write(_parameters(ruleset), say)
    for rule in chosen:
        _write(_values(ruleset, rule), say)
    return 0


def _write_code(ruleset: Ruleset, rule: Rule, stage: str | None, say: Speech) -> None:
    from datetime import date  # noqa: PLC0415 - only here

    from infoverify.engine import Verifier  # noqa: PLC0415 - only here

    begin, end = rule.in_force
    today = date.today()  # noqa: DTZ011 - the code that runs on this machine's day
    at = today if rule.at(today) else begin or end or today
    stages = [name for name in STAGES if name in rule.stages]
    stage = stage or ("underwriting" if "underwriting" in stages else stages[0])
    if stage not in stages or not rule.plain["enabled"] or not rule.at(at):
        raise UsageError(
            say(
                f"规则 {rule.id} 在环节 {stage} 不执行，没有代码",
                f"rule {rule.id} does not run at {stage}: no code",
            )
        )
    code = Verifier(ruleset, stage=stage).code_of(rule.id, at=at)
    sys.stdout.write(f"# {rule.id}, {stage}, {at}\n{code}\n")


def find_rule(ruleset: Ruleset, rule_id: str, say: Speech) -> Rule:
    """Return a rule by its id.

    Raises:
        UsageError: there is none; names the nearest.
    """
    from infoverify.language.near_names import nearest  # noqa: PLC0415

    for rule in ruleset.rules:
        if rule.id == rule_id:
            return rule
    hint = nearest(rule_id, [rule.id for rule in ruleset.rules])
    hint = hint or "infoverify rules list"
    raise UsageError(
        say(
            f"{ruleset.id} 没有规则 {rule_id!r}；可试 {hint}",
            f"{ruleset.id} has no rule {rule_id!r}; {hint}",
        )
    )


def place_of(origin: Origin | None) -> str:
    """Return ``file:line`` with a shipped file's path cut short, else nothing."""
    from pathlib import Path  # noqa: PLC0415 - only here

    from infoverify.rulesets import shipped_root  # noqa: PLC0415

    if origin is None or origin.file is None or origin.line is None:
        return ""
    path = Path(origin.file)
    root = shipped_root()
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return f"{shown.as_posix()}:{origin.line}"


# What a rule says where its file says nothing.
_DEFAULTS: Final[dict[str, Any]] = {
    "enabled": True,
    "lock": False,
    "undetermined": "note",
    **dict.fromkeys(("when", "paths", "in_force", "waiver")),
    **{
        k: []
        for k in ("stages", "basis", "optional", "obligations", "tags", "examples")
    },
    "suggest": {},
}


def set_by(ruleset: Ruleset, rule: Rule, key: str) -> Origin | None:
    """Return the file and line that set a value, ``None`` where it is the default."""
    origins = ruleset.merged.origins
    origin = origins.get((rule.id, key))
    # A key that does not stand in the file has the place of its rule.
    unset = key in _DEFAULTS and rule.plain[key] == _DEFAULTS[key]
    return None if unset and origin == origins.get((rule.id, "id")) else origin


def _values(ruleset: Ruleset, rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield lines of YAML with the place that set them."""
    lead = "- "
    for key, value in rule.plain.items():
        origin = set_by(ruleset, rule, key)
        shown: Any = [e["name"] for e in value] if key == "examples" else value
        yield f"{lead}{key}: {_flow(shown)}", place_of(origin)
        lead = "  "


def _parameters(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    from infoverify.language.ruleset import plain_value  # noqa: PLC0415

    if not ruleset.parameters:
        return
    yield "parameters:", "-"
    for name, value in ruleset.parameters.items():
        plain = ruleset.merged.parameters[name]
        shown: Plain = {"value": plain_value(value)}
        shown |= {k: plain[k] for k in ("min", "max") if plain[k] is not None}
        origin = ruleset.merged.origins.get(("parameters", name))
        yield f"  {name}: {_flow(shown)}", place_of(origin)
    yield "rules:", "-"


def _flow(value: object) -> str:
    import yaml  # noqa: PLC0415 - only where YAML is written

    text: str = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False
    )
    return text.removesuffix("\n").removesuffix("\n...").strip()


def _write(lines: Iterator[tuple[str, str]], say: Speech) -> None:
    from infoverify.reports.width import pad, width  # noqa: PLC0415

    default = say("默认值", "default")
    for text, place in lines:
        if place == "-":
            sys.stdout.write(text + "\n")
            continue
        shown = text if width(text) >= 60 else pad(text, 60)
        sys.stdout.write(f"{shown}  # {place or default}\n")


def _json(ruleset: Ruleset, rule: Rule) -> dict[str, Any]:
    values = {}
    for key, value in rule.plain.items():
        origin = set_by(ruleset, rule, key)
        values[key] = {
            "value": value,
            "file": origin.file if origin else None,
            "line": origin.line if origin else None,
        }
    return {"rule": rule.id, "values": values}
