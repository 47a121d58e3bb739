"""PDF files that come out byte for byte the same whenever the same content is printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from certs.fonts import BOLD, REGULAR
from certs.station_time import CHINA

SANS = "NotoSansSC"
SANS_BOLD = "NotoSansSC-Bold"

# streams as they are, not in text armour: a quarter smaller
rl_config.useA85 = 0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the PDF says of itself."""

    title: str
    author: str
    subject: str

    def write(self, canvas: Any) -> None:
        """Put it into the PDF that ``canvas`` draws."""
        canvas.setTitle(self.title)
        canvas.setAuthor(self.author)
        canvas.setSubject(self.subject)
        canvas.setCreator("inspection-lane")
        canvas.setProducer("reportlab")


@cache
def register_fonts() -> None:
    """Make the embedded fonts known to reportlab; call it before drawing."""
    for name, path in ((SANS, REGULAR), (SANS_BOLD, BOLD)):
        pdfmetrics.registerFont(TTFont(name, str(path)))
    for bold in (0, 1):
        for italic in (0, 1):
            addMapping(SANS, bold, italic, SANS_BOLD if bold else SANS)


def moment(at: dt.datetime) -> str:
    """A time as paper shows it: 2026-11-24 09:30:05, Beijing time."""
    return at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")
