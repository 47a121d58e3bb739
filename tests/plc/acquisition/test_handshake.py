"""The command handshake against a tester that does everything wrong, on a real socket."""

from __future__ import annotations

import asyncio

import pytest

from plc.acquisition import handshake
from plc.errors import (
    CommandTimeout,
    EquipmentOff,
    NotReady,
    TesterFault,
    TestVoid,
    WriteRefused,
)


@pytest.fixture(autouse=True)
def short_floors(monkeypatch):
    monkeypatch.setattr(handshake, "ACK_WALL_FLOOR", 0.15)
    monkeypatch.setattr(handshake, "DONE_WALL_FLOOR", 0.3)


async def test_a_whole_command(rig, by):
    result = await rig.loop.command("start_service", 2, by=by)
    assert rig.peer.executed == [("start_service", 2, result.seq)]
    assert result.epoch == rig.loop.epoch == 1
    assert not result.late_ack
    assert result.reading("drag_l").value == 12.3
    assert result.reading("drag_l").unit == "daN"
    assert result.reading("stop_reason").value == "slip"


async def test_numbers_go_up_from_what_the_device_shows(rig, by, fault_server):
    fault_server.registers[101] = 41  # what stood there before our start
    seqs = [(await rig.loop.command("zero", by=by)).seq for _ in range(3)]
    assert seqs == [42, 43, 44]


async def test_every_write_is_logged_with_who_and_what(rig, by):
    first = await rig.loop.command("zero", by=by)
    second = await rig.loop.command("start_parking", 3, by=by)
    lines = rig.logged()
    assert [line["what"] for line in lines] == ["zero", "start_parking"]
    assert {line["operator"] for line in lines} == {"examiner 7"}
    assert {line["inspection"] for line in lines} == {"inspection 42"}
    assert lines[1]["before"] == [0, first.seq, 1]
    assert lines[1]["after"] == [3, second.seq, 3]


async def test_missing_conditions_are_named_and_nothing_is_written(rig, by):
    rig.peer.status(ready=True, wheel_l=True, estop_ok=False)
    with pytest.raises(NotReady) as refused:
        await rig.loop.command("start_service", 1, by=by)
    assert refused.value.missing == ("wheel_r", "estop_ok")
    assert "右轮未到位" in refused.value.text_zh
    assert rig.peer.executed == []
    assert rig.logged() == []


@pytest.mark.parametrize(("verb", "param"), [("explode", 0), ("start_service", 0), ("zero", 1)])
async def test_what_the_profile_does_not_permit_is_refused(rig, by, verb, param):
    with pytest.raises(WriteRefused):
        await rig.loop.command(verb, param, by=by)
    assert rig.peer.executed == []


async def test_acknowledgement_that_comes_late_is_seen_and_nothing_resent(rig, by, fault_server):
    rig.peer.behaviour = "ack_late"
    looks = []
    read = fault_server.on_read

    def answer_only_the_look(request):
        # polls see no acknowledgement; it comes just before the state is read after the deadline
        if rig.loop._handshake is not None and looks:
            rig.peer.late_ack()
            looks.clear()
        read(request)

    fault_server.on_read = answer_only_the_look
    original = rig.loop._handshake._look

    async def look():
        if rig.peer.executed:
            looks.append(True)
        return await original()

    rig.loop._handshake._look = look
    result = await rig.loop.command("start_service", 1, by=by)
    assert result.late_ack
    assert len(rig.peer.executed) == 1


async def test_no_acknowledgement_stops_the_rollers_and_is_never_resent(rig, by):
    rig.peer.behaviour = "ack_never"
    with pytest.raises(CommandTimeout) as late:
        await rig.loop.command("start_service", 1, by=by)
    assert late.value.stage == "ack"
    assert [verb for verb, _, _ in rig.peer.executed] == ["start_service", "stop"]
    assert not rig.peer.running


async def test_no_acknowledgement_of_a_harmless_command_needs_no_stop(rig, by):
    rig.peer.behaviour = "ack_never"
    with pytest.raises(CommandTimeout):
        await rig.loop.command("zero", by=by)
    assert [verb for verb, _, _ in rig.peer.executed] == ["zero"]


async def test_busy_for_ever_ends_in_a_stop(hurried_rig, by):
    hurried_rig.peer.behaviour = "busy_forever"
    with pytest.raises(CommandTimeout) as late:
        await hurried_rig.loop.command("start_service", 1, by=by)
    assert late.value.stage == "done"
    assert [verb for verb, _, _ in hurried_rig.peer.executed] == ["start_service", "stop"]


async def test_the_tester_s_own_error(rig, by):
    rig.peer.behaviour = "error"
    with pytest.raises(TesterFault) as fault:
        await rig.loop.command("start_service", 1, by=by)
    assert fault.value.code == 17


