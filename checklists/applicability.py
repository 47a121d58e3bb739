"""What applies to one vehicle: the manual items, the instrument items and the tests they need."""

from __future__ import annotations

from checklists.checklist import Checklist, ChecklistItem, Photo, checklist_for
from checklists.instruments import InstrumentItem, instruments_for
from checklists.lane_tests import Test, tests_for

__all__ = [
    "Checklist",
    "ChecklistItem",
    "InstrumentItem",
    "Photo",
    "Test",
    "checklist_for",
    "instruments_for",
    "tests_for",
]
