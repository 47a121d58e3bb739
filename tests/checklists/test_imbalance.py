from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from checklists.errors import CurveError
from checklists.imbalance import read_curve
from checklists.measured import BrakeCurve


def curve(left: list[float], right: list[float], **more: Any) -> BrakeCurve:
    return BrakeCurve(interval_ms=10, left_dan=tuple(left), right_dan=tuple(right), **more)


def ramp(drag: float, top: float, rise: int, late: int = 0, length: int = 200) -> list[float]:
    """Drag until sample 20 + late, a straight rise over ``rise`` samples, then held."""
    start = 20 + late
    return [drag + (top - drag) * min(max((i - start) / rise, 0), 1) for i in range(length)]


def test_a_wheel_60_ms_late_differs_by_its_share_of_the_ramp() -> None:
    found = read_curve(curve(ramp(0, 300, 100), ramp(0, 300, 100, late=6)))
    assert found.difference_dan == pytest.approx(18)
    assert (found.left_max_dan, found.right_max_dan) == (300, 300)


def test_a_weaker_wheel_differs_most_at_the_top() -> None:
    found = read_curve(curve(ramp(10, 300, 100), ramp(10, 240, 100)))
    assert found.difference_dan == pytest.approx(60)
    assert (found.left_dan, found.right_dan) == (300, 240)
    assert found.at_ms == 1200


def test_drag_before_the_rise_does_not_count() -> None:
    left, right = ramp(0, 300, 100), ramp(0, 300, 100)
    right[3] = 200  # a bump while the wheels only drag
    found = read_curve(curve(left, right))
    assert found.difference_dan < 20
    assert found.start_ms >= 190


def test_what_comes_after_the_lock_does_not_count() -> None:
    left = ramp(0, 300, 100)
    right = ramp(0, 300, 100)
    peak = left.index(300)
    for i in range(60, len(left)):  # the left wheel locks at 120 daN and slides
        left[i] = 60
    found = read_curve(curve(left, right))
    assert found.left_locked
    assert not found.right_locked
    assert found.end_ms < peak * 10
    assert found.difference_dan < 20


def test_the_testers_own_flag_outweighs_the_shape() -> None:
    left, right = ramp(0, 300, 50), ramp(0, 300, 100)
    free = read_curve(curve(left, right, left_locked=False, right_locked=False))
    locked = read_curve(curve(left, right, left_locked=True, right_locked=False))
    assert free.end_ms == 1200
    assert locked.end_ms == 700


@pytest.mark.parametrize("count", [0, 1, 4])
def test_too_few_samples_are_refused(count: int) -> None:
    with pytest.raises(CurveError, match=f"has {count} samples"):
        read_curve(curve([10.0] * count, [10.0] * count))


def test_a_curve_without_force_is_refused() -> None:
    with pytest.raises(CurveError, match="no force"):
        read_curve(curve([0.0] * 50, [0.0] * 50))


def test_left_longer_than_right_is_refused() -> None:
    with pytest.raises(ValidationError, match="3 left samples but 2 right"):
        curve([1, 2, 3], [1, 2])


samples = st.lists(st.tuples(st.floats(0, 4000), st.floats(0, 4000)), min_size=5, max_size=80)


@given(samples)
def test_the_point_lies_in_the_interval_and_is_a_real_pair(data: list[tuple[float, float]]) -> None:
    left, right = [a for a, _ in data], [b for _, b in data]
    assume(max(left) > 0 or max(right) > 0)
    found = read_curve(curve(left, right))
    assert found.start_ms <= found.at_ms <= found.end_ms
    at = round(found.at_ms / 10)
    assert (found.left_dan, found.right_dan) == (left[at], right[at])
    inside = range(round(found.start_ms / 10), round(found.end_ms / 10) + 1)
    assert all(abs(left[i] - right[i]) <= found.difference_dan for i in inside)


@given(samples)
def test_mirrored_curves_mirror_the_result(data: list[tuple[float, float]]) -> None:
    left, right = [a for a, _ in data], [b for _, b in data]
    assume(max(left) > 0 or max(right) > 0)
    one, other = read_curve(curve(left, right)), read_curve(curve(right, left))
    assert one.difference_dan == other.difference_dan
    assert (one.left_locked, one.right_locked) == (other.right_locked, other.left_locked)


def test_the_judge_takes_pair_and_maxima_from_the_curve(verdict_of: Callable[..., Any]) -> None:
    samples = {"interval_ms": 10, "left_dan": ramp(0, 300, 100), "right_dan": ramp(0, 240, 100)}
    measured = {"axle_load_kg": [[400, 400]] * 2, "brake_curve": [samples, samples]}
    assert verdict_of("imbalance_axle_1", measured).value == Decimal("20.0")
    assert verdict_of("brake_rate_axle_1", measured).value == Decimal("68.9")
