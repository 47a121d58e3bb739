"""Headlamps: how bright, and where they point."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from certs.content import HeadlampPoint, ReportContent
from certs.paper.document import SANS, SANS_BOLD
from certs.paper.text import fitted_size
from certs.report.section import section
from certs.report.sections.axes import Axes
from certs.report.style import GREY, INK, LINE, MARK_COLOURS, WIDTH
from certs.report.words import word

_PER_ROW = 4
_GAP = 3 * mm
_CELL = ((WIDTH - _GAP * (_PER_ROW - 1)) / _PER_ROW, 47 * mm)
_LEAST_SPAN_MM = 400.0


class Headlamps:
    """One target for each beam, on one scale, four to a row."""

    def flowables(self, content: ReportContent) -> list[Flowable]:
        """Rows of targets."""
        lamps = content.headlamps
        if not lamps:
            return []
        span = _span(lamps)
        rows: list[Flowable] = []
        for i in range(0, len(lamps), _PER_ROW):
            rows += [_Targets(lamps[i : i + _PER_ROW], span), Spacer(0, 1.5 * mm)]
        return section("headlamps", *rows[:-1], room=_CELL[1] + 18)


def _span(lamps: tuple[HeadlampPoint, ...]) -> float:
    offsets = [abs(v or 0) for lamp in lamps for v in (lamp.horizontal_mm, lamp.vertical_mm)]
    return max(_LEAST_SPAN_MM, *(1.15 * offset for offset in offsets))


class _Targets(Flowable):
    def __init__(self, lamps: tuple[HeadlampPoint, ...], span: float) -> None:
        super().__init__()
        self._lamps = lamps
        self._span = span

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return WIDTH, _CELL[1]

    def draw(self) -> None:
        for place, lamp in enumerate(self._lamps):
            x = place * (_CELL[0] + _GAP)
            self._draw_target(lamp, x)
            self._draw_words(lamp, x)

    def _draw_target(self, lamp: HeadlampPoint, x: float) -> None:
        canvas: Any = self.canv
        span = (-self._span, self._span)
        height = _CELL[1] - 35
        axes = Axes((x + 20, 20, _CELL[0] - 20, height), span, span)
        axes.draw_grid(canvas)
        canvas.setStrokeColor(GREY)
        canvas.setLineWidth(0.7)
        canvas.line(*axes.at(span[0], 0), *axes.at(span[1], 0))
        canvas.line(*axes.at(0, span[0]), *axes.at(0, span[1]))
        if lamp.horizontal_mm is not None and lamp.vertical_mm is not None:
            point = axes.at(lamp.horizontal_mm, lamp.vertical_mm)
            canvas.setFillColor(MARK_COLOURS[lamp.verdict])
            canvas.setStrokeColor(LINE)
            canvas.circle(*point, 3, stroke=0, fill=1)

    def _draw_words(self, lamp: HeadlampPoint, x: float) -> None:
        canvas: Any = self.canv
        name = f"{lamp.lamp} {lamp.name_zh} {lamp.name_en}"
        canvas.setFillColor(INK)
        canvas.setFont(SANS_BOLD, fitted_size(name, SANS_BOLD, 7.4, _CELL[0]))
        canvas.drawString(x, _CELL[1] - 7, name)
        canvas.setFillColor(MARK_COLOURS[lamp.verdict])
        below = f"{lamp.intensity_cd} cd   {_offset(lamp)}"
        canvas.setFont(SANS, fitted_size(below, SANS, 7, _CELL[0]))
        canvas.drawString(x, 2, below)


def _offset(lamp: HeadlampPoint) -> str:
    if lamp.horizontal_mm is None or lamp.vertical_mm is None:
        return word("lamp", "unknown").zh
    across = "右" if lamp.horizontal_mm >= 0 else "左"
    up = "上" if lamp.vertical_mm >= 0 else "下"
    return f"{across} {abs(lamp.horizontal_mm):.0f}  {up} {abs(lamp.vertical_mm):.0f} mm/10 m"
