"""Metal surfaces and what is struck, peened or cast into them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from samples import glyphs
from samples.outlines import INK, Mask, line_mask
from samples.paint import Colour, Picture

Relief = NDArray[np.float32]
"""Depth 0–1 of every pixel."""


@dataclass(frozen=True, slots=True)
class Strike:
    """How a number is put into metal: `dots` peened, else struck with punches.

    `character` is width and height in pixels, `pitch` the way from one character to the next;
    `uneven` 0–1 says how far places, turns and depths stray; `stroke` is its width in pixels.
    """

    character: tuple[float, float]
    pitch: float
    stroke: float
    dots: bool = False
    uneven: float = 0.2


def surface(
    width: int,
    height: int,
    colour: Colour,
    brushed: float,
    rough: float,
    rng: np.random.Generator,
) -> Picture:
    """A sheet of metal or paint: `brushed` streaks along x, `rough` as cast metal is."""
    streaks = rng.standard_normal((height, max(2, width // 40)), np.float32)
    streaks = cv2.resize(streaks, (width, height), interpolation=cv2.INTER_LINEAR) * (7 * brushed)
    coarse = rng.standard_normal((height // 6, width // 6), np.float32)
    coarse = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC) * (9 * rough)
    fine = rng.standard_normal((height, width), np.float32) * (3 + 4 * rough)
    cloud = rng.standard_normal((4, 5), np.float32)
    cloud = cv2.resize(cloud, (width, height), interpolation=cv2.INTER_CUBIC) * 5
    base = np.asarray(colour, np.float32)
    return np.asarray(base + (streaks + coarse + fine + cloud)[..., None], np.float32)


def struck(
    text: str,
    size: tuple[int, int],
    at: tuple[float, float],
    strike: Strike,
    rng: np.random.Generator,
) -> Relief:
    """The relief of a line of characters whose upper left corner lies at `at`."""
    width, height = size
    relief = np.zeros((height, width), np.float32)
    margin = round(strike.character[0])
    tile = (round(strike.character[0]) + 2 * margin, round(strike.character[1]) + 2 * margin)
    for number, character in enumerate(text):
        depth = max(0.5, 1 - strike.uneven * rng.uniform(0, 0.6))
        left = round(at[0] + number * strike.pitch) - margin
        top = round(at[1]) - margin
        lines = _placed(character, margin, strike, rng)
        mask = (
            _peened(*tile, lines, strike) if strike.dots else line_mask(*tile, lines, strike.stroke)
        )
        under = relief[top : top + tile[1], left : left + tile[0]]
        np.maximum(under, mask[: under.shape[0], : under.shape[1]] * np.float32(depth / 255), under)
    return relief


def engraved(picture: Picture, relief: Relief, depth: float = 1.0) -> Picture:
    """The picture with the relief cut into it, lit from the upper left."""
    soft = cv2.GaussianBlur(relief, (0, 0), 1.3)
    slope_x = cv2.Sobel(soft, cv2.CV_32F, 1, 0, ksize=3)
    slope_y = cv2.Sobel(soft, cv2.CV_32F, 0, 1, ksize=3)
    light = -(slope_x * 0.6 + slope_y * 0.8) * 62 * depth
    dark = 1 - 0.62 * depth * soft
    return np.asarray(picture * dark[..., None] + light[..., None], np.float32)


def scratched(picture: Picture, amount: float, rng: np.random.Generator) -> Picture:
    """Scratches and rust as years leave them."""
    height, width = picture.shape[:2]
    result = picture.copy()
    for tone in (70, 215):
        marks = np.zeros((height, width), np.uint8)
        for _ in range(round(13 * amount)):
            start = rng.uniform((0, 0), (width, height))
            cv2.line(
                marks, _point(start), _point(start + rng.normal(0, 130, 2)), INK, 1, cv2.LINE_AA
            )
        result += (tone - result) * (marks.astype(np.float32)[..., None] * (0.4 / 255))
    spots = rng.random((height // 10, width // 10)).astype(np.float32)
    spots = cv2.resize(spots, (width, height), interpolation=cv2.INTER_CUBIC)
    rust = np.clip((spots - 0.9) * 3, 0, 0.35)[..., None] * amount
    return np.asarray(result + (np.array((118, 66, 36), np.float32) - result) * rust, np.float32)


def _placed(
    character: str, margin: float, strike: Strike, rng: np.random.Generator
) -> list[NDArray[np.float64]]:
    width, height = strike.character
    turn = rng.normal(0, 0.03) * strike.uneven
    shift = rng.normal(0, 0.05, 2) * strike.uneven * width
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    scale = (width / glyphs.GRID_WIDTH, height / glyphs.GRID_HEIGHT)
    middle = np.array((width / 2, height / 2))
    return [
        (line * scale - middle) @ rotation.T + middle + shift + margin
        for line in glyphs.strokes(character)
    ]


def _peened(width: int, height: int, lines: list[NDArray[np.float64]], strike: Strike) -> Mask:
    mask = np.zeros((height, width), np.uint8)
    radius = strike.stroke * 0.62
    for line in lines:
        for x, y in _evenly(line, strike.stroke * 1.25):
            centre = (round(x * 16), round(y * 16))
            cv2.circle(mask, centre, round(radius * 16), INK, -1, cv2.LINE_AA, 4)
    return mask


def _evenly(line: NDArray[np.float64], step: float) -> NDArray[np.float64]:
    way = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    places = np.linspace(0, way[-1], max(2, round(way[-1] / step) + 1))
    return np.stack([np.interp(places, way, line[:, axis]) for axis in (0, 1)], axis=-1)


def _point(xy: NDArray[np.float64]) -> tuple[int, int]:
    return int(xy[0]), int(xy[1])
