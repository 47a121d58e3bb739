"""An axle scale (轴重台): a sprung axle rolls on, swings and comes to rest."""

from __future__ import annotations

import math

from plc.simulator.noise import Key, stream

SWING_HZ = 1.8
DECAY_S = 0.7
STABLE_AFTER_S = 2.5
RESOLUTION_KG = 1.0
NOISE_KG = 0.4


def wheel_load(load_kg: float, since_s: float, key: Key) -> float:
    """Return the shown wheel load in kg, `since_s` after the wheel came onto the platform."""
    if since_s < 0.0:
        return 0.0
    phase = stream(*key, "swing").uniform(0.0, 0.6)
    swing = math.exp(-since_s / DECAY_S) * math.cos(2.0 * math.pi * SWING_HZ * since_s + phase)
    return load_kg * (1.0 - 0.25 * swing)


def static_load(load_kg: float, key: Key) -> float:
    """Return the wheel load in kg as weighed at rest, to the scale's whole kilogram."""
    shown = load_kg + NOISE_KG * float(stream(*key, "static").standard_normal())
    return max(0.0, RESOLUTION_KG * round(shown / RESOLUTION_KG))
