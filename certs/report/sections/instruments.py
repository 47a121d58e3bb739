"""Values taken by the testers."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from certs.content import InstrumentRow, Mark, ReportContent
from certs.report.section import section
from certs.report.style import (
    BODY,
    CENTRED,
    HEAD,
    HEAD_RULES,
    MARK_COLOURS,
    NOTE,
    PALE_RED,
    RULES,
    WIDTH,
    bilingual,
    coloured,
    text,
)
from certs.report.words import word

_WIDTHS = {
    "item": 56 * mm,
    "value": 20 * mm,
    "previous": 18 * mm,
    "unit": 15 * mm,
    "limit": 25 * mm,
    "clause": 0.0,
    "verdict": 22 * mm,
}


class Instruments:
    """Each value with unit, limit, clause and verdict; with the one before on a retest."""

    def flowables(self, content: ReportContent) -> list[Flowable]:
        """The table, and what its marks of sources mean."""
        if not content.instruments:
            return []
        retest = any(row.previous for row in content.instruments)
        parts: list[Flowable] = [_table(content.instruments, retest)]
        if any(row.source_mark for row in content.instruments):
            legend = word("source", "legend")
            parts += [Spacer(0, 0.6 * mm), text(f"{legend.zh}\n{legend.en}", NOTE)]
        return section("instruments", *parts)


def _table(rows: tuple[InstrumentRow, ...], retest: bool) -> Table:
    columns = [name for name in _WIDTHS if retest or name != "previous"]
    head = [bilingual(word("column", name), HEAD) for name in columns]
    body = [[_cell(row, name) for name in columns] for row in rows]
    failed = [i for i, row in enumerate(rows, 1) if row.verdict is Mark.FAIL]
    tints = [("BACKGROUND", (0, i), (-1, i), PALE_RED) for i in failed]
    rest = WIDTH - sum(_WIDTHS[name] for name in columns)
    return Table(
        [head, *body],
        colWidths=[_WIDTHS[name] or rest for name in columns],
        repeatRows=1,
        splitInRow=1,
        style=[*RULES, *HEAD_RULES, *tints],
    )


def _cell(row: InstrumentRow, column: str) -> Any:
    if column == "item":
        return bilingual((row.name_zh, row.name_en))
    if column == "value":
        return coloured(row.value, MARK_COLOURS[row.verdict])
    if column == "clause":
        mark = f" [{row.source_mark}]" if row.source_mark else ""
        return text(row.clause + mark, NOTE)
    if column == "verdict":
        word_ = word("mark", row.verdict)
        return coloured(word_.zh, MARK_COLOURS[row.verdict])
    return text(getattr(row, column), CENTRED if column == "unit" else BODY)
