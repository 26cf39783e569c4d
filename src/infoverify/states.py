"""The four states of a field (字段四态) and the reading of typed values from text.

*absent*: nothing there. *filler* (占位): a word that stands for nothing. *unreadable*
(无法识别): of the wrong type, no real date, outside the code list, too long, not
encodable. *present*: everything else, true or not.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal

from infoverify import _text
from infoverify._guard import attempt
from infoverify._named import NamedTuple
from infoverify.country_codes import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from infoverify.vocabulary import FieldType

State = Literal["absent", "filler", "unreadable", "present"]

LONGEST: Final = 4096
_LARGEST_BITS: Final = 13_000  # int → text stays under LONGEST digits

#: Words that stand for nothing, in the form that ``_words`` gives them.
FILLER_WORDS: Final = frozenset(
    {
        *("无", "不详", "未知", "待定", "测试", "同上", "n/a"),
        *("暂无", "不明", "未填", "未填写", "未提供", "待补", "待补充"),
        *("没有", "不知道", "不清楚", "待确认", "待核实", "未登记", "未录入", "暂缺"),
        *("保密", "匿名", "无此人", "空", "空白", "null", "none"),
        # How 不详 and 未知 come out of a keyboard and a scanner.
        *("不祥", "不详细", "末知", "末填"),
        # In traditional characters (繁体).
        *("無", "不詳", "測試", "暫無", "沒有", "無此人", "不詳細", "未填寫"),
    }
)
LONGEST_WORD: Final = max(map(len, FILLER_WORDS))
_LONGEST_WRITTEN: Final = 16


class Beyond:
    """``whole_life`` or ``long_term``: greater than every number and date."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        """Name it; there are exactly two."""
        self.name = name

    def __eq__(self, other: object) -> bool:
        """Be equal to oneself only."""
        return self is other

    def __hash__(self) -> int:
        """Hash by name, so that a pickled verdict compares equal."""
        return hash(self.name)

    def __lt__(self, other: object) -> bool:
        """Be less than nothing."""
        return False

    def __le__(self, other: object) -> bool:
        """Be at most oneself."""
        return self is other

    def __gt__(self, other: object) -> bool:
        """Be greater than all but oneself."""
        return self is not other

    def __ge__(self, other: object) -> bool:
        """Be at least everything."""
        return True

    def __str__(self) -> str:
        """Return the code."""
        return self.name

    __repr__ = __str__

    def __reduce__(self) -> str:
        """Unpickle as the one instance."""
        return "WHOLE_LIFE" if self.name == "whole_life" else "LONG_TERM"


WHOLE_LIFE: Final = Beyond("whole_life")
LONG_TERM: Final = Beyond("long_term")


class ToAge(NamedTuple):
    """A term that ends on the birthday of ``insured[0]`` at this age (years)."""

    age: int


Reading = tuple[State, Any]
_ABSENT: Final[Reading] = ("absent", None)
_FILLER: Final[Reading] = ("filler", None)
_UNREADABLE: Final[Reading] = ("unreadable", None)


def read(kind: FieldType, raw: object) -> Reading:
    """Return the state of ``raw`` as a field of this kind, and its value if present.

    Never raises, whatever ``raw`` is; never calls a method of a host's own class
    unguarded.
    """
    if raw is None:
        return _ABSENT
    if type(raw) not in _BUILTIN:
        raw, failed = attempt(_builtin, raw)
        if failed or raw is None:
            return _UNREADABLE
    if type(raw) is str:
        if len(raw) > LONGEST:
            return _ABSENT if raw.isspace() else _UNREADABLE
        if not raw or raw.isspace():
            return _ABSENT
        # Letters and digits are no blanks, no marks and no halves of characters.
        if not raw.isascii() and not raw.isalnum():
            if not _encodable(raw):
                return _UNREADABLE
            if not _text.drop_invisible(raw).strip():
                return _ABSENT
    return _READERS[kind.kind](raw, kind.codes)


_BUILTIN: Final = frozenset(
    {str, int, bool, float, Decimal, date, datetime, list, tuple, dict}
)


def _builtin(raw: Any) -> object:  # noqa: ANN401 - whatever a host holds
    """Return the built-in value inside an instance of a subclass, else ``None``."""
    kind = type(raw)
    if issubclass(kind, str):
        return str.__str__(raw)
    if issubclass(kind, int):
        return int.__int__(raw)
    if issubclass(kind, float):
        return float.__float__(raw)
    if issubclass(kind, Decimal):
        return Decimal(raw)
    if issubclass(kind, date):
        # pandas' missing date is a datetime that differs from itself.
        return date.fromordinal(date.toordinal(raw)) if bool(raw == raw) else None  # noqa: PLR0124
    if issubclass(kind, list):
        return list.copy(raw)
    if issubclass(kind, tuple):
        return tuple.__getitem__(raw, slice(None))
    return None


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _words(text: str) -> str:
    return _text.drop_invisible(_text.fold_width(text)).strip().lower()


def is_filler_word(text: str) -> bool:
    """Tell whether the whole text is a word that stands for nothing."""
    if text in FILLER_WORDS:
        return True
    # Blanks and marks are dropped around and inside a word; letters and digits are not.
    if len(text) > (LONGEST_WORD if text.isalnum() else _LONGEST_WRITTEN):
        return False
    return _words(text) in FILLER_WORDS


def is_filler(text: str) -> bool:
    """Tell whether a text field's whole value is filler.

    A word of the list, punctuation only, one Latin letter three or more times, zeros
    only, three or more. Runs of other digits and of Han characters are not filler.
    """
    first = text[0]
    # Most values start with a letter, digit or Han character that no rule here begins
    # with, repeats, or finds in the list.
    if len(text) > 6 and first.isalnum() and text[1].lower() != first.lower():
        return False
    if text in FILLER_WORDS:
        return True
    words = _words(text)
    if words in FILLER_WORDS:
        return True
    if not words:
        return False
    first = words[0]
    if len(words) >= 3 and (first == "0" or "a" <= first <= "z"):
        return words == first * len(words)
    return not first.isalnum() and all(map(_is_punctuation, words))


def _is_punctuation(char: str) -> bool:
    if char == " ":
        return True
    category = unicodedata.category(char)
    # So holds emoji and □: damage or decoration, which the validators name better.
    return category[0] == "P" or category in {"Sm", "Sk", "Sc"}


def _read_text(raw: object, _codes: tuple[str, ...]) -> Reading:
    if type(raw) is not str:
        return _UNREADABLE
    return _FILLER if is_filler(raw) else ("present", raw)


def _read_code(raw: object, codes: tuple[str, ...]) -> Reading:
    if type(raw) is not str:
        return _UNREADABLE
    if raw in codes:
        return ("present", raw)
    stripped = raw.strip()
    if stripped in codes:
        return ("present", stripped)
    return _FILLER if is_filler_word(raw) else _UNREADABLE


def _read_country(raw: object, _codes: tuple[str, ...]) -> Reading:
    if type(raw) is not str:
        return _UNREADABLE
    code = raw.strip()
    if code in COUNTRIES:
        return ("present", code)
    return _FILLER if is_filler_word(raw) else _UNREADABLE


def parse_date(text: str) -> date | None:
    """Return the date that ``YYYY-MM-DD`` in ASCII digits names, else ``None``."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return None
    year, month, day = text[:4], text[5:7], text[8:]
    if not (year.isdigit() and month.isdigit() and day.isdigit()):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _read_date(raw: object, _codes: tuple[str, ...]) -> Reading:
    if type(raw) is date:
        return ("present", raw)
    if type(raw) is datetime:
        return ("present", raw.date())
    if type(raw) is not str:
        return _UNREADABLE
    value = parse_date(raw) or parse_date(raw.strip())
    if value is not None:
        return ("present", value)
    return _FILLER if is_filler_word(raw) else _UNREADABLE


