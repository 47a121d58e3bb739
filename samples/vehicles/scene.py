"""Where the vehicles stand: the hall of an inspection lane (检测车间), out of focus."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np

from samples.canvas import Canvas
from samples.paint import Picture, vertical

HORIZON = 400


@cache
def _hall(width: int, height: int) -> Picture:
    canvas = Canvas(width, height, vertical((196, 203, 209), (222, 226, 228), (206, 209, 211)))
    _wall(canvas)
    floor = vertical((150, 153, 155), (122, 126, 129), (96, 100, 104))
    canvas.rectangle((0, HORIZON, width, height), floor)
    _lane_marks(canvas)
    soft = cv2.GaussianBlur(canvas.pixels, (0, 0), 3.5)
    return np.asarray(soft + _concrete(width, height), np.float32)


def hall(width: int, height: int) -> Canvas:
    """An empty hall to draw a vehicle into."""
    return Canvas.over(_hall(width, height).copy())


def _wall(canvas: Canvas) -> None:
    w = canvas.width
    canvas.rectangle((0, 290, w, HORIZON), vertical((82, 116, 148), (66, 96, 126)))
    canvas.rectangle((0, 284, w, 292), (236, 238, 240))
    for x in range(-40, w, 176):
        pane = vertical((236, 244, 250), (206, 224, 236))
        canvas.rectangle((x + 14, 60, x + 150, 220), pane)
        canvas.rectangle((x + 79, 60, x + 85, 220), (160, 168, 174))
        canvas.rectangle((x + 160, 0, x + 172, HORIZON), (158, 166, 172))
    opening = vertical((250, 252, 252), (226, 234, 238))
    canvas.rectangle((w * 0.33, 80, w * 0.67, HORIZON + 4), (112, 120, 128))
    canvas.rectangle((w * 0.345, 92, w * 0.655, HORIZON + 4), opening)
    for x in range(0, w, 320):
        canvas.rectangle((x + 60, 14, x + 250, 24), (255, 255, 252))


def _lane_marks(canvas: Canvas) -> None:
    w, h = canvas.width, canvas.height
    yellow = (222, 186, 60)
    for side in (-1, 1):
        near, far = w / 2 + side * 610, w / 2 + side * 236
        canvas.polygon(
            [(far, HORIZON + 6), (far + side * 12, HORIZON + 6), (near + side * 60, h), (near, h)],
            yellow,
        )
    for y, depth in ((455, 5), (540, 8), (680, 12)):
        canvas.rectangle((0, y, w, y + depth), (104, 108, 112), alpha=0.5)
    canvas.ellipse((w / 2, HORIZON + 20), (330, 120), (235, 238, 240), 0.35, 40)


def _concrete(width: int, height: int) -> Picture:
    rng = np.random.default_rng(20200101)
    coarse = rng.normal(0, 1, (height // 16, width // 16)).astype(np.float32)
    grain = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC) * 2.2
    grain[:HORIZON] *= 0.3
    return np.asarray(grain[..., None], np.float32)
