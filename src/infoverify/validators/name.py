"""Personal names (姓名): what may stand in the field, and what speaks against it.

A name is valid when its characters and its separator are those that the standards
allow. Whether it is the customer's own, only his document tells.

* Chinese names: two and more Han characters, of all that GB 18030-2022 and its
  extensions A to I hold, and 〇 (U+3007). One character cannot be judged: single
  characters are rare, and legal. Traditional characters are a hint.
* Names of Tibetan, Uyghur, Mongolian and other citizens, and foreigners' names in
  Chinese, may hold the separator U+00B7, and no other (民委发〔2016〕33号, which also
  asks for fields of 50 characters and more). Its look-alikes are folded and told.
* Foreigners' names as passports print them (ICAO Doc 9303 part 3): Latin letters with
  accents, single spaces, hyphens, apostrophes, initials with a full stop. ``<`` of the
  machine readable zone is a hint. So are Latin letters for a Chinese national.
* No name holds digits, emoji, control characters, markup or other signs: refused as
  ``format``, with a second code that says what was found. Text that a wrong decoding
  damaged is refused as ``mojibake``.
* What is seldom a name is doubted and never refused: fillers (不详), samples (张三),
  masks (李某某), titles (王先生), remarks in brackets, a firm's name, a working name
  (李娜之子), a separator at an end, private-use characters. The last are doubts because
  the chip of an identity card may hold them where no code existed.
* Native script (ᠮᠣᠩᠭᠣᠯ, བོད་ཡིག, ئۇيغۇر) stands beside the Han form in documents and is not
  judged.

Sources: 民委发〔2016〕33号; GB 18030-2022; ICAO Doc 9303 part 3. Lists of words are ours.

>>> is_valid("欧阳修"), inspect("欧阳修").surname
(True, '欧阳')
>>> inspect("阿卜杜拉•买买提").normalised
'阿卜杜拉·买买提'
>>> inspect("张伟1").problems, inspect("王小明😀").problems
(('format', 'digits'), ('format', 'emoji'))
>>> inspect("å¼ ä¼Ÿ").problems, inspect("锟斤拷").problems
(('mojibake',), ('mojibake',))
>>> inspect("张伟、李娜").problems, inspect("#N/A").problems
(('several_values',), ('spreadsheet_damage',))
>>> inspect("").problems, inspect(7).problems, inspect("王" * 1000).problems
(('empty',), ('wrong_type',), ('length',))
>>> inspect("张三").valid is None, inspect("张三丰").valid
(True, True)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from infoverify._text import is_blank, plain
from infoverify.errors import Empty, UsageError, ValidationError
from infoverify.validators._inspection import CodeClass, refusal, verdict_of
from infoverify.validators._name_fold import fold_name
from infoverify.validators._name_usual import (
    NameComparison,
    NameInspection,
    compare_usual,
    read_usual,
)
from infoverify.validators._name_words import kept_apart

if TYPE_CHECKING:
    from datetime import date

    from infoverify.validators._name_judge import Reading

__all__ = [
    "CODES",
    "TEXTS",
    "NameComparison",
    "NameInspection",
    "compact",
    "compare_names",
    "format",
    "get_kind",
    "get_script",
    "get_surname",
    "inspect",
    "is_valid",
    "same_name",
    "validate",
]

# Longer than twice what the notice asks of fields, with room for folding.
_TOO_LONG: Final = 600

CODES: Final[dict[str, CodeClass]] = {
    "empty": "refuses",
    "wrong_type": "refuses",
    "length": "refuses",
    "format": "refuses",
    "digits": "refuses",
    "emoji": "refuses",
    "control": "refuses",
    "markup": "refuses",
    "mojibake": "refuses",
    "spreadsheet_damage": "refuses",
    "several_values": "refuses",
    "placeholder": "doubts",
    "two_names": "doubts",
    "repeated": "doubts",
    "over_fifty": "doubts",
    "private_use": "doubts",
    "dot_misplaced": "doubts",
    "dash_in_han": "doubts",
    "mixed_script": "doubts",
    "working_name": "doubts",
    "title": "doubts",
    "remark": "doubts",
    "separator": "doubts",
    "organisation_name": "doubts",
    "single_character": "unknown",
    "short_latin": "unknown",
    "script_unknown": "unknown",
    "character_unknown": "unknown",
    "traditional": "hints",
    "surname_only": "hints",
    "pinyin": "hints",
    "latin_for_chinese": "hints",
    "machine_zone": "hints",
    "person_like": "hints",
}
TEXTS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("姓名为空。", "The name is empty."),
    "wrong_type": ("姓名不是文字。", "The name is no text."),
    "length": ("姓名过长。", "The name is far too long."),
    "format": (
        "姓名含有不允许的字符。",
        "The name holds a character no name may hold.",
    ),
    "digits": ("姓名含有数字。", "The name holds digits."),
    "emoji": ("姓名含有表情或图形符号。", "The name holds emoji or pictures."),
    "control": ("姓名含有控制字符。", "The name holds control characters."),
    "markup": ("姓名含有标记符号。", "The name holds markup."),
    "mojibake": (
        "姓名为乱码，请按证件重新录入。",
        "The name is damaged; enter it again from the document.",
    ),
    "spreadsheet_damage": (
        "姓名是表格的出错值。",
        "The name is a spreadsheet's error.",
    ),
    "several_values": ("填了多个姓名。", "The field holds several names."),
    "placeholder": ("疑似占位或测试内容。", "This looks like a placeholder."),
    "two_names": ("疑似两个人的姓名。", "This looks like two people's names."),
    "repeated": ("姓名重复填写。", "The name stands there twice or more."),
    "over_fifty": ("姓名超过五十个字符。", "The name has over fifty characters."),
    "private_use": (
        "含自造区字符，请改用标准字。",
        "It holds private-use characters; use the standard ones.",
    ),
    "dot_misplaced": ("间隔符位置不对。", "The separator is misplaced."),
    "dash_in_han": ("间隔符应为“·”。", "The separator should be a middle dot."),
    "mixed_script": ("汉字与其他文字混写。", "Han characters are mixed with others."),
    "working_name": ("疑似未取名时的代称。", "This looks like a working name."),
    "title": ("姓名带有称谓。", "The name carries a title."),
    "remark": ("姓名带有备注。", "The name carries a remark."),
    "separator": ("姓名中有逗号或斜线。", "The name holds a comma or a slash."),
    "organisation_name": ("疑似单位名称。", "This looks like an organisation's name."),
    "single_character": ("只有一个字，无法判断。", "One character cannot be judged."),
    "short_latin": ("字母太少，无法判断。", "So few letters cannot be judged."),
    "script_unknown": ("该文字无法判断。", "This script is not judged."),
    "character_unknown": ("含未收录字符。", "It holds a character not known here."),
    "traditional": ("含繁体字。", "It holds traditional characters."),
    "surname_only": ("可能只有姓氏。", "It may be a surname alone."),
    "pinyin": ("疑似拼音姓名。", "This looks like pinyin."),
    "latin_for_chinese": (
        "中国公民姓名用了拉丁字母。",
        "A Chinese national's name is in Latin letters.",
    ),
    "machine_zone": (
        "按证件机读区书写。",
        "It is written as in a machine readable zone.",
    ),
    "person_like": ("疑似个人姓名。", "This looks like a person's name."),
}


def inspect(
    value: object,
    *,
    at: date | None = None,  # noqa: ARG001 - nothing about a name depends on the date
    nationality: str | None = None,
    party: str = "person",
) -> NameInspection:
    """Return the reading of a name; never raises for any ``value``.

    ``nationality`` is ISO 3166-1 alpha-3; ``party`` is ``person`` or ``organisation``.

    Raises:
        UsageError: if ``party`` is neither.
    """
    if type(value) is str:
        text = value
    elif issubclass(type(value), str):
        text = plain(cast("str", value))
    else:
        return NameInspection(False, ("empty" if value is None else "wrong_type",))
    if party == "person":
        usual = read_usual(text, nationality)
        if usual is not None:
            return usual
    elif party != "organisation":
        raise UsageError("party is neither 'person' nor 'organisation'")
    if len(text) > _TOO_LONG:
        return NameInspection(False, ("length",))
    # Imported here: most names are usual ones.
    if party == "organisation":
        from infoverify.validators._name_organisation import (  # noqa: PLC0415
            judge_organisation,
        )

        return _inspect_with(text, judge_organisation(text))
    from infoverify.validators._name_judge import judge  # noqa: PLC0415

    return _inspect_with(text, judge(text, nationality))


def _inspect_with(text: str, reading: Reading) -> NameInspection:
    codes = sorted(reading.codes, key=_ORDER.__getitem__) if reading.codes else ()
    problems = tuple([c for c in codes if CODES[c] in {"refuses", "doubts"}])
    hints = tuple([c for c in codes if CODES[c] in {"unknown", "hints"}])
    clean = reading.text or None
    return NameInspection(
        verdict_of(codes, CODES),
        problems,
        hints,
        normalised=clean,
        normalised_from=text if clean is not None and clean != text else None,
        changes=reading.changes if clean is not None else (),
        script=reading.script,
        kind=reading.kind,
        surname=reading.surname,
        suggestion=reading.suggestion,
    )


_ORDER: Final = {code: place for place, code in enumerate(CODES)}


def compact(value: object) -> str:
    """Return the clean form of a name.

    Raises:
        Empty: if there is nothing.
        ValidationError: ``wrong_type`` if it is no text.
    """
    if value is None or (
        issubclass(type(value), str) and is_blank(plain(cast("str", value)))
    ):
        raise Empty("empty", "name")
    if not issubclass(type(value), str):
        raise ValidationError("wrong_type", "name")
    text = plain(cast("str", value))
    folded = fold_name(text).text
    return folded if folded == text else kept_apart(text) or folded


def validate(
    value: object,
    *,
    at: date | None = None,
    nationality: str | None = None,
    party: str = "person",
) -> str:
    """Return the clean form of a name that is not refused.

    Raises:
        ValidationError: if the standard refuses it.
    """
    reading = inspect(value, at=at, nationality=nationality, party=party)
    if reading.valid is False:
        raise refusal(reading.problems[0], "name")
    return reading.normalised or ""


def is_valid(
    value: object,
    *,
    at: date | None = None,
    nationality: str | None = None,
    party: str = "person",
) -> bool:
    """Return whether a name is not refused."""
    reading = inspect(value, at=at, nationality=nationality, party=party)
    return reading.valid is not False


def format(value: object) -> str:  # noqa: A001 - the verb of every validator
    """Return a name as it should be written: its clean form."""
    return compact(value)


def get_surname(value: object) -> str | None:
    """Return a Han name's surname where decidable."""
    return inspect(value).surname


def get_script(value: object) -> str | None:
    """Return the script a name is written in."""
    return inspect(value).script


def get_kind(value: object, *, nationality: str | None = None) -> str | None:
    """Return the kind of a name where decidable."""
    return inspect(value, nationality=nationality).kind


def same_name(a: object, b: object, *, pinyin: bool = False) -> bool | None:
    """Return whether two names are the same one written differently.

    ``None`` where one cannot tell; see :func:`compare_names` for what it took.
    """
    if type(a) is type(b) is str and a == b and read_usual(a, None) is not None:
        return True
    return compare_names(a, b, pinyin=pinyin).same


def compare_names(a: object, b: object, *, pinyin: bool = False) -> NameComparison:
    """Return whether two names are the same, and which foldings that needed.

    ``pinyin=True`` compares Han characters with Latin letters through the optional
    library ``pypinyin``; without the library the hint ``pinyin_unavailable`` says so.
    """
    if type(a) is str and type(b) is str:
        found = compare_usual(a, b)
        if found is not None:
            return found
    # Imported here: most names are equal ones, or plainly two.
    from infoverify.validators._name_compare import compare  # noqa: PLC0415

    return compare(a, b, pinyin=pinyin)
