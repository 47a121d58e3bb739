"""Gas analyser and opacity meter (排气分析仪, 不透光烟度计)."""

from __future__ import annotations

from plc.equipment.base import Equipment, PhaseCallback
from plc.equipment.results import DoubleIdleRun, SmokeRun
from plc.port import WriteContext


class GasAnalyser(Equipment):
    """Runs the emission tests; ``on_phase`` hears what the engine must do now.

    Phases: idle, zero, high_settle, high_measure, idle_settle, idle_measure, free_acceleration.
    """

    async def double_idle(
        self, by: WriteContext, on_phase: PhaseCallback | None = None
    ) -> DoubleIdleRun:
        """Two-speed idle test of a petrol engine."""
        result = await self._command("double_idle", by=by, on_phase=on_phase)
        return DoubleIdleRun(
            idle_co_percent=self._number(result, "idle_co_percent"),
            idle_hc_ppm=self._number(result, "idle_hc_ppm"),
            high_idle_co_percent=self._number(result, "high_idle_co_percent"),
            high_idle_hc_ppm=self._number(result, "high_idle_hc_ppm"),
            excess_air=self._number(result, "lambda"),
        )

    async def free_acceleration(
        self, by: WriteContext, on_phase: PhaseCallback | None = None
    ) -> SmokeRun:
        """Free acceleration test of a diesel engine: mean of three accelerations."""
        result = await self._command("free_acceleration", by=by, on_phase=on_phase)
        return SmokeRun(self._number(result, "smoke_k_per_m"))
