"""One station: who may stand in it, and how a vehicle is brought in and let out."""

from __future__ import annotations

import asyncio

from plc.equipment.base import WriteContext
from plc.equipment.lane_io import Instruction, LaneIo

from plc.site import StationSite

MOVE_S = 180.0
"""How long a driver may take from one station to the next."""


class Station:
    """A station (工位) and its lock: one vehicle at a time, first come first served."""

    def __init__(self, site: StationSite, lane_io: LaneIo) -> None:
        """Stand for the station described in the site file."""
        self.site = site
        self._lane_io = lane_io
        self._lock = asyncio.Lock()
        self.inspection: str | None = None

    @property
    def number(self) -> int:
        """Number of the station, from 1, in driving order."""
        return self.site.number

    async def claim(self, inspection: str) -> None:
        """Wait until the station is free, then keep it for this inspection."""
        await self._lock.acquire()
        self.inspection = inspection

    def free(self) -> None:
        """Let the next vehicle have the station."""
        self.inspection = None
        self._lock.release()

    async def bring_in(self, previous: Station | None, by: WriteContext) -> None:
        """Send the vehicle from the queue or from ``previous`` into this station."""
        await self._lane_io.set_light(self.number, "green", by)
        await self._lane_io.instruct(self.number, Instruction.ENTER, by)
        if previous is not None:
            await self._lane_io.instruct(previous.number, Instruction.LEAVE, by)
            await self._lane_io.set_light(previous.number, "green", by)
            await self._lane_io.wait_present(previous.number, False, MOVE_S)
            await previous.close(by)
        await self._lane_io.wait_present(self.number, True, MOVE_S)
        await self.close(by)
        await self._lane_io.instruct(self.number, Instruction.STOP, by)

    async def let_out(self, by: WriteContext) -> None:
        """Send the vehicle out of the lane from here."""
        await self._lane_io.instruct(self.number, Instruction.LEAVE, by)
        await self._lane_io.set_light(self.number, "green", by)
        await self._lane_io.wait_present(self.number, False, MOVE_S)
        await self.close(by)

    async def close(self, by: WriteContext) -> None:
        """Red light, nothing to do: the state in which the station waits."""
        await self._lane_io.set_light(self.number, "red", by)
        await self._lane_io.instruct(self.number, Instruction.WAIT, by)
