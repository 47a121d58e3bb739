"""What stands on every page: running head, page numbers, the overprint."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from certs.content import PRODUCTION, ReportContent
from certs.paper.document import SANS
from certs.paper.overprint import draw_overprint
from certs.report.style import BOTTOM, GREY, LINE, MARGIN, PAGE, TOP
from certs.report.words import word


class NumberedCanvas(Canvas):
    """Keeps finished pages back until their number is known, then completes and writes them."""

    def __init__(self, *arguments: Any, content: ReportContent, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._content = content
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:
        """End a page, keeping it back."""
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Complete every page and write the file."""
        pages = self._pages
        for number, page in enumerate(pages, 1):
            self.__dict__.update(page)
            self._complete(number, len(pages))
            super().showPage()
        super().save()

    def _complete(self, number: int, total: int) -> None:
        if number > 1:
            _running_head(self, self._content)
        _foot(self, self._content, number, total)
        if self._content.environment != PRODUCTION:
            draw_overprint(self, word("title", "overprint").zh, *PAGE, angle=52)


def _running_head(canvas: Canvas, content: ReportContent) -> None:
    y = PAGE[1] - TOP + 3 * mm
    canvas.setFillColor(GREY)
    canvas.setFont(SANS, 7.2)
    number = word("head", "number").zh
    canvas.drawString(MARGIN, y, f"{content.plate}  ·  {content.vin}")
    canvas.drawCentredString(PAGE[0] / 2, y, word("title", "report").zh)
    canvas.drawRightString(PAGE[0] - MARGIN, y, f"{number} {content.report_number}")
    _rule(canvas, y - 1.6 * mm)


def _foot(canvas: Canvas, content: ReportContent, number: int, total: int) -> None:
    y = BOTTOM - 6 * mm
    station = content.station
    parts = (station.name_zh, station.address, station.telephone)
    pages = word("head", "page").filled(number=number, total=total)
    _rule(canvas, y + 3.4 * mm)
    canvas.setFillColor(GREY)
    canvas.setFont(SANS, 6.8)
    canvas.drawString(MARGIN, y, "  ·  ".join(part for part in parts if part))
    canvas.drawRightString(PAGE[0] - MARGIN, y, f"{pages.zh}   {pages.en}")


def _rule(canvas: Canvas, y: float) -> None:
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, y, PAGE[0] - MARGIN, y)
