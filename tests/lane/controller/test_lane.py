"""Vehicles through the whole lane: real acquisition process, real sockets, simulated physics."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from lane.events.phases import Phase
from plc.simulator.simulator import Simulator
from plc.simulator.vehicle_factory import vehicle_model_for
from tests.lane.controller.conftest import ALL_TESTS, Bench, lane_bench


async def test_one_vehicle_is_measured_whole(bench: Bench):
    bench.ready("a")
    bench.simulator.arrive("v", vehicle_model_for("car", seed=3))
    bench.controller.enter("a", by="driver")
    state = await bench.until("a", lambda s: s.phase is Phase.MEASURED)
    assert set(state.measurements) == {test["id"] for test in ALL_TESTS}
    assert state.not_done == () and state.voided == () and state.stations_left == (1, 2, 3)
    assert all(m.lost_frames == 0 for m in state.measurements.values())
    left = state.measurements["axle_load_1"].result
    assert left["left_kg"] + left["right_kg"] == pytest.approx(780, rel=0.02)
    curve = state.measurements["service_brake_1"].curve
    stored = json.loads(bench.controller._evidence.get(curve or ""))
    assert len(stored["left_dan"]) == len(stored["right_dan"]) > 300
    assert max(stored["left_dan"]) > 200


async def test_the_same_seed_measures_the_same(bench: Bench):
    found = []
    for name in ("a", "b"):
        bench.ready(name)
        bench.simulator.arrive(name, vehicle_model_for("car", seed=3))
        bench.controller.enter(name, by="driver")
        state = await bench.until(name, lambda s: s.phase is Phase.MEASURED)
        results = {t: m.result for t, m in state.measurements.items()}
        for result in results.values():
            result.pop("first_frame", None)
            result.pop("epoch", None)
        found.append(results)
    assert found[0] == found[1]


async def test_three_vehicles_are_in_the_lane_at_once(bench: Bench):
    together = 0
    names = ["a", "b", "c", "d"]
    for number, name in enumerate(names):
        bench.ready(name)
        loads = (700.0 + 30 * number, 500.0)
        vehicle = vehicle_model_for("car", seed=3, axle_loads_kg=loads)
        bench.simulator.arrive(name, vehicle)
        bench.controller.enter(name, by="driver")

    def all_out(_state: object) -> bool:
        nonlocal together
        inside = [s.inspection for s in bench.controller.stations.values() if s.inspection]
        together = max(together, len(set(inside)))
        return all(bench.book.state(n).phase is Phase.MEASURED for n in names)

    await bench.until("d", all_out)
    assert together == 3
    for number, name in enumerate(names):
        load = bench.book.state(name).measurements["axle_load_1"].result
        assert load["left_kg"] + load["right_kg"] == pytest.approx(700 + 30 * number, abs=4)


async def test_a_tester_that_is_off_waits_for_a_person(bench: Bench):
    speed = [test for test in ALL_TESTS if test["kind"] == "speed"]
    bench.ready("a", speed)
    await bench.simulator.power("speedometer", False)
    bench.simulator.arrive("v", vehicle_model_for("car", seed=3))
    bench.controller.enter("a", by="driver")
    state = await bench.until("a", lambda s: bool(s.voided))
    assert "speedometer" in state.voided[0].reason and state.phase is Phase.IN_LANE
    await bench.until("a", lambda s: "a" in bench.controller.waiting_for_person)
    await bench.simulator.power("speedometer", True)
    await bench.until(
        "a", lambda s: bench.acquisition.states()["speedometer"].state == "ready", seconds=20
    )
    bench.controller.decide("a", "retry", "")
    state = await bench.until("a", lambda s: s.phase is Phase.MEASURED)
    assert set(state.measurements) == {"speed"}


async def test_a_skipped_test_is_named(bench: Bench):
    speed = [test for test in ALL_TESTS if test["kind"] == "speed"]
    bench.ready("a", speed)
    await bench.simulator.power("speedometer", False)
    bench.simulator.arrive("v", vehicle_model_for("car", seed=3))
    bench.controller.enter("a", by="driver")
    await bench.until("a", lambda s: "a" in bench.controller.waiting_for_person)
    bench.controller.decide("a", "skip", "tester broken")
    state = await bench.until("a", lambda s: s.phase is Phase.MEASURED)
    assert state.not_done == ("speed",) and state.measurements == {}


async def test_a_restarted_lane_goes_on_only_when_a_person_says_so(
    tmp_path: Path, simulator: Simulator
):
    async with lane_bench(tmp_path, simulator) as bench:
        bench.ready("a")
        simulator.arrive("v", vehicle_model_for("car", seed=3))
        bench.controller.enter("a", by="driver")
        await bench.until("a", lambda s: "service_brake_1" in s.measurements)
    async with lane_bench(tmp_path, simulator) as bench:
        state = bench.book.state("a")
        assert state.interrupted and "service_brake_1" in state.measurements
        kept = state.measurements["service_brake_1"]
        await asyncio.sleep(0.3)
        assert bench.book.state("a").position == state.position
        bench.controller.resume("a", by="driver", reason="vehicle stands safely")
        state = await bench.until("a", lambda s: s.phase is Phase.MEASURED)
        assert set(state.measurements) == {test["id"] for test in ALL_TESTS}
        assert state.measurements["service_brake_1"] == kept


async def test_an_abandoned_vehicle_is_led_out(bench: Bench):
    bench.ready("a")
    bench.simulator.arrive("v", vehicle_model_for("car", seed=3))
    bench.controller.enter("a", by="driver")
    await bench.until("a", lambda s: s.station == 1 and s.running is not None)
    await asyncio.wait_for(bench.controller.take_out("a"), 30)
    assert bench.simulator.status()["finished"] == ["v"]
    assert all(s.inspection is None for s in bench.controller.stations.values())
