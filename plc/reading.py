"""A measured value with everything needed to decide whether it may be used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Value = bool | int | float | str


class Quality(StrEnum):
    """How far a reading may be trusted. Only ``good`` readings may ever be judged."""

    good = "good"
    stale = "stale"
    out_of_range = "out_of_range"
    invalid = "invalid"
    no_link = "no_link"
    wrong_device = "wrong_device"


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of one point.

    ``value`` is None when nothing was ever read; ``unit`` is the profile's unit ("daN", "kg");
    ``at`` is lane time in seconds (:class:`plc.clock.Clock`); ``epoch`` counts the connections to
    the device: readings of two epochs must never be put together into one measurement.
    """

    value: Value | None
    unit: str
    at: float
    quality: Quality
    epoch: int

    @property
    def good(self) -> bool:
        """True when the reading may be used."""
        return self.quality is Quality.good
