"""The headlamp tester (前照灯检测仪): travels before a lamp and measures its main beam."""

from __future__ import annotations

from typing import ClassVar

from plc.profile.model import Profile
from plc.simulator.physics import beam
from plc.simulator.testers.base import Bench, ErrorCode, Tester
from plc.simulator.vehicle import LAMP_NAMES, LampName
from plc.simulator.vehicle_state import Change, VehicleState

TRAVEL_S = 3.0
MEASURE_S = 4.0


class HeadlampSimulator(Tester):
    """Measures one of the lamps H1 to H4; a lamp that is not there or not lit is an error."""

    kind: ClassVar[str] = "headlamp"

    def __init__(self, profile: Profile, bench: Bench) -> None:
        super().__init__(profile, bench)
        self._verbs |= {"measure": self._measure}

    def status(self) -> dict[str, bool]:
        """Return whether the tester travels."""
        return {"moving": self.busy}

    def _measure(self, param: int) -> None:
        vehicle = self.bench.vehicle()
        if vehicle is None:
            self.fail(ErrorCode.no_vehicle)
            return
        self.watch(vehicle, self._ignore)
        name = LAMP_NAMES[param - 1]
        self.plan(TRAVEL_S + MEASURE_S, lambda: self._show(vehicle, name))

    def _ignore(self, change: Change) -> None:
        """Take no notice of what the vehicle does meanwhile."""

    def _show(self, vehicle: VehicleState, name: LampName) -> None:
        lamp = vehicle.model.lamps.get(name)
        if lamp is None or not vehicle.beam or self.bench.vehicle() is not vehicle:
            self.fail(ErrorCode.no_light)
            return
        measured = beam.measured_beam(lamp, vehicle.next_run("headlamp", name))
        self.done(
            intensity=measured.intensity_cd,
            horizontal_mm=measured.horizontal_mm,
            vertical_mm=measured.vertical_mm,
            height_mm=measured.height_mm,
        )
