"""A picture to draw on: anti-aliased shapes with flat or graded paint, text and warped pictures.

Pictures are RGB arrays (height, width, 3) of float32, 0–255; points are pixels, x to the right,
y downwards. Everything here is a function of its arguments, so a picture is the same each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image, ImageDraw, ImageFont

from certs import fonts

Picture = NDArray[np.float32]
Colour = tuple[float, float, float]
Mask = NDArray[np.uint8]

_SHIFT = 4
INK = (255.0,)
"""What a mask is drawn with."""


@dataclass(frozen=True, slots=True)
class Gradient:
    """Paint that runs through colours from top to bottom (or left to right) of a shape."""

    stops: tuple[tuple[float, Colour], ...]
    across: bool = False

    def over(self, height: int, width: int) -> Picture:
        """The paint over a box of this size."""
        places = np.linspace(0.0, 1.0, max(2, width if self.across else height))
        where, colours = zip(*self.stops, strict=True)
        ramp = np.stack(
            [np.interp(places, where, channel) for channel in zip(*colours, strict=True)], axis=-1
        )
        ramp = ramp[: width if self.across else height].astype(np.float32)
        shape = (height, width, 3)
        return np.broadcast_to(ramp[None] if self.across else ramp[:, None], shape)


Paint = Colour | Gradient


def vertical(*colours: Colour) -> Gradient:
    """Evenly spaced colours from top to bottom."""
    return Gradient(tuple(zip(np.linspace(0, 1, len(colours)).tolist(), colours, strict=True)))


def horizontal(*colours: Colour) -> Gradient:
    """Evenly spaced colours from left to right."""
    return Gradient(vertical(*colours).stops, across=True)


def shade(colour: Colour, factor: float) -> Colour:
    """The colour darker (factor < 1) or mixed with white (factor > 1, 2 is white)."""
    if factor <= 1:
        return (colour[0] * factor, colour[1] * factor, colour[2] * factor)
    white = factor - 1
    return tuple(c + (255 - c) * white for c in colour)  # type: ignore[return-value]  # three stay three


def smooth(points: ArrayLike, steps: int = 12, closed: bool = True) -> NDArray[np.float64]:
    """A curve through the points (Catmull–Rom)."""
    p = np.asarray(points, dtype=np.float64)
    ends = (p[-1:], p[:2]) if closed else (p[:1], p[-1:])
    q = np.concatenate([ends[0], p, ends[1]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    parts = [
        0.5
        * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t**2
            + (3 * b - a - 3 * c + d) * t**3
        )
        for a, b, c, d in zip(q, q[1:], q[2:], q[3:], strict=False)
    ]
    return np.concatenate(parts if closed else [*parts, p[-1:]])


class Canvas:
    """A picture under work."""

    def __init__(self, width: int, height: int, paint: Paint) -> None:
        self.width = width
        self.height = height
        self.pixels: Picture = np.empty((height, width, 3), np.float32)
        self.pixels[:] = paint.over(height, width) if isinstance(paint, Gradient) else paint

    @classmethod
    def over(cls, picture: Picture) -> Canvas:
        """A canvas that draws into `picture` itself."""
        canvas = cls(1, 1, (0, 0, 0))
        canvas.height, canvas.width = picture.shape[:2]
        canvas.pixels = picture
        return canvas

    def polygon(self, points: ArrayLike, paint: Paint, alpha: float = 1.0, blur: float = 0) -> None:
        """A filled polygon; `blur` softens its edge (standard deviation in pixels)."""
        corners = np.asarray(points, dtype=np.float64)
        margin = 2 + 3 * blur
        left, top = np.floor(corners.min(axis=0) - margin).astype(int)
        right, bottom = np.ceil(corners.max(axis=0) + margin).astype(int)
        mask = np.zeros((max(1, bottom - top), max(1, right - left)), np.uint8)
        cv2.fillPoly(mask, [_fixed(corners - (left, top))], INK, cv2.LINE_AA, _SHIFT)
        if blur:
            mask = softened(mask, blur)
        inset = round(margin)
        self._blend(mask, int(left), int(top), paint, alpha, inset)

    def rectangle(
        self,
        box: tuple[float, float, float, float],
        paint: Paint,
        radius: float = 0,
        alpha: float = 1.0,
        blur: float = 0,
    ) -> None:
        """A filled rectangle (left, top, right, bottom) with rounded corners."""
        self.polygon(rounded_box(box, radius), paint, alpha, blur)

    def ellipse(
        self,
        centre: tuple[float, float],
        radii: tuple[float, float],
        paint: Paint,
        alpha: float = 1.0,
        blur: float = 0,
    ) -> None:
        """A filled ellipse."""
        turn = np.linspace(0, 2 * np.pi, 72, endpoint=False)
        ring = np.stack([np.cos(turn), np.sin(turn)], axis=-1) * radii + centre
        self.polygon(ring, paint, alpha, blur)

    def line(
        self, points: ArrayLike, colour: Colour, width: float, alpha: float = 1.0, blur: float = 0
    ) -> None:
        """An open line of even width with round ends."""
        corners = np.asarray(points, dtype=np.float64)
        margin = 2 + width + 3 * blur
        left, top = np.floor(corners.min(axis=0) - margin).astype(int)
        right, bottom = np.ceil(corners.max(axis=0) + margin).astype(int)
        mask = line_mask(int(right - left), int(bottom - top), [corners - (left, top)], width)
        if blur:
            mask = softened(mask, blur)
        self._blend(mask, int(left), int(top), colour, alpha)

    def text(
        self,
        at: tuple[float, float],
        text: str,
        size: int,
        colour: Colour,
        anchor: str = "lt",
        bold: bool = True,
        alpha: float = 1.0,
    ) -> None:
        """One line of text in the project's font; `anchor` as Pillow's."""
        font = font_of(size, bold)
        left, top, right, bottom = font.getbbox(text, anchor=anchor)
        size_px = (int(right - left) + 4, int(bottom - top) + 4)
        mask = Image.new("L", size_px)
        ImageDraw.Draw(mask).text((2 - left, 2 - top), text, 255, font, anchor)
        x, y = round(at[0] + left - 2), round(at[1] + top - 2)
        self._blend(np.asarray(mask), x, y, colour, alpha)

    def mask(self, mask: Mask, at: tuple[int, int], paint: Paint, alpha: float = 1.0) -> None:
        """Paint through a mask whose upper left corner lies at `at`."""
        self._blend(mask, at[0], at[1], paint, alpha)

    def picture(self, picture: Picture, quad: ArrayLike) -> None:
        """Another picture laid onto four corners (from the upper left, clockwise)."""
        corners = np.asarray(quad, dtype=np.float32)
        left, top = np.floor(corners.min(axis=0) - 2).astype(int)
        right, bottom = np.ceil(corners.max(axis=0) + 2).astype(int)
        size = (int(right - left), int(bottom - top))
        local = (corners - (left, top)).astype(np.float32)
        small = _reduced(picture, corners)
        h, w = small.shape[:2]
        source = np.array([[-0.5, -0.5], [w - 0.5, -0.5], [w - 0.5, h - 0.5], [-0.5, h - 0.5]])
        matrix = cv2.getPerspectiveTransform(source.astype(np.float32), local)
        warped = cv2.warpPerspective(
            small, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        mask = np.zeros(size[::-1], np.uint8)
        cv2.fillPoly(mask, [_fixed(local)], INK, cv2.LINE_AA, _SHIFT)
        self._lay(warped.astype(np.float32), mask, int(left), int(top), 1.0)

    def _blend(
        self, mask: Mask, left: int, top: int, paint: Paint, alpha: float, inset: int = 0
    ) -> None:
        height, width = mask.shape
        if isinstance(paint, Gradient):
            inset = inset if min(height, width) > 2 * inset else 0
            inner = paint.over(height - 2 * inset, width - 2 * inset)
            box = np.pad(inner, ((inset, inset), (inset, inset), (0, 0)), mode="edge")
        else:
            box = np.asarray(paint, np.float32)
        self._lay(box, mask, left, top, alpha)

    def _lay(self, box: Picture, mask: Mask, left: int, top: int, alpha: float) -> None:
        x0, y0 = max(0, left), max(0, top)
        x1, y1 = min(self.width, left + mask.shape[1]), min(self.height, top + mask.shape[0])
        if x0 >= x1 or y0 >= y1:
            return
        inside = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
        weight = mask[inside].astype(np.float32)[..., None] * (alpha / 255)
        over = box[inside] if box.ndim == 3 else box
        under = self.pixels[y0:y1, x0:x1]
        under += (over - under) * weight


def rounded_box(box: tuple[float, float, float, float], radius: float) -> NDArray[np.float64]:
    """The outline of a rectangle with rounded corners."""
    left, top, right, bottom = box
    if radius <= 0:
        return np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
    radius = min(radius, (right - left) / 2, (bottom - top) / 2)
    centres = [
        (right, top, -1, 1),
        (right, bottom, -1, -1),
        (left, bottom, 1, -1),
        (left, top, 1, 1),
    ]
    parts = []
    for quarter, (x, y, inward_x, inward_y) in enumerate(centres):
        turn = np.linspace(0, np.pi / 2, 8) + (quarter - 1) * np.pi / 2
        centre = (x + inward_x * radius, y + inward_y * radius)
        parts.append(np.stack([np.cos(turn), np.sin(turn)], axis=-1) * radius + centre)
    return np.concatenate(parts)


def line_mask(width: int, height: int, lines: Sequence[ArrayLike], thickness: float) -> Mask:
    """A mask of lines of even, fractional thickness (drawn four times as large, then reduced)."""
    scale = 4
    mask = np.zeros((height * scale, width * scale), np.uint8)
    for line in lines:
        points = _fixed(np.asarray(line, dtype=np.float64) * scale)
        cv2.polylines(
            mask, [points], False, INK, max(1, round(thickness * scale)), cv2.LINE_AA, _SHIFT
        )
    return np.asarray(cv2.resize(mask, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def softened(mask: Mask, blur: float) -> Mask:
    """The mask with a soft edge; `blur` is a standard deviation in pixels."""
    if blur < 6:
        return np.asarray(cv2.GaussianBlur(mask, (0, 0), blur), np.uint8)
    # a wide blur looks the same made small, and costs a tenth
    height, width = mask.shape
    size = (max(1, width // 4), max(1, height // 4))
    small = cv2.GaussianBlur(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), (0, 0), blur / 4)
    return np.asarray(cv2.resize(small, (width, height)), np.uint8)


@cache
def font_of(size: int, bold: bool = True) -> ImageFont.FreeTypeFont:
    """The project's font at a size in pixels."""
    path: Path = fonts.BOLD if bold else fonts.REGULAR
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _fixed(points: NDArray[np.float64] | NDArray[np.float32]) -> NDArray[np.int32]:
    return np.round(points * (1 << _SHIFT)).astype(np.int32)


def _reduced(picture: Picture, quad: NDArray[np.float32]) -> Picture:
    # averaging first keeps thin strokes whole when a large picture is laid small
    across = max(float(np.hypot(*(quad[1] - quad[0]))), float(np.hypot(*(quad[2] - quad[3]))))
    factor = across * 1.3 / picture.shape[1]
    if factor >= 1:
        return picture
    height, width = picture.shape[:2]
    size = (max(2, round(width * factor)), max(2, round(height * factor)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.float32)
