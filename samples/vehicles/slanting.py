"""Slanting views: left front (左前方, 0111), right rear (右后方, 0112), from behind (0158)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from samples.canvas import Canvas
from samples.paint import Colour, Paint, Picture, shade, vertical
from samples.vehicles import parts
from samples.vehicles.camera import Camera, Slant
from samples.vehicles.shapes import End, Solid
from samples.vehicles.stage import BLACK, CHROME, TRIM

_RED = vertical((226, 50, 44), (130, 12, 16))


def draw_slanting(
    canvas: Canvas,
    solid: Solid,
    end: End,
    colour: Colour,
    plate: Picture,
    plate_mm: tuple[float, float],
    camera: Camera,
    rear: bool,
) -> None:
    """The vehicle with its plate; `solid` has the end to be seen first (`Solid.turned`)."""
    view = Slant(canvas, solid, camera)
    _shadow(view)
    _far_wheels(view)
    if solid.box and not rear:
        _box(view, solid.box)
    _strips(view, colour)
    _side(view, colour)
    if solid.box and rear:
        _box(view, solid.box)
    _end(view, end, rear, plate, plate_mm)


def _shadow(view: Slant) -> None:
    w = view.solid.half_width(0)
    corners = [
        (-80, -w, 0),
        (-80, w + 120, 0),
        (view.solid.length, w + 120, 0),
        (view.solid.length, -w, 0),
    ]
    view.face(corners, BLACK, 0.6, 14)


def _far_wheels(view: Slant) -> None:
    for x, radius in view.solid.wheels:
        for y in (-view.solid.half_width(0) + 60, -view.solid.half_width(0) + 240):
            view.face(_circle(x, y, radius, radius), (20, 21, 23))


def _strips(view: Slant, colour: Colour) -> None:
    """The strips of the profile across the width, the farthest first."""
    profile = view.solid.profile
    for (x0, z0, w0, strip), (x1, z1, w1, _) in reversed(list(pairwise(profile))):
        quad = [(x1, -w1, z1), (x1, w1, z1), (x0, w0, z0), (x0, -w0, z0)]
        view.face(quad, _strip_paint(strip, colour, x1 - x0, z1 - z0))
    for (x0, z0, w0, strip), (x1, z1, w1, _) in pairwise(profile):
        if strip == "glass" and x0 < view.solid.length / 2:
            frame = 0.9
            quad = [(x1, -w1 * frame, z1), (x1, w1 * frame, z1), (x0, w0 * frame, z0),
                    (x0, -w0 * frame, z0)]  # fmt: skip
            view.face(quad, parts.GLASS)


def _strip_paint(strip: str, colour: Colour, run: float, rise: float) -> Paint:
    if strip in ("trim", "glass", "board"):
        return TRIM if strip == "trim" else BLACK
    upward = abs(run) / max(1.0, float(np.hypot(run, rise)))
    light = 0.72 + 0.55 * upward
    return vertical(shade(colour, min(1.9, light + 0.12)), shade(colour, light))


def _side(view: Slant, colour: Colour) -> None:
    solid = view.solid
    outline = [(x, w, z) for x, z, w, _ in solid.profile]
    view.face(outline, vertical(shade(colour, 1.1), shade(colour, 0.92), shade(colour, 0.55)))
    for window in solid.windows:
        view.face(view.side(window), BLACK)
        middle = np.mean(window, axis=0)
        inner = (np.asarray(window) - middle) * 0.94 + middle
        view.face(view.side(inner), parts.GLASS)
    for line in solid.lines:
        view.canvas.line(view.at(view.side(line)), shade(colour, 0.42), 2.2, 0.8)
    for x, z in solid.handles:
        grip = [(x - 90, z), (x + 90, z), (x + 90, z + 26), (x - 90, z + 26)]
        view.face(view.side(grip), CHROME)
    for x, radius in solid.wheels:
        _wheel(view, x, radius)


def _wheel(view: Slant, x: float, radius: float) -> None:
    y = view.solid.half_width(0)
    for factor, paint, out in (
        (1.17, (16, 17, 19), 0), (1.0, vertical((52, 53, 56), (24, 25, 27)), 14),
        (0.66, vertical((206, 211, 216), (120, 126, 133)), 18), (0.58, (66, 70, 76), 18),
    ):  # fmt: skip
        view.face(_circle(x, y + out, radius, radius * factor), paint)
    for number in range(5):
        turn = 2 * np.pi * number / 5
        rim = _circle(x, y + 20, radius, radius * 0.6)[round(72 * turn / (2 * np.pi)) % 72]
        view.canvas.line(view.at([(x, y + 20, radius), rim]), (190, 196, 202), 5)
    view.face(_circle(x, y + 22, radius, radius * 0.14), (150, 156, 162))


def _circle(x: float, y: float, z: float, radius: float) -> NDArray[np.float64]:
    turn = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    return np.stack([x + radius * np.cos(turn), np.full(72, y), z + radius * np.sin(turn)], axis=-1)


def _box(view: Slant, box: tuple[float, float, float, float, float]) -> None:
    """The load body (货厢) behind a cab, or a tractor's bare frame."""
    x0, x1, low, high, w = box
    rail = [
        (x0, w * 0.6, low),
        (x1, w * 0.6, low),
        (x1, w * 0.6, low - 240),
        (x0, w * 0.6, low - 240),
    ]
    view.face(rail, TRIM)
    view.face([(x0, -w, low), (x0, w, low), (x0, w, low - 330), (x0, -w, low - 330)], TRIM)
    view.face([(x0, -w, high), (x0, w, high), (x0, w, low), (x0, -w, low)], (212, 217, 220))
    side = vertical((222, 226, 228), (176, 182, 186))
    view.face([(x0, w, high), (x1, w, high), (x1, w, low), (x0, w, low)], side)
    if high - low > 500:
        _reflectors(view, x0, x1, low + 60, w)
    if x0 <= 0:
        view.canvas.line(
            view.at([(x0 - 4, 0, high - 40), (x0 - 4, 0, low + 30)]), (120, 126, 132), 4
        )
    for x, radius in view.solid.wheels:
        if x0 < x < x1:
            _wheel(view, x, radius)


