"""The verdict, where nobody can overlook it."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from certs.content import ReportContent, Verdict
from certs.paper.document import SANS, SANS_BOLD
from certs.paper.text import fitted_size
from certs.report.style import AMBER, NOTE, VERDICT_COLOURS, WIDTH, coloured
from certs.report.words import word

_HEIGHT = 14 * mm


class Banner:
    """Passed or not in one colour, and until when it is valid or what comes next."""

    def flowables(self, content: ReportContent) -> list[Flowable]:
        """The banner, and the reason below it where there is one."""
        parts: list[Flowable] = [_Band(content)]
        if content.verdict_reason:
            parts += [Spacer(0, 1 * mm), coloured(content.verdict_reason, AMBER, NOTE)]
        return parts


class _Band(Flowable):
    def __init__(self, content: ReportContent) -> None:
        super().__init__()
        self._content = content

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return WIDTH, _HEIGHT

    def draw(self) -> None:
        canvas: Any = self.canv
        verdict = word("verdict", self._content.verdict)
        canvas.setFillColor(VERDICT_COLOURS[self._content.verdict])
        canvas.roundRect(0, 0, WIDTH, _HEIGHT, 3, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.setFont(SANS_BOLD, 21)
        canvas.drawString(5 * mm, 12.5, verdict.zh)
        after = 5 * mm + canvas.stringWidth(verdict.zh, SANS_BOLD, 21) + 8
        canvas.setFont(SANS, 11)
        canvas.drawString(after, 13, verdict.en)
        self._draw_right(canvas)

    def _draw_right(self, canvas: Any) -> None:
        zh, en = _what_follows(self._content)
        right, room = WIDTH - 5 * mm, WIDTH * 0.55
        canvas.setFont(SANS_BOLD, fitted_size(zh, SANS_BOLD, 13, room))
        canvas.drawRightString(right, 18, zh)
        canvas.setFont(SANS, fitted_size(en, SANS, 7.5, room))
        canvas.drawRightString(right, 7.5, en)


def _what_follows(content: ReportContent) -> tuple[str, str]:
    if content.verdict is Verdict.PASS and content.valid_until:
        until = word("verdict", "valid_until")
        day = content.valid_until
        return f"{until.zh} {day:%Y}年{day:%m}月{day:%d}日", f"{until.en} {day.isoformat()}"
    if content.verdict is Verdict.FAIL:
        return word("verdict", "mend")
    return "", ""
