"""The built form: sealed and typed before, or proved whole; never anything between."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from infoverify import RulesetError, Verifier, load_ruleset, shipped_names
from infoverify.checks import TABLE
from infoverify.language import built, tree
from infoverify.language.built import build
from infoverify.language.rule import Rule
from infoverify.language.ruleset import Ruleset
from infoverify.language.sources import Source
from infoverify.reports.load_errors import in_chinese
from infoverify.rulesets import built_name, built_root, load_authored, shipped_root

if TYPE_CHECKING:
    from pathlib import Path

RULESET = """
infoverify: 1
ruleset: {id: own, version: "1"}
parameters:
  limit: {value: 3, max: 5}
  since: {value: 2013-11-04, max: 2020-01-01}
  rate: {value: "1.5"}
fields: {policyholder.x_vip: truth, lead.kind: "code[a, b]"}
rules:
  - id: own.all_kinds
    for: policyholder
    when: >-
      (x_vip == True or not present(birth_date)) and id_type in ["passport"]
      and policy.term_months != "whole_life" and birth_date < "2000-01-01"
    require: >-
      age(birth_date) >= param.limit and id_valid_until < "long_term"
      and lead.kind == "a" and resident_id(id_number).birth_date == birth_date
      and at > param.since and income > -2.5
    severity: [{when: 'present(mobile)', is: block}, warn]
    suggest: {birth_date: resident_id(id_number).birth_date}
    message: {zh: "{role}：{birth_date}", en: "{role}: {birth_date.state}, {at}"}
    lock: true
  - id: own.of_the_record
    for: record
    require: beneficiaries_distinct(beneficiaries) and present(policy.number)
    severity: review
    message: {zh: 一, en: one}
"""


def source() -> Source:
    return Source(shipped_root())


def made(tmp_path: Path, text: str = RULESET, *, sealed: bool = True) -> str:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return build(path, source(), TABLE if sealed else None)


def loaded(tmp_path: Path, form: str) -> Any:
    path = tmp_path / "own.json"
    path.write_text(form, encoding="utf-8", newline="\n")
    return load_ruleset(path)


def trusted(tmp_path: Path, form: str) -> Ruleset:
    """Return what a form says that lies in the library's own folder."""
    merged = built.read_built(form, "own.json", beside=str(tmp_path))
    assert merged is not None
    return Ruleset(merged, TABLE, proved=merged.stored is not None)


def facets(rule: Rule) -> dict[str, object]:
    """Return everything typed of a rule; a repr tells classes and types apart."""
    names = (
        *("when", "require", "severity", "completeness", "reads", "wholes"),
        *("parties", "suggest", "paths", "optional"),
    )
    # JSON orders the languages of a message.
    return {name: repr(getattr(rule, name)) for name in names} | {
        "slots": frozenset(rule.slots),
        "face": tuple(rule.face),
    }


def changed(form: str, change: Any) -> str:
    """Return a form with something else in it, and the seal that it had."""
    data = json.loads(form)
    change(data["files"][0]["content"])
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n"


# What a sealed form means --------------------------------------------------------


@pytest.mark.parametrize("name", shipped_names())
def test_a_shipped_form_means_what_its_yaml_means(name: str) -> None:
    mine, authored = load_ruleset(name), load_authored(name)
    assert mine.merged.built, "older than its YAML: python tools/build_rulesets.py"
    assert mine.merged.stored is not None
    assert mine.digest == authored.digest
    assert mine.unresolved == authored.unresolved == ()
    for rule, other in zip(mine.rules, authored.rules, strict=True):
        assert facets(rule) == facets(other)


def test_every_kind_of_node_is_stored(tmp_path: Path) -> None:
    form = made(tmp_path)
    mine, authored = trusted(tmp_path, form), load_authored(tmp_path / "own.yaml")
    assert mine.merged.stored is not None
    kinds = set()
    for rule, other in zip(mine.rules, authored.rules, strict=True):
        assert facets(rule) == facets(other)
        nodes = [rule.require, *([rule.when] if rule.when else [])]
        kinds |= {type(node) for top in nodes for node in tree.walk(top)}
    assert kinds == set(tree._CHILDREN)


