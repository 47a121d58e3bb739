"""Side-slip tester (侧滑检验台)."""

from __future__ import annotations

from plc.equipment.base import Equipment, StartedCallback
from plc.equipment.results import SideSlipRun
from plc.port import WriteContext


class SideSlipTester(Equipment):
    """Measures how far the plate is pushed sideways while the steering axle crosses it."""

    async def measure(
        self, by: WriteContext, on_started: StartedCallback | None = None
    ) -> SideSlipRun:
        """Arm the plate, wait for the vehicle to cross it, give the side-slip.

        Tell the driver to go in ``on_started``, not before: then the tester is waiting for it.
        """
        result = await self._command("arm", by=by, on_started=on_started)
        return SideSlipRun(self._number(result, "side_slip"))
