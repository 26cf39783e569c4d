"""Functions that are given a reading: the same answers as when they make their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from infoverify import Verifier
from infoverify.checks import TABLE
from infoverify.checks.readings import COMPACTORS
from infoverify.language.meaning import Unknown
from infoverify.subject import Case

if TYPE_CHECKING:
    from pathlib import Path

AT = date(2026, 1, 15)
#: Argument → values; a field of a part by its own name.
VALUES: dict[str, tuple[str, ...]] = {
    "address": (
        "上海市徐汇区漕溪北路930弄23号",
        "漕溪北路930弄23号",
        "朝阳区建设路12号",
        "浙江省江干区钱江路58号",
        "广东省南海市桂城南海大道8号",
        "安徽省巢湖市无为县无城镇新力村3组12号",
        "石河子市北泉镇一四三团三连",
        "公司地址",
        "xx路xx号",
        "12 High Street, London",
    ),
    "region_code": ("310104", "110105", "220104", "330104", "440605", "999999", "34"),
    "postal_code": ("200030", "310000", "000000", "20003", "810001"),
    "value": ("周文博", "测试", "张三", "王*", "Zhang San", "欧阳", "无"),
}

SHARED = sorted(name for name, function in TABLE.items() if function.of_reading)


def test_functions_share_readings() -> None:
    assert {"address_in_region", "placed_address", "name_doubt"} <= set(SHARED)


def cases(name: str) -> list[tuple[list[Any], str, list[Any]]]:
    """Return the function's arguments, what is read, and what goes with the reading."""
    function = TABLE[name]
    plan = function.of_reading
    assert plan is not None
    found: list[tuple[list[Any], str, list[Any]]] = []
    fields = [n.rpartition(".")[2] for n in (plan.of, *plan.takes)]
    for source in VALUES[fields[0]]:
        others = [VALUES[f] for f in dict.fromkeys(fields) if f != fields[0]]
        for other in others[0] if others else ("",):
            known = {fields[0]: source}
            if others:
                known[next(f for f in fields if f != fields[0])] = other
            part = Case({"policyholder": known}, COMPACTORS).part("policyholder")
            arguments = [
                part if p.type.kind == "part" else known[p.name]
                for p in function.parameters
            ]
            taken = [known[f] for f in fields[1:]]
            found.append((arguments, source, taken))
    return found


@pytest.mark.parametrize("name", SHARED)
def test_a_given_reading_changes_no_answer(name: str) -> None:
    function = TABLE[name]
    plan = function.of_reading
    assert plan is not None
    keyword = {"at": AT} if function.at else {}
    answers = set()
    for arguments, source, taken in cases(name):
        own = function.call(*arguments, **keyword)
        reading = TABLE[plan.reader].call(source, at=AT)
        given = plan.call(reading, *taken, **keyword)
        assert not isinstance(given, Unknown)
        assert given == own, (arguments, taken)
        answers.add(repr(given))
    assert len(answers) > 1, "the values do not tell answers apart"


def test_one_reading_serves_all_rules() -> None:
    verifier = Verifier("life-strict", stage="underwriting")
    source = verifier._program(AT).source.text
    for section in ("policyholder", "insured"):
        asked = f"(c_{section}_address, at=at)"
        lines = [line for line in source.splitlines() if asked in line]
        assert lines
        locals_ = {
            word.strip("(")
            for line in lines
            for word in line.split()
            if word.startswith(("r_address", "(r_address"))
        }
        assert len(locals_) == 1, locals_


OWN = """
infoverify: 1
ruleset: {id: own, version: "1", title: {zh: 本人, en: Own}}
rules:
  - id: place.in_region
    title: {zh: 地址与区划相符, en: Address agrees with code}
    for: [policyholder, insured]
    require: address_in_region(address, region_code)
    severity: review
  - id: place.written
    title: {zh: 地址有区划, en: Address names a division}
    for: [policyholder, insured]
    require: placed_address(subject).completeness != "none"
    severity: review
"""


def test_without_a_reading_there_is_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    verifier = Verifier(path, stage="underwriting")
    for holder in ({}, {"region_code": "310104"}, {"address": "上海市徐汇区"}):
        record = {"policyholder": holder, "insured": [{"relationship": "self"}]}
        for _ in range(2):
            verdict = verifier.verify(record, at=AT)
            reasons = {u.rule: u.reason for u in verdict.undetermined}
            assert reasons.get("place.in_region") == "absent"
            assert ("place.written" in reasons) is ("address" not in holder)
