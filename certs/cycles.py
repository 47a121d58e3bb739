"""Inspection cycles as data: which one governs a vehicle on a day, and its due dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from checklists.condition import Applicability, Condition, Facts
from checklists.tables import models, read_tables

_FILE = Path(__file__).parent / "rules" / "validity.toml"
_MONTHS_A_YEAR = 12


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str
    en: str
    any: tuple[Condition, ...]
    unless: tuple[Condition, ...] = ()
    source: str
    mark: Literal["V", "C", "M", "I"]


class _Step(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    months: int
    until_years: int | None = None


class _CycleRow(_Row):
    policy: date
    name: str
    exclusions: bool = False
    steps: tuple[_Step, ...]
    no_lane_years: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _steps_rise(self) -> _CycleRow:
        ends = [step.until_years for step in self.steps]
        if ends[-1] is not None or None in ends[:-1]:
            raise ValueError("only the last of steps has no until_years")
        return self


@dataclass(frozen=True, slots=True)
class Anniversary:
    """One due month, counted from the month of first registration (初次登记)."""

    months: int
    interval_months: int
    on_lane: bool


@dataclass(frozen=True, slots=True)
class Cycle:
    """One policy's cycle for one class of vehicles."""

    row: _CycleRow
    applies: Applicability

    def anniversaries(self) -> Iterator[Anniversary]:
        """All due months in order, without end."""
        months = 0
        for step in self.row.steps:
            end = None if step.until_years is None else step.until_years * _MONTHS_A_YEAR
            while end is None or months < end:
                months += step.months
                yield Anniversary(months, step.months, self._on_lane(months))

    def _on_lane(self, months: int) -> bool:
        return months not in {years * _MONTHS_A_YEAR for years in self.row.no_lane_years}


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A ground on which a vehicle keeps to the base policy."""

    row: _Row
    applies: Applicability


@cache
def cycles() -> tuple[Cycle, ...]:
    """Every cycle held, newest policy first."""
    rows = models(_FILE, read_tables(_FILE, ("cycle", "exclusion"))["cycle"], _CycleRow)
    found = [Cycle(row, Applicability.of(row.any, row.unless)) for row in rows]
    return tuple(sorted(found, key=lambda cycle: cycle.row.policy, reverse=True))


@cache
def exclusions() -> tuple[Exclusion, ...]:
    """Every ground of exclusion."""
    rows = models(_FILE, read_tables(_FILE, ("cycle", "exclusion"))["exclusion"], _Row)
    return tuple(Exclusion(row, Applicability.of(row.any, row.unless)) for row in rows)


def fitting(facts: Facts, on: date) -> Iterator[tuple[Cycle, tuple[str, ...]]]:
    """Cycles in force on the day that fit the vehicle or may, newest first, each with the facts
    that are missing to decide it (none: it fits)."""
    for cycle in cycles():
        if cycle.row.policy <= on:
            truth, missing = cycle.applies.decide(facts)
            if truth is not False:
                yield cycle, missing
