"""A camera beside a solid vehicle: points in space to points on the picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samples.canvas import Canvas
from samples.paint import Paint
from samples.vehicles.shapes import Solid

_GROUND = 850.0


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the camera stands: degrees off the vehicle's axis, distance and height in mm."""

    angle: float
    distance: float
    height: float = 1550.0

    def see(self, points: ArrayLike, length: float) -> NDArray[np.float64]:
        """Points (x, y, z) on a picture plane of unit focal length; y towards the near side."""
        p = np.asarray(points, dtype=np.float64).reshape(-1, 3)
        turn = np.radians(self.angle)
        x, y = p[:, 0] - length / 2 + self.distance * np.cos(turn), p[:, 1]
        y = y - self.distance * np.sin(turn)
        depth = x * np.cos(turn) - y * np.sin(turn)
        across = x * np.sin(turn) + y * np.cos(turn)
        return np.stack([across / depth, (self.height - p[:, 2]) / depth], axis=-1)


class Slant:
    """A solid seen by a camera, drawn on a canvas so that it fills the picture."""

    def __init__(self, canvas: Canvas, solid: Solid, camera: Camera, room: float = 1080) -> None:
        self.canvas = canvas
        self.solid = solid
        self._camera = camera
        ends = [(x, s * w, z) for x, z, w, _ in solid.profile for s in (1, -1)]
        ends += [(solid.length, solid.half_width(0), z) for z in (0, solid.belt[2])]
        if solid.box:
            x0, x1, _, top, w = solid.box
            ends += [(x, s * w, z) for x in (x0, x1) for s in (1, -1) for z in (0, top)]
        seen = camera.see(ends, solid.length)
        low, high = seen.min(axis=0), seen.max(axis=0)
        self._scale = min(room / (high[0] - low[0]), 740 / (high[1] - low[1]))
        foot = camera.see([(x, solid.half_width(0), 0) for x, _ in solid.wheels], solid.length)
        self._shift = np.array(
            (canvas.width / 2 - self._scale * (low[0] + high[0]) / 2,
             _GROUND - self._scale * foot[:, 1].max())
        )  # fmt: skip

    def at(self, points: ArrayLike) -> NDArray[np.float64]:
        """Points (x, y, z) in pixels."""
        return self._camera.see(points, self.solid.length) * self._scale + self._shift

    def face(self, points: ArrayLike, paint: Paint, alpha: float = 1.0, blur: float = 0) -> None:
        """A polygon in space."""
        self.canvas.polygon(self.at(points), paint, alpha, blur)

    def side(self, points: ArrayLike) -> NDArray[np.float64]:
        """Points (x, z) of the near side in space."""
        return np.array([(x, self.solid.half_width(z), z) for x, z in np.asarray(points)])

    def end(self, part: float, height: float, out: float = 8) -> tuple[float, float, float]:
        """A point of the end towards the camera: part of the half width (−1…1), height."""
        box, profile = self.solid.box, self.solid.profile
        if box and box[0] < profile[0][0]:
            return box[0] - out, part * box[4] * 0.95, height
        xs, zs, ws = ([float(point[axis]) for point in profile[:5]] for axis in (0, 1, 2))
        x, half = float(np.interp(height, zs, xs)), float(np.interp(height, zs, ws))
        return x - out, part * half, height
