"""The overprint that keeps papers of a test from being used."""

from __future__ import annotations

from typing import Any

from certs.paper.document import SANS_BOLD
from certs.paper.text import fitted_size


def draw_overprint(canvas: Any, text: str, width: float, height: float, angle: float) -> None:
    """Write ``text`` large across the page of ``width`` by ``height`` points, see-through."""
    size = fitted_size(text, SANS_BOLD, 200, 0.85 * (width**2 + height**2) ** 0.5)
    canvas.saveState()
    canvas.setFillColorRGB(0.75, 0.1, 0.1, alpha=0.1)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(angle)
    canvas.setFont(SANS_BOLD, size)
    canvas.drawCentredString(0, -size / 3, text)
    canvas.restoreState()
