from __future__ import annotations

import pytest

from plc.profile.codec import decode_frames
from plc.simulator.signals import Instruction

NOT_READY = 3


async def brake_when_asked(simulator, peer, step_s, word=Instruction.brake):
    """Poll a run to its end; show the driver the word when the tester asks for it."""
    shown, phases = False, []
    while (live := await peer.block("live"))["state"] == "busy":
        if live["phase"] not in phases:
            phases.append(live["phase"])
        if live["phase"] == "brake" and not shown:
            shown = True
            simulator.world.show_instruction(1, word)
        peer.clock.time += step_s
    return phases


async def frames_of(peer, result):
    ring = peer.profile.ring
    numbers = range(result["first_frame"], result["last_frame"] + 1)
    frames = []
    for start in range(0, len(numbers), ring.max_frames):
        piece = [n % ring.depth for n in numbers[start : start + ring.max_frames]]
        runs = [[piece[0]]]
        for slot in piece[1:]:
            if slot:
                runs[-1].append(slot)
            else:
                runs.append([slot])
        for slots in runs:
            reply = await peer.client.read_holding_registers(
                ring.address + slots[0] * 2, count=len(slots) * 2
            )
            frames += decode_frames(ring, reply.registers)
    return frames


async def test_rollers_do_not_start_without_wheels_or_with_the_emergency_stop_pressed(
    simulator, connect, bring_in, clock
):
    peer = await connect("roller_brake")
    await peer.send("start_service", 1)
    live = await peer.block("live")
    assert (live["error_code"], live["running"]) == (NOT_READY, False)
    bring_in(axle=1)
    simulator.estop(False)
    await peer.send("start_service", 1)
    live = await peer.block("live")
    assert (live["error_code"], live["running"], live["estop_ok"]) == (NOT_READY, False, False)
    simulator.estop(True)
    assert not (await peer.block("live"))["running"]
    await peer.send("start_service", 1)
    assert (await peer.block("live"))["running"]


async def test_a_run_settles_brakes_and_stops_at_slip_with_all_frames_in_the_ring(
    simulator, connect, bring_in
):
    bring_in(axle=1)
    peer = await connect("roller_brake")
    await peer.send("start_service", 1)
    assert await brake_when_asked(simulator, peer, 0.05) == ["settle", "brake", "run_down"]
    result = await peer.block("result")
    assert result["result_seq"] == peer.seq
    assert result["stop_reason"] == "slip"
    assert result["result_locked_l"] or result["result_locked_r"]
    frames = await frames_of(peer, result)
    left, right = zip(*frames, strict=True)
    assert max(left) == result["max_l"]
    assert max(right) == result["max_r"]
    assert result["max_l"] == pytest.approx(0.75 * 390 * 0.981, rel=0.04)
    assert sum(left[150:250]) / 100 == pytest.approx(result["drag_l"], abs=0.06)
    assert (left[-1], right[-1]) == pytest.approx((0.0, 0.0), abs=15)


async def results_of_two_runs(simulator, peer, step_s):
    found = []
    for verb, word in (
        ("start_service", Instruction.brake),
        ("start_parking", Instruction.parking_brake),
    ):
        await peer.send(verb, 2)
        await brake_when_asked(simulator, peer, step_s, word)
        result = await peer.block("result")
        found.append({k: v for k, v in result.items() if not k.endswith("_frame")})
        peer.clock.time += 5.0
    return found


@pytest.fixture(scope="module")
def seen() -> dict[str, object]:
    return {}


@pytest.mark.parametrize("step_s", [0.011, 0.05, 0.37])
async def test_however_often_it_is_polled_the_numbers_are_the_same(
    simulator, connect, bring_in, seen, step_s
):
    bring_in(axle=2)
    peer = await connect("roller_brake")
    results = await results_of_two_runs(simulator, peer, step_s)
    assert results == seen.setdefault("results", results)
    assert [r["stop_reason"] for r in results] == ["peak", "peak"]
    assert results[0]["max_l"] != results[1]["max_l"]


