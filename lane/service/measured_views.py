"""Judged values and brake curves as the desk shows them."""

from __future__ import annotations

import json
import logging
from functools import lru_cache
from typing import Any

from lane.events.fold import InspectionState
from lane.events.phases import Phase
from lane.evidence import EvidenceMissing, EvidenceStore
from lane.inspection.judging import judge_measured
from lane.inspection.workplace import Workplace
from lane.service.views import CurveView, Label, MeasurementView

LOG = logging.getLogger(__name__)


def measurement_views(place: Workplace, state: InspectionState) -> list[MeasurementView]:
    """Every judged value with its limit; while the lane runs, what is measured so far."""
    previous = _previous_values(place, state)
    if state.judged is not None:
        return [_measurement(item, previous) for item in state.judged.judgement["items"]]
    if not state.measurements or state.phase not in (Phase.IN_LANE, Phase.MEASURED):
        return []
    return [_measurement(item, previous) for item in _so_far(place, state)]


def _so_far(place: Workplace, state: InspectionState) -> list[dict[str, Any]]:
    """What can be said already; nothing where a curve is lost, which then is never judged."""
    try:
        items = judge_measured(place, state).items
    except EvidenceMissing as fault:
        LOG.error("%s can't be judged so far: %s", state.id, fault)
        return []
    return [item.as_json() for item in items if item.value is not None]


def _previous_values(place: Workplace, state: InspectionState) -> dict[str, float | None]:
    if state.carried is None:
        return {}
    before = place.book.state(state.carried.previous)
    if before.judged is None:
        return {}
    failed = [i for i in before.judged.judgement["items"] if i["verdict"] == "fail"]
    return {item["item"]: item["value"] for item in failed}


def _measurement(item: dict[str, Any], previous: dict[str, float | None]) -> MeasurementView:
    reason = item.get("reason_zh")
    return MeasurementView(
        item=item["item"],
        name=Label(zh=item["name_zh"], en=item["name_en"]),
        value=item["value"],
        shown=item["shown"],
        unit=item["unit"],
        limit=item["limit"] or "",
        clause=item["clause"],
        verdict=item["verdict"],
        reason=Label(zh=reason, en=item["reason_en"]) if reason else None,
        previous=previous.get(item["item"]),
    )


def curve_views(place: Workplace, state: InspectionState) -> list[CurveView]:
    """The curves measured so far; one whose file is gone or changed is logged and left out."""
    found: list[CurveView] = []
    for run in state.measurements.values():
        try:
            if run.curve:
                found.append(_curve(place.evidence, run.curve))
        except EvidenceMissing as fault:
            LOG.error("%s: the curve of %s can't be shown: %s", state.id, run.test, fault)
    return found


@lru_cache(maxsize=64)
def _curve(evidence: EvidenceStore, digest: str) -> CurveView:
    content = json.loads(evidence.get(digest))
    return CurveView(
        axle=content["axle"],
        kind=content["kind"],
        interval_ms=int(content["interval_ms"]),
        left_dan=content["left_dan"],
        right_dan=content["right_dan"],
    )
