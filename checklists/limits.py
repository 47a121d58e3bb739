"""Choosing the one limit that holds for an item, and holding a value to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from checklists.condition import Facts
from checklists.rounding import exact, half_up, plain
from checklists.rules import Edition, Limit


@dataclass(frozen=True, slots=True)
class NoLimit:
    """Why no limit can be named."""

    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value as computed, unrounded; ``reference`` is the record's value for tolerances."""

    value: Decimal
    reference: Decimal | None = None


def limit_for(edition: Edition, family: str, facts: Facts, on: date) -> Limit | NoLimit:
    """The one limit in force on the day that applies to these facts.

    Without exactly one the answer says why: a field of the record is missing, the standard sets
    none, or two rules clash (which ``check_rules`` is there to prevent).
    """
    matching, missing = [], []
    for limit in edition.limits.get(family, ()):
        if not limit.in_force(on):
            continue
        truth, lacks = limit.applies.decide(facts)
        if truth:
            matching.append(limit)
        missing += lacks
    if len(matching) == 1 and not missing:
        return matching[0]
    if missing:
        names = ", ".join(dict.fromkeys(missing))
        return NoLimit(
            f"缺少 {names}，无法确定限值", f"{names} is not known, so no limit can be named"
        )
    if matching:
        ids = ", ".join(limit.row.id for limit in matching)
        return NoLimit(f"限值规则冲突：{ids}", f"limits clash: {ids}")
    return NoLimit("标准未规定该项限值", "no limit is held for this vehicle and day")


def passes(limit: Limit, quantity: Quantity) -> bool:
    """Whether the quantity, rounded half up to the rule's decimals, meets the limit."""
    row, value = limit.row, rounded(limit, quantity)
    if row.at_least is not None:
        return value >= exact(row.at_least)
    if row.at_most is not None:
        return value <= exact(row.at_most)
    if row.between is not None:
        low, high = row.between
        return exact(low) <= value <= exact(high)
    return abs(value) <= _tolerance(limit, quantity)


def rounded(limit: Limit, quantity: Quantity) -> Decimal:
    """The value as it is judged and printed."""
    return half_up(quantity.value, limit.row.decimals)


def text(limit: Limit) -> str:
    """The limit as printed: ``>= 60``, ``<= 24``, ``-5 .. 5``, ``±2 % or ±100 mm``."""
    row = limit.row
    if row.at_least is not None:
        return f">= {plain(row.at_least)}"
    if row.at_most is not None:
        return f"<= {plain(row.at_most)}"
    if row.between is not None:
        return f"{plain(row.between[0])} .. {plain(row.between[1])}"
    assert row.within is not None
    absolute = f"±{plain(row.within.absolute)} {row.unit}"
    return (
        absolute if row.within.percent is None else f"±{plain(row.within.percent)} % or {absolute}"
    )


def _tolerance(limit: Limit, quantity: Quantity) -> Decimal:
    within = limit.row.within
    assert within is not None
    allowed = exact(within.absolute)
    if within.percent is None or quantity.reference is None:
        return allowed
    return max(allowed, quantity.reference * exact(within.percent) / 100)
