"""Dates on parts of the vehicle against its date of manufacture (出厂日期)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lane.identity.rules import rules
from lane.identity.weigh import Check, Clue, Missing

_MONTHS = 12


def nameplate(plate: date, made: date) -> Iterator[Clue | Missing]:
    """The month on the nameplate is the registered month of manufacture."""
    if abs(_months(plate, made)) > rules().parameters.nameplate_months:
        facts = {"plate": f"{plate:%Y-%m}", "made": f"{made:%Y-%m}"}
        yield Clue("nameplate_date", facts)


def glass(year: int, made: date) -> Iterator[Clue | Missing]:
    """Glass older than the vehicle comes from another one; newer glass was replaced."""
    facts = {"year": year, "made": made.year}
    if made.year - year > rules().parameters.glass_years:
        yield Clue("glass_older", facts)
    elif year > made.year + 1:
        yield Clue("glass_newer", facts)


def belt(month: date, made: date) -> Iterator[Clue | Missing]:
    """A belt far older than the vehicle comes from another one; a newer one was replaced."""
    facts = {"belt": f"{month:%Y-%m}", "made": f"{made:%Y-%m}"}
    limit = rules().parameters.belt_months
    if _months(made, month) > limit:
        yield Clue("belt_older", facts)
    elif _months(month, made) > limit:
        yield Clue("belt_newer", facts)


def tyre(week: date, made: date) -> Iterator[Clue | Missing]:
    """Tyres wear out and are replaced by newer ones, hardly ever by older ones."""
    if _months(made, week) > rules().parameters.tyre_years * _MONTHS:
        iso = week.isocalendar()
        yield Clue("tyre_older", {"week": iso.week, "year": iso.year, "made": f"{made:%Y-%m}"})


def several_years(year: int, month: date, made: date) -> Iterator[Clue | Missing]:
    """Glass and belts of two different years, neither the vehicle's: parts of several (拼装)."""
    limit = rules().parameters.glass_years
    years = {made.year, year, month.year}
    if len(years) == 3 and all(abs(a - b) > limit for a in years for b in years if a != b):
        yield Clue("parts_of_several_years", {"glass": year, "belt": month.year, "made": made.year})


def registered_before_made(made: date, registered: date) -> Iterator[Clue | Missing]:
    """A record that contradicts itself was typed wrongly."""
    if registered < made:
        facts = {"made": str(made), "registered": str(registered)}
        yield Clue("record_dates", facts)


def _months(later: date, earlier: date) -> int:
    return (later.year - earlier.year) * _MONTHS + later.month - earlier.month


CHECKS = (
    Check(("reads.nameplate.manufactured_on", "record.manufactured_on"), nameplate),
    Check(("reads.glass_year", "record.manufactured_on"), glass),
    Check(("reads.belt_month", "record.manufactured_on"), belt),
    Check(("reads.tyre_week", "record.manufactured_on"), tyre),
    Check(("reads.glass_year", "reads.belt_month", "record.manufactured_on"), several_years),
    Check(("record.manufactured_on", "record.registered_on"), registered_before_made),
)
