"""The report's colours, sizes and table rules, in one place."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph

from certs.content import Mark, Verdict
from certs.paper.document import SANS, SANS_BOLD
from certs.report.words import Pair

PAGE = A4
MARGIN = 12 * mm
TOP = 17 * mm
BOTTOM = 16 * mm
WIDTH = PAGE[0] - 2 * MARGIN

INK = HexColor("#1b1f24")
GREY = HexColor("#667080")
LINE = HexColor("#c5ccd4")
SHADE = HexColor("#f1f4f7")
ACCENT = HexColor("#17375e")
GREEN = HexColor("#1a7f37")
RED = HexColor("#b42318")
AMBER = HexColor("#b54708")
PALE_RED = HexColor("#fdeceb")
LEFT_CURVE = HexColor("#1f5fa8")
RIGHT_CURVE = HexColor("#d1600a")

VERDICT_COLOURS: dict[Verdict, Color] = {
    Verdict.PASS: GREEN,
    Verdict.FAIL: RED,
    Verdict.HELD: AMBER,
    Verdict.ABANDONED: GREY,
}

MARK_COLOURS: dict[Mark, Color] = {
    Mark.PASS: GREEN,
    Mark.FAIL: RED,
    Mark.NOT_INSPECTED: AMBER,
    Mark.INFORMATION: GREY,
}


def _style(size: float, lead: float, **more: Any) -> ParagraphStyle:
    settings: dict[str, Any] = {"fontName": SANS, "textColor": INK, "wordWrap": "CJK", **more}
    return ParagraphStyle("", fontSize=size, leading=lead, **settings)


BODY = _style(8, 10.4)
STRONG = _style(8, 10.4, fontName=SANS_BOLD)
CENTRED = _style(8, 10.4, alignment=TA_CENTER)
LABEL = _style(7.4, 9, textColor=GREY)
NOTE = _style(6.8, 8.6, textColor=GREY)
# English breaks between words, which Chinese line breaking would not respect
ENGLISH = _style(5.6, 6.8, textColor=GREY, wordWrap=None, alignment=TA_LEFT)
HEAD = _style(7.4, 9, fontName=SANS_BOLD, textColor=ACCENT)

RULES: list[tuple[Any, ...]] = [
    ("GRID", (0, 0), (-1, -1), 0.4, LINE),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 1.6),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
]
"""What all tables share."""

HEAD_RULES: list[tuple[Any, ...]] = [("BACKGROUND", (0, 0), (-1, 0), SHADE)]


def text(value: str, style: ParagraphStyle = BODY) -> Paragraph:
    """Wrapped text; whatever looks like markup in it is printed as it is."""
    return Paragraph(escape(value).replace("\n", "<br/>"), style)


def bilingual(pair: Pair | tuple[str, str], style: ParagraphStyle = BODY) -> list[Paragraph]:
    """Chinese with small English beneath, as the content of one cell."""
    zh, en = pair
    return [text(zh, style)] + ([text(en, ENGLISH)] if en else [])


def coloured(value: str, colour: Color, style: ParagraphStyle = STRONG) -> Paragraph:
    """Wrapped text in a colour."""
    return Paragraph(f'<font color="{colour.hexval()}">{escape(value)}</font>', style)
