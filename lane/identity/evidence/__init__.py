"""One small pure function for each evidence, and the list of them all."""

from __future__ import annotations

from lane.identity.evidence import (
    answers,
    dates,
    elsewhere,
    engine,
    look,
    odometer,
    pattern,
    places,
    plate,
    record,
    size,
    vin,
)
from lane.identity.weigh import Check

CHECKS: tuple[Check, ...] = (
    *vin.CHECKS,
    *places.CHECKS,
    *engine.CHECKS,
    *plate.CHECKS,
    *look.CHECKS,
    *size.CHECKS,
    *dates.CHECKS,
    *odometer.CHECKS,
    *answers.CHECKS,
    *record.CHECKS,
    *elsewhere.CHECKS,
    *pattern.CHECKS,
)
