from __future__ import annotations

import pytest

from plc.simulator.signals import Instruction

NO_LIGHT, NO_EXHAUST, TOO_LATE, GONE = 6, 7, 5, 8
BOARD_FOR_PHASE = {"high_settle": Instruction.high_idle, "idle_settle": Instruction.idle}


@pytest.fixture(scope="module")
def seen() -> dict[str, object]:
    return {}


async def follow_phases(simulator, peer, step_s):
    phases = []
    while (live := await peer.block("live"))["state"] == "busy":
        if live["phase"] not in phases:
            phases.append(live["phase"])
            if live["phase"] in BOARD_FOR_PHASE:
                simulator.world.show_instruction(2, BOARD_FOR_PHASE[live["phase"]])
        peer.clock.time += step_s
    return phases, live


async def test_a_load_swings_then_rests_then_is_weighed(simulator, connect, bring_in, clock):
    bring_in()
    peer = await connect("axle_scale")
    assert (await peer.block("live"))["left"] == 0
    simulator.world.show_instruction(1, Instruction.next_axle)
    clock.time += 4.2
    live = await peer.block("live")
    assert (live["wheel_l"], live["wheel_r"], live["stable"]) == (True, True, False)
    await peer.send("weigh", 1)
    await peer.until_idle(0.1)
    live, result = await peer.block("live"), await peer.block("result")
    assert live["stable"]
    assert result["result_left"] == pytest.approx(live["left"], abs=4)


async def test_a_vehicle_that_moves_off_spoils_the_weighing(simulator, connect, bring_in, clock):
    bring_in(axle=1)
    peer = await connect("axle_scale")
    await peer.send("weigh", 1)
    simulator.world.show_instruction(1, Instruction.next_axle)
    assert (await peer.until_idle(0.1))["error_code"] == GONE


@pytest.mark.parametrize("first", ["measure", "accelerate"])
async def test_the_speed_is_taken_at_the_drivers_key_whichever_comes_first(
    simulator, connect, bring_in, clock, first
):
    bring_in(station=2)
    peer = await connect("speedometer")
    if first == "measure":
        await peer.send("measure")
        clock.time += 10.0
        assert (await peer.block("live"))["state"] == "busy"
    simulator.world.show_instruction(2, Instruction.accelerate_40)
    clock.time += 10.0
    if first == "accelerate":
        assert (await peer.block("live"))["running"]
        await peer.send("measure")
    await peer.until_idle(0.2)
    assert (await peer.block("result"))["true_speed"] == pytest.approx(38.0, abs=1.0)
    simulator.world.show_instruction(2, Instruction.stop)
    clock.time += 5.0
    assert (await peer.block("live"))["speed"] == 0


async def test_a_driver_who_never_accelerates_is_waited_for_in_vain(connect, bring_in):
    bring_in(station=2)
    peer = await connect("speedometer")
    await peer.send("measure")
    assert (await peer.until_idle(1.0))["error_code"] == TOO_LATE


@pytest.mark.parametrize("step_s", [0.21, 1.3])
async def test_double_idle_goes_through_its_phases_to_the_same_numbers(
    simulator, connect, bring_in, seen, step_s
):
    bring_in(station=2)
    peer = await connect("gas_analyser")
    await peer.send("double_idle")
    phases, live = await follow_phases(simulator, peer, step_s)
    assert phases == ["zero", "high_settle", "high_measure", "idle_settle", "idle_measure"]
    assert (live["state"], live["phase"]) == ("done", "idle")
    result = await peer.block("result")
    assert result == seen.setdefault("double idle", result)
    assert 0.05 < result["idle_co_percent"] < 0.25
    assert result["lambda"] == pytest.approx(1.0, abs=0.05)
    assert result["smoke_k_per_m"] in peer.profile.point("smoke_k_per_m").invalid


async def test_an_engine_that_leaves_its_speed_starts_the_phase_anew(
    simulator, connect, bring_in, clock
):
    bring_in(station=2)
    peer = await connect("gas_analyser")
    await peer.send("double_idle")
    simulator.world.show_instruction(2, Instruction.high_idle)
    clock.time += 30.0
    assert (await peer.block("live"))["phase"] == "high_measure"
    simulator.world.show_instruction(2, Instruction.idle)
    clock.time += 5.0
    assert (await peer.block("live"))["phase"] == "high_settle"
    assert (await peer.until_idle(1.0))["error_code"] == TOO_LATE


async def test_free_acceleration_takes_three_stamps(simulator, connect, bring_in):
    bring_in(station=2, body="truck", axle_loads_kg=(2000, 2000))
    peer = await connect("gas_analyser")
    await peer.send("free_acceleration")
    simulator.world.show_instruction(2, Instruction.free_acceleration)
    await peer.until_idle(0.5)
    result = await peer.block("result")
    assert result["smoke_k_per_m"] == pytest.approx(0.55, abs=0.2)
    assert result["result_seq"] == peer.seq


@pytest.mark.parametrize(
    ("fuel", "verb"), [("petrol", "free_acceleration"), ("electric", "double_idle")]
)
async def test_the_wrong_exhaust_test_is_refused(connect, bring_in, fuel, verb):
    bring_in(station=2, fuel=fuel)
    peer = await connect("gas_analyser")
    await peer.send(verb)
    assert (await peer.block("live"))["error_code"] == NO_EXHAUST


async def test_lamps_are_measured_when_lit_and_there(simulator, connect, bring_in, clock):
    bring_in(station=3, faults=["dim_left_lamp"])
    peer = await connect("headlamp")
    await peer.send("measure", 1)
    assert (await peer.until_idle(0.5))["error_code"] == NO_LIGHT
    simulator.world.show_instruction(3, Instruction.high_beam)
    found = {}
    for lamp in (1, 2, 4):
        await peer.send("measure", lamp)
        live = await peer.until_idle(0.5)
        found[lamp] = (await peer.block("result"))["intensity"] if live["state"] == "done" else None
    assert found[1] == pytest.approx(6500, rel=0.05)
    assert found[2] is None
    assert found[4] > 20_000


async def test_side_slip_is_measured_as_the_vehicle_crosses(simulator, connect, bring_in, clock):
    bring_in(station=3, faults=["side_slip"])
    peer = await connect("side_slip")
    await peer.send("arm")
    simulator.world.show_instruction(3, Instruction.slow_over_plate)
    occupied = False
    while (live := await peer.block("live"))["state"] == "busy":
        occupied = occupied or live["occupied"]
        clock.time += 0.1
    assert occupied
    assert (await peer.block("result"))["side_slip"] == pytest.approx(7.4, abs=0.3)
    assert simulator.world.station(3).present


async def test_a_vehicle_that_is_taken_away_ends_the_test(simulator, connect, bring_in):
    bring_in(station=3)
    peer = await connect("side_slip")
    await peer.send("arm")
    simulator.remove("v1")
    assert (await peer.block("live"))["error_code"] == GONE
