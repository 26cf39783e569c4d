"""The smaller reference tables, and the script that builds them all."""

import csv
import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify.reference import (
    countries,
    divisions,
    hanzi_variants,
    postal_codes,
    townships,
)

ROOT = Path(__file__).resolve().parent.parent


def crosscheck(file: str) -> list[dict[str, str]]:
    folder = os.environ.get("INFOVERIFY_CROSSCHECK")
    if not folder:
        pytest.skip("INFOVERIFY_CROSSCHECK names no folder of cross-check data")
    with (Path(folder) / file).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_shipped_tables_are_what_the_committed_inputs_give() -> None:
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(ROOT / "tools/build_reference.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_check_notices_a_table_edited_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    build = importlib.import_module("build_reference")
    for path in build.SHIPPED.glob("*.tsv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(build, "SHIPPED", tmp_path)
    assert build.check() == []
    with (tmp_path / "countries.tsv").open("a") as file:
        file.write("QZ\tQZZ\t999\tx\tx\t\n")
    assert build.check() == [
        "reference_rows/digests.tsv does not fit the shipped tables"
    ]


@pytest.mark.parametrize(
    "file", sorted(p.name for p in (ROOT / "src/infoverify/reference").glob("*.tsv"))
)
def test_every_table_tells_its_origin(file: str) -> None:
    head = (ROOT / "src/infoverify/reference" / file).read_text("utf-8")[:1200]
    for word in ("# date: ", "# source", "# rebuild: "):
        assert word in head


# Countries


def test_countries_are_those_of_the_standard() -> None:
    today = [c for c in countries.all_countries() if c.until is None]
    assert len(today) == 249
    assert len({c.alpha3 for c in today}) == len({c.numeric for c in today}) == 249
    for country in today:
        assert countries.by_alpha2(country.alpha2) == country
        assert countries.by_alpha3(country.alpha3) == country
        assert countries.by_numeric(country.numeric) == country
        assert countries.by_name(country.name_zh) == country
        assert countries.by_name(country.name_en.upper()) == country


@pytest.mark.parametrize(
    ("code", "name"),
    [("CHN", "中国"), ("HKG", "中国香港"), ("MAC", "中国澳门"), ("TWN", "中国台湾")],
)
def test_countries_are_named_as_in_china(code: str, name: str) -> None:
    assert countries.by_alpha3(code).name_zh == name


def test_former_countries_keep_their_codes() -> None:
    assert countries.by_alpha3("SCG").numeric == "891"
    assert countries.by_numeric("530").until == 2010
    assert countries.by_numeric("180").alpha3 == "COD"  # today's goes first
    assert countries.by_alpha3("DDR") is None


@pytest.mark.parametrize(
    "code", ["", "US", "usa", "840x", "ＵＳＡ", "84", "000", "XXX"]
)
def test_unknown_countries(code: str) -> None:
    assert countries.by_alpha3(code) is None
    assert countries.by_numeric(code) is None


def test_countries_agree_with_the_cross_check() -> None:
    for row in crosscheck("countries.tsv"):
        country = countries.by_alpha2(row["alpha2"])
        assert country is not None
        assert country[1:4] == (row["alpha3"], row["numeric"], row["name_zh"])


# Characters


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        ("張偉", "张伟"),
        ("蕭葉鍾鐘餘", "萧叶钟钟余"),
        ("台灣臺北", "台湾台北"),
        ("於甯乾昇著", "於甯乾昇著"),  # standard themselves: the sense decides
        ("后後", "后后"),
        ("峯羣裏裡", "峰群里里"),
        ("abc", "abc"),
        ("", ""),
    ],
)
def test_simplify(text: str, simple: str) -> None:
    assert hanzi_variants.simplify(text) == simple


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("張", "张", True),
        ("陳晉", "陈晋", True),
        ("鍾", "钟", True),
        ("鍾", "锺", None),
        ("於", "于", None),
        ("甯", "宁", None),
        ("著", "着", None),
        ("乾", "干", None),
        ("萧", "肖", False),
        ("阎", "闫", False),
        ("傅", "付", False),
        ("於明", "于亮", False),
        ("张", "张三", False),
        ("", "", True),
        # Characters of the table's own layout.
        ("张\n伟", "张\t伟", False),
        ("a", "b", False),
    ],
)
def test_variants_equal(one: str, other: str, answer: object) -> None:
    assert hanzi_variants.variants_equal(one, other) is answer
    assert hanzi_variants.variants_equal(other, one) is answer


