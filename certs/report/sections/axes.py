"""A pair of axes: values to points on paper."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color

from certs.paper.document import SANS
from certs.report.style import GREY, LINE

Span = tuple[float, float]


def nice_step(length: float, parts: int) -> float:
    """A round step (1, 2 or 5 times a power of ten) that cuts ``length`` into some ``parts``."""
    rough = length / parts
    power = 10 ** math.floor(math.log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough * 0.999)


class Axes:
    """Values across and up, drawn into ``box`` (x, y, width, height in points)."""

    def __init__(self, box: tuple[float, float, float, float], across: Span, up: Span) -> None:
        self.box = box
        self.across = across
        self.up = up

    def at(self, across: float, up: float) -> tuple[float, float]:
        """Where a value lies on paper."""
        x, y, width, height = self.box
        return (
            x + width * (across - self.across[0]) / (self.across[1] - self.across[0]),
            y + height * (up - self.up[0]) / (self.up[1] - self.up[0]),
        )

    def draw_grid(self, canvas: Any) -> None:
        """Frame, lines at round values, and their numbers."""
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.35)
        canvas.setFillColor(GREY)
        canvas.setFont(SANS, 6)
        for value in _ticks(self.across, 6):
            x, bottom = self.at(value, self.up[0])
            canvas.line(x, bottom, x, bottom + self.box[3])
            canvas.drawCentredString(x, bottom - 7.5, f"{value:g}")
        for value in _ticks(self.up, 5):
            left, y = self.at(self.across[0], value)
            canvas.line(left, y, left + self.box[2], y)
            canvas.drawRightString(left - 2.5, y - 2, f"{value:g}")
        canvas.rect(*self.box, stroke=1, fill=0)

    def draw_line(
        self,
        canvas: Any,
        points: Sequence[tuple[float, float]],
        colour: Color,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A line through ``points``, in values."""
        path = canvas.beginPath()
        path.moveTo(*self.at(*points[0]))
        for point in points[1:]:
            path.lineTo(*self.at(*point))
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(0.9)
        canvas.setLineJoin(1)
        canvas.setDash(dash)
        canvas.drawPath(path)
        canvas.setDash()


def _ticks(span: Span, parts: int) -> list[float]:
    step = nice_step(span[1] - span[0], parts)
    first = math.ceil(span[0] / step - 1e-9)
    last = math.floor(span[1] / step + 1e-9)
    return [round(i * step, 9) for i in range(first, last + 1)]
