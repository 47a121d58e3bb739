"""What the testers gave (测得值), as it comes in: JSON of ``lane judge`` or the lane itself.

Numbers that cannot be (negative forces, NaN) are refused here with their name. Pairs are left,
right; a wheel that was not measured is null. Every key may be missing.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

# No instrument of a lane shows anything near this; beyond it lies a broken conversion.
_LARGEST = 1e9

NotNegative = Annotated[float, Field(ge=0, le=_LARGEST, allow_inf_nan=False)]
Finite = Annotated[float, Field(ge=-_LARGEST, le=_LARGEST, allow_inf_nan=False)]

Pair = Annotated[tuple[NotNegative | None, ...], Field(min_length=1, max_length=2)]
"""Left and right of one axle; a single value for a vehicle with one wheel on the axle."""

Lamp = Annotated[str, Field(pattern="^H[1-4]$")]
"""H1 left outer, H2 left inner, H3 right inner, H4 right outer."""

GasMethod = Literal[
    "double_idle", "free_acceleration", "asm", "transient", "simple_transient", "lug_down"
]


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class BrakeCurve(_Frozen):
    """制动过程曲线 of one axle: simultaneous samples of both wheels in daN (10 N)."""

    interval_ms: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    left_dan: tuple[NotNegative, ...]
    right_dan: tuple[NotNegative, ...]
    left_locked: bool | None = Field(default=None, description="抱死, if the tester says so")
    right_locked: bool | None = None

    @model_validator(mode="after")
    def _same_length(self) -> BrakeCurve:
        if len(self.left_dan) != len(self.right_dan):
            raise ValueError(
                f"{len(self.left_dan)} left samples but {len(self.right_dan)} right samples"
            )
        return self


class BeamPosition(_Frozen):
    """近光光束照射位置 of one lamp, mm at 10 m; left and down are negative."""

    vertical_mm: Finite | None = None
    lateral_mm: Finite | None = None
    lamp_height_mm: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None


class Outline(_Frozen):
    """外廓尺寸: each (registered, measured) in mm."""

    length: tuple[NotNegative, NotNegative] | None = None
    width: tuple[NotNegative, NotNegative] | None = None
    height: tuple[NotNegative, NotNegative] | None = None


class Tread(_Frozen):
    """花纹深度 in mm, one value per wheel."""

    steering: tuple[NotNegative, ...] | None = None
    other: tuple[NotNegative, ...] | None = None


class Gas(_Frozen):
    """排放: the method, the limit set in force there (a national, b stricter), the values."""

    method: GasMethod
    limit_set: Literal["a", "b"] = "a"
    idle_co_percent: NotNegative | None = None
    idle_hc_ppm: NotNegative | None = None
    high_idle_co_percent: NotNegative | None = None
    high_idle_hc_ppm: NotNegative | None = None
    lambda_: NotNegative | None = Field(default=None, alias="lambda", description="过量空气系数")
    opacity_per_m: NotNegative | None = None
    asm5025_co_percent: NotNegative | None = None
    asm5025_hc_ppm: NotNegative | None = None
    asm5025_no_ppm: NotNegative | None = None
    asm2540_co_percent: NotNegative | None = None
    asm2540_hc_ppm: NotNegative | None = None
    asm2540_no_ppm: NotNegative | None = None
    transient_co_g_per_km: NotNegative | None = None
    transient_hc_nox_g_per_km: NotNegative | None = None
    simple_transient_co_g_per_km: NotNegative | None = None
    simple_transient_hc_g_per_km: NotNegative | None = None
    simple_transient_nox_g_per_km: NotNegative | None = None
    lug_down_k100_per_m: NotNegative | None = None
    lug_down_k80_per_m: NotNegative | None = None
    lug_down_nox_ppm: NotNegative | None = None
    lug_down_power_percent: NotNegative | None = None


class Measured(_Frozen):
    """All values of one vehicle. Lists are per axle, from the front; null where not measured."""

    brake_tester: Literal["roller", "plate"] = "roller"
    laden: bool = Field(default=False, description="满载检验")
    axle_load_kg: tuple[Pair | None, ...] | None = None
    dynamic_load_kg: tuple[Pair | None, ...] | None = None
    brake_force_dan: tuple[Pair | None, ...] | None = None
    brake_difference_dan: tuple[Pair | None, ...] | None = Field(
        default=None, description="过程差最大点: the pair at the point of largest difference"
    )
    brake_curve: tuple[BrakeCurve | None, ...] | None = None
    loaded_axle_load_kg: tuple[Pair | None, ...] | None = None
    loaded_brake_force_dan: tuple[Pair | None, ...] | None = None
    loaded_brake_difference_dan: tuple[Pair | None, ...] | None = None
    parking_force_dan: tuple[Pair | None, ...] | None = None
    headlamp_cd: dict[Lamp, NotNegative] | None = None
    low_beam: dict[Lamp, BeamPosition] | None = None
    side_slip_m_per_km: tuple[Finite | None, ...] | None = None
    speed_at_indicated_40_km_h: NotNegative | None = None
    outline_mm: Outline | None = None
    kerb_mass_kg: NotNegative | tuple[NotNegative, NotNegative] | None = Field(
        default=None, description="measured, or (registered, measured)"
    )
    tread_mm: Tread | None = None
    gas: Gas | None = None
