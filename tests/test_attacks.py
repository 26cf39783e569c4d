"""Attacks known against YAML readers and against evaluators of expressions."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from conftest import rule, rules
from infoverify import RulesetError, load_ruleset
from infoverify.language.yaml_text import read_text

# Each is loaded in a process of its own, which may hold this much more than an
# ordinary load, and take this much processor time more.
MEGABYTES = 100
SECONDS = 1.0

MEASURE = """
import resource, sys, time
from infoverify import RulesetError, load_ruleset

def load(path):
    try:
        load_ruleset(path)
    except RulesetError as error:
        return "refused"
    return "loaded"

assert load(sys.argv[1]) == "loaded"
before = resource.getrusage(resource.RUSAGE_SELF)
answer = load(sys.argv[2])
after = resource.getrusage(resource.RUSAGE_SELF)
print(answer, after.ru_utime - before.ru_utime, (after.ru_maxrss - before.ru_maxrss) / 1024)
"""

LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12)
)
MEGABYTE = 990_000


def expression(source: str) -> str:
    return rules(rule(source))


BOMBS = {
    "billion laughs": LAUGHS,
    "self-reference": "a: &a [*a]\n",
    "merge bomb": "a: &a {x: 1}\nb: {<<: [*a, *a, *a]}\n",
    "ten thousand lists": "a: " + "[" * 10_000 + "]" * 10_000 + "\n",
    "ten thousand mappings": "a: " + "{a: " * 10_000 + "}" * 10_000 + "\n",
    "ten thousand blocks": "a:\n" + "".join(" " * i + "-\n" for i in range(1, 1000)),
    "ten thousand unclosed": "a: " + "[" * 10_000,
    "ten thousand keys": "".join(f"k{i}: 1\n" for i in range(10_000)),
    "a megabyte of keys": "a: {" + "".join(f"k{i}: 1, " for i in range(80_000)) + "}\n",
    "a megabyte of items": "a: [" + "a, " * (MEGABYTE // 3) + "]\n",
    "a megabyte of anchors": "".join(f"&a{i} " for i in range(100_000)),
    "a megabyte of quotes": "a: " + '"' * MEGABYTE,
    "a megabyte of dashes": "- " * (MEGABYTE // 2),
    "a megabyte of question marks": "? " * (MEGABYTE // 2),
    "two megabytes": "a: " + "x" * 2_000_000,
    "a megabyte of expression": expression("a" * MEGABYTE),
    "a megabyte of brackets": expression("(" * MEGABYTE),
    "a megabyte of not": expression("not " * (MEGABYTE // 4) + "True"),
    "a megabyte of sums": expression("1" + " + 1" * (MEGABYTE // 4)),
    "a megabyte of and": expression("True" + " and True" * (MEGABYTE // 9)),
    "deep parentheses": expression("(" * 10_000 + "True" + ")" * 10_000),
    "deep in two kilobytes": expression("(" * 1000 + "True" + ")" * 1000),
    "two kilobytes of minus": expression("-" * 2000 + "1 == 1"),
    "two kilobytes of not": expression("not " * 500 + "True"),
    "two kilobytes of calls": expression("present(" * 200 + "name" + ")" * 200),
    "two kilobytes of dots": expression("a" + ".a" * 1000),
    "two kilobytes of lambdas": expression("lambda: " * 250 + "1"),
    "huge power": expression("9 ** 9 ** 9 ** 9 == 1"),
    "huge product": expression("'a' * 10 ** 10 == name"),
    "huge shift": expression("1 << 10 ** 10 == 1"),
    "huge number": expression("9" * 2000 + "0 == policy.annual_premium + 1"),
    "huge exponent": expression("1e9999999 == policy.annual_premium"),
    "huge format": expression("'%9999999999d' % 1 == name"),
    "huge template": rules(rule("present(name)", message="'{name:9999999999}'")),
    "many braces": rules(rule("present(name)", message="'" + "{name}" * 1000 + "{'")),
    "deep example": rules(
        rule(
            "present(name)",
            examples="[{name: a, expect: holds, given: {set: {a: "
            + "[" * 500
            + "]" * 500
            + "}}}]",
        )
    ),
    "deep severity": rules(rule("present(name)", severity="[" * 100 + "]" * 100)),
    "regular expression bomb in an id": rules(
        rule("present(name)", id="a" * 100_000 + "!")
    ),
    "regular expression bomb in a parameter": rules(rule("param." + "a" * 1900)),
    "number bomb": "parameters: {n: {value: " + "9" * 900_000 + "}}\n",
    "typed number bomb": "parameters: {n: {value: "
    + "9" * 900_000
    + ", type: number}}\n",
}


@pytest.fixture(scope="module")
def fine(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("fine") / "fine.yaml"
    path.write_text("infoverify: 1\nruleset: {id: t}\n" + expression("present(name)"))
    return str(path)


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_cost_little(write: Any, fine: str, name: str) -> None:
    path = write(BOMBS[name])

    answer = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", MEASURE, fine, str(path)],
        env=os.environ,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )

    assert answer.returncode == 0, answer.stderr[-2000:]
    outcome, seconds, megabytes = answer.stdout.split()
    assert outcome == ("loaded" if name == "number bomb" else "refused")
    assert float(seconds) < SECONDS
    assert float(megabytes) < MEGABYTES


def test_a_number_too_long_is_text(write: Any) -> None:
    ruleset = load_ruleset(write(BOMBS["number bomb"] + expression("present(name)")))

    assert isinstance(ruleset.parameters["n"], str)


# Ways out of "safe" evaluators -------------------------------------------------

ESCAPES = [
    # The classes of everything.
    "().__class__.__bases__[0].__subclasses__() == 1",
    "''.__class__.__mro__[1].__subclasses__() == 1",
    "name.__class__.__base__ == 1",
    "name.__init__.__globals__ == 1",
    "present.__globals__ == 1",
    "present.__self__ == 1",
    "resident_id.__globals__['os'] == 1",
    "resident_id.__call__(id_number).valid",
    "resident_id(id_number).__class__ == 1",
    "resident_id(id_number).__dict__ == 1",
    "resident_id(id_number).valid.__class__ == 1",
    "resident_id(id_number).birth_date.year == 1",
    "resident_id(id_number)._raw == 1",
    "resident_id(id_number).to_dict() == 1",
    "acme.f(name).__class__ == 1",
    "acme.f(name).__init__.__globals__ == 1",
    "acme.__class__(name) == 1",
    "acme.f.__globals__ == 1",
    "acme.f.__call__(name)",
    "acme.f.__globals__(name)",
    "subject.__class__ == 1",
    "subject.holder == 1",
    "subject.case == 1",
    "policyholder.holder == 1",
    "policyholder.case.compactors == 1",
    "insured.__len__() == 1",
    "param.__class__ == 1",
    "at.__class__ == 1",
    "at.today() == at",
    "form.__class__ == 1",
    "form.policyholder.__class__ == 1",
    # Format strings.
    "'{0.__class__}'.format(name) == 1",
    "'%s' % name == 'a'",
    "f'{name}' == 'a'",
    "f'{().__class__}' == 'a'",
    "name.format() == 'a'",
    "str.format('{0.__class__}', name) == 'a'",
    # Generators and their frames.
    "(x for x in [1]).gi_frame.f_back.f_globals == 1",
    "[x.gi_frame for x in [1]] == 1",
    "(yield) == 1",
    "(lambda: 1)() == 1",
    "(lambda: (yield))().gi_frame == 1",
    "(await name) == 1",
    # Names that Python knows.
    "__import__('os').system('true') == 1",
    "eval('1') == 1",
    "exec('1') == 1",
    "compile('1', '', 'eval') == 1",
    "open('/etc/passwd') == 1",
    "getattr(name, 'x') == 1",
    "globals() == 1",
    "vars(name) == 1",
    "type(name) == 1",
    "breakpoint() == 1",
    "print(name) == 1",
    "len(name) == 1",
    "str(name) == 1",
    "__builtins__ == 1",
    "__name__ == 'a'",
    "None == name",
    "os.system('true')",
    "sys.exit()",
    "builtins.eval('1')",
    # Shadowing.
    "(present := name) == 1",
    "(at := birth_date) == at",
    "[name := 1] == 1",
    "lambda name: True",
    "[name for name in ['a']] == 1",
    "{**policyholder} == 1",
    "[*insured] == 1",
    "(name, sex) == 1",
    # Statements.
    "import os",
    "del name",
    "assert True",
    "global name",
    "name = 'a'",
    "True; True",
    "True\nimport os",
    "return True",
    "raise name",
    "with name: True",
    "match name: \n case _: True",
    # Odd letters.
    "ｐresent(name).__class__ == 1",
    "present(name)\x00",
    "present(name)\x0c.__class__",
    "name == '\\N{DIGIT ONE}'",
    "\u202ename == 'a'",
    "nаme == 'a'",
]
#: Host's names that load, since a host may yet register them, and do nothing.
UNRESOLVED = {
    *("os.system('true')", "sys.exit()", "builtins.eval('1')"),
    "str.format('{0.__class__}', name) == 'a'",
}


@pytest.mark.parametrize("source", ESCAPES)
def test_escapes_are_refused_at_load(tmp_path: Any, source: str) -> None:
    escaped = "".join(
        c if c.isalnum() or c in " ()=,._':[]{}*%;" else f"\\U{ord(c):08x}"
        for c in source
    )
    path = tmp_path / "t.yaml"
    path.write_text(
        "infoverify: 1\nruleset: {id: t}\nrules:\n  - {id: t.rule, for: [policyholder],"
        f' severity: block, require: "{escaped}"}}\n',
        encoding="utf-8",
    )

    if source in UNRESOLVED:
        assert load_ruleset(path).unresolved
        return
    with pytest.raises(RulesetError) as caught:
        load_ruleset(path)
    assert caught.value.rule == "t.rule"


@pytest.mark.parametrize(
    "message",
    [
        *(
            "{name.__class__}",
            "{name!r}",
            "{name[0]}",
            "{0}",
            "{}",
            "{name:>10}",
            "{{name}}",
        ),
        *(
            "{subject}",
            "{policyholder}",
            "{insured.name}",
            "{param.x}",
            "{at.year}",
            "{role.x}",
        ),
        *("{name.state.x}", "{__class__}", "{present(name)}", "{name} {", "}"),
    ],
)
def test_templates_take_fields_only(write: Any, message: str) -> None:
    with pytest.raises(RulesetError):
        load_ruleset(write(rules(rule("present(name)", message=f"'{message}'"))))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_templates_are_checked_in_both_languages(write: Any, lang: str) -> None:
    with pytest.raises(RulesetError):
        load_ruleset(
            write(rules(rule("present(name)", message=f"{{{lang}: '{{nmae}}'}}")))
        )


@pytest.mark.parametrize(
    "tag",
    [
        *(
            "!!python/object/apply:os.system ['true']",
            "!!python/name:os.system",
            "!x y",
        ),
        *("!!binary aGk=", "!!set {a}", "!!timestamp 2020-01-01", "!!null ''", "! x"),
    ],
)
def test_tags_make_no_objects(tag: str) -> None:
    with pytest.raises(RulesetError, match="tags"):
        read_text(f"a: {tag}\n")
