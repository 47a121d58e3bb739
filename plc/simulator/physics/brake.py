"""A roller brake tester's (滚筒反力式制动检验台) forces, from the tyre up.

Everything is a function of the time since the brake was applied. The pressure behind the pedal
is a delayed, lagged ramp in closed form; only the short slide from grip to a locked wheel is
integrated, in the direction in which the tyre's curve falls, so no input makes it blow up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plc.simulator.noise import Key, stream

FRAME_S = 0.01
STEP_S = 0.001
STEPS_PER_FRAME = round(FRAME_S / STEP_S)
DAN_PER_KG = 0.981
ROLLER_M_PER_S = 5.0 / 3.6
WHEEL_TURN_RAD_PER_S = ROLLER_M_PER_S / 0.3
SLIDING_MASS_KG = 11.0
PEAK_SLIP = 0.15
LOCK_SLIP = 0.27
FILTER_S = 1.0 / (2.0 * np.pi * 10.0)
NOISE_DAN = 0.4

Samples = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WheelOnRoller:
    """One wheel for one run: load in kg, forces in daN, times in s, frictions of tyre on roller."""

    load_kg: float
    gain_dan: float
    ramp_s: float
    lag_s: float
    delay_s: float
    drag_dan: float
    ovality: float
    friction: float
    sliding_friction: float


@dataclass(frozen=True, slots=True)
class WheelTrace:
    """Force in daN every 10 ms since the pedal was touched, and the frame of the wheel's lock."""

    force: Samples
    lock_frame: int | None


def pressure(time: Samples, ramp_s: float, lag_s: float) -> Samples:
    """Return the lagged answer, 0 to 1, to a pedal pressed home within `ramp_s`."""

    def lagged_ramp(since: Samples) -> Samples:
        since = np.maximum(since, 0.0)
        if lag_s < STEP_S:
            return since
        return since - lag_s * -np.expm1(-since / lag_s)

    ramp = max(ramp_s, STEP_S)
    return np.clip((lagged_ramp(time) - lagged_ramp(time - ramp)) / ramp, 0.0, 1.0)


def demand(wheel: WheelOnRoller, seconds: float, phase: float) -> Samples:
    """Return the force in daN that the brake asks of the tyre, every millisecond."""
    time = np.arange(round(seconds / STEP_S), dtype=np.float64) * STEP_S
    swing = 1.0 + wheel.ovality * np.sin(WHEEL_TURN_RAD_PER_S * time + phase)
    applied = pressure(np.subtract(time, wheel.delay_s), wheel.ramp_s, wheel.lag_s)
    return wheel.drag_dan + wheel.gain_dan * applied * swing


def _friction_beyond_peak(wheel: WheelOnRoller, slip: float) -> float:
    sliding = min(wheel.sliding_friction, wheel.friction)
    share = (slip - PEAK_SLIP) / (1.0 - PEAK_SLIP)
    return wheel.friction - (wheel.friction - sliding) * min(max(share, 0.0), 1.0)


def _slide(
    wheel: WheelOnRoller, asked: Samples, force: Samples, start: int
) -> tuple[int, int | None]:
    """Follow a sliding wheel from `start`; return where it ends and where slip showed a lock."""
    normal = wheel.load_kg * DAN_PER_KG
    slip, noticed = PEAK_SLIP, None
    for step in range(start, len(asked)):
        grip = _friction_beyond_peak(wheel, slip) * normal
        force[step] = grip
        surplus_n = 10.0 * (asked[step] - grip)
        slip += surplus_n / SLIDING_MASS_KG * STEP_S / ROLLER_M_PER_S
        if noticed is None and slip > LOCK_SLIP:
            noticed = step
        if slip >= 1.0:
            force[step + 1 :] = min(wheel.sliding_friction, wheel.friction) * normal
            return len(asked), noticed
        if slip < PEAK_SLIP:
            return step + 1, noticed
    return len(asked), noticed


def tyre_force(wheel: WheelOnRoller, asked: Samples) -> tuple[Samples, int | None]:
    """Limit the asked force to what the tyre can hold; return it and the step of the lock."""
    limit = wheel.friction * wheel.load_kg * DAN_PER_KG
    force = np.minimum(asked, limit)
    step, locked = 0, None
    while locked is None:
        beyond = np.flatnonzero(asked[step:] > limit)
        if not len(beyond):
            break
        step, locked = _slide(wheel, asked, force, step + int(beyond[0]))
    return force, locked


def low_pass(force: Samples) -> Samples:
    """Return what the 10 Hz force sensor makes of `force`, at rest in its first value before."""
    decay = np.exp(-np.arange(160) * STEP_S / FILTER_S)
    kernel = decay / decay.sum()
    padded = np.concatenate((np.full(len(kernel) - 1, force[0]), force))
    return np.convolve(padded, kernel, mode="valid")


def wheel_trace(wheel: WheelOnRoller, seconds: float, key: Key) -> WheelTrace:
    """Return one wheel's braking for `seconds` after the pedal was touched."""
    rng = stream(*key, "wheel")
    asked = demand(wheel, seconds, float(rng.uniform(0.0, 2.0 * np.pi)))
    force, lock_step = tyre_force(wheel, asked)
    sampled = low_pass(force)[::STEPS_PER_FRAME]
    noisy = sampled + NOISE_DAN * rng.standard_normal(len(sampled))
    return WheelTrace(noisy, None if lock_step is None else lock_step // STEPS_PER_FRAME)


def drag_trace(drag_dan: float, frames: int, key: Key) -> Samples:
    """Return `frames` frames of a free wheel: motors run up within 0.3 s, then drag and noise."""
    time = np.arange(frames) * FRAME_S
    noise = NOISE_DAN * stream(*key, "drag").standard_normal(frames)
    return drag_dan * np.minimum(time / 0.3, 1.0) + noise


def run_down(force: Samples, stop_frame: int) -> Samples:
    """Return `force` with the motors cut at `stop_frame` and the rollers at rest 0.25 s later."""
    since = np.arange(len(force)) - stop_frame
    return force * np.clip(1.0 - since * FRAME_S / 0.25, 0.0, 1.0)
