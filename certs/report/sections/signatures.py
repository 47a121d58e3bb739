"""Who signs."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from certs.content import ReportContent, Signature
from certs.paper.document import moment
from certs.report.section import section
from certs.report.style import ENGLISH, LABEL, NOTE, RULES, STRONG, WIDTH, bilingual, text
from certs.report.words import word

_PER_ROW = 3


class Signatures:
    """A box for each signature: role, name, time; room for the hand where it is not signed yet."""

    def flowables(self, content: ReportContent) -> list[Flowable]:
        """Boxes, three to a row."""
        if not content.signatures:
            return []
        boxes: list[Any] = [_box(signature) for signature in content.signatures]
        columns = min(_PER_ROW, len(boxes))
        boxes += [""] * (-len(boxes) % columns)
        rows = [boxes[i : i + columns] for i in range(0, len(boxes), columns)]
        table = Table(
            rows,
            colWidths=[WIDTH / columns] * columns,
            splitInRow=1,
            style=[*RULES, ("VALIGN", (0, 0), (-1, -1), "TOP")],
        )
        return section("signatures", table, room=30 * mm)


def _box(signature: Signature) -> list[Any]:
    signed = signature.signed_at is not None
    when = moment(signature.signed_at) if signature.signed_at else word("signature", "unsigned").zh
    lines = [
        *bilingual((signature.role_zh, signature.role_en), LABEL),
        text(signature.name, STRONG),
    ]
    lines.append(text(when if signed else f"\n{when}", NOTE))
    if signature.proof:
        lines.append(text(signature.proof, ENGLISH))
    return lines
