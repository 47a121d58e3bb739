from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from checklists.judgement import ItemVerdict, Judgement
from checklists.judging import judge
from checklists.measured import Measured
from checklists.vehicle import Inspection, Vehicle

CAR: dict[str, Any] = {
    "vehicle_type": "K33",
    "use": "A",
    "plate_kind": "02",
    "registered_on": date(2018, 5, 10),
    "manufactured_on": date(2018, 3, 1),
    "seats": 5,
    "total_mass_kg": 1800,
    "kerb_mass_kg": 1350,
    "axles": 2,
    "steering_axle_independent": True,
    "headlamp_system": "03",
    "fuel": "A",
}
OTHERS: dict[str, dict[str, Any]] = {
    "car": {},
    "van": {"vehicle_type": "K39", "seats": 7},
    "bus": {
        "vehicle_type": "K11",
        "use": "B",
        "seats": 45,
        "total_mass_kg": 16000,
        "kerb_mass_kg": 11000,
        "length_mm": 11000,
        "steering_axle_independent": False,
        "fuel": "B",
    },
    "truck": {
        "vehicle_type": "H11",
        "use": "F",
        "seats": 3,
        "total_mass_kg": 25000,
        "kerb_mass_kg": 12000,
        "length_mm": 9000,
        "axles": 3,
        "steering_axle_independent": False,
        "fuel": "B",
    },
    "light_truck": {
        "vehicle_type": "H31",
        "use": "F",
        "total_mass_kg": 3500,
        "kerb_mass_kg": 2000,
        "steering_axle_independent": False,
        "fuel": "B",
    },
    "trailer": {
        "vehicle_type": "B12",
        "use": "F",
        "seats": None,
        "total_mass_kg": 40000,
        "kerb_mass_kg": 7000,
        "length_mm": 13000,
        "axles": 3,
        "steering_axle_independent": None,
        "headlamp_system": None,
        "fuel": None,
    },
    "motorcycle": {
        "vehicle_type": "M21",
        "plate_kind": "07",
        "seats": 2,
        "total_mass_kg": 300,
        "kerb_mass_kg": 130,
        "headlamp_system": "05",
    },
    "moped": {"vehicle_type": "M22", "total_mass_kg": 250, "headlamp_system": "05"},
    "three_wheeler": {"vehicle_type": "N11", "total_mass_kg": 2000, "fuel": "B"},
    "articulated": {
        "vehicle_type": "K14",
        "use": "C",
        "seats": 60,
        "total_mass_kg": 28000,
        "kerb_mass_kg": 17000,
        "axles": 3,
        "steering_axle_independent": False,
    },
    "special": {
        "vehicle_type": "Z11",
        "use": "A",
        "total_mass_kg": 24000,
        "kerb_mass_kg": 20000,
        "axles": 2,
        "steering_axle_independent": False,
        "fuel": "B",
    },
    "slow_truck": {"vehicle_type": "H51", "use": "F", "total_mass_kg": 3000},
}

VehicleMaker = Callable[..., Vehicle]
Judge = Callable[..., Judgement]


@pytest.fixture(scope="session")
def vehicle() -> VehicleMaker:
    def make(name: str = "car", **changes: Any) -> Vehicle:
        return Vehicle.model_validate(CAR | OTHERS[name] | changes)

    return make


@pytest.fixture(scope="session")
def inspection() -> Callable[..., Inspection]:
    def make(kind: str = "periodic", on: str = "2026-11-23", **more: Any) -> Inspection:
        return Inspection.model_validate({"kind": kind, "on": on, **more})

    return make


@pytest.fixture(scope="session")
def judged(vehicle: VehicleMaker, inspection: Callable[..., Inspection]) -> Judge:
    def run(
        measured: dict[str, Any],
        name: str = "car",
        kind: str = "periodic",
        changes: dict[str, Any] | None = None,
        **asked: Any,
    ) -> Judgement:
        subject = vehicle(name, **(changes or {}))
        return judge(subject, inspection(kind, **asked), Measured.model_validate(measured))

    return run


@pytest.fixture(scope="session")
def verdict_of(judged: Judge) -> Callable[..., ItemVerdict]:
    def run(item: str, *args: Any, **kwargs: Any) -> ItemVerdict:
        return judged(*args, **kwargs).item(item)

    return run
