"""A grid of names and values, as vehicle and people share it."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Table

from certs.report.style import LABEL, RULES, SHADE, STRONG, WIDTH, bilingual, text
from certs.report.words import Pair

_LABEL = 24 * mm


def grid(facts: list[tuple[Pair, str]], columns: int) -> Table:
    """``facts`` in ``columns`` pairs of cells, row by row."""
    padded = [*facts, *[(Pair("", ""), "")] * (-len(facts) % columns)]
    rows: list[list[Any]] = []
    for i in range(0, len(padded), columns):
        row: list[Any] = []
        for name, value in padded[i : i + columns]:
            row += [bilingual(name, LABEL), text(value, STRONG)]
        rows.append(row)
    shades = [("BACKGROUND", (2 * c, 0), (2 * c, -1), SHADE) for c in range(columns)]
    widths = [_LABEL, WIDTH / columns - _LABEL] * columns
    return Table(rows, colWidths=widths, splitInRow=1, style=[*RULES, *shades])
