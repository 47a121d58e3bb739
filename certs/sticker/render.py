"""From a sticker's content to its PDF."""

from __future__ import annotations

import io

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from certs.content import PRODUCTION, StickerContent
from certs.glyphs import require_glyphs
from certs.paper.document import Metadata, register_fonts
from certs.paper.overprint import draw_overprint
from certs.sticker.back import draw_back
from certs.sticker.data import layout, word
from certs.sticker.front import draw_front


def render_sticker(content: StickerContent) -> bytes:
    """The sticker as PDF bytes, front and back one page each, the same for the same content.

    Raises MissingGlyph for characters the font lacks, ContentInvalid for an unknown plate kind.
    """
    require_glyphs(content)
    register_fonts()
    out = io.BytesIO()
    size = layout().page.width * mm, layout().page.height * mm
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=1, lang="zh-CN")
    subject = f"{content.plate} {content.valid_year}-{content.valid_month:02d}"
    Metadata(f"{word('title')[0]} {content.serial}", content.issuing_office, subject).write(canvas)
    for draw in (draw_front, draw_back):
        draw(canvas, content)
        if content.environment != PRODUCTION:
            draw_overprint(canvas, word("overprint")[0], *size, angle=32)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
