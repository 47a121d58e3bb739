from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from plc.simulator.vehicle import VehicleModel
from plc.simulator.vehicle_factory import FAULTS, vehicle_model_for


def test_exhaust_must_fit_the_fuel():
    diesel = vehicle_model_for("truck").model_dump()
    with pytest.raises(ValidationError, match="smoke_k_per_m"):
        VehicleModel.model_validate(diesel | {"smoke_k_per_m": None})
    with pytest.raises(ValidationError, match="petrol"):
        VehicleModel.model_validate(diesel | {"petrol": {}})


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), -1.0, 0.0])
def test_a_load_that_cannot_be_is_refused(wrong):
    axle = vehicle_model_for().model_dump()["axles"][0] | {"left_kg": wrong}
    with pytest.raises(ValidationError, match="left_kg"):
        VehicleModel.model_validate({"axles": [axle], "fuel": "electric"})


def test_a_model_survives_its_json():
    model = vehicle_model_for("truck", seed=5, axle_loads_kg=(3000, 5000, 5000))
    assert VehicleModel.model_validate_json(model.model_dump_json()) == model


@given(seed=st.integers(0, 2**32), body=st.sampled_from(["car", "truck"]))
def test_loads_add_up_and_seeds_repeat(seed, body):
    model = vehicle_model_for(body, seed=seed, axle_loads_kg=(800.0, 700.0))
    assert model.mass_kg == pytest.approx(1500.0)
    assert model == vehicle_model_for(body, seed=seed, axle_loads_kg=(800.0, 700.0))
    assert model != vehicle_model_for(body, seed=seed + 1, axle_loads_kg=(800.0, 700.0))


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_changes_the_vehicle(fault):
    body = "truck" if fault == "heavy_smoke" else "car"
    assert vehicle_model_for(body, faults=[fault]) != vehicle_model_for(body)


def test_unknown_and_impossible_faults_are_named():
    with pytest.raises(ValueError, match=r"square_wheels.*weak_front_right_brake"):
        vehicle_model_for(faults=["square_wheels"])
    with pytest.raises(ValueError, match="petrol"):
        vehicle_model_for("truck", faults=["high_co"])


def test_an_electric_vehicle_has_no_exhaust():
    model = vehicle_model_for(fuel="electric")
    assert model.petrol is None
    assert model.smoke_k_per_m is None
