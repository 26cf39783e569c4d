"""The usual names read quickly (常见姓名的快速判断), and the shapes of all readings.

What is answered here is what the long way of ``_name_judge`` would answer: only names
without any code are, and a test holds the two together.
"""

from __future__ import annotations

from typing import Final

from infoverify._named import NamedTuple
from infoverify.country_codes import CHINESE
from infoverify.reference.hanzi_variants import ambiguous, simplify, variants_equal
from infoverify.reference.surnames import surname_of, table
from infoverify.validators._inspection import Inspection
from infoverify.validators._name_damage import is_damaged
from infoverify.validators._name_fold import DOT
from infoverify.validators._name_words import (
    FILLERS,
    SUSPECT_PAIRS,
    han_problems,
    is_clear,
)

# Longer names take the long way.
_LONGEST: Final = 30
_JOINTS: Final = frozenset("和与及")


class NameInspection(Inspection):
    """A reading of one name.

    Attributes:
        script: ``han, latin, mixed, tibetan, uyghur, mongolian`` and others.
        kind: ``chinese``; ``ethnic`` (with a separator, no foreign nationality told);
            ``foreign``; ``pinyin``; ``organisation``; ``None`` where undecidable.
        surname: of a Han name, where decidable.
        suggestion: a name that would stand, for the host to show; never applied.
    """

    __slots__ = ("kind", "script", "suggestion", "surname")

    KIND = "name"
    FIELD = "name"
    FACTS = ("script", "kind", "surname", "suggestion")

    script: str | None
    kind: str | None
    surname: str | None
    suggestion: str | None


class NameComparison(NamedTuple):
    """Whether two names are the same, what that needed, and what else was seen.

    Attributes:
        same: ``True``, ``False``, or ``None`` where one cannot tell.
        needed: the foldings without which the two would differ, in a fixed order:
            ``width, invisible, compatibility, dots, composed, punctuation, spaces,
            private_use, traditional, machine_zone, case, accents, order, pinyin``.
        hints: ``look_alike_surname, variant, title, repeated, truncated, order,
            masked, pinyin_unavailable``.
    """

    same: bool | None
    needed: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Return the outcome; it holds no name."""
        return f"<name comparison same={self.same} needed={list(self.needed)}>"


def read_usual(text: str, nationality: object) -> NameInspection | None:
    """Return the reading of a name of common Han characters without any code, or None.

    ``None`` means that the name must go the long way round.
    """
    size = len(text)
    if size > _LONGEST or size < 2:
        return None
    han = text.replace(DOT, "") if DOT in text else text
    if not _USUAL.issuperset(han) and not _are_usual(han):
        return None
    if size < 5 and han is text:
        surname = _surname_of_usual(text, size)
        if surname is not None:
            return _reading(text, "chinese", surname)
    return _rarer(text, nationality)


# Different surnames today that one hand writes for the other; no equality.
LOOK_ALIKES: Final = frozenset(
    frozenset(pair)
    for pair in ("萧肖", "傅付", "阎闫", "戴代", "蓝兰", "詹占", "佘余", "于於", "舘馆")
)


def compare_usual(one: str, two: str) -> NameComparison | None:
    """Return how two names of common characters and surnames compare, where plain.

    They are equal, or begin with characters that are two in any writing: whatever was
    added, cut off or repeated, the first character stays. ``None``: the long way.
    """
    if not (_is_plainest(one) and _is_plainest(two)):
        return None
    if one == two:
        return NameComparison(True)
    first, second = one[0], two[0]
    if variants_equal(first, second) is not False:
        return None
    return None if frozenset((first, second)) in LOOK_ALIKES else NameComparison(False)


def _is_plainest(text: str) -> bool:
    size = len(text)
    return (
        1 < size < 5
        and (_USUAL.issuperset(text) or _are_usual(text))
        and _surname_of_usual(text, size) is not None
    )


# The characters of GB 2312 that are no traditional forms, as far as names have shown
# them: to find all of them at once takes longer than a first verdict may.
_USUAL: Final[set[str]] = set()


def _are_usual(text: str) -> bool:
    if not all(char in _USUAL or _is_usual(char) for char in text):
        return False
    _USUAL.update(text)
    return True


def _is_usual(char: str) -> bool:
    row = char.encode("gb2312", errors="ignore")[:1]
    return b"\xb0" <= row < b"\xf8" and simplify(char) == char != "某"


def _surname_of_usual(text: str, size: int) -> str | None:
    """Return the surname of a name of two to four characters that nothing doubts."""
    known = table()
    head = text[:2]
    if head in known.double:
        if size == 2 or head not in known.compound:
            return None
        surname = head
    else:
        surname = text[0]
        if size > 3 or surname not in known.single:
            return None
    if text in FILLERS or head in SUSPECT_PAIRS or not is_clear(text, size):
        return None
    return surname


def _rarer(text: str, nationality: object) -> NameInspection | None:
    """Return the reading of a name with separators, or without a known surname."""
    surname = None
    if DOT in text:
        if text[0] == DOT or text[-1] == DOT or DOT + DOT in text:
            return None
        if len(text) < 6 and len(text.replace(DOT, "")) == 1:
            return None
    else:
        if text in table().compound:
            return None
        surname = surname_of(text)
        if surname is None and len(text) < 4 and ambiguous(text[0]):
            # 甯 is 宁 or itself: the long way finds the surname.
            return None
    if han_problems(text) or not _JOINTS.isdisjoint(text) or is_damaged(text):
        return None
    return _reading(text, kind_of(text, "han", surname, nationality), surname)


def kind_of(
    text: str, script: str | None, surname: str | None, nationality: object
) -> str | None:
    """Return the kind of a name, ``None`` where undecidable."""
    if script == "han":
        foreign = type(nationality) is str and nationality not in CHINESE
        if DOT in text:
            return "foreign" if foreign else "ethnic"
        if len(text) <= 3 or surname is not None:
            return "chinese"
        return "foreign" if foreign else None
    if script == "latin":
        return "foreign"
    if script in {"tibetan", "uyghur", "mongolian", "yi", "dai"}:
        return "ethnic"
    return None


def _reading(text: str, kind: str | None, surname: str | None) -> NameInspection:
    # Set by hand: the constructor's loops would take half of the time.
    reading = _new(NameInspection)
    _set_valid(reading, True)
    _set_problems(reading, ())
    _set_hints(reading, ())
    _set_normalised(reading, text)
    _set_normalised_from(reading, None)
    _set_changes(reading, ())
    _set_script(reading, "han")
    _set_kind(reading, kind)
    _set_surname(reading, surname)
    _set_suggestion(reading, None)
    return reading


_new: Final = object.__new__
(
    _set_valid,
    _set_problems,
    _set_hints,
    _set_normalised,
    _set_normalised_from,
    _set_changes,
    _set_script,
    _set_kind,
    _set_surname,
    _set_suggestion,
) = (
    getattr(NameInspection, name).__set__
    for name in (
        *("valid", "problems", "hints", "normalised", "normalised_from", "changes"),
        *("script", "kind", "surname", "suggestion"),
    )
)
