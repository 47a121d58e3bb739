"""The vehicles of the demo: what the register says of each, and what is really there.

Pictures are drawn from the truth, never from the record. Dates are counted from the day of the
demo, so that each scenario stays what it is in later years; plates and serial numbers are fixed.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from lane.register import OdometerReading, VehicleRecord, wire_number
from samples import numbers
from samples.dates import month_end, months_before, years_before
from samples.models import Model, model_named
from samples.vehicles import Wear
from samples.vins import Nameplate

DEMO_DAY = date(2026, 11, 24)
"""The day that samples are made for when none is given."""


@dataclass(frozen=True, slots=True)
class Presenter:
    """The person who brings the vehicle (送检人)."""

    name: str
    citizen_id: str
    is_owner: bool


@dataclass(frozen=True, slots=True)
class Truth:
    """The vehicle as it stands there. `plate` as on the plate, `plate_kind` of the plate grammar;
    `colour` a letter of the register's table; `restamped`: the VIN's surroundings were ground.
    """

    body: str
    colour: str
    plate: str
    plate_kind: str
    stamped_vin: str
    restamped: bool
    dotted: bool
    nameplate: Nameplate
    engine_model: str
    engine_number: str
    odometer_km: int
    wear: Wear


@dataclass(frozen=True, slots=True)
class DemoVehicle:
    """One vehicle of the demo. `name` is the scenario's ("busy-1"… for the six of busy)."""

    name: str
    record: VehicleRecord
    truth: Truth
    presenter: Presenter


class _Sketch(BaseModel):
    """What tells one demo vehicle from another; `serial` makes its numbers its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    model: str
    plate: str
    colour: str
    years: int
    owner: str
    born: date
    serial: int
    dotted: bool


@cache
def _sketches() -> tuple[_Sketch, ...]:
    text = Path(__file__).with_name("demo_vehicles.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(_Sketch.model_validate(row) for row in csv.DictReader(lines, delimiter="\t"))


def demo_vehicles(on: date = DEMO_DAY) -> dict[str, DemoVehicle]:
    """Every demo vehicle by name, as it stands on the day `on`."""
    vehicles = {sketch.name: _honest(sketch, on) for sketch in _sketches()}
    vehicles["cloned"] = _cloned(vehicles["cloned"], on)
    vehicles["assembled"] = _assembled(vehicles["assembled"], on)
    return vehicles


def _honest(sketch: _Sketch, on: date) -> DemoVehicle:
    """A vehicle that is what its record says."""
    model = model_named(sketch.model)
    record = _record(sketch, model, on)
    company = record.owner_id == ""
    own_id = numbers.citizen_id(sketch.born, sketch.serial % 997 + 1)
    presenter = Presenter("高明" if company else sketch.owner, own_id, not company)
    truth = Truth(
        body=model.body,
        colour=record.colour,
        plate=sketch.plate,
        plate_kind=model.plate,
        stamped_vin=record.vin,
        restamped=False,
        dotted=sketch.dotted,
        nameplate=_nameplate(model, record.vin, record.manufactured_on),
        engine_model=model.engine,
        engine_number=record.engine_number,
        odometer_km=(record.odometer[-1].km if record.odometer else 0) + 9_340,
        wear=Wear(),
    )
    return DemoVehicle(sketch.name, record, truth, presenter)


def _record(sketch: _Sketch, model: Model, on: date) -> VehicleRecord:
    registered = years_before(on, sketch.years)
    manufactured = months_before(registered, 3).replace(day=12)
    company = sketch.owner.endswith("公司")
    description = f"{model.model[-1:] if model.model[-1].isdigit() else '2'}C5{sketch.years % 10}W"
    return VehicleRecord(
        plate=wire_number(sketch.plate),
        plate_kind=numbers.plate_code(model.plate),
        vin=numbers.vin_of(model.wmi, description, manufactured.year, "D", sketch.serial),
        engine_number=f"{model.engine}{sketch.serial:06}",
        brand=model.brand,
        model=model.model,
        colour=sketch.colour,
        vehicle_type=model.vehicle_type,
        use=model.use,
        seats=model.seats,
        axles=model.axles,
        total_mass_kg=model.total_kg,
        kerb_mass_kg=model.kerb_kg,
        wheelbase_mm=model.wheelbase,
        length_mm=model.length,
        width_mm=model.width,
        height_mm=model.height,
        fuel=model.fuel,
        headlamp_system=model.lamps,  # pyright: ignore[reportArgumentType]  # checked on the way in
        steering_axle_independent=model.independent,
        manufactured_on=manufactured,
        registered_on=registered,
        inspection_valid_until=month_end(on),
        status="A",
        owner_name=sketch.owner,
        owner_id="" if company else numbers.citizen_id(sketch.born, sketch.serial % 997 + 1),
        injury_accident=False,
        illegal_modification=False,
        converted_from_operating=False,
        odometer=_readings(registered, on),
    )


def _readings(registered: date, on: date) -> tuple[OdometerReading, ...]:
    years = range(2, on.year - registered.year, 2)
    return tuple(
        OdometerReading(on=years_before(on, on.year - registered.year - year, 9), km=11_800 * year)
        for year in years
    )


def _cloned(honest: DemoVehicle, on: date) -> DemoVehicle:
    """Another car of the same model wears the plate: its own numbers, another colour (套牌)."""
    model = model_named(honest.record.model)
    made = honest.record.manufactured_on.replace(year=honest.record.manufactured_on.year + 1)
    vin = numbers.vin_of(model.wmi, "7K8T3", made.year, "B", 702_295)
    truth = replace(
        honest.truth, colour="J", stamped_vin=vin, nameplate=_nameplate(model, vin, made),
        engine_number=f"{model.engine}702295",
    )  # fmt: skip
    other = Presenter("郭磊", numbers.citizen_id(date(1986, 3, 3), 271), is_owner=False)
    return DemoVehicle(honest.name, honest.record, truth, other)


def _assembled(honest: DemoVehicle, on: date) -> DemoVehicle:
    """Built from parts (拼装): the frame's number re-stamped, of an older car; another engine."""
    older = honest.record.manufactured_on.year - 6
    vin = numbers.vin_of("LBE", "XA4G2", older, "Y", 68_153)
    truth = replace(
        honest.truth,
        stamped_vin=vin,
        restamped=True,
        engine_number="G4ED068153",
        engine_model="G4ED",
    )
    return DemoVehicle(honest.name, honest.record, truth, honest.presenter)


def _nameplate(model: Model, vin: str, made: date) -> Nameplate:
    return Nameplate(
        maker=model.maker,
        brand=model.brand,
        model=model.model,
        vin=vin,
        engine_model=model.engine,
        total_mass_kg=model.total_kg,
        seats=model.seats,
        manufactured_on=made,
    )
