"""What a failing vehicle's owner has to have mended (整改通知)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from certs.content import Defect, InstrumentRow, Mark, ReportContent, Verdict
from certs.report.section import section
from certs.report.style import (
    BODY,
    CENTRED,
    HEAD,
    HEAD_RULES,
    NOTE,
    PALE_RED,
    RULES,
    STRONG,
    WIDTH,
    bilingual,
    text,
)
from certs.report.words import word

_WIDTHS = [9 * mm, 46 * mm, 64 * mm, WIDTH - 119 * mm]


class Mending:
    """Every failed value, item and defect with what was found and what is to be done."""

    def flowables(self, content: ReportContent) -> list[Flowable]:
        """Nothing unless the vehicle failed."""
        if content.verdict is not Verdict.FAIL:
            return []
        head = [bilingual(word("column", name), HEAD) for name in _COLUMNS]
        rows = [
            [text(str(number), CENTRED), bilingual(name, STRONG), text(found), text(remedy)]
            for number, (name, found, remedy) in enumerate(_faults(content), 1)
        ]
        rules: list[tuple[Any, ...]] = [*RULES, ("BACKGROUND", (0, 1), (-1, -1), PALE_RED)]
        table = Table(
            [head, *rows],
            colWidths=_WIDTHS,
            repeatRows=1,
            splitInRow=1,
            style=[*rules, *HEAD_RULES],
        )
        advice = word("mending", "advice")
        notes = [text(advice.zh, BODY), text(advice.en, NOTE)]
        return section("mending", *notes, Spacer(0, 1 * mm), table)


_COLUMNS = ("number", "item", "finding", "remedy")


def _faults(content: ReportContent) -> Iterator[tuple[tuple[str, str], str, str]]:
    for row in content.instruments:
        if row.verdict is Mark.FAIL:
            yield (row.name_zh, row.name_en), _measured(row), word("mending", "by_remedy").zh
    for item in content.manual_items:
        if item.answer is Mark.FAIL:
            mark = word("mark", item.answer).zh
            yield (item.name_zh, item.name_en), item.note or mark, _remedies(content, item.name_zh)
    failed = {item.name_zh for item in content.manual_items if item.answer is Mark.FAIL}
    for defect in content.defects:
        if defect.name_zh in failed:
            continue  # its remedy stands beside the item
        yield (defect.name_zh, defect.name_en), _found(defect), defect.remedy


def _measured(row: InstrumentRow) -> str:
    found = word("mending", "measured").zh
    return found.format(value=row.value, unit=row.unit, limit=row.limit)


def _found(defect: Defect) -> str:
    return f"{defect.location}（{word('severity', defect.severity).zh}）"


def _remedies(content: ReportContent, name: str) -> str:
    return "；".join(d.remedy for d in content.defects if d.name_zh == name)
