"""The catalogue's reference tables: the functions of rules, the fields of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.reports.catalogue_text import code, prose, table
from infoverify.vocabulary import LIST_PARTS, PARTS, ROLE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from infoverify.language.types import Function, Type
    from infoverify.vocabulary import FieldType

_PARTIES: Final[dict[str, str]] = {
    "person": "个人 · persons",
    "organisation": "机构 · organisations",
    "both": "",
}


def functions(known: Mapping[str, Function]) -> Iterator[str]:
    """Yield every function that rules may call, from the table of checks."""
    yield "# 函数 · Functions"
    yield ""
    yield "规则的条件里可以调用的全部函数。读一个值的函数给出“读数”，后面必须再写一个事实，如"
    yield "`resident_id(id_number).birth_date`。参数后的 `?` 表示可以不写。"
    yield ""
    yield "All functions that conditions may call. A reading must be followed by one of"
    yield "its facts, as in `resident_id(id_number).birth_date`. A `?` marks an argument"
    yield "that may be left out."
    yield ""
    rows = []
    for name in sorted(known):
        function = known[name]
        given = ", ".join(
            f"{p.name}{'?' if p.optional else ''}: {p.type}"
            for p in function.parameters
        )
        result = "" if function.facts else f" → {_type(function.result)}"
        rows.append(
            (
                code(f"{name}({given}){result}"),
                prose(function.doc),
                prose(function.source),
            )
        )
    yield from table(("函数 · function", "说明 · meaning", "出处 · source"), rows)
    yield "## 读数的事实 · Facts of readings"
    yield ""
    facts = [
        (
            code(name),
            ", ".join(code(f"{f}: {_type(t)}") for f, t in function.facts.items()),
        )
        for name, function in sorted(known.items())
        if function.facts
    ]
    yield from table(("读数 · reading", "事实 · facts"), facts)


def _type(type_: Type) -> str:
    return f"code[{', '.join(type_.codes)}]" if type_.codes else str(type_)


def fields() -> Iterator[str]:
    """Yield every part and field of a case, from the vocabulary."""
    yield "# 字段 · Fields"
    yield ""
    yield "案件的全部部分和字段，名字固定不变。规则集另外声明的字段见各规则集。"
    yield ""
    yield "All parts and fields of a case; their names are fixed. A ruleset may declare"
    yield "more."
    yield ""
    for part, struct in PARTS.items():
        zh, en = ROLE_NAMES[part]
        kind = " (列表 · list)" if part in LIST_PARTS else ""
        yield f'<a id="{part}"></a>'
        yield ""
        yield f"## {code(part)} {zh} · {en}{kind}"
        yield ""
        rows = [
            (code(name), _field(field), _PARTIES[field.party])
            for name, field in struct.items()
        ]
        yield from table(("字段 · field", "类型 · type", "仅限 · only for"), rows)
    zh, en = ROLE_NAMES["form"]
    yield f"## {code('form')} {zh} · {en}"
    yield ""
    yield "与以上各部分同形，前面加 `form.`：`form.policyholder.name`。"
    yield ""
    yield "The same parts once more, as transcribed from the paper: `form.policyholder.name`."


def _field(field: FieldType) -> str:
    if not field.codes:
        return code(field.kind)
    return f"{code(field.kind)}: {', '.join(code(c) for c in field.codes)}"
