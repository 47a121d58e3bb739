"""Text that keeps inside its box."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth


def fitted_size(text: str, font: str, size: float, width: float) -> float:
    """The size at which ``text`` is no wider than ``width``, ``size`` at most."""
    wide = stringWidth(text, font, size)
    return size if wide <= width else size * width / wide


def draw_fitted(
    canvas: Any, text: str, font: str, size: float, x: float, y: float, width: float
) -> None:
    """Draw ``text`` centred on x with its baseline at y, made smaller where it is too wide."""
    canvas.setFont(font, fitted_size(text, font, size, width))
    canvas.drawCentredString(x, y, text)
