from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from checklists.judgement import ItemVerdict, Judgement
from checklists.measured import Measured
from checklists.rounding import half_up
from checklists.vehicle import Vehicle

Judged = Callable[..., Judgement]
Verdict = Callable[..., ItemVerdict]

GOOD: dict[str, Any] = {
    "axle_load_kg": [[420, 415], [300, 298]],
    "brake_force_dan": [[290, 285], [160, 158]],
    "brake_difference_dan": [[200, 180], [90, 80]],
    "headlamp_cd": {"H1": 21000, "H4": 19500},
    "gas": {
        "method": "double_idle",
        "idle_co_percent": 0.3,
        "idle_hc_ppm": 40,
        "high_idle_co_percent": 0.1,
        "high_idle_hc_ppm": 20,
        "lambda": 1.01,
    },
}


def test_a_good_car_passes_with_hand_worked_values(judged: Judged) -> None:
    found = judged(GOOD)
    assert found.verdict == "pass"
    values = {item.item: str(item.value) for item in found.items}
    assert values["brake_rate_axle_1"] == "70.3"  # 575 / (835 * 0.98)
    assert values["brake_rate_axle_2"] == "54.3"  # 318 / (598 * 0.98)
    assert values["brake_rate_total"] == "63.6"  # 893 / (1433 * 0.98)
    assert values["imbalance_axle_1"] == "6.9"  # 20 / 290
    assert values["imbalance_axle_2"] == "1.7"  # 10 / (598 * 0.98): the axle is below 60 %


@pytest.mark.parametrize("missing", list(GOOD))
def test_anything_required_and_missing_leaves_it_incomplete(judged: Judged, missing: str) -> None:
    found = judged({key: value for key, value in GOOD.items() if key != missing})
    assert found.verdict == "incomplete"
    assert found.open
    assert all(item.reason_zh and item.reason_en for item in found.open)


def test_a_failed_item_outweighs_a_missing_one(judged: Judged) -> None:
    found = judged({"headlamp_cd": {"H1": 10}})
    assert found.verdict == "fail"
    assert [item.item for item in found.failed] == ["headlamp_H1"]


def test_nothing_measured_is_incomplete_and_never_a_pass(judged: Judged) -> None:
    found = judged({})
    assert found.verdict == "incomplete"
    assert {item.verdict for item in found.items} == {"not_judged"}


@pytest.mark.parametrize(
    ("pair", "words"),
    [([0, 0], "load of axle 1 is zero"), ([420, None], "right axle load of axle 1"),
     ([None, 415], "left axle load of axle 1"), ([420], "right axle load of axle 1")],
)  # fmt: skip
def test_unusable_loads_are_named(verdict_of: Verdict, pair: list[Any], words: str) -> None:
    measured = GOOD | {"axle_load_kg": [pair, [300, 298]]}
    for item in ("brake_rate_axle_1", "brake_rate_total", "imbalance_axle_1"):
        found = verdict_of(item, measured)
        assert found.verdict == "not_judged"
        assert words in str(found.reason_en)


def test_left_without_right_is_named(verdict_of: Verdict) -> None:
    measured = GOOD | {"brake_force_dan": [[290, None], [160, 158]]}
    found = verdict_of("brake_rate_axle_1", measured)
    assert (found.verdict, found.reason_en) == (
        "not_judged",
        "right brake force of axle 1 is missing",
    )


def test_a_motorcycle_has_one_wheel_an_axle(verdict_of: Verdict) -> None:
    measured = {"axle_load_kg": [[100], [120]], "brake_force_dan": [[70], [70]]}
    assert verdict_of("brake_rate_axle_1", measured, "motorcycle").value == Decimal("71.4")


def test_more_axles_measured_than_the_vehicle_has_is_named(verdict_of: Verdict) -> None:
    measured = GOOD | {"axle_load_kg": [[420, 415], [300, 298], [1, 1]]}
    found = verdict_of("brake_rate_total", measured)
    assert found.verdict == "not_judged"
    assert "3 axles, the vehicle has 2" in str(found.reason_en)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -1.0, -0.01, 1e12])
def test_impossible_numbers_are_refused_by_name(bad: float) -> None:
    with pytest.raises(ValidationError, match=r"brake_force_dan\.0\.1"):
        Measured.model_validate({"brake_force_dan": [[290, bad]]})


def test_a_curve_of_one_sample_is_named(verdict_of: Verdict) -> None:
    curve = {"interval_ms": 10, "left_dan": [5], "right_dan": [5]}
    found = verdict_of("imbalance_axle_1", GOOD | {"brake_curve": [curve, None]})
    assert found.verdict == "not_judged"
    assert "1 samples" in str(found.reason_en)


def test_a_lamp_the_system_does_not_have_is_named(judged: Judged) -> None:
    found = judged(GOOD | {"headlamp_cd": {"H1": 21000, "H4": 21000, "H2": 5}})
    stranger = found.item("headlamp_H2")
    assert stranger.verdict == "not_judged"
    assert "has no H2" in str(stranger.reason_en)
    assert found.verdict == "pass"


@pytest.mark.parametrize(
    ("system", "words"), [(None, "headlamp_system is not known"), ("04", "no high beam")]
)
def test_a_lamp_system_that_cannot_be_measured_stays_open(
    judged: Judged, system: str | None, words: str
) -> None:
    found = judged(GOOD, changes={"headlamp_system": system})
    assert found.verdict == "incomplete"
    assert words in str(found.item("headlamp").reason_en)


