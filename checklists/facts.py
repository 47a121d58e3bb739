"""The facts conditions look at, drawn from the vehicle and the inspection."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from checklists import codes
from checklists.condition import Facts
from checklists.groups import groups_of
from checklists.vehicle import Inspection, Vehicle

# A vehicle whose record states no top speed is an ordinary one: the lower limits for slow
# vehicles are an exception that has to be on record.
_ORDINARY_SPEED_KM_H = 100.0

_COPIED = (
    "vehicle_type",
    "use",
    "fuel",
    "seats",
    "total_mass_kg",
    "length_mm",
    "registered_on",
    "manufactured_on",
    "steering_axle_independent",
    "cab",
    "disabled_driver_controls",
    "injury_accident",
    "illegal_modification",
    "converted_from_operating",
)


@lru_cache(maxsize=512)
def facts_of(vehicle: Vehicle, inspection: Inspection) -> Facts:
    """All facts about one vehicle at one inspection; what is not known is None."""
    facts = vehicle_facts(vehicle, inspection.on)
    facts["kind"] = inspection.kind
    return MappingProxyType(facts)


def vehicle_facts(vehicle: Vehicle, on: date) -> dict[str, Any]:
    """Facts about a vehicle on a day, without an inspection."""
    facts: dict[str, Any] = {name: getattr(vehicle, name) for name in _COPIED}
    facts |= {
        "type_name": codes.table("vehicle_types")[vehicle.vehicle_type].name_zh,
        "axles": vehicle.axle_count,
        "steering_axles": vehicle.front_axles,
        "mass_ratio": _ratio(vehicle.total_mass_kg, vehicle.kerb_mass_kg),
        "max_speed_km_h": vehicle.max_speed_km_h or _ORDINARY_SPEED_KM_H,
        "high_beams": _high_beams(vehicle.headlamp_system),
        "age_years": _years_between(vehicle.registered_on, on),
        "storage_years": _years_between(vehicle.manufactured_on, vehicle.registered_on),
    }
    facts["groups"] = groups_of(facts)
    return facts


def _ratio(total: float | None, kerb: float | None) -> float | None:
    return None if total is None or kerb is None else total / kerb


def _high_beams(system: str | None) -> int | None:
    return None if system is None else codes.headlamp_systems()[system].high_beams


def _years_between(start: date | None, end: date | None) -> float | None:
    """Whole years plus a fraction that is above zero from the day after the anniversary."""
    if start is None or end is None:
        return None
    passed = (end.month, end.day) >= (start.month, start.day)
    years = end.year - start.year - (0 if passed else 1)
    day = 28 if (start.month, start.day) == (2, 29) else start.day
    return years + (end - date(start.year + years, start.month, day)).days / 1000
