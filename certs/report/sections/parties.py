"""The people who had a part in the inspection."""

from __future__ import annotations

from dataclasses import fields

from reportlab.platypus import Flowable

from certs.content import ReportContent
from certs.report.section import section
from certs.report.sections.facts import grid
from certs.report.words import word


class People:
    """Owner, presenter, examiner, driver, signatory."""

    def flowables(self, content: ReportContent) -> list[Flowable]:
        """A grid of three columns; who had no part is left out."""
        named = [
            (field.name, getattr(content.parties, field.name)) for field in fields(content.parties)
        ]
        facts = [(word("party", role), name) for role, name in named if name]
        return section("parties", grid(facts, columns=3))
