"""What is measured on one vehicle: each instrument rule laid out over its axles and lamps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from checklists import codes
from checklists.condition import Facts, Outcome
from checklists.exhaust import UNKNOWN, Method, exhaust_method
from checklists.facts import facts_of
from checklists.rules import Edition, InstrumentRule, edition_for
from checklists.vehicle import Inspection, Vehicle

GAS = "gas"


@dataclass(frozen=True, slots=True)
class InstrumentItem:
    """One measured item of one vehicle (仪器设备检验项目).

    ``applies`` is None when a field of the record is missing that decides it. ``test`` is the
    test it comes from (None: not decidable). ``required`` items must have a verdict; the others
    are judged (or shown) only when measured. ``judged`` is False for values that this edition
    takes for information only, and then ``not_judged_zh`` says so.
    """

    item: str
    family: str
    code: str
    name_zh: str
    name_en: str
    test: str | None
    needs: tuple[str, ...]
    measured: str | None
    axle: int | None
    lamp: str | None
    applies: bool | None
    required: bool
    judged: bool
    not_judged_zh: str | None
    not_judged_en: str | None
    reason_zh: str
    reason_en: str
    clause: str
    source_mark: str


@dataclass(frozen=True, slots=True)
class _Slot:
    label: str | None
    axle: int | None = None
    lamp: str | None = None


_WHOLE = _Slot(None)


def instruments_for(vehicle: Vehicle, inspection: Inspection) -> tuple[InstrumentItem, ...]:
    """The instrument items that apply, the undecidable ones included.

    Raises:
        UnknownEditionError, DateBeforeEditionError: see ``edition_for``.
    """
    return tuple(i for i in every_instrument(vehicle, inspection) if i.applies is not False)


@lru_cache(maxsize=512)
def every_instrument(
    vehicle: Vehicle, inspection: Inspection, measured_by: str | None = None
) -> tuple[InstrumentItem, ...]:
    """All instrument items of the edition over this vehicle's axles and lamps, with those that
    do not apply (and why). ``measured_by`` is the exhaust method the values come from."""
    edition = edition_for(inspection)
    method = exhaust_method(vehicle, inspection, measured_by)
    facts = {**facts_of(vehicle, inspection), "method": method.name}
    found = [
        _item(rule, slot, rule.applies.evaluate(_with_slot(facts, vehicle, slot)))
        for rule in edition.instruments
        for slot in _slots(rule, vehicle)
    ]
    if method.name == UNKNOWN:
        found.append(_no_method(edition, method))
    return tuple(found)


def _slots(rule: InstrumentRule, vehicle: Vehicle) -> Iterator[_Slot]:
    per = rule.row.per
    if per == "axle":
        yield from (_Slot(str(n), axle=n) for n in range(1, vehicle.axle_count + 1))
    elif per == "steering_axle":
        # A trailer steers nothing, yet the item has to be named to say that it does not apply.
        yield from (_Slot(str(n), axle=n) for n in range(1, max(vehicle.front_axles, 1) + 1))
    elif per == "lamp":
        yield from _lamp_slots(vehicle)
    else:
        yield _WHOLE


def _lamp_slots(vehicle: Vehicle) -> Iterator[_Slot]:
    system = codes.headlamp_systems().get(vehicle.headlamp_system or "")
    if system is None or not system.lamps:
        yield _WHOLE
        return
    yield from (_Slot(lamp, lamp=lamp) for lamp in system.lamps)


def _with_slot(facts: Facts, vehicle: Vehicle, slot: _Slot) -> Facts:
    return facts if slot.axle is None else {**facts, **axle_facts(vehicle, slot.axle)}


def axle_facts(vehicle: Vehicle, axle: int) -> dict[str, Any]:
    """Where an axle stands: front or rear, and first, middle or last of the vehicle."""
    place = "first" if axle == 1 else "last" if axle == vehicle.axle_count else "middle"
    return {"position": vehicle.position(axle), "place": place}


def _item(rule: InstrumentRule, slot: _Slot, outcome: Outcome) -> InstrumentItem:
    row = rule.row
    lamp = codes.table("lamps").get(slot.lamp or "")
    names = {
        "n": slot.label or "",
        "lamp_zh": lamp.name_zh if lamp else "前照灯",
        "lamp_en": lamp.name_en if lamp else "headlamp",
    }
    return InstrumentItem(
        item=f"{row.family}_{slot.label}" if slot.label else row.family,
        family=row.family,
        code=row.code.format(**names),
        name_zh=row.name_zh.format(**names),
        name_en=row.name_en.format(**names),
        test=row.test,
        needs=row.needs,
        measured=row.measured,
        axle=slot.axle,
        lamp=slot.lamp,
        applies=outcome.truth,
        required=row.required,
        judged=row.judged,
        not_judged_zh=row.not_judged_zh,
        not_judged_en=row.not_judged_en,
        reason_zh=outcome.reason_zh,
        reason_en=outcome.reason_en,
        clause=row.clause,
        source_mark=row.mark,
    )


def _no_method(edition: Edition, method: Method) -> InstrumentItem:
    return InstrumentItem(
        item=GAS,
        family=GAS,
        code=GAS,
        name_zh="排放检验",
        name_en="exhaust test",
        test=None,
        needs=(),
        measured=None,
        axle=None,
        lamp=None,
        applies=None,
        required=True,
        judged=True,
        not_judged_zh=None,
        not_judged_en=None,
        reason_zh=method.reason_zh,
        reason_en=method.reason_en,
        clause=f"{edition.info.name} 排放",
        source_mark="M",
    )
