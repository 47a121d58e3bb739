"""One honest vehicle, and how to change it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from lane.identity import Finding, assess, parse_input
from vision.grammar import check_digit

Change = dict[str, Any]


def _vin(text: str) -> str:
    return text[:8] + check_digit(text) + text[9:]


HONEST: dict[str, Any] = {
    "on": "2026-11-23T09:30:00+08:00",
    "here": {"lat": 36.2, "lon": 117.1},
    "reads": {
        "plate": {"text": "鲁J12345", "kind": "02", "confidence": 0.98},
        "vin": {"text": _vin("LSVNV4180F2100013"), "confidence": 0.97},
        "engine_number": {"text": "CUF812345", "confidence": 0.9},
        "body_colour": {"code": "J", "confidence": 0.8},
        "nameplate": {
            "vin": _vin("LSVNV4180F2100013"),
            "manufactured_on": "2015-03",
            "total_mass_kg": 1800,
        },
        "obd_vin": _vin("LSVNV4180F2100013"),
        "odometer_km": 56000,
        "glass_year": 2015,
        "tyre_week": "2319",
        "belt_month": "2015-02",
    },
    "stamp": {"similarity": 0.94, "differences": []},
    "measured": {
        "kerb_mass_kg": 1402,
        "wheelbase_mm": 2651,
        "length_mm": 4601,
        "width_mm": 1800,
        "height_mm": 1480,
    },
    "answers": {"owner_name": True, "bought_on": True, "mileage": True},
    "record": {
        "plate": "鲁J12345",
        "plate_kind": "02",
        "vin": _vin("LSVNV4180F2100013"),
        "engine_number": "CUF812345",
        "brand": "大众",
        "colour": "J",
        "vehicle_type": "K33",
        "use": "A",
        "seats": 5,
        "manufactured_on": "2015-03-01",
        "registered_on": "2015-05-10",
        "kerb_mass_kg": 1350,
        "wheelbase_mm": 2650,
        "length_mm": 4600,
        "width_mm": 1800,
        "height_mm": 1480,
        "status": "A",
        "odometer": [{"on": "2024-05-10", "km": 42000}],
    },
    "others": [
        {"plate": "鲁B54321", "vin": "LFV3A23C7H3000017", "engine_number": "XX99", "status": "A"}
    ],
    "passes": [
        {
            "plate": "鲁J12345",
            "plate_kind": "02",
            "at": "2026-11-23T08:50:00+08:00",
            "lat": 36.19,
            "lon": 117.09,
            "colour": "J",
            "vehicle_type": "K33",
        }
    ],
}


def changed(changes: Change) -> dict[str, Any]:
    """The honest vehicle with values set at dotted paths; the path's part is dropped for None."""
    vehicle = copy.deepcopy(HONEST)
    for path, value in changes.items():
        *parents, last = path.split(".")
        place: Any = vehicle
        for name in parents:
            place = place[int(name)] if name.isdigit() else place[name]
        if value is None:
            place.pop(last)
        else:
            place[int(last) if last.isdigit() else last] = value
    return vehicle


@pytest.fixture(scope="session")
def finding() -> Callable[[Change], Finding]:
    """The finding for the honest vehicle with changes."""
    return lambda changes: assess(parse_input(json.dumps(changed(changes))))


@pytest.fixture(scope="session")
def vehicle() -> Callable[[Change], dict[str, Any]]:
    """The honest vehicle with changes, as JSON data."""
    return changed


@pytest.fixture(scope="session")
def make_vin() -> Callable[[str], str]:
    """A VIN with the right check digit in place 9."""
    return _vin
