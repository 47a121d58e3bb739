"""What a section of the report is."""

from __future__ import annotations

from typing import Any, Protocol

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from certs.content import ReportContent
from certs.paper.document import SANS, SANS_BOLD
from certs.report.style import ACCENT, GREY, WIDTH
from certs.report.words import Pair, word


class Section(Protocol):
    """One part of the report."""

    def flowables(self, content: ReportContent) -> list[Flowable]:
        """What it prints, top to bottom; nothing where the content has nothing for it."""
        ...


class Heading(Flowable):
    """A section's name with its bar."""

    def __init__(self, name: Pair) -> None:
        super().__init__()
        self._name = name

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Its size in points."""
        return WIDTH, 15

    def draw(self) -> None:
        """Draw it at the canvas's origin."""
        canvas: Any = self.canv
        canvas.setFillColor(ACCENT)
        canvas.rect(0, 3.5, 2.4, 10, stroke=0, fill=1)
        canvas.setFont(SANS_BOLD, 10)
        canvas.drawString(7, 5, self._name.zh)
        after = 7 + canvas.stringWidth(self._name.zh, SANS_BOLD, 10) + 6
        canvas.setFillColor(GREY)
        canvas.setFont(SANS, 6.6)
        canvas.drawString(after, 5, self._name.en)


def section(name: str, *parts: Flowable, room: float = 22 * mm) -> list[Flowable]:
    """``parts`` under the heading ``name``, begun on a new page if less than ``room`` is left."""
    return [Spacer(0, 2.2 * mm), CondPageBreak(room), Heading(word("section", name)), *parts]
