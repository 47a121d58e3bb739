"""From the lane's measurements to what the judge takes: values per axle, curves, lamps, gas."""

from __future__ import annotations

import json
from typing import Any

from checklists.measured import Measured
from lane.events.fold import InspectionState
from lane.events.kinds import MeasurementTaken
from lane.evidence import EvidenceStore

Curve = dict[str, Any]


def curves_of(state: InspectionState, evidence: EvidenceStore) -> list[Curve]:
    """The brake curves of an inspection as measured, service brakes first, by axle.

    Raises `EvidenceMissing` where a curve's file is gone or was changed: then nothing is judged.
    """
    runs = [m for m in state.measurements.values() if m.curve]
    runs.sort(key=lambda m: (m.kind != "service_brake", m.result["axle"]))
    return [json.loads(evidence.get(m.curve or "")) | {"run": m} for m in runs]


def measured_of(state: InspectionState, evidence: EvidenceStore, limit_set: str) -> Measured:
    """Everything measured on this vehicle, as `checklists.judging.judge` takes it."""
    axles = int((state.record or {}).get("axles") or 0)
    found: dict[str, Any] = {}
    loads: list[Any] = [None] * axles
    service: list[Any] = [None] * axles
    curves: list[Any] = [None] * axles
    parking: list[Any] = [None] * axles
    for m in _of(state, "axle_load"):
        loads[m.result["axle"] - 1] = (m.result["left_kg"], m.result["right_kg"])
    for curve in curves_of(state, evidence):
        axle = curve["axle"] - 1
        left, right = _forces(curve["left_dan"]), _forces(curve["right_dan"])
        if curve["kind"] == "service":
            service[axle] = (max(left), max(right))
            curves[axle] = judged_curve(curve)
        else:
            parking[axle] = (max(left), max(right))
    per_axle = {
        "axle_load_kg": loads,
        "brake_force_dan": service,
        "brake_curve": curves,
        "parking_force_dan": parking,
    }
    found |= {name: v for name, v in per_axle.items() if any(each is not None for each in v)}
    found |= _single_values(state) | _taken_by_hand(state)
    if gas := _gas(state, limit_set):
        found["gas"] = gas
    return Measured.model_validate(found)


def _of(state: InspectionState, kind: str) -> list[MeasurementTaken]:
    return [m for m in state.measurements.values() if m.kind == kind]


def _forces(samples: list[float]) -> list[float]:
    """Sensor noise swings below zero on an unbraked roller; a force below zero does not exist."""
    return [max(0.0, value) for value in samples]


def judged_curve(curve: Curve) -> dict[str, Any]:
    """A curve as the rules take it: no force below zero, with the tester's lock flags."""
    run: MeasurementTaken = curve["run"]
    return {
        "interval_ms": curve["interval_ms"],
        "left_dan": _forces(curve["left_dan"]),
        "right_dan": _forces(curve["right_dan"]),
        "left_locked": run.result["locked_left"],
        "right_locked": run.result["locked_right"],
    }


def _single_values(state: InspectionState) -> dict[str, Any]:
    found: dict[str, Any] = {}
    lamps = {m.result["lamp"]: m.result["intensity_cd"] for m in _of(state, "headlamp")}
    if lamps:
        found["headlamp_cd"] = lamps
    for m in _of(state, "side_slip"):
        found["side_slip_m_per_km"] = [m.result["m_per_km"]]
    for m in _of(state, "speed"):
        found["speed_at_indicated_40_km_h"] = m.result["true_km_h"]
    return found


def _taken_by_hand(state: InspectionState) -> dict[str, Any]:
    """Outline and mass as the examiner measured them (photos A107–A109), beside the register's."""
    record = state.record or {}
    sides = {
        side: (record[f"{side}_mm"], state.observed[f"{side}_mm"])
        for side in ("length", "width", "height")
        if state.observed.get(f"{side}_mm") and record.get(f"{side}_mm")
    }
    found: dict[str, Any] = {"outline_mm": sides} if sides else {}
    if state.observed.get("kerb_mass_kg") and record.get("kerb_mass_kg"):
        found["kerb_mass_kg"] = (record["kerb_mass_kg"], state.observed["kerb_mass_kg"])
    return found


def _gas(state: InspectionState, limit_set: str) -> dict[str, Any] | None:
    for m in _of(state, "double_idle"):
        values = {k: max(0.0, v) for k, v in m.result.items() if k != "excess_air"}
        values["lambda"] = m.result["excess_air"]
        return {"method": "double_idle", "limit_set": limit_set} | values
    for m in _of(state, "free_acceleration"):
        return {
            "method": "free_acceleration",
            "limit_set": limit_set,
            "opacity_per_m": m.result["k_per_m"],
        }
    return None
