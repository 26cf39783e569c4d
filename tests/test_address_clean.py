"""The short way for clean addresses gives what the long way gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from infoverify.validators import address
from infoverify.validators.address import _noise as noise
from infoverify.validators.address._clean import _Clean
from infoverify.validators.address._data import tables
from infoverify.validators.address._fold import fold_address, may_hold_noise
from infoverify.validators.address._placeholders import placeholder_kind
from infoverify.validators.address._verdict import Reading

CASES = [
    json.loads(line)["text"]
    for line in (Path(__file__).parent / "cases" / "addresses.jsonl")
    .read_text("utf-8")
    .splitlines()
]
# Each differs in one thing from a clean address, or in nothing.
TAILS = (
    *("中山路12号", "木渎镇中山路12号", "中山路12号翠苑小区3幢501室", "人民大街8号"),
    *("长江南路18号万达广场2号楼1单元3层302室", "团结路1号", "农林街5号"),
    *("中国路1号", "的路1号", "苏州路8号", "市场路2号", "园区路3号", "居委会路6号"),
    *("林业局大街3号", "生态城大道3号", "一号路9号", "第二路9号", "路路5号", "大街7号"),
    *("街道门牌路1号", "请选择路12号", "某路3号", "x路3号", "第三团路8号", "团场路8号"),
    *("中山路12号院1幢101室", "中山路12号附近小区1幢101室", "中山路12号大院3幢101室"),
    *("中山路12号翠苑门1幢101室", "中山路12号小区附近1幢101室", "吴中区路3号"),
    *("木渎镇木渎镇中山路12号", "木渎镇", "木渎路12号", "地址路3号", "屯村街9号"),
    *("中山路123456号", "中山路12号翠苑小区3幢2单元", "自治路12号", "木渎镇北路12号"),
    *("社区路7号", "工程连路7号", "北京路8号", "上海大道1号3幢101室", "道街3号"),
)
CHAINS = ("江苏省苏州市吴中区", "苏州市吴中区", "山东省济南市市中区", "徐州市丰县")
AROUND = ("{}", "地址：{}", "{} 张伟 13900000000", "张伟 13900000000 {}", "{} 215100")
MADE = [a.format(c + t) for c in CHAINS for t in TAILS for a in AROUND]


def long_way(text: str) -> address.Address:
    """Read a text as if it were not clean."""
    table, folded = tables(), fold_address(text)
    placeholder = placeholder_kind(folded.text)
    left, aside = folded.text, []
    if placeholder is None and may_hold_noise(left):
        left, aside = noise.set_aside(table, left)
    reading = Reading(table, text, folded, table.latest)
    reading.read(left, aside, placeholder, None)
    return reading.record()


@pytest.mark.parametrize("texts", [CASES, MADE], ids=["cases", "made"])
def test_both_ways_agree(texts: list[str]) -> None:
    """Every attribute is the same, once the chains are known."""
    texts = [t for t in texts if t.strip()]
    for _ in range(3):
        for text in texts:
            address.inspect(text)
    short = [t for t in texts if isinstance(address.inspect(t)._reading, _Clean)]
    assert len(short) > len(texts) // 10
    for text in short:
        one, other = address.inspect(text), long_way(text)
        assert one.to_dict() == other.to_dict(), text
        assert one == other, text


def test_too_long_is_not_clean() -> None:
    """A text of which only the first part is read says so, whatever it begins with."""
    text = "江苏省苏州市吴中区中山路12号" + "翠苑" * 300
    for _ in range(4):
        reading = address.inspect(text)
    assert "too_long" in reading.problems
    assert reading == long_way(text)


def test_clean_spans_follow_the_input() -> None:
    """What is set aside before an address moves every span."""
    text = "地址：江苏省苏州市吴中区木渎镇中山路１２号 张伟 13900000000"
    for _ in range(4):
        reading = address.inspect(text)
    assert isinstance(reading._reading, _Clean)
    for element in reading.elements:
        assert text[element.start : element.end] == element.written
    assert [e.kind for e in reading.elements][-2:] == ["road", "house_number"]
    assert [n.kind for n in reading.noise] == ["label", "recipient", "phone"]


def test_no_division_is_named_like_a_label() -> None:
    """The short way looks for no label before a chain."""
    for row in tables().under(""):
        assert noise._LABEL_START.match(row.name) is None
        assert noise._LABEL_START.match(row.name[:-1] + "地址") is None


def test_names_that_begin_with_the_suffix_of_a_city() -> None:
    """Only these make 某市 and what follows open to two cuts."""
    table = tables()
    long = set()
    for head in ("市中", "市南", "市北", "市郊"):
        table.open_head(head)
        long.update(n for n in table.heads_names[head] if len(n) > 2)
    assert long == {"市中区", "市南区", "市北区", "市郊区"}
