from __future__ import annotations

import asyncio

import pytest
from pymodbus.client import AsyncModbusTcpClient
from pymodbus.exceptions import ConnectionException, ModbusIOException

from plc.profile.loader import load_profile
from plc.site import load_site

ILLEGAL_FUNCTION, ILLEGAL_ADDRESS, ILLEGAL_VALUE, BUSY = 1, 2, 3, 6
NAMES = [device.name for device in load_site().device]
TESTERS = [name for name in NAMES if name != "lane_io"]


@pytest.mark.parametrize("name", NAMES)
async def test_every_device_says_who_it_is_and_its_heart_beats(connect, clock, name):
    peer = await connect(name)
    identity = await peer.block("identity")
    expected = load_profile(f"{name}_reference").identity.expect
    assert {point: identity[point] for point in expected} == expected
    beats = []
    for _ in range(4):
        beats.append((await peer.block("live"))["heartbeat"])
        clock.time += 0.1
    assert len(set(beats)) == 4


async def test_a_frozen_heart_stands_still_and_may_beat_again(simulator, connect, clock):
    peer = await connect("headlamp")
    simulator.freeze("headlamp")
    first = await peer.block("live")
    clock.time += 5.0
    assert (await peer.block("live"))["heartbeat"] == first["heartbeat"]
    simulator.freeze("headlamp", False)
    assert (await peer.block("live"))["heartbeat"] != first["heartbeat"]


@pytest.mark.parametrize("name", TESTERS)
async def test_every_command_is_acknowledged_and_without_a_vehicle_ends_in_an_error(connect, name):
    peer = await connect(name)
    for verb in peer.profile.command.verbs:
        spec = peer.profile.command.verbs[verb]
        assert await peer.send(verb, spec.param[0]) == 0
        live = await peer.until_idle(0.5)
        assert live["ack_seq"] == peer.seq
        if spec.result:
            assert live["state"] == "error"
            assert live["error_code"] != 0
            assert (await peer.block("result"))["result_seq"] == 0
        else:
            assert live["state"] == "done"


async def test_an_unknown_verb_and_a_wrong_parameter_are_errors(connect):
    peer = await connect("headlamp")
    await peer.client.write_registers(100, [0, 41, 99])
    assert (await peer.block("live"))["state"] == "error"
    assert await peer.send("measure", 5, seq=42) == 0
    live = await peer.block("live")
    assert (live["state"], live["error_code"], live["ack_seq"]) == ("error", 2, 42)


async def test_results_belong_to_the_command_and_stay_through_a_failed_one(
    connect, bring_in, clock
):
    bring_in(axle=1)
    peer = await connect("axle_scale")
    await peer.send("weigh", 1, seq=7)
    assert (await peer.block("result"))["result_seq"] == 0
    assert (await peer.until_idle(0.2))["state"] == "done"
    first = await peer.block("result")
    assert first["result_seq"] == 7
    assert first["result_left"] + first["result_right"] == pytest.approx(780, abs=4)
    await peer.send("weigh", 99, seq=8)
    assert (await peer.block("live"))["state"] == "error"
    assert await peer.block("result") == first


async def test_a_command_that_comes_twice_is_done_once(connect, bring_in):
    bring_in(axle=1)
    peer = await connect("axle_scale")
    for _ in range(2):
        await peer.send("weigh", 1, seq=7)
        await peer.until_idle(0.2)
    once = await peer.block("result")
    await peer.send("weigh", 1, seq=8)
    await peer.until_idle(0.2)
    assert once["result_seq"] == 7
    assert (await peer.block("result"))["result_seq"] == 8


async def test_a_busy_device_refuses_another_command_but_not_stop(connect, bring_in):
    bring_in(station=3)
    peer = await connect("side_slip")
    await peer.send("arm")
    assert (await peer.block("live"))["armed"]
    assert await peer.send("arm") == BUSY
    live = await peer.block("live")
    assert (live["state"], live["ack_seq"]) == ("busy", peer.seq - 1)
    assert await peer.send("stop") == 0
    live = await peer.block("live")
    assert (live["state"], live["armed"]) == ("done", False)


async def test_nothing_but_the_allowed_registers_can_be_written(connect):
    peer = await connect("axle_scale")
    for address in (0, 11, 15, 99, 103, 200):
        assert (await peer.client.write_register(address, 1)).exception_code == ILLEGAL_ADDRESS
    assert (await peer.client.write_registers(101, [1, 1, 1])).exception_code == ILLEGAL_ADDRESS
    reply = await peer.client.mask_write_register(address=100, and_mask=0, or_mask=1)
    assert reply.exception_code == ILLEGAL_FUNCTION
    assert (await peer.client.read_holding_registers(50, count=1)).exception_code == ILLEGAL_ADDRESS


async def test_lights_and_boards_are_read_back_and_nonsense_is_refused(connect, simulator):
    peer = await connect("lane_io")
    await peer.write_enum("light_2", "green")
    await peer.write_enum("instruction_2", "enter")
    outputs = await peer.block("outputs")
    assert (outputs["light_2"], outputs["instruction_2"]) == ("green", "enter")
    assert outputs["light_1"] == "red"
    assert simulator.status()["stations"][1]["light"] == "green"
    refused = await peer.client.write_register(peer.profile.point("light_2").at, 77)
    assert refused.exception_code == ILLEGAL_VALUE
    assert (await peer.block("outputs"))["light_2"] == "green"


async def test_outputs_of_a_station_that_is_not_there_are_merely_kept(connect):
    peer = await connect("lane_io")
    await peer.write_enum("light_4", "green")
    assert (await peer.block("outputs"))["light_4"] == "green"


async def test_lights_turn_red_when_a_host_that_beat_falls_silent(connect, clock):
    peer = await connect("lane_io")
    await peer.write_enum("light_1", "green")
    clock.time += 60.0
    assert (await peer.block("outputs"))["light_1"] == "green"
    await peer.client.write_register(peer.profile.point("host_heartbeat").at, 1)
    clock.time += 1.5
    assert (await peer.block("outputs"))["light_1"] == "green"
    clock.time += 1.0
    assert (await peer.block("outputs"))["light_1"] == "red"


async def test_a_device_that_is_off_drops_its_links_and_comes_back_empty(
    simulator, connect, bring_in
):
    bring_in(axle=1)
    peer = await connect("axle_scale")
    await peer.send("weigh", 1)
    await peer.until_idle(0.2)
    port = simulator.site.device_named("axle_scale").port
    await simulator.power("axle_scale", False)
    with pytest.raises((ConnectionException, ModbusIOException)):
        await peer.block("live")
    with pytest.raises(OSError):
        await asyncio.open_connection("127.0.0.1", port)
    await simulator.power("axle_scale", True)
    assert simulator.site.device_named("axle_scale").port == port
    again = await connect("axle_scale")
    live = await again.block("live")
    assert (live["state"], live["ack_seq"]) == ("idle", 0)
    assert (await again.block("result"))["result_seq"] == 0


async def test_another_unit_id_gets_no_answer_of_this_device(simulator):
    port = simulator.site.device_named("headlamp").port
    client = AsyncModbusTcpClient("127.0.0.1", port=port, timeout=2, retries=0, reconnect_delay=0)
    try:
        assert await client.connect()
        reply = await client.read_holding_registers(0, count=1, device_id=9)
        assert reply.isError()
    finally:
        client.close()
