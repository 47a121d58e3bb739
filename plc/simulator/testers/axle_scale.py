"""The axle scale (轮重仪): zero and weigh."""

from __future__ import annotations

from typing import ClassVar

from plc.profile.model import Profile
from plc.simulator.physics import axle_weight
from plc.simulator.testers.base import Bench, ErrorCode, Shown, Tester
from plc.simulator.vehicle import Axle
from plc.simulator.vehicle_state import Change, VehicleState

ZERO_S = 1.0
WINDOW_S = 1.0
RIGHT_WHEEL_LATER_S = 0.15


class AxleScaleSimulator(Tester):
    """Shows the swinging load of the axle that stands on it; weighs it once it is at rest."""

    kind: ClassVar[str] = "axle_scale"

    def __init__(self, profile: Profile, bench: Bench) -> None:
        super().__init__(profile, bench)
        self._verbs |= {"zero": self._zero, "weigh": self._weigh}

    def status(self) -> dict[str, bool]:
        """Return the wheel bits and whether the load is at rest."""
        since = self._since()
        return {
            "wheel_l": since >= 0.0,
            "wheel_r": since >= RIGHT_WHEEL_LATER_S,
            "stable": not 0.0 <= since < axle_weight.STABLE_AFTER_S,
        }

    def live(self) -> Shown:
        """Return both wheels' load as it swings out."""
        found = self._axle()
        if found is None:
            return {"left": 0.0, "right": 0.0}
        vehicle, axle = found
        since, key = self._since(), (vehicle.model.seed, vehicle.axle or 0)
        return {
            "left": axle_weight.wheel_load(axle.left_kg, since, (*key, "left")),
            "right": axle_weight.wheel_load(
                axle.right_kg, since - RIGHT_WHEEL_LATER_S, (*key, "right")
            ),
        }

    def _axle(self) -> tuple[VehicleState, Axle] | None:
        vehicle = self.bench.vehicle()
        if vehicle is None or vehicle.axle is None:
            return None
        return vehicle, vehicle.model.axles[vehicle.axle - 1]

    def _since(self) -> float:
        found = self._axle()
        return -1.0 if found is None else self.timeline.now - found[0].axle_since

    def _zero(self, param: int) -> None:
        if self._axle() is not None:
            self.fail(ErrorCode.not_ready)
            return
        self.plan(ZERO_S, self.done)

    def _weigh(self, axle_number: int) -> None:
        found = self._axle()
        if found is None:
            self.fail(ErrorCode.no_vehicle)
            return
        vehicle, axle = found
        key = vehicle.next_run("weigh", vehicle.axle or 0)
        left = axle_weight.static_load(axle.left_kg, (*key, "left"))
        right = axle_weight.static_load(axle.right_kg, (*key, "right"))
        self.watch(vehicle, self._moved)
        rest = max(axle_weight.STABLE_AFTER_S - self._since(), 0.0)
        self.plan(rest + WINDOW_S, lambda: self.done(result_left=left, result_right=right))

    def _moved(self, change: Change) -> None:
        if change is Change.axle:
            self.fail(ErrorCode.vehicle_gone)
