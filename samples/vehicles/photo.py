"""From a clean drawing to what a hand-held camera takes: tilt, light, dirt, blur, noise, JPEG."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from samples.paint import Picture


@dataclass(frozen=True, slots=True)
class Wear:
    """How hard a picture is to read, each from 0 (clean) to 1 (about as bad as still passes)."""

    tilt: float = 0.3
    blur: float = 0.2
    dirt: float = 0.2
    light: float = 0.3
    noise: float = 0.3


def taken(picture: Picture, wear: Wear, rng: np.random.Generator) -> Picture:
    """The picture as a camera would give it; the same for the same state of `rng`."""
    result = _lit(_tilted(picture, wear.tilt, rng), wear.light, rng)
    if wear.blur:
        result = np.asarray(cv2.GaussianBlur(result, (0, 0), 0.3 + 1.1 * wear.blur), np.float32)
    grain = rng.standard_normal(result.shape[:2], np.float32)[..., None] * (5 * wear.noise)
    return np.asarray(np.clip(result + grain, 0, 255), np.float32)


def soiled(picture: Picture, dirt: float, rng: np.random.Generator) -> Picture:
    """Dust and splashes on a plate, a nameplate or a frame."""
    height, width = picture.shape[:2]
    cells = rng.random((9, 16)).astype(np.float32)
    cloud = cv2.resize(cells, (width, height), interpolation=cv2.INTER_CUBIC)
    weight = np.clip((cloud - 0.45) * 1.1, 0, 1)[..., None] * dirt * 0.55
    mud = np.array((112, 98, 80), np.float32)
    return np.asarray(picture + (mud - picture) * weight, np.float32)


def jpeg(picture: Picture, quality: int = 88) -> bytes:
    """The picture as JPEG bytes."""
    bgr = cv2.cvtColor(np.clip(picture, 0, 255).astype(np.uint8), cv2.COLOR_RGB2BGR)
    return cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


def _tilted(picture: Picture, tilt: float, rng: np.random.Generator) -> Picture:
    if not tilt:
        return picture
    height, width = picture.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    shift = rng.uniform(-0.045, 0.045, (4, 2)) * tilt * (width, height)
    middle = corners.mean(axis=0)
    grown = (corners - middle) * (1 + 0.07 * tilt) + middle  # no empty corner comes into view
    matrix = cv2.getPerspectiveTransform(corners, (grown + shift).astype(np.float32))
    moved = cv2.warpPerspective(
        picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(moved, np.float32)


def _lit(picture: Picture, light: float, rng: np.random.Generator) -> Picture:
    height, width = picture.shape[:2]
    gain = float(1 + light * rng.uniform(-0.25, 0.12))
    slope = [float(value) for value in light * rng.uniform(-0.22, 0.22, 2)]
    across = np.linspace(-1, 1, width, dtype=np.float32) * slope[0]
    down = np.linspace(-1, 1, height, dtype=np.float32) * slope[1]
    field = (gain * (1 + across[None, :] + down[:, None])).astype(np.float32)
    warmth = np.array((1 + 0.03 * light, 1, 1 - 0.03 * light), np.float32)
    return picture * field[..., None] * warmth
