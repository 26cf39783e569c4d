"""Reading a command's arguments: argparse, in two languages, options anywhere."""

from __future__ import annotations

import argparse
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, NoReturn

from infoverify.cli.speech import LANGUAGES
from infoverify.cli.streams import complain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from infoverify.cli.speech import Speech

# argparse's own messages that a user can meet, and how they read in Chinese.
_MESSAGES: Final = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (\S+): expected one argument", r"参数 \1 后面要有一个值"),
    (r"argument (\S+): expected at least one argument", r"参数 \1 后面至少要有一个值"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 与 \2 不能同时使用"),
    (r"argument (\S+): (.+)", r"参数 \1：\2"),
)

# A slip in a command's or an option's word; digits may be somebody's number.
_WORD: Final = re.compile(r"-{0,2}[A-Za-z][A-Za-z_.-]{0,39}\d?")


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks the user's language and quotes no values."""

    def __init__(self, prog: str, description: str, say: Speech) -> None:
        """Prepare ``--help`` and ``--lang``, which every command has."""
        self.say = say
        super().__init__(
            prog=prog,
            description=description,
            add_help=False,
            allow_abbrev=False,
            formatter_class=lambda prog: argparse.HelpFormatter(
                prog, max_help_position=28, width=96
            ),
        )
        # argparse has no other door to its two headings.
        self._positionals.title = say("参数", "arguments")
        self._optionals.title = say("选项", "options")

    def read(self, arguments: list[str]) -> argparse.Namespace:
        """Return the arguments; options and files may stand in any order."""
        self.add_argument(
            "--lang",
            choices=LANGUAGES,
            metavar="zh|en",
            help=self.say("输出语言；默认随系统", "language of the output; by locale"),
        )
        self.add_argument(
            *("-h", "--help"),
            action="help",
            help=self.say("显示本说明", "show this help"),
        )
        # parse_intermixed_args would cut an English prefix off a usage of its own.
        formatter = self._get_formatter()
        formatter.add_usage(None, self._actions, self._mutually_exclusive_groups, "")
        self.usage = formatter.format_help().strip().replace("%", "%%")
        return self.parse_intermixed_args(arguments)

    def format_usage(self) -> str:
        """Return the usage with its heading in the user's language."""
        return f"{self.say('用法：', 'usage: ')}{self.usage}\n".replace("%%", "%")

    def format_help(self) -> str:
        """Return usage, description and options."""
        text = super().format_help()
        if text.startswith("usage: "):
            text = f"{self.say('用法：', 'usage: ')}{text[7:]}"
        for title in (self._positionals.title, self._optionals.title):
            text = text.replace(f"\n{title}:\n", f"\n{title}{self.say('：', ':')}\n")
        return text

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and leave with status 2."""
        head, colon, words = message.partition("unrecognized arguments: ")
        if colon:
            # A customer's value may stand among them: only names of options are named.
            names = [w.partition("=")[0] for w in words.split() if w.startswith("-")]
            message = f"{head}{colon}{' '.join(names) or '…'}"
        if self.say.lang == "zh":
            for pattern, chinese in _MESSAGES:
                found = re.fullmatch(pattern, message)
                if found:
                    message = found.expand(chinese)
                    break
        complain(self.format_usage() + self.say("用法有误：", "error: ") + message)
        raise SystemExit(2)


def _quoted(word: str) -> str:
    """Return a word in quotes; what may be a customer's value is left out."""
    return repr(word) if _WORD.fullmatch(word) else "…"


def misuse(prog: str, word: str, known: Iterable[str], say: Speech) -> int:
    """Say that a command is unknown, with the nearest; return status 2."""
    names = list(known)
    close = get_close_matches(word, names, 1)
    hint = close[0] if close else ", ".join(names)
    complain(
        say(
            f"{prog}：没有命令 {_quoted(word)}。可试：{hint}",
            f"{prog}: no command {_quoted(word)}; try {hint}",
        )
    )
    return 2


def choice(known: Iterable[str], say: Speech) -> Callable[[str], str]:
    """Return a reader of one word out of a list; a slip is told with the nearest."""
    names = tuple(known)

    def read(word: str) -> str:
        if word in names:
            return word
        close = get_close_matches(word, names, 1)
        hint = close[0] if close else ", ".join(names)
        raise argparse.ArgumentTypeError(
            say(
                f"没有 {_quoted(word)}。可试：{hint}",
                f"no {_quoted(word)}; try {hint}",
            )
        )

    return read


def day(say: Speech) -> Callable[[str], date]:
    """Return a reader of dates."""

    def read(word: str) -> date:
        from infoverify.states import parse_date  # noqa: PLC0415 - keeps --help quick

        found = parse_date(word)
        if found is None:
            raise argparse.ArgumentTypeError(
                say("日期要写成 YYYY-MM-DD", "a date is written YYYY-MM-DD")
            )
        return found

    return read


