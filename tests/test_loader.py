"""Merging files: extends, parameters, override, locks, provenance, places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from conftest import AT, rule, rules
from infoverify import RulesetError, UsageError, Verifier, load_ruleset, shipped_names
from infoverify.language.loader import merge_text
from infoverify.language.sources import Source
from infoverify.rulesets import shipped_root

A = rules(rule("present(name)", id="a.a"))
B = rules(rule("present(sex)", id="b.b"))


def load(path: Path) -> list[str]:
    return [r.id for r in load_ruleset(path).rules]


def fails(path: Path, message: str) -> RulesetError:
    with pytest.raises(RulesetError, match=message) as caught:
        load_ruleset(path)
    assert caught.value.file
    assert caught.value.line
    assert caught.value.column
    assert caught.value.hint
    return caught.value


# Extends ---------------------------------------------------------------------


def test_extends_is_read_depth_first_left_to_right(write: Any) -> None:
    write(rules(rule("present(name)", id="d.d")), "d.yaml")
    write("extends: [./d.yaml]\n" + A, "a.yaml")
    write("extends: ./d.yaml\n" + B, "b.yaml")

    path = write(
        "extends: [./a.yaml, ./b.yaml]\n" + rules(rule("present(email)", id="c.c"))
    )

    assert load(path) == ["d.d", "a.a", "b.b", "c.c"]


def test_a_file_reached_twice_is_read_once(write: Any) -> None:
    write(A, "a.yaml")
    write(B, "sub/b.yaml")

    path = write("extends: [./a.yaml, ./a.yaml, ././a.yaml, ./sub/b.yaml]\n")

    assert load(path) == ["a.a", "b.b"]


def test_shipped_names_are_bare(write: Any) -> None:
    ids = load(
        write("extends: [regulations/circ-2013-82, ./own.yaml]\n")
        if write(A, "own.yaml")
        else Path()
    )

    assert ids[-1] == "a.a"
    assert len(ids) > 20


def test_a_name_of_its_own_beside_is_not_shipped(write: Any) -> None:
    write(A, "a.yaml")

    fails(write("extends: [a]\n"), "no ruleset 'a'")


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../x.yaml",
            "./../x.yaml",
            "./sub/../../x.yaml",
            "/etc/passwd",
            "..",
            "./..",
        ),
        *("./", ".", "", "~/x.yaml", "file:///x.yaml", "./x.yaml", "sub\\x", "../../t"),
        *("./sub/../t2.yaml", "samples/../identity", "identity.yaml", "IDENTITY"),
        *("a" * 5000, "./" + "a" * 5000),
    ],
)
def test_names_that_lead_nowhere_or_outside(write: Any, name: str) -> None:
    write(A, "t2.yaml")
    write(A, "sub/u.yaml")

    fails(
        write(f'extends: ["{name}"]\n'.replace("\\", "\\\\"), "sub2/t.yaml"),
        "no ruleset|outside",
    )


@pytest.mark.parametrize("name", ["\\0", "./\\0", "./a\\0b.yaml", "\\n", "./\\x01"])
def test_names_that_no_system_allows(write: Any, name: str) -> None:
    fails(write(f'extends: ["{name}"]\n'), "no ruleset|outside")


def test_a_link_does_not_lead_outside(write: Any, tmp_path: Path) -> None:
    outside = write(A, "outside.yaml")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.yaml").symlink_to(outside)

    fails(write("extends: [./link.yaml]\n", "in/t.yaml"), "outside")


def test_circles_are_refused(write: Any) -> None:
    write("extends: [./b.yaml]\n", "a.yaml")
    write("extends: [./c.yaml]\n", "b.yaml")

    error = fails(write("extends: [./a.yaml]\n", "c.yaml"), "extends itself")
    assert error.file
    assert error.line == 3
    fails(write("extends: [./t.yaml]\n"), "extends itself")


def test_long_chains_are_refused(write: Any) -> None:
    for i in range(60):
        write(f"extends: [./f{i + 1}.yaml]\n", f"f{i}.yaml")
    write(A, "f60.yaml")

    with pytest.raises(RulesetError, match="deeper than"):
        load_ruleset(write("extends: [./f0.yaml]\n"))
    assert load(write("extends: [./f40.yaml]\n")) == ["a.a"]


def test_one_id_in_two_files_is_an_error(write: Any) -> None:
    write(A, "a.yaml")

    error = fails(write("extends: [./a.yaml]\n" + A), "stands already")
    assert error.rule == "a.a"
    assert "override" in (error.hint or "")


def test_text_extends_shipped_ones_only() -> None:
    source = Source(shipped_root())
    text = "infoverify: 1\nruleset: {id: t}\nextends: [identity]\n"

    assert len(merge_text(text, source, file="x").rules) > 5
    with pytest.raises(RulesetError):
        merge_text(text.replace("identity", "./identity.yaml "), source, file="x")


def test_shipped_names_load() -> None:
    assert {"life-standard", "life-strict", "identity"} <= set(shipped_names())
    for name in shipped_names():
        assert load_ruleset(name).rules


# Override --------------------------------------------------------------------

FREE = rules(
    rule("present(name)", id="a.a", severity="review", stages="[entry, claim]")
)
LOCKED = rules(
    rule(
        "present(name)",
        id="a.a",
        severity="review",
        stages="[entry, claim]",
        lock="true",
        undetermined="review",
        waiver="{allowed: true, max_days: 30}",
    )
)
ROWS = "[{when: 'policy.line == \"group\"', is: warn}, review]"
LOCKED_ROWS = rules(rule("present(name)", id="a.a", severity=ROWS, lock="true"))
LOCKED_NO_WAIVER = rules(
    rule("present(name)", id="a.a", lock="true", waiver="{allowed: false}")
)


def overridden(write: Any, base: str, change: str) -> Any:
    write(base, "base.yaml")
    path = write(f"extends: [./base.yaml]\noverride:\n  a.a: {change}\n")
    return load_ruleset(path).rules[0]


def test_free_rules_may_be_changed(write: Any) -> None:
    change = "{enabled: false, severity: info, stages: [claim], undetermined: block, message: {zh: 甲}, waiver: {allowed: true}}"

    changed = overridden(write, FREE, change)

    assert changed.plain["enabled"] is False
    assert changed.worst == "info"
    assert changed.stages == {"claim"}
    assert changed.undetermined == "block"
    assert changed.face.message == {"zh": ("甲",), "en": ("甲",)}


@pytest.mark.parametrize(
    "key",
    [
        *("require: present(sex)", "when: present(sex)", "for: [insured]", "id: b.b"),
        *("paths: [sex]", "suggest: {}", "basis: []", "in_force: {}", "lock: false"),
        *("title: x", "optional: []", "examples: []", "tags: []"),
    ],
)
def test_nothing_else_may_be_overridden(write: Any, key: str) -> None:
    write(FREE, "base.yaml")

    fails(
        write(f"extends: [./base.yaml]\noverride: {{a.a: {{{key}}}}}\n"),
        "not known here",
    )


@pytest.mark.parametrize(
    ("base", "change"),
    [
        (LOCKED, "{severity: block}"),
        (LOCKED, "{severity: review}"),
        (LOCKED, "{severity: [{when: 'True', is: block}, review]}"),
        (LOCKED, "{enabled: true}"),
        (LOCKED, "{stages: [entry, claim, underwriting]}"),
        (LOCKED, "{undetermined: block}"),
        (LOCKED, "{undetermined: review}"),
        (LOCKED, "{waiver: {allowed: false}}"),
        (LOCKED, "{waiver: {allowed: true, max_days: 7}}"),
        (LOCKED, "{message: 'other words'}"),
        (LOCKED_ROWS, "{severity: review}"),
        (LOCKED_ROWS, "{severity: block}"),
        (LOCKED_ROWS, f"{{severity: {ROWS}}}"),
        (LOCKED_NO_WAIVER, "{waiver: {allowed: false}}"),
    ],
)
def test_locked_rules_may_be_raised(write: Any, base: str, change: str) -> None:
    overridden(write, base, change)


@pytest.mark.parametrize(
    ("base", "change", "problem"),
    [
        (LOCKED, "{severity: warn}", "at least review"),
        (LOCKED, "{severity: [{when: 'True', is: warn}, block]}", "at least review"),
        (LOCKED, "{severity: [{when: 'True', is: block}, info]}", "at least review"),
        (LOCKED, "{enabled: false}", "disabled"),
        (LOCKED, "{stages: [entry]}", "taken away"),
        (LOCKED, "{stages: [underwriting]}", "taken away"),
        (LOCKED, "{undetermined: note}", "lowered"),
        (LOCKED, "{waiver: {allowed: true}}", "at most 30"),
        (LOCKED, "{waiver: {allowed: true, max_days: 31}}", "at most 30"),
        (LOCKED_ROWS, "{severity: warn}", "at least review"),
        (
            LOCKED_ROWS,
            "{severity: [{when: 'True', is: warn}, block]}",
            "at least review",
        ),
        (
            LOCKED_NO_WAIVER,
            "{waiver: {allowed: true, max_days: 1}}",
            "cannot be allowed",
        ),
    ],
)
def test_locked_rules_are_a_floor(
    write: Any, base: str, change: str, problem: str
) -> None:
    with pytest.raises(RulesetError, match=problem) as caught:
        overridden(write, base, change)

    assert caught.value.rule == "a.a"
    assert caught.value.line == 5


def test_a_rule_locked_for_all_stages_loses_none(write: Any) -> None:
    with pytest.raises(RulesetError, match="taken away"):
        overridden(
            write,
            rules(rule("present(name)", id="a.a", lock="true")),
            "{stages: [entry]}",
        )


def test_what_was_raised_stays_raised(write: Any) -> None:
    write(LOCKED, "base.yaml")
    write("extends: [./base.yaml]\noverride: {a.a: {severity: block}}\n", "mid.yaml")

    fails(
        write("extends: [./mid.yaml]\noverride: {a.a: {severity: review}}\n"),
        "at least block",
    )


def test_an_unknown_id_has_the_nearest_as_hint(write: Any) -> None:
    write(rules(rule("present(name)", id="name.absent")), "base.yaml")

    error = fails(
        write("extends: [./base.yaml]\noverride: {name.absnt: {severity: info}}\n"),
        "no rule",
    )
    assert "'name.absent'" in (error.hint or "")
    assert error.rule == "name.absnt"


# Parameters ------------------------------------------------------------------

AGE = rules(rule("age(birth_date) <= param.oldest", id="a.a", lock="true"))


def parameter(write: Any, base: str, own: str) -> Any:
    write(base + AGE, "base.yaml")
    return load_ruleset(
        write(f"extends: [./base.yaml]\nparameters: {{oldest: {own}}}\n")
    )


def test_parameters_may_be_set_within_their_bounds(write: Any) -> None:
    base = "parameters: {oldest: {value: 100, min: 80, max: 120}}\n"

    assert parameter(write, base, "{value: 90}").parameters["oldest"] == 90
    assert parameter(write, base, "{value: 90, max: 95}").parameters["oldest"] == 90


@pytest.mark.parametrize(
    "own",
    [
        "{value: 121}",
        "{value: 79}",
        "{value: x}",
        "{value: true}",
        "{value: [100]}",
        "{value: 2020-01-01}",
        "{value: 100, max: 130}",
        "{value: 100, min: 10}",
        "{value: 121, max: 130}",
    ],
)
def test_bounds_only_tighten(write: Any, own: str) -> None:
    base = "parameters: {oldest: {value: 100, min: 80, max: 120}}\n"

    with pytest.raises(RulesetError, match="parameter oldest"):
        parameter(write, base, own)


def test_tightened_bounds_hold_for_later_files_and_hosts(write: Any) -> None:
    write("parameters: {oldest: {value: 100, max: 120}}\n" + AGE, "base.yaml")
    write(
        "extends: [./base.yaml]\nparameters: {oldest: {value: 90, max: 95}}\n",
        "mid.yaml",
    )

    fails(
        write("extends: [./mid.yaml]\nparameters: {oldest: {value: 100}}\n"),
        "outside max",
    )
    with pytest.raises(UsageError, match="outside max"):
        Verifier(
            write("extends: [./mid.yaml]\n"), stage="entry", parameters={"oldest": 100}
        )


def test_a_locked_rule_reads_bounded_parameters_only(write: Any) -> None:
    error = fails(write("parameters: {oldest: {value: 100}}\n" + AGE), "no bounds")
    assert error.rule == "a.a"


def test_a_list_that_a_locked_rule_reads_stays(write: Any) -> None:
    base = "parameters: {words: {value: [a, b]}}\n" + rules(
        rule("occupation in param.words", id="a.a", lock="true")
    )
    write(base, "base.yaml")

    fails(
        write("extends: [./base.yaml]\nparameters: {words: {value: [a, b, c]}}\n"),
        "locked",
    )
    with pytest.raises(UsageError, match="locked"):
        Verifier(
            write("extends: [./base.yaml]\n"),
            stage="entry",
            parameters={"words": ["c"]},
        )


# Provenance ------------------------------------------------------------------


def test_origins_name_file_and_line(write: Any) -> None:
    base = write(
        "rules:\n  - id: a.a\n    for: [policyholder]\n    require: present(name)\n    severity: warn\n",
        "base.yaml",
    )
    path = write("extends: [./base.yaml]\noverride:\n  a.a:\n    severity: block\n")

    origins = load_ruleset(path).merged.origins

    assert origins["a.a", "require"][:2] == (str(base), 6)
    assert origins["a.a", "severity"][:2] == (str(path), 6)
    assert load_ruleset(path).merged.files == (str(base), str(path))


def test_an_expression_error_is_placed_in_the_file_that_wrote_it(write: Any) -> None:
    base = write(rules(rule("present(nmae)", id="a.a")), "base.yaml")
    write(A.replace("a.a", "c.c"), "c.yaml")

    error = fails(write("extends: [./c.yaml, ./base.yaml]\n"), "unknown name")
    assert error.file == str(base)
    assert error.line == 4


def test_texts_in_one_language_serve_for_both(write: Any) -> None:
    text = "rules:\n  - {id: a.a, for: [policyholder], require: present(name), severity: warn, title: {zh: 甲}, message: {en: Hello}}\n  - {id: a.b, for: [policyholder], require: present(name), severity: warn, title: 'braces {x}'}\n"
    verdict = Verifier(write(text), stage="entry").verify({}, at=AT)

    first, second = verdict.findings
    assert (first.title("zh"), first.title("en")) == ("甲", "甲")
    assert (first.message("zh"), first.message("en")) == ("Hello", "Hello")
    assert second.title() == "braces {x}"
    assert second.message() == "braces (x)"


def test_load_ruleset_takes_names_and_paths(write: Any) -> None:
    path = write(A)

    assert load_ruleset(str(path)).id == load_ruleset(path).id == "t"
    assert load_ruleset("life-standard").id == "life-standard"
    for wrong in (5, None, b"life-standard", {}):
        with pytest.raises(UsageError):
            load_ruleset(wrong)  # type: ignore[arg-type]
    for wrong in ("", "no such", "../life-standard", "life-standard\0"):
        with pytest.raises(RulesetError):
            load_ruleset(wrong)
