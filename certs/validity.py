"""检验有效期: when a vehicle is due, whether it must go on the lane, what a sticker carries.

The cycle counts from the month of first registration (初次登记). A vehicle is due by the end of
the anniversary's month and may come in that month and the two before it; coming early or late
does not move the anniversary.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from certs.cycles import Anniversary, Cycle, exclusions, fitting
from certs.errors import CertsError
from checklists.facts import vehicle_facts
from checklists.vehicle import Vehicle

WINDOW_MONTHS = 3


class ValidityError(CertsError):
    """The due date cannot be named; says which field of the record is missing or wrong."""


@dataclass(frozen=True, slots=True)
class Due:
    """The first due date in or after a month.

    ``lane_run_required`` is False where only the mark is claimed (免检). ``policy`` is the date
    of the policy whose cycle governs. ``reasons`` are sentences, Chinese with English beside.
    """

    due_on: date
    window_from: date
    lane_run_required: bool
    interval_months: int
    policy: date
    reasons: tuple[str, ...]

    def in_window(self, on: date) -> bool:
        """Whether the vehicle may be inspected for this due date on that day."""
        return self.window_from <= on <= self.due_on

    def as_json(self) -> dict[str, object]:
        """The object ``lane due --json`` prints."""
        return {
            "due_on": self.due_on.isoformat(),
            "window_from": self.window_from.isoformat(),
            "lane_run_required": self.lane_run_required,
            "interval_months": self.interval_months,
            "policy": self.policy.isoformat(),
            "reasons": list(self.reasons),
        }


def due(vehicle: Vehicle, on: date) -> Due:
    """The month-end of the first due anniversary in or after the month of ``on``, under the
    policy in force on that day.

    Raises:
        ValidityError: the first registration is missing or lies after ``on``, a field that
            decides the cycle is missing, or ``on`` lies before every policy held.
    """
    cycle, reasons = _governing(vehicle, on)
    start = _registered(vehicle, on)
    for anniversary in cycle.anniversaries():
        if _month_index(start) + anniversary.months >= _month_index(on):
            return _due(cycle, anniversary, start, reasons)
    raise AssertionError("a cycle's last step has no end")


def valid_until(vehicle: Vehicle, on: date) -> date:
    """检验有效期止 that a mark issued on ``on`` carries.

    Within the window of a due date that is the due date after it; before the window the date
    already running; after a missed one the next (the anniversary does not move).

    Raises:
        ValidityError: as ``due``.
    """
    current = due(vehicle, on)
    if not current.in_window(on):
        return current.due_on
    cycle, _ = _governing(vehicle, on)
    start = _registered(vehicle, on)
    for anniversary in cycle.anniversaries():
        end = _month_end(_month_index(start) + anniversary.months)
        if end > current.due_on:
            return end
    raise AssertionError("a cycle's last step has no end")


def _governing(vehicle: Vehicle, on: date) -> tuple[Cycle, tuple[str, ...]]:
    facts = vehicle_facts(vehicle, on)
    grounds, notes = _grounds(facts)
    barred: tuple[str, ...] = ()
    for cycle, missing in fitting(facts, on):
        if cycle.row.exclusions and grounds:
            barred = grounds
            continue
        if missing:
            raise ValidityError(f"vehicle.{missing[0]} is needed to choose the inspection cycle")
        words = (f"{cycle.row.zh} / {cycle.row.en}",)
        return cycle, words + barred + (notes if cycle.row.exclusions else ())
    raise ValidityError(f"no inspection cycle is held for type {vehicle.vehicle_type} on {on}")


def _grounds(facts: dict[str, object]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Grounds of exclusion that hold, and notes on those that could not be decided."""
    grounds, notes = [], []
    for exclusion in exclusions():
        truth, missing = exclusion.applies.decide(facts)
        words = f"{exclusion.row.zh} / {exclusion.row.en}"
        if truth:
            grounds.append(f"不适用免检政策：{words}")
        elif truth is None:
            known = ", ".join(dict.fromkeys(missing))
            notes.append(f"按无此情形处理（缺少 {known}）：{words}")
    return tuple(grounds), tuple(notes)


def _due(cycle: Cycle, anniversary: Anniversary, start: date, reasons: tuple[str, ...]) -> Due:
    month = _month_index(start) + anniversary.months
    return Due(
        due_on=_month_end(month),
        window_from=_month_start(month - WINDOW_MONTHS + 1),
        lane_run_required=anniversary.on_lane,
        interval_months=anniversary.interval_months,
        policy=cycle.row.policy,
        reasons=(*reasons, _why(anniversary)),
    )


def _why(anniversary: Anniversary) -> str:
    years, months = divmod(anniversary.months, 12)
    age_zh = f"{years}年" + (f"{months}个月" if months else "")
    age_en = f"{years} years" + (f" {months} months" if months else "")
    if anniversary.on_lane:
        return f"注册登记满{age_zh}：须上线检验 / {age_en} after registration: on the lane"
    return f"注册登记满{age_zh}：免上线，申领检验标志 / {age_en} after registration: mark only"


def _registered(vehicle: Vehicle, on: date) -> date:
    start = vehicle.registered_on
    if start is None:
        raise ValidityError("vehicle.registered_on is needed to name the due date")
    if start > on:
        raise ValidityError(f"vehicle.registered_on {start} lies after {on}: check the dates")
    return start


def _month_index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month_start(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def _month_end(index: int) -> date:
    first = _month_start(index)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
