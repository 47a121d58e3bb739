"""The finding as a whole: scenarios, sums, and what must never happen."""

from __future__ import annotations

import copy
import json
from math import fsum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lane.identity import Evidence, assess, parse_input
from lane.identity.rules import KINDS, rules
from lane.identity.weigh import bound, probability, scores

CLONED = {
    "reads.vin.text": "LFV3A23C7H3000017",
    "reads.nameplate.vin": "LFV3A23C7H3000017",
    "reads.obd_vin": "LFV3A23C7H3000017",
    "reads.engine_number.text": "ZZZ900011",
    "reads.body_colour.code": "A",
    "passes.0.lat": 37.3,
}
ASSEMBLED = {
    "reads.vin.text": "LFV3A23C7H3000017",
    "reads.engine_number.text": "ZZZ900011",
    "reads.glass_year": 2010,
}
LEVEL = {"unknown": 0, "genuine": 0, "doubtful": 1, "assembled": 2, "cloned": 2}


def test_scenarios(finding):
    assert finding({}).finding == "genuine"
    assert finding(CLONED).finding == "cloned"
    assert finding(ASSEMBLED).finding == "assembled"
    assert finding({"passes.0.lat": 37.3}).finding == "doubtful"
    assert finding({"record": None}).finding == "unknown"


def test_the_wrong_record_is_named_and_nobody_is_called_a_fraud(finding):
    found = finding({"reads.vin.text": "LFV3A23C7H3000017", "reads.plate.text": "鲁B98760"})
    assert found.finding == "doubtful"
    assert any("调错登记" in reason.text_zh for reason in found.reasons)


def test_nothing_given_is_unknown_and_everything_is_named_missing():
    found = assess(parse_input("{}"))
    assert found.finding == "unknown"
    assert found.reasons == ()
    named = {part.part for part in found.missing}
    assert {"record", "reads.vin", "passes", "others", "here", "on"} <= named
    assert not any(part.startswith("record.") for part in named)


@pytest.mark.parametrize("part", sorted(rules().parts))
def test_each_missing_part_is_named(finding, part):
    if part == "record":
        assert "record" in {m.part for m in finding({"record": None}).missing}
    else:
        assert part in {m.part for m in finding({part: None}).missing}


@pytest.mark.parametrize("changes", [{}, CLONED, ASSEMBLED, {"passes.0.lat": 37.3}])
def test_the_explanation_sums_exactly_to_the_score(finding, changes):
    answer = json.loads(json.dumps(finding(changes).as_json()))
    for kind in KINDS:
        weights = [r["weight"] for r in answer["reasons"] if r["favours"] == kind]
        assert answer["score"][kind] == fsum([answer["prior"][kind], *weights])
    assert sum(answer["probability"].values()) == pytest.approx(1)
    order = [reason["weight"] for reason in answer["reasons"]]
    assert order == sorted(order, reverse=True)


def _reason(kind: Any, weight: float) -> Evidence:
    return Evidence("x", kind, weight, "", "", "", "")


reasons = st.lists(
    st.builds(_reason, st.sampled_from(KINDS), st.floats(0, 9).map(lambda w: round(w, 2))),
    max_size=12,
)


@given(reasons, st.sampled_from(KINDS), st.floats(0.05, 9))
def test_more_evidence_of_a_kind_never_lowers_that_kind(known, kind, weight):
    before = probability(scores(known))
    after = probability(scores([*known, _reason(kind, weight)]))
    assert getattr(after, kind) >= getattr(before, kind) - 1e-12
    assert after.fraud >= before.fraud - 1e-12


@given(reasons, st.randoms())
def test_the_order_of_evidence_changes_nothing(known, random):
    shuffled = list(known)
    random.shuffle(shuffled)
    assert scores(shuffled) == scores(known)


