"""The divisions table: its own rules, and what it shares with the cross-check."""

import csv
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify.reference import divisions as d

TOOLS = Path(__file__).resolve().parent.parent / "tools"
YEARS = range(1984, 2026)

Tables = dict[int, dict[str, str]]


@pytest.fixture(scope="module")
def build() -> Iterator[Any]:
    sys.path.insert(0, str(TOOLS))
    try:
        import build_divisions

        yield build_divisions
    finally:
        sys.path.remove(str(TOOLS))


def crosscheck(file: str) -> list[dict[str, str]]:
    folder = os.environ.get("INFOVERIFY_CROSSCHECK")
    if not folder:
        pytest.skip("INFOVERIFY_CROSSCHECK names no folder of cross-check data")
    with (Path(folder) / file).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def history() -> Tables:
    """The cross-check as one table for each year; unconfirmed codes left out."""
    tables: Tables = {year: {} for year in YEARS}
    for row in crosscheck("divisions-history.tsv"):
        if row["note"] == "provisional-code":
            continue
        end = int(row["end_year"] or 2026)
        for year in range(max(1984, int(row["first_year"])), end):
            tables[year][row["code"]] = row["name"]
    return tables


def shipped() -> Tables:
    tables: Tables = {year: {} for year in YEARS}
    for code in d.all_codes():
        for row in d.intervals(code):
            for year in range(max(1984, row.first), row.end or 2026):
                tables[year][code] = row.name
    return tables


def presence(ours: Tables, theirs: Tables) -> tuple[int, int]:
    """Return (code-years that either has, code-years that only one has)."""
    either = sum(len(set(ours[y]) | set(theirs[y])) for y in YEARS)
    differ = sum(len(set(ours[y]) ^ set(theirs[y])) for y in YEARS)
    return either, differ


def test_agreement_before_and_after_corrections(
    build: Any, history: Tables, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = build.expand(build.package_rows())
    ruled = build.expand(build.package_rows())
    build.renumber_cities(ruled)
    figures = []
    for name, ours in (("packages", plain), ("rule", ruled), ("rows", shipped())):
        either, differ = presence(ours, history)
        figures.append((name, either, differ, 100 * (1 - differ / either)))
    with capsys.disabled():
        for name, either, differ, share in figures:
            sys.stdout.write(
                f"\ndivisions after {name}: {share:.3f} % of {either} code-years,"
                f" {differ} differ"
            )
        sys.stdout.write("\n")
    shares = [share for *_, share in figures]
    assert shares == sorted(shares)
    assert shares[0] < 99.5 <= shares[-1]


def test_codes_in_force_today_agree_both_ways(history: Tables) -> None:
    ours = shipped()[2025]
    assert set(ours) - set(history[2025]) == set()
    assert set(history[2025]) - set(ours) == set()
    assert {c for c in ours if ours[c] != history[2025][c]} == set()


def test_successors_agree_with_the_cross_check() -> None:
    same = Counter[str]()
    for row in crosscheck("divisions-history.tsv"):
        if not row["end_year"] or int(row["end_year"]) < 1985:
            continue
        theirs = {s for s in row["successors"].split(";") if s and "@" not in s}
        ours = set(d.successors(row["code"], int(row["end_year"]) - 1))
        if theirs:
            same["equal" if ours == theirs else "differ"] += 1
    assert same["equal"] / same.total() >= 0.95, same


def test_special_codes_cover_the_cross_check() -> None:
    rows = crosscheck("divisions-extra-codes.tsv")
    seen = [r for r in rows if d.special(r["code"]) or d.known(r["code"])]
    assert len(seen) / len(rows) >= 0.94


IN_FORCE = (
    "330113 330114 500157 653228 653229 540481 540581 659011 659012 110118 460302"
)
ENDED = {
    "330103": 2021,
    "330104": 2021,
    "500105": 2025,
    "500112": 2025,
    "540422": 2023,
    "540530": 2023,
    "371200": 2018,
    "110228": 2015,
}


@pytest.mark.parametrize("code", IN_FORCE.split())
def test_new_codes_are_in_force(code: str) -> None:
    assert d.in_force(code, 2025)
    assert d.current(code) == (code,)


@pytest.mark.parametrize(("code", "end"), ENDED.items())
def test_ended_codes_end_in_the_year_of_the_change(code: str, end: int) -> None:
    assert d.year_span(code)[1] == end
    assert d.in_force(code, end)
    assert not d.in_force(code, end + 1)
    assert d.current(code)


def test_both_ends_count_and_gaps_do_not() -> None:
    # 132201 was 邢台市 until 1983, then 南宫市 from 1986 to 1993.
    assert [d.in_force("132201", y) for y in (1983, 1984, 1985, 1986, 1993, 1994)] == [
        True,
        False,
        False,
        True,
        True,
        False,
    ]
    assert (
        d.ranges("132201") == d.year_ranges()["132201"] == ((1981, 1983), (1986, 1993))
    )


def test_renames_join_in_year_ranges_and_the_newer_name_wins() -> None:
    assert d.year_ranges()["120110"] == ((1981, 9999),)
    names = [d.name_of("120110", year) for year in (1991, 1992, None)]
    assert names == ["东郊区", "东丽区", "东丽区"]


def test_chain_names_parents_as_of_the_year() -> None:
    assert d.chain("510202", 1990)[:2] == ("四川省", "重庆市")
    assert d.chain("441900", 2024) == ("广东省", "东莞市")
    assert d.chain("110101", 2024) == ("北京市", "东城区")
    assert d.chain("330113", 2000) == ()
    assert d.chain("999999") == ()


def test_unknown_codes_have_empty_answers() -> None:
    for code in ("", "999999", "33010", "\n", "code", "3301030"):
        assert d.intervals(code) == ()
        assert not d.known(code)
        assert not d.in_force(code, 2000)
        assert d.year_span(code) is None
        assert d.name_of(code) is None
        assert d.successors(code) == ()
        assert d.current(code) == ()
        assert d.special(code) is None
        assert d.ranges(code) == ()


def test_intervals_are_in_order_and_do_not_overlap() -> None:
    codes = d.all_codes()
    assert list(codes) == sorted(set(codes))
    for code in codes:
        assert len(code) == 6
        assert code.isdigit()
        rows = d.intervals(code)
        for row in rows:
            assert row.name
            assert row.first < (row.end or 9999)
        for one, two in pairwise(rows):
            assert one.end is not None
            assert one.end <= two.first


def test_successors_are_codes_in_force_after_the_change() -> None:
    for code in d.all_codes():
        for row in d.intervals(code):
            for text in row.successors:
                after, _, year = text.partition("@")
                if year:
                    assert row.first < int(year) < (row.end or 9999)
                assert d.in_force(after, int(year or row.end or 0)), (code, row)


def test_split_offs() -> None:
    assert d.split_offs("330110") == (("330113", 2021),)
    assert d.split_offs("999999") == ()
    assert d.current("330110") == ("330110",)
    assert d.successors("330110") == ()


def test_current_codes_are_in_force() -> None:
    for code in d.all_codes():
        assert all(d.in_force(c, 2026) for c in d.current(code))


@settings(max_examples=200)
@given(st.sampled_from(d.all_codes()), st.integers(1981, 2030))
def test_answers_agree_with_each_other(code: str, year: int) -> None:
    ranges = d.year_ranges()[code]
    inside = any(first <= year <= end for first, end in ranges)
    assert d.in_force(code, year) is inside
    assert (d.name_of(code, year) is not None) is inside
    assert bool(d.chain(code, year)) is inside


def test_special_codes_are_apart_from_the_table() -> None:
    for code, special in d.special_codes().items():
        assert not d.known(code), code
        assert special.name
        assert special.kind in d.SPECIAL_KINDS
    kinds = {s.kind for s in d.special_codes().values()}
    assert kinds == set(d.SPECIAL_KINDS)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("110100", "heading"),
        ("330101", "heading"),
        ("329018", "ministry_city"),
        ("232761", "management_zone"),
        ("133100", "management_zone"),
        ("830000", "compatriot_permit"),
        ("659013", "provisional"),
        ("330119", None),
    ],
)
def test_special_kinds(code: str, kind: str | None) -> None:
    special = d.special(code)
    assert (special.kind if special else None) == kind


