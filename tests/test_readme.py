"""What the documents tell the reader to type does what they say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "rulesets/README.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}


class Block(NamedTuple):
    """A fenced block: where it stands, its language, the file name beside it."""

    place: str
    language: str
    file: str
    text: str


def blocks() -> list[Block]:
    found = []
    for document in DOCUMENTS:
        text = document.read_text("utf-8")
        for match in re.finditer(
            r'^```(\w+) ?(?:title=")?([\w.-]*)"?\n(.*?)^```',
            text,
            re.MULTILINE | re.DOTALL,
        ):
            line = text.count("\n", 0, match.start()) + 1
            place = f"{document.relative_to(ROOT).as_posix()}:{line}"
            found.append(Block(place, *match.groups()))
    return found


BLOCKS = blocks()


def of(language: str) -> list[object]:
    chosen = [b for b in BLOCKS if b.language == language]
    return [pytest.param(block, id=block.place) for block in chosen]


def run(
    command: list[str], folder: Path, text: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own documents
        command,
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        input=text,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout as the reader has it, with the files that the documents show."""
    for name in ("rulesets", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for block in BLOCKS:
        if block.file:
            (tmp_path / block.file).write_text(block.text, "utf-8")
    # Stands in for the script: the environment is there already.
    script = tmp_path / "run"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m infoverify "$@"\n')
    script.chmod(0o755)
    return tmp_path


# A page's blocks are read in order, and the later ones build on the earlier.
_IN_ORDER = """
import json, sys
shown = {"__name__": "__main__"}
for place, text in json.load(sys.stdin):
    exec(compile(text, place, "exec"), shown)
"""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_python_blocks_run(document: Path, folder: Path) -> None:
    page = document.relative_to(ROOT).as_posix()
    shown = [
        (block.place, block.text)
        for block in BLOCKS
        if block.language == "python" and block.place.startswith(f"{page}:")
    ]
    done = run(
        [sys.executable, "-W", "error", "-c", _IN_ORDER], folder, json.dumps(shown)
    )
    assert done.returncode == 0, done.stderr


# What installs, or runs this very suite, is tried by hand and by the checks' first step.
_NOT_HERE = re.compile(r"^(\./run test|.*-m (venv|pip|pytest|build)\b|\.ci/run|git )")


@pytest.mark.skipif(os.name == "nt", reason="the blocks are for a POSIX shell")
@pytest.mark.parametrize("block", of("sh"))
def test_shell_blocks_run(block: Block, folder: Path) -> None:
    lines = [line for line in block.text.splitlines() if not _NOT_HERE.match(line)]
    script = "\n".join(lines)
    script = re.sub(r"^\.venv/bin/python|(?<=\| )\.venv/bin/python", "python", script)
    script = re.sub(
        r"(?m)(^|(?<=\| ))(infoverify|python -m infoverify)\b", "./run", script
    )
    script = re.sub(r"(?m)^python\b", f'"{sys.executable}"', script)
    done = run(["/bin/sh", "-e", "-c", script], folder)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.mark.parametrize("block", of("yaml"))
def test_rulesets_in_the_documents_load(block: Block, tmp_path: Path) -> None:
    if not block.text.lstrip().startswith("infoverify: 1"):
        pytest.skip("a piece of a ruleset, not a whole one")
    page = block.place.rpartition(":")[0]
    others = [b.text for b in BLOCKS if b.place.startswith(f"{page}:") and not b.file]
    if block.file and any(block.file in text for text in others):
        pytest.skip("the page's own blocks run it")
    path = tmp_path / "shown.yaml"
    path.write_text(block.text, "utf-8")
    for action in ("lint", "test"):
        done = run(
            [sys.executable, "-m", "infoverify", "rules", action, str(path)], tmp_path
        )
        assert done.returncode == 0, done.stdout + done.stderr


def anchors(document: Path) -> set[str]:
    """The names that a Markdown page's headings get where it is read, and its own."""
    text = document.read_text("utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    own = re.findall(r'^<a id="([^"]+)"></a>$', text, re.MULTILINE)
    return {heading.replace(" ", "-") for heading in kept}.union(own)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text("utf-8")):
        name, _, anchor = target.partition("#")
        page = document.parent / name if name else document
        if "://" not in target and (
            not page.exists() or (anchor and anchor not in anchors(page))
        ):
            lost.append(target)
    assert lost == []


def test_the_readme_is_in_both_languages() -> None:
    chinese, english = (ROOT / "README.md").read_text("utf-8").split("## English\n")
    assert chinese.count("\n### ") == english.count("\n### ")
    for said in ("./run demo", "./run test", 'if verdict.decision == "clear":'):
        assert said in chinese
        assert said in english


def test_the_readmes_verdict_is_as_told() -> None:
    """Ten lines of Python, ending in the question whether the decision is clear."""
    for block in BLOCKS:
        if block.place.startswith("README") and block.language == "python":
            lines = [line for line in block.text.splitlines() if line]
            assert len(lines) <= 10
            assert lines[-2] == 'if verdict.decision == "clear":'
        if block.place.startswith("README") and block.language == "yaml":
            rule = block.text.split("\nrules:\n")[1]
            assert len(rule.splitlines()) == 9


def test_the_readmes_ruleset_is_clean_under_its_own_lint(tmp_path: Path) -> None:
    [text] = [b.text for b in BLOCKS if b.file == "acme.yaml"]
    (tmp_path / "acme.yaml").write_text(text, "utf-8")
    command = [sys.executable, "-m", "infoverify", "rules", "lint", "--strict"]
    done = run([*command, "acme.yaml", "--lang", "zh"], tmp_path)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("acme.yaml：通过")


def test_the_readmes_lines_of_output_are_real(tmp_path: Path) -> None:
    shown = [b for b in BLOCKS if b.place.startswith("README")]
    programs = [b for b in shown if b.file == "ten.py"]
    outputs = [b for b in shown if b.language == "text"]
    assert len(programs) == len(outputs) == 2
    for program, output in zip(programs, outputs, strict=True):
        done = run([sys.executable, "-W", "error", "-c", program.text], tmp_path)
        lines = output.text.splitlines()
        assert len(lines) == 3
        assert [x for x in lines if x not in done.stdout.splitlines()] == []


EXAMPLES = {
    "embed_core.py": ("approved: in_force", "stopped: correct", "31***"),
    "company_rule.py": (
        "acme.income_absent_for_high_sum",
        "acme.occupation_closed",
        "refer",
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_run(name: str, tmp_path: Path) -> None:
    """They run from anywhere, without a warning, and show nobody's number."""
    command = [sys.executable, "-W", "error", str(ROOT / "examples" / name)]
    done = run(command, tmp_path)
    assert done.returncode == 0, done.stderr
    assert [said for said in EXAMPLES[name] if said not in done.stdout] == []
    assert not re.search(r"\d{15}", done.stdout)


def test_the_companys_ruleset_passes_its_examples() -> None:
    done = run(
        [
            *(sys.executable, "-m", "infoverify", "rules", "test", "company_rule.yaml"),
            *("--functions", "company_rule:FUNCTIONS", "--lang", "en"),
        ],
        ROOT / "examples",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 failed" in done.stdout


def test_every_example_is_run() -> None:
    assert {p.name for p in (ROOT / "examples").glob("*.py")} == set(EXAMPLES)
