"""What people type into an e-mail field to fill it, and slips of the keyboard."""

from __future__ import annotations

from typing import Final

# RFC 2606 and RFC 6761 keep these for examples and tests.
RESERVED: Final = ("example", "test", "invalid", "localhost")
# fmt: off
FILLER_DOMAINS: Final = frozenset({
    "example.com", "example.net", "example.org", "example.cn", "test.com",
    "test.cn", "test.net", "abc.com", "aaa.com", "xxx.com", "xx.com", "123.com",
    "111.com", "none.com", "no.com", "null.com", "na.com", "noemail.com",
    "nomail.com", "domain.com", "company.com",
})
FILLER_LOCALS: Final = frozenset({
    "test", "test1", "test123", "testing", "abc", "abcd", "abc123", "aaa", "xxx",
    "none", "no", "null", "nil", "noemail", "nomail", "unknown", "noreply",
    "no-reply", "no_reply", "example", "无", "没有", "不详", "未知", "测试", "暂无",
})
# fmt: on
RUNS: Final = (
    "01234567890",
    "09876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
)
MISSPELT: Final = {
    **dict.fromkeys(("gmial.com", "gmai.com", "gamil.com", "gmail.cn"), "gmail.com"),
    **dict.fromkeys(("hotmial.com", "hotmai.com", "hotmal.com"), "hotmail.com"),
    **dict.fromkeys(("qq.co", "qq.cm", "qq.om", "qqq.com", "qq.comcom"), "qq.com"),
    **dict.fromkeys(("163.co", "163.cm", "163.om", "163.cn"), "163.com"),
    **dict.fromkeys(("126.co", "126.cm", "126.cn"), "126.com"),
    **dict.fromkeys(("sian.com", "sina.co"), "sina.com"),
    "outlok.com": "outlook.com",
    "yaho.com": "yahoo.com",
}
# None of these is a top-level domain.
# fmt: off
MISSPELT_TOP: Final = frozenset({
    "con", "cmo", "ocm", "vom", "xom", "cim", "coom", "comm", "conm", "cpm", "clm",
    "ckm",
})
# fmt: on
