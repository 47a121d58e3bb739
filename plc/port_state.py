"""The readings of one device as last heard of, judged by age; shared by all kinds of port."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Self

from plc.clock import Clock
from plc.frames import Frame, FrameStore
from plc.profile.model import Profile
from plc.reading import Quality, Reading, Value

STALE_WALL_FLOOR = 0.5
DEFAULT_STALE = 1.0


class PortState:
    """Latest values of a device. Whoever holds the link feeds it; equipment reads it.

    ``clock`` is lane time. A reading that is older than the profile's ``stale_ms`` is stale, one
    without a link has no link, whatever it was when it came.
    """

    def __init__(self, name: str, profile: Profile, clock: Clock) -> None:
        self.profile = profile
        self.clock = clock
        self.linked = False
        self.wrong_device = False
        self._name = name
        self._epoch = 0
        self._frames = FrameStore()
        self._values: dict[str, tuple[Value, Quality, float]] = {}
        self._units = {p.name: p.unit for b in profile.block for p in b.points}
        self._once = {p.name for b in profile.block if b.poll != "cyclic" for p in b.points}
        self._stale = clock.at_least_wall(stale_seconds(profile), STALE_WALL_FLOOR)
        self._waiting: set[asyncio.Future[None]] = set()

    @property
    def name(self) -> str:
        """The device's name in the site file."""
        return self._name

    @property
    def kind(self) -> str:
        """The profile's kind of device."""
        return self.profile.device.kind

    @property
    def epoch(self) -> int:
        """Counts connections, restarts of the device and of the acquisition process."""
        return self._epoch

    @property
    def frames(self) -> FrameStore:
        """The ring's frames of this epoch."""
        return self._frames

    @property
    def frame_interval_ms(self) -> float:
        """Lane milliseconds between two frames; LookupError for a device without a ring."""
        if self.profile.ring is None:
            raise LookupError(f"the profile of {self.name} has no [ring]")
        return 1000 / self.profile.ring.rate_hz

    def latest(self, point: str) -> Reading:
        """The newest reading of a point or bit; KeyError for a name the profile does not have."""
        if point not in self._values and not self._known(point):
            raise KeyError(f"the profile of {self.name} has no point {point}")
        value, quality, at = self._values.get(point, (None, Quality.no_link, 0.0))
        quality = self._quality_now(point, quality, at)
        return Reading(value, self._units.get(point, ""), at, quality, self.epoch)

    async def wait_for(self, condition: Callable[[Self], bool], timeout: float | None) -> None:
        """Return once ``condition`` holds; TimeoutError after ``timeout`` lane seconds."""
        end = None if timeout is None else self.clock.now() + timeout
        while not condition(self):
            left = None if end is None else self.clock.wall(end - self.clock.now())
            if left is not None and left <= 0:
                raise TimeoutError
            # Readings also grow old without anything coming in, so look from time to time.
            await self._changed(min(left or 0.25, 0.25))

    def set_link(self, linked: bool, epoch: int, *, wrong_device: bool = False) -> None:
        """The link came up, was lost, or leads to another device."""
        if epoch != self._epoch:
            self._values.clear()
            self._frames.clear()
        self.linked, self._epoch, self.wrong_device = linked, epoch, wrong_device
        self._notify()

    def take(self, values: Mapping[str, tuple[Value, Quality]], at: float) -> None:
        """New values of one block, all of the instant ``at``."""
        for name, (value, quality) in values.items():
            self._values[name] = (value, quality, at)
        self._notify()

    def take_frames(self, first: int, frames: Sequence[Frame]) -> None:
        """New frames of the ring."""
        self._frames.add(first, frames)
        self._notify()

    def _known(self, point: str) -> bool:
        return self.profile.has_point(point) or self.profile.has_bit(point)

    def _quality_now(self, point: str, quality: Quality, at: float) -> Quality:
        if self.wrong_device:
            return Quality.wrong_device
        if not self.linked:
            return Quality.no_link
        old = self.clock.now() - at > self._stale and point not in self._once
        return Quality.stale if quality is Quality.good and old else quality

    async def _changed(self, timeout: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait([future], timeout=timeout)
        finally:
            self._waiting.discard(future)

    def _notify(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)


def stale_seconds(profile: Profile) -> float:
    """Lane seconds after which a reading of this profile is too old to be used."""
    heartbeat = profile.heartbeat
    return (heartbeat.stale_ms or 0) / 1000 if heartbeat else DEFAULT_STALE
