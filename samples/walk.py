"""All pictures of one demo vehicle, by photo code: what the examiner's camera takes on the walk."""

from __future__ import annotations

import zlib

import numpy as np

from checklists.codes import photo_name
from samples import details, plates, vins
from samples.canvas import Canvas
from samples.demo_vehicles import DemoVehicle, Truth
from samples.paint import Picture
from samples.vehicles import HEIGHT, WIDTH, draw_vehicle, front_photo, scene
from samples.vehicles.camera import Camera
from samples.vehicles.photo import jpeg, soiled, taken
from samples.vehicles.shapes import solids
from samples.vehicles.slanting import draw_slanting
from samples.vehicles.stage import BODY_COLOURS

FRONT = "front"
"""The lane's front camera, which reads the plate: no photo code of its own."""

CODES = ("0111", "0112", "0113", "0115", "0119", "0136", "0154", "0155", "0156", "0157", "0158",
         "0164", "0323")  # fmt: skip
"""Codes made for every demo vehicle; any other is drawn when asked for."""

_TYRES = {"0136": "左前", "0154": "右前", "0155": "左后", "0156": "右后"}
_TYRE_SIZES = {
    "car": "195/65R15 91H", "suv": "225/65R17 102H", "van": "175/70R14LT", "bus": "11R22.5",
    "light_truck": "7.00R16LT", "heavy_truck": "12R22.5", "tractor": "12R22.5",
    "trailer": "12R22.5", "motorcycle": "110/80-17",
}  # fmt: skip
_STAMPS = {"0113", "0189", "0190", "A105"}
_REAR = {"0112": 42.0, "0158": 9.0, "0184": 9.0, "0188": 9.0, "0363": 45.0}
_REAR_PLATES = {"yellow": "yellow_double"}


def photos(vehicle: DemoVehicle, codes: tuple[str, ...] = CODES, seed: int = 1) -> dict[str, bytes]:
    """JPEG bytes by code, the front camera's under FRONT; the same for the same arguments."""
    return {code: photo(vehicle, code, seed) for code in (FRONT, *codes)}


def photo(vehicle: DemoVehicle, code: str, seed: int = 1) -> bytes:
    """One 1280 × 960 JPEG, with code and name small in the corner (FRONT without)."""
    truth = vehicle.truth
    rng = np.random.default_rng([seed, zlib.crc32(f"{vehicle.name}/{code}".encode())])
    if code == FRONT:
        return front_photo(truth.body, truth.colour, truth.plate, truth.plate_kind, rng, truth.wear)
    canvas = Canvas.over(taken(_drawn(truth, code, rng), truth.wear, rng))
    _caption(canvas, code, vehicle.record.plate)
    return jpeg(canvas.pixels)


def _drawn(truth: Truth, code: str, rng: np.random.Generator) -> Picture:
    """The clean drawing for a code."""
    if code in _STAMPS:
        return vins.draw_stamp(truth.stamped_vin, rng, truth.wear, truth.restamped, truth.dotted)
    if code == "0119":
        return vins.draw_engine(truth.engine_model, truth.engine_number, rng, truth.wear)
    if code == "0164":
        body = BODY_COLOURS[truth.colour[0]]
        return vins.draw_nameplate(truth.nameplate, rng, truth.wear, body)
    if code in _TYRES:
        week = truth.nameplate.manufactured_on.strftime("%W%y")
        return details.tyre(_TYRE_SIZES[truth.body], week, rng).pixels
    if code in details.PARTS:
        return details.PARTS[code](rng).pixels
    return _whole(truth, code, rng)


def _whole(truth: Truth, code: str, rng: np.random.Generator) -> Picture:
    """The vehicle in a slanting view, or, without a solid, from where its plate is."""
    solid = solids().get(truth.body)
    if solid is None:
        return draw_vehicle(
            truth.body, truth.colour, truth.plate, truth.plate_kind, truth.wear.dirt, rng
        )
    rear = code in _REAR
    kind = _REAR_PLATES.get(truth.plate_kind, truth.plate_kind) if rear else truth.plate_kind
    sheet = soiled(plates.plate_pixels(truth.plate, kind, rng), truth.wear.dirt, rng)
    angle = _REAR.get(code, 42.0) if solid.length < 5000 else _REAR.get(code, 33.0) * 0.8
    canvas = scene.hall(WIDTH, HEIGHT)
    draw_slanting(
        canvas,
        solid.turned() if rear else solid,
        solid.rear if rear else solid.front,
        BODY_COLOURS[truth.colour[0]],
        sheet,
        plates.size_mm(kind),
        Camera(angle, solid.length * 1.05 + 4200),
        rear,
    )
    return canvas.pixels


def _caption(canvas: Canvas, code: str, plate: str) -> None:
    canvas.rectangle((0, HEIGHT - 44, WIDTH, HEIGHT), (0, 0, 0), alpha=0.5)
    text = f"{code}  {photo_name(code)}"
    canvas.text((16, HEIGHT - 22), text, 24, (255, 255, 255), "lm", bold=False)
    canvas.text((WIDTH - 16, HEIGHT - 22), plate, 24, (255, 255, 255), "rm", bold=False)
