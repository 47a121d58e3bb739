"""The side-slip tester (侧滑检验台): armed, it measures the next vehicle that crosses its plate."""

from __future__ import annotations

from typing import ClassVar

from plc.profile.model import Profile
from plc.simulator.physics import plate_slip
from plc.simulator.testers.base import Bench, ErrorCode, Shown, Tester
from plc.simulator.vehicle_state import Change, VehicleState

PATIENCE_S = 150.0


class SideSlipSimulator(Tester):
    """Shows the plate's deflection and latches it once the steering axle has crossed."""

    kind: ClassVar[str] = "side_slip"

    def __init__(self, profile: Profile, bench: Bench) -> None:
        super().__init__(profile, bench)
        self._verbs |= {"arm": self._arm}

    def status(self) -> dict[str, bool]:
        """Return whether the plate is armed and whether wheels are on it."""
        vehicle = self.bench.vehicle()
        occupied = vehicle is not None and vehicle.crossing(self.timeline.now)
        return {"armed": self.busy, "occupied": occupied}

    def live(self) -> Shown:
        """Return the plate's deflection."""
        vehicle = self.bench.vehicle()
        if vehicle is None or vehicle.crossing_since is None:
            return {"live_slip": 0.0}
        since = self.timeline.now - vehicle.crossing_since
        return {"live_slip": plate_slip.plate_deflection(vehicle.model.side_slip_m_per_km, since)}

    def _arm(self, param: int) -> None:
        vehicle = self.bench.vehicle()
        if vehicle is None:
            self.fail(ErrorCode.no_vehicle)
            return
        self.plan(PATIENCE_S, lambda: self.fail(ErrorCode.too_late))
        self.watch(vehicle, lambda change: self._notice(vehicle, change))

    def _notice(self, vehicle: VehicleState, change: Change) -> None:
        if change is Change.crossing:
            key = vehicle.next_run("side_slip")
            slip = plate_slip.measured_slip(vehicle.model.side_slip_m_per_km, key)
            self.plan(plate_slip.CROSSING_S, lambda: self.done(side_slip=slip))
