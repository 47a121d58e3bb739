"""Where a brake curve's peaks and largest difference lie; only to show them, not to judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """Sample numbers of the two peaks and of the largest difference (过程差最大点)."""

    left_peak: int
    right_peak: int
    difference: int


def marks_of(left: Sequence[float], right: Sequence[float]) -> Marks | None:
    """The marks of a run; None without samples.

    The difference counts up to the later peak: until both wheels have reached their largest force,
    where none locked before [M].
    """
    if not left or not right:
        return None
    left_peak = max(range(len(left)), key=left.__getitem__)
    right_peak = max(range(len(right)), key=right.__getitem__)
    rise = range(max(left_peak, right_peak) + 1)
    difference = max(rise, key=lambda index: abs(left[index] - right[index]))
    return Marks(left_peak, right_peak, difference)


_STEPS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


def nice_top(largest: float, lines: int, least: float) -> float:
    """An axis end at or above ``largest`` whose ``lines`` parts are round numbers."""
    part = max(largest, least) / lines
    magnitude = 1.0
    while magnitude * 10 < part:
        magnitude *= 10
    step = next(each for each in _STEPS if each * magnitude >= part)
    return step * magnitude * lines
