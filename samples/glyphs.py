"""Digits and capitals as strokes, for plates, stamps and dot-peen marks.

Own drawing after the proportions of GA 36 (45 × 90 mm, strokes of even width); it is not the
plate font itself, which is not to be had. Chinese characters come from the project's font.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Line = NDArray[np.float64]
"""Points (n, 2) on the grid."""

GRID_WIDTH = 10.0
GRID_HEIGHT = 20.0
_CORNER = 4.6
_ROUND_STEPS = 10


@cache
def strokes(character: str) -> tuple[Line, ...]:
    """The lines of a digit or capital; KeyError for any other character."""
    return tuple(_line(part) for part in _table()[character].split("/"))


def has_strokes(character: str) -> bool:
    """Whether this character is drawn with strokes (else with the font)."""
    return character in _table()


@cache
def _table() -> dict[str, str]:
    text = Path(__file__).with_name("glyphs.tsv").read_text(encoding="utf-8")
    rows = (line for line in text.splitlines() if not line.startswith("# "))
    return {row["glyph"]: row["strokes"] for row in csv.DictReader(rows, delimiter="\t")}


def _line(part: str) -> Line:
    marks = part.split()
    points = [np.array([float(v) for v in mark.strip("*").split(",")]) for mark in marks]
    line = [points[0]]
    for before, point, after, mark in zip(
        points, points[1:], points[2:], marks[1:-1], strict=False
    ):
        line.extend(_rounded(before, point, after) if mark.endswith("*") else [point])
    return np.array([*line, points[-1]])


def _rounded(before: Line, corner: Line, after: Line) -> list[Line]:
    """A corner as a quadratic curve that leaves room for the next corner."""
    start = corner + _towards(corner, before)
    end = corner + _towards(corner, after)
    steps = np.linspace(0.0, 1.0, _ROUND_STEPS)
    return [(1 - t) ** 2 * start + 2 * t * (1 - t) * corner + t**2 * end for t in steps]


def _towards(corner: Line, other: Line) -> Line:
    way = other - corner
    length = float(np.hypot(*way))
    return way * (min(_CORNER, length / 2) / length)
