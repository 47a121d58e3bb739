"""What brake quantities are made of: forces and loads of one axle, found or missing by name.

Forces are in daN, loads in kg.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from checklists.errors import CurveError
from checklists.facts import facts_of
from checklists.imbalance import read_curve
from checklists.measured import Pair
from checklists.reading import Absent, Case
from checklists.rounding import exact

# No scale of a lane resolves less; below it there is no load to divide by.
SMALLEST_LOAD_KG = 1

Wheels = tuple[Decimal, ...]
"""Left and right of one axle, or all wheels of several axles."""

Pairs = Sequence[Pair | None] | None
Entry = TypeVar("Entry")


def largest_difference(case: Case, axle: int) -> Wheels | Absent:
    """The pair at the point of largest difference: from the curve where there is one."""
    curve = _nth(case.measured.brake_curve, axle)
    if curve is None:
        return pair_of(case, case.measured.brake_difference_dan, axle, "过程差", "difference pair")
    try:
        reading = read_curve(curve)
    except CurveError as error:
        return Absent(f"{axle}轴制动曲线无效", f"axle {axle}: {error}")
    return exact(reading.left_dan), exact(reading.right_dan)


def service_forces(case: Case, axle: int) -> Wheels | Absent:
    """Largest force of each wheel: as reported, else from the curve."""
    curve = _nth(case.measured.brake_curve, axle)
    if case.measured.brake_force_dan is None and curve is not None:
        if not curve.left_dan:
            return Absent(f"{axle}轴制动曲线无数据", f"the brake curve of axle {axle} is empty")
        return exact(max(curve.left_dan)), exact(max(curve.right_dan))
    return pair_of(case, case.measured.brake_force_dan, axle, "制动力", "brake force")


def rate_load(case: Case, axle: int) -> Wheels | Absent:
    """Static load; on a plate tester the dynamic load where the rule says so."""
    if case.measured.brake_tester == "roller":
        return axle_load(case, case.measured.axle_load_kg, axle)
    outcome = case.edition.dynamic_load.evaluate(facts_of(case.vehicle, case.inspection))
    if outcome.truth is None:
        return Absent(outcome.reason_zh, outcome.reason_en)
    if not outcome.truth:
        return axle_load(case, case.measured.axle_load_kg, axle)
    return axle_load(case, case.measured.dynamic_load_kg, axle)


def loaded_forces_and_load(case: Case, axle: int) -> tuple[Wheels | Absent, Wheels | Absent]:
    """加载制动: largest forces and load of a lifted axle."""
    measured = case.measured
    forces = pair_of(
        case, measured.loaded_brake_force_dan, axle, "加载制动力", "loaded brake force"
    )
    return forces, axle_load(case, measured.loaded_axle_load_kg, axle)


def axle_load(case: Case, pairs: Pairs, axle: int) -> Wheels | Absent:
    """The load of one axle; none at all is refused by name."""
    load = pair_of(case, pairs, axle, "轴重", "axle load")
    if isinstance(load, Absent) or sum(load) >= SMALLEST_LOAD_KG:
        return load
    return Absent(f"{axle}轴轴重为零", f"the load of axle {axle} is zero")


def pair_of(case: Case, pairs: Pairs, axle: int, zh: str, en: str) -> Wheels | Absent:
    """Both wheels of an axle; one is enough where the axle has but one wheel."""
    if pairs is not None and len(pairs) > case.vehicle.axle_count:
        counts = len(pairs), case.vehicle.axle_count
        return Absent(
            f"{zh}有{counts[0]}轴数据，车辆为{counts[1]}轴",
            f"{en} is given for {counts[0]} axles, the vehicle has {counts[1]}",
        )
    pair = _nth(pairs, axle)
    if pair is None:
        given = pairs is not None
        return Absent(f"{axle}轴{zh}未检测", f"{en} of axle {axle} not measured", given)
    wheels = tuple(exact(value) for value in pair if value is not None)
    if len(wheels) == 2 or (wheels and case.vehicle.vehicle_type.startswith("M")):
        return wheels
    side = ("左", "left") if pair[0] is None else ("右", "right")
    return Absent(f"{axle}轴{side[0]}侧{zh}缺失", f"{side[1]} {en} of axle {axle} is missing")


def all_wheels(parts: list[Wheels | Absent]) -> Wheels | Absent:
    """All wheels of several axles, or the first part that is missing."""
    wheels: list[Decimal] = []
    for part in parts:
        if isinstance(part, Absent):
            return part
        wheels += part
    return tuple(wheels)


def measured_axles(pairs: Sequence[Pair | None]) -> tuple[int, ...]:
    """The axles a list holds values for, from 1."""
    return tuple(axle for axle, pair in enumerate(pairs, 1) if pair is not None)


def _nth(values: Sequence[Entry | None] | None, axle: int) -> Entry | None:
    return values[axle - 1] if values is not None and axle <= len(values) else None
