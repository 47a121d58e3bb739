"""Fronts of cars (轿车), SUVs (越野客车) and microvans (面包车), from one set of measures."""

from __future__ import annotations

from dataclasses import dataclass

from samples.outlines import smooth
from samples.paint import Colour, Picture, horizontal, shade, vertical
from samples.vehicles import parts
from samples.vehicles.stage import BLACK, CHROME, TRIM, Stage


@dataclass(frozen=True, slots=True)
class CarShape:
    """Millimetres: half widths at sill, shoulder, cowl (foot of the windscreen) and roof; heights
    of the bumper's foot, lamps, bonnet's front edge, cowl and roof; middle of the plate; the
    tyre's diameter and the roof's depth above the glass.
    """

    sill: float
    shoulder: float
    cowl: float
    roof: float
    foot: float
    lamp: float
    bonnet_edge: float
    cowl_height: float
    roof_height: float
    plate: float
    tyre: float
    brow: float = 62


CAR = CarShape(830, 885, 740, 560, 165, 640, 740, 945, 1465, 425, 610)
SUV = CarShape(880, 925, 800, 650, 225, 825, 930, 1115, 1690, 540, 700)
VAN = CarShape(780, 815, 780, 690, 200, 690, 850, 1000, 1900, 450, 560, 240)


def draw_car(
    stage: Stage, shape: CarShape, colour: Colour, plate: Picture, plate_mm: tuple[float, float]
) -> None:
    """The front of a car with its plate."""
    parts.shadow(stage, shape.shoulder)
    parts.tyres(stage, shape.sill - 12, 205, shape.tyre)
    _cabin(stage, shape, colour)
    _body(stage, shape, colour)
    _face(stage, shape, colour)
    _bumper(stage, shape, colour)
    stage.plate(plate, plate_mm, shape.plate)


def _cabin(stage: Stage, shape: CarShape, colour: Colour) -> None:
    low, high = shape.cowl_height - 60, shape.roof_height
    for mirror in (1, -1):
        inner, outer = mirror * (shape.cowl - 10), mirror * (shape.shoulder + 110)
        y = shape.cowl_height + 30
        stage.curve(
            [(inner, y), (outer - mirror * 60, y + 130), (outer, y + 90), (outer, y + 20),
             (outer - mirror * 50, y - 10)],
            vertical(shade(colour, 1.2), shade(colour, 0.6)),
        )  # fmt: skip
    roof = [(0, high), (shape.roof * 0.7, high - 10), (shape.roof * 0.95, high - 46),
            (shape.roof + 14, high - 110), (shape.cowl - 6, low + 80),
            (shape.cowl + 30, low)]  # fmt: skip
    stage.symmetric(
        [*smooth(roof, closed=False), (0, low)], vertical(shade(colour, 1.3), shade(colour, 0.55))
    )
    top = high - shape.brow
    glass = smooth(
        [(0, top), (shape.roof * 0.74, top - 8), (shape.roof * 0.93, top - 34),
         (shape.roof - 12, top - 90), (shape.cowl - 66, low + 60)], closed=False,
    )  # fmt: skip
    stage.symmetric([*(glass * (1.02, 1) + (0, 6)), (0, low + 30)], BLACK)
    stage.symmetric([*glass, (0, low + 40)], parts.GLASS)
    parts.windscreen_inside(stage, shape.roof, low + 60, top - 18)


def _body(stage: Stage, shape: CarShape, colour: Colour) -> None:
    outline = [
        (0, shape.cowl_height + 22),
        (shape.cowl * 0.86, shape.cowl_height + 4),
        (shape.cowl + 50, shape.cowl_height - 62),
        (shape.shoulder - 8, shape.bonnet_edge + 14),
        (shape.shoulder, shape.lamp - 60),
        (shape.shoulder - 16, shape.foot + 160),
        (shape.sill - 40, shape.foot),
        (0, shape.foot - 22),
    ]
    paint = vertical(shade(colour, 1.28), colour, shade(colour, 0.82), shade(colour, 0.5))
    stage.symmetric(outline, paint, curved=True)
    _bonnet(stage, shape, colour)
    side = horizontal(shade(colour, 0.55), shade(colour, 1.0))
    stage.polygon(
        [(-shape.shoulder + 6, shape.bonnet_edge - 20), (-shape.shoulder + 60, shape.lamp - 60),
         (-shape.shoulder + 50, shape.foot + 120), (-shape.shoulder + 14, shape.foot + 180)],
        side, 0.5, 8,
    )  # fmt: skip


