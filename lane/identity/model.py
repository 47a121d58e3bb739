"""What is known of one vehicle, as `lane identity` takes it; every part may be missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from lane.identity.errors import IdentityError
from lane.identity.fields import (
    Colours,
    Confidence,
    Day,
    EngineNumber,
    Instant,
    Kilograms,
    Kilometres,
    Latitude,
    Longitude,
    Millimetres,
    Month,
    Plate,
    PlateKind,
    Status,
    Vin,
    Week,
    Year,
)

MAX_BYTES = 8_000_000
"""Room for ten thousand passes; more is no question about one vehicle."""


class _Strict(BaseModel):
    """A misspelt name is refused, since it would silently be missing."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class _FromRegister(BaseModel):
    """Registers hold more than is weighed here: other columns are left aside."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Place(_Strict):
    """A point on the earth, WGS 84 degrees."""

    lat: Latitude
    lon: Longitude


class PlateRead(_Strict):
    """The plate as read (号牌): text, kind code hpzl, confidence 0–1 of the whole text."""

    text: Plate
    kind: PlateKind | None = None
    confidence: Confidence


class VinRead(_Strict):
    """The stamped VIN as read (车辆识别代号); an unread character is `?`."""

    text: Vin
    confidence: Confidence


class EngineNumberRead(_Strict):
    """The engine or motor number as read (发动机号码/驱动电机号码)."""

    text: EngineNumber
    confidence: Confidence


class ColourRead(_Strict):
    """The body colour as seen (车身颜色), code letters A–J, Z."""

    code: Colours
    confidence: Confidence


class Nameplate(_Strict):
    """What stands on the nameplate (产品标牌)."""

    vin: Vin | None = None
    manufactured_on: Month | None = None
    total_mass_kg: Kilograms | None = None


class Reads(_Strict):
    """Everything read from the vehicle itself."""

    plate: PlateRead | None = None
    vin: VinRead | None = None
    engine_number: EngineNumberRead | None = None
    body_colour: ColourRead | None = None
    nameplate: Nameplate | None = None
    obd_vin: Vin | None = None
    odometer_km: Kilometres | None = None
    glass_year: Year | None = None
    tyre_week: Week | None = None
    belt_month: Month | None = None

    @model_validator(mode="before")
    @classmethod
    def _nothing_read(cls, value: object) -> object:
        """An empty text is what a reader gives when it found nothing: missing, not read."""
        if not isinstance(value, dict):
            return value
        return {name: None if _is_empty(part) else part for name, part in value.items()}


class Stamp(_Strict):
    """The stamped VIN against the filed rubbing (拓印膜比对): similarity 0–1, what differs."""

    similarity: Confidence | None = None
    differences: tuple[str, ...] | None = Field(default=None, max_length=100)


class Measured(_Strict):
    """What was weighed and measured on the lane."""

    kerb_mass_kg: Kilograms | None = None
    wheelbase_mm: Millimetres | None = None
    length_mm: Millimetres | None = None
    width_mm: Millimetres | None = None
    height_mm: Millimetres | None = None


class Answers(_Strict):
    """Whether the presenter's answers (问) agree with the record."""

    owner_name: bool | None = None
    bought_on: bool | None = None
    mileage: bool | None = None


class OdometerReading(_FromRegister):
    """Kilometres on the clock at an earlier inspection."""

    on: Day
    km: Kilometres


class Record(_FromRegister):
    """What the register holds about the vehicle (机动车登记信息); `status` are zt letters."""

    plate: Plate | None = None
    plate_kind: PlateKind | None = None
    vin: Vin | None = None
    engine_number: EngineNumber | None = None
    brand: str | None = Field(default=None, max_length=200)
    colour: Colours | None = None
    vehicle_type: str | None = Field(default=None, pattern=r"^[A-Z][0-9A-Z]{2}$")
    use: str | None = Field(default=None, max_length=2)
    seats: int | None = Field(default=None, ge=0, le=200)
    manufactured_on: Day | None = None
    registered_on: Day | None = None
    kerb_mass_kg: Kilograms | None = None
    wheelbase_mm: Millimetres | None = None
    length_mm: Millimetres | None = None
    width_mm: Millimetres | None = None
    height_mm: Millimetres | None = None
    status: Status | None = None
    odometer: tuple[OdometerReading, ...] | None = Field(default=None, max_length=1000)

    @model_validator(mode="before")
    @classmethod
    def _unfilled_columns(cls, value: object) -> object:
        """Registers write an empty text or 0 where they know nothing."""
        if not isinstance(value, dict):
            return value
        return {name: None if _is_unfilled(name, part) else part for name, part in value.items()}


