"""Rears that carry the only plate: trailers (挂车) and motorcycles (摩托车)."""

from __future__ import annotations

from samples.paint import Colour, Picture, horizontal, shade, vertical
from samples.vehicles import parts
from samples.vehicles.stage import BLACK, CHROME, TRIM, Stage

_RED = (196, 28, 34)


def draw_trailer(
    stage: Stage, colour: Colour, plate: Picture, plate_mm: tuple[float, float]
) -> None:
    """A box trailer from behind, with reflective marking (车身反光标识) and rear guard (后防护)."""
    half, floor, top = 1260, 1250, 3420
    parts.shadow(stage, half)
    parts.tyres(stage, half - 30, 560, 1040)
    stage.box(
        -half, floor, half, top, vertical(shade(colour, 1.25), colour, shade(colour, 0.7)), 16
    )
    stage.box(-half, floor - 130, half, floor, TRIM)
    for left, right in ((-half + 40, -10), (10, half - 40)):
        stage.box(
            left, floor + 30, right, top - 50, vertical(shade(colour, 1.1), shade(colour, 0.85))
        )
        for bar in (0.3, 0.7):
            x = left + (right - left) * bar
            stage.box(x - 16, floor + 30, x + 16, top - 50, horizontal(CHROME, (110, 116, 122)))
    for number in range(8):
        x = -half + number * 2 * half / 8
        stage.box(x, floor + 6, x + half / 4, floor + 58, _RED if number % 2 else (240, 240, 240))
    stage.boxes(
        half - 440, floor - 120, half - 40, floor - 14, vertical((228, 60, 52), (150, 16, 20)), 14
    )
    stage.boxes(half - 160, floor - 114, half - 60, floor - 20, (240, 158, 46), 10)
    stage.box(-half + 60, 430, half - 60, 560, vertical((150, 154, 158), (84, 88, 92)), 10)
    for number in range(10):
        x = -half + 90 + number * 240
        stage.polygon([(x, 440), (x + 110, 440), (x + 160, 550), (x + 50, 550)], _RED)
    stage.boxes(420, 540, 480, floor - 120, TRIM)
    stage.plate(plate, plate_mm, 820)


def draw_motorcycle(
    stage: Stage, colour: Colour, plate: Picture, plate_mm: tuple[float, float]
) -> None:
    """A motorcycle from behind."""
    parts.shadow(stage, 330)
    stage.box(-75, 0, 75, 640, vertical((30, 31, 33), (52, 53, 55), (28, 29, 30)), 70)
    stage.box(-8, 20, 8, 600, (14, 14, 15))
    stage.boxes(90, 260, 150, 700, vertical(CHROME, (96, 100, 106)), 20)
    stage.box(150, 240, 260, 400, vertical(CHROME, (88, 92, 98)), 50)
    for mirror in (1, -1):
        stage.line([(mirror * 60, 980), (mirror * 250, 1150), (mirror * 260, 1240)], TRIM, 18)
        stage.curve([(mirror * 190, 1230), (mirror * 330, 1225), (mirror * 335, 1300),
                     (mirror * 200, 1310)], vertical((140, 160, 176), (50, 54, 60)))  # fmt: skip
        stage.line([(mirror * 100, 1010), (mirror * 350, 1040)], (20, 20, 22), 34)
    body = [(0, 1010), (120, 990), (190, 860), (150, 740), (0, 700)]
    stage.symmetric(body, vertical(shade(colour, 1.4), colour, shade(colour, 0.5)), curved=True)
    stage.symmetric([(0, 1040), (150, 1015), (170, 960), (0, 950)], BLACK, curved=True)
    stage.box(-110, 800, 110, 880, vertical((236, 70, 60), (150, 14, 20)), 30)
    stage.discs(200, 800, 36, vertical((250, 190, 80), (210, 120, 20)))
    stage.box(-22, 560, 22, 720, BLACK, 8)
    stage.plate(plate, plate_mm, 570)
