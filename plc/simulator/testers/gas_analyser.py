"""The exhaust tester (排气分析仪 and 不透光烟度计): double idle and free acceleration."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from plc.profile.model import Profile
from plc.simulator.physics import exhaust
from plc.simulator.testers.base import Bench, ErrorCode, Shown, Tester
from plc.simulator.timeline import Event
from plc.simulator.vehicle_state import Change, VehicleState

LAST_STAMP_S = 1.0
NOT_MEASURED: dict[str, float | None] = {
    "idle_co_percent": None,
    "idle_hc_ppm": None,
    "high_idle_co_percent": None,
    "high_idle_hc_ppm": None,
    "lambda": None,
    "smoke_k_per_m": None,
}
MEASURE_AFTER = {"high_settle": "high_measure", "idle_settle": "idle_measure"}
SETTLE_BEFORE = {measure: settle for settle, measure in MEASURE_AFTER.items()}


class GasAnalyserSimulator(Tester):
    """Goes through the phases of a test as the engine does what each phase asks for."""

    kind: ClassVar[str] = "gas_analyser"

    def __init__(self, profile: Profile, bench: Bench) -> None:
        super().__init__(profile, bench)
        self._verbs |= {"double_idle": self._double_idle, "free_acceleration": self._accelerate}
        self._phase = "idle"
        self._stamps = 0
        self._step: Event | None = None
        self._patience: Event | None = None

    def status(self) -> dict[str, bool]:
        """Return whether the sample pump runs."""
        return {"pump": self.busy}

    def live(self) -> Shown:
        """Return the phase and the engine speed."""
        vehicle = self.bench.vehicle()
        rpm = 0.0 if vehicle is None else vehicle.engine_rpm(self.timeline.now)
        return {"phase": self._phase if self.busy else "idle", "rpm": rpm}

    def _double_idle(self, param: int) -> None:
        vehicle = self.bench.vehicle()
        if vehicle is None or vehicle.model.petrol is None:
            self.fail(ErrorCode.no_vehicle if vehicle is None else ErrorCode.no_exhaust)
            return
        self._phase = "zero"
        self.watch(vehicle, partial(self._engine_changed, vehicle))
        self.plan(exhaust.ZERO_S, lambda: self._settle(vehicle, "high_settle"))

    def _settle(self, vehicle: VehicleState, phase: str) -> None:
        """Begin a phase anew: wait for the engine, let the gas settle, then measure."""
        self._phase = phase
        self._forget_step()
        self._patience = self._patience or self.plan(
            exhaust.RPM_PATIENCE_S, lambda: self.fail(ErrorCode.too_late)
        )
        target, tolerance = self._wanted(vehicle)
        within = vehicle.engine_within(target, tolerance)
        if within is not None:
            wait = max(within - self.timeline.now, 0.0)
            self._step = self.plan(wait, lambda: self._engine_ready(vehicle))

    def _engine_ready(self, vehicle: VehicleState) -> None:
        self._forget_patience()
        self._step = self.plan(exhaust.SETTLE_S, lambda: self._measure(vehicle))

    def _measure(self, vehicle: VehicleState) -> None:
        self._phase = MEASURE_AFTER[self._phase]
        self._step = self.plan(exhaust.MEASURE_S, lambda: self._measured(vehicle))

    def _measured(self, vehicle: VehicleState) -> None:
        if self._phase == "high_measure":
            self._settle(vehicle, "idle_settle")
            return
        if vehicle.model.petrol is None:
            self.fail(ErrorCode.no_exhaust)
            return
        gas = exhaust.double_idle(vehicle.model.petrol, vehicle.next_run("double_idle"))
        results: dict[str, float | None] = NOT_MEASURED | {
            "idle_co_percent": gas.idle_co_percent,
            "idle_hc_ppm": gas.idle_hc_ppm,
            "high_idle_co_percent": gas.high_idle_co_percent,
            "high_idle_hc_ppm": gas.high_idle_hc_ppm,
            "lambda": gas.excess_air,
        }
        self.done(**results)

    def _engine_changed(self, vehicle: VehicleState, change: Change) -> None:
        if change is Change.engine and self._phase != "zero":
            self._settle(vehicle, SETTLE_BEFORE.get(self._phase, self._phase))

    def _wanted(self, vehicle: VehicleState) -> tuple[float, float]:
        high = self._phase == "high_settle"
        target = exhaust.HIGH_IDLE_RPM if high else vehicle.model.idle_rpm
        return target, exhaust.HIGH_IDLE_TOLERANCE_RPM

    def _accelerate(self, param: int) -> None:
        vehicle = self.bench.vehicle()
        if vehicle is None or vehicle.model.smoke_k_per_m is None:
            self.fail(ErrorCode.no_vehicle if vehicle is None else ErrorCode.no_exhaust)
            return
        self._phase, self._stamps = "free_acceleration", 0
        self.plan(2 * exhaust.RPM_PATIENCE_S, lambda: self.fail(ErrorCode.too_late))
        self.watch(vehicle, partial(self._stamped, vehicle, vehicle.model.smoke_k_per_m))

    def _stamped(self, vehicle: VehicleState, smoke_k_per_m: float, change: Change) -> None:
        if change is not Change.stamp:
            return
        self._stamps += 1
        if self._stamps == exhaust.STAMPS:
            smoke = exhaust.smoke(smoke_k_per_m, vehicle.next_run("smoke"))
            results: dict[str, float | None] = NOT_MEASURED | {"smoke_k_per_m": smoke}
            self.plan(exhaust.STAMP_S + LAST_STAMP_S, lambda: self.done(**results))

    def _forget_step(self) -> None:
        if self._step is not None:
            self._step.cancel()
            self._step = None

    def _forget_patience(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _abandon(self) -> None:
        super()._abandon()
        self._phase, self._step, self._patience = "idle", None, None
