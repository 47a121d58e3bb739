"""A made-up fleet of about 300 vehicles of all kinds, as the register's CSV holds them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from lane.register import OdometerReading, VehicleRecord, wire_number
from samples import numbers
from samples.dates import month_end, next_due
from samples.models import Model, models

SIZE = 300
_OFFICES = ("鲁J",) * 17 + ("鲁A", "鲁H", "鲁C", "鲁Q", "京N", "豫J", "苏C", "冀D")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = (
    *"伟芳娜敏静磊军洋勇艳杰涛明霞平刚",
    *("桂英", "建国", "志强", "秀兰", "海燕", "文博", "雨桐", "浩然"),
)
_COMPANIES = ("泰安示例运输有限公司", "肥城示例物流有限公司", "新泰示例建材有限公司",
              "宁阳示例客运有限公司", "东平示例租赁有限公司")  # fmt: skip
_COLOURS = "AAAAABBBJJJHHEEIGC"
_LARGE_STEPS = (12,) * 10 + (6,)
_SMALL_STEPS = (24, 24, 24, 24, 24, 12)


def fleet(on: date, seed: int = 1, size: int = SIZE) -> list[VehicleRecord]:
    """`size` records as they may stand on the day `on`; the same for the same arguments."""
    rng = np.random.default_rng([seed, 300])
    taken: set[tuple[str, str]] = set()
    records = []
    for model in _drawn(size):
        record = record_of(model, _registered(model, on, rng), on, rng)
        while (record.plate_kind, record.plate) in taken:
            record = record_of(model, record.registered_on, on, rng)
        taken.add((record.plate_kind, record.plate))
        records.append(record)
    return records


def record_of(
    model: Model, registered: date, on: date, rng: np.random.Generator, **given: object
) -> VehicleRecord:
    """A record of this model; what is `given` stands as it is."""
    manufactured = registered - timedelta(days=int(rng.integers(20, 150)))
    plate = numbers.plate_of(
        model.plate, str(rng.choice(list(_OFFICES))), rng, pure_electric=model.fuel == "C"
    )
    values: dict[str, object] = {
        "plate": wire_number(plate),
        "plate_kind": numbers.plate_code(model.plate),
        "vin": numbers.random_vin(model.wmi, manufactured.year, rng),
        "engine_number": numbers.engine_number(model.engine, rng),
        "colour": str(rng.choice(list(_COLOURS))),
        "manufactured_on": manufactured,
        "registered_on": registered,
        "inspection_valid_until": _valid_until(model, registered, on, rng),
        "odometer": tuple(_odometer(registered, on, rng)),
        **_as_built(model),
        **_owner(model, rng),
        **_history(rng),
    }
    return VehicleRecord.model_validate({**values, **given})


def _drawn(size: int) -> Iterator[Model]:
    """Each model as often as its share says, the commonest filling up what rounding leaves."""
    total = sum(model.share for model in models())
    counts = {model: max(1, size * model.share // total) for model in models()}
    common = sorted(models(), key=lambda model: -model.share)
    short = size - sum(counts.values())
    for number in range(max(0, short)):
        counts[common[number % len(common)]] += 1
    for model, count in counts.items():
        yield from [model] * count


def _registered(model: Model, on: date, rng: np.random.Generator) -> date:
    first = date(model.from_year, 3, 1)
    last = min(date(model.to_year, 12, 28), on - timedelta(days=40))
    return first + timedelta(days=int(rng.integers(0, (last - first).days)))


def _as_built(model: Model) -> dict[str, object]:
    return {
        "brand": model.brand,
        "model": model.model,
        "vehicle_type": model.vehicle_type,
        "use": model.use,
        "seats": model.seats,
        "axles": model.axles,
        "total_mass_kg": model.total_kg,
        "kerb_mass_kg": model.kerb_kg,
        "wheelbase_mm": model.wheelbase,
        "length_mm": model.length,
        "width_mm": model.width,
        "height_mm": model.height,
        "fuel": model.fuel,
        "headlamp_system": model.lamps,
        "steering_axle_independent": model.independent,
    }


def _owner(model: Model, rng: np.random.Generator) -> dict[str, object]:
    if model.use in "BCDEN" or (model.use == "F" and model.total_kg > 4500):
        return {"owner_name": str(rng.choice(list(_COMPANIES))), "owner_id": ""}
    if model.use == "H":
        return {"owner_name": "示例市公安局", "owner_id": ""}
    name = str(rng.choice(list(_SURNAMES))) + str(rng.choice(list(_GIVEN)))
    born = date(1958, 1, 1) + timedelta(days=int(rng.integers(0, 45 * 365)))
    area = 379901 + int(rng.integers(0, 7))
    number = numbers.citizen_id(born, int(rng.integers(1, 999)), area)
    return {"owner_name": name, "owner_id": number}


def _history(rng: np.random.Generator) -> dict[str, object]:
    status = str(rng.choice(["A", "G", "Q", "I", "E"], p=[0.93, 0.03, 0.02, 0.01, 0.01]))
    return {
        "status": status,
        "injury_accident": bool(rng.random() < 0.02),
        "illegal_modification": bool(rng.random() < 0.01),
        "converted_from_operating": bool(rng.random() < 0.01),
    }


def _valid_until(model: Model, registered: date, on: date, rng: np.random.Generator) -> date:
    private = model.use == "A" and model.vehicle_type not in {"K39", "K49"}
    small = private and model.vehicle_type[:2] in {"K3", "K4", "M2"}
    due = next_due(registered, on, _SMALL_STEPS if small else _LARGE_STEPS)
    # a few are late, as everywhere
    return month_end(on - timedelta(days=45)) if rng.random() < 0.05 else due


def _odometer(registered: date, on: date, rng: np.random.Generator) -> Iterator[OdometerReading]:
    yearly = int(rng.integers(6_000, 24_000))
    for years in range(2, 40, 2):
        day = registered + timedelta(days=365 * years + int(rng.integers(-40, 10)))
        if day >= on:
            return
        yield OdometerReading(on=day, km=yearly * years + int(rng.integers(0, 900)))
