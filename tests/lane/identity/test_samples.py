"""The made-up fleet and the vehicles of the demo, with everything read as it really is."""

from __future__ import annotations

from typing import Any

import pytest

from lane.identity import Finding, assess, input_from
from lane.register.record import VehicleRecord
from samples.demo_vehicles import DEMO_DAY, DemoVehicle, demo_vehicles
from samples.fleet import fleet

ODD_STATES = set("CEJMP")


def _finding(record: VehicleRecord, reads: dict[str, Any]) -> Finding:
    given = {"on": f"{DEMO_DAY}T10:00:00+08:00", "record": record.model_dump(mode="json")}
    return assess(input_from(given | {"reads": {k: v for k, v in reads.items() if v}}))


def _reads(vehicle: DemoVehicle, confidence: float) -> dict[str, Any]:
    truth = vehicle.truth
    engine = {"text": truth.engine_number, "confidence": 0.95} if truth.engine_number else None
    return {
        "plate": {"text": truth.plate, "confidence": 0.98},
        "vin": {"text": truth.stamped_vin, "confidence": confidence},
        "nameplate": {"vin": truth.nameplate.vin},
        "engine_number": engine,
        "body_colour": {"code": truth.colour, "confidence": 0.9},
        "odometer_km": truth.odometer_km,
    }


@pytest.mark.parametrize("confidence", [0.75, 0.9, 0.99])
@pytest.mark.parametrize("name", sorted(demo_vehicles()))
def test_each_demo_vehicle_is_what_its_name_says(name, confidence):
    vehicle = demo_vehicles()[name]
    expected = name if name in ("cloned", "assembled") else "genuine"
    assert _finding(vehicle.record, _reads(vehicle, confidence)).finding == expected


def test_no_honest_vehicle_of_the_fleet_is_held_but_for_the_state_of_its_record():
    for record in fleet(DEMO_DAY):
        reads = {
            "plate": {"text": record.plate, "kind": record.plate_kind, "confidence": 0.98},
            "vin": {"text": record.vin, "confidence": 0.97},
            "body_colour": {"code": record.colour, "confidence": 0.9},
        }
        found = _finding(record, reads)
        assert found.holds is bool(ODD_STATES & set(record.status)), found.reasons
