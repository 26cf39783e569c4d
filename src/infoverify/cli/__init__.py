"""The command line (命令行): ``infoverify demo | check | inspect | rules``.

A command's module is imported when it is called, so that ``--help`` is quick. Exit
status: 0 clear, 1 findings at or above ``--fail-on``, 2 misuse or unreadable input,
130 interrupted, 141 the reader of our output has gone.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from infoverify.cli.arguments import Parser, misuse
from infoverify.cli.speech import Speech, chosen_language
from infoverify.cli.streams import abandon_output, complain, prepare_output
from infoverify.errors import InfoverifyError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

#: Command → module, and what it is for.
_COMMANDS: Final[dict[str, tuple[str, str, str]]] = {
    "demo": (
        "demo_command",
        "不需任何文件：核验内置的虚构投保申请，看看结果是什么样子",
        "no file needed: verify the built-in invented applications and see",
    ),
    "check": (
        "check",
        "核验案件文件",
        "verify the cases of files",
    ),
    "inspect": (
        "inspect_values",
        "读一个值（身份证号码、电话等），说出读到了什么",
        "read one value (an ID number, a phone …) and tell what it says",
    ),
    "rules": (
        "rules",
        "查看、检查、自测规则集",
        "list, lint and test rulesets",
    ),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    say = Speech(chosen_language(arguments))
    prepare_output()
    try:
        status = _dispatch(arguments, say)
        sys.stdout.flush()
    except SystemExit as leave:
        status = leave.code if isinstance(leave.code, int) else 2
    except InfoverifyError as error:
        complain(say("出错：", "error: ") + say.error(error))
        status = 2
    except BrokenPipeError:
        abandon_output()
        status = 141
    except KeyboardInterrupt:
        complain(say("已中断。", "interrupted."))
        status = 130
    return status


def _dispatch(arguments: list[str], say: Speech) -> int:
    rest = list(arguments)
    while rest and rest[0].startswith("-"):
        option = rest.pop(0)
        if option in {"-h", "--help"}:
            _help(say)
            return 0
        if option in {"-V", "--version"}:
            from infoverify.version import __version__  # noqa: PLC0415 - rare

            sys.stdout.write(f"infoverify {__version__}\n")
            return 0
        if option == "--lang" and rest:
            rest.pop(0)
        elif not option.startswith("--lang="):
            return _unknown(option.partition("=")[0], say)
    if not rest:
        _help(say)
        return 2
    name = rest.pop(0)
    if name not in _COMMANDS:
        return _unknown(name, say)
    return run_command(f"infoverify {name}", _COMMANDS[name], rest, say)


def run_command(
    prog: str, entry: tuple[str, str, str], arguments: list[str], say: Speech
) -> int:
    """Import a command's module, read its arguments and run it."""
    from importlib import import_module  # noqa: PLC0415 - costs what the command costs

    module = import_module(f"infoverify.cli.{entry[0]}")
    if hasattr(module, "dispatch"):
        status: int = module.dispatch(prog, arguments, say)
        return status
    parser = Parser(prog, say(*entry[1:]), say)
    module.configure(parser, say)
    ended: int = module.run(parser.read(arguments), say)
    return ended


def _unknown(word: str, say: Speech) -> int:
    return misuse("infoverify", word, _COMMANDS, say)


def _help(say: Speech) -> None:
    lines = [
        say("用法：infoverify 命令 [选项]", "usage: infoverify COMMAND [options]"),
        "",
        say(
            "校验保险客户信息的真实性：缺什么，错什么，依据哪一条。",
            "Verify the authenticity of customer information in Chinese insurance.",
        ),
        "",
    ]
    lines += [f"  {name:9}{say(*texts)}" for name, (_, *texts) in _COMMANDS.items()]
    lines += [
        "",
        say(
            "infoverify 命令 --help 查看选项；--lang zh|en 选择语言；--version 查看版本。",
            "infoverify COMMAND --help tells the options; --lang zh|en; --version.",
        ),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
