"""Cutting a quadrilateral out of a picture, straightened; joining two rows into one line."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.picture import Picture

Box: TypeAlias = tuple[
    tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]
]
"""Four corners in pixels: upper left, upper right, lower right, lower left of what is written."""


def as_box(corners: NDArray[np.floating]) -> Box:
    """Corners (4 × 2) as plain numbers, a tenth of a pixel fine."""
    points = [(round(float(x), 1), round(float(y), 1)) for x, y in corners]
    return (points[0], points[1], points[2], points[3])


def sides(corners: NDArray[np.floating]) -> tuple[float, float]:
    """Mean width and height of a quadrilateral in pixels."""
    edges = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    return float(edges[0] + edges[2]) / 2, float(edges[1] + edges[3]) / 2


def rectify(
    picture: Picture,
    corners: NDArray[np.floating],
    size: tuple[int, int],
    margin: tuple[float, float] = (0.0, 0.0),
) -> Picture:
    """The quadrilateral as a straight picture of ``size`` (width, height).

    ``margin`` adds that share of the width and height on either side of it.
    """
    width, height = size
    x, y = margin[0] * width / (1 + 2 * margin[0]), margin[1] * height / (1 + 2 * margin[1])
    target = np.array(
        [(x, y), (width - x, y), (width - x, height - y), (x, height - y)], np.float32
    )
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    straight = cv2.warpPerspective(
        picture, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(straight, dtype=np.uint8)


def rows_joined(picture: Picture, split: float, height: int = 48) -> Picture:
    """Two rows of characters, cut at ``split`` of the height, set one after the other.

    The upper row, two broad characters, stands first, so that a recogniser of single lines can
    read both.
    """
    cut = max(1, min(picture.shape[0] - 1, round(picture.shape[0] * split)))
    upper = _scaled(picture[:cut], (round(height * 2.6), height))
    lower = _scaled(picture[cut:], (round(height * 3.3), height))
    return np.hstack([upper, lower])


def whole(picture: Picture) -> NDArray[np.float32]:
    """The corners of the picture itself."""
    height, width = picture.shape[:2]
    return np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)


def turned(picture: Picture, quarters: int) -> Picture:
    """The picture turned by quarters counter-clockwise."""
    return np.ascontiguousarray(np.rot90(picture, quarters))


def turned_back(
    corners: NDArray[np.float32], quarters: int, picture: Picture
) -> NDArray[np.float32]:
    """Corners found in `turned`(picture, quarters), as they lie in ``picture`` itself."""
    height, width = picture.shape[:2]
    points = corners.copy()
    for step in range(quarters % 4):
        # undo one quarter counter-clockwise: the turned picture was this broad before
        broad = width if (quarters - step) % 2 else height
        points = np.stack([broad - points[:, 1], points[:, 0]], axis=1)
    return points


def _scaled(picture: Picture, size: tuple[int, int]) -> Picture:
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
