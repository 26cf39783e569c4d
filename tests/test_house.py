"""What keeps the house in order: sizes, names, imports, the shape of validators."""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import infoverify

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "infoverify"
MODULES = sorted(SOURCE.rglob("*.py"))
VALIDATORS = [
    path.stem
    for path in sorted((SOURCE / "validators").glob("*.py"))
    if not path.stem.startswith("_")
]
VERBS = ("compact", "validate", "is_valid", "format", "inspect")
CLASSES = {"refuses", "doubts", "unknown", "hints"}

# What a plain installation brings; anything else loaded would be an optional library.
CORE = {
    "annotated_types",
    "infoverify",
    "phonenumbers",
    "pydantic",
    "pydantic_core",
    "stdnum",
    "typing_extensions",
    "typing_inspection",
    "yaml",
}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def place(path: Path, node: ast.AST | None = None) -> str:
    line = f":{node.lineno}" if node is not None else ""  # type: ignore[attr-defined]
    return f"{path.relative_to(ROOT).as_posix()}{line}"


def committed_files() -> list[Path]:
    """Every file that is ours: what tools leave behind begins with a dot or is named."""
    left_behind = {"__pycache__", "build", "dist", "node_modules", "site"}
    found = []
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = parts[0].startswith(".") and parts[0] not in {".ci", ".gitignore"}
        if path.is_file() and not hidden and not left_behind.intersection(parts):
            found.append(path)
    return found


def test_no_source_file_over_400_lines() -> None:
    sizes = {place(p): len(p.read_text("utf-8").splitlines()) for p in MODULES}
    assert {name: size for name, size in sizes.items() if size > 400} == {}


def test_no_function_over_60_lines() -> None:
    long = {
        f"{place(path, node)} {node.name}": node.end_lineno - node.lineno + 1
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= 60
    }
    assert long == {}


def test_no_file_named_after_nothing() -> None:
    """A module is named for what it holds."""
    nothing = re.compile(r"\b(utils?|helpers?|common|managers?|misc|base|core)\b")
    # Words are split at underscores: `embed_core.py` is for authors of core systems.
    named = [
        place(path)
        for path in committed_files()
        if path.suffix == ".py"
        and not path.is_relative_to(ROOT / "examples")
        and nothing.search(path.stem.replace("_", " "))
    ]
    assert named == []


def test_the_facade_is_sorted_and_complete() -> None:
    assert infoverify.__all__ == sorted(infoverify.__all__)
    assert sorted(infoverify._HOMES) == infoverify.__all__
    for name in infoverify.__all__:
        assert getattr(infoverify, name) is not None
    public = {name for name in dir(infoverify) if not name.startswith("_")}
    submodules = {path.stem for path in SOURCE.iterdir()}
    assert public - submodules - {"annotations", "Any", "TYPE_CHECKING"} <= {
        *infoverify.__all__
    }


def test_the_facade_refuses_other_names() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        infoverify.no_such_name  # noqa: B018 - the access is the test


def test_type_checkers_see_the_same_facade() -> None:
    """The block for type checkers imports each public name from its home."""
    (block,) = (n for n in tree(SOURCE / "__init__.py").body if isinstance(n, ast.If))
    seen = {
        alias.name: node.module
        for node in block.body
        if isinstance(node, ast.ImportFrom) and "infoverify" in str(node.module)
        for alias in node.names
    }
    assert seen == {k: f"infoverify.{v}" for k, v in infoverify._HOMES.items()}


