"""Parts that the fronts and rears of several vehicles share."""

from __future__ import annotations

import numpy as np

from samples.paint import Colour, vertical
from samples.vehicles.stage import BLACK, Stage

GLASS = vertical((196, 214, 226), (98, 118, 134), (52, 64, 76))


def shadow(stage: Stage, half_width: float) -> None:
    """The shadow under the vehicle."""
    x, y = stage.at((0, 18))
    radius = stage.px(half_width)
    stage.canvas.ellipse((x, y), (radius * 1.16, radius * 0.17), BLACK, 0.55, 12)
    stage.canvas.ellipse((x, y + 2), (radius * 1.0, radius * 0.09), BLACK, 0.75, 5)


def tyres(stage: Stage, outer: float, width: float, diameter: float) -> None:
    """Two tyres seen from ahead."""
    rubber = vertical((26, 27, 29), (48, 49, 51), (30, 31, 32))
    stage.boxes(outer - width, 0, outer, diameter, rubber, 46)
    for groove in (0.3, 0.5, 0.7):
        x = outer - width * groove
        stage.boxes(x - 5, 6, x + 5, diameter * 0.6, (14, 14, 15))


def headlamp(stage: Stage, x: float, y: float, radius: float) -> None:
    """The projector of a headlamp, right and left, not lit."""
    stage.discs(x, y, radius, vertical((40, 44, 50), (92, 98, 106)))
    stage.discs(x, y, radius * 0.82, vertical((210, 218, 226), (96, 108, 122)))
    stage.discs(x, y, radius * 0.55, vertical((60, 72, 86), (168, 186, 204)))
    stage.discs(x - radius * 0.2, y + radius * 0.25, radius * 0.2, (255, 255, 255), 0.9)


def grille(
    stage: Stage, half_width: float, bottom: float, top: float, bars: int, colour: Colour
) -> None:
    """A grille (格栅) of level bars."""
    stage.box(-half_width, bottom, half_width, top, BLACK, 26)
    pitch = (top - bottom) / (bars + 1)
    for bar in range(1, bars + 1):
        y = bottom + bar * pitch
        stage.box(-half_width + 16, y - pitch * 0.2, half_width - 16, y + pitch * 0.16, colour, 4)


def badge(stage: Stage, y: float, radius: float) -> None:
    """A plain badge, no maker's."""
    stage.disc(0, y, radius, vertical((236, 239, 242), (140, 146, 154)))
    stage.disc(0, y, radius * 0.76, vertical((60, 66, 74), (34, 38, 44)))
    stage.box(-radius * 0.5, y - radius * 0.12, radius * 0.5, y + radius * 0.12, (214, 219, 224), 4)


def windscreen_inside(stage: Stage, half_width: float, bottom: float, top: float) -> None:
    """What is seen through the glass: seats, wheel, mirror, inspection mark, a reflection."""
    seat = (36, 40, 46)
    height = top - bottom
    for x in (-half_width * 0.48, half_width * 0.48):
        stage.box(x - 150, bottom, x + 150, bottom + height * 0.42, seat, 60, 0.75)
        stage.box(x - 82, bottom + height * 0.40, x + 82, bottom + height * 0.62, seat, 36, 0.75)
    _steering_wheel(stage, half_width * 0.48, bottom)
    stage.box(-90, top - 130, 90, top - 50, (30, 33, 38), 18, 0.9)
    stage.box(-half_width * 0.66, top - 96, -half_width * 0.66 + 74, top - 22, (96, 158, 118), 6)
    stage.polygon(
        [
            (-half_width * 0.2, top - 6),
            (half_width * 0.12, top - 6),
            (-half_width * 0.3, bottom + 8),
            (-half_width * 0.62, bottom + 8),
        ],
        (255, 255, 255),
        0.13,
    )


def _steering_wheel(stage: Stage, x: float, bottom: float) -> None:
    turn = np.linspace(0, np.pi, 24)
    rim = np.stack([x + 150 * np.cos(turn), bottom + 14 + 150 * np.sin(turn)], axis=-1)
    stage.line(rim, (24, 27, 31), 22, 0.8)
