from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from checklists import codes
from checklists.applicability import checklist_for
from checklists.applicability import tests_for as plan_of
from checklists.judgement import Judgement
from checklists.judging import judge
from checklists.measured import Measured
from checklists.vehicle import Inspection, Vehicle

Judged = Callable[..., Judgement]

force = st.floats(0, 5000)
load = st.floats(0, 9000)
pairs = st.lists(st.tuples(force, force), min_size=2, max_size=2)
loads = st.lists(st.tuples(load, load), min_size=2, max_size=2)
RATES = ("brake_rate_axle_1", "brake_rate_axle_2", "brake_rate_total", "parking_brake_rate")
quick = settings(max_examples=60, deadline=None)


@given(loads, pairs, st.integers(0, 1), st.integers(0, 1), st.floats(0, 2000))
@quick
def test_more_brake_force_never_turns_a_rate_from_pass_to_fail(
    judged: Judged, weights: Any, forces: Any, axle: int, side: int, more: float
) -> None:
    def run(pair_list: Any) -> Judgement:
        measured = {
            "axle_load_kg": weights,
            "brake_force_dan": pair_list,
            "parking_force_dan": pair_list,
        }
        return judged(measured, "van")

    stronger = [list(pair) for pair in forces]
    stronger[axle][side] += more
    before, after = run(forces), run(stronger)
    for name in RATES:
        assert (before.item(name).verdict, after.item(name).verdict) != ("pass", "fail")


@given(loads, pairs, pairs)
@quick
def test_swapping_left_and_right_changes_nothing(
    judged: Judged, weights: Any, forces: Any, apart: Any
) -> None:
    def mirrored(pair_list: Any) -> Any:
        return [(right, left) for left, right in pair_list]

    measured = {
        "axle_load_kg": weights,
        "brake_force_dan": forces,
        "brake_difference_dan": apart,
        "headlamp_cd": {"H1": 15000, "H4": 14999},
    }
    swapped = {
        "axle_load_kg": mirrored(weights),
        "brake_force_dan": mirrored(forces),
        "brake_difference_dan": mirrored(apart),
        "headlamp_cd": {"H1": 14999, "H4": 15000},
    }
    one, other = judged(measured), judged(swapped)
    assert one.verdict == other.verdict
    for item in one.items:
        mirror = {"headlamp_H1": "headlamp_H4", "headlamp_H4": "headlamp_H1"}.get(item.item)
        twin = other.item(mirror or item.item)
        assert (twin.value, twin.verdict) == (item.value, item.verdict)


@given(loads, pairs, pairs, st.sampled_from([2.0, 10.0, 0.5]))
@quick
def test_forces_and_loads_in_another_unit_give_the_same_rates(
    judged: Judged, weights: Any, forces: Any, apart: Any, factor: float
) -> None:
    def scaled(pair_list: Any, by: float) -> Any:
        return [[round(value) * by for value in pair] for pair in pair_list]

    def run(by: float) -> Judgement:
        measured = {
            "axle_load_kg": scaled([(a + 5, b + 5) for a, b in weights], by),
            "brake_force_dan": scaled(forces, by),
            "brake_difference_dan": scaled(apart, by),
        }
        return judged(measured)

    one, other = run(1.0), run(factor)
    assert [i.value for i in one.items] == [i.value for i in other.items]


