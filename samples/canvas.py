"""A picture to draw on: anti-aliased shapes with flat or graded paint, text and warped pictures.

Pictures are RGB arrays (height, width, 3) of float32, 0–255; points are pixels, x to the right,
y downwards. Everything here is a function of its arguments, so a picture is the same each time.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image, ImageDraw

from samples.outlines import INK, SHIFT, Mask, fixed, font_of, line_mask, rounded_box, softened
from samples.paint import Colour, Gradient, Paint, Picture


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
        cv2.fillPoly(mask, [fixed(corners - (left, top))], INK, cv2.LINE_AA, SHIFT)
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
        cv2.fillPoly(mask, [fixed(local)], INK, cv2.LINE_AA, SHIFT)
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


def _reduced(picture: Picture, quad: NDArray[np.float32]) -> Picture:
    # averaging first keeps thin strokes whole when a large picture is laid small
    across = max(float(np.hypot(*(quad[1] - quad[0]))), float(np.hypot(*(quad[2] - quad[3]))))
    factor = across * 1.3 / picture.shape[1]
    if factor >= 1:
        return picture
    height, width = picture.shape[:2]
    size = (max(2, round(width * factor)), max(2, round(height * factor)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.float32)
