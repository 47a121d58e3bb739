"""A side-slip tester (侧滑检验台): a plate pushed aside by the wheels that roll across it."""

from __future__ import annotations

import math

from plc.simulator.noise import Key, stream

CROSSING_S = 0.9
NOISE_M_PER_KM = 0.05


def measured_slip(side_slip_m_per_km: float, key: Key) -> float:
    """Return the side-slip in m/km to 0.1; positive is outwards (toe-in)."""
    noise = NOISE_M_PER_KM * float(stream(*key, "slip").standard_normal())
    return round(side_slip_m_per_km + noise, 1)


def plate_deflection(slip_m_per_km: float, since_s: float) -> float:
    """Return the live deflection in m/km, `since_s` after the wheels touched the plate."""
    if not 0.0 <= since_s <= CROSSING_S:
        return 0.0
    return slip_m_per_km * math.sin(math.pi / 2.0 * since_s / CROSSING_S)
