"""Fronts of trucks and tractors (货车, 牵引车): a cab over the engine, a body or nothing behind."""

from __future__ import annotations

from dataclasses import dataclass

from samples.paint import Colour, Picture, shade, vertical
from samples.vehicles import parts
from samples.vehicles.stage import BLACK, CHROME, TRIM, Stage


@dataclass(frozen=True, slots=True)
class CabShape:
    """Millimetres: half width of cab and box body, heights of bumper's foot, plate's middle,
    lamps, foot and head of the windscreen, roof, and top of the box (0: none).
    """

    half: float
    box_half: float
    foot: float
    plate: float
    lamp: float
    glass_foot: float
    glass_head: float
    roof: float
    box_top: float
    tyre: float


LIGHT = CabShape(930, 1060, 300, 520, 700, 1130, 1880, 2080, 2620, 720)
HEAVY = CabShape(1200, 1260, 330, 640, 700, 1560, 2560, 3050, 3300, 1050)
TRACTOR = CabShape(1220, 1220, 320, 640, 700, 1600, 2640, 3380, 0, 1050)


def draw_truck(
    stage: Stage, shape: CabShape, colour: Colour, plate: Picture, plate_mm: tuple[float, float]
) -> None:
    """The front of a truck with its plate."""
    parts.shadow(stage, shape.half)
    parts.tyres(stage, shape.half - 40, 290, shape.tyre)
    if shape.box_top:
        body = vertical((226, 230, 232), (186, 192, 196))
        stage.box(-shape.box_half, 900, shape.box_half, shape.box_top, body, 14)
        stage.box(
            -shape.box_half, shape.box_top - 60, shape.box_half, shape.box_top, (150, 152, 154)
        )
    _mirrors(stage, shape)
    _cab(stage, shape, colour)
    _screen(stage, shape)
    _front(stage, shape, colour)
    stage.plate(plate, plate_mm, shape.plate)


def _mirrors(stage: Stage, shape: CabShape) -> None:
    x, y = shape.half, shape.glass_foot + 250
    stage.both([(x - 20, y + 420), (x + 130, y + 450), (x + 130, y + 425), (x - 20, y + 390)], TRIM)
    stage.boxes(x + 60, y - 80, x + 240, y + 430, vertical((70, 72, 76), (30, 31, 34)), 40)


def _cab(stage: Stage, shape: CabShape, colour: Colour) -> None:
    outline = [(0, shape.roof), (shape.half - 190, shape.roof - 10), (shape.half - 70,
               shape.roof - 110), (shape.half - 30, shape.glass_head), (shape.half,
               shape.glass_foot), (shape.half, shape.foot + 120), (shape.half - 30, shape.foot),
               (0, shape.foot)]  # fmt: skip
    paint = vertical(shade(colour, 1.3), shade(colour, 1.05), colour, shade(colour, 0.6))
    stage.symmetric(outline, paint)
    for y in (shape.foot + 520, shape.glass_foot - 70):
        stage.box(-shape.half + 20, y, shape.half - 20, y + 8, shade(colour, 0.55), 3, 0.7)
    stage.polygon([(-shape.half + 4, shape.glass_foot), (-shape.half + 70, shape.glass_foot),
                   (-shape.half + 60, shape.foot + 140), (-shape.half + 4, shape.foot + 140)],
                  shade(colour, 0.5), 0.35, 14)  # fmt: skip


def _screen(stage: Stage, shape: CabShape) -> None:
    low, high, half = shape.glass_foot, shape.glass_head, shape.half - 90
    glass = [(0, high), (half - 60, high - 10), (half - 10, high - 60), (half + 30, low + 40),
             (half, low), (0, low - 6)]  # fmt: skip
    stage.symmetric([(x * 1.02, y) for x, y in glass], BLACK)
    stage.symmetric([(x * 0.985, y) for x, y in glass], parts.GLASS)
    parts.windscreen_inside(stage, half * 0.86, low + 30, high - 30)
    for x in (-0.7, -0.15, 0.4):
        stage.line([(x * half, low + 8), (x * half + half * 0.42, low + 70)], BLACK, 16)
    if shape.roof - high > 400:
        stage.box(-half, high + 40, half, high + 150, TRIM, 30)
        for x in (-0.7, -0.25, 0.25, 0.7):
            stage.box(
                x * half - 60, shape.roof - 110, x * half + 60, shape.roof - 70, (238, 170, 60), 12
            )


def _front(stage: Stage, shape: CabShape, colour: Colour) -> None:
    top = shape.glass_foot - 90
    bottom = max(shape.plate + 150, shape.lamp + 90)
    stage.box(-shape.half * 0.72, bottom, shape.half * 0.72, top, BLACK, 50)
    bars = 3 if top - bottom < 400 else 5
    parts.grille(stage, shape.half * 0.68, bottom + 14, top - 14, bars, (120, 126, 132))
    parts.badge(stage, (top + bottom) / 2, 90)
    bumper = vertical((88, 91, 96), (52, 54, 58), (34, 35, 38))
    stage.symmetric([(0, shape.foot + 470), (shape.half + 6, shape.foot + 470),
                     (shape.half + 10, shape.foot + 60), (shape.half - 40, shape.foot - 40),
                     (0, shape.foot - 40)], bumper)  # fmt: skip
    stage.boxes(shape.half - 400, shape.lamp - 110, shape.half - 30, shape.lamp + 70,
                vertical((212, 220, 228), (92, 102, 114)), 40)  # fmt: skip
    parts.headlamp(stage, shape.half - 310, shape.lamp - 20, 66)
    parts.headlamp(stage, shape.half - 160, shape.lamp - 20, 66)
    stage.boxes(
        shape.half - 84, shape.lamp - 90, shape.half - 38, shape.lamp + 50, (240, 150, 40), 16
    )
    stage.boxes(shape.half - 330, shape.foot, shape.half - 190, shape.foot + 70, CHROME, 18)
    stage.box(-300, shape.foot + 10, 300, shape.foot + 60, BLACK, 10)
    stage.line(
        [(-shape.half, shape.foot + 470), (shape.half, shape.foot + 470)], shade(colour, 0.4), 10
    )