FRAUDS = [
    CLONED,
    ASSEMBLED,
    {"record.status": "E", "stamp.similarity": 0.3, "reads.belt_month": "2010-01"},
    {"reads.plate.text": "鲁B98760", "reads.vin.text": "LFV3A23C7H3000017"},
    {"others.0.engine_number": "CUF812345", "reads.odometer_km": 20000, "reads.glass_year": 2020},
    {},
]


def _paths(tree: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [at] if at else []
    items = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for name, value in items:
        here = (*at, name)
        found += _paths(value, here) if isinstance(value, dict | list) else [here]
    return found


def _without(tree: Any, path: tuple[Any, ...]) -> Any:
    copied = copy.deepcopy(tree)
    place = copied
    for name in path[:-1]:
        place = place[name]
    del place[path[-1]]
    return copied


NEEDED = {"text", "confidence", "code", "lat", "lon", "at", "on", "km"}
"""Fields without which their part is refused rather than missing."""


@pytest.mark.parametrize("changes", FRAUDS)
def test_a_missing_part_never_raises_the_suspicion(vehicle, changes):
    whole = vehicle(changes)
    before = assess(parse_input(json.dumps(whole)))
    for path in _paths(whole):
        if path[-1] in NEEDED and len(path) > 1:
            continue
        try:
            less = parse_input(json.dumps(_without(whole, path)))
        except ValueError:
            continue  # a pass without its plate is refused
        after = assess(less)
        assert after.probability.fraud <= before.probability.fraud + 1e-9, path
        assert LEVEL[after.finding] <= LEVEL[before.finding] or before.finding == "doubtful", path


@settings(max_examples=150, deadline=None)
@given(
    place=st.integers(0, 16),
    character=st.sampled_from("ABCDEFGHJKLMNPRSTUVWXYZ0123456789"),
    confidence=st.floats(0, 0.8),
    part=st.sampled_from(["vin", "engine_number", "plate"]),
)
def test_one_character_misread_at_low_confidence_never_holds(
    vehicle, place, character, confidence, part
):
    known = vehicle({})
    text = known["reads"][part]["text"]
    place %= len(text)
    read = text[:place] + character + text[place + 1 :]
    known["reads"][part] |= {"text": read, "confidence": confidence}
    assert not assess(parse_input(json.dumps(known))).holds


@given(random=st.randoms())
@settings(max_examples=30, deadline=None)
def test_the_order_of_passes_records_and_readings_changes_nothing(random):
    spots = [
        {
            "plate": "鲁J12345",
            "at": f"2026-11-23T0{hour}:50:00+08:00",
            "lat": 36 + hour / 4,
            "lon": 117.1,
        }
        for hour in range(5, 9)
    ]
    others = [
        {"plate": f"鲁B{n}", "vin": "LSVNV4187F2100013", "engine_number": "A1"} for n in "123"
    ]
    history = [{"on": f"202{year}-05-10", "km": 10_000 * (9 - year)} for year in range(5)]
    vehicle = {
        "on": "2026-11-23T09:30:00+08:00",
        "here": {"lat": 36.2, "lon": 117.1},
        "reads": {"odometer_km": 100},
        "record": {"plate": "鲁J12345", "vin": "LSVNV4187F2100013", "odometer": history},
        "passes": spots,
        "others": others,
    }
    straight = assess(parse_input(json.dumps(vehicle))).as_json()
    for rows in (spots, others, history):
        random.shuffle(rows)
    assert assess(parse_input(json.dumps(vehicle))).as_json() == straight


def test_no_reading_weighs_more_than_its_confidence_allows(finding):
    of_the_stamp = {"vin_differs", "vin_nameplate_differs", "vin_obd_differs", "vin_model_year"}
    for confidence in (0.5, 0.6, 0.7, 0.9):
        found = finding({"reads.vin": {"text": "LFV3A23C7H3000017", "confidence": confidence}})
        weights = [
            r.weight for r in found.reasons if r.evidence in of_the_stamp and r.favours == "cloned"
        ]
        assert sum(weights) <= bound("reads.vin", confidence, 3).most + 0.001
