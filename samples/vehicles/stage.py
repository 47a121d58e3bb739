"""A vehicle's front or rear on the picture, measured in millimetres from the middle of its tracks.

x runs to the right of the picture, y upwards from the ground.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samples.canvas import Canvas
from samples.outlines import smooth
from samples.paint import Colour, Paint, Picture

BODY_COLOURS: dict[str, Colour] = {
    "A": (232, 235, 238),
    "B": (138, 144, 150),
    "C": (240, 180, 30),
    "D": (226, 150, 170),
    "E": (168, 22, 30),
    "F": (92, 56, 120),
    "G": (36, 108, 68),
    "H": (30, 76, 158),
    "I": (104, 72, 48),
    "J": (34, 36, 41),
    "Z": (110, 150, 160),
}
"""What each letter of the register's colour table looks like."""

BLACK: Colour = (18, 19, 22)
TRIM: Colour = (42, 44, 48)
CHROME: Colour = (205, 210, 216)


@dataclass(frozen=True, slots=True)
class Stage:
    """Draws on `canvas` in millimetres; `both` draws a shape and its mirror image."""

    canvas: Canvas
    scale: float
    ground: float

    def at(self, points: ArrayLike) -> NDArray[np.float64]:
        """Millimetres to pixels."""
        p = np.asarray(points, dtype=np.float64)
        return p * (self.scale, -self.scale) + (self.canvas.width / 2, self.ground)

    def px(self, millimetres: float) -> float:
        """A length in pixels."""
        return millimetres * self.scale

    def polygon(self, points: ArrayLike, paint: Paint, alpha: float = 1, blur: float = 0) -> None:
        """A shape with corners."""
        self.canvas.polygon(self.at(points), paint, alpha, blur * self.scale)

    def curve(self, points: ArrayLike, paint: Paint, alpha: float = 1, blur: float = 0) -> None:
        """A shape with a smooth outline through the points."""
        self.canvas.polygon(smooth(self.at(points)), paint, alpha, blur * self.scale)

    def symmetric(
        self, right_half: ArrayLike, paint: Paint, alpha: float = 1, curved: bool = False
    ) -> None:
        """A shape given by its right half, from the top middle to the bottom middle."""
        half = np.asarray(right_half, dtype=np.float64)
        if curved:
            half = smooth(half, closed=False)
        self.polygon(np.concatenate([half, half[::-1] * (-1, 1)]), paint, alpha)

    def both(
        self,
        points: ArrayLike,
        paint: Paint,
        alpha: float = 1,
        curved: bool = False,
        blur: float = 0,
    ) -> None:
        """A shape on the right and its mirror image on the left."""
        for mirror in (1, -1):
            draw = self.curve if curved else self.polygon
            draw(np.asarray(points, dtype=np.float64) * (mirror, 1), paint, alpha, blur)

    def box(
        self,
        left: float,
        bottom: float,
        right: float,
        top: float,
        paint: Paint,
        radius: float = 0,
        alpha: float = 1,
    ) -> None:
        """A rectangle with rounded corners."""
        (x0, y0), (x1, y1) = self.at([(left, top), (right, bottom)])
        self.canvas.rectangle((x0, y0, x1, y1), paint, self.px(radius), alpha)

    def boxes(
        self,
        left: float,
        bottom: float,
        right: float,
        top: float,
        paint: Paint,
        radius: float = 0,
        alpha: float = 1,
    ) -> None:
        """A rectangle on the right and its mirror image on the left."""
        self.box(left, bottom, right, top, paint, radius, alpha)
        self.box(-right, bottom, -left, top, paint, radius, alpha)

    def disc(
        self, x: float, y: float, radius: float, paint: Paint, alpha: float = 1, blur: float = 0
    ) -> None:
        """A circle."""
        r = self.px(radius)
        centre = self.at((x, y))
        self.canvas.ellipse((centre[0], centre[1]), (r, r), paint, alpha, blur * self.scale)

    def discs(self, x: float, y: float, radius: float, paint: Paint, alpha: float = 1) -> None:
        """A circle on the right and one on the left."""
        self.disc(x, y, radius, paint, alpha)
        self.disc(-x, y, radius, paint, alpha)

    def line(self, points: ArrayLike, colour: Colour, width: float, alpha: float = 1) -> None:
        """A line `width` millimetres wide."""
        self.canvas.line(self.at(points), colour, self.px(width), alpha)

    def text(self, x: float, y: float, text: str, height: float, colour: Colour) -> None:
        """A text around a point."""
        where = self.at((x, y))
        self.canvas.text((where[0], where[1]), text, round(self.px(height)), colour, "mm")

    def plate(self, picture: Picture, size_mm: tuple[float, float], middle: float) -> None:
        """A number plate in its holder, its middle `middle` millimetres above the ground."""
        w, h = size_mm[0] / 2, size_mm[1] / 2
        self.box(-w - 14, middle - h - 20, w + 14, middle + h + 14, BLACK, 14)
        corners = [(-w, middle + h), (w, middle + h), (w, middle - h), (-w, middle - h)]
        self.canvas.picture(picture, self.at(corners))
