"""What the simulated lane knows of a vehicle: masses, brakes, lamps, emissions and its driver."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Fuel = Literal["petrol", "diesel", "electric"]
LampName = Literal["H1", "H2", "H3", "H4"]
Positive = Annotated[float, Field(gt=0.0)]
NotNegative = Annotated[float, Field(ge=0.0)]

LAMP_NAMES: tuple[LampName, ...] = ("H1", "H2", "H3", "H4")


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class WheelBrake(_Model):
    """The brake of one wheel (车轮制动器).

    `gain_dan` is the force at full pedal in daN, `lag_s` the time constant of the pressure and
    `delay_s` the dead time before it rises, `ovality` the share by which the force swings once a
    wheel turn, `friction` and `sliding_friction` those of tyre on roller.
    """

    gain_dan: NotNegative
    lag_s: NotNegative = 0.08
    delay_s: NotNegative = 0.0
    drag_dan: NotNegative = 3.0
    ovality: Annotated[float, Field(ge=0.0, le=0.5)] = 0.02
    friction: Annotated[float, Field(gt=0.0, le=1.5)] = 0.75
    sliding_friction: Annotated[float, Field(gt=0.0, le=1.5)] = 0.58


class Axle(_Model):
    """One axle: static wheel loads in kg, service brakes, parking-brake forces in daN or none."""

    left_kg: Positive
    right_kg: Positive
    left: WheelBrake
    right: WheelBrake
    parking_left_dan: NotNegative | None = None
    parking_right_dan: NotNegative | None = None


class Lamp(_Model):
    """A headlamp's main beam: cd, offsets of its centre in mm at 10 m, height in mm."""

    cd: Annotated[float, Field(ge=0.0, le=200_000.0)]
    horizontal_mm: float = 0.0
    vertical_mm: float = -150.0
    height_mm: Positive = 700.0


class PetrolGas(_Model):
    """Exhaust of a petrol engine in the double-idle test (双怠速法, GB 18285-2018)."""

    idle_co_percent: NotNegative = 0.08
    idle_hc_ppm: NotNegative = 35.0
    high_idle_co_percent: NotNegative = 0.05
    high_idle_hc_ppm: NotNegative = 20.0
    excess_air: Positive = 1.0


class Driver(_Model):
    """The lane driver's (引车员) times in seconds."""

    reaction_s: Positive = 0.6
    pedal_ramp_s: Positive = 1.5
    enter_s: Positive = 5.0
    axle_s: Positive = 3.0
    leave_s: Positive = 4.0
    accelerate_s: Positive = 6.0


class VehicleModel(_Model):
    """A vehicle as the testers feel it; what they will show follows from this and a seed."""

    seed: int = 0
    fuel: Fuel = "petrol"
    axles: Annotated[tuple[Axle, ...], Field(min_length=1, max_length=8)]
    speedometer_error: Annotated[float, Field(gt=-0.5, lt=0.5)] = 0.04
    lamps: dict[LampName, Lamp] = Field(default_factory=dict)
    side_slip_m_per_km: float = 0.0
    idle_rpm: Positive = 800.0
    petrol: PetrolGas | None = None
    smoke_k_per_m: NotNegative | None = None
    driver: Driver = Driver()

    @model_validator(mode="after")
    def _exhaust_fits_fuel(self) -> Self:
        if (self.petrol is not None) != (self.fuel == "petrol"):
            raise ValueError("give `petrol` emissions to petrol vehicles, and only to them")
        if (self.smoke_k_per_m is not None) != (self.fuel == "diesel"):
            raise ValueError("give `smoke_k_per_m` to diesel vehicles, and only to them")
        return self

    @property
    def mass_kg(self) -> float:
        """All wheel loads together, in kg."""
        return sum(axle.left_kg + axle.right_kg for axle in self.axles)
