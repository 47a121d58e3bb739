"""制动不平衡率 from the brake curve itself: where the two wheels of an axle differ most.

The difference is taken between simultaneous samples, from the start of the force rise until
either wheel locks (抱死) or, if none does, until both have reached their largest force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checklists.errors import CurveError
from checklists.measured import BrakeCurve

# A wheel counts as still dragging while it is below this share of its rise.
_START_SHARE = 0.05
# Without the tester's own flag a wheel counts as locked when, with the other still rising, it
# has lost this share of its largest force: a braked wheel that holds does not do that.
_LOCK_DROP = 0.10
_FEWEST_SAMPLES = 5


@dataclass(frozen=True, slots=True)
class CurveReading:
    """What one curve says. Times in ms from the first sample, forces in daN."""

    start_ms: float
    end_ms: float
    at_ms: float
    left_dan: float
    right_dan: float
    left_max_dan: float
    right_max_dan: float
    left_locked: bool
    right_locked: bool

    @property
    def difference_dan(self) -> float:
        """过程差最大点: the largest simultaneous difference."""
        return abs(self.left_dan - self.right_dan)


def read_curve(curve: BrakeCurve) -> CurveReading:
    """Find start, end and the point of largest difference.

    Raises:
        CurveError: fewer than five samples, or no force at all.
    """
    left, right = curve.left_dan, curve.right_dan
    if len(left) < _FEWEST_SAMPLES:
        raise CurveError(
            f"the brake curve has {len(left)} samples, at least {_FEWEST_SAMPLES} are needed"
        )
    if max(left) <= 0 and max(right) <= 0:
        raise CurveError("the brake curve shows no force: repeat the brake test")
    peaks = _peak(left), _peak(right)
    start = min(_start(left, peaks[0]), _start(right, peaks[1]))
    locked = _locked(curve, peaks)
    end = _end(peaks, locked)
    at = max(range(start, end + 1), key=lambda i: abs(left[i] - right[i]))
    step = curve.interval_ms
    return CurveReading(
        start_ms=start * step,
        end_ms=end * step,
        at_ms=at * step,
        left_dan=left[at],
        right_dan=right[at],
        left_max_dan=left[peaks[0]],
        right_max_dan=right[peaks[1]],
        left_locked=locked[0],
        right_locked=locked[1],
    )


def _peak(forces: Sequence[float]) -> int:
    return max(range(len(forces)), key=forces.__getitem__)


def _start(forces: Sequence[float], peak: int) -> int:
    """The last sample at which the wheel only dragged, walking back from its peak."""
    lowest = min(forces[: peak + 1])
    threshold = lowest + _START_SHARE * (forces[peak] - lowest)
    for index in range(peak, -1, -1):
        if forces[index] <= threshold:
            return index
    return 0


def _locked(curve: BrakeCurve, peaks: tuple[int, int]) -> tuple[bool, bool]:
    left, right = peaks
    return (
        _wheel_locked(curve.left_locked, curve.left_dan, left, right),
        _wheel_locked(curve.right_locked, curve.right_dan, right, left),
    )


def _wheel_locked(flag: bool | None, forces: Sequence[float], peak: int, other_peak: int) -> bool:
    if flag is not None:
        return flag
    until_other = forces[peak : other_peak + 1]
    return bool(until_other) and min(until_other) < (1 - _LOCK_DROP) * forces[peak]


def _end(peaks: tuple[int, int], locked: tuple[bool, bool]) -> int:
    at_lock = [peak for peak, is_locked in zip(peaks, locked, strict=True) if is_locked]
    return min(at_lock) if at_lock else max(peaks)
