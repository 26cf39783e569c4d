"""Occupations against age and sex (职业与年龄、性别): words that tell a time of life.

Practice of insurers' front ends; whoever is under sixteen may not be employed
(劳动法 art. 15), so he is a pupil or at home.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.checks.dates import years_between

if TYPE_CHECKING:
    from datetime import date

_CHILDREN: Final = (
    "学生",
    "学龄前",
    "儿童",
    "幼儿",
    "婴",
    "小孩",
    "无业",
    "待业",
    "在读",
)
_RETIRED: Final = ("退休", "离休")
_PRESCHOOL: Final = ("学龄前", "幼儿园儿童", "婴儿", "幼儿")
_WORKERS: Final = ("教师", "老师", "教育", "医", "护", "用品", "保育", "摄影", "管理")
_WOMEN: Final = ("家庭主妇",)
_MEN: Final = ("家庭主夫",)


def _any(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def occupation_fits_age(occupation: str, birth_date: date, *, at: date) -> bool | None:
    """Return whether somebody of that age can have the occupation.

    Nobody under sixteen works, nobody under forty has retired, nobody of sixteen is
    below school age. Whatever else is not decided, so true.
    """
    age = years_between(birth_date, at)
    if age < 0:
        return None
    worker = _any(occupation, _WORKERS)
    if age < 16:
        return _any(occupation, _CHILDREN) and not worker
    if age < 40 and _any(occupation, _RETIRED):
        return False
    return worker or not _any(occupation, _PRESCHOOL)


def occupation_fits_sex(occupation: str, sex: str) -> bool:
    """Return whether an occupation that names a sex names this one."""
    other = _WOMEN if sex == "male" else _MEN
    return not _any(occupation, other)
