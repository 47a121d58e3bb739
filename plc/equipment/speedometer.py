"""Speedometer tester (车速表检验台)."""

from __future__ import annotations

from plc.equipment.base import Equipment
from plc.equipment.results import SpeedRun
from plc.port import WriteContext


class Speedometer(Equipment):
    """Measures the true speed while the vehicle's speedometer shows 40 km/h."""

    async def measure(self, by: WriteContext) -> SpeedRun:
        """Wait for the driver's mark and give the rollers' speed at that instant."""
        result = await self._command("measure", by=by)
        return SpeedRun(self._number(result, "true_speed"))