def test_a_four_lamp_three_wheeler_has_no_limit(verdict_of: Verdict) -> None:
    found = verdict_of(
        "headlamp_H1",
        {"headlamp_cd": {"H1": 9000}},
        "three_wheeler",
        changes={"headlamp_system": "01"},
    )
    assert (found.verdict, found.value) == ("not_judged", Decimal(9000))
    assert found.required


def test_a_missing_mass_is_named_not_guessed(verdict_of: Verdict) -> None:
    measured = {"axle_load_kg": [[500, 500]] * 2, "brake_force_dan": [[400, 400]] * 2}
    found = verdict_of(
        "brake_rate_axle_1", measured, "light_truck", changes={"total_mass_kg": None}
    )
    assert found.verdict == "not_judged"
    assert "total_mass_kg is not known" in str(found.reason_en)


def test_speed_is_information_under_the_present_edition(judged: Judged) -> None:
    found = judged(GOOD | {"speed_at_indicated_40_km_h": 12.34})
    speed = found.item("speedometer")
    assert (speed.verdict, speed.value, speed.required) == ("not_judged", Decimal("12.3"), False)
    assert "仅供参考" in str(speed.reason_zh)
    assert found.verdict == "pass"


def test_side_slip_of_an_independent_axle_is_not_judged(judged: Judged) -> None:
    found = judged(GOOD | {"side_slip_m_per_km": [99.0]})
    assert found.item("side_slip_1").verdict == "not_judged"
    assert found.verdict == "pass"


def test_side_slip_of_an_unknown_suspension_stays_open(judged: Judged) -> None:
    found = judged(
        {"side_slip_m_per_km": [1.0]}, "bus", changes={"steering_axle_independent": None}
    )
    slip = found.item("side_slip_1")
    assert (slip.verdict, slip.required) == ("not_judged", True)
    assert "steering_axle_independent" in str(slip.reason_en)


def test_an_exhaust_method_that_does_not_fit_the_fuel_is_named(judged: Judged) -> None:
    found = judged(GOOD | {"gas": {"method": "free_acceleration", "opacity_per_m": 0.1}})
    assert found.verdict == "incomplete"
    assert "does not fit this fuel" in str(found.item("gas").reason_en)


def test_an_unknown_fuel_takes_the_method_it_was_measured_by(judged: Judged) -> None:
    assert judged(GOOD, changes={"fuel": None}).verdict == "pass"
    without = {key: value for key, value in GOOD.items() if key != "gas"}
    found = judged(without, changes={"fuel": None})
    assert "fuel is not known" in str(found.item("gas").reason_en)


def test_an_electric_car_needs_no_exhaust_test(judged: Judged) -> None:
    without = {key: value for key, value in GOOD.items() if key != "gas"}
    assert judged(without, changes={"fuel": "C"}).verdict == "pass"
    assert judged(GOOD, changes={"fuel": "C"}).item("gas_idle_co").verdict == "not_judged"


def test_limits_begin_on_their_day(judged: Judged) -> None:
    before = judged(GOOD, on="2019-04-30").item("gas_idle_co")
    assert (before.verdict, before.reason_en) == (
        "not_judged",
        "no limit is held for this vehicle and day",
    )
    assert judged(GOOD, on="2019-05-01").item("gas_idle_co").verdict == "pass"


def test_on_a_plate_tester_the_dynamic_load_counts_for_light_vehicles(verdict_of: Verdict) -> None:
    plate = {
        "brake_tester": "plate",
        "axle_load_kg": [[500, 500]] * 2,
        "dynamic_load_kg": [[700, 700], [300, 300]],
        "brake_force_dan": [[400, 400]] * 2,
    }
    assert verdict_of("brake_rate_axle_1", plate).value == Decimal("58.3")
    assert verdict_of("brake_rate_axle_1", plate, "truck").value == Decimal("81.6")
    without = {key: value for key, value in plate.items() if key != "dynamic_load_kg"}
    assert verdict_of("brake_rate_axle_1", without).verdict == "not_judged"


def test_the_json_object_is_complete_and_plain(judged: Judged) -> None:
    printed = judged(GOOD | {"speed_at_indicated_40_km_h": 38.1}).as_json()
    again = json.loads(json.dumps(printed, allow_nan=False))
    assert set(again) == {"verdict", "items"}
    for item in again["items"]:
        assert set(item) >= {
            "item", "value", "unit", "limit", "verdict", "reason", "clause", "source_mark",
        }  # fmt: skip
        assert (item["reason"] is None) == (item["verdict"] != "not_judged")
        assert item["clause"]
    assert again["items"][0]["source_mark"] == "V"


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [("59.95", 1, "60.0"), ("59.949", 1, "59.9"), ("-0.05", 1, "-0.1"), ("0.5", 0, "1"),
     ("2.5", 0, "3"), ("-2.5", 0, "-3")],
)  # fmt: skip
def test_halves_round_away_from_zero(value: str, decimals: int, expected: str) -> None:
    assert str(half_up(Decimal(value), decimals)) == expected


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"vehicle_type": "K99"}, "K99"), ({"use": "?"}, "use"), ({"headlamp_system": "09"}, "09"),
     ({"vehicle_type": "H11", "axles": None}, "axles is needed"), ({"seats": -1}, "seats"),
     ({"parking_brake_axles": (3,)}, "axle 3"), ({"colour": "red"}, "colour")],
)  # fmt: skip
def test_a_vehicle_that_cannot_be_is_refused(changes: dict[str, Any], words: str) -> None:
    good = {"vehicle_type": "K33", "use": "A", "axles": 2}
    with pytest.raises(ValidationError, match=words.replace("?", r"\?")):
        Vehicle.model_validate(good | changes)
