"""No value of a customer leaves by any door that is open by default."""
# ruff: noqa: D101, D107, PERF401, S301 - hostile doubles and synthetic pickles

from __future__ import annotations

import copy
import json
import logging
import pickle
import traceback
from dataclasses import make_dataclass
from typing import Any

import pytest
from pydantic import create_model

from conftest import AT
from infoverify import RuleCrashed, Verdict, Verifier, load_ruleset
from infoverify.examples import load_samples
from infoverify.vocabulary import LIST_PARTS, PARTS

#: Twenty characters; no part of it is in the library.
MARKERS = {
    "latin": "QzKwVxJjPyGfBhMdTnRc",
    "digits": "48305719264830571926",
    "han": "龘靐齉爩鱻麤龗灪吁龖厵滟爨癵籱饢驫鲡鹂鸾",
}
PLAIN = {("policy", "number"), ("policy", "application_number")}
#: An own rule for each field: it fails, and says whatever a message may say.
WORDS = "{{role}} {{{field}}} {{{field}.state}} {{at}}"


def every_field() -> str:
    lines = ["infoverify: 1", 'ruleset: {id: leaks, version: "1"}', "rules:"]
    for part, struct in PARTS.items():
        for field, kind in struct.items():
            if kind.kind == "person":
                continue
            message = WORDS.format(field=field)
            lines.append(
                f"  - {{id: {part}.{field}_x, for: [{part}], severity: block,"
                f" undetermined: review, require: not present({field}),"
                f" paths: [{field}], suggest: {{{field}: {field}}},"
                f" message: {{zh: '{message}', en: '{message}'}}}}"
            )
            lines.append(
                f"  - {{id: {part}.{field}_host, for: [{part}], severity: block,"
                f" require: acme.crash({field}), paths: [{field}]}}"
                if kind.kind
                in {"text", "name", "address", "id_number", "phone", "email"}
                else f"  - {{id: {part}.{field}_y, for: [{part}], severity: warn, require: present({field})}}"
            )
    return "\n".join(lines)


def crash(value: str) -> bool:
    raise ValueError(f"cannot look up {value}")


@pytest.fixture(scope="module")
def verifiers(tmp_path_factory: pytest.TempPathFactory) -> list[Verifier]:
    path = tmp_path_factory.mktemp("leaks") / "leaks.yaml"
    path.write_text(every_field(), encoding="utf-8")
    own = load_ruleset(path, functions={"acme.crash": crash})
    return [
        Verifier(own, stage="underwriting", key=b"k"),
        Verifier("life-strict", stage="underwriting", key=b"k"),
    ]


def marked(part: str, field: str, marker: str) -> str:
    """Return the marker as this field would hold it, its visible part before it."""
    kind = PARTS[part][field].kind
    if kind == "email":
        return f"{marker}@139.com"
    if kind in {"name", "address"}:
        return "上海市徐汇区漕溪北路"[: 6 if kind == "address" else 1] + marker
    return marker


def spoilt(way: str, part: str, field: str, marker: str) -> object:
    ways: dict[str, object] = {
        "value": marked(part, field, marker),
        "list": [marker],
        "mapping": {marker: marker},
        "long": marker * 300,
        "bytes": marker.encode(),
        "object": Holder(marker),
    }
    return ways[way]


def with_parts(parts: dict[str, Any]) -> dict[str, Any]:
    record = {
        part: [holder] if part in LIST_PARTS and type(holder) is dict else holder
        for part, holder in parts.items()
    }
    return {**copy.deepcopy(load_samples()["case"]), **record, "form": record}


def records(marker: str) -> list[tuple[str, Any]]:
    """Return records with the marker wherever it can stand, each with a name."""
    found: list[tuple[str, Any]] = []
    for way in ("value", "list", "mapping", "long", "bytes", "object"):
        everywhere = {
            part: {
                field: spoilt(way, part, field, marker)
                for field in struct
                if (part, field) not in PLAIN
            }
            for part, struct in PARTS.items()
        }
        found.append((f"everywhere {way}", with_parts(everywhere)))
        for part, holder in everywhere.items():
            if way == "value":
                found.append((f"{part} {way}", with_parts({part: holder})))
    for holder in (
        marker,
        [marker, {marker: marker}],
        {marker: marker},
        Holder(marker),
    ):
        found.append(("parts", with_parts(dict.fromkeys(PARTS, holder))))
    return [*found, ("as key", {marker: marker}), ("itself", marker)]


class Holder:
    def __init__(self, marker: str) -> None:
        self.marker = marker

    def __repr__(self) -> str:
        return self.marker

    __str__ = __repr__


