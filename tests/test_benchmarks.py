"""The benchmarks compare like with like: outcomes agree, and short cuts prove theirs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoverify.checks.readings import COMPACTORS
from infoverify.runtime import NAMES
from infoverify.states import read
from infoverify.vocabulary import FieldType

FOLDER = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(scope="module", autouse=True)
def _path() -> object:
    sys.path.insert(0, str(FOLDER))
    yield
    sys.path.remove(str(FOLDER))


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_the_hand_written_function_has_the_librarys_outcomes(start: int) -> None:
    import _hand
    import online
    from _cases import AT, applications

    side = online.verifier()
    records = applications(200)[start : start + 50]
    for record in records:
        failed, unknown = _hand.check(record, AT)
        assert online.outcomes(side, record) == (set(failed), set(unknown))
        assert len(failed) == len(set(failed))
        assert len(unknown) == len(set(unknown))


def test_the_cases_are_as_faulty_as_told() -> None:
    import _hand
    from _cases import AT, applications

    records = applications(500)
    failed = [_hand.check(record, AT)[0] for record in records]
    assert 1.1 < sum(map(len, failed)) / len(records) < 1.5
    assert applications(5) == records[:5]


def test_a_clean_application_is_clear() -> None:
    import online
    from _cases import AT, clean_application, group_policy

    side = online.verifier()
    for record in (clean_application(), group_policy(3)):
        verdict = side.verify(record, at=AT)
        assert verdict.decision == "clear"
        assert not verdict.findings
        assert not verdict.undetermined


@pytest.mark.parametrize(
    ("key", "module"),
    [
        ("pydantic_over_infoverify", "pydantic"),
        ("zen_regex_over_infoverify", "zen"),
        ("zen_facts_over_infoverify", "zen"),
        ("rule_engine_over_infoverify", "rule_engine"),
    ],
)
def test_peers_violate_the_same_rules(key: str, module: str) -> None:
    pytest.importorskip(module, reason="an optional peer of the benchmarks")
    import _peers
    import online
    from _cases import applications

    side = online.verifier()
    (peer,) = [peer for peer in _peers._PEERS if peer.key == key]
    translator = _peers.Translator(side, regexes=peer.regexes)
    run = peer.make(translator)
    records = list(_peers.expressible(applications(60)))
    assert _peers.disagreements(peer, run, translator, records) == 0


# Short cuts of generated code ---------------------------------------------------


@settings(max_examples=200)
@given(st.from_regex(r"\A1[0-9]{10}\Z"))
def test_a_bare_mobile_is_compact(number: str) -> None:
    assert COMPACTORS["phone"](number) == number
    assert read(FieldType("phone"), number) == ("present", number)


@settings(max_examples=200)
@given(st.from_regex(r"\A[1-9][0-9]{17}\Z"))
def test_eighteen_digits_are_compact(number: str) -> None:
    assert COMPACTORS["id_number"](number) == number
    assert read(FieldType("id_number"), number) == ("present", number)


@settings(max_examples=200)
@given(st.from_regex(r"\A[0-9A-Za-z]{1,20}\Z"))
def test_letters_and_digits_are_folded_to_capitals(number: str) -> None:
    assert NAMES["compact_id_number"](number) == COMPACTORS["id_number"](number)  # type: ignore[operator]


@settings(max_examples=200)
@given(st.text(min_size=2, max_size=9))
def test_a_text_proved_present_is_present(text: str) -> None:
    from infoverify.language.reading import _LONG_TEXT, _SHORT_TEXT

    for proof in (_SHORT_TEXT, _LONG_TEXT):
        if eval(proof, dict(NAMES), {"v": text}):  # noqa: S307 - our own text
            assert read(FieldType("text"), text) == ("present", text)


@pytest.mark.parametrize(
    "text",
    ["KKK", "İİİ", "ｘｘｘ", "０００", "aaaaaaa", "0000000", "无", "待补充", "null"],
)
def test_filler_is_not_proved_present(text: str) -> None:
    from infoverify.language.reading import _LONG_TEXT, _SHORT_TEXT

    state = read(FieldType("text"), text)[0]
    for proof in (_SHORT_TEXT, _LONG_TEXT):
        assert not eval(proof, dict(NAMES), {"v": text}) or state == "present"  # noqa: S307
