"""The forms in which a division's name is written (行政区划名称的写法).

Ethnic names are cut (恩施土家族苗族自治州 → 恩施州), suffixes are left out (海淀), and
a few abbreviations stand as facts (锡盟, 科左后旗).
"""

from __future__ import annotations

from typing import Final

ALIAS, SHORT, WEAK = 1, 2, 3

# The 55 minorities of GB/T 3304 as they stand in division names, longest first.
_PEOPLES: Final = tuple(
    sorted(
        (
            *(
                [
                    "蒙古族",
                    "回族",
                    "藏族",
                    "维吾尔族",
                    "苗族",
                    "彝族",
                    "壮族",
                    "布依族",
                    "朝鲜族",
                    "满族",
                ]
            ),
            *(
                [
                    "侗族",
                    "瑶族",
                    "白族",
                    "土家族",
                    "哈尼族",
                    "哈萨克族",
                    "傣族",
                    "黎族",
                    "傈僳族",
                    "佤族",
                ]
            ),
            *(
                [
                    "畲族",
                    "高山族",
                    "拉祜族",
                    "水族",
                    "东乡族",
                    "纳西族",
                    "景颇族",
                    "柯尔克孜族",
                    "土族",
                ]
            ),
            *(
                [
                    "达斡尔族",
                    "仫佬族",
                    "羌族",
                    "布朗族",
                    "撒拉族",
                    "毛南族",
                    "仡佬族",
                    "锡伯族",
                ]
            ),
            *(
                [
                    "阿昌族",
                    "普米族",
                    "塔吉克族",
                    "怒族",
                    "乌孜别克族",
                    "俄罗斯族",
                    "鄂温克族",
                ]
            ),
            *(
                [
                    "德昂族",
                    "保安族",
                    "裕固族",
                    "京族",
                    "塔塔尔族",
                    "独龙族",
                    "鄂伦春族",
                    "赫哲族",
                ]
            ),
            *(
                [
                    "门巴族",
                    "珞巴族",
                    "基诺族",
                    "各族",
                    "蒙古",
                    "哈萨克",
                    "柯尔克孜",
                    "塔吉克",
                    "锡伯",
                ]
            ),
            *(["达斡尔", "裕固", "土家", "回", "藏", "维吾尔"]),
        ),
        key=len,
        reverse=True,
    )
)

_PROVINCES: Final = {
    "15": ("内蒙古", "内蒙", "内蒙古省"),
    "45": ("广西", "广西省", "广西自治区", "广西区"),
    "54": ("西藏", "西藏省"),
    "64": ("宁夏", "宁夏省", "宁夏自治区", "宁夏区"),
    "65": ("新疆", "新疆省", "新疆自治区", "新疆区"),
    "71": ("台湾",),
    "81": ("香港", "香港特区", "香港市"),
    "82": ("澳门", "澳门特区", "澳门市"),
}

# Abbreviations that no rule gives.
_ABBREVIATIONS: Final = {
    "呼和浩特市": ("呼市",),
    "乌鲁木齐市": ("乌市",),
    "锡林郭勒盟": ("锡盟",),
    "阿拉善盟": ("阿盟",),
    "哲里木盟": ("哲盟",),
    "伊克昭盟": ("伊盟",),
    "巴彦淖尔盟": ("巴盟",),
    "呼伦贝尔盟": ("呼盟",),
    "乌兰察布盟": ("乌盟",),
    "昭乌达盟": ("昭盟",),
    "巴音郭楞蒙古自治州": ("巴州",),
    "博尔塔拉蒙古自治州": ("博州",),
    "克孜勒苏柯尔克孜自治州": ("克州",),
    "昌吉回族自治州": ("昌州",),
    "科尔沁左翼中旗": ("科左中旗",),
    "科尔沁左翼后旗": ("科左后旗",),
    "科尔沁右翼前旗": ("科右前旗",),
    "科尔沁右翼中旗": ("科右中旗",),
    "察哈尔右翼前旗": ("察右前旗",),
    "察哈尔右翼中旗": ("察右中旗",),
    "察哈尔右翼后旗": ("察右后旗",),
    "达尔罕茂明安联合旗": ("达茂旗", "达尔罕茂明安旗"),
    "莫力达瓦达斡尔族自治旗": ("莫旗", "莫力达瓦旗"),
    "东乌珠穆沁旗": ("东乌旗",),
    "西乌珠穆沁旗": ("西乌旗",),
    "新巴尔虎左旗": ("新左旗",),
    "新巴尔虎右旗": ("新右旗",),
    "陈巴尔虎旗": ("陈旗",),
    "鄂温克族自治旗": ("鄂温克旗", "鄂温克自治旗"),
    "土默特左旗": ("土左旗",),
    "土默特右旗": ("土右旗",),
    "大兴安岭地区": ("大兴安岭",),
    "浦东新区": ("浦东区", "浦东"),
    "雨花台区": ("雨花台",),
    "昆都仑区": ("昆区",),
    "江干区": ("江乾区",),
    "余干县": ("余乾县",),
    "塔什库尔干塔吉克自治县": ("塔县",),
    "察布查尔锡伯自治县": ("察县",),
    "图木舒克市": ("图市",),
    "巴里坤哈萨克自治县": ("巴里坤",),
    "双江拉祜族佤族布朗族傣族自治县": ("双江县",),
    "前郭尔罗斯蒙古族自治县": ("前郭县", "前郭"),
    "杜尔伯特蒙古族自治县": ("杜蒙县",),
    "喀喇沁左翼蒙古族自治县": ("喀左县", "喀左"),
    "阜新蒙古族自治县": ("阜蒙县",),
}

