"""The vehicle."""

from __future__ import annotations

from reportlab.platypus import Flowable

from certs.content import ReportContent
from certs.report.section import section
from certs.report.sections.facts import grid
from certs.report.words import Pair, word


class Vehicle:
    """Plate, VIN and the register's data."""

    def flowables(self, content: ReportContent) -> list[Flowable]:
        """A grid of three columns."""
        facts = [
            (word("vehicle", "plate"), content.plate),
            (word("vehicle", "plate_kind"), content.plate_kind_zh),
            (word("vehicle", "vin"), content.vin),
        ]
        facts += [(Pair(row.name_zh, row.name_en), row.value) for row in content.vehicle]
        return section("vehicle", grid(facts, columns=3))
