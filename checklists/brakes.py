"""Brake quantities: rates of axles and vehicle, imbalance, parking brake.

Wheels are in daN, loads in kg. A rate (制动率) is the force over the weight, in percent.
"""

from __future__ import annotations

from decimal import Decimal

from checklists.brake_inputs import (
    Wheels,
    all_wheels,
    axle_load,
    largest_difference,
    loaded_forces_and_load,
    measured_axles,
    pair_of,
    rate_load,
    service_forces,
)
from checklists.instruments import InstrumentItem
from checklists.limits import Quantity
from checklists.reading import NOT_MEASURED, Absent, Case, Reading
from checklists.rounding import half_up

# kg to daN as shipped inspection software does it (source S6, mark C).
DECANEWTON_PER_KG = Decimal("0.98")
# 后轴制动率 below this: the imbalance is taken against the axle load (source S6, mark C).
WEAK_REAR_RATE = Decimal(60)


def axle_rate(case: Case, item: InstrumentItem) -> Reading | Absent:
    """轴制动率: largest forces of both wheels over the axle's weight."""
    axle = _axle(item)
    forces = service_forces(case, axle)
    load = rate_load(case, axle)
    return _rate(forces, load)


def vehicle_rate(case: Case, item: InstrumentItem) -> Reading | Absent:
    """整车制动率: largest forces of all axles over the static weight."""
    axles = range(1, case.vehicle.axle_count + 1)
    forces = all_wheels([service_forces(case, axle) for axle in axles])
    load = all_wheels([axle_load(case, case.measured.axle_load_kg, axle) for axle in axles])
    return _rate(forces, load)


def parking_rate(case: Case, item: InstrumentItem) -> Reading | Absent:
    """驻车制动率: parking forces of the axles it acts on over the vehicle's weight."""
    measured = case.measured
    if measured.parking_force_dan is None:
        return NOT_MEASURED
    axles = case.vehicle.parking_brake_axles or measured_axles(measured.parking_force_dan)
    forces = all_wheels(
        [
            pair_of(case, measured.parking_force_dan, axle, "驻车制动力", "parking force")
            for axle in axles
        ]
    )
    every = range(1, case.vehicle.axle_count + 1)
    return _rate(
        forces, all_wheels([axle_load(case, measured.axle_load_kg, axle) for axle in every])
    )


def imbalance(case: Case, item: InstrumentItem) -> Reading | Absent:
    """不平衡率 of the service brake, at the point of largest difference."""
    axle = _axle(item)
    difference = largest_difference(case, axle)
    forces = service_forces(case, axle)
    return _imbalance(case, axle, difference, forces, rate_load(case, axle))


def loaded_axle_rate(case: Case, item: InstrumentItem) -> Reading | Absent:
    """加载轴制动率: forces over the load of the lifted axle."""
    return _rate(*loaded_forces_and_load(case, _axle(item)))


def loaded_imbalance(case: Case, item: InstrumentItem) -> Reading | Absent:
    """加载不平衡率, as for the service brake."""
    axle = _axle(item)
    pairs = case.measured.loaded_brake_difference_dan
    difference = pair_of(case, pairs, axle, "过程差", "difference pair")
    return _imbalance(case, axle, difference, *loaded_forces_and_load(case, axle))


def _imbalance(
    case: Case,
    axle: int,
    difference: Wheels | Absent,
    forces: Wheels | Absent,
    load: Wheels | Absent,
) -> Reading | Absent:
    for part in (difference, forces, load):
        if isinstance(part, Absent):
            return part
    assert not isinstance(difference, Absent)
    assert not isinstance(forces, Absent)
    rate = _rate(forces, load)
    if isinstance(rate, Absent):
        return rate
    weak = case.vehicle.position(axle) == "rear" and (
        half_up(rate.quantity.value, 1) < WEAK_REAR_RATE
    )
    assert not isinstance(load, Absent)
    denominator = _weight(load) if weak else max(forces)
    if denominator <= 0:
        return Absent(f"{axle}轴无制动力", f"axle {axle} shows no brake force")
    value = abs(difference[0] - difference[-1]) / denominator * 100
    return Reading(Quantity(value), {"denominator": "axle_load" if weak else "wheel"})


def _rate(forces: Wheels | Absent, load: Wheels | Absent) -> Reading | Absent:
    if isinstance(forces, Absent):
        return forces
    if isinstance(load, Absent):
        return load
    return Reading(Quantity(sum(forces, Decimal(0)) / _weight(load) * 100))


def _weight(load: Wheels) -> Decimal:
    return sum(load, Decimal(0)) * DECANEWTON_PER_KG


def _axle(item: InstrumentItem) -> int:
    assert item.axle is not None, f"{item.family} is measured per axle"
    return item.axle
