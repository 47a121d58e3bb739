"""From a report's content to its PDF."""

from __future__ import annotations

import io
from functools import partial

from reportlab.platypus import Flowable, SimpleDocTemplate

from certs.content import ReportContent
from certs.glyphs import require_glyphs
from certs.paper.document import Metadata, register_fonts
from certs.report.page import NumberedCanvas
from certs.report.section import Section
from certs.report.sections.curves import Curves
from certs.report.sections.defects import Defects
from certs.report.sections.headlamps import Headlamps
from certs.report.sections.identity import Identity
from certs.report.sections.instruments import Instruments
from certs.report.sections.manual import ManualItems
from certs.report.sections.mending import Mending
from certs.report.sections.parties import People
from certs.report.sections.photos import Photos
from certs.report.sections.signatures import Signatures
from certs.report.sections.title import Title
from certs.report.sections.vehicle import Vehicle
from certs.report.sections.verdict import Banner
from certs.report.style import BOTTOM, MARGIN, PAGE, TOP
from certs.report.words import word

SECTIONS: tuple[Section, ...] = (
    Title(),
    Banner(),
    Vehicle(),
    People(),
    Mending(),
    Instruments(),
    ManualItems(),
    Defects(),
    Identity(),
    Signatures(),
    Curves(),
    Headlamps(),
    Photos(),
)
"""The report from top to bottom: what is signed for, then the annexes."""


def render_report(content: ReportContent) -> bytes:
    """The report as PDF bytes, the same for the same content.

    Raises MissingGlyph for characters the font lacks and PhotoUnreadable for a broken photo.
    """
    require_glyphs(content)
    register_fonts()
    out = io.BytesIO()
    flowables: list[Flowable] = [f for part in SECTIONS for f in part.flowables(content)]
    canvas = partial(NumberedCanvas, content=content)
    _template(out).build(flowables, onFirstPage=_describe(content), canvasmaker=canvas)
    return out.getvalue()


def _template(out: io.BytesIO) -> SimpleDocTemplate:
    return SimpleDocTemplate(
        out,
        pagesize=PAGE,
        leftMargin=MARGIN - 6,
        rightMargin=MARGIN - 6,
        topMargin=TOP - 6,
        bottomMargin=BOTTOM - 6,
        invariant=1,
        pageCompression=1,
        lang="zh-CN",
    )


def _describe(content: ReportContent):
    title = f"{word('title', 'report').zh} {content.report_number}"
    subject = f"{content.plate} {content.vin} {content.edition}"
    metadata = Metadata(title, content.station.name_zh, subject)
    return lambda canvas, _document: metadata.write(canvas)
