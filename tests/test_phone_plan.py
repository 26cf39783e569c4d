"""The telephone plan's tables: whole, in order, and as others have them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from infoverify.reference.phone_plan import areas, prefix_of, prefixes

FOLDER = Path(__file__).parent.parent / "src" / "infoverify" / "reference"
KINDS = {"mobile", "virtual_mobile", "data_card", "iot", "satellite"}


@pytest.mark.parametrize("name", ["phone_prefixes.tsv", "area_codes.tsv"])
def test_tables_say_where_they_come_from_and_are_sorted(name: str) -> None:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    text = "\n".join(head)
    for word in ("sources:", "date:", "rebuild:", "Apache-2.0"):
        assert word in text
    rows = lines[len(head) + 1 :]
    keys = [row.split("\t")[:2] for row in rows]
    assert keys == sorted(keys)
    assert len(keys) == len(set(map(tuple, keys)))


def test_prefixes_are_of_known_kinds() -> None:
    for (prefix, digits), entry in prefixes().items():
        assert prefix[0] == "1"
        assert 3 <= len(prefix) <= 5
        assert entry.digits == digits
        assert digits in (11, 13)
        assert entry.kind in KINDS


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("13400001111", "mobile"),
        ("13490001111", "satellite"),
        ("17000001111", "virtual_mobile"),
        ("17405001111", "satellite"),
        ("17413001111", None),
        ("14800001111", "iot"),
        ("1480000111122", "iot"),
        ("1450000111122", None),
    ],
)
def test_longest_prefix_decides(number: str, kind: str | None) -> None:
    found = prefix_of(number)
    assert (found.kind if found else None) == kind


def test_area_codes_agree_with_the_cross_check() -> None:
    folder = os.environ.get("INFOVERIFY_CROSSCHECK")
    if not folder:
        pytest.skip("INFOVERIFY_CROSSCHECK is not set: no table to compare with")
    rows = (Path(folder) / "phone-places.tsv").read_text("utf-8").splitlines()[1:]
    theirs = {row.split("\t")[4] for row in rows}
    in_force = {code for code, area in areas().items() if not area.retired}
    # 莱芜 was joined to 济南 in 2019, the cross-check still has it.
    assert theirs - in_force == {"0634"}
    # 海西 has three; only phonenumbers knows this one.
    assert in_force - theirs == {"0978"}
