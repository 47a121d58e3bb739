"""Vehicles in the inspection hall, drawn with the plate mounted: what the front camera sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from samples import plates
from samples.paint import Colour, Picture
from samples.vehicles import scene
from samples.vehicles.bus import draw_bus
from samples.vehicles.car import CAR, SUV, VAN, CarShape, draw_car
from samples.vehicles.photo import Wear, jpeg, soiled, taken
from samples.vehicles.rear import draw_motorcycle, draw_trailer
from samples.vehicles.stage import BODY_COLOURS, Stage
from samples.vehicles.truck import HEAVY, LIGHT, TRACTOR, CabShape, draw_truck

__all__ = ["BODIES", "HEIGHT", "WIDTH", "Wear", "draw_vehicle", "front_photo"]

WIDTH, HEIGHT = 1280, 960

Draw = Callable[[Stage, Colour, Picture, tuple[float, float]], None]


@dataclass(frozen=True, slots=True)
class Body:
    """How a body is drawn, and how near the camera stands (pixels per millimetre, ground line)."""

    draw: Draw
    scale: float
    ground: float


def _car(shape: CarShape) -> Draw:
    return lambda stage, colour, plate, mm: draw_car(stage, shape, colour, plate, mm)


def _truck(shape: CabShape) -> Draw:
    return lambda stage, colour, plate, mm: draw_truck(stage, shape, colour, plate, mm)


BODIES = {
    "car": Body(_car(CAR), 0.45, 800),
    "suv": Body(_car(SUV), 0.42, 810),
    "van": Body(_car(VAN), 0.40, 830),
    "light_truck": Body(_truck(LIGHT), 0.34, 900),
    "heavy_truck": Body(_truck(HEAVY), 0.29, 910),
    "tractor": Body(_truck(TRACTOR), 0.285, 910),
    "bus": Body(draw_bus, 0.29, 910),
    "trailer": Body(draw_trailer, 0.27, 910),
    "motorcycle": Body(draw_motorcycle, 0.62, 850),
}
"""Bodies by name; trailers and motorcycles are seen from behind, where their plate is."""


def draw_vehicle(
    body: str, colour: str, plate: str, plate_kind: str, dirt: float, rng: np.random.Generator
) -> Picture:
    """A clean drawing: `body` of BODIES, `colour` a letter of the register's table, `plate` as it
    stands on the plate and `plate_kind` one of `plates.kinds()`.
    """
    look = BODIES[body]
    sheet = soiled(plates.plate_pixels(plate, plate_kind, rng), dirt, rng)
    stage = Stage(scene.hall(WIDTH, HEIGHT), look.scale, look.ground)
    look.draw(stage, BODY_COLOURS[colour[0]], sheet, plates.size_mm(plate_kind))
    return stage.canvas.pixels


def front_photo(
    body: str,
    colour: str,
    plate: str,
    plate_kind: str,
    rng: np.random.Generator,
    wear: Wear | None = None,
) -> bytes:
    """A 1280 × 960 JPEG of the vehicle with its plate, as a hand-held camera takes it."""
    wear = wear or Wear()
    return jpeg(taken(draw_vehicle(body, colour, plate, plate_kind, wear.dirt, rng), wear, rng))