#: First two characters of an abbreviation, and those of the official name.
OTHER_HEADS: Final = tuple(
    (form[:2], name[:2])
    for name, forms in _ABBREVIATIONS.items()
    for form in forms
    if form[:2] != name[:2]
)

# Everyday words: a county's short form only where its parent stands before it.
_EVERYDAY: Final = frozenset(
    [
        "市中",
        "新城",
        "城中",
        "城关",
        "城西",
        "城东",
        "城南",
        "城北",
        "城子",
        "新市",
        "西市",
        "桥东",
        "桥西",
        "河东",
        "河西",
        "向阳",
        "和平",
        "新华",
        "红旗",
        "东风",
        "胜利",
        "解放",
        "建设",
        "人民",
        "新兴",
        "友好",
        "前进",
        "东方",
        "红星",
        "站前",
        "南关",
        "北关",
        "西关",
        "东关",
        "工农",
        "光明",
        "永红",
        "西山",
        "东山",
        "北山",
        "中原",
        "大通",
        "二道",
        "中心",
        "港口",
        "港北",
        "港南",
        "新建",
        "市南",
        "市北",
        "江东",
        "江西",
        "江南",
        "江北",
        "平安",
        "城厢",
        "海港",
        "东城",
        "西城",
        "南山",
        "宝山",
        "东湖",
        "西湖",
        "南湖",
        "龙华",
        "青山",
        "白云",
        "铁西",
        "铁东",
        "永定",
        "长安",
        "海州",
        "普陀",
        "鼓楼",
        "南沙",
        "开发",
        "太平",
        "东兴",
        "兴安",
        "东胜",
        "三元",
        "五华",
        "武侯",
        "金山",
        "金水",
        "龙山",
        "凤凰",
        "黄山",
        "泰山",
        "长江",
        "黄河",
        "珠海",
        "长城",
        "东安",
    ]
)


def _cut_peoples(stem: str) -> str:
    for _ in range(8):
        for people in _PEOPLES:
            if stem.endswith(people) and len(stem) - len(people) >= 2:
                stem = stem[: -len(people)]
                break
        else:
            break
    return stem


def forms_of(name: str, level: int, code: str) -> tuple[tuple[str, int], ...]:
    """Return the other written forms of an official name, each with its manner."""
    forms: dict[str, int] = {}
    if level == 0:
        special = _PROVINCES.get(code[:2])
        for form in special or (name[:-1],):
            forms[form] = SHORT if len(form) <= 3 and form[-1] not in "省区" else ALIAS
        return tuple(forms.items())
    for form in _ABBREVIATIONS.get(name, ()):
        forms[form] = ALIAS
    _regular(name, level, forms)
    forms.pop(name, None)
    return tuple(forms.items())


def _regular(name: str, level: int, forms: dict[str, int]) -> None:
    for suffix, tail in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")):
        if name.endswith(suffix):
            stem = _cut_peoples(name[: -len(suffix)])
            forms[stem + tail] = ALIAS
            forms[stem + suffix] = ALIAS
            if tail == "州" and name.endswith(("蒙古自治州", "蒙古族自治州")):
                forms[stem + "蒙古自治州"] = ALIAS
            forms[stem] = SHORT
            return
    if name.endswith("族区"):
        stem = _cut_peoples(name[:-1])
        forms[stem + "区"] = ALIAS
        forms[stem] = WEAK if stem in _EVERYDAY else SHORT
        return
    for suffix in ("地区", "林区", "特区", "矿区", "新区"):
        if name.endswith(suffix) and len(name) >= 4:
            stem = name[: -len(suffix)]
            if suffix in ("特区", "地区", "林区"):
                forms[stem] = SHORT
            return
    stem = name[:-1]
    if len(stem) >= 2 and name[-1] in "市县区旗盟":
        weak = level == 2 and stem in _EVERYDAY
        forms[stem] = WEAK if weak else SHORT


_OTHER_SUFFIX: Final = {
    "街道": ("街道办事处", "街道办", "镇", "乡"),
    "镇": ("街道", "街道办事处", "乡"),
    "乡": ("镇",),
}


def township_forms(name: str, *, without_counties: bool) -> list[str]:
    """Return the usual other forms of a township's name."""
    if name.endswith("办事处"):
        short = name[:-3]
        return [short] if short.endswith(("街道", "地区")) else [short + "街道"]
    for suffix, others in _OTHER_SUFFIX.items():
        if name.endswith(suffix):
            stem = name[: -len(suffix)]
            forms = [stem + other for other in others]
            if len(stem) < 2:
                return forms[:2] if suffix == "街道" else []
            if stem.endswith("地区"):
                forms.append(stem)
            if suffix == "街道" and without_counties:
                forms.append(stem + "区")
            return forms
    return []
