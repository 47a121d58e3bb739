"""One simulated device behind its own Modbus TCP server."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import cast

from pymodbus.constants import ExcCodes
from pymodbus.server import ModbusTcpServer
from pymodbus.simulator import SimDevice

from plc.profile.codec import decode_point
from plc.reading import Quality
from plc.simulator.register_image import RegisterImage
from plc.simulator.testers.base import Tester
from plc.simulator.testers.lane_io import LaneIoSimulator
from plc.simulator.testers.roller_brake import RollerBrakeSimulator
from plc.simulator.timeline import Event, Timeline

WRITES = (6, 16)
logger = logging.getLogger(__name__)
# pymodbus dumps its last frames whenever a client goes away; what fails here is logged here.
logging.getLogger("pymodbus").setLevel(logging.CRITICAL)
Values = list[int] | list[bool] | None


class DeviceServer:
    """Answers requests from a register image; hands permitted writes to the tester.

    `look` brings the simulated world up to the present before anything is read or written.
    """

    def __init__(
        self,
        tester: Tester | LaneIoSimulator,
        timeline: Timeline,
        look: Callable[[], None],
        unit: int,
        watchdog_s: float | None,
    ) -> None:
        ring = tester.ring_registers if isinstance(tester, RollerBrakeSimulator) else None
        self.tester = tester
        self.port = 0
        self.requests = 0
        self._image = RegisterImage(tester.profile, ring)
        self._timeline = timeline
        self._look = look
        self._unit = unit
        self._server: ModbusTcpServer | None = None
        self._watchdog_s = watchdog_s
        self._watchdog: Event | None = None
        self._heard_at = timeline.now

    @property
    def powered(self) -> bool:
        """Say whether the device is on."""
        return self._server is not None

    async def switch_on(self, host: str) -> None:
        """Start to listen: on a free port the first time, on the same one ever after."""
        if self._server is not None:
            return
        self._image.forget()
        device = SimDevice(self._unit, self._image.sim_data(), action=self._answer)
        server = ModbusTcpServer(device, address=(host, self.port))
        await server.serve_forever(background=True)
        self._server = server
        # pymodbus calls it a transport, but of a listening server it is asyncio's own.
        self.port = cast("asyncio.Server", server.transport).sockets[0].getsockname()[1]

    async def switch_off(self) -> None:
        """Close the server and all its links; the tester forgets everything."""
        server, self._server = self._server, None
        if server is not None:
            self._look()
            self.tester.power_down()
            await server.shutdown()

    async def _answer(
        self, fc: int, start: int, address: int, count: int, registers: list[int], values: Values
    ) -> ExcCodes | None:
        try:
            self._look()
            self.requests += 1
            self._heard_at = self._timeline.now
            if values is not None:
                return self._write(fc, start, address, registers, [int(value) for value in values])
            self._image.refresh(registers, start, address, count, self.tester.shown)
            return None
        except Exception:
            logger.exception("the simulated %s failed on a request", self.tester.kind)
            return ExcCodes.DEVICE_FAILURE

    def _write(
        self, fc: int, start: int, address: int, registers: list[int], values: list[int]
    ) -> ExcCodes | None:
        profile = self.tester.profile
        if fc not in WRITES:
            return ExcCodes.ILLEGAL_FUNCTION
        if not profile.allows(address + profile.device.address_base, len(values)):
            return ExcCodes.ILLEGAL_ADDRESS
        if isinstance(self.tester, LaneIoSimulator):
            return self._write_outputs(self.tester, address, values)
        return self._write_command(self.tester, start, address, registers, values)

    def _write_outputs(
        self, tester: LaneIoSimulator, address: int, values: list[int]
    ) -> ExcCodes | None:
        decoded = []
        for point in self._image.writable_points(address, len(values)):
            first = self._image.wire_address(point) - address
            raw = values[first : first + point.registers]
            value, quality = decode_point(tester.profile, point, raw)
            if quality is not Quality.good:
                return ExcCodes.ILLEGAL_VALUE
            decoded.append((point.name, value))
        for name, value in decoded:
            tester.write(name, value)
        self._image.forget()
        return None

    def _write_command(
        self, tester: Tester, start: int, address: int, registers: list[int], values: list[int]
    ) -> ExcCodes | None:
        command, first = tester.profile.command, self._image.command_address()
        if command is None or first is None:
            return ExcCodes.ILLEGAL_ADDRESS
        after = registers[first - start : first - start + len(command.layout)]
        after[address - first : address - first + len(values)] = values
        fields = dict(zip(command.layout, after, strict=True))
        trigger = first + command.layout.index("cmd")
        if not address <= trigger < address + len(values):
            return None
        if tester.refuses_now(fields["cmd"]):
            return ExcCodes.DEVICE_BUSY
        tester.command(fields["cmd"], fields["seq"], fields.get("param", 0))
        self._guard()
        return None

    def _guard(self) -> None:
        """Stop what moves once the host has been silent for the watchdog's time."""
        if self._watchdog is not None:
            self._watchdog.cancel()
            self._watchdog = None
        if self._watchdog_s is not None and isinstance(self.tester, Tester) and self.tester.busy:
            self._watchdog = self._timeline.at(
                self._heard_at + self._watchdog_s, self._check_silence
            )

    def _check_silence(self) -> None:
        if self._watchdog_s is None or not isinstance(self.tester, Tester):
            return
        if self._timeline.now - self._heard_at >= self._watchdog_s - 1e-6:
            self.tester.interrupt("stopped")
        else:
            self._guard()
