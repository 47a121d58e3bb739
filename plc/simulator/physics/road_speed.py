"""A speedometer tester (车速表检验台): true roller speed while the driver's needle shows 40."""

from __future__ import annotations

from plc.simulator.noise import Key, stream

INDICATED_KM_H = 40.0
NOISE_KM_H = 0.08


def true_speed(speedometer_error: float, key: Key) -> float:
    """Return the true km/h at indicated 40, to 0.1; an error of 0.05 shows 5 % too much."""
    noise = NOISE_KM_H * float(stream(*key, "speed").standard_normal())
    return max(0.0, round(INDICATED_KM_H / (1.0 + speedometer_error) + noise, 1))


def speed_while_accelerating(since_s: float, accelerate_s: float, target_km_h: float) -> float:
    """Return the roller speed in km/h, rising smoothly to the target within `accelerate_s`."""
    share = min(max(since_s / accelerate_s, 0.0), 1.0)
    return target_km_h * share * (2.0 - share)
