"""What the vehicle's identity was found to be."""

from __future__ import annotations

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from certs.content import Finding, ReportContent
from certs.report.section import section
from certs.report.style import AMBER, GREEN, RED, RULES, WIDTH, coloured, text
from certs.report.words import word

_COLOURS: dict[Finding, Color] = {
    Finding.GENUINE: GREEN,
    Finding.DOUBTFUL: AMBER,
    Finding.ASSEMBLED: RED,
    Finding.CLONED: RED,
}


class Identity:
    """The finding and its reasons."""

    def flowables(self, content: ReportContent) -> list[Flowable]:
        """One row: the finding left, the reasons right."""
        if content.identity is None:
            return []
        finding = content.identity.finding
        pair = word("finding", finding)
        found = coloured(f"{pair.zh} {pair.en}", _COLOURS[finding])
        reasons = [text(f"{n}. {reason}") for n, reason in enumerate(content.identity.reasons, 1)]
        widths = [40 * mm, WIDTH - 40 * mm]
        table = Table([[found, reasons]], colWidths=widths, splitInRow=1, style=RULES)
        return section("identity", table)