def add_at(parser: Parser, say: Speech) -> None:
    """Add ``--at``, the day the question is about; today unless given."""
    parser.add_argument(
        "--at",
        type=day(say),
        metavar="DATE",
        help=say("核验所依据的日期；默认今天", "the day it is about; today by default"),
    )


def add_format(parser: Parser, say: Speech, formats: Iterable[str]) -> None:
    """Add ``--format``: how the result is written, text unless asked otherwise."""
    parser.add_argument(
        "--format",
        type=choice(formats, say),
        default="text",
        metavar="FORMAT",
        help=say("输出格式：", "output: ") + ", ".join(formats),
    )


def add_stage(parser: Parser, help_text: str, default: str | None = None) -> None:
    """Add ``--stage``, told in the words of the command."""
    from infoverify.vocabulary import STAGES  # noqa: PLC0415 - not for every command

    parser.add_argument(
        "--stage",
        type=choice(STAGES, parser.say),
        default=default,
        metavar="STAGE",
        help=help_text,
    )


def add_ruleset(parser: Parser, say: Speech) -> None:
    """Add ``--ruleset``: a shipped name or a file."""
    parser.add_argument(
        "--ruleset",
        default="life-standard",
        metavar="NAME|FILE",
        help=say(
            "内置规则集的名称，或 YAML 文件；默认 life-standard",
            "a shipped name or a YAML file; life-standard by default",
        ),
    )


def add_binding(parser: Parser, say: Speech, *, required: bool = False) -> None:
    """Add ``--binding``: the host's own names, codes and layout."""
    parser.add_argument(
        "--binding",
        required=required,
        metavar="NAME|FILE",
        help=say(
            "绑定：自有字段名、代码与布局的对应，内置名称或 YAML 文件",
            "the host's own names, codes and layout: a shipped name or a YAML file",
        ),
    )


def add_functions(parser: Parser, say: Speech) -> None:
    """Add ``--functions``: the host's own functions."""
    parser.add_argument(
        "--functions",
        metavar="MODULE:NAME",
        help=say(
            "自备函数：模块中一个从带点名称到函数的映射",
            "own functions: a mapping of dotted names to callables in a module",
        ),
    )


def load_functions(
    spec: str | None, say: Speech, beside: Iterable[str] = ()
) -> dict[str, Any] | None:
    """Return the mapping that ``module:name`` names.

    The module may stand here, or beside the ruleset files that ``beside`` names.

    Raises:
        UsageError: there is no such module or attribute, or it is no mapping.
    """
    if spec is None:
        return None
    import os  # noqa: PLC0415 - rare, as are the two below
    import sys  # noqa: PLC0415
    from importlib import import_module  # noqa: PLC0415

    from infoverify._guard import attempt  # noqa: PLC0415
    from infoverify.errors import UsageError  # noqa: PLC0415

    module_name, colon, name = spec.partition(":")
    if not colon or not module_name or not name:
        raise UsageError(
            say("--functions 要写成 模块：名称", "--functions is written MODULE:NAME")
        )
    files = [name for name in beside if name.endswith((".yaml", ".yml", ".json"))]
    folders = [os.path.dirname(os.path.abspath(name)) for name in files]  # noqa: PTH100, PTH120
    for folder in (os.getcwd(), *folders):  # noqa: PTH109 - sys.path holds text
        if folder not in sys.path:
            # At the end: a file here must not hide a module of Python's own.
            sys.path.append(folder)
    module, failed = attempt(import_module, module_name)
    if failed:
        place = module_name.replace(".", "/") + ".py"
        raise UsageError(
            say(
                f"--functions: 模块 {module_name} 无法导入（{failed}）；"
                f"试试：把 {place} 放在当前文件夹或规则集文件旁",
                f"--functions: module {module_name} cannot be imported ({failed}); "
                f"try: put {place} into this folder or beside the ruleset file",
            )
        )
    table = getattr(module, name, None)
    if not isinstance(table, dict):
        known = [key for key, value in vars(module).items() if _is_table(key, value)]
        hint = ", ".join(f"{module_name}:{key}" for key in known[:4])
        zh, en = (f"；试试：{hint}", f"; try: {hint}") if hint else ("", "")
        raise UsageError(
            say(
                f"--functions: {spec} 不是映射（dict）{zh}",
                f"--functions: {spec} is no mapping (dict) of names to functions{en}",
            )
        )
    return table


def _is_table(name: str, value: object) -> bool:
    return isinstance(value, dict) and not name.startswith("_")
