"""``infoverify rules explain``: one rule in words, and on a case why it came out so."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Final

from infoverify.cli.arguments import (
    add_at,
    add_functions,
    add_ruleset,
    add_stage,
    load_functions,
)
from infoverify.cli.rules_show import find_rule, place_of
from infoverify.errors import UsageError
from infoverify.vocabulary import LIST_PARTS, ROLE_NAMES, STAGES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from infoverify.cli.arguments import Parser
    from infoverify.cli.speech import Speech
    from infoverify.finding import Lang
    from infoverify.language.rule import Rule
    from infoverify.language.ruleset import Ruleset
    from infoverify.reports.explain import Explainer

TRUST: Final[dict[str, tuple[str, str]]] = {
    "law": ("法律法规原文", "text of the law"),
    "standard": ("标准原文", "text of the standard"),
    "seed": ("项目起始材料", "the project's seed"),
    "deck": ("培训材料，未核对原文", "training deck, not compared with the text"),
    "found": ("公开资料", "found in public sources"),
    "known": ("业内常识", "known in practice"),
    "calc": ("推算", "calculated"),
    "proposal": ("本项目建议", "our proposal"),
}
#: A company's rules carry the same mark as ours.
_WHOSE: Final[dict[str, tuple[str, str]]] = {
    "proposal": ("本项目（或公司自己）的主张", "our own proposal, or the company's")
}
_UNDETERMINED: Final[dict[str, tuple[str, str]]] = {
    "note": ("只记录", "only noted"),
    "review": ("转人工复核", "a finding for review"),
    "block": ("拦截", "a blocking finding"),
}


def configure(parser: Parser, say: Speech) -> None:
    """Add the command's arguments."""
    parser.add_argument("rule", metavar="RULE", help=say("规则编号", "the rule's id"))
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help=say(
            "案件文件；逐件说明该规则的结果",
            "cases; tells how the rule came out on each of them",
        ),
    )
    stage = say(
        "业务环节（默认为该规则的第一个）", "stage (the rule's first by default)"
    )
    add_stage(parser, stage)
    add_ruleset(parser, say)
    add_at(parser, say)
    add_functions(parser, say)


def run(args: argparse.Namespace, say: Speech) -> int:
    """Write the explanation; 2 where the file could not be read in whole."""
    from infoverify.rulesets import load_authored  # noqa: PLC0415 - costs a second

    functions = load_functions(args.functions, say, [args.ruleset])
    ruleset = load_authored(args.ruleset, functions=functions)
    rule = find_rule(ruleset, args.rule, say)
    if args.file is None:
        for line in describe(ruleset, rule, say.lang):
            sys.stdout.write(line + "\n")
        return 0
    if ruleset.unresolved:
        missing = ", ".join(ruleset.unresolved)
        raise UsageError(say(f"缺少宿主函数 {missing}", f"{missing} is not registered"))
    return _on_cases(args, ruleset, rule, say)


def describe(ruleset: Ruleset, rule: Rule, lang: Lang) -> Iterator[str]:
    """Yield what there is to say about a rule, a label before each."""
    from infoverify.reports.width import pad, wrap  # noqa: PLC0415

    yield f"{rule.id}  {rule.face.title[lang]}"
    for label, texts in _facts(ruleset, rule, lang):
        first = pad(label, 14)
        for text in texts:
            for line in wrap(text, 80):
                yield f"  {first} {line}"
                first = " " * 14


