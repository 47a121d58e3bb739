"""Finding plates in a photo, each with its four corners.

The network (RetinaFace style) gives, for every anchor, whether a plate is there and where its
corners lie; the rest is undoing the anchors and keeping the best of what overlaps.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.picture import Picture
from vision.runtime import Network
from vision.weights import PLATE_DETECTOR

_MEAN_BGR = np.array([104, 117, 123], np.float32)
_ANCHORS = ((8, (24, 48)), (16, (96, 192)), (32, (384, 768)))
"""Step in pixels and the square anchors that stand at each step."""
_VARIANCE = np.float32(0.1)
_SIZE_VARIANCE = np.float32(0.2)


@dataclass(frozen=True, slots=True)
class FoundPlate:
    """Corners (4 × 2, from the upper left clockwise, in pixels) and how sure the detector is."""

    corners: NDArray[np.float32]
    score: float


class PlateDetector:
    """Finds plates; bounded in work by the longest side it looks at."""

    def __init__(self, threads: int = 1) -> None:
        self._network = Network(PLATE_DETECTOR.path(), threads)

    def find(self, picture: Picture, longest: int = 1024, least: float = 0.5) -> list[FoundPlate]:
        """Plates surer than ``least``, best first; the picture is brought to ``longest``."""
        scale = longest / max(picture.shape[:2])
        size = [max(32, round(side * scale)) for side in picture.shape[1::-1]]
        seen = cv2.resize(
            picture, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        )
        batch = (seen.astype(np.float32) - _MEAN_BGR).transpose(2, 0, 1)[None]
        boxes, scores, corners = self._network.run(np.ascontiguousarray(batch))
        anchors = _anchors(*seen.shape[:2])
        sure = np.flatnonzero(scores[0, :, 1] > least)
        back = np.array(picture.shape[1::-1], np.float32) / np.array(size, np.float32)
        return _best(
            _boxes(boxes[0, sure], anchors[sure]),
            scores[0, sure, 1],
            (_corners(corners[0, sure], anchors[sure]) * back).astype(np.float32),
        )


@lru_cache(maxsize=8)
def _anchors(height: int, width: int) -> NDArray[np.float32]:
    """Anchors × (centre x, centre y, size), in pixels."""
    parts = []
    for step, squares in _ANCHORS:
        y, x = np.mgrid[0 : ceil(height / step), 0 : ceil(width / step)]
        centres = (np.stack([x, y], axis=-1).reshape(-1, 1, 2) + 0.5) * step
        cells = np.repeat(centres, len(squares), axis=1)
        size = np.broadcast_to(np.array(squares)[None, :, None], (*cells.shape[:2], 1))
        parts.append(np.concatenate([cells, size], axis=-1).reshape(-1, 3))
    return np.concatenate(parts).astype(np.float32)


def _boxes(offsets: NDArray[np.float32], anchors: NDArray[np.float32]) -> NDArray[np.float32]:
    centre = anchors[:, :2] + offsets[:, :2] * _VARIANCE * anchors[:, 2:]
    half = anchors[:, 2:] * np.exp(offsets[:, 2:] * _SIZE_VARIANCE) * np.float32(0.5)
    return np.concatenate([centre - half, centre + half], axis=1).astype(np.float32)


def _corners(offsets: NDArray[np.float32], anchors: NDArray[np.float32]) -> NDArray[np.float32]:
    moves = offsets.reshape(-1, 4, 2) * _VARIANCE * anchors[:, 2:, None]
    # the network starts at the lower right corner
    return np.roll(anchors[:, None, :2] + moves, 2, axis=1).astype(np.float32)


def _best(
    boxes: NDArray[np.float32], scores: NDArray[np.float32], corners: NDArray[np.float32]
) -> list[FoundPlate]:
    """What is left once everything that overlaps a surer one by more than 40 % is dropped."""
    kept: list[int] = []
    for candidate in np.argsort(-scores):
        if all(_overlap(boxes[candidate], boxes[other]) <= 0.4 for other in kept):
            kept.append(int(candidate))
    return [FoundPlate(corners[i], float(scores[i])) for i in kept]


def _overlap(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    low, high = np.maximum(one[:2], other[:2]), np.minimum(one[2:], other[2:])
    shared = float(np.prod(np.maximum(high - low, 0)))
    both = float(np.prod(one[2:] - one[:2]) + np.prod(other[2:] - other[:2])) - shared
    return shared / both if both > 0 else 0.0
