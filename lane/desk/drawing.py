"""Smooth shapes for Tk: drawn large with Pillow, then reduced; Canvas shapes have stepped edges."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from PIL import Image, ImageDraw

_OVERSAMPLE = 4


@lru_cache(maxsize=512)
def rounded(
    width: int, height: int, fill: str, border: str, radius: int, thickness: int = 1
) -> Image.Image:
    """A filled rounded rectangle with a border, transparent at the corners."""
    big = Image.new("RGBA", (width * _OVERSAMPLE, height * _OVERSAMPLE), (0, 0, 0, 0))
    ImageDraw.Draw(big).rounded_rectangle(
        (0, 0, big.width - 1, big.height - 1),
        radius * _OVERSAMPLE,
        fill=fill,
        outline=border,
        width=thickness * _OVERSAMPLE,
    )
    return big.resize((width, height), Image.Resampling.BOX)


def _stroke(
    draw: ImageDraw.ImageDraw, size: int, points: list[tuple[float, float]], ink: str
) -> None:
    scaled = [(x * size, y * size) for x, y in points]
    thickness = max(1, round(size * 0.12))
    draw.line(scaled, fill=ink, width=thickness, joint="curve")
    for x, y in scaled:
        half = thickness / 2
        draw.ellipse((x - half, y - half, x + half, y + half), fill=ink)


def _tick(draw: ImageDraw.ImageDraw, size: int, ink: str) -> None:
    _stroke(draw, size, [(0.27, 0.53), (0.44, 0.69), (0.74, 0.34)], ink)


def _cross(draw: ImageDraw.ImageDraw, size: int, ink: str) -> None:
    _stroke(draw, size, [(0.31, 0.31), (0.69, 0.69)], ink)
    _stroke(draw, size, [(0.69, 0.31), (0.31, 0.69)], ink)


def _dash(draw: ImageDraw.ImageDraw, size: int, ink: str) -> None:
    _stroke(draw, size, [(0.29, 0.5), (0.71, 0.5)], ink)


def _play(draw: ImageDraw.ImageDraw, size: int, ink: str) -> None:
    points = [(0.38, 0.28), (0.72, 0.5), (0.38, 0.72)]
    draw.polygon([(x * size, y * size) for x, y in points], fill=ink)


def _exclamation(draw: ImageDraw.ImageDraw, size: int, ink: str) -> None:
    _stroke(draw, size, [(0.5, 0.26), (0.5, 0.55)], ink)
    _stroke(draw, size, [(0.5, 0.74), (0.5, 0.741)], ink)


def _question(draw: ImageDraw.ImageDraw, size: int, ink: str) -> None:
    arc = [
        (0.5 - 0.14 * math.cos(angle / 10), 0.385 - 0.14 * math.sin(angle / 10))
        for angle in range(36)
    ]
    _stroke(draw, size, [*arc, (0.5, 0.53), (0.5, 0.58)], ink)
    _stroke(draw, size, [(0.5, 0.75), (0.5, 0.751)], ink)


def _hands(draw: ImageDraw.ImageDraw, size: int, ink: str) -> None:
    _stroke(draw, size, [(0.5, 0.28), (0.5, 0.52), (0.67, 0.6)], ink)


_MARKS: dict[str, Callable[[ImageDraw.ImageDraw, int, str], None]] = {
    "pass": _tick,
    "fail": _cross,
    "none": _dash,
    "current": _play,
    "warn": _exclamation,
    "unknown": _question,
    "wait": _hands,
}


@lru_cache(maxsize=256)
def sign(name: str, size: int, ink: str, disc: str | None) -> Image.Image:
    """A round sign: ``pass`` ✓, ``fail`` ✗, ``none`` –, ``warn`` !, ``unknown`` ?, ``wait``,
    ``current``, ``ring`` (nothing inside); ``disc`` None draws the mark in a ring of ``ink``.
    """
    big = size * _OVERSAMPLE
    image = Image.new("RGBA", (big, big), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    edge = max(1, big // 14)
    box = (edge // 2, edge // 2, big - 1 - edge // 2, big - 1 - edge // 2)
    draw.ellipse(box, fill=disc, outline=ink if disc is None else disc, width=edge)
    if name in _MARKS:
        _MARKS[name](draw, big, ink)
    return image.resize((size, size), Image.Resampling.BOX)


@lru_cache(maxsize=256)
def bare_mark(name: str, size: int, ink: str) -> Image.Image:
    """The mark of a sign alone, without its ring."""
    big = size * _OVERSAMPLE
    image = Image.new("RGBA", (big, big), (0, 0, 0, 0))
    _MARKS[name](ImageDraw.Draw(image), big, ink)
    return image.resize((size, size), Image.Resampling.BOX)
