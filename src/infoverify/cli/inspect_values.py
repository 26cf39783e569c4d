"""``infoverify inspect``: one value read by its validator, as a card or as JSON."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentTypeError
from inspect import signature
from typing import TYPE_CHECKING, Any, Final

from infoverify.cli.arguments import choice, day
from infoverify.cli.streams import colours, complain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from infoverify.cli.arguments import Parser
    from infoverify.cli.speech import Speech

VALIDATORS: Final = (
    *("resident_id", "residence_permit", "permanent_resident_id", "travel_permit"),
    *("passport", "birth_certificate", "military_id", "hk_id", "macao_id", "taiwan_id"),
    *("uscc", "organisation_code", "business_licence", "tax_registration", "phone"),
    *("name", "address", "postal_code", "email"),
)
#: Every kind, and the module that reads it; a module comes in when it is asked for.
KINDS: Final[dict[str, str]] = {
    **{kind: f"infoverify.validators.{kind}" for kind in VALIDATORS},
    "identity_document": "infoverify.identity_document",
}
#: Words that people use for a kind.
_OTHER_WORDS: Final = {
    **dict.fromkeys(("mobile", "cellphone", "telephone", "tel", "landline"), "phone"),
    **dict.fromkeys(("id", "id_number", "id_card", "idcard"), "resident_id"),
    **dict.fromkeys(("zip", "zipcode", "postcode"), "postal_code"),
    **dict.fromkeys(("手机", "电话", "手机号码", "电话号码"), "phone"),
    **dict.fromkeys(("身份证", "身份证号", "身份证号码"), "resident_id"),
    **dict.fromkeys(("mail", "邮箱", "电子邮箱"), "email"),
    "地址": "address",
}
_CONTEXT: Final = ("id_type", "nationality", "birth_date", "region")
# Whole numbers are refused whatever they are; this one spares converting a long one.
_LONG_WHOLE: Final = 10**100


def configure(parser: Parser, say: Speech) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "kind",
        type=_kind(say),
        metavar="KIND",
        help=", ".join(KINDS),
    )
    parser.add_argument(
        "values",
        nargs="*",
        metavar="VALUE",
        help=say(
            "要读的值；不给时从标准输入每行读一个",
            "what to read; from standard input, one on each line, when none is given",
        ),
    )
    parser.add_argument(
        "--json-input",
        action="store_true",
        help=say("每行一个 JSON 值", "each line is one JSON value"),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=say(
            "每个值输出一行 JSON (不脱敏)", "one JSON object per value (not masked)"
        ),
    )
    parser.add_argument(
        "--raw",
        action="store_true",
        help=say("卡片不脱敏", "do not mask the card"),
    )
    parser.add_argument(
        "--at",
        type=day(say),
        metavar="DATE",
        help=say(
            "读值所依据的日期；默认不论日期", "as of this day; timeless by default"
        ),
    )
    for name, zh, en in (
        ("--id-type", "证件类型（identity_document）", "type of the document"),
        ("--nationality", "国籍，三位字母代码", "nationality, ISO 3166 alpha-3"),
        ("--birth-date", "出生日期 YYYY-MM-DD", "birth date, YYYY-MM-DD"),
        ("--region", "行政区划代码（address）", "division code (address)"),
    ):
        parser.add_argument(
            name, metavar=name[2:].upper().replace("-", "_"), help=say(zh, en)
        )


def _kind(say: Speech) -> Callable[[str], str]:
    """Return a reader of the kind; a value in its place is not quoted."""
    known = choice(KINDS, say)

    def read(word: str) -> str:
        hint = _OTHER_WORDS.get(word.lower().replace("-", "_"))
        if hint is None and any(map(str.isdigit, word)) and word not in KINDS:
            hint = "resident_id" if len(word) == 18 else "KIND VALUE"
        if hint is None and not word.isascii():
            hint = "name"
        if hint is None:
            return known(word)
        zh, en = f"第一个词是类别；试试：{hint}", f"the kind comes first; try {hint}"
        raise ArgumentTypeError(say(zh, en))

    return read


def run(args: argparse.Namespace, say: Speech) -> int:
    """Read every value; return 1 if any is refused by its standard, else 0."""
    module = _module(args.kind, say)
    context = _context(args, module, say)
    if context is None:
        return 2
    show = _show_json if args.json else _card(args, module, say)
    taken = frozenset(signature(module.inspect).parameters)
    status = 0
    values = iter(args.values) if args.values else _lines(args, say)
    for number, value in enumerate(values, 1):
        if isinstance(value, _Unread):
            status = 2
            complain(f"-:{number}: {say(value.zh, value.en)}")
            if args.json:
                _write({"kind": args.kind, "line": number, "error": value.en})
            continue
        reading = _read(module, value, context, taken)
        if reading.valid is False and status == 0:
            status = 1
        show(reading)
    return status


def _module(kind: str, say: Speech) -> ModuleType:
    from importlib import import_module  # noqa: PLC0415 - one of twenty
    from importlib.util import find_spec  # noqa: PLC0415

    from infoverify.errors import UsageError  # noqa: PLC0415

    if find_spec(KINDS[kind]) is not None:
        module = import_module(KINDS[kind])
        if hasattr(module, "inspect"):
            return module
    raise UsageError(
        say(f"这个版本还不能读 {kind}", f"this version cannot read {kind} yet")
    )


def _context(
    args: argparse.Namespace, module: ModuleType, say: Speech
) -> dict[str, Any] | None:
    """Return the keywords for ``inspect``; what this kind does not take is misuse."""
    taken = signature(module.inspect).parameters
    context: dict[str, Any] = {}
    if args.at is not None:
        context["at"] = args.at
    for name in _CONTEXT:
        value = getattr(args, name)
        if value is None:
            continue
        option = "--" + name.replace("_", "-")
        if name not in taken:
            complain(
                say(f"{args.kind} 不用 {option}", f"{args.kind} takes no {option}")
            )
            return None
        context[name] = value
    if "id_type" in taken and "id_type" not in context and not args.json_input:
        complain(say("缺少参数: --id-type", "--id-type is required"))
        return None
    return context


def _read(
    module: ModuleType, value: object, context: dict[str, Any], taken: frozenset[str]
) -> Any:  # noqa: ANN401 - a validator's Inspection
    """Return the reading; an object with ``value`` brings its own context along."""
    if isinstance(value, dict) and "value" in value and "id_type" in taken:
        own: dict[str, Any] = {
            n: value[n] for n in _CONTEXT if n in value and n in taken
        }
        context = {**context, **own}
        value = value["value"]
    if "id_type" in taken:
        context = {"id_type": None, **context}
    return module.inspect(value, **context)


# Input -------------------------------------------------------------------


class _Unread:
    """A line that could not be read, and why."""

    __slots__ = ("en", "zh")

    def __init__(self, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en


def _lines(args: argparse.Namespace, say: Speech) -> Iterator[object]:
    stream: Any = sys.stdin
    if stream.isatty():
        complain(
            say("每行输入一个值，Ctrl-D 结束：", "one value on each line, Ctrl-D ends:")
        )
    first = True
    while line := stream.buffer.readline():
        if first:
            line = line.removeprefix(b"\xef\xbb\xbf")
            first = False
        try:
            text = line.decode().removesuffix("\n").removesuffix("\r")
        except UnicodeDecodeError:
            yield _Unread("不是 UTF-8 编码", "not UTF-8")
            continue
        yield _json_value(text) if args.json_input else text


def _json_value(text: str) -> object:
    try:
        return json.loads(
            text, parse_int=lambda d: int(d) if len(d) <= 100 else _LONG_WHOLE
        )
    except json.JSONDecodeError as error:
        return _Unread(f"不是合法的 JSON ({error.msg})", f"no valid JSON ({error.msg})")
    except RecursionError:
        return _Unread("嵌套过深", "nested too deeply")


# Output ------------------------------------------------------------------


def _write(value: object) -> None:
    # One line at a time: a program that talks to us through pipes is waiting.
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _show_json(reading: Any) -> None:  # noqa: ANN401 - a validator's Inspection
    _write(reading.to_dict())


def _card(
    args: argparse.Namespace, module: ModuleType, say: Speech
) -> Callable[[Any], None]:
    from infoverify.reports.card import card  # noqa: PLC0415 - not needed for --json
    from infoverify.reports.words import Paint  # noqa: PLC0415

    paint = Paint(on=colours(sys.stdout))
    # The door to all documents has the sentences of the type's validator as well.
    by_type = getattr(module, "texts_of", None)
    texts = by_type(args.id_type) if by_type else getattr(module, "TEXTS", {})

    def show(reading: Any) -> None:  # noqa: ANN401
        lines = card(reading, texts, lang=say.lang, raw=args.raw, paint=paint)
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()

    return show
