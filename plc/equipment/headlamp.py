"""Headlamp tester (前照灯检测仪)."""

from __future__ import annotations

from plc.equipment.base import Equipment
from plc.equipment.results import HeadlampRun, LampName
from plc.port import WriteContext

PARAM_OF_LAMP: dict[LampName, int] = {"H1": 1, "H2": 2, "H3": 3, "H4": 4}


class HeadlampTester(Equipment):
    """Measures far beams one by one.

    H1 is the left outer lamp, H2 left inner, H3 right inner, H4 right outer.
    """

    async def measure(self, lamp: LampName, by: WriteContext) -> HeadlampRun:
        """Find the lamp and measure its far beam."""
        result = await self._command("measure", PARAM_OF_LAMP[lamp], by=by)
        return HeadlampRun(
            lamp,
            self._number(result, "intensity"),
            self._number(result, "horizontal_mm"),
            self._number(result, "vertical_mm"),
            self._number(result, "height_mm"),
        )
