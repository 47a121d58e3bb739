"""A device as the client of the acquisition process sees it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from plc.acquisition.protocol import CommandRequest, Done, WriteRequest
from plc.clock import Clock
from plc.port import CommandResult, WriteContext
from plc.port_state import PortState
from plc.profile.model import Profile
from plc.reading import Value
from plc.updates import DeviceState, FramesUpdate, ReadingsUpdate, Update

Ask = Callable[[CommandRequest | WriteRequest], Awaitable[Done]]


class RemotePort(PortState):
    """A :class:`plc.port.DevicePort` fed by the updates of the acquisition process.

    Its epoch goes on rising when the process is started anew, whose own epochs begin at 0.
    """

    def __init__(self, name: str, profile: Profile, clock: Clock, ask: Ask) -> None:
        super().__init__(name, profile, clock)
        self._ask = ask
        self._base = 0

    def apply(self, update: Update) -> None:
        """Take one update of this device."""
        if isinstance(update, DeviceState):
            wrong = update.state == "wrong_device"
            linked = update.state != "offline"
            self.set_link(linked, self._base + update.epoch, wrong_device=wrong)
        elif self._base + update.epoch != self.epoch:
            return
        elif isinstance(update, ReadingsUpdate):
            self.take(update.values, update.at)
        elif isinstance(update, FramesUpdate):
            self.take_frames(update.first, update.frames)

    def process_lost(self) -> None:
        """The process has gone: no link, and whatever comes next is another epoch."""
        self._base = self.epoch
        self.set_link(False, self.epoch)

    async def command(self, verb: str, param: int = 0, *, by: WriteContext) -> CommandResult:
        """Carry out one command in the acquisition process."""
        request = CommandRequest(0, self.name, verb, param, by.operator, by.inspection)
        base = self._base
        result = (await self._ask(request)).result
        assert result is not None
        values = {
            name: replace(reading, epoch=base + result.epoch)
            for name, reading in result.values.items()
        }
        return replace(result, epoch=base + result.epoch, values=values)

    async def write(self, point: str, value: Value, *, by: WriteContext) -> None:
        """Write one point in the acquisition process."""
        await self._ask(WriteRequest(0, self.name, point, value, by.operator, by.inspection))
