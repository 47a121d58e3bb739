"""QR codes drawn as one path of squares: sharp at any resolution."""

from __future__ import annotations

from typing import Any

import segno

QUIET = 4
"""Modules of white on each side (ISO/IEC 18004)."""


def draw_qr(canvas: Any, payload: str | bytes, x: float, y: float, size: float) -> None:
    """Draw ``payload`` into the square with its lower left corner at (x, y), quiet zone included.

    Raises segno.DataOverflowError if it is more than a QR code holds.
    """
    rows = _matrix(payload)
    module = size / (len(rows) + 2 * QUIET)
    path = canvas.beginPath()
    for down, row in enumerate(rows):
        top = y + size - (QUIET + down) * module
        for start, length in _runs(row):
            left = x + (QUIET + start) * module
            path.rect(left, top - module, length * module, module)
    canvas.saveState()
    canvas.setFillGray(1)
    canvas.rect(x, y, size, size, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _matrix(payload: str | bytes) -> tuple[bytearray, ...]:
    # signed data looks like noise, so one mask is as good as the next: trying all eight
    # would take four times as long as all the rest
    return segno.make(_plain(payload), error="m", micro=False, mask=3).matrix


def _plain(payload: str | bytes) -> str | bytes:
    # as text it packs into alphanumeric mode, nearly half the size
    if isinstance(payload, bytes) and payload.isascii():
        return payload.decode("ascii")
    return payload


def _runs(row: bytearray) -> list[tuple[int, int]]:
    """Starts and lengths of the dark stretches: fewer squares, and no hairlines between them."""
    runs: list[tuple[int, int]] = []
    for at, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((at, 1))
    return runs
