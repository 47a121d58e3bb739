"""A vehicle in the lane: which axle stands on the rollers, what pedals and engine are doing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from plc.simulator.noise import Key
from plc.simulator.physics import exhaust, plate_slip, road_speed
from plc.simulator.timeline import Timeline
from plc.simulator.vehicle import VehicleModel

BrakeKind = Literal["service", "parking"]


class Change(StrEnum):
    """What testers can notice of a vehicle."""

    axle = "axle"
    brake = "brake"
    engine = "engine"
    stamp = "stamp"
    mark = "mark"
    beam = "beam"
    crossing = "crossing"
    gone = "gone"


Listener = Callable[[Change], None]


@dataclass(slots=True, eq=False)
class VehicleState:
    """The moving parts of one vehicle. Times are lane seconds; None means not so now."""

    id: str
    model: VehicleModel
    timeline: Timeline
    simulator_seed: int = 0
    axle: int | None = None
    axle_since: float = 0.0
    last_axle: int = 0
    brake: BrakeKind | None = None
    brake_since: float = 0.0
    beam: bool = False
    accelerating_since: float | None = None
    crossing_since: float | None = None
    engine_target: float = 0.0
    engine_before: float = 0.0
    engine_since: float = -1e9
    _listeners: list[Listener] = field(default_factory=list)
    _runs: Counter[Key] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        if self.model.fuel != "electric":
            self.engine_target = self.engine_before = self.model.idle_rpm

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` at every change; return what ends that."""
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end

    def tell(self, change: Change) -> None:
        """Tell everyone who listens about a change that has just been made."""
        for listener in tuple(self._listeners):
            listener(change)

    def next_run(self, *what: str | int) -> Key:
        """Return the noise key of the next run of a test, counted for each test apart."""
        self._runs[what] += 1
        return (self.simulator_seed, self.model.seed, *what, self._runs[what])

    def stand_on(self, axle: int | None) -> None:
        """Put an axle, counted from 1, onto scale and rollers; None: no axle stands there."""
        self.axle, self.axle_since = axle, self.timeline.now
        self.last_axle = axle or self.last_axle
        self.tell(Change.axle)

    def apply_brake(self, kind: BrakeKind | None) -> None:
        """Begin to press the pedal, pull the parking brake, or let go of both."""
        if kind != self.brake:
            self.brake, self.brake_since = kind, self.timeline.now
            self.tell(Change.brake)

    def engine_rpm(self, at: float) -> float:
        """Return the engine speed in rpm at lane time `at`."""
        return exhaust.engine_speed(self.engine_before, self.engine_target, at - self.engine_since)

    def set_engine(self, target_rpm: float) -> None:
        """Let the engine run to another speed; an electric vehicle has none."""
        if self.model.fuel == "electric" or target_rpm == self.engine_target:
            return
        now = self.timeline.now
        self.engine_before, self.engine_since = self.engine_rpm(now), now
        self.engine_target = target_rpm
        self.tell(Change.engine)

    def engine_within(self, target_rpm: float, tolerance_rpm: float) -> float | None:
        """Return when the engine comes within tolerance of `target_rpm`, None if it never will."""
        if abs(self.engine_target - target_rpm) >= tolerance_rpm:
            return None
        room = tolerance_rpm - abs(self.engine_target - target_rpm)
        away = abs(self.engine_before - self.engine_target)
        return self.engine_since + exhaust.ENGINE_S * max(0.0, math.log(max(away, 1e-9) / room))

    def speed(self, at: float) -> float:
        """Return the true speed of the driven wheels in km/h at lane time `at`."""
        if self.accelerating_since is None:
            return 0.0
        target = road_speed.INDICATED_KM_H / (1.0 + self.model.speedometer_error)
        since = at - self.accelerating_since
        return road_speed.speed_while_accelerating(since, self.model.driver.accelerate_s, target)

    def at_mark(self) -> bool:
        """Say whether the needle stands at 40 km/h."""
        since = self.accelerating_since
        return since is not None and (
            self.timeline.now >= since + self.model.driver.accelerate_s - 1e-6
        )

    def cross_plate(self) -> None:
        """Roll across the side-slip plate from now on."""
        self.crossing_since = self.timeline.now
        self.tell(Change.crossing)

    def crossing(self, at: float) -> bool:
        """Say whether wheels are on the plate at lane time `at`."""
        since = self.crossing_since
        return since is not None and 0.0 <= at - since <= plate_slip.CROSSING_S
