"""From a register record to the vehicle that rules see."""

from __future__ import annotations

from datetime import date
from typing import Any

from checklists.vehicle import Inspection, Vehicle
from lane.events.fold import InspectionState
from lane.inspection.check_in import NotNow

_TAKEN = (
    *("vehicle_type", "use", "plate_kind", "registered_on", "manufactured_on", "seats"),
    *("total_mass_kg", "kerb_mass_kg", "length_mm", "axles", "steering_axle_independent"),
    *("headlamp_system", "fuel"),
    *("injury_accident", "illegal_modification", "converted_from_operating"),
)


def rule_vehicle(record: dict[str, Any]) -> Vehicle:
    """The part of a record that rules look at; what the register leaves empty is unknown."""
    known = {name: record[name] for name in _TAKEN if _is_filled(record.get(name))}
    return Vehicle.model_validate(known)


def _is_filled(value: object) -> bool:
    """Registers write an empty text or 0 where they know nothing; "no" is an answer."""
    return isinstance(value, bool) or value not in (None, "", 0)


def vehicle_of(state: InspectionState) -> Vehicle:
    """The inspection's vehicle; raises `NotNow` where the register knows none."""
    if state.record is None:
        raise NotNow("the vehicle is not in the register: check plate and VIN, or correct the read")
    return rule_vehicle(state.record)


def inspection_of(state: InspectionState) -> Inspection:
    """Kind, day and edition of an inspection, as rules see them."""
    assert state.check_in is not None  # every inspection begins with its check-in
    on = date(int(state.id[:4]), int(state.id[4:6]), int(state.id[6:8]))
    return Inspection(kind=state.check_in.kind, on=on, edition=state.check_in.edition)
