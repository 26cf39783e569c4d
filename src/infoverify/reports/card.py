"""The card of one value's reading: verdict word, facts, problems and hints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from infoverify.masking import HIDDEN, mask
from infoverify.reports.width import clean, pad
from infoverify.reports.words import Paint, in_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from infoverify.finding import Lang

_VERDICTS: Final[dict[bool | None, tuple[str, str, str]]] = {
    True: ("clear", "符合标准", "meets its standard"),
    False: ("block", "不符合标准", "refused by its standard"),
    None: ("review", "不能确定", "cannot tell"),
}
#: The common attributes of every reading, which the card shows in a way of its own.
_COMMON: Final = frozenset(
    {"valid", "problems", "hints", "normalised", "normalised_from", "changes"}
)
LABELS: Final[dict[str, tuple[str, str]]] = {
    "kind": ("类别", "kind"),
    "birth_date": ("出生日期", "birth date"),
    "sex": ("性别", "sex"),
    "region": ("地区代码", "region"),
    "region_name": ("地区", "region name"),
    "nationality": ("国籍", "nationality"),
    "country": ("国家或地区", "country"),
    "operator": ("运营商", "operator"),
    "area": ("区号", "area code"),
    "holder": ("持有人", "holder"),
    "issuer": ("签发地", "issuer"),
    "expiry_date": ("有效期至", "valid until"),
    "department": ("登记管理部门", "department"),
    "category": ("机构类别", "category"),
    "province": ("省", "province"),
    "city": ("市", "city"),
    "county": ("县(区)", "county"),
    "id_type": ("证件类型", "type"),
    "validator": ("校验依据", "read as"),
    "document_kind": ("证件种类", "kind of document"),
    "script": ("文字", "script"),
    "adcode": ("区划代码", "division code"),
    "status": ("解析程度", "status"),
    "division_ok": ("区划相符", "division agrees"),
    "candidates": ("可能的区划", "candidates"),
    "missing": ("缺少", "missing"),
    "township": ("街道(镇)", "township"),
    "village": ("村(社区)", "village"),
    "group": ("村民小组", "group"),
    "unit": ("单元", "unit"),
    "floor": ("楼层", "floor"),
    "poi": ("小区或单位", "place"),
    "completeness": ("完整程度", "completeness"),
    "complete": ("是否完整", "complete"),
    "town": ("街道(镇)", "town"),
    "road": ("道路", "road"),
    "house_number": ("门牌号", "house number"),
    "building": ("楼栋", "building"),
    "room": ("室", "room"),
    "e164": ("国际写法", "E.164"),
    "upgraded": ("18位号码", "18 characters"),
    "suggestion": ("可能是", "perhaps"),
    "extension": ("分机", "extension"),
    "values": ("其中的号码", "numbers in it"),
    "organisation_code": ("组织机构代码", "organisation code"),
    "document_number": ("证件号码", "number"),
    "stable_number": ("终身号", "number for life"),
    "surname": ("姓", "surname"),
    "given_names": ("名", "given names"),
}
#: Facts that are codes, and how people say them; other codes show as they are.
_WORDS: Final[dict[tuple[str, str], tuple[str, str]]] = {
    ("sex", "male"): ("男", "male"),
    ("sex", "female"): ("女", "female"),
    ("kind", "mobile"): ("手机", "mobile"),
    ("kind", "landline"): ("固定电话", "landline"),
    ("kind", "chinese"): ("中文姓名", "chinese"),
    ("operator", "mobile"): ("中国移动", "China Mobile"),
    ("operator", "unicom"): ("中国联通", "China Unicom"),
    ("operator", "telecom"): ("中国电信", "China Telecom"),
    ("operator", "broadnet"): ("中国广电", "China Broadnet"),
    ("script", "han"): ("汉字", "han"),
    ("script", "latin"): ("拉丁字母", "latin"),
    ("status", "resolved"): ("已确定", "resolved"),
    ("status", "ambiguous"): ("有多种可能", "ambiguous"),
    ("completeness", "door"): ("到门牌", "door"),
    ("completeness", "road"): ("到道路", "road"),
    ("completeness", "county"): ("到县(区)", "county"),
    ("completeness", "city"): ("到市", "city"),
    ("completeness", "province"): ("到省", "province"),
    ("missing", "county"): ("县(区)", "county"),
    ("missing", "city"): ("市", "city"),
    ("missing", "province"): ("省", "province"),
}
# Facts that many people share; whatever is not among them is masked.
_PLAIN: Final = frozenset(
    {
        *("kind", "sex", "region", "region_name", "nationality", "country", "operator"),
        *("area", "holder", "issuer", "expiry_date", "department", "category"),
        *("province", "city", "county", "adcode", "status", "completeness", "edition"),
        *("id_type", "validator", "document_kind", "looks_like", "script"),
        *("missing", "candidates"),
    }
)


def card(
    reading: Any,  # noqa: ANN401 - a validator's Inspection
    texts: Mapping[str, tuple[str, str]],
    *,
    lang: Lang,
    raw: bool,
    paint: Paint,
) -> list[str]:
    """Return the lines of a card; values masked unless ``raw``."""
    meaning, *words = _VERDICTS[reading.valid]
    value = reading.normalised
    shown = _shown(reading.FIELD, value, raw=raw) if value is not None else "-"
    verdict = paint(meaning, words[lang == "en"])
    lines = [f"{paint('bold', reading.KIND)}  {shown or HIDDEN}  {verdict}"]
    for name, fact in reading.to_dict().items():
        # A fact called "kind" takes the validator's place in to_dict().
        own = name in reading.FACTS or name not in {*_COMMON, "kind"}
        if not own or fact is None or fact == []:
            continue
        label = in_language(LABELS.get(name, (name, name.replace("_", " "))), lang)
        # The masked name begins with what it shows of the surname already.
        told = raw or (name == "surname" and shown.startswith(str(fact)))
        text = _fact(reading.FIELD, name, fact, lang, raw=told)
        lines.append(f"  {pad(label, 16)} {text}")
    for title, codes in (
        (("问题", "problems"), reading.problems),
        (("提示", "hints"), reading.hints),
        (("写法", "written with"), reading.changes),
    ):
        label = pad(in_language(title, lang), 16)
        for code in codes:
            text = in_language(texts[code], lang) if code in texts else ""
            lines.append(f"  {label} {f'{text} ({code})' if text else code}")
            label = " " * 16
    return lines


def _shown(field: str, value: object, *, raw: bool) -> str:
    return clean(str(value) if raw else mask(field, value))


def _fact(field: str, name: str, fact: object, lang: Lang, *, raw: bool) -> str:
    if isinstance(fact, bool):
        return in_language(("是", "true") if fact else ("否", "false"), lang)
    if isinstance(fact, str) and (name, fact) in _WORDS:
        return in_language(_WORDS[name, fact], lang)
    if raw or name in _PLAIN:
        return clean(fact if isinstance(fact, str) else _joined(fact))
    if name == "birth_date":
        return mask(name, fact)
    if isinstance(fact, str):
        return mask(field, fact)
    return HIDDEN


def _joined(fact: object) -> str:
    if isinstance(fact, list):
        return ", ".join(map(_joined, fact))
    if isinstance(fact, dict):
        return " ".join(map(str, dict.fromkeys(fact.values())))
    return str(fact)