@settings(max_examples=100)
@given(st.text(max_size=20))
def test_simplify_is_idempotent_and_equal(text: str) -> None:
    simple = hanzi_variants.simplify(text)
    assert hanzi_variants.simplify(simple) == simple
    assert hanzi_variants.variants_equal(text, simple) is True


def test_simplify_leaves_every_standard_character_alone() -> None:
    text = "".join(row["char"] for row in crosscheck("hanzi-8105.tsv"))
    assert hanzi_variants.simplify(text) == text


def _char(point: str) -> str:
    return chr(int(point.removeprefix("U+"), 16))


def test_private_use_characters_agree_with_the_cross_check() -> None:
    rows = crosscheck("gb18030-pua.tsv")
    assert len(rows) == 91
    for row in rows:
        assert hanzi_variants.standard_form(_char(row["pua"])) == row["char"]


def test_other_private_use_characters_stay() -> None:
    assert hanzi_variants.standard_form("王\ue000\ue863") == "王\ue000䶮"


# Townships


def test_townships_by_county_code_and_name() -> None:
    assert len(townships.towns("330114")) == 7
    assert townships.towns("441900")["441900121"] == "虎门镇"
    assert townships.name_of("110101001") == "东华门街道"
    assert townships.find("东华门街道") == ("110101001",)
    assert len(townships.find("城关镇")) > 80
    assert all(c.startswith("62") for c in townships.find("城关镇", within="62"))


@pytest.mark.parametrize("code", ["", "999999", "33011", "330114\n001", "@", "\n"])
def test_unknown_townships(code: str) -> None:
    assert townships.towns(code) == {}
    assert townships.name_of(code) is None
    assert townships.find(code) == ()


def test_find_and_name_agree() -> None:
    for county in ("110101", "440305", "510104", "659001", "460400"):
        for code, name in townships.towns(county).items():
            assert code in townships.find(name, within=county)


def test_townships_agree_with_the_cross_check() -> None:
    rows = [r for r in crosscheck("townships.tsv") if "n" in r["source"]]
    same = sum(
        townships.name_of(r["code"]) == (r["name_2023"] or r["name"]) for r in rows
    )
    assert same / len(rows) > 0.999


# Postcodes


@pytest.mark.parametrize(
    ("postcode", "provinces"),
    [
        ("100000", {"11"}),
        ("310018", {"33"}),
        ("137400", {"15", "22"}),
        ("202450", {"31", "33"}),
        ("400010", {"50"}),
        ("850000", {"54"}),
        ("999077", {"71", "81", "82"}),
        ("000000", set()),
        ("", set()),
        ("９", set()),
    ],
)
def test_provinces_of(postcode: str, provinces: set[str]) -> None:
    assert postal_codes.provinces_of(postcode) == provinces


def test_prefectures_of_are_in_force() -> None:
    assert postal_codes.prefectures_of("215000") == {"320500"}
    assert postal_codes.prefectures_of("99") == frozenset()
    for prefix, codes in postal_codes._index().items():
        if len(prefix) == 4:
            assert all(divisions.in_force(code, 2026) for code in codes)


def test_postcodes_agree_with_the_cross_check() -> None:
    for row in crosscheck("county-postcodes.tsv"):
        assert row["code"][:2] in postal_codes.provinces_of(row["postcode"]), row


@pytest.mark.parametrize("name", ["加拿大", "爱尔兰", "阿富汗"])
def test_a_country_is_found_by_what_is_asked(name: str) -> None:
    country = countries.by_name(name)
    assert country is not None
    assert countries.by_alpha3(name) is None
    for code in (country.alpha2, country.alpha3, country.numeric):
        assert countries.by_name(code) is None
