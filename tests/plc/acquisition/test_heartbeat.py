"""A heartbeat that stands still, goes back, or runs at a speed that is not the lane's."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plc.acquisition.device_loop import DeviceLoop
from plc.acquisition.heartbeat import TOLERANCE, HeartbeatWatch, Pace
from plc.acquisition.write_log import WriteLog
from plc.clock import Clock
from plc.drivers.modbus import ModbusDriver
from plc.errors import NotReady
from plc.profile import load_profile
from plc.reading import Quality
from plc.simulator.simulator import Simulator
from plc.site import load_site

SPEED = 20.0
# Seconds: until the next question, until the device looks at its counter, until its answer.
POLLS = st.lists(
    st.tuples(st.floats(0, 3), st.floats(0, 2), st.floats(0, 2)), min_size=2, max_size=60
)


def watch_at(speed: float, polls, start: float = 0.0) -> tuple[HeartbeatWatch, float]:
    """A watch that has seen a heart beating at ``speed`` beats a second."""
    watch = HeartbeatWatch(stale=10.0, pace=Pace(SPEED, window=2.0))
    now = start
    for gap, there, back in polls:
        asked = now + gap
        value = int((asked + there) * speed) % 65536
        now = asked + there + back
        assert not watch.restarted(value, asked, now)
    return watch, now


@given(polls=POLLS, speed=st.floats(SPEED / TOLERANCE + 1e-6, SPEED * TOLERANCE - 1e-6))
def test_right_speed_is_never_called_wrong_however_slow_the_line(polls, speed):
    watch, now = watch_at(speed, polls)
    assert watch.trouble(now) is None


@pytest.mark.parametrize("speed", [2.0, 10.0, 40.0, 200.0])
def test_wrong_speed_is_found_and_so_is_its_end(speed):
    prompt = [(0.05, 0.005, 0.005)] * 60
    watch, now = watch_at(speed, prompt, start=1.0)
    assert watch.trouble(now) == "heartbeat_speed"
    before = watch._value
    for i in range(1, 60):
        now += 0.06
        watch.restarted(before + int(i * 0.06 * SPEED), now, now)
    assert watch.trouble(now) is None


def test_counter_that_wraps_keeps_its_speed():
    watch, now = watch_at(SPEED, [(0.1, 0.0, 0.0)] * 100, start=65536 / SPEED - 5)
    assert watch.trouble(now) is None


def test_heart_that_stood_still_and_makes_up_for_it_is_no_fast_one():
    watch = HeartbeatWatch(stale=0.5, pace=Pace(SPEED, window=2.0))
    seen = set()
    for i in range(200):
        now = 100 + i * 0.1
        stands = 5 <= i * 0.1 < 12
        watch.restarted(int((105.0 if stands else now) * SPEED), now, now)
        seen.add((stands, watch.trouble(now)))
    assert (True, "heartbeat") in seen
    assert {trouble for stands, trouble in seen if not stands} == {None}


def test_heart_of_no_stated_speed_may_have_any():
    watch = HeartbeatWatch(stale=0.5)
    for i in range(100):
        watch.restarted(i * 100, i * 0.1, i * 0.1)
    assert watch.trouble(9.9) is None
    assert watch.trouble(10.5) == "heartbeat"
    assert watch.restarted(3, 10.6, 10.6)


@pytest.mark.parametrize(("of_the_device", "of_the_lane"), [(1.0, 10.0), (40.0, 10.0)])
async def test_simulator_started_with_another_rate_is_a_fault_and_not_measured_with(
    tmp_path, by, of_the_device, of_the_lane
):
    site = load_site()
    scale = site.device_named("axle_scale")
    site = site.model_copy(update={"device": (scale,), "station": ()})
    log = WriteLog(tmp_path / "log")
    async with Simulator(site, Clock(of_the_device)) as simulator:
        driver = ModbusDriver(load_profile(scale.profile), simulator.site.device[0])
        loop = DeviceLoop("axle_scale", driver, Clock(of_the_lane), log, lambda update: None)
        task = asyncio.create_task(loop.run())
        await loop.wait_for(lambda p: p.state().detail == ("heartbeat_speed",), None)
        assert loop.state().state == "fault"
        await loop.wait_for(lambda p: p.latest("left").quality is Quality.invalid, None)
        with pytest.raises(NotReady, match="started with another --rate"):
            await loop.command("zero", by=by)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    log.close()
