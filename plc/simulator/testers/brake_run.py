"""One run of the roller brake tester: the frames it records and when it stops the motors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from plc.simulator.noise import Key
from plc.simulator.physics.brake import (
    FRAME_S,
    Samples,
    WheelOnRoller,
    drag_trace,
    run_down,
    wheel_trace,
)
from plc.simulator.vehicle import Axle, WheelBrake
from plc.simulator.vehicle_state import BrakeKind

SETTLE_FRAMES = 250
DRAG_FRAMES = 100
PATIENCE_FRAMES = 2000
BRAKING_S = 12.0
RELAY_FRAMES = 2
RUN_DOWN_FRAMES = 25
FELT_DAN = 15.0
PEAK_FRAMES = 100
PEAK_GROWTH = 1.02
PARKING_LAG_S = 0.1
RELEASE_S = 0.15


@dataclass(frozen=True, slots=True)
class MotorStop:
    """The frame at which the motors are cut, and why (the profile's `stop_reason`)."""

    frame: int
    reason: str


def wheel_on_roller(
    brake: WheelBrake, load_kg: float, parking_dan: float | None, kind: BrakeKind, ramp_s: float
) -> WheelOnRoller:
    """Return one wheel as the rollers feel it while the driver uses that kind of brake."""
    service = kind == "service"
    return WheelOnRoller(
        load_kg=load_kg,
        gain_dan=brake.gain_dan if service else (parking_dan or 0.0),
        ramp_s=ramp_s,
        lag_s=brake.lag_s if service else PARKING_LAG_S,
        delay_s=brake.delay_s if service else 0.0,
        drag_dan=brake.drag_dan,
        ovality=brake.ovality,
        friction=brake.friction,
        sliding_friction=brake.sliding_friction,
    )


class BrakeRun:
    """All frames of one run, known as far ahead as the driver's foot is.

    Frame k belongs to k times 10 ms after the start. What is counted from the touch of the pedal
    does not depend on when that was.
    """

    def __init__(self, axle: Axle, key: Key) -> None:
        self._axle = axle
        self._key = key
        length = SETTLE_FRAMES + PATIENCE_FRAMES + RUN_DOWN_FRAMES
        self.left = drag_trace(axle.left.drag_dan, length, (*key, "left"))
        self.right = drag_trace(axle.right.drag_dan, length, (*key, "right"))
        self.lock_left: int | None = None
        self.lock_right: int | None = None
        self.stop = MotorStop(SETTLE_FRAMES + PATIENCE_FRAMES, "timeout")
        self.touched: int | None = None

    def touch(self, frame: int, kind: BrakeKind, ramp_s: float) -> None:
        """Let the driver press the pedal, or pull the lever, from `frame` on."""
        self.touched = frame
        axle = self._axle
        sides = (
            ("left", axle.left, axle.left_kg, axle.parking_left_dan),
            ("right", axle.right, axle.right_kg, axle.parking_right_dan),
        )
        left, right = (
            wheel_trace(
                wheel_on_roller(brake, load, parking, kind, ramp_s), BRAKING_S, (*self._key, side)
            )
            for side, brake, load, parking in sides
        )
        self.left = np.concatenate((self.left[:frame], left.force))
        self.right = np.concatenate((self.right[:frame], right.force))
        self.lock_left = None if left.lock_frame is None else frame + left.lock_frame
        self.lock_right = None if right.lock_frame is None else frame + right.lock_frame
        self.stop = self._own_stop(frame)

    def release(self, frame: int) -> None:
        """Let the driver take the foot off from `frame` on."""
        if self.touched is None or frame >= self.stop.frame:
            return
        since = np.maximum(np.arange(len(self.left)) - frame, 0) * FRAME_S
        falling = np.exp(-since / RELEASE_S)
        self.left, self.right = self.left * falling, self.right * falling
        self.lock_left = _before(self.lock_left, frame)
        self.lock_right = _before(self.lock_right, frame)
        stop = self._own_stop(self.touched)
        self.stop = MotorStop(max(stop.frame, frame), stop.reason)

    def cut(self, frame: int, reason: str) -> None:
        """Cut the motors at `frame`, if they turn then."""
        if frame < self.stop.frame:
            self.stop = MotorStop(frame, reason)

    @property
    def length(self) -> int:
        """Frames of the whole run, the running down of the rollers included."""
        return self.stop.frame + RUN_DOWN_FRAMES

    def forces(self) -> tuple[Samples, Samples]:
        """Return left and right forces in daN, a value each for every frame of the run."""
        left, right = self.left[: self.length], self.right[: self.length]
        return run_down(left, self.stop.frame), run_down(right, self.stop.frame)

    def drag(self) -> tuple[float, float]:
        """Return the mean rolling drag (阻滞力) before braking, left and right, in daN."""
        end = min(SETTLE_FRAMES, self.stop.frame)
        if self.touched is not None:
            end = min(end, self.touched)
        start = max(0, end - DRAG_FRAMES)
        if end == start:
            return 0.0, 0.0
        return float(self.left[start:end].mean()), float(self.right[start:end].mean())

    def locked(self, at_frame: int) -> tuple[bool, bool]:
        """Say which wheels had locked (抱死) by `at_frame`, while the motors turned."""
        end = min(at_frame, self.stop.frame)
        return _reached(self.lock_left, end), _reached(self.lock_right, end)

    def _own_stop(self, frame: int) -> MotorStop:
        locks = [lock for lock in (self.lock_left, self.lock_right) if lock is not None]
        slip = [MotorStop(min(locks) + RELAY_FRAMES, "slip")] if locks else []
        peak = self._peak(frame)
        last = MotorStop(SETTLE_FRAMES + PATIENCE_FRAMES, "timeout")
        end = MotorStop(len(self.left) - RUN_DOWN_FRAMES, "timeout")
        return min([*slip, *peak, last, end], key=lambda stop: stop.frame)

    def _peak(self, frame: int) -> list[MotorStop]:
        left = np.maximum.accumulate(self.left[frame:])
        right = np.maximum.accumulate(self.right[frame:])
        felt = np.flatnonzero(left + right > self.left[frame] + self.right[frame] + FELT_DAN)
        if not len(felt):
            return []
        grown = (left[PEAK_FRAMES:] > PEAK_GROWTH * left[:-PEAK_FRAMES]) | (
            right[PEAK_FRAMES:] > PEAK_GROWTH * right[:-PEAK_FRAMES]
        )
        still = np.flatnonzero(~grown[felt[0] :])
        if not len(still):
            return []
        return [MotorStop(frame + int(felt[0] + still[0]) + PEAK_FRAMES, "peak")]


def _before(lock: int | None, frame: int) -> int | None:
    return lock if lock is not None and lock < frame else None


def _reached(lock: int | None, frame: int) -> bool:
    return lock is not None and lock <= frame
