"""Proof that the rules hold together: every vehicle type, kind and position finds one limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from typing import Any, get_args

from checklists import codes, limits
from checklists.checklist import checklist_for
from checklists.condition import Applicability
from checklists.facts import facts_of
from checklists.groups import groups_of
from checklists.instruments import InstrumentItem, axle_facts, instruments_for
from checklists.quantities import families
from checklists.rules import Edition, editions, load
from checklists.vehicle import Inspection, Kind, Vehicle


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the rules, and for which vehicle and inspection it shows."""

    edition: str
    where: str
    fault: str


def check_rules() -> list[Problem]:
    """Every gap and clash in the rules of every edition held; empty when there is none."""
    problems = [problem for name in editions() for problem in _edition(load(name))]
    return list(dict.fromkeys(problems))


def sample_vehicles(types: Iterable[str]) -> Iterator[Vehicle]:
    """Complete vehicles of these types, on either side of what the limits turn on."""
    for code in types:
        for mass, ratio, use in product((2500, 12000), (1.1, 1.6), ("A", "B")):
            yield _vehicle(code, mass, ratio, use)


def alike(edition: Edition) -> list[str]:
    """One vehicle type for every set of types that no rule of the edition tells apart."""
    found: dict[tuple[object, ...], str] = {}
    tests = [test for rule in _applicabilities(edition) for test in rule.tests()]
    by_type = [test for test in tests if test.rule.fact in ("vehicle_type", "type_name")]
    for code, named in codes.table("vehicle_types").items():
        facts = {"vehicle_type": code, "type_name": named.name_zh}
        passed = tuple(test.holds(facts[test.rule.fact]) for test in by_type)
        groups = tuple(groups_of({**facts, "use": use, "cab": True}) for use in ("A", "B"))
        found.setdefault((code[0], passed, groups), code)
    return list(found.values())


def _kinds(edition: Edition) -> list[Kind]:
    """One kind of inspection for every set of kinds that no rule of the edition tells apart."""
    tests = [test for rule in _applicabilities(edition) for test in rule.tests()]
    by_kind = [test for test in tests if test.rule.fact == "kind"]
    found: dict[tuple[bool, ...], Kind] = {}
    for kind in get_args(Kind):
        found.setdefault(tuple(test.holds(kind) for test in by_kind), kind)
    return list(found.values())


def _applicabilities(edition: Edition) -> Iterator[Applicability]:
    yield from (rule.applies for rule in edition.manual)
    yield from (rule.applies for rule in edition.instruments)
    yield from (rule.applies for rule in edition.methods)
    yield from (limit.applies for held in edition.limits.values() for limit in held)
    yield edition.dynamic_load


def _vehicle(code: str, total_mass: float, ratio: float, use: str) -> Vehicle:
    return Vehicle(
        vehicle_type=code,
        use=use,
        registered_on=date(2014, 5, 10),
        manufactured_on=date(2014, 3, 1),
        seats=7,
        total_mass_kg=total_mass,
        kerb_mass_kg=total_mass / ratio,
        length_mm=9000,
        axles=3 if code[0] in "HQZBG" else 2,
        steering_axle_independent=False,
        headlamp_system="05" if code.startswith("M") else "03",
        fuel="B" if code[0] in "HQZN" else "A",
    )


def _edition(edition: Edition) -> Iterator[Problem]:
    yield from _references(edition)
    info = edition.info
    on = max(info.effective_from, *(start for start in _limit_starts(edition)))
    seen: set[object] = set()
    for vehicle, kind in product(sample_vehicles(alike(edition)), _kinds(edition)):
        yield from _one(edition, vehicle, Inspection(kind=kind, on=on, edition=info.name), seen)


def _limit_starts(edition: Edition) -> Iterator[date]:
    for held in edition.limits.values():
        yield from (limit.row.effective_from for limit in held)


def _references(edition: Edition) -> Iterator[Problem]:
    """Codes that point to nothing: photos, defects, questions, tests, makers."""
    name = edition.info.name
    numbers = {rule.row.number for rule in edition.manual}
    for rule in edition.manual:
        for photo in rule.row.photos:
            if photo not in codes.table("photo_codes"):
                yield Problem(name, f"item {rule.row.number}", f"no photo code {photo}")
    for defect in edition.defects.values():
        if defect.item not in numbers:
            yield Problem(name, f"defect {defect.code}", f"no item {defect.item}")
    for number in set(edition.questions) - numbers:
        yield Problem(name, "questions", f"no item {number}")
    for instrument in edition.instruments:
        row = instrument.row
        if row.test not in edition.tests:
            yield Problem(name, row.family, f"no test {row.test}")
        if row.measured is None and row.family not in families():
            yield Problem(name, row.family, "no quantity is made for it")


def _one(
    edition: Edition, vehicle: Vehicle, inspection: Inspection, seen: set[object]
) -> Iterator[Problem]:
    where = f"{vehicle.vehicle_type} use {vehicle.use} {inspection.kind} {inspection.on}"
    if not checklist_for(vehicle, inspection).items:
        yield Problem(edition.info.name, where, "no manual item applies")
    known = facts_of(vehicle, inspection)
    for item in instruments_for(vehicle, inspection):
        if not item.judged or item.test is None:
            continue
        looked_at = _looked_at(edition, item.family)
        for extra in _circumstances(vehicle, item):
            facts = {name: {**known, **extra}.get(name) for name in looked_at}
            key = (item.family, tuple(facts.values()))
            if key in seen:
                continue
            seen.add(key)
            found = limits.limit_for(edition, item.family, facts, inspection.on)
            if isinstance(found, limits.NoLimit):
                yield Problem(edition.info.name, where, f"{item.item}: {found.reason_en}")


@cache
def _facts_by_family(edition_name: str) -> dict[str, tuple[str, ...]]:
    held = load(edition_name).limits
    return {
        family: tuple({test.rule.fact for limit in rows for test in limit.applies.tests()})
        for family, rows in held.items()
    }


def _looked_at(edition: Edition, family: str) -> tuple[str, ...]:
    """The facts the limits of a family turn on; the same facts need no second look."""
    return _facts_by_family(edition.info.name).get(family, ())


def _circumstances(vehicle: Vehicle, item: InstrumentItem) -> Iterator[dict[str, Any]]:
    """Every way an item can be measured, as far as limits tell them apart."""
    base: dict[str, Any] = {"method": item.test, "limit_set": "a", "lamp_height_mm": 800}
    if item.axle is not None:
        base |= axle_facts(vehicle, item.axle)
    front = base.get("position") == "front"
    denominators = ("wheel",) if front else ("wheel", "axle_load")
    for tester, laden, denominator in product(("roller", "plate"), (False, True), denominators):
        yield {**base, "tester": tester, "laden": laden, "denominator": denominator}