def _reflectors(view: Slant, x0: float, x1: float, z: float, w: float) -> None:
    """Reflective marking along the side (车身反光标识), red and white."""
    for number, x in enumerate(np.arange(x0 + 60, x1 - 300, 460).tolist()):
        paint = (204, 30, 34) if number % 2 else (244, 244, 244)
        band = [(x, w + 4, z), (x + 300, w + 4, z), (x + 300, w + 4, z + 70), (x, w + 4, z + 70)]
        view.face(band, paint)


def _end(view: Slant, end: End, rear: bool, plate: Picture, plate_mm: tuple[float, float]) -> None:
    inner, outer, low, high = end.lamps
    lamp = _RED if rear else vertical((232, 238, 244), (110, 122, 136))
    for mirror in (1, -1):
        corners = [(inner, high), (outer, high), (outer, low), (inner, low)]
        view.face([view.end(mirror * u, z) for u, z in corners], lamp)
    if end.grille and not rear:
        half, low, high = end.grille
        corners = [(-half, high), (half, high), (half, low), (-half, low)]
        view.face([view.end(u, z) for u, z in corners], BLACK)
        for z in np.linspace(low, high, 5)[1:-1]:
            view.canvas.line(view.at([view.end(-half, z), view.end(half, z)]), (140, 146, 152), 3)
    _mount(view, end.plate, plate, plate_mm)


def _mount(view: Slant, height: float, plate: Picture, mm: tuple[float, float]) -> None:
    x, _, _ = view.end(0, height, out=30)
    for grow, picture in ((16, None), (0, plate)):
        w, h = mm[0] / 2 + grow, mm[1] / 2 + grow
        quad = [(x, -w, height + h), (x, w, height + h), (x, w, height - h), (x, -w, height - h)]
        if picture is None:
            view.face(quad, BLACK)
        else:
            view.canvas.picture(picture, view.at(quad))
