"""The roller brake tester on a port in this process: whole curves or none."""

from __future__ import annotations

import asyncio

import pytest

from plc.equipment import RollerBrakeTester
from plc.errors import TestVoid


@pytest.fixture
def tester(rig):
    return RollerBrakeTester(rig.loop)


async def _count_from(rig, counter: int) -> None:
    """Let the device have written that many frames before the link comes up anew."""
    rig.peer.counter = counter
    rig.peer.put("frame_counter", counter)
    rig.kick()
    await rig.loop.wait_for(
        lambda p: p.epoch > 1 and p.latest("frame_counter").value == counter, None
    )


async def test_whole_curve_frame_by_frame(tester, rig, by, frame_of):
    await _count_from(rig, 3000)  # so that the run crosses the ring's end (3072)
    run = await tester.measure(2, "service", by)
    frames = [frame_of(k) for k in range(3000, 3200)]
    assert run.left_dan == tuple(left for left, _ in frames)
    assert run.right_dan == tuple(right for _, right in frames)
    assert (run.axle, run.kind, run.interval_ms, run.first_frame) == (2, "service", 10.0, 3000)
    assert (run.drag_left_dan, run.drag_right_dan) == (12.3, 11.2)
    assert (run.locked_left, run.locked_right, run.stop_reason) == (True, False, "slip")


async def test_interval_is_that_of_the_profiles_ring(tester, rig, by):
    ring = rig.loop.profile.ring.model_copy(update={"rate_hz": 50.0})
    rig.loop.profile = rig.loop.profile.model_copy(update={"ring": ring})
    assert (await tester.measure(1, "service", by)).interval_ms == 20.0


async def test_counter_that_wraps_in_the_middle_of_a_run(tester, rig, by, frame_of):
    start = 2**32 - 100
    await _count_from(rig, start)
    run = await tester.measure(1, "parking", by)
    assert run.left_dan == tuple(frame_of(k)[0] for k in range(start, start + 200))


async def test_two_runs_do_not_mix(tester, rig, by):
    first = await tester.measure(1, "service", by)
    second = await tester.measure(1, "service", by)
    assert second.first_frame == first.first_frame + len(first.left_dan)


async def test_one_lost_frame_voids_the_run(tester, rig, by):
    task = asyncio.create_task(tester.measure(1, "service", by))
    await rig.loop.wait_for(lambda p: p.latest("state").value == "busy", None)
    rig.peer.skip_frames = 2000
    with pytest.raises(TestVoid, match="frames are missing"):
        await task


@pytest.mark.parametrize("reason", ["stopped", "wheel_lost", "estop"])
async def test_broken_off_run_is_void(tester, rig, by, reason, monkeypatch):
    put = rig.peer.put
    monkeypatch.setattr(rig.peer, "put", lambda n, v: put(n, reason if n == "stop_reason" else v))
    with pytest.raises(TestVoid):
        await tester.measure(1, "service", by)


async def test_invalid_result_voids_the_run(tester, rig, by, monkeypatch):
    put = rig.peer.put
    monkeypatch.setattr(rig.peer, "put", lambda n, v: put(n, None if n == "drag_l" else v))
    with pytest.raises(TestVoid, match="drag_l is invalid"):
        await tester.measure(1, "service", by)


async def test_phases_are_told_while_it_runs(tester, rig, by):
    phases = []
    await tester.measure(1, "service", by, on_phase=phases.append)
    assert [p for p in phases if p != "idle"] == ["settle", "brake"]


async def test_failing_callback_ends_the_run_and_is_told(tester, rig, by):
    rig.peer.behaviour = "busy_forever"

    def fail(phase: str) -> None:
        if phase == "brake":
            raise OSError("board unplugged")

    with pytest.raises(OSError, match="board unplugged"):
        await tester.measure(1, "service", by, on_phase=fail)
    assert not rig.peer.running


async def test_zero_and_stop(tester, rig, by):
    await tester.zero(by)
    await tester.stop(by)
    assert [verb for verb, _, _ in rig.peer.executed] == ["zero", "stop"]
