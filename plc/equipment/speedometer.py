"""Speedometer tester (车速表检验台)."""

from __future__ import annotations

from plc.equipment.base import Equipment, StartedCallback
from plc.equipment.results import SpeedRun
from plc.port import WriteContext


class Speedometer(Equipment):
    """Measures the true speed while the vehicle's speedometer shows 40 km/h."""

    async def measure(
        self, by: WriteContext, on_started: StartedCallback | None = None
    ) -> SpeedRun:
        """Wait for the driver's mark and give the rollers' speed at that instant.

        Tell the driver to go in ``on_started``, not before: then the tester is waiting for it.
        """
        result = await self._command("measure", by=by, on_started=on_started)
        return SpeedRun(self._number(result, "true_speed"))
