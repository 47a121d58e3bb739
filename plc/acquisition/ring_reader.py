"""Reads a device's ring buffer without losing a frame unnoticed."""

from __future__ import annotations

from dataclasses import dataclass

from plc.drivers.base import Driver
from plc.frames import COUNTER_SPAN, Frame
from plc.profile.model import Ring


class RingRestarted(Exception):
    """The frame counter went backwards: the device was restarted."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Frames numbered from ``first`` on (endless numbers); ``lost`` were overwritten before."""

    first: int
    frames: list[Frame]
    lost: int


class RingReader:
    """Follows the counter of one epoch; the frames before its first sight are not wanted."""

    def __init__(self, ring: Ring, driver: Driver, counter_block: str) -> None:
        self._ring = ring
        self._driver = driver
        self._block = counter_block
        self._next: int | None = None

    async def read_new(self, counter: int) -> Chunk | None:
        """The frames that are new at ``counter``; None when there are none.

        The counter is read again at the end: a slot that the device overtook while it was being
        read holds another frame than its place says, and is counted as lost.
        """
        end = self._endless(counter)
        if self._next is None or end == self._next:
            self._next = end
            return None
        wanted = self._next
        first = max(wanted, end - self._ring.depth + 1)
        frames = await self._driver.read_frames(first, end - first)
        after = await self._driver.read_block(self._block)
        now = self._endless(int(after[self._ring.counter].value), end)
        # The slot after the newest may be half written already, hence one less than the depth.
        safe = min(end, max(first, now - self._ring.depth + 1))
        self._next = end
        return Chunk(safe, frames[safe - first :], safe - wanted)

    def _endless(self, counter: int, near: int | None = None) -> int:
        start = self._next if near is None else near
        if start is None:
            return counter
        forward = (counter - start) % COUNTER_SPAN
        if forward >= COUNTER_SPAN // 2:
            raise RingRestarted
        return start + forward
