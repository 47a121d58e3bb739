"""What equipment stands on: one tester's readings, frames and commands, wherever they come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from plc.frames import FrameStore
from plc.reading import Reading, Value


@dataclass(frozen=True, slots=True)
class WriteContext:
    """Who writes, and for which inspection; goes into the log of writes."""

    operator: str
    inspection: str


@dataclass(frozen=True, slots=True)
class CommandResult:
    """A finished command: its number, the epoch it ran in, and its result block's readings.

    ``late_ack`` tells that the tester took the command only after its deadline.
    """

    verb: str
    seq: int
    epoch: int
    values: dict[str, Reading] = field(default_factory=dict)
    late_ack: bool = False

    def reading(self, name: str) -> Reading:
        """The result's point ``name``; KeyError when the tester gives none."""
        return self.values[name]


class DevicePort(Protocol):
    """One tester as its equipment class sees it."""

    @property
    def name(self) -> str:
        """The device's name in the site file."""
        ...

    @property
    def kind(self) -> str:
        """The profile's kind of device."""
        ...

    @property
    def epoch(self) -> int:
        """Counts connections, restarts of the device and of the acquisition process."""
        ...

    @property
    def frames(self) -> FrameStore:
        """The ring's frames of this epoch."""
        ...

    @property
    def frame_interval_ms(self) -> float:
        """Lane milliseconds between two frames; LookupError for a device without a ring."""
        ...

    def latest(self, point: str) -> Reading:
        """The newest reading of a point or a status bit, with the quality it has now."""
        ...

    async def wait_for(
        self, condition: Callable[[DevicePort], bool], timeout: float | None
    ) -> None:
        """Return once ``condition`` holds; TimeoutError after ``timeout`` lane seconds."""
        ...

    async def command(self, verb: str, param: int = 0, *, by: WriteContext) -> CommandResult:
        """Carry out one command, from its conditions to its result; see plc.errors."""
        ...

    async def write(self, point: str, value: Value, *, by: WriteContext) -> None:
        """Write one point and see that it holds."""
        ...
