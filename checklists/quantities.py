"""From what was measured to the quantity that is judged, one maker per family of items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from checklists import brakes, codes
from checklists.instruments import InstrumentItem
from checklists.limits import Quantity
from checklists.reading import NOT_MEASURED, Absent, Case, Reading
from checklists.rounding import exact

Maker = Callable[[Case, InstrumentItem], Reading | Absent]


def quantity_for(case: Case, item: InstrumentItem) -> Reading | Absent:
    """The item's quantity, unrounded, or why there is none."""
    if item.measured is not None:
        return _gas(case, item)
    maker = _MAKERS.get(item.family)
    return maker(case, item) if maker else NOT_MEASURED


def families() -> frozenset[str]:
    """The families of items there is a maker for (gas items need none)."""
    return frozenset(_MAKERS)


def _headlamp(case: Case, item: InstrumentItem) -> Reading | Absent:
    """远光发光强度 in cd."""
    measured = case.measured.headlamp_cd
    if item.lamp is None:
        return _no_lamps(case, given=measured is not None)
    if measured is None or item.lamp not in measured:
        return NOT_MEASURED
    return Reading(Quantity(exact(measured[item.lamp])))


def _no_lamps(case: Case, given: bool) -> Absent:
    code = case.vehicle.headlamp_system
    if code is None:
        return Absent(
            "缺少前照灯制，无法确定检测哪些灯",
            "headlamp_system is not known, so the lamps to measure cannot be named",
            given,
        )
    system = codes.headlamp_systems()[code]
    return Absent(
        f"前照灯制{code}（{system.name_zh}）没有远光灯",
        f"headlamp system {code} ({system.name_en}) has no high beam to measure",
        given,
    )


def _low_beam(field: Literal["vertical_mm", "lateral_mm"]) -> Maker:
    def make(case: Case, item: InstrumentItem) -> Reading | Absent:
        beams = case.measured.low_beam or {}
        beam = beams.get(item.lamp) if item.lamp else None
        value = getattr(beam, field, None)
        if beam is None or value is None:
            return NOT_MEASURED
        return Reading(Quantity(exact(value)), {"lamp_height_mm": beam.lamp_height_mm})

    return make


def _side_slip(case: Case, item: InstrumentItem) -> Reading | Absent:
    """侧滑量 in m/km of one steering axle; the sign is the direction."""
    values = case.measured.side_slip_m_per_km or ()
    axle = item.axle or 1
    value = values[axle - 1] if axle <= len(values) else None
    return NOT_MEASURED if value is None else Reading(Quantity(exact(value)))


def _speedometer(case: Case, item: InstrumentItem) -> Reading | Absent:
    """True speed in km/h while the speedometer shows 40."""
    value = case.measured.speed_at_indicated_40_km_h
    return NOT_MEASURED if value is None else Reading(Quantity(exact(value)))


def _outline(side: Literal["length", "width", "height"]) -> Maker:
    def make(case: Case, item: InstrumentItem) -> Reading | Absent:
        outline = case.measured.outline_mm
        pair = getattr(outline, side) if outline is not None else None
        return NOT_MEASURED if pair is None else _against_record(pair[0], pair[1], item)

    return make


def _kerb_mass(case: Case, item: InstrumentItem) -> Reading | Absent:
    """整备质量/空车质量 measured less registered, in kg."""
    measured = case.measured.kerb_mass_kg
    if measured is None:
        return NOT_MEASURED
    if isinstance(measured, tuple):
        return _against_record(measured[0], measured[1], item)
    return _against_record(case.vehicle.kerb_mass_kg or 0.0, measured, item)


def _against_record(registered: float, measured: float, item: InstrumentItem) -> Reading | Absent:
    if registered <= 0:
        return Absent(
            f"{item.name_zh}：档案中没有登记值", f"{item.name_en}: the record holds no value"
        )
    reference = exact(registered)
    return Reading(Quantity(exact(measured) - reference, reference))


def _tread(wheels: Literal["steering", "other"]) -> Maker:
    def make(case: Case, item: InstrumentItem) -> Reading | Absent:
        tread = case.measured.tread_mm
        values: Sequence[float] | None = getattr(tread, wheels) if tread is not None else None
        return Reading(Quantity(exact(min(values)))) if values else NOT_MEASURED

    return make


def _gas(case: Case, item: InstrumentItem) -> Reading | Absent:
    gas = case.measured.gas
    if gas is None:
        return NOT_MEASURED
    name = "lambda_" if item.measured == "lambda" else str(item.measured)
    value = getattr(gas, name)
    if value is None:
        return NOT_MEASURED
    return Reading(Quantity(exact(value)), {"limit_set": gas.limit_set})


_MAKERS: dict[str, Maker] = {
    "brake_rate_axle": brakes.axle_rate,
    "brake_rate_total": brakes.vehicle_rate,
    "imbalance_axle": brakes.imbalance,
    "loaded_brake_rate_axle": brakes.loaded_axle_rate,
    "loaded_imbalance_axle": brakes.loaded_imbalance,
    "parking_brake_rate": brakes.parking_rate,
    "headlamp": _headlamp,
    "low_beam_vertical": _low_beam("vertical_mm"),
    "low_beam_lateral": _low_beam("lateral_mm"),
    "side_slip": _side_slip,
    "speedometer": _speedometer,
    "outline_length": _outline("length"),
    "outline_width": _outline("width"),
    "outline_height": _outline("height"),
    "kerb_mass": _kerb_mass,
    "tread_steering": _tread("steering"),
    "tread_other": _tread("other"),
}
