"""Ready-made vehicles: a healthy car or truck by seed, and well-known faults to put into one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from plc.simulator.noise import jitter
from plc.simulator.physics.brake import DAN_PER_KG
from plc.simulator.vehicle import (
    Axle,
    Driver,
    Fuel,
    Lamp,
    LampName,
    PetrolGas,
    VehicleModel,
    WheelBrake,
)

Body = Literal["car", "truck"]

CAR_AXLES_KG = (780.0, 560.0)
TRUCK_AXLES_KG = (2600.0, 2900.0)
# Share of the wheel's weight that its brake can give; beyond the friction the wheel locks.
FRONT_BRAKE_SHARE = 1.0
REAR_BRAKE_SHARE = 0.68
PARKING_SHARE_OF_VEHICLE = 0.27
CAR_DRIVER = Driver()
TRUCK_DRIVER = Driver(pedal_ramp_s=1.8, enter_s=8.0, axle_s=5.0, leave_s=6.0)


def vehicle_model_for(
    body: Body = "car",
    *,
    seed: int = 0,
    axle_loads_kg: Sequence[float] | None = None,
    fuel: Fuel | None = None,
    faults: Iterable[str] = (),
) -> VehicleModel:
    """Return a healthy vehicle with the named faults (see `FAULTS`) put in.

    `axle_loads_kg` are the static loads of the axles, front first. ValueError names a fault that
    does not exist, or one that this vehicle cannot have.
    """
    loads = tuple(axle_loads_kg or (CAR_AXLES_KG if body == "car" else TRUCK_AXLES_KG))
    fuel = fuel or ("petrol" if body == "car" else "diesel")
    model = VehicleModel(
        seed=seed,
        fuel=fuel,
        axles=tuple(_axle(number, loads, body, seed) for number in range(1, len(loads) + 1)),
        speedometer_error=jitter(0.05, 0.2, seed, "speedometer"),
        lamps={name: _lamp(name, body, seed) for name in ("H1", "H4")},
        side_slip_m_per_km=jitter(1.2, 0.5, seed, "side slip"),
        idle_rpm=800.0 if body == "car" else 650.0,
        petrol=_petrol(seed) if fuel == "petrol" else None,
        smoke_k_per_m=jitter(0.55, 0.1, seed, "smoke") if fuel == "diesel" else None,
        driver=CAR_DRIVER if body == "car" else TRUCK_DRIVER,
    )
    for fault in faults:
        if fault not in FAULTS:
            raise ValueError(f"no fault {fault!r}; known are: {', '.join(FAULTS)}")
        model = FAULTS[fault](model)
    return model


def _axle(number: int, loads: Sequence[float], body: Body, seed: int) -> Axle:
    left_kg = jitter(loads[number - 1] / 2.0, 0.01, seed, number, "load")
    right_kg = loads[number - 1] - left_kg
    parked = number > 1 or len(loads) == 1
    parking = PARKING_SHARE_OF_VEHICLE * sum(loads) * DAN_PER_KG / 2.0 / max(len(loads) - 1, 1)
    return Axle(
        left_kg=left_kg,
        right_kg=right_kg,
        left=_brake(left_kg, number, body, seed, "left"),
        right=_brake(right_kg, number, body, seed, "right"),
        parking_left_dan=jitter(parking, 0.02, seed, number, "park left") if parked else None,
        parking_right_dan=jitter(parking, 0.02, seed, number, "park right") if parked else None,
    )


def _brake(load_kg: float, number: int, body: Body, seed: int, side: str) -> WheelBrake:
    share = FRONT_BRAKE_SHARE if number == 1 else REAR_BRAKE_SHARE
    return WheelBrake(
        gain_dan=jitter(share * load_kg * DAN_PER_KG, 0.015, seed, number, side, "gain"),
        lag_s=0.08 if body == "car" else 0.16,
        drag_dan=jitter(0.011 * load_kg * DAN_PER_KG, 0.1, seed, number, side, "drag"),
        ovality=0.015,
    )


def _lamp(name: LampName, body: Body, seed: int) -> Lamp:
    return Lamp(
        cd=jitter(27_000.0, 0.06, seed, name, "cd"),
        horizontal_mm=jitter(40.0, 0.5, seed, name, "horizontal"),
        vertical_mm=jitter(-150.0, 0.1, seed, name, "vertical"),
        height_mm=680.0 if body == "car" else 950.0,
    )


def _petrol(seed: int) -> PetrolGas:
    return PetrolGas(
        idle_co_percent=jitter(0.12, 0.1, seed, "idle co"),
        idle_hc_ppm=jitter(38.0, 0.1, seed, "idle hc"),
        high_idle_co_percent=jitter(0.08, 0.1, seed, "high co"),
        high_idle_hc_ppm=jitter(22.0, 0.1, seed, "high hc"),
        excess_air=jitter(1.0, 0.005, seed, "lambda"),
    )


def _weak_front_right_brake(model: VehicleModel) -> VehicleModel:
    front = model.axles[0]
    weak = front.right.model_copy(update={"gain_dan": 0.4 * front.right.gain_dan})
    return _with_axle(model, 0, front.model_copy(update={"right": weak}))


def _late_right(model: VehicleModel) -> VehicleModel:
    front = model.axles[0]
    late = front.right.model_copy(update={"delay_s": 0.5})
    return _with_axle(model, 0, front.model_copy(update={"right": late}))


def _no_parking_brake(model: VehicleModel) -> VehicleModel:
    nothing = {"parking_left_dan": None, "parking_right_dan": None}
    axles = tuple(axle.model_copy(update=nothing) for axle in model.axles)
    return model.model_copy(update={"axles": axles})


def _dim_left_lamp(model: VehicleModel) -> VehicleModel:
    dim = model.lamps["H1"].model_copy(update={"cd": 6_500.0})
    return model.model_copy(update={"lamps": {**model.lamps, "H1": dim}})


def _high_co(model: VehicleModel) -> VehicleModel:
    if model.petrol is None:
        raise ValueError("fault 'high_co' needs a petrol vehicle")
    rich = model.petrol.model_copy(update={"idle_co_percent": 2.1, "high_idle_co_percent": 1.4})
    return model.model_copy(update={"petrol": rich})


def _heavy_smoke(model: VehicleModel) -> VehicleModel:
    if model.smoke_k_per_m is None:
        raise ValueError("fault 'heavy_smoke' needs a diesel vehicle")
    return model.model_copy(update={"smoke_k_per_m": 2.6})


def _side_slip(model: VehicleModel) -> VehicleModel:
    return model.model_copy(update={"side_slip_m_per_km": 7.4})


def _with_axle(model: VehicleModel, index: int, axle: Axle) -> VehicleModel:
    axles = (*model.axles[:index], axle, *model.axles[index + 1 :])
    return model.model_copy(update={"axles": axles})


FAULTS: dict[str, Callable[[VehicleModel], VehicleModel]] = {
    "weak_front_right_brake": _weak_front_right_brake,
    "late_right": _late_right,
    "no_parking_brake": _no_parking_brake,
    "dim_left_lamp": _dim_left_lamp,
    "high_co": _high_co,
    "heavy_smoke": _heavy_smoke,
    "side_slip": _side_slip,
}
