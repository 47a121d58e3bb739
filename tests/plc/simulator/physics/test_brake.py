from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plc.simulator.physics.brake import (
    DAN_PER_KG,
    NOISE_DAN,
    WheelOnRoller,
    drag_trace,
    pressure,
    run_down,
    wheel_trace,
)

NOISE = 6 * NOISE_DAN


def wheel(**wishes: float) -> WheelOnRoller:
    usual = {
        "load_kg": 400.0,
        "gain_dan": 420.0,
        "ramp_s": 1.5,
        "lag_s": 0.08,
        "delay_s": 0.0,
        "drag_dan": 4.0,
        "ovality": 0.02,
        "friction": 0.75,
        "sliding_friction": 0.58,
    }
    return WheelOnRoller(**usual | wishes)


def peak(of: WheelOnRoller, *key: str | int) -> float:
    return float(wheel_trace(of, 6.0, key or ("k",)).force.max())


def test_a_strong_brake_locks_at_what_the_tyre_holds_and_then_slides():
    trace = wheel_trace(wheel(), 6.0, ("k",))
    assert trace.lock_frame is not None
    assert trace.force.max() == pytest.approx(0.75 * 400 * DAN_PER_KG, rel=0.03)
    assert trace.force[-100:].mean() == pytest.approx(0.58 * 400 * DAN_PER_KG, rel=0.01)


def test_a_weak_brake_never_locks_and_gives_less():
    weak = wheel(gain_dan=150.0)
    assert wheel_trace(weak, 6.0, ("k",)).lock_frame is None
    assert peak(weak) == pytest.approx(154.0, rel=0.04)
    assert peak(weak) < peak(wheel())


def test_two_like_wheels_stay_together_and_a_late_one_does_not():
    left = wheel_trace(wheel(ovality=0.0), 6.0, ("k", "left"))
    right = wheel_trace(wheel(ovality=0.0), 6.0, ("k", "right"))
    late = wheel_trace(wheel(ovality=0.0, delay_s=0.3), 6.0, ("k", "right"))
    rise = slice(0, left.lock_frame)

    def imbalance(of: np.ndarray) -> float:
        return float(np.abs(left.force - of)[rise].max() / left.force.max())

    assert imbalance(right.force) < 0.03
    assert imbalance(late.force) > 0.24


def test_the_same_key_gives_the_same_numbers_and_another_key_others():
    first, again, other = (wheel_trace(wheel(), 3.0, ("k", n)).force for n in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_longer_look_changes_nothing_of_what_was_seen():
    short, long = wheel_trace(wheel(), 3.0, ("k",)), wheel_trace(wheel(), 6.0, ("k",))
    assert np.allclose(short.force, long.force[:300])


def test_motors_bring_the_drag_up_and_cut_motors_bring_it_down():
    drag = drag_trace(5.0, 400, ("k",))
    assert abs(drag[0]) < NOISE
    assert drag[100:].mean() == pytest.approx(5.0, abs=0.1)
    ended = run_down(drag, 300)
    assert np.array_equal(ended[:301], drag[:301])
    assert not ended[325:].any()


@given(
    ramp=st.floats(0.0, 10.0),
    lag=st.floats(0.0, 2.0),
)
def test_pressure_rises_without_overshoot_from_nothing_to_all(ramp, lag):
    rising = pressure(np.arange(0.0, 60.0, 0.01), ramp, lag)
    assert rising[0] == 0.0
    assert rising[-1] == pytest.approx(1.0, abs=1e-6)
    assert (np.diff(rising) >= -1e-9).all()


@settings(max_examples=60, deadline=None)
@given(
    load=st.floats(1.0, 20_000.0),
    gain=st.floats(0.0, 50_000.0),
    ramp=st.floats(0.0, 5.0),
    lag=st.floats(0.0, 1.0),
    delay=st.floats(0.0, 3.0),
    drag=st.floats(0.0, 500.0),
    ovality=st.floats(0.0, 0.5),
    friction=st.floats(0.01, 1.5),
    sliding=st.floats(0.01, 1.5),
)
def test_no_wheel_ever_gives_more_than_the_tyre_holds_or_less_than_nothing(
    load, gain, ramp, lag, delay, drag, ovality, friction, sliding
):
    asked = WheelOnRoller(load, gain, ramp, lag, delay, drag, ovality, friction, sliding)
    trace = wheel_trace(asked, 4.0, ("k",))
    assert np.isfinite(trace.force).all()
    assert trace.force.max() <= friction * load * DAN_PER_KG + NOISE
    assert trace.force.min() >= -NOISE
    if trace.lock_frame is not None:
        assert gain * (1 + ovality) + drag > friction * load * DAN_PER_KG