def _bonnet(stage: Stage, shape: CarShape, colour: Colour) -> None:
    top, edge = shape.cowl_height, shape.bonnet_edge
    bonnet = [(0, top + 14), (shape.cowl * 0.84, top - 4), (shape.cowl * 0.98, edge + 40),
              (shape.cowl * 0.7, edge - 6), (0, edge - 18)]  # fmt: skip
    stage.symmetric(bonnet, vertical(shade(colour, 1.12), shade(colour, 1.45), colour), 0.9)
    for mirror in (1, -1):
        crease = [(mirror * shape.cowl * 0.62, top - 6), (mirror * shape.cowl * 0.5, edge)]
        stage.line(crease, shade(colour, 0.6), 7, 0.5)
        stage.line([(x - mirror * 9, y) for x, y in crease], shade(colour, 1.6), 6, 0.5)
    seam = [(-shape.cowl * 0.7, edge - 8), (0, edge - 20), (shape.cowl * 0.7, edge - 8)]
    stage.line(seam, shade(colour, 0.35), 6, 0.8)
    stage.box(-shape.cowl * 0.8, top - 6, shape.cowl * 0.8, top + 26, TRIM, 14)
    for x in (-0.45, 0.2):
        stage.line([(x * shape.cowl, top + 20), ((x + 0.42) * shape.cowl, top + 52)], BLACK, 12)


def _face(stage: Stage, shape: CarShape, colour: Colour) -> None:
    y, edge = shape.lamp, shape.bonnet_edge
    lamp = [(shape.cowl * 0.58, y - 46), (shape.shoulder - 26, y - 34),
            (shape.shoulder - 22, y + 46), (shape.cowl * 0.94, edge + 8),
            (shape.cowl * 0.60, y + 44)]  # fmt: skip
    stage.both([(x * 1.01, yy * 1.006 - 4) for x, yy in lamp], BLACK, 0.8)
    stage.both(lamp, vertical((228, 234, 240), (120, 132, 146), (70, 78, 90)))
    parts.headlamp(stage, shape.cowl * 0.73, y, 42)
    parts.headlamp(stage, shape.cowl * 0.93, y + 6, 40)
    stage.boxes(shape.cowl * 0.60, y - 44, shape.shoulder - 60, y - 32, (250, 252, 255), 4, 0.85)
    half = shape.cowl * 0.56
    stage.box(-half - 12, y - 78, half + 12, y + 52, CHROME, 34)
    parts.grille(stage, half, y - 66, y + 40, 4, (96, 102, 110))
    parts.badge(stage, y - 10, 58)


def _bumper(stage: Stage, shape: CarShape, colour: Colour) -> None:
    foot, y = shape.foot, shape.plate
    stage.line([(-shape.shoulder + 40, y + 122), (shape.shoulder - 40, y + 122)],
               shade(colour, 0.5), 6, 0.55)  # fmt: skip
    stage.symmetric(
        [(0, foot + 128), (shape.cowl * 0.72, foot + 128), (shape.cowl * 0.84, foot + 44),
         (0, foot + 26)], BLACK,
    )  # fmt: skip
    for row in (52, 78, 104):
        stage.box(-shape.cowl * 0.76, foot + row, shape.cowl * 0.76, foot + row + 7, TRIM, 3)
    recess = [(shape.cowl * 0.9, foot + 90), (shape.shoulder - 60, foot + 110),
              (shape.shoulder - 50, foot + 220), (shape.cowl * 0.92, foot + 200)]  # fmt: skip
    stage.both(recess, TRIM)
    stage.discs(shape.cowl * 0.98 + 20, foot + 152, 36, CHROME)
    stage.discs(shape.cowl * 0.98 + 20, foot + 152, 28, vertical((232, 236, 240), (120, 128, 136)))
    stage.symmetric(
        [(0, foot + 14), (shape.sill - 60, foot + 20), (shape.sill - 90, foot - 20),
         (0, foot - 30)], TRIM,
    )  # fmt: skip
