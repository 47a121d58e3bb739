"""The sticker's back: whose it is, until when, and who gave it out."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import HexColor

from certs.content import StickerContent
from certs.paper.document import SANS, SANS_BOLD
from certs.paper.text import fitted_size
from certs.sticker.data import Box, layout, plate_kind, tint, word
from certs.sticker.front import text_in

_INK = HexColor("#1b1f24")
_GREY = HexColor("#667080")
_LABEL = 0.34
"""The share of a row's width that its name takes."""


def draw_back(canvas: Any, content: StickerContent) -> None:
    """Draw every part into its box."""
    boxes, colour = layout().back, HexColor(tint(content.valid_year))
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(1.6)
    canvas.roundRect(*boxes["frame"].points, 6, stroke=1, fill=0)
    canvas.setFillColor(colour)
    text_in(canvas, boxes["title"], word("title")[0], SANS_BOLD, 15)
    _draw_rows(canvas, boxes["rows"], _rows(content))
    canvas.setFillColor(_GREY)
    text_in(canvas, boxes["foot"], "  ".join(word("foot")), SANS, 6)


def _rows(content: StickerContent) -> tuple[tuple[str, str], ...]:
    until = f"{content.valid_year}年{content.valid_month:02d}月"
    return (
        ("plate", content.plate),
        ("kind", plate_kind(content.plate_kind).zh),
        ("vin", content.vin[-6:]),
        ("until", until),
        ("office", content.issuing_office),
        ("serial", content.serial),
    )


def _draw_rows(canvas: Any, box: Box, rows: tuple[tuple[str, str], ...]) -> None:
    x, y, width, height = box.points
    step = height / len(rows)
    canvas.setLineWidth(0.35)
    canvas.setStrokeColor(_GREY)
    for number, (name, value) in enumerate(rows, 1):
        bottom = y + height - number * step
        canvas.line(x, bottom, x + width, bottom)
        _draw_name(canvas, name, x, bottom, width * _LABEL)
        room = width * (1 - _LABEL)
        canvas.setFillColor(_INK)
        canvas.setFont(SANS_BOLD, fitted_size(value, SANS_BOLD, 10, room))
        canvas.drawString(x + width * _LABEL, bottom + step / 2 - 3.4, value)


def _draw_name(canvas: Any, name: str, x: float, bottom: float, room: float) -> None:
    zh, en = word(name)
    canvas.setFillColor(_GREY)
    canvas.setFont(SANS, fitted_size(zh, SANS, 7, room - 4))
    canvas.drawString(x, bottom + 8.2, zh)
    canvas.setFont(SANS, 5)
    canvas.drawString(x, bottom + 2.6, en)
