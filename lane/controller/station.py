"""One station: who may stand in it, and how a vehicle is brought in and let out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from plc.equipment.lane_io import Instruction, LaneIo, Light
from plc.port import WriteContext
from plc.site import StationSite

MOVE_S = 180.0
"""How long a driver may take from one station to the next."""


class Station:
    """A station (工位) and its lock: one vehicle at a time, first come first served.

    ``light`` and ``instruction`` are what was last written to the lane control box and held.
    """

    def __init__(self, site: StationSite, lane_io: LaneIo, changed: Callable[[], None]) -> None:
        """Stand for the station described in the site file; ``changed`` redraws the screens."""
        self.site = site
        self.inspection: str | None = None
        self.light: Light = "off"
        self.instruction = Instruction.wait
        self._lane_io = lane_io
        self._changed = changed
        self._lock = asyncio.Lock()

    @property
    def number(self) -> int:
        """Number of the station, from 1, in driving order."""
        return self.site.number

    def occupied(self) -> bool:
        """Whether the photocell is known to see a vehicle."""
        reading = self._lane_io.present(self.number)
        return reading.good and reading.value is True

    async def claim(self, inspection: str) -> None:
        """Wait until the station is free, then keep it for this inspection."""
        await self._lock.acquire()
        self.inspection = inspection
        self._changed()

    def free(self) -> None:
        """Let the next vehicle have the station."""
        self.inspection = None
        self._lock.release()
        self._changed()

    async def tell(self, instruction: Instruction, by: WriteContext) -> None:
        """Put an instruction on the station's board (引导屏)."""
        await self._lane_io.instruct(self.number, instruction, by)
        self.instruction = instruction
        self._changed()

    async def light_to(self, light: Light, by: WriteContext) -> None:
        """Set the station's entry light."""
        await self._lane_io.set_light(self.number, light, by)
        self.light = light
        self._changed()

    async def bring_in(self, previous: Station | None, by: WriteContext) -> None:
        """Send the vehicle from the queue or from ``previous`` into this station."""
        await self.light_to("green", by)
        await self.tell(Instruction.enter, by)
        if previous is not None:
            await previous.send_off(by)
        await self._lane_io.wait_present(self.number, True, MOVE_S)
        await self.light_to("red", by)
        await self.tell(Instruction.stop, by)

    async def send_off(self, by: WriteContext) -> None:
        """Let the vehicle drive on, and wait until it has left."""
        await self.tell(Instruction.leave, by)
        await self._lane_io.wait_present(self.number, False, MOVE_S)
        await self.close(by)

    async def close(self, by: WriteContext) -> None:
        """Red light, nothing to do: the state in which the station waits."""
        await self.light_to("red", by)
        await self.tell(Instruction.wait, by)
