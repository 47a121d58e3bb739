"""Which exhaust method (排放检验方法) a vehicle is tested by."""

from __future__ import annotations

from dataclasses import dataclass

from checklists.facts import facts_of
from checklists.rules import MethodRule, edition_for
from checklists.vehicle import Inspection, Vehicle

UNKNOWN = "unknown"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Method:
    """The method's name, ``none`` for a vehicle without one, ``unknown`` with the reason why."""

    name: str
    reason_zh: str = ""
    reason_en: str = ""


def exhaust_method(
    vehicle: Vehicle, inspection: Inspection, measured_by: str | None = None
) -> Method:
    """The method the values come from, or the inspection asks for, or the fuel decides.

    A method that does not fit the fuel (opacity on a petrol car) is unknown, never accepted.
    """
    wanted = measured_by or inspection.gas_method
    rule, missing = _rule(vehicle, inspection)
    if rule is None:
        return Method(wanted) if wanted else _missing(missing)
    if rule.test == NONE or wanted is None or wanted in (rule.test, *rule.also):
        return Method(wanted if wanted and rule.test != NONE else rule.test)
    fits = ", ".join((rule.test, *rule.also))
    return Method(
        UNKNOWN,
        f"排放检验方法{wanted}不适用于该燃料（应为{fits}）",
        f"method {wanted} does not fit this fuel (use {fits})",
    )


def _rule(vehicle: Vehicle, inspection: Inspection) -> tuple[MethodRule | None, tuple[str, ...]]:
    facts = facts_of(vehicle, inspection)
    missing: tuple[str, ...] = ()
    for rule in edition_for(inspection).methods:
        outcome = rule.applies.evaluate(facts)
        if outcome.truth:
            return rule, ()
        missing += outcome.missing
    return None, missing


def _missing(missing: tuple[str, ...]) -> Method:
    names = ", ".join(dict.fromkeys(missing))
    if not names:
        return Method(
            UNKNOWN, "该燃料没有对应的排放检验方法", "no exhaust method is held for this fuel"
        )
    return Method(
        UNKNOWN,
        f"缺少 {names}，无法确定排放检验方法",
        f"{names} is not known, so the exhaust method cannot be chosen",
    )
