"""The vehicle and the inspection as rules see them; pydantic at the edge (JSON, register)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field, field_validator, model_validator

from checklists import codes
from checklists.groups import always_two_axles

Kind = Literal["registration", "periodic", "temporary", "special", "other_in_use"]

Kilograms = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Millimetres = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Vehicle(BaseModel, frozen=True, extra="forbid"):
    """A vehicle as its record describes it. Codes are the ministry's (GA/T 16).

    Only the type and the use must be given; a rule that needs more says which field it misses.
    The number of axles may be left out for types that always have two.
    """

    vehicle_type: str = Field(description="车辆类型, e.g. K33")
    use: str = Field(description="使用性质, e.g. A")
    plate_kind: str | None = Field(default=None, description="号牌种类, e.g. 02")
    registered_on: date | None = Field(default=None, description="初次登记日期")
    manufactured_on: date | None = Field(default=None, description="出厂日期")
    seats: int | None = Field(default=None, ge=0, description="核定载人数")
    total_mass_kg: Kilograms | None = Field(default=None, description="总质量")
    kerb_mass_kg: Kilograms | None = Field(default=None, description="整备质量")
    length_mm: Millimetres | None = None
    axles: int | None = Field(default=None, ge=1, le=12)
    steering_axles: int | None = Field(default=None, ge=0, le=4, description="转向轴数量")
    parking_brake_axles: tuple[int, ...] | None = Field(default=None, description="驻车轴位")
    steering_axle_independent: bool | None = Field(default=None, description="转向轴悬架形式")
    headlamp_system: str | None = Field(default=None, description="前照灯制 01-05")
    fuel: str | None = Field(default=None, description="燃料种类")
    max_speed_km_h: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    cab: bool = Field(default=False, description="带驾驶室 (tricycles)")
    disabled_driver_controls: bool = Field(default=False, description="残疾人操纵辅助装置")
    injury_accident: bool = Field(default=False, description="发生过造成人员伤亡的事故")
    illegal_modification: bool = Field(default=False, description="非法改装被依法处罚")
    converted_from_operating: bool = Field(default=False, description="营转非")

    @field_validator("vehicle_type", "use", "headlamp_system", "fuel")
    @classmethod
    def _known(cls, value: str | None, info: object) -> str | None:
        name = getattr(info, "field_name", "")
        table = {"vehicle_type": "vehicle_types", "use": "uses", "fuel": "fuels"}
        held = codes.table(table.get(name, "headlamp_systems"))
        if value is not None and value not in held:
            raise ValueError(f"{value!r} is not a code in the table of {name.replace('_', ' ')}s")
        return value

    @model_validator(mode="after")
    def _has_axles(self) -> Vehicle:
        if self.axles is None and not always_two_axles(self.vehicle_type):
            raise ValueError(f"axles is needed for vehicle type {self.vehicle_type}")
        outside = [n for n in self.parking_brake_axles or () if not 1 <= n <= self.axle_count]
        if outside:
            raise ValueError(f"parking_brake_axles names axle {outside[0]} of {self.axle_count}")
        return self

    @property
    def axle_count(self) -> int:
        """轴数; two where the type says so and the record does not."""
        return self.axles or 2

    @property
    def is_trailer(self) -> bool:
        """挂车: every axle counts as a rear axle."""
        return self.vehicle_type[0] in "BG"

    @property
    def front_axles(self) -> int:
        """How many axles count as front axles (the steered ones ahead of the middle)."""
        if self.is_trailer:
            return 0
        stated = 1 if self.steering_axles is None else self.steering_axles
        return min(max(stated, 1), self.axle_count)

    @property
    def parking_axles(self) -> tuple[int, ...]:
        """Axles the parking brake acts on; all rear axles where the record does not say."""
        if self.parking_brake_axles is not None:
            return self.parking_brake_axles
        return tuple(range(self.front_axles + 1, self.axle_count + 1))

    def position(self, axle: int) -> Literal["front", "rear"]:
        """Whether axle ``axle`` (from 1) counts as front or rear."""
        return "front" if axle <= self.front_axles else "rear"


class Inspection(BaseModel, frozen=True, extra="forbid"):
    """What is asked for: kind (检验类别), day, and edition of the standard (判定依据).

    Without ``edition`` the one in force on the day is taken.
    """

    kind: Kind
    on: date
    edition: str | None = None
    gas_method: Literal["double_idle", "free_acceleration"] | None = Field(
        default=None, description="exhaust method; else by fuel"
    )
