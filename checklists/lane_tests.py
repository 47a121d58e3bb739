"""The tests of one vehicle in lane order: what the lane controller plans from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from checklists import codes
from checklists.instruments import InstrumentItem, instruments_for
from checklists.rules import Edition, edition_for
from checklists.schema import TestRow
from checklists.vehicle import Inspection, Vehicle


@dataclass(frozen=True, slots=True)
class Test:
    """One run of one tester: its kind, the axle or lamp it is done on, the items it yields.

    ``required`` is False when nothing it yields must have a verdict (for instance the
    speedometer under GB 38900-2020): done if the lane has the tester.
    """

    __test__ = False

    kind: str
    axle: int | None
    lamp: str | None
    name_zh: str
    name_en: str
    items: tuple[str, ...]
    required: bool


def tests_for(
    vehicle: Vehicle, inspection: Inspection, available: Collection[str] | None = None
) -> tuple[Test, ...]:
    """Every test the applicable items need, in lane order, axle by axle and lamp by lamp.

    ``available`` keeps the kinds this lane has testers for; without it all are returned.

    Raises:
        UnknownEditionError, DateBeforeEditionError: see ``edition_for``.
    """
    edition = edition_for(inspection)
    items = instruments_for(vehicle, inspection)
    found = []
    for kind, row in edition.tests.items():
        if available is None or kind in available:
            found += _of_kind(row, vehicle, items)
    return tuple(found)


def carried_along(edition: Edition, kind: str) -> frozenset[str]:
    """Kinds of tests that have to be done again with ``kind`` (the load of a braked axle)."""
    rows = (rule.row for rule in edition.instruments)
    return frozenset(need for row in rows if row.test == kind for need in row.needs)


def _of_kind(row: TestRow, vehicle: Vehicle, items: tuple[InstrumentItem, ...]) -> Iterator[Test]:
    yields = [item for item in items if item.test == row.code]
    needing = [item for item in items if row.code in item.needs]
    if not yields and not needing:
        return
    for axle, lamp in _places(row, vehicle, yields, needing):
        mine = [item for item in yields if _is_of(item, axle, lamp)]
        required = any(item.required for item in mine or needing)
        zh, en = _names(row, axle, lamp)
        yield Test(row.code, axle, lamp, zh, en, tuple(item.item for item in mine), required)


def _places(
    row: TestRow, vehicle: Vehicle, yields: list[InstrumentItem], needing: list[InstrumentItem]
) -> list[tuple[int | None, str | None]]:
    if row.code == "parking_brake":
        return [(axle, None) for axle in vehicle.parking_axles]
    if row.per == "lamp":
        return [(None, lamp) for lamp in dict.fromkeys(item.lamp for item in yields)]
    if row.per == "vehicle":
        return [(None, None)]
    per_axle = {item.axle for item in yields if item.axle is not None}
    if needing or any(item.axle is None for item in yields):
        per_axle |= set(range(1, vehicle.axle_count + 1))
    return [(axle, None) for axle in sorted(per_axle)]


def _is_of(item: InstrumentItem, axle: int | None, lamp: str | None) -> bool:
    return item.axle in (None, axle) and item.lamp in (None, lamp)


def _names(row: TestRow, axle: int | None, lamp: str | None) -> tuple[str, str]:
    if axle is not None:
        return f"{axle}轴{row.name_zh}", f"axle {axle} {row.name_en}"
    if lamp is not None:
        held = codes.table("lamps")[lamp]
        return held.name_zh, held.name_en
    return row.name_zh, row.name_en
