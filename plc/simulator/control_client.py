"""Controls a running simulator from outside."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from plc.simulator.control_requests import (
    LONGEST_LINE,
    LOOPBACK,
    Arrive,
    Estop,
    Freeze,
    Power,
    Remove,
    Request,
    Status,
)
from plc.simulator.vehicle import VehicleModel


class SimulatorControlError(Exception):
    """The simulator refused a request, or does not answer; the message says why."""


class SimulatorControl:
    """The other end: an async context manager with one method for each request.

    All methods raise SimulatorControlError when the simulator refuses or is gone.
    """

    def __init__(self, port: int, host: str = LOOPBACK) -> None:
        self._host, self._port = host, port
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        try:
            self._reader, self._writer = await asyncio.open_connection(
                self._host, self._port, limit=LONGEST_LINE
            )
        except OSError as error:
            raise SimulatorControlError(
                f"no simulator answers on {self._host}:{self._port}: start it first"
            ) from error
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writer.close()
        with suppress(ConnectionError):
            await self._writer.wait_closed()

    async def arrive(self, vehicle_id: str, vehicle: VehicleModel) -> None:
        """Let a vehicle join the queue before station 1."""
        await self._ask(Arrive(id=vehicle_id, vehicle=vehicle))

    async def remove(self, vehicle_id: str) -> None:
        """Take a vehicle out of the lane."""
        await self._ask(Remove(id=vehicle_id))

    async def power(self, device: str, on: bool) -> None:
        """Switch a device off or on."""
        await self._ask(Power(device=device, on=on))

    async def estop(self, ok: bool) -> None:
        """Press (`ok` false) or release the emergency stop."""
        await self._ask(Estop(ok=ok))

    async def freeze(self, device: str, frozen: bool = True) -> None:
        """Let a device's heartbeat stand still, or move again."""
        await self._ask(Freeze(device=device, frozen=frozen))

    async def status(self) -> dict[str, Any]:
        """Return who is where, and which devices are on."""
        return await self._ask(Status())

    async def _ask(self, request: Request) -> dict[str, Any]:
        async with self._turn:
            try:
                self._writer.write(request.model_dump_json().encode() + b"\n")
                await self._writer.drain()
                line = await self._reader.readline()
            except ConnectionError as error:
                raise SimulatorControlError("the simulator has ended: start it again") from error
        if not line:
            raise SimulatorControlError("the simulator has ended: start it again")
        answer = json.loads(line)
        if not answer.pop("ok"):
            raise SimulatorControlError(answer["error"])
        return answer
