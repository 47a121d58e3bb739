"""The head of the first page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from certs.content import ReportContent
from certs.paper.document import SANS, SANS_BOLD, moment
from certs.paper.qr import draw_qr
from certs.paper.text import draw_fitted
from certs.report.style import ACCENT, BODY, GREY, LABEL, WIDTH, bilingual, text
from certs.report.words import word

_QR = 27 * mm
_HEIGHT = 24 * mm


class Title:
    """Station, title, QR code, and the numbers that name the report."""

    def flowables(self, content: ReportContent) -> list[Flowable]:
        """The masthead and the table of numbers."""
        return [_Masthead(content), Spacer(0, 1.5 * mm), _numbers(content), Spacer(0, 2 * mm)]


class _Masthead(Flowable):
    def __init__(self, content: ReportContent) -> None:
        super().__init__()
        self._content = content

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return WIDTH, _HEIGHT

    def draw(self) -> None:
        canvas: Any = self.canv
        station, title = self._content.station, word("title", "report")
        middle, room = WIDTH / 2, WIDTH - 2 * _QR - 4 * mm
        canvas.setFillColor(GREY)
        draw_fitted(canvas, station.name_zh, SANS, 10, middle, 59, room)
        draw_fitted(canvas, station.name_en, SANS, 6.6, middle, 50, room)
        canvas.setFillColor(ACCENT)
        draw_fitted(canvas, title.zh, SANS_BOLD, 21, middle, 25, room)
        canvas.setFillColor(GREY)
        draw_fitted(canvas, title.en, SANS, 8.4, middle, 12, room)
        self._draw_code(canvas)
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(1.4)
        canvas.line(0, 0, WIDTH, 0)

    def _draw_code(self, canvas: Any) -> None:
        draw_qr(canvas, self._content.qr, WIDTH - _QR + 2 * mm, 1 * mm, _QR - 2 * mm)
        scan = word("head", "scan")
        canvas.setFont(SANS, 6)
        edge = WIDTH - _QR + 3 * mm
        canvas.drawRightString(edge, 13, f"{scan.zh} →")
        canvas.drawRightString(edge, 6, scan.en)


def _numbers(content: ReportContent) -> Table:
    cells = list(_facts(content))
    cells += [("", "")] * (-len(cells) % 3)
    rows = []
    for i in range(0, len(cells), 3):
        row: list[Any] = []
        for name, value in cells[i : i + 3]:
            row += [bilingual(word("head", name), LABEL) if name else "", text(value, BODY)]
        rows.append(row)
    widths = [17 * mm, 45 * mm] * 3
    return Table(rows, colWidths=widths, splitInRow=1, style=_TIGHT)


def _facts(content: ReportContent) -> Iterator[tuple[str, str]]:
    yield "number", content.report_number
    yield "serial", content.inspection_serial
    yield "kind", f"{content.kind_zh} {content.kind_en}"
    yield "started", moment(content.started_at)
    yield "finished", moment(content.finished_at)
    yield "edition", content.edition
    if content.attempt > 1:
        yield "attempt", str(content.attempt)
    if content.replaces:
        yield "replaces", content.replaces
    if content.station.licence:
        yield "licence", content.station.licence


_TIGHT: list[tuple[Any, ...]] = [
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 0.6),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0.6),
]
