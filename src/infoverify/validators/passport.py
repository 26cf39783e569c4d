"""Passport number (护照号码) or its machine readable zone: Chinese, SAR or foreign.

No standard gives a passport's number a check digit, so its form is all that a bare
number has. Forms of Chinese passports, with trust in brackets:

* ordinary 普通: E and 8 digits, E with a letter but I and O and 7 digits (since 2017),
  G and 8 digits, of old 14 or 15 and 7 digits (practice: public validators agree);
* service 公务 SE and 7 digits, of old S and 7 or 8; public affairs 因公普通 PE and 7,
  of old P and 7 or 8, printed ``P.1234567``; diplomatic 外交 DE and 7, of old D and 7
  or 8 (practice);
* Hong Kong 香港 K or H and 8 digits, KJ and 7; Macao 澳门 M and 8, MA or MB and 7
  (practice).

Foreign numbers follow no common rule; ICAO Doc 9303 leaves nine characters for them,
letters and digits, and a bare number can be both a Chinese and a foreign one. So the
answer for five to nine characters with a digit is ``True``; for four, or ten to
seventeen (insurers' practice knows such), it is ``None``. A number that looks like a
mistyped Chinese one (E or G with a digit too many or too few, E with I or O) is
``None`` too.

>>> inspect("E88880001").kind, inspect("ea8888001").kind, inspect("P.8888001").kind
('ordinary', 'ordinary', 'public_affairs')
>>> inspect("KJ8888001").nationality, inspect("C01X00T47").kind
('HKG', 'foreign')
>>> inspect("E8888001").valid, inspect("E8888001").problems
(None, ('near_chinese_form',))

A whole zone is judged by ICAO's check digits, its lines joined by line breaks, spaces
or nothing. Birth and expiry have two digits for the year: they are told only as of
``at``, the birth as the latest possible date not after it (with hint
``century_ambiguous`` when another century would do), the expiry as the date within
fifty years of it.

>>> zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
>>> reading = inspect(zone, at=date(2010, 1, 1))
>>> reading.valid, reading.kind, reading.document_number, reading.birth_date.isoformat()
(True, 'mrz', 'L898902C3', '1974-08-12')
>>> inspect(zone.replace("740812", "740813")).problems
('checksum',)

What no passport number can be:

>>> inspect("护照一二三四五").problems, inspect("E12").problems
(('format',), ('length',))

Sources: ICAO Doc 9303 parts 3 to 6; forms of Chinese numbers FOUND in public
validators and accounts, not in a standard.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from infoverify._text import fold_identifier
from infoverify.validators import _entry, _mrz
from infoverify.validators._inspection import CodeClass, Inspection

KIND: Final = "passport"

CODES: Final[dict[str, CodeClass]] = {
    **_entry.CODES,
    "checksum": "refuses",
    "birth_date": "refuses",
    "expiry_date": "refuses",
    "other_document": "refuses",
    "placeholder": "doubts",
    "near_chinese_form": "doubts",
    "no_digits": "doubts",
    "length_unusual": "unknown",
    "nationality_unknown": "unknown",
    "birth_date_incomplete": "hints",
    "century_ambiguous": "hints",
    "expired": "hints",
    "legacy_form": "hints",
    "ocr_slip": "hints",
    "sequential_digits": "hints",
    "specimen": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    **_entry.TEXTS,
    "checksum": ("机读区校验位不符", "A check digit of the zone does not agree"),
    "birth_date": ("机读区出生日期不存在", "No such birth date in the zone"),
    "expiry_date": ("机读区有效期不存在", "No such expiry date in the zone"),
    "other_document": ("是签证等其他证件的机读区", "The zone of another document"),
    "placeholder": ("疑似占位号码", "Looks like a placeholder"),
    "near_chinese_form": (
        "近似中国护照号码而位数或字母不符",
        "Almost a Chinese passport's number",
    ),
    "no_digits": ("号码中没有数字", "No digit in the number"),
    "length_unusual": ("位数少见", "Unusual number of characters"),
    "nationality_unknown": ("国家代码未收录", "Country code not in our table"),
    "birth_date_incomplete": ("机读区出生日期不全", "Birth date partly unknown"),
    "century_ambiguous": ("出生世纪不能确定", "The century of birth is not certain"),
    "expired": ("已过有效期", "Past its date of expiry"),
    "legacy_form": ("旧版号码", "An old form of number"),
    "ocr_slip": (
        "可能把数字 0、1 认作字母 O、I、L",
        "Perhaps letters O, I or L read for digits",
    ),
    "sequential_digits": ("数字连续", "Digits in sequence"),
    "specimen": ("样本证件", "A specimen's country code"),
}

#: Prefix and number of digits → kind, and whether the form is no longer issued.
FORMS: Final[dict[tuple[str, int], tuple[str, bool]]] = {
    ("E", 8): ("ordinary", False),
    ("G", 8): ("ordinary", True),
    ("SE", 7): ("service", False),
    ("S", 7): ("service", True),
    ("S", 8): ("service", True),
    ("PE", 7): ("public_affairs", False),
    ("P", 7): ("public_affairs", True),
    ("P", 8): ("public_affairs", True),
    ("DE", 7): ("diplomatic", False),
    ("D", 7): ("diplomatic", True),
    ("D", 8): ("diplomatic", True),
    ("K", 8): ("hk", False),
    ("KJ", 7): ("hk", False),
    ("H", 8): ("hk", False),
    ("M", 8): ("macao", False),
    ("MA", 7): ("macao", False),
    ("MB", 7): ("macao", False),
    **{("E" + c, 7): ("ordinary", False) for c in "ABCDEFGHJKLMNPQRSTUVWXYZ"},
}
_ISSUERS: Final = {"hk": "HKG", "macao": "MAC", "foreign": None}
_SLIPS: Final = str.maketrans("OIL", "011")
# Room for three lines of thirty, each with some spaces around it.
_LONGEST: Final = 200


class Passport(Inspection):
    """The reading of a passport's number or zone.

    Attributes:
        kind: ``ordinary, service, public_affairs, diplomatic, hk, macao, foreign`` or
            ``mrz``.
        issuer, nationality: alpha-3 codes; of a foreign number ``None``.
        document_number: the number itself, also out of a zone.
        birth_date, expiry_date: of a zone, and only with ``at``.
        sex: of a zone: ``male``, ``female`` or ``None``.
        surname, given_names: of a zone, as its letters stand.
    """

    FACTS = (
        *("document_kind", "issuer", "nationality", "document_number", "birth_date"),
        *("sex", "expiry_date", "surname", "given_names"),
    )
    KIND = KIND
    FIELD = "id_number"


def _fold(value: str) -> tuple[str, tuple[str, ...]]:
    text, changes = fold_identifier(value)
    # Old public affairs and service passports print a dot after the letter.
    if text[1:2] == "." and text[:1] in ("P", "S", "D"):
        return text[0] + text[2:], (*changes, "dots")
    return text, changes