def _read_until(raw: object, codes: tuple[str, ...]) -> Reading:
    if type(raw) is str and raw.strip() == LONG_TERM.name:
        return ("present", LONG_TERM)
    return _read_date(raw, codes)


def _read_whole(raw: object, _codes: tuple[str, ...]) -> Reading:
    if type(raw) is int:
        return ("present", raw) if raw.bit_length() < _LARGEST_BITS else _UNREADABLE
    if type(raw) is not str:
        return _UNREADABLE
    text = raw.strip()
    digits = text[1:] if text[:1] in {"-", "+"} else text
    if digits.isascii() and digits.isdigit():
        return ("present", int(text))
    return _FILLER if is_filler_word(raw) else _UNREADABLE


def _read_number(raw: object, codes: tuple[str, ...]) -> Reading:
    if type(raw) is float:
        raw = Decimal(repr(raw))
    if type(raw) is Decimal:
        # An exponent of thousands would cost more than its digits show.
        fits = raw.is_finite() and abs(raw.adjusted()) < LONGEST
        return ("present", raw) if fits else _UNREADABLE
    if type(raw) is str:
        whole, point, fraction = raw.strip().partition(".")
        digits = whole[1:] if whole[:1] in {"-", "+"} else whole
        if point and (digits + fraction).isascii():
            if digits.isdigit() and fraction.isdigit():
                return ("present", Decimal(f"{whole}.{fraction}"))
            return _UNREADABLE
    return _read_whole(raw, codes)