async def test_a_driver_who_does_not_brake_ends_in_a_timeout(connect, bring_in):
    bring_in(axle=1)
    peer = await connect("roller_brake")
    await peer.send("start_service", 1)
    await peer.until_idle(0.5)
    result = await peer.block("result")
    assert result["stop_reason"] == "timeout"
    assert result["max_l"] < 10


async def test_a_missing_parking_brake_gives_no_force(simulator, connect, bring_in):
    bring_in(axle=2, faults=["no_parking_brake"])
    peer = await connect("roller_brake")
    await peer.send("start_parking", 2)
    await brake_when_asked(simulator, peer, 0.2, Instruction.parking_brake)
    result = await peer.block("result")
    assert result["stop_reason"] == "timeout"
    assert max(result["max_l"], result["max_r"]) < 10


async def test_a_weak_wheel_shows(simulator, connect, bring_in):
    bring_in(axle=1, faults=["weak_front_right_brake"])
    peer = await connect("roller_brake")
    await peer.send("start_service", 1)
    await brake_when_asked(simulator, peer, 0.1)
    result = await peer.block("result")
    assert result["max_r"] < 0.5 * result["max_l"]


async def test_stop_brings_the_rollers_to_rest_and_leaves_no_result(connect, bring_in, clock):
    bring_in(axle=1)
    peer = await connect("roller_brake")
    await peer.send("start_service", 1)
    clock.time += 1.0
    assert await peer.send("stop") == 0
    assert (await peer.block("live"))["running"]
    live = await peer.until_idle(0.05)
    assert (live["state"], live["running"], live["ack_seq"]) == ("done", False, peer.seq)
    assert (await peer.block("result"))["result_seq"] == 0


@pytest.mark.parametrize(
    ("interrupt", "reason"),
    [
        (lambda simulator: simulator.estop(False), "estop"),
        (lambda simulator: simulator.remove("v1"), "wheel_lost"),
        (
            lambda simulator: simulator.world.show_instruction(1, Instruction.leave),
            "wheel_lost",
        ),
    ],
)
async def test_the_rollers_stop_by_themselves(
    simulator, connect, bring_in, clock, interrupt, reason
):
    bring_in(axle=1)
    peer = await connect("roller_brake")
    await peer.send("start_service", 1)
    clock.time += 0.5
    await peer.block("live")
    interrupt(simulator)
    started = clock.time
    await peer.until_idle(0.05)
    assert (await peer.block("result"))["stop_reason"] == reason
    assert clock.time - started < 1.5


async def test_the_rollers_stop_when_the_host_falls_silent(connect, bring_in, clock):
    bring_in(axle=1)
    peer = await connect("roller_brake")
    await peer.send("start_service", 1)
    for _ in range(10):
        clock.time += 0.9
        assert (await peer.block("live"))["running"]
    clock.time += 30.0
    live = await peer.block("live")
    result = await peer.block("result")
    assert not live["running"]
    assert result["stop_reason"] == "stopped"
    assert result["last_frame"] == pytest.approx(1025, abs=3)


async def test_the_foot_comes_off_once_the_rollers_stand(simulator, connect, bring_in, clock):
    bring_in(axle=1)
    peer = await connect("roller_brake")
    await peer.send("start_service", 1)
    await brake_when_asked(simulator, peer, 0.05)
    vehicle = simulator.world.station(1).occupant
    assert vehicle.brake == "service"
    clock.time += 2.0
    simulator.look()
    assert vehicle.brake is None


async def test_a_foot_taken_off_early_shows_in_the_curve(simulator, connect, bring_in, clock):
    bring_in(axle=2)
    peer = await connect("roller_brake")
    await peer.send("start_service", 2)
    for word in (Instruction.brake, Instruction.release):
        for _ in range(5 if word is Instruction.brake else 2):
            clock.time += 0.5
            await peer.block("live")
        simulator.world.show_instruction(1, word)
    await peer.until_idle(0.05)
    result = await peer.block("result")
    assert result["stop_reason"] == "peak"
    assert 20 < result["max_l"] < 150