def test_a_sealed_form_is_typed_when_it_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = made(tmp_path)
    monkeypatch.setattr(Rule, "prove", lambda _rule: pytest.fail("proved again"))
    rule = trusted(tmp_path, form).rules[0]
    with pytest.raises(AttributeError):
        Rule.when.__get__(rule)  # type: ignore[attr-defined]
    assert isinstance(rule.when, tree.Logic)
    assert Rule.when.__get__(rule) is rule.when  # type: ignore[attr-defined]
    assert not hasattr(rule, "colour")


def test_parameters_of_the_host_stay_typed(tmp_path: Path) -> None:
    ruleset = trusted(tmp_path, made(tmp_path))
    verifier = Verifier(ruleset, stage="entry", parameters={"limit": 4})
    assert verifier.ruleset.parameters["limit"] == 4
    assert verifier.ruleset.merged.stored is not None


# What is not sealed by us is proved ----------------------------------------------


def test_without_functions_there_is_no_seal(tmp_path: Path) -> None:
    form = made(tmp_path, sealed=False)
    assert "seal" not in json.loads(form)
    assert loaded(tmp_path, form).merged.stored is None


def test_a_seal_of_somebody_else_opens_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Trees are made into code: whoever can write a checksum must not write them."""

    def forge(node: Any) -> None:
        if isinstance(node, dict):
            node = list(node.values())
        for item in node if isinstance(node, list) else ():
            if isinstance(item, list) and item[:1] == ["compare"]:
                item[1] = '== print("entered") or 1 =='
            forge(item)

    data = json.loads(made(tmp_path))
    del data["seal"]
    forge(data["expressions"])
    body = json.dumps(data).removesuffix("}")
    form = f"{body}{built._SEAL}{built._seal(body)}}}\n"
    assert "entered" in form
    assert built._sealed(form)
    ruleset = loaded(tmp_path, form)
    assert ruleset.merged.stored is None
    verifier = Verifier(ruleset, stage="entry")
    for _ in range(2):
        verifier.verify({"policyholder": {"name": "x"}}, at=date(2026, 1, 15))
    assert "entered" not in capsys.readouterr().out


def test_a_form_that_calls_a_host_is_not_sealed(tmp_path: Path) -> None:
    text = RULESET.replace("age(birth_date) >= param.limit", "acme.known(id_number)")
    form = made(
        tmp_path, text.replace("limit: {value: 3, max: 5}", "limit: {value: 3}")
    )
    assert "seal" not in json.loads(form)
    assert loaded(tmp_path, form).unresolved == ("acme.known",)


def test_another_version_proves_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = made(tmp_path)
    monkeypatch.setattr("infoverify.language.built.__version__", "999")
    assert trusted(tmp_path, form).merged.stored is None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda c: c["rules"][0].update(require="age(birth_date) >="), "expression"),
        (lambda c: c["rules"][0].update(require="nme == 'x'"), "unknown name"),
        (lambda c: c["rules"][0].update(paths=["nme"]), "no field"),
        (lambda c: c["rules"][0].update(severity="awful"), "schema"),
        (lambda c: c["rules"][0].update(colour="red"), "unknown key"),
        (lambda c: c["rules"][0].pop("require"), "require is missing"),
        (lambda c: c["rules"][0]["message"].update(zh="{nme}"), "placeholder"),
        (lambda c: c.update(rules={}), "a list expected"),
        (lambda c: c.update(extends=["identity"]), "extends nothing"),
        (lambda c: c["override"].update({"own.x": {"enabled": False}}), "no rule"),
    ],
)
def test_a_changed_form_is_proved_whole(
    tmp_path: Path, change: Any, problem: str
) -> None:
    form = changed(made(tmp_path), change)
    with pytest.raises(RulesetError, match=problem):
        loaded(tmp_path, form)


def test_a_changed_form_that_is_right_loads(tmp_path: Path) -> None:
    form = changed(made(tmp_path), lambda c: c["rules"][1].update(severity="block"))
    ruleset = loaded(tmp_path, form)
    assert ruleset.merged.stored is None
    assert ruleset.rules[1].severity[0].severity == "block"


@pytest.mark.parametrize(
    "form",
    ["[]\n", "{}\n", '{"infoverify_built":"1"}', '{"infoverify_built":"2"}\n', "{"],
)
def test_what_is_no_form_is_refused(tmp_path: Path, form: str) -> None:
    text = form if "built" in form else form + ' "infoverify_built"'
    with pytest.raises(RulesetError):
        loaded(tmp_path, text)


def test_a_form_that_an_editor_saved_loads(tmp_path: Path) -> None:
    form = made(tmp_path).replace("\n", "\r\n")
    assert loaded(tmp_path, f"\ufeff{form}").id == "own"


@pytest.mark.parametrize("half", [b"\xff", "某公司".encode("gbk")])
def test_a_form_in_another_encoding_is_refused(tmp_path: Path, half: bytes) -> None:
    path = tmp_path / "own.json"
    path.write_bytes(made(tmp_path).encode().replace("一".encode(), half))
    with pytest.raises(RulesetError, match="not UTF-8"):
        load_ruleset(path)


@pytest.mark.parametrize(
    ("part", "other"),
    [
        # Readers of JSON differ in which of two they take.
        ('"require":"benef', '"require":"present(policy.number)","require":"benef'),
        ('"zh":"一"', '"zh":"\\ud800"'),
    ],
)
def test_a_form_says_all_once_and_in_letters(
    tmp_path: Path, part: str, other: str
) -> None:
    form = made(tmp_path)
    assert part in form
    with pytest.raises(RulesetError, match="no built form"):
        loaded(tmp_path, form.replace(part, other))


def test_authors_tools_name_the_yaml_instead(tmp_path: Path) -> None:
    loaded(tmp_path, made(tmp_path))
    with pytest.raises(RulesetError, match="built form") as caught:
        load_authored(tmp_path / "own.json")
    assert "编译形式" in in_chinese(caught.value)
    assert "YAML 文件" in in_chinese(caught.value)


def test_locks_are_proved_under_any_seal(tmp_path: Path) -> None:
    """Whoever writes a seal of his own still lowers no floor."""
    made(tmp_path)
    lower = "infoverify: 1\nruleset: {id: lower}\nextends: [./own.yaml]\noverride:\n"
    (tmp_path / "lower.yaml").write_text(f"{lower}  own.all_kinds: {{enabled: true}}\n")
    form = build(tmp_path / "lower.yaml", source(), TABLE)
    form = form.replace(
        '"enabled":true}},"parameters"', '"enabled":false}},"parameters"'
    )
    body = form.rpartition(built._SEAL)[0]
    form = f"{body}{built._SEAL}{built._seal(body)}}}\n"
    assert built._sealed(form)
    with pytest.raises(RulesetError, match="locked"):
        trusted(tmp_path, form)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("expressions"),
        lambda data: data["files"][0]["content"].pop("ruleset"),
        lambda data: data["files"][0]["content"]["rules"].append(3),
        lambda data: data["files"].clear(),
    ],
)
def test_a_misshapen_form_is_told_under_any_seal(tmp_path: Path, change: Any) -> None:
    data = json.loads(made(tmp_path))
    change(data)
    del data["seal"]
    body = json.dumps(data).removesuffix("}")
    form = f"{body}{built._SEAL}{built._seal(body)}}}\n"
    assert built._sealed(form)
    if "expressions" in data:
        with pytest.raises(RulesetError):
            trusted(tmp_path, form)
    else:
        assert trusted(tmp_path, form).merged.stored is None


def test_an_error_is_placed_by_its_mark(tmp_path: Path) -> None:
    form = changed(made(tmp_path), lambda c: c["rules"][0].update(require="nme"))
    with pytest.raises(RulesetError) as caught:
        loaded(tmp_path, form)
    lines = RULESET.split("\n")
    assert caught.value.line is not None
    assert "require:" in lines[caught.value.line - 1]


def test_the_shipped_forms_are_sealed() -> None:
    for name in shipped_names():
        text = (built_root() / built_name(name)).read_text(encoding="utf-8")
        assert list(json.loads(text)) == [
            *("expressions", "files", "infoverify_built", "seal"),
        ]
