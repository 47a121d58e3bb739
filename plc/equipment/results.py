"""What one test of one tester gives; every number is a good reading of one epoch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BrakeKind = Literal["service", "parking"]
LampName = Literal["H1", "H2", "H3", "H4"]
StopReason = Literal["none", "slip", "peak", "timeout", "stopped", "wheel_lost", "estop"]


@dataclass(frozen=True, slots=True)
class BrakeRun:
    """One roller brake run (制动检验) of one axle: the two curves and what the tester found.

    ``left_dan`` and ``right_dan`` are forces in daN every ``interval_ms``, taken at the same
    instants, from the start of the motors to their stop; drags (阻滞力) are the means before
    braking. ``stop_reason`` "timeout" means that the driver never braked hard enough.
    """

    axle: int
    kind: BrakeKind
    interval_ms: float
    left_dan: tuple[float, ...]
    right_dan: tuple[float, ...]
    drag_left_dan: float
    drag_right_dan: float
    locked_left: bool
    locked_right: bool
    stop_reason: StopReason
    epoch: int
    first_frame: int
    lost_frames: int = 0


@dataclass(frozen=True, slots=True)
class AxleLoad:
    """Static load (轴荷) of the two wheels of one axle in kg."""

    axle: int
    left_kg: float
    right_kg: float


@dataclass(frozen=True, slots=True)
class SpeedRun:
    """The true speed in km/h at which the vehicle's speedometer showed 40 km/h."""

    true_km_h: float


@dataclass(frozen=True, slots=True)
class HeadlampRun:
    """One far beam: intensity (发光强度) in cd, direction in mm per 10 m, height in mm.

    ``horizontal_mm`` is positive to the right, ``vertical_mm`` upwards.
    """

    lamp: LampName
    intensity_cd: float
    horizontal_mm: float
    vertical_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class SideSlipRun:
    """Side-slip (侧滑量) of the steering axle in m/km, outwards positive."""

    m_per_km: float


@dataclass(frozen=True, slots=True)
class DoubleIdleRun:
    """Two-speed idle test (双怠速) of a petrol engine, GB 18285-2018."""

    idle_co_percent: float
    idle_hc_ppm: float
    high_idle_co_percent: float
    high_idle_hc_ppm: float
    excess_air: float


@dataclass(frozen=True, slots=True)
class SmokeRun:
    """Free acceleration opacity (自由加速, 光吸收系数 k) of a diesel engine, in 1/m."""

    k_per_m: float
