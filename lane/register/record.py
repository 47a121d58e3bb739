"""A registered vehicle (机动车登记信息) and a vehicle seen by a camera elsewhere (过车记录)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from lane.register.checks import citizen_id, colours, fuel, status, use, vehicle_type

Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$"),
]
Plate = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9\u4e00-\u9fff]{5,10}$")]
PlateKind = Annotated[str, StringConstraints(pattern=r"^\d{2}$")]
Vin = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,25}$")]
VehicleType = Annotated[str, AfterValidator(vehicle_type)]
Millimetres = Annotated[int, Field(ge=0, le=60_000)]
Kilograms = Annotated[int, Field(gt=0, le=200_000)]


def wire_number(plate: str) -> str:
    """The number as registers and interfaces hold it: a trailer's loses its 挂."""
    return plate.removesuffix("挂")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OdometerReading(_Frozen):
    """Kilometres on the clock (里程表读数) at an earlier inspection."""

    on: date
    km: Annotated[int, Field(ge=0, le=9_999_999)]


class VehicleRecord(_Frozen):
    """What the office holds about one vehicle; the key is (`plate_kind`, `plate`).

    `plate` is the number as on the wire (a trailer's without 挂), `plate_kind` 号牌种类 (hpzl).
    `vin` 车辆识别代号: up to 25 characters, since old vehicles carry frame numbers that are no
    VIN; its check digit is a clue for identity and no condition here. `engine_number` is empty
    for trailers. `colour` and `status` are codes of `tables/`, `vehicle_type`,
    `use` and `fuel` those the checklists hold. `headlamp_system`
    前照灯制 is 01–05, empty for trailers.
    """

    plate: Plate
    plate_kind: PlateKind
    vin: Vin
    engine_number: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9*-]{0,30}$")]
    brand: Text
    model: Text
    colour: Annotated[str, AfterValidator(colours)]
    vehicle_type: VehicleType
    use: Annotated[str, AfterValidator(use)]
    seats: Annotated[int, Field(ge=0, le=200)]
    axles: Annotated[int, Field(ge=1, le=12)]
    total_mass_kg: Kilograms
    kerb_mass_kg: Kilograms
    wheelbase_mm: Millimetres
    length_mm: Millimetres
    width_mm: Millimetres
    height_mm: Millimetres
    fuel: Annotated[str, AfterValidator(fuel)]
    headlamp_system: Literal["", "01", "02", "03", "04", "05"]
    steering_axle_independent: bool
    manufactured_on: date
    registered_on: date
    inspection_valid_until: date
    status: Annotated[str, AfterValidator(status)]
    owner_name: Text
    owner_id: Annotated[str, AfterValidator(citizen_id)]
    injury_accident: bool
    illegal_modification: bool
    converted_from_operating: bool
    odometer: tuple[OdometerReading, ...] = ()


class Pass(_Frozen):
    """A vehicle seen by a camera elsewhere: plate, instant, WGS 84 degrees, and its looks."""

    plate: Plate
    plate_kind: PlateKind
    at: AwareDatetime
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    colour: Annotated[str, AfterValidator(colours)]
    vehicle_type: VehicleType
