"""What a value maker hands to the judge: a quantity, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from checklists.limits import Quantity
from checklists.measured import Measured
from checklists.rules import Edition
from checklists.vehicle import Inspection, Vehicle


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity, and facts about it that choose the limit (for instance its denominator)."""

    quantity: Quantity
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Absent:
    """No quantity. ``given`` tells something measured but unusable from nothing measured."""

    reason_zh: str
    reason_en: str
    given: bool = True


NOT_MEASURED = Absent("未检测", "not measured", given=False)


@dataclass(frozen=True, slots=True)
class Case:
    """One vehicle, its inspection, and what was measured."""

    vehicle: Vehicle
    inspection: Inspection
    measured: Measured
    edition: Edition