class Other(_FromRegister):
    """Another record that shares a plate, VIN or engine number with this vehicle."""

    plate: Plate | None = None
    plate_kind: PlateKind | None = None
    vin: Vin | None = None
    engine_number: EngineNumber | None = None
    status: Status | None = None

    @model_validator(mode="before")
    @classmethod
    def _unfilled_columns(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {name: None if part == "" else part for name, part in value.items()}


class PassElsewhere(_FromRegister):
    """A plate seen by a camera elsewhere (过车记录)."""

    plate: Plate
    plate_kind: PlateKind | None = None
    at: Instant
    lat: Latitude
    lon: Longitude
    colour: Colours | None = None
    vehicle_type: str | None = Field(default=None, max_length=3)


class IdentityInput(_Strict):
    """Everything known about one vehicle at the instant `on`, at the place `here`."""

    on: Instant | None = None
    here: Place | None = None
    reads: Reads | None = None
    stamp: Stamp | None = None
    measured: Measured | None = None
    answers: Answers | None = None
    record: Record | None = None
    others: tuple[Other, ...] | None = Field(default=None, max_length=1000)
    passes: tuple[PassElsewhere, ...] | None = Field(default=None, max_length=20_000)

    @model_validator(mode="after")
    def _nothing_after_today(self) -> IdentityInput:
        if self.on is not None:
            today = self.on.date()
            late = [name for name, day in _dates(self) if day > today]
            if late:
                raise ValueError(f"{late[0]} lies after the day of inspection {today}")
        return self


def parse_input(text: str | bytes) -> IdentityInput:
    """The input from JSON text; IdentityError names the field that is wrong and why."""
    if len(text) > MAX_BYTES:
        raise IdentityError(
            f"the file is larger than {MAX_BYTES // 1_000_000} MB; send fewer passes"
        )
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise IdentityError(f"this is not JSON: {error}") from error
    return input_from(given)


def input_from(given: object) -> IdentityInput:
    """The input from JSON data; IdentityError names the field that is wrong and why."""
    try:
        return IdentityInput.model_validate(given)
    except ValidationError as error:
        raise IdentityError(_first_fault(error)) from error


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in fault["loc"]) or "input"
    message = fault["msg"].removeprefix("Value error, ")
    more = error.error_count() - 1
    return f"{where}: {message}" + (f" (and {more} more faults)" if more else "")


def _is_empty(part: object) -> bool:
    text = part.get("text", part.get("code")) if isinstance(part, dict) else part
    return isinstance(text, str) and not text.strip("? ")


def _is_unfilled(name: str, part: object) -> bool:
    return part == "" or (name.endswith(("_mm", "_kg")) and part == 0)


def _dates(given: IdentityInput) -> Iterator[tuple[str, date]]:
    """Every date that can't lie in the future, with its name."""
    reads, record = given.reads or Reads(), given.record or Record()
    nameplate = reads.nameplate or Nameplate()
    dates = {
        "reads.nameplate.manufactured_on": nameplate.manufactured_on,
        "reads.glass_year": reads.glass_year and date(reads.glass_year, 1, 1),
        "reads.tyre_week": reads.tyre_week,
        "reads.belt_month": reads.belt_month,
        "record.manufactured_on": record.manufactured_on,
        "record.registered_on": record.registered_on,
    }
    yield from ((name, day) for name, day in dates.items() if day)
    for index, reading in enumerate(record.odometer or ()):
        yield f"record.odometer.{index}.on", reading.on
