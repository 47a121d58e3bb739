"""Exhaust testers: the double-idle test (双怠速法) and free-acceleration smoke (自由加速法).

The times are placeholders taken from common practice; the wording of GB 18285-2018 and
GB 3847-2018 has not been seen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from plc.simulator.noise import Key, stream
from plc.simulator.vehicle import PetrolGas

ZERO_S = 8.0
SETTLE_S = 15.0
MEASURE_S = 30.0
TRANSPORT_S = 6.0
CELL_S = 2.5
RPM_PATIENCE_S = 60.0
HIGH_IDLE_RPM = 2500.0
HIGH_IDLE_TOLERANCE_RPM = 200.0
ENGINE_S = 0.6
STAMP_S = 2.0
STAMP_PAUSE_S = 10.0
STAMPS = 3


@dataclass(frozen=True, slots=True)
class DoubleIdle:
    """Means over the measuring time: CO in % by volume, HC in ppm, lambda at high idle."""

    idle_co_percent: float
    idle_hc_ppm: float
    high_idle_co_percent: float
    high_idle_hc_ppm: float
    excess_air: float


def cell_mean(before: float, after: float) -> float:
    """Return the mean shown over the measuring time, the gas having changed as settling began."""
    time = np.arange(0.0, MEASURE_S, 0.5) + SETTLE_S - TRANSPORT_S
    return float(np.mean(after + (before - after) * np.exp(-time / CELL_S)))


def double_idle(gas: PetrolGas, key: Key) -> DoubleIdle:
    """Return the test's results as the analyser shows them, rounded to its resolution."""
    noise = 1.0 + 0.02 * stream(*key, "gas").standard_normal(5)
    high_co = gas.high_idle_co_percent
    high_hc = gas.high_idle_hc_ppm
    return DoubleIdle(
        idle_co_percent=round(cell_mean(high_co, gas.idle_co_percent) * float(noise[0]), 2),
        idle_hc_ppm=round(cell_mean(high_hc, gas.idle_hc_ppm) * float(noise[1])),
        high_idle_co_percent=round(cell_mean(0.0, high_co) * float(noise[2]), 2),
        high_idle_hc_ppm=round(cell_mean(0.0, high_hc) * float(noise[3])),
        excess_air=round(gas.excess_air * (1.0 + 0.1 * (float(noise[4]) - 1.0)), 2),
    )


def smoke(smoke_k_per_m: float, key: Key) -> float:
    """Return the mean light absorption in 1/m of the three stamps, to 0.01."""
    stamps = smoke_k_per_m * (1.0 + 0.03 * stream(*key, "smoke").standard_normal(STAMPS))
    return round(max(0.0, float(np.mean(stamps))), 2)


def engine_speed(before_rpm: float, target_rpm: float, since_s: float) -> float:
    """Return the engine speed in rpm, `since_s` after the driver chose a new one."""
    return target_rpm + (before_rpm - target_rpm) * math.exp(-max(since_s, 0.0) / ENGINE_S)
