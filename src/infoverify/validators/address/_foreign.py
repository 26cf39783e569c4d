"""Addresses abroad and addresses in Latin letters (境外与拼音地址).

A country or a well-known city at the start makes an address foreign; letters without a
Chinese division make it romanised, or foreign where they name another country.
"""

from __future__ import annotations

import re
from typing import Final

_PLACES: Final = [
    "美国",
    "英国",
    "法国",
    "德国",
    "日本",
    "韩国",
    "朝鲜",
    "俄罗斯",
    "加拿大",
    "澳大利亚",
    "澳洲",
    "新西兰",
    "新加坡",
    "马来西亚",
    "泰国",
    "越南",
    "印度尼西亚",
    "印尼",
    "印度",
    "菲律宾",
    "缅甸",
    "柬埔寨",
    "老挝",
    "文莱",
    "东帝汶",
    "蒙古国",
    "尼泊尔",
    "不丹",
    "孟加拉国",
    "巴基斯坦",
    "斯里兰卡",
    "马尔代夫",
    "阿富汗",
    "伊朗",
    "伊拉克",
    "以色列",
    "巴勒斯坦",
    "约旦",
    "黎巴嫩",
    "叙利亚",
    "沙特阿拉伯",
    "沙特",
    "阿联酋",
    "阿拉伯联合酋长国",
    "卡塔尔",
    "科威特",
    "巴林",
    "阿曼",
    "也门",
    "土耳其",
    "塞浦路斯",
    "格鲁吉亚",
    "亚美尼亚",
    "阿塞拜疆",
    "哈萨克斯坦",
    "乌兹别克斯坦",
    "吉尔吉斯斯坦",
    "塔吉克斯坦",
    "土库曼斯坦",
    "乌克兰",
    "白俄罗斯",
    "摩尔多瓦",
    "波兰",
    "捷克",
    "斯洛伐克",
    "匈牙利",
    "罗马尼亚",
    "保加利亚",
    "塞尔维亚",
    "克罗地亚",
    "斯洛文尼亚",
    "希腊",
    "意大利",
    "西班牙",
    "葡萄牙",
    "荷兰",
    "比利时",
    "卢森堡",
    "瑞士",
    "奥地利",
    "瑞典",
    "挪威",
    "芬兰",
    "丹麦",
    "冰岛",
    "爱尔兰",
    "爱沙尼亚",
    "拉脱维亚",
    "立陶宛",
    "马耳他",
    "摩纳哥",
    "梵蒂冈",
    "埃及",
    "利比亚",
    "突尼斯",
    "阿尔及利亚",
    "摩洛哥",
    "苏丹",
    "埃塞俄比亚",
    "肯尼亚",
    "坦桑尼亚",
    "乌干达",
    "卢旺达",
    "尼日利亚",
    "加纳",
    "科特迪瓦",
    "喀麦隆",
    "刚果",
    "安哥拉",
    "赞比亚",
    "津巴布韦",
    "莫桑比克",
    "马达加斯加",
    "毛里求斯",
    "塞舌尔",
    "南非",
    "纳米比亚",
    "博茨瓦纳",
    "墨西哥",
    "古巴",
    "巴拿马",
    "哥斯达黎加",
    "牙买加",
    "巴哈马",
    "危地马拉",
    "哥伦比亚",
    "委内瑞拉",
    "厄瓜多尔",
    "秘鲁",
    "玻利维亚",
    "巴西",
    "智利",
    "阿根廷",
    "乌拉圭",
    "巴拉圭",
    "斐济",
    "巴布亚新几内亚",
    "纽约",
    "洛杉矶",
    "旧金山",
    "三藩市",
    "芝加哥",
    "波士顿",
    "西雅图",
    "华盛顿",
    "休斯敦",
    "休斯顿",
    "费城",
    "底特律",
    "拉斯维加斯",
    "夏威夷",
    "迈阿密",
    "亚特兰大",
    "达拉斯",
    "加利福尼亚",
    "加州",
    "得克萨斯",
    "德克萨斯",
    "温哥华",
    "多伦多",
    "蒙特利尔",
    "渥太华",
    "卡尔加里",
    "伦敦",
    "曼彻斯特",
    "伯明翰",
    "爱丁堡",
    "利物浦",
    "巴黎",
    "里昂",
    "马赛",
    "柏林",
    "慕尼黑",
    "法兰克福",
    "汉堡",
    "科隆",
    "罗马",
    "米兰",
    "威尼斯",
    "佛罗伦萨",
    "马德里",
    "巴塞罗那",
    "里斯本",
    "阿姆斯特丹",
    "鹿特丹",
    "布鲁塞尔",
    "苏黎世",
    "日内瓦",
    "维也纳",
    "斯德哥尔摩",
    "奥斯陆",
    "赫尔辛基",
    "哥本哈根",
    "莫斯科",
    "圣彼得堡",
    "海参崴",
    "东京",
    "大阪",
    "京都",
    "横滨",
    "名古屋",
    "神户",
    "福冈",
    "札幌",
    "北海道",
    "冲绳",
    "首尔",
    "汉城",
    "釜山",
    "仁川",
    "济州岛",
    "平壤",
    "曼谷",
    "清迈",
    "普吉",
    "吉隆坡",
    "槟城",
    "雅加达",
    "巴厘岛",
    "马尼拉",
    "河内",
    "胡志明市",
    "岘港",
    "金边",
    "仰光",
    "万象",
    "新德里",
    "孟买",
    "加尔各答",
    "迪拜",
    "阿布扎比",
    "多哈",
    "伊斯坦布尔",
    "安卡拉",
    "开罗",
    "约翰内斯堡",
    "开普敦",
    "内罗毕",
    "悉尼",
    "墨尔本",
    "布里斯班",
    "珀斯",
    "堪培拉",
    "阿德莱德",
    "奥克兰",
    "惠灵顿",
    "基督城",
    "圣保罗",
    "里约热内卢",
    "布宜诺斯艾利斯",
    "利马",
    "圣地亚哥",
]
_HEADS: Final = frozenset(p[:2] for p in _PLACES)
_NAMES: Final = tuple(sorted(_PLACES, key=len, reverse=True))
# 巴黎春天, 罗马花园, 曼谷路 and 东京城 are in China.
_AT_HOME: Final = re.compile(
    "[东南西北中一二三四五六七八九十]?[城宫街路园苑巷道弄里湾庭府轩阁村镇乡]|花园|广场|大厦|小区|春天|国际|公馆|豪庭|家园|假日"
    "|风情|阳光|名|印象|小镇|商|酒店|公寓|别墅|庄园|之|世纪|新城|都会|时光|大道|餐厅|料理|烤肉"
)
_ENGLISH: Final = re.compile(
    r"\b(?:usa|u\.?s\.?a|united states|america|uk|united kingdom|england|scotland|london|new york|los angeles|california"
    r"|san francisco|chicago|boston|seattle|houston|texas|washington|canada|toronto|vancouver|australia|sydney|melbourne"
    r"|brisbane|new zealand|auckland|japan|tokyo|osaka|korea|seoul|busan|singapore|malaysia|kuala lumpur|thailand|bangkok"
    r"|vietnam|hanoi|philippines|manila|indonesia|jakarta|india|delhi|mumbai|france|paris|germany|berlin|munich|frankfurt"
    r"|italy|rome|milan|spain|madrid|barcelona|netherlands|amsterdam|switzerland|zurich|geneva|russia|moscow|dubai|uae"
    r"|brazil|mexico|south africa|ireland|dublin|sweden|norway|denmark|finland|belgium|brussels|austria|vienna|poland)\b",
    re.IGNORECASE,
)
_CHINESE: Final = re.compile(
    r"china|p\.?r\.?c|\b(?:beijing|shanghai|tianjin|chongqing|guangzhou|shenzhen|hangzhou|nanjing|wuhan|chengdu|xi'?an"
    r"|suzhou|hong ?kong|macau|macao|taiwan|taipei|[a-z]+(?:sheng|shi|qu|xian|lu|jie|dadao|hutong|nong|hao))\b"
    r"|\b(?:lu|jie|dadao|hutong|xiang|qu|shi|sheng|xian|nong|hao|district|province)\b",
    re.IGNORECASE,
)
_LATIN: Final = re.compile("[A-Za-z]")
_HAN: Final = re.compile("[^\x00-\xff]")
_OTHER_SCRIPT: Final = re.compile(
    "[\u0370-\u052f\u0590-\u0e7f\u1100-\u11ff\u3041-\u30ff\uac00-\ud7af]"
)


def starts_abroad(text: str, at: int) -> bool:
    """Tell whether a country or a city abroad stands at ``at``, and no estate."""
    if text[at : at + 2] not in _HEADS:
        return False
    for name in _NAMES:
        if text.startswith(name, at):
            return _AT_HOME.match(text, at + len(name)) is None
    return False


def foreign_or_romanised(text: str) -> str | None:
    """Return ``foreign`` or ``romanised`` for a text without a Chinese division."""
    start = text.lstrip(" ,;")
    if starts_abroad(start, 0):
        return "foreign"
    han = len(_HAN.findall(start))
    if _OTHER_SCRIPT.search(start) and not han * 2 > len(start):
        return "foreign"
    latin = len(_LATIN.findall(start))
    if latin < 6 or han * 3 > latin:
        return None
    if _CHINESE.search(start):
        return "romanised"
    if _ENGLISH.search(start):
        return "foreign"
    return "romanised" if " " in start.strip() else None