async def test_result_of_another_command_is_refused(rig, by):
    rig.peer.behaviour = "old_result"
    with pytest.raises(TestVoid, match="the result is of command"):
        await rig.loop.command("start_service", 1, by=by)


async def test_restart_in_the_middle_voids_the_test(rig, by):
    rig.peer.behaviour = "restart"
    with pytest.raises(TestVoid):
        await rig.loop.command("start_service", 1, by=by)
    assert len(rig.peer.starts()) == 1


async def test_lost_link_in_the_middle_voids_the_test_and_the_stop_is_made_up_for(
    rig, by, fault_server
):
    run = asyncio.create_task(rig.loop.command("start_service", 1, by=by))
    await rig.loop.wait_for(lambda p: p.latest("phase").value == "settle", None)
    port = fault_server.port
    await fault_server.stop()
    with pytest.raises(TestVoid):
        await run
    assert not rig.loop.latest("force_l").good
    with pytest.raises(EquipmentOff):
        await rig.loop.command("zero", by=by)
    await fault_server.start(port)
    await rig.loop.wait_for(lambda p: not rig.peer.running, timeout=None)
    assert rig.loop.epoch == 2
    assert [verb for verb, _, _ in rig.peer.executed] == ["start_service", "stop"]


async def test_command_whose_confirmation_is_lost_is_still_followed(rig, by, fault_server):
    written = fault_server.on_write

    def carry_out_but_say_nothing(request):
        written(request)
        fault_server.faults.insert(0, "ok")

    fault_server.on_write = carry_out_but_say_nothing
    original = rig.loop._driver.write_command

    async def write_command(*args):
        fault_server.faults = ["silence"]
        await original(*args)

    rig.loop._driver.write_command = write_command
    await rig.loop.command("start_service", 1, by=by)
    assert len(rig.peer.executed) == 1
    assert [line["outcome"][:7] for line in rig.logged()] == ["asked", "unknown"]


async def test_second_command_while_one_runs_is_refused(rig, by):
    run = asyncio.create_task(rig.loop.command("start_service", 1, by=by))
    await rig.loop.wait_for(lambda p: p.latest("state").value == "busy", None)
    with pytest.raises(NotReady):
        await rig.loop.command("start_service", 1, by=by)
    with pytest.raises(NotReady):
        await rig.loop.command("zero", by=by)
    assert (await run).values
    assert len(rig.peer.executed) == 1


async def test_two_commands_at_the_same_instant_are_one(rig, by):
    outcomes = await asyncio.gather(
        rig.loop.command("start_service", 1, by=by),
        rig.loop.command("start_service", 1, by=by),
        return_exceptions=True,
    )
    assert isinstance(outcomes[1], NotReady)
    assert len(rig.peer.executed) == 1


async def test_tester_that_is_busy_for_somebody_else_is_left_alone(rig, by):
    rig.peer.put("state", "busy")
    with pytest.raises(NotReady):
        await rig.loop.command("zero", by=by)
    assert rig.peer.executed == []


async def test_stop_is_always_taken_and_voids_the_run(rig, by):
    rig.peer.behaviour = "busy_forever"
    run = asyncio.create_task(rig.loop.command("start_service", 1, by=by))
    await rig.loop.wait_for(lambda p: p.latest("state").value == "busy", None)
    await rig.loop.command("stop", by=by)
    with pytest.raises(TestVoid, match="stopped"):
        await run
    assert [verb for verb, _, _ in rig.peer.executed] == ["start_service", "stop"]


async def test_cancelled_run_leaves_nothing_running(rig, by):
    rig.peer.behaviour = "busy_forever"
    run = asyncio.create_task(rig.loop.command("start_service", 1, by=by))
    await rig.loop.wait_for(lambda p: p.latest("state").value == "busy", None)
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    assert not rig.peer.running


async def test_heartbeat_that_stands_still_forbids_a_start(hurried_rig, by):
    rig = hurried_rig
    rig.peer.freeze = True
    await rig.loop.wait_for(lambda p: p.latest("state").quality == "stale", None)
    assert rig.loop.state().state == "fault"
    with pytest.raises(NotReady) as refused:
        await rig.loop.command("start_service", 1, by=by)
    assert "heartbeat" in refused.value.missing
    assert rig.peer.executed == []


async def test_heartbeat_that_stops_in_the_middle_voids_the_test(rig, by):
    rig.peer.behaviour = "busy_forever"
    run = asyncio.create_task(rig.loop.command("start_service", 1, by=by))
    await rig.loop.wait_for(lambda p: p.latest("state").value == "busy", None)
    rig.peer.freeze = True
    with pytest.raises(TestVoid):
        await run
    assert not rig.peer.running
