"""The sticker's front: until when, which vehicle, and the code that proves it."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import HexColor

from certs.content import StickerContent
from certs.paper.document import SANS, SANS_BOLD
from certs.paper.qr import draw_qr
from certs.paper.text import draw_fitted
from certs.sticker.data import Box, layout, plate_kind, tint, word

_INK = HexColor("#1b1f24")


def draw_front(canvas: Any, content: StickerContent) -> None:
    """Draw every part into its box."""
    boxes, colour = layout().front, HexColor(tint(content.valid_year))
    _draw_frame(canvas, boxes, colour)
    _draw_date(canvas, boxes, content, colour)
    _draw_months(canvas, boxes["months"], content.valid_month, colour)
    _draw_plate(canvas, boxes, content)
    x, y, width, _ = boxes["qr"].points
    draw_qr(canvas, content.qr, x, y, width)
    canvas.setFillColor(_INK)
    text_in(canvas, boxes["serial"], " ".join((word("serial")[1], content.serial)), SANS_BOLD, 9)


def text_in(canvas: Any, box: Box, text: str, font: str, size: float) -> None:
    """One line of text in the middle of a box, made smaller where it is too wide."""
    x, y, width, height = box.points
    draw_fitted(canvas, text, font, size, x + width / 2, y + (height - 0.72 * size) / 2, width)


def _draw_frame(canvas: Any, boxes: dict[str, Box], colour: Any) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(1.6)
    canvas.roundRect(*boxes["frame"].points, 6, stroke=1, fill=0)
    x, y, width, height = boxes["band"].points
    canvas.setFillColor(colour)
    canvas.roundRect(x, y, width, height, 6, stroke=0, fill=1)
    canvas.rect(x, y, width, height / 2, stroke=0, fill=1)
    zh, en = word("band")
    canvas.setFillGray(1)
    draw_fitted(canvas, zh, SANS_BOLD, 15, x + width / 2, y + 11.5, width - 8)
    draw_fitted(canvas, en, SANS, 6.4, x + width / 2, y + 3.4, width - 8)


def _draw_date(canvas: Any, boxes: dict[str, Box], content: StickerContent, colour: Any) -> None:
    canvas.setFillColor(colour)
    text_in(canvas, boxes["year"], f"{content.valid_year}", SANS_BOLD, 50)
    canvas.setFillColor(_INK)
    text_in(canvas, boxes["month"], f"{content.valid_month:02d}{word('month')[0]}", SANS_BOLD, 25)
    x, y, width, _ = boxes["kind"].points
    (until, until_en), kind = word("until"), plate_kind(content.plate_kind)
    for at, (text, font, size) in enumerate(
        ((until, SANS_BOLD, 7), (until_en, SANS, 5), (kind.zh, SANS, 6.4))
    ):
        draw_fitted(canvas, text, font, size, x + width / 2, y + 23 - 8.5 * at, width)


def _draw_months(canvas: Any, box: Box, month: int, colour: Any) -> None:
    """Twelve places as if to be punched, the month that it is valid until being struck."""
    x, y, width, height = box.points
    radius = height / 2 - 0.6
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(0.7)
    for number in range(1, 13):
        middle = x + width * (number - 0.5) / 12
        struck = number == month
        canvas.setFillColor(colour)
        canvas.circle(middle, y + height / 2, radius, stroke=1, fill=int(struck))
        if struck:
            canvas.setFillGray(1)
        canvas.setFont(SANS_BOLD, 7)
        canvas.drawCentredString(middle, y + height / 2 - 2.5, str(number))


def _draw_plate(canvas: Any, boxes: dict[str, Box], content: StickerContent) -> None:
    kind = plate_kind(content.plate_kind)
    x, y, width, height = boxes["plate"].points
    canvas.setFillColor(HexColor(kind.face))
    canvas.roundRect(x, y, width, height, 2.5, stroke=0, fill=1)
    if kind.right:
        canvas.setFillColor(HexColor(kind.right))
        canvas.roundRect(x + width / 4, y, width * 3 / 4, height, 2.5, stroke=0, fill=1)
        canvas.rect(x + width / 4, y, width / 2, height, stroke=0, fill=1)
    canvas.setStrokeColor(_INK)
    canvas.setLineWidth(0.5)
    canvas.roundRect(x, y, width, height, 2.5, stroke=1, fill=0)
    canvas.setFillColor(HexColor(kind.ink))
    text_in(canvas, boxes["plate"], content.plate, SANS_BOLD, 15)
