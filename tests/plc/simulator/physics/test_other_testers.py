from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plc.simulator.physics import axle_weight, beam, exhaust, plate_slip, road_speed
from plc.simulator.vehicle import Lamp, PetrolGas

SEEDS = st.integers(0, 10_000)


@given(seed=SEEDS, load=st.floats(1.0, 15_000.0))
def test_a_wheel_is_weighed_to_the_kilogram(seed, load):
    weighed = axle_weight.static_load(load, (seed,))
    assert weighed == round(weighed)
    assert weighed == pytest.approx(load, abs=3.0)


def test_an_axle_swings_before_it_rests():
    early = [axle_weight.wheel_load(400.0, t / 20, ("k",)) for t in range(20)]
    late = [axle_weight.wheel_load(400.0, 6 + t / 20, ("k",)) for t in range(20)]
    assert max(early) - min(early) > 50.0
    assert max(late) - min(late) < 0.5
    assert axle_weight.wheel_load(400.0, -0.1, ("k",)) == 0.0


@given(seed=SEEDS)
def test_a_needle_that_shows_too_much_means_a_slower_vehicle(seed):
    assert road_speed.true_speed(0.1, (seed,)) < road_speed.true_speed(-0.1, (seed,))
    assert 32.8 <= road_speed.true_speed(0.05, (seed,)) <= 40.0


def test_the_roller_speed_rises_to_its_target_and_stays():
    speeds = [road_speed.speed_while_accelerating(t / 10, 6.0, 38.0) for t in range(100)]
    assert speeds == sorted(speeds)
    assert speeds[0] == 0.0
    assert speeds[-1] == 38.0


@given(seed=SEEDS)
def test_a_lamp_is_measured_about_as_it_is(seed):
    shown = beam.measured_beam(Lamp(cd=20_000, horizontal_mm=30, vertical_mm=-150), (seed,))
    assert shown.intensity_cd == pytest.approx(20_000, rel=0.06)
    assert shown.horizontal_mm == pytest.approx(30, abs=25)
    assert shown.vertical_mm == pytest.approx(-150, abs=25)
    assert shown.height_mm == 700


@given(seed=SEEDS, slip=st.floats(-20.0, 20.0))
def test_side_slip_keeps_its_sign_and_size(seed, slip):
    assert plate_slip.measured_slip(slip, (seed,)) == pytest.approx(slip, abs=0.4)


def test_the_plate_moves_only_while_it_is_crossed():
    assert plate_slip.plate_deflection(5.0, -0.1) == 0.0
    assert plate_slip.plate_deflection(5.0, plate_slip.CROSSING_S) == pytest.approx(5.0)
    assert plate_slip.plate_deflection(5.0, 2.0) == 0.0


@given(seed=SEEDS)
def test_double_idle_shows_the_engine_as_it_is(seed):
    gas = PetrolGas(idle_co_percent=1.0, idle_hc_ppm=100, high_idle_co_percent=0.5)
    shown = exhaust.double_idle(gas, (seed,))
    assert shown.idle_co_percent == pytest.approx(1.0, rel=0.1)
    assert shown.idle_hc_ppm == pytest.approx(100, rel=0.1)
    assert shown.high_idle_co_percent == pytest.approx(0.5, rel=0.1)
    assert shown.excess_air == pytest.approx(1.0, abs=0.03)


def test_the_cell_has_nearly_forgotten_the_gas_before():
    assert exhaust.cell_mean(10.0, 10.0) == pytest.approx(10.0)
    assert exhaust.cell_mean(10.0, 0.0) < 0.05


@given(seed=SEEDS)
def test_smoke_is_never_negative_and_about_right(seed):
    assert exhaust.smoke(0.0, (seed,)) == 0.0
    assert exhaust.smoke(1.0, (seed,)) == pytest.approx(1.0, abs=0.1)