def _read_term(raw: object, codes: tuple[str, ...]) -> Reading:
    if type(raw) is str:
        text = raw.strip()
        if text == WHOLE_LIFE.name:
            return ("present", WHOLE_LIFE)
        if text.startswith("to_age:"):
            age = text[7:]
            if age.isascii() and age.isdigit() and len(age) <= 3:
                return ("present", ToAge(int(age)))
            return _UNREADABLE
    reading = _read_whole(raw, codes)
    # No policy runs for less than a month: such a term would pass as a short one.
    return _UNREADABLE if reading[0] == "present" and reading[1] < 1 else reading


def _read_truth(raw: object, _codes: tuple[str, ...]) -> Reading:
    if type(raw) is bool:
        return ("present", raw)
    if type(raw) is not str:
        return _UNREADABLE
    text = raw.strip()
    if text in {"true", "false"}:
        return ("present", text == "true")
    return _FILLER if is_filler_word(raw) else _UNREADABLE


def _read_list(
    raw: object, codes: tuple[str, ...], one: Callable[..., Reading]
) -> Reading:
    if type(raw) is str:
        if is_filler_word(raw):
            return _FILLER
        # A cell of a sheet holds a list as words with commas between.
        raw = [part for part in raw.split(",") if part.strip()]
    if type(raw) is not list and type(raw) is not tuple:
        return _UNREADABLE
    if not raw:
        return _ABSENT
    if len(raw) > LONGEST:
        return _UNREADABLE
    values = []
    for item in raw:
        state, value = one(item, codes)
        if state != "present":
            return _UNREADABLE
        values.append(value)
    return ("present", tuple(values))


def _read_codes(raw: object, codes: tuple[str, ...]) -> Reading:
    return _read_list(raw, codes, _read_code)


def _read_wholes(raw: object, codes: tuple[str, ...]) -> Reading:
    return _read_list(raw, codes, _read_whole)


_READERS: Final[dict[str, Callable[[Any, tuple[str, ...]], Reading]]] = {
    "text": _read_text,
    "name": _read_text,
    "address": _read_text,
    "id_number": _read_text,
    "phone": _read_text,
    "email": _read_text,
    "code": _read_code,
    "codes": _read_codes,
    "country": _read_country,
    "date": _read_date,
    "until": _read_until,
    "number": _read_number,
    "whole": _read_whole,
    "wholes": _read_wholes,
    "term": _read_term,
    "truth": _read_truth,
}
