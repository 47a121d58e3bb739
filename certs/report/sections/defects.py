"""Defects found on the vehicle."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from certs.content import Defect, ReportContent, Severity
from certs.report.section import section
from certs.report.style import (
    AMBER,
    CENTRED,
    GREY,
    HEAD,
    HEAD_RULES,
    RED,
    RULES,
    WIDTH,
    bilingual,
    coloured,
    text,
)
from certs.report.words import word

_COLUMNS = ("number", "defect", "location", "severity", "remedy", "photo")
_WIDTHS = [9 * mm, 46 * mm, 40 * mm, 17 * mm, WIDTH - 130 * mm, 18 * mm]
_COLOURS: dict[Severity, Color] = {
    Severity.MINOR: GREY,
    Severity.MAJOR: AMBER,
    Severity.DANGEROUS: RED,
}


class Defects:
    """Each defect with place, severity, remedy and the photo that shows it."""

    def flowables(self, content: ReportContent) -> list[Flowable]:
        """One table."""
        if not content.defects:
            return []
        head = [bilingual(word("column", name), HEAD) for name in _COLUMNS]
        rows = [_row(number, defect) for number, defect in enumerate(content.defects, 1)]
        rules = [*RULES, *HEAD_RULES]
        table = Table([head, *rows], colWidths=_WIDTHS, repeatRows=1, splitInRow=1, style=rules)
        return section("defects", table)


def _row(number: int, defect: Defect) -> list[Any]:
    return [
        text(str(number), CENTRED),
        bilingual((defect.name_zh, defect.name_en)),
        text(defect.location),
        coloured(word("severity", defect.severity).zh, _COLOURS[defect.severity]),
        text(defect.remedy),
        text(defect.photo_code, CENTRED),
    ]
