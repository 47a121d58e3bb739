"""The odometer (里程表) against its history; no verdict where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from lane.identity.model import OdometerReading
from lane.identity.rules import rules
from lane.identity.weigh import Check, Clue, Missing, bound, unusable

_DAYS = 365.25


def against_history(km: float, history: tuple[OdometerReading, ...]) -> Iterator[Clue | Missing]:
    """Kilometres never become fewer, except that mechanical counters start again."""
    if not history:
        yield unusable("record.odometer", "无历史读数，不作判断", "no earlier reading, no verdict")
        return
    highest = max(history, key=lambda reading: (reading.km, reading.on))
    limits = rules().parameters
    if km + limits.odometer_slack_km >= highest.km:
        return
    facts = {"km": f"{km:.0f}", "earlier": f"{highest.km:.0f}", "on": str(highest.on)}
    yield Clue(
        "odometer_lower", facts, bound=bound("reads.odometer_km", limits.odometer_confidence)
    )


def rolled_over(
    km: float, history: tuple[OdometerReading, ...], made: date
) -> Iterator[Clue | Missing]:
    """A five-digit counter of an old vehicle that has begun again explains a lower reading."""
    if not history:
        return
    highest, last = max(r.km for r in history), max(r.on for r in history)
    limits = rules().parameters
    old = (last - made).days > limits.odometer_rollover_years * _DAYS
    if old and highest < limits.odometer_rollover_km and km < highest / 2:
        yield Clue("odometer_rollover", {"km": f"{km:.0f}", "earlier": f"{highest:.0f}"})


def per_year(
    km: float, history: tuple[OdometerReading, ...], on: datetime
) -> Iterator[Clue | Missing]:
    """More kilometres in the time than anybody drives: a misreading, or another instrument."""
    if not history:
        return
    last = max(history, key=lambda reading: (reading.on, reading.km))
    years = max((on.date() - last.on).days, 30) / _DAYS
    rate = (km - last.km) / years
    if rate > rules().parameters.odometer_km_per_year:
        yield Clue("odometer_rate", {"rate": f"{rate:.0f}", "since": str(last.on)})


CHECKS = (
    Check(("reads.odometer_km", "record.odometer"), against_history),
    Check(("reads.odometer_km", "record.odometer", "record.manufactured_on"), rolled_over),
    Check(("reads.odometer_km", "record.odometer", "on"), per_year),
)
