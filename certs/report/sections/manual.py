"""Items examined by people."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from certs.content import ManualItem, Mark, ReportContent
from certs.report.section import section
from certs.report.style import (
    CENTRED,
    ENGLISH,
    HEAD,
    HEAD_RULES,
    MARK_COLOURS,
    NOTE,
    PALE_RED,
    RULES,
    SHADE,
    WIDTH,
    bilingual,
    coloured,
    text,
)
from certs.report.words import word

_NUMBER, _RESULT = 9 * mm, 17 * mm
# a category keeps its first line with it, unless that might fill a page by itself
_LONG_NOTE = 200
_WIDTHS = [_NUMBER, WIDTH / 2 - _NUMBER - _RESULT, _RESULT] * 2


class ManualItems:
    """The standard's manual items under their categories, two to a line."""

    def flowables(self, content: ReportContent) -> list[Flowable]:
        """One table; notes stand under the item's name."""
        if not content.manual_items:
            return []
        head = [bilingual(word("column", name), HEAD) for name in ("number", "item", "result")] * 2
        rows: list[list[Any]] = [head]
        rules = [*RULES, *HEAD_RULES]
        for category, group in groupby(
            content.manual_items, lambda i: (i.category_zh, i.category_en)
        ):
            row, items = len(rows), list(group)
            rules += [
                ("SPAN", (0, row), (-1, row)),
                ("BACKGROUND", (0, row), (-1, row), SHADE),
            ]
            if max(len(item.note) for item in items[:2]) < _LONG_NOTE:
                rules.append(("NOSPLIT", (0, row), (0, row + 1)))
            rows.append([_category(*category), *[""] * 5])
            _add(rows, rules, items)
        table = Table(rows, colWidths=_WIDTHS, repeatRows=1, splitInRow=1, style=rules)
        return section("manual", table)


def _add(rows: list[list[Any]], rules: list[tuple[Any, ...]], items: list[ManualItem]) -> None:
    for i in range(0, len(items), 2):
        pair = items[i : i + 2]
        for half, item in enumerate(pair):
            if item.answer is Mark.FAIL:
                corner = (3 * half, len(rows)), (3 * half + 2, len(rows))
                rules.append(("BACKGROUND", *corner, PALE_RED))
        row = [cell for item in pair for cell in _cells(item)]
        rows.append(row + [""] * (6 - len(row)))


def _category(zh: str, en: str) -> Any:
    return text(f"{zh}  {en}", HEAD)


def _cells(item: ManualItem) -> list[Any]:
    name: list[Any] = [text(item.name_zh), text(item.name_en, ENGLISH)]
    if item.note:
        name.append(text(item.note, NOTE))
    result = coloured(word("mark", item.answer).zh, MARK_COLOURS[item.answer])
    return [text(str(item.number), CENTRED), name, result]
