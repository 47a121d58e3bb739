"""Axle scale (轮重仪)."""

from __future__ import annotations

from plc.equipment.base import Equipment
from plc.equipment.results import AxleLoad
from plc.port import WriteContext


class AxleScale(Equipment):
    """Weighs the two wheels of an axle standing still."""

    async def zero(self, by: WriteContext) -> None:
        """Set the empty scale to zero."""
        await self._command("zero", by=by)

    async def weigh(self, axle: int, by: WriteContext) -> AxleLoad:
        """The axle's wheel loads once they are steady; errors as of the port's command."""
        result = await self._command("weigh", axle, by=by)
        left = self._number(result, "result_left")
        return AxleLoad(axle, left, self._number(result, "result_right"))
