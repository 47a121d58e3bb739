"""Side-slip tester (侧滑检验台)."""

from __future__ import annotations

from plc.equipment.base import Equipment
from plc.equipment.results import SideSlipRun
from plc.port import WriteContext


class SideSlipTester(Equipment):
    """Measures how far the plate is pushed sideways while the steering axle crosses it."""

    async def measure(self, by: WriteContext) -> SideSlipRun:
        """Arm the plate, wait for the vehicle to cross it, give the side-slip."""
        result = await self._command("arm", by=by)
        return SideSlipRun(self._number(result, "side_slip"))
