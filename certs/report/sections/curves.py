"""Brake forces against time, left and right, axle by axle."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from certs.content import BrakeCurve, ReportContent
from certs.paper.document import SANS, SANS_BOLD
from certs.report.section import section
from certs.report.sections.axes import Axes, nice_step
from certs.report.style import GREY, INK, LEFT_CURVE, RED, RIGHT_CURVE, WIDTH
from certs.report.words import word

_GAP = 4 * mm
_SIZE = ((WIDTH - _GAP) / 2, 52 * mm)


class Curves:
    """Two plots to a row, with the point of largest difference marked."""

    def flowables(self, content: ReportContent) -> list[Flowable]:
        """Rows of plots."""
        if not content.brake_curves:
            return []
        rows: list[Flowable] = []
        for i in range(0, len(content.brake_curves), 2):
            rows += [_Pair(content.brake_curves[i : i + 2]), Spacer(0, 1.5 * mm)]
        return section("curves", *rows[:-1], room=_SIZE[1] + 18)


class _Pair(Flowable):
    def __init__(self, curves: tuple[BrakeCurve, ...]) -> None:
        super().__init__()
        self._curves = curves

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return WIDTH, _SIZE[1]

    def draw(self) -> None:
        for place, curve in enumerate(self._curves):
            _Plot(self.canv, curve, place * (_SIZE[0] + _GAP)).draw()


class _Plot:
    """One axle's curve, drawn into its half of the row."""

    def __init__(self, canvas: Any, curve: BrakeCurve, x: float) -> None:
        self._canvas = canvas
        self._curve = curve
        self._x = x
        seconds = curve.interval_ms * (len(curve.left_dan) - 1) / 1000
        force = max(*curve.left_dan, *curve.right_dan, 1.0)
        step = nice_step(force, 5)
        top = step * (int(force / step) + 1)
        box = (x + 24, 17, _SIZE[0] - 28, _SIZE[1] - 17 - 24)
        self._axes = Axes(box, (0, seconds), (0, top))

    def draw(self) -> None:
        axes, curve = self._axes, self._curve
        axes.draw_grid(self._canvas)
        axes.draw_line(self._canvas, self._points(curve.left_dan), LEFT_CURVE)
        axes.draw_line(self._canvas, self._points(curve.right_dan), RIGHT_CURVE, dash=(3.2, 1.6))
        self._draw_largest()
        self._draw_title()

    def _points(self, forces: tuple[float, ...]) -> list[tuple[float, float]]:
        step = self._curve.interval_ms / 1000
        return [(i * step, force) for i, force in enumerate(forces)]

    def _draw_largest(self) -> None:
        largest = self._curve.largest_difference
        if largest is None:
            return
        canvas, seconds = self._canvas, largest.time_ms / 1000
        ends = [self._axes.at(seconds, f) for f in (largest.left_dan, largest.right_dan)]
        canvas.setStrokeColor(RED)
        canvas.setFillColor(RED)
        canvas.setLineWidth(1.1)
        canvas.line(*ends[0], *ends[1])
        for x, y in ends:
            canvas.circle(x, y, 1.6, stroke=0, fill=1)
        words = word("curve", "largest")
        values = (
            f"{words.zh} {words.en}: {word('curve', 'left').zh} {largest.left_dan:.0f}  "
            f"{word('curve', 'right').zh} {largest.right_dan:.0f} daN  "
            f"Δ {abs(largest.left_dan - largest.right_dan):.0f}  @ {seconds:.2f} s"
        )
        canvas.setFont(SANS, 6.4)
        canvas.drawString(self._x + 24, _SIZE[1] - 19, values)

    def _draw_title(self) -> None:
        canvas, curve, y = self._canvas, self._curve, _SIZE[1] - 9
        axle = word("curve", "axle").filled(axle=curve.axle)
        canvas.setFillColor(INK)
        canvas.setFont(SANS_BOLD, 8)
        canvas.drawString(self._x, y, f"{axle.zh} {curve.kind_zh}")
        after = self._x + canvas.stringWidth(f"{axle.zh} {curve.kind_zh}", SANS_BOLD, 8) + 5
        canvas.setFillColor(GREY)
        canvas.setFont(SANS, 6)
        canvas.drawString(after, y, f"{axle.en}, {curve.kind_en}")
        self._draw_legend(y)
        canvas.setFillColor(GREY)
        canvas.drawRightString(self._x + _SIZE[0] - 4, 1.5, word("curve", "time").zh)
        canvas.drawString(self._x, 1.5, word("curve", "force").zh)

    def _draw_legend(self, y: float) -> None:
        canvas, x = self._canvas, self._x + _SIZE[0] - 62
        for name, colour, dash in (("left", LEFT_CURVE, ()), ("right", RIGHT_CURVE, (3.2, 1.6))):
            canvas.setStrokeColor(colour)
            canvas.setLineWidth(1.1)
            canvas.setDash(dash)
            canvas.line(x, y + 2.4, x + 13, y + 2.4)
            canvas.setFillColor(INK)
            canvas.drawString(x + 15, y, word("curve", name).zh)
            x += 32
        canvas.setDash()