def test_every_correction_states_its_source(build: Any) -> None:
    rows = build.read_rows("divisions_corrections.tsv")
    assert len(rows) > 200
    assert all(len(row) == 7 and row[5] for row in rows)
    rows = build.read_rows("divisions_successors.tsv")
    assert all(len(row) == 5 and row[4] for row in rows)


def test_version_tells_date_and_digest() -> None:
    date, _, digest = d.table_version().partition("+")
    assert date == "2025-11-30"
    assert len(digest) == 12
    int(digest, 16)


def test_import_reads_no_table() -> None:
    code = (
        "import infoverify\n"
        "from infoverify.reference import _tables\n_tables.read = None\n"
        "from infoverify.reference import ("
        "countries, divisions, hanzi_variants, postal_codes, townships)\n"
        "try:\n    divisions.known('110101')\n"
        "except TypeError:\n    print('lazy')\n"
    )
    done = subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "lazy\n"


def stdnum_codes() -> dict[str, str]:
    """python-stdnum's table, an oracle only: code → its name field."""
    found: dict[str, str] = {}
    province = ""
    text = files("stdnum.cn").joinpath("loc.dat").read_text("utf-8")
    for line in text.splitlines():
        if line[:2].isdigit():
            province = line[:2]
        elif line[:1] == " " and "county=" in line:
            found[province + line.split()[0]] = line.partition('"')[2][:-1]
    return found


def test_codes_that_the_oracle_lacks_are_new() -> None:
    theirs = stdnum_codes()
    lacking = {c for c in shipped()[2025] if c not in theirs}
    assert {c for c in lacking if d.ranges(c)[-1][0] < 2021} == set()


# 丽水, 龙泉 and 遂昌 under 3328: no package, no notice and no other table has them.
ONLY_THE_ORACLE = {"332801", "332802", "332827"}


def test_codes_that_only_the_oracle_has_are_named() -> None:
    theirs = stdnum_codes()
    assert {c for c in theirs if not d.known(c) and not d.special(c)} == ONLY_THE_ORACLE
