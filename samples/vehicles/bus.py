"""Fronts of buses and coaches (客车)."""

from __future__ import annotations

from samples.paint import Colour, Picture, shade, vertical
from samples.vehicles import parts
from samples.vehicles.stage import BLACK, TRIM, Stage

_HALF = 1240
_ROOF = 3180
_GLASS = (1180, 2640)


def draw_bus(stage: Stage, colour: Colour, plate: Picture, plate_mm: tuple[float, float]) -> None:
    """The front of a bus with its plate and its destination board."""
    parts.shadow(stage, _HALF)
    parts.tyres(stage, _HALF - 60, 300, 980)
    _mirrors(stage)
    body = [(0, _ROOF), (_HALF - 260, _ROOF - 20), (_HALF - 60, _ROOF - 130), (_HALF, _ROOF - 420),
            (_HALF, 420), (_HALF - 40, 290), (0, 270)]  # fmt: skip
    paint = vertical(shade(colour, 1.35), shade(colour, 1.05), colour, shade(colour, 0.62))
    stage.symmetric(body, paint)
    _screen(stage)
    _face(stage, colour)
    stage.plate(plate, plate_mm, 600)


def _mirrors(stage: Stage) -> None:
    for mirror in (1, -1):
        arm = [(mirror * (_HALF - 60), _ROOF - 160), (mirror * (_HALF + 120), _ROOF - 240),
               (mirror * (_HALF + 170), _ROOF - 480)]  # fmt: skip
        stage.line(arm, TRIM, 46)
    stage.boxes(_HALF + 70, 2080, _HALF + 270, 2680, vertical((74, 76, 80), (28, 29, 32)), 60)


def _screen(stage: Stage) -> None:
    low, high = _GLASS
    frame = [(0, 2960), (_HALF - 120, 2950), (_HALF - 40, 2840), (_HALF - 26, low + 80),
             (_HALF - 70, low - 30), (0, low - 40)]  # fmt: skip
    stage.symmetric(frame, BLACK)
    for mirror in (1, -1):
        pane = [
            (14, high),
            (_HALF - 80, high),
            (_HALF - 66, low + 60),
            (_HALF - 100, low),
            (14, low),
        ]
        stage.polygon([(mirror * x, y) for x, y in pane], parts.GLASS)
    stage.box(-700, high + 50, 700, high + 250, (12, 14, 16), 20)
    stage.text(0, high + 150, "泰山站 — 检测专线", 150, (255, 166, 40))
    parts.windscreen_inside(stage, _HALF * 0.86, low + 30, high - 40)
    for x in (-1000, 180):
        stage.line([(x, low + 10), (x + 640, low + 330)], BLACK, 20)


def _face(stage: Stage, colour: Colour) -> None:
    stripe = (40, 110, 180) if colour[0] > 180 else (236, 238, 240)
    stage.symmetric([(0, 1090), (_HALF, 1130), (_HALF, 1040), (0, 1000)], stripe, 0.9)
    parts.badge(stage, 930, 92)
    lamp = [(_HALF - 470, 760), (_HALF - 30, 840), (_HALF - 22, 620), (_HALF - 430, 590)]
    stage.both(lamp, vertical((226, 232, 238), (96, 106, 118)))
    for x in (_HALF - 330, _HALF - 150):
        parts.headlamp(stage, x, 705, 68)
    stage.boxes(_HALF - 92, 640, _HALF - 44, 800, (242, 156, 44), 14)
    stage.symmetric([(0, 470), (_HALF - 10, 500), (_HALF - 24, 330), (0, 310)], TRIM)
    for row in (350, 390, 430):
        stage.box(-560, row, 560, row + 14, BLACK, 4)
    stage.discs(_HALF - 300, 410, 50, vertical((226, 230, 234), (120, 126, 132)))
    stage.line([(-_HALF + 20, 500), (_HALF - 20, 500)], shade(colour, 0.45), 8)
