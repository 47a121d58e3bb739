"""The lane control box (车道控制箱): photocells, lights, the LED board for the lane driver."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from plc.equipment.base import Equipment
from plc.port import WriteContext
from plc.reading import Reading

Light = Literal["off", "red", "green"]


class Instruction(StrEnum):
    """What the LED board tells the lane driver (引车员)."""

    wait = "wait"
    enter = "enter"
    next_axle = "next_axle"
    stop = "stop"
    brake = "brake"
    release = "release"
    parking_brake = "parking_brake"
    accelerate_40 = "accelerate_40"
    high_beam = "high_beam"
    high_idle = "high_idle"
    idle = "idle"
    leave = "leave"
    free_acceleration = "free_acceleration"
    slow_over_plate = "slow_over_plate"


class LaneIo(Equipment):
    """Stations are numbered from 1, as in the site file."""

    def present(self, station: int) -> Reading:
        """Does a vehicle stand in the station (photocell)?"""
        return self.port.latest(f"present_{station}")

    async def wait_present(self, station: int, present: bool, timeout: float | None) -> None:
        """Return once the photocell says so; TimeoutError after ``timeout`` lane seconds."""

        def seen(port: object) -> bool:
            reading = self.present(station)
            return reading.good and reading.value is present

        await self.port.wait_for(seen, timeout)

    async def set_light(self, station: int, light: Light, by: WriteContext) -> None:
        """Set the station's entry light."""
        await self.port.write(f"light_{station}", light, by=by)

    async def instruct(self, station: int, instruction: Instruction, by: WriteContext) -> None:
        """Put an instruction on the station's board."""
        await self.port.write(f"instruction_{station}", instruction.value, by=by)

    def estop_ok(self) -> bool:
        """True when the emergency stop is known to be released."""
        return self._is_on("estop_ok")

    def mode_auto(self) -> bool:
        """True when the box is known to be in automatic mode."""
        return self._is_on("mode_auto")

    def _is_on(self, bit: str) -> bool:
        reading = self.port.latest(bit)
        return reading.good and reading.value is True