def _facts(ruleset: Ruleset, rule: Rule, lang: Lang) -> Iterator[tuple[str, list[str]]]:
    from infoverify.language.written import source  # noqa: PLC0415
    from infoverify.reports.words import SEVERITIES  # noqa: PLC0415
    from infoverify.reports.words import STAGES as STAGE_WORDS  # noqa: PLC0415

    def say(zh: str, en: str) -> str:
        return zh if lang == "zh" else en

    def word(pair: tuple[str, str]) -> str:
        return say(*pair)

    plain = rule.plain
    roles = [word(ROLE_NAMES.get(role, (role, role))) for role in rule.roles]
    yield say("对象", "about"), [", ".join(roles)]
    stages = [word(STAGE_WORDS[s]) for s in STAGES if s in rule.stages]
    everywhere = len(stages) == len(STAGES)
    yield (
        say("环节", "stages"),
        [say("全部", "all") if everywhere else ", ".join(stages)],
    )
    if rule.when is not None:
        yield say("何时适用", "applies when"), [source(rule.when)]
    yield say("要求", "requires"), [source(rule.require)]
    rows = []
    for row in rule.severity:
        name = word(SEVERITIES[str(row.severity)])
        other = say("其余", "else") if len(rule.severity) > 1 else ""
        rows.append(
            f"{name} <- {source(row.when) if row.when else other}".removesuffix(" <- ")
        )
    yield say("级别", "severity"), rows
    yield say("无法判断时", "undetermined"), [word(_UNDETERMINED[rule.undetermined])]
    yield say("提示语", "message"), [plain["message"][lang]]
    if rule.suggest:
        yield (
            say("建议", "suggests"),
            [f"{s.field} = {source(s.node)}" for s in rule.suggest],
        )
    yield say("依据", "basis"), _bases(ruleset, rule, lang) or [say("无", "none")]
    begin, end = rule.in_force
    if begin or end:
        since = say(f"{begin} 起", f"from {begin}") if begin else ""
        until = say(f"{end} 止（不含）", f"until {end}, exclusive") if end else ""
        yield say("生效", "in force"), [" ".join(filter(None, (since, until)))]
    if rule.lock:
        yield (
            say("锁定", "locked"),
            [say("后续文件只能加严", "later files may only make it stricter")],
        )
    counts: dict[str, int] = {}
    for example in plain["examples"]:
        counts[example["expect"]] = counts.get(example["expect"], 0) + 1
    shown = ", ".join(f"{name} {count}" for name, count in counts.items())
    yield say("例子", "examples"), [shown or say("无", "none")]
    yield (
        say("定义于", "defined at"),
        [place_of(ruleset.merged.origins.get((rule.id, "id")))],
    )


def _bases(ruleset: Ruleset, rule: Rule, lang: Lang) -> list[str]:
    from infoverify.reports.citation import clause_of  # noqa: PLC0415

    instruments = ruleset.merged.instruments
    found = []
    for basis in rule.face.basis:
        name = instruments.get(basis.instrument, {}).get(lang, "")
        trust = _WHOSE.get(basis.trust, TRUST[basis.trust])[lang == "en"]
        text = f"{basis.instrument} {clause_of(basis, lang)}".rstrip()
        text = f"{name} | {text}" if name else text
        found.append(f"{text} [{trust}]" + (f" {basis.note}" if basis.note else ""))
    return found


def _on_cases(
    args: argparse.Namespace, ruleset: Ruleset, rule: Rule, say: Speech
) -> int:
    from infoverify.cli.records import (  # noqa: PLC0415
        Entry,
        Inputs,
        Meter,
        read_source,
    )
    from infoverify.cli.streams import complain  # noqa: PLC0415
    from infoverify.reports.explain import Explainer  # noqa: PLC0415

    at = args.at or date.today()  # noqa: DTZ011 - the user's own calendar day
    status = 0
    sys.stdout.write(say(f"{rule.id} | 核验日期 {at}\n", f"{rule.id} | as of {at}\n"))
    for found in read_source(args.file, Inputs(ruleset.structs), Meter()):
        if not isinstance(found, Entry):
            complain(found.text(say.lang))
            status = 2 if found.lost else status
            continue
        explainer = Explainer(ruleset, found.record, at, say.lang)
        for role in _roles(explainer, rule):
            place = f"{found.source}:{found.line}"
            _one(explainer, rule, role, say, place=place, stage=args.stage)
    return status


def _roles(explainer: Explainer, rule: Rule) -> Iterator[str]:
    case = explainer.case
    for name in rule.roles:
        if name in LIST_PARTS:
            yield from (part.role for part in case.parts(name))
        else:
            yield name


def _one(
    explainer: Explainer,
    rule: Rule,
    role: str,
    say: Speech,
    *,
    place: str,
    stage: str | None,
) -> None:
    """Write how the rule came out for one role, and why."""
    from infoverify.reports.width import clean  # noqa: PLC0415
    from infoverify.reports.words import OUTCOMES  # noqa: PLC0415
    from infoverify.vocabulary import role_name  # noqa: PLC0415

    outcome, message, reason = explainer.judge(rule, role, stage)
    head = f"{clean(place)}  {role_name(role, say.lang)}  {say(*OUTCOMES[outcome])}"
    sys.stdout.write(head + "\n")
    for line in [reason] if reason else explainer.lines(rule.id, role):
        sys.stdout.write(f"    {clean(line)}\n")
    if message:
        sys.stdout.write(f"    {clean(message, 2000)}\n")