number = st.floats(0, 1e9)
signed = st.floats(-1e9, 1e9)
pair = st.one_of(st.none(), st.lists(st.one_of(st.none(), number), min_size=1, max_size=2))
axle_list = st.one_of(st.none(), st.lists(pair, max_size=4))
curve = st.integers(0, 30).flatmap(
    lambda n: st.fixed_dictionaries(
        {
            "interval_ms": st.floats(0.1, 100),
            "left_dan": st.lists(number, min_size=n, max_size=n),
            "right_dan": st.lists(number, min_size=n, max_size=n),
        }
    )
)
anything = st.fixed_dictionaries(
    {},
    optional={
        "brake_tester": st.sampled_from(["roller", "plate"]),
        "laden": st.booleans(),
        "axle_load_kg": axle_list,
        "dynamic_load_kg": axle_list,
        "brake_force_dan": axle_list,
        "brake_difference_dan": axle_list,
        "parking_force_dan": axle_list,
        "loaded_axle_load_kg": axle_list,
        "loaded_brake_force_dan": axle_list,
        "loaded_brake_difference_dan": axle_list,
        "brake_curve": st.lists(st.one_of(st.none(), curve), max_size=3),
        "headlamp_cd": st.dictionaries(st.sampled_from(["H1", "H2", "H3", "H4"]), number),
        "side_slip_m_per_km": st.lists(st.one_of(st.none(), signed), max_size=3),
        "speed_at_indicated_40_km_h": number,
        "kerb_mass_kg": st.one_of(number, st.tuples(number, number)),
        "outline_mm": st.fixed_dictionaries({"length": st.tuples(number, number)}),
        "tread_mm": st.fixed_dictionaries({"other": st.lists(number, max_size=3)}),
        "gas": st.fixed_dictionaries(
            {
                "method": st.sampled_from(["double_idle", "free_acceleration", "asm", "lug_down"]),
                "limit_set": st.sampled_from(["a", "b"]),
                "lambda": number,
                "opacity_per_m": number,
            }
        ),
    },
)
vehicles = st.builds(
    Vehicle,
    vehicle_type=st.sampled_from(sorted(codes.table("vehicle_types"))),
    use=st.sampled_from(sorted(codes.table("uses"))),
    registered_on=st.none() | st.dates(date(1990, 1, 1), date(2026, 1, 1)),
    manufactured_on=st.none() | st.dates(date(1990, 1, 1), date(2026, 1, 1)),
    seats=st.none() | st.integers(0, 60),
    total_mass_kg=st.none() | st.floats(100, 60000),
    kerb_mass_kg=st.none() | st.floats(100, 60000),
    length_mm=st.none() | st.floats(1000, 20000),
    axles=st.integers(1, 6),
    steering_axles=st.none() | st.integers(0, 3),
    steering_axle_independent=st.none() | st.booleans(),
    headlamp_system=st.none() | st.sampled_from(["01", "02", "03", "04", "05"]),
    fuel=st.none() | st.sampled_from(sorted(codes.table("fuels"))),
)
inspections = st.builds(
    Inspection,
    kind=st.sampled_from(["registration", "periodic", "temporary", "special", "other_in_use"]),
    on=st.dates(date(2015, 3, 1), date(2040, 1, 1)),
)


@given(vehicles, inspections, anything)
@settings(max_examples=150, deadline=None)
def test_judging_never_raises_and_always_says_why(
    vehicle: Vehicle, inspection: Inspection, measured: dict[str, Any]
) -> None:
    found = judge(vehicle, inspection, Measured.model_validate(measured))
    names = [item.item for item in found.items]
    assert len(names) == len(set(names))
    for item in found.items:
        assert (item.verdict == "not_judged") == bool(item.reason_zh and item.reason_en)
        assert item.verdict == "not_judged" or (item.limit and item.value is not None)
        assert "clash" not in str(item.reason_en)
    if found.verdict == "pass":
        assert not found.open
        assert not found.failed


@given(vehicles, inspections)
@quick
def test_every_vehicle_has_a_checklist_and_a_plan(vehicle: Vehicle, inspection: Inspection) -> None:
    checklist = checklist_for(vehicle, inspection)
    assert {2, 3, 4, 6} <= {item.number for item in checklist.items}
    tests = plan_of(vehicle, inspection)
    places = [(test.kind, test.axle, test.lamp) for test in tests]
    assert len(places) == len(set(places))
    assert all(test.axle is None or 1 <= test.axle <= vehicle.axle_count for test in tests)
