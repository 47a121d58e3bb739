"""The speedometer tester (车速表检验台): the roller speed at the moment of the driver's key."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from plc.profile.model import Profile
from plc.simulator.physics import road_speed
from plc.simulator.testers.base import Bench, ErrorCode, Shown, Tester
from plc.simulator.vehicle_state import Change, VehicleState

KEY_AFTER_S = 1.5
PATIENCE_S = 90.0


class SpeedometerSimulator(Tester):
    """Waits until the driver holds indicated 40 km/h and presses the remote key."""

    kind: ClassVar[str] = "speedometer"

    def __init__(self, profile: Profile, bench: Bench) -> None:
        super().__init__(profile, bench)
        self._verbs |= {"measure": self._measure}

    def status(self) -> dict[str, bool]:
        """Return whether the rollers turn."""
        return {"running": self._speed() > 0.5}

    def live(self) -> Shown:
        """Return the roller speed."""
        return {"speed": self._speed()}

    def _speed(self) -> float:
        vehicle = self.bench.vehicle()
        return 0.0 if vehicle is None else vehicle.speed(self.timeline.now)

    def _measure(self, param: int) -> None:
        vehicle = self.bench.vehicle()
        if vehicle is None:
            self.fail(ErrorCode.no_vehicle)
            return
        speed = road_speed.true_speed(
            vehicle.model.speedometer_error, vehicle.next_run("speedometer")
        )
        self.plan(PATIENCE_S, lambda: self.fail(ErrorCode.too_late))
        self.watch(vehicle, partial(self._notice, vehicle, speed))
        if vehicle.at_mark():
            self._notice(vehicle, speed, Change.mark)

    def _notice(self, vehicle: VehicleState, speed: float, change: Change) -> None:
        if change is Change.mark:
            self.plan(KEY_AFTER_S, lambda: self._key(vehicle, speed))

    def _key(self, vehicle: VehicleState, speed: float) -> None:
        if vehicle.at_mark():
            self.done(true_speed=speed)
