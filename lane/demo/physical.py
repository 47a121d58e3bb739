"""From a register record to the simulated vehicle that stands for it on the testers."""

from __future__ import annotations

from typing import Any

from plc.simulator.vehicle import VehicleModel
from plc.simulator.vehicle_factory import vehicle_model_for

DRIVER_KG = 75.0
_FUELS = {"A": "petrol", "B": "diesel", "C": "electric"}
_SPLITS = {2: (0.56, 0.44), 3: (0.36, 0.32, 0.32)}
_LIGHT_KG = 3500


def vehicle_model(record: dict[str, Any], seed: int, faults: tuple[str, ...] = ()) -> VehicleModel:
    """A vehicle of the record's mass, axles and fuel, with the named faults in it."""
    heavy = record["total_mass_kg"] > _LIGHT_KG
    axles = int(record["axles"])
    split = _SPLITS.get(axles, tuple(1 / axles for _ in range(axles)))
    if heavy and axles == 2:
        split = (0.47, 0.53)
    mass = record["kerb_mass_kg"] + DRIVER_KG
    fuel = _FUELS.get(record["fuel"], "petrol")
    return vehicle_model_for(
        "truck" if heavy else "car",
        seed=seed,
        axle_loads_kg=[round(mass * share, 1) for share in split],
        fuel=fuel,  # pyright: ignore[reportArgumentType]  # one of the three words above
        faults=faults,
    )
