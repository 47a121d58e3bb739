"""Judging: pass, fail, incomplete; and evidence that must be as it was measured."""

from __future__ import annotations

import pytest

from lane.events import kinds as k
from lane.events.phases import IllegalMove, Phase
from lane.evidence import EvidenceMissing
from lane.inspection.judging import judge_now, judge_when_measured
from tests.lane.shop import WEAK, Shop


def judged(shop: Shop, inspection: str) -> tuple[k.Judged, k.VerdictReached]:
    state = judge_now(shop.place, inspection)
    assert state.judged and state.verdict
    return state.judged, state.verdict


def test_good_values_pass(shop: Shop):
    inspection = shop.walked("pass")
    shop.drive(inspection)
    found, reached = judged(shop, inspection)
    assert reached.verdict == "pass" and found.to_mend == () and found.incomplete == ()
    by_item = {item["item"]: item for item in found.judgement["items"]}
    # 4 × 260 daN less 3 % on the right, over two axles of 800 kg
    assert by_item["brake_rate_total"]["value"] == pytest.approx(65.3)
    assert by_item["imbalance_axle_1"]["value"] == pytest.approx(3.0)


def test_weak_brakes_fail_and_say_what_to_mend(shop: Shop):
    inspection = shop.walked("pass")
    shop.drive(inspection, force_dan=WEAK)
    found, reached = judged(shop, inspection)
    assert reached.verdict == "fail"
    assert {"service_brake_1", "axle_load_1"} <= set(found.redo_tests)
    assert "speed" not in found.redo_tests
    assert any("制动" in each["zh"] and "60" in each["zh"] for each in found.to_mend)
    assert reached.reasons == tuple(each["zh"] for each in found.to_mend)


def test_a_test_left_out_is_incomplete_never_passed(shop: Shop):
    inspection = shop.walked("pass")
    shop.drive(inspection, skip=("headlamp_H1",))
    found, reached = judged(shop, inspection)
    assert reached.verdict == "incomplete" and "headlamp_H1" in found.incomplete


def test_nothing_measured_is_incomplete(shop: Shop):
    inspection = shop.walked("pass")
    tests = tuple(test["id"] for test in shop.state(inspection).tests)
    shop.drive(inspection, skip=tests)
    found, reached = judged(shop, inspection)
    assert reached.verdict == "incomplete" and "brake_rate_total" in found.incomplete


def test_one_failure_outweighs_what_is_open(shop: Shop):
    inspection = shop.walked("pass")
    shop.drive(inspection, force_dan=WEAK, skip=("headlamp_H1",))
    assert judged(shop, inspection)[1].verdict == "fail"


def test_a_changed_curve_is_not_judged(shop: Shop):
    inspection = shop.walked("pass")
    state = shop.drive(inspection)
    curve = state.measurements["service_brake_1"].curve
    path = shop.place.evidence.path(curve or "")
    path.write_bytes(path.read_bytes().replace(b"260.0", b"460.0"))
    with pytest.raises(EvidenceMissing, match="changed on the disk"):
        judge_now(shop.place, inspection)
    assert shop.state(inspection).phase is Phase.MEASURED and not shop.state(inspection).judged


def test_only_a_finished_lane_run_is_judged(shop: Shop):
    inspection = shop.walked("pass")
    judge_when_measured(shop.place, inspection)
    assert shop.state(inspection).phase is Phase.READY
    with pytest.raises(IllegalMove):
        judge_now(shop.place, inspection)
    shop.drive(inspection)
    judge_when_measured(shop.place, inspection)
    judge_when_measured(shop.place, inspection)
    assert shop.kinds(inspection).count("VerdictReached") == 1


def test_the_same_events_give_the_same_judgement(shop: Shop):
    first, second = shop.walked("pass"), shop.walked("pass")
    for inspection in (first, second):
        shop.drive(inspection, force_dan=200.0)
        judge_now(shop.place, inspection)
    assert shop.state(first).judged == shop.state(second).judged
