"""Lane time."""

from __future__ import annotations

import asyncio
import time

import pytest

from plc.clock import Clock


def test_two_clocks_of_one_rate_agree_and_run_at_that_rate():
    before = time.monotonic()
    one, other = Clock(10.0).now(), Clock(10.0).now()
    after = time.monotonic()
    assert before * 10 <= one <= other <= after * 10


async def test_sleep_takes_a_share_of_the_wall_time():
    clock = Clock(1000.0)
    start = time.monotonic()
    await clock.sleep(20)
    assert time.monotonic() - start >= 0.019
    await clock.sleep_until(clock.now() - 5)
    target = clock.now() + 30
    await clock.sleep_until(target)
    assert clock.now() >= target


def test_floors_are_wall_time():
    assert Clock(10).at_least_wall(0.5, 0.3) == 3.0
    assert Clock(1).at_least_wall(0.5, 0.3) == 0.5
    assert Clock(10).wall(5) == 0.5


def test_a_clock_cannot_stand_still():
    for rate in (0, -1, float("nan")):
        with pytest.raises(ValueError, match="above 0"):
            Clock(rate)


async def test_cancelling_a_sleep_is_no_end_of_it():
    task = asyncio.create_task(Clock(1).sleep(60))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
