"""Photographs taken during the inspection."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Spacer

from certs.content import Photo, ReportContent
from certs.errors import PhotoUnreadable
from certs.paper.document import SANS, moment
from certs.paper.text import fitted_size
from certs.report.section import section
from certs.report.style import GREY, INK, LINE, SHADE, WIDTH

_GAP = 4 * mm
_BOX = ((WIDTH - _GAP) / 2, 64 * mm)
_CAPTION = 11
_MOST_PIXELS = (640, 480)
_QUALITY = 80


class Photos:
    """Two to a row, with code, name and time."""

    def flowables(self, content: ReportContent) -> list[Flowable]:
        """Rows of photos; raises PhotoUnreadable."""
        if not content.photos:
            return []
        rows: list[Flowable] = []
        for i in range(0, len(content.photos), 2):
            rows += [_Pair(content.photos[i : i + 2]), Spacer(0, 2 * mm)]
        return section("photos", *rows[:-1], room=_BOX[1] + _CAPTION + 18)


class _Pair(Flowable):
    def __init__(self, photos: tuple[Photo, ...]) -> None:
        super().__init__()
        self._photos = [(photo, _for_print(photo)) for photo in photos]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return WIDTH, _BOX[1] + _CAPTION

    def draw(self) -> None:
        for place, (photo, jpeg) in enumerate(self._photos):
            x = place * (_BOX[0] + _GAP)
            self._draw_photo(jpeg, x)
            self._draw_caption(photo, x)

    def _draw_photo(self, jpeg: bytes, x: float) -> None:
        canvas: Any = self.canv
        canvas.setFillColor(SHADE)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.rect(x, _CAPTION, *_BOX, stroke=1, fill=1)
        reader = ImageReader(io.BytesIO(jpeg))
        canvas.drawImage(reader, x, _CAPTION, *_BOX, preserveAspectRatio=True, anchor="c")

    def _draw_caption(self, photo: Photo, x: float) -> None:
        canvas: Any = self.canv
        name, when = f"{photo.code}  {photo.name}", moment(photo.taken_at)
        room = _BOX[0] - canvas.stringWidth(when, SANS, 6.6) - 6
        canvas.setFillColor(INK)
        canvas.setFont(SANS, fitted_size(name, SANS, 7.4, room))
        canvas.drawString(x, 2, name)
        canvas.setFillColor(GREY)
        canvas.setFont(SANS, 6.6)
        canvas.drawRightString(x + _BOX[0], 2, when)


def _for_print(photo: Photo) -> bytes:
    """The photo upright, as large as paper needs, without the camera's hidden data."""
    try:
        with Image.open(io.BytesIO(photo.jpeg)) as opened:
            opened.draft("RGB", _MOST_PIXELS)
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError) as fault:
        raise PhotoUnreadable(photo.code, str(fault).split(":")[0]) from fault
    upright.thumbnail(_MOST_PIXELS, Image.Resampling.BILINEAR)
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