def outputs(verdict: Verdict) -> list[str]:
    """Return everything that a verdict shows by default, as text."""
    found = [repr(verdict), str(verdict), f"{verdict}", verdict.to_json()]
    found.append(json.dumps(verdict.to_dict(), ensure_ascii=False))
    found.append(str(verdict.undetermined))
    found += [
        entry.text(lang) for entry in verdict.undetermined for lang in ("zh", "en")
    ]  # type: ignore[arg-type]
    for finding in verdict.findings:
        found += [repr(finding), str(finding), str(finding.to_dict())]
        found += [finding.message("zh"), finding.message("en"), finding.title("zh")]
    for again in (
        copy.copy(verdict),
        copy.deepcopy(verdict),
        pickle.loads(pickle.dumps(verdict)),
    ):
        found += [again.to_json(), again.to_json(raw=True), repr(again)]
        found += [str(f.suggestion) + str(f._seen) for f in again.findings]
    for protocol in (0, 2, pickle.HIGHEST_PROTOCOL):
        data = pickle.dumps(verdict, protocol)
        found += [data.decode("latin-1"), data.decode("utf-8", "replace")]
        found.append(data.decode("raw_unicode_escape", "replace"))
    try:
        verdict.raise_for_blocking("review")
    except Exception as error:  # noqa: BLE001 - whatever it raises must not tell
        found += [repr(error), str(error), "".join(traceback.format_exception(error))]
        found.append(pickle.dumps(error).decode("utf-8", "replace"))
    return found


@pytest.mark.parametrize("name", MARKERS)
def test_a_marker_in_any_field_shows_nowhere(
    verifiers: list[Verifier], name: str, caplog: pytest.LogCaptureFixture, capfd: Any
) -> None:
    marker = MARKERS[name]
    caplog.set_level(logging.DEBUG)
    for where, record in records(marker):
        if name == "digits" and isinstance(record, dict):
            # The numbers of a policy are plain by design.
            record.pop("policy", None)
            record.get("form", {}).pop("policy", None)
        for verifier in verifiers:
            verdict = verifier.verify(record, at=AT)
            for text in outputs(verdict):
                assert marker not in text, (where, text[:300])
    out, err = capfd.readouterr()
    assert marker not in caplog.text + out + err


@pytest.mark.parametrize("part", PARTS)
def test_a_marker_in_a_single_field_of_a_clean_case(
    verifiers: list[Verifier], part: str
) -> None:
    marker = MARKERS["latin"]
    for field in PARTS[part]:
        if (part, field) in PLAIN:
            continue
        record = copy.deepcopy(load_samples()["case"])
        holder = record[part][0] if part in LIST_PARTS else record.setdefault(part, {})
        holder[field] = marked(part, field, marker)
        verdict = verifiers[1].verify(record, at=AT)

        assert marker not in verdict.to_json(), field
        assert marker.encode() not in pickle.dumps(verdict), field


def test_the_policys_numbers_do_show(verifiers: list[Verifier]) -> None:
    marker = MARKERS["latin"]

    verdict = verifiers[0].verify({"policy": {"number": marker}}, at=AT)

    assert marker in verdict.to_json()


def test_raw_is_asked_for_on_purpose(verifiers: list[Verifier]) -> None:
    marker = MARKERS["latin"]

    verdict = verifiers[0].verify({"policyholder": {"occupation": marker}}, at=AT)

    assert marker not in verdict.to_json()
    assert marker in verdict.to_json(raw=True)


@pytest.mark.parametrize("name", MARKERS)
def test_dataclasses_and_models_show_nothing_either(
    verifiers: list[Verifier], name: str
) -> None:
    marker = MARKERS[name]
    fields = [
        (f, Any, marked("policyholder", f, marker)) for f in PARTS["policyholder"]
    ]
    person = make_dataclass("person", fields)()
    model = create_model("model", **{f: (Any, v) for f, _, v in fields})()  # type: ignore[call-overload]
    for holder in (person, model):
        for verifier in verifiers:
            verdict = verifier.verify(
                {"policyholder": holder, "insured": [holder]}, at=AT
            )
            for text in outputs(verdict):
                assert marker not in text


def test_a_crash_shows_nothing(verifiers: list[Verifier]) -> None:
    marker = MARKERS["latin"]
    own = Verifier(
        verifiers[0].ruleset,
        stage="underwriting",
        on_crash="raise",
        functions={"acme.crash": crash},
    )
    with pytest.raises(RuleCrashed) as caught:
        own.verify({"policyholder": {"name": f"张{marker}"}}, at=AT)

    error = caught.value
    shown = "".join(traceback.format_exception(error)) + repr(error) + str(error.args)
    assert marker not in shown
    assert marker.encode() not in pickle.dumps(error)


def test_no_pickle_holds_the_key() -> None:
    key = b"JhGfDsAqWeRtYuIoPlKm"
    verifier = Verifier("life-strict", stage="underwriting", key=key)

    verdict = verifier.verify({}, at=AT)

    assert key not in pickle.dumps(verdict)
    assert key.decode() not in "".join(outputs(verdict)) + repr(verifier)
