"""What all testers share: careful reading of results, and watching a point while a test runs."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from plc.errors import TestVoid
from plc.port import CommandResult, DevicePort, WriteContext

PhaseCallback = Callable[[str], Awaitable[None] | None]
StartedCallback = Callable[[], Awaitable[None] | None]
Result = TypeVar("Result")


class Equipment:
    """One tester on its port. It does not know whether the device behind it is simulated."""

    def __init__(self, port: DevicePort) -> None:
        self.port = port

    @property
    def name(self) -> str:
        """The device's name in the site file."""
        return self.port.name

    async def _command(
        self,
        verb: str,
        param: int = 0,
        *,
        by: WriteContext,
        on_phase: PhaseCallback | None = None,
        on_started: StartedCallback | None = None,
    ) -> CommandResult:
        """One command; meanwhile ``on_phase`` hears each phase the tester goes through, or
        ``on_started`` is called once the tester is at it, so that the driver can be told to go."""
        command = self.port.command(verb, param, by=by)
        if on_phase is not None:
            return await _beside(command, self._follow_phase(on_phase))
        if on_started is not None:
            return await _beside(command, self._tell_started(on_started))
        return await command

    async def _tell_started(self, on_started: StartedCallback) -> None:
        await self.port.wait_for(_busy, timeout=None)
        answer = on_started()
        if inspect.isawaitable(answer):
            await answer

    async def _follow_phase(self, on_phase: PhaseCallback) -> None:
        known = None
        while True:
            await self.port.wait_for(partial(_moved, known), timeout=None)
            known = str(self.port.latest("phase").value)
            answer = on_phase(known)
            if inspect.isawaitable(answer):
                await answer

    def _number(self, result: CommandResult, point: str) -> float:
        """A result that may be used; anything but a good reading voids the test."""
        reading = result.reading(point)
        if not reading.good or isinstance(reading.value, str) or reading.value is None:
            raise TestVoid(
                self.name,
                f"结果{point}无效({reading.quality})",
                f"its result {point} is {reading.quality}",
            )
        return float(reading.value)


def _moved(known: str | None, port: DevicePort) -> bool:
    phase = port.latest("phase")
    return phase.good and phase.value != known


def _busy(port: DevicePort) -> bool:
    state = port.latest("state")
    return state.good and state.value == "busy"


async def _beside(work: Awaitable[Result], watch: Awaitable[None]) -> Result:
    """``work``'s result; ``watch`` runs beside it, and its failure ends the work."""
    working = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(watch)
    try:
        await asyncio.wait([working, watching], return_when=asyncio.FIRST_COMPLETED)
        if watching.done():
            watching.result()
        return await working
    finally:
        for task in (working, watching):
            task.cancel()
        await asyncio.gather(working, watching, return_exceptions=True)