def test_nobody_inside_imports_the_facade() -> None:
    guilty = []
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                wrong = any(alias.name == "infoverify" for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module == "infoverify":
                wrong = any(
                    not (SOURCE / f"{alias.name}.py").exists()
                    and not (SOURCE / alias.name).is_dir()
                    for alias in node.names
                )
            else:
                continue
            if wrong:
                guilty.append(place(path, node))
    assert guilty == []


def loaded_by(program: str) -> set[str]:
    """Return the modules that a program loads in a fresh interpreter."""
    wrapped = (
        "import json, sys\nbefore = set(sys.modules)\n"
        f"{program}\n"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    run = subprocess.run(  # noqa: S603 - our own interpreter, our own text
        [sys.executable, "-c", wrapped], capture_output=True, text=True, check=True
    )
    return set(json.loads(run.stdout.splitlines()[-1]))


def third_party(modules: set[str]) -> set[str]:
    """Return the packages that are not Python's own, nor machinery of one that is."""
    tops = {m.partition(".")[0] for m in modules} - set(sys.stdlib_module_names)
    return {t for t in tops if t[0] != "_" and not t.startswith("cython")}


def test_importing_the_package_loads_nothing_else() -> None:
    loaded = loaded_by("import infoverify")
    assert third_party(loaded) == {"infoverify"}
    assert {m for m in loaded if m.startswith("infoverify.")} == set()


def test_verifying_loads_no_optional_library() -> None:
    loaded = loaded_by(
        "from datetime import date\n"
        "from infoverify import Verifier\n"
        "from infoverify.examples import load_samples\n"
        "verifier = Verifier('life-standard', stage='underwriting')\n"
        "case = load_samples()['case']\n"
        "case['beneficiaries'][0]['name'] = 'Łukasz'\n"
        "verdict = verifier.verify(case, at=date(2026, 1, 15))\n"
        "assert verifier.verify({}, at=date(2026, 1, 15)).blocked\n"
        "verdict.to_json()"
    )
    assert third_party(loaded) - CORE == set()
    assert not {"socket", "asyncio", "multiprocessing"} & loaded


PROFILES = (
    *("life-standard", "life-strict", "bancassurance", "agency-portal"),
    *("legacy-cleanup", "property-real-name"),
)


def test_no_shipped_profile_lets_an_empty_case_pass() -> None:
    profiles = PROFILES
    decisions = {
        (name, stage): infoverify.Verifier(name, stage=stage)
        .verify({}, at=date(2026, 1, 15))
        .decision
        for name in profiles
        for stage in ("underwriting", "servicing")
    }
    assert set(decisions.values()) == {"correct"}


def test_one_broad_except_and_no_more() -> None:
    """Only the guard around foreign code may catch everything."""
    broad = {"Exception", "BaseException"}
    found = []
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.ExceptHandler):
                continue
            caught = [] if node.type is None else ast.walk(node.type)
            names = {n.id for n in caught if isinstance(n, ast.Name)}
            if node.type is None or names & broad:
                found.append(place(path))
    assert found == ["src/infoverify/_guard.py"]


def test_nothing_speaks_of_somebodys_machine() -> None:
    folders = "work|tmp|root|home|Users"
    spoken = re.compile(rf"(?<![\w.$}})])/(?:{folders})/\w|\.\./shared\b")
    allowed = {".ci/run"}
    found = []
    for path in committed_files():
        if path.suffix in {".tsv", ".png"} or place(path) in allowed:
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if spoken.search(line):
                found.append(f"{place(path)}:{number}")
    assert found == []


# --- validators ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", VALIDATORS)
def test_a_validator_has_the_verbs(kind: str) -> None:
    module = importlib.import_module(f"infoverify.validators.{kind}")
    assert [verb for verb in VERBS if not callable(getattr(module, verb, None))] == []
    assert module.inspect("").to_dict()["kind"] in {kind, None} | {
        getattr(module.inspect(""), "kind", None)
    }


@pytest.mark.parametrize("kind", VALIDATORS)
def test_a_validator_opens_with_its_specification(kind: str) -> None:
    """The first line names the datum in English and Chinese; a source stands below."""
    docstring = ast.get_docstring(tree(SOURCE / "validators" / f"{kind}.py")) or ""
    first = docstring.partition("\n")[0]
    assert re.search("[A-Za-z]{3}", first)
    assert re.search("[\u4e00-\u9fff]{2}", first)
    source = r"\bSources?\b|https?://|\bG[BA](/T)? ?\d|\bRFC \d|\bICAO\b|〔\d{4}〕"
    assert re.search(source, docstring)
    assert ">>> " in docstring


@pytest.mark.parametrize("kind", VALIDATORS)
def test_a_validators_tables_agree(kind: str) -> None:
    """Every code has its class and its text in both languages."""
    module = importlib.import_module(f"infoverify.validators.{kind}")
    assert set(module.CODES.values()) <= CLASSES
    assert set(module.TEXTS) == set(module.CODES)
    for code, (chinese, english) in module.TEXTS.items():
        assert re.fullmatch("[a-z][a-z0-9_]*", code)
        assert re.search("[\u4e00-\u9fff]", chinese), code
        assert english.isascii() or "°" in english, code
        assert len(chinese) <= 60, code
        assert len(english) <= 120, code


def test_validators_know_nothing_of_each_other() -> None:
    """Shared parts begin with an underscore; organisation_code is inside two numbers."""
    shared = "infoverify.validators"
    found = []
    for path in sorted((SOURCE / "validators").glob("*.py")):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.ImportFrom) or node.module is None:
                continue
            if node.module == shared:
                names = [alias.name for alias in node.names]
            elif node.module.startswith(f"{shared}."):
                names = [node.module.split(".")[2]]
            else:
                continue
            # `_email_library` is a part of `email`, so it may know it.
            strange = {
                name
                for name in names
                if name[0] != "_" and not path.stem.startswith(f"_{name}")
            } - {"organisation_code"}
            if strange:
                found.append(f"{place(path, node)} {sorted(strange)}")
    assert found == []


HOSTILE = [
    None,
    True,
    float("nan"),
    10**30,
    b"\xff",
    [],
    {},
    object(),
    type,
    "",
    "\u3000",
    "\ud800",
    "\x00",
    "9" * 5_000,
    "无",
]


@pytest.mark.parametrize("kind", VALIDATORS)
def test_a_validator_answers_for_any_object(kind: str) -> None:
    module = importlib.import_module(f"infoverify.validators.{kind}")
    for value in HOSTILE:
        reading = module.inspect(value)
        assert reading.valid in {True, False, None}
        assert module.is_valid(value) is (reading.valid is not False)
        assert set(reading.problems) | set(reading.hints) <= set(module.CODES)
        if reading.valid is False:
            with pytest.raises(infoverify.ValidationError) as refused:
                module.validate(value)
            assert refused.value.code == reading.problems[0]
