"""Outlines of shapes, and masks of lines and characters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import ImageFont

from certs import fonts

Mask = NDArray[np.uint8]

SHIFT = 4
"""Bits after the point in OpenCV's fractions of a pixel."""
INK = (255.0,)
"""What a mask is drawn with."""


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
        points = fixed(np.asarray(line, dtype=np.float64) * scale)
        cv2.polylines(
            mask, [points], False, INK, max(1, round(thickness * scale)), cv2.LINE_AA, SHIFT
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


def fixed(points: NDArray[np.float64] | NDArray[np.float32]) -> NDArray[np.int32]:
    """Points as OpenCV takes fractions of a pixel."""
    return np.round(points * (1 << SHIFT)).astype(np.int32)
