"""Lane time: the one clock of simulator, acquisition and service, which may run fast."""

from __future__ import annotations

import asyncio
import time


class Clock:
    """Monotonic lane seconds that advance ``rate`` times as fast as the wall clock.

    Lane time is the machine's monotonic time multiplied by the rate, so two processes on one
    machine that were started with the same rate agree on it without talking to each other.
    Only wire timeouts are wall time; every physical wait, poll period and deadline is lane time.
    """

    def __init__(self, rate: float = 1.0) -> None:
        if not rate > 0:
            raise ValueError(f"the clock's rate must be above 0, not {rate}")
        self.rate = float(rate)

    def now(self) -> float:
        """Lane time in seconds."""
        return time.monotonic() * self.rate

    def wall(self, lane_seconds: float) -> float:
        """Wall seconds that ``lane_seconds`` take."""
        return lane_seconds / self.rate

    def at_least_wall(self, lane_seconds: float, wall_floor: float) -> float:
        """``lane_seconds``, made longer where they would last less than ``wall_floor`` seconds.

        For deadlines that wait for the wire, which does not run faster with the clock.
        """
        return max(lane_seconds, wall_floor * self.rate)

    async def sleep(self, lane_seconds: float) -> None:
        """Wait for ``lane_seconds``."""
        await asyncio.sleep(max(0.0, self.wall(lane_seconds)))

    async def sleep_until(self, lane_time: float) -> None:
        """Wait until ``now()`` has reached ``lane_time``; return at once when it has passed."""
        while (left := lane_time - self.now()) > 0:
            await self.sleep(left)
