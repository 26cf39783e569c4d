"""``infoverify rules``: what a ruleset holds, whether it loads, whether it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.cli.arguments import misuse
from infoverify.cli.streams import complain

if TYPE_CHECKING:
    from infoverify.cli.speech import Speech

_COMMANDS: Final[dict[str, tuple[str, str, str]]] = {
    "list": (
        "rules_list",
        "列出规则：编号，级别，环节，对象，标题",
        "list rules: id, severity, stages, roles, title",
    ),
    "show": (
        "rules_show",
        "显示生效的规则，每个值由哪个文件哪一行设定",
        "show the effective rules, and the file and line that set each value",
    ),
    "explain": (
        "rules_explain",
        "用文字说明一条规则；给出案件时说明其结果",
        "explain a rule in words; on a case, why it came out as it did",
    ),
    "docs": (
        "rules_docs",
        "生成规则目录（Markdown，中英文）",
        "write the rule catalogue as Markdown, zh and en",
    ),
    "schema": (
        "rules_schema",
        "输出规则集文件的 JSON Schema，供编辑器使用",
        "write the JSON Schema of a ruleset file, for editors",
    ),
    "lint": (
        "rules_lint",
        "检查规则集文件",
        "check ruleset files",
    ),
    "test": (
        "rules_test",
        "运行规则自带的全部例子；--mutate 检验例子是否够用",
        "run every example of every rule; --mutate tries the examples themselves",
    ),
    "contract": (
        "rules_contract",
        "绑定给得出什么：哪些规则无法运行，哪些字段无人读取",
        "what a binding lets rules see: which can never run, which fields nobody reads",
    ),
    "coverage": (
        "rules_coverage",
        "每一条款由哪些规则落实",
        "which clause is watched by which rules",
    ),
    "diff": (
        "rules_diff",
        "比较两个规则集，以及对一批案件的影响",
        "what changed between two rulesets, and what it does to cases",
    ),
    "build": (
        "rules_build",
        "输出规则集的编译形式（JSON），或一致性测试向量",
        "write a ruleset's built form (JSON), or conformance vectors",
    ),
}


def dispatch(prog: str, arguments: list[str], say: Speech) -> int:
    """Find the second word and run its command."""
    from infoverify.cli import run_command  # noqa: PLC0415 - the caller, already there

    rest = list(arguments)
    while rest and rest[0].startswith("-"):
        option = rest.pop(0)
        if option in {"-h", "--help"}:
            _help(say)
            return 0
        if option == "--lang" and rest:
            rest.pop(0)
        elif not option.startswith("--lang="):
            return misuse(prog, option.partition("=")[0], _COMMANDS, say)
    if not rest:
        complain(
            say(f"{prog}：要做什么？可试：", f"{prog}: which one? ")
            + ", ".join(_COMMANDS)
        )
        return 2
    name = rest.pop(0)
    if name not in _COMMANDS:
        return misuse(prog, name, _COMMANDS, say)
    return run_command(f"{prog} {name}", _COMMANDS[name], rest, say)


def _help(say: Speech) -> None:
    import sys  # noqa: PLC0415 - only to print

    lines = [
        say("用法：infoverify rules 命令 [选项]", "usage: infoverify rules COMMAND"),
        "",
    ]
    lines += [f"  {name:9}{say(*texts)}" for name, (_, *texts) in _COMMANDS.items()]
    sys.stdout.write("\n".join(lines) + "\n")
