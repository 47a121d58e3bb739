"""Abandonment (终止): a closed list of reasons, no verdict, no sticker."""

from __future__ import annotations

from checklists.rules import edition_for
from lane.events.fold import InspectionState
from lane.inspection.check_in import NotNow
from lane.inspection.rule_vehicle import inspection_of


def abandonment(state: InspectionState, reason_code: str) -> str:
    """The Chinese text of a reason of the closed list; raises `NotNow` for any other."""
    reasons = edition_for(inspection_of(state)).abandonment
    if reason_code not in reasons:
        raise NotNow(f"choose one of the reasons: {', '.join(reasons)}")
    return reasons[reason_code].name_zh
