"""Divisions of Hong Kong, Macao and Taiwan, which GB/T 2260 names but does not divide.

Their names are told as written, without codes.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_TAIWAN: Final = re.compile(
    "[ -]*(台北|新北|桃园|台中|台南|高雄|基隆|新竹|嘉义|苗栗|彰化|南投|云林|屏东|宜兰|花莲|台东|澎湖|金门|连江)"
    "(市|县)?[ -]*(?:(.[镇市]区|.{1,3}?[区市镇乡])(?!路|街|公所))?"
)
_HONG_KONG: Final = re.compile(
    "[ -]*(?:香港岛|港岛|九龙(?!城)|新界)?[ -]*(中西区|湾仔区?|东区|南区|油尖旺区?|深水埗区?|九龙城区?"
    "|黄大仙区?|观塘区?|葵青区?|荃湾区?|屯门区?|元朗区?|北区|大埔区?|沙田区?|西贡区?|离岛区)?"
)
_MACAO: Final = re.compile("[ -]*(?:澳门半岛|氹仔岛?|路环岛?|路氹城?)?()")
_COUNTIES: Final = frozenset(
    [
        "苗栗",
        "彰化",
        "南投",
        "云林",
        "屏东",
        "宜兰",
        "花莲",
        "台东",
        "澎湖",
        "金门",
        "连江",
    ]
)


class Island(NamedTuple):
    """City and district as written, in full form, and where the rest begins."""

    city: str | None
    district: str | None
    end: int

    @property
    def names(self) -> dict[str, str | None]:
        """Return the flat keys that the table's own names leave open."""
        return {"city": self.city, "county": self.district}


def read_island(code: str, text: str) -> Island:
    """Return the divisions with which the text after the province begins."""
    if code == "710000":
        match = _TAIWAN.match(text)
        if match is None:
            return Island(None, None, 0)
        stem, suffix, district = match.groups()
        suffix = suffix or ("县" if stem in _COUNTIES else "市")
        return Island(stem + suffix, district, match.end())
    match = (_HONG_KONG if code == "810000" else _MACAO).match(text)
    if match is None:
        return Island(None, None, 0)
    district = match.group(1) or None
    if district is not None and not district.endswith("区"):
        district += "区"
    return Island(None, district, match.end())
